//! The cells that an answer may go into: what is legal there, and what stands there now.

use std::collections::{HashMap, HashSet};

use super::form::{AnswerColumn, Form};
use super::grid::Grid;
use super::headings::score_range;
use super::labels;
use super::words::{self, Verdict, fold, printed_options, verdict};
use crate::layout::ColumnRole;
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState};
use crate::workbook::{Accepts, Cell, Column, MOST_UNITS, Position, Rule};

/// What the author put into a column for "not answered yet", found over all question rows.
pub struct Defaults {
    texts: HashMap<Column, HashSet<String>>,
}

impl Defaults {
    /// Looks down each answer column.
    pub fn find(grid: &Grid<'_>, form: &Form, questions: &[usize]) -> Self {
        let texts =
            form.answers.iter().map(|answer| (answer.column, down(grid, form, answer, questions))).collect();
        Self { texts }
    }

    fn has(&self, column: Column, text: &str) -> bool {
        self.texts.get(&column).is_some_and(|texts| texts.contains(&fold(text)))
    }
}

/// Texts of one column that repeat as no person would write them.
fn down(grid: &Grid<'_>, form: &Form, answer: &AnswerColumn, questions: &[usize]) -> HashSet<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut filled = 0;
    for &line in questions {
        let text = grid.text(line, answer.column);
        if !text.is_empty() && !words::is_deleted(&super::rows::text_of(grid, form, line)) {
            *seen.entry(fold(text)).or_default() += 1;
            filled += 1;
        }
    }
    if answer.mark.is_some() {
        return HashSet::new();
    }
    seen.into_iter()
        .filter(|(text, n)| is_default(text, *n, filled, questions.len(), answer))
        .map(|(text, _)| text)
        .collect()
}

fn is_default(text: &str, times: usize, filled: usize, rows: usize, answer: &AnswerColumn) -> bool {
    let share = times as f64 / filled.max(1) as f64;
    let first = answer.list.as_ref().and_then(|list| list.first()).is_some_and(|option| fold(option) == text);
    let outside = answer
        .list
        .as_ref()
        .is_some_and(|list| !list.is_empty() && !list.iter().any(|option| fold(option) == text));
    match verdict(text) {
        Some(Verdict::Yes | Verdict::Partial) => false,
        Some(Verdict::No) => first && times >= 8 && share > 0.95 && times * 10 >= rows * 9,
        Some(Verdict::NotApplicable) => times >= 5 && times == filled,
        None => {
            // A template says its "nothing yet" in few words and on nearly every row; a colleague who pastes one
            // answer into some rows does neither.
            let throughout = words::count(text) <= 4 && times * 10 >= rows * 7;
            (throughout && times >= 3 && share >= 0.8)
                || (outside && times >= 2)
                || (first && times >= 3 && share >= 0.6)
        }
    }
}

/// The answer cells of one question row, left to right. A cell that an earlier row has is not given again.
pub fn of_row(
    grid: &Grid<'_>,
    form: &Form,
    line: usize,
    defaults: &Defaults,
    used: &mut HashSet<Position>,
) -> Vec<AnswerCell> {
    let asked = super::rows::text_of(grid, form, line);
    let deleted = words::is_deleted(&asked);
    let mut found = Vec::new();
    for answer in &form.answers {
        let Some(at) = place(grid, line, answer.column) else { continue };
        if used.insert(at) {
            found.push(cell(grid, line, at, answer, defaults, deleted));
        }
    }
    if form.labelled {
        let named = labels_under(grid, form, line).into_iter().filter(|named| used.insert(named.at));
        found.extend(named.map(|named| under(grid, named.at, &named.answer)));
    } else if let Some(answer) = &form.below
        && let Some(at) = grid.box_below(line, answer.column)
        && grid.sees(at.column)
        && !grid.sheet.hidden_rows.contains(&at.row)
        && used.insert(at)
    {
        found.push(under(grid, at, answer));
    }
    found
}

/// The places that labels name under a question, but for those that nobody sees.
fn labels_under(grid: &Grid<'_>, form: &Form, line: usize) -> Vec<labels::Labelled> {
    let named = form.question.first().map(|column| labels::under(grid, *column, line)).unwrap_or_default();
    let seen = |named: &labels::Labelled| {
        let at = named.at;
        let first = grid.sheet.merge_at(at).is_none_or(|area| area.first == at);
        grid.sees(at.column) && !grid.sheet.hidden_rows.contains(&at.row) && first
    };
    named.into_iter().filter(seen).collect()
}

/// Where a text for this row and column goes: a merge takes it in its first cell. None if the merge begins elsewhere.
fn place(grid: &Grid<'_>, line: usize, column: Column) -> Option<Position> {
    let own = Position { row: grid.lines[line].row, column };
    let inside = |area: &crate::workbook::Area| area.contains(own);
    if !grid.sees(column) || grid.sheet.table_headers.iter().any(inside) {
        return None;
    }
    match grid.merge(line, column) {
        Some(area) if area.first != own => None,
        _ => Some(own),
    }
}

fn cell(
    grid: &Grid<'_>,
    line: usize,
    at: Position,
    answer: &AnswerColumn,
    defaults: &Defaults,
    deleted: bool,
) -> AnswerCell {
    let held = grid.cell(line, at.column);
    let legal = legal(grid, line, at.column, answer, held);
    let text = held.map_or("", |cell| cell.text.trim());
    let repeated = defaults.has(at.column, text);
    let stays = (deleted && !text.is_empty()).then_some(CellState::Answered);
    let state = shut(grid, at).or(stays).unwrap_or_else(|| now(text, &legal, repeated));
    AnswerCell {
        at,
        kind: legal.kind,
        options: legal.options,
        mark: legal.mark,
        state,
        role: answer.role,
        max_length: legal.most,
    }
}

