//! Tables: lines whose words keep to the same white space from row to row, or that stand between drawn lines. What is read
//! as a table is no paragraph any more, so text that only has wide spaces must not enter here.

use super::bookmarks;
use super::gaps::{NARROW, before, drop_unfilled, is_aligned, is_mostly_open, is_open, left_of, white};
use super::hyphens::{CUT, is_broken};
use super::lines::{Line, text};
use super::marks::Rule;
use super::resumed::Last;
use super::rows::{is_ruled, overlap};
use super::words::Word;

/// A gap of this part of the size may part two cells.
const GAP: f32 = 0.7;
/// A gap between cells is so many times that between words.
const WIDER: f32 = 2.2;
/// So many lines are looked at for the white space of a table.
const WINDOW: usize = 12;
/// Rows are closer than this, in sizes.
const CLOSE: f32 = 4.0;

/// A line of text, or a table.
#[derive(Debug)]
pub(super) enum Piece {
    Line(Line),
    Table(Table),
}

/// A table as it is shown.
#[derive(Debug)]
pub(super) struct Table {
    /// The lines of each cell.
    pub rows: Vec<Vec<String>>,
    /// The first row names the columns.
    pub headed: bool,
    /// The letters of the first row, also where it was there on an earlier page.
    first: String,
    /// Where each column but the first begins in the column of text, to know its like on the next page.
    pub starts: Vec<f32>,
}

impl Table {
    /// The same columns.
    pub fn is_like(&self, other: &Self) -> bool {
        let beside = |(a, b): (&f32, &f32)| (a - b).abs() < 6.0;
        self.starts.len() == other.starts.len() && self.starts.iter().zip(&other.starts).all(beside)
    }

    /// Where the next table goes on with this one: a header that is there again goes, and the rest of a row that was begun
    /// here, whose first cell is empty there, comes here.
    pub fn take_over(&mut self, next: &mut Self) {
        if next.first == self.first && !next.rows.is_empty() {
            next.rows.remove(0);
        }
        next.first.clone_from(&self.first);
        let begun = next.rows.first().is_some_and(|row| row[0].is_empty());
        let Some(last) = self.rows.last_mut().filter(|_| begun) else { return };
        for (cell, more) in last.iter_mut().zip(next.rows.remove(0)).filter(|(_, more)| !more.is_empty()) {
            cell.push('\n');
            cell.push_str(&more);
        }
    }
}

/// What a table is set in.
#[derive(Clone, Copy)]
pub(super) struct Setting<'r> {
    /// The lines that are drawn on its page.
    pub rules: &'r [Rule],
    /// How far apart the lines of the document's text are, in sizes.
    pub leading: Option<f32>,
}

/// Lines in reading order, with the tables among them.
pub(super) fn pieces(lines: Vec<Line>, setting: Setting<'_>, last: &mut Option<Last>) -> Vec<Piece> {
    let cut: Vec<Vec<Cell>> = lines.iter().map(|line| cells(line, setting.rules)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let run = Run::again(&lines, &cut, at, last.as_ref()).or_else(|| Run::at(&lines, &cut, at));
        match run {
            Some(mut run) => {
                let before = found.iter().rev().take_while(|piece| matches!(piece, Piece::Line(_))).count();
                let taken = run.take_above(&lines, before.min(at), before == found.len());
                found.truncate(found.len() - taken);
                at = run.end;
                let table = run.table(&lines, setting);
                *last = Some(Last {
                    first: table.first.clone(),
                    gaps: run.gaps,
                    left: lines[run.start].column.x0,
                });
                found.push(Piece::Table(table));
            }
            None => {
                found.push(Piece::Line(lines[at].clone()));
                at += 1;
            }
        }
    }
    found
}

/// A part of a line between wide gaps.
pub(super) struct Cell {
    pub x0: f32,
    pub x1: f32,
}

fn cells(line: &Line, rules: &[Rule]) -> Vec<Cell> {
    let mut gaps: Vec<f32> = line.words.windows(2).map(|pair| pair[1].x0 - pair[0].x1).collect();
    gaps.sort_by(f32::total_cmp);
    // Words that are spread evenly over the whole line are a line of text.
    let even = gaps
        .first()
        .zip(gaps.last())
        .is_some_and(|(least, most)| gaps.len() > 1 && most - least < 0.15 * most);
    if even && (line.x1 - line.column.x1).abs() < 2.0 {
        return vec![Cell { x0: line.x0, x1: line.x1 }];
    }
    // Every word may be a cell; then even the least gap is wide.
    let least = gaps.first().copied().filter(|least| *least < line.size).unwrap_or(0.0);
    let wide = (GAP * line.size).max(WIDER * least);
    let ruled = |from: f32, to: f32| {
        let between = |rule: &Rule| {
            rule.x0 > from - 1.0 && rule.x1 < to + 1.0 && rule.y0 < line.y && rule.y1 > line.top()
        };
        rules.iter().any(|rule| !rule.is_level() && between(rule))
    };
    let mut found: Vec<Cell> = Vec::new();
    let mut marker = false;
    for (at, word) in line.words.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| line.words[before].x1);
        let parted = before.is_none_or(|x1| word.x0 - x1 >= wide || ruled(x1, word.x0));
        match found.last_mut() {
            Some(cell) if !parted || marker => cell.x1 = cell.x1.max(word.x1),
            _ => found.push(Cell { x0: word.x0, x1: word.x1 }),
        }
        // What follows a bullet or a number stands apart from it without being a cell.
        marker = found.len() == 1 && (at == 0) && super::markers::is_marker(&word.text);
    }
    found
}

