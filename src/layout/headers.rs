//! Where headings stand: at any row, of one or two rows, merged, repeated; and so, where tables begin and end.

use std::collections::{BTreeMap, BTreeSet};

use super::grid::Grid;
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
        let own = headings::read(&self.own);
        let reserved = |h: &Heading| h.meaning == Meaning::Reserved;
        match headings::read(&self.group) {
            Some(group) if reserved(&group) => Some(group),
            Some(group) if own.is_none() => Some(Heading { exact: false, ..group }),
            _ => own,
        }
    }
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
    } = signs;
    let words = 1.5 * telling.min(4) as f64 + 0.5 * exact.min(4) as f64 + 0.8 * other.min(3) as f64;
    let look = if stands_out { 1.2 } else { 0.0 } + if declared { 4.0 } else { 0.0 };
    let against = 3.0 * long as f64 + 1.5 * numbers as f64 + 4.0 * questions as f64 + 2.5 * colons as f64;
    let lone = if cells < 2 { 2.5 } else { 0.0 };
    let strangers = if scale { 0.0 } else { 0.4 * (cells - telling - other) as f64 };
    words + look + 1.5 * repeated.min(3) as f64 + 0.3 * below.min(3) as f64 - against - lone - strangers
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

fn table(grid: &Grid<'_>, header: usize, header_lines: usize, reason: String) -> Table {
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
    (!telling.is_empty()).then(|| HeaderSigns {
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
        repeated: before.map_or(0, |table| repeats(grid, line, table)),
        below: count(&|(column, _, _)| has_below(grid, line, *column)),
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

fn has_below(grid: &Grid<'_>, line: usize, column: Column) -> bool {
    (line + 1..grid.lines.len().min(line + 7)).any(|below| !grid.text(below, column).is_empty())
}

/// Whether the row looks like none of the next few.
fn stands_out(grid: &Grid<'_>, line: usize) -> bool {
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

/// First line and number of lines of a header that was seen at a line: a row of groups may stand above or below it.
fn extent(grid: &Grid<'_>, line: usize, after: usize) -> (usize, usize) {
    if is_lower(grid, line, line + 1) {
        return (line, 2);
    }
    if line > after && is_upper(grid, line - 1, line) {
        return (line - 1, 2);
    }
    (line, 1)
}

fn adjacent(grid: &Grid<'_>, upper: usize, lower: usize) -> bool {
    lower < grid.lines.len() && grid.lines[lower].row.0 == grid.lines[upper].row.0 + 1
}

fn is_label(text: &str) -> bool {
    words::count(text) <= 14
        && text.chars().count() <= 110
        && (ask(text) != Ask::Question
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
    fits && (known >= 1 || merged) && grid.lines[lower].cells.len() >= 2
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

fn headings_of(grid: &Grid<'_>, header: usize, lines: usize) -> BTreeMap<Column, ColumnHeading> {
    let mut found = BTreeMap::new();
    for line in header..header + lines {
        for (column, _) in &grid.lines[line].cells {
            let span = grid.merge(line, *column).map_or(1, |area| area.size().1.min(64));
            for further in 0..span {
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

/// A header in words that we do not know: the first row of several short labels that looks unlike all below.
fn by_looks(grid: &Grid<'_>) -> Option<Table> {
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

fn headerless(grid: &Grid<'_>) -> Option<Table> {
    if grid.lines.is_empty() {
        return None;
    }
    let reason = "no row names columns".to_owned();
    Some(Table { header: 0, header_lines: 0, end: grid.lines.len(), headings: BTreeMap::new(), reason })
}
