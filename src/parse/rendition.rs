//! The text of a document whose file is not text: written out in reading order, with the blocks that point into it. The
//! seam for formats that are packages, pages or tables. A reader of such a format says what follows what; how it is
//! written, and what a paragraph's own habits make of it, is said here, so that the same document has the same passages
//! in every format.

use std::ops::Range;

use super::block::{Block, Item, Kind, Rank, Read};
use super::label;
use super::shape::Mode;
use super::text;
use crate::document::Warning;

/// Between the cells of a row.
const BETWEEN_CELLS: &str = " | ";

/// Among words, this is where a page begins in the middle of them.
pub(super) const PAGE: char = '\u{C}';

/// A rendition while it is written.
#[derive(Debug, Default)]
pub(super) struct Rendition {
    text: String,
    pages: Vec<usize>,
    title: Option<String>,
    untitled: bool,
    blocks: Vec<Block>,
    warnings: Vec<Warning>,
    /// Running text that is not read yet: neighbouring paragraphs are read together.
    pending: Option<Range<usize>>,
    /// Numbers of the items that are open, outermost first; none for bullets.
    items: Vec<Option<String>>,
    header: Option<Range<usize>>,
    /// The table has rows under its header.
    rows: bool,
    /// So many bytes of the words that come next are bold.
    opening: usize,
    /// Bold words that paragraphs begin with, in the order of the text.
    bold: Vec<Range<usize>>,
}

/// A rendition that is written.
#[derive(Debug)]
pub(super) struct Rendered {
    pub text: String,
    /// Where each page begins, the first at 0; empty where the format has no pages.
    pub pages: Vec<usize>,
    pub read: Read,
}

impl Rendition {
    /// What the document calls itself outside its text.
    pub(super) fn title(&mut self, title: &str) {
        self.title = Some(title.trim().to_owned()).filter(|title| !title.is_empty());
    }

    /// A page begins here. The first call is for the first page.
    pub(super) fn page(&mut self) {
        let at = if self.pages.is_empty() { 0 } else { self.text.len() };
        self.pages.push(at);
    }

    /// A heading, 1 to 6 for the outermost to the innermost.
    pub(super) fn heading(&mut self, level: u8, words: &str) {
        self.ranked(Rank::Level(level.clamp(1, 6)), words);
    }

    /// The title, where it is a line of the text.
    pub(super) fn title_line(&mut self, words: &str) {
        self.ranked(Rank::Title, words);
    }

    /// A paragraph that is bold all through: a heading below all others where its words can be one.
    pub(super) fn bold(&mut self, words: &str) {
        let words = words.trim();
        if !label::names(words) {
            self.paragraph(words);
        } else if words.contains('?') {
            self.question(words);
        } else {
            self.ranked(Rank::Bold, words);
        }
    }

    /// The first so many bytes of the paragraph or item that is written next are bold, as a label before it is.
    pub(super) fn opens_bold(&mut self, bytes: usize) {
        self.opening = bytes;
    }

    /// A question that the words under it answer.
    pub(super) fn question(&mut self, words: &str) {
        self.ranked(Rank::Question, words);
    }

    fn ranked(&mut self, rank: Rank, words: &str) {
        self.end_items();
        if let Some(range) = self.write(words) {
            self.blocks.push(Block::new(Kind::Heading(rank), range));
        }
    }

    /// A paragraph outside of lists and tables. Line breaks in it are kept.
    pub(super) fn paragraph(&mut self, words: &str) {
        self.items.clear();
        let Some(range) = self.write(words) else { return };
        match &mut self.pending {
            Some(pending) => pending.end = range.end,
            None => self.pending = Some(range),
        }
    }

    /// A value beside its label.
    pub(super) fn value(&mut self, label: &str, words: &str) {
        self.end_items();
        if !words.contains(char::is_alphanumeric) {
            return;
        }
        let Some(label) = self.write(label.trim().trim_end_matches(':')) else { return self.words(words) };
        self.text.push_str(": ");
        let range = self.put(words);
        let kind = Kind::Row { whole: label.start..range.end, label: Some(label), header: None };
        self.blocks.push(Block::new(kind, range));
    }

