//! Markdown to blocks. Headings, lists, tables and code are what CommonMark says they are; running text is handed to
//! the reader of plain text, because vendors' Markdown is full of plain-text habits.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::block::{Block, Item, Kind, Rank, Read};
use super::line;
use super::marker;
use super::shape::Mode;
use super::text;
use super::wording::{self, ends_sentence};
use crate::document::Warning;

const MARK: &str = "\u{FEFF}";

/// Whether the text has headings or tables of Markdown, or, where its name says that it is Markdown, lesser marks.
pub(super) fn is_markdown(text: &str, named: bool) -> bool {
    let text = text.trim_start_matches(MARK);
    has_front_matter(text)
        || text.lines().any(|line| is_heading(line) || is_delimiter(line) || named && is_mark(line))
}

/// Opens with `key: value` lines between rules.
fn has_front_matter(text: &str) -> bool {
    let mut lines = text.lines();
    lines.next() == Some("---")
        && lines.next().is_some_and(|line| line.contains(':'))
        && lines.take(200).any(|line| matches!(line, "---" | "..."))
}

fn is_heading(line: &str) -> bool {
    let marks = line.trim_start_matches(' ');
    let words = marks.trim_start_matches('#');
    let level = marks.len() - words.len();
    line.len() - marks.len() < 4
        && (1..=6).contains(&level)
        && words.starts_with([' ', '\t'])
        && !words.trim().is_empty()
}

/// An underline, a fence or a quotation.
fn is_mark(line: &str) -> bool {
    let line = line.trim_end();
    let underline = line.len() > 2 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'));
    underline || line.starts_with("```") || line.starts_with("> ")
}

/// `| --- | :-: |`, the row under a table's header.
fn is_delimiter(line: &str) -> bool {
    line.contains('|')
        && line.contains("--")
        && !line.contains(|c| !matches!(c, '|' | '-' | ':' | ' ' | '\t'))
}

/// Reads a Markdown document.
pub(super) fn read(text: &str) -> Read {
    let base = text.len() - text.trim_start_matches(MARK).len();
    let mut reader = Reader { text, ..Reader::default() };
    let source = with_line_feeds(&text[base..]);
    for (event, range) in Parser::new_ext(&source, options(&source)).into_offset_iter() {
        reader.take(event, range.start + base..range.end + base);
    }
    reader.flush();
    Read { front_matter: reader.stated, blocks: reader.blocks, warnings: reader.warnings, ..Read::default() }
}

/// The text with a line feed for each carriage return that ends a line by itself: same length, same offsets.
fn with_line_feeds(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let alone = |at: usize| bytes[at] == b'\r' && bytes.get(at + 1) != Some(&b'\n');
    if !(0..bytes.len()).any(alone) {
        return Cow::Borrowed(text);
    }
    let fed = |(at, c)| if c == '\r' && alone(at) { '\n' } else { c };
    Cow::Owned(text.char_indices().map(fed).collect())
}

fn options(text: &str) -> Options {
    let mut options = Options::ENABLE_TABLES;
    options.set(Options::ENABLE_YAML_STYLE_METADATA_BLOCKS, has_front_matter(text));
    options
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    /// The lines of the front matter.
    stated: String,
    blocks: Vec<Block>,
    warnings: Vec<Warning>,
    lists: Vec<List>,
    items: Vec<Open>,
    /// Running text that is not read yet. Neighbours are read together, so that a paragraph of plain text indented
    /// under a bullet that Markdown does not know is seen in its place.
    pending: Option<Range<usize>>,
    /// Words of a heading or a tight item so far.
    inline: Option<Range<usize>>,
    heading: bool,
    /// Within a block whose range is already taken: its events say nothing new.
    taken: bool,
    metadata: bool,
    header: Option<Range<usize>>,
    /// The table has rows under its header.
    rows: bool,
}

/// An open list.
struct List {
    /// What Markdown would number the next item; none for bullets.
    next: Option<u64>,
    /// What was written before the item above.
    written: Option<String>,
}

