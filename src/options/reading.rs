//! Reads one option: its verdict, and whether it says just that or something besides.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Verdict;
use super::vocabulary::{
    BASES, COUNTS, COUNTS_DENSE, EXCEPTS, FULLY, MOSTLY, NO, NO_BESIDES, NOT, NOT_APPLICABLE, NOTHING,
    PARTIAL, PARTIAL_BESIDES, PARTLY, REQUESTS, REQUESTS_DENSE, STATES, YES, YES_BESIDES,
};
use crate::words::bare;

/// How an option says its verdict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shade {
    /// Just that.
    Plain,
    /// That, and for how many things ("Yes, for some applications").
    Counts,
    /// That, and more ("Planned", "Yes, documented").
    Besides,
}

/// What an option says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    pub verdict: Verdict,
    pub shade: Shade,
}

const fn said(verdict: Verdict, shade: Shade) -> Said {
    Said { verdict, shade }
}

/// Options of one phrase. Where a phrase stands in two lists, the first counts.
static PHRASES: LazyLock<HashMap<&'static str, Said>> = LazyLock::new(|| {
    let lists = [
        (NOT_APPLICABLE, said(Verdict::NotApplicable, Shade::Plain)),
        (NOTHING, said(Verdict::NotApplicable, Shade::Besides)),
        (PARTIAL, said(Verdict::Partial, Shade::Plain)),
        (PARTIAL_BESIDES, said(Verdict::Partial, Shade::Besides)),
        (NO, said(Verdict::No, Shade::Plain)),
        (NO_BESIDES, said(Verdict::No, Shade::Besides)),
        (YES, said(Verdict::Yes, Shade::Plain)),
        (STATES, said(Verdict::Yes, Shade::Plain)),
        (YES_BESIDES, said(Verdict::Yes, Shade::Besides)),
    ];
    by_phrase(&lists)
});

/// What may stand before or behind a state.
static DEGREES: LazyLock<HashMap<&'static str, Said>> = LazyLock::new(|| {
    let lists = [
        (FULLY, said(Verdict::Yes, Shade::Plain)),
        (PARTLY, said(Verdict::Partial, Shade::Plain)),
        (MOSTLY, said(Verdict::Partial, Shade::Besides)),
        (NOT, said(Verdict::No, Shade::Plain)),
    ];
    by_phrase(&lists)
});

/// Phrases that a degree may stand beside.
static GRADED: LazyLock<HashMap<&'static str, ()>> =
    LazyLock::new(|| STATES.split('|').chain(BASES.split('|')).map(|phrase| (phrase, ())).collect());

