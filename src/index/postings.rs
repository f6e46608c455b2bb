//! Which words stand in which texts of one document: an inverted index in four flat pieces, so that it is read from a file
//! as it lies there.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use tantivy::tokenizer::TextAnalyzer;

use super::lexical::each_word;
use crate::wire::{Wire, record};

/// The words of one document's texts.
#[derive(Default)]
pub(super) struct Postings {
    /// How many words its texts have, all in all.
    pub tokens: u64,
    /// The distinct words, sorted, one behind another.
    words: Vec<u8>,
    /// For each word the number of texts it stands in, then those: each the distance from the one before and the times
    /// that it stands there. All as [`put_number`] writes them.
    lists: Vec<u8>,
    /// Where each word, and its list, ends.
    ends: Vec<(u32, u32)>,
}

record!(Postings { tokens, words, lists, ends });

impl Postings {
    pub(super) fn of(texts: &[String], analyzer: &mut TextAnalyzer) -> Self {
        let mut found: BTreeMap<String, Vec<(u32, u32)>> = BTreeMap::new();
        let mut postings = Self::default();
        let mut counts: HashMap<String, u32> = HashMap::new();
        for (at, text) in (0u32..).zip(texts) {
            each_word(analyzer, text, |word| match counts.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(counts.insert(word.to_owned(), 1)),
            });
            for (word, count) in counts.drain() {
                postings.tokens += u64::from(count);
                found.entry(word).or_default().push((at, count));
            }
        }
        for (word, list) in found {
            postings.words.extend(word.bytes());
            put_number(list.len() as u32, &mut postings.lists);
            let mut before = 0;
            for (at, count) in list {
                put_number(at - before, &mut postings.lists);
                put_number(count, &mut postings.lists);
                before = at;
            }
            postings.ends.push((postings.words.len() as u32, postings.lists.len() as u32));
        }
        postings
    }

    /// The texts that a word stands in.
    pub(super) fn find(&self, word: &str) -> Option<List<'_>> {
        let at = self.place(word)?;
        let mut rest = self.lists.get(self.start(at).1 as usize..self.ends[at].1 as usize)?;
        let count = take_number(&mut rest)?;
        Some(List { count, rest, at: 0 })
    }

    fn place(&self, word: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low + (high - low) / 2;
            let there = self.words.get(self.start(middle).0 as usize..self.ends[middle].0 as usize)?;
            match there.cmp(word.as_bytes()) {
                Ordering::Less => low = middle + 1,
                Ordering::Greater => high = middle,
                Ordering::Equal => return Some(middle),
            }
        }
        None
    }

    /// Where a word, and its list, begins.
    fn start(&self, at: usize) -> (u32, u32) {
        at.checked_sub(1).map_or((0, 0), |before| self.ends[before])
    }
}

/// The texts that a word stands in, by number, with the times that it does.
pub(super) struct List<'a> {
    /// How many there are.
    pub count: u32,
    rest: &'a [u8],
    at: u32,
}

impl Iterator for List<'_> {
    type Item = (u32, u32);

    fn next(&mut self) -> Option<(u32, u32)> {
        self.at = self.at.checked_add(take_number(&mut self.rest)?)?;
        Some((self.at, take_number(&mut self.rest)?))
    }
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn put_number(mut number: u32, out: &mut Vec<u8>) {
    while number > 0x7f {
        out.push(number as u8 | 0x80);
        number >>= 7;
    }
    out.push(number as u8);
}

fn take_number(from: &mut &[u8]) -> Option<u32> {
    let mut number = 0u32;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        number |= u32::from(byte & 0x7f) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}
