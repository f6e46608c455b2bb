//! Where the service is hosted. Places are compared as places: a city lies in a country, a country in a union; a second site
//! does not contradict the first.

use std::sync::LazyLock;

use regex::Regex;

use super::Around;
use super::claim::{Claim, Value};
use super::scope::scope;
use crate::check::prose::pattern;

/// Where clouds and hosting companies have their halls: what it is called, and what it is and lies in.
const PLACES: &[(&str, &[&str])] = &[
    ("Frankfurt", &["frankfurt", "de", "eu"]),
    ("Berlin", &["berlin", "de", "eu"]),
    ("Munich", &["munich", "de", "eu"]),
    ("Nuremberg", &["nuremberg", "de", "eu"]),
    ("Falkenstein", &["falkenstein", "de", "eu"]),
    ("Hamburg", &["hamburg", "de", "eu"]),
    ("Dublin", &["dublin", "ie", "eu"]),
    ("Amsterdam", &["amsterdam", "nl", "eu"]),
    ("Paris", &["paris", "fr", "eu"]),
    ("Strasbourg", &["strasbourg", "fr", "eu"]),
    ("Gravelines", &["gravelines", "fr", "eu"]),
    ("Roubaix", &["roubaix", "fr", "eu"]),
    ("Stockholm", &["stockholm", "se", "eu"]),
    ("Helsinki", &["helsinki", "fi", "eu"]),
    ("Hamina", &["hamina", "fi", "eu"]),
    ("Copenhagen", &["copenhagen", "dk", "eu"]),
    ("Milan", &["milan", "it", "eu"]),
    ("Madrid", &["madrid", "es", "eu"]),
    ("Warsaw", &["warsaw", "pl", "eu"]),
    ("Vienna", &["vienna", "at", "eu"]),
    ("Brussels", &["brussels", "be", "eu"]),
    ("Luxembourg", &["luxembourg", "eu"]),
    ("Oslo", &["oslo", "no"]),
    ("Zurich", &["zurich", "ch"]),
    ("Zürich", &["zurich", "ch"]),
    ("Geneva", &["geneva", "ch"]),
    ("London", &["london", "uk"]),
    ("Manchester", &["manchester", "uk"]),
    ("Cardiff", &["cardiff", "uk"]),
    ("Virginia", &["virginia", "us"]),
    ("Ohio", &["ohio", "us"]),
    ("Oregon", &["oregon", "us"]),
    ("Iowa", &["iowa", "us"]),
    ("California", &["california", "us"]),
    ("Texas", &["texas", "us"]),
    ("Dallas", &["dallas", "texas", "us"]),
    ("Council Bluffs", &["council bluffs", "iowa", "us"]),
    ("Toronto", &["toronto", "ca"]),
    ("Montréal", &["montreal", "ca"]),
    ("Montreal", &["montreal", "ca"]),
    ("Sydney", &["sydney", "au"]),
    ("Melbourne", &["melbourne", "au"]),
    ("Singapore", &["singapore"]),
    ("Tokyo", &["tokyo", "jp"]),
    ("Osaka", &["osaka", "jp"]),
    ("Mumbai", &["mumbai", "in"]),
    ("São Paulo", &["sao paulo", "br"]),
    ("Germany", &["de", "eu"]),
    ("Ireland", &["ie", "eu"]),
    ("Netherlands", &["nl", "eu"]),
    ("France", &["fr", "eu"]),
    ("Sweden", &["se", "eu"]),
    ("Finland", &["fi", "eu"]),
    ("Denmark", &["dk", "eu"]),
    ("Italy", &["it", "eu"]),
    ("Spain", &["es", "eu"]),
    ("Poland", &["pl", "eu"]),
    ("Austria", &["at", "eu"]),
    ("Belgium", &["be", "eu"]),
    ("Switzerland", &["ch"]),
    ("Norway", &["no"]),
    ("United Kingdom", &["uk"]),
    ("UK", &["uk"]),
    ("European Union", &["eu"]),
    ("EU", &["eu"]),
    ("EEA", &["eu"]),
    ("United States", &["us"]),
    ("USA", &["us"]),
    ("Canada", &["ca"]),
    ("Australia", &["au"]),
    ("Japan", &["jp"]),
    ("India", &["in"]),
    ("Brazil", &["br"]),
];

static HOSTED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)\b(?:hosted|located|resides?|stored|data cent(?:er|re)s?|runs? (?:on|in)|regions?)\b")
});
static SERVICE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:data|service|platform|application|production|servers?|system|product|infrastructure|hosting|software|database|we)\b",
    )
});
/// Second sites, other things that have a place, and what is only possible.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)\b(?:back-?ups?|replica\w*|standby|recover\w*|second\w*|cop(?:y|ies)|fail\w*|disaster|redundan\w*|offices?|staff|support|test|staging|development|team|headquarter\w*|choose|choice|option\w*|depend\w*|move\w*|mov(?:e|ing)|outside|not|never|transfer\w*|leave\w*|sub-?processors?|suppliers?|customers? (?:may|can)|either|was|were|until|plan\w*|company|registered|incorporated|e-?mail|tickets?|analytics|logs?|monitoring|users?|if|unless)\b",
    )
});

/// Where the service or its data is, as a passage says.
pub(super) fn claims(around: &Around) -> Vec<Claim> {
    let words = around.words;
    if !HOSTED.is_match(words) || !SERVICE.is_match(words) || OTHER.is_match(words) {
        return Vec::new();
    }
    let found: Vec<(usize, &str, &[&str])> =
        PLACES.iter().filter_map(|(name, is)| Some((find(words, name)?, *name, *is))).collect();
    let Some((at, first, _)) = found.iter().min_by_key(|(at, ..)| *at).copied() else { return Vec::new() };
    let mut scope = scope(words, &[]);
    scope.retain(|word| {
        [
            "customer", "canadian", "european", "us", "german", "british", "swiss", "australian",
            "enterprise", "free", "trial", "personal", "health", "financial",
        ]
        .contains(&word.as_str())
            && word != "customer"
    });
    let range = around.start + at..around.start + at + first.len();
    vec![Claim {
        topic: "hosting".to_owned(),
        about: "where the service is hosted".to_owned(),
        scope: scope.into_iter().collect(),
        words: vec![words.to_owned()],
        value: Value::Places(found.iter().map(|(_, _, is)| is.to_vec()).collect()),
        shown: first.to_owned(),
        document: around.document,
        section: around.section,
        range,
    }]
}

/// A name as words of their own, behind "in" or the like.
fn find(words: &str, name: &str) -> Option<usize> {
    let letter = |c: char| c.is_alphanumeric();
    words
        .match_indices(name)
        .map(|(at, _)| at)
        .find(|at| !words[..*at].ends_with(letter) && !words[at + name.len()..].starts_with(letter))
}
