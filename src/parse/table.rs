//! Workbooks and delimited text as knowledge: a questionnaire that was answered gives its answers under their questions, any
//! other table gives its rows under their header. Which is which is the layout's word. How a workbook is read must not enter
//! here.

use std::collections::{BTreeMap, BTreeSet};

use super::ParseError;
use super::qa::Key;
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
    let open = layout.questions().count();
    if out.len() == 0 && open > 0 {
        let what =
            format!("it asks {open} {} and answers none", if open == 1 { "question" } else { "questions" });
        let way_out = "Answer it, or keep it outside the workspace".to_owned();
        return Err(ParseError::NoWords { document: name.clone(), what, way_out });
    }
    workbook.warnings.into_iter().for_each(|warning| out.warn(warning));
    Ok(out.finish())
}

/// A row with the text of each column.
type ShownRow = (Row, Vec<(Position, String)>);

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
        if self.has_pairs() {
            return self.rows();
        }
        if answered {
            self.answers(&questions);
        } else if questions.values().any(|question| question.cells.iter().any(|cell| cell.state.is_open())) {
            // A questionnaire as a customer sent it: what it asks is nobody's statement.
        } else {
            return self.rows();
        }
        self.warn(open);
    }

    fn warn(&mut self, open: usize) {
        if open > 0 {
            let name = &self.sheet.name;
            let questions = if open == 1 { "question" } else { "questions" };
            self.out.warn(format!("sheet “{name}”: {open} {questions} that nobody has answered left out"));
        }
    }

    /// Whether a header names questions and answers, and there are answers below it. What is asked of us has its answers where
    /// the layout says; what we collected has them where its header says.
    fn has_pairs(&self) -> bool {
        let rows = self.shown_rows();
        let texts = |row: &ShownRow| -> Vec<String> { row.1.iter().map(|cell| cell.1.clone()).collect() };
        let header = rows.iter().position(|row| Pairs::of(&texts(row)).is_some());
        header.is_some_and(|at| {
            let pairs = Pairs::of(&texts(&rows[at]));
            let has = |row: &ShownRow, wanted: Key| {
                let keys = pairs.iter().flat_map(|pairs| &pairs.keys);
                keys.zip(&row.1).any(|(key, (_, text))| *key == Some(wanted) && !text.is_empty())
            };
            rows[at + 1..].iter().any(|row| has(row, Key::Question) && has(row, Key::Answer))
        })
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

    /// Any other table: a passage a row. Rows of one cell are headings where they look it, else paragraphs. An empty row
    /// ends a table; a heading in it does not.
    fn rows(&mut self) {
        let rows = self.shown_rows();
        let kinds: BTreeMap<Row, RowKind> = self.found.rows.iter().map(|row| (row.row, row.kind)).collect();
        let mut headed = false;
        let mut above: Option<Row> = None;
        let mut pairs: Option<Pairs> = None;
        let mut open = 0;
        for (at, (row, cells)) in rows.iter().enumerate() {
            if above
                .replace(*row)
                .is_some_and(|above| above.0 + 1 < row.0 && !self.is_hidden_from(above, *row))
            {
                self.out.end_table();
                headed = false;
            }
            let texts: Vec<&str> = cells.iter().map(|cell| cell.1.as_str()).collect();
            match filled(cells) {
                0 => {}
                1 => {
                    let words = texts.iter().find(|text| !text.is_empty()).unwrap_or(&"");
                    headed &= self.alone(*row, kinds.get(row), words);
                }
                _ if Pairs::of(&texts).is_some() || self.is_header(&rows[at..], headed) => {
                    open += pairs.map_or(0, |pairs| pairs.open);
                    pairs = Pairs::of(&texts);
                    if pairs.is_none() {
                        self.out.header(&texts);
                    }
                    headed = true;
                }
                _ if pairs.is_some() => pairs.iter_mut().for_each(|pairs| self.pair(pairs, &texts)),
                _ => {
                    headed = true;
                    self.out.row(&texts);
                }
            }
        }
        self.out.end_table();
        self.warn(open + pairs.map_or(0, |pairs| pairs.open));
    }

    /// A row of a question with its answer, under the section that it names.
    fn pair(&mut self, pairs: &mut Pairs, texts: &[&str]) {
        let under = |wanted: Key| -> Vec<&str> {
            let columns = pairs.keys.iter().zip(texts).filter(|(key, _)| **key == Some(wanted));
            columns.map(|(_, text)| *text).filter(|text| !text.is_empty()).collect()
        };
        let (question, section) = (under(Key::Question).join(" "), under(Key::Section).join(" "));
        let said = [under(Key::Answer), under(Key::Details)].concat();
        if question.is_empty() {
            return self.out.row(texts);
        }
        if said.is_empty() {
            pairs.open += 1;
            return;
        }
        if section != pairs.section {
            self.out.heading(self.level + 1, &section);
            pairs.section = section;
        }
        self.out.question(&question);
        self.out.words(&said.join("\n"));
    }

    /// Whether nothing but hidden rows is between two.
    fn is_hidden_from(&self, above: Row, below: Row) -> bool {
        (above.0 + 1..below.0).all(|row| self.sheet.hidden_rows.contains(&Row(row)))
    }

    /// A row with one cell; whether the table goes on below it.
    fn alone(&mut self, row: Row, kind: Option<&RowKind>, words: &str) -> bool {
        let bold =
            self.sheet.cells.iter().any(|(at, cell)| at.row == row && cell.bold && !cell.text.is_empty());
        let heads = bold || matches!(kind, Some(RowKind::Section | RowKind::Title));
        if heads && words.chars().count() <= 120 && !words.ends_with('.') {
            self.out.heading(self.level + 1, words);
            true
        } else {
            self.out.end_table();
            self.out.paragraph(words);
            false
        }
    }

    /// Whether the first of these rows is a header: the layout says so, or it looks like one over the next row of several
    /// cells. Within a table only bold cells do.
    fn is_header(&self, rows: &[ShownRow], headed: bool) -> bool {
        let Some((row, first)) = rows.first() else { return false };
        if self.found.header_rows.contains(row) {
            return true;
        }
        let below: Vec<&ShownRow> = rows[1..].iter().filter(|row| filled(&row.1) > 1).take(20).collect();
        let Some((_, next)) = below.first() else { return false };
        let bold = |cells: &[(Position, String)]| {
            let mut filled = cells.iter().filter(|(_, text)| !text.is_empty());
            filled.all(|(at, _)| self.sheet.cells.get(at).is_some_and(|cell| cell.bold))
        };
        bold(first) && !bold(next) || !headed && names_columns(first, &below)
    }

    /// Rows that are seen, with the text of each column from the first that holds something to the last; a merge says its
    /// text once.
    fn shown_rows(&self) -> Vec<ShownRow> {
        let seen = |at: &Position| {
            !self.sheet.hidden_rows.contains(&at.row) && !self.sheet.hidden_columns.contains(&at.column)
        };
        let filled = || self.sheet.cells.iter().filter(|(at, cell)| seen(at) && !cell.text.trim().is_empty());
        let columns: BTreeSet<_> = filled().map(|(at, _)| at.column).collect();
        let mut rows: Vec<ShownRow> = Vec::new();
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

/// A header that names a column of questions and one of answers.
struct Pairs {
    keys: Vec<Option<Key>>,
    /// The section of the row above.
    section: String,
    /// Questions without an answer.
    open: usize,
}

impl Pairs {
    fn of(header: &[impl AsRef<str>]) -> Option<Self> {
        let keys: Vec<Option<Key>> = header.iter().map(|name| Key::of(name.as_ref())).collect();
        let both = [Key::Question, Key::Answer].iter().all(|key| keys.contains(&Some(*key)));
        both.then(|| Self { keys, section: String::new(), open: 0 })
    }
}

fn filled(cells: &[(Position, String)]) -> usize {
    cells.iter().filter(|(_, text)| !text.is_empty()).count()
}

/// Short words without figures over longer ones, or over a column of nothing but figures.
fn names_columns(first: &[(Position, String)], below: &[&ShownRow]) -> bool {
    let has_figure = |text: &str| text.contains(|c: char| c.is_ascii_digit());
    let short = |text: &str| text.chars().count() <= 40 && !text.ends_with(['.', '?', '!']);
    let longest = |cells: &[(Position, String)]| cells.iter().map(|(_, text)| text.chars().count()).max();
    let figures = |column: usize| below.len() > 1 && below.iter().all(|row| has_figure(&row.1[column].1));
    first.iter().all(|(_, text)| short(text) && !has_figure(text))
        && (below.first().is_some_and(|next| longest(first) < longest(&next.1))
            || (0..first.len()).any(|column| !first[column].1.is_empty() && figures(column)))
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
