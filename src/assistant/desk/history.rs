//! What happened, by whom and when: to one row, and to a review as a whole. Nothing here is ever changed.

use super::rows::Kept;
use super::upload::PROGRAM;
use super::{Desk, DeskError, ReviewId};
use crate::review::{DecisionKind, RowNumber, RowRecord, Timestamp};

/// What kind of thing happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HistoryKind {
    /// The review came in.
    Uploaded,
    Suggested,
    Decision(DecisionKind),
    /// To the review as a whole: `layout-corrected`, `layout-accepted`, `amended`, `exported-draft`, `exported-final`,
    /// `downloaded`,
    /// `taken-back`, `released`.
    Review(String),
}

/// One thing that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryLine {
    pub at: Timestamp,
    pub by: String,
    pub kind: HistoryKind,
    /// None where it is about the review as a whole.
    pub row: Option<RowNumber>,
    /// In one line.
    pub what: String,
}

impl Desk {
    /// Everything that happened to a review and its rows, oldest first.
    pub fn history(&self, review: &ReviewId) -> Result<Vec<HistoryLine>, DeskError> {
        let (room, kept) = self.review(review)?;
        let uploaded = HistoryLine {
            at: kept.at,
            by: kept.person,
            kind: HistoryKind::Uploaded,
            row: None,
            what: format!("uploaded {}", kept.file),
        };
        let mut lines = vec![uploaded];
        lines.extend(room.store().review_events(review.number)?.into_iter().map(|event| HistoryLine {
            at: event.at,
            by: event.person,
            what: format!("{}: {}", event.kind.replace('-', " "), first_line(&event.detail)),
            kind: HistoryKind::Review(event.kind),
            row: None,
        }));
        let rows = room.rows(review.number)?;
        lines.extend(rows.records.iter().flat_map(|record| of_row(&rows, record)));
        lines.sort_by_key(|line| line.at);
        Ok(lines)
    }
}

/// What a person corrected in a layout takes many lines; the history needs its first.
fn first_line(detail: &str) -> &str {
    detail.lines().find(|line| !line.trim().is_empty()).unwrap_or_default()
}

/// What happened to a row, oldest first.
pub(super) fn of_row(kept: &Kept, record: &RowRecord) -> Vec<HistoryLine> {
    let times = (record.number.0 as usize).checked_sub(1).and_then(|at| kept.suggested.get(at));
    let suggested =
        record.proposals.iter().zip(times.into_iter().flatten()).map(|(proposal, at)| HistoryLine {
            at: *at,
            by: PROGRAM.to_owned(),
            kind: HistoryKind::Suggested,
            row: Some(record.number),
            what: match &proposal.answer {
                Some(answer) => format!("suggested “{}” ({})", answer.words(), proposal.band().word()),
                None => format!("left open: {}", proposal.reason),
            },
        });
    let decided = record.entries.iter().map(|entry| HistoryLine {
        at: entry.at,
        by: entry.by.clone(),
        kind: HistoryKind::Decision(entry.decision.kind()),
        row: Some(record.number),
        what: entry.decision.to_string(),
    });
    let mut lines: Vec<HistoryLine> = suggested.chain(decided).collect();
    lines.sort_by_key(|line| line.at);
    lines
}
