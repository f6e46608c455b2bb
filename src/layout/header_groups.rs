//! Headers of two rows: which row belongs to which, and what stands over each column. Whether a row is a header at all
//! is said elsewhere.

use std::collections::BTreeMap;

use super::grid::Grid;
use super::header_looks::over_places;
use super::headers::ColumnHeading;
use super::headings::{self, Meaning};
use super::words::{self, Ask, ask};
use crate::workbook::{CellKind, Column};

/// First line and number of lines of a header that was seen at a line: a row of groups may stand above or below it.
pub fn extent(grid: &Grid<'_>, line: usize, after: usize) -> (usize, usize) {
    if is_lower(grid, line, line + 1) {
        return (line, 2);
    }
    if line > after && is_upper(grid, line - 1, line) {
        return (line - 1, 2);
    }
    (line, 1)
}

pub fn adjacent(grid: &Grid<'_>, upper: usize, lower: usize) -> bool {
    lower < grid.lines.len() && grid.lines[lower].row.0 == grid.lines[upper].row.0 + 1
}

fn is_label(text: &str) -> bool {
    words::count(text) <= 14
        && text.chars().count() <= 110
        && (ask(text) != Ask::Question
            || words::is_clause(text)
            || (words::count(text) <= 5 && !words::has_question_mark(text))
            || headings::read(text).is_some_and(|h| h.exact || words::count(text) <= 4))
}

/// Whether the lower of two rows continues the header above: labels only where the upper has a group or nothing.
fn is_lower(grid: &Grid<'_>, upper: usize, lower: usize) -> bool {
    if !adjacent(grid, upper, lower) || !labels_only(grid, lower) {
        return false;
    }
    // A number under a heading of its own begins the first row of the table.
    let numbered = grid.seen(lower).next().is_some_and(|(column, cell)| {
        let under = !grid.text(upper, column).is_empty() && grid.merge(upper, column).is_none();
        under && words::is_id(&cell.text) && cell.text.chars().any(|c| c.is_ascii_digit())
    });
    if numbered {
        return false;
    }
    let covered = |column: Column| {
        grid.merge(upper, column).is_some_and(|area| area.size().1 > 1)
            || (grid.text(upper, column).is_empty() && group_left(grid, upper, column).is_some())
            || (!grid.text(lower, Column(column.0 + 1)).is_empty()
                && grid.text(upper, Column(column.0 + 1)).is_empty())
    };
    let kept = |column: Column| {
        headings::read(covering(grid, upper, column))
            .is_some_and(|h| matches!(h.meaning, Meaning::Question | Meaning::Id))
    };
    let under = grid.seen(lower).filter(|(column, _)| covered(*column)).count();
    let fits = under * 2 >= grid.seen(lower).count()
        && !grid.seen(lower).any(|(column, _)| kept(column) && !covered(column));
    let known = grid.seen(lower).filter(|(_, cell)| headings::read(&cell.text).is_some()).count();
    let merged =
        grid.merges_of(upper).any(|area| area.size().1 > 1 && area.first.row == grid.lines[upper].row);
    // Groups above, and below a row that is a header by what stands under it.
    let more = grid.seen(lower).count() > grid.seen(upper).count();
    let stands = merged && more && over_places(grid, lower) > 0;
    (fits || stands) && (known >= 1 || merged) && grid.lines[lower].cells.len() >= 2
}

/// Whether the upper of two rows holds the groups of a header below.
fn is_upper(grid: &Grid<'_>, upper: usize, lower: usize) -> bool {
    if !adjacent(grid, upper, lower) || !labels_only(grid, upper) {
        return false;
    }
    let width = grid.seen(lower).count();
    let groups = grid
        .merges_of(upper)
        .filter(|area| {
            area.first.row == grid.lines[upper].row && !grid.text(upper, area.first.column).is_empty()
        })
        .filter(|area| {
            (area.size().1 > 1 && (area.size().1 as usize) < width.max(3))
                || area.last.row >= grid.lines[lower].row
        });
    let known = grid.seen(upper).any(|(_, cell)| headings::read(&cell.text).is_some());
    let fills_gap = grid.seen(upper).any(|(column, cell)| {
        grid.text(lower, column).is_empty()
            && headings::read(&cell.text).is_some_and(|h| h.meaning != Meaning::Other)
    });
    groups.count() > 0 && (known || grid.seen(upper).count() >= 2)
        || (fills_gap && known && grid.seen(upper).count() >= 2)
}

fn labels_only(grid: &Grid<'_>, line: usize) -> bool {
    grid.seen(line).all(|(_, cell)| {
        is_label(cell.text.trim())
            && !matches!(cell.kind, CellKind::Number | CellKind::Date)
            && !cell.text.trim().ends_with(':')
    })
}

/// The nearest text to the left in the same row, if nothing of another merge stands between.
fn group_left<'a>(grid: &Grid<'a>, line: usize, column: Column) -> Option<&'a str> {
    let cells = &grid.lines[line].cells;
    let at = cells.partition_point(|cell| cell.0 <= column).checked_sub(1)?;
    let (from, cell) = cells[at];
    let within = grid.merge(line, from).is_none_or(|area| area.last.column >= column);
    within.then_some(cell.text.trim())
}

/// A merged heading is said over at most so many columns.
const WIDEST: u32 = 64;

pub fn headings_of(grid: &Grid<'_>, header: usize, lines: usize) -> BTreeMap<Column, ColumnHeading> {
    let mut found = BTreeMap::new();
    for line in header..header + lines {
        for (column, _) in &grid.lines[line].cells {
            // A cell that a merge swallowed has what is left of the merge, not the whole of it.
            let last = grid.merge(line, *column).map_or(*column, |area| area.last.column);
            for further in 0..=(last.0 - column.0).min(WIDEST - 1) {
                let column = Column(column.0 + further);
                found.entry(column).or_insert_with(|| heading_of(grid, header, lines, column, further));
            }
        }
    }
    found
}

fn heading_of(grid: &Grid<'_>, header: usize, lines: usize, column: Column, further: u32) -> ColumnHeading {
    let upper = covering(grid, header, column);
    if lines < 2 {
        let own = if further == 0 { upper.to_owned() } else { String::new() };
        return ColumnHeading { own, group: if further == 0 { String::new() } else { upper.to_owned() } };
    }
    let lower = covering(grid, header + 1, column);
    if lower.is_empty() {
        return ColumnHeading { own: upper.to_owned(), group: String::new() };
    }
    let group = if upper.is_empty() { group_left(grid, header, column).unwrap_or("") } else { upper };
    ColumnHeading { own: lower.to_owned(), group: group.to_owned() }
}

/// The text that a person sees over the cell, from the merge's first cell if there is one.
fn covering<'a>(grid: &Grid<'a>, line: usize, column: Column) -> &'a str {
    match grid.merge(line, column) {
        Some(area) => grid.sheet.text(area.first).trim(),
        None => grid.text(line, column),
    }
}
