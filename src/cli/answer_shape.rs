//! The public JSON shape of an answer, version 1, written down in docs/ask-json.md. Changes only by adding fields.

use serde::Serialize;

use crate::citation::Citation;
use crate::document::Disclosure;
use crate::library::Match;
use crate::suggestion::Suggestion;

/// One answered or open question.
#[derive(Debug, Serialize)]
pub(super) struct AnswerShape<'a> {
    id: Option<&'a str>,
    status: &'static str,
    verdict: Option<&'static str>,
    answer: Option<&'a str>,
    confidence: f64,
    band: &'static str,
    reason: &'a str,
    citations: Vec<CitationShape<'a>>,
    nearest: Vec<CitationShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<CitationShape<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    withheld: Option<&'static str>,
    /// Left out where nothing was answered before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    library: Vec<PastShape<'a>>,
}

/// A past answer to this question or a near one.
#[derive(Debug, Serialize)]
struct PastShape<'a> {
    id: String,
    question: &'a str,
    answer: String,
    verdict: Option<&'static str>,
    #[serde(rename = "match")]
    how: &'static str,
    difference: String,
    changes: Option<&'static str>,
    source: String,
    date: Option<String>,
    state: &'static str,
    stale: Option<&'a str>,
}

impl<'a> PastShape<'a> {
    fn of(found: &'a Match) -> Self {
        let answer = &found.entry.answer;
        Self {
            id: answer.id().to_string(),
            question: &answer.question,
            answer: answer.text(),
            verdict: answer.verdict().map(|verdict| verdict.word()),
            how: found.how.word(),
            difference: found.difference.line(),
            changes: found.difference.changes,
            source: answer.place.to_string(),
            date: answer.date.map(|date| date.to_string()),
            state: answer.state(),
            stale: found.stale.as_deref(),
        }
    }
}

#[derive(Debug, Serialize)]
struct CitationShape<'a> {
    document: &'a str,
    sha256: String,
    section: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
    start: usize,
    end: usize,
    quote: &'a str,
}

impl<'a> AnswerShape<'a> {
    pub(super) fn of(id: Option<&'a str>, suggestion: &'a Suggestion) -> Self {
        let answer = suggestion.answer();
        Self {
            id,
            status: if answer.is_some() { "answered" } else { "open" },
            verdict: answer.and_then(|answer| answer.verdict()).map(|verdict| verdict.word()),
            answer: answer.map(|answer| answer.words()),
            confidence: suggestion.shown_confidence(),
            band: suggestion.band().word(),
            reason: &suggestion.reason,
            citations: answer.map(|answer| shapes(answer.citations())).unwrap_or_default(),
            nearest: shapes(&suggestion.nearest),
            offer: shapes(suggestion.offer.as_slice()).pop(),
            withheld: suggestion.withheld.map(Disclosure::word),
            library: suggestion.past.iter().map(PastShape::of).collect(),
        }
    }
}

fn shapes(citations: &[Citation]) -> Vec<CitationShape<'_>> {
    citations
        .iter()
        .map(|citation| CitationShape {
            document: citation.document().as_str(),
            sha256: citation.hash().to_string(),
            section: citation.section(),
            page: citation.page(),
            start: citation.range().start,
            end: citation.range().end,
            quote: citation.quote(),
        })
        .collect()
}
