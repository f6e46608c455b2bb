//! Which numbers and annexes a document has: of its headings, of numbered lines, of list items within sections. Generous:
//! whatever a person could find under a number counts as there.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{head, lines, pattern, stem};
use crate::document::Document;
use crate::words;

/// The numbers of a document.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbers {
    /// `4`, `4.2`, `4.2.1`, `4.2.a`, and `annex b`.
    there: BTreeSet<String>,
    /// The chapters that its headings count: `4` for `4.2`.
    chapters: BTreeSet<String>,
    /// Some heading has a number within its chapter.
    within: bool,
}

static NUMBERED: LazyLock<Regex> =
    LazyLock::new(|| numbered(r"(?:(?:section|clause|chapter|part|article)\s+|§+\s*)?", ""));
/// A line that begins with "Section 4" may be a sentence about it: a stop or a mark of emphasis must follow.
static NUMBERED_LINE: LazyLock<Regex> = LazyLock::new(|| numbered("", ""));
static LABELLED_LINE: LazyLock<Regex> = LazyLock::new(|| {
    numbered(r"(?:(?:section|clause|chapter|part|article)\s+|§+\s*)", r"\s*(?:[:–—|*_]|\.\s|$)")
});

fn numbered(label: &str, end: &str) -> Regex {
    let end = if end.is_empty() { r"(?:[.):\s–—|*_]|$)" } else { end };
    pattern(&format!(r"^[\W_]*(?i:{label})(\d{{1,4}}(?:\.\d{{1,3}})*(?:\.?[a-z]\b)?){end}"))
}

static ANNEX: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^[\W_\d]*(annex|appendix|schedule|attachment|exhibit)\s+([A-Z]|\d{1,2}|[IVX]{1,4})\b")
});
/// An annex may stand in a file of its own, or be named in its title.
static ANNEX_IN_NAME: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(annex|appendix|schedule|attachment|exhibit)\s*([A-Z]|\d{1,2}|[IVX]{1,4})\b")
});

impl Numbers {
    /// The numbers of a document.
    pub(super) fn of(document: &Document) -> Self {
        let mut found = Self::default();
        for section in &document.sections {
            let number = section.path.last().and_then(|heading| number_of(heading));
            if let Some(number) = number {
                found.chapters.insert(chapter(&number).to_owned());
                found.within |= number.contains('.');
                found.add(&number);
            }
        }
        for (_, line) in lines(&document.text) {
            let number = NUMBERED_LINE.captures(line).or_else(|| LABELLED_LINE.captures(line));
            if let Some(number) = number {
                found.add(&normal(&number[1]));
            }
            if let Some(annex) = ANNEX.captures(line) {
                found.there.insert(annex_key(&annex[1], &annex[2]));
            }
        }
        for name in [stem(&document.name), document.title.clone()] {
            found
                .there
                .extend(ANNEX_IN_NAME.captures_iter(&name).map(|annex| annex_key(&annex[1], &annex[2])));
        }
        found.add_items(document);
        found
    }

    /// Numbered list items, below the number of their section.
    fn add_items(&mut self, document: &Document) {
        for passage in document.passages.iter().filter(|passage| !passage.item.is_empty()) {
            let heading = super::prose::heading(document, passage);
            let mut path = number_of(heading).unwrap_or_default();
            for item in &passage.item {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(&words::bare(item.trim_matches(['(', ')', '.'])));
                self.add(&path.clone());
            }
        }
    }

    /// A number, and those that it is below.
    fn add(&mut self, number: &str) {
        let ends = number.match_indices('.').map(|(at, _)| at).chain([number.len()]);
        self.there.extend(ends.map(|end| number[..end].to_owned()));
    }

    /// Whether there is something under this number.
    pub(super) fn has(&self, number: &str) -> bool {
        self.there.contains(number)
    }

    /// Whether there is an annex of this kind and label.
    pub(super) fn has_annex(&self, kind: &str, label: &str) -> bool {
        self.there.contains(&annex_key(kind, label))
    }

    /// Whether the document's headings are numbered.
    pub(super) fn any_heading(&self) -> bool {
        !self.chapters.is_empty()
    }

    /// The one chapter that the document is, as one part of a numbered whole; none where it counts several itself.
    pub(super) fn only_chapter(&self) -> Option<&str> {
        let mut chapters = self.chapters.iter();
        chapters.next().filter(|_| self.within && chapters.next().is_none()).map(String::as_str)
    }
}

/// Whether the documents are chapters of one numbered whole: two or more are one chapter each, most of them different ones.
pub(super) fn is_numbered_set(all: &[Numbers]) -> bool {
    let single: Vec<&str> = all.iter().filter_map(Numbers::only_chapter).collect();
    let different: BTreeSet<&str> = single.iter().copied().collect();
    different.len() > 1 && different.len() * 3 >= single.len() * 2
}

/// Whether the document says, in its head, that it is a part of another one.
pub(super) fn is_part(document: &Document) -> bool {
    head(&document.text, 5).any(|(_, line)| ANNEX.is_match(line))
}

fn number_of(line: &str) -> Option<String> {
    let found = NUMBERED.captures(line)?;
    Some(normal(&found[1]))
}

/// `4.2(a)`, `4.2a` and `4.2.a` as one: `4.2.a`.
pub(super) fn normal(number: &str) -> String {
    let mut out = String::new();
    for c in number.to_lowercase().chars() {
        let ends_in_digit = out.ends_with(|last: char| last.is_ascii_digit());
        match c {
            '(' | '.' | ' ' if !out.is_empty() && !out.ends_with('.') => out.push('.'),
            c if c.is_ascii_alphabetic() && ends_in_digit => out.extend(['.', c]),
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ => {}
        }
    }
    out.trim_end_matches('.').to_owned()
}

pub(super) fn chapter(number: &str) -> &str {
    number.split('.').next().unwrap_or(number)
}

/// Annexes and appendices are one kind; a label may be a letter, a figure or a Roman one.
fn annex_key(kind: &str, label: &str) -> String {
    let kind = match words::bare(kind).as_str() {
        "appendix" | "annex" => "annex".to_owned(),
        other => other.to_owned(),
    };
    format!("{kind} {}", words::bare(label))
}
