//! What each cell of a sheet is taken for: a class for its colour, a word for its name, and the reason.

use std::collections::{BTreeMap, HashMap};

use super::super::shape::{answer_kind, cell_role, cell_state, column_role, row_kind};
use crate::layout::{ColumnFound, ColumnRole, RowFound, RowKind, SheetLayout};
use crate::question::{AnswerCell, CellRole, CellState, Question};
use crate::workbook::{Column, Position, Row, Sheet};

/// Options named in a reason; the rest are counted.
const OPTIONS: usize = 8;

/// What a reader is told of a cell.
pub(super) struct Role {
    pub class: &'static str,
    /// Name and reason, for the tooltip.
    pub reason: String,
    /// Shown in the cell itself, under its text.
    pub tag: String,
    pub unsure: bool,
}

/// The legend: class, name, what it means.
pub(super) const LEGEND: [(&str, &str, &str); 13] = [
    ("question", "Question", "what is asked"),
    ("id", "Id", "the customer's number for it"),
    ("answer open", "Answer, open", "to be answered"),
    ("answer default", "Answer, default", "the template's “not answered yet”; to be answered"),
    ("answer answered", "Answered", "somebody's answer; stays"),
    ("answer shut", "Locked or calculated", "nothing can be written; stays"),
    ("comment open", "Comment", "words beside a closed answer"),
    ("more open", "Owner, score, evidence, date", "the vendor's too; the program leaves them"),
    ("section", "Section", "a heading over questions"),
    ("header", "Header", "names the columns"),
    ("guidance", "Guidance", "help, instructions, examples, legends"),
    ("reserved", "Reserved", "the customer's own; never written"),
    ("plain", "Other", "nothing that is asked"),
];

/// One sheet with what was found in it, indexed by place.
pub(super) struct Found<'a> {
    pub sheet: &'a Sheet,
    pub layout: &'a SheetLayout,
    pub questions: BTreeMap<Row, &'a Question>,
    pub answers: HashMap<Position, &'a AnswerCell>,
    rows: BTreeMap<Row, &'a RowFound>,
    columns: BTreeMap<Column, &'a ColumnFound>,
}

impl<'a> Found<'a> {
    pub(super) fn new(sheet: &'a Sheet, layout: &'a SheetLayout) -> Self {
        Self {
            sheet,
            layout,
            questions: layout.questions.iter().map(|question| (question.row, question)).collect(),
            answers: layout
                .questions
                .iter()
                .flat_map(|q| q.cells.iter().map(|cell| (cell.at, cell)))
                .collect(),
            rows: layout.rows.iter().map(|row| (row.row, row)).collect(),
            columns: layout.columns.iter().map(|column| (column.column, column)).collect(),
        }
    }

