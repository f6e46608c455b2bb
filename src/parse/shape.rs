//! What each line of plain text is, told from its wording, its indentation and its neighbours: a heading, an item, a
//! row, or words of a paragraph.

use std::ops::Range;

use super::block::Rank;
use super::wording::{self, count_words, ends_sentence};

/// One line, without its indentation and line end.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub range: Range<usize>,
    /// Columns of white space before it; a tab goes to the next multiple of four.
    pub indent: usize,
}

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

/// A list item's marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub range: Range<usize>,
    pub style: Style,
    pub number: Option<String>,
}

/// Items of one list share a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bullet(char),
    Number(char),
    Letter(char),
    /// `4.2`, as in contracts.
    Clause,
}

/// The lines of a stretch of text.
pub(super) fn lines(text: &str, range: Range<usize>) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = range.start;
    let words = &text[range.clone()];
    for (at, _) in words.match_indices(['\n', '\r']) {
        let end = range.start + at;
        // The second half of a CRLF ends no line of its own.
        if start < end || !text[..end].ends_with('\r') || text.as_bytes()[end] == b'\r' {
            found.push(line(text, start..end));
        }
        start = end + 1;
    }
    found.push(line(text, start..range.end));
    found
}

fn line(text: &str, range: Range<usize>) -> Line {
    let trimmed = wording::trim(text, range.clone());
    let indent = text[range.start..trimmed.start].chars().fold(0, |column, c| match c {
        '\t' => (column / 4 + 1) * 4,
        '\u{FEFF}' => column,
        _ => column + 1,
    });
    Line { range: trimmed, indent }
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
        if is_rule(words) || is_only_tags(words) {
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
        if let Some(row) = row(words, line.range.start) {
            return row;
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
        if let Some((level, inner)) = html_heading(words) {
            return Some((Rank::Level(level), whole.start + inner.start..whole.start + inner.end));
        }
        if self.is_topic(at) {
            return Some((Rank::Topic, whole));
        }
        if is_bold(words) && self.is_open_above(at) && self.next_words(at).is_some() {
            let rank = if words.contains('?') { Rank::Question } else { Rank::Bold };
            return Some((rank, whole));
        }
        if self.mode != Mode::Plain {
            return None;
        }
        self.plain_heading(at).map(|rank| (rank, whole))
    }

    fn plain_heading(&self, at: usize) -> Option<Rank> {
        let words = self.words(at);
        if self.is_question(at) {
            return Some(Rank::Question);
        }
        if let Some(numbered) = wording::numbered(words) {
            let level = u8::try_from(numbered.parts.min(6)).unwrap_or(6);
            let heads = match (numbered.parts, numbered.closed) {
                (1, false) => self.is_bare_line(at),
                (1, true) => self.is_numbered_heading(at, &numbered),
                _ => {
                    self.is_heading_like(numbered.words)
                        && self.is_open_above(at)
                        && self.next_words(at).is_some()
                }
            };
            return heads.then_some(Rank::Level(level));
        }
        if self.is_bare_line(at) {
            return Some(if wording::is_capital_phrase(words) { Rank::Eyebrow } else { Rank::Line });
        }
        None
    }

    fn is_heading_like(&self, words: &str) -> bool {
        count_words(words, 14) <= 13
            && !ends_sentence(words)
            && !words.ends_with(',')
            && wording::begins_big(words)
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
        self.is_heading_like(numbered.words)
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
            || !self.is_heading_like(words)
            || count_words(words, 10) > 9
            || wording::names_a_year(words)
            || words.contains(['\t', '@'])
            || words.contains("://")
            || !words.contains(char::is_alphabetic)
            || marker(words, 0).is_some()
        {
            return false;
        }
        let Some(next) = self.next_words(at) else { return false };
        let long_next = next.len() > 60 || ends_sentence(next) || marker(next, 0).is_some();
        if self.is_blank_above(at) && self.is_blank_below(at) {
            return long_next || wording::is_capital_phrase(words);
        }
        let prose_next = ends_sentence(next) && next.len() > words.len() && wording::begins_big(next);
        self.is_open_above(at) && wording::is_title_case(words) && count_words(words, 7) <= 6 && prose_next
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
        let named = self.is_heading_like(words) && !wording::is_statement(words) && !words.contains(": ");
        if plain && apart && named && self.next_words(first).is_some() && wording::numbered(words).is_none() {
            shapes[first] = Shape::Heading(Rank::Title, self.lines[first].range.clone());
        }
    }
}

fn is_rule(words: &str) -> bool {
    words.chars().take(4).count() > 2 && !words.contains(|c: char| c.is_alphanumeric() || c == '<')
}

/// Nothing but HTML tags, such as `<div class="x">`.
fn is_only_tags(words: &str) -> bool {
    let mut rest = words;
    while let Some(inner) = rest.trim_start().strip_prefix('<') {
        match inner.split_once('>') {
            Some((tag, after))
                if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                    && !tag.contains(['@', '<'])
                    && !tag.contains("://") | tag.contains('=') =>
            {
                rest = after;
            }
            _ => return false,
        }
    }
    rest.trim().is_empty() && words.starts_with('<')
}

/// `<h2>Words</h2>`: its level, and where its words are in the line.
fn html_heading(words: &str) -> Option<(u8, Range<usize>)> {
    let level = words.strip_prefix("<h").or_else(|| words.strip_prefix("<H"))?.bytes().next()?;
    let open = words.find('>')? + 1;
    let close = words.rfind("</")?;
    ((b'1'..=b'6').contains(&level) && open < close).then(|| (level - b'0', open..close))
}

/// Bold from end to end, and short.
fn is_bold(words: &str) -> bool {
    let inner = ["**", "__"].iter().find_map(|mark| words.strip_prefix(mark)?.strip_suffix(mark));
    let inner = inner.or_else(|| words.strip_prefix("<b>")?.strip_suffix("</b>"));
    let inner = inner.or_else(|| words.strip_prefix("<strong>")?.strip_suffix("</strong>"));
    inner.is_some_and(|inner| {
        let named = !ends_sentence(inner) || inner.ends_with([':', '?']);
        named
            && count_words(inner, 21) <= 20
            && !inner.contains("**")
            && !inner.contains("<b>")
            && !inner.is_empty()
    })
}

const BULLETS: &[char] =
    &['•', '‣', '▪', '●', '○', '◦', '■', '□', '✓', '✔', '❖', '➢', '·', '\u{F0B7}', '\u{F0A7}'];

/// Reads a bullet or a number at the start of a line that begins at `start`.
pub(super) fn marker(words: &str, start: usize) -> Option<Marker> {
    let first = words.chars().next()?;
    let length = first.len_utf8();
    let spaced = |from: usize| words[from..].starts_with(char::is_whitespace);
    if BULLETS.contains(&first) || matches!(first, '-' | '*' | '+' | '–' | '—') && spaced(length) {
        let range = start..start + length;
        let sound = words[length..].contains(char::is_alphanumeric);
        return sound.then_some(Marker { range, style: Style::Bullet(first), number: None });
    }
    let opened = usize::from(first == '(');
    let number: &str = &words[opened..];
    let number = &number[..number.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count()];
    let end = opened + number.len();
    let close = words[end..].chars().next().filter(|c| *c == ')' || (*c == '.' && opened == 0))?;
    let style = number_style(number, if opened == 1 { '(' } else { close })?;
    (spaced(end + 1) && words[end + 1..].contains(char::is_alphanumeric)).then(|| Marker {
        range: start..start + end + 1,
        style,
        number: Some(number.to_owned()),
    })
}

fn number_style(number: &str, close: char) -> Option<Style> {
    let all = |test: fn(&u8) -> bool| number.bytes().all(|b| test(&b));
    let roman = number.len() < 5 && all(|b| matches!(b, b'i' | b'v' | b'x'));
    match number.len() {
        1..=3 if all(u8::is_ascii_digit) => Some(Style::Number(close)),
        1 if all(u8::is_ascii_lowercase) || close != '.' && all(u8::is_ascii_alphabetic) => {
            Some(Style::Letter(close))
        }
        2.. if roman => Some(Style::Letter(close)),
        _ => None,
    }
}

/// `<b>Label</b>⇥value`, `Label⇥value`, or cells between tabs.
fn row(words: &str, start: usize) -> Option<Shape> {
    let (cells, value) = match bold_label(words) {
        Some((label, rest)) if words[rest..].starts_with(['\t', ' ']) => {
            let gap = words[rest..].len() - words[rest..].trim_start().len();
            if gap < 2 && !words[rest..].starts_with('\t') {
                return None;
            }
            (Some(label), rest + gap)
        }
        _ => {
            let tab = words.find('\t')?;
            let value = tab + (words[tab..].len() - words[tab..].trim_start().len());
            let label = words[..tab].trim_end();
            let two = !words[value..].contains('\t') && count_words(label, 9) <= 8 && !label.ends_with('.');
            if !two {
                return Some(Shape::Row { label: None, value: start..start + words.len() });
            }
            (Some(0..label.len()), value)
        }
    };
    let sound = words[value..].contains(char::is_alphanumeric);
    sound.then(|| Shape::Row {
        label: cells.map(|label| start + label.start..start + label.end),
        value: start + value..start + words.len(),
    })
}

/// The range of a label between bold marks at the start of a line, and where the marks end.
fn bold_label(words: &str) -> Option<(Range<usize>, usize)> {
    let marks = [("<b>", "</b>"), ("<strong>", "</strong>"), ("**", "**"), ("__", "__")];
    marks.iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(open)?;
        let length = inner.find(close)?;
        let label = open.len()..open.len() + length;
        (length > 0 && count_words(&inner[..length], 11) <= 10)
            .then(|| (label.clone(), label.end + close.len()))
    })
}

