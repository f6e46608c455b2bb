//! What the pages ask of whoever keeps the reviews: one method a use case, blocking, answered in words ready to print.
//! The server knows nothing else of reviews. Each method first checks that what it is asked for is the workspace's own.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Deserialize;

use super::fault::Fault;
use super::view::{
    BandFigure, Counted, DialStep, DocumentLine, GridShown, LibraryLine, SectionShown, SheetTab, TokenLine,
};
use super::view::{
    Check, Choice, Doubt, Due, Event, Exported, Figure, Gap, IntakeLink, Item, Link, Merge, Progress,
    ReviewLine, RowShown, SectionCoverage, Submission,
};

/// Which review, of which workspace.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct At {
    pub workspace: String,
    pub review: u64,
}

impl At {
    /// The review's address.
    pub fn href(&self) -> String {
        format!("{}/r/{}", workspace_href(&self.workspace), self.review)
    }
}

/// A workspace's address.
pub fn workspace_href(key: &str) -> String {
    format!("/w/{}", escaped(key))
}

/// What needs no escape anywhere in an address.
const SAFE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A text as one part of an address, or as a cookie's value.
pub fn escaped(text: &str) -> String {
    utf8_percent_encode(text, SAFE).to_string()
}

/// A workspace: how addresses name it, and how people do.
#[derive(Clone, Debug)]
pub struct Named {
    pub key: String,
    pub name: String,
}

/// A customer's file, uploaded.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    pub name: String,
    pub bytes: Vec<u8>,
    pub terms: UploadTerms,
}

/// What is said of a questionnaire when it comes in; each may be empty.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct UploadTerms {
    pub customer: String,
    /// `2026-12-01`.
    pub due: String,
    pub audience: String,
}

/// A questionnaire that is in.
#[derive(Clone, Debug)]
pub struct Accepted {
    pub review: u64,
    /// Its layout is sure; nobody needs to check it.
    pub sure: bool,
}

/// Why something was not done.
#[derive(Debug)]
pub enum No {
    /// It was wrong, in words for the person who sent it.
    Wrong(String),
    /// Somebody else was faster.
    Conflict {
        by: String,
        did: String,
        theirs: String,
    },
    Fault(Fault),
}

impl From<Fault> for No {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// What a review is called, and how far it is.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// The customer, else the file's name.
    pub customer: String,
    /// As they were given; empty where they were not. The date as `2026-12-01`.
    pub terms: (String, String),
    pub file: String,
    pub due: Option<Due>,
    pub progress: Progress,
    pub undecided: usize,
    /// The program is still answering.
    pub running: bool,
    /// Nobody has said yet that the layout is right, and it is not sure.
    pub unsure: bool,
}

/// Which questions, in which order. Empty means all.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq)]
#[serde(default)]
pub struct Wanted {
    pub text: String,
    /// A state's class, or `undecided`.
    pub state: String,
    pub band: String,
    pub sheet: String,
    pub section: String,
    pub person: String,
    pub sort: String,
}

impl Wanted {
    /// Those that are set, as a query has them.
    pub fn pairs(&self) -> Vec<(String, String)> {
        let all = [
            ("text", &self.text),
            ("state", &self.state),
            ("band", &self.band),
            ("sheet", &self.sheet),
            ("section", &self.section),
            ("person", &self.person),
            ("sort", &self.sort),
        ];
        all.into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(k, v)| (k.to_owned(), v.clone()))
            .collect()
    }

    /// As the query of an address, without `?`; empty where nothing is set.
    pub fn query(&self) -> String {
        let pairs = self.pairs().into_iter().map(|(name, value)| format!("{name}={}", escaped(&value)));
        pairs.collect::<Vec<_>>().join("&")
    }
}

/// The questions that were wanted.
#[derive(Clone, Debug, Default)]
pub struct Listed {
    pub items: Vec<Item>,
    /// How many there are without the filter.
    pub all: usize,
    /// What the filters offer.
    pub sheets: Vec<Choice>,
    pub sections: Vec<Choice>,
    pub people: Vec<Choice>,
}

/// What a person says of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Say {
    Approve,
    /// `candidate` counts from 1.
    Edit {
        option: Option<String>,
        words: String,
        candidate: Option<usize>,
    },
    /// Takes a candidate as it stands; counts from 1.
    Take(usize),
    Reject(String),
    NotApplicable(String),
    Assign(Option<String>),
    Comment(String),
    Undo,
}

/// A layout as it was found, one sheet of it in full.
#[derive(Clone, Debug, Default)]
pub struct LayoutShown {
    /// Somebody said that it is right; nothing can be corrected any more.
    pub accepted: bool,
    pub summary: String,
    pub doubts: Vec<Doubt>,
    pub sheets: Vec<SheetTab>,
    pub grid: GridShown,
}

/// A correction of one sheet: columns by letter and rows by number, with what a person says they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Correction {
    pub sheet: String,
    pub columns: Vec<(String, String)>,
    pub rows: Vec<(u32, String)>,
}

/// A file to send.
#[derive(Clone, Debug)]
pub struct Sent {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// A document as it was read.
#[derive(Clone, Debug, Default)]
pub struct DocumentShown {
    pub title: String,
    pub told: String,
    pub warnings: Vec<String>,
    pub sections: Vec<SectionShown>,
}

/// What the figures page shows.
#[derive(Clone, Debug, Default)]
pub struct FiguresShown {
    pub figures: Vec<Figure>,
    pub bands: Vec<BandFigure>,
    pub calibration: String,
    pub rejected: Vec<Counted>,
    pub unanswered: Vec<Counted>,
}

/// What the settings page shows.
#[derive(Clone, Debug, Default)]
pub struct SettingsShown {
    /// In percent.
    pub threshold: u32,
    pub dial: Vec<DialStep>,
    pub note: Option<String>,
    pub tokens: Vec<TokenLine>,
}

/// What a customer's page shows. Nothing that is not released.
#[derive(Clone, Debug, Default)]
pub struct CustomerShown {
    pub vendor: String,
    pub customer: String,
    pub submissions: Vec<Submission>,
}

/// Something changed in a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Changed {
    /// Which row; none where it is about the review.
    pub row: Option<u32>,
}

