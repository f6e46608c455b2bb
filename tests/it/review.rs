//! Reviews: what people said of rows, folded; what that writes into cells; what is to be known before sending. Scripts of
//! decisions in, standings out.

mod cells;
mod merging;
mod preflight;

use countersign::document::{ContentHash, DocumentName};
use countersign::library::Cited;
use countersign::options::Verdict;
use countersign::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use countersign::review::{
    Calibration, Decision, Entry, Proposal, Proposed, Quoted, RowNumber, RowRecord, RowState, Timestamp,
    admit, finish, fold,
};
use countersign::workbook::{Position, Row};
use insta::assert_snapshot;

fn cell(column: u32, kind: AnswerKind, role: CellRole, options: &[&str]) -> AnswerCell {
    AnswerCell {
        at: Position::new(2, column),
        kind,
        options: options.iter().map(|option| (*option).to_owned()).collect(),
        mark: None,
        state: CellState::Open,
        role,
        max_length: None,
    }
}

/// A list of Yes, No and N/A with a comment beside it.
fn question(text: &str) -> Question {
    Question {
        sheet: 0,
        row: Row(2),
        id: None,
        text: text.to_owned(),
        section: None,
        follows: None,
        cells: vec![
            cell(3, AnswerKind::Choice, CellRole::Answer, &["Yes", "No", "N/A"]),
            cell(4, AnswerKind::Text, CellRole::Comment, &[]),
        ],
    }
}

const QUOTE: &str = "All customer data is encrypted at rest with AES-256.";

fn quoted(document: &str, quote: &str) -> Quoted {
    let hash = ContentHash::of(b"before");
    let cited = Cited {
        document: DocumentName::new(document),
        hash,
        section: "Encryption".to_owned(),
        range: 0..quote.len(),
        quote: quote.to_owned(),
    };
    Quoted { cited, page: None, of_past_answer: false }
}

fn proposal(answer: Option<(Option<Verdict>, &str)>) -> Proposal {
    let first = quoted("policy.md", QUOTE);
    let nearest = if answer.is_some() { Vec::new() } else { vec![first.clone()] };
    Proposal {
        answer: answer.map(|(verdict, words)| Proposed::new(verdict, words.to_owned(), first, Vec::new())),
        confidence: if answer.is_some() { 0.9 } else { 0.3 },
        shift: 0.0,
        reason: "the cited passage is close".to_owned(),
        doubtful: false,
        nearest,
        offer: None,
        withheld: None,
        earlier: Vec::new(),
    }
}

fn record(number: u32, question: Question, proposals: Vec<Proposal>) -> RowRecord {
    let place = format!("C{}", number + 1);
    RowRecord {
        number: RowNumber(number),
        sheet: "Questions".into(),
        place,
        question,
        proposals,
        entries: Vec::new(),
    }
}

/// A row of which the documents say yes.
fn answered(number: u32) -> RowRecord {
    record(number, question("Is data encrypted?"), vec![proposal(Some((Some(Verdict::Yes), QUOTE)))])
}

fn edited(option: Option<&str>, words: &str, candidate: Option<usize>) -> Decision {
    Decision::Edited { option: option.map(str::to_owned), words: words.to_owned(), candidate }
}

fn rejected(reason: &str) -> Decision {
    Decision::Rejected { reason: reason.to_owned() }
}

/// Adds a decision as the desk would: refused where it is not admitted.
fn say(record: &mut RowRecord, by: &str, on: u64, decision: Decision) -> Result<(), String> {
    admit(record, on, &decision).map_err(|refusal| refusal.to_string())?;
    let number = record.entries.len() as u64 + 1;
    let at = Timestamp::from_unix(1_772_366_400 + number as i64 * 30);
    record.entries.push(Entry { number, row: record.number, by: by.to_owned(), at, on, decision });
    Ok(())
}

