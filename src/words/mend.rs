//! Undoes misreadings of encodings, by the bytes that the misread characters stand for.

use std::borrow::Cow;

/// Undoes the usual misreadings: UTF-8 that was read as Windows-1252 (`â€™` for `’`) or Windows-874 (`ยง` for `§`).
pub fn mend(words: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(words);
    // Text that was misread twice needs two passes.
    for _ in 0..2 {
        match mend_once(&text) {
            Some(mended) => text = Cow::Owned(mended),
            None => break,
        }
    }
    text
}

fn mend_once(text: &str) -> Option<String> {
    if !text.chars().any(|c| matches!(c, '\u{C2}'..='\u{F4}' | '\u{E22}'..='\u{E54}')) {
        return None;
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(first) = rest.chars().next() {
        let (c, used) = misread(rest, before).unwrap_or((first, first.len_utf8()));
        mended.push(c);
        before = Some(c);
        rest = &rest[used..];
    }
    (mended != text).then_some(mended)
}

/// The character that the start of `text` was before it was misread, with the bytes that it takes up now.
fn misread(text: &str, before: Option<char>) -> Option<(char, usize)> {
    let western = reread(text, windows_1252).filter(|(c, _)| likely(*c));
    western.or_else(|| {
        let (c, used) = reread(text, windows_874)?;
        let thai = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{E01}'..='\u{E5B}'));
        let alone = !thai(before) && !thai(text[used..].chars().next());
        (alone && likely(c)).then_some((c, used))
    })
}

/// Reads one UTF-8 character whose bytes stand in `text` as the characters of a code page.
fn reread(text: &str, byte: fn(char) -> Option<u8>) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let lead = byte(first)?;
    let count = match lead {
        0xC2..=0xDF => 1,
        0xE0..=0xEF => 2,
        0xF0..=0xF4 => 3,
        _ => return None,
    };
    let mut bytes = vec![lead];
    let mut used = first.len_utf8();
    for c in chars.take(count) {
        bytes.push(byte(c).filter(|b| (0x80..=0xBF).contains(b))?);
        used += c.len_utf8();
    }
    let c = std::str::from_utf8(&bytes).ok()?.chars().next()?;
    Some((c, used))
}

/// Characters that occur in business prose; keeps true neighbours such as `Ô’` from being "mended".
fn likely(c: char) -> bool {
    matches!(c, '\u{A0}'..='\u{17F}' | '\u{391}'..='\u{44F}' | '\u{2000}'..='\u{22FF}' | '\u{FB00}'..='\u{FB06}')
        || c > '\u{FEFE}'
}

const HIGH_1252: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8D}Ž\u{8F}\u{90}‘’“”•–—˜™š›œ\u{9D}žŸ";

fn windows_1252(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{FF}' => u8::try_from(u32::from(c)).ok(),
        _ => high_1252(c),
    }
}

fn windows_874(c: char) -> Option<u8> {
    match c {
        '\u{80}'..='\u{A0}' => u8::try_from(u32::from(c)).ok(),
        '\u{E01}'..='\u{E5B}' => u8::try_from(u32::from(c) - 0xE00 + 0xA0).ok(),
        _ => high_1252(c),
    }
}

fn high_1252(c: char) -> Option<u8> {
    let place = HIGH_1252.chars().position(|high| high == c)?;
    u8::try_from(0x80 + place).ok()
}
