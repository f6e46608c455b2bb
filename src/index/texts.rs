//! The texts of one document that are searched: each passage on its own and the paragraph it stands in, with their headings.

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Document, Passage};
use crate::words;

/// The texts of one document, each once.
pub(super) struct Texts {
    /// Those that get a vector come first.
    pub distinct: Vec<String>,
    /// How many get a vector.
    encoded: usize,
    /// In the order of the document's passages.
    pub passages: Vec<PassageTexts>,
}

/// A passage, by the places of its texts.
#[derive(Clone)]
pub(super) struct PassageTexts {
    pub sentence: u32,
    pub paragraph: u32,
    /// Of a heading that asks something; how near another one is, nobody asks.
    pub heading: Option<u32>,
}

#[derive(Default)]
struct Distinct {
    known: HashMap<String, u32>,
    texts: Vec<String>,
}

impl Distinct {
    fn place(&mut self, text: String) -> u32 {
        *self.known.entry(text).or_insert_with_key(|text| {
            self.texts.push(text.clone());
            self.texts.len() as u32 - 1
        })
    }
}

impl Texts {
    pub(super) fn of(document: &Document) -> Self {
        let mut distinct = Distinct::default();
        let passages = document
            .passages
            .iter()
            .map(|passage| PassageTexts {
                sentence: distinct.place(with_heading(document, passage, &passage.range)),
                paragraph: distinct.place(with_heading(document, passage, &passage.paragraph)),
                heading: Some(passage)
                    .filter(|passage| document.sections[passage.section.0].asks)
                    .map(|passage| heading(document, passage))
                    .filter(|heading| !heading.is_empty())
                    .map(|heading| distinct.place(heading)),
            })
            .collect();
        let encoded = distinct.texts.len();
        let headings = document.passages.iter().map(|passage| heading(document, passage));
        headings.filter(|heading| !heading.is_empty()).for_each(|heading| {
            distinct.place(heading);
        });
        Self { distinct: distinct.texts, encoded, passages }
    }

    /// The texts that get a vector.
    pub(super) fn encoded(&self) -> &[String] {
        &self.distinct[..self.encoded]
    }
}

/// The last two headings over a passage; the outer ones say little about it.
fn heading(document: &Document, passage: &Passage) -> String {
    let path = &document.sections[passage.section.0].path;
    path[path.len().saturating_sub(2)..].join(" › ")
}

/// What is searched for a passage: its heading path, the sentence that leads into its list, its own words.
fn with_heading(document: &Document, passage: &Passage, range: &Range<usize>) -> String {
    let lead = passage.lead.as_ref().and_then(|lead| document.slice(lead)).unwrap_or("");
    let own = document.slice(range).unwrap_or("");
    let parts = [heading(document, passage), words::plain(lead), words::plain(own)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}
