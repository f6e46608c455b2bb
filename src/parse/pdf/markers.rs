//! Bullets and numbers at the beginning of a line, as they are printed.

use super::lines::Line;
use crate::parse::marker::{self, Style};

/// What an item of a list begins with.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Marker {
    /// Without its dot or brackets; none for a bullet.
    pub number: Option<String>,
    /// As it is printed.
    pub printed: String,
    /// How many words of the line it takes.
    pub words: usize,
    /// Where the item's own words begin.
    pub hang: f32,
}

/// Whether a word is a marker by itself.
pub(super) fn is_marker(word: &str) -> bool {
    let all = |test: fn(char) -> bool| word.chars().all(test);
    is_bullet(word)
        || word.len() <= 8 && all(|c| c.is_ascii_digit() || c == '.') && word.contains('.')
        || number(word).is_some()
}

fn is_bullet(word: &str) -> bool {
    let mut chars = word.chars();
    let alone = chars.next().zip(Some(chars.next().is_none()));
    alone.is_some_and(|(c, alone)| {
        alone
            && (matches!(
                c,
                '-' | '*'
                    | '+'
                    | '–'
                    | '—'
                    | 'o'
                    | '∙'
                    | '⁃'
                    | '◆'
                    | '◇'
                    | '►'
                    | '▶'
                    | '➔'
                    | '→'
                    | '\u{F0B7}'
            ) || marker::is_bullet(c))
    })
}

/// The number of `4.`, `a)`, `(iv)`.
fn number(word: &str) -> Option<String> {
    let read = marker::marker(&format!("{word} x"), 0)?;
    (read.range.end == word.len() && !matches!(read.style, Style::Bullet(_))).then_some(read.number)?
}

/// Reads the marker of a line.
pub(super) fn marker(line: &Line) -> Option<Marker> {
    let (first, second) = line.words.first().zip(line.words.get(1))?;
    let gap = second.x0 - first.x1;
    let found = |number| Some(Marker { number, printed: first.text.clone(), words: 1, hang: second.x0 });
    if is_bullet(&first.text) {
        // The letter o is a bullet only where it stands apart; a dash or a plus sign may stand in a sentence.
        let apart = first.text != "o" || gap > 0.6 * line.size;
        return if apart { found(None) } else { None };
    }
    found(Some(number(&first.text)?))
}
