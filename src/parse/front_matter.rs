//! Front matter: `key: value` lines between rules above a Markdown document. Reads what it states of the document. Keys of
//! other programs are passed over; one that is a misspelling of ours is an error, since a document whose `disclosure` is
//! missed would be shown to everybody.

use crate::document::{Date, DocumentName, Metadata, iso_date};
use crate::words::did_you_mean;

/// The keys that are read. `workspace.toml` has the same.
pub const KEYS: [&str; 7] = ["title", "version", "owner", "effective", "review", "disclosure", "supersedes"];

/// What else the keys are called in front matter, with `_` between words.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("effective_date", "effective"),
    ("effective_from", "effective"),
    ("last_updated", "effective"),
    ("updated", "effective"),
    ("date", "effective"),
    ("review_date", "review"),
    ("next_review", "review"),
    ("next_review_date", "review"),
    ("review_by", "review"),
    ("replaces", "supersedes"),
];

/// Keys that site generators and wikis use, near to ours in spelling and not meant by them.
const OF_OTHERS: [&str; 8] =
    ["titles", "subtitle", "versions", "reviewer", "reviewers", "reviewed_by", "owners", "reviewed"];

/// What front matter states; or what is wrong with it.
pub(super) fn metadata(text: &str) -> Result<Metadata, String> {
    let mut found = Metadata::default();
    for (key, value) in pairs(text) {
        let name = key.trim().to_lowercase().replace([' ', '-'], "_");
        let known =
            OTHER_NAMES.iter().find(|(other, _)| *other == name).map_or(name.as_str(), |(_, key)| key);
        if KEYS.contains(&known) {
            set(&mut found, known, &value)?;
        } else if KEYS.iter().any(|ours| is_slip(known, ours)) && !OF_OTHERS.contains(&known) {
            return Err(format!(
                "its front matter has “{key}”, which is not known{}",
                did_you_mean(known, &KEYS)
            ));
        }
    }
    Ok(found)
}

/// One or two letters wrong, missing or changed over.
fn is_slip(key: &str, ours: &str) -> bool {
    strsim::osa_distance(key, ours) <= if ours.len() > 6 { 2 } else { 1 }
}

/// The lines' keys and values; the items of a list that stands below its key are that key's value, a line each.
fn pairs(text: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for line in text.lines() {
        let item = line.trim_start().strip_prefix("- ");
        if let (Some(item), Some((_, value))) = (item, pairs.last_mut()) {
            value.push('\n');
            value.push_str(item);
        } else if !line.starts_with([' ', '\t', '#'])
            && let Some((key, value)) = line.split_once(':')
        {
            pairs.push((key.to_owned(), without_comment(value).to_owned()));
        }
    }
    pairs
}

/// A value without the comment behind it.
fn without_comment(value: &str) -> &str {
    let value = value.trim();
    if value.starts_with(['"', '\'']) {
        value
    } else {
        value.split(" #").next().unwrap_or_default().trim_end()
    }
}

fn set(found: &mut Metadata, key: &str, value: &str) -> Result<(), String> {
    let text = || Some(unquoted(value)).filter(|text| !text.is_empty());
    match key {
        "title" => found.title = text(),
        "version" => found.version = text(),
        "owner" => found.owner = text(),
        "effective" => found.effective = text().map(|text| date(key, &text)).transpose()?,
        "review" => found.review = text().map(|text| date(key, &text)).transpose()?,
        "disclosure" => {
            let level = text().map(|text| text.parse()).transpose();
            found.disclosure = level.map_err(|e| format!("its front matter says disclosure: {e}"))?;
        }
        _ => found.supersedes = names(value),
    }
    Ok(())
}

fn unquoted(value: &str) -> String {
    value.trim().trim_matches(['"', '\'']).trim().to_owned()
}

/// A date of front matter, with or without a time behind it.
fn date(key: &str, text: &str) -> Result<Date, String> {
    let day = text.split(['T', ' ']).next().unwrap_or_default();
    iso_date(day).or_else(|| super::stated::date(text)).ok_or_else(|| {
        format!("its front matter says {key}: “{text}”, which is no date; expected one such as 2024-11-20")
    })
}

/// One name, `[a, b]`, or a line each.
fn names(value: &str) -> Vec<DocumentName> {
    let value = value.trim().trim_start_matches('[').trim_end_matches(']');
    value.split(['\n', ',']).map(unquoted).filter(|name| !name.is_empty()).map(DocumentName::new).collect()
}
