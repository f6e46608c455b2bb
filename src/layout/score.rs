//! How well a layout agrees with one that people wrote down: rows, columns, options, ids, states. Files in, figures out.
//!
//! The expected shape is that of `tests/fixtures/workbooks/expected-layouts.json`: per sheet `header_rows`, `id_col`,
//! `question_col`, `answer_cols` (column, or columns `B:F`, → options or a word for what goes there), `comment_col`,
//! `do_not_fill`, and `questions` with their rows.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;
use serde_json::Value;

use super::{ColumnRole, Layout, SheetLayout};
use crate::question::{AnswerCell, AnswerKind, CellState, Question};
use crate::workbook::{Area, Column, Row};

/// What people wrote down about one file.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Expected {
    #[serde(default)]
    pub sheets: Vec<ExpectedSheet>,
}

/// What people wrote down about one sheet.
#[derive(Clone, Debug, Deserialize)]
pub struct ExpectedSheet {
    pub sheet: Option<String>,
    #[serde(default)]
    pub id_col: Value,
    #[serde(default)]
    pub question_col: Value,
    #[serde(default)]
    pub answer_cols: BTreeMap<String, Value>,
    #[serde(default)]
    pub comment_col: Value,
    #[serde(default)]
    pub do_not_fill: Option<Vec<String>>,
    #[serde(default)]
    pub questions: Vec<ExpectedQuestion>,
}

/// One question that people wrote down.
#[derive(Clone, Debug, Deserialize)]
pub struct ExpectedQuestion {
    pub row: u32,
    #[serde(default)]
    pub id: String,
    /// Its text.
    #[serde(default)]
    pub q: String,
    #[serde(default)]
    pub follows: Option<String>,
    /// Column → what the template puts there for "nothing yet".
    #[serde(default)]
    pub default: BTreeMap<String, String>,
    /// What somebody answered.
    #[serde(default)]
    pub answer: Option<String>,
}

/// Right ones, and how many there were.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub right: usize,
    pub all: usize,
}

impl Tally {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }

    /// Adds another's.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.all += other.all;
    }

    /// Right ones in the hundred; 100 where there was nothing to get right.
    pub fn percent(&self) -> f64 {
        if self.all == 0 { 100.0 } else { 100.0 * self.right as f64 / self.all as f64 }
    }
}

/// The figures of one file.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Expected rows that were found.
    pub recall: Tally,
    /// Found rows that were expected.
    pub precision: Tally,
    /// Sheets whose question, answer and comment columns are right.
    pub columns: Tally,
    pub ids: Tally,
    /// Lists whose options were read right, one a column.
    pub options: Tally,
    pub follows: Tally,
    /// Cells seen as default or answered where that is known.
    pub states: Tally,
    /// What went wrong, in words.
    pub wrong: Vec<String>,
}

impl Score {
    /// Adds another file's.
    pub fn add(&mut self, other: &Self) {
        self.recall.add(other.recall);
        self.precision.add(other.precision);
        self.columns.add(other.columns);
        self.ids.add(other.ids);
        self.options.add(other.options);
        self.follows.add(other.follows);
        self.states.add(other.states);
    }
}

/// Compares what was found in a file with what people wrote down.
pub fn score(expected: &Expected, found: &Layout) -> Score {
    let mut score = Score::default();
    let mut taken = BTreeSet::new();
    for sheet in &expected.sheets {
        match matching(sheet, found) {
            Some(at) => {
                taken.insert(at);
                compare(sheet, &found.sheets[at], &mut score);
            }
            None => {
                score.recall.all += sheet.questions.len();
                score.columns.all += 1;
                score.wrong.push(format!("sheet {:?} is missing", sheet.sheet));
            }
        }
    }
    for (at, sheet) in found.sheets.iter().enumerate().filter(|(at, _)| !taken.contains(at)) {
        score.precision.all += sheet.questions.len();
        if let Some(first) = sheet.questions.first() {
            let what = format!("{} questions, first on row {}", sheet.questions.len(), first.row);
            score.wrong.push(format!("{}: asks nothing, yet {what} (sheet {at})", sheet.name));
        }
    }
    score
}

