//! The barest copy of a text, to compare short labels by: no accents, no case, one kind of hyphen and space.

use unicode_normalization::UnicodeNormalization;

/// Lower case, one space between words, no accents, plain hyphens and digits: a copy to compare by.
pub fn bare(text: &str) -> String {
    if text.is_ascii() {
        let mut out = String::with_capacity(text.len());
        for word in text.split_ascii_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out.make_ascii_lowercase();
        return out;
    }
    bare_any(text)
}

fn bare_any(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char| {
        if c.is_whitespace() {
            gap = !out.is_empty();
        } else {
            if std::mem::take(&mut gap) {
                out.push(' ');
            }
            out.push(plain(c));
        }
    };
    let unmarked = text.nfkd().filter(|c| !('\u{300}'..='\u{36f}').contains(c));
    unmarked.nfc().flat_map(char::to_lowercase).for_each(&mut push);
    out
}

/// Hyphens and apostrophes of one kind.
pub fn plain(c: char) -> char {
    match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{ad}' => '-',
        '\u{2018}' | '\u{2019}' | '\u{201b}' => '\'',
        '\u{2026}' => '…',
        _ => c,
    }
}