/// An open item.
struct Open {
    marker: Option<Range<usize>>,
    number: Option<String>,
    column: usize,
}

impl Reader<'_> {
    fn take(&mut self, event: Event, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Text(words) if self.metadata => self.front_matter(&words),
            Event::Rule => self.flush(),
            _ if self.taken => {}
            _ => self.extend(range),
        }
    }

    fn start(&mut self, tag: Tag, range: Range<usize>) {
        match tag {
            Tag::Heading { .. } => {
                self.flush();
                self.heading = true;
            }
            Tag::Paragraph => self.running(range),
            Tag::HtmlBlock if is_comment(&self.text[range.clone()]) => self.skip(),
            Tag::HtmlBlock => self.running(range),
            Tag::CodeBlock(CodeBlockKind::Indented) if is_prose(&self.text[range.clone()]) => {
                self.running(range)
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(_)) if !is_closed(&self.text[range.clone()]) => {
                self.warn(&range, "the code block that begins here is not closed; it was read as text");
                self.running(range);
            }
            Tag::CodeBlock(_) => self.skip(),
            Tag::MetadataBlock(_) => {
                self.skip();
                self.metadata = true;
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(List { next: first, written: None });
            }
            Tag::Item => self.open(range),
            Tag::BlockQuote(_) => self.flush(),
            Tag::Table(_) => {
                self.skip();
                self.rows = false;
            }
            Tag::TableHead => self.header = Some(wording::trim(self.text, range)),
            Tag::TableRow => {
                self.rows |= self.text[range.clone()].contains(char::is_alphanumeric);
                self.row(range);
            }
            _ if self.taken => {}
            _ => self.extend(range),
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => self.close_heading(level),
            TagEnd::Paragraph | TagEnd::HtmlBlock | TagEnd::CodeBlock => self.taken = false,
            TagEnd::Table => {
                self.taken = false;
                // A table of nothing but a header.
                if let Some(header) = self.header.take().filter(|_| !self.rows) {
                    self.row(header);
                }
            }
            TagEnd::MetadataBlock(_) => {
                self.taken = false;
                self.metadata = false;
            }
            TagEnd::Item => {
                self.flush();
                self.items.pop();
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn warn(&mut self, at: &Range<usize>, message: &str) {
        self.warnings.push(Warning { at: Some(at.clone()), message: message.to_owned() });
    }

    fn extend(&mut self, range: Range<usize>) {
        let inline = self.inline.get_or_insert_with(|| range.clone());
        inline.end = inline.end.max(range.end);
    }

    fn skip(&mut self) {
        self.flush();
        self.taken = true;
    }

    /// Takes a block of running text.
    fn running(&mut self, range: Range<usize>) {
        self.taken = true;
        if let Some(inline) = self.inline.take() {
            self.nested(inline);
        }
        if !self.items.is_empty() {
            self.flush();
            return self.nested(range);
        }
        match &mut self.pending {
            Some(pending) if self.text[pending.end.min(range.start)..range.start].trim().is_empty() => {
                pending.end = range.end;
            }
            _ => {
                self.flush();
                self.pending = Some(self.with_indent(range));
            }
        }
    }

    /// The range with the white space that its first line begins with.
    fn with_indent(&self, range: Range<usize>) -> Range<usize> {
        let above = &self.text[..range.start];
        let indent = above.len() - above.trim_end_matches([' ', '\t']).len();
        let at_line_start = above[..above.len() - indent].ends_with(['\n', '\r']) || above.len() == indent;
        if at_line_start { range.start - indent..range.end } else { range }
    }

    fn flush(&mut self) {
        if let Some(inline) = self.inline.take() {
            self.nested(inline);
        }
        if let Some(pending) = self.pending.take() {
            self.blocks.extend(text::stretch(self.text, pending, Mode::Markdown));
        }
    }

    fn close_heading(&mut self, level: HeadingLevel) {
        self.heading = false;
        if let Some(range) = self.inline.take() {
            let range = wording::trim(self.text, range);
            self.blocks.push(Block::new(Kind::Heading(Rank::Level(level as u8)), range));
        }
    }

    fn open(&mut self, range: Range<usize>) {
        self.flush();
        let trimmed = wording::trim(self.text, range);
        let marker = marker::marker(&self.text[trimmed.clone()], trimmed.start);
        let number = self
            .lists
            .last_mut()
            .and_then(|list| list.number(marker.as_ref().and_then(|m| m.number.clone())));
        let line = self.with_indent(trimmed.clone());
        let column = trimmed.start - line.start;
        let marker = marker.map_or(trimmed.start..trimmed.start, |marker| marker.range);
        self.items.push(Open { marker: Some(marker), number, column });
    }

    /// A paragraph of a list item.
    fn nested(&mut self, range: Range<usize>) {
        let (own, rest) = self.without_lazy_lines(range);
        let mut outer = self.here();
        for mut block in text::stretch(self.text, own, Mode::Nested) {
            let marker = outer.marker.take();
            block.item.depth += outer.depth;
            block.item.numbers.splice(0..0, outer.numbers.iter().cloned());
            if block.item.marker.is_none() {
                block.item.bullet = outer.bullet;
                block.item.marker = marker;
            }
            self.blocks.push(block);
        }
        if let Some(rest) = rest {
            self.blocks.extend(text::stretch(self.text, rest, Mode::Markdown));
        }
    }

    fn here(&mut self) -> Item {
        let numbers = self.items.iter().filter_map(|open| open.number.clone()).collect();
        let depth = self.items.len();
        let innermost = self.items.last_mut();
        let bullet = innermost.as_ref().is_some_and(|open| open.number.is_none());
        Item { depth, numbers, bullet, marker: innermost.and_then(|open| open.marker.take()) }
    }

    /// Cuts off lines that Markdown counts as the item's although a person began a paragraph there: not indented,
    /// after a line that ends a sentence.
    fn without_lazy_lines(&self, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
        let column = self.items.first().map_or(0, |open| open.column);
        let lines = line::lines(self.text, range.clone());
        let lazy = lines.windows(2).position(|pair| {
            pair[1].indent <= column
                && !pair[1].range.is_empty()
                && ends_sentence(&self.text[pair[0].range.clone()])
        });
        match lazy {
            Some(above) if self.items.len() == 1 => {
                (range.start..lines[above].range.end, Some(lines[above + 1].range.start..range.end))
            }
            _ => (range, None),
        }
    }

    fn row(&mut self, range: Range<usize>) {
        let whole = wording::trim(self.text, range);
        let item = self.here();
        let kind = Kind::Row { whole: whole.clone(), label: None, header: self.header.clone() };
        self.blocks.push(Block { kind, range: whole, item });
    }

    fn front_matter(&mut self, words: &str) {
        self.stated.push_str(words);
    }
}

impl List {
    /// The number of the next item: as written, or as Markdown counts where every item has the same.
    fn number(&mut self, written: Option<String>) -> Option<String> {
        let counted = self.next?;
        self.next = Some(counted + 1);
        let repeated = self.written.is_some() && self.written == written;
        self.written.clone_from(&written);
        written.filter(|_| !repeated).or_else(|| Some(counted.to_string()))
    }
}

fn is_comment(block: &str) -> bool {
    let block = block.trim();
    block.starts_with("<!--") && block.ends_with("-->")
}

/// Whether a block of code has its closing fence.
fn is_closed(block: &str) -> bool {
    let last = block.trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
    let last = last.trim_start_matches([' ', '\t', '>']);
    block.trim_end().contains(['\n', '\r']) && last.len() > 2 && last.trim_matches(['`', '~']).is_empty()
}

/// Indented words without a mark that only programs use.
fn is_prose(words: &str) -> bool {
    !words.contains(['{', '}', '=', '$', '\\']) && !words.contains("()") && !words.contains("</")
}
