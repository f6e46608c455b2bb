//! Merged answer cells that several questions share: one cell, one answer. What agrees is written once, words stand one
//! after another, and where a closed cell would be wrong for one of its rows it is left and says why. How cells are merged
//! in a file must not enter here.

use std::collections::BTreeMap;

use super::writing::Written;
use crate::layout::{Layout, SheetLayout};
use crate::question::{AnswerCell, AnswerKind, Question};
use crate::suggestion::Plan;
use crate::workbook::{Area, MOST_UNITS, Position, Row, Sheet, Value, Workbook};

/// So many shared cells are named in a note; the rest are counted.
const NAMED: usize = 5;

/// Gives every question the merged cells that reach down over its row from a question above.
pub(super) fn share(workbook: &Workbook, layout: &mut Layout) {
    for (sheet, found) in workbook.sheets.iter().zip(&mut layout.sheets) {
        let reaching = reaching_down(sheet, found);
        let mut by_row: BTreeMap<Row, Vec<&mut Question>> = BTreeMap::new();
        found
            .questions
            .iter_mut()
            .for_each(|question| by_row.entry(question.row).or_default().push(question));
        for (area, cell) in reaching {
            let below = Row(area.first.row.0 + 1)..=area.last.row;
            for question in by_row.range_mut(below).flat_map(|(_, questions)| questions) {
                if !has_own(question, &area) {
                    question.cells.push(cell.clone());
                    question.cells.sort_by_key(|cell| cell.at.column);
                }
            }
        }
    }
}

fn reaching_down(sheet: &Sheet, found: &SheetLayout) -> Vec<(Area, AnswerCell)> {
    let of = |question: &Question, cell: &AnswerCell| {
        let area = sheet.merge_at(cell.at).filter(|area| area.first == cell.at)?;
        (area.first.row == question.row && area.last.row > question.row).then(|| (*area, cell.clone()))
    };
    let cells =
        found.questions.iter().flat_map(|question| question.cells.iter().map(move |cell| (question, cell)));
    cells.filter_map(|(question, cell)| of(question, cell)).collect()
}

fn has_own(question: &Question, area: &Area) -> bool {
    question.cells.iter().any(|cell| (area.first.column..=area.last.column).contains(&cell.at.column))
}

/// Makes one answer of what the rows that share a cell would write there. Says in words what became of each such cell.
pub(super) fn reconcile(workbook: &Workbook, rows: &mut [Written]) -> Vec<String> {
    let mut sharers: BTreeMap<(usize, Position), Vec<usize>> = BTreeMap::new();
    for (place, row) in rows.iter().enumerate() {
        for cell in &row.question.cells {
            sharers.entry((row.question.sheet, cell.at)).or_default().push(place);
        }
    }
    let mut notes = Vec::new();
    for ((sheet, at), places) in sharers.into_iter().filter(|(_, places)| places.len() > 1) {
        let shared = Shared { at, area: workbook.sheets[sheet].merge_at(at).copied(), places };
        let outcome = shared.settle(workbook, rows);
        notes.push(format!("“{}” {}", workbook.sheets[sheet].name, shared.described(rows, outcome)));
    }
    if notes.len() > NAMED {
        let more = notes.len() - NAMED;
        notes.truncate(NAMED);
        notes.push(format!(
            "{more} more answer cells are shared by several rows; the review says what is in them"
        ));
    }
    notes
}

/// A cell, and the rows whose answers go there.
struct Shared {
    at: Position,
    area: Option<Area>,
    places: Vec<usize>,
}

impl Shared {
    /// Gives all rows the same plan for the cell; says what it is.
    fn settle(&self, workbook: &Workbook, rows: &mut [Written]) -> &'static str {
        let values: Vec<Option<Value>> = self.places.iter().map(|&place| self.value(&rows[place])).collect();
        if values.iter().all(Option::is_none) {
            return "it is left open";
        }
        if values.iter().all(|value| value.is_some() && *value == values[0]) {
            return "their answers agree";
        }
        if self.takes_words(rows) {
            let joined = self.joined(rows, &values);
            let outcome = if joined.is_ok() {
                "it holds their answers"
            } else {
                "it is left, as their answers are too long"
            };
            let answered = self.places.iter().zip(&values).filter(|(_, value)| value.is_some());
            answered.for_each(|(&place, _)| self.put(&mut rows[place], joined.clone()));
            return outcome;
        }
        let differ = values.iter().all(Option::is_some);
        let outcome = if differ {
            "it is left, as their answers differ"
        } else {
            "it is left, as not all of them are answered"
        };
        for &place in &self.places {
            let row = &mut rows[place];
            let reason = format!("{} is one cell for several rows; {outcome}", self.name());
            let without = Question {
                cells: row.question.cells.iter().filter(|cell| cell.at != self.at).cloned().collect(),
                ..row.question.clone()
            };
            row.plans = row.plans_for(workbook, &without);
            if row.saying.is_some() {
                self.put(row, Err(reason));
            }
        }
        outcome
    }

    fn value(&self, row: &Written) -> Option<Value> {
        row.plans.iter().find(|plan| plan.at == self.at)?.value.clone().ok()
    }

    fn cell<'a>(&self, rows: &'a [Written]) -> Option<&'a AnswerCell> {
        rows[self.places[0]].question.cells.iter().find(|cell| cell.at == self.at)
    }

    fn takes_words(&self, rows: &[Written]) -> bool {
        self.cell(rows).is_some_and(|cell| cell.kind == AnswerKind::Text)
    }

    /// The answers one after another, each with the number of its question.
    fn joined(&self, rows: &[Written], values: &[Option<Value>]) -> Result<Value, String> {
        let lines = self.places.iter().zip(values).filter_map(|(&place, value)| match value {
            Some(Value::Text(text)) => Some(format!("{}: {text}", number(&rows[place].question))),
            _ => None,
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        let most = self.cell(rows).and_then(|cell| cell.max_length).map_or(MOST_UNITS, |most| most as usize);
        if text.encode_utf16().count() > most {
            return Err(format!(
                "{} is one cell for several rows, and their answers are too long for it",
                self.name()
            ));
        }
        Ok(Value::Text(text))
    }

    fn put(&self, row: &mut Written, value: Result<Value, String>) {
        row.plans.retain(|plan| plan.at != self.at);
        row.plans.push(Plan { at: self.at, value });
        row.plans.sort_by_key(|plan| plan.at.column);
    }

    fn name(&self) -> String {
        self.area.map_or_else(|| self.at.to_string(), |area| area.to_string())
    }

    fn described(&self, rows: &[Written], outcome: &str) -> String {
        let numbers: Vec<String> =
            self.places.iter().map(|&place| rows[place].question.row.to_string()).collect();
        format!("{}: one answer cell for the rows {}; {outcome}", self.name(), numbers.join(", "))
    }
}

fn number(question: &Question) -> String {
    question.id.clone().unwrap_or_else(|| format!("Row {}", question.row))
}
