//! Two questions word by word: what both say, what only one says, and whether that changes what is asked. Where it may
//! change it, it does: silence before a guess.

use std::collections::BTreeSet;

use crate::evidence::{Asked, Reading};
use crate::words::bare;

/// A run of words that both questions have, or only one of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    Both(String),
    /// Only in the question asked before.
    Before(String),
    /// Only in the question asked now.
    Now(String),
}

/// The difference of two questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    pub pieces: Vec<Piece>,
    /// What the difference changes, in words; none where the same is asked.
    pub changes: Option<&'static str>,
}

/// Longer questions are compared as wholes; the table of common words grows with the square.
const MOST_WORDS: usize = 400;

impl Difference {
    /// Compares a question asked before with one asked now.
    pub fn between(before: &str, now: &str) -> Self {
        Self { pieces: pieces(before, now), changes: changes(before, now) }
    }

    /// On one line: `Is data encrypted [-at rest-] {+in transit+}?`; empty where the words are the same.
    pub fn line(&self) -> String {
        if self.pieces.iter().all(|piece| matches!(piece, Piece::Both(_))) {
            return String::new();
        }
        let shown = self.pieces.iter().map(|piece| match piece {
            Piece::Both(words) => words.clone(),
            Piece::Before(words) => format!("[-{words}-]"),
            Piece::Now(words) => format!("{{+{words}+}}"),
        });
        shown.collect::<Vec<_>>().join(" ")
    }
}

fn pieces(before: &str, now: &str) -> Vec<Piece> {
    let split = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (old, new) = (split(before), split(now));
    if old.len() > MOST_WORDS || new.len() > MOST_WORDS {
        return vec![Piece::Before(old.join(" ")), Piece::Now(new.join(" "))];
    }
    let same = |a: &str, b: &str| key(a) == key(b);
    let common = common(&old, &new, &same);
    let mut out = Vec::new();
    let (mut i, mut j) = (0, 0);
    while i < old.len() || j < new.len() {
        if i < old.len() && j < new.len() && same(&old[i], &new[j]) {
            push(&mut out, Piece::Both(new[j].clone()));
            (i, j) = (i + 1, j + 1);
        } else if i < old.len() && (j == new.len() || common[i + 1][j] >= common[i][j + 1]) {
            push(&mut out, Piece::Before(old[i].clone()));
            i += 1;
        } else {
            push(&mut out, Piece::Now(new[j].clone()));
            j += 1;
        }
    }
    out
}

/// How many words the rests of two texts have in common, in order.
fn common(old: &[String], new: &[String], same: &impl Fn(&str, &str) -> bool) -> Vec<Vec<u16>> {
    let mut table = vec![vec![0u16; new.len() + 1]; old.len() + 1];
    for i in (0..old.len()).rev() {
        for j in (0..new.len()).rev() {
            table[i][j] = if same(&old[i], &new[j]) {
                table[i + 1][j + 1] + 1
            } else {
                table[i + 1][j].max(table[i][j + 1])
            };
        }
    }
    table
}

fn push(out: &mut Vec<Piece>, piece: Piece) {
    match (out.last_mut(), &piece) {
        (Some(Piece::Both(run)), Piece::Both(word))
        | (Some(Piece::Before(run)), Piece::Before(word))
        | (Some(Piece::Now(run)), Piece::Now(word)) => {
            run.push(' ');
            run.push_str(word);
        }
        _ => out.push(piece),
    }
}

/// A word without the marks around it, to compare by.
fn key(word: &str) -> String {
    bare(word.trim_matches(|c: char| !c.is_alphanumeric()))
}

const NEGATIONS: &[&str] = &["not", "no", "never", "neither", "nor", "none", "without", "nobody", "nothing"];
/// Words that say how far a question reaches, or how often.
const SCOPE: &[&str] = &[
    "all", "any", "every", "each", "only", "some", "most", "both", "either", "always", "ever", "entire",
    "least", "more", "less", "than", "before", "after", "within", "during", "if", "unless", "except", "and",
    "or", "when", "who", "how", "why", "whose",
];
/// Words that a question is put with and not about: who is addressed, what is to be written, verbs that only carry a noun.
const FRAME: &[&str] = &[
    "organisation", "organization", "company", "firm", "kindly", "confirm", "indicate", "specify",
    "currently", "detail", "details", "comment", "comments", "following", "question", "run", "runs",
    "operate", "operates", "maintain", "maintains", "perform", "performs", "performed", "conduct",
    "conducts", "conducted", "carry", "carried", "undertake", "undertaken",
];

/// Words that tell who does something from who it is done to.
const ROLES: &[&str] = &["you", "by", "from", "to"];

/// Whether other words of the topic stand before such a word ("Do customers notify you", "Do you notify customers").
fn turned(role: &str, old: &Reading, new: &Reading) -> bool {
    let before = |reading: &Reading| {
        let at = reading.place(role)?;
        let words = reading.words[..at].to_vec();
        Some(topics(&Reading { words }))
    };
    matches!((before(old), before(new)), (Some(old), Some(new)) if old != new)
}

/// What the words that only one of two questions has change, in words for the reviewer.
fn changes(before: &str, now: &str) -> Option<&'static str> {
    let (old, new) = (Reading::of(before), Reading::of(now));
    let listed = |reading: &Reading, list: &[&str]| -> BTreeSet<String> {
        let texts = reading.words.iter().map(|word| word.text.clone());
        texts.filter(|text| list.contains(&text.as_str())).collect()
    };
    let differs = |list: &[&str]| listed(&old, list) != listed(&new, list);
    if numbers(&old) != numbers(&new) {
        Some("a number")
    } else if differs(NEGATIONS) {
        Some("a negation")
    } else if names_alone(&old, &new) || names_alone(&new, &old) {
        Some("a name")
    } else if topics(&old) != topics(&new) {
        Some("what it is about")
    } else if ROLES.iter().any(|role| turned(role, &old, &new)) {
        Some("who does what")
    } else if differs(SCOPE) || Asked::of(before, None).form != Asked::of(now, None).form {
        Some("how much is asked")
    } else {
        None
    }
}

fn numbers(reading: &Reading) -> (BTreeSet<u64>, BTreeSet<String>) {
    let texts = reading.words.iter().map(|word| word.text.clone());
    (reading.figures(), texts.filter(|text| text.contains(|c: char| c.is_ascii_digit())).collect())
}

/// Whether one has a word with a capital that no sentence gives it, and the other does not have that word at all.
fn names_alone(one: &Reading, two: &Reading) -> bool {
    let mut names = one.words.iter().enumerate().filter(|(at, word)| word.named || (*at > 0 && word.capital));
    names.any(|(_, name)| two.words.iter().all(|word| word.text != name.text))
}

/// Stems of the words that carry the topic, in one spelling on both sides of the sea.
fn topics(reading: &Reading) -> BTreeSet<String> {
    let topic = reading.content().filter(|word| !FRAME.contains(&word.text.as_str()));
    topic.map(|word| word.stem.replace('z', "s").replace("our", "or")).collect()
}

/// Share of the topic's words that two questions have in common, 0 to 1.
pub(super) fn overlap(one: &str, two: &str) -> f32 {
    let (one, two) = (topics(&Reading::of(one)), topics(&Reading::of(two)));
    let all = one.union(&two).count();
    if all == 0 { 0.0 } else { one.intersection(&two).count() as f32 / all as f32 }
}

/// How many words of a question carry a topic.
pub(super) fn weight(question: &str) -> usize {
    topics(&Reading::of(question)).len()
}
