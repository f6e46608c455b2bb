//! A diagnostic as a person reads it: what, where, the words themselves with a mark under them, what else it has to do
//! with, the way out. Text in, text out; how wide and whether in colour is said by whoever prints it.

use std::ops::Range;

use unicode_width::UnicodeWidthChar;

use super::{Diagnostic, Severity, Spot};
use crate::document::Document;

/// How it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// In columns of a terminal.
    pub width: usize,
    pub colour: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self { width: 100, colour: false }
    }
}

/// Where in a document's text a place begins, as a person counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// From 1.
    pub line: usize,
    /// In characters, from 1.
    pub column: usize,
    /// From 1; none where the format has no pages.
    pub page: Option<u32>,
}

/// Line, column and page of an offset.
pub fn place(document: &Document, at: usize) -> Place {
    let before = &document.text[..at];
    let start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
    let column = before[start..].trim_start_matches('\u{feff}').chars().count() + 1;
    Place { line, column, page: document.page_of(at) }
}

const BOLD: &str = "\x1b[1m";
const BLUE: &str = "\x1b[1;34m";
const END: &str = "\x1b[0m";

fn colour(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "\x1b[1;31m",
        Severity::Warning => "\x1b[1;33m",
        Severity::Note => "\x1b[1;36m",
    }
}

/// The diagnostic in words, with a line break behind it. `documents` are those that were checked.
pub fn render(diagnostic: &Diagnostic, documents: &[Document], style: Style) -> String {
    let mut page = Page { out: String::new(), style, gutter: gutter(diagnostic, documents) };
    let severity = diagnostic.severity;
    let title = format!("{}[{}]", severity.word(), diagnostic.code);
    let indent = 0;
    let message = wrapped(&format!("{title}: {}", diagnostic.message), style.width, indent);
    let rest = message.strip_prefix(&title).unwrap_or_default();
    let line = format!("{}{}", page.painted(&title, colour(severity)), page.painted(rest, BOLD));
    page.line(&line);
    page.spot(&diagnostic.spot, documents, "-->", ('^', colour(severity)));
    for other in &diagnostic.others {
        page.spot(other, documents, ":::", ('-', BLUE));
    }
    for note in &diagnostic.notes {
        page.remark("note", note);
    }
    page.remark("help", &diagnostic.help);
    page.out
}

/// How many columns the line numbers take.
fn gutter(diagnostic: &Diagnostic, documents: &[Document]) -> usize {
    let spots = std::iter::once(&diagnostic.spot).chain(&diagnostic.others);
    let lines =
        spots.filter_map(|spot| Some(place(document(spot, documents)?, spot.at.as_ref()?.start).line));
    lines.max().unwrap_or(1).to_string().len()
}

fn document<'d>(spot: &Spot, documents: &'d [Document]) -> Option<&'d Document> {
    documents.iter().find(|document| document.name == spot.document)
}

struct Page {
    out: String,
    style: Style,
    gutter: usize,
}

impl Page {
    fn painted(&self, words: &str, colour: &str) -> String {
        if self.style.colour { format!("{colour}{words}{END}") } else { words.to_owned() }
    }

    fn line(&mut self, line: &str) {
        self.out.push_str(line.trim_end());
        self.out.push('\n');
    }

    /// A line of an excerpt: its number or none, then the bar.
    fn barred(&mut self, number: Option<usize>, words: &str) {
        let number = number.map(|number| number.to_string()).unwrap_or_default();
        let margin = self.painted(&format!("{number:>width$} |", width = self.gutter), BLUE);
        self.line(&format!("{margin} {words}"));
    }

    fn spot(&mut self, spot: &Spot, documents: &[Document], arrow: &str, mark: (char, &str)) {
        let arrow = self.painted(&format!("{:width$}{arrow}", "", width = self.gutter), BLUE);
        let found = document(spot, documents);
        let (Some(document), Some(at)) = (found, &spot.at) else {
            let label = if spot.label.is_empty() { String::new() } else { format!(": {}", spot.label) };
            return self.line(&format!("{arrow} {}{label}", spot.document));
        };
        let place = place(document, at.start);
        let page = place.page.map(|page| format!(" (page {page})")).unwrap_or_default();
        self.line(&format!("{arrow} {}:{}:{}{page}", document.name, place.line, place.column));
        self.barred(None, "");
        self.excerpt(&document.text, at, place.line, &spot.label, mark);
    }

