//! The lines of a stretch of text, whatever ends them.

use std::ops::Range;

use super::wording;

/// One line, without its indentation and line end.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub range: Range<usize>,
    /// Columns of white space before it; a tab goes to the next multiple of four.
    pub indent: usize,
}

/// The lines of a stretch of text.
pub(super) fn lines(text: &str, range: Range<usize>) -> Vec<Line> {
    let mut found = Vec::new();
    let mut start = range.start;
    let words = &text[range.clone()];
    for (at, _) in words.match_indices(['\n', '\r']) {
        let end = range.start + at;
        // The second half of a CRLF ends no line of its own.
        if start < end || !text[..end].ends_with('\r') || text.as_bytes()[end] == b'\r' {
            found.push(line(text, start..end));
        }
        start = end + 1;
    }
    found.push(line(text, start..range.end));
    found
}

fn line(text: &str, range: Range<usize>) -> Line {
    let mut trimmed = wording::trim(text, range.clone());
    // The mark of a quotation counts as white space.
    while let Some(quoted) =
        text[trimmed.clone()].strip_prefix("> ").filter(|rest| rest.starts_with(is_opener))
    {
        trimmed.start = trimmed.end - quoted.len();
    }
    let indent = text[range.start..trimmed.start].chars().fold(0, |column, c| match c {
        '\t' => (column / 4 + 1) * 4,
        '\u{FEFF}' => column,
        _ => column + 1,
    });
    Line { range: trimmed, indent }
}

fn is_opener(c: char) -> bool {
    !c.is_ascii_digit() && !c.is_whitespace()
}