fn matching(expected: &ExpectedSheet, found: &Layout) -> Option<usize> {
    let Some(name) = &expected.sheet else { return (!found.sheets.is_empty()).then_some(0) };
    let plain = |text: &str| text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), "_");
    let named = |name: &str| found.sheets.iter().position(|sheet| plain(&sheet.name) == plain(name));
    let exactly = found.sheets.iter().position(|sheet| sheet.name == *name);
    let counted = name.strip_prefix("table ").and_then(|number| number.parse::<u32>().ok());
    exactly
        .or_else(|| counted.and_then(|number| named(&format!("Table {}", number + 1))))
        .or_else(|| named(name))
}

/// In a Word document people counted tables and rows from 0, and paragraphs by the questions among them.
fn as_counted(expected: &ExpectedSheet, found: &SheetLayout) -> ExpectedSheet {
    let mut counted = expected.clone();
    let name = expected.sheet.as_deref().unwrap_or("");
    if name.starts_with("table ") {
        counted.questions.iter_mut().for_each(|question| question.row += 1);
    }
    if name == "paragraphs" {
        counted.question_col = Value::from("A");
        let mut left: Vec<&Question> = found.questions.iter().collect();
        for question in &mut counted.questions {
            let same = left.iter().position(|other| other.text.trim() == question.q.trim());
            question.row = same.map_or(u32::MAX, |at| left.remove(at).row.0);
        }
    }
    counted
}

fn compare(expected: &ExpectedSheet, found: &SheetLayout, score: &mut Score) {
    let expected = &as_counted(expected, found);
    rows(expected, found, score);
    let mut wrong = column_faults(expected, found);
    score.columns.count(wrong.is_empty());
    options(expected, found, score, &mut wrong);
    each_question(expected, found, score);
    score.wrong.extend(wrong.into_iter().map(|what| format!("{}: {what}", found.name)));
}

fn rows(expected: &ExpectedSheet, found: &SheetLayout, score: &mut Score) {
    let wanted: BTreeSet<u32> = expected.questions.iter().map(|question| question.row).collect();
    let got: BTreeSet<u32> = found.questions.iter().map(|question| question.row.0).collect();
    for row in &wanted {
        score.recall.count(got.contains(row));
    }
    for row in &got {
        score.precision.count(wanted.contains(row));
    }
    let missing: Vec<u32> = wanted.difference(&got).copied().collect();
    let extra: Vec<u32> = got.difference(&wanted).copied().collect();
    for (what, rows) in [("missing", missing), ("not questions", extra)] {
        if !rows.is_empty() {
            score.wrong.push(format!(
                "{}: {} rows {what}: {:?}",
                found.name,
                rows.len(),
                &rows[..rows.len().min(12)]
            ));
        }
    }
}

fn with_role(found: &SheetLayout, roles: &[ColumnRole]) -> BTreeSet<Column> {
    found.columns.iter().filter(|column| roles.contains(&column.role)).map(|column| column.column).collect()
}

fn column_faults(expected: &ExpectedSheet, found: &SheetLayout) -> Vec<String> {
    let mut wrong = Vec::new();
    let question = with_role(found, &[ColumnRole::Question]);
    let wanted = named_columns(&expected.question_col, found);
    if wanted.is_empty() != question.is_empty() || (!wanted.is_empty() && wanted.is_disjoint(&question)) {
        wrong.push(format!("question column {:?}, expected {}", shown(&question), expected.question_col));
    }
    let answers = with_role(found, &[ColumnRole::Answer]);
    let words = with_role(found, &[ColumnRole::Comment, ColumnRole::Answer]);
    let others = [ColumnRole::Score, ColumnRole::Evidence, ColumnRole::Owner, ColumnRole::Date];
    let any: BTreeSet<Column> = words.union(&with_role(found, &others)).copied().collect();
    let mut allowed = BTreeSet::new();
    for (name, what) in &expected.answer_cols {
        let closed = what.is_array()
            || what.as_str().is_some_and(|what| what.starts_with("list") || what.starts_with('X'));
        for column in span(name) {
            allowed.insert(column);
            if !if closed { &answers } else { &any }.contains(&column) {
                wrong.push(format!("answer column {column} is {}", role_of(found, column)));
            }
        }
    }
    let comment = named_columns(&expected.comment_col, found);
    if !comment.is_empty() && comment.is_disjoint(&words) {
        wrong.push(format!("comment column {:?} not found", shown(&comment)));
    }
    allowed.extend(&comment);
    let strays: BTreeSet<Column> = words.difference(&allowed).copied().collect();
    if !strays.is_empty() {
        wrong.push(format!("{:?} taken for answers", shown(&strays)));
    }
    wrong
}

