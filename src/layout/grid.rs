//! A sheet, indexed once: its rows in order, and which merges and rules cover them. Only what exists is looked at.

use crate::workbook::{Area, Cell, Column, Position, Row, Rule, Sheet};

/// More entries than this are not indexed: only a hostile file has them.
const MOST_SPANS: usize = 4_000_000;

/// One row that holds text.
pub struct Line<'a> {
    pub row: Row,
    /// Cells with text, left to right, hidden columns included.
    pub cells: Vec<(Column, &'a Cell)>,
    pub hidden: bool,
    merges: Vec<(Column, Column, u32)>,
    rules: Vec<(Column, Column, u32)>,
}

/// A sheet's rows with text, top to bottom.
pub struct Grid<'a> {
    pub sheet: &'a Sheet,
    pub lines: Vec<Line<'a>>,
    /// Some merges or rules were too many to look at.
    pub overflowed: bool,
}

impl<'a> Grid<'a> {
    /// Indexes a sheet.
    pub fn new(sheet: &'a Sheet) -> Self {
        let mut lines: Vec<Line<'a>> = Vec::new();
        for (at, cell) in sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty()) {
            if lines.last().is_none_or(|line| line.row != at.row) {
                lines.push(Line::new(at.row, sheet.hidden_rows.contains(&at.row)));
            }
            if let Some(line) = lines.last_mut() {
                line.cells.push((at.column, cell));
            }
        }
        let mut grid = Self { sheet, lines, overflowed: false };
        grid.index();
        grid
    }

    fn index(&mut self) {
        let sheet = self.sheet;
        let mut left = MOST_SPANS;
        for (number, area) in sheet.merges.iter().enumerate() {
            left = self.note(area, number, left, |line| &mut line.merges);
        }
        for (number, rule) in sheet.rules.iter().enumerate() {
            for area in &rule.areas {
                left = self.note(area, number, left, |line| &mut line.rules);
            }
        }
        self.overflowed = left == 0;
        for line in &mut self.lines {
            line.merges.sort_unstable();
        }
    }

    /// Writes down on each row of the area that it is covered; gives back how many entries are left.
    fn note(
        &mut self,
        area: &Area,
        number: usize,
        left: usize,
        spans: impl for<'b> Fn(&'b mut Line<'a>) -> &'b mut Vec<(Column, Column, u32)>,
    ) -> usize {
        let from = self.lines.partition_point(|line| line.row < area.first.row);
        let covered = self.lines[from..].iter_mut().take_while(|line| line.row <= area.last.row);
        let mut used = 0;
        for line in covered.take(left) {
            spans(line).push((area.first.column, area.last.column, number as u32));
            used += 1;
        }
        left - used
    }

    /// The place of a row among the rows with text.
    pub fn line_of(&self, row: Row) -> Option<usize> {
        self.lines.binary_search_by_key(&row, |line| line.row).ok()
    }

    /// The merge that covers a cell of a row with text.
    pub fn merge(&self, line: usize, column: Column) -> Option<&'a Area> {
        self.sheet.merges.at(self.at(line, column))
    }

    /// The rule that a cell of a row with text must obey.
    pub fn rule(&self, line: usize, column: Column) -> Option<&'a Rule> {
        let covers = |span: &&(Column, Column, u32)| span.0 <= column && column <= span.1;
        let span = self.lines[line].rules.iter().filter(covers).min_by_key(|span| span.2)?;
        self.sheet.rules.get(span.2 as usize)
    }

    /// The columns that rules name in a row; a rule over half the sheet names none.
    pub fn ruled_columns(&self, line: usize) -> impl Iterator<Item = Column> + '_ {
        let narrow = |span: &&(Column, Column, u32)| span.1.0 - span.0.0 < 16;
        self.lines[line]
            .rules
            .iter()
            .filter(narrow)
            .take(64)
            .flat_map(|span| (span.0.0..=span.1.0).map(Column))
    }

    /// An empty place that the author drew under a text: merged, bordered, filled, unlocked, named by the file, or a line
    /// of underscores.
    pub fn box_below(&self, line: usize, column: Column) -> Option<Position> {
        let from = self.lines[line].row.0;
        let rule = |next: &usize| self.lines[*next].row.0 <= from + 2 && self.is_rule(*next, column);
        if let Some(next) = Some(line + 1).filter(|next| *next < self.lines.len()).filter(rule) {
            return Some(self.at(next, column));
        }
        let next = self.lines.get(line + 1).map_or(Position::LAST_ROW + 1, |line| line.row.0);
        let rows = from + 1..next.min(from + 3);
        rows.map(|row| Position::new(row, column.0)).find(|&at| self.is_box(at))
    }

    /// Whether a line holds nothing but a rule to write on, "______", in one column.
    pub fn is_rule(&self, line: usize, column: Column) -> bool {
        let text = self.text(line, column);
        let hollow =
            text.chars().count() >= 3 && text.chars().all(|c| "_.…·".contains(c) || c.is_whitespace());
        hollow && self.lines[line].cells.len() == 1
    }

    /// Whether a cell is empty and drawn as a place to write.
    pub fn is_box(&self, at: Position) -> bool {
        let merged = self.sheet.merges.at(at);
        let drawn = self.sheet.cells.get(&at).is_some_and(|cell| {
            let unlocked = self.sheet.protected && !cell.locked;
            cell.text.trim().is_empty()
                && (cell.border || cell.fill.is_some() || cell.locator.is_some() || unlocked)
        });
        merged.map_or(drawn, |area| area.first == at) && !self.sheet.is_computed(at)
    }

    /// The merges that touch a row with text.
    pub fn merges_of(&self, line: usize) -> impl Iterator<Item = &'a Area> + '_ {
        self.lines[line].merges.iter().filter_map(|span| self.sheet.merges.get(span.2 as usize))
    }

    /// The cell's place.
    pub fn at(&self, line: usize, column: Column) -> Position {
        Position { row: self.lines[line].row, column }
    }

    /// Whether the sheet is protected, but not here.
    pub fn is_unlocked(&self, line: usize, column: Column) -> bool {
        self.sheet.protected && !self.sheet.refuses_typing(self.at(line, column))
    }

    /// The cell, whether it has text or not.
    pub fn cell(&self, line: usize, column: Column) -> Option<&'a Cell> {
        self.sheet.cells.get(&self.at(line, column))
    }

    /// The cell's text; empty where there is none, and where a merge above or left of it holds the text.
    pub fn text(&self, line: usize, column: Column) -> &'a str {
        self.lines[line].get(column).map_or("", |cell| cell.text.trim())
    }

    /// Whether the customer sees the column.
    pub fn sees(&self, column: Column) -> bool {
        !self.sheet.hidden_columns.contains(&column)
    }

    /// The cells with text that the customer sees.
    pub fn seen(&self, line: usize) -> impl Iterator<Item = (Column, &'a Cell)> + '_ {
        self.lines[line].cells.iter().copied().filter(|(column, _)| self.sees(*column))
    }
}

impl<'a> Line<'a> {
    fn new(row: Row, hidden: bool) -> Self {
        Self { row, cells: Vec::new(), hidden, merges: Vec::new(), rules: Vec::new() }
    }

    /// The cell with text in this column.
    pub fn get(&self, column: Column) -> Option<&'a Cell> {
        self.cells.binary_search_by_key(&column, |cell| cell.0).ok().map(|at| self.cells[at].1)
    }
}
