//! One sheet: its forms found, its rows told apart, its questions put together.

use std::collections::{HashMap, HashSet};

use super::cells::{self, Defaults};
use super::form::{self, Form};
use super::grid::Grid;
use super::headers;
use super::rows::{self, Kind};
use super::vocabulary::FAQS;
use super::warning::{LayoutWarning, WayOut};
use super::{follow_ups, outside, words};
use crate::layout::{ColumnFound, Overrides, RowFound, RowKind, SheetLayout, SheetOverrides};
use crate::question::{CellState, Question};
use crate::workbook::{Position, Row, Sheet, Visibility};

/// What stands in one sheet of the workbook.
pub fn find(number: usize, sheet: &Sheet, overrides: &Overrides) -> SheetLayout {
    let mut found = SheetLayout {
        name: sheet.name.clone(),
        hidden: sheet.visibility == Visibility::Hidden,
        ..SheetLayout::default()
    };
    let other = overrides.sheet.as_ref().is_some_and(|name| !name.eq_ignore_ascii_case(&sheet.name));
    let told = overrides.of(&sheet.name);
    if told.skip && !found.hidden {
        found.warnings.push("You said to leave this sheet out.".into());
    }
    if found.hidden || other || told.skip || sheet.cells.is_empty() {
        return found;
    }
    let grid = Grid::new(sheet);
    if grid.overflowed {
        found.warnings.push(
            "The sheet has more merged or ruled areas than can be looked at; some were left out.".into(),
        );
    }
    let mut looks = Looks {
        grid: &grid,
        number,
        told: &told,
        kinds: HashMap::new(),
        found,
        refusals: Vec::new(),
        faq: false,
    };
    looks.faq = is_faq(&grid);
    let tables = match &told.header_rows {
        Some(rows) => headers::told(&grid, rows),
        None => headers::tables(&grid),
    };
    for family in form::families(tables) {
        match form::read(&grid, family, &told) {
            Ok(form) => looks.take(&form),
            Err(refused) => looks.refuse(refused),
        }
    }
    looks.finish()
}

/// A sheet's layout in the making.
struct Looks<'a, 'g> {
    grid: &'a Grid<'g>,
    number: usize,
    told: &'a SheetOverrides,
    kinds: HashMap<usize, Kind>,
    found: SheetLayout,
    refusals: Vec<form::NotAForm>,
    /// The customer answers questions here.
    faq: bool,
}

impl Looks<'_, '_> {
    fn take(&mut self, form: &Form) {
        let mut kinds = rows::classify(self.grid, form);
        self.tell(&mut kinds);
        let asked: Vec<usize> = form
            .lines
            .iter()
            .copied()
            .filter(|line| kinds.get(line).is_some_and(|k| k.kind == RowKind::Question))
            .collect();
        let questions = self.questions(form, &kinds, &asked);
        let why = cannot_be_answered(&questions).or_else(|| self.answered_by_the_customer(&questions));
        if let Some(why) = why {
            let reason = format!("the {} questions were left out: {why}", questions.len());
            self.refuse(form::NotAForm {
                tables: form.tables.clone(),
                columns: form.columns.clone(),
                reason,
            });
            return;
        }
        for question in questions.iter().filter(|question| question.follows.is_some()) {
            if let (Some(line), Some(lead)) = (self.grid.line_of(question.row), question.follows) {
                kinds.entry(line).and_modify(|kind| {
                    kind.kind = RowKind::FollowUp;
                    kind.reason = format!("leans on row {lead}; {}", kind.reason);
                });
            }
        }
        self.kinds.extend(kinds);
        self.headers(&form.tables);
        self.columns(&form.columns);
        self.found.warnings.extend(form.warnings.iter().cloned());
        self.found.questions.extend(questions);
    }

    /// Rows that are questions, or are not, because the user said so.
    fn tell(&self, kinds: &mut HashMap<usize, Kind>) {
        for (&line, kind) in kinds {
            let row = self.grid.lines[line].row;
            if self.told.questions.contains(&row) {
                *kind = Kind::new(RowKind::Question, "you said so");
            } else if self.told.not_questions.contains(&row) {
                *kind = Kind::new(RowKind::Other, "you said that it is no question");
            }
        }
    }

