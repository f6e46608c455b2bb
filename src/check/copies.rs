//! Documents that are there twice: the same bytes, nearly the same words, several versions of one. Every answer would be
//! found in both, and the older one may be quoted.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use regex::Regex;

use super::prose::{pattern, stem, word_list};
use super::{Code, Diagnostic, Knowledge, Spot};
use crate::document::Document;

/// Words in a shingle.
const SHINGLE: usize = 5;
/// The most shingles of a document that are compared: those with the smallest hashes, so that the same ones are kept in all.
const SKETCH: usize = 400;
/// Documents of fewer words are alike by chance.
const SHORTEST: usize = 40;
/// From this share of common shingles, in percent, two documents are one.
const ALIKE: usize = 75;

pub(super) fn find(knowledge: &Knowledge) -> Vec<Diagnostic> {
    let documents = knowledge.documents;
    let mut told = BTreeSet::new();
    let mut all = Vec::new();
    for (first, second, percent) in pairs(documents) {
        let (first, second) = (&documents[first], &documents[second]);
        told.insert((&first.name, &second.name));
        if !replaced(first, second) {
            all.push(duplicate(first, second, percent));
        }
    }
    for versions in same_name(documents).values().filter(|versions| versions.len() > 1) {
        let names: Vec<_> = versions.iter().map(|at| &documents[*at]).collect();
        let known = names
            .windows(2)
            .all(|pair| told.contains(&(&pair[0].name, &pair[1].name)) || replaced(pair[0], pair[1]));
        if !known {
            all.push(several(&names));
        }
    }
    all
}

/// One states that it supersedes the other: that is told by itself.
fn replaced(first: &Document, second: &Document) -> bool {
    let names = |one: &Document, other: &Document| {
        one.metadata.supersedes.iter().any(|name| other.name.as_str().ends_with(name.as_str()))
    };
    names(first, second) || names(second, first)
}

/// Pairs of documents with the same words, and how much of them, in percent; 100 for the same bytes.
fn pairs(documents: &[Document]) -> Vec<(usize, usize, usize)> {
    let sketches: Vec<BTreeSet<u64>> = documents.iter().map(sketch).collect();
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    let mut common: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (at, sketch) in sketches.iter().enumerate() {
        for shingle in sketch {
            let holders = holders.entry(*shingle).or_default();
            // What stands in very many documents (a footer) tells nothing.
            if holders.len() < 50 {
                holders.iter().for_each(|other| *common.entry((*other, at)).or_default() += 1);
                holders.push(at);
            }
        }
    }
    let mut found: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for (&(first, second), shared) in &common {
        let all = sketches[first].len().max(sketches[second].len());
        let percent = shared * 100 / all.max(1);
        if percent >= ALIKE {
            found.insert((first, second), percent.min(99));
        }
    }
    for second in 1..documents.len() {
        let same = documents[..second].iter().position(|first| first.hash == documents[second].hash);
        if let Some(first) = same {
            found.insert((first, second), 100);
        }
    }
    found.into_iter().map(|((first, second), percent)| (first, second, percent)).collect()
}

fn sketch(document: &Document) -> BTreeSet<u64> {
    let words = word_list(&document.text);
    if words.len() < SHORTEST {
        return BTreeSet::new();
    }
    let all: BTreeSet<u64> = words.windows(SHINGLE).map(fingerprint).collect();
    all.into_iter().take(SKETCH).collect()
}

/// FNV-1a: the same in every run and on every machine.
fn fingerprint(words: &[String]) -> u64 {
    let bytes = words.iter().flat_map(|word| word.bytes().chain([b' ']));
    bytes.fold(0xcbf2_9ce4_8422_2325, |hash: u64, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn duplicate(first: &Document, second: &Document, percent: usize) -> Diagnostic {
    let message = if percent == 100 {
        format!("{} and {} are the same file", first.name, second.name)
    } else {
        format!("{} and {} have nearly the same words ({percent} %)", first.name, second.name)
    };
    let help = format!("keep one; {}", which_to_keep(&[first, second]));
    let spot = Spot::whole(&second.name, about(second));
    Diagnostic::new(Code::Duplicate, message, spot, help).others([Spot::whole(&first.name, about(first))])
}

fn several(versions: &[&Document]) -> Diagnostic {
    let message = format!("{} versions of one document are answered from", versions.len());
    let help = format!("keep the one that holds; {}", which_to_keep(versions));
    let others = versions.iter().skip(1).map(|document| Spot::whole(&document.name, about(document)));
    let spot = Spot::whole(&versions[0].name, about(versions[0]));
    Diagnostic::new(Code::SeveralVersions, message, spot, help).others(others)
}

fn which_to_keep(documents: &[&Document]) -> String {
    let dates: Vec<_> = documents.iter().filter_map(|document| document.metadata.effective).collect();
    let newest = documents.iter().max_by_key(|document| document.metadata.effective);
    match newest {
        Some(newest) if dates.len() == documents.len() && dates.iter().any(|date| *date != dates[0]) => {
            format!("{} is the newest by its date", newest.name)
        }
        _ => "or state in one that it `supersedes` the other, and take that one out".to_owned(),
    }
}

fn about(document: &Document) -> String {
    let version = document.metadata.version.as_ref().map(|version| format!("version {version}"));
    let date = document.metadata.effective.map(|date| format!("of {date}"));
    [version, date].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?x)\b(?: v(?:er(?:sion)?)?\.?\s*\d+(?:[.\s]\d+)* | \d{4}[ .]\d{1,2}(?:[ .]\d{1,2})? | (?:19|20)\d{2} | (?:19|20)\d{6} | rev\s*\d+ | copy(?:\s*(?:of|\d+))? | final | draft | old | new | latest | approved | signed | updated )\b | \(\s*\d+\s*\)",
    )
});

/// Documents whose files differ in a version only, by folder and bare name.
fn same_name(documents: &[Document]) -> BTreeMap<(String, String, String), Vec<usize>> {
    let mut names: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, document) in documents.iter().enumerate() {
        let (folder, file) = document.name.as_str().rsplit_once('/').unwrap_or(("", document.name.as_str()));
        let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
        let stem = stem(&document.name);
        let bare = VERSION.replace_all(&stem, " ");
        let bare = bare.split_whitespace().collect::<Vec<_>>().join(" ");
        if bare.chars().filter(|c| c.is_alphabetic()).count() >= 3 {
            names.entry((folder.to_owned(), bare, ending.to_lowercase())).or_default().push(at);
        }
    }
    names
}
