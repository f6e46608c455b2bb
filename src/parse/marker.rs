//! The bullets and numbers that list items begin with.

use std::ops::Range;

/// A list item's marker.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    pub range: Range<usize>,
    pub style: Style,
    pub number: Option<String>,
}

/// Items of one list share a style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Bullet(char),
    Number(char),
    Letter(char),
    /// `4.2`, as in contracts.
    Clause,
}

const BULLETS: &[char] =
    &['•', '‣', '▪', '●', '○', '◦', '■', '□', '✓', '✔', '❖', '➢', '·', '\u{F0B7}', '\u{F0A7}'];

/// Whether a character is nothing but a bullet.
pub(super) fn is_bullet(c: char) -> bool {
    BULLETS.contains(&c)
}

/// Reads a bullet or a number at the start of a line that begins at `start`.
pub(super) fn marker(words: &str, start: usize) -> Option<Marker> {
    let first = words.chars().next()?;
    let length = first.len_utf8();
    let spaced = |from: usize| words[from..].starts_with(char::is_whitespace);
    if BULLETS.contains(&first) || matches!(first, '-' | '*' | '+' | '–' | '—') && spaced(length) {
        let range = start..start + length;
        let sound = has_words(&words[length..]);
        return sound.then_some(Marker { range, style: Style::Bullet(first), number: None });
    }
    if words.starts_with("o\t") || words.starts_with("o  ") {
        return Some(Marker { range: start..start + 1, style: Style::Bullet('o'), number: None });
    }
    if words.starts_with("<li>") || words.starts_with("<li ") {
        let end = words.find('>')? + 1;
        let sound = has_words(&words[end..]);
        return sound.then_some(Marker {
            range: start..start + end,
            style: Style::Bullet('<'),
            number: None,
        });
    }
    let opened = usize::from(first == '(');
    let number: &str = &words[opened..];
    let number = &number[..number.bytes().take(5).take_while(u8::is_ascii_alphanumeric).count()];
    let end = opened + number.len();
    let close = words[end..].chars().next().filter(|c| *c == ')' || (*c == '.' && opened == 0))?;
    let style = number_style(number, if opened == 1 { '(' } else { close })?;
    (spaced(end + 1) && has_words(&words[end + 1..])).then(|| Marker {
        range: start..start + end + 1,
        style,
        number: Some(number.to_owned()),
    })
}

/// Whether words follow a marker; only the beginning is looked at, as markers may stand in long rows.
fn has_words(rest: &str) -> bool {
    rest.chars().take(200).any(char::is_alphanumeric)
}

fn number_style(number: &str, close: char) -> Option<Style> {
    let all = |test: fn(&u8) -> bool| number.bytes().all(|b| test(&b));
    let roman = number.len() < 5 && all(|b| matches!(b, b'i' | b'v' | b'x'));
    match number.len() {
        1..=3 if all(u8::is_ascii_digit) => Some(Style::Number(close)),
        1 if all(u8::is_ascii_lowercase) || close != '.' && all(u8::is_ascii_alphabetic) => {
            Some(Style::Letter(close))
        }
        2.. if roman => Some(Style::Letter(close)),
        _ => None,
    }
}
