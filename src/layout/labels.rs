//! Labels under a question that name the places of its answer: "Answer:", "Comment:", each with an empty cell beside or
//! below. Cards and forms of prose are made so.

use super::form::{AnswerColumn, role_of};
use super::grid::Grid;
use super::headings::{self, Meaning};
use super::words;
use crate::layout::ColumnRole;
use crate::workbook::{Column, Position};

/// So many lines under a question may hold its labels.
const REACH: usize = 8;

/// A place that a label names, and what goes there.
pub struct Labelled {
    /// The line of the label.
    pub line: usize,
    pub at: Position,
    pub answer: AnswerColumn,
}

/// The places that labels name under a question, down to the next text in the questions' column.
pub fn under(grid: &Grid<'_>, question: Column, line: usize) -> Vec<Labelled> {
    let mut found = Vec::new();
    for line in line + 1..grid.lines.len().min(line + 1 + REACH) {
        match label(grid, line) {
            Some(label) => found.extend(place(grid, line, label)),
            None if grid.text(line, question).is_empty() => {}
            None => break,
        }
    }
    found
}

/// The column, words and role of a line that is nothing but a label.
fn label<'a>(grid: &Grid<'a>, line: usize) -> Option<(Column, &'a str, ColumnRole)> {
    let mut cells = grid.seen(line);
    let ((column, cell), None) = (cells.next()?, cells.next()) else { return None };
    let text = cell.text.trim();
    let heading = headings::read(text).filter(|_| words::verdict(text).is_none())?;
    let told = heading.exact || (text.ends_with([':', '：']) && words::count(text) <= 4);
    let role = match heading.meaning {
        Meaning::Answer => ColumnRole::Answer,
        Meaning::Comment => ColumnRole::Comment,
        Meaning::Evidence => ColumnRole::Evidence,
        Meaning::Owner => ColumnRole::Owner,
        Meaning::Date => ColumnRole::Date,
        Meaning::Score => ColumnRole::Score,
        _ => return None,
    };
    told.then_some((column, text, role))
}

fn place(grid: &Grid<'_>, line: usize, (column, text, role): (Column, &str, ColumnRole)) -> Option<Labelled> {
    let next = grid.merge(line, column).map_or(column.0 + 1, |area| area.last.column.0 + 1);
    let beside = Position { row: grid.lines[line].row, column: Column(next) };
    let below = grid.box_below(line, column).filter(|_| !grid.is_box(beside));
    let at = below.unwrap_or(beside);
    let answer = AnswerColumn {
        column: at.column,
        role: role_of(role)?,
        role_of_column: role,
        heading: text.to_owned(),
        mark: None,
        options: Vec::new(),
        list: None,
    };
    (at.column.0 <= Position::LAST_COLUMN).then_some(Labelled { line, at, answer })
}
