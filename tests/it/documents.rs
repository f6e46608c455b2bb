//! Documents that are no text, as they are read: fixtures in the habits of the programs that write them, hostile ones made
//! here. The oracle for pages is pandoc's reading of the same Markdown (docs/documents.md has the figures).

mod lists;
mod pages;
mod tables;

use std::fmt::Write as _;

use countersign::document::{Document, DocumentName, Warning};
use countersign::parse::parse;

/// The title, the warnings, and each passage under its path.
fn shown(document: &Document, warnings: &[Warning]) -> String {
    let mut out = format!("{} — {}\n", document.name, document.title);
    let mut path = None;
    for passage in &document.passages {
        let here = document.path_of(passage).join(" › ");
        if path.as_ref() != Some(&here) {
            writeln!(out, "\n{here}").unwrap();
            path = Some(here);
        }
        let lead = passage.lead.clone().and_then(|lead| document.slice(&lead));
        let lead = lead.map(|lead| format!("[{lead}] ")).unwrap_or_default();
        writeln!(out, "  {:?} {lead}{}", passage.kind, document.slice(&passage.range).unwrap()).unwrap();
    }
    for warning in warnings {
        writeln!(out, "\nwarning: {}", warning.message).unwrap();
    }
    out
}

/// The same of a file that is given here; or why it is not read.
fn read(name: &str, bytes: impl AsRef<[u8]>) -> String {
    match parse(DocumentName::new(name), bytes.as_ref()) {
        Ok((document, warnings)) => shown(&document, &warnings),
        Err(error) => format!("error: {error}"),
    }
}

/// The same of every file in a folder of fixtures.
fn folder(name: &str) -> String {
    let mut files: Vec<_> = std::fs::read_dir(format!("tests/fixtures/documents/{name}"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    let read = |file: &std::path::PathBuf| {
        let name = file.file_name().unwrap().to_str().unwrap();
        read(name, std::fs::read(file).unwrap())
    };
    files.iter().map(read).collect::<Vec<_>>().join("\n\n")
}
