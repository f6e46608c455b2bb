//! Words that name what stands beside them: labels of rows, run-in labels, lines in bold.

use std::ops::Range;

use super::wording::{self, count_words, ends_sentence};

/// Bold from end to end, and short.
pub(super) fn is_bold(words: &str) -> bool {
    let inner = ["**", "__"].iter().find_map(|mark| words.strip_prefix(mark)?.strip_suffix(mark));
    let inner = inner.or_else(|| words.strip_prefix("<b>")?.strip_suffix("</b>"));
    let inner = inner.or_else(|| words.strip_prefix("<strong>")?.strip_suffix("</strong>"));
    inner.is_some_and(|inner| names(inner) && !inner.contains("**") && !inner.contains("<b>"))
}

/// Whether words in bold can name what stands below them.
pub(super) fn names(words: &str) -> bool {
    let named = !ends_sentence(words) || words.ends_with([':', '?']);
    named && count_words(words, 21) <= 20 && !words.is_empty()
}

/// `<b>Label</b>⇥value`, `Label⇥value`, or cells between tabs.
/// Gives the label, and the value; a row of cells has no label.
pub(super) fn row(words: &str, start: usize) -> Option<(Option<Range<usize>>, Range<usize>)> {
    let (cells, value) = match bold_label(words) {
        Some((label, rest)) if words[rest..].starts_with(['\t', ' ']) => {
            let gap = words[rest..].len() - words[rest..].trim_start().len();
            if gap < 2 && !words[rest..].starts_with('\t') {
                return None;
            }
            (Some(label), rest + gap)
        }
        _ => {
            let tab = words.find('\t')?;
            let value = tab + (words[tab..].len() - words[tab..].trim_start().len());
            let label = words[..tab].trim_end();
            let two = !words[value..].contains('\t') && count_words(label, 9) <= 8 && !label.ends_with('.');
            if !two {
                return Some((None, start..start + words.len()));
            }
            (Some(0..label.len()), value)
        }
    };
    let sound = words[value..].contains(char::is_alphanumeric);
    sound.then(|| {
        (cells.map(|label| start + label.start..start + label.end), start + value..start + words.len())
    })
}

/// The range of a label between bold marks at the start of a line, and where the marks end.
fn bold_label(words: &str) -> Option<(Range<usize>, usize)> {
    let marks = [("<b>", "</b>"), ("<strong>", "</strong>"), ("**", "**"), ("__", "__")];
    marks.iter().find_map(|(open, close)| {
        let inner = words.strip_prefix(open)?;
        let length = inner.find(close)?;
        let label = open.len()..open.len() + length;
        (length > 0 && count_words(&inner[..length], 11) <= 10)
            .then(|| (label.clone(), label.end + close.len()))
    })
}

/// Words before a colon that introduce an example or a remark and name no topic.
const REMARKS: &[&str] = &[
    "note", "notes", "nb", "example", "examples", "important", "warning", "tip", "remark", "caution",
    "please note", "see", "see also", "yes", "no", "partly", "partially", "not applicable",
];

/// The label of `Data at rest: Disks are …`, `**Label.** Words`, `<b>Label</b>: words`, as a range of `words`.
pub(super) fn run_in_label(words: &str) -> Option<Range<usize>> {
    let (label, rest) = match bold_label(words) {
        Some((label, rest)) => {
            let inside = words[label.clone()].ends_with([':', '.', '?']);
            (
                label,
                if inside {
                    rest
                } else {
                    words[rest..].strip_prefix(':').map(|after| words.len() - after.len())?
                },
            )
        }
        None => {
            let reach = words.bytes().take(60).position(|b| b == b':')?;
            (0..reach, reach + 1)
        }
    };
    named(words, label, rest)
}

/// The label of words that begin with so many bytes in bold, where no marks say so.
pub(super) fn bold_run_in_label(words: &str, bold: usize) -> Option<Range<usize>> {
    let label = 0..words.get(..bold)?.trim_end().len();
    let inside = words[label.clone()].ends_with([':', '.', '?']);
    let rest = if inside {
        label.end
    } else {
        words[label.end..].strip_prefix(':').map(|after| words.len() - after.len())?
    };
    named(words, label, rest)
}

/// The label without its mark, where it names what stands at `rest`.
fn named(words: &str, label: Range<usize>, rest: usize) -> Option<Range<usize>> {
    let name = words[label.clone()].trim_end_matches([':', '.', '?']);
    let sound = wording::begins_big(name)
        && words[rest..].starts_with([' ', '\t'])
        && words[rest..].contains(char::is_alphanumeric)
        && count_words(name, 7) <= 6
        && !name.contains(['.', '?', '!', ';', ',', '*', '<', '['])
        && !wording::is_leading(name)
        && !REMARKS.contains(&name.to_lowercase().as_str());
    sound.then(|| label.start..label.start + name.len())
}
