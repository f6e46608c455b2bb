//! What was to be written and is not: headings with nothing under them, places to fill in.

use std::sync::LazyLock;

use regex::Regex;

use super::prose::{before, behind, line, pattern};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::{Document, Section};

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let of = |document| {
        let mut all = empty_sections(document);
        all.extend(placeholders(document));
        all
    };
    knowledge.documents.iter().flat_map(of).collect()
}

static COMMENT: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<!--.*?-->"));
/// What a heading's line may still hold behind its words: an anchor, the `#` that close it.
static REST_OF_LINE: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[^\n]*"));

fn empty_sections(document: &Document) -> Vec<Diagnostic> {
    let sections = &document.sections;
    let empty = (1..sections.len()).filter(|at| is_empty(document, *at));
    empty.map(|at| empty_section(document, &sections[at])).collect()
}

/// Nothing with words stands between a heading and the next one, which does not belong to it.
fn is_empty(document: &Document, at: usize) -> bool {
    let section = &document.sections[at];
    let next = document.sections.get(at + 1);
    let has_inner =
        next.is_some_and(|next| next.path.len() > section.path.len() && next.path.starts_with(&section.path));
    if has_inner || !is_marked(document, section) || section.heading.is_empty() {
        return false;
    }
    let end = next.map_or(document.text.len(), |next| line(&document.text, next.heading.start).start);
    let Some(under) = document.text.get(section.heading.end..end.max(section.heading.end)) else {
        return false;
    };
    let under = REST_OF_LINE.replace(under, "");
    !COMMENT.replace_all(&under, "").contains(char::is_alphanumeric)
}

/// A heading that the document marks as one: by `#`, a line under it, or its number. In plain text others are guesses.
fn is_marked(document: &Document, section: &Section) -> bool {
    let here = line(&document.text, section.heading.start);
    let text = document.text[here.clone()].trim_start_matches('\u{feff}').trim_start();
    let under = behind(&document.text, (here.end + 1).min(document.text.len())).trim();
    let underlined = under.len() >= 3 && (under.chars().all(|c| c == '=') || under.chars().all(|c| c == '-'));
    text.starts_with('#') || text.starts_with(|c: char| c.is_ascii_digit()) || underlined
}

fn empty_section(document: &Document, section: &Section) -> Diagnostic {
    let title = section.path.last().map_or("", String::as_str);
    let (message, help) = if section.asks {
        (format!("“{title}” has no answer"), "answer it, or take the question out")
    } else {
        (format!("“{title}” has nothing under it"), "write the section, or take its heading out")
    };
    let spot = Spot::at(document, section.heading.clone(), "followed by no words");
    Diagnostic::new(Code::EmptySection, message, spot, help)
}

static PLACEHOLDERS: LazyLock<Regex> = LazyLock::new(|| {
    pattern(concat!(
        r"\b(?:TBD|TBC)\b",
        r"|\b(?:TODO|FIXME)\b",
        r"|(?i:\blorem ipsum\b)",
        r"|(?i:\[\s*(?:please )?(?:insert|enter|add|fill in|specify|describe|your|name of|date of|company|organi[sz]ation|client name|customer name|vendor name|placeholder|xx+|tbd|tbc|to be)\b[^\]\n]{0,80}\])",
        r"|(?i:<\s*(?:insert|enter|your|company|organi[sz]ation|vendor|client|customer|name of|date of|policy)(?: [a-z’' -]{2,40})?\s*>)",
        r"|\{\{\s*[\w. -]{1,40}\s*\}\}",
        r"|\[\s*[●•_]+\s*\]",
        r"|\bX{2,3}(?: X{2,3})? (?:days|hours|months|years|minutes|weeks|characters|percent|%)",
    ))
});

fn placeholders(document: &Document) -> Vec<Diagnostic> {
    let text = &document.text;
    let found = PLACEHOLDERS.find_iter(text).filter(|found| {
        let before = before(text, found.start(), 400);
        let behind = behind(text, found.end());
        let in_code = before.matches('`').count() % 2 == 1;
        let a_link = found.as_str().starts_with('[') && behind.starts_with(['(', '[', ':']);
        !in_code && !a_link && !spoken_of(found.as_str(), before, behind)
    });
    found.map(|found| placeholder(document, found.range())).collect()
}

/// `TODO` in a sentence about source code is a word; it is a place to fill in where it opens something or stands alone.
fn spoken_of(found: &str, before: &str, behind: &str) -> bool {
    let alone = before.trim_end_matches([' ', '\t', '*', '_', '(', '[', '-', '#', '>', '|', '•']).trim_end();
    let opens = alone.is_empty() || alone.ends_with(['.', ':', '!', '?', ';', '|']);
    let marks =
        behind.starts_with(':') || behind.trim_matches([' ', ')', ']', '.', '*', '_', '|']).is_empty();
    ["TODO", "FIXME"].contains(&found)
        && !(marks || opens && behind.trim_start().starts_with(['-', '–', '(']))
}

fn placeholder(document: &Document, at: std::ops::Range<usize>) -> Diagnostic {
    let words = document.slice(&at).unwrap_or_default();
    let message = format!("“{words}” was never filled in");
    let help = "fill it in, or take the sentence out: it would be quoted to a customer as it stands";
    Diagnostic::new(Code::Placeholder, message, Spot::at(document, at.clone(), "to be filled in"), help)
}
