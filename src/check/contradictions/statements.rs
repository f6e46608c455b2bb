//! What a passage states of the facts of `facets`, and, beside them, of any subject that another sentence has word for word.
//! A condition, a plan, a memory or a range states nothing.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::Around;
use super::claim::Claim;
use super::facets::{FACETS, Facet};
use super::quantity::{Kind, Quantity, quantities};
use super::scope::scope;
use crate::check::prose::{pattern, singular, word_list};

/// Words around "TLS" that narrow nothing.
const CONNECTING: &[&str] =
    &["browser", "web", "transit", "network", "customer", "server", "service", "application", "https"];

/// Where this stands before a figure, it holds in some cases or held once.
static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:if|unless|except|exempt|only|previously|formerly|for example|e\.g\.|such as|could|may be (?:set|chosen)|can be (?:set|chosen|configured|extended)|shorter|longer than|older than|more than|earlier than|late|up to|originally|instead of|rather than|compared (?:to|with))\b",
    )
});
/// Where this stands anywhere, it is a plan, a memory or another's.
static ANYWHERE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:was|were|took|had|in (?:19|20)\d\d|will be introduced|intend\w*|plan(?:s|ned)? to|aims? to|target|recommend\w*|on request|by default|default|customers? can|administrators? can|configurable|optional\w*|we expect|examples?|(?:google|microsoft|amazon|aws|azure)(?:’s|'s)?|supplier|vendors?|our provider)\b",
    )
});
static NEGATION: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?i)\b(?:not|never|no longer|nor|without)\b"));
static BOUND: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:no later than|not later than|not exceed\w*|no(?:t)? (?:more|less|fewer) than|without (?:undue|unreasonable) delay|without activity)\b",
    )
});

/// What a passage states of the facts above, and of anything in a sentence of one figure.
pub(super) fn claims(around: &Around) -> Vec<Claim> {
    let quantities = quantities(around.words);
    let mut all = Vec::new();
    for quantity in &quantities {
        let alone = quantities.iter().filter(|other| other.kind == quantity.kind).count() == 1;
        if around.row && !alone || !holds(around.words, quantity) {
            continue;
        }
        let clause = clause(around.words, &quantity.range);
        let said = &around.words[clause.clone()];
        let facets = FACETS.iter().filter(|facet| facet.kind == quantity.kind);
        let stated = facets.filter(|facet| states(facet, around, quantity, said, alone));
        all.extend(stated.map(|facet| claim(facet, around, quantity, &clause, alone)));
        all.extend(same_subject(around, quantity, &clause, alone));
    }
    all
}

/// The statement holds, as it stands and now.
fn holds(words: &str, quantity: &Quantity) -> bool {
    let before = &words[..quantity.range.start];
    let without_bounds = BOUND.replace_all(before, "");
    !ANYWHERE.is_match(words)
        && !BEFORE.is_match(before)
        && !NEGATION.is_match(&without_bounds)
        && !words.ends_with('?')
}

/// The part of a sentence that a figure stands in.
fn clause(words: &str, at: &Range<usize>) -> Range<usize> {
    static ENDS: LazyLock<Regex> =
        LazyLock::new(|| pattern(r"[;:(—–|\t]|, | and | but | with the exception| while "));
    let start = ENDS.find_iter(&words[..at.start]).last().map_or(0, |end| end.end());
    let end = ENDS.find_at(words, at.end).map_or(words.len(), |end| end.start());
    start..end
}

fn states(facet: &Facet, around: &Around, quantity: &Quantity, clause: &str, alone: bool) -> bool {
    // Of several figures of a kind, each clause must say by itself what its own is of.
    let own = if alone { around.words } else { clause };
    let with_lead = format!("{} {own}", around.lead);
    let with_heading = format!("{} {with_lead}", around.heading);
    let of = facet.of.is_match(own) || alone && !around.numbered && facet.of.is_match(&with_heading);
    // The figure itself says what it is a figure of: "monthly backups" are a scope and no interval of something else.
    let bare = own.replacen(&around.words[quantity.range.clone()], " ", 1);
    let says = facet.says.is_match(&bare) || facet.says.is_match(&with_lead);
    // Versions are told one after another, and their verb may stand behind the last.
    let whole = if facet.kind == Kind::Version { around.words } else { &with_lead };
    of && says && !facet.not.as_ref().is_some_and(|not| not.is_match(whole))
}

