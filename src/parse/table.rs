//! Workbooks and delimited text as knowledge: a questionnaire that was answered gives its answers under their questions, any
//! other table gives its rows under their header. Which is which is the layout's word. How a workbook is read must not enter
//! here.

use std::collections::{BTreeMap, BTreeSet};

use super::ParseError;
use super::rendition::{Rendered, Rendition};
use crate::document::DocumentName;
use crate::layout::{self, Overrides, RowKind, SheetLayout};
use crate::question::{CellState, Question};
use crate::sheet;
use crate::workbook::{Position, Row, Sheet, Visibility};

/// Reads a table that is a document.
pub(super) fn read(name: &DocumentName, bytes: &[u8]) -> Result<Rendered, ParseError> {
    let read = sheet::read(name.as_str(), bytes.to_vec());
    let (_, workbook) =
        read.map_err(|e| ParseError::Unread { document: name.clone(), why: e.fault.to_string() })?;
    let layout = layout::find(&workbook, &Overrides::default());
    let mut out = Rendition::default();
    out.untitled();
    let shown = |sheet: &&Sheet| sheet.visibility == Visibility::Visible;
    let several = workbook.sheets.iter().filter(shown).count() > 1;
    for (sheet, found) in workbook.sheets.iter().zip(&layout.sheets) {
        if sheet.visibility == Visibility::Hidden {
            out.warn(format!("sheet “{}” is hidden; it was left out", sheet.name));
            continue;
        }
        Table { sheet, found, level: u8::from(several), out: &mut out }.write(several);
    }
    workbook.warnings.into_iter().for_each(|warning| out.warn(warning));
    Ok(out.finish())
}

struct Table<'a> {
    sheet: &'a Sheet,
    found: &'a SheetLayout,
    /// Levels of headings that are open above the sheet's own.
    level: u8,
    out: &'a mut Rendition,
}

impl Table<'_> {
    fn write(&mut self, named: bool) {
        if named {
            self.out.heading(1, &self.sheet.name);
        }
        let questions: BTreeMap<Row, &Question> = self.found.questions.iter().map(|q| (q.row, q)).collect();
        let answered = questions.values().any(|question| !answers(self.sheet, question).is_empty());
        let open = questions.values().filter(|question| answers(self.sheet, question).is_empty()).count();
        if answered {
            self.answers(&questions);
        } else if questions.values().any(|question| question.cells.iter().any(|cell| cell.state.is_open())) {
            // A questionnaire as a customer sent it: what it asks is nobody's statement.
        } else {
            return self.rows();
        }
        if open > 0 {
            let name = &self.sheet.name;
            self.out.warn(format!(
                "sheet “{name}” asks {open} questions that nobody has answered; they were left out"
            ));
        }
    }

    /// A questionnaire that was answered: each answer under its question.
    fn answers(&mut self, questions: &BTreeMap<Row, &Question>) {
        let mut section = None;
        for question in questions.values() {
            let words = answers(self.sheet, question);
            if words.is_empty() {
                continue;
            }
            if question.section != section {
                section.clone_from(&question.section);
                if let Some(section) = &section {
                    self.out.heading(self.level + 1, section);
                }
            }
            self.out.question(&question.text);
            self.out.words(&words.join("\n"));
        }
    }

    /// Any other table: a passage a row. Rows of one cell are headings where they look it, else paragraphs.
    fn rows(&mut self) {
        let rows = self.shown_rows();
        let kinds: BTreeMap<Row, RowKind> = self.found.rows.iter().map(|row| (row.row, row.kind)).collect();
        let mut headed = false;
        for (at, (row, cells)) in rows.iter().enumerate() {
            let texts: Vec<&str> = cells.iter().map(|cell| cell.1.as_str()).collect();
            let filled = texts.iter().filter(|text| !text.is_empty()).count();
            let is_header = self.found.header_rows.contains(row)
                || !headed && filled > 1 && self.looks_like_a_header(&rows[at..]);
            match filled {
                0 => {}
                1 => {
                    self.out.end_table();
                    headed = false;
                    self.alone(
                        *row,
                        kinds.get(row),
                        texts.iter().find(|text| !text.is_empty()).unwrap_or(&""),
                    );
                }
                _ if is_header => {
                    self.out.header(&texts);
                    headed = true;
                }
                _ => {
                    headed = true;
                    self.out.row(&texts);
                }
            }
        }
        self.out.end_table();
    }

    /// A row with one cell.
    fn alone(&mut self, row: Row, kind: Option<&RowKind>, words: &str) {
        let bold =
            self.sheet.cells.iter().any(|(at, cell)| at.row == row && cell.bold && !cell.text.is_empty());
        let heads = bold || matches!(kind, Some(RowKind::Section | RowKind::Title));
        if heads && words.chars().count() <= 120 {
            self.out.heading(self.level + 1, words);
        } else {
            self.out.paragraph(words);
        }
    }

    /// Bold cells over cells that are not, or short words over figures and longer words.
    fn looks_like_a_header(&self, rows: &[(Row, Vec<(Position, String)>)]) -> bool {
        let Some(((_, first), (_, next))) = rows.first().zip(rows.get(1)) else { return false };
        let bold = |cells: &[(Position, String)]| {
            let filled = cells.iter().filter(|(_, text)| !text.is_empty());
            filled.clone().count() > 1
                && filled.clone().all(|(at, _)| self.sheet.cells.get(at).is_some_and(|cell| cell.bold))
        };
        let short = |text: &str| text.chars().count() <= 40 && !text.ends_with(['.', '?', '!']);
        let names =
            first.iter().all(|(_, text)| short(text) && !text.starts_with(|c: char| c.is_ascii_digit()));
        let longest = |cells: &[(Position, String)]| cells.iter().map(|(_, text)| text.len()).max();
        bold(first) && !bold(next) || names && longest(first) < longest(next)
    }

    /// Rows that are seen, with the text of each column from the first that holds something to the last; a merge says its
    /// text once.
    fn shown_rows(&self) -> Vec<(Row, Vec<(Position, String)>)> {
        let seen = |at: &Position| {
            !self.sheet.hidden_rows.contains(&at.row) && !self.sheet.hidden_columns.contains(&at.column)
        };
        let filled = || self.sheet.cells.iter().filter(|(at, cell)| seen(at) && !cell.text.trim().is_empty());
        let columns: BTreeSet<_> = filled().map(|(at, _)| at.column).collect();
        let mut rows: Vec<(Row, Vec<(Position, String)>)> = Vec::new();
        for (at, _) in filled() {
            if rows.last().is_none_or(|(row, _)| *row != at.row) {
                let place = |column: &_| Position { row: at.row, column: *column };
                let cells = columns.iter().map(place).map(|at| (at, self.sheet.text(at).trim().to_owned()));
                rows.push((at.row, cells.collect()));
            }
        }
        rows
    }
}

/// What a person put into a question's cells, left to right.
fn answers(sheet: &Sheet, question: &Question) -> Vec<String> {
    let given = question
        .cells
        .iter()
        .filter(|cell| matches!(cell.state, CellState::Answered | CellState::Locked | CellState::Formula));
    let text = |at: Position| sheet.text(at).trim().to_owned();
    given.map(|cell| text(cell.at)).filter(|text| !text.is_empty()).collect()
}
