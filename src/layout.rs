//! Where in a questionnaire the questions and the answer cells are, with a reason for every row and column.

mod cells;
mod columns;
mod corrections;
mod follow_ups;
mod form;
mod gate;
mod grid;
mod habits;
mod heading_words;
mod header_groups;
mod header_looks;
mod headers;
mod headings;
mod labels;
mod marks;
mod outside;
mod phrases;
mod rows;
pub mod score;
mod sheet;
mod signs;
mod vacant;
mod vocabulary;
mod why;
mod warning;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::question::Question;
use crate::workbook::{Column, Row, Workbook};
pub use follow_ups::leans_on;
pub use warning::{LayoutWarning, WayOut};

/// Finds the questions of a workbook, and the cells for their answers. Every column and row found says why.
///
/// What the user said in `overrides` is taken as it is; the rest is weighed.
pub fn find(workbook: &Workbook, overrides: &Overrides) -> Layout {
    let sheets = workbook.sheets.iter().enumerate();
    Layout { sheets: sheets.map(|(number, sheet)| sheet::find(number, sheet, overrides)).collect() }
}

/// What was found in a workbook, sheet by sheet, in the file's order.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    pub sheets: Vec<SheetLayout>,
}

impl Layout {
    /// Every question of the workbook, sheet by sheet, top to bottom.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sheets.iter().flat_map(|sheet| &sheet.questions)
    }
}

/// What was found in one sheet.
#[derive(Clone, Debug, Default)]
pub struct SheetLayout {
    pub name: String,
    /// Hidden from the customer; its questions are not asked.
    pub hidden: bool,
    pub header_rows: Vec<Row>,
    /// Left to right; only columns that hold something.
    pub columns: Vec<ColumnFound>,
    /// Top to bottom; only rows that hold something.
    pub rows: Vec<RowFound>,
    pub questions: Vec<Question>,
    /// What is unsure, or could not be used, in words for the user.
    pub warnings: Vec<LayoutWarning>,
}

/// What a column is for, and why we think so.
#[derive(Clone, Debug, PartialEq)]
pub struct ColumnFound {
    pub column: Column,
    pub role: ColumnRole,
    /// The header's words; empty where there is no header.
    pub header: String,
    pub reason: String,
}

impl ColumnFound {
    /// Whether its reason says that it is not sure.
    pub fn is_unsure(&self) -> bool {
        self.reason.contains("(unsure)")
    }
}

/// The roles that columns play in questionnaires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnRole {
    Id,
    Question,
    Answer,
    Comment,
    Owner,
    Score,
    Evidence,
    /// A date that the vendor is to give.
    Date,
    Section,
    Guidance,
    /// The customer's own: assessor's notes, type codes, the right answer, examples.
    Reserved,
    Other,
}

/// What a row is, and why we think so.
#[derive(Clone, Debug, PartialEq)]
pub struct RowFound {
    pub row: Row,
    pub kind: RowKind,
    pub reason: String,
}

/// The kinds of rows in questionnaires.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RowKind {
    Title,
    Instruction,
    Header,
    Section,
    Question,
    /// A question that leans on the one above it.
    FollowUp,
    Guidance,
    Total,
    /// A field about the vendor or the questionnaire ("Company name:").
    Field,
    Legend,
    /// Hidden from the customer.
    Hidden,
    Empty,
    Other,
}

/// What the user said about the layout; it overrides what would be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// Only this sheet, by name (case ignored).
    pub sheet: Option<String>,
    /// On every sheet; these win over what is said of a sheet by itself.
    pub question: Option<Column>,
    pub answer: Option<Column>,
    pub comment: Option<Column>,
    /// Of single sheets, by name (case ignored).
    pub sheets: BTreeMap<String, SheetOverrides>,
}

/// What the user said about one sheet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SheetOverrides {
    /// Nothing is asked here.
    pub skip: bool,
    pub id: Option<Column>,
    pub question: Option<Column>,
    pub answers: Vec<Column>,
    pub comments: Vec<Column>,
    /// All rows with headers; an empty list for a sheet without.
    pub header_rows: Option<Vec<Row>>,
    /// Rows that are questions, and rows that are not, whatever they look like.
    pub questions: BTreeSet<Row>,
    pub not_questions: BTreeSet<Row>,
}

impl Overrides {
    /// All that holds for one sheet.
    fn of(&self, sheet: &str) -> SheetOverrides {
        let named = |(name, _): &(&String, &SheetOverrides)| name.to_lowercase() == sheet.to_lowercase();
        let mut own = self.sheets.iter().find(named).map(|(_, own)| own.clone()).unwrap_or_default();
        own.question = self.question.or(own.question);
        if let Some(answer) = self.answer {
            own.answers = vec![answer];
        }
        if let Some(comment) = self.comment {
            own.comments = vec![comment];
        }
        own
    }
}
