//! Past answers as documents: a questionnaire that was answered, written out so that an answer is cited from it like a
//! passage of any document (promise 1). The text is made of the answers alone, so the same answers give the same text.

use std::collections::HashMap;
use std::ops::Range;

use super::PastAnswer;
use crate::citation::Citation;
use crate::document::{Document, DocumentName, Metadata, Passage, PassageKind, Section, SectionId};
use crate::words;

/// A workspace's past answers, each with its citation.
#[derive(Clone, Debug, Default)]
pub struct Library {
    documents: Vec<Document>,
    entries: Vec<Entry>,
    /// Questions, folded → the entries that ask them.
    pub(super) asked: HashMap<String, Vec<usize>>,
}

/// A past answer and where it stands.
#[derive(Clone, Debug)]
pub struct Entry {
    pub answer: PastAnswer,
    pub citation: Citation,
}

impl Library {
    /// A library of these answers; retired ones, and ones without words, are left out.
    pub fn of(answers: Vec<PastAnswer>) -> Self {
        let mut library = Self::default();
        let mut files: Vec<Vec<PastAnswer>> = Vec::new();
        let mut known = HashMap::new();
        for answer in answers.into_iter().filter(|answer| answer.retired().is_none()) {
            let file = *known.entry((answer.place.file.clone(), answer.place.hash)).or_insert_with(|| {
                files.push(Vec::new());
                files.len() - 1
            });
            files[file].push(answer);
        }
        files.into_iter().for_each(|answers| library.add(answers));
        library
    }

    /// The answers of one file.
    fn add(&mut self, answers: Vec<PastAnswer>) {
        let Some(document) = document(&answers) else { return };
        for (answer, passage) in answers.into_iter().zip(&document.passages) {
            let Ok(citation) = Citation::new(&document, passage, passage.range.clone()) else { continue };
            self.asked.entry(words::fold(&answer.question)).or_default().push(self.entries.len());
            self.entries.push(Entry { answer, citation });
        }
        self.documents.push(document);
    }

    /// The questionnaires that were answered, as documents.
    pub fn documents(&self) -> &[Document] {
        &self.documents
    }

    /// Every answer, file by file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

/// A questionnaire as a document: each answer under its question, under its section and its sheet. A passage an answer.
fn document(answers: &[PastAnswer]) -> Option<Document> {
    let place = &answers.first()?.place;
    let (mut text, mut sections, mut passages) = (String::new(), Vec::new(), Vec::new());
    sections.push(Section { path: Vec::new(), heading: 0..0, asks: false });
    let mut above: Option<(&str, Option<&str>)> = None;
    for answer in answers {
        let here = (answer.place.sheet.as_str(), answer.section.as_deref());
        if above != Some(here) {
            let heads = [Some(here.0), here.1];
            for head in heads.into_iter().flatten() {
                put(&mut text, head);
            }
            above = Some(here);
        }
        let path = [Some(here.0), here.1, Some(answer.question.as_str())].into_iter().flatten();
        let path = path.map(words::tidy).filter(|head| !head.is_empty()).collect();
        let heading = put(&mut text, &answer.question);
        let range = put(&mut text, &answer.text());
        passages.push(Passage {
            section: SectionId(sections.len()),
            kind: PassageKind::Sentence,
            item: Vec::new(),
            paragraph: range.clone(),
            range,
            lead: None,
        });
        sections.push(Section { path, heading, asks: true });
    }
    let date = answers.iter().find_map(|answer| answer.date);
    Some(Document {
        name: DocumentName::new(place.file.clone()),
        hash: place.hash,
        text,
        pages: Vec::new(),
        metadata: Metadata { effective: date, ..Metadata::default() },
        title: place.file.clone(),
        sections,
        passages,
    })
}

/// Writes a paragraph.
fn put(text: &mut String, words: &str) -> Range<usize> {
    if !text.is_empty() {
        text.push_str("\n\n");
    }
    let start = text.len();
    text.push_str(words.trim());
    start..text.len()
}