    fn excerpt(&mut self, text: &str, at: &Range<usize>, line: usize, label: &str, mark: (char, &str)) {
        let room = self.style.width.saturating_sub(self.gutter + 3).max(20);
        let (words, from, marked) = window(text, at, room);
        self.barred(Some(line), &words);
        let under = mark.0.to_string().repeat(marked.max(1));
        let beside = format!("{under} {label}");
        let indent = " ".repeat(from);
        if from + width(&beside) <= room {
            let beside = self.painted(beside.trim_end(), mark.1);
            return self.barred(None, &format!("{indent}{beside}"));
        }
        let under = self.painted(&under, mark.1);
        self.barred(None, &format!("{indent}{under}"));
        // The label does not fit beside its mark: below it, ending at the right edge at the latest.
        let start = from.min(room.saturating_sub(width(label)));
        for line in wrapped(label, room - start, 0).lines() {
            let line = self.painted(line, mark.1);
            self.barred(None, &format!("{}{line}", " ".repeat(start)));
        }
    }

    fn remark(&mut self, kind: &str, words: &str) {
        let lead = format!("{:width$} = ", "", width = self.gutter);
        let indent = width(&lead) + kind.len() + 2;
        let text = wrapped(words, self.style.width.saturating_sub(indent).max(20), indent);
        let lead = self.painted(&lead, BLUE);
        let kind = self.painted(&format!("{kind}:"), BOLD);
        self.line(&format!("{lead}{kind} {text}"));
    }
}

/// The line that a place stands in, cut to so many columns around it; where the mark begins and how long it is, in columns.
fn window(text: &str, at: &Range<usize>, room: usize) -> (String, usize, usize) {
    let line = super::prose::line(text, at.start);
    let cells: Vec<(usize, char)> = text[line.clone()]
        .char_indices()
        .filter(|(_, c)| *c != '\r' && *c != '\u{feff}')
        .map(|(place, c)| (line.start + place, visible(c)))
        .collect();
    let first = cells.iter().position(|(place, _)| *place >= at.start).unwrap_or(cells.len());
    let last = cells.iter().rposition(|(place, _)| *place < at.end).map_or(first, |last| last + 1).max(first);
    let columns = |cells: &[(usize, char)]| cells.iter().map(|(_, c)| c.width().unwrap_or(0)).sum::<usize>();
    let (mut from, mut to) = (0, cells.len());
    if columns(&cells) > room {
        from = start_of_window(&cells, first, last, room);
        to = from;
        // Room for the dots at both ends.
        while to < cells.len() && columns(&cells[from..=to]) + 4 <= room {
            to += 1;
        }
    }
    let (first, last) = (first.clamp(from, to), last.clamp(from, to));
    let mut shown = if from > 0 { "… ".to_owned() } else { String::new() };
    let before = width(&shown) + columns(&cells[from..first]);
    shown.extend(cells[from..to].iter().map(|(_, c)| c));
    if to < cells.len() {
        shown.push_str(" …");
    }
    (shown, before, columns(&cells[first..last]))
}

/// Where a window begins that shows the mark with some words before it: at a word's first letter where one is near.
fn start_of_window(cells: &[(usize, char)], first: usize, last: usize, room: usize) -> usize {
    let marked = last - first;
    let lead = room.saturating_sub(marked.min(room) + 4) / 2;
    // A mark near the line's end leaves its room to the words before it.
    let behind = cells.len() - last;
    let lead = lead + lead.saturating_sub(behind);
    let from = first.saturating_sub(lead);
    if from == 0 {
        return 0;
    }
    let next_word = (from..first).find(|at| cells[*at].1 == ' ').map(|space| space + 1);
    next_word.unwrap_or(from)
}

/// Control characters as their pictures, so that nothing is drawn that a document says.
fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        '\u{0}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('␀'),
        '\u{7f}' => '␡',
        '\u{80}'..='\u{9f}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            '·'
        }
        _ => c,
    }
}

fn width(text: &str) -> usize {
    text.chars().map(|c| c.width().unwrap_or(0)).sum()
}

/// Broken between words, further lines indented. White space is made one space, and nothing is drawn that words say.
fn wrapped(words: &str, width_of_line: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut used = 0;
    for word in words.split_whitespace() {
        let wide = width(word);
        if used > 0 && used + 1 + wide > width_of_line {
            out.push('\n');
            out.extend(std::iter::repeat_n(' ', indent));
            used = 0;
        } else if used > 0 {
            out.push(' ');
            used += 1;
        }
        out.extend(word.chars().map(visible));
        used += wide;
    }
    out
}
