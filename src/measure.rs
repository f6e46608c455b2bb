//! How good the answers are, counted against what people say is right: labelled questions, or a questionnaire that
//! somebody answered. Counts what it is handed: it asks nothing, opens nothing, prints nothing, and changes no answer.

mod curve;
mod gold;
mod same;
mod totals;

pub use curve::{Accepted, Point, bands, curve};
pub use gold::{Evidence, Gold, Label, of_taught};
pub use same::{quotes, tells};
pub use totals::{Share, Totals, totals};

use crate::citation::Citation;
use crate::document::Document;
use crate::suggestion::{Suggestion, Verdict};

/// How many citations, the first ones, a reviewer looks at.
const LOOKED_AT: usize = 3;

/// What became of a labelled question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// Answered, and the first citation says what the label says.
    Right,
    /// Answered from something else than what answers it.
    Wrong,
    /// Answered, where nothing answers it.
    False,
    /// Left open, though the documents answer it.
    Missed,
    /// Left open, and nothing answers it.
    Open,
}

impl Fate {
    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Right => "right",
            Self::Wrong => "wrong",
            Self::False => "false",
            Self::Missed => "missed",
            Self::Open => "open",
        }
    }
}

/// A labelled question with what the program says to it.
#[derive(Clone, Debug)]
pub struct Measured {
    pub gold: Gold,
    /// At the threshold that was set.
    pub given: Suggestion,
    /// Where nothing is left open: the best candidate, however unlikely.
    pub best: Suggestion,
    /// The best candidate is right, answered or not.
    pub found: bool,
    /// One of the first three citations given is right.
    near: bool,
    /// Citations given that are not, byte for byte, in the document they name.
    not_verbatim: usize,
}

impl Measured {
    /// Compares; `documents` are those that may be cited.
    pub fn new(gold: Gold, given: Suggestion, best: Suggestion, documents: &[Document]) -> Self {
        let cited = citations(&given);
        let right = |suggestion: &Suggestion, most: usize| {
            let verdict = suggestion.answer().and_then(|answer| answer.verdict());
            let cited = citations(suggestion).iter().take(most);
            gold.label.is_citable()
                && cited.into_iter().any(|one| gold.evidence.is_met(one.quote(), verdict, gold.verdict))
        };
        let stands = |citation: &&Citation| documents.iter().any(|document| citation.check(document).is_ok());
        let not_verbatim = cited.iter().filter(|citation| !stands(citation)).count();
        let (found, near) = (right(&best, 1), right(&given, LOOKED_AT));
        Self { gold, given, best, found, near, not_verbatim }
    }

    /// What became of it.
    pub fn fate(&self) -> Fate {
        match (self.is_answered(), self.gold.label.is_citable()) {
            (true, true) if self.found => Fate::Right,
            (true, true) => Fate::Wrong,
            (true, false) => Fate::False,
            (false, true) => Fate::Missed,
            (false, false) => Fate::Open,
        }
    }

    fn is_answered(&self) -> bool {
        self.given.answer().is_some()
    }

    fn verdict(&self) -> Option<Verdict> {
        self.given.answer().and_then(|answer| answer.verdict())
    }

    /// A yes where the label says no, or nothing at all: what a customer could hold against the vendor.
    pub fn is_wrong_yes(&self) -> bool {
        let nothing_says_so = !self.gold.label.is_citable() || self.gold.verdict == Some(Verdict::No);
        self.verdict() == Some(Verdict::Yes) && nothing_says_so
    }
}

fn citations(suggestion: &Suggestion) -> &[Citation] {
    suggestion.answer().map_or(&[], |answer| answer.citations())
}

/// The questions answered wrongly, the surest first.
pub fn wrong(rows: &[Measured]) -> Vec<&Measured> {
    let mut wrong: Vec<&Measured> =
        rows.iter().filter(|row| matches!(row.fate(), Fate::Wrong | Fate::False)).collect();
    wrong.sort_by(|a, b| b.given.confidence.total_cmp(&a.given.confidence));
    wrong
}

/// The questions left open that the documents answer, the least sure first.
pub fn missed(rows: &[Measured]) -> Vec<&Measured> {
    let mut missed: Vec<&Measured> = rows.iter().filter(|row| row.fate() == Fate::Missed).collect();
    missed.sort_by(|a, b| a.given.confidence.total_cmp(&b.given.confidence));
    missed
}