/// Whoever keeps the reviews.
pub trait Office: Send + Sync + 'static {
    /// All workspaces, in the order to show them.
    fn workspaces(&self) -> Result<Vec<Named>, Fault>;
    /// The questionnaires of one, the newest first.
    fn questionnaires(&self, workspace: &str) -> Result<Vec<ReviewLine>, Fault>;
    /// Takes a file in; answering begins by itself where its layout is sure.
    fn upload(&self, workspace: &str, who: &str, upload: Upload) -> Result<Accepted, No>;
    /// Takes pasted questions in.
    fn paste(&self, workspace: &str, who: &str, questions: &str, terms: &UploadTerms)
    -> Result<Accepted, No>;

    fn head(&self, at: &At) -> Result<Head, Fault>;
    /// Says anew for whom a review is and when it is due.
    fn amend(&self, at: &At, who: &str, terms: UploadTerms) -> Result<(), No>;
    fn layout(&self, at: &At, sheet: usize) -> Result<LayoutShown, Fault>;
    fn correct(&self, at: &At, who: &str, correction: &Correction) -> Result<(), No>;
    /// The layout is right: answering begins.
    fn accept_layout(&self, at: &At, who: &str) -> Result<(), No>;

    fn list(&self, at: &At, wanted: &Wanted) -> Result<Listed, Fault>;
    fn item(&self, at: &At, row: u32) -> Result<Item, Fault>;
    fn row(&self, at: &At, row: u32) -> Result<RowShown, Fault>;
    /// The rows that were wanted, in full.
    fn rows(&self, at: &At, wanted: &Wanted) -> Result<Vec<RowShown>, Fault> {
        self.list(at, wanted)?.items.iter().map(|item| self.row(at, item.number)).collect()
    }
    /// Says something of a row, of which this version was seen.
    fn say(&self, at: &At, row: u32, who: &str, version: u64, say: Say) -> Result<(), No>;
    /// Approves these rows as they were seen; those under high confidence only with the second key. Gives how many.
    fn approve(&self, at: &At, who: &str, rows: &[(u32, u64)], second_key: bool) -> Result<usize, No>;
    /// Tells of every change from now on, and now and then of none, until `hear` says that nobody listens.
    fn watch(&self, at: &At, hear: &mut dyn FnMut(Option<Changed>) -> bool) -> Result<(), Fault>;

    fn preflight(&self, at: &At) -> Result<Vec<Check>, Fault>;
    fn exports(&self, at: &At) -> Result<Vec<Exported>, Fault>;
    fn export(&self, at: &At, who: &str, last: bool) -> Result<(), No>;
    /// A file of an export; fetching it is kept.
    fn fetch(&self, at: &At, who: &str, export: u64, part: &str) -> Result<Sent, Fault>;
    fn take_back(&self, at: &At, who: &str, workbook: &[u8]) -> Result<Merge, No>;
    fn history(&self, at: &At) -> Result<Vec<Event>, Fault>;

    fn documents(&self, workspace: &str) -> Result<(Vec<DocumentLine>, Vec<String>), Fault>;
    fn document(&self, workspace: &str, name: &str) -> Result<DocumentShown, Fault>;
    fn library(&self, workspace: &str, text: &str) -> Result<Vec<LibraryLine>, Fault>;
    fn coverage(&self, workspace: &str) -> Result<(Vec<SectionCoverage>, Vec<Gap>), Fault>;
    fn figures(&self, workspace: &str) -> Result<FiguresShown, Fault>;
    fn settings(&self, workspace: &str) -> Result<SettingsShown, Fault>;
    fn set_threshold(&self, workspace: &str, who: &str, percent: u32) -> Result<(), No>;

    /// Makes a token; gives its secret, once.
    fn make_token(&self, workspace: &str, who: &str, name: &str) -> Result<String, No>;
    fn revoke_token(&self, workspace: &str, who: &str, number: u64) -> Result<(), No>;
    /// The workspace a secret opens, and the name it goes by.
    fn check_token(&self, secret: &str) -> Result<Option<(String, String)>, Fault>;

    fn intake_links(&self, workspace: &str) -> Result<Vec<IntakeLink>, Fault>;
    /// Makes a link; gives its secret, once.
    fn make_intake(&self, workspace: &str, who: &str, customer: &str) -> Result<String, No>;
    fn revoke_intake(&self, workspace: &str, who: &str, number: u64) -> Result<(), No>;
    /// Lets the customer see the answers of a review that came in by a link.
    fn release(&self, at: &At, who: &str) -> Result<(), No>;
    fn customer(&self, secret: &str) -> Result<CustomerShown, Fault>;
    fn submit(&self, secret: &str, questions: &str) -> Result<(), No>;
    /// The released answers as a file; `place` counts the customer's questionnaires from 0.
    fn customers_file(&self, secret: &str, place: u64) -> Result<Sent, Fault>;

    /// Answers one question from a workspace, for the API: the JSON that `ask --json` prints.
    fn ask(&self, workspace: &str, question: &str, section: &str) -> Result<serde_json::Value, No>;
}

/// A link with a workspace's name.
impl From<&Named> for Link {
    fn from(named: &Named) -> Self {
        Self::new(&named.name, workspace_href(&named.key))
    }
}
