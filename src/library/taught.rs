//! What a questionnaire that was answered teaches: its questions with the answers in their cells. Reads a workbook and
//! its layout; a cell that says nothing (empty, a dash, "TBD", a bare "N/A") teaches nothing, and is named.

use std::collections::HashMap;

use super::{PastAnswer, Place};
use crate::document::{ContentHash, Date, Disclosure};
use crate::layout::Layout;
use crate::options::{self, Verdict};
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use crate::words::bare;
use crate::workbook::{Row, Sheet, Workbook};

/// Where a questionnaire comes from.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file's name, without its folder.
    pub file: String,
    pub hash: ContentHash,
    pub date: Option<Date>,
    pub customer: Option<String>,
    /// Who may be told what it says.
    pub disclosure: Disclosure,
}

/// What was found in a questionnaire.
#[derive(Clone, Debug, Default)]
pub struct Taught {
    pub answers: Vec<PastAnswer>,
    pub passed_over: Vec<PassedOver>,
}

/// A question that teaches nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    pub sheet: String,
    pub cell: String,
    pub reason: &'static str,
}

/// Reads the answers out of a questionnaire.
pub fn taught(workbook: &Workbook, layout: &Layout, source: &Source) -> Taught {
    let mut taught = Taught::default();
    for (sheet, found) in workbook.sheets.iter().zip(&layout.sheets) {
        let texts: HashMap<Row, &str> = found.questions.iter().map(|q| (q.row, q.text.as_str())).collect();
        for question in &found.questions {
            let follows = question.follows.and_then(|row| texts.get(&row)).map(|text| (*text).to_owned());
            match answer(sheet, question, follows, source) {
                Ok(answer) => taught.answers.push(answer),
                Err(reason) => {
                    let cell = place(question);
                    taught.passed_over.push(PassedOver { sheet: sheet.name.clone(), cell, reason });
                }
            }
        }
    }
    taught
}

fn answer(
    sheet: &Sheet,
    question: &Question,
    follows: Option<String>,
    source: &Source,
) -> Result<PastAnswer, &'static str> {
    let given: Vec<(&AnswerCell, String)> =
        question.cells.iter().filter_map(|cell| Some((cell, given(sheet, cell)?))).collect();
    let joined = |holds: &dyn Fn(&AnswerCell) -> bool| {
        let texts = given.iter().filter(|(cell, _)| holds(cell)).map(|(_, text)| text.as_str());
        Some(texts.collect::<Vec<_>>().join("\n")).filter(|text| !text.is_empty())
    };
    let closed = |cell: &AnswerCell| {
        cell.role == CellRole::Answer && matches!(cell.kind, AnswerKind::Choice | AnswerKind::Mark)
    };
    let mut option = joined(&closed);
    let mut words = joined(&|cell| cell.role == CellRole::Answer && !closed(cell));
    // A bare "Yes" is an option, also in a cell that takes any text.
    if option.is_none() && words.as_deref().is_some_and(|words| options::verdict(words).is_some()) {
        option = words.take();
    }
    let comment = joined(&|cell| cell.role == CellRole::Comment);
    says_something(&option, &words, &comment)?;
    let place = Place {
        file: source.file.clone(),
        hash: source.hash,
        sheet: sheet.name.clone(),
        cell: place(question),
    };
    Ok(PastAnswer {
        question: question.text.trim().to_owned(),
        follows,
        section: question.section.clone(),
        option,
        words,
        comment,
        place,
        date: source.date,
        customer: source.customer.clone(),
        disclosure: source.disclosure,
        backing: Vec::new(),
        events: Vec::new(),
    })
}

/// What a person put into a cell; a mark says its column's heading.
fn given(sheet: &Sheet, cell: &AnswerCell) -> Option<String> {
    if !matches!(cell.state, CellState::Answered | CellState::Locked | CellState::Formula) {
        return None;
    }
    let text = sheet.text(cell.at).trim();
    let text = match cell.kind {
        AnswerKind::Mark if !text.is_empty() => cell.options.first().map_or(text, String::as_str),
        _ => text,
    };
    // One kind of line break, so that a copy that went through another program is the same answer.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    Some(text).filter(|text| text.contains(char::is_alphanumeric))
}

/// Words that put an answer off, or send elsewhere for it.
const NOTHING_SAID: &[&str] = &[
    "tbd", "tbc", "to be determined", "to be confirmed", "to be discussed", "to do", "todo", "pending",
    "unknown", "see above", "see below", "as above", "same as above", "same", "ditto", "see comment",
    "see comments", "see attached", "see attachment", "see previous answer", "in progress", "draft", "xxx",
];

fn says_something(
    option: &Option<String>,
    words: &Option<String>,
    comment: &Option<String>,
) -> Result<(), &'static str> {
    let all: Vec<&String> = [option, words, comment].into_iter().flatten().collect();
    if all.is_empty() {
        return Err("nobody has answered it");
    }
    let idle =
        |text: &&&String| NOTHING_SAID.contains(&bare(text).trim_matches(|c: char| !c.is_alphanumeric()));
    if all.iter().filter(|text| !idle(text)).count() == 0 {
        return Err("its answer is put off or stands elsewhere");
    }
    let applies = |text: &&String| options::verdict(text) != Some(Verdict::NotApplicable);
    if all.iter().any(applies) { Ok(()) } else { Err("“not applicable” without a word why") }
}

/// The question's first answer cell, or its row where it has none.
fn place(question: &Question) -> String {
    question.cells.first().map_or_else(|| format!("A{}", question.row), |cell| cell.at.to_string())
}