/// One line of where a row stands.
fn shown(record: &RowRecord) -> String {
    let standing = fold(record);
    let mut line = format!("v{} {}", standing.version, standing.state.word());
    if let Some(given) = &standing.given {
        let cited: Vec<String> = given.citations.iter().map(Quoted::place).collect();
        let by = given.by.as_deref().unwrap_or("nobody");
        line += &format!(" {:?} “{}” {cited:?} by {by}", given.option, given.words);
    }
    if let Some(reason) = &standing.reason {
        line += &format!(" ({reason})");
    }
    if let Some(to) = &standing.assigned {
        line += &format!(" → {to}");
    }
    for comment in &standing.comments {
        line += &format!(" [{}: {}]", comment.by, comment.words);
    }
    line
}

/// Says one thing after another and shows where the row stands after each.
fn story(mut record: RowRecord, said: Vec<(&str, u64, Decision)>) -> String {
    let mut lines = vec![shown(&record)];
    for (by, on, decision) in said {
        let what = decision.to_string();
        let outcome = match say(&mut record, by, on, decision) {
            Ok(()) => shown(&record),
            Err(refusal) => format!("refused: {refusal}"),
        };
        lines.push(format!("{by}: {what}\n    {outcome}"));
    }
    lines.join("\n")
}

#[test]
fn the_last_decision_holds_and_undoing_brings_back_the_one_before() {
    let said = vec![
        ("ann", 1, Decision::Approved),
        ("ben", 2, edited(Some("No"), "Only in production.", None)),
        ("ann", 3, Decision::Undone),
        ("ann", 4, Decision::Undone),
        ("ann", 5, Decision::Undone),
        ("ann", 5, rejected("not ours to say")),
        ("ben", 6, Decision::NotApplicable { words: String::new() }),
    ];
    assert_snapshot!(story(answered(1), said), @r#"
    v1 suggested
    ann: approved
        v2 approved Some("Yes") “All customer data is encrypted at rest with AES-256.” ["policy.md, Encryption"] by ann
    ben: edited to “No”: “Only in production.”
        v3 edited Some("No") “Only in production.” [] by ben
    ann: undone
        v4 approved Some("Yes") “All customer data is encrypted at rest with AES-256.” ["policy.md, Encryption"] by ann
    ann: undone
        v5 suggested
    ann: undone
        refused: no decision of this row is left to take back
    ann: rejected: not ours to say
        v6 rejected (not ours to say)
    ben: not applicable
        v7 not-applicable Some("N/A") “” [] by ben
    "#);
}

/// The second of two people who saw the same version is told of the first; nothing is written over.
#[test]
fn a_decision_on_what_somebody_else_has_changed_is_a_conflict() {
    let said = vec![
        ("ann", 1, edited(None, "Yes, all of it.", None)),
        ("ben", 1, Decision::Approved),
        ("ben", 1, Decision::Commented { words: "are backups included?".into() }),
        ("ben", 1, Decision::Assigned { to: Some("cy".into()) }),
        ("ben", 2, rejected("too broad")),
    ];
    assert_snapshot!(story(answered(1), said), @r"
    v1 suggested
    ann: edited to “Yes, all of it.”
        v2 edited None “Yes, all of it.” [] by ann
    ben: approved
        refused: the row has changed since version 1, and is at version 2; look at both and decide again
    ben: commented: are backups included?
        v2 edited None “Yes, all of it.” [] by ann [ben: are backups included?]
    ben: assigned to cy
        v2 edited None “Yes, all of it.” [] by ann → cy [ben: are backups included?]
    ben: rejected: too broad
        v3 rejected (too broad) → cy [ben: are backups included?]
    ");
}

#[test]
fn what_is_not_legal_in_the_row_is_refused() {
    let open = record(1, question("Is data encrypted?"), vec![proposal(None)]);
    let said = vec![
        ("ann", 1, Decision::Approved),
        ("ann", 1, Decision::Undone),
        ("ann", 1, edited(Some("Maybe"), "", None)),
        ("ann", 1, edited(None, "  ", None)),
        ("ann", 1, edited(Some("Yes"), "It is.", Some(1))),
        ("ann", 1, edited(Some("Yes"), "It is.", Some(0))),
    ];
    assert_snapshot!(story(open, said), @r#"
    v1 open
    ann: approved
        refused: there is no suggestion to approve; write an answer, or reject the row
    ann: undone
        refused: no decision of this row is left to take back
    ann: edited to “Maybe”
        refused: “Maybe” is not one of the options of this question (Yes / No / N/A); choose one of them
    ann: edited to “  ”
        refused: an answer needs an option or words; to leave the cell empty, reject the row
    ann: edited to “Yes”: “It is.”
        refused: there is no candidate 2 in this row; take one that is shown
    ann: edited to “Yes”: “It is.”
        v2 edited Some("Yes") “It is.” ["policy.md, Encryption"] by ann
    "#);
    let mut before = answered(2);
    before.question.cells[0].state = CellState::Answered;
    let mut locked = answered(3);
    locked.question.cells.iter_mut().for_each(|cell| cell.state = CellState::Locked);
    let said =
        || vec![("ann", 1, Decision::Approved), ("ann", 1, Decision::Commented { words: "hm".into() })];
    assert_snapshot!(story(before, said()), @r"
    v1 answered-before
    ann: approved
        refused: no answer can be written into this row: its cell holds an answer already
    ann: commented: hm
        v1 answered-before [ann: hm]
    ");
    assert_snapshot!(story(locked, said()), @r"
    v1 not-fillable (its answer cells are locked)
    ann: approved
        refused: no answer can be written into this row: its answer cells are locked
    ann: commented: hm
        v1 not-fillable (its answer cells are locked) [ann: hm]
    ");
}

/// A person's words keep a citation while they still are the quote's; other words stand on the person alone.
#[test]
fn an_edit_keeps_the_citation_while_it_still_says_the_quote() {
    let said = vec![
        ("ann", 1, edited(Some("Yes"), "Yes: all customer data is encrypted at rest with AES-256", None)),
        ("ann", 2, edited(Some("Yes"), "encrypted at rest with AES-256", None)),
        ("ann", 3, edited(Some("Yes"), "We encrypt everything.", None)),
        ("ann", 4, edited(Some("Yes"), "We encrypt everything.", Some(0))),
    ];
    assert_snapshot!(story(answered(1), said), @r#"
    v1 suggested
    ann: edited to “Yes”: “Yes: all customer data is encrypted at rest with AES-256”
        v2 edited Some("Yes") “Yes: all customer data is encrypted at rest with AES-256” ["policy.md, Encryption"] by ann
    ann: edited to “Yes”: “encrypted at rest with AES-256”
        v3 edited Some("Yes") “encrypted at rest with AES-256” ["policy.md, Encryption"] by ann
    ann: edited to “Yes”: “We encrypt everything.”
        v4 edited Some("Yes") “We encrypt everything.” [] by ann
    ann: edited to “Yes”: “We encrypt everything.”
        v5 edited Some("Yes") “We encrypt everything.” ["policy.md, Encryption"] by ann
    "#);
}

/// What was approved is what its author saw, also after another suggestion came.
#[test]
fn a_later_suggestion_changes_no_decision() {
    let mut row = answered(1);
    say(&mut row, "ann", 1, Decision::Approved).unwrap();
    row.proposals.push(proposal(Some((Some(Verdict::No), "We do not."))));
    assert_snapshot!(shown(&row), @r#"v3 approved Some("Yes") “All customer data is encrypted at rest with AES-256.” ["policy.md, Encryption"] by ann"#);
    assert_snapshot!(say(&mut row, "ben", 2, rejected("")).unwrap_err(), @"the row has changed since version 2, and is at version 3; look at both and decide again");
    say(&mut row, "ben", 3, Decision::Approved).unwrap();
    assert_snapshot!(shown(&row), @r#"v4 approved Some("No") “We do not.” ["policy.md, Encryption"] by ben"#);
}

/// Promise 4: a finished review is only made of rows that are all decided.
#[test]
fn a_review_is_finished_when_every_row_is_decided() {
    let mut rows = vec![answered(1), answered(2), record(3, question("Who?"), vec![proposal(None)])];
    say(&mut rows[0], "ann", 1, Decision::Approved).unwrap();
    let open = finish(rows.clone()).unwrap_err();
    assert_snapshot!(format!("{open:?}"), @"[RowNumber(2), RowNumber(3)]");
    say(&mut rows[1], "ben", 1, rejected("")).unwrap();
    say(&mut rows[2], "ann", 1, edited(None, "Our staff.", None)).unwrap();
    let reviewed = finish(rows).unwrap();
    assert_eq!(
        (reviewed.decided(), reviewed.people().into_iter().collect::<Vec<_>>()),
        (3, vec!["ann", "ben"])
    );
}

#[test]
fn words_for_kinds_and_states_come_back() {
    use countersign::review::DecisionKind;
    assert!(DecisionKind::ALL.into_iter().all(|kind| DecisionKind::of_word(kind.word()) == Some(kind)));
    assert_eq!(RowState::ALL.iter().filter(|state| !state.is_decided()).count(), 3);
    let at = Timestamp::from_unix(1_772_366_400);
    assert_eq!(
        (at.to_string().as_str(), Timestamp::parse(&at.to_string())),
        ("2026-03-01T12:00:00Z", Some(at))
    );
    assert_eq!(Timestamp::parse("2026-03-01 12:00"), None);
}

/// Approving is to say yes to what will be written; where no option says it, a person chooses one.
#[test]
fn an_answer_without_its_option_is_not_approved() {
    let open = record(1, question("Where is it kept?"), vec![proposal(Some((None, QUOTE)))]);
    assert_snapshot!(story(open, vec![
        ("ann", 1, Decision::Approved),
        ("ann", 1, edited(Some("Yes"), QUOTE, None)),
        ("ann", 2, edited(Some("Yes"), "A bell: \u{7}", None)),
    ]), @r#"
    v1 suggested
    ann: approved
        refused: choose one of Yes / No / N/A first: the evidence gives no clear yes or no
    ann: edited to “Yes”: “All customer data is encrypted at rest with AES-256.”
        v2 edited Some("Yes") “All customer data is encrypted at rest with AES-256.” ["policy.md, Encryption"] by ann
    ann: edited to “Yes”: “A bell: ”
        refused: the answer has a character that no file can hold (0x07); remove it
    "#);
}

/// So many suggestions of .9, of which so many were approved.
fn decided(approved: u32, all: u32) -> Vec<RowRecord> {
    let row = |number| {
        let mut row = answered(number);
        let decision = if number <= approved { Decision::Approved } else { rejected("no") };
        say(&mut row, "ann", 1, decision).unwrap();
        row
    };
    (1..=all).map(row).collect()
}

/// The shift is where what was approved and what is expected differ by no more than a shift is believed to be (a normal
/// prior with a spread of one half): the condition of the most likely value, reckoned here from outside.
#[test]
fn decisions_move_the_confidence_once_there_are_enough() {
    let few = Calibration::of(&[decided(10, 49)]);
    assert_eq!((few.decided, few.approved, few.shift, few.moved(0.9)), (49, 10, 0.0, 0.9));
    for approved in [30, 54, 60] {
        let by = Calibration::of(&[decided(approved, 60)]);
        let expected = 60.0 * by.moved(0.9);
        assert!((f64::from(approved) - expected - by.shift / 0.25).abs() < 1e-6, "{by:?}");
        assert!((by.as_measured(by.moved(0.7)) - 0.7).abs() < 1e-9);
    }
    let by = Calibration::of(&[decided(30, 60)]);
    assert!(by.moved(0.9) < 0.65, "{by:?}");
    // What was proposed with it is not moved twice.
    let mut rows = decided(30, 60);
    rows.iter_mut()
        .for_each(|row| row.proposals = row.proposals.iter().map(|one| one.clone().moved(&by)).collect());
    assert!((Calibration::of(&[rows]).shift - by.shift).abs() < 1e-9);
}
