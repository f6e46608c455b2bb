//! What is wrong with the knowledge itself: references to nowhere, contradictions, overdue reviews, marks of carelessness.
//! Documents and a day in, diagnostics out, in a fixed order. Knows no disk, no clock and no terminal; one file a kind of
//! finding. Rules are general English and general knowledge; none knows a vendor's, a document's or a standard's own words.

mod acronyms;
mod characters;
mod code;
mod content;
mod contradictions;
mod copies;
mod disclosure;
mod excerpt;
mod links;
mod named;
mod names;
mod numbering;
mod prose;
mod reading;
mod references;
mod upkeep;

use std::ops::Range;

use crate::document::{Date, Document, DocumentName, Warning};

pub use code::{Allowed, Code, Severity, UnknownCode};
pub use contradictions::{Otherwise, stated_otherwise};
pub use excerpt::{Place, Style, place, render};

/// Everything that is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Knowledge<'k> {
    /// In the order of their names.
    pub documents: &'k [Document],
    /// What their readers had to guess or leave out.
    pub warnings: &'k [(DocumentName, Warning)],
    /// Files that could not be read, with the reason.
    pub unread: &'k [(DocumentName, String)],
    /// The endings of files that are read, without the dot: a link to another kind of file is not followed.
    pub formats: &'k [&'k str],
    pub today: Date,
}

/// A place of a document that a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub document: DocumentName,
    /// Where in the document's text; none where the whole document is meant.
    pub at: Option<Range<usize>>,
    /// What is to be said at the place, in a few words; may be empty.
    pub label: String,
}

/// One thing that is wrong, with the way out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    pub message: String,
    /// Where it is wrong.
    pub spot: Spot,
    /// The other places that it has to do with.
    pub others: Vec<Spot>,
    pub notes: Vec<String>,
    pub help: String,
}

impl Diagnostic {
    fn new(code: Code, message: impl Into<String>, spot: Spot, help: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            spot,
            others: Vec::new(),
            notes: Vec::new(),
            help: help.into(),
        }
    }

    fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    fn others(mut self, others: impl IntoIterator<Item = Spot>) -> Self {
        self.others.extend(others);
        self
    }
}

impl Spot {
    fn at(document: &Document, at: Range<usize>, label: impl Into<String>) -> Self {
        Self { document: document.name.clone(), at: Some(at), label: label.into() }
    }

    fn whole(document: &DocumentName, label: impl Into<String>) -> Self {
        Self { document: document.clone(), at: None, label: label.into() }
    }
}

/// Everything that is wrong and not allowed, by document and place.
pub fn check(knowledge: &Knowledge, allowed: &Allowed) -> Vec<Diagnostic> {
    let kinds: [fn(&Knowledge) -> Vec<Diagnostic>; 13] = [
        reading::find,
        disclosure::find,
        links::find,
        references::find,
        named::find,
        content::find,
        contradictions::find,
        upkeep::find,
        copies::find,
        characters::find,
        names::find,
        names::find_domains,
        acronyms::find,
    ];
    let mut all: Vec<Diagnostic> = kinds.iter().flat_map(|find| find(knowledge)).collect();
    all.retain(|diagnostic| !allowed.allows(diagnostic.code));
    // Stable: at one place, the order of the kinds above.
    all.sort_by(|a, b| order(a).cmp(&order(b)));
    all
}

fn order(diagnostic: &Diagnostic) -> (&DocumentName, usize) {
    (&diagnostic.spot.document, diagnostic.spot.at.as_ref().map_or(0, |at| at.start))
}
