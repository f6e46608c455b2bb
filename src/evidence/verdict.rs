//! Yes, no or in part: what a passage says to a closed question.

use super::Facts;
use super::asked::{AUXILIARIES, Asked, Form};
use super::reading::{Word, is_content};
use super::said::Said;
use crate::options::Verdict;

/// Words that turn a statement round.
const NEGATORS: &[&str] = &["not", "no", "never", "neither", "nor", "none", "without", "nobody"];
/// How many words behind a negator it reaches.
const REACH: usize = 7;

/// The verdict of a passage on a question. `None` for an open question; for a passage that speaks of another company or
/// of the customer's duty, or says nothing itself; and where it negates something of which it is not certain that it is
/// what was asked: silence before a guess. A yes with an exception, under a condition, or without the figure, cadence or
/// name that was asked for is a yes in part.
pub fn verdict(asked: &Asked, said: &Said, facts: &Facts, under_same_question: bool) -> Option<Verdict> {
    if asked.form == Form::Open || facts.says_nothing_itself() {
        return None;
    }
    let says_so = match said.opens_with.filter(|_| under_same_question) {
        Some(answer) => answer,
        None => says_so(asked, said)?,
    };
    if says_so && (denied(asked, said) || other_figures(asked, said)) {
        return None;
    }
    let lacks =
        facts.figure_missing || facts.cadence_missing || facts.names_missing > 0.5 || facts.parts_missing;
    Some(match (says_so, said.exception || said.condition || said.future || lacks) {
        (true, false) => Verdict::Yes,
        (true, true) => Verdict::Partial,
        (false, _) => Verdict::No,
    })
}

/// Whether the passage says that it is so; none where that is not certain.
fn says_so(asked: &Asked, said: &Said) -> Option<bool> {
    match negation(asked, said) {
        Negation::None | Negation::OnTheSide if said.forbids && asked.permits && !asked.prevents => {
            Some(false)
        }
        Negation::None | Negation::OnTheSide => Some(true),
        // "We do not prohibit …": twice turned round, which way is for a person to read.
        Negation::OfTheAsked if asked.prevents && preventer_negated(said) => None,
        Negation::OfTheAsked => Some(asked.prevents),
        // "No change goes live unless …"
        Negation::Whole if said.exception => None,
        Negation::Whole => Some(asked.prevents),
        Negation::OfSomethingElse if asked.prevents => Some(true),
        Negation::OfSomethingElse => None,
    }
}

/// Whether the passage takes something back in words that the question does not use itself.
fn denied(asked: &Asked, said: &Said) -> bool {
    said.denials.iter().any(|stem| !asked.asks_about(stem))
}

/// Whether question and passage both state figures and share none ("at least twelve" and "at least eight").
pub fn other_figures(asked: &Asked, said: &Said) -> bool {
    !asked.figures.is_empty() && !said.figures.is_empty() && asked.figures.is_disjoint(&said.figures)
}

/// Whether a negator stands close before a word of preventing.
fn preventer_negated(said: &Said) -> bool {
    let words = &said.reading.words;
    words.windows(3).any(|run| {
        NEGATORS.contains(&run[0].text.as_str())
            && run[1..]
                .iter()
                .any(|word| said.denials.contains(&word.stem) || PREVENTING.contains(&word.stem.as_str()))
    })
}

const PREVENTING: &[&str] =
    &["prevent", "prohibit", "forbid", "restrict", "block", "avoid", "disabl", "refus"];

/// How a passage denies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Negation {
    None,
    /// A negator reaches a word that the question asks about, within its clause.
    OfTheAsked,
    /// The passage as a whole denies, in words that the question does not use ("Not offered", "We have none").
    Whole,
    /// What stands beside the first verb denies something of its own ("…; the partner has no access").
    OfSomethingElse,
    /// What depends on the rest denies ("…, so that nobody can change them", "accounts that cannot read mail").
    OnTheSide,
}

/// Words behind which a clause depends on the rest.
const SUBORDINATORS: &[&str] = &[
    "that", "which", "who", "whose", "where", "so", "because", "if", "when", "unless", "until", "while",
    "whether", "as", "with", "before", "after", "once", "even",
];

/// How the passage denies, if it does: of several negators the one that says most.
fn negation(asked: &Asked, said: &Said) -> Negation {
    let words = &said.reading.words;
    let negators = words
        .iter()
        .enumerate()
        .filter(|(at, word)| NEGATORS.contains(&word.text.as_str()) && !is_idle(&words[at + 1..]));
    let mut found = Negation::None;
    for (at, _) in negators {
        match negated(asked, said, at) {
            Negation::OfTheAsked => return Negation::OfTheAsked,
            Negation::OnTheSide if found != Negation::None => {}
            Negation::OfSomethingElse if found == Negation::Whole => {}
            other => found = other,
        }
    }
    found
}

/// What the negator at a place denies.
fn negated(asked: &Asked, said: &Said, at: usize) -> Negation {
    let words = &said.reading.words;
    let negator = &words[at];
    // A bare "No." answers the question that it stands under, and that was another.
    if at == 0 && said.opens_with == Some(false) {
        return Negation::OfSomethingElse;
    }
    let in_clause = |word: &&Word| word.clause == negator.clause;
    let mut reached =
        words[at + 1..].iter().take_while(in_clause).take(REACH).filter(|w| is_content(&w.text));
    let depends = |word: &Word| SUBORDINATORS.contains(&word.text.as_str());
    if reached.any(|word| asked.asks_about(&word.stem)) {
        Negation::OfTheAsked
    } else if negator.text == "without" || words[..at].iter().rev().take_while(in_clause).any(depends) {
        Negation::OnTheSide
    } else if negator.clause == 0 && !is_second_verb(&words[..at]) {
        Negation::Whole
    } else {
        Negation::OfSomethingElse
    }
}

/// Whether the verb that a negator stands by is not the first of its sentence: "is always on and cannot be switched off".
fn is_second_verb(before: &[Word]) -> bool {
    let and = before.iter().rposition(|word| word.text == "and");
    and.is_some_and(|at| before[..at].iter().any(|word| AUXILIARIES.contains(&word.text.as_str())))
}

/// Whether a negator before these words denies nothing: "not only", "no later than", "without undue delay".
fn is_idle(behind: &[Word]) -> bool {
    let word = |at: usize| behind.get(at).map_or("", |word| word.text.as_str());
    matches!(word(0), "only" | "limited" | "undue" | "delay") || word(1) == "than"
}
