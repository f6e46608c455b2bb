//! What is to be known before a questionnaire is sent, and the figures of what was decided.

use countersign::document::{Date, Document, DocumentName, iso_date};
use countersign::options::Verdict;
use countersign::parse;
use countersign::review::{Context, Decision, Proposal, Proposed, RowRecord, ToldBefore, figures, preflight};
use countersign::suggestion::lay;
use insta::assert_snapshot;

use super::{QUOTE, answered, edited, proposal, question, quoted, record, rejected, say};

fn today() -> Date {
    iso_date("2026-03-01").unwrap()
}

fn document(name: &str, text: &str) -> Document {
    parse::parse(DocumentName::new(name), text.as_bytes()).unwrap().0
}

fn shown(rows: &[RowRecord], documents: &[Document], told: &[ToldBefore]) -> String {
    let plans: Vec<_> = rows
        .iter()
        .map(|row| row.to_write().map(|given| lay(&row.question, &given.saying())).unwrap_or_default())
        .collect();
    let formulas: Vec<String> = (2..12).map(|row| format!("Score!F{row}")).collect();
    let context = Context { documents, today: today(), plans: &plans, formulas: &formulas, told };
    let found = preflight(rows, &context);
    let line = |one: &countersign::review::Finding| {
        let rows: Vec<String> = one.rows.iter().map(ToString::to_string).collect();
        let stops = if one.blocks { " (stops a final export)" } else { "" };
        format!("{} [{}]: {}{stops}", one.kind.word(), rows.join(", "), one.text)
    };
    found.iter().map(line).collect::<Vec<_>>().join("\n")
}

