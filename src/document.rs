//! A vendor's document as it was read: its text, its sections, its passages. Knows no file format and no disk.
//!
//! The text is what quotes are taken from and is never altered. Everything else points into it with byte ranges.

mod metadata;

use std::fmt;
use std::ops::Range;

pub use metadata::{Date, Disclosure, Metadata, NotALevel, iso_date};
use sha2::{Digest, Sha256};

/// SHA-256 of a document's bytes as they lie on disk. Documents are known by it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ContentHash([u8; 32]);

impl ContentHash {
    /// The hash of these bytes.
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// A hash that was made before.
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What a document with this hash and this name is kept under between runs, as a file's name: the same bytes under two
    /// names are two documents.
    pub fn with_name(&self, name: &DocumentName) -> String {
        let name = Self::of(name.as_str().as_bytes()).to_string();
        format!("{self}-{}", &name[..16])
    }

    /// Its 32 bytes.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

/// A document's path within its workspace, with `/` between folders on every platform.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DocumentName(String);

impl DocumentName {
    /// A name from the parts of a path below the workspace's folder.
    pub fn new(path: impl Into<String>) -> Self {
        Self(path.into().replace('\\', "/"))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for DocumentName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// One file of knowledge.
#[derive(Clone, Debug)]
pub struct Document {
    pub name: DocumentName,
    pub hash: ContentHash,
    /// The document's UTF-8 text. For a UTF-8 text file these are the file's own bytes, a byte-order mark included, so
    /// that an offset into the text is an offset into the file. For other formats it is their rendition: the words in
    /// reading order.
    pub text: String,
    /// Where each page begins in the text, the first at 0; empty where the format has no pages.
    pub pages: Vec<usize>,
    /// What is stated of it, in the document or for it.
    pub metadata: Metadata,
    /// What a person calls it: its title line, or else its file's name.
    pub title: String,
    /// In document order. The first is the document itself (empty path): what stands above the first heading.
    pub sections: Vec<Section>,
    /// In document order.
    pub passages: Vec<Passage>,
}

impl Document {
    /// The words between two byte offsets; `None` where they are not on character boundaries of the text.
    pub fn slice(&self, range: &Range<usize>) -> Option<&str> {
        self.text.get(range.clone())
    }

    /// The page, counted from 1, on which a place of the text is; none where the format has no pages.
    pub fn page_of(&self, at: usize) -> Option<u32> {
        let page = self.pages.partition_point(|start| *start <= at);
        u32::try_from(page).ok().filter(|page| *page > 0)
    }

    /// The bytes of the section that a place of the text is in: its heading and what stands under it, up to the next heading.
    pub fn section_around(&self, at: usize) -> Range<usize> {
        let line =
            |at: usize| self.text.get(..at).and_then(|above| above.rfind('\n')).map_or(0, |end| end + 1);
        let headings = self.sections.iter().map(|section| line(section.heading.start));
        let start = headings.clone().filter(|start| *start <= at).max().unwrap_or(0);
        let end = headings.filter(|heading| *heading > at).min().unwrap_or(self.text.len());
        start..end
    }

    /// The path of a passage as a person would cite it: its section's, then the numbers of the list items it is in.
    pub fn path_of(&self, passage: &Passage) -> Vec<String> {
        let section = &self.sections[passage.section.0];
        section.path.iter().chain(&passage.item).cloned().collect()
    }
}

/// Which section of a document; an index into [`Document::sections`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SectionId(pub usize);

/// A heading with its path, and what stands under it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// From the outermost heading to this one, tidied for reading (markup off, one space between words).
    pub path: Vec<String>,
    /// The heading's own words in the text; empty for the document itself.
    pub heading: Range<usize>,
    /// The heading asks something that the words under it answer.
    pub asks: bool,
}

/// Which passage of a document; an index into [`Document::passages`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PassageId(pub usize);

/// What a passage is. It decides how much stands around it and how it may be cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PassageKind {
    /// A sentence of running text.
    Sentence,
    /// An item of a list, or a sentence of one.
    Item,
    /// The value of a labelled row (`Data in transit⇥Encrypted…`) or a row of a table.
    Row,
}

/// The smallest thing worth citing: a sentence, a list item, a table row, an answer under a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    pub section: SectionId,
    pub kind: PassageKind,
    /// Numbers of the numbered list items this stands in, outermost first (`["8", "2"]`); bullets add none.
    pub item: Vec<String>,
    /// The passage's own bytes in the text, white space trimmed at both ends.
    pub range: Range<usize>,
    /// The paragraph (or whole list item, or row) that the passage is part of. Contains `range`.
    pub paragraph: Range<usize>,
    /// The sentence that leads into a list ("The following steps are taken:"), where this is one of its items.
    pub lead: Option<Range<usize>>,
}

/// Something a reader of the document should know: a guess made, a part left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// Where in the text, if it is about a place.
    pub at: Option<Range<usize>>,
    pub message: String,
}