/// Words before a colon that introduce an example or a remark and name no topic.
const REMARKS: &[&str] = &[
    "note",
    "notes",
    "nb",
    "example",
    "examples",
    "important",
    "warning",
    "tip",
    "remark",
    "caution",
    "please note",
    "see",
    "see also",
];

/// The label of `Data at rest: Disks are …`, `**Label.** Words`, `<b>Label</b>: words`, as a range of `words`.
pub(super) fn run_in_label(words: &str) -> Option<Range<usize>> {
    let (label, rest) = match bold_label(words) {
        Some((label, rest)) => {
            let inside = words[label.clone()].ends_with([':', '.', '?']);
            (
                label,
                if inside {
                    rest
                } else {
                    words[rest..].strip_prefix(':').map(|after| words.len() - after.len())?
                },
            )
        }
        None => {
            let reach = words.bytes().take(60).position(|b| b == b':')?;
            (0..reach, reach + 1)
        }
    };
    let name = words[label.clone()].trim_end_matches([':', '.', '?']);
    let sound = wording::begins_big(name)
        && words[rest..].starts_with([' ', '\t'])
        && words[rest..].contains(char::is_alphanumeric)
        && count_words(name, 7) <= 6
        && !name.contains(['.', '?', '!', ';', ',', '*', '<', '['])
        && !wording::is_leading(name)
        && !REMARKS.contains(&name.to_lowercase().as_str());
    sound.then(|| label.start..label.start + name.len())
}