    pub(super) fn column(&self, column: Column) -> Option<&'a ColumnFound> {
        self.columns.get(&column).copied()
    }

    pub(super) fn row(&self, row: Row) -> Option<&'a RowFound> {
        self.rows.get(&row).copied()
    }

    /// What a row is, in a few words: "question", "follow-up of row 7".
    pub(super) fn row_name(&self, found: &RowFound) -> String {
        let leans = self.questions.get(&found.row).and_then(|question| question.follows);
        let leans = leans.map(|row| format!(" of row {row}")).unwrap_or_default();
        format!("{}{leans}", row_kind(found.kind))
    }

    /// What a cell is.
    pub(super) fn role(&self, at: Position) -> Role {
        if let Some(cell) = self.answers.get(&at) {
            return self.answer(cell);
        }
        let row = self.row(at.row);
        let reason = row.map_or("nothing stands in this row", |row| row.reason.as_str());
        match row.map(|row| row.kind) {
            Some(RowKind::Question | RowKind::FollowUp) => self.beside(at),
            Some(RowKind::Header) => self.heading(at, reason),
            // What is said of the row is said by its texts; the empty cells beside them say nothing.
            Some(kind) if self.sheet.text(at).trim().is_empty() => {
                plain("plain", format!("{at}: empty, on a row for: {}", row_kind(kind)))
            }
            Some(kind) => plain(of_row(kind), format!("{at}: {}; {reason}", row_kind(kind))),
            None => plain("plain", format!("{at}: {reason}")),
        }
    }

    fn answer(&self, cell: &AnswerCell) -> Role {
        let column = self.column(cell.at.column);
        let (name, state) = (cell_role(cell.role), cell_state(cell.state));
        let takes = takes(cell);
        let why = column.map(|column| format!(". Column {}: {}", column.column, column.reason));
        Role {
            class: of_answer(cell),
            reason: format!("{}: {name}, {state}; takes {takes}{}", cell.at, why.unwrap_or_default()),
            tag: match cell.state {
                CellState::Open if cell.options.is_empty() => format!("open {name}"),
                CellState::Open | CellState::Default => format!("{state} · {takes}"),
                _ => state.to_owned(),
            },
            unsure: column.is_some_and(|column| column.is_unsure()),
        }
    }

    /// A cell of a question's row that takes no answer: what its column is for.
    fn beside(&self, at: Position) -> Role {
        let Some(column) = self.column(at.column) else {
            return plain("plain", format!("{at}: no role was found for this column"));
        };
        let class = match column.role {
            ColumnRole::Question => "question",
            ColumnRole::Id => "id",
            ColumnRole::Section => "section",
            ColumnRole::Guidance => "guidance",
            ColumnRole::Reserved => "reserved",
            _ => "plain",
        };
        let reason = format!("{at}: {}; {}", column_role(column.role), column.reason);
        Role { unsure: column.is_unsure() && class != "plain", ..plain(class, reason) }
    }

    fn heading(&self, at: Position, reason: &str) -> Role {
        let column = self.column(at.column);
        let names = column.map(|c| format!(". Names the column: {}; {}", column_role(c.role), c.reason));
        let unsure = column.is_some_and(|column| column.is_unsure());
        Role { unsure, ..plain("header", format!("{at}: header; {reason}{}", names.unwrap_or_default())) }
    }
}

fn plain(class: &'static str, reason: String) -> Role {
    Role { class, reason, tag: String::new(), unsure: false }
}

fn of_row(kind: RowKind) -> &'static str {
    match kind {
        RowKind::Title => "title",
        RowKind::Section => "section",
        RowKind::Header => "header",
        RowKind::Instruction | RowKind::Guidance | RowKind::Legend => "guidance",
        RowKind::Question | RowKind::FollowUp => "question",
        RowKind::Total | RowKind::Field | RowKind::Hidden | RowKind::Empty | RowKind::Other => "plain",
    }
}

fn of_answer(cell: &AnswerCell) -> &'static str {
    match (cell.role, cell.state) {
        (_, CellState::Locked | CellState::Formula) => "answer shut",
        (_, CellState::Answered) => "answer answered",
        (CellRole::Answer, CellState::Open) => "answer open",
        (CellRole::Answer, CellState::Default) => "answer default",
        (CellRole::Comment, CellState::Open) => "comment open",
        (CellRole::Comment, CellState::Default) => "comment default",
        (_, CellState::Open) => "more open",
        (_, CellState::Default) => "more default",
    }
}

/// What goes into an answer cell, in words.
fn takes(cell: &AnswerCell) -> String {
    if cell.options.is_empty() {
        let most = cell.max_length.map(|most| format!(" of at most {most} characters")).unwrap_or_default();
        return format!("{}{most}", answer_kind(cell.kind));
    }
    let mut options = cell.options.iter().take(OPTIONS).cloned().collect::<Vec<_>>().join(" / ");
    if cell.options.len() > OPTIONS {
        options.push_str(&format!(" / … {} in all", cell.options.len()));
    }
    match cell.kind {
        crate::question::AnswerKind::Mark => format!("a mark for {options}"),
        _ => options,
    }
}