fn claim(facet: &Facet, around: &Around, quantity: &Quantity, clause: &Range<usize>, alone: bool) -> Claim {
    // What a further clause behind the figure adds narrows nothing.
    let own = if alone { &around.words[..clause.end] } else { &around.words[clause.clone()] };
    let rest = own.replacen(&around.words[quantity.range.clone()], " ", 1);
    let mut scope = scope(&format!("{}: {rest}", around.lead), &[around.heading, around.title]);
    if facet.kind == Kind::Version {
        // Whoever connects, from wherever: one door.
        scope.retain(|word| !CONNECTING.contains(&word.as_str()));
    }
    if facet.exact {
        scope.extend(content(&rest));
    }
    made(facet.about.to_owned(), facet.about.to_owned(), scope, content(&rest), around, quantity)
}

fn made(
    topic: String,
    about: String,
    scope: BTreeSet<String>,
    words: BTreeSet<String>,
    around: &Around,
    quantity: &Quantity,
) -> Claim {
    let scope = scope.into_iter().filter(|word| !around.own.contains(word)).collect();
    Claim {
        topic,
        about,
        scope,
        words: words.into_iter().collect(),
        value: quantity.value.clone(),
        shown: around.words[quantity.range.clone()].split_whitespace().collect::<Vec<_>>().join(" "),
        document: around.document,
        section: around.section,
        range: around.start + quantity.range.start..around.start + quantity.range.end,
    }
}

/// Two words of content at the least, and the very same ones, are one subject. What stands before a figure belongs to it;
/// what a further clause behind it adds does not.
fn same_subject(around: &Around, quantity: &Quantity, clause: &Range<usize>, alone: bool) -> Option<Claim> {
    let start = if alone { 0 } else { clause.start };
    let (before, behind) =
        (&around.words[start..quantity.range.start], &around.words[quantity.range.end..clause.end]);
    let rest = format!("{before} {behind}");
    let content = content(&rest);
    let fewest = if alone { 2 } else { 3 };
    if content.len() < fewest || quantity.kind == Kind::Version || quantity.kind == Kind::People {
        return None;
    }
    let mut scope = scope(&rest, &[around.heading, around.title]);
    scope.extend(content.iter().cloned());
    let subject: Vec<String> = content.iter().cloned().collect();
    // Behind the named facts in order, so that where both tell of the same places the fact's own name is used.
    let topic = format!("~{:?} of {}", quantity.kind, subject.join(" "));
    let about = format!("the same subject ({})", in_order(&rest, &content).join(", "));
    Some(made(topic, about, scope, content, around, quantity))
}

/// The words of a subject as the sentence has them.
fn in_order(words: &str, content: &BTreeSet<String>) -> Vec<String> {
    let mut told = BTreeSet::new();
    let singular = word_list(words).into_iter().map(|word| singular(&word)).collect::<Vec<_>>();
    singular.into_iter().filter(|word| content.contains(word) && told.insert(word.clone())).collect()
}

/// Words that say nothing of the subject, or say the same of many.
const EMPTY: &[&str] = &[
    "a", "about", "after", "all", "also", "an", "and", "any", "are", "as", "at", "be", "been", "before",
    "by", "can", "do", "does", "each", "every", "for", "from", "has", "have", "in", "into", "is", "it",
    "its", "least", "long", "may", "minimum", "must", "no", "of", "on", "or", "our", "per", "shall",
    "should", "so", "than", "that", "the", "their", "them", "then", "there", "these", "they", "this",
    "those", "to", "under", "up", "upon", "us", "we", "when", "which", "will", "with", "within", "kept",
    "keep", "retained", "retain", "stored", "store", "held", "hold", "deleted", "delete", "erased",
    "removed", "purged", "destroyed", "more", "later", "period", "total", "currently", "always", "usually",
    "normally", "made", "done", "performed", "conducted", "carried", "out", "taken", "take", "provided",
    "once", "time", "maximum", "most", "only", "how", "what", "you", "your", "company", "least", "day",
    "days", "hour", "hours", "month", "months", "year", "years", "week", "weeks", "minute", "minutes",
    "less", "later",
];

fn content(words: &str) -> BTreeSet<String> {
    let list = word_list(words);
    let tells = |word: &String| word.len() > 1 && !EMPTY.contains(&word.as_str());
    list.iter().filter(|word| tells(word)).map(|word| singular(word)).filter(tells).collect()
}
