//! What the program proposes for a question: an answer with its citations, or nothing with its reason.

mod cells;
mod disputed;
mod past;
mod precision;

use std::ops::Range;

use crate::citation::Citation;
use crate::document::{Disclosure, PassageKind};
pub use crate::evidence::Verdict;
use crate::evidence::{self, Asked, Facts, Form, Hit, OwnNames, Said};
use crate::library::Match;
use crate::words;
pub use cells::{Closed, Plan, Saying, lay, option_for, options_of, plan, takes_words};
pub use past::with_past;
pub use precision::{NotMeasured, threshold_for};

/// A proposal for one question.
#[derive(Clone, Debug)]
pub struct Suggestion {
    pub outcome: Outcome,
    /// Probability that a reviewer would accept it as it stands; for an open one, its best candidate's.
    pub confidence: f64,
    /// Why it is answered, or why it is open, in one line for the reviewer.
    pub reason: String,
    /// Something speaks against an answer, which a person reads before they approve.
    pub doubtful: bool,
    /// For an open one, the passages that came nearest, at most three. Evidence of nothing.
    pub nearest: Vec<Citation>,
    /// For an open one, where the documents say how to get more than they tell: a report under NDA, a trust pack.
    pub offer: Option<Citation>,
    /// For an open one, the level of what answers it and is not for this audience.
    pub withheld: Option<Disclosure>,
    /// Past answers to this question and to near ones, the best first.
    pub past: Vec<Match>,
}

/// Answered, or left open.
#[derive(Clone, Debug)]
pub enum Outcome {
    Answered(Answer),
    Open,
}

impl Suggestion {
    /// The answer, if there is one.
    pub fn answer(&self) -> Option<&Answer> {
        match &self.outcome {
            Outcome::Answered(answer) => Some(answer),
            Outcome::Open => None,
        }
    }

    /// The confidence as it is told: to four digits.
    pub fn shown_confidence(&self) -> f64 {
        (self.confidence * 10_000.0).round() / 10_000.0
    }

    /// Whether the documents are on the question's topic, answered or not.
    pub fn is_on_topic(&self) -> bool {
        self.confidence >= ANOTHER_TOPIC
    }

    /// The same, where a document or a past answer of a level above the audience answers it. Says so without its words.
    #[must_use]
    pub fn withheld_at(mut self, level: Disclosure) -> Self {
        let whose = match level {
            Disclosure::Internal => "for internal use",
            Disclosure::Nda | Disclosure::Public => "under NDA",
        };
        self.reason = format!("only what is {whose} answers this; it is not quoted to this audience");
        self.withheld = Some(level);
        self
    }

    /// How sure it is, in a word.
    pub fn band(&self) -> Band {
        match &self.outcome {
            Outcome::Answered(_) => Band::of(self.confidence),
            Outcome::Open => Band::None,
        }
    }
}

/// An answer. Cannot be built without a citation (promise 1).
#[derive(Clone, Debug)]
pub struct Answer {
    verdict: Option<Verdict>,
    words: String,
    citations: Vec<Citation>,
    /// How many of the citations, the first ones, are of the workspace's documents; the rest are of past answers.
    of_documents: usize,
}

impl Answer {
    /// An answer in the document's words, backed by a citation and any further ones.
    pub fn new(verdict: Option<Verdict>, words: String, first: Citation, more: Vec<Citation>) -> Self {
        let mut citations = vec![first];
        citations.extend(more);
        let of_documents = citations.len();
        Self { verdict, words, citations, of_documents }
    }

    /// An answer given before, behind the passages of documents that say the same today, if any do.
    pub fn given_before(
        verdict: Option<Verdict>,
        words: String,
        past: Citation,
        documents: &[Citation],
    ) -> Self {
        let mut citations = documents.to_vec();
        citations.push(past);
        Self { verdict, words, citations, of_documents: documents.len() }
    }

    /// The source that may be named to a customer: a document, never another customer's questionnaire.
    pub fn source(&self) -> Option<&Citation> {
        self.citations.first().filter(|_| self.of_documents > 0)
    }

    /// The citations of the workspace's documents.
    pub fn of_documents(&self) -> &[Citation] {
        &self.citations[..self.of_documents]
    }

    /// What the evidence says to a closed question; none for an open one.
    pub fn verdict(&self) -> Option<Verdict> {
        self.verdict
    }

