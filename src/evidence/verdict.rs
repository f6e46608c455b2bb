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
            Negation::OfTheAsked => asked.prevents,
            Negation::OfSomethingElse if asked.prevents => true,
            Negation::OfSomethingElse => return None,
        },
    };
    let lacks = facts.figure_missing || facts.cadence_missing || facts.names_missing > 0.5;
    Some(match (says_so, said.exception || said.condition || said.future || lacks) {
        (true, false) => Verdict::Yes,
        (true, true) => Verdict::Partial,
        (false, _) => Verdict::No,
    })
}

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
