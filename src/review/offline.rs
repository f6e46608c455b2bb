//! Decisions that were made offline, in a review workbook, merged with what was decided here meanwhile. What both sides
//! changed is a conflict that a person looks at; nothing of either is lost. How the workbook is read stays elsewhere.

use super::admit::{Refusal, admit};
use super::decision::{Decision, Entry, RowNumber};
use super::standing::{RowRecord, fold};

/// A row as it came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfflineRow {
    pub number: RowNumber,
    /// The version that the workbook was written from.
    pub version: u64,
    /// What was decided in it; a cleared cell decides nothing.
    pub decision: Option<Decision>,
    /// A remark beside a decision that takes no words.
    pub remark: Option<String>,
}

/// Both sides decided a row since the workbook was written.
#[derive(Clone, Debug, PartialEq)]
pub struct OfflineConflict {
    pub row: RowNumber,
    /// What the workbook says.
    pub offline: Decision,
    /// What was decided here; none where another suggestion came.
    pub here: Option<Entry>,
}

/// What becomes of a workbook that came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Merge {
    /// To be added, each on the version it is for.
    pub decisions: Vec<(RowNumber, u64, Decision)>,
    pub conflicts: Vec<OfflineConflict>,
    /// What cannot be decided so, and why.
    pub refused: Vec<(RowNumber, Decision, String)>,
    /// Rows that say nothing new.
    pub unchanged: usize,
}

/// Merges what came back with the rows as they are now.
pub fn merge(records: &[RowRecord], offline: &[OfflineRow]) -> Merge {
    let mut merged = Merge::default();
    for row in offline {
        match records.iter().find(|record| record.number == row.number) {
            Some(record) => merged.add(record, row),
            None => merged.refused.extend(
                row.decision
                    .clone()
                    .map(|decision| (row.number, decision, "there is no such row in this review".to_owned())),
            ),
        }
    }
    merged
}

impl Merge {
    fn add(&mut self, record: &RowRecord, row: &OfflineRow) {
        let standing = fold(record);
        let said = |entry: &Option<Entry>| match (entry, &row.decision) {
            (Some(entry), Some(decision)) => says_the_same(&entry.decision, decision),
            _ => false,
        };
        let decision = match &row.decision {
            Some(decision) if !said(&standing.decided) && !said(&then(record, row.version)) => decision,
            _ => {
                self.unchanged += 1;
                return;
            }
        };
        match admit(record, row.version, decision) {
            Ok(()) => {
                self.decisions.push((row.number, row.version, decision.clone()));
                let remark = row.remark.clone().map(|words| Decision::Commented { words });
                self.decisions.extend(remark.map(|remark| (row.number, row.version + 1, remark)));
            }
            Err(Refusal::Conflict { theirs, .. }) => {
                let (offline, here) = (decision.clone(), theirs.map(|theirs| *theirs));
                self.conflicts.push(OfflineConflict { row: row.number, offline, here });
            }
            Err(refusal) => self.refused.push((row.number, decision.clone(), refusal.to_string())),
        }
    }
}

/// The decision that held at a version.
fn then(record: &RowRecord, version: u64) -> Option<Entry> {
    let before =
        record.entries.iter().filter(|entry| entry.on < version || !entry.decision.kind().moves_version());
    fold(&RowRecord { entries: before.cloned().collect(), ..record.clone() }).decided
}

/// The same, but for where the words were taken from, which a workbook does not tell.
fn says_the_same(one: &Decision, other: &Decision) -> bool {
    match (one, other) {
        (Decision::Edited { option: a, words: x, .. }, Decision::Edited { option: b, words: y, .. }) => {
            a == b && x.trim() == y.trim()
        }
        (Decision::Rejected { reason: a }, Decision::Rejected { reason: b })
        | (Decision::NotApplicable { words: a }, Decision::NotApplicable { words: b }) => {
            a.trim() == b.trim()
        }
        _ => one == other,
    }
}
