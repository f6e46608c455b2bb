//! What leaves: the list of what to look at before, the files, and the way back of the review workbook.

use askama::Template;

use super::review::Progress;
use super::shell::{Link, Shell};

/// The export page.
#[derive(Debug, Template)]
#[template(path = "export.html")]
pub struct ExportPage {
    pub shell: Shell,
    pub base: String,
    pub customer: String,
    pub file: String,
    pub progress: Progress,
    pub notice: Option<String>,
    pub problem: Option<String>,
    pub findings: Vec<Check>,
    pub undecided: usize,
    pub exports: Vec<Exported>,
    pub merged: Option<Merge>,
    pub limit: String,
}

/// Something to look at before a file leaves.
#[derive(Clone, Debug)]
pub struct Check {
    pub class: &'static str,
    pub icon: &'static str,
    /// The kind of it, for screen readers.
    pub word: &'static str,
    pub words: String,
    pub link: Option<Link>,
}

/// An export that was made.
#[derive(Clone, Debug)]
pub struct Exported {
    pub name: String,
    pub told: String,
    pub downloads: Vec<Download>,
}

/// A file to fetch.
pub type Download = Link;

/// What came of a review workbook that was uploaded.
#[derive(Clone, Debug)]
pub struct Merge {
    pub told: String,
    /// Rows that could not be merged.
    pub rows: Vec<Unmerged>,
    /// Lines that could not be understood, with why.
    pub unread: Vec<String>,
}

/// A row that the workbook says otherwise than is kept here.
#[derive(Clone, Debug)]
pub struct Unmerged {
    pub row: Link,
    pub theirs: String,
    pub ours: String,
}
