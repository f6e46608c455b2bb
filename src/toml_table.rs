//! TOML files that people write: a word that is not known is an error that says what was probably meant. What the words mean
//! must not enter here.

pub use toml::{Table, Value};

use crate::words::did_you_mean;

/// The table that a file is; otherwise what is wrong, with its line.
pub fn parse(text: &str) -> Result<Table, String> {
    toml::from_str(text).map_err(|error| one_line(text, &error))
}

/// An error in one line, with the line of the file that it is on.
pub fn one_line(text: &str, error: &toml::de::Error) -> String {
    let line = |start: usize| text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
    let place = error.span().map(|span| format!("line {}: ", line(span.start))).unwrap_or_default();
    format!("{place}{}", error.message().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// Refuses a key that is none of these; `place` says whose it is (` of sheet “A”`).
pub fn known(table: &Table, keys: &[&str], place: &str) -> Result<(), String> {
    match table.keys().find(|key| !keys.contains(&key.as_str())) {
        Some(key) => Err(format!("“{key}”{place} is not known{}", did_you_mean(key, keys))),
        None => Ok(()),
    }
}