fn by_phrase(lists: &[(&'static str, Said)]) -> HashMap<&'static str, Said> {
    let mut found = HashMap::new();
    for (list, said) in lists {
        for phrase in list.split('|') {
            found.entry(phrase).or_insert(*said);
        }
    }
    found
}

/// What a short closed answer says; none for anything longer.
pub fn verdict(text: &str) -> Option<Verdict> {
    if text.len() > 60 {
        return None;
    }
    verdict_of(&bare(text))
}

/// The same, of a text folded by [`bare`]; "ja / yes" says it twice.
pub fn verdict_of(folded: &str) -> Option<Verdict> {
    whole(folded).map(|said| said.verdict)
}

/// What an option of any length says: a verdict at its start, and what follows it.
pub fn read(option: &str) -> Option<Said> {
    let folded = bare(option);
    let words = without_step(&folded);
    whole(words).or_else(|| in_parts(words))
}

/// An option that is a phrase, alone or in two languages.
fn whole(folded: &str) -> Option<Said> {
    let twice = folded.split_once(" / ").or_else(|| folded.split_once('/'));
    let twice = twice.and_then(|(one, two)| {
        let said = phrase(one.trim())?;
        (phrase(two.trim())?.verdict == said.verdict).then_some(said)
    });
    phrase(folded).or(twice)
}

fn phrase(text: &str) -> Option<Said> {
    let text = text.trim_matches(|c: char| "()[]\"'☐☑☒□■:!".contains(c) || c.is_whitespace());
    if text.is_empty() || text.len() > 60 {
        return None;
    }
    if let Some(said) = PHRASES.get(text) {
        return Some(*said);
    }
    let spaced = text.trim_end_matches(['.', '。']).replace('-', " ");
    PHRASES.get(spaced.trim()).copied().or_else(|| graded(spaced.trim()))
}

/// "Partially implemented", "conforme en parte", "一部実施": a degree beside a state.
fn graded(text: &str) -> Option<Said> {
    let spaces = text.match_indices(' ').map(|(at, _)| (at, at + 1));
    let dense = text.char_indices().skip(1).filter(|(_, c)| !c.is_ascii()).map(|(at, _)| (at, at));
    let pairs = spaces.chain(dense).map(|(end, start)| (&text[..end], &text[start..]));
    let read = |(one, two): (&str, &str)| {
        let before = DEGREES.get(one).filter(|_| GRADED.contains_key(two));
        let behind = || {
            let said = DEGREES.get(two).filter(|_| GRADED.contains_key(one))?;
            (said.verdict != Verdict::No).then_some(said)
        };
        before.or_else(behind).copied()
    };
    pairs.into_iter().find_map(read)
}

/// "Yes, in part", "No (please explain)": a verdict, and what the rest makes of it.
fn in_parts(text: &str) -> Option<Said> {
    let (head, tail) = cuts(text).find_map(|(head, tail)| Some((phrase(head)?, tail)))?;
    Some(qualified(head, tail.trim_matches(|c: char| !c.is_alphanumeric() && c != '%')))
}

/// Every place where an option may go from its verdict to what it adds, punctuation first.
fn cuts(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let marks = text.char_indices().filter(|(_, c)| ",;:(、。.（-".contains(*c));
    let after = marks.map(|(at, c)| (&text[..at], &text[at + c.len_utf8()..]));
    after.chain(text.split_once(' '))
}

fn qualified(head: Said, tail: &str) -> Said {
    if tail.is_empty() || head.verdict == Verdict::NotApplicable || has(tail, REQUESTS, REQUESTS_DENSE) {
        return head;
    }
    if let Some(more) = phrase(tail).or_else(|| DEGREES.get(tail).copied()) {
        return joined(head, more);
    }
    let besides = Said { shade: Shade::Besides, ..head };
    match head.verdict {
        Verdict::Yes if has(tail, EXCEPTS, EXCEPTS) => said(Verdict::Partial, Shade::Plain),
        Verdict::Yes | Verdict::Partial if has(tail, COUNTS, COUNTS_DENSE) => {
            Said { shade: Shade::Counts, ..head }
        }
        _ => besides,
    }
}

/// A verdict and a second one behind it: "Yes - fully", "Yes, in part", "No, but planned".
fn joined(head: Said, more: Said) -> Said {
    match (head.verdict, more.verdict) {
        (a, b) if a == b => head,
        (Verdict::Yes, Verdict::Partial) => more,
        _ => Said { shade: Shade::Besides, ..head },
    }
}

/// Whether one of the words stands in the text, or one of the dense ones anywhere in it.
fn has(text: &str, words: &str, dense: &str) -> bool {
    let listed =
        |word: &str| words.split('|').any(|known| known == word || (known == "%" && word.ends_with('%')));
    text.split(|c: char| !(c.is_alphanumeric() || c == '%')).any(listed)
        || dense.split('|').any(|word| !word.is_ascii() && text.contains(word))
}

/// The words behind a step's number ("0 - Not implemented"); nothing is left of a bare step.
fn without_step(folded: &str) -> &str {
    let rest = folded.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() == folded.len() || rest.is_empty() || folded.len() - rest.len() > 2 {
        return folded;
    }
    let words = rest.trim_start_matches([' ', '-', '=', ':', '.', ')', '|', '、', '(']);
    if words.len() == rest.len() && rest.is_ascii() { folded } else { words }
}
