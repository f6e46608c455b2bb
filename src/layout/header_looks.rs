//! Headers in words that nobody here has thought of: known by what stands under them. Words known as headings are
//! weighed in `headers`.

use super::grid::Grid;
use super::header_groups::extent;
use super::headers::{Table, has_below, stands_out, table};
use super::headings::{self, Meaning};
use super::words;
use crate::workbook::{Cell, CellKind};

/// A header in words that we do not know: the first row of several short labels that looks unlike all below.
pub fn by_looks(grid: &Grid<'_>) -> Option<Table> {
    let line = (0..grid.lines.len().min(40)).find(|&line| {
        let cells: Vec<_> = grid.seen(line).collect();
        // A question in a row with nothing under one of its neighbours is a heading over answers.
        let vacant = cells.iter().any(|(column, _)| !has_below(grid, line, *column));
        let short = cells.iter().all(|(_, cell)| {
            cell.text.chars().count() <= 40
                && cell.kind == CellKind::Text
                && !cell.text.trim().ends_with([':', '：'])
                && (vacant || !cell.text.trim().ends_with('?'))
                && !words::is_id(&cell.text)
        });
        let below = line + 1..grid.lines.len().min(line + 6);
        let alike = below
            .filter(|&other| {
                grid.lines[other].cells.len() + 3 >= cells.len() && grid.lines[other].cells.len() > 1
            })
            .count();
        let tells = cells.iter().any(|(column, cell)| {
            let words = words::verdict(&cell.text).is_none() && !has_below(grid, line, *column);
            words
                && headings::read(&cell.text)
                    .is_some_and(|h| matches!(h.meaning, Meaning::Answer | Meaning::Comment))
        });
        let asks = cells.len() == 2
            && vacant
            && headings::read(&cells[0].1.text).is_some_and(|h| h.meaning == Meaning::Question);
        let below = cells.first().is_some_and(|(column, _)| has_below(grid, line, *column));
        let two = cells.len() >= 2 && (tells || asks) && short && below && line + 3 < grid.lines.len();
        (cells.len() >= 3 && short && stands_out(grid, line) && alike >= 2) || two
    })?;
    let (top, lines) = extent(grid, line, 0);
    Some(table(grid, top, lines, "the first row of short labels; it looks unlike the rows below".to_owned()))
}

/// How many lines below a header show what its columns are for.
const SHOWN: usize = 14;

/// How many of a row's short labels stand over nothing but places to fill, where another stands over longer texts; 0 for
/// any other row. Whatever its words, such a row names columns.
pub fn over_places(grid: &Grid<'_>, line: usize) -> usize {
    let cells: Vec<_> = grid.seen(line).collect();
    if cells.len() < 2 || !cells.iter().all(|(_, cell)| is_short_label(cell)) {
        return 0;
    }
    let again = |other: &usize| {
        cells.iter().filter(|(column, cell)| grid.text(*other, *column) == cell.text.trim()).count() >= 2
    };
    let below: Vec<usize> = (line + 1..grid.lines.len().min(line + 1 + SHOWN))
        .take_while(|other| !again(other))
        .filter(|&other| !grid.lines[other].hidden)
        .collect();
    // Titles of sections stand alone in their rows.
    let rows = below.iter().filter(|&&other| grid.seen(other).nth(1).is_some()).count();
    let wider = below.iter().any(|&other| grid.seen(other).count() > cells.len());
    let texts = cells.iter().any(|(column, cell)| {
        let under: Vec<&str> =
            below.iter().map(|&other| grid.text(other, *column)).filter(|text| !text.is_empty()).collect();
        let long = |text: &&&str| words::count(text) >= 4 && words::count(text) > words::count(&cell.text);
        under.len() >= 2 && under.len() * 2 >= rows && under.iter().filter(long).count() * 2 >= under.len()
    });
    if wider || !texts {
        return 0;
    }
    // Somebody may have begun to fill.
    let filled = |column| below.iter().filter(|&&other| !grid.text(other, column).is_empty()).count();
    cells.iter().filter(|(column, _)| filled(*column) * 3 <= rows).count()
}

fn is_short_label(cell: &Cell) -> bool {
    let text = cell.text.trim();
    let number = words::is_id(text) && text.chars().any(|c| c.is_ascii_digit());
    matches!(cell.kind, CellKind::Text) && !number && words::count(text) <= 9 && !text.ends_with([':', '：'])
}
