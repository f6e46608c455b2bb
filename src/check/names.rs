//! The vendor's own name and domain in several spellings. What the vendor is called is taken from its documents: the name
//! with a legal form that they use most, or else the domain of its addresses. Nothing is flagged where neither is clear.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{counted, pattern, squeezed, word_list};
use super::{Code, Diagnostic, Knowledge, Spot};

/// Where something is written: the document's place, and where in it.
type At = (usize, Range<usize>);

static LEGAL: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"\b((?:[A-Z][\w&’'-]*(?:\.[A-Za-z]{2,3})?[ \t](?:(?:&|and|und|\+)[ \t])?){0,3}[A-Z][\w&’'-]*(?:\.[A-Za-z]{2,3})?)(,?[ \t](?:Limited|Ltd\b\.?|LTD\b\.?|Incorporated|Inc\b\.?|INC\b\.?|LLC|L\.L\.C\.|GmbH|AG|BV|B\.V\.|NV|N\.V\.|SAS|S\.A\.S\.|S\.A\.|PLC|plc|Corporation|Corp\b\.?|Oy|AB|ApS|A/S|Pty Ltd|SRL|S\.r\.l\.|KG|SE))(?:[\s,;:()”\x22’'¶]|\.?$|\.\s|[.])",
    )
});
static ADDRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"[A-Za-z0-9._%+-]+@((?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,})"));
static CAPITAL_WORD: LazyLock<Regex> = LazyLock::new(|| pattern(r"\b[A-Z]\w{4,}\b"));

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let Some(name) = Name::of(knowledge) else { return Vec::new() };
    let mut all = name.forms(knowledge);
    all.extend(name.joined(knowledge));
    all.extend(name.slips(knowledge));
    all
}

/// The words of the vendor's name in lower case, as far as it is known: they tell nothing of a statement's scope.
pub(super) fn own_words(knowledge: &Knowledge) -> BTreeSet<String> {
    let name = Name::of(knowledge).map(|name| name.base).unwrap_or_default();
    let mut own: BTreeSet<String> = word_list(&name).into_iter().collect();
    own.insert(squeezed(&name));
    own.extend(["ltd", "limited", "inc", "llc", "gmbh", "bv", "plc", "corp"].map(str::to_owned));
    own
}

/// What the vendor is called.
struct Name {
    /// Its words without the legal form, as they are mostly written.
    base: String,
    /// Each spelling with a legal form, with its places.
    full: BTreeMap<String, Vec<At>>,
}

