//! What most rows of a form have in common: a look, a number, a list. Nothing is decided here; `rows` weighs what differs.

use std::collections::{HashMap, HashSet};

use super::form::Form;
use super::grid::Grid;
use super::rows::number_of;
use super::words::{self, Ask, ask, fold};
use crate::layout::ColumnRole;
use crate::workbook::{Accepts, Column};

/// What is true of most rows of a form; a row that differs is something else.
#[derive(Default)]
pub struct Habits {
    pub bold: bool,
    pub fill: Option<Option<u32>>,
    /// The part of the rows with a question's text that has a number.
    pub numbered: f64,
    /// How often each number stands there.
    pub numbers: HashMap<String, usize>,
    /// How most numbers are built.
    pub shape: Option<String>,
    /// The part of the rows that a list covers.
    pub listed: f64,
    /// The part of the rows with something printed beside the question.
    pub companions: f64,
    /// The part of the rows with something in an answer's cell.
    pub taken: f64,
    /// The part of the rows with an empty place for the answer that is drawn: bordered, filled, unlocked.
    pub drawn: f64,
    /// Every row that asks has its place drawn.
    pub fields: bool,
    /// The part of the rows that ask or state.
    pub told: f64,
    /// Many questions are short.
    pub short: bool,
    /// The part of the rows that ask.
    pub asks: f64,
    /// There is no header, and most texts ask.
    pub asking: bool,
    /// Texts in the question column that stand there again and again.
    pub repeated: HashMap<String, usize>,
    /// How many different texts stand there more than once.
    pub refrains: usize,
    /// Texts of the question column that stand beside other questions, as notes.
    pub notes: HashSet<String>,
}

/// Looks over all rows with a text in the questions' column.
pub fn habits(grid: &Grid<'_>, form: &Form) -> Habits {
    let Some(&question) = form.question.first() else {
        return Habits { numbered: 1.0, ..Habits::default() };
    };
    let asked: Vec<usize> =
        form.lines.iter().copied().filter(|&line| !grid.text(line, question).is_empty()).collect();
    let part = |test: &dyn Fn(usize) -> bool| {
        asked.iter().filter(|&&line| test(line)).count() as f64 / asked.len().max(1) as f64
    };
    let bold = part(&|line| grid.cell(line, question).is_some_and(|cell| cell.bold)) > 0.5;
    let mut repeated: HashMap<String, usize> = HashMap::new();
    let mut fills: HashMap<Option<u32>, usize> = HashMap::new();
    for &line in &asked {
        *repeated.entry(fold(grid.text(line, question))).or_default() += 1;
        *fills.entry(grid.cell(line, question).and_then(|cell| cell.fill)).or_default() += 1;
    }
    let asking: Vec<usize> =
        asked.iter().copied().filter(|&line| ask(grid.text(line, question)) == Ask::Question).collect();
    let fill = fills.into_iter().find(|(_, n)| n * 2 > asked.len()).map(|(fill, _)| fill);
    Habits {
        bold,
        fill,
        numbered: part(&|line| number_of(grid, form, line).is_some() || shares_number(grid, form, line)),
        taken: part(&|line| is_taken(grid, form, line)),
        drawn: part(&|line| is_drawn(grid, form, line)),
        fields: asking.len() > 1 && asking.iter().all(|&line| is_drawn(grid, form, line)),
        told: part(&|line| ask(grid.text(line, question)) != Ask::No),
        numbers: numbers(grid, form, &asked),
        shape: common_shape(grid, form, &asked),
        listed: part(&|line| is_listed(grid, form, line)),
        short: part(&|line| words::count(grid.text(line, question)) <= 5) > 0.5,
        asks: part(&|line| ask(grid.text(line, question)) == Ask::Question),
        asking: form.tables.iter().all(|table| table.header_lines == 0)
            && part(&|line| words::has_question_mark(grid.text(line, question))) > 0.3,
        companions: part(&|line| has_companion(grid, form, line)),
        refrains: repeated.values().filter(|times| **times >= 2).count(),
        notes: notes(grid, form, &asked, &repeated),
        repeated,
    }
}

/// Which texts of the question column stand beside other questions too.
fn notes(grid: &Grid<'_>, form: &Form, asked: &[usize], texts: &HashMap<String, usize>) -> HashSet<String> {
    let beside = asked.iter().flat_map(|&line| grid.seen(line).filter(|(column, _)| !is_own(form, *column)));
    let long = beside.filter(|(_, cell)| words::count(&cell.text) >= 4);
    long.map(|(_, cell)| fold(&cell.text)).filter(|text| texts.contains_key(text)).collect()
}

fn numbers(grid: &Grid<'_>, form: &Form, asked: &[usize]) -> HashMap<String, usize> {
    let mut found: HashMap<String, usize> = HashMap::new();
    for number in asked.iter().filter_map(|&line| number_of(grid, form, line)) {
        *found.entry(fold(number)).or_default() += 1;
    }
    found
}

/// The shape of three in five numbers or more.
fn common_shape(grid: &Grid<'_>, form: &Form, asked: &[usize]) -> Option<String> {
    let mut shapes: HashMap<String, usize> = HashMap::new();
    for number in asked.iter().filter_map(|&line| number_of(grid, form, line)) {
        *shapes.entry(words::shape(number)).or_default() += 1;
    }
    let all: usize = shapes.values().sum();
    shapes.into_iter().find(|(_, times)| times * 5 >= all * 3).map(|(shape, _)| shape)
}

pub fn is_listed(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    let list = |column| matches!(grid.rule(line, column).map(|rule| &rule.accepts), Some(Accepts::List(_)));
    form.answers.iter().any(|answer| list(answer.column))
}

/// Whether something that nobody calculates stands in an answer's cell.
pub fn is_taken(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    let stands = |column: Column| {
        !grid.text(line, column).is_empty() && !grid.sheet.is_computed(grid.at(line, column))
    };
    form.answers.iter().any(|answer| stands(answer.column))
}

/// Whether an answer's place is drawn, empty or not. A background that the question shares is the row's.
pub fn is_drawn(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    let asked = form.question.first().and_then(|column| grid.cell(line, *column)).and_then(|cell| cell.fill);
    let looks = |column: Column| {
        let cell = grid.cell(line, column);
        cell.is_some_and(|cell| cell.border || (cell.fill.is_some() && cell.fill != asked))
    };
    let empty = |column: Column| grid.text(line, column).is_empty() && grid.sees(column);
    // The customer's own columns are shaded on the rows of questions too.
    form.answers.iter().any(|answer| looks(answer.column) || grid.is_unlocked(line, answer.column))
        || form
            .columns
            .iter()
            .any(|one| one.role == ColumnRole::Reserved && empty(one.column) && looks(one.column))
}

/// Whether the row shares the number of a row above: their cell is merged.
pub fn shares_number(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    let merged = form.id.and_then(|column| grid.merge(line, column));
    merged.is_some_and(|area| {
        area.first.row < grid.lines[line].row && words::is_id(grid.sheet.text(area.first))
    })
}

/// Something printed beside the question: a level, a weight, a reference.
pub fn has_companion(grid: &Grid<'_>, form: &Form, line: usize) -> bool {
    grid.seen(line).any(|(column, _)| !is_own(form, column))
}

/// Whether a column holds the questions, their numbers or the answers.
fn is_own(form: &Form, column: Column) -> bool {
    form.question.contains(&column)
        || Some(column) == form.id
        || form.answers.iter().any(|answer| answer.column == column)
}
