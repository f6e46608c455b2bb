//! Answers that another of the nearest passages disputes: 14 days here, 30 there. Both are shown, and the answer is no sure one.

use super::{Answer, Band, Outcome, Suggestion};
use crate::check::{Otherwise, stated_otherwise};
use crate::citation::Citation;
use crate::evidence::{Hit, OwnNames};

/// The same suggestion, with the hits that state something else than its source beside its citations, and named in its reason.
pub(super) fn with_disputes(made: Suggestion, hits: &[Hit], own: &OwnNames) -> Suggestion {
    let Some(answer) = made.answer() else { return made };
    let Some(source) = answer.source() else { return made };
    let passages: Vec<_> = hits.iter().map(|hit| (hit.document, hit.passage)).collect();
    let own = own.spelt_in(hits.iter().filter_map(|hit| hit.document.slice(&hit.passage.range)));
    let found = stated_otherwise((source.document(), &source.range()), &passages, &own);
    let against: Vec<(&str, Citation)> = found.iter().filter_map(cited).collect();
    let Some((value, first)) = against.first() else { return made };
    let reason = format!("{}; it may contradict {}: “{value}”", made.reason, first.place());
    let confidence = made.confidence.min(Band::MEDIUM_AT_MOST);
    let outcome = Outcome::Answered(beside(answer, against.into_iter().map(|(_, citation)| citation)));
    Suggestion { outcome, confidence, reason, doubtful: true, ..made }
}

/// What a place states, as it is written, with its passage.
fn cited<'d>(place: &Otherwise<'d>) -> Option<(&'d str, Citation)> {
    let Otherwise { document, passage, at } = place;
    let citation = Citation::new(document, passage, passage.range.clone()).ok()?;
    Some((document.slice(at)?, citation))
}

/// The answer with further citations of documents, each once.
fn beside(answer: &Answer, more: impl Iterator<Item = Citation>) -> Answer {
    let mut answer = answer.clone();
    for citation in more {
        let known = answer
            .citations
            .iter()
            .any(|other| other.document() == citation.document() && other.quote() == citation.quote());
        if !known {
            answer.citations.insert(answer.of_documents, citation);
            answer.of_documents += 1;
        }
    }
    answer
}
