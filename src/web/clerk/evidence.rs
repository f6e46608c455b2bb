//! The evidence of a row in the pages' words: each section once, with all that is quoted from it, and nothing said twice.

use std::ops::Range;

use crate::assistant::desk::CandidateView;
use crate::web::office::escaped;
use crate::web::view::{Candidate, Evidence, Piece, Source};

/// A section and where it is quoted, in bytes.
struct Quotes<'a> {
    view: &'a CandidateView,
    ranges: Vec<Range<usize>>,
}

/// Every quote of the answer.
pub(super) fn quotes(all: &[CandidateView]) -> Vec<Source> {
    let source = |view: &CandidateView| Source {
        document: view.title.clone(),
        path: format!("{}{}", view.quoted.cited.section, lost(view)),
        quote: view.section.get(view.range.clone()).unwrap_or_default().to_owned(),
    };
    all.iter().filter(|view| view.cited).map(source).collect()
}

fn lost(view: &CandidateView) -> &'static str {
    if view.lost { " (no longer in the document)" } else { "" }
}

/// The sections that the answer is quoted from.
pub(super) fn sections(base: &str, all: &[CandidateView]) -> Vec<Evidence> {
    let mut sections: Vec<Quotes<'_>> = Vec::new();
    for view in all.iter().filter(|view| view.cited) {
        let same = |known: &&mut Quotes<'_>| {
            known.view.quoted.cited.document == view.quoted.cited.document
                && known.view.section == view.section
        };
        match sections.iter_mut().find(same) {
            Some(known) => known.ranges.push(view.range.clone()),
            None => sections.push(Quotes { view, ranges: vec![view.range.clone()] }),
        }
    }
    let mut shown: Vec<Evidence> = Vec::new();
    for (place, quotes) in sections.iter().enumerate() {
        let document = &quotes.view.quoted.cited.document;
        let again = place > 0 && sections[place - 1].view.quoted.cited.document == *document;
        let section = section(base, quotes);
        shown.push(if again { Evidence { document: String::new(), ..section } } else { section });
    }
    shown
}

fn section(base: &str, quotes: &Quotes<'_>) -> Evidence {
    let view = quotes.view;
    let parts: Vec<String> = view.quoted.cited.document.as_str().split('/').map(escaped).collect();
    Evidence {
        document: view.title.clone(),
        path: format!("{}{}", within(view), lost(view)),
        href: format!("{base}/documents/{}", parts.join("/")),
        pieces: pieces(view, &quotes.ranges),
    }
}

/// A passage that could be the answer.
pub(super) fn candidate((place, view): (usize, &CandidateView)) -> Candidate {
    let part = |range: Range<usize>| view.section.get(range).unwrap_or_default().to_owned();
    let (start, end) = (view.range.start, view.range.end);
    Candidate {
        place: place + 1,
        document: view.title.clone(),
        path: within(view),
        before: part(after_heading(view, start)..start),
        quote: part(start..end),
        after: part(end..view.section.len()).trim_end().to_owned(),
        words: view.words.clone(),
    }
}

/// The section's path without the document's title, which stands beside it.
fn within(view: &CandidateView) -> String {
    let steps = view.quoted.cited.section.split(" › ");
    steps.skip_while(|step| *step == view.title).collect::<Vec<_>>().join(" › ")
}

/// Where a section's text begins after the heading, which is in its path already; at most at `quoted`.
fn after_heading(view: &CandidateView, quoted: usize) -> usize {
    let text = &view.section;
    let begin = text.len() - text.trim_start().len();
    let line = text[begin..].lines().next().unwrap_or_default();
    let bare = |heading: &str| heading.trim_matches(['#', ' ', ':']).to_owned();
    let heading = bare(line);
    let known =
        heading == view.title || view.quoted.cited.section.split(" › ").any(|step| bare(step) == heading);
    let after = begin + line.len();
    let after = after + text[after..].len() - text[after..].trim_start().len();
    if known && after <= quoted { after } else { begin.min(quoted) }
}

/// The section's text with what is quoted marked.
fn pieces(view: &CandidateView, ranges: &[Range<usize>]) -> Vec<Piece> {
    let mut ranges = ranges.to_vec();
    ranges.sort_by_key(|range| range.start);
    let piece = |kind, range: Range<usize>| Piece {
        kind,
        text: view.section.get(range).unwrap_or_default().to_owned(),
    };
    let mut at = after_heading(view, ranges.first().map_or(0, |range| range.start));
    let mut all = Vec::new();
    for range in ranges {
        let start = range.start.max(at);
        if range.end > start {
            all.extend([piece("same", at..start), piece("mark", start..range.end)]);
            at = range.end;
        }
    }
    let rest = view.section.get(at..).unwrap_or_default().trim_end();
    all.push(Piece { kind: "same", text: rest.to_owned() });
    all.retain(|piece| !piece.text.is_empty());
    all
}
