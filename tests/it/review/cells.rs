//! What a decided row writes into its cells: the customer's own option, words as they are, nothing that is not legal.

use countersign::question::{AnswerKind, CellRole, Question};
use countersign::review::Decision;
use countersign::suggestion::{lay, options_of};
use countersign::workbook::Value;
use insta::assert_snapshot;

use super::{answered, cell, edited, question, say};

/// Decides a row of this question, and shows what goes into which cell.
fn written(question: &Question, decision: Decision) -> String {
    let mut row = answered(1);
    row.question = question.clone();
    if let Err(refusal) = say(&mut row, "ann", 1, decision) {
        return format!("refused: {refusal}");
    }
    let given = row.to_write();
    let plans = given.map(|given| lay(&row.question, &given.saying())).unwrap_or_default();
    let lines = plans.iter().map(|plan| match &plan.value {
        Ok(Value::Text(text)) => format!("{}: {text}", plan.at),
        Ok(value) => format!("{}: {value:?}", plan.at),
        Err(why) => format!("{} left: {why}", plan.at),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn not_applicable(words: &str) -> Decision {
    Decision::NotApplicable { words: words.to_owned() }
}

#[test]
fn a_list_takes_its_own_option_and_the_comment_takes_the_words() {
    let list = question("Is data encrypted?");
    let all = [
        Decision::Approved,
        edited(Some("No"), "Backups are not.", None),
        edited(Some("No"), "", None),
        edited(None, "Backups are not.", None),
        not_applicable("We keep no data."),
        not_applicable(""),
        super::rejected("unsure"),
    ];
    let shown: Vec<String> =
        all.into_iter().map(|decision| format!("{decision}\n{}", written(&list, decision.clone()))).collect();
    assert_snapshot!(shown.join("\n\n"), @r"
    approved
    C2: Yes
    D2: All customer data is encrypted at rest with AES-256. [policy.md, Encryption]

    edited to “No”: “Backups are not.”
    C2: No
    D2: Backups are not.

    edited to “No”
    C2: No

    edited to “Backups are not.”
    C2 left: no option was chosen
    D2: Backups are not.

    not applicable: “We keep no data.”
    C2: N/A
    D2: We keep no data.

    not applicable
    C2: N/A

    rejected: unsure
    ");
}

#[test]
fn a_mark_goes_under_the_right_heading() {
    let mut marks = question("Is data encrypted?");
    marks.cells = vec![
        cell(3, AnswerKind::Mark, CellRole::Answer, &["Yes"]),
        cell(4, AnswerKind::Mark, CellRole::Answer, &["No"]),
        cell(5, AnswerKind::Mark, CellRole::Answer, &["Not applicable"]),
        cell(6, AnswerKind::Text, CellRole::Comment, &[]),
    ];
    marks.cells[1].mark = Some("✓".to_owned());
    assert_eq!(options_of(&marks), ["Yes", "No", "Not applicable"]);
    let all =
        [edited(Some("No"), "Backups are not.", None), not_applicable(""), edited(None, "Ask us.", None)];
    let shown: Vec<String> = all
        .into_iter()
        .map(|decision| format!("{decision}\n{}", written(&marks, decision.clone())))
        .collect();
    assert_snapshot!(shown.join("\n\n"), @r"
    edited to “No”: “Backups are not.”
    D2: ✓
    F2: Backups are not.

    not applicable
    E2: X

    edited to “Ask us.”
    C2 left: no option was chosen
    F2: Ask us.
    ");
}

/// A person's words are written as they are or not at all; a suggestion's own give way to its place.
#[test]
fn words_that_are_too_long_are_left_and_never_cut() {
    let mut short = question("Is data encrypted?");
    short.cells = vec![cell(3, AnswerKind::Text, CellRole::Answer, &[])];
    short.cells[0].max_length = Some(24);
    let all = [
        edited(None, "Yes, wherever it is kept, at all times", None),
        edited(None, "Yes, all of it.", Some(0)),
    ];
    let shown: Vec<String> = all.into_iter().map(|decision| written(&short, decision)).collect();
    assert_snapshot!(shown.join("\n"), @r"
    refused: the answer has 38 characters, and the cell takes 24; shorten it
    C2: Yes, all of it.
    ");
    short.cells[0].max_length = None;
    assert_snapshot!(written(&short, not_applicable("")), @"C2: Not applicable");
    assert_snapshot!(written(&short, Decision::Approved), @"C2: Yes. All customer data is encrypted at rest with AES-256. [policy.md, Encryption]");
}

#[test]
fn numbers_and_dates_are_for_a_person_to_say() {
    let mut number = question("How many people have access?");
    number.cells = vec![cell(3, AnswerKind::Number, CellRole::Answer, &[])];
    let mut scale = number.clone();
    scale.cells[0].options = ["0", "1", "2"].map(str::to_owned).into();
    let mut date = number.clone();
    date.cells[0].kind = AnswerKind::Date;
    let shown = [
        written(&number, Decision::Approved),
        written(&number, edited(None, "12", None)),
        written(&scale, edited(Some("2"), "", None)),
        written(&date, edited(None, "2026-01-31", None)),
    ];
    assert_snapshot!(shown.join("\n"), @r"
    C2 left: the cell takes a number; which, is for a person to say
    C2: Number(12.0)
    C2: Number(2.0)
    C2: 2026-01-31
    ");
}