/// Neighbouring lines that keep to the same white space.
pub(super) struct Run {
    pub start: usize,
    pub end: usize,
    /// The white space between its columns.
    pub gaps: Vec<(f32, f32)>,
}

impl Run {
    fn at(lines: &[Line], cut: &[Vec<Cell>], start: usize) -> Option<Self> {
        // A row may begin with a cell that is higher than the others.
        let higher =
            lines.get(start + 1).is_some_and(|next| overlap(&lines[start], next)) && cut[start + 1].len() > 1;
        if cut[start].len() < 2 && !higher {
            return None;
        }
        // Each line's white space may be the table's, if that of other lines is not: the one that explains most is.
        let near =
            (start..lines.len().min(start + WINDOW)).take_while(|at| *at == start || is_near(lines, *at));
        let runs = near.filter(|at| cut[*at].len() > 1).map(|at| Self::of(&cut[at], lines, cut, start));
        let mut runs: Vec<Self> = runs.collect();
        runs.sort_by_key(|run| std::cmp::Reverse(run.explains()));
        let most = runs.first().map_or(0, Self::explains);
        runs.into_iter().take_while(|run| run.explains() * 2 > most).find_map(|mut run| {
            run.refine(lines, cut);
            run.is_sound(lines, cut).then_some(run)
        })
    }

    fn explains(&self) -> usize {
        (self.end - self.start) * self.gaps.len()
    }

    /// Several of its lines have several cells, and its gaps are no spaces between words.
    fn is_sound(&self, lines: &[Line], cut: &[Vec<Cell>]) -> bool {
        let (own, rows) = (&lines[self.start..self.end], || cut[self.start..self.end].iter());
        let several = rows().filter(|cells| cells.len() > 1).count();
        let first = self.gaps.first().map_or(0.0, |gap| gap.1);
        let begun = rows().filter(|cells| cells.first().is_some_and(|cell| cell.x0 < first)).count();
        let open = self.gaps.iter().filter(|gap| is_open(**gap, own)).count();
        let sound = |gap: &(f32, f32)| is_open(*gap, own) || open > 0 && is_aligned(*gap, own);
        several > 1 && several * 3 >= begun && self.gaps.iter().all(sound)
    }

    /// Finds the columns anew where no line has a word in all of them: by the white space that goes through all lines.
    fn refine(&mut self, lines: &[Line], cut: &[Vec<Cell>]) {
        let size = lines[self.start].size;
        let own = &lines[self.start..self.end];
        let cells = cut[self.start..self.end].iter().flatten().map(|cell| (cell.x0, cell.x1));
        let words = own.iter().flat_map(|line| &line.words);
        let mut gaps = white(cells.collect(), GAP * size);
        gaps.retain(|gap| is_open(*gap, own));
        // Cells that fill their column leave next to nothing free.
        let mut narrow = white(words.map(|word| (word.x0, word.x1)).collect(), NARROW * size);
        narrow.retain(|gap| is_mostly_open(*gap, own) || is_open(*gap, own) && is_aligned(*gap, own));
        drop_unfilled(&mut narrow, own);
        if narrow.len() > gaps.len() {
            gaps = narrow;
        }
        if self.end - self.start > 2 && gaps.len() > self.gaps.len() {
            self.gaps = gaps;
            self.join_columns(own);
        }
    }

    /// A name may stand beside its column's cells, as it is centred and they are not: the two are one column.
    fn join_columns(&mut self, lines: &[Line]) {
        let Some((head, rest)) = lines.split_first() else { return };
        let mut at = 0;
        while at < self.gaps.len() {
            let has = |line: &Line, column: usize| !self.column(line, column).is_empty();
            let below = |column: usize| rest.iter().any(|line| has(line, column));
            let named = has(head, at) != has(head, at + 1);
            let beside = below(at) != below(at + 1) && below(at) != has(head, at);
            if named && beside {
                self.gaps.remove(at);
            } else {
                at += 1;
            }
        }
    }

    /// As far as lines keep to the white space of one of them.
    fn of(cells: &[Cell], lines: &[Line], cut: &[Vec<Cell>], start: usize) -> Self {
        let gaps = cells.windows(2).map(|pair| (pair[0].x1, pair[1].x0)).collect();
        let mut run = Self { start, end: start, gaps };
        while run.end < lines.len() && run.takes(lines, cut) {}
        run.give_back(lines, cut);
        run
    }

