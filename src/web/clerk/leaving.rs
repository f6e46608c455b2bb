//! What leaves a review and what comes back: findings, exports and merges in the pages' words.

use super::sentence;
use super::words::{day, moment};
use crate::assistant::desk::{Desk, ExportCard, ExportError, ExportKind, ExportPart, Merged, ReviewId};
use crate::review::{Finding, FindingKind, OfflineConflict};
use crate::web::office::{At, No};
use crate::web::view::{Check, Exported, Link, Merge};

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
        told: format!("{kind}, by {}, {}", card.by, moment(card.at)),
        downloads: card.files.iter().map(|(part, _)| link(*part)).collect(),
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
    let link = |row| Some(Link::new(format!("Row {row}"), format!("{}?row={row}", at.href())));
    let check = |words: String, link| Check { class: "warn", icon: "warn", word: "Warning", words, link };
    let mut all: Vec<Check> = conflicts.iter().map(|one| check(both(one), link(one.row))).collect();
    all.extend(refused.into_iter().map(|(row, why)| check(sentence(&why), link(row))));
    all.extend(unread.into_iter().map(|why| check(sentence(&why), None)));
    Merge { told, conflicts: all }
}

fn both(conflict: &OfflineConflict) -> String {
    let here = match &conflict.here {
        Some(entry) => format!("{} {} here on {}", entry.by, entry.decision, day(entry.at.date())),
        None => "another answer was suggested here since".to_owned(),
    };
    sentence(&format!("the workbook says: {}; {here}. Decide it here", conflict.offline))
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
