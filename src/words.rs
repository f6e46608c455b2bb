//! The words of a quote made readable, and made searchable. Copies only: the text that a quote comes from is never
//! altered. Knows no document and no format beyond the inline markup that people leave in running text.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

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

/// Takes `> ` off the starts of lines.
fn without_quote_marks(text: &str) -> Cow<'_, str> {
    if !text.contains("\n>") && !text.starts_with('>') {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ']));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Furthest that a link's closing bracket is looked for, in bytes.
const LINK_REACH: usize = 2_000;

/// `[text](address)` and `![text](address)` to their text.
fn without_links(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let before = &rest[..at];
        match link(&rest[at..]) {
            Some((words, used)) => {
                out.push_str(before.strip_suffix('!').unwrap_or(before));
                out.push_str(&without_links(words));
                rest = &rest[at + used..];
            }
            None => {
                out.push_str(&rest[..=at]);
                rest = &rest[at + 1..];
            }
        }
    }
    out + rest
}

/// The words of a link at the start of `text`, and the link's whole length.
fn link(text: &str) -> Option<(&str, usize)> {
    let close = closing(text, b'[', b']')?;
    let words = &text[1..close];
    let after = &text[close + 1..];
    if words.starts_with('^') {
        return Some(("", close + 1));
    }
    let target = match after.bytes().next()? {
        b'(' => closing(after, b'(', b')')?,
        b'[' => closing(after, b'[', b']')?,
        _ => return None,
    };
    let shown = if words.trim().is_empty() { &after[1..target] } else { words };
    Some((shown, close + 1 + target + 1))
}

/// Where the bracket that opens `text` is closed.
fn closing(text: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate().take(LINK_REACH) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
        }
    }
    None
}

const INLINE_TAGS: &[&str] = &[
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var",
];
const BLOCK_TAGS: &[&str] = &[
    "article",
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// HTML tags and comments off, `<https://…>` to the address within.
fn without_tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let (shown, used) = tag(&rest[at..]);
        out.push_str(shown);
        rest = &rest[at + used..];
    }
    out + rest
}

/// What is shown of the tag at the start of `text`, and its length; the `<` itself where it is no tag.
fn tag(text: &str) -> (&str, usize) {
    if let Some(comment) = text.strip_prefix("<!--") {
        return ("", comment.find("-->").map_or(text.len(), |end| end + 7));
    }
    let reach = text.bytes().take(LINK_REACH).position(|b| b == b'>');
    let Some(end) = reach else { return ("<", 1) };
    let inside = &text[1..end];
    let name: String =
        inside.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
    let name = name.to_ascii_lowercase();
    if INLINE_TAGS.contains(&name.as_str()) && !inside.contains("://") | inside.contains('=') {
        ("", end + 1)
    } else if BLOCK_TAGS.contains(&name.as_str()) {
        (" ", end + 1)
    } else if !inside.contains(' ') && (inside.contains("://") || inside.contains('@')) {
        (inside, end + 1)
    } else {
        ("<", 1)
    }
}

/// Emphasis, code marks, escapes and stray marks off.
fn without_emphasis(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = chars.next() {
        let mut end = at + c.len_utf8();
        if matches!(c, '*' | '_' | '~') {
            while chars.next_if(|(_, next)| *next == c).is_some() {
                end += 1;
            }
        }
        let after = text[end..].chars().next().unwrap_or(' ');
        let run = &text[at..end];
        match c {
            '\\' if after.is_ascii_punctuation() => {
                chars.next();
                out.push(after);
            }
            '\\' if !before.is_alphanumeric() && before != ':' || after.is_whitespace() => {}
            '*' if between_words(before, after) || between_digits(before, after) => out.push_str(run),
            '_' if before.is_alphanumeric() == after.is_alphanumeric() => out.push_str(run),
            '~' if run.len() < 2 => out.push_str(run),
            '*' | '_' | '~' | '`' | '¶' | '\u{AD}' | '\u{200B}' | '\u{FEFF}' => {}
            _ => out.push(c),
        }
        before = c;
    }
    out
}

fn between_words(before: char, after: char) -> bool {
    before.is_whitespace() && after.is_whitespace()
}

fn between_digits(before: char, after: char) -> bool {
    before.is_ascii_digit() && after.is_ascii_digit()
}

const ENTITIES: &[(&str, &str)] = &[
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", " "),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("sect", "§"),
    ("para", ""),
    ("euro", "€"),
    ("pound", "£"),
    ("deg", "°"),
    ("times", "×"),
    ("eacute", "é"),
    ("uuml", "ü"),
    ("ouml", "ö"),
    ("auml", "ä"),
];

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        match entity(rest) {
            Some((shown, used)) => {
                out.push_str(&shown);
                rest = &rest[used..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(text: &str) -> Option<(String, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    let name = &text[1..end];
    let shown = match name.strip_prefix('#') {
        Some(number) => {
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?.to_string()
        }
        None => ENTITIES.iter().find(|(known, _)| *known == name)?.1.to_owned(),
    };
    Some((shown, end + 1))
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
        ["-", "*", "+", "•", "‣", "▪", "●", "○", "◦", "·", "–", "—", "■", "□", "✓", "✔", "[x]", "[]"];
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
