//! Words that are broken at the end of a line are made whole, as far as the document itself shows how they are written.

use std::collections::HashSet;

use super::lines::Line;

/// Breaks at this part of all lines, or more, show that a program breaks words.
const USUAL: f32 = 0.02;

/// Stands for the end of a line in words that are not put together yet.
const SOFT: char = '\u{AD}';

/// How the document writes its words.
#[derive(Debug, Default)]
pub(super) struct Spelling {
    words: HashSet<String>,
    /// Words are broken by a program, not only at hyphens that they have.
    breaks: bool,
}

impl Spelling {
    /// Looks at all lines.
    pub fn of<'l>(lines: impl Iterator<Item = &'l Line>) -> Self {
        let mut spelling = Self::default();
        let (mut count, mut broken) = (0, 0);
        for line in lines {
            count += 1;
            let last = line.words.len() - 1;
            for (at, word) in line.words.iter().enumerate() {
                if at == last && is_broken(&word.text) {
                    broken += 1;
                } else if at > 0 {
                    spelling.words.extend(spellings(&word.text));
                }
            }
        }
        spelling.breaks = broken as f32 > USUAL * count as f32;
        spelling
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// Adds a line's words to those of the lines above; `between` is what stands for the line's end.
    pub fn join(&self, out: &mut String, next: &str, between: &str) {
        if out.ends_with(SOFT) {
            out.pop();
            out.push_str(between.trim_start_matches(' '));
            out.push_str(next);
            return;
        }
        if !is_broken(out) {
            out.push_str(if between.is_empty() { " " } else { between });
            out.push_str(next);
            return;
        }
        let before = out
            .trim_end_matches(is_hyphen)
            .rsplit(|c: char| !c.is_alphanumeric() && !is_hyphen(c))
            .next()
            .unwrap_or_default();
        let after = next.split(|c: char| !c.is_alphanumeric() && !is_hyphen(c)).next().unwrap_or_default();
        if !self.keeps_hyphen(before, after) {
            out.pop();
        }
        out.push_str(between.trim_start_matches(' '));
        out.push_str(next);
    }

    /// Whether the hyphen between two parts of a word is its own.
    fn keeps_hyphen(&self, before: &str, after: &str) -> bool {
        if !after.starts_with(char::is_lowercase)
            || before.ends_with(|c: char| c.is_numeric() || c.is_uppercase())
        {
            return true;
        }
        let (whole, hyphened) =
            (self.knows(&format!("{before}{after}")), self.knows(&format!("{before}-{after}")));
        if whole != hyphened {
            return hyphened;
        }
        let part = |part: &str| part.split(is_hyphen).all(|part| part.len() > 1 && self.knows(part));
        if before.contains(is_hyphen) || after.contains(is_hyphen) {
            return part(before) || !self.breaks;
        }
        if self.breaks { part(before) && part(after) } else { part(before) || part(after) }
    }
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Ends in a hyphen after a letter or a digit.
pub(super) fn is_broken(word: &str) -> bool {
    let mut chars = word.chars().rev();
    let last = chars.next();
    last.is_some_and(|c| is_hyphen(c) || c == SOFT) && chars.next().is_some_and(char::is_alphanumeric)
}

/// The word in small letters, and its parts between hyphens.
fn spellings(word: &str) -> Vec<String> {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let mut found: Vec<String> = bare.split(is_hyphen).map(str::to_owned).collect();
    found.push(bare.replace(is_hyphen, "-"));
    found
}

impl Spelling {
    /// The lines of a cell as one.
    pub fn cell(&self, lines: &str) -> String {
        let mut out = String::new();
        for line in lines.lines() {
            if out.is_empty() { out.push_str(line) } else { self.join(&mut out, line, " ") }
        }
        tidy(&out)
    }
}

/// Without the places where a word might have been broken.
pub(super) fn tidy(words: &str) -> String {
    words.replace(SOFT, "")
}
