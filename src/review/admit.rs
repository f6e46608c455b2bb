//! Whether a decision may be added to a row: the author has seen the row as it is now, and what they say is legal there.

use super::decision::{Decision, Entry};
use super::standing::{RowRecord, RowState, fold};
use crate::question::Question;
use crate::suggestion::{option_for, options_of, takes_words};
use crate::workbook::MOST_UNITS;

/// Why a decision is not added. Nothing of it is lost: the caller still has it.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// Somebody decided, or another answer was suggested, since this version was seen.
    #[error(
        "the row has changed since version {seen}, and is at version {now}; look at both and decide again"
    )]
    Conflict { seen: u64, now: u64, theirs: Option<Box<Entry>> },
    #[error("there is no suggestion to approve; write an answer, or reject the row")]
    NothingToApprove,
    #[error("choose one of {options} first: {why}")]
    OptionFirst { options: String, why: String },
    #[error("the answer has {units} characters, and the cell takes {most}; shorten it")]
    TooLong { units: usize, most: usize },
    #[error("the answer has a character that no file can hold ({code:#04x}); remove it")]
    Unwritable { code: u32 },
    #[error("no decision of this row is left to take back")]
    NothingToUndo,
    #[error("“{option}” is not one of the options of this question ({options}); choose one of them")]
    NotAnOption { option: String, options: String },
    #[error("there is no candidate {} in this row; take one that is shown", .candidate + 1)]
    NoSuchCandidate { candidate: usize },
    #[error("an answer needs an option or words; to leave the cell empty, reject the row")]
    Empty,
    #[error("no answer can be written into this row: {reason}")]
    NotFillable { reason: String },
}

/// Whether this decision, made on this version, may be added.
pub fn admit(record: &RowRecord, on: u64, decision: &Decision) -> Result<(), Refusal> {
    let standing = fold(record);
    if !decision.kind().moves_version() {
        return Ok(());
    }
    if on != standing.version {
        let theirs = record.entries.iter().rfind(|entry| entry.decision.kind().moves_version());
        let theirs = theirs.filter(|entry| entry.on >= on).cloned().map(Box::new);
        return Err(Refusal::Conflict { seen: on, now: standing.version, theirs });
    }
    match standing.state {
        RowState::AnsweredBefore => {
            return Err(Refusal::NotFillable { reason: "its cell holds an answer already".to_owned() });
        }
        RowState::NotFillable => {
            return Err(Refusal::NotFillable { reason: standing.reason.unwrap_or_default() });
        }
        _ => {}
    }
    match decision {
        Decision::Approved => {
            let answer = record.proposal().and_then(|proposal| proposal.answer.as_ref());
            let verdict = answer.ok_or(Refusal::NothingToApprove)?.verdict();
            match option_for(&record.question, verdict) {
                Some(Err(why)) => Err(Refusal::OptionFirst { options: named(&record.question), why }),
                _ => Ok(()),
            }
        }
        Decision::Undone => standing.decided.map(|_| ()).ok_or(Refusal::NothingToUndo),
        Decision::Edited { option, words, candidate } => edit(record, option.as_deref(), words, *candidate),
        Decision::NotApplicable { words } => fits(&record.question, words),
        _ => Ok(()),
    }
}

/// What a person chooses from, in one line.
fn named(question: &Question) -> String {
    let options = options_of(question);
    if options.is_empty() { "it has none".to_owned() } else { options.join(" / ") }
}

/// Whether the cell for words takes these. Nothing is ever cut.
fn fits(question: &Question, words: &str) -> Result<(), Refusal> {
    let unwritable = |c: &char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    if let Some(c) = words.chars().find(unwritable) {
        return Err(Refusal::Unwritable { code: c.into() });
    }
    let units = words.encode_utf16().count();
    let most =
        takes_words(question).and_then(|cell| cell.max_length).map_or(MOST_UNITS, |most| most as usize);
    if units > most { Err(Refusal::TooLong { units, most }) } else { Ok(()) }
}

fn edit(
    record: &RowRecord,
    option: Option<&str>,
    words: &str,
    candidate: Option<usize>,
) -> Result<(), Refusal> {
    if option.is_none() && words.trim().is_empty() {
        return Err(Refusal::Empty);
    }
    fits(&record.question, words)?;
    let options = options_of(&record.question);
    if let Some(option) = option.filter(|option| !options.iter().any(|own| own == option)) {
        return Err(Refusal::NotAnOption { option: option.to_owned(), options: named(&record.question) });
    }
    match candidate {
        Some(at) if record.proposal().is_none_or(|proposal| proposal.candidates().nth(at).is_none()) => {
            Err(Refusal::NoSuchCandidate { candidate: at })
        }
        _ => Ok(()),
    }
}
