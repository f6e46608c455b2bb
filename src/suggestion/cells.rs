//! What a suggestion writes into a question's answer cells: the customer's own option, a mark, the answer's words.

use super::options::option_for;
use super::{Answer, Suggestion, Verdict};
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use crate::workbook::{Position, Value};

/// What to do with one answer cell.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub at: Position,
    /// What to write, or why the cell is left as it is.
    pub value: Result<Value, String>,
}

/// The mark that people put into a column of Yes / No / N/A.
const MARK: &str = "X";

/// What a suggestion writes into each answer cell of its question; nothing for one that stays open.
pub fn plan(question: &Question, suggestion: &Suggestion) -> Vec<Plan> {
    let Some(answer) = suggestion.answer() else { return Vec::new() };
    let words_go_to = words_cell(question);
    let has_choice = question.cells.iter().any(|c| matches!(c.kind, AnswerKind::Choice | AnswerKind::Mark));
    let words = if has_choice { answer.words().to_owned() } else { with_verdict(answer) };
    question
        .cells
        .iter()
        .filter_map(|cell| {
            let value = match cell.state {
                CellState::Open | CellState::Default => {
                    let words = (words_go_to == Some(cell.at)).then_some(words.as_str());
                    value_for(cell, answer, words)?
                }
                CellState::Answered => return None,
                CellState::Locked => Err("the cell is locked".to_owned()),
                CellState::Formula => Err("the cell holds a formula".to_owned()),
            };
            Some(Plan { at: cell.at, value })
        })
        .collect()
}

/// The one cell that takes the answer's words: the answer cell if it takes text, else the comment beside it.
fn words_cell(question: &Question) -> Option<Position> {
    let text = |role| {
        question
            .cells
            .iter()
            .find(|cell| cell.kind == AnswerKind::Text && cell.role == role && cell.state.is_open())
    };
    text(CellRole::Answer).or_else(|| text(CellRole::Comment)).map(|cell| cell.at)
}

/// `None` where the cell is not for this answer at all (an owner, a date, another mark's column).
fn value_for(cell: &AnswerCell, answer: &Answer, words: Option<&str>) -> Option<Result<Value, String>> {
    match (cell.kind, cell.role) {
        (AnswerKind::Choice, CellRole::Answer) => Some(choice(cell, answer.verdict()).map(Value::Text)),
        (AnswerKind::Mark, CellRole::Answer) => {
            let marked = answer.verdict().is_some_and(|verdict| option_for(verdict, &cell.options).is_some());
            marked.then(|| Ok(Value::Text(MARK.to_owned())))
        }
        (AnswerKind::Text, _) => words.map(|words| with_source(cell, words, answer).map(Value::Text)),
        _ => None,
    }
}

fn choice(cell: &AnswerCell, verdict: Option<Verdict>) -> Result<String, String> {
    let Some(verdict) = verdict else {
        return Err("the evidence gives no clear yes or no".to_owned());
    };
    let said = verdict.word();
    option_for(verdict, &cell.options)
        .cloned()
        .ok_or_else(|| format!("no option of the list says “{said}” ({})", cell.options.join(" / ")))
}

/// The answer's words behind the verdict, where no other cell says it.
fn with_verdict(answer: &Answer) -> String {
    match answer.verdict() {
        Some(verdict) if !answer.words().to_lowercase().starts_with(&verdict.lead().to_lowercase()) => {
            format!("{}. {}", verdict.lead(), answer.words())
        }
        _ => answer.words().to_owned(),
    }
}

/// The words with their source behind them, as far as the cell takes them; never cut.
fn with_source(cell: &AnswerCell, words: &str, answer: &Answer) -> Result<String, String> {
    let fits = |text: &str| cell.max_length.is_none_or(|most| text.encode_utf16().count() <= most as usize);
    let sourced = format!("{words} [{}]", answer.citations()[0].place());
    [sourced, words.to_owned(), answer.words().to_owned()].into_iter().find(|text| fits(text)).ok_or_else(
        || {
            format!(
                "the answer is longer than the {} characters that the cell takes",
                cell.max_length.unwrap_or_default()
            )
        },
    )
}
