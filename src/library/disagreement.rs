//! Whether two answers to one question contradict each other. Compares what they say; which is right is for a person.

use std::collections::BTreeSet;

use super::PastAnswer;
use super::difference::overlap;
use crate::evidence::Reading;
use crate::options::Verdict;
use crate::words::bare;

/// In what two answers differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Disagreement {
    Verdict,
    Option,
    Number,
}

impl Disagreement {
    /// In words for the reviewer.
    pub fn words(self) -> &'static str {
        match self {
            Self::Verdict => "one says yes where the other does not",
            Self::Option => "they choose different options",
            Self::Number => "they state different numbers",
        }
    }
}

/// In what two past answers differ so that both cannot hold; none where they may.
pub fn disagreement(one: &PastAnswer, two: &PastAnswer) -> Option<Disagreement> {
    match (one.verdict(), two.verdict()) {
        (Some(a), Some(b)) if a != b => return Some(Disagreement::Verdict),
        (Some(_), Some(_)) => {}
        _ if differ(&one.option, &two.option) => return Some(Disagreement::Option),
        _ => {}
    }
    numbers_differ(&one.saying(), &two.saying()).then_some(Disagreement::Number)
}

fn differ(one: &Option<String>, two: &Option<String>) -> bool {
    matches!((one, two), (Some(one), Some(two)) if bare(one) != bare(two))
}

/// What somebody else's words say of a past answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stance {
    Supports,
    Contradicts,
    /// They may speak of something else.
    Silent,
}

/// Share of the topic's words from which two answers say the same.
const ALIKE: f32 = 0.25;

/// Whether words with this verdict say what a past answer says.
pub fn stance(past: &PastAnswer, verdict: Option<Verdict>, words: &str) -> Stance {
    let verdicts = past.verdict().zip(verdict);
    if verdicts.is_some_and(|(a, b)| a != b) || numbers_differ(&past.saying(), words) {
        Stance::Contradicts
    } else if verdicts.is_some() || overlap(&past.saying(), words) >= ALIKE {
        Stance::Supports
    } else {
        Stance::Silent
    }
}

/// Both state figures, and share none.
fn numbers_differ(one: &str, two: &str) -> bool {
    let figures = |text: &str| -> BTreeSet<u64> { Reading::of(text).figures() };
    let (one, two) = (figures(one), figures(two));
    !one.is_empty() && !two.is_empty() && one.is_disjoint(&two)
}
