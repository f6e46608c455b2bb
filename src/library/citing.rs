//! Passages that were cited when an answer was given, and what has become of them since. Knows documents as they are now
//! and the day it is told; never how either was found.

use std::ops::Range;

use crate::citation::Citation;
use crate::document::{ContentHash, Date, Document, DocumentName};

/// A passage as it was cited once. Its document may have changed since, so nothing is promised of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cited {
    pub document: DocumentName,
    pub hash: ContentHash,
    /// The section path in one line.
    pub section: String,
    pub range: Range<usize>,
    pub quote: String,
}

impl From<&Citation> for Cited {
    fn from(citation: &Citation) -> Self {
        Self {
            document: citation.document().clone(),
            hash: citation.hash(),
            section: citation.section().join(" › "),
            range: citation.range(),
            quote: citation.quote().to_owned(),
        }
    }
}

/// What has become of a passage that was cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// The document is as it was.
    Stands,
    /// The document has changed, or has another name; the words still stand in it, here.
    Moved { document: DocumentName, range: Range<usize> },
    /// The document has changed and no longer says these words.
    Changed,
    /// There is no such document any more.
    Gone,
}

impl Fate {
    /// Whether the words are no longer said.
    pub fn is_lost(&self) -> bool {
        matches!(self, Self::Changed | Self::Gone)
    }
}

/// What has become of a passage among the documents of today.
pub fn fate(cited: &Cited, documents: &[Document]) -> Fate {
    let named = documents.iter().find(|document| document.name == cited.document);
    let renamed = || documents.iter().find(|document| document.hash == cited.hash);
    let Some(document) = named.or_else(renamed) else { return Fate::Gone };
    if document.name == cited.document && document.hash == cited.hash {
        return Fate::Stands;
    }
    let here = document.slice(&cited.range).is_some_and(|words| words == cited.quote);
    let start = if here { Some(cited.range.start) } else { document.text.find(&cited.quote) };
    match start {
        Some(start) => {
            Fate::Moved { document: document.name.clone(), range: start..start + cited.quote.len() }
        }
        None => Fate::Changed,
    }
}

/// The day by which the cited document was to be reviewed, where that has passed.
pub fn overdue(cited: &Cited, documents: &[Document], today: Date) -> Option<Date> {
    let document = documents.iter().find(|document| document.name == cited.document)?;
    document.metadata.review.filter(|review| *review < today)
}
