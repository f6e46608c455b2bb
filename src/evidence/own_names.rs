//! The names a vendor goes by, found in its own documents, so that another company's certificate is told from its own.

use std::collections::{BTreeSet, HashMap};

use super::reading::{Reading, is_content};

/// Stems of the words that the documents call their own company by.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OwnNames(BTreeSet<String>);

/// A word is a name of the vendor from this many tenths of the most frequent one's count.
const TENTHS: usize = 7;
/// A word that is written small as often as this, in tenths of its capital ones, is no name.
const SMALL_TENTHS: usize = 2;

/// How often each word is written with a capital in the middle of a sentence, and how often small, by its stem: all that
/// names are found by, so that a document need not be read for them again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameCounts(HashMap<String, (usize, usize)>);

impl NameCounts {
    /// Counts a text's words.
    pub fn of(text: &str) -> Self {
        let mut counts: HashMap<String, (usize, usize)> = HashMap::new();
        for line in text.lines() {
            let words = Reading::of(line).words;
            for pair in words.windows(2).filter(|pair| pair[0].clause == pair[1].clause) {
                let word = &pair[1];
                let acronym = word.named && word.text.chars().count() <= 4;
                let counted = word.capital && is_content(&word.text) && !acronym;
                // What begins with a figure is never written with a capital.
                if (!counted && word.capital) || word.stem.starts_with(|c: char| c.is_ascii_digit()) {
                    continue;
                }
                let (capital, small) = counts.entry(word.stem.clone()).or_default();
                if counted { *capital += 1 } else { *small += 1 }
            }
        }
        Self(counts)
    }

    /// Adds what was counted elsewhere.
    pub fn add<'a>(&mut self, counts: impl IntoIterator<Item = (&'a str, (usize, usize))>) {
        for (stem, (capital, small)) in counts {
            match self.0.get_mut(stem) {
                Some(known) => *known = (known.0 + capital, known.1 + small),
                None => drop(self.0.insert(stem.to_owned(), (capital, small))),
            }
        }
    }

    /// Each stem, with how often it is written with a capital and how often small; in no order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, (usize, usize))> {
        self.0.iter().map(|(stem, counts)| (stem.as_str(), *counts))
    }
}

impl OwnNames {
    /// The words that the documents most often write with a capital in the middle of a sentence, and hardly ever small.
    pub fn of(counts: &NameCounts) -> Self {
        let small = |capital: usize, small: usize| small * 10 <= capital * SMALL_TENTHS;
        let names = || counts.iter().filter(|(_, (capital, few))| *capital > 0 && small(*capital, *few));
        let most = names().map(|(_, (capital, _))| capital).max().unwrap_or_default();
        let often = names().filter(|(_, (capital, _))| capital * 10 >= most * TENTHS);
        Self(often.map(|(stem, _)| stem.to_owned()).collect())
    }

    /// These, and the names that somebody says the vendor goes by.
    #[must_use]
    pub fn with<'a>(mut self, names: impl Iterator<Item = &'a str>) -> Self {
        let words = names.flat_map(|name| Reading::of(name).words);
        self.0.extend(words.filter(|word| is_content(&word.text)).map(|word| word.stem));
        self
    }

    /// The words of these texts that are names of the vendor, in lower case.
    pub fn spelt_in<'a>(&self, texts: impl Iterator<Item = &'a str>) -> BTreeSet<String> {
        let words = texts.flat_map(|text| Reading::of(text).words);
        words.filter(|word| self.0.contains(&word.stem)).map(|word| word.text.to_lowercase()).collect()
    }

    /// Whether a sentence's first names are another's: a capital word opens it, or stands before its first verb, and
    /// none of them is the vendor's.
    pub(super) fn another_is_spoken_of(&self, reading: &Reading) -> bool {
        let verb = reading.words.iter().position(|word| VERBS.contains(&word.text.as_str()));
        let subject = &reading.words[..verb.unwrap_or(0)];
        let first_person = subject.iter().any(|word| FIRST_PERSON.contains(&word.text.as_str()));
        let mut names = subject.iter().filter(|word| word.capital && is_content(&word.text)).peekable();
        !first_person && names.peek().is_some() && !names.any(|word| self.0.contains(&word.stem))
    }
}

const FIRST_PERSON: &[&str] = &["we", "our", "us", "i", "company", "organisation", "organization"];
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "holds", "hold", "maintains", "completed", "undergoes",
    "passed", "received", "achieved", "obtained", "being", "complies",
];
