//! What can be told from the wording of a line alone: whether it is in capitals, ends a sentence, is numbered.

use std::ops::Range;

/// The range without white space (and a byte-order mark) at both ends.
pub(super) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let blank = |c: char| c.is_whitespace() || c == '\u{FEFF}';
    let start = range.start + (words.len() - words.trim_start_matches(blank).len());
    let end = range.end - (words.len() - words.trim_end_matches(blank).len());
    start..end.max(start)
}

/// Has letters, and all of them are capitals.
pub(super) fn is_capitals(words: &str) -> bool {
    words.chars().filter(|c| c.is_alphabetic()).count() > 1
        && !words.chars().any(|c| c.is_alphabetic() && !c.is_uppercase())
}

/// In capitals, and too long to be an acronym alone.
pub(super) fn is_capital_phrase(words: &str) -> bool {
    let long = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count() > 5;
    let spelt = words.split_whitespace().filter(|word| word.contains(char::is_alphabetic));
    is_capitals(words) && (spelt.clone().count() > 1 || spelt.clone().any(long))
}

/// What stands after the dash of `— SECURITY FRAMEWORK`.
pub(super) fn after_dash(words: &str) -> Option<&str> {
    let rest = words.strip_prefix(['—', '–', '―']).or_else(|| words.strip_prefix("--"))?;
    let rest = rest.trim_start();
    (!rest.is_empty()).then_some(rest)
}

/// Ends in punctuation that ends a sentence or a clause, closers and marks aside.
pub(super) fn ends_sentence(words: &str) -> bool {
    last_mark(words).is_some_and(|c| matches!(c, '.' | '!' | '?' | ':' | ';' | '…' | '。' | '！' | '？'))
}

/// The last character that is not a closer or a mark of emphasis.
pub(super) fn last_mark(words: &str) -> Option<char> {
    let closes = |c: &char| {
        !c.is_whitespace()
            && !matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '*' | '_' | '`' | '¶' | '>')
    };
    words.chars().rev().take(40).find(closes)
}

/// How many words there are, counted to `limit` at the most.
pub(super) fn count_words(words: &str, limit: usize) -> usize {
    words.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).take(limit).count()
}

/// Little words that stay small in a title.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "by", "de", "for", "from", "how", "in", "into", "is", "its", "of", "on",
    "or", "our", "per", "the", "to", "up", "via", "vs", "we", "when", "with", "without", "your",
];
/// Words that begin a sentence or a lead-in rather than a name for a topic.
const LEADING: &[&str] = &[
    "a", "all", "also", "among", "an", "any", "are", "as", "at", "because", "both", "but", "can", "do",
    "does", "each", "every", "for", "from", "he", "here", "how", "i", "if", "in", "is", "it", "its", "many",
    "most", "of", "on", "our", "she", "should", "since", "so", "some", "that", "the", "their", "there",
    "these", "they", "this", "those", "to", "we", "we're", "we’re", "when", "where", "which", "while", "who",
    "why", "with", "you", "your",
];

/// Words that a name does not end in; after one, the line goes on below.
const DANGLING: &[&str] = &[
    "a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "in", "into", "is", "of",
    "on", "or", "our", "that", "the", "their", "to", "was", "which", "will", "with", "your",
];

/// The last word leaves the line unfinished.
pub(super) fn is_unfinished(words: &str) -> bool {
    let last = words.split_whitespace().next_back().unwrap_or_default();
    words.ends_with([',', '(', '-', '–', '&']) || DANGLING.contains(&last)
}

/// Short, begins big, and ends neither a sentence nor in the middle of one.
pub(super) fn is_heading_like(words: &str) -> bool {
    count_words(words, 14) <= 13 && !ends_sentence(words) && !is_unfinished(words) && begins_big(words)
}

/// Every word but the little ones begins with a capital or a digit.
pub(super) fn is_title_case(words: &str) -> bool {
    let mut spelt = words.split_whitespace().filter(|word| word.contains(char::is_alphabetic)).peekable();
    let first_is_big = spelt.peek().is_some_and(|word| begins_big(word));
    first_is_big && spelt.all(|word| begins_big(word) || SMALL.contains(&word.to_lowercase().as_str()))
}

/// The first letter or digit is not a small letter.
pub(super) fn begins_big(words: &str) -> bool {
    words.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
}

/// The first character is a small letter.
pub(super) fn begins_small(words: &str) -> bool {
    words.chars().next().is_some_and(char::is_lowercase)
}

/// Begins as sentences and lead-ins do.
pub(super) fn is_leading(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    LEADING.contains(&first.as_str())
}

/// Begins with who or what does something, as statements do and titles do not.
pub(super) fn is_statement(words: &str) -> bool {
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    ["we", "they", "it", "this", "there", "you", "these", "i", "all", "we're", "we’re"]
        .contains(&first.as_str())
}

/// Says that something is so, as a sentence without its full stop does.
pub(super) fn is_claim(words: &str) -> bool {
    let verbs = [" is ", " are ", " was ", " were ", " has ", " have ", " must ", " shall ", " will "];
    let asks = ["what", "how", "where", "who", "why", "when", "which"];
    let first = words.split_whitespace().next().unwrap_or_default().to_lowercase();
    verbs.iter().any(|verb| words.contains(verb)) && !asks.contains(&first.as_str())
}

/// Names a year, as "Last updated" lines do.
pub(super) fn names_a_year(words: &str) -> bool {
    let mut numbers = words.split(|c: char| !c.is_ascii_alphanumeric());
    numbers.any(|n| {
        n.len() == 4 && (n.starts_with("19") || n.starts_with("20")) && n.bytes().all(|b| b.is_ascii_digit())
    })
}

/// The number that a heading begins with (`21.1`), how many parts it has, and the words after it.
pub(super) struct Numbered<'t> {
    pub number: &'t str,
    pub parts: usize,
    /// There is a dot or a bracket after the number.
    pub closed: bool,
    pub words: &'t str,
}

/// Reads `21. Words`, `21.1 Words`, `3) Words`; `None` where no white space and words follow.
pub(super) fn numbered(line: &str) -> Option<Numbered<'_>> {
    let length = line.find(|c: char| !c.is_ascii_digit() && c != '.')?;
    let written = &line[..length];
    let number = written.trim_end_matches('.');
    let rest = &line[length..];
    let (closed, rest) = match rest.strip_prefix(')') {
        Some(rest) => (true, rest),
        None => (written.len() > number.len(), rest),
    };
    let words = rest.trim_start();
    let parts = number.split('.').count();
    let sound =
        number.split('.').all(|part| (1..=3).contains(&part.len())) && written.len() <= number.len() + 1;
    (sound && words.len() < rest.len() && !words.is_empty()).then_some(Numbered {
        number,
        parts,
        closed,
        words,
    })
}
