//! What an answer writes into a question's answer cells: the customer's own option, a mark, the answer's words. The same
//! for what the program suggests and for what a person gives; neither is ever cut, and neither writes what is not legal.

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

impl Plan {
    /// That the cell is left, and why; none for one that is written.
    pub fn left(&self) -> Option<String> {
        self.value.as_ref().err().map(|why| format!("cell {} is left: {why}", self.at))
    }
}

/// What is to be said in the cells of a question.
#[derive(Clone, Debug, PartialEq)]
pub struct Saying {
    pub closed: Closed,
    /// In words; empty where a closed answer needs none.
    pub words: String,
    /// Where the words stand, as it is written behind them.
    pub place: Option<String>,
    /// A person chose these words: where they do not fit, nothing else is written in their stead.
    pub by_person: bool,
}

/// What is said where a cell takes no words of one's own.
#[derive(Clone, Debug, PartialEq)]
pub enum Closed {
    /// What the evidence says; which option says that is worked out.
    Verdict(Option<Verdict>),
    /// One of the question's own options, chosen by a person.
    Option(String),
    /// A person gave words only.
    Unsaid,
}

/// The mark that people put into a column of Yes / No / N/A.
const MARK: &str = "X";

/// What a suggestion writes into each answer cell of its question; nothing for one that stays open.
pub fn plan(question: &Question, suggestion: &Suggestion) -> Vec<Plan> {
    suggestion.answer().map(|answer| lay(question, &Saying::of(answer))).unwrap_or_default()
}

/// What is written into each answer cell of a question.
pub fn lay(question: &Question, saying: &Saying) -> Vec<Plan> {
    let words_go_to = words_cell(question, saying.by_person);
    let closed_goes_to = closed_cell(question);
    let words = saying.text(question);
    let of = |cell: &AnswerCell| {
        let value = match cell.state {
            CellState::Open | CellState::Default => {
                let words = words.as_deref().filter(|_| words_go_to == Some(cell.at));
                match closed_goes_to {
                    Some(at) if is_list(cell) && at != cell.at => Err(ANOTHER_CLOSED.to_owned()),
                    _ => value_for(cell, &question.cells, saying, words)?,
                }
            }
            CellState::Answered => return None,
            CellState::Locked => Err("the cell is locked".to_owned()),
            CellState::Formula => Err("the cell holds a formula".to_owned()),
        };
        Some(Plan { at: cell.at, value })
    };
    question.cells.iter().filter_map(of).collect()
}

/// Why a second list in one row is left: the evidence was found for the question, not for that column's own.
const ANOTHER_CLOSED: &str = "a second closed answer of this row; what its heading asks was not looked for";

impl Saying {
    /// What an answer of the program says.
    pub fn of(answer: &Answer) -> Self {
        Self {
            closed: Closed::Verdict(answer.verdict()),
            words: answer.words().to_owned(),
            place: answer.source().map(|citation| citation.place()),
            by_person: false,
        }
    }

    /// The words as they are written into a cell, without their place: behind the verdict, where no other cell says it.
    pub fn text(&self, question: &Question) -> Option<String> {
        let text = if has_closed(question) { self.words.clone() } else { self.with_verdict() };
        Some(text).filter(|text| !text.trim().is_empty())
    }

    fn with_verdict(&self) -> String {
        let Closed::Verdict(Some(verdict)) = self.closed else { return self.words.clone() };
        if self.words.trim().is_empty() {
            return verdict.lead().to_owned();
        }
        if self.words.to_lowercase().starts_with(&verdict.lead().to_lowercase()) {
            return self.words.clone();
        }
        format!("{}. {}", verdict.lead(), self.words)
    }
}

/// The options that a person may choose from in a question, in the customer's own spelling; none where it takes words.
pub fn options_of(question: &Question) -> Vec<String> {
    if let Some(list) = question.cells.iter().find(|cell| is_list(cell)) {
        return list.options.clone();
    }
    let marks: Vec<String> =
        marks(&question.cells).filter_map(|cell| cell.options.first().cloned()).collect();
    if !marks.is_empty() {
        return marks;
    }
    let number = |cell: &&AnswerCell| cell.kind == AnswerKind::Number && cell.role == CellRole::Answer;
    question.cells.iter().find(number).map(|cell| cell.options.clone()).unwrap_or_default()
}

/// The cell that takes a person's words, where there is one.
pub fn takes_words(question: &Question) -> Option<&AnswerCell> {
    let at = words_cell(question, true)?;
    question.cells.iter().find(|cell| cell.at == at)
}

/// The option of a question that says a verdict, or why there is none. None where it has no options.
pub fn option_for(question: &Question, verdict: Option<Verdict>) -> Option<Result<String, String>> {
    let options = options_of(question);
    (!options.is_empty()).then(|| chosen(&Closed::Verdict(verdict), &options).cloned())
}

fn is_list(cell: &AnswerCell) -> bool {
    cell.kind == AnswerKind::Choice && cell.role == CellRole::Answer
}

fn has_closed(question: &Question) -> bool {
    question.cells.iter().any(|cell| matches!(cell.kind, AnswerKind::Choice | AnswerKind::Mark))
}

