//! The words of a quote made readable, and made searchable. Copies only: the text that a quote comes from is never
//! altered. Knows no document and no format beyond the inline markup that people leave in running text.

mod bare;
mod markup;
mod mend;
mod spelling;

use unicode_normalization::UnicodeNormalization;

pub use bare::{bare, plain as plain_char};
use markup::{entities, without_emphasis, without_links, without_quote_marks, without_tags};
pub use mend::mend;
pub use spelling::{did_you_mean, meant};

/// The readable form of a quote: markup, links and a list marker off, characters mended, white space collapsed.
pub fn plain(words: &str) -> String {
    without_marker(&tidy(words)).to_owned()
}

/// Like [`plain`], but keeps a number at the start: the form in which a heading is shown.
pub fn tidy(words: &str) -> String {
    let mended = mend(words);
    let text = without_emphasis(&without_tags(&without_links(&without_quote_marks(&mended))));
    collapse(&entities(&text))
}

/// A copy for searching: mended, NFKC, lowercase, quotes and dashes of one kind, white space collapsed.
///
/// Markup stays; fold what [`plain`] gives where it is in the way.
pub fn fold(words: &str) -> String {
    let folded: String = mend(words).nfkc().flat_map(char::to_lowercase).filter_map(unify).collect();
    collapse(&folded)
}

fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// The text after a bullet, a number or a heading's `#`.
fn without_marker(text: &str) -> &str {
    let text = text.trim_start_matches('#').trim_start();
    let Some((first, rest)) = text.split_once(' ') else { return text };
    if is_marker(first) { rest } else { text }
}

fn is_marker(word: &str) -> bool {
    let bullets =
        ["-", "*", "+", "•", "‣", "▪", "●", "○", "◦", "·", "–", "—", "■", "□", "✓", "✔", "A:", "Q:"];
    bullets.contains(&word) || is_number(word)
}

/// `8.`, `12)`, `(3)`, `a)`, `(b)`.
fn is_number(word: &str) -> bool {
    let (inner, bracketed) = match word.strip_prefix('(') {
        Some(rest) => (rest, true),
        None => (word, false),
    };
    let Some(number) = inner.strip_suffix([')', '.']) else { return false };
    let digits = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let letter = number.len() == 1 && number.bytes().all(|b| b.is_ascii_alphabetic());
    (digits && (!bracketed || word.ends_with(')'))) || (letter && word.ends_with(')'))
}

fn unify(c: char) -> Option<char> {
    match c {
        '‘' | '’' | '‚' | '‛' | '´' | '`' | '′' => Some('\''),
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => Some('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => Some('-'),
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}' | '¶' => None,
        c => Some(c),
    }
}
