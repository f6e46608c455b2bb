//! An answer cell that is merged down over two questions takes one answer, and only one that is right for both.

use calamine::{Data, Reader as _, open_workbook_auto};
use insta::assert_snapshot;
use rust_xlsxwriter::{DataValidation, Format, Workbook};

use super::{countersign, folder, run};

const POLICY: &str =
    "# Security\n\nCustomer data is encrypted at rest with AES-256.\n\nKeys are rotated every year.\n";
const REST: &str = "Is customer data encrypted at rest?";
const KEYS: &str = "Are keys rotated every year?";
const COVER: &str = "Do you hold a cyber insurance policy with cover for third-party losses?";

/// Fills a sheet whose first two questions share the cell C2:C3; what is in C and D, and the notes.
fn fill(questions: [&str; 2], list: bool) -> String {
    let (inbox, workspace) = (tempfile::tempdir().unwrap(), folder(&[("policy.md", POLICY)]));
    let path = inbox.path().join("q.xlsx");
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["No.", "Question", "Answer", "Comment"]).unwrap();
    for (row, question) in (1..).zip([questions[0], questions[1], REST, KEYS]) {
        sheet.write(row, 0, format!("A{row}")).unwrap();
        sheet.write(row, 1, question).unwrap();
    }
    if list {
        let list = DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"]).unwrap();
        sheet.add_data_validation(1, 2, 4, 2, &list).unwrap();
    }
    sheet.merge_range(1, 2, 2, 2, "", &Format::new()).unwrap();
    book.save(&path).unwrap();
    let mut command = countersign();
    command.arg("fill").arg(&path).args(["--fast", "-w"]).arg(workspace.path());
    let ran = run(command.arg("-o").arg(inbox.path()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let mut book = open_workbook_auto(inbox.path().join("q.filled.xlsx")).unwrap();
    let range = book.worksheet_range("Sheet1").unwrap();
    let held = |row, column| range.get_value((row, column)).unwrap_or(&Data::Empty).to_string();
    let mut lines: Vec<String> =
        (1..3).map(|row| format!("C{0} {1:?} D{0} {2:?}", row + 1, held(row, 2), held(row, 3))).collect();
    lines.extend(ran.out.lines().filter(|line| line.contains("note:")).map(|line| line.trim().to_owned()));
    lines.join("\n")
}

#[test]
fn an_answer_that_is_right_for_both_stands_once() {
    assert_snapshot!(fill([REST, KEYS], true), @r#"
    C2 "Yes" D2 "Customer data is encrypted at rest with AES-256. [policy.md]"
    C3 "" D3 "Keys are rotated every year. [policy.md]"
    note: “Sheet1” C2:C3: one answer cell for the rows 2, 3; their answers agree
    "#);
}

#[test]
fn an_answer_that_only_one_of_them_has_is_left() {
    assert_snapshot!(fill([REST, COVER], true), @r#"
    C2 "" D2 "Yes. Customer data is encrypted at rest with AES-256. [policy.md]"
    C3 "" D3 ""
    note: “Sheet1” C2:C3: one answer cell for the rows 2, 3; it is left, as not all of them are answered
    "#);
}

#[test]
fn words_stand_one_after_another() {
    assert_snapshot!(fill([REST, KEYS], false), @r#"
    C2 "A1: Yes. Customer data is encrypted at rest with AES-256. [policy.md]\nA2: Yes. Keys are rotated every year. [policy.md]" D2 ""
    C3 "" D3 ""
    note: “Sheet1” C2:C3: one answer cell for the rows 2, 3; it holds their answers
    "#);
}
