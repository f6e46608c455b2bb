//! What a passage states of a topic, in a form that can be compared.

use std::ops::Range;

/// One statement.
#[derive(Clone, Debug)]
pub(super) struct Claim {
    /// What is stated, for grouping.
    pub topic: String,
    /// The same in words for a person.
    pub about: String,
    /// What it holds for, sorted. Claims of different scope are never compared.
    pub scope: Vec<String>,
    /// The words that carry its subject, sorted: those of one section are compared only where they are the same.
    pub words: Vec<String>,
    pub value: Value,
    /// The value as it is written.
    pub shown: String,
    pub document: usize,
    pub section: usize,
    /// The value's own place in the document's text.
    pub range: Range<usize>,
}

/// What is stated of it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// A figure in the unit of its topic. `at_least`: more is as stated. `round`: a time, whose units are not exact.
    Figure { figure: f64, at_least: bool, round: bool },
    /// A version of a protocol; the lowest that is spoken of.
    Version { lowest: f64, at_least: bool },
    /// A name, folded.
    Name(String),
    /// Places, each with what it lies in: `frankfurt`, `de`, `eu`.
    Places(Vec<Vec<&'static str>>),
}

impl Value {
    /// Whether both can be so.
    pub(super) fn agrees(&self, other: &Self) -> bool {
        match (self, other) {
            (
                Self::Figure { figure: a, at_least: first, round },
                Self::Figure { figure: b, at_least: second, .. },
            ) => {
                // A month has 30 or 31 days, a quarter 90.
                let near = (a - b).abs() <= if *round { 0.025 * a.max(*b) } else { 0.0 };
                // "At least yearly" and "quarterly" are both so.
                near || (*first && !second && b > a) || (*second && !first && a > b)
            }
            (Self::Version { lowest: a, at_least: first }, Self::Version { lowest: b, at_least: second }) => {
                let (low, high, high_at_least) = if a <= b { (a, b, *second) } else { (b, a, *first) };
                low == high || (*low >= 1.2 && !high_at_least)
            }
            (Self::Name(a), Self::Name(b)) => a == b || a.ends_with(b.as_str()) || b.ends_with(a.as_str()),
            (Self::Places(a), Self::Places(b)) => {
                a.iter().any(|place| b.iter().any(|other| contains(place, other) || contains(other, place)))
            }
            _ => true,
        }
    }
}

/// Whether one place is the other, or lies in it.
fn contains(outer: &[&str], inner: &[&str]) -> bool {
    outer.first().is_some_and(|name| inner.contains(name))
}
