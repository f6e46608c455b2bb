//! Locked answer cells: left and named, or filled where the person says so.

use std::path::Path;

use calamine::{Data, Reader as _, open_workbook_auto};
use insta::assert_snapshot;
use rust_xlsxwriter::{Format, Workbook};

use super::{Ran, countersign, folder, run};

const POLICY: &str = "# Security\n\nCustomer data is encrypted at rest with AES-256.\n\nKeys are rotated every year.\n\nBackups are tested every month.\n";
const QUESTIONS: [&str; 3] = [
    "Is customer data encrypted at rest?",
    "Are keys rotated every year?",
    "Are backups tested every month?",
];

/// A protected sheet in which answers may be typed into some rows only.
fn questionnaire(path: &Path, unlocked: &[u32]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Security").unwrap();
    sheet.write_row(0, 0, ["No.", "Question", "Answer"]).unwrap();
    for (row, question) in (1..).zip(QUESTIONS) {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, question).unwrap();
        let cell = Format::new().set_background_color(0x00FF_F9E5);
        let cell = if unlocked.contains(&row) { cell.set_unlocked() } else { cell };
        sheet.write_blank(row, 2, &cell).unwrap();
    }
    sheet.protect_with_password("secret");
    book.save(path).unwrap();
}

/// Fills it; the run, and the answers by row.
fn fill(unlocked: &[u32], flags: &[&str]) -> (Ran, Vec<String>) {
    let (inbox, workspace) = (tempfile::tempdir().unwrap(), folder(&[("policy.md", POLICY)]));
    let path = inbox.path().join("q.xlsx");
    questionnaire(&path, unlocked);
    let mut command = countersign();
    command.arg("fill").arg(&path).args(flags).args(["--fast", "-w"]).arg(workspace.path());
    let ran = run(command.arg("-o").arg(inbox.path()));
    let filled = inbox.path().join("q.filled.xlsx");
    let Ok(mut book) = open_workbook_auto(filled) else { return (ran, Vec::new()) };
    let range = book.worksheet_range("Security").unwrap();
    let answer = |row| range.get_value((row, 2)).unwrap_or(&Data::Empty).to_string();
    (ran, (1..4).map(|row| answer(row).chars().take(12).collect()).collect())
}

fn notes(ran: &Ran) -> String {
    ran.out.lines().filter(|line| line.contains("locked")).collect::<Vec<_>>().join("\n")
}

#[test]
fn locked_cells_are_left_and_named() {
    let (ran, answers) = fill(&[1], &[]);
    assert_eq!((ran.code, answers), (0, vec!["Yes. Custome".to_owned(), String::new(), String::new()]));
    assert_snapshot!(notes(&ran), @"  note: locked answer cells, left as they are: Security!C3, Security!C4; --fill-locked fills such cells too");
}

#[test]
fn locked_cells_are_filled_and_named_where_the_person_says_so() {
    let (ran, answers) = fill(&[1], &["--fill-locked"]);
    assert_eq!(
        (ran.code, answers),
        (0, vec!["Yes. Custome".to_owned(), "Yes. Keys ar".to_owned(), "Yes. Backups".to_owned()])
    );
    assert_snapshot!(notes(&ran), @"  note: locked cells that were filled, as you said; the protection is as it was: Security!C3, Security!C4");
}

#[test]
fn a_sheet_that_is_locked_throughout() {
    let (ran, _) = fill(&[], &[]);
    let notes = notes(&ran);
    assert!(ran.err.contains("--fill-locked") || notes.contains("--fill-locked"), "{}{notes}", ran.err);
    let (ran, answers) = fill(&[], &["--fill-locked"]);
    assert_eq!((ran.code, answers.concat().len()), (0, 36), "{}", ran.err);
}

#[test]
fn the_json_names_every_locked_cell() {
    let (ran, _) = fill(&[1], &["--fill-locked", "--json"]);
    let done: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(done["locked"], serde_json::json!(["Security!C3", "Security!C4"]));
}
