//! What is about to be written into a questionnaire: for each question what is to be said, and in which cell it goes. The
//! same for a draft of suggestions and for a review that people decided. How a file is written stays in `sheet`.

use std::collections::HashSet;

use crate::question::Question;
use crate::review::Row;
use crate::sheet::Filled;
use crate::suggestion::{self, Plan, Saying};
use crate::workbook::{Accepts, CellAnswer, Value, Workbook};

/// A question with what is written for it.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub question: Question,
    /// None where it stays empty.
    pub saying: Option<Saying>,
    pub plans: Vec<Plan>,
}

impl Written {
    /// What is written for a question, before it is known which cells are shared.
    pub(super) fn new(workbook: &Workbook, question: &Question, saying: Option<Saying>) -> Self {
        let mut written = Self { question: question.clone(), saying, plans: Vec::new() };
        written.plans = written.plans_for(workbook, question);
        written
    }

    /// What a row of suggestions writes.
    pub(super) fn of_row(workbook: &Workbook, row: &Row) -> Self {
        let answer = row.suggestion().and_then(|suggestion| suggestion.answer());
        Self::new(workbook, &row.question, answer.map(Saying::of))
    }

    /// What it writes into the cells of a question that is its own but for some cells.
    pub(super) fn plans_for(&self, workbook: &Workbook, question: &Question) -> Vec<Plan> {
        self.saying.as_ref().map(|saying| plans(workbook, question, saying)).unwrap_or_default()
    }
}

/// What is written into each cell. Where a formula says what a cell takes, and which answers it lets through is not known
/// here, the words go elsewhere.
fn plans(workbook: &Workbook, question: &Question, saying: &Saying) -> Vec<Plan> {
    let sheet = &workbook.sheets[question.sheet];
    let shut = |at| {
        let rule = sheet.rule_at(at).filter(|rule| !rule.lenient)?;
        matches!(rule.accepts, Accepts::Custom(_)).then_some(rule)
    };
    let (kept, left): (Vec<_>, Vec<_>) =
        question.cells.iter().cloned().partition(|cell| !cell.state.is_open() || shut(cell.at).is_none());
    if left.is_empty() {
        return suggestion::lay(question, saying);
    }
    let mut plans = suggestion::lay(&Question { cells: kept, ..question.clone() }, saying);
    plans.extend(left.into_iter().map(|cell| Plan {
        at: cell.at,
        value: Err("its rule is a formula, and whether that takes the answer is not known here".to_owned()),
    }));
    plans.sort_by_key(|plan| plan.at.column);
    plans
}

/// Every answer with its cell; one that several rows share is written once.
pub(super) fn to_write(rows: &[Written]) -> Vec<CellAnswer> {
    let mut given = HashSet::new();
    let plans = rows.iter().flat_map(|row| row.plans.iter().map(|plan| (row.question.sheet, plan)));
    let answers = plans.filter_map(|(sheet, plan)| {
        let value = plan.value.as_ref().ok()?.clone();
        given.insert((sheet, plan.at)).then_some(CellAnswer { sheet, at: plan.at, value })
    });
    answers.collect()
}

/// Puts what the file refused into the plans, so that a reviewer reads it there.
pub(super) fn note_refusals(rows: &mut [Written], filled: &Filled) {
    for row in rows {
        for plan in &mut row.plans {
            let refused = filled.refused.iter().find(|r| r.sheet == row.question.sheet && r.at == plan.at);
            if let Some(refusal) = refused {
                plan.value = Err::<Value, _>(refusal.reason.clone());
            }
        }
    }
}