fn marks(cells: &[AnswerCell]) -> impl Iterator<Item = &AnswerCell> {
    cells.iter().filter(|cell| cell.kind == AnswerKind::Mark && cell.role == CellRole::Answer)
}

/// The one list of a row that takes the verdict.
fn closed_cell(question: &Question) -> Option<Position> {
    question.cells.iter().find(|cell| is_list(cell)).map(|cell| cell.at)
}

/// The one cell that takes the answer's words: the answer cell if it takes text, else the comment beside it. A person's
/// words may be a number or a date.
fn words_cell(question: &Question, by_person: bool) -> Option<Position> {
    let open = |kind, role| {
        question.cells.iter().find(move |cell| cell.kind == kind && cell.role == role && cell.state.is_open())
    };
    let typed = || {
        let number = open(AnswerKind::Number, CellRole::Answer).filter(|cell| cell.options.is_empty());
        number.or_else(|| open(AnswerKind::Date, CellRole::Answer)).filter(|_| by_person)
    };
    let text = open(AnswerKind::Text, CellRole::Answer).or_else(typed);
    text.or_else(|| open(AnswerKind::Text, CellRole::Comment)).map(|cell| cell.at)
}

/// `None` where the cell is not for this answer at all (an owner, a date, another mark's column).
fn value_for(
    cell: &AnswerCell,
    cells: &[AnswerCell],
    saying: &Saying,
    words: Option<&str>,
) -> Option<Result<Value, String>> {
    match (cell.kind, cell.role) {
        (AnswerKind::Choice, CellRole::Answer) => {
            Some(chosen(&saying.closed, &cell.options).map(|option| Value::Text(option.clone())))
        }
        (AnswerKind::Number | AnswerKind::Date, CellRole::Answer) if words.is_some() => words.map(typed),
        (AnswerKind::Number, CellRole::Answer) => Some(step(cell, &saying.closed)),
        (AnswerKind::Mark, CellRole::Answer) => mark(cell, cells, &saying.closed),
        (AnswerKind::Text, _) => words.map(|words| with_place(cell, words, saying).map(Value::Text)),
        _ => None,
    }
}

/// What a person typed into a cell that takes a number or a date; the file's own rule has the last word.
fn typed(words: &str) -> Result<Value, String> {
    let words = words.trim();
    Ok(words.parse().map_or_else(|_| Value::Text(words.to_owned()), Value::Number))
}

fn chosen<'o>(closed: &Closed, options: &'o [String]) -> Result<&'o String, String> {
    match closed {
        Closed::Verdict(Some(verdict)) => choose(*verdict, options),
        Closed::Verdict(None) => Err("the evidence gives no clear yes or no".to_owned()),
        Closed::Unsaid => Err("no option was chosen".to_owned()),
        Closed::Option(option) => options
            .iter()
            .find(|own| *own == option)
            .ok_or_else(|| format!("“{option}” is not one of its options ({})", options.join(" / "))),
    }
}

/// One of the numbers that the cell takes.
fn step(cell: &AnswerCell, closed: &Closed) -> Result<Value, String> {
    if cell.options.is_empty() {
        return Err("the cell takes a number; which, is for a person to say".to_owned());
    }
    let option = chosen(closed, &cell.options)?;
    let number = option.trim().parse().map(Value::Number);
    Ok(number.unwrap_or_else(|_| Value::Text(option.clone())))
}

/// A mark under the heading that says the verdict, weighed against the other headings; where none is chosen, the first
/// of the columns says why.
fn mark(cell: &AnswerCell, cells: &[AnswerCell], closed: &Closed) -> Option<Result<Value, String>> {
    let headings: Vec<String> = marks(cells).filter_map(|cell| cell.options.first().cloned()).collect();
    match chosen(closed, &headings) {
        Ok(heading) => {
            let column = marks(cells).find(|other| other.options.first() == Some(heading))?;
            (column.at == cell.at).then(|| Ok(Value::Text(cell.mark.as_deref().unwrap_or(MARK).to_owned())))
        }
        Err(why) => marks(cells).next().filter(|first| first.at == cell.at).map(|_| Err(why)),
    }
}

/// The words with their place behind them, as far as the cell takes them; never cut.
fn with_place(cell: &AnswerCell, words: &str, saying: &Saying) -> Result<String, String> {
    let most = cell.max_length.map_or(MOST_UNITS, |most| most as usize);
    let fits = |text: &String| text.encode_utf16().count() <= most;
    let place = saying.place.as_ref().map(|place| format!("[{place}]"));
    let sourced = place.as_ref().map(|place| format!("{words} {place}"));
    let instead = [Some(saying.words.clone()), place].into_iter().flatten().filter(|_| !saying.by_person);
    let tried = sourced.into_iter().chain([words.to_owned()]).chain(instead);
    tried.into_iter().find(fits).ok_or_else(|| too_long(words, most, saying.by_person))
}

fn too_long(words: &str, most: usize, by_person: bool) -> String {
    let units = words.encode_utf16().count();
    if by_person {
        format!("the answer has {units} characters, and the cell takes {most}")
    } else {
        format!("the answer is longer than the {most} characters that the cell takes")
    }
}
