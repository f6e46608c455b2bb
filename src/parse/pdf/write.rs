//! Blocks to a rendition: what is said of each, in their order. Where they came from must not enter here but for the page.

use super::blocks::{Block, Kind, Text};
use super::headings::{self, Body};
use super::hyphens::{self, Spelling};
use super::tables::Table;
use crate::parse::rendition::{PAGE, Rendition};

/// What stands this much further right is another list, in sizes.
const DEEPER: f32 = 0.7;

/// More bytes than this are not written.
const MOST: usize = crate::parse::LARGEST;

/// Writes a document.
pub(super) struct Writer<'d> {
    pub out: &'d mut Rendition,
    pub spelling: &'d Spelling,
    /// Pages that have begun.
    pub pages: usize,
    /// How far into its column the words of each open item begin, outermost first.
    pub hangs: Vec<f32>,
    /// The table that is open.
    pub table: Option<&'d Table>,
}

impl<'d> Writer<'d> {
    /// Writes all blocks.
    pub fn write(&mut self, blocks: &'d [Block], levels: &[Option<u8>]) {
        for (block, level) in blocks.iter().zip(levels) {
            if self.out.len() > MOST {
                self.out.warn("the document is too long; the rest of it was left out");
                break;
            }
            self.begin_pages(block.page);
            match (&block.kind, level) {
                (Kind::Table(table), _) => self.table(table),
                (Kind::Text(text), Some(level)) => {
                    self.end();
                    let words = self.words(text, 0);
                    self.out.heading(*level, &words);
                }
                (Kind::Text(text), None) => self.text(text),
            }
        }
        self.end();
    }

    /// Begins the pages up to this one.
    pub fn begin_pages(&mut self, page: usize) {
        while self.pages <= page {
            self.out.page();
            self.pages += 1;
        }
    }

    fn end(&mut self) {
        self.hangs.clear();
        if self.table.take().is_some() {
            self.out.end_table();
        }
    }

    fn text(&mut self, text: &Text) {
        if self.table.take().is_some() {
            self.out.end_table();
        }
        let (_, line) = &text.lines[0];
        let by = DEEPER * line.size;
        let Some(marker) = &text.marker else {
            // What is indented as an item's words goes on with the item.
            let x = line.x0 - line.column.x0;
            let within = self.hangs.iter().rposition(|hang| (x - hang).abs() < by).filter(|_| x > by);
            let words = self.words(text, 0);
            return match within {
                Some(at) if at + 1 == self.hangs.len() && self.out.is_in_item() => self.out.continued(&words),
                _ => {
                    self.hangs.clear();
                    self.out.paragraph(&words);
                }
            };
        };
        let x = text.hang() - line.column.x0;
        while self.hangs.last().is_some_and(|hang| x < hang - by) {
            self.hangs.pop();
        }
        if self.hangs.last().is_none_or(|hang| x > hang + by) {
            self.hangs.push(x);
        }
        let words = self.words(text, marker.words);
        self.out.item(self.hangs.len(), marker.number.as_deref(), &words);
    }

    /// The words of a block but for the first few of its first line, whole again where lines broke them.
    fn words(&mut self, text: &Text, skip: usize) -> String {
        let mut out = String::new();
        for (at, (page, line)) in text.lines.iter().enumerate() {
            let words = super::lines::text(&line.words[if at == 0 { skip } else { 0 }..]);
            if at == 0 {
                out.push_str(&words);
                continue;
            }
            let mut between = " ".to_owned();
            while self.pages <= *page {
                between.push(PAGE);
                self.pages += 1;
            }
            self.spelling.join(&mut out, &words, &between);
        }
        hyphens::tidy(&out)
    }

    fn table(&mut self, table: &'d Table) {
        self.hangs.clear();
        let goes_on = self.table.is_some_and(|open| open.is_like(table));
        let header = usize::from(table.headed && !goes_on);
        if !goes_on && self.table.is_some() {
            self.out.end_table();
        }
        self.table = Some(table);
        let cells = |row: &Vec<String>| row.iter().map(|cell| self.spelling.cell(cell)).collect::<Vec<_>>();
        for (at, row) in table.rows.iter().map(cells).enumerate() {
            if at < header { self.out.header(&row) } else { self.out.row(&row) }
        }
    }
}

/// The largest words of the first page, where they stand out.
pub(super) fn largest(blocks: &[Block], body: &Body) -> Option<String> {
    let first = blocks.iter().filter(|block| block.page == 0).filter_map(Block::as_text);
    let size = |text: &Text| text.lines[0].1.size;
    let large = first.filter(|text| size(text) > 1.15 * body.size && text.lines.len() < 5);
    // The first of several that are as large.
    let largest = large.reduce(|best, text| if size(text) > size(best) * 1.02 { text } else { best })?;
    let words = headings::lines(largest);
    words.contains(char::is_alphabetic).then_some(words)
}
