//! Policies, plans and procedures that a text points to by name. Only where the words point ("as described in the …"), and
//! only names with capitals: whatever else is called a plan need not be a document.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{pattern, singular, stem, word_list};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;

const NOUNS: &str = "Policy|Policies|Plan|Procedure|Procedures|Standard|Handbook|Manual|Guideline|Guidelines|Playbook|Runbook|Charter|Schedule|Matrix|Statement|Programme|Program";

static POINTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(
        r"(?:\b(?i:see(?: also)?|refer to|(?:described|defined|set out|laid down|laid out|detailed|documented|specified|explained|stated|outlined|given|listed|found|required) (?:in|by)|in accordance with|in line with|according to|as per|governed by|subject to|following|follow|consult|(?:section|clause|chapter|§) ?\d[\d.]*,? of)|[(])\s+(?i:the|our)?\s*[*_“\x22\[]*((?:[A-Z][\w’'&-]*\s+(?:(?:and|of|for|&)\s+(?:the\s+)?)?){{1,6}}(?:{NOUNS}))\b"
    ))
});

/// Words of a document's name that do not tell it from others.
const EMPTY: &[&str] = &[
    "policy", "plan", "procedure", "standard", "handbook", "manual", "guideline", "playbook", "runbook",
    "charter", "schedule", "matrix", "statement", "programme", "program", "the", "and", "of", "for", "our",
    "to", "a", "company", "corporate", "group", "document", "management", "security", "information",
];

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let known = Known::of(knowledge);
    let mut all = Vec::new();
    for document in knowledge.documents {
        let mut told = BTreeSet::new();
        for found in POINTED.captures_iter(&document.text) {
            let Some(name) = found.get(1) else { continue };
            let wanted = content(name.as_str());
            if !wanted.is_empty() && !known.has(&wanted) && told.insert(wanted) {
                all.push(missing(document, name.range()));
            }
        }
    }
    all
}

fn missing(document: &Document, at: std::ops::Range<usize>) -> Diagnostic {
    let name = document.slice(&at).unwrap_or_default();
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let message = format!("no document or section of this workspace is the “{name}”");
    let help = "add it to the workspace, or correct its name; a customer will ask for it";
    Diagnostic::new(Code::MissingDocument, message, Spot::at(document, at, "named here, and not there"), help)
}

/// What the documents and their sections are called.
struct Known(Vec<BTreeSet<String>>);

impl Known {
    fn of(knowledge: &Knowledge) -> Self {
        let documents = knowledge.documents.iter().flat_map(|document| {
            let headings = document.sections.iter().filter_map(|section| section.path.last().cloned());
            headings.chain([document.title.clone(), stem(&document.name)])
        });
        let unread = knowledge.unread.iter().map(|(name, _)| stem(name));
        Self(
            documents
                .chain(unread)
                .map(|name| word_list(&name).iter().map(|word| singular(word)).collect())
                .collect(),
        )
    }

    fn has(&self, wanted: &BTreeSet<String>) -> bool {
        self.0.iter().any(|name| wanted.is_subset(name))
    }
}

/// The words that tell a document from others; all of them where none does ("Information Security Policy").
fn content(name: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = word_list(name).iter().map(|word| singular(word)).collect();
    let telling: BTreeSet<String> =
        all.iter().filter(|word| !EMPTY.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() {
        all.into_iter().filter(|word| !["the", "our"].contains(&word.as_str())).collect()
    } else {
        telling
    }
}

/// The document that the words behind "of" name, by its place.
pub(super) fn in_workspace(words: &str, documents: &[Document]) -> Option<usize> {
    static NAME: LazyLock<Regex> = LazyLock::new(|| {
        pattern(&format!(r"^(?i:the|our)?\s*[*_“\x22\[]*((?:[A-Za-z][\w’'&-]*\s+){{1,6}}(?i:{NOUNS}))\b"))
    });
    let found = NAME.captures(words)?;
    let wanted = content(&found[1]);
    let is = |name: &str| {
        let name: BTreeSet<String> = word_list(name).iter().map(|word| singular(word)).collect();
        wanted.is_subset(&name)
    };
    documents.iter().position(|document| is(&document.title) || is(&stem(&document.name)))
}

/// The words that a document is known by, to tell a reference to it from one to another company's.
pub(super) struct Names(BTreeSet<String>);

/// The words of a document's name.
pub(super) fn names(document: &Document) -> Names {
    Names(word_list(&document.title).into_iter().chain(word_list(&stem(&document.name))).collect())
}

impl Names {
    /// Whether the words before a number end in a name that is not this document's: `Contoso DPA, section 4`.
    pub(super) fn is_another(&self, before: &str) -> bool {
        static OWNED: LazyLock<Regex> =
            LazyLock::new(|| pattern(r"([A-Z][\w-]+)(?:’s|'s)(?: \w+){0,3},?\s*\(?$"));
        let found = OWNED.captures(before);
        found.is_some_and(|found| !self.0.contains(&found[1].to_lowercase()))
    }
}
