//! A citation: which document at which hash, where in it, and the words themselves.
//!
//! Promise 1 is this type: its fields are private, and the one constructor takes the words from the document, so a
//! citation whose quote is not in its source cannot be built.

use std::ops::Range;

use crate::document::{ContentHash, Document, DocumentName, Passage};

/// Words of a document, with where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Citation {
    document: DocumentName,
    hash: ContentHash,
    section: Vec<String>,
    page: Option<u32>,
    range: Range<usize>,
    quote: String,
}

/// Why words cannot be cited.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CitationError {
    #[error("{document}: bytes {start}..{end} are not a piece of its text")]
    NotAPiece { document: DocumentName, start: usize, end: usize },
    #[error("{document}: the document has changed since it was cited (was {was}, is {is})")]
    Changed { document: DocumentName, was: ContentHash, is: ContentHash },
    #[error("{document}: the quoted words no longer stand at bytes {start}..{end}")]
    NotVerbatim { document: DocumentName, start: usize, end: usize },
}

impl Citation {
    /// Cites a range of a document that lies within, or around, the given passage. Fails where the range is empty or
    /// not on character boundaries.
    pub fn new(document: &Document, passage: &Passage, range: Range<usize>) -> Result<Self, CitationError> {
        match document.slice(&range).filter(|words| !words.trim().is_empty()) {
            Some(words) => Ok(Self {
                document: document.name.clone(),
                hash: document.hash,
                section: document.path_of(passage),
                page: document.page_of(range.start),
                quote: words.to_owned(),
                range,
            }),
            None => Err(CitationError::NotAPiece {
                document: document.name.clone(),
                start: range.start,
                end: range.end,
            }),
        }
    }

    /// Checks the quote against the document as it is now, byte for byte.
    pub fn check(&self, document: &Document) -> Result<(), CitationError> {
        if document.hash != self.hash {
            return Err(CitationError::Changed {
                document: self.document.clone(),
                was: self.hash,
                is: document.hash,
            });
        }
        match document.slice(&self.range) {
            Some(words) if words == self.quote => Ok(()),
            _ => Err(CitationError::NotVerbatim {
                document: self.document.clone(),
                start: self.range.start,
                end: self.range.end,
            }),
        }
    }

    /// The document that is cited.
    pub fn document(&self) -> &DocumentName {
        &self.document
    }

    /// The document's content hash when it was cited.
    pub fn hash(&self) -> ContentHash {
        self.hash
    }

    /// The section path, outermost first.
    pub fn section(&self) -> &[String] {
        &self.section
    }

    /// The page on which the quote begins, counted from 1, where the document has pages.
    pub fn page(&self) -> Option<u32> {
        self.page
    }

    /// Byte offsets into the document's UTF-8 text.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// The words, exactly as they stand in the document.
    pub fn quote(&self) -> &str {
        &self.quote
    }

    /// Document, page and section in one line: `security.pdf, page 4, 2 Data encryption › Data at rest`.
    pub fn place(&self) -> String {
        let page = self.page.map(|page| format!("page {page}"));
        let section = Some(self.section.join(" › ")).filter(|section| !section.is_empty());
        let parts = [Some(self.document.to_string()), page, section];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}
