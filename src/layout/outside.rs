//! Rows that belong to no form: titles, instructions, fields about the vendor, reference tables.

use super::grid::Grid;
use super::rows::Kind;
use super::words;
use crate::layout::RowKind;
use crate::workbook::{CellKind, Column};

/// What a row outside every form is.
pub fn kind(grid: &Grid<'_>, line: usize, first: bool) -> Kind {
    if grid.lines[line].hidden {
        return Kind::new(RowKind::Hidden, "the customer hid the row");
    }
    let cells: Vec<_> = grid.seen(line).collect();
    let Some(&(column, cell)) = cells.first() else {
        return Kind::new(RowKind::Hidden, "only hidden columns hold something");
    };
    let text = cell.text.trim();
    if is_field(grid, line, column, text, cells.len()) {
        return Kind::new(RowKind::Field, format!("“{text}” names a field beside it"));
    }
    if words::is_total(text) {
        return Kind::new(RowKind::Total, "begins or ends with a word for a sum");
    }
    if words::is_legend(text) {
        return Kind::new(RowKind::Legend, "a key or a note");
    }
    if cells.len() == 1 {
        return alone(text, cell.bold, first);
    }
    Kind::new(RowKind::Other, "part of a table that asks nothing")
}

fn alone(text: &str, bold: bool, first: bool) -> Kind {
    let words = words::count(text);
    if first && words <= 16 {
        return Kind::new(RowKind::Title, "the first text of the sheet");
    }
    if bold && words <= 12 {
        return Kind::new(RowKind::Title, "a short bold text on a row of its own");
    }
    if words > 6 {
        return Kind::new(RowKind::Instruction, "a text on a row of its own, above or beside the questions");
    }
    Kind::new(RowKind::Other, "a short text on a row of its own")
}

/// "Vendor name:" and an empty or short cell beside it.
fn is_field(grid: &Grid<'_>, line: usize, column: Column, text: &str, cells: usize) -> bool {
    let label = words::count(text) <= 8 && text.chars().count() <= 60 && cells <= 4;
    let colon = text.ends_with([':', '：']);
    let next = grid.merge(line, column).map_or(Column(column.0 + 1), |area| Column(area.last.column.0 + 1));
    let beside = grid.cell(line, next);
    let drawn = beside.is_some_and(|cell| {
        cell.text.trim().is_empty() && (cell.border || cell.fill.is_some() || grid.is_unlocked(line, next))
    });
    let ruled = grid.rule(line, next).is_some();
    let plain = grid.cell(line, column).is_some_and(|cell| cell.kind == CellKind::Text);
    plain && label && (colon || (cells == 1 && (drawn || ruled)))
}
