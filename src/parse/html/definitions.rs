//! Lists of terms: a term that asks is a question, any other labels what stands beside it.

use super::tree::NodeId;
use super::walk::Walk;

/// Writes a `dl`.
pub(super) fn write(walk: &mut Walk, id: NodeId) {
    let mut terms: Vec<String> = Vec::new();
    let mut asked = false;
    let mut described = false;
    for part in parts(walk, id) {
        match walk.page.name(part) {
            "dt" => {
                if std::mem::take(&mut described) {
                    terms.clear();
                }
                terms.push(walk.words_of(part));
            }
            _ => {
                let term = terms.join(", ");
                asked |= describe(walk, term.trim(), part, described);
                described = true;
            }
        }
    }
    if asked {
        walk.out.end_question();
    }
}

/// Writes what describes a term; whether it opened a question.
fn describe(walk: &mut Walk, term: &str, part: NodeId, goes_on: bool) -> bool {
    let simple = !walk.page.below(part, |_| true).skip(1).any(|id| {
        matches!(
            walk.page.name(id),
            "ul" | "ol" | "dl" | "table" | "details" | "div" | "section" | "p" | "pre"
        )
    });
    if !term.is_empty() && !term.ends_with('?') && simple && !goes_on {
        let words = walk.words_of(part);
        walk.out.value(term, &words);
        return false;
    }
    if !goes_on {
        walk.question(term);
    }
    walk.whole(part);
    true
}

/// The terms and what describes them, also within groups.
fn parts(walk: &Walk, id: NodeId) -> Vec<NodeId> {
    let page = walk.page;
    let is_part = |id: &NodeId| matches!(page.name(*id), "dt" | "dd");
    let groups = walk.kept(id).flat_map(|child| match page.name(child) {
        "div" => walk.kept(child).collect(),
        _ => vec![child],
    });
    groups.filter(is_part).collect()
}