    /// The answers to a question, and what a line in bold names, end here.
    pub(super) fn end_question(&mut self) {
        self.close(6);
    }

    /// Headings deeper than this level end here.
    pub(super) fn close(&mut self, level: u8) {
        self.end_items();
        let end = self.text.len();
        self.blocks.push(Block::new(Kind::End(level), end..end));
    }

    /// Headings only name the document's parts: none is its title.
    pub(super) fn untitled(&mut self) {
        self.untitled = true;
    }

    /// A paragraph of an answer or of a cell: its words are what they are, and no heading is looked for in them.
    pub(super) fn words(&mut self, words: &str) {
        self.end_items();
        if let Some(range) = self.write(words) {
            self.blocks.push(Block::new(Kind::Text { label: None }, range));
        }
    }

    /// A list item, `depth` lists deep (1 for the outermost), with its number as it is shown (`4.2`, `(a)`, `1`) or a
    /// bullet.
    pub(super) fn item(&mut self, depth: usize, number: Option<&str>, words: &str) {
        self.flush();
        if words.trim().is_empty() {
            return;
        }
        let depth = depth.max(1);
        self.items.resize(depth - 1, None);
        self.items.push(number.map(|number| bare(number).to_owned()));
        self.gap(if depth > 1 || self.after_item() { "\n" } else { "\n\n" });
        self.text.extend(std::iter::repeat_n("  ", depth - 1));
        let marker = self.text.len();
        match number {
            Some(number) if number.chars().all(char::is_alphanumeric) => self.text.extend([number, "."]),
            Some(number) => self.text.push_str(number),
            None => self.text.push('•'),
        }
        let marker = marker..self.text.len();
        self.text.push(' ');
        let range = self.put(words);
        self.nested(range, Some(marker));
    }

    /// A further paragraph of the item above.
    pub(super) fn continued(&mut self, words: &str) {
        self.flush();
        if self.items.is_empty() {
            return self.paragraph(words);
        }
        if let Some(range) = self.write(words) {
            self.nested(range, None);
        }
    }

    /// Ends the items that lie more than so many lists deep; [`Self::continued`] goes on with the one above them.
    pub(super) fn back_to(&mut self, depth: usize) {
        self.flush();
        self.items.truncate(depth);
    }

    /// Whether an item is open that [`Self::continued`] would go on with.
    pub(super) fn is_in_item(&self) -> bool {
        !self.items.is_empty()
    }

    fn nested(&mut self, range: Range<usize>, mut marker: Option<Range<usize>>) {
        let numbers = self.numbers();
        for mut block in text::stretch(&self.text, range, Mode::Nested) {
            let marker = marker.take();
            block.item.depth += self.items.len();
            block.item.numbers.splice(0..0, numbers.iter().cloned());
            if block.item.marker.is_none() {
                block.item.bullet = self.items.last().is_some_and(Option::is_none);
                block.item.marker = marker;
            }
            self.blocks.push(block);
        }
    }

    /// The numbers of the items that are open; one that says its parent's too (`4.2` in `4`) stands for both.
    fn numbers(&self) -> Vec<String> {
        let mut numbers: Vec<String> = Vec::new();
        for number in self.items.iter().flatten() {
            let says =
                |outer: &String| number.strip_prefix(outer.as_str()).is_some_and(|r| r.starts_with('.'));
            numbers.pop_if(|outer| says(outer));
            numbers.push(number.clone());
        }
        numbers
    }

    /// The header of a table; the rows that follow stand under it.
    pub(super) fn header(&mut self, cells: &[impl AsRef<str>]) {
        self.end_table();
        self.header = self.write(&cells_in_line(cells));
    }

    /// A row of a table.
    pub(super) fn row(&mut self, cells: &[impl AsRef<str>]) {
        self.end_items();
        let line = cells_in_line(cells);
        if !line.contains(char::is_alphanumeric) {
            return;
        }
        self.gap(if self.header.is_some() || self.rows { "\n" } else { "\n\n" });
        let range = self.put(&line);
        self.rows = true;
        self.push_row(range);
    }

