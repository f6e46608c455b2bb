//! Words that are broken at the end of a line are made whole, as far as the document itself shows how they are written.

use std::collections::HashSet;

use super::lines::Line;

/// Where a word may be broken, and where it was if a line ends here.
const SOFT: char = '\u{AD}';

/// Where a word may have been cut because a cell is narrower than it.
pub(super) const CUT: char = '\u{200B}';
/// Shorter words have room in any cell.
const LONG: usize = 7;

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
        let mut broken: Vec<(&str, Option<&str>)> = Vec::new();
        for line in lines {
            let [first, within @ ..] = line.words.as_slice() else { continue };
            if let Some((_, after @ None)) = broken.last_mut() {
                *after = Some(parts(&first.text).0);
            }
            for word in within {
                if !is_broken(&word.text) {
                    spelling.words.extend(spellings(&word.text));
                }
            }
            let last = line.words.last().filter(|word| is_broken(&word.text));
            broken.extend(last.map(|word| (parts(&word.text).1, None)));
        }
        // A program broke words where several of them stand elsewhere as one.
        let whole = |(before, after): &&(&str, Option<&str>)| {
            after.is_some_and(|after| spelling.knows(&format!("{before}{after}")))
        };
        let whole = broken.iter().filter(whole).count();
        spelling.breaks = whole > 0 && whole * 3 >= broken.len();
        spelling
    }

    fn knows(&self, word: &str) -> bool {
        self.words.contains(&word.to_lowercase())
    }

    /// Adds a line's words to those of the lines above; `between` is what stands for the line's end.
    pub fn join(&self, out: &mut String, next: &str, between: &str) {
        if out.ends_with(CUT) {
            out.pop();
            if !self.was_cut(parts(out).1, parts(next).0) {
                out.push_str(between);
            }
        } else if !is_broken(out) {
            out.push_str(between);
        } else {
            let (before, after) = (parts(out).1, parts(next).0);
            if out.ends_with(SOFT) || !self.keeps_hyphen(before, after) {
                out.pop();
            }
            out.push_str(between.trim_start_matches(' '));
        }
        out.push_str(next);
    }

    /// Whether two words, of which the first fills its cell, are one: the document has them as one, or has neither of them.
    fn was_cut(&self, before: &str, after: &str) -> bool {
        after.starts_with(char::is_lowercase)
            && before.ends_with(char::is_lowercase)
            && (self.knows(&format!("{before}{after}"))
                || before.chars().count() >= LONG && !self.knows(before) && !self.knows(after))
    }

    /// Whether the hyphen between two parts of a word is its own.
    fn keeps_hyphen(&self, before: &str, after: &str) -> bool {
        let ends = |c: char| c.is_numeric() || c.is_uppercase();
        if !after.starts_with(char::is_lowercase) || before.ends_with(ends) {
            return true;
        }
        let whole = self.knows(&format!("{before}{after}"));
        let hyphened = self.knows(&format!("{before}-{after}"));
        if whole != hyphened {
            return hyphened;
        }
        let known = |part: &str| part.split(is_hyphen).all(|part| part.len() > 1 && self.knows(part));
        !self.breaks || known(before) && (known(after) || before.contains(is_hyphen))
    }

    /// The lines of a cell as one.
    pub fn cell(&self, lines: &str) -> String {
        let mut lines = lines.lines();
        let mut out = lines.next().unwrap_or_default().to_owned();
        lines.for_each(|line| self.join(&mut out, line, " "));
        tidy(&out)
    }
}

/// The first and the last word of a text, without hyphens at its end.
fn parts(text: &str) -> (&str, &str) {
    let apart = |c: char| !c.is_alphanumeric() && !is_hyphen(c);
    let first = text.split(apart).next().unwrap_or_default();
    let last = text.trim_end_matches(|c| is_hyphen(c) || c == SOFT).rsplit(apart).next().unwrap_or_default();
    (first, last)
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

/// Without the places where a word might have been broken.
pub(super) fn tidy(words: &str) -> String {
    words.replace(SOFT, "")
}
