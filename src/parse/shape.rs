//! What each line of plain text is, told from its wording, its indentation and its neighbours: a heading, an item, a
//! row, or words of a paragraph.

use std::ops::Range;

use super::block::Rank;
use super::label::{self, run_in_label};
use super::line::Line;
use super::marker::{Marker, Style, marker};
use super::marks;
use super::wording::{self, count_words, ends_sentence};

/// What surrounds the text that is being read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// A whole plain-text document.
    Plain,
    /// A stretch of a Markdown document outside of lists: its headings and lists are already known.
    Markdown,
    /// A paragraph within a list item of a Markdown document.
    Nested,
}

/// What a line is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// A rule, a fence, code, a comment: nothing to cite.
    Skip,
    Heading(Rank, Range<usize>),
    Row {
        label: Option<Range<usize>>,
        value: Range<usize>,
    },
    Item(Marker),
    Words,
}

/// The shape of every line.
pub(super) fn shapes(text: &str, lines: &[Line], mode: Mode) -> Vec<Shape> {
    let around = Around { text, lines, mode };
    let mut shapes = Vec::with_capacity(lines.len());
    let mut closed = Closed::default();
    while shapes.len() < lines.len() {
        let at = shapes.len();
        if let Some(count) = closed.skipped(&around, at) {
            shapes.extend(std::iter::repeat_n(Shape::Skip, count));
            continue;
        }
        if let Some(level) = around.underline(at)
            && matches!(shapes.last(), Some(Shape::Words | Shape::Heading(..)))
            && around.stands_alone_above(at - 1)
        {
            shapes[at - 1] = Shape::Heading(Rank::Level(level), lines[at - 1].range.clone());
            shapes.push(Shape::Skip);
            continue;
        }
        shapes.push(around.shape(at));
    }
    if mode == Mode::Plain {
        around.find_title(&mut shapes);
    }
    shapes
}

/// Remembers which closing marks are known not to come any more, so that none is looked for twice.
#[derive(Default)]
struct Closed {
    no_fence: [bool; 2],
    no_comment: bool,
}

impl Closed {
    /// How many lines from here are a fence or a comment, to be skipped.
    fn skipped(&mut self, around: &Around, at: usize) -> Option<usize> {
        let words = around.words(at);
        let fence = ["```", "~~~"].iter().position(|fence| words.starts_with(fence));
        if let Some(kind) = fence {
            let fence = ["```", "~~~"][kind];
            let closes = |words: &str| words.starts_with(fence) && words.trim_matches(['`', '~']).is_empty();
            return Some(around.until(at, &mut self.no_fence[kind], closes).unwrap_or(1));
        }
        if words.starts_with("<!--") {
            if words.contains("-->") {
                return words.ends_with("-->").then_some(1);
            }
            return Some(around.until(at, &mut self.no_comment, |words| words.contains("-->")).unwrap_or(1));
        }
        None
    }
}

struct Around<'t> {
    text: &'t str,
    lines: &'t [Line],
    mode: Mode,
}

