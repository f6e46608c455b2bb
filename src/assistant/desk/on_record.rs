//! What was told in a final export, for the record of fillings: so that `changes` finds it, and `coverage` knows what was asked.

use super::Export;
use crate::document::ContentHash;
use crate::review::{RowRecord, RowState, Timestamp, fold};
use crate::store::{self, ExportCitation, ExportRow, KeptReview};

/// The record of a final export.
pub(super) fn filling(
    review: &KeptReview,
    rows: &[RowRecord],
    made: &Export,
    now: Timestamp,
) -> store::Export {
    store::Export {
        file: review.file.clone(),
        hash: review.hash,
        filled: ContentHash::of(&made.filled.bytes),
        customer: review.customer.clone(),
        audience: review.audience,
        threshold: review.threshold,
        at: now.to_string(),
        rows: rows.iter().map(row).collect(),
    }
}

fn row(record: &RowRecord) -> ExportRow {
    let standing = fold(record);
    let told = standing.given.filter(|_| matches!(standing.state, RowState::Approved | RowState::Edited));
    let citations = told.iter().flat_map(|given| &given.citations);
    ExportRow {
        sheet: record.sheet.clone(),
        cell: record.place.clone(),
        section: record.question.section.clone(),
        question: record.question.text.clone(),
        verdict: told.as_ref().and_then(|given| given.verdict()).map(|verdict| verdict.word().to_owned()),
        answer: told.as_ref().map(|given| given.words.clone()),
        confidence: record.proposal().map_or(0.0, |proposal| proposal.confidence),
        citations: citations
            .map(|quoted| ExportCitation {
                cited: quoted.cited.clone(),
                of_past_answer: quoted.of_past_answer,
            })
            .collect(),
    }
}
