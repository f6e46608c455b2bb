//! What a hit says about a question, as named facts, and how they weigh together.
//!
//! A hit is a passage that the index found near a question. Nothing here guesses from one number: each fact has a
//! name, one function weighs them all, and a reviewer is shown the ones that matter. Rules here are general English;
//! none knows a vendor's, a document's or a questionnaire's words.

mod asked;
mod own_names;
mod reading;
mod said;
mod verdict;

use std::ops::Range;

use crate::document::{Document, Passage};
use crate::words;

pub use crate::options::Verdict;
pub use asked::{Asked, Form};
pub use own_names::{NameCounts, OwnNames};
pub(crate) use reading::Reading;
pub use said::Said;
pub use verdict::{other_figures, verdict};

/// A passage that the index found near a question.
#[derive(Clone, Copy, Debug)]
pub struct Hit<'d> {
    pub document: &'d Document,
    pub passage: &'d Passage,
    pub nearness: Nearness,
    /// What the reader says of it, where it was read.
    pub judgement: Option<Judgement>,
}

impl Hit<'_> {
    /// The passage as it is read: the last two headings over it, the lead-in of its list, its own words.
    pub fn in_context(&self) -> String {
        let path = self.document.path_of(self.passage);
        let slice = |range: &Range<usize>| self.document.slice(range).map(words::plain).unwrap_or_default();
        let lead = self.passage.lead.as_ref().map(slice).unwrap_or_default();
        let parts = [path[path.len().saturating_sub(2)..].join(" › "), lead, slice(&self.passage.range)];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    }
}

/// How near the passage is to the question, as the index measured it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Nearness {
    /// Cosine with the passage and its heading path.
    pub sentence: f32,
    /// Cosine with the paragraph around it.
    pub paragraph: f32,
    /// Cosine with the heading path alone.
    pub heading: f32,
    /// Share of the greatest possible BM25.
    pub lexical: f32,
}

/// What the reader says of a passage as an answer to a question: log-odds of each, up to a constant.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judgement {
    /// It answers yes, or answers an open question.
    pub yes: f32,
    pub no: f32,
    /// It answers in part.
    pub partial: f32,
    /// It does not answer.
    pub none: f32,
}

impl Judgement {
    /// Log-odds that the passage answers at all.
    pub fn answers(&self) -> f32 {
        let most = self.yes.max(self.no).max(self.partial);
        let sum = [self.yes, self.no, self.partial].iter().map(|logit| (logit - most).exp()).sum::<f32>();
        most + sum.ln() - self.none
    }
}

impl Nearness {
    /// One number to choose candidates by, not a judgement: cosine plus a share of BM25 (docs/decisions/0004).
    pub fn score(&self) -> f32 {
        0.7 * self.sentence + 0.3 * self.paragraph + 0.5 * self.lexical
    }
}

/// Everything that is known about one passage as an answer to one question.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    pub nearness: Nearness,
    /// What the reader says, where it was asked.
    pub judgement: Option<Judgement>,
    /// Names and standards that the question asks about and the passage lacks (`SOC`, `27001`), as a share of all
    /// that it names.
    pub names_missing: f32,
    /// The question asks for a figure or a time and the passage has none.
    pub figure_missing: bool,
    /// The question asks how often, or that it happens every so often, and the passage does not say.
    pub cadence_missing: bool,
    /// The question asks several things at once and the passage speaks of few of them.
    pub parts_missing: bool,
    /// The passage is about what somebody else holds or does: a supplier's certificate, a partner's practice.
    pub other_party: bool,
    /// The passage is the customer's duty.
    pub customers_duty: bool,
    /// The passage says what will be, not what is.
    pub future: bool,
    /// The passage points elsewhere: a contact, a request form, "see …".
    pub pointer: bool,
    /// The passage lists topics without saying anything of them.
    pub topics_only: bool,
    /// Passage of fewer than five words.
    pub fragment: bool,
}

impl Facts {
    /// The facts about a passage, given what is asked, what is said and how near the index found it.
    pub fn gather(asked: &Asked, said: &Said, nearness: Nearness, judgement: Option<Judgement>) -> Self {
        Self {
            nearness,
            judgement,
            names_missing: asked.names_missing(said),
            figure_missing: asked.wants_figure && !said.figure,
            cadence_missing: asked.wants_cadence && !said.cadence,
            parts_missing: asked.parts_missing(said),
            other_party: said.other_party && !asked.about_other_party,
            customers_duty: said.customers_duty && !asked.about_customer,
            future: said.future,
            pointer: said.pointer,
            topics_only: said.topics_only,
            fragment: said.words < 5,
        }
    }

    /// It is about somebody else, or names things and says nothing of them: no yes and no no.
    pub fn says_nothing_itself(&self) -> bool {
        self.other_party || self.customers_duty || self.pointer || self.topics_only
    }

    /// The facts that speak against the passage, in words for the reviewer.
    pub fn doubts(&self) -> Vec<&'static str> {
        let all = [
            (self.names_missing > 0.5, "does not name what is asked about"),
            (self.figure_missing, "gives no figure where one is asked for"),
            (self.cadence_missing, "does not say how often"),
            (self.parts_missing, "speaks of few of the things that are asked"),
            (self.other_party, "speaks of another company"),
            (self.customers_duty, "is the customer's own duty"),
            (self.future, "is a plan, not yet so"),
            (self.pointer, "only points elsewhere"),
            (self.topics_only, "names topics without saying anything of them"),
        ];
        all.into_iter().filter(|(holds, _)| *holds).map(|(_, words)| words).collect()
    }
}

/// Log-odds that a reviewer would accept the passage as the answer: the reader's word, where there is one, with a
/// little of nearness; else nearness alone; less what speaks against the passage. docs/quality.md says what each was
/// fitted on.
pub fn weigh(facts: &Facts) -> f32 {
    let Facts {
        nearness,
        judgement,
        names_missing,
        figure_missing,
        cadence_missing,
        // Says how much is answered, not whether.
        parts_missing: _,
        other_party,
        customers_duty,
        future,
        pointer,
        topics_only,
        fragment,
    } = *facts;
    let against = |holds: bool, weight: f32| if holds { -weight } else { 0.0 };
    let near = match judgement {
        Some(judgement) => {
            1.01 * judgement.answers() + 1.35 * nearness.sentence + 2.53 * nearness.lexical - 0.14
        }
        None => 9.0 * nearness.score() - 5.35,
    };
    near - 0.45 * names_missing
        + against(figure_missing, 0.7)
        + against(cadence_missing, 0.55)
        + against(other_party, 2.7)
        + against(customers_duty, 0.55)
        + against(future, 0.7)
        + against(pointer, 0.45)
        + against(topics_only, 0.7)
        + against(fragment, 0.3)
}

/// Log-odds → probability.
pub fn probability(log_odds: f32) -> f64 {
    1.0 / (1.0 + f64::from(-log_odds).exp())
}
