//! What pages show: shapes of the desk's own, so that a page needs to know nothing of how a review is kept.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::PathBuf;

use super::history::HistoryLine;
use super::{ReviewId, WorkspaceKey};
use crate::document::{Date, Disclosure};
use crate::library::Piece;
use crate::options::Verdict;
use crate::question::{AnswerKind, CellRole, CellState};
use crate::review::{Earlier, Quoted, RowNumber, RowStanding, RowState, Timestamp};
use crate::suggestion::Band;

/// A workspace, for a list.
#[derive(Clone, Debug)]
pub struct WorkspaceCard {
    pub key: WorkspaceKey,
    /// What it calls itself, else its folder's name.
    pub name: String,
    pub folder: PathBuf,
    pub reviews: usize,
    /// Those of them in which rows are not decided yet.
    pub open: usize,
}

/// How far a review is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Somebody has to look at the layout.
    Layout,
    /// The program is still answering, or was stopped while it did.
    Answering,
    /// Rows wait for people.
    Reviewing,
    /// Every row is decided.
    Decided,
}

impl Phase {
    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Layout => "layout",
            Self::Answering => "answering",
            Self::Reviewing => "reviewing",
            Self::Decided => "decided",
        }
    }
}

/// How many rows are in which state.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts(pub BTreeMap<RowState, usize>);

impl Counts {
    /// How many rows are in this state.
    pub fn of(&self, state: RowState) -> usize {
        self.0.get(&state).copied().unwrap_or(0)
    }

    /// All rows.
    pub fn all(&self) -> usize {
        self.0.values().sum()
    }

    /// Rows that people are asked about: not those that were answered before, or that take no answer.
    pub fn asked(&self) -> usize {
        self.all() - self.of(RowState::AnsweredBefore) - self.of(RowState::NotFillable)
    }

    /// Rows that people are asked about and have not decided.
    pub fn undecided(&self) -> usize {
        self.0.iter().filter(|(state, _)| !state.is_decided()).map(|(_, count)| count).sum()
    }
}

/// How many rows a person was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assigned {
    pub person: String,
    pub rows: usize,
    /// Those of them that are not decided.
    pub open: usize,
}

/// A review, for a list.
#[derive(Clone, Debug)]
pub struct ReviewCard {
    pub id: ReviewId,
    pub customer: Option<String>,
    pub file: String,
    pub due: Option<Date>,
    pub audience: Disclosure,
    pub threshold: f64,
    pub by: String,
    pub at: Timestamp,
    pub phase: Phase,
    pub counts: Counts,
    pub people: Vec<Assigned>,
    /// The program is answering it now.
    pub running: bool,
}

/// Which rows to show. What is empty filters nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFilter {
    pub states: Vec<RowState>,
    pub bands: Vec<Band>,
    pub sections: Vec<String>,
    pub sheets: Vec<String>,
    /// Rows that this person was given.
    pub person: Option<String>,
    /// In the question, its number, its section or its answer; case and accents ignored.
    pub text: Option<String>,
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowSort {
    /// The questionnaire's.
    #[default]
    Order,
    /// The surest first.
    Surest,
    /// The least sure first; open rows before all.
    Unsurest,
}

/// A row, for a list.
#[derive(Clone, Debug)]
pub struct RowCard {
    pub number: RowNumber,
    pub version: u64,
    pub state: RowState,
    pub sheet: String,
    /// Its first answer cell.
    pub place: String,
    /// The customer's own number.
    pub id: Option<String>,
    pub section: Option<String>,
    pub question: String,
    /// Of the suggestion; none while there is none.
    pub band: Option<Band>,
    pub confidence: Option<f64>,
    /// What stands or is suggested, in one line; empty where it stays empty.
    pub answer: String,
    pub assigned: Option<String>,
    pub comments: usize,
    /// It leans on the row before.
    pub follows: bool,
}

/// An answer cell of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellView {
    pub cell: String,
    pub kind: AnswerKind,
    pub role: CellRole,
    pub state: CellState,
    pub options: Vec<String>,
    pub max_length: Option<u32>,
}

/// What the program suggests, or why it does not.
#[derive(Clone, Debug, PartialEq)]
pub struct SuggestionView {
    pub answered: bool,
    pub verdict: Option<Verdict>,
    /// The option that says the verdict, where there is one.
    pub option: Option<String>,
    /// As they would be written, without the place behind them; empty for an open row.
    pub words: String,
    pub confidence: f64,
    pub band: Band,
    pub reason: String,
    /// The reason is one to read the evidence for.
    pub doubtful: bool,
    /// Where the documents say how to get more.
    pub offer: Option<Quoted>,
    pub withheld: Option<Disclosure>,
}

/// A passage that a person may take the answer from; its place in the list is what `Decision::Edited` names.
#[derive(Clone, Debug, PartialEq)]
pub struct CandidateView {
    pub quoted: Quoted,
    /// Document, page and section in one line.
    pub place: String,
    /// What the document is called; its name where it is gone.
    pub title: String,
    /// The section that it stands in, as it is now; the quote alone where it no longer stands.
    pub section: String,
    /// Where the quote is in `section`, in bytes.
    pub range: Range<usize>,
    /// The quote as an answer's words.
    pub words: String,
    /// The suggested answer rests on it.
    pub cited: bool,
    /// The document no longer says so.
    pub lost: bool,
}

/// An answer given before.
#[derive(Clone, Debug, PartialEq)]
pub struct EarlierView {
    pub earlier: Earlier,
    /// Its words beside those suggested now; empty where nothing is suggested.
    pub answer: Vec<Piece>,
}

/// Everything about a row.
#[derive(Clone, Debug)]
pub struct RowDetail {
    pub card: RowCard,
    /// The row before, in the same sheet: number and question.
    pub before: Option<(RowNumber, String)>,
    pub cells: Vec<CellView>,
    /// What a person may choose, in the customer's spelling; empty where the row takes words only.
    pub options: Vec<String>,
    /// The cell that takes words, and the most that it takes, in UTF-16 units.
    pub words_cell: Option<(String, Option<u32>)>,
    pub suggestion: Option<SuggestionView>,
    pub candidates: Vec<CandidateView>,
    pub earlier: Vec<EarlierView>,
    /// In words: stale citations, contradictions, what will not be written.
    pub warnings: Vec<String>,
    pub standing: RowStanding,
    /// Each cell that is written, with what goes into it to the letter.
    pub writes: Vec<(String, String)>,
    /// What an editor begins with: the answer that stands, else the suggestion.
    pub draft: (Option<String>, String),
    /// Whether the suggestion may be approved as it stands, or why not.
    pub approval: Result<(), String>,
    pub can_undo: bool,
    /// Oldest first.
    pub history: Vec<HistoryLine>,
}
