//! What a passage says, apart from its topic: figures, exceptions, conditions, plans, who it speaks of.

use std::collections::BTreeSet;

use super::own_names::OwnNames;
use super::reading::Reading;

/// A passage, read.
#[derive(Clone, Debug)]
pub struct Said {
    /// How many words it has.
    pub words: usize,
    /// It holds a number or a number word.
    pub figure: bool,
    /// It says how often.
    pub cadence: bool,
    pub other_party: bool,
    pub customers_duty: bool,
    pub future: bool,
    pub pointer: bool,
    /// It says how somebody gets a document or a detail that is not here ("under NDA", "upon request").
    pub offer: bool,
    pub topics_only: bool,
    /// It holds for some cases only ("with the exception of", "unless").
    pub exception: bool,
    /// It holds when somebody asks or agrees ("upon request").
    pub condition: bool,
    /// It says that something may not be done.
    pub forbids: bool,
    /// Stems of its words that take a statement back or weaken it ("refuse", "hardly", "no longer"), beside plain
    /// negators. Whether they deny what was asked, no rule can say for certain.
    pub(super) denials: Vec<String>,
    /// Figures that it states, as numbers.
    pub(super) figures: BTreeSet<u64>,
    /// It begins with "Yes" or "No".
    pub(super) opens_with: Option<bool>,
    pub(super) reading: Reading,
    /// Stems of its own words and those around it.
    known: BTreeSet<String>,
}

const CADENCES: &[&str] = &[
    "annually", "yearly", "annual", "quarterly", "monthly", "weekly", "daily", "hourly", "nightly",
    "biannually", "twice a", "once a", "every", "each year", "each month", "each quarter", "per year",
    "per month", "per quarter", "continuously", "per calendar year", "once per",
];
const NUMBER_WORDS: &[&str] = &[
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "fifteen",
    "twenty", "thirty", "sixty", "ninety", "hundred", "day", "days", "hours", "minutes", "weeks", "months",
    "years", "immediately",
];
const OTHERS: &[&str] = &[
    "supplier", "suppliers", "provider", "providers", "they are", "they have", "they hold", "partner",
    "partners", "subcontractors", "subcontractor", "third party", "3rd party", "company called",
    "data centre", "data centres", "data center", "data centers", "datacentre", "datacenter", "facilities",
    "host", "processor", "processors",
];
const OTHERS_CLAIM: &[&str] =
    &["certified", "certificate", "certificates", "certification", "accredited", "attested", "compliant"];
const CUSTOMER_MUST: &[&str] = &[
    "customer must",
    "customers must",
    "customers are responsible",
    "customer is responsible",
    "responsibility of the customer",
    "you must",
    "you are responsible",
    "customers should",
    "client would be responsible",
    "clients must",
    "customers are required",
    "your responsibility",
    "the customer shall",
    "customer shall",
];
const FUTURE: &[&str] = &[
    "intend", "intends", "intended", "plan to", "plans to", "planned", "planning", "roadmap", "in progress",
    "under way", "underway", "we expect", "working towards", "aim to", "aims to", "we hope",
    "will be introduced", "will be available", "not yet", "in future", "in the future",
];
const POINTERS: &[&str] = &[
    "please contact", "contact us", "for further information", "for more information", "refer to",
    "see section", "see the", "is available from", "email us", "e mail us",
];
const OFFERS: &[&str] = &[
    "under nda", "under an nda", "signed nda", "non disclosure", "nondisclosure",
    "confidentiality agreement", "upon request", "on request", "by request", "can be requested",
    "may request", "may be requested", "request a copy", "copy of", "trust center", "trust centre",
    "trust portal", "trust pack", "trust page", "security portal", "customer portal",
];
const EXCEPTIONS: &[&str] = &[
    "except", "exception", "exceptions", "exempt", "other than", "unless", "excluding", "apart from",
    "not all", "only for", "only where", "only when", "only if", "only the", "if the", "in case",
    "provided that", "does not apply", "do not apply", "not covered", "limited to", "where possible",
    "where feasible", "most", "in some cases", "some of", "not cover", "partly", "partially",
];
const CONDITIONS: &[&str] = &[
    "upon request", "on request", "case by case", "where applicable", "optional", "optionally", "if agreed",
    "if requested", "at its sole discretion", "may ask", "can be enabled", "can be secured", "on demand",
    "for an additional",
];
const VERBS: &[&str] = &[
    "is", "are", "was", "were", "has", "have", "had", "be", "been", "do", "does", "can", "may", "must",
    "will", "shall", "should", "would", "not", "we", "our", "you", "they", "it",
];

