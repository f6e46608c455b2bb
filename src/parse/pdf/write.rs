//! Blocks to a rendition: what is said of each, in their order. Where they came from must not enter here but for the page.

use super::blocks::{Block, Kind, Text};
use super::headings::{self, Body};
use super::hyphens::{self, Spelling};
use super::tables::Table;
use crate::parse::rendition::{PAGE, Rendition};
use crate::parse::wording::{begins_big, count_words, ends_sentence};

/// What stands this much further right is another list, in sizes.
const DEEPER: f32 = 0.7;

/// A box sets its words this much further in, in points.
const BOXED: f32 = 10.0;
/// How far what describes a term is indented, in sizes.
const INDENTED: (f32, f32) = (1.2, 6.0);
/// Most words of a term.
const MOST_WORDS: usize = 8;

/// More bytes than this are not written.
const MOST: usize = crate::parse::LARGEST;

/// Writes a document.
pub(super) struct Writer<'d> {
    out: &'d mut Rendition,
    spelling: &'d Spelling,
    /// Pages that have begun.
    pages: usize,
    /// How far into its column the words of each open item begin, outermost first.
    hangs: Vec<f32>,
    /// Where the term begins that names what is written.
    term: Option<f32>,
    /// The table that is open.
    table: Option<&'d Table>,
}

impl<'d> Writer<'d> {
    /// Nothing is written yet.
    pub fn new(out: &'d mut Rendition, spelling: &'d Spelling) -> Self {
        Self { out, spelling, pages: 0, hangs: Vec::new(), term: None, table: None }
    }

    /// Writes all blocks.
    pub fn write(&mut self, blocks: &'d [Block], levels: &[Option<u8>]) {
        for (at, (block, level)) in blocks.iter().zip(levels).enumerate() {
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
                (Kind::Text(text), None) if is_term(text, blocks.get(at + 1)) => self.term(text),
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
        self.term = None;
        if self.table.take().is_some() {
            self.out.end_table();
        }
    }

    /// Words that name the indented ones below them, until the indentation ends.
    fn term(&mut self, text: &Text) {
        self.end();
        let words = self.words(text, 0);
        self.out.bold(&words);
        self.term = Some(text.lines[0].1.x0);
    }

    fn text(&mut self, text: &Text) {
        let ends = |x: f32| text.lines[0].1.x0 < x + DEEPER * text.lines[0].1.size;
        if self.term.take_if(|x| ends(*x)).is_some() {
            self.out.end_question();
        }
        if self.table.take().is_some() {
            self.out.end_table();
        }
        let (_, line) = &text.lines[0];
        let by = DEEPER * line.size;
        let Some(marker) = &text.marker else {
            // What is indented as an item's words goes on with the item.
            let x = line.x0 - line.column.x0;
            // A box around it, as around code, sets it a little further in.
            let under = |hang: &f32| (-by..(2.0 * by).max(BOXED)).contains(&(x - hang));
            let within = self.hangs.iter().rposition(under).filter(|_| x > by);
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
        if self.term.take().is_some() {
            self.out.end_question();
        }
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

/// A short line that the next lines are indented under, as what describes a term is.
fn is_term(text: &Text, next: Option<&Block>) -> bool {
    let (_, line) = &text.lines[0];
    let Some(below) = next.and_then(Block::as_text) else { return false };
    let (_, first) = &below.lines[0];
    let words = line.text();
    text.lines.len() == 1
        && text.marker.is_none()
        && below.marker.is_none()
        && !below.apart
        && first.size == line.size
        && line.x0 - line.column.x0 < DEEPER * line.size
        && (INDENTED.0..INDENTED.1).contains(&((first.x0 - line.x0) / line.size))
        && count_words(&words, MOST_WORDS + 1) <= MOST_WORDS
        && begins_big(&words)
        && !ends_sentence(words.trim_end_matches(['?', ':']))
        && ends_sentence(&headings::lines(below))
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
