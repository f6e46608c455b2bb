//! The public JSON shape of a layout, version 1, written down in docs/inspect-json.md. Changes only by adding fields.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::layout::{ColumnRole, Layout, RowKind, SheetLayout};
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use crate::sheet::Format;
use crate::workbook::{Row, Sheet, Workbook};

#[derive(Debug, Serialize)]
pub(super) struct Shape<'a> {
    version: u32,
    file: &'a str,
    format: &'static str,
    sheets: Vec<SheetShape<'a>>,
    warnings: Vec<&'a str>,
}

#[derive(Debug, Serialize)]
struct SheetShape<'a> {
    name: &'a str,
    hidden: bool,
    header_rows: Vec<u32>,
    columns: BTreeMap<String, &'static str>,
    rows: Vec<RowShape<'a>>,
    questions: Vec<QuestionShape<'a>>,
    warnings: Vec<String>,
}

#[derive(Debug, Serialize)]
struct RowShape<'a> {
    row: u32,
    kind: &'static str,
    reason: &'a str,
}

#[derive(Debug, Serialize)]
struct QuestionShape<'a> {
    row: u32,
    id: Option<&'a str>,
    text: &'a str,
    section: Option<&'a str>,
    follows: Option<u32>,
    cells: Vec<CellShape<'a>>,
}

#[derive(Debug, Serialize)]
struct CellShape<'a> {
    cell: String,
    kind: &'static str,
    options: &'a [String],
    state: &'static str,
    role: &'static str,
    max_length: Option<u32>,
}

impl<'a> Shape<'a> {
    pub(super) fn of(file: &'a str, format: Format, workbook: &'a Workbook, layout: &'a Layout) -> Self {
        let numbers = Numbers::new(format, layout);
        Self {
            version: 1,
            file,
            format: format.extension(),
            sheets: layout
                .sheets
                .iter()
                .zip(&workbook.sheets)
                .map(|(found, sheet)| SheetShape::of(found, sheet, &numbers))
                .collect(),
            warnings: workbook.warnings.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> SheetShape<'a> {
    fn of(sheet: &'a SheetLayout, grid: &'a Sheet, numbers: &Numbers) -> Self {
        let row = |found: &'a crate::layout::RowFound| RowShape {
            row: found.row.0,
            kind: row_kind(found.kind),
            reason: &found.reason,
        };
        Self {
            name: &sheet.name,
            hidden: sheet.hidden,
            header_rows: sheet.header_rows.iter().map(|row| row.0).collect(),
            columns: sheet.columns.iter().map(|c| (c.column.to_string(), column_role(c.role))).collect(),
            rows: sheet.rows.iter().map(row).collect(),
            questions: sheet
                .questions
                .iter()
                .map(|question| QuestionShape::of(question, grid, &|row| numbers.of(sheet, row)))
                .collect(),
            warnings: sheet.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

/// How a question's row is shown: as the customer's program shows it; in a Word document, which shows none, by counting
/// questions from 1.
enum Numbers {
    Rows,
    Counted(HashMap<(String, Row), u32>),
}

impl Numbers {
    fn new(format: Format, layout: &Layout) -> Self {
        if format != Format::Docx {
            return Self::Rows;
        }
        let questions = layout
            .sheets
            .iter()
            .flat_map(|sheet| sheet.questions.iter().map(|q| (sheet.name.clone(), q.row)));
        Self::Counted(questions.zip(1..).collect())
    }

    fn of(&self, sheet: &SheetLayout, row: Row) -> u32 {
        match self {
            Self::Rows => row.0,
            Self::Counted(numbers) => numbers.get(&(sheet.name.clone(), row)).copied().unwrap_or(row.0),
        }
    }
}

impl<'a> QuestionShape<'a> {
    fn of(question: &'a Question, grid: &Sheet, number: &dyn Fn(Row) -> u32) -> Self {
        Self {
            row: number(question.row),
            id: question.id.as_deref(),
            text: &question.text,
            section: question.section.as_deref(),
            follows: question.follows.map(number),
            cells: question.cells.iter().map(|cell| CellShape::of(cell, grid)).collect(),
        }
    }
}

impl<'a> CellShape<'a> {
    fn of(cell: &'a AnswerCell, grid: &Sheet) -> Self {
        // A Word document's cells have names of their own; a spreadsheet's are their letters and row.
        let locator = grid.cells.get(&cell.at).and_then(|found| found.locator.clone());
        Self {
            cell: locator.unwrap_or_else(|| cell.at.to_string()),
            kind: answer_kind(cell.kind),
            options: &cell.options,
            state: cell_state(cell.state),
            role: cell_role(cell.role),
            max_length: cell.max_length,
        }
    }
}

pub(super) fn column_role(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Id => "id",
        ColumnRole::Question => "question",
        ColumnRole::Answer => "answer",
        ColumnRole::Comment => "comment",
        ColumnRole::Owner => "owner",
        ColumnRole::Score => "score",
        ColumnRole::Date => "date",
        ColumnRole::Evidence => "evidence",
        ColumnRole::Section => "section",
        ColumnRole::Guidance => "guidance",
        ColumnRole::Reserved => "reserved",
        ColumnRole::Other => "other",
    }
}

pub(super) fn row_kind(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Title => "title",
        RowKind::Instruction => "instruction",
        RowKind::Header => "header",
        RowKind::Section => "section",
        RowKind::Question => "question",
        RowKind::FollowUp => "follow-up",
        RowKind::Guidance => "guidance",
        RowKind::Total => "total",
        RowKind::Field => "field",
        RowKind::Legend => "legend",
        RowKind::Hidden => "hidden",
        RowKind::Empty => "empty",
        RowKind::Other => "other",
    }
}

pub(super) fn answer_kind(kind: AnswerKind) -> &'static str {
    match kind {
        AnswerKind::Choice => "choice",
        AnswerKind::Mark => "mark",
        AnswerKind::Text => "text",
        AnswerKind::Number => "number",
        AnswerKind::Date => "date",
    }
}

pub(super) fn cell_state(state: CellState) -> &'static str {
    match state {
        CellState::Open => "open",
        CellState::Default => "default",
        CellState::Answered => "answered",
        CellState::Locked => "locked",
        CellState::Formula => "formula",
    }
}

pub(super) fn cell_role(role: CellRole) -> &'static str {
    match role {
        CellRole::Answer => "answer",
        CellRole::Comment => "comment",
        CellRole::Owner => "owner",
        CellRole::Score => "score",
        CellRole::Evidence => "evidence",
    }
}