/// A cell under its question; what stands in it already stays.
fn under(grid: &Grid<'_>, at: Position, answer: &AnswerColumn) -> AnswerCell {
    let text = grid.sheet.text(at).trim();
    let legal =
        grid.sheet.rule_at(at).map_or_else(|| unruled(text, answer), |rule| ruled(rule, answer, text));
    let state = shut(grid, at).unwrap_or_else(|| now(text, &legal, false));
    AnswerCell {
        at,
        kind: legal.kind,
        options: legal.options,
        mark: legal.mark,
        state,
        role: answer.role,
        max_length: legal.most,
    }
}

struct Legal {
    kind: AnswerKind,
    options: Vec<String>,
    most: Option<u32>,
    /// The list's own word for a mark.
    mark: Option<String>,
    /// Nothing outside the options is taken.
    strict: bool,
    /// The cell's own text prints its options.
    printed: bool,
}

impl Legal {
    fn of(kind: AnswerKind, options: Vec<String>) -> Self {
        Self { kind, options, most: None, mark: None, strict: false, printed: false }
    }
}

/// The option of a list that marks a cell: "X", "Y", not "N".
fn mark_in(rule: &Rule) -> Option<String> {
    let Accepts::List(options) = &rule.accepts else { return None };
    let no =
        |option: &str| matches!(verdict(option), Some(Verdict::No | Verdict::NotApplicable)) || option == "0";
    let yes = |option: &&String| words::is_mark(option) && *option != "-" && !no(option);
    options.iter().find(yes).cloned()
}

fn legal(grid: &Grid<'_>, line: usize, column: Column, answer: &AnswerColumn, held: Option<&Cell>) -> Legal {
    if let Some(heading) = &answer.mark {
        let options = vec![heading.clone()];
        let mark = grid.rule(line, column).and_then(mark_in);
        return Legal { mark, ..Legal::of(AnswerKind::Mark, options) };
    }
    let text = held.map_or("", |cell| cell.text.trim());
    grid.rule(line, column).map_or_else(|| unruled(text, answer), |rule| ruled(rule, answer, text))
}

fn ruled(rule: &Rule, answer: &AnswerColumn, text: &str) -> Legal {
    let of = |kind, options, strict| Legal { strict, ..Legal::of(kind, options) };
    match &rule.accepts {
        Accepts::List(options) => of(AnswerKind::Choice, options.clone(), !rule.lenient),
        Accepts::Whole { least, most } => of(AnswerKind::Number, steps(*least, *most), true),
        Accepts::Decimal { .. } => of(AnswerKind::Number, Vec::new(), false),
        Accepts::Date | Accepts::Time => of(AnswerKind::Date, Vec::new(), false),
        Accepts::Length { most, .. } => Legal {
            most: most.map(|n| n.clamp(0.0, MOST_UNITS as f64) as u32),
            ..of(AnswerKind::Text, Vec::new(), false)
        },
        Accepts::Custom(_) => unruled(text, answer),
    }
}

fn unruled(text: &str, answer: &AnswerColumn) -> Legal {
    let of = |kind, options, printed| Legal { printed, ..Legal::of(kind, options) };
    let printed = printed_options(text);
    if printed.len() >= 2 {
        return of(AnswerKind::Choice, printed, true);
    }
    if let Some(list) = &answer.list {
        return of(AnswerKind::Choice, list.clone(), false);
    }
    if answer.options.len() >= 2 {
        return of(AnswerKind::Choice, answer.options.clone(), false);
    }
    match (answer.role_of_column, &answer.heading) {
        (ColumnRole::Date, _) => of(AnswerKind::Date, Vec::new(), false),
        (ColumnRole::Score | ColumnRole::Answer, heading) => match score_range(heading) {
            Some((low, high)) => of(AnswerKind::Number, (low..=high).map(|n| n.to_string()).collect(), false),
            None if answer.role == CellRole::Score => of(AnswerKind::Number, Vec::new(), false),
            None => of(AnswerKind::Text, Vec::new(), false),
        },
        _ => of(AnswerKind::Text, Vec::new(), false),
    }
}

/// All whole numbers within narrow bounds.
fn steps(least: Option<f64>, most: Option<f64>) -> Vec<String> {
    match (least, most) {
        (Some(low), Some(high)) if low <= high && high - low <= 10.0 && low.abs() < 1e6 => {
            (low.ceil() as i64..=high.floor() as i64).map(|n| n.to_string()).collect()
        }
        _ => Vec::new(),
    }
}

/// Why nobody may write there.
fn shut(grid: &Grid<'_>, at: Position) -> Option<CellState> {
    if grid.sheet.is_computed(at) {
        Some(CellState::Formula)
    } else if grid.sheet.refuses_typing(at) {
        Some(CellState::Locked)
    } else {
        None
    }
}

/// What the cell's text means.
fn now(text: &str, legal: &Legal, repeated: bool) -> CellState {
    if text.is_empty() {
        return CellState::Open;
    }
    let listed = legal.options.iter().any(|option| fold(option) == fold(text));
    let blank = words::is_placeholder(text) && (!listed || verdict(text).is_none());
    let illegal = legal.strict
        && legal.kind == AnswerKind::Choice
        && !legal.options.is_empty()
        && !listed
        && verdict(text).is_none()
        && words::count(text) <= 4;
    if legal.printed || repeated || blank || illegal { CellState::Default } else { CellState::Answered }
}
