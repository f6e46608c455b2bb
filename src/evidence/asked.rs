//! What a question asks for.

use std::collections::BTreeSet;

use super::reading::Reading;
use super::said::Said;

/// Whether a question takes a yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// "Do you …?", "Is there …?", a requirement ("Data shall be encrypted").
    Closed,
    /// "Which …", "How long …", "Describe …".
    Open,
}

/// A question, read.
#[derive(Clone, Debug)]
pub struct Asked {
    pub form: Form,
    /// It asks how long, how many, how soon.
    pub wants_figure: bool,
    /// It asks how often, or that something is done every so often.
    pub wants_cadence: bool,
    /// It asks about suppliers and the like.
    pub about_other_party: bool,
    /// It asks what the customer must do.
    pub about_customer: bool,
    /// A yes says that something is kept from happening ("Do you prevent …").
    pub prevents: bool,
    /// It asks whether something may be done.
    pub permits: bool,
    /// Figures that it names, as numbers.
    pub(super) figures: BTreeSet<u64>,
    stems: BTreeSet<String>,
    names: BTreeSet<String>,
    /// How many things it asks at once, at least: commas and joining words.
    joined: usize,
}

const OPENERS: &[&str] = &[
    "what", "which", "how", "who", "whom", "whose", "where", "when", "why", "describe", "explain", "list",
    "provide", "please describe", "please explain", "please list", "please provide", "please specify",
    "please state", "please give", "specify", "state", "give", "outline", "detail", "summarise", "summarize",
    "name", "in which", "in what", "for how long", "to what", "under what", "at what", "within what",
    "by what", "on what", "with which", "tell us", "if yes", "if so", "if not", "if no",
];
pub(super) const AUXILIARIES: &[&str] = &[
    "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "can", "could", "will", "would",
    "shall", "should", "may", "must",
];
const FIGURES: &[&str] = &[
    "how long", "how many", "how much", "how soon", "how quickly", "how fast", "how old", "within how",
    "what period", "what interval", "what number", "what percentage", "what timeframe", "what time frame",
    "retention period", "what is the rto", "what is the rpo", "number of",
];
const CADENCES: &[&str] = &[
    "how often", "how frequently", "how regularly", "what frequency", "at least annually", "annually",
    "yearly", "once a year", "every year", "every twelve months", "every 12 months", "each year", "per year",
    "at least once", "quarterly", "monthly", "every quarter", "at planned intervals", "periodically",
    "annual",
];
const OTHER_PARTIES: &[&str] = &[
    "supplier", "suppliers", "vendor", "vendors", "subprocessor", "subprocessors", "sub", "subcontractor",
    "subcontractors", "third", "3rd", "partner", "partners", "provider", "providers", "outsourced",
    "hosting", "data centre", "data center", "data centres", "data centers", "datacentre", "datacenter",
    "hosted",
];
const CUSTOMERS: &[&str] = &[
    "customer responsible", "customers responsible", "responsible for", "responsibility", "our side",
    "tenant",
];
const PREVENTERS: &[&str] = &[
    "prevent", "prevents", "prevented", "prohibit", "prohibits", "prohibited", "forbid", "forbidden",
    "restrict", "restricted", "avoid", "block", "blocked", "disable", "disabled", "prohibited", "without",
    "never", "not", "refuse", "free",
];

const PERMITTERS: &[&str] =
    &["allowed", "permitted", "free to", "able to", "possible", "allow", "permit", "may", "can"];

impl Asked {
    /// Reads a question. `before` is the question it leans on, if any.
    pub fn of(question: &str, before: Option<&str>) -> Self {
        let reading = Reading::of(question);
        let mut stems: BTreeSet<String> = reading.content().map(|word| word.stem.clone()).collect();
        let names: BTreeSet<String> =
            reading.words.iter().filter(|w| w.named).map(|w| w.stem.clone()).collect();
        if let Some(before) = before {
            stems.extend(Reading::of(before).content().map(|word| word.stem.clone()));
        }
        Self {
            form: form(&reading),
            wants_figure: reading.has_any(FIGURES),
            wants_cadence: reading.has_any(CADENCES),
            about_other_party: reading.has_any(OTHER_PARTIES),
            about_customer: reading.has_any(CUSTOMERS),
            prevents: reading.has_any(PREVENTERS),
            permits: reading.begins_with_any(&["can", "may", "could"]) || reading.has_any(PERMITTERS),
            figures: reading.figures(),
            stems,
            names,
            joined: joined(question, &reading),
        }
    }

    /// Share of the names asked about that are not in the passage or around it.
    pub(super) fn names_missing(&self, said: &Said) -> f32 {
        share(&self.names, |name| !said.knows(name) && !said.spells(name))
    }

    /// Whether it asks several things at once and the passage speaks of few of them.
    pub(super) fn parts_missing(&self, said: &Said) -> bool {
        let met = |stem: &&String| said.reading.words.iter().any(|word| are_alike(stem, &word.stem));
        self.joined >= MANY && (self.stems.iter().filter(met).count() as f32) < FEW * self.stems.len() as f32
    }

    /// Whether a word's stem is part of what is asked.
    pub(super) fn asks_about(&self, stem: &str) -> bool {
        self.stems.contains(stem)
    }
}

/// Open where it begins with a question word, or a clause behind an introduction does ("After the contract ends, how
/// long …").
fn form(reading: &Reading) -> Form {
    let introduced = !reading.begins_with_any(AUXILIARIES) && reading.later_clause_begins_with_any(OPENERS);
    if reading.begins_with_any(OPENERS) || introduced { Form::Open } else { Form::Closed }
}

/// From so many joints on a question asks several things at once.
const MANY: usize = 3;
/// Under this share of its topic's words a passage speaks of few of them.
const FEW: f32 = 0.3;

fn joined(question: &str, reading: &Reading) -> usize {
    let words = reading.words.iter().filter(|word| matches!(word.text.as_str(), "and" | "or")).count();
    question.matches(',').count() + words
}

/// Whether two stems are of one family, as far as letters tell ("certif", "certificat").
fn are_alike(one: &str, two: &str) -> bool {
    let common = one.chars().zip(two.chars()).take_while(|(a, b)| a == b).count();
    let shorter = one.chars().count().min(two.chars().count());
    one == two || (common >= 5 && common * 10 >= shorter * 7)
}

fn share(all: &BTreeSet<String>, holds: impl Fn(&str) -> bool) -> f32 {
    if all.is_empty() {
        return 0.0;
    }
    all.iter().filter(|item| holds(item)).count() as f32 / all.len() as f32
}
