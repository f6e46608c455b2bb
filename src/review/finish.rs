//! The end of a review: a questionnaire in which every row is decided. Promise 4 is the type [`Reviewed`]: a final export
//! takes one, and only [`finish`] makes one.

use std::collections::BTreeSet;

use super::decision::RowNumber;
use super::standing::{RowRecord, RowStanding, fold};

/// A review in which every row is decided.
#[derive(Clone, Debug)]
pub struct Reviewed {
    rows: Vec<(RowRecord, RowStanding)>,
}

/// The finished review, or the rows that nobody has decided yet.
pub fn finish(records: Vec<RowRecord>) -> Result<Reviewed, Vec<RowNumber>> {
    let rows: Vec<(RowRecord, RowStanding)> = records
        .into_iter()
        .map(|record| {
            let standing = fold(&record);
            (record, standing)
        })
        .collect();
    let undecided = rows.iter().filter(|(_, standing)| !standing.state.is_decided());
    let undecided: Vec<RowNumber> = undecided.map(|(record, _)| record.number).collect();
    if undecided.is_empty() { Ok(Reviewed { rows }) } else { Err(undecided) }
}

impl Reviewed {
    /// Every row with where it stands.
    pub fn rows(&self) -> &[(RowRecord, RowStanding)] {
        &self.rows
    }

    /// How many rows people decided.
    pub fn decided(&self) -> usize {
        self.rows.iter().filter(|(_, standing)| standing.decided.is_some()).count()
    }

    /// Who decided them.
    pub fn people(&self) -> BTreeSet<&str> {
        self.rows.iter().filter_map(|(_, standing)| Some(standing.decided.as_ref()?.by.as_str())).collect()
    }
}