    fn answered_by_the_customer(&self, questions: &[Question]) -> Option<&'static str> {
        let open = questions.iter().flat_map(|question| &question.cells).any(|cell| cell.state.is_open());
        (self.faq && !open).then_some("the customer answers them, by the sheet's title")
    }

    fn refuse(&mut self, refused: form::NotAForm) {
        self.refusals.push(refused);
    }

    fn headers(&mut self, tables: &[headers::Table]) {
        for table in tables {
            for line in table.header..table.header + table.header_lines {
                self.found.header_rows.push(self.grid.lines[line].row);
                self.kinds.insert(line, Kind::new(RowKind::Header, table.reason.clone()));
            }
        }
    }

    /// A column that two forms share keeps the role that it has in the first.
    fn columns(&mut self, columns: &[ColumnFound]) {
        for column in columns {
            if self.found.columns.iter().all(|known| known.column != column.column) {
                self.found.columns.push(column.clone());
            }
        }
    }

    fn questions(&self, form: &Form, kinds: &HashMap<usize, Kind>, asked: &[usize]) -> Vec<Question> {
        let defaults = Defaults::find(self.grid, form, asked);
        let mut used: HashSet<Position> =
            self.found.questions.iter().flat_map(|q| q.cells.iter().map(|c| c.at)).collect();
        let sections = sections(self.grid, form, kinds);
        let mut questions: Vec<Question> = asked
            .iter()
            .map(|&line| {
                let cells = cells::of_row(self.grid, form, line, &defaults, &mut used);
                let (id, text) = id_and_text(self.grid, form, line);
                let section = sections.get(&line).cloned();
                let row = self.grid.lines[line].row;
                Question { sheet: self.number, row, id, text, section, follows: None, cells }
            })
            .collect();
        follow_ups::link(&mut questions, &parents(self.grid, form, asked));
        questions
    }

    fn finish(mut self) -> SheetLayout {
        let mut first = true;
        for line in 0..self.grid.lines.len() {
            let grid = self.grid;
            let kind = self.kinds.remove(&line).unwrap_or_else(|| outside::kind(grid, line, first));
            first = false;
            self.found.rows.push(RowFound {
                row: grid.lines[line].row,
                kind: kind.kind,
                reason: kind.reason,
            });
        }
        if self.found.questions.is_empty() {
            self.explain();
        }
        for row in
            self.told.questions.iter().filter(|row| self.found.questions.iter().all(|q| q.row != **row))
        {
            let what = format!(
                "You said that row {row} is a question, but it stands in no table of questions; name its header rows."
            );
            self.found.warnings.push(what.into());
        }
        self.found.header_rows.sort_unstable();
        self.found.columns.sort_by_key(|column| column.column);
        self.found.questions.sort_by_key(|question| question.row);
        self.found
    }

    /// Nothing was found: says what was looked for, and shows the columns of the likeliest table.
    fn explain(&mut self) {
        let Some(likeliest) = self
            .refusals
            .iter()
            .max_by_key(|refused| refused.tables.iter().map(|t| t.body().len()).sum::<usize>())
        else {
            return;
        };
        let reason = likeliest.reason.clone();
        let columns = likeliest.columns.clone();
        self.columns(&columns);
        let what = format!("No questions found: {reason}.");
        self.found.warnings.push(LayoutWarning::with(what, WayOut::NameColumns));
    }
}

/// Whether the sheet's name or its first text says that it answers questions.
fn is_faq(grid: &Grid<'_>) -> bool {
    let first =
        grid.lines.first().and_then(|line| line.cells.first()).map_or("", |(_, cell)| cell.text.as_str());
    [grid.sheet.name.as_str(), first]
        .iter()
        .any(|text| text.len() < 120 && FAQS.within(&words::fold(text)) != 0)
}

/// Why a form's questions cannot be answered at all; none if they can, or if somebody has answered.
fn cannot_be_answered(questions: &[Question]) -> Option<&'static str> {
    let mut cells = questions.iter().flat_map(|question| &question.cells).peekable();
    cells.peek()?;
    let states: HashSet<_> = cells.map(|cell| cell.state).collect();
    if states.iter().all(|state| *state == CellState::Formula) {
        Some("all answer cells are calculated")
    } else if states.iter().all(|state| matches!(state, CellState::Formula | CellState::Locked)) {
        Some("all answer cells are locked")
    } else {
        None
    }
}

fn id_and_text(grid: &Grid<'_>, form: &Form, line: usize) -> (Option<String>, String) {
    let text = rows::text_of(grid, form, line);
    let number = rows::number_of(grid, form, line).map(str::to_owned);
    if let Some(number) = number {
        let text = if text.is_empty() { described(grid, form, line, &number) } else { text };
        return (Some(number), text);
    }
    match words::leading_id(&text) {
        Some((id, rest)) => (Some(id.to_owned()), rest.to_owned()),
        None => (None, text),
    }
}

/// For a row that is only numbered: what else is printed in it, or the number.
fn described(grid: &Grid<'_>, form: &Form, line: usize, number: &str) -> String {
    let answers = |column| form.answers.iter().any(|answer| answer.column == column);
    let printed = grid.seen(line).filter(|(column, cell)| {
        !answers(*column) && Some(*column) != form.id && !words::is_mark(&cell.text)
    });
    printed.map(|(_, cell)| cell.text.trim()).max_by_key(|text| text.len()).unwrap_or(number).to_owned()
}

/// The ids in the column that names each question's parent.
fn parents(grid: &Grid<'_>, form: &Form, asked: &[usize]) -> HashMap<Row, String> {
    let Some(column) = form.parent else { return HashMap::new() };
    let named = |&line: &usize| {
        let text = grid.text(line, column);
        (!text.is_empty()).then(|| (grid.lines[line].row, text.to_owned()))
    };
    asked.iter().filter_map(named).collect()
}

/// The heading over each line: the last section row, or what the section column says.
fn sections(grid: &Grid<'_>, form: &Form, kinds: &HashMap<usize, Kind>) -> HashMap<usize, String> {
    let mut found = HashMap::new();
    for table in &form.tables {
        let mut heading = None;
        let mut beside = None;
        for line in table.body() {
            if kinds.get(&line).is_some_and(|kind| kind.kind == RowKind::Section) {
                heading = Some(title(grid, line));
                beside = None;
            }
            if let Some(column) = form.section {
                let text = grid.text(line, column);
                if !text.is_empty() {
                    beside = Some(text.to_owned());
                }
            }
            let both = [heading.clone(), beside.clone()].into_iter().flatten().next_back();
            if let Some(section) = both {
                found.insert(line, section);
            }
        }
    }
    found
}

/// A section's words without its number.
fn title(grid: &Grid<'_>, line: usize) -> String {
    let longest =
        grid.seen(line).map(|(_, cell)| cell.text.trim()).max_by_key(|text| words::count(text)).unwrap_or("");
    words::without_number(longest).to_owned()
}
