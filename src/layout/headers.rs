//! Where headings stand: at any row, of one or two rows, merged, repeated; and so, where tables begin and end.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
use super::header_groups::{adjacent, extent, headings_of};
use super::header_looks::{by_looks, over_places};
use super::headings::{self, Heading, Meaning};
use super::words::{self, Ask, ask};
use crate::workbook::{Cell, CellKind, Column, Row};

/// A run of rows under one header. Numbers are places in the grid's lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// First line of the header, and how many lines it has (0: no header).
    pub header: usize,
    pub header_lines: usize,
    /// The first line behind the table.
    pub end: usize,
    pub headings: BTreeMap<Column, ColumnHeading>,
    pub reason: String,
}

impl Table {
    /// The lines under the header.
    pub fn body(&self) -> std::ops::Range<usize> {
        self.header + self.header_lines..self.end
    }
}

/// The words over a column.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ColumnHeading {
    /// The heading itself; the lower one of two.
    pub own: String,
    /// The heading over a group of columns.
    pub group: String,
}

impl ColumnHeading {
    /// Both, as a person would say them.
    pub fn full(&self) -> String {
        match (self.group.is_empty(), self.own.is_empty()) {
            (true, _) => self.own.clone(),
            (_, true) => self.group.clone(),
            _ => format!("{} › {}", self.group, self.own),
        }
    }

    /// What the words promise; the group's word counts where the own word says nothing.
    pub fn meaning(&self) -> Option<Heading> {
        let own = headings::read(&self.own).or_else(|| headings::by_stems(&self.own));
        let reserved = |h: &Heading| h.meaning == Meaning::Reserved;
        if headings::forbids(&self.group) {
            return Some(Heading { meaning: Meaning::Reserved, exact: false });
        }
        match headings::read(&self.group) {
            Some(group) if reserved(&group) => Some(group),
            // "Completed by the supplier" over a column of unknown words names no owner.
            Some(group)
                if own.is_none() && !words_of(group.meaning) && headings::is_suppliers(&self.group) =>
            {
                Some(Heading { meaning: Meaning::Answer, exact: false })
            }
            Some(group) if own.is_none() => Some(Heading { exact: false, ..group }),
            _ => own,
        }
    }
}

fn words_of(meaning: Meaning) -> bool {
    matches!(meaning, Meaning::Answer | Meaning::Comment | Meaning::Evidence | Meaning::Score)
}

/// What makes a row look like a header.
struct HeaderSigns {
    cells: usize,
    /// Words that only headings of questionnaires have.
    telling: usize,
    /// Telling words that stand alone in their cell.
    exact: usize,
    /// Words of other headings: price, version, level.
    other: usize,
    long: usize,
    numbers: usize,
    questions: usize,
    colons: usize,
    /// The steps of a scale stand side by side: 1, 2, 3.
    scale: bool,
    /// Bold or filled, where the rows below are not.
    stands_out: bool,
    /// A header of a table object.
    declared: bool,
    /// The same words stood in an accepted header above.
    repeated: usize,
    /// Columns whose heading has something, or an empty place, below.
    below: usize,
    /// Labels over nothing but places to fill, beside one over longer texts.
    places: usize,
}

/// How sure we must be to take a row as a header.
const HEADER_AT: f64 = 3.5;

fn weigh(signs: &HeaderSigns) -> f64 {
    let &HeaderSigns {
        cells,
        telling,
        exact,
        other,
        long,
        numbers,
        questions,
        colons,
        scale,
        stands_out,
        declared,
        repeated,
        below,
        places,
    } = signs;
    let words = 1.5 * telling.min(4) as f64 + 0.5 * exact.min(4) as f64 + 0.8 * other.min(3) as f64;
    let look = if stands_out { 1.2 } else { 0.0 } + if declared { 4.0 } else { 0.0 };
    let against = 3.0 * long as f64 + 1.5 * numbers as f64 + 4.0 * questions as f64 + 2.5 * colons as f64;
    let lone = if cells < 2 { 2.5 } else { 0.0 };
    // Word for word what stood above.
    let whole = repeated >= 2 && repeated == cells;
    let strangers = if scale || places > 0 || whole { 0.0 } else { 0.4 * (cells - telling - other) as f64 };
    let over = if places > 0 { 3.4 } else { 0.0 } + 0.4 * places.min(3) as f64;
    words
        + look
        + over
        + if whole { 2.0 } else { 0.0 }
        + 1.5 * repeated.min(3) as f64
        + 0.3 * below.min(3) as f64
        - against
        - lone
        - strangers
}