impl Name {
    fn of(knowledge: &Knowledge) -> Option<Self> {
        let mut bases: BTreeMap<String, BTreeMap<String, Vec<At>>> = BTreeMap::new();
        for (at, document) in knowledge.documents.iter().enumerate() {
            for found in LEGAL.captures_iter(&document.text) {
                let (Some(base), Some(form)) = (found.get(1), found.get(2)) else { continue };
                let start = base.start() + leading_words(base.as_str());
                let range = start..without_stop(&document.text, form.end());
                let full = document.text[range.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
                let key = squeezed(&document.text[start..base.end()].replace(" and ", " "));
                bases.entry(key).or_default().entry(full).or_default().push((at, range));
            }
        }
        // Suppliers have legal forms too: the vendor's name is the one that is mentioned most, with or without its form.
        let texts: Vec<String> =
            knowledge.documents.iter().map(|document| squeezed(&document.text)).collect();
        let mentions = |key: &str| texts.iter().map(|text| text.matches(key).count()).sum::<usize>();
        let (key, full) =
            bases.into_iter().filter(|(key, _)| key.len() > 2).max_by_key(|(key, _)| mentions(key))?;
        if mentions(&key) < 2 {
            return None;
        }
        let most = full.iter().max_by_key(|(_, places)| places.len()).map(|(full, _)| full.clone())?;
        let base = LEGAL.captures(&format!("{most} "))?[1].to_owned();
        Some(Self { base, full })
    }

    /// Other spellings of the name with its legal form.
    fn forms(&self, knowledge: &Knowledge) -> Vec<Diagnostic> {
        let most = self.full.iter().max_by_key(|(_, places)| places.len());
        let Some((usual, usually)) = most else { return Vec::new() };
        // A stop behind the form may end the sentence.
        let bare = |name: &str| name.trim_end_matches('.').to_owned();
        let others = self.full.iter().filter(|(name, _)| bare(name) != bare(usual));
        others.map(|(name, places)| spelling(knowledge, name, places, usual, usually)).collect()
    }

    /// The name run together, or with other capitals: `AcmeWorks` for `Acme Works`.
    fn joined(&self, knowledge: &Knowledge) -> Vec<Diagnostic> {
        let words: Vec<&str> = self.base.split_whitespace().collect();
        let gap = r"[ \t-]?";
        let any = words.iter().map(|word| regex::escape(word)).collect::<Vec<_>>().join(gap);
        let Ok(any) = Regex::new(&format!(r"\b(?i:{any})\b")) else { return Vec::new() };
        let mut spellings: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for (at, document) in knowledge.documents.iter().enumerate() {
            for found in any.find_iter(&document.text) {
                if is_name(&document.text, &found.range()) {
                    spellings.entry(found.as_str()).or_default().push((at, found.range()));
                }
            }
        }
        let Some((usual, usually)) = spellings.iter().max_by_key(|(_, places)| places.len()) else {
            return Vec::new();
        };
        let others = spellings.iter().filter(|(name, places)| name != &usual && places.len() < usually.len());
        others.map(|(name, places)| spelling(knowledge, name, places, usual, usually)).collect()
    }

    /// One letter wrong in a word of the name.
    fn slips(&self, knowledge: &Knowledge) -> Vec<Diagnostic> {
        let words: Vec<&str> =
            self.base.split_whitespace().filter(|word| word.chars().count() >= 6).collect();
        let mut counts: BTreeMap<&str, Vec<At>> = BTreeMap::new();
        for (at, document) in knowledge.documents.iter().enumerate() {
            for found in CAPITAL_WORD.find_iter(&document.text) {
                if words.iter().any(|word| *word == found.as_str() || is_slip(found.as_str(), word)) {
                    counts.entry(found.as_str()).or_default().push((at, found.range()));
                }
            }
        }
        let mut all = Vec::new();
        for word in words {
            let Some(usually) = counts.get(word) else { continue };
            let slips = counts
                .iter()
                .filter(|(other, places)| is_slip(other, word) && places.len() * 4 <= usually.len());
            all.extend(slips.map(|(other, places)| spelling(knowledge, other, places, word, usually)));
        }
        all
    }
}

/// Where a legal form ends: a stop behind it that ends the sentence is none of its own.
fn without_stop(text: &str, end: usize) -> usize {
    let behind = text[end..].trim_start_matches([' ', '\t', '”', '"', ')']);
    let ends_sentence = behind.is_empty() || behind.starts_with(|c: char| c == '\n' || c.is_uppercase());
    if text[..end].ends_with('.') && ends_sentence { end - 1 } else { end }
}

/// "The Acme Works" and "At Acme Works" begin with a word that is none of the name.
fn leading_words(name: &str) -> usize {
    const LEADING: &[&str] = &[
        "The", "At", "By", "For", "In", "With", "And", "From", "To", "Of", "On", "When", "If", "Our",
        "Copyright",
    ];
    let mut start = 0;
    while let Some((first, _)) = name[start..].split_once(' ').filter(|(first, _)| LEADING.contains(first)) {
        start += first.len() + 1;
    }
    start
}

fn is_slip(word: &str, of: &str) -> bool {
    let plural = word.strip_suffix('s') == Some(of) || of.strip_suffix('s') == Some(word);
    word != of && !plural && word.to_lowercase() != of.to_lowercase() && strsim::osa_distance(word, of) == 1
}

/// Not in an address or path, not all small, and not all in capitals on a line of capitals.
fn is_name(text: &str, at: &Range<usize>) -> bool {
    let joined = |c: char| matches!(c, '@' | '/' | '.' | '_' | '-' | '#' | '=' | ':' | '\\' | '`');
    let (before, behind) = (&text[..at.start], &text[at.end..]);
    let in_address = before.ends_with(|c: char| joined(c) && c != ':')
        || behind.starts_with(['@', '/', '_', '-'])
        || behind.starts_with('.') && behind[1..].starts_with(char::is_alphanumeric);
    let words = &text[at.clone()];
    let capitals = !words.contains(char::is_lowercase) && words.contains(' ');
    !in_address && words.contains(char::is_uppercase) && !capitals
}

fn spelling(knowledge: &Knowledge, name: &str, places: &[At], usual: &str, usually: &[At]) -> Diagnostic {
    let spot = |at: &At, label: &str| Spot::at(&knowledge.documents[at.0], at.1.clone(), label);
    let message = format!(
        "the vendor is called “{name}” in {} and “{usual}” in {}",
        counted(places.len(), "place"),
        counted(usually.len(), "place")
    );
    let help = "use one spelling; a customer compares it with the contract";
    let diagnostic = Diagnostic::new(Code::NameSpelling, message, spot(&places[0], "here"), help);
    diagnostic.others([spot(&usually[0], "as elsewhere")])
}

pub(super) fn find_domains(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let mut domains: BTreeMap<String, Vec<At>> = BTreeMap::new();
    for (at, document) in knowledge.documents.iter().enumerate() {
        for found in ADDRESS.captures_iter(&document.text) {
            if let Some(domain) = found.get(1) {
                domains.entry(registered(domain.as_str())).or_default().push((at, domain.range()));
            }
        }
    }
    // Of two that are used as often, the one whose name the documents use.
    let texts: Vec<String> = knowledge.documents.iter().map(|document| squeezed(&document.text)).collect();
    let label = |domain: &str| squeezed(domain.split('.').next().unwrap_or_default());
    let mentions =
        |domain: &str| texts.iter().map(|text| text.matches(&label(domain)).count()).sum::<usize>();
    let most = domains.iter().max_by_key(|(domain, places)| (places.len(), mentions(domain)));
    let Some((usual, usually)) = most else { return Vec::new() };
    let others = domains.iter().filter(|(other, _)| *other != usual && is_variant(other, usual));
    others.map(|(other, places)| domain(knowledge, (other, places), (usual, usually))).collect()
}

fn domain(knowledge: &Knowledge, other: (&String, &Vec<At>), usual: (&String, &Vec<At>)) -> Diagnostic {
    let spot = |at: &At, label: &str| Spot::at(&knowledge.documents[at.0], at.1.clone(), label);
    let message = format!(
        "addresses end in {} ({}) and in {} ({})",
        other.0,
        counted(other.1.len(), "place"),
        usual.0,
        counted(usual.1.len(), "place")
    );
    let help = "use one domain, unless both are yours and read; mail to a misspelt one goes to a stranger";
    let diagnostic = Diagnostic::new(Code::DomainSpelling, message, spot(&other.1[0], "here"), help);
    diagnostic.others([spot(&usual.1[0], "as elsewhere")])
}

/// The domain that was registered: without its subdomains.
fn registered(domain: &str) -> String {
    const SECOND: &[&str] = &["co", "com", "org", "net", "ac", "gov", "ltd", "plc"];
    let lower = domain.to_lowercase();
    let parts: Vec<&str> = lower.split('.').collect();
    let country = parts.last().is_some_and(|last| last.len() == 2);
    let two_parts = country && parts.len() > 2 && SECOND.contains(&parts[parts.len() - 2]);
    parts[parts.len().saturating_sub(if two_parts { 3 } else { 2 })..].join(".")
}

/// The same name under another ending, or one letter or hyphen off.
fn is_variant(other: &str, usual: &str) -> bool {
    let label = |domain: &str| domain.split('.').next().unwrap_or_default().replace('-', "");
    let (a, b) = (label(other), label(usual));
    a == b || a.len() >= 6 && strsim::osa_distance(&a, &b) == 1
}
