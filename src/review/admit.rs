//! Whether a decision may be added to a row: the author has seen the row as it is now, and what they say is legal there.

use super::decision::{Decision, Entry};
use super::standing::{RowRecord, RowState, fold};
use crate::suggestion::options_of;

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
            answer.map(|_| ()).ok_or(Refusal::NothingToApprove)
        }
        Decision::Undone => standing.decided.map(|_| ()).ok_or(Refusal::NothingToUndo),
        Decision::Edited { option, words, candidate } => edit(record, option.as_deref(), words, *candidate),
        _ => Ok(()),
    }
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
    let options = options_of(&record.question);
    if let Some(option) = option.filter(|option| !options.iter().any(|own| own == option)) {
        let options = if options.is_empty() { "it has none".to_owned() } else { options.join(" / ") };
        return Err(Refusal::NotAnOption { option: option.to_owned(), options });
    }
    match candidate {
        Some(at) if record.proposal().is_none_or(|proposal| proposal.candidates().nth(at).is_none()) => {
            Err(Refusal::NoSuchCandidate { candidate: at })
        }
        _ => Ok(()),
    }
}
