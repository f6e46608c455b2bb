//! Lists of words and phrases, looked up by hash. Texts are folded first (`words::fold`).

use std::collections::{HashMap, HashSet};

/// Whether a character is of a script that sets no spaces between words.
pub fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() && !is_dense(c)
}

/// Phrases, each of one list or more. Those in dense scripts are found anywhere, others only as whole words.
pub struct Phrases {
    /// Phrase → a bit for each list that it is in.
    lists: HashMap<&'static str, u32>,
    /// The first words of the phrases, so that most texts are left after one look.
    firsts: HashSet<&'static str>,
    dense: Vec<(&'static str, u32)>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Phrases {
    /// One list, with `|` between its phrases.
    pub fn new(list: &'static str) -> Self {
        Self::lists(&[list])
    }

    /// Several lists; list n has bit n.
    pub fn lists(all: &[&'static str]) -> Self {
        let mut lists: HashMap<&'static str, u32> = HashMap::new();
        for (number, list) in all.iter().enumerate() {
            for phrase in list.split('|') {
                *lists.entry(phrase).or_default() |= 1 << number;
            }
        }
        let dense =
            lists.iter().filter(|(phrase, _)| phrase.chars().any(is_dense)).map(|(p, bits)| (*p, *bits));
        let dense = dense.collect();
        let longest = lists.keys().map(|phrase| phrase.len()).max().unwrap_or(0);
        let firsts = lists
            .keys()
            .filter_map(|phrase| ends(phrase, longest).next().map(|end| &phrase[..end]))
            .collect();
        Self { lists, firsts, dense, longest }
    }

    /// The lists that have the whole text as a phrase.
    pub fn of(&self, text: &str) -> u32 {
        self.lists.get(text).copied().unwrap_or(0)
    }

    /// Whether the whole text is one of the phrases.
    pub fn is(&self, text: &str) -> bool {
        self.lists.contains_key(text)
    }

    /// The ends of the phrases that the text begins with.
    fn found<'t>(&'t self, text: &'t str) -> impl Iterator<Item = (usize, u32)> + 't {
        let mut known = None;
        ends(text, self.longest)
            .take_while(move |&end| *known.get_or_insert_with(|| self.firsts.contains(&text[..end])))
            .filter_map(|end| self.lists.get(&text[..end]).map(|bits| (end, *bits)))
    }

    /// The longest phrase that the text begins with.
    pub fn opening<'t>(&self, text: &'t str) -> Option<&'t str> {
        let spaced = self.found(text).last().map(|(end, _)| end);
        let dense = self
            .dense
            .iter()
            .filter(|(phrase, _)| text.starts_with(phrase))
            .map(|(phrase, _)| phrase.len())
            .max();
        spaced.max(dense).map(|end| &text[..end])
    }

    /// Whether the text begins with one of the phrases.
    pub fn opens(&self, text: &str) -> bool {
        self.opening(text).is_some()
    }

    /// Whether one of the phrases ends the text.
    pub fn closes(&self, text: &str) -> bool {
        self.dense.iter().any(|(phrase, _)| text.ends_with(phrase))
            || starts(text).any(|start| text.len() - start <= self.longest && self.is(&text[start..]))
    }

    /// The lists that have the longest phrase that ends the text.
    pub fn closing(&self, text: &str) -> u32 {
        let spaced = starts(text).find(|start| self.is(&text[*start..])).map(|start| &text[start..]);
        let dense = self.dense.iter().filter(|(phrase, _)| text.ends_with(phrase)).map(|(phrase, _)| *phrase);
        dense.chain(spaced).max_by_key(|phrase| phrase.len()).map_or(0, |phrase| self.of(phrase))
    }

    /// The lists that have the first phrase in the text, of those that are in the lists asked for.
    pub fn earliest(&self, text: &str, wanted: u32) -> u32 {
        let at = |start: usize| {
            let rest = &text[start..];
            let long = |end: usize| rest[..end].chars().take(3).count() == 3;
            self.found(rest).filter(|(end, _)| long(*end)).fold(0, |_, (_, bits)| bits & wanted)
        };
        starts(text).map(at).find(|bits| *bits != 0).unwrap_or(0)
    }

    /// The lists that have a phrase standing in the text; phrases of one or two letters do not count.
    pub fn within(&self, text: &str) -> u32 {
        let long = |phrase: &str| phrase.chars().take(3).count() == 3;
        let mut bits = 0;
        for start in starts(text) {
            let rest = &text[start..];
            bits |=
                self.found(rest).filter(|(end, _)| long(&rest[..*end])).fold(0, |all, (_, bits)| all | bits);
        }
        if !text.is_ascii() {
            let stands = |phrase: &str| phrase.chars().take(2).count() == 2 && text.contains(phrase);
            bits |=
                self.dense.iter().filter(|(phrase, _)| stands(phrase)).fold(0, |all, (_, bits)| all | bits);
        }
        bits
    }
}

/// Where words begin.
fn starts(text: &str) -> impl Iterator<Item = usize> + '_ {
    let mut before = ' ';
    text.char_indices().filter_map(move |(at, c)| {
        let apart = !(c.is_whitespace() || (joins(before) && joins(c)));
        before = c;
        apart.then_some(at)
    })
}

/// Where words end, up to a number of bytes.
fn ends(text: &str, most: usize) -> impl Iterator<Item = usize> + '_ {
    let mut chars = text.char_indices().peekable();
    std::iter::from_fn(move || {
        loop {
            let (at, c) = chars.next()?;
            let end = at + c.len_utf8();
            if end > most {
                return None;
            }
            let apart = chars.peek().is_none_or(|(_, next)| !(joins(c) && joins(*next)));
            if apart {
                return Some(end);
            }
        }
    })
}
