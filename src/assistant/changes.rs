//! Which answers that were given rest on passages that have changed since: what a customer may have to be told.

use crate::document::Document;
use crate::library::{Cited, Fate, PastAnswer, fate};
use crate::store::Export;

/// How an answer left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Given {
    /// In a questionnaire that was filled, at this time.
    Exported { at: String },
    /// In one that was learnt, and approved by a person.
    Approved { by: String },
}

/// An answer whose evidence is not where it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub file: String,
    pub customer: Option<String>,
    pub given: Given,
    pub sheet: String,
    pub cell: String,
    pub question: String,
    pub answer: String,
    pub cited: Cited,
    pub fate: Fate,
}

impl Change {
    /// Whether the words it rests on are no longer said; else they only stand elsewhere.
    pub fn is_lost(&self) -> bool {
        self.fate.is_lost()
    }
}

/// Every answer given whose evidence has moved, changed or gone among the documents of today; in the order given.
pub fn changes(exports: &[Export], answers: &[PastAnswer], documents: &[Document]) -> Vec<Change> {
    let mut found: Vec<Change> = exports.iter().flat_map(exported).collect();
    found.extend(answers.iter().filter(|answer| answer.retired().is_none()).flat_map(approved));
    for change in &mut found {
        change.fate = fate(&change.cited, documents);
    }
    found.retain(|change| change.fate != Fate::Stands);
    found
}

/// Every citation of an export.
fn exported(export: &Export) -> impl Iterator<Item = Change> {
    export.rows.iter().flat_map(move |row| {
        let of_documents = row.citations.iter().filter(|citation| !citation.of_past_answer);
        of_documents.map(move |citation| Change {
            file: export.file.clone(),
            customer: export.customer.clone(),
            given: Given::Exported { at: export.at.clone() },
            sheet: row.sheet.clone(),
            cell: row.cell.clone(),
            question: row.question.clone(),
            answer: row.answer.clone().unwrap_or_default(),
            cited: citation.cited.clone(),
            fate: Fate::Stands,
        })
    })
}

/// Everything that an approved answer rests on.
fn approved(answer: &PastAnswer) -> impl Iterator<Item = Change> {
    answer.approved().into_iter().flat_map(move |event| {
        answer.backing.iter().map(move |cited| Change {
            file: answer.place.file.clone(),
            customer: answer.customer.clone(),
            given: Given::Approved { by: event.person.clone() },
            sheet: answer.place.sheet.clone(),
            cell: answer.place.cell.clone(),
            question: answer.question.clone(),
            answer: answer.text(),
            cited: cited.clone(),
            fate: Fate::Stands,
        })
    })
}
