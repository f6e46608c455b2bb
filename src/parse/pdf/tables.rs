//! Tables: lines whose words keep to the same white space from row to row, or that stand between drawn lines. What is read
//! as a table is no paragraph any more, so text that only has wide spaces must not enter here.

use super::bookmarks;
use super::lines::{Line, text};
use super::marks::Rule;
use super::words::Word;

/// A gap of this part of the size may part two cells.
const GAP: f32 = 0.7;
/// What must be left of it over all rows.
const KEPT: f32 = 0.45;
/// A gap between cells is so many times that between words.
const WIDER: f32 = 2.2;
/// The gap between two columns is as wide as this in some row, in sizes.
const OPEN: f32 = 1.5;
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
        let folded = |row: &[String]| bookmarks::folded(&row.concat());
        if next
            .rows
            .first()
            .zip(self.rows.first())
            .is_some_and(|(again, first)| folded(again) == folded(first))
        {
            next.rows.remove(0);
        }
        let begun = next.rows.first().is_some_and(|row| row[0].is_empty());
        let Some(last) = self.rows.last_mut().filter(|_| begun) else { return };
        for (cell, more) in last.iter_mut().zip(next.rows.remove(0)).filter(|(_, more)| !more.is_empty()) {
            cell.push('\n');
            cell.push_str(&more);
        }
    }
}