#[test]
fn everything_to_know_is_named_with_its_rows() {
    let mut rows: Vec<RowRecord> = (1..=7).map(answered).collect();
    rows[1].proposals = vec![proposal(Some((Some(Verdict::No), "We do not.")))];
    rows[2].question = question("Are backups encrypted?");
    rows[3].question = question("Do you test recovery?");
    rows[4].question = question("Do you hold a licence?");
    rows[5].question = question("Are you certified?");
    rows[6].question = question("Where is it kept?");
    rows[6].question.cells[0].options = vec!["Compliant".into(), "Planned for 2027".into()];
    let gone = Proposed::new(Some(Verdict::Yes), "Yes.".into(), quoted("old.md", "Backups are."), Vec::new());
    rows[2].proposals = vec![Proposal { answer: Some(gone), ..proposal(None) }];
    for at in [0, 1, 2] {
        say(&mut rows[at], "ann", 1, Decision::Approved).unwrap();
    }
    say(&mut rows[3], "ann", 1, edited(Some("Yes"), "Twice a year.", None)).unwrap();
    say(&mut rows[4], "ben", 1, rejected("not ours")).unwrap();
    say(&mut rows[5], "ben", 1, edited(Some("Yes"), "We were certified in 2024.", None)).unwrap();
    // Refused when it is said, and looked at once more before it is sent.
    rows[5].question.cells[1].max_length = Some(10);
    say(&mut rows[6], "ben", 1, Decision::NotApplicable { words: String::new() }).unwrap();
    rows.push(record(8, question("Who decides?"), vec![proposal(None)]));
    let policy =
        document("policy.md", &format!("Review date: 2025-01-01\n\n# Encryption\n\n{QUOTE} And more.\n"));
    let told = [ToldBefore {
        question: "DO YOU TEST RECOVERY?".into(),
        verdict: Some(Verdict::No),
        answer: "No. Not yet.".into(),
        place: "2025.xlsx, Sheet1!C4".into(),
    }];
    assert_snapshot!(shown(&rows, &[policy], &told), @r"
    undecided [8]: one row is not decided yet (stops a final export)
    stale-citation [3]: old.md, which is cited, is gone; decide the row again (stops a final export)
    stale-citation [1]: policy.md has changed; the cited words still stand in it
    stale-citation [2]: policy.md has changed; the cited words still stand in it
    contradiction [1, 2]: the same is asked in rows 1 and 2, and answered “Yes” and “No”
    told-otherwise [4]: now “Twice a year.”; this customer was told “No. Not yet.” before (2025.xlsx, Sheet1!C4)
    too-long [6]: cell D2 is left: the answer has 26 characters, and the cell takes 10
    not-legal [7]: cell C2 is left: no option of the list says “not applicable” (Compliant / Planned for 2027)
    uncited [4]: ann's own words, without a citation
    uncited [6]: ben's own words, without a citation
    left-empty [5]: rejected (not ours); its cell stays empty
    recalculates []: cells with formulas are reckoned anew when the file is opened: Score!F2, Score!F3, Score!F4, Score!F5, Score!F6, Score!F7, Score!F8, Score!F9 and 2 more
    ");
}

/// A quote that an approved answer rests on is gone: nothing final leaves until somebody decides the row again.
#[test]
fn a_lost_quote_stops_a_final_export_until_the_row_is_decided_again() {
    let mut rows = vec![answered(1)];
    say(&mut rows[0], "ann", 1, Decision::Approved).unwrap();
    let now = [document("policy.md", "# Encryption\n\nSome customer data is encrypted.\n")];
    assert_snapshot!(shown(&rows, &now, &[]), @r"
    stale-citation [1]: policy.md has changed and no longer says “All customer data is encrypted at rest with AES-256.”; decide the row again (stops a final export)
    recalculates []: cells with formulas are reckoned anew when the file is opened: Score!F2, Score!F3, Score!F4, Score!F5, Score!F6, Score!F7, Score!F8, Score!F9 and 2 more
    ");
    say(&mut rows[0], "ann", 2, edited(Some("Yes"), "Some of it.", None)).unwrap();
    assert_snapshot!(shown(&rows, &now, &[]), @r"
    uncited [1]: ann's own words, without a citation
    recalculates []: cells with formulas are reckoned anew when the file is opened: Score!F2, Score!F3, Score!F4, Score!F5, Score!F6, Score!F7, Score!F8, Score!F9 and 2 more
    ");
}

#[test]
fn figures_tell_whether_the_bands_mean_what_they_say() {
    let mut rows: Vec<RowRecord> = (1..=8).map(answered).collect();
    rows[6].proposals[0].confidence = 0.7;
    for row in &mut rows[..5] {
        say(row, "ann", 1, Decision::Approved).unwrap();
    }
    say(&mut rows[5], "ann", 1, edited(Some("No"), "No.", None)).unwrap();
    say(&mut rows[6], "ann", 1, rejected("")).unwrap();
    for (at, row) in (0..).zip(&mut rows) {
        row.entries.iter_mut().for_each(|entry| {
            entry.at =
                countersign::review::Timestamp::from_unix(1_772_366_400 + at * 20 + i64::from(at > 3) * 3600);
        });
    }
    let open = (9..=11).map(|at| record(at, question("Who audits you?"), vec![proposal(None)]));
    rows.extend(open);
    let found = figures(&[rows]);
    let bands = found.bands.iter().map(|band| format!("{band:?} {:?}", band.acceptance()));
    let dial = found.dial.iter().map(|at| format!("{}: {} of {}", at.threshold, at.approved, at.answered));
    let rest = [
        format!("{} decided, {:?} s a row", found.decided, found.seconds_a_row),
        format!("{:?}", found.documents),
        format!("{:?}", found.unanswered),
    ];
    assert_snapshot!(bands.chain(dial).chain(rest).collect::<Vec<_>>().join("\n"), @r#"
    BandFigure { band: High, approved: 5, edited: 1, rejected: 0, not_applicable: 0 } Some(0.8333333333333334)
    BandFigure { band: Medium, approved: 0, edited: 0, rejected: 1, not_applicable: 0 } Some(0.0)
    BandFigure { band: Low, approved: 0, edited: 0, rejected: 0, not_applicable: 0 } None
    BandFigure { band: None, approved: 0, edited: 0, rejected: 0, not_applicable: 0 } None
    0.3: 5 of 7
    0.4: 5 of 7
    0.5: 5 of 7
    0.55: 5 of 7
    0.6: 5 of 7
    0.65: 5 of 7
    0.7: 5 of 7
    0.75: 5 of 6
    0.8: 5 of 6
    0.85: 5 of 6
    0.9: 5 of 6
    7 decided, Some(20) s a row
    [DocumentFigure { document: "policy.md", approved: 5, edited: 1, rejected: 1 }]
    [Unanswered { question: "Who audits you?", times: 3, reason: "the cited passage is close" }]
    "#);
}

/// Questions that the file has no place for are no silent all-clear.
#[test]
fn questions_without_a_place_for_an_answer_are_named() {
    let mut rows: Vec<_> = (1..=3).map(answered).collect();
    for row in &mut rows[1..] {
        row.question.cells.clear();
        row.proposals.clear();
    }
    say(&mut rows[0], "ann", 1, Decision::Approved).unwrap();
    let policy = document("policy.md", &format!("# Encryption\n\n{QUOTE}\n"));
    assert_snapshot!(shown(&rows, &[policy], &[]), @r"
    stale-citation [1]: policy.md has changed; the cited words still stand in it
    nowhere-to-write [2, 3]: 2 questions leave without an answer: no answer cell was found in this row
    recalculates []: cells with formulas are reckoned anew when the file is opened: Score!F2, Score!F3, Score!F4, Score!F5, Score!F6, Score!F7, Score!F8, Score!F9 and 2 more
    ");
}
