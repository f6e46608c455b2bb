//! One row to answer, and the cells where its answer may go.

use crate::workbook::{Position, Row};

/// A question as the customer asked it.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// The sheet it is on; an index into the workbook's sheets.
    pub sheet: usize,
    pub row: Row,
    /// The customer's own number for it (`AC-01 (a)`).
    pub id: Option<String>,
    pub text: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The row of the question that this one leans on ("If yes, …").
    pub follows: Option<Row>,
    /// Left to right.
    pub cells: Vec<AnswerCell>,
}

/// A place where something may be written.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCell {
    pub at: Position,
    pub kind: AnswerKind,
    /// What the cell takes: a list's own options in their own spelling; for a mark, the heading of its column.
    pub options: Vec<String>,
    /// What the cell's own list wants as a mark, where it has one; else any mark will do.
    pub mark: Option<String>,
    pub state: CellState,
    pub role: CellRole,
    /// The longest text it takes, in UTF-16 units, where the customer set a limit.
    pub max_length: Option<u32>,
}

/// What kind of thing goes into an answer cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// One of a list.
    Choice,
    /// A mark ("X") in one of several columns.
    Mark,
    Text,
    Number,
    Date,
}

/// What is in an answer cell now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellState {
    /// Empty: to be answered.
    Open,
    /// Holds what the template puts there for "not answered yet"; to be answered.
    Default,
    /// Holds somebody's answer; stays.
    Answered,
    /// Refuses typing; stays, and is reported.
    Locked,
    /// Holds a formula; stays.
    Formula,
}

impl CellState {
    /// Whether an answer may be written over what is there.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Default)
    }
}

/// What an answer cell is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CellRole {
    /// The answer itself.
    Answer,
    /// Words beside a closed answer: comment, explanation, details.
    Comment,
    /// A person's or team's name.
    Owner,
    /// A score or weight.
    Score,
    /// A reference to evidence or an attachment.
    Evidence,
}
