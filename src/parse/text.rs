//! Plain text to blocks: our own reader of lines. Also reads what Markdown leaves as running text, where plain-text
//! habits live on.

use std::ops::Range;

use super::block::{Block, Item, Kind, Read};
use super::label;
use super::line::{self, Line};
use super::marker::{Marker, Style};
use super::marks;
use super::shape::{self, Mode, Shape};
use super::wording::{self, ends_sentence};

/// Widest line that may have been broken by a program rather than by a person.
const WIDEST: usize = 130;
/// Shortest line that may have been.
const NARROWEST: usize = 55;

/// Reads a whole plain-text document.
pub(super) fn read(text: &str) -> Read {
    Read { blocks: stretch(text, 0..text.len(), Mode::Plain), ..Read::default() }
}

/// Reads a stretch of text.
pub(super) fn stretch(text: &str, range: Range<usize>, mode: Mode) -> Vec<Block> {
    let lines = line::lines(text, range);
    let shapes = shape::shapes(text, &lines, mode);
    let mut reader = Reader { text, lines, shapes, mode, lists: Vec::new(), blocks: Vec::new(), gap: true };
    let mut at = 0;
    while at < reader.lines.len() {
        at = reader.step(at);
    }
    reader.blocks
}

struct Reader<'t> {
    text: &'t str,
    lines: Vec<Line>,
    shapes: Vec<Shape>,
    mode: Mode,
    /// The items that are open, outermost first.
    lists: Vec<Open>,
    blocks: Vec<Block>,
    /// There is a blank line above.
    gap: bool,
}

struct Open {
    indent: usize,
    style: Style,
    number: Option<String>,
}

