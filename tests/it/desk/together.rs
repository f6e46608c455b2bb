//! Two people, two desks, two workspaces, and a server that is killed in the middle.

use std::panic::{AssertUnwindSafe, catch_unwind};

use countersign::assistant::desk::{DecideError, DeskError, EventKind, ExportKind, ReviewId, WorkspaceKey};
use countersign::review::{Decision, RowNumber};
use insta::assert_snapshot;

use super::{alder, answered, decide, edited, place, rejected, rows, shown, upload};

/// The later one sees what the earlier one decided, and loses nothing.
#[test]
fn two_people_on_one_row() {
    let place = place();
    let (mine, theirs) = (place.desk(), place.desk());
    let review = answered(&mine);
    let heard = theirs.events();
    let version = rows(&theirs, &review)[0].version;
    theirs.decide(&review, RowNumber(1), "ben", version, edited("No", "Not all of it.")).unwrap();
    match mine.decide(&review, RowNumber(1), "ann", version, Decision::Approved) {
        Err(DecideError::Conflict { theirs: Some(entry), standing }) => {
            assert_eq!((entry.by.as_str(), standing.version), ("ben", version + 1));
            assert_snapshot!(entry.decision.to_string(), @"edited to “No”: “Not all of it.”");
        }
        other => panic!("{other:?}"),
    }
    // Each sees at once what the other did, through whichever desk.
    assert_eq!(shown(&mine, &review), shown(&theirs, &review));
    assert_eq!(heard.try_iter().map(|event| event.kind).collect::<Vec<_>>(), [EventKind::Decided]);
    // A decision whose answer got lost on the way is sent again, and is one.
    mine.decide(&review, RowNumber(2), "ann", 1, Decision::Approved).unwrap();
    let again = mine.decide(&review, RowNumber(2), "ann", 1, Decision::Approved).unwrap();
    assert_eq!(again.version, 2);
}

#[test]
fn a_decision_is_taken_back() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    let before = shown(&desk, &review);
    decide(&desk, &review, 1, "ann", rejected("hm"));
    decide(&desk, &review, 1, "ann", Decision::Undone);
    assert_eq!(shown(&desk, &review).replace("v3", "v1"), before);
    assert_eq!(
        desk.history(&review).unwrap().iter().filter(|line| line.row == Some(RowNumber(1))).count(),
        3
    );
}

/// Only what is sure is approved in one go.
#[test]
fn approving_a_filter_leaves_what_is_not_sure() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    let seen: Vec<_> = rows(&desk, &review).iter().map(|row| (row.number, row.version)).collect();
    decide(&desk, &review, 2, "ben", Decision::Approved);
    let batch = desk.decide_all(&review, &seen, "ann", false).unwrap();
    assert_snapshot!(format!("{batch:?}"), @"Batch { decided: [RowNumber(1), RowNumber(3)], held_back: [RowNumber(2), RowNumber(4)], changed: [], refused: [] }");
    let batch = desk.decide_all(&review, &seen, "ann", true).unwrap();
    assert_snapshot!(format!("{batch:?}"), @r#"Batch { decided: [RowNumber(1), RowNumber(3)], held_back: [], changed: [RowNumber(2)], refused: [(RowNumber(4), "there is no suggestion to approve; write an answer, or reject the row")] }"#);
}

/// A server that is killed while it answers goes on where it stopped: nothing is lost, nothing is there twice.
#[test]
fn killed_in_the_middle() {
    let place = place();
    let questions: Vec<String> =
        (0..20).map(|at| format!("Is customer data of kind {at} encrypted at rest?")).collect();
    let review = place.desk().paste(&alder(), "ann", &questions.join("\n"), None, None).unwrap();
    // Looks at the clock: what day it is, then once for every few answers.
    let desk = place.desk_until(3);
    assert!(catch_unwind(AssertUnwindSafe(|| desk.run(&review))).is_err());
    drop(desk);
    let desk = place.desk();
    let waiting = |desk: &super::Desk| rows(desk, &review).iter().filter(|row| row.band.is_none()).count();
    assert!((1..20).contains(&waiting(&desk)), "{}", waiting(&desk));
    assert_eq!(desk.unfinished().unwrap().as_slice(), std::slice::from_ref(&review));
    decide(&desk, &review, 1, "ann", rejected("early"));
    desk.run(&review).unwrap();
    desk.run(&review).unwrap();
    assert_eq!((waiting(&desk), desk.unfinished().unwrap().len()), (0, 0));
    let suggested = desk
        .history(&review)
        .unwrap()
        .iter()
        .filter(|line| line.by == "Countersign" && line.row.is_some())
        .count();
    assert_eq!(suggested, 20);
}

/// Promise 5.
#[test]
fn a_workspace_never_sees_anothers_reviews() {
    let place = place();
    let desk = place.desk();
    let birch = WorkspaceKey::of("birch");
    let mine = answered(&desk);
    let theirs = upload(&desk, &birch);
    desk.run(&theirs).unwrap();
    assert!(rows(&desk, &theirs).iter().all(|row| !row.answer.contains("AES")));
    assert_eq!(desk.reviews(&birch).unwrap().len(), 1);
    let disguised = ReviewId { workspace: birch.clone(), number: mine.number };
    assert!(matches!(desk.layout(&disguised), Err(DeskError::NoSuchReview(_))));
    assert!(matches!(desk.history(&disguised), Err(DeskError::NoSuchReview(_))));
    assert!(matches!(desk.row(&disguised, RowNumber(1)), Err(DeskError::NoSuchReview(_))));
    assert!(desk.decide(&disguised, RowNumber(1), "eve", 1, Decision::Approved).is_err());
    assert!(desk.export(&disguised, "eve", ExportKind::Draft).is_err());
    assert!(desk.preflight(&disguised).is_err() && desk.run(&disguised).is_err());
    assert!(desk.take_back(&disguised, "eve", b"").is_err());
    assert_eq!(desk.figures(&birch).unwrap().decided, 0);
    assert_eq!(desk.workspaces().unwrap().iter().map(|card| card.reviews).collect::<Vec<_>>(), [1, 1]);
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_kept() {
    let place = place();
    let desk = place.desk();
    let wrong = |name: &str, bytes: Vec<u8>, person: &str| {
        let upload = super::Upload { name: name.to_owned(), bytes, ..super::Upload::default() };
        desk.upload(&alder(), person, upload).unwrap_err().to_string()
    };
    let said = [
        wrong("a.xlsx", b"no workbook".to_vec(), "ann"),
        wrong("big.xlsx", vec![0; (1 << 20) + 1], "ann"),
        wrong("a.xlsx", super::questionnaire(&super::QUESTIONS), "  "),
        desk.paste(&alder(), "ann", " \n\t\n", None, None).unwrap_err().to_string(),
        desk.upload(&WorkspaceKey::of("Cedar"), "ann", super::Upload::default()).unwrap_err().to_string(),
    ];
    assert_snapshot!(said.join("\n"), @r"
    a.xlsx: this is a plain text file, not a workbook that this program reads; ask for the questionnaire itself
    big.xlsx has 2 MB, and 1 MB are taken; save a copy without pictures, or send its sheets one by one
    nobody is named; say who you are
    there are no questions in what was pasted; put one on each line, or paste cells from a spreadsheet
    there is no workspace “cedar” here
    ");
    assert!(desk.reviews(&alder()).unwrap().is_empty());
}
