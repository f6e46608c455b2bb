//! Yes, no or in part: what a passage says to a closed question.

use super::Facts;
use super::asked::{Asked, Form};
use super::reading::is_content;
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
    let of_another = facts.other_party || facts.customers_duty;
    if asked.form == Form::Open || of_another || facts.pointer || facts.topics_only {
        return None;
    }
    let says_so = match said.opens_with.filter(|_| under_same_question) {
        Some(answer) => answer,
        None => match negation(asked, said) {
            Negation::None => true,
            // "We do not prohibit …": twice turned round, which way is for a person to read.
            Negation::OfTheAsked if asked.prevents && preventer_negated(said) => return None,
            Negation::OfTheAsked => asked.prevents,
            Negation::OfSomethingElse if asked.prevents => true,
            Negation::OfSomethingElse => return None,
        },
    };
    if says_so && (denied(asked, said) || other_figures(asked, said)) {
        return None;
    }
    let lacks = facts.figure_missing || facts.cadence_missing || facts.names_missing > 0.5;
    Some(match (says_so, said.exception || said.condition || said.future || lacks) {
        (true, false) => Verdict::Yes,
        (true, true) => Verdict::Partial,
        (false, _) => Verdict::No,
    })
}

/// Whether the passage takes something back in words that the question does not use itself.
fn denied(asked: &Asked, said: &Said) -> bool {
    said.denials.iter().any(|stem| !asked.asks_about(stem))
}

/// Whether question and passage both state figures and share none ("at least twelve" and "at least eight").
fn other_figures(asked: &Asked, said: &Said) -> bool {
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

enum Negation {
    None,
    OfTheAsked,
    OfSomethingElse,
}

/// Whether a negator reaches a word that the question asks about, within its clause.
fn negation(asked: &Asked, said: &Said) -> Negation {
    let words = &said.reading.words;
    let mut found = Negation::None;
    for (at, negator) in words.iter().enumerate().filter(|(_, w)| NEGATORS.contains(&w.text.as_str())) {
        let reached = words[at + 1..].iter().take_while(|w| w.clause == negator.clause).take(REACH);
        if reached.filter(|w| is_content(&w.text)).any(|w| asked.asks_about(&w.stem)) {
            return Negation::OfTheAsked;
        }
        found = Negation::OfSomethingElse;
    }
    found
}