    /// The document's words, tidied for reading.
    pub fn words(&self) -> &str {
        &self.words
    }

    /// At least one, the best first.
    pub fn citations(&self) -> &[Citation] {
        &self.citations
    }
}

/// Confidence in a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Band {
    /// Not answered.
    None,
    Low,
    Medium,
    High,
}

impl Band {
    /// The word for it in public shapes and lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::High => "high",
            Self::Medium => "medium",
            Self::Low => "low",
            Self::None => "none",
        }
    }

    /// The most that is told of an answer with something against it.
    const MEDIUM_AT_MOST: f64 = 0.84;

    /// The band of an answered question's confidence: high from 0.85, medium from 0.65. Of ten answers of high confidence
    /// nine cite the right thing, of medium eight, of low (from the default threshold on) two of three; docs/quality.md says on what.
    pub fn of(confidence: f64) -> Self {
        match confidence {
            c if c >= 0.85 => Self::High,
            c if c >= 0.65 => Self::Medium,
            _ => Self::Low,
        }
    }
}

/// How many further citations stand beside the first.
const MORE_CITATIONS: usize = 2;
/// How many passages an open question shows.
const NEAREST: usize = 3;
/// A short list item is quoted with its lead-in and the items before it, up to so many bytes.
const LONGEST_LIST: usize = 500;
/// Why a question is open that no passage is near to.
const NOTHING: &str = "nothing in the documents is on this topic";
/// Why a question is open though passages are on its topic.
const SAYS_NOT_THIS: &str = "the documents are on this topic but do not say this";
/// Why a question is open that only a passage about somebody else answers.
const ONLY_OTHERS: &str = "only another company is said to have or do this";
/// Cosine from which a passage is on the question's topic, whether or not it answers.
const ON_TOPIC: f32 = 0.5;
/// An open question is below the threshold, if only by so much.
const LEFT_OPEN: f64 = 1e-6;
/// Cosine from which an offer ("available upon request") is about what was asked.
const OFFERED: f32 = 0.45;
/// A candidate this unlikely is on another topic.
const ANOTHER_TOPIC: f64 = 0.15;

/// Proposes an answer from the hits of a question, or none. `threshold` is the confidence under which a question
/// stays open; `own` are the names that the vendor goes by. The order of equally good hits is kept, so that the same hits give the same suggestion.
pub fn suggest(asked: &Asked, hits: &[Hit], own: &OwnNames, threshold: f64) -> Suggestion {
    let mut candidates: Vec<Candidate> =
        hits.iter().filter_map(|hit| Candidate::of(asked, hit, own)).collect();
    // What another company holds or does never backs a claim about this one: it may come near, and answers nothing.
    candidates.sort_by(|a, b| {
        a.facts.other_party.cmp(&b.facts.other_party).then(b.probability.total_cmp(&a.probability))
    });
    let Some(best) = candidates.first() else {
        return open(0.0, NOTHING.to_owned(), &candidates);
    };
    let confidence = best.probability;
    if confidence < threshold || best.facts.other_party {
        let reason = why_open(best, &candidates, threshold);
        return open(confidence.min(threshold - LEFT_OPEN).max(0.0), reason, &candidates);
    }
    let backs = |c: &&Candidate| c.probability >= threshold && !c.facts.other_party;
    let further = candidates[1..].iter().take_while(backs).take(MORE_CITATIONS);
    let more = further.map(|candidate| candidate.citation.clone()).collect();
    let verdict = evidence::verdict(asked, &best.said, &best.facts, best.same_question);
    let answer = Answer::new(verdict, readable(best.citation.quote()), best.citation.clone(), more);
    let reasons = to_heed(asked, best, verdict);
    let made = Suggestion {
        outcome: Outcome::Answered(answer),
        confidence,
        doubtful: !reasons.is_empty(),
        reason: why_answered(best, reasons),
        nearest: Vec::new(),
        offer: None,
        withheld: None,
        past: Vec::new(),
    };
    disputed::with_disputes(made, hits, own)
}

fn open(confidence: f64, reason: String, candidates: &[Candidate]) -> Suggestion {
    let offer = candidates.iter().find(|candidate| candidate.offers()).map(|c| c.citation.clone());
    let reason = match &offer {
        Some(offer) => format!("{reason}; how to get more: {}", offer.place()),
        None => reason,
    };
    let nearest = candidates.iter().take(NEAREST).map(|candidate| candidate.citation.clone()).collect();
    Suggestion {
        outcome: Outcome::Open,
        confidence,
        reason,
        doubtful: false,
        nearest,
        offer,
        withheld: None,
        past: Vec::new(),
    }
}

