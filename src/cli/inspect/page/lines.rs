//! Which rows and columns of a sheet are shown: those that hold something; what is left out between them is said.

use std::collections::BTreeSet;

use super::role::Found;
use crate::layout::ColumnRole;
use crate::workbook::{Column, Row};

/// Rows and columns shown of one sheet; more only in the JSON.
const MOST_ROWS: usize = 3000;
const MOST_COLUMNS: usize = 60;
/// Empty rows up to this many in a run are shown as they are.
const SHORT_RUN: u32 = 2;
/// Rows of one merge that are shown though nothing else stands in them.
const MERGED: u32 = 30;
/// Merges looked at; only a hostile file has more.
const MERGES: usize = 20_000;

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Row(Row),
    /// A run of rows that hold nothing.
    Empty(Row, Row),
    /// A run of rows that the customer hid.
    Hidden(Row, Row),
}

/// What is shown of a sheet.
pub(super) struct Shown {
    pub lines: Vec<Line>,
    pub columns: Vec<Column>,
    /// Rows and columns with something in them for which there was no room.
    pub rows_left: usize,
    pub columns_left: usize,
}

impl Shown {
    pub(super) fn of(found: &Found<'_>) -> Self {
        let (rows, columns) = (rows(found), columns(found));
        let (rows_left, columns_left) =
            (rows.len().saturating_sub(MOST_ROWS), columns.len().saturating_sub(MOST_COLUMNS));
        let lines = lines(rows.into_iter().take(MOST_ROWS), found);
        Self { lines, columns: columns.into_iter().take(MOST_COLUMNS).collect(), rows_left, columns_left }
    }
}

fn rows(found: &Found<'_>) -> BTreeSet<Row> {
    let texts = found.sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty());
    let mut rows: BTreeSet<Row> = texts.map(|(at, _)| at.row).collect();
    rows.extend(found.answers.keys().map(|at| at.row));
    let merges = found.sheet.merges.iter().take(MERGES);
    for area in merges.filter(|area| area.size().0 > 1 && !found.sheet.text(area.first).trim().is_empty()) {
        let last = area.last.row.0.min(area.first.row.0 + MERGED);
        rows.extend((area.first.row.0..=last).map(Row));
    }
    rows
}

fn columns(found: &Found<'_>) -> BTreeSet<Column> {
    let cells = || found.sheet.cells.iter();
    let texts = cells().filter(|(_, cell)| !cell.text.trim().is_empty());
    let mut columns: BTreeSet<Column> = texts.map(|(at, _)| at.column).collect();
    columns.extend(found.answers.keys().map(|at| at.column));
    let known = found.layout.columns.iter().filter(|column| column.role != ColumnRole::Other);
    columns.extend(known.map(|column| column.column));
    // An empty place that is drawn beside a text is where somebody is to write.
    let beside = columns.last().map_or(0, |last| last.0 + 1);
    let drawn =
        cells().filter(|(at, cell)| cell.border && at.column.0 <= beside && found.row(at.row).is_some());
    columns.extend(drawn.map(|(at, _)| at.column).collect::<BTreeSet<_>>());
    columns
}

fn lines(rows: impl Iterator<Item = Row>, found: &Found<'_>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut next = 1;
    for row in rows {
        if row.0 > next {
            empty(&mut lines, next, row.0 - 1);
        }
        next = row.0 + 1;
        let hidden = found.sheet.hidden_rows.contains(&row);
        match lines.last_mut() {
            Some(Line::Hidden(_, last)) if hidden && last.0 + 1 == row.0 => *last = row,
            _ if hidden => lines.push(Line::Hidden(row, row)),
            _ => lines.push(Line::Row(row)),
        }
    }
    lines
}

fn empty(lines: &mut Vec<Line>, first: u32, last: u32) {
    if last - first < SHORT_RUN {
        lines.extend((first..=last).map(|row| Line::Row(Row(row))));
    } else {
        lines.push(Line::Empty(Row(first), Row(last)));
    }
}