    /// Takes the next line in, where it keeps to the white space.
    fn takes(&mut self, lines: &[Line], cut: &[Vec<Cell>]) -> bool {
        let (line, cells) = (&lines[self.end], &cut[self.end]);
        if self.end > self.start && !is_near(lines, self.end) {
            return false;
        }
        let kept: Vec<_> = self
            .gaps
            .iter()
            .filter_map(|gap| left_of(*gap, cells, line.size).or_else(|| before(*gap, line)))
            .collect();
        let alone = cells.len() < 2;
        if kept.is_empty() || alone && kept.len() < self.gaps.len() {
            return false;
        }
        let heads = alone && self.end > self.start && line.size > 1.15 * lines[self.start].size;
        if heads {
            return false;
        }
        self.gaps = kept;
        self.end += 1;
        true
    }

    /// Lines after the last row are text where they stand apart from it.
    pub(super) fn give_back(&mut self, lines: &[Line], cut: &[Vec<Cell>]) {
        let apart = (self.start + 1..self.end).filter(|at| !overlap(&lines[at - 1], &lines[*at]));
        let closest = apart.map(|at| lines[at].y - lines[at - 1].y).fold(f32::INFINITY, f32::min);
        let last = (self.start..self.end).rev().find(|at| cut[*at].len() > 1).unwrap_or(self.start);
        let first_gap = self.gaps.first().map_or(f32::INFINITY, |gap| gap.0);
        for at in last + 1..self.end {
            let in_first = cut[at].first().is_some_and(|cell| cell.x0 < first_gap);
            if in_first && lines[at].y - lines[at - 1].y > 1.08 * closest.min(1.35 * lines[at].size) {
                self.end = at;
                break;
            }
        }
    }

    fn table(&self, lines: &[Line], setting: Setting<'_>) -> Table {
        let lines = &lines[self.start..self.end];
        let rows = self.rows(lines, setting);
        let first = rows.first().map_or(0, Vec::len);
        let texts: Vec<Vec<String>> = rows.iter().map(|row| self.texts(row)).collect();
        let headed = rows.len() > 1
            && (is_bold(&rows[0]) && !rows[1..].iter().all(|row| is_bold(row))
                || is_underlined(lines, first, setting.rules)
                || names(&texts));
        let starts = self.gaps.iter().map(|gap| gap.1 - lines[0].column.x0).collect();
        let first = texts.first().map(|row| bookmarks::folded(&row.concat())).unwrap_or_default();
        Table { rows: texts, headed, first, starts }
    }

    /// A line's words in one column.
    pub fn column<'l>(&self, line: &'l Line, column: usize) -> Vec<&'l Word> {
        line.words.iter().filter(|word| self.column_of(word) == column).collect()
    }

    fn column_of(&self, word: &Word) -> usize {
        let middle = f32::midpoint(word.x0, word.x1);
        self.gaps.iter().take_while(|gap| f32::midpoint(gap.0, gap.1) < middle).count()
    }

    fn texts(&self, row: &[&Line]) -> Vec<String> {
        (0..=self.gaps.len()).map(|column| self.cell(row, column)).collect()
    }

    /// The lines of a cell. Where a word alone fills a line it may have been cut for want of room.
    fn cell(&self, row: &[&Line], column: usize) -> String {
        let end = self.gaps.get(column).map_or(f32::INFINITY, |gap| gap.0);
        let mut cell = String::new();
        let mut full = false;
        for line in row {
            let words: Vec<Word> = self.column(line, column).into_iter().cloned().collect();
            let Some(last) = words.last() else { continue };
            let full_now = words.len() == 1 && last.x1 > end - 0.8 * line.size && !is_broken(&last.text);
            match std::mem::replace(&mut full, full_now) {
                true => cell.extend([CUT, '\n']),
                false if !cell.is_empty() => cell.push('\n'),
                false => {}
            }
            cell.push_str(&text(&words));
        }
        cell
    }
}

pub(super) fn is_near(lines: &[Line], at: usize) -> bool {
    let apart = lines[at].y - lines[at - 1].y;
    apart < CLOSE * lines[at].size && apart >= 0.0
}

fn is_bold(row: &[&Line]) -> bool {
    row.iter().all(|line| line.is_bold())
}

/// A line is drawn under the first row, and none under the second.
fn is_underlined(lines: &[Line], first: usize, rules: &[Rule]) -> bool {
    let ruled = |at: usize| lines.get(at).zip(lines.get(at + 1)).is_some_and(|(a, b)| is_ruled(a, b, rules));
    first > 0 && ruled(first - 1) && !(first..lines.len()).any(ruled)
}

/// Short words over longer ones, in three columns or more: names of columns.
fn names(rows: &[Vec<String>]) -> bool {
    let Some((first, others)) = rows.split_first() else { return false };
    let short = |cell: &String| {
        !cell.is_empty()
            && cell.chars().count() <= 40
            && !cell.ends_with(['.', '?', '!'])
            && !cell.starts_with(|c: char| c.is_ascii_digit())
    };
    let longest = |row: &[String]| row.iter().map(String::len).max();
    first.len() > 2 && first.iter().all(short) && others.iter().any(|row| longest(row) > longest(first))
}
