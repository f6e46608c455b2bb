//! Deciding: one row, or the rest of a filter in one go. What somebody else has changed meanwhile is never written over.

use super::{Desk, DeskError, EventKind, ReviewId, Room, named};
use crate::review::{Decision, Entry, Proposal, Refusal, RowNumber, RowRecord, RowStanding, RowState, fold};
use crate::suggestion::Band;

/// Why a decision was not added. The caller still has it.
#[derive(Debug, thiserror::Error)]
pub enum DecideError {
    /// Somebody decided, or another answer was suggested, since the row was seen.
    #[error("the row has changed since you saw it; look at both and decide again")]
    Conflict {
        /// What somebody else decided; none where another answer was suggested.
        theirs: Option<Box<Entry>>,
        standing: Box<RowStanding>,
    },
    #[error(transparent)]
    Refused(Box<Refusal>),
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// What came of deciding many rows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    pub decided: Vec<RowNumber>,
    /// Under high confidence: they want the second key.
    pub held_back: Vec<RowNumber>,
    /// Changed since they were seen.
    pub changed: Vec<RowNumber>,
    /// Cannot be decided so, and why.
    pub refused: Vec<(RowNumber, String)>,
}

impl Desk {
    /// Adds a decision that was made on this version of a row. The same decision, sent twice, is one.
    pub fn decide(
        &self,
        review: &ReviewId,
        row: RowNumber,
        person: &str,
        version: u64,
        decision: Decision,
    ) -> Result<RowStanding, DecideError> {
        let (room, _) = self.review(review)?;
        let person = named(person)?;
        let said = self.entry(row, person, version, decision);
        let standing = add(room, review, &said)?;
        self.tell(review, Some(row), EventKind::Decided);
        Ok(standing)
    }

    /// Approves many rows, each on the version that was seen. Rows under high confidence, and rows that are decided already,
    /// are held back without the second key.
    pub fn decide_all(
        &self,
        review: &ReviewId,
        rows: &[(RowNumber, u64)],
        person: &str,
        second_key: bool,
    ) -> Result<Batch, DeskError> {
        let (room, _) = self.review(review)?;
        let person = named(person)?;
        let kept = room.rows(review.number)?;
        let mut batch = Batch::default();
        for (row, version) in rows {
            if !second_key && !is_sure(kept.row(*row)?) {
                batch.held_back.push(*row);
                continue;
            }
            match add(room, review, &self.entry(*row, person, *version, Decision::Approved)) {
                Ok(_) => {
                    batch.decided.push(*row);
                    self.tell(review, Some(*row), EventKind::Decided);
                }
                Err(DecideError::Conflict { .. }) => batch.changed.push(*row),
                Err(DecideError::Refused(refusal)) => batch.refused.push((*row, refusal.to_string())),
                Err(DecideError::Desk(error)) => return Err(error),
            }
        }
        Ok(batch)
    }

    pub(super) fn entry(&self, row: RowNumber, person: &str, on: u64, decision: Decision) -> Entry {
        // The store counts entries; this one has no number yet.
        Entry { number: 0, row, by: person.to_owned(), at: self.now(), on, decision }
    }
}

/// Suggested with high confidence, and with nothing that a person should read first.
fn is_sure(record: &RowRecord) -> bool {
    let sure = |one: &Proposal| one.band() == Band::High && !one.doubtful;
    fold(record).state == RowState::Suggested && record.proposal().is_some_and(sure)
}

/// Adds a decision to the store, or says why not.
pub(super) fn add(room: &Room, review: &ReviewId, said: &Entry) -> Result<RowStanding, DecideError> {
    let outcome = room.store().decide(review.number, said).map_err(DeskError::from)?;
    match outcome.ok_or(DeskError::NoSuchRow(said.row))? {
        Ok(record) => Ok(fold(&record)),
        Err((record, Refusal::Conflict { theirs, .. })) => {
            let standing = fold(&record);
            if theirs.as_ref().is_some_and(|theirs| is_the_same(theirs, said)) {
                return Ok(standing);
            }
            Err(DecideError::Conflict { theirs, standing: Box::new(standing) })
        }
        Err((_, refusal)) => Err(DecideError::Refused(Box::new(refusal))),
    }
}

/// It was added already, and its answer got lost on the way.
fn is_the_same(theirs: &Entry, said: &Entry) -> bool {
    theirs.by == said.by && theirs.on == said.on && theirs.decision == said.decision
}
