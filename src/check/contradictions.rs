//! Two places that state different figures, places or names of the same thing. Built to be silent when in doubt: both must
//! speak of the same subject, in the same scope, in a sentence that holds without a condition. Even then it says "may".

mod claim;
mod facets;
mod holders;
mod hosting;
mod quantity;
mod scope;
mod statements;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::prose::heading;
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::{Document, DocumentName, Passage, PassageKind};
use claim::Claim;

/// The most places that one diagnostic shows beside its own.
const MOST_OTHERS: usize = 3;

/// A place that states something else than another.
#[derive(Clone, Debug)]
pub struct Otherwise<'d> {
    pub document: &'d Document,
    pub passage: &'d Passage,
    /// Where in the document's text it is stated.
    pub at: Range<usize>,
}

/// Which of these passages state something else than this part of a document, which is among them; each passage once. `own` are
/// words of the vendor's name, in lower case.
pub fn stated_otherwise<'d>(
    (document, part): (&DocumentName, &Range<usize>),
    passages: &[(&'d Document, &'d Passage)],
    own: &BTreeSet<String>,
) -> Vec<Otherwise<'d>> {
    let place = |document: &Document| passages.iter().position(|(other, _)| other.name == document.name);
    let claims: Vec<(usize, Claim)> = passages
        .iter()
        .enumerate()
        .flat_map(|(at, (document, passage))| {
            let of = of_passage(place(document).unwrap_or(at), document, passage, own);
            of.into_iter().map(move |claim| (at, claim))
        })
        .collect();
    let is_own = |(at, claim): &&(usize, Claim)| {
        passages[*at].0.name == *document && part.start <= claim.range.start && claim.range.end <= part.end
    };
    let disputes = |own: &Claim, other: &Claim| {
        (&own.topic, &own.scope) == (&other.topic, &other.scope)
            && !own.value.agrees(&other.value)
            && !beside(own, other)
    };
    let mut found: BTreeMap<usize, Range<usize>> = BTreeMap::new();
    for (_, own) in claims.iter().filter(is_own) {
        for (at, other) in claims.iter().filter(|(_, other)| disputes(own, other)) {
            found.entry(*at).or_insert_with(|| other.range.clone());
        }
    }
    let otherwise = |(at, range): (usize, Range<usize>)| {
        let (document, passage) = passages[at];
        Otherwise { document, passage, at: range }
    };
    found.into_iter().map(otherwise).collect()
}

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let own = super::names::own_words(knowledge);
    let mut claims: BTreeMap<(String, Vec<String>), Vec<Claim>> = BTreeMap::new();
    for (at, document) in knowledge.documents.iter().enumerate() {
        for passage in &document.passages {
            for claim in of_passage(at, document, passage, &own) {
                claims.entry((claim.topic.clone(), claim.scope.clone())).or_default().push(claim);
            }
        }
    }
    let mut all: Vec<Diagnostic> = Vec::new();
    for group in claims.values() {
        if let Some(found) = contradiction(knowledge, group)
            && !all.iter().any(|other| same_places(other, &found))
        {
            all.push(found);
        }
    }
    all
}

/// What one passage states, as far as it is compared.
fn of_passage(at: usize, document: &Document, passage: &Passage, own: &BTreeSet<String>) -> Vec<Claim> {
    let words = |range: &Range<usize>| document.slice(range).unwrap_or_default();
    let around = Around {
        document: at,
        section: passage.section.0,
        start: passage.range.start,
        words: words(&passage.range),
        lead: passage.lead.as_ref().map(words).unwrap_or_default(),
        heading: heading(document, passage),
        title: &document.title,
        own,
        row: passage.kind == PassageKind::Row,
        numbered: !passage.item.is_empty(),
    };
    let mut all = statements::claims(&around);
    all.extend(hosting::claims(&around));
    all.extend(holders::claims(&around));
    all
}

/// A passage with what stands over it.
struct Around<'d> {
    document: usize,
    section: usize,
    /// Where the passage begins in the document's text.
    start: usize,
    words: &'d str,
    lead: &'d str,
    heading: &'d str,
    title: &'d str,
    /// Words of the vendor's name.
    own: &'d BTreeSet<String>,
    row: bool,
    /// An item of a numbered list: what it is of may be said by an item over it, which is not looked at.
    numbered: bool,
}

/// The claims of one topic and scope, by what they state: more than one value is a contradiction.
fn contradiction(knowledge: &Knowledge, group: &[Claim]) -> Option<Diagnostic> {
    let mut values: Vec<Vec<&Claim>> = Vec::new();
    for claim in group {
        match values.iter_mut().find(|same| same.iter().any(|other| other.value.agrees(&claim.value))) {
            Some(same) => same.push(claim),
            None => values.push(vec![claim]),
        }
    }
    // The value that is stated least is probably the wrong one; of two, the later.
    let odd =
        values.iter().enumerate().min_by_key(|(at, same)| (same.len(), usize::MAX - at)).map(|(at, _)| at)?;
    let claim = values[odd][0];
    let others: Vec<&Claim> = values
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != odd)
        .filter_map(|(_, same)| same.iter().copied().find(|other| !beside(claim, other)))
        .take(MOST_OTHERS)
        .collect();
    let first = others.first()?;
    let message = format!(
        "the documents may contradict each other on {}: “{}” here, “{}” in {}",
        claim.about,
        claim.shown,
        first.shown,
        match first.document == claim.document {
            true => "another section".to_owned(),
            false => knowledge.documents[first.document].name.to_string(),
        }
    );
    let spot = |claim: &Claim, label: &str| {
        Spot::at(
            &knowledge.documents[claim.document],
            claim.range.clone(),
            format!("{label} “{}”", claim.shown),
        )
    };
    let help = "correct the one that is wrong; if both are right, say in each what it holds for";
    let diagnostic = Diagnostic::new(Code::Contradiction, message, spot(claim, "here"), help);
    Some(diagnostic.others(others.iter().map(|other| spot(other, "and here"))))
}

/// Within one section different figures are meant to differ: its words say for what, in a way that no rule reads.
fn beside(a: &Claim, b: &Claim) -> bool {
    a.document == b.document && a.section == b.section && a.words != b.words
}

/// Both tell of the same two places.
fn same_places(a: &Diagnostic, b: &Diagnostic) -> bool {
    let all = |one: &Diagnostic| {
        let mut spots: Vec<_> = std::iter::once(&one.spot)
            .chain(&one.others)
            .map(|spot| (spot.document.clone(), spot.at.clone().map(|at| at.start)))
            .collect();
        spots.sort();
        spots
    };
    let (a, b) = (all(a), all(b));
    b.iter().all(|spot| a.contains(spot)) || a.iter().all(|spot| b.contains(spot))
}
