//! Cuts a block's words into passages.

use std::ops::Range;

use super::sentences::sentences;
use super::wording::count_words;

/// Fewest words that make a sentence worth citing by itself.
const SHORTEST: usize = 3;
/// The same for the beginning of an answer: "Not at present."
const SHORTEST_ANSWER: usize = 4;

/// How a block is cut.
pub(super) struct Cut<'t> {
    pub text: &'t str,
    /// The block begins an answer.
    pub answers: bool,
    /// Where the bold words end that the block begins with.
    pub bold: Option<usize>,
}

impl Cut<'_> {
    /// The sentences of a block, very short ones joined to a neighbour.
    pub(super) fn passages(&self, range: &Range<usize>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut held: Option<usize> = None;
        for sentence in sentences(&self.text[range.clone()]) {
            let start = held.take().unwrap_or(range.start + sentence.start);
            let whole = start..range.start + sentence.end;
            let shortest = if self.answers && found.is_empty() { SHORTEST_ANSWER } else { SHORTEST };
            let words = &self.text[whole.clone()];
            let leads_in = words.ends_with(':') && words.contains(char::is_alphanumeric);
            let opens = found.is_empty() && self.is_bold(&whole);
            if (is_short(words, shortest) || opens) && !leads_in {
                held = Some(start);
            } else {
                found.push(whole);
            }
        }
        if let Some(start) = held {
            rest(self.text, start..range.end, &mut found);
        }
        found
    }

    /// A few words in bold, as before the text that they name: `**Keys.** They are …`.
    fn is_bold(&self, words: &Range<usize>) -> bool {
        let shown = &self.text[words.clone()];
        let bold = is_bold(shown) || self.bold.is_some_and(|end| words.end <= end);
        bold && is_short(shown, 7)
    }
}

/// In marks of bold from end to end.
fn is_bold(words: &str) -> bool {
    let marks = [("**", "**"), ("__", "__"), ("<b>", "</b>"), ("<strong>", "</strong>")];
    marks.iter().any(|(open, close)| words.starts_with(open) && words.ends_with(close))
}

/// Joins what is left at the end to the sentence before it.
fn rest(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    match found.last_mut() {
        Some(last) => last.end = range.end,
        None if text[range.clone()].contains(char::is_alphanumeric) => found.push(range),
        None => {}
    }
}

/// Fewer words than this.
pub(super) fn is_short(words: &str, fewest: usize) -> bool {
    count_words(words, fewest) < fewest
}

/// Whether these words only begin an answer.
pub(super) fn only_begins(words: &str) -> bool {
    is_short(words, SHORTEST_ANSWER) && words.ends_with(['.', '!', ','])
}
