//! A questionnaire with what is suggested for each of its questions, for a person to go through.

use crate::question::{CellState, Question};
use crate::suggestion::{Plan, Suggestion};

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
