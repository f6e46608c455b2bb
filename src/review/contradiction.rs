//! Rows of one questionnaire, or a row and what the customer was told before, that ask the same and are answered otherwise.
//! Only where the words of the questions are the same: whether two other questions mean the same is not guessed here.

use std::collections::BTreeMap;

use super::decision::RowNumber;
use super::standing::Given;
use crate::words;

/// A row with the answer that is to be written.
pub(super) struct Answered<'a> {
    pub number: RowNumber,
    pub question: &'a str,
    /// The question that it leans on, by its row.
    pub follows: Option<u32>,
    pub given: &'a Given,
}

/// Rows that ask in the same words, each with the first of them that it differs from, and how.
pub(super) fn within(rows: &[Answered]) -> Vec<(RowNumber, RowNumber, String)> {
    let mut asked: BTreeMap<String, Vec<&Answered>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.follows.is_none()) {
        asked.entry(words::fold(row.question)).or_default().push(row);
    }
    let mut found = Vec::new();
    for same in asked.into_values() {
        for (at, later) in same.iter().enumerate() {
            let other = same[..at].iter().find_map(|first| Some((first, differ(first.given, later.given)?)));
            found.extend(other.map(|(first, how)| (first.number, later.number, how)));
        }
    }
    found.sort();
    found
}

/// How two answers to one question differ; none where they do not, as far as can be told.
fn differ(one: &Given, other: &Given) -> Option<String> {
    match (one.verdict(), other.verdict()) {
        (Some(a), Some(b)) if a != b => Some(format!("“{}” and “{}”", a.lead(), b.lead())),
        (Some(_), Some(_)) => None,
        _ => {
            let same = words::fold(&one.words) == words::fold(&other.words) && one.option == other.option;
            (!same).then(|| format!("“{}” and “{}”", short(one), short(other)))
        }
    }
}

pub(super) fn short(given: &Given) -> String {
    const MOST: usize = 80;
    let said = given.option.as_deref().filter(|_| given.words.is_empty()).unwrap_or(&given.words);
    match said.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &said[..at]),
        None => said.to_owned(),
    }
}
