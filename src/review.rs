//! A questionnaire with what is suggested for each of its questions and what people decided. Decisions are only ever added;
//! where a row stands is folded from them. Asks for neither clock nor database; where decisions come from must not enter.

mod admit;
mod calibration;
mod contradiction;
mod decision;
mod figures;
mod finish;
mod offline;
mod preflight;
mod proposal;
mod standing;

use crate::question::{CellState, Question};
use crate::suggestion::{Plan, Suggestion};
pub use admit::{Refusal, admit};
pub use calibration::{Calibration, ENOUGH as ENOUGH_TO_CALIBRATE};
pub use decision::{Decision, DecisionKind, Entry, RowNumber, Timestamp};
pub use figures::{BandFigure, DialPoint, DocumentFigure, Figures, Unanswered, figures};
pub use finish::{Reviewed, finish};
pub use offline::{Merge, OfflineConflict, OfflineRow, merge};
pub use preflight::{Context, Finding, FindingKind, ToldBefore, preflight};
pub use proposal::{Earlier, Proposal, Proposed, Quoted};
pub use standing::{Comment, Given, RowRecord, RowStanding, RowState, fold};

/// A questionnaire under review.
#[derive(Clone, Debug)]
pub struct Review {
    /// The customer's file name.
    pub file: String,
    /// In the file's order.
    pub rows: Vec<Row>,
    /// What could not be read, or was guessed, in words for the reviewer.
    pub warnings: Vec<String>,
}

/// One question of a questionnaire with what became of it.
#[derive(Clone, Debug)]
pub struct Row {
    /// The name of its sheet.
    pub sheet: String,
    pub question: Question,
    pub standing: Standing,
    /// What is written, cell by cell, or why a cell is left.
    pub plans: Vec<Plan>,
}

/// Where a question stands.
#[derive(Clone, Debug)]
pub enum Standing {
    /// Asked of the workspace.
    Suggested(Box<Suggestion>),
    /// Somebody has answered it already; stays as it is.
    AnsweredBefore,
    /// No cell of it takes an answer; the reason in words.
    NowhereToWrite(&'static str),
}

impl Standing {
    /// Where a question stands before anything is suggested; `None` where it is to be asked: a cell of it is open and
    /// nobody has answered it yet.
    pub fn before_asking(question: &Question) -> Option<Self> {
        if question.cells.iter().any(|cell| cell.state == CellState::Answered) {
            return Some(Self::AnsweredBefore);
        }
        if question.cells.iter().any(|cell| cell.state.is_open()) {
            return None;
        }
        Some(Self::NowhereToWrite(match question.cells.first().map(|cell| cell.state) {
            None => "no answer cell was found in this row",
            Some(CellState::Locked) => "its answer cells are locked",
            Some(CellState::Formula) => "its answer cells hold formulas",
            Some(_) => "none of its cells takes an answer",
        }))
    }
}

impl Row {
    /// The suggestion, where the question was asked.
    pub fn suggestion(&self) -> Option<&Suggestion> {
        match &self.standing {
            Standing::Suggested(suggestion) => Some(suggestion),
            _ => None,
        }
    }
}