/// Cuts a sheet into tables, each under its header.
pub fn tables(grid: &Grid<'_>) -> Vec<Table> {
    let mut found: Vec<Table> = Vec::new();
    let mut line = 0;
    while line < grid.lines.len() {
        match header_at(grid, line, found.last()) {
            Some(table) => {
                if let Some(last) = found.last_mut() {
                    last.end = table.header;
                }
                line = table.header + table.header_lines;
                found.push(table);
            }
            None => line += 1,
        }
    }
    if found.is_empty() {
        found.extend(by_looks(grid).or_else(|| headerless(grid)));
    }
    found
}

/// Tables under the header rows that the user named; rows that touch are one header.
pub fn told(grid: &Grid<'_>, rows: &[Row]) -> Vec<Table> {
    let mut headers: Vec<(usize, usize)> = Vec::new();
    for row in rows.iter().collect::<BTreeSet<_>>() {
        let Some(line) = grid.line_of(*row) else { continue };
        match headers.last_mut() {
            Some((first, lines)) if *first + *lines == line && adjacent(grid, line - 1, line) => *lines += 1,
            _ => headers.push((line, 1)),
        }
    }
    let ends: Vec<usize> =
        headers.iter().skip(1).map(|(first, _)| *first).chain([grid.lines.len()]).collect();
    if headers.is_empty() {
        return headerless(grid).into_iter().collect();
    }
    let made = |((first, lines), end): ((usize, usize), usize)| Table {
        end,
        ..table(grid, first, lines, "you said so".to_owned())
    };
    headers.into_iter().zip(ends).map(made).collect()
}

fn header_at(grid: &Grid<'_>, line: usize, before: Option<&Table>) -> Option<Table> {
    if before.is_some_and(|table| !may_repeat(grid, line, table)) {
        return None;
    }
    let signs = signs(grid, line, before)?;
    let weight = weigh(&signs);
    let unlike = before.is_some() && signs.repeated < 2 && signs.exact < 2;
    if weight < HEADER_AT || unlike {
        return None;
    }
    let (top, lines) = extent(grid, line, before.map_or(0, |table| table.header + table.header_lines));
    let said = if signs.repeated >= 2 { "repeats the header above" } else { "names columns" };
    let words = signs.telling + signs.other;
    Some(table(grid, top, lines, format!("{said}: {words} of {} cells are heading words", signs.cells)))
}

pub(super) fn table(grid: &Grid<'_>, header: usize, header_lines: usize, reason: String) -> Table {
    let headings = headings_of(grid, header, header_lines);
    Table { header, header_lines, end: grid.lines.len(), headings, reason }
}

/// Whether a row below a header can be another: it needs two cells that are plain headings, or that stood above.
fn may_repeat(grid: &Grid<'_>, line: usize, table: &Table) -> bool {
    grid.seen(line).filter(|(_, cell)| headings::may_stand_alone(&cell.text)).take(2).count() == 2
        || repeats(grid, line, table) >= 2
}

/// A visible cell of a row, with what it says as a heading.
type Read<'g> = (Column, &'g Cell, Option<Heading>);

