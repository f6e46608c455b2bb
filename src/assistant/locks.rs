//! Locked answer cells: left and named, or filled where the person who fills says so. How a format locks its cells must
//! not enter here.

use super::writing::Written;
use crate::layout::{self, Layout, Overrides, SheetLayout};
use crate::question::CellState;
use crate::sheet::Filled;
use crate::workbook::{Position, Sheet, Workbook};

/// So many cells are named in a note; the rest are counted.
const NAMED: usize = 12;

/// The layout. With `over_locks`, a locked cell is a place for an answer like any other.
///
/// What is locked also shows where answers go, so that a sheet keeps its locks while it is laid out, unless more of it
/// can be answered without them.
pub(super) fn layout(workbook: &Workbook, overrides: &Overrides, over_locks: bool) -> Layout {
    let mut found = layout::find(workbook, overrides);
    if !over_locks || workbook.sheets.iter().all(|sheet| !sheet.protected) {
        return found;
    }
    let lifted = layout::find(&without_protection(workbook), overrides);
    for ((kept, lifted), sheet) in found.sheets.iter_mut().zip(lifted.sheets).zip(&workbook.sheets) {
        open(kept, &lifted, sheet);
        if open_cells(&lifted) > open_cells(kept) {
            *kept = lifted;
        }
    }
    found
}

fn without_protection(workbook: &Workbook) -> Workbook {
    let mut workbook = workbook.clone();
    workbook.sheets.iter_mut().for_each(|sheet| sheet.protected = false);
    workbook
}

/// Gives each locked cell the state that it would have unlocked. What holds a text of unknown meaning stays.
fn open(kept: &mut SheetLayout, lifted: &SheetLayout, sheet: &Sheet) {
    let unlocked = |at: Position| {
        let cells = lifted.questions.iter().flat_map(|question| &question.cells);
        cells.into_iter().find(|cell| cell.at == at).map(|cell| cell.state)
    };
    let by_text = |at| if sheet.text(at).trim().is_empty() { CellState::Open } else { CellState::Answered };
    let cells = kept.questions.iter_mut().flat_map(|question| &mut question.cells);
    for cell in cells.filter(|cell| cell.state == CellState::Locked) {
        cell.state = unlocked(cell.at).unwrap_or_else(|| by_text(cell.at));
    }
}

fn open_cells(sheet: &SheetLayout) -> usize {
    sheet.questions.iter().flat_map(|question| &question.cells).filter(|cell| cell.state.is_open()).count()
}

/// The locked answer cells: those that were filled all the same, or those that were left.
pub(super) fn among(workbook: &Workbook, rows: &[Written], filled: &Filled, over_locks: bool) -> Vec<String> {
    let locked = |(sheet, at): &(usize, Position)| workbook.sheets[*sheet].refuses_typing(*at);
    let named = |(sheet, at): (usize, Position)| {
        let sheet = &workbook.sheets[sheet];
        let own = sheet.cells.get(&at).and_then(|cell| cell.locator.clone());
        format!("{}!{}", sheet.name, own.unwrap_or_else(|| at.to_string()))
    };
    if over_locks {
        return filled.written.iter().copied().filter(locked).map(named).collect();
    }
    let cells = rows.iter().flat_map(|row| row.question.cells.iter().map(|cell| (row.question.sheet, cell)));
    let left = cells.filter(|(_, cell)| cell.state == CellState::Locked);
    left.map(|(sheet, cell)| named((sheet, cell.at))).collect()
}

/// Which cells were locked, and what became of them, in words; nothing where none was.
pub(super) fn note(locked: &[String], over_locks: bool) -> Option<String> {
    if locked.is_empty() {
        return None;
    }
    let mut named = locked.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if locked.len() > NAMED {
        named = format!("{named} and {} more", locked.len() - NAMED);
    }
    Some(if over_locks {
        format!("locked cells that were filled, as you said; the protection is as it was: {named}")
    } else {
        format!("locked answer cells, left as they are: {named}; --fill-locked fills such cells too")
    })
}
