//! Answers that another place of the documents disputes: 14 days here, 30 there. Both are shown, and the answer is no sure one.

use super::{Answer, Band, Outcome, Suggestion};
use crate::check::{Diagnostic, Spot};
use crate::citation::Citation;
use crate::document::Document;

/// The same suggestion, with what disputes it: each other place's passage beside its citations, named in its reason. `told`
/// says which documents may be quoted; `disputes` are what the check of the documents found.
pub fn with_disputes(
    made: Suggestion,
    disputes: &[Diagnostic],
    documents: &[Document],
    told: &dyn Fn(&Document) -> bool,
) -> Suggestion {
    let Outcome::Answered(answer) = &made.outcome else { return made };
    let Some(source) = answer.source() else { return made };
    let against: Vec<(&Spot, Citation)> = disputes
        .iter()
        .filter_map(|dispute| opposite(dispute, source))
        .flatten()
        .filter_map(|spot| Some((spot, cite(spot, documents, told)?)))
        .filter(|(_, citation)| citation.quote() != source.quote())
        .collect();
    let Some((spot, first)) = against.first() else { return made };
    let reason = format!("{}; it may contradict {}: {}", made.reason, first.place(), spot.label);
    let confidence = made.confidence.min(Band::MEDIUM_AT_MOST);
    let outcome = Outcome::Answered(beside(answer, against.into_iter().map(|(_, citation)| citation)));
    Suggestion { outcome, confidence, reason, ..made }
}

/// The other places of a dispute that the source takes part in.
fn opposite<'d>(dispute: &'d Diagnostic, source: &Citation) -> Option<Vec<&'d Spot>> {
    let spots: Vec<&Spot> = std::iter::once(&dispute.spot).chain(&dispute.others).collect();
    let own = spots.iter().position(|spot| {
        let within =
            |at: &std::ops::Range<usize>| source.range().start <= at.start && at.end <= source.range().end;
        spot.document == *source.document() && spot.at.as_ref().is_some_and(within)
    })?;
    Some(spots.into_iter().enumerate().filter(|(at, _)| *at != own).map(|(_, spot)| spot).collect())
}

/// The passage that a spot lies in.
fn cite(spot: &Spot, documents: &[Document], told: &dyn Fn(&Document) -> bool) -> Option<Citation> {
    let document = documents.iter().find(|document| document.name == spot.document && told(document))?;
    let at = spot.at.as_ref()?;
    let holds = |range: &std::ops::Range<usize>| range.start <= at.start && at.end <= range.end;
    let passage = document.passages.iter().find(|passage| holds(&passage.range))?;
    Citation::new(document, passage, passage.range.clone()).ok()
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
