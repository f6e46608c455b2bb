//! The layout as tables on a terminal.

use std::io::{self, Write};

use comfy_table::{ContentArrangement, Table, presets};

use super::shape::{answer_kind, cell_state, column_role, row_kind};
use crate::layout::{Layout, SheetLayout};
use crate::question::{AnswerCell, Question};
use crate::workbook::Workbook;

/// Where output is no terminal, tables are this wide.
const WIDTH: u16 = 160;
/// Options shown of a list, the rest counted.
const OPTIONS: usize = 6;

pub(super) fn print(out: &mut impl Write, workbook: &Workbook, layout: &Layout) -> io::Result<()> {
    for warning in &workbook.warnings {
        writeln!(out, "note: {warning}")?;
    }
    for sheet in &layout.sheets {
        sheet_found(out, sheet)?;
    }
    let total = layout.questions().count();
    writeln!(
        out,
        "{total} questions in {} sheets",
        layout.sheets.iter().filter(|s| !s.questions.is_empty()).count()
    )
}

fn sheet_found(out: &mut impl Write, sheet: &SheetLayout) -> io::Result<()> {
    let hidden = if sheet.hidden { ", hidden" } else { "" };
    writeln!(out, "── {}{hidden}: {} questions", sheet.name, sheet.questions.len())?;
    for warning in &sheet.warnings {
        writeln!(out, "   note: {warning}")?;
    }
    if sheet.questions.is_empty() {
        return writeln!(out);
    }
    let mut columns = table(&["Column", "Header", "Role", "Why"]);
    for found in &sheet.columns {
        columns.add_row([
            &found.column.to_string(),
            &short(&found.header, 40),
            column_role(found.role),
            &found.reason,
        ]);
    }
    writeln!(out, "{columns}")?;
    let mut rows = table(&["Row", "Kind", "Id", "Text", "Answer cells", "Why"]);
    for found in &sheet.rows {
        let question = sheet.questions.iter().find(|q| q.row == found.row);
        let follows = question.and_then(|q| q.follows).map(|row| format!(" of {row}")).unwrap_or_default();
        rows.add_row([
            found.row.to_string(),
            format!("{}{follows}", row_kind(found.kind)),
            question.and_then(|q| q.id.clone()).unwrap_or_default(),
            question.map(|q| short(&q.text, 90)).unwrap_or_default(),
            question.map(cells).unwrap_or_default(),
            found.reason.clone(),
        ]);
    }
    writeln!(out, "{rows}\n")
}

fn cells(question: &Question) -> String {
    question.cells.iter().map(cell).collect::<Vec<_>>().join("\n")
}

fn cell(cell: &AnswerCell) -> String {
    let mut options = cell.options.iter().take(OPTIONS).cloned().collect::<Vec<_>>().join(" / ");
    if cell.options.len() > OPTIONS {
        options.push_str(&format!(" / … {} in all", cell.options.len()));
    }
    let options = if options.is_empty() { options } else { format!(" ({options})") };
    format!("{} {}{options}, {}", cell.at, answer_kind(cell.kind), cell_state(cell.state))
}

fn table(head: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(WIDTH);
    }
    table.set_header(head);
    table
}

fn short(text: &str, most: usize) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= most {
        return text;
    }
    text.chars().take(most - 1).chain(['…']).collect()
}