/// A hit, judged.
struct Candidate {
    citation: Citation,
    said: Said,
    facts: Facts,
    probability: f64,
    /// It stands under a heading that asks the same.
    same_question: bool,
}

impl Candidate {
    fn of(asked: &Asked, hit: &Hit, own: &OwnNames) -> Option<Self> {
        let section = &hit.document.sections[hit.passage.section.0];
        let slice = |range: &Range<usize>| hit.document.slice(range).map(words::plain).unwrap_or_default();
        let around = format!(
            "{} {}",
            section.path.join(" "),
            hit.passage.lead.as_ref().map(slice).unwrap_or_default()
        );
        let said = Said::of(&slice(&hit.passage.range), &around, own);
        let facts = Facts::gather(asked, &said, hit.nearness, hit.judgement);
        let citation = Citation::new(hit.document, hit.passage, quotable(hit, facts.fragment)).ok()?;
        Some(Self {
            citation,
            same_question: section.asks && hit.nearness.heading > SAME_QUESTION,
            probability: evidence::probability(evidence::weigh(&facts)),
            facts,
            said,
        })
    }
}

impl Candidate {
    /// It says how to get what was asked for.
    fn offers(&self) -> bool {
        self.said.offer && self.facts.names_missing <= 0.5 && self.facts.nearness.sentence >= OFFERED
    }
}

/// Cosine from which a heading asks what the customer asks.
const SAME_QUESTION: f32 = 0.75;

/// What to quote: the passage; for a few words in a list, the list from its lead-in on, since alone they say nothing.
fn quotable(hit: &Hit, fragment: bool) -> Range<usize> {
    let own = hit.passage.range.clone();
    match &hit.passage.lead {
        Some(lead)
            if fragment
                && hit.passage.kind == PassageKind::Item
                && lead.start < own.start
                && own.end - lead.start <= LONGEST_LIST =>
        {
            lead.start..own.end
        }
        _ => own,
    }
}

/// The quote's words as a sentence: tidied, without the mark that only joined them to the next item of a list.
fn readable(quote: &str) -> String {
    words::plain(quote).trim_end_matches([';', ',', ' ']).to_owned()
}

fn why_open(best: &Candidate, all: &[Candidate], threshold: f64) -> String {
    let doubts = best.facts.doubts();
    if all.iter().any(|candidate| candidate.facts.other_party && candidate.probability >= threshold) {
        ONLY_OTHERS.to_owned()
    } else if best.probability < ANOTHER_TOPIC {
        let on_topic = all.iter().any(|candidate| candidate.facts.nearness.sentence >= ON_TOPIC);
        if on_topic { SAYS_NOT_THIS.to_owned() } else { NOTHING.to_owned() }
    } else if doubts.is_empty() {
        "the documents are near this topic but do not clearly answer it".to_owned()
    } else {
        format!("what comes closest {}", doubts.join(", and "))
    }
}

/// What a person reads before they approve the answer.
fn to_heed(asked: &Asked, best: &Candidate, verdict: Option<Verdict>) -> Vec<&'static str> {
    let of_verdict = match verdict {
        Some(Verdict::Partial) if best.said.exception => Some("carries an exception"),
        Some(Verdict::Partial) if best.said.condition => Some("holds under a condition"),
        None if asked.form == Form::Closed && evidence::other_figures(asked, &best.said) => {
            Some("states other figures than those that are asked about")
        }
        // What else keeps it from a yes or no is among its doubts.
        None if asked.form == Form::Closed && !best.facts.says_nothing_itself() => {
            Some("denies something; read whether it is what was asked")
        }
        _ => None,
    };
    of_verdict.into_iter().chain(best.facts.doubts()).collect()
}

fn why_answered(best: &Candidate, to_heed: Vec<&str>) -> String {
    let mut reasons = to_heed;
    if best.same_question {
        reasons.insert(0, "stands under the same question");
    }
    if reasons.is_empty() {
        reasons.push("is close to the question in words and meaning");
    }
    format!("the cited passage {}", reasons.join("; it "))
}
