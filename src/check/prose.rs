//! What several kinds of findings need of a text: patterns, the sentence or line around a place, a document by its name.
//! Finds nothing wrong itself.

use std::ops::Range;

use regex::Regex;

use crate::document::{Document, DocumentName, Passage};
use crate::words;

/// A pattern of ours.
pub(super) fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("a pattern of ours, which the tests compile")
}

/// The line that a place stands in.
pub(super) fn line(text: &str, at: usize) -> Range<usize> {
    let start = text[..at].rfind('\n').map_or(0, |newline| newline + 1);
    let end = text[at..].find('\n').map_or(text.len(), |newline| at + newline);
    start..end
}

/// What stands before a place in its line, no more than so many bytes of it.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let mut start = line(text, at).start.max(at.saturating_sub(most));
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..at]
}

/// The part of `before` that belongs to the same sentence.
pub(super) fn sentence_before(text: &str, at: usize, most: usize) -> &str {
    let before = before(text, at, most);
    let end = [". ", "! ", "? ", "; "].iter().filter_map(|end| Some(before.rfind(end)? + 2)).max();
    &before[end.unwrap_or(0)..]
}

/// What stands behind a place in its line.
pub(super) fn behind(text: &str, at: usize) -> &str {
    &text[at..line(text, at).end]
}

/// The lines of a document's head that hold words, with their places.
pub(super) fn head(text: &str, most: usize) -> impl Iterator<Item = (Range<usize>, &str)> {
    lines(text).filter(|(_, line)| line.contains(char::is_alphanumeric)).take(most)
}

/// Every line with its place.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        (range, line)
    })
}

/// A range without the white space at its ends.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = range.start + (words.len() - words.trim_start().len());
    start..(start + words.trim().len())
}

/// The innermost heading over a passage, tidied; empty where there is none.
pub(super) fn heading<'d>(document: &'d Document, passage: &Passage) -> &'d str {
    document.sections[passage.section.0].path.last().map_or("", String::as_str)
}

/// A file's name without its folders and ending, in words: `04-backup_policy.md` → `04 backup policy`.
pub(super) fn stem(name: &DocumentName) -> String {
    let file = name.as_str().rsplit('/').next().unwrap_or_default();
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    words::bare(&stem.replace(['-', '_'], " "))
}

/// Lower case, letters and digits only: for comparing names that are written in different ways.
pub(super) fn squeezed(text: &str) -> String {
    words::bare(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The text's words in lower case, for comparing.
pub(super) fn word_list(text: &str) -> Vec<String> {
    let bare = words::bare(text);
    let split = bare.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    split.map(str::to_owned).collect()
}

/// A word without the ending of its plural.
pub(super) fn singular(word: &str) -> String {
    match word.strip_suffix("ies") {
        Some(cut) if cut.len() > 2 => format!("{cut}y"),
        _ => word
            .strip_suffix('s')
            .filter(|cut| cut.len() > 2 && !cut.ends_with('s'))
            .unwrap_or(word)
            .to_owned(),
    }
}

/// `1 place`, `3 places`.
pub(super) fn counted(count: usize, one: &str) -> String {
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}
