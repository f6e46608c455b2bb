//! A suggestion as it is kept with a review: what was proposed once, with what it quoted then. Its documents may change
//! afterwards, so a kept quote promises nothing by itself; it is checked again before anything final leaves.

use super::calibration::Calibration;
use crate::citation::Citation;
use crate::document::Disclosure;
use crate::library::{Cited, Match, Piece};
use crate::suggestion::{Answer, Band, Closed, Saying, Suggestion, Verdict};

/// What the program proposed for a row.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// None where the row was left open.
    pub answer: Option<Proposed>,
    pub confidence: f64,
    /// By how much, in log-odds, the workspace's decisions had moved it.
    pub shift: f64,
    pub reason: String,
    /// Something speaks against the answer, which a person reads before they approve.
    pub doubtful: bool,
    /// What came nearest, where the row was left open.
    pub nearest: Vec<Quoted>,
    /// Where the documents say how to get more than they tell.
    pub offer: Option<Quoted>,
    /// The level of a document that answers and is not for this audience.
    pub withheld: Option<Disclosure>,
    /// Answers to the same or a near question, given before.
    pub earlier: Vec<Earlier>,
}

/// An answer that was proposed. Has at least one citation (promise 1).
#[derive(Clone, Debug, PartialEq)]
pub struct Proposed {
    verdict: Option<Verdict>,
    words: String,
    citations: Vec<Quoted>,
}

/// A quote as it is kept, with the page it stood on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quoted {
    pub cited: Cited,
    pub page: Option<u32>,
    /// It is of an earlier questionnaire, whose name is never written into another customer's file.
    pub of_past_answer: bool,
}

/// An answer given before, as it was shown beside a proposal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub question: String,
    pub answer: String,
    /// File and cell.
    pub place: String,
    /// When it was given, where that is known.
    pub date: Option<String>,
    pub customer: Option<String>,
    /// `approved`, `learnt` or `retired`.
    pub state: String,
    /// Why what it rests on may no longer say so.
    pub stale: Option<String>,
    /// How its question differs, word by word: (`both`, `before` or `now`, the words).
    pub difference: Vec<(String, String)>,
}

impl Proposed {
    /// An answer with its citations, the best first.
    pub fn new(verdict: Option<Verdict>, words: String, first: Quoted, more: Vec<Quoted>) -> Self {
        let mut citations = vec![first];
        citations.extend(more);
        Self { verdict, words, citations }
    }

    /// What the evidence says to a closed question.
    pub fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    /// The document's words.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// At least one, the best first.
    pub fn citations(&self) -> &[Quoted] {
        &self.citations
    }

    /// What it writes into cells.
    pub fn saying(&self) -> Saying {
        Saying {
            closed: Closed::Verdict(self.verdict),
            words: self.words.clone(),
            place: place_of(&self.citations),
            by_person: false,
        }
    }

    fn of(answer: &Answer) -> Self {
        let of_documents = answer.of_documents().len();
        let quoted = |(at, citation)| Quoted { of_past_answer: at >= of_documents, ..Quoted::of(citation) };
        let citations = answer.citations().iter().enumerate().map(quoted).collect();
        Self { verdict: answer.verdict(), words: answer.words().to_owned(), citations }
    }
}

/// The place that may be written behind words that rest on these.
pub(super) fn place_of(citations: &[Quoted]) -> Option<String> {
    citations.iter().find(|quoted| !quoted.of_past_answer).map(Quoted::place)
}

impl Earlier {
    fn of(found: &Match) -> Self {
        let answer = &found.entry.answer;
        let piece = |piece: &Piece| match piece {
            Piece::Both(words) => ("both".to_owned(), words.clone()),
            Piece::Before(words) => ("before".to_owned(), words.clone()),
            Piece::Now(words) => ("now".to_owned(), words.clone()),
        };
        Self {
            question: answer.question.clone(),
            answer: answer.text(),
            place: answer.place.to_string(),
            date: answer.date.map(|date| date.to_string()),
            customer: answer.customer.clone(),
            state: answer.state().to_owned(),
            stale: found.stale.clone(),
            difference: found.difference.pieces.iter().map(piece).collect(),
        }
    }
}

impl Quoted {
    /// A citation of a document as it is kept.
    pub fn of(citation: &Citation) -> Self {
        Self { cited: Cited::from(citation), page: citation.page(), of_past_answer: false }
    }

    /// Document, page and section in one line: `security.pdf, page 4, 2 Data encryption › Data at rest`.
    pub fn place(&self) -> String {
        let page = self.page.map(|page| format!("page {page}"));
        let section = Some(self.cited.section.clone()).filter(|section| !section.is_empty());
        let parts = [Some(self.cited.document.to_string()), page, section];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

impl Proposal {
    /// A suggestion as it is kept.
    pub fn of(suggestion: &Suggestion) -> Self {
        Self {
            answer: suggestion.answer().map(Proposed::of),
            confidence: suggestion.confidence,
            shift: 0.0,
            reason: suggestion.reason.clone(),
            doubtful: suggestion.doubtful,
            nearest: suggestion.nearest.iter().map(Quoted::of).collect(),
            offer: suggestion.offer.as_ref().map(Quoted::of),
            withheld: suggestion.withheld,
            earlier: suggestion.past.iter().map(Earlier::of).collect(),
        }
    }

    /// The same with its confidence moved by what was decided before.
    #[must_use]
    pub fn moved(self, by: &Calibration) -> Self {
        Self { confidence: by.moved(self.confidence), shift: by.shift, ..self }
    }

    /// How sure it is, in a word.
    pub fn band(&self) -> Band {
        if self.answer.is_some() { Band::of(self.confidence) } else { Band::None }
    }

    /// What a person may take an answer from: what the answer cites, then what came nearest.
    pub fn candidates(&self) -> impl Iterator<Item = &Quoted> {
        self.answer.iter().flat_map(|answer| &answer.citations).chain(&self.nearest)
    }
}
