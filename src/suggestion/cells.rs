//! What a suggestion writes into a question's answer cells: the customer's own option, a mark, the answer's words.

use super::{Answer, Suggestion, Verdict};
use crate::options::choose;
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use crate::workbook::{MOST_UNITS, Position, Value};

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
    let closed_goes_to = closed_cell(question);
    let has_choice = question.cells.iter().any(|c| matches!(c.kind, AnswerKind::Choice | AnswerKind::Mark));
    let words = if has_choice { answer.words().to_owned() } else { with_verdict(answer) };
    question
        .cells
        .iter()
        .filter_map(|cell| {
            let value = match cell.state {
                CellState::Open | CellState::Default => {
                    let words = (words_go_to == Some(cell.at)).then_some(words.as_str());
                    match closed_goes_to {
                        Some(at) if is_list(cell) && at != cell.at => Err(ANOTHER_CLOSED.to_owned()),
                        _ => value_for(cell, &question.cells, answer, words)?,
                    }
                }
                CellState::Answered => return None,
                CellState::Locked => Err("the cell is locked".to_owned()),
                CellState::Formula => Err("the cell holds a formula".to_owned()),
            };
            Some(Plan { at: cell.at, value })
        })
        .collect()
}

/// Why a second list in one row is left: the evidence was found for the question, not for that column's own.
const ANOTHER_CLOSED: &str = "a second closed answer of this row; what its heading asks was not looked for";

fn is_list(cell: &AnswerCell) -> bool {
    cell.kind == AnswerKind::Choice && cell.role == CellRole::Answer
}

/// The one list of a row that takes the verdict.
fn closed_cell(question: &Question) -> Option<Position> {
    question.cells.iter().find(|cell| is_list(cell)).map(|cell| cell.at)
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
fn value_for(
    cell: &AnswerCell,
    cells: &[AnswerCell],
    answer: &Answer,
    words: Option<&str>,
) -> Option<Result<Value, String>> {
    match (cell.kind, cell.role) {
        (AnswerKind::Choice, CellRole::Answer) => {
            Some(choice(answer.verdict(), &cell.options).map(|option| Value::Text(option.clone())))
        }
        (AnswerKind::Number, CellRole::Answer) => Some(step(cell, answer.verdict())),
        (AnswerKind::Mark, CellRole::Answer) => mark(cell, cells, answer.verdict()),
        (AnswerKind::Text, _) => words.map(|words| with_source(cell, words, answer).map(Value::Text)),
        _ => None,
    }
}

fn choice(verdict: Option<Verdict>, options: &[String]) -> Result<&String, String> {
    let verdict = verdict.ok_or("the evidence gives no clear yes or no")?;
    choose(verdict, options)
}

/// One of the numbers that the cell takes.
fn step(cell: &AnswerCell, verdict: Option<Verdict>) -> Result<Value, String> {
    if cell.options.is_empty() {
        return Err("the cell takes a number; which, is for a person to say".to_owned());
    }
    let option = choice(verdict, &cell.options)?;
    let number = option.trim().parse().map(Value::Number);
    Ok(number.unwrap_or_else(|_| Value::Text(option.clone())))
}

/// A mark under the heading that says the verdict, weighed against the other headings; where none is chosen, the first
/// of the columns says why.
fn mark(cell: &AnswerCell, cells: &[AnswerCell], verdict: Option<Verdict>) -> Option<Result<Value, String>> {
    let marks = || cells.iter().filter(|cell| cell.kind == AnswerKind::Mark && cell.role == CellRole::Answer);
    let headings: Vec<String> = marks().filter_map(|cell| cell.options.first().cloned()).collect();
    match choice(verdict, &headings) {
        Ok(heading) => {
            let column = marks().find(|other| other.options.first() == Some(heading))?;
            (column.at == cell.at).then(|| Ok(Value::Text(cell.mark.as_deref().unwrap_or(MARK).to_owned())))
        }
        Err(why) => marks().next().filter(|first| first.at == cell.at).map(|_| Err(why)),
    }
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
    let most = cell.max_length.map_or(MOST_UNITS, |most| most as usize);
    let fits = |text: &str| text.encode_utf16().count() <= most;
    let place = answer.source().map(|source| format!("[{}]", source.place()));
    let sourced = place.as_ref().map(|place| format!("{words} {place}"));
    [sourced, Some(words.to_owned()), Some(answer.words().to_owned()), place]
        .into_iter()
        .flatten()
        .find(|text| fits(text))
        .ok_or_else(|| format!("the answer is longer than the {most} characters that the cell takes"))
}
