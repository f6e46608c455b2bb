//! The workspace's own pages: documents, library, coverage, settings, figures.

use askama::Template;

use super::shell::{Bar, Shell};

/// The pages, by place and name.
pub const TABS: &[(&str, &str)] = &[
    ("documents", "Documents"),
    ("library", "Answer library"),
    ("coverage", "Coverage"),
    ("figures", "Figures"),
    ("settings", "Settings"),
];

/// All documents.
#[derive(Debug, Template)]
#[template(path = "documents.html")]
pub struct DocumentsPage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    /// Files that could not be read, with why.
    pub skipped: Vec<String>,
    pub documents: Vec<DocumentLine>,
}

/// One document of the list.
#[derive(Clone, Debug)]
pub struct DocumentLine {
    pub href: String,
    pub title: String,
    pub file: String,
    pub level: &'static str,
    pub reviewed: String,
    pub sections: usize,
    pub passages: usize,
    pub warnings: usize,
}

/// One document, section by section.
#[derive(Debug, Template)]
#[template(path = "document.html")]
pub struct DocumentPage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    pub title: String,
    pub file: String,
    pub told: String,
    pub warnings: Vec<String>,
    pub sections: Vec<SectionShown>,
}

/// A section as it was read.
#[derive(Clone, Debug)]
pub struct SectionShown {
    pub number: usize,
    pub path: String,
    pub paragraphs: Vec<String>,
}

/// The answer library.
#[derive(Debug, Template)]
#[template(path = "library.html")]
pub struct LibraryPage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    pub text: String,
    pub entries: Vec<LibraryLine>,
}

/// An answer that was approved before.
#[derive(Clone, Debug)]
pub struct LibraryLine {
    pub question: String,
    pub answer: String,
    pub told: String,
    pub stale: bool,
}

/// How far the documents answer what was asked.
#[derive(Debug, Template)]
#[template(path = "coverage.html")]
pub struct CoveragePage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    pub sections: Vec<SectionCoverage>,
    pub gaps: Vec<Gap>,
}

/// One section that customers ask about.
#[derive(Clone, Debug)]
pub struct SectionCoverage {
    pub name: String,
    pub questions: usize,
    pub answered: usize,
    pub bar: Bar,
}

/// A question that nothing answers.
#[derive(Clone, Debug)]
pub struct Gap {
    pub question: String,
    pub told: String,
}

/// The settings.
#[derive(Debug, Template)]
#[template(path = "settings.html")]
pub struct SettingsPage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    /// In percent.
    pub threshold: u32,
    pub dial: Vec<DialStep>,
    pub note: Option<String>,
    /// A token that was just made: shown once.
    pub made: Option<String>,
    pub tokens: Vec<TokenLine>,
}

/// What a threshold would have done.
#[derive(Clone, Debug)]
pub struct DialStep {
    pub threshold: u32,
    pub answered: String,
    pub accepted: String,
    pub chosen: bool,
}

/// One API token.
#[derive(Clone, Debug)]
pub struct TokenLine {
    pub id: String,
    pub name: String,
    pub told: String,
    pub live: bool,
}

/// The figures.
#[derive(Debug, Template)]
#[template(path = "figures.html")]
pub struct FiguresPage {
    pub shell: Shell,
    pub tabs: &'static [(&'static str, &'static str)],
    pub tab: &'static str,
    pub name: String,
    pub base: String,
    pub figures: Vec<Figure>,
    pub bands: Vec<BandFigure>,
    pub calibration: String,
    pub rejected: Vec<Counted>,
    pub unanswered: Vec<Counted>,
}

/// One figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub value: String,
    pub name: &'static str,
}

/// How a band fared.
#[derive(Clone, Debug)]
pub struct BandFigure {
    pub word: &'static str,
    pub decided: usize,
    pub accepted: String,
    pub promised: String,
}

/// A name and how often.
#[derive(Clone, Debug)]
pub struct Counted {
    pub name: String,
    pub count: usize,
}