impl Reader<'_> {
    /// Reads what begins at this line; gives the next line to read.
    fn step(&mut self, at: usize) -> usize {
        let gap = std::mem::take(&mut self.gap);
        match self.shapes[at].clone() {
            Shape::Blank | Shape::Skip => {
                self.gap = true;
                at + 1
            }
            Shape::Heading(rank, range) => {
                self.lists.clear();
                self.blocks.push(Block::new(Kind::Heading(rank), range));
                at + 1
            }
            Shape::Row { label, value } => {
                let whole = self.lines[at].range.clone();
                self.lists.clear();
                self.blocks.push(Block::new(Kind::Row { whole, label, header: self.header(at) }, value));
                at + 1
            }
            Shape::Item(marker) => self.item(at, marker, gap),
            Shape::Words => self.words(at, gap),
        }
    }

    /// The first row of a run of rows in cells.
    fn header(&self, at: usize) -> Option<Range<usize>> {
        let above = at.checked_sub(1)?;
        match (&self.shapes[above], self.blocks.last()?) {
            (
                Shape::Row { label: None, value },
                Block { kind: Kind::Row { header, label: None, .. }, .. },
            ) => header.clone().or_else(|| Some(value.clone())),
            _ => None,
        }
    }

    fn item(&mut self, at: usize, marker: Marker, gap: bool) -> usize {
        let indent = self.lines[at].indent;
        self.open(indent, &marker, gap);
        let words = wording::trim(self.text, marker.range.end..self.lines[at].range.end);
        let end =
            self.run(at, |reader, line| reader.lines[line].indent > indent || reader.is_mid_sentence(line));
        let mut marker = Some(marker.range);
        for range in self.paragraphs(at, end, words.start) {
            let item = self.here(marker.take());
            self.blocks.push(Block { kind: Kind::Text { label: None }, range, item });
        }
        end
    }

    /// Finds the list that an item belongs to, and opens one where there is none.
    fn open(&mut self, indent: usize, marker: &Marker, gap: bool) {
        while self.lists.last().is_some_and(|open| open.indent > indent + 1) {
            self.lists.pop();
        }
        let beside = |open: &Open| open.indent.abs_diff(indent) < 2;
        if let Some(place) = self.lists.iter().rposition(|open| beside(open) && open.style == marker.style) {
            self.lists.truncate(place);
        } else if self.lists.last().is_some_and(beside) && gap {
            self.lists.pop();
        }
        self.lists.push(Open { indent, style: marker.style, number: marker.number.clone() });
    }

    fn here(&self, marker: Option<Range<usize>>) -> Item {
        Item {
            depth: self.lists.len(),
            numbers: self.lists.iter().filter_map(|open| open.number.clone()).collect(),
            marker,
            bullet: self.lists.last().is_some_and(|open| open.number.is_none()),
        }
    }

    fn words(&mut self, at: usize, gap: bool) -> usize {
        let indent = self.lines[at].indent;
        // After a blank line, an item goes on only in words that are indented under it.
        let within = self.lists.iter().take_while(|open| gap && indent > open.indent).count();
        self.lists.truncate(within);
        let end = self.run(at, |_, _| true);
        for range in self.paragraphs(at, end, self.lines[at].range.start) {
            let label =
                if within == 0 && self.mode != Mode::Nested { self.label(range.clone()) } else { None };
            let item = self.here(None);
            self.blocks.push(Block { kind: Kind::Text { label }, range, item });
        }
        end
    }

    fn label(&self, range: Range<usize>) -> Option<Range<usize>> {
        let label = label::run_in_label(&self.text[range.clone()])?;
        Some(range.start + label.start..range.start + label.end)
    }

    /// The end of the run of words that begins at this line.
    fn run(&self, at: usize, goes_on: impl Fn(&Self, usize) -> bool) -> usize {
        let below = at + 1..self.lines.len();
        below
            .clone()
            .find(|line| self.shapes[*line] != Shape::Words || !goes_on(self, *line))
            .unwrap_or(below.end)
    }

    /// Cuts a run of lines into paragraphs.
    fn paragraphs(&self, at: usize, end: usize, start: usize) -> Vec<Range<usize>> {
        let filled = self.is_filled(at, end);
        let mut found = Vec::new();
        let mut start = start;
        for line in at + 1..end {
            if !self.joins(line, filled) {
                found.push(start..self.lines[line - 1].range.end);
                start = self.lines[line].range.start;
            }
        }
        found.push(start..self.lines[end - 1].range.end);
        found
    }

    fn line(&self, at: usize) -> &str {
        &self.text[self.lines[at].range.clone()]
    }

    /// Whether this line goes on with the paragraph of the line above.
    fn joins(&self, at: usize, filled: bool) -> bool {
        let (above, here) = (self.line(at - 1), self.line(at));
        if ends_sentence(above) && label::run_in_label(here).is_some() || marks::opens_paragraph(here) {
            return false;
        }
        self.mode != Mode::Plain || filled || self.is_wrapped(at)
    }

    /// Whether the line above was broken within a sentence.
    fn is_wrapped(&self, at: usize) -> bool {
        let above = self.line(at - 1);
        let wide = (NARROWEST..WIDEST).contains(&above.len());
        wide && !ends_sentence(above) || self.is_mid_sentence(at)
    }

    /// Whether the words alone say that the line goes on with the one above.
    fn is_mid_sentence(&self, at: usize) -> bool {
        let (above, here) = (self.line(at - 1), self.line(at));
        !ends_sentence(above) && (wording::begins_small(here) || wording::is_unfinished(above))
    }

    /// Whether every line is as full as the widest allows, as a program leaves them.
    fn is_filled(&self, at: usize, end: usize) -> bool {
        let width = (at..end).map(|line| self.line(line).len()).max().unwrap_or(0);
        let full = |line: usize| {
            let next = self.line(line + 1).split_whitespace().next().map_or(0, str::len);
            self.line(line).len() + next + 2 >= width
        };
        end - at > 2 && (NARROWEST..WIDEST).contains(&width) && (at..end - 1).all(full)
    }
}