impl<'t> Around<'t> {
    fn words(&self, at: usize) -> &'t str {
        &self.text[self.lines[at].range.clone()]
    }

    fn before(&self, at: usize) -> Option<&'t str> {
        at.checked_sub(1).map(|above| self.words(above))
    }

    fn after(&self, at: usize) -> Option<&'t str> {
        (at + 1 < self.lines.len()).then(|| self.words(at + 1))
    }

    fn next_words(&self, at: usize) -> Option<&'t str> {
        (at + 1..self.lines.len()).map(|below| self.words(below)).find(|words| !words.is_empty())
    }

    fn previous_words(&self, at: usize) -> Option<&'t str> {
        (0..at).rev().map(|above| self.words(above)).find(|words| !words.is_empty())
    }

    /// Lines from `at` to the next that closes, both included.
    fn until(&self, at: usize, given_up: &mut bool, closes: impl Fn(&str) -> bool) -> Option<usize> {
        if *given_up {
            return None;
        }
        let end = (at + 1..self.lines.len()).find(|below| closes(self.words(*below)));
        *given_up = end.is_none();
        end.map(|end| end + 1 - at)
    }

    fn is_open_above(&self, at: usize) -> bool {
        self.before(at).is_none_or(|above| above.is_empty() || ends_sentence(above))
    }

    fn is_blank_above(&self, at: usize) -> bool {
        self.before(at).is_none_or(str::is_empty)
    }

    fn is_blank_below(&self, at: usize) -> bool {
        self.after(at).is_none_or(str::is_empty)
    }

    fn shape(&self, at: usize) -> Shape {
        let line = &self.lines[at];
        let words = self.words(at);
        if words.is_empty() {
            return Shape::Blank;
        }
        if marks::is_rule(words) || marks::is_only_tags(words) || marks::is_target(words) {
            return Shape::Skip;
        }
        if self.mode != Mode::Nested
            && let Some((rank, range)) = self.heading(at)
        {
            return Shape::Heading(rank, range);
        }
        if let Some(marker) = marker(words, line.range.start) {
            return Shape::Item(marker);
        }
        if let Some((label, value)) = label::row(words, line.range.start) {
            return Shape::Row { label, value };
        }
        match self.clause(at) {
            Some(marker) => Shape::Item(marker),
            None => Shape::Words,
        }
    }

    fn heading(&self, at: usize) -> Option<(Rank, Range<usize>)> {
        let words = self.words(at);
        if words.len() > 240 {
            return None;
        }
        let whole = self.lines[at].range.clone();
        if wording::after_dash(words).is_some_and(wording::is_capitals) {
            return Some((Rank::Eyebrow, whole));
        }
        if let Some((level, inner)) = marks::html_heading(words) {
            return Some((Rank::Level(level), whole.start + inner.start..whole.start + inner.end));
        }
        if self.is_topic(at) {
            return Some((Rank::Topic, whole));
        }
        // What follows a stretch of Markdown is not seen from here: it may be a list.
        let leads = self.next_words(at).is_some() || self.mode == Mode::Markdown;
        if label::is_bold(words) && self.is_open_above(at) && leads {
            let rank = if words.contains('?') { Rank::Question } else { Rank::Bold };
            return Some((rank, whole));
        }
        if self.mode != Mode::Plain {
            let asks = self.is_blank_above(at) && self.is_question(at);
            return asks.then_some((Rank::Question, whole));
        }
        self.plain_heading(at).map(|rank| (rank, whole))
    }

    fn plain_heading(&self, at: usize) -> Option<Rank> {
        let words = self.words(at);
        if self.after(at).is_some_and(|below| wording::begins_small(below) && marker(below, 0).is_none()) {
            return None; // the first line of a paragraph
        }
        if self.is_question(at) {
            return Some(Rank::Question);
        }
        if let Some(numbered) = wording::numbered(words) {
            let level = u8::try_from(numbered.parts.min(6)).unwrap_or(6);
            let heads = match (numbered.parts, numbered.closed) {
                (1, false) => self.is_bare_line(at),
                (1, true) => self.is_numbered_heading(at, &numbered),
                _ => {
                    wording::is_heading_like(numbered.words)
                        && self.is_open_above(at)
                        && self.next_words(at).is_some()
                }
            };
            return heads.then_some(Rank::Level(level));
        }
        if self.is_bare_line(at) {
            return Some(match words {
                _ if marks::is_part(words) => Rank::Level(1),
                _ if wording::is_capital_phrase(words) => Rank::Eyebrow,
                _ => Rank::Line,
            });
        }
        None
    }

    /// `Data Logs & Data Storage FAQ:` on a line of its own, in title case or short and no lead-in to a list.
    fn is_topic(&self, at: usize) -> bool {
        let words = self.words(at);
        let Some(name) = words.strip_suffix([':', '：']) else { return false };
        let Some(next) = self.next_words(at) else { return false };
        if ends_sentence(name)
            || !wording::begins_big(name)
            || marker(words, 0).is_some()
            || name.contains(": ")
        {
            return false;
        }
        let list = marker(next, 0).is_some();
        let is_faq = name.split_whitespace().next_back().is_some_and(|last| last == "FAQ" || last == "FAQs");
        let count = count_words(name, 13);
        self.is_open_above(at)
            && (is_faq && count <= 12
                || wording::is_title_case(name)
                    && count <= 10
                    && !wording::is_leading(name)
                    && (count > 1 || !list)
                || !list && count <= 4 && !wording::is_leading(name))
    }

    /// A line that asks, over the words that answer it.
    fn is_question(&self, at: usize) -> bool {
        let words = self.words(at);
        let marked = words.starts_with("Q:") || words.starts_with("Q.");
        let asks = words.ends_with('?') && count_words(words, 41) <= 40;
        let Some(next) = self.next_words(at) else { return false };
        if next.ends_with('?') || !(asks || marked) || !wording::begins_big(words) {
            return false;
        }
        let bullet = marker(words, 0).is_some_and(|m| m.number.is_none());
        let item_next = marker(next, 0).is_some_and(|m| m.number.is_some());
        marked || self.is_open_above(at) && !bullet && !item_next
    }

    /// `2. Data encryption` over its text, and not an item of a list.
    fn is_numbered_heading(&self, at: usize, numbered: &wording::Numbered) -> bool {
        let Some(next) = self.next_words(at) else { return false };
        let beside =
            |words: &str| wording::numbered(words).is_some_and(|other| other.parts == 1 && other.closed);
        let tight_list = self.after(at).is_some_and(|below| marker(below, 0).is_some());
        wording::is_heading_like(numbered.words)
            && self.is_open_above(at)
            && !beside(next)
            && !tight_list
            && !self.previous_words(at).is_some_and(|words| beside(words) && self.is_blank_above(at))
            && self.lines[at].indent < 4
    }

    /// A short line that stands by itself over a paragraph.
    fn is_bare_line(&self, at: usize) -> bool {
        let words = self.words(at);
        if self.lines[at].indent > 3
            || !wording::is_heading_like(words)
            || count_words(words, 10) > 9
            || wording::names_a_year(words)
            || wording::is_claim(words)
            || words.contains(['\t', '@'])
            || words.contains("://")
            || !words.contains(char::is_alphabetic)
            || marker(words, 0).is_some()
        {
            return false;
        }
        let Some(next) = self.next_words(at) else { return false };
        let heads = self.heads_below(at);
        let long_next = next.len() > 60
            || ends_sentence(next)
            || marker(next, 0).is_some() && !heads
            || run_in_label(next).is_some();
        if self.is_blank_above(at) && self.is_blank_below(at) {
            return long_next || wording::is_capital_phrase(words);
        }
        let prose_next = ends_sentence(next) && next.len() > words.len() && wording::begins_big(next);
        self.is_open_above(at) && wording::is_title_case(words) && count_words(words, 7) <= 6 && prose_next
    }

    /// Whether the next words are a numbered heading rather than the first item of a list.
    fn heads_below(&self, at: usize) -> bool {
        let below = (at + 1..self.lines.len()).find(|below| !self.words(*below).is_empty());
        below.is_some_and(|below| {
            let numbered = wording::numbered(self.words(below));
            self.is_blank_below(below) && numbered.is_some_and(|words| wording::is_heading_like(words.words))
        })
    }

    /// `=====` or `-----` under a line.
    fn underline(&self, at: usize) -> Option<u8> {
        let words = self.words(at);
        let all = |mark: char| words.len() >= 3 && words.chars().all(|c| c == mark);
        let level = if all('=') { 1 } else { u8::from(all('-')) * 2 };
        (level > 0 && self.mode != Mode::Nested && at > 0).then_some(level)
    }

    fn stands_alone_above(&self, at: usize) -> bool {
        self.is_blank_above(at) && count_words(self.words(at), 16) <= 15
    }

    fn clause(&self, at: usize) -> Option<Marker> {
        let words = self.words(at);
        let numbered = wording::numbered(words)?;
        let start = self.lines[at].range.start;
        let length = words.len() - numbered.words.len();
        let range = wording::trim(self.text, start..start + length);
        let sound = numbered.parts > 1 && wording::begins_big(numbered.words) && self.is_open_above(at);
        sound.then(|| Marker { range, style: Style::Clause, number: Some(numbered.number.to_owned()) })
    }

    /// The first line of the document, where it names the document and does not begin its text.
    fn find_title(&self, shapes: &mut [Shape]) {
        let Some(first) = shapes.iter().position(|shape| !matches!(shape, Shape::Blank | Shape::Skip)) else {
            return;
        };
        let words = self.words(first);
        let plain = matches!(shapes[first], Shape::Words | Shape::Heading(Rank::Line | Rank::Eyebrow, _));
        let apart = match self.after(first) {
            None => false,
            Some("") => true,
            Some(next) => wording::is_title_case(words) && wording::begins_big(next),
        };
        let named = wording::is_heading_like(words) && !wording::is_statement(words) && !words.contains(": ");
        if plain && apart && named && self.next_words(first).is_some() && wording::numbered(words).is_none() {
            shapes[first] = Shape::Heading(Rank::Title, self.lines[first].range.clone());
        }
    }
}
