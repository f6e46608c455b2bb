//! The white space between the columns of a table: which strips of it go through all lines, and which of them are no chance.
//! What the columns hold must not enter here.

use super::lines::{Line, OPEN};
use super::tables::Cell;
use super::words::Word;

/// What must be left of it over all rows.
const KEPT: f32 = 0.38;
/// The narrowest white space between columns of which most rows show that they are some.
pub(super) const NARROW: f32 = 0.15;
/// So many rows show that.
const SEVERAL: usize = 4;
/// In a table of narrow columns the gap is as wide as this in most rows, in sizes.
const WIDE: f32 = 0.9;
/// In so many rows at least.
const SOME: usize = 3;

/// The widest part of a gap that a line's cells leave free.
pub(super) fn left_of(gap: (f32, f32), cells: &[Cell], size: f32) -> Option<(f32, f32)> {
    let mut free = vec![gap];
    for cell in cells {
        free = free
            .into_iter()
            .flat_map(|(from, to)| {
                if cell.x0 >= to || cell.x1 <= from {
                    vec![(from, to)]
                } else {
                    vec![(from, cell.x0), (cell.x1, to)]
                }
            })
            .filter(|(from, to)| to > from)
            .collect();
    }
    let widest = free.into_iter().max_by(|a, b| (a.1 - a.0).total_cmp(&(b.1 - b.0)))?;
    // A long word may all but fill its cell where the next column begins as before.
    let least = if widest.1 == gap.1 { NARROW } else { KEPT };
    (widest.1 - widest.0 >= least * size).then_some(widest)
}

/// What a line leaves free before a word that begins where the gap ends: the cell before it may fill its column.
pub(super) fn before(gap: (f32, f32), line: &Line) -> Option<(f32, f32)> {
    let at = line.words.iter().position(|word| (word.x0 - gap.1).abs() < 0.1 * word.size)?;
    let last = line.words.get(at.checked_sub(1)?)?;
    (gap.1 - last.x1 >= NARROW * line.size).then_some((last.x1.max(gap.0), gap.1))
}

/// The white space between what is inked, where it is wide enough.
pub(super) fn white(mut inked: Vec<(f32, f32)>, least: f32) -> Vec<(f32, f32)> {
    inked.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut end = inked.first().map_or(0.0, |ink| ink.1);
    let mut found = Vec::new();
    for (x0, x1) in inked {
        if x0 - end >= least {
            found.push((end, x0));
        }
        end = end.max(x1);
    }
    found
}

/// What stands before and after a gap is far apart in some row, as words of a text hardly ever are.
pub(super) fn is_open(gap: (f32, f32), lines: &[Line]) -> bool {
    let wide = spaces(gap, lines).filter(|space| *space > WIDE).count();
    spaces(gap, lines).any(|space| space > OPEN) || wide >= SOME && wide * 4 >= spaces(gap, lines).count() * 3
}

/// The same in most of several rows.
pub(super) fn is_mostly_open(gap: (f32, f32), lines: &[Line]) -> bool {
    let rows = spaces(gap, lines).count();
    rows >= SEVERAL && spaces(gap, lines).filter(|space| *space > OPEN).count() * 2 >= rows
}

/// For each line with words on both sides of a gap, how far they are apart, in sizes.
fn spaces(gap: (f32, f32), lines: &[Line]) -> impl Iterator<Item = f32> {
    let middle = f32::midpoint(gap.0, gap.1);
    lines.iter().filter_map(move |line| {
        let after = line.words.iter().position(|word| word.x0 >= middle)?;
        let (last, first) = (line.words.get(after.checked_sub(1)?)?, &line.words[after]);
        Some((first.x0 - last.x1) / line.size)
    })
}

/// Nearly all that begins soon after a gap begins where it ends.
pub(super) fn is_aligned(gap: (f32, f32), lines: &[Line]) -> bool {
    let first = lines.iter().filter_map(|line| line.words.iter().find(|word| word.x0 > gap.1 - 0.5));
    let near: Vec<bool> = first
        .filter(|word| word.x0 < gap.1 + 3.0 * word.size)
        .map(|word| word.x0 - gap.1 < 0.1 * word.size)
        .collect();
    let count = near.iter().filter(|at| **at).count();
    count >= SEVERAL && count * 10 >= near.len() * 8
}

/// Several lines have words in each column; where they have not, the narrower gap beside it is none.
pub(super) fn drop_unfilled(gaps: &mut Vec<(f32, f32)>, lines: &[Line]) {
    while let Some(column) = (0..=gaps.len()).find(|column| !is_filled(gaps, *column, lines)) {
        let width = |at: usize| gaps.get(at).map(|gap| (gap.1 - gap.0, at));
        let beside = [column.checked_sub(1).and_then(width), width(column)].into_iter().flatten();
        let Some((_, at)) = beside.min_by(|a, b| a.0.total_cmp(&b.0)) else { return };
        gaps.remove(at);
    }
}

fn is_filled(gaps: &[(f32, f32)], column: usize, lines: &[Line]) -> bool {
    let begins = column.checked_sub(1).map_or(f32::NEG_INFINITY, |at| gaps[at].1 - 1.0);
    let ends = gaps.get(column).map_or(f32::INFINITY, |gap| gap.0 + 1.0);
    let within = |word: &Word| word.x0 >= begins && word.x1 <= ends;
    lines.iter().filter(|line| line.words.iter().any(within)).count() >= SEVERAL
}
