//! What people say is right: a label, and how a citation is recognised that says so. Out of labelled questions, or out of
//! the answers of a questionnaire.

use super::same::{can_be_told, quotes, tells};
use crate::library::{PastAnswer, Taught};
use crate::suggestion::Verdict;

/// A question with what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gold {
    /// Its id, or the cell of its answer.
    pub id: String,
    pub question: String,
    pub section: Option<String>,
    /// The question that it leans on.
    pub before: Option<String>,
    pub label: Label,
    /// None where the question is open, or nobody says.
    pub verdict: Option<Verdict>,
    pub evidence: Evidence,
}

/// How far the documents answer a question, as a person says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Label {
    Full,
    Partial,
    None,
}

impl Label {
    /// Whether there is something to cite.
    pub fn is_citable(self) -> bool {
        self != Self::None
    }

    /// The word for it in files and public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::None => "none",
        }
    }

    /// What [`Self::word`] said.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Full, Self::Partial, Self::None].into_iter().find(|label| label.word() == word)
    }
}

/// By what a right citation is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// Passages of the documents, word for word; any of them.
    Quotes(Vec<String>),
    /// What a person wrote, in whatever words.
    Words(String),
    /// A person's bare yes or no: by the verdict alone.
    Verdict,
}

impl Evidence {
    /// Whether a citation with this verdict is right, where a person said `gold`.
    pub(super) fn is_met(&self, quote: &str, verdict: Option<Verdict>, gold: Option<Verdict>) -> bool {
        match self {
            Self::Quotes(golds) => golds.iter().any(|gold| quotes(quote, gold)),
            Self::Words(words) => tells(quote, words),
            Self::Verdict => gold.is_some() && verdict == gold,
        }
    }
}

/// The answers of a questionnaire as gold: somebody answered, so there is an answer. What does not apply to the vendor is
/// left out: no document says that.
pub fn of_taught(taught: Taught) -> Vec<Gold> {
    taught.answers.into_iter().filter_map(of_answer).collect()
}

fn of_answer(past: PastAnswer) -> Option<Gold> {
    let verdict = past.verdict();
    if verdict == Some(Verdict::NotApplicable) {
        return None;
    }
    let words = past.saying();
    // "See annex 3" beside a yes: there is only the yes to go by.
    let told = past.words.is_some() || past.comment.is_some();
    let evidence = match verdict {
        Some(_) if !told || !can_be_told(&words) => Evidence::Verdict,
        _ => Evidence::Words(words),
    };
    Some(Gold {
        id: format!("{}!{}", past.place.sheet, past.place.cell),
        question: past.question,
        section: past.section,
        before: past.follows,
        label: if verdict == Some(Verdict::Partial) { Label::Partial } else { Label::Full },
        verdict,
        evidence,
    })
}