impl Said {
    /// Reads a passage. `around` is what stands over it: headings, the lead-in of its list. `own` are the names that
    /// the vendor goes by.
    pub fn of(passage: &str, around: &str, own: &OwnNames) -> Self {
        let reading = Reading::of(passage);
        let known =
            reading.words.iter().chain(&Reading::of(around).words).map(|word| word.stem.clone()).collect();
        let digits = reading.words.iter().any(|word| word.text.starts_with(|c: char| c.is_ascii_digit()));
        let verb = reading.words.iter().any(|w| VERBS.contains(&w.text.as_str()) || w.text.ends_with("ed"));
        let commas = passage.matches([',', ';']).count();
        Self {
            words: reading.words.len(),
            figure: digits || reading.has_any(NUMBER_WORDS),
            cadence: reading.has_any(CADENCES),
            other_party: reading.has_any(OTHERS_CLAIM)
                && (reading.has_any(OTHERS) || own.another_is_spoken_of(&reading)),
            customers_duty: reading.has_any(CUSTOMER_MUST),
            future: reading.has_any(FUTURE),
            pointer: reading.has_any(POINTERS) || passage.contains("mailto:"),
            offer: reading.has_any(OFFERS),
            topics_only: !verb && commas >= 2 && !digits,
            exception: reading.has_any(EXCEPTIONS),
            condition: reading.has_any(CONDITIONS),
            forbids: reading.has_any(FORBIDDING),
            denials: denials(&reading),
            figures: reading.figures(),
            opens_with: opens_with(&reading),
            reading,
            known,
        }
    }

    pub(super) fn knows(&self, stem: &str) -> bool {
        self.known.contains(stem)
    }

    /// Whether words behind one another begin with a name's letters ("multi-factor authentication" spells MFA).
    pub(super) fn spells(&self, name: &str) -> bool {
        let letters: Vec<char> = name.chars().collect();
        let initials: Vec<Option<char>> =
            self.reading.words.iter().map(|word| word.text.chars().next()).collect();
        letters.len() >= 2
            && initials
                .windows(letters.len())
                .any(|run| run.iter().zip(&letters).all(|(a, b)| *a == Some(*b)))
    }
}

/// Words that deny or weaken, one word each; longer ones in [`DENYING_PHRASES`].
const DENYING: &[&str] = &[
    "few", "hardly", "rarely", "seldom", "barely", "scarcely", "absent", "absence", "lack", "lacks",
    "lacking", "refuse", "refuses", "refused", "decline", "declines", "forbid", "forbids", "forbidden",
    "prohibited", "prohibit", "prohibits", "banned", "disallowed", "disabled", "discontinued", "abolished",
    "waived", "ceased", "stopped", "withdrawn", "suspended", "retired", "missing", "unavailable", "unable",
    "failed", "fails", "excluded", "excludes", "impossible", "rejected", "cancelled", "canceled",
    "abandoned", "dropped", "removed", "unsupported", "optional", "recommended", "encouraged", "consider",
    "considers", "considering", "hope", "instead", "formerly", "previously", "unless", "pending", "avoid",
];
const FORBIDDING: &[&str] =
    &["forbid", "forbids", "forbidden", "prohibit", "prohibits", "prohibited", "banned", "disallowed"];
const DENYING_PHRASES: &[&str] = &[
    "used to", "yet to", "no longer", "not yet", "until", "would consider", "rather than",
    "up to the customer", "responsibility of", "is left to", "are left to",
];

fn denials(reading: &Reading) -> Vec<String> {
    let words = reading
        .words
        .iter()
        .filter(|word| DENYING.contains(&word.text.as_str()))
        .map(|word| word.stem.clone());
    let phrases = DENYING_PHRASES
        .iter()
        .filter(|phrase| reading.has(phrase) && !is_purpose(reading, phrase))
        .map(|phrase| (*phrase).to_owned());
    words.chain(phrases).collect()
}

/// "Is used to train …" says what for, "used to be kept" says no longer.
fn is_purpose(reading: &Reading, phrase: &str) -> bool {
    let before = reading.place(phrase).and_then(|at| reading.words.get(at.checked_sub(1)?));
    phrase == "used to"
        && before
            .is_some_and(|word| matches!(word.text.as_str(), "is" | "are" | "be" | "was" | "were" | "been"))
}

fn opens_with(reading: &Reading) -> Option<bool> {
    let (first, second) = (reading.words.first()?, reading.words.get(1)?);
    match first.text.as_str() {
        "yes" => Some(true),
        "no" if second.clause > first.clause => Some(false),
        _ => None,
    }
}
