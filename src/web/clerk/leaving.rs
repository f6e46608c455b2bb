//! What leaves a review and what comes back: findings, exports and merges in the pages' words.

use super::words::{day, moment};
use super::{capital, sentence};
use crate::assistant::desk::{Desk, ExportCard, ExportError, ExportKind, ExportPart, Merged, ReviewId};
use crate::review::{Finding, FindingKind, OfflineConflict, RowNumber};
use crate::web::office::{At, No};
use crate::web::view::{Check, Exported, Link, Merge, Unmerged};

/// Exports.
pub(super) fn export(desk: &Desk, review: &ReviewId, who: &str, last: bool) -> Result<(), No> {
    let kind = if last { ExportKind::Final } else { ExportKind::Draft };
    desk.export(review, who, kind).map(drop).map_err(no)
}

/// An export as the page lists it.
pub(super) fn shown(at: &At, card: ExportCard) -> Exported {
    let kind = match card.kind {
        ExportKind::Draft => "Draft",
        ExportKind::Final => "Final",
    };
    let link = |part: ExportPart| {
        let name = match part {
            ExportPart::Filled => "File",
            ExportPart::Review => "Review workbook",
            ExportPart::Evidence => "Evidence",
        };
        Link::new(name, format!("{}/export/{}/{}", at.href(), card.number, part.word()))
    };
    Exported {
        name: card.files.first().map(|(_, name)| name.clone()).unwrap_or_default(),
        told: format!("{kind}, by {}, {}{}", card.by, moment(card.at), changed(&card)),
        downloads: card.files.iter().map(|(part, _)| link(*part)).collect(),
    }
}

/// A final export that no longer says what the review says.
fn changed(card: &ExportCard) -> String {
    match (card.kind, card.changed) {
        (ExportKind::Draft, _) | (_, 0) => String::new(),
        (_, 1) => "; one row was decided otherwise since".to_owned(),
        (_, count) => format!("; {count} rows were decided otherwise since"),
    }
}

/// What to look at before a file leaves.
pub(super) fn check(at: &At, finding: &Finding) -> Check {
    let (class, icon, word) = match finding.kind {
        _ if finding.blocks => ("bad", "rejected", "Stops a final export"),
        FindingKind::Undecided | FindingKind::LeftEmpty | FindingKind::Recalculates => {
            ("soft", "info", "To know")
        }
        _ => ("warn", "warn", "Warning"),
    };
    let link = |row| Link::new(format!("Row {row}"), format!("{}?row={row}", at.href()));
    Check { class, icon, word, words: sentence(&finding.text), link: finding.rows.first().map(link) }
}

/// What came of a review workbook.
pub(super) fn merge(at: &At, merged: Merged) -> Merge {
    let Merged { decided, unchanged, conflicts, refused, unread } = merged;
    let told = format!(
        "{} rows decided, {unchanged} unchanged, {} in conflict, {} refused.",
        decided.len(),
        conflicts.len(),
        refused.len() + unread.len()
    );
    let link = |row| Link::new(format!("Row {row}"), format!("{}?row={row}", at.href()));
    let both = |one: &OfflineConflict| Unmerged {
        row: link(one.row),
        theirs: sentence(&capital(&one.offline.to_string())),
        ours: here(one),
    };
    let left = |(row, why): (RowNumber, String)| Unmerged {
        row: link(row),
        theirs: sentence(&capital(&why)),
        ours: "Stays as it was.".into(),
    };
    Merge {
        told,
        rows: conflicts.iter().map(both).chain(refused.into_iter().map(left)).collect(),
        unread: unread.iter().map(|why| sentence(why)).collect(),
    }
}

fn here(conflict: &OfflineConflict) -> String {
    match &conflict.here {
        Some(entry) => format!("{}, on {}: {}.", entry.by, day(entry.at.date()), entry.decision),
        None => "Another answer was suggested since.".into(),
    }
}

/// What came of something that exports.
pub(super) fn said(done: Result<(), ExportError>) -> Result<(), No> {
    done.map_err(no)
}

fn no(error: ExportError) -> No {
    match error {
        ExportError::Desk(error) => error.into(),
        other => No::Wrong(sentence(&other.to_string())),
    }
}
