//! Lines that are marks rather than words: rules, tags, link targets, headings of HTML.

use std::ops::Range;

/// `Appendix A`, `Section 2. Encryption`, `IV. Scope`: stands among the chapters.
pub(super) fn is_part(words: &str) -> bool {
    let mut spelt = words.split_whitespace();
    let first = spelt.next().unwrap_or_default();
    let number = spelt.next().unwrap_or_default().trim_matches(|c: char| !c.is_alphanumeric());
    let parts = ["appendix", "annex", "article", "chapter", "part", "schedule", "section"];
    let numbered = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let lettered = number.len() == 1 && number.bytes().all(|b| b.is_ascii_uppercase());
    parts.contains(&first.to_lowercase().as_str()) && (numbered || lettered) || is_roman(first)
}

/// `IV.`
fn is_roman(word: &str) -> bool {
    let number = word.strip_suffix('.').unwrap_or_default();
    (1..=5).contains(&number.len()) && number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'))
}

/// No words at all, as `-----` and `* * *`.
pub(super) fn is_rule(words: &str) -> bool {
    words.chars().take(4).count() > 2 && !words.contains(|c: char| c.is_alphanumeric() || c == '<')
}

/// `[1]: https://…`, where a link of Markdown leads.
pub(super) fn is_target(words: &str) -> bool {
    let target = words.strip_prefix('[').and_then(|rest| rest.split_once("]: ")).map(|(_, target)| target);
    target.is_some_and(|target| target.starts_with("http") && !target.contains(' '))
}

/// Nothing but HTML tags, such as `<div class="x">`.
pub(super) fn is_only_tags(words: &str) -> bool {
    let mut rest = words;
    while let Some(inner) = rest.trim_start().strip_prefix('<') {
        match inner.split_once('>') {
            Some((tag, after))
                if tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/')
                    && !tag.contains(['@', '<'])
                    && !tag.contains("://") | tag.contains('=') =>
            {
                rest = after;
            }
            _ => return false,
        }
    }
    rest.trim().is_empty() && words.starts_with('<')
}

/// `<h2>Words</h2>`: its level, and where its words are in the line.
pub(super) fn html_heading(words: &str) -> Option<(u8, Range<usize>)> {
    let level = words.strip_prefix("<h").or_else(|| words.strip_prefix("<H"))?.bytes().next()?;
    let open = words.find('>')? + 1;
    let close = words.rfind("</")?;
    ((b'1'..=b'6').contains(&level) && open < close).then(|| (level - b'0', open..close))
}

/// Begins with a tag that opens a paragraph of its own.
pub(super) fn opens_paragraph(words: &str) -> bool {
    ["<p>", "<p ", "<tr", "<td", "<div", "<dt", "<dd"].iter().any(|tag| words.starts_with(tag))
}