/// What speaks for a row's being a header; none where no cell says what only headings say.
fn signs(grid: &Grid<'_>, line: usize, before: Option<&Table>) -> Option<HeaderSigns> {
    let cells: Vec<Read<'_>> =
        grid.seen(line).map(|(column, cell)| (column, cell, headings::read(&cell.text))).collect();
    let tells = |&(_, cell, heading): &Read<'_>| {
        heading.filter(|h| h.meaning != Meaning::Other && words::verdict(&cell.text).is_none())
    };
    let telling: Vec<Heading> = cells.iter().filter_map(tells).collect();
    let mut kinds: Vec<_> = telling.iter().map(|h| h.meaning).collect();
    kinds.dedup();
    let different = telling.len().min(kinds.len() + 1);
    let count = |test: &dyn Fn(&Read<'_>) -> bool| cells.iter().filter(|cell| test(cell)).count();
    let row = grid.lines[line].row;
    let places = if before.is_none() { over_places(grid, line) } else { 0 };
    let repeated = before.map_or(0, |table| repeats(grid, line, table));
    (!telling.is_empty() || places > 0 || repeated >= 2).then(|| HeaderSigns {
        cells: cells.len(),
        telling: different,
        exact: telling.iter().filter(|h| h.exact).count(),
        other: count(&|(_, _, heading)| heading.is_some()) - different,
        long: count(&|(_, cell, _)| words::count(&cell.text) > 14 || cell.text.chars().count() > 110),
        numbers: if is_scale(&cells) { 0 } else { count(&is_number) },
        scale: is_scale(&cells),
        // Over an empty column a question is a heading: "How do you meet this?"
        questions: count(&|cell| is_question(cell) && (cells.len() < 3 || has_below(grid, line, cell.0))),
        colons: count(&|(_, cell, _)| cell.text.trim_end().ends_with([':', '：'])),
        stands_out: stands_out(grid, line),
        declared: grid.sheet.table_headers.iter().any(|area| (area.first.row..=area.last.row).contains(&row)),
        repeated,
        below: count(&|(column, _, _)| has_below(grid, line, *column)),
        places,
    })
}

fn is_number((_, cell, heading): &Read<'_>) -> bool {
    let digits = cell.text.chars().any(|c| c.is_ascii_digit());
    matches!(cell.kind, CellKind::Number | CellKind::Date)
        || (heading.is_none() && digits && words::is_id(&cell.text))
}

fn is_question((_, cell, heading): &Read<'_>) -> bool {
    let clause = words::is_clause(&cell.text);
    heading.is_none_or(|h| !h.exact)
        && words::count(&cell.text) >= 4
        && !clause
        && ask(&cell.text) == Ask::Question
}

/// Whether the row's numbers are the steps of a scale to tick: 1, 2, 3, 4.
fn is_scale(cells: &[Read<'_>]) -> bool {
    let steps: Vec<i64> = cells.iter().filter_map(|(_, cell, _)| cell.text.trim().parse().ok()).collect();
    steps.len() >= 3
        && steps.len() < cells.len()
        && steps.windows(2).all(|pair| pair[1] - pair[0] == steps[1] - steps[0])
        && (steps[1] - steps[0]).abs() == 1
}

/// How many of the cells say what an accepted header said in the same column.
fn repeats(grid: &Grid<'_>, line: usize, table: &Table) -> usize {
    let same = |column: Column, text: &str| {
        table.headings.get(&column).is_some_and(|heading| words::fold(&heading.own) == words::fold(text))
    };
    grid.seen(line).filter(|(column, cell)| same(*column, &cell.text)).count()
}

pub(super) fn has_below(grid: &Grid<'_>, line: usize, column: Column) -> bool {
    (line + 1..grid.lines.len().min(line + 7)).any(|below| !grid.text(below, column).is_empty())
}

/// Whether the row looks like none of the next few.
pub(super) fn stands_out(grid: &Grid<'_>, line: usize) -> bool {
    let look = |line: usize| {
        let cells: Vec<_> = grid.seen(line).collect();
        let bold = cells.iter().filter(|(_, cell)| cell.bold).count() * 2 > cells.len();
        (bold, cells.first().and_then(|(_, cell)| cell.fill))
    };
    let own = look(line);
    let below = line + 1..grid.lines.len().min(line + 6);
    let unlike = below.clone().filter(|&other| look(other) != own).count();
    own != (false, None) && unlike * 2 >= below.len() && !below.is_empty()
}

fn headerless(grid: &Grid<'_>) -> Option<Table> {
    if grid.lines.is_empty() {
        return None;
    }
    let reason = "no row names columns".to_owned();
    Some(Table { header: 0, header_lines: 0, end: grid.lines.len(), headings: BTreeMap::new(), reason })
}
