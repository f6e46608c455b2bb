//! Workbooks in, the grid rendered as text out.

mod csv;
mod docx;
mod fill;
mod hostile;
mod legacy;
pub mod made;
mod odd;
mod ods;

use std::fmt::Write as _;
use std::fs;

use countersign::sheet;
use countersign::workbook::{Accepts, Sheet, Visibility, Workbook};

fn fixture(name: &str) -> Vec<u8> {
    fs::read(format!("tests/fixtures/workbooks/{name}")).unwrap()
}

fn read(name: &str) -> Workbook {
    sheet::read(name, fixture(name)).unwrap().1
}

/// Each cell with its marks: f formula, u unlocked, b bold, # border, its colour.
fn rendered(workbook: &Workbook) -> String {
    let mut out = String::new();
    for warning in &workbook.warnings {
        writeln!(out, "! {warning}").unwrap();
    }
    workbook.sheets.iter().for_each(|sheet| render_sheet(&mut out, sheet));
    out
}

fn render_sheet(out: &mut String, sheet: &Sheet) {
    let hidden = if sheet.visibility == Visibility::Hidden { ", hidden" } else { "" };
    let protected = if sheet.protected { ", protected" } else { "" };
    writeln!(out, "[{}]{hidden}{protected}", sheet.name).unwrap();
    for (at, cell) in &sheet.cells {
        let marks = [(cell.formula, 'f'), (!cell.locked, 'u'), (cell.bold, 'b'), (cell.border, '#')];
        let marks: String = marks.iter().filter(|(on, _)| *on).map(|(_, mark)| mark).collect();
        let fill = cell.fill.map_or(String::new(), |rgb| format!(" {rgb:06X}"));
        let line = format!("  {at} {:?} {:?} {marks}{fill}", cell.kind, cell.text);
        writeln!(out, "{}", line.trim_end()).unwrap();
    }
    let names = |areas: &[countersign::workbook::Area]| {
        areas.iter().map(|area| area.to_string()).collect::<Vec<_>>().join(" ")
    };
    let lists = [("merged", names(&sheet.merges)), ("table headers", names(&sheet.table_headers))];
    for (what, areas) in lists.iter().filter(|(_, areas)| !areas.is_empty()) {
        writeln!(out, "  {what} {areas}").unwrap();
    }
    let rows: Vec<_> = sheet.hidden_rows.iter().map(|row| row.to_string()).collect();
    let columns: Vec<_> = sheet.hidden_columns.iter().map(|column| column.to_string()).collect();
    for (what, hidden) in [("rows", rows), ("columns", columns)] {
        if !hidden.is_empty() {
            writeln!(out, "  hidden {what} {}", hidden.join(" ")).unwrap();
        }
    }
    for rule in &sheet.rules {
        let lenient = if rule.lenient { " (lenient)" } else { "" };
        let accepts = match &rule.accepts {
            Accepts::List(options) => format!("one of {}", options.join(" | ")),
            other => format!("{other:?}"),
        };
        writeln!(out, "  {} takes {accepts}{lenient}", names(&rule.areas)).unwrap();
    }
}

#[test]
fn one_questionnaire_in_different_dress_reads_the_same() {
    let plain = rendered(&read("macro.xlsm"));
    assert_eq!(plain, rendered(&read("prefixed.xlsx")));
    assert_eq!(plain, rendered(&read("utf16.xlsx")));
    let strict = rendered(&read("strict.xlsx"));
    let without_the_date: Vec<_> = strict.lines().filter(|line| !line.contains("11 ")).collect();
    assert_eq!(plain.lines().collect::<Vec<_>>(), without_the_date);
    insta::assert_snapshot!("clinic", strict);
}

#[test]
fn rows_and_cells_without_names() {
    insta::assert_snapshot!("sparse", rendered(&read("sparse.xlsx")));
}

#[test]
fn a_list_on_a_hidden_sheet() {
    insta::assert_snapshot!("x14list", rendered(&read("x14list.xlsx")));
}

#[test]
fn formulas_show_their_cached_value() {
    insta::assert_snapshot!("formula_question", rendered(&read("formula_question.xlsx")));
}

#[test]
fn merged_blocks() {
    insta::assert_snapshot!("merged", rendered(&read("merged.xlsx")));
}

#[test]
fn what_is_not_read_says_why() {
    let refused =
        ["encrypted.xlsx", "signed.xlsx", "duplicate_part.xlsx", "truncated.xlsx", "not_a_workbook.xlsx"];
    let lines: Vec<_> = refused.map(|name| sheet::read(name, fixture(name)).unwrap_err().to_string()).into();
    insta::assert_snapshot!("refused", lines.join("\n"));
}