    fn push_row(&mut self, range: Range<usize>) {
        let kind = Kind::Row { whole: range.clone(), label: None, header: self.header.clone() };
        self.blocks.push(Block { kind, range, item: Item::default() });
    }

    /// The table ends here. One of nothing but a header is a row.
    pub(super) fn end_table(&mut self) {
        self.end_items();
        if let Some(header) = self.header.take().filter(|_| !self.rows) {
            self.push_row(header);
        }
        self.rows = false;
    }

    /// Something a reader of the document should know, here.
    pub(super) fn warn(&mut self, message: impl Into<String>) {
        let at = self.text.len();
        self.warnings.push(Warning { at: Some(at..at), message: message.into() });
    }

    /// Something a reader of the document should know of it as a whole.
    pub(super) fn warn_of_all(&mut self, message: impl Into<String>) {
        self.warnings.push(Warning { at: None, message: message.into() });
    }

    /// The number of bytes written, to stop at a limit.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// The whole.
    pub(super) fn finish(mut self) -> Rendered {
        self.end_table();
        self.flush();
        self.text.push('\n');
        let read = Read {
            title: self.title,
            untitled: self.untitled,
            blocks: self.blocks,
            warnings: self.warnings,
            bold: self.bold,
            ..Read::default()
        };
        Rendered { text: self.text, pages: self.pages, read }
    }

    fn end_items(&mut self) {
        self.flush();
        self.items.clear();
    }

    /// Reads the running text so far.
    fn flush(&mut self) {
        if let Some(pending) = self.pending.take() {
            let mut blocks = text::stretch(&self.text, pending, Mode::Markdown);
            blocks.iter_mut().for_each(|block| self.label(block));
            self.blocks.append(&mut blocks);
        }
    }

    /// Finds the label of a paragraph that opens in bold.
    fn label(&self, block: &mut Block) {
        let place = self.bold.binary_search_by_key(&block.range.start, |bold| bold.start);
        let Ok(place) = place else { return };
        if let Kind::Text { label: label @ None } = &mut block.kind
            && block.item.depth == 0
        {
            let bold = self.bold[place].len();
            let found = label::bold_run_in_label(&self.text[block.range.clone()], bold);
            *label = found.map(|found| block.range.start + found.start..block.range.start + found.end);
        }
    }

    /// The last block is a list item.
    fn after_item(&self) -> bool {
        self.blocks.last().is_some_and(|block| block.item.depth > 0)
    }

    /// Writes words as a paragraph of their own; none where there are none.
    fn write(&mut self, words: &str) -> Option<Range<usize>> {
        if words.trim().is_empty() {
            return None;
        }
        self.gap("\n\n");
        Some(self.put(words))
    }

    fn gap(&mut self, gap: &str) {
        if !self.text.is_empty() {
            self.text.push_str(gap);
        }
    }

    /// The words with white space trimmed at both ends and at the ends of lines.
    fn put(&mut self, words: &str) -> Range<usize> {
        let start = self.text.len();
        let opening = std::mem::take(&mut self.opening);
        if opening > 0 {
            self.bold.push(start..start + opening);
        }
        for (at, line) in words.trim().lines().enumerate() {
            if at > 0 {
                self.text.push('\n');
            }
            self.put_line(line.trim_end());
        }
        start..self.text.len()
    }

    fn put_line(&mut self, line: &str) {
        for (at, part) in line.split(PAGE).enumerate() {
            if at > 0 {
                self.page();
            }
            self.text.push_str(part);
        }
    }
}

/// A number without what stands around it: `(a)` is a.
fn bare(number: &str) -> &str {
    number.trim_start_matches(['(', '[']).trim_end_matches(['.', ')', ']', ':', ','])
}

/// Cells in one line; a cell's own line breaks become spaces.
fn cells_in_line(cells: &[impl AsRef<str>]) -> String {
    let line = |cell: &str| cell.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut shown: Vec<String> = cells.iter().map(|cell| line(cell.as_ref())).collect();
    while shown.last().is_some_and(String::is_empty) {
        shown.pop();
    }
    shown.join(BETWEEN_CELLS)
}
