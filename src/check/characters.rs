//! Characters that were misread on the way, replaced, or have no business in a text. One diagnostic a document and kind:
//! where it goes wrong once, it goes wrong often.

use std::ops::Range;

use super::prose::counted;
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;
use crate::words;

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let kinds = [misread, replaced, control];
    knowledge.documents.iter().flat_map(|document| kinds.iter().filter_map(|kind| kind(document))).collect()
}

fn misread(document: &Document) -> Option<Diagnostic> {
    let places: Vec<Range<usize>> = tokens(&document.text)
        .filter(|range| {
            let token = &document.text[range.clone()];
            !token.is_ascii() && words::mend(token) != token
        })
        .map(|range| without_ascii(&document.text, range))
        .collect();
    let first = places.first()?;
    let token = &document.text[first.clone()];
    let label = format!("probably “{}”", words::mend(token));
    let message = format!("characters were misread on the way ({})", counted(places.len(), "place"));
    let help = "save the document anew as UTF-8 from its source, or correct the characters; until then they are mended for \
                reading, and stand as they are in citations";
    Some(Diagnostic::new(Code::MisEncoding, message, Spot::at(document, first.clone(), label), help))
}

/// A range without the plain characters at its ends, which are read as they were written.
fn without_ascii(text: &str, range: Range<usize>) -> Range<usize> {
    let token = &text[range.clone()];
    let start = range.start + token.len() - token.trim_start_matches(|c: char| c.is_ascii()).len();
    let end = range.start + token.trim_end_matches(|c: char| c.is_ascii() || c == '¶').len();
    start..end
}

fn replaced(document: &Document) -> Option<Diagnostic> {
    let (first, count) = where_are(document, |c| c == '\u{FFFD}')?;
    let message = format!("characters were lost on the way ({})", counted(count, "place"));
    let help = "the sign � stands for a character that nobody can tell any more; write it anew";
    Some(Diagnostic::new(Code::MisEncoding, message, Spot::at(document, first, "a lost character"), help))
}

fn control(document: &Document) -> Option<Diagnostic> {
    let is_stray = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    let (first, count) = where_are(document, is_stray)?;
    let c = document.text[first.clone()].chars().next()?;
    let message = format!("control characters in the text ({})", counted(count, "place"));
    let label = format!("U+{:04X}", u32::from(c));
    let help = "remove them; they come from copying out of another program";
    Some(Diagnostic::new(Code::MisEncoding, message, Spot::at(document, first, label), help))
}

fn where_are(document: &Document, is: impl Fn(char) -> bool) -> Option<(Range<usize>, usize)> {
    let mut found = document.text.char_indices().filter(|(_, c)| is(*c));
    let (at, c) = found.next()?;
    Some((at..at + c.len_utf8(), 1 + found.count()))
}

/// The text between white space.
fn tokens(text: &str) -> impl Iterator<Item = Range<usize>> {
    text.split_whitespace().map(|token| {
        let start = token.as_ptr() as usize - text.as_ptr() as usize;
        start..start + token.len()
    })
}
