//! Where sentences end. A full stop ends one only where white space and a beginning follow it, and where it does not
//! belong to an abbreviation, a number, or words in brackets.

use std::ops::Range;

/// Abbreviations that never end a sentence.
const NEVER: &[&str] = &[
    "e.g", "eg", "i.e", "ie", "vs", "cf", "dr", "mr", "mrs", "ms", "prof", "st", "mt", "approx", "viz",
    "incl", "excl", "resp", "ca", "al", "messrs", "gen", "rep", "sen", "rev",
];
/// Abbreviations before a number.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "nr", "sec", "sect", "art", "fig", "p", "pp", "par", "para", "ch", "vol", "ver", "v", "eq",
    "cl", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "app",
];
/// Abbreviations that end a sentence only where a word follows that begins one.
const MAYBE: &[&str] = &[
    "etc", "inc", "ltd", "co", "corp", "llc", "plc", "dept", "est", "max", "min", "assoc", "bros", "jr", "sr",
];
/// Words that begin sentences and hardly ever names.
const BEGINNERS: &[&str] = &[
    "a", "access", "after", "all", "an", "and", "any", "as", "at", "before", "but", "by", "customers",
    "data", "each", "every", "for", "if", "in", "it", "its", "no", "on", "once", "our", "please", "the",
    "their", "there", "these", "they", "this", "those", "to", "under", "upon", "users", "we", "when",
    "where", "while", "with", "yes", "you", "your",
];
/// Longest stretch in brackets that is kept whole, in bytes.
const LONGEST_ASIDE: usize = 1_000;

/// The sentences of a paragraph, as byte ranges into it: in order, without gaps but for white space.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let asides = asides(text);
    let mut aside = asides.iter().peekable();
    for (at, mark) in text.char_indices().filter(|(_, c)| is_end(*c)) {
        while aside.next_if(|span| span.end <= at).is_some() {}
        let end = past_closers(text, at + mark.len_utf8());
        let inside = aside.peek().is_some_and(|span| span.start < at && end < span.end);
        if !inside && ends_here(text, start, at, end, mark) {
            push(text, start..end, &mut found);
            start = end;
        }
    }
    push(text, start..text.len(), &mut found);
    found
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let mut trimmed = super::wording::trim(text, range);
    // The mark of a quotation at a line's start is no part of the sentence.
    if let Some(words) = text[trimmed.clone()].strip_prefix("> ") {
        trimmed.start = trimmed.end - words.trim_start().len();
    }
    if !trimmed.is_empty() {
        found.push(trimmed);
    }
}

fn is_end(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn past_closers(text: &str, from: usize) -> usize {
    let closes = |c: char| {
        matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '*' | '_' | '`' | '¶' | '」' | '』')
    };
    let rest = &text[from..];
    from + (rest.len() - rest.trim_start_matches(closes).len())
}

/// Whether the mark at `at`, with its closers until `end`, ends the sentence that began at `start`.
fn ends_here(text: &str, start: usize, at: usize, end: usize, mark: char) -> bool {
    let after = &text[end..];
    if matches!(mark, '。' | '！' | '？') {
        return true;
    }
    if !after.starts_with(char::is_whitespace) {
        return false;
    }
    let next = after.trim_start();
    begins(next) && !(mark == '.' && is_abbreviation(&text[start..at], next))
}

/// Whether a sentence may begin with these words.
fn begins(next: &str) -> bool {
    let opens = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let mut rest = next;
    if rest.starts_with('<') {
        rest = rest.split_once('>').map_or(rest, |(_, inner)| inner);
    }
    let rest = rest.trim_start_matches(opens).trim_start();
    rest.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// Whether the full stop after `before` belongs to its last word.
fn is_abbreviation(before: &str, next: &str) -> bool {
    let word = before.rsplit(|c: char| !c.is_alphanumeric() && c != '.').next().unwrap_or_default();
    let lower = word.to_lowercase();
    let word_after = first_word(next);
    let before_number = next.starts_with(|c: char| c.is_ascii_digit());
    if word.len() == before.trim_start().len() && word.bytes().all(|b| b.is_ascii_digit()) {
        return true; // the number of an item or a heading
    }
    let initials = !lower.is_empty() && lower.split('.').all(|part| part.chars().count() == 1);
    let initials = initials && lower.starts_with(char::is_alphabetic);
    let lower = lower.as_str();
    NEVER.contains(&lower)
        || before_number && BEFORE_NUMBER.contains(&lower)
        || (initials || MAYBE.contains(&lower)) && !BEGINNERS.contains(&word_after.as_str())
}

fn first_word(text: &str) -> String {
    let from = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    from.chars().take_while(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(20).collect()
}

/// Stretches in brackets and in code marks, outermost only, in order.
fn asides(text: &str) -> Vec<Range<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut found: Vec<Range<usize>> = Vec::new();
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' | b'[' => open.push((byte, at)),
            b')' => close(b'(', at, &mut open, &mut found),
            b']' => close(b'[', at, &mut open, &mut found),
            _ => {}
        }
    }
    found
}

fn close(opener: u8, at: usize, open: &mut Vec<(u8, usize)>, found: &mut Vec<Range<usize>>) {
    // Only the innermost few are looked at: a text full of unmatched brackets stays linear.
    let Some(place) = open.iter().rev().take(4).position(|(byte, _)| *byte == opener) else { return };
    let kept = open.len() - 1 - place;
    let start = open[kept].1;
    open.truncate(kept);
    if at - start <= LONGEST_ASIDE {
        while found.last().is_some_and(|inner| inner.start > start) {
            found.pop();
        }
        found.push(start..at + 1);
    }
}
