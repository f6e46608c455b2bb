//! When two texts say the same, for counting: a quote and a passage that a person would cite; a quote and what a person
//! wrote. Compares words; what they mean is for no rule.

use std::collections::BTreeSet;

use crate::evidence::Reading;
use crate::words;

/// A longer quote hides what it cites.
const LONGEST: usize = 700;
/// Share of the shorter text that both have in one piece.
const IN_ONE_PIECE: f64 = 0.6;
/// A quote within the passage is at least this share of it.
const PIECE: f64 = 0.3;
/// Share of the topic's words of the shorter text that stand in the other too, and how many of them at least.
const SHARED: f64 = 0.6;
const FEWEST: usize = 4;

/// Whether a quote is a passage that a person would cite: one holds the other, or they share 60 % of the shorter in one
/// piece, white space aside. A quote of more than 700 characters is none.
pub fn quotes(quote: &str, gold: &str) -> bool {
    let (quote, gold) = (flat(quote), flat(gold));
    let (q, g): (Vec<char>, Vec<char>) = (quote.chars().collect(), gold.chars().collect());
    if q.is_empty() || q.len() > LONGEST {
        return false;
    }
    let piece = gold.contains(&quote) && q.len() as f64 >= PIECE * g.len() as f64;
    piece
        || quote.contains(&gold)
        || longest_common(&q, &g) as f64 >= IN_ONE_PIECE * q.len().min(g.len()) as f64
}

/// Whether a quote tells what a person wrote, who may have put it in other words: one holds the other, or most of the
/// shorter one's words stand in the other, and no figure is against it. Not [`quotes`]: of two short sentences, a run of
/// characters in common is often no more than their subject.
pub fn tells(quote: &str, written: &str) -> bool {
    let readable = |text: &str| words::fold(&words::plain(text));
    let (q, w) = (readable(quote), readable(written));
    if q.is_empty() || w.is_empty() || q.chars().count() > LONGEST {
        return false;
    }
    if q.contains(&w) || w.contains(&q) {
        return true;
    }
    let (one, two) = (Reading::of(quote), Reading::of(written));
    let (a, b) = (one.figures(), two.figures());
    if !a.is_empty() && !b.is_empty() && a.is_disjoint(&b) {
        return false;
    }
    let (one, two) = (stems(&one), stems(&two));
    let shared = one.intersection(&two).count();
    shared >= FEWEST && shared as f64 >= SHARED * one.len().min(two.len()) as f64
}

/// Whether a person's words are enough to recognise what they tell.
pub(super) fn can_be_told(written: &str) -> bool {
    stems(&Reading::of(written)).len() >= FEWEST
}

fn stems(reading: &Reading) -> BTreeSet<String> {
    reading.content().map(|word| word.stem.clone()).collect()
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The length of the longest run of characters that stands in both.
fn longest_common(one: &[char], two: &[char]) -> usize {
    let mut before = vec![0; two.len() + 1];
    let mut longest = 0;
    for a in one {
        let mut here = vec![0; two.len() + 1];
        for (at, b) in two.iter().enumerate() {
            if a == b {
                here[at + 1] = before[at] + 1;
                longest = longest.max(here[at + 1]);
            }
        }
        before = here;
    }
    longest
}