/// Lines in reading order, with the tables among them.
pub(super) fn pieces(lines: Vec<Line>, rules: &[Rule]) -> Vec<Piece> {
    let cut: Vec<Vec<Cell>> = lines.iter().map(|line| cells(line, rules)).collect();
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        match Run::at(&lines, &cut, at) {
            Some(run) => {
                at = run.end;
                found.push(Piece::Table(run.table(&lines, rules)));
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
struct Cell {
    x0: f32,
    x1: f32,
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
struct Run {
    start: usize,
    end: usize,
    gaps: Vec<(f32, f32)>,
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
        let mut run = runs.max_by_key(|run| (run.end - run.start) * run.gaps.len())?;
        run.refine(lines, cut);
        let rows = || cut[run.start..run.end].iter();
        let several = rows().filter(|cells| cells.len() > 1).count();
        let first = run.gaps.first().map_or(0.0, |gap| gap.1);
        let begun = rows().filter(|cells| cells.first().is_some_and(|cell| cell.x0 < first)).count();
        let sound =
            several > 1 && several * 3 >= begun && run.gaps.iter().all(|gap| run.is_open(*gap, lines));
        sound.then_some(run)
    }

    /// Finds the columns anew where no line has a word in all of them: by the white space that goes through all lines.
    fn refine(&mut self, lines: &[Line], cut: &[Vec<Cell>]) {
        let mut inked: Vec<(f32, f32)> =
            cut[self.start..self.end].iter().flatten().map(|cell| (cell.x0, cell.x1)).collect();
        inked.sort_by(|a, b| a.0.total_cmp(&b.0));
        let mut gaps = Vec::new();
        let mut end = inked.first().map_or(0.0, |cell| cell.1);
        for (x0, x1) in inked {
            if x0 - end >= GAP * lines[self.start].size {
                gaps.push((end, x0));
            }
            end = end.max(x1);
        }
        gaps.retain(|gap| self.is_open(*gap, lines));
        if self.end - self.start > 2 && gaps.len() > self.gaps.len() {
            self.gaps = gaps;
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

    /// What stands before and after a gap is far apart in some row, as words of a text hardly ever are.
    fn is_open(&self, gap: (f32, f32), lines: &[Line]) -> bool {
        let middle = f32::midpoint(gap.0, gap.1);
        lines[self.start..self.end].iter().any(|line| {
            let after = line.words.iter().position(|word| word.x0 >= middle);
            let ends =
                after.filter(|after| *after > 0).map(|after| (&line.words[after - 1], &line.words[after]));
            ends.is_some_and(|(last, first)| first.x0 - last.x1 > OPEN * line.size)
        })
    }

    /// Takes the next line in, where it keeps to the white space.
    fn takes(&mut self, lines: &[Line], cut: &[Vec<Cell>]) -> bool {
        let (line, cells) = (&lines[self.end], &cut[self.end]);
        if self.end > self.start && !is_near(lines, self.end) {
            return false;
        }
        let kept: Vec<_> = self.gaps.iter().filter_map(|gap| left_of(*gap, cells, line.size)).collect();
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
    fn give_back(&mut self, lines: &[Line], cut: &[Vec<Cell>]) {
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

    fn table(&self, lines: &[Line], rules: &[Rule]) -> Table {
        let lines = &lines[self.start..self.end];
        let rows = self.rows(lines, rules);
        let first = rows.first().map_or(0, Vec::len);
        let texts: Vec<Vec<String>> = rows.iter().map(|row| self.texts(row)).collect();
        let headed = rows.len() > 1
            && (is_bold(&rows[0]) && !rows[1..].iter().all(|row| is_bold(row))
                || is_underlined(lines, first, rules)
                || names(&texts));
        let starts = self.gaps.iter().map(|gap| gap.1 - lines[0].column.x0).collect();
        Table { rows: texts, headed, starts }
    }

    /// Lines that are one row.
    fn rows<'l>(&self, lines: &'l [Line], rules: &[Rule]) -> Vec<Vec<&'l Line>> {
        let breaks = self.breaks(lines, rules);
        let mut rows: Vec<Vec<&Line>> = Vec::new();
        for (at, line) in lines.iter().enumerate() {
            match rows.last_mut().filter(|_| at > 0 && !breaks[at - 1]) {
                Some(row) => row.push(line),
                None => rows.push(vec![line]),
            }
        }
        rows
    }

    /// After which lines a row ends: by drawn lines, else by the distances, else by how full the cells are.
    fn breaks(&self, lines: &[Line], rules: &[Rule]) -> Vec<bool> {
        let pairs = || lines.windows(2);
        let ruled: Vec<bool> = pairs().map(|pair| is_ruled(&pair[0], &pair[1], rules)).collect();
        if ruled.iter().filter(|ruled| **ruled).count() > 1 {
            return ruled;
        }
        let far = self.far(lines, rules).unwrap_or_else(|| {
            let new_row = |pair: &[Line]| {
                self.is_whole(&pair[1]) && self.is_whole(&pair[0])
                    || !self.goes_on(&pair[0], &pair[1], rules, true)
            };
            pairs().map(new_row).collect()
        });
        // Cells that stand in the middle of their rows' height overlap; a bold row ends where the letters change.
        let apart =
            pairs().map(|pair| (overlap(&pair[0], &pair[1]), pair[0].is_bold() && !pair[1].is_bold()));
        far.iter()
            .zip(ruled)
            .zip(apart)
            .map(|((far, ruled), (overlap, bold))| !overlap && (*far || ruled || bold))
            .collect()
    }

    /// After which lines there is more room than after others, where that shows the rows: close lines are those of one row,
    /// no cell of which had room for more.
    fn far(&self, lines: &[Line], rules: &[Rule]) -> Option<Vec<bool>> {
        let pairs = || lines.windows(2);
        let apart = || pairs().filter(|pair| !overlap(&pair[0], &pair[1])).map(|pair| pair[1].y - pair[0].y);
        let closest = apart().fold(f32::INFINITY, f32::min);
        let far: Vec<bool> = pairs().map(|pair| pair[1].y - pair[0].y > 1.1 * closest).collect();
        let near = || far.iter().zip(pairs()).filter(|(far, pair)| !**far && !overlap(&pair[0], &pair[1]));
        let open = near().filter(|(_, pair)| self.goes_on(&pair[0], &pair[1], rules, false)).count();
        (far.contains(&true) && open * 2 >= near().count()).then_some(far)
    }

    /// There is something in every column.
    fn is_whole(&self, line: &Line) -> bool {
        (0..=self.gaps.len()).all(|column| !self.column(line, column).is_empty())
    }

    /// Whether each cell of a line may go on with the one above, as that has no room left. `top`: cells begin in the first
    /// line of their row.
    fn goes_on(&self, above: &Line, line: &Line, rules: &[Rule], top: bool) -> bool {
        (0..=self.gaps.len()).all(|column| {
            let (over, here) = (self.column(above, column), self.column(line, column));
            let Some(first) = here.first() else { return true };
            let Some(last) = over.last() else { return !top };
            let edge = match self.gaps.get(column) {
                // A row hardly ever begins without its first cell.
                Some(gap) if self.column(line, 0).is_empty() => gap.1 - 1.6 * line.size,
                Some(gap) => gap.1 - 0.8 * line.size,
                None => right_edge(line, rules),
            };
            last.x1 + 0.2 * line.size + (first.x1 - first.x0) > edge
        })
    }

    fn column<'l>(&self, line: &'l Line, column: usize) -> Vec<&'l Word> {
        line.words.iter().filter(|word| self.column_of(word) == column).collect()
    }

    fn column_of(&self, word: &Word) -> usize {
        let middle = f32::midpoint(word.x0, word.x1);
        self.gaps.iter().take_while(|gap| f32::midpoint(gap.0, gap.1) < middle).count()
    }

    fn texts(&self, row: &[&Line]) -> Vec<String> {
        let mut texts = vec![String::new(); self.gaps.len() + 1];
        for line in row {
            for (column, cell) in texts.iter_mut().enumerate() {
                let words: Vec<Word> = self.column(line, column).into_iter().cloned().collect();
                if !words.is_empty() {
                    if !cell.is_empty() {
                        cell.push('\n');
                    }
                    cell.push_str(&text(&words));
                }
            }
        }
        texts
    }
}

fn is_near(lines: &[Line], at: usize) -> bool {
    let apart = lines[at].y - lines[at - 1].y;
    apart < CLOSE * lines[at].size && apart >= 0.0
}

/// The widest part of a gap that a line's cells leave free.
fn left_of(gap: (f32, f32), cells: &[Cell], size: f32) -> Option<(f32, f32)> {
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
    (widest.1 - widest.0 >= KEPT * size).then_some(widest)
}

/// A drawn line lies between these lines.
fn is_ruled(above: &Line, below: &Line, rules: &[Rule]) -> bool {
    let (from, to) = (above.y, below.y - 0.4 * below.size);
    let (x0, x1) = (above.x0.min(below.x0), above.x1.min(below.x1));
    rules.iter().any(|rule| {
        let between = rule.y0 > from - 1.0 && rule.y1 < to;
        rule.is_level() && between && rule.x1 > x0 && rule.x0 < x1
    })
}

/// They are too close to be lines of one text.
fn overlap(above: &Line, below: &Line) -> bool {
    below.y - above.y < 0.85 * below.size.min(above.size)
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

/// Where a table's last column ends: with the lines that are drawn beside it, else with the text around.
fn right_edge(line: &Line, rules: &[Rule]) -> f32 {
    let near =
        |rule: &&Rule| rule.is_level() && (rule.y0 - line.y).abs() < 12.0 * line.size && rule.x1 >= line.x1;
    let ruled = rules.iter().filter(near).map(|rule| rule.x1).fold(f32::INFINITY, f32::min);
    if ruled.is_finite() { ruled - 0.4 * line.size } else { line.column.x1 }
}
