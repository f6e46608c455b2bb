//! The review workbook taken offline, decided in a spreadsheet program, and brought back. And questions that are pasted.

use countersign::assistant::desk::{Corrections, ExportKind, Merged, Phase, ReviewId, Upload};
use countersign::layout::SheetOverrides;
use countersign::review::Decision;
use countersign::sandbox::Filling;
use countersign::workbook::{CellAnswer, Column, Position, Value};
use insta::assert_snapshot;

use super::{Desk, alder, answered, decide, edited, place, rejected, rows, sandbox, shown};

/// Puts decisions into the columns for them, as a person would: row, column, what is typed.
fn typed(workbook: &[u8], what: &[(u32, u32, &str)]) -> Vec<u8> {
    let answer = |(row, column, text): &(u32, u32, &str)| CellAnswer {
        sheet: 0,
        at: Position::new(row + 1, *column),
        value: Value::Text((*text).to_owned()),
    };
    let filling = Filling { answers: what.iter().map(answer).collect(), ..Filling::default() };
    let filled = sandbox().fill("review.xlsx", workbook, filling).unwrap();
    assert!(filled.refused.is_empty(), "{:?}", filled.refused);
    filled.bytes
}

const DECISION: u32 = 10;
const OPTION: u32 = 11;
const WORDS: u32 = 12;

fn said(merged: &Merged) -> String {
    let conflicts = merged.conflicts.iter().map(|one| {
        let here = one.here.as_ref().map(|entry| format!("{} by {}", entry.decision, entry.by));
        format!("row {}: {} there, {} here", one.row, one.offline, here.unwrap_or_default())
    });
    let refused = merged.refused.iter().map(|(row, why)| format!("row {row}: {why}"));
    let first = format!("{:?} decided, {} unchanged", merged.decided, merged.unchanged);
    let lines = [first].into_iter().chain(conflicts).chain(refused).chain(merged.unread.iter().cloned());
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_review_is_decided_offline_and_taken_back() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide(&desk, &review, 2, "ann", edited("No", "Not on all lines."));
    let export = desk.export(&review, "ann", ExportKind::Draft).unwrap();
    let back = typed(
        &export.review_workbook.bytes,
        &[
            (1, DECISION, "accept"),
            (1, WORDS, "checked with legal"),
            (3, DECISION, "edit"),
            (3, OPTION, "N/A"),
            (3, WORDS, "We have no staff."),
            (4, DECISION, "reject"),
            (4, WORDS, "off topic"),
        ],
    );
    // Meanwhile somebody decided row 4 here.
    decide(&desk, &review, 4, "ben", edited("No", "We do not."));
    let merged = desk.take_back(&review, "ann", &back).unwrap();
    assert_snapshot!(said(&merged), @r"
    [RowNumber(1), RowNumber(3)] decided, 1 unchanged
    row 4: rejected: off topic there, edited to “No”: “We do not.” by ben here
    ");
    assert_snapshot!(shown(&desk, &review), @r"
    1 v2 approved high: Yes — All customer data is encrypted at rest with AES-256.
    2 v2 edited high: No — Not on all lines.
    3 v2 edited high: N/A — We have no staff.
    4 v2 edited none: No — We do not.
    ");
    // Taken back twice, it changes nothing more.
    let again = desk.take_back(&review, "ann", &back).unwrap();
    assert_snapshot!(said(&again), @r"
    [] decided, 3 unchanged
    row 4: rejected: off topic there, edited to “No”: “We do not.” by ben here
    ");
    let other = answered(&desk);
    assert_snapshot!(desk.take_back(&other, "ann", &back).unwrap_err().to_string(), @"it is the workbook of another review (alder.1); take it back there");
    assert_snapshot!(desk.take_back(&review, "ann", &super::questionnaire(&["Why?"])).unwrap_err().to_string(), @"there is no sheet “Questions” with the columns “Decision” and “Key”; take the review workbook that was exported here");
}

/// The key names the version that a line was written from: what was undone since is not decided again by it.
#[test]
fn a_workbook_that_was_not_touched_decides_nothing() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide(&desk, &review, 1, "ann", Decision::Approved);
    let export = desk.export(&review, "ann", ExportKind::Draft).unwrap();
    decide(&desk, &review, 1, "ben", Decision::Undone);
    decide(&desk, &review, 1, "ben", rejected(""));
    let before = shown(&desk, &review);
    assert_snapshot!(said(&desk.take_back(&review, "ann", &export.review_workbook.bytes).unwrap()), @"[] decided, 4 unchanged");
    assert_eq!(shown(&desk, &review), before);
}

fn pasted(desk: &Desk, text: &str) -> String {
    let review = desk.paste(&alder(), "ann", text, Some("Acme".to_owned()), None).unwrap();
    let cards = rows(desk, &review);
    let lines = cards.iter().map(|row| format!("{:?} {} → {}", row.id, row.question, row.place));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn questions_are_pasted_one_a_line_or_as_cells() {
    let place = place();
    let desk = place.desk();
    assert_snapshot!(pasted(&desk, "Is data encrypted?\r\n\r\nWho can read it?\n"), @r#"
    Some("1") Is data encrypted? → C2
    Some("2") Who can read it? → C3
    "#);
    let cells = "ID\tQuestion\tYour answer\nA-1\t\"Is data encrypted,\nand \"\"how\"\"?\"\t\nA-2\tWho can \"read\" it?\t\n";
    assert_snapshot!(pasted(&desk, cells), @r#"
    Some("A-1") Is data encrypted,
    and "how"? → C2
    Some("A-2") Who can "read" it? → C3
    "#);
}

/// A layout that nobody can be sure of waits for a person.
#[test]
fn an_unsure_layout_is_looked_at_corrected_and_accepted() {
    let place = place();
    let desk = place.desk();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, text) in
        ["Please tell us about the following.", "Encryption of stored data", "Training of staff"]
            .iter()
            .enumerate()
    {
        sheet.write(row as u32, 1, *text).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let upload = Upload { name: "odd.xlsx".to_owned(), bytes, ..Upload::default() };
    let review: ReviewId = desk.upload(&alder(), "ann", upload).unwrap();
    assert_eq!(desk.review_card(&review).unwrap().phase, Phase::Layout);
    let view = desk.layout(&review).unwrap();
    assert_snapshot!(format!("{} {:?}", view.accepted, view.doubts), @r#"false [Doubt { sheet: None, warning: LayoutWarning { what: "no questions were found; say which column holds them, and which takes the answers", way_out: None } }]"#);
    assert!(desk.run(&review).is_err());
    let told = SheetOverrides {
        question: Some(Column(2)),
        answers: vec![Column(3)],
        questions: [2, 3].map(countersign::workbook::Row).into(),
        not_questions: [1].map(countersign::workbook::Row).into(),
        header_rows: Some(Vec::new()),
        ..SheetOverrides::default()
    };
    let stranger = Corrections::from([("Elsewhere".to_owned(), told.clone())]);
    assert!(desk.correct_layout(&review, "ann", stranger).is_err());
    desk.correct_layout(&review, "ann", Corrections::from([("Sheet1".to_owned(), told.clone())])).unwrap();
    assert_eq!(desk.layout(&review).unwrap().corrections["Sheet1"], told);
    desk.accept_layout(&review, "ann").unwrap();
    assert!(desk.correct_layout(&review, "ann", Corrections::new()).is_err());
    desk.run(&review).unwrap();
    assert_snapshot!(shown(&desk, &review), @r"
    1 v1 suggested medium: Yes. All customer data is encrypted at rest with AES-256.
    2 v1 open none:
    ");
}
