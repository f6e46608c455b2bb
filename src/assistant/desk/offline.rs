//! The way back of a review workbook that was decided offline.

use super::decide::{DecideError, add};
use super::{Desk, DeskError, EventKind, ReviewId, named};
use crate::report;
use crate::review::{OfflineConflict, RowNumber, merge};

/// What came of a review workbook that was taken back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merged {
    /// Rows that were decided by it.
    pub decided: Vec<RowNumber>,
    /// Rows that say nothing new.
    pub unchanged: usize,
    /// Rows that both sides decided since it was written.
    pub conflicts: Vec<OfflineConflict>,
    /// What cannot be decided so, and why.
    pub refused: Vec<(RowNumber, String)>,
    /// Lines that could not be understood, with why.
    pub unread: Vec<String>,
}

impl Desk {
    /// Takes a review workbook that was decided offline. What both sides decided is listed, and nothing is written over.
    pub fn take_back(
        &self,
        review: &ReviewId,
        person: &str,
        review_workbook: &[u8],
    ) -> Result<Merged, DeskError> {
        let (room, _) = self.review(review)?;
        let person = named(person)?;
        if review_workbook.len() > self.config.most_bytes {
            return Err(self.too_large("the review workbook", review_workbook.len()));
        }
        let (_, grid) = self.config.reading.sandbox.read("the review workbook", review_workbook)?;
        let back = report::came_back(&grid, &review.to_string())?;
        let merge = merge(&room.rows(review.number)?.records, &back.rows);
        let refused = merge.refused.into_iter().map(|(row, said, why)| (row, format!("{said}: {why}")));
        let mut merged = Merged {
            unchanged: merge.unchanged,
            conflicts: merge.conflicts,
            refused: refused.collect(),
            unread: back.unread,
            ..Merged::default()
        };
        for (row, version, decision) in merge.decisions {
            let said = self.entry(row, person, version, decision);
            match add(room, review, &said) {
                Ok(_) if !said.decision.kind().is_decisive() => {}
                Ok(_) => merged.decided.push(row),
                Err(DecideError::Conflict { theirs, .. }) => {
                    let (offline, here) = (said.decision, theirs.map(|theirs| *theirs));
                    merged.conflicts.push(OfflineConflict { row, offline, here });
                }
                Err(DecideError::Refused(refusal)) => merged.refused.push((row, refusal.to_string())),
                Err(DecideError::Desk(error)) => return Err(error),
            }
            self.tell(review, Some(row), EventKind::Decided);
        }
        let detail = format!("{} rows decided, {} conflicts", merged.decided.len(), merged.conflicts.len());
        room.store().note_review(review.number, &self.event("taken-back", person, detail))?;
        Ok(merged)
    }
}
