//! Lists of words and phrases, looked up by hash. Texts are folded first (`words::fold`).

use std::collections::HashSet;

/// Whether a character is of a script that sets no spaces between words.
pub fn is_dense(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn joins(c: char) -> bool {
    c.is_alphanumeric() && !is_dense(c)
}

/// A list of phrases. Phrases in dense scripts are found anywhere, others only as whole words.
pub struct Phrases {
    all: HashSet<&'static str>,
    dense: Vec<&'static str>,
    /// Bytes of the longest phrase.
    longest: usize,
}

impl Phrases {
    /// Phrases with `|` between them.
    pub fn new(list: &'static str) -> Self {
        let all: HashSet<_> = list.split('|').collect();
        let dense = all.iter().copied().filter(|phrase| phrase.chars().any(is_dense)).collect();
        let longest = all.iter().map(|phrase| phrase.len()).max().unwrap_or(0);
        Self { all, dense, longest }
    }

    /// Whether the whole text is one of the phrases.
    pub fn is(&self, text: &str) -> bool {
        self.all.contains(text)
    }

    /// The longest phrase that the text begins with.
    pub fn opening<'t>(&self, text: &'t str) -> Option<&'t str> {
        let spaced = ends(text, self.longest).filter(|&end| self.all.contains(&text[..end])).last();
        let dense =
            self.dense.iter().filter(|phrase| text.starts_with(**phrase)).map(|phrase| phrase.len()).max();
        spaced.max(dense).map(|end| &text[..end])
    }

    /// Whether the text begins with one of the phrases.
    pub fn opens(&self, text: &str) -> bool {
        self.opening(text).is_some()
    }

    /// Whether one of the phrases ends the text.
    pub fn closes(&self, text: &str) -> bool {
        self.dense.iter().any(|phrase| text.ends_with(phrase))
            || starts(text)
                .any(|start| text.len() - start <= self.longest && self.all.contains(&text[start..]))
    }

    /// Whether one of the phrases stands in the text; those of one or two letters do not count.
    pub fn within(&self, text: &str) -> bool {
        let long = |phrase: &str| phrase.chars().count() >= 3;
        let spaced = |start: usize| {
            ends(&text[start..], self.longest)
                .any(|end| long(&text[start..start + end]) && self.all.contains(&text[start..start + end]))
        };
        starts(text).any(spaced)
            || self.dense.iter().any(|phrase| phrase.chars().count() >= 2 && text.contains(phrase))
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
