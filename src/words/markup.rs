//! Inline markup to the words that it shows: links, tags, emphasis, escapes, entities.

use std::borrow::Cow;

/// Takes `> ` off the starts of lines.
pub(super) fn without_quote_marks(text: &str) -> Cow<'_, str> {
    if !text.contains("\n>") && !text.starts_with('>') {
        return Cow::Borrowed(text);
    }
    let lines = text.lines().map(|line| line.trim_start_matches(['>', ' ']));
    Cow::Owned(lines.collect::<Vec<_>>().join("\n"))
}

/// Furthest that a link's closing bracket is looked for, in bytes.
const LINK_REACH: usize = 2_000;

/// `[text](address)` and `![text](address)` to their text.
pub(super) fn without_links(text: &str) -> String {
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
    "article", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "footer", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody",
    "td", "th", "thead", "tr", "ul",
];

/// HTML tags and comments off, `<https://…>` to the address within.
pub(super) fn without_tags(text: &str) -> String {
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
pub(super) fn without_emphasis(text: &str) -> String {
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

pub(super) fn entities(text: &str) -> String {
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
