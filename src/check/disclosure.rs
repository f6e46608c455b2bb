//! Documents that call themselves confidential and are served to a wider circle. Only a mark on a line of its own in the
//! head counts; running text about confidentiality does not.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{head, pattern, trimmed};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::{Disclosure, Document};

/// Lines of the head that are looked at.
const HEAD: usize = 20;
/// A longer line is running text.
const LONGEST: usize = 100;

const LABEL: &str = r"(?:(?:document |data |information |security )?(?:classification|confidentiality(?: level)?|disclosure|distribution|handling|sensitivity)[ *_]*[:|–-][ *_|]*)";

static INTERNAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[\W_]*(?:{LABEL}internal\b[\w ,&/–-]{{0,40}}|{LABEL}?(?:for |company )?internal (?:use )?only|{LABEL}?(?:for )?internal use(?: only)?|{LABEL}?(?:for internal|not for external) (?:distribution|use)(?: only)?|{LABEL}?do not distribute(?: externally| outside [\w ]+)?)[\W_]*$"
    ))
});

static CLOSED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?i)^[\W_]*(?:{LABEL}(?:confidential|restricted|secret|nda)\b[\w ,&/–-]{{0,40}}|(?:strictly |company |commercially |highly |[\w.]+ )?confidential(?: information| document)?|(?:strictly )?(?:private|proprietary)(?: and| &| [–-]| /) confidential|(?:shared |provided |available |released )?(?:only )?under (?:an? )?(?:nda|non-disclosure agreement)(?: only)?|nda (?:only|required)|this document is (?:strictly )?confidential|not for (?:public )?(?:distribution|release))[\W_]*$"
    ))
});

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    knowledge.documents.iter().filter_map(of).collect()
}

fn of(document: &Document) -> Option<Diagnostic> {
    let (at, said) = mark(document)?;
    let served = document.metadata.disclosure();
    if said <= served {
        return None;
    }
    let words = document.slice(&at).unwrap_or_default().trim_matches(['*', '_', '#', ' ', '>']).to_owned();
    let how = match (document.metadata.disclosure, served) {
        (None, _) => "nothing states its disclosure, so it is served to anybody".to_owned(),
        (Some(_), Disclosure::Public) => "its disclosure is stated as public".to_owned(),
        (Some(_), level) => format!("its disclosure is stated as {level}"),
    };
    let help = format!("state `disclosure: {said}` in its front matter, or take the mark off");
    let spot = Spot::at(document, at, how);
    let wider = if served == Disclosure::Public { "is served to anybody" } else { "is served under NDA" };
    let message = format!("the document says “{words}” and {wider}");
    Some(Diagnostic::new(Code::ConfidentialButPublic, message, spot, help))
}

/// The mark in a document's head, and the level that it asks for at least.
fn mark(document: &Document) -> Option<(Range<usize>, Disclosure)> {
    let text = &document.text;
    let short = head(text, HEAD).filter(|(_, line)| line.len() <= LONGEST);
    let marks = short
        .flat_map(|(range, _)| parts(text, range))
        .filter_map(|range| Some((level(&text[range.clone()])?, range)));
    // The most closed; of several, the first.
    let (level, range) = marks.reduce(|best, mark| if mark.0 > best.0 { mark } else { best })?;
    Some((trimmed(text, range), level))
}

fn level(words: &str) -> Option<Disclosure> {
    if INTERNAL.is_match(words) {
        Some(Disclosure::Internal)
    } else {
        CLOSED.is_match(words).then_some(Disclosure::Nda)
    }
}

/// A line, and what stands between the `|`, `·` and `–` in it: `Version 2.1 | Confidential`.
fn parts(text: &str, line: Range<usize>) -> Vec<Range<usize>> {
    let words = &text[line.clone()];
    let mut all = vec![line.clone()];
    let mut start = line.start;
    for (at, c) in words.match_indices(['|', '·', '•', '—', '\t']) {
        all.push(start..line.start + at);
        start = line.start + at + c.len();
    }
    if start > line.start {
        all.push(start..line.end);
    }
    all
}