fn role_of(found: &SheetLayout, column: Column) -> String {
    let known = found.columns.iter().find(|known| known.column == column);
    known.map_or("not seen".to_owned(), |known| format!("{:?} ({})", known.role, known.reason))
}

fn shown(columns: &BTreeSet<Column>) -> Vec<String> {
    columns.iter().map(Column::to_string).collect()
}

/// Columns named by letters (`F`, `C (also B)`), by a header's words, or by a number from 0.
fn named_columns(value: &Value, found: &SheetLayout) -> BTreeSet<Column> {
    if let Some(number) = value.as_u64() {
        return BTreeSet::from([Column(number as u32 + 1)]);
    }
    let Some(text) = value.as_str().filter(|text| !text.starts_with("none")) else { return BTreeSet::new() };
    if let Some(column) = found.columns.iter().find(|column| column.header == text) {
        return BTreeSet::from([column.column]);
    }
    let letters = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() <= 2 && word.chars().all(|c| c.is_ascii_uppercase()));
    letters.filter_map(|word| word.parse().ok()).collect()
}

/// `B` or `B:F`.
fn span(name: &str) -> Vec<Column> {
    let Ok(area) = name.parse::<Area>().or_else(|_| format!("{name}:{name}").parse::<Area>()) else {
        return Vec::new();
    };
    (area.first.column.0..=area.last.column.0).map(Column).collect()
}

fn options(expected: &ExpectedSheet, found: &SheetLayout, score: &mut Score, wrong: &mut Vec<String>) {
    let asked: BTreeSet<u32> = expected.questions.iter().map(|question| question.row).collect();
    for (name, what) in &expected.answer_cols {
        for column in span(name) {
            let cells: Vec<&AnswerCell> = found
                .questions
                .iter()
                .filter(|question| asked.contains(&question.row.0))
                .flat_map(|question| &question.cells)
                .filter(|cell| cell.at.column == column && cell.state != CellState::Formula)
                .collect();
            let Some(fits) = test_of(what) else { continue };
            let bad = cells.iter().find(|cell| !fits(cell));
            score.options.count(bad.is_none() && !cells.is_empty());
            if let Some(cell) = bad {
                wrong.push(format!("{} takes {:?} {:?}, expected {what}", cell.at, cell.kind, cell.options));
            }
        }
    }
}

type Check = Box<dyn Fn(&AnswerCell) -> bool>;

/// How a cell of a column is checked; none for free text.
fn test_of(what: &Value) -> Option<Check> {
    if let Some(list) = what.as_array() {
        let options: Vec<String> =
            list.iter().filter_map(|option| option.as_str().map(str::to_owned)).collect();
        let mut sorted = options;
        sorted.sort();
        return Some(Box::new(move |cell| {
            let mut own = cell.options.clone();
            own.sort();
            own == sorted
        }));
    }
    let what = what.as_str()?;
    if what.starts_with("list") {
        return Some(Box::new(|cell| cell.kind == AnswerKind::Choice && cell.options.len() >= 2));
    }
    what.starts_with('X')
        .then(|| Box::new(|cell: &AnswerCell| cell.kind == AnswerKind::Mark && cell.options.len() == 1) as _)
}

fn each_question(expected: &ExpectedSheet, found: &SheetLayout, score: &mut Score) {
    let by_row: HashMap<Row, &Question> =
        found.questions.iter().map(|question| (question.row, question)).collect();
    let row_of: HashMap<&str, u32> =
        expected.questions.iter().rev().map(|question| (question.id.as_str(), question.row)).collect();
    for wanted in &expected.questions {
        let Some(question) = by_row.get(&Row(wanted.row)) else { continue };
        let id = question.id.as_deref().unwrap_or("");
        score.ids.count(id == wanted.id || (wanted.id.is_empty() && question.id.is_none()));
        let lead = wanted.follows.as_deref().and_then(|id| row_of.get(id).copied());
        if wanted.follows.is_some() || question.follows.is_some() {
            score.follows.count(question.follows.map(|row| row.0) == lead);
        }
        for column in wanted.default.keys() {
            let cell = question.cells.iter().find(|cell| cell.at.column.to_string() == *column);
            score.states.count(cell.is_some_and(|cell| cell.state == CellState::Default));
        }
        if wanted.answer.as_ref().is_some_and(|answer| !answer.is_empty()) {
            score.states.count(question.cells.iter().any(|cell| cell.state == CellState::Answered));
        }
    }
}
