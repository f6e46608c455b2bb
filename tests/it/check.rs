//! What is wrong with documents: small folders in, diagnostics out. Each kind with what it must find and what it must
//! leave alone; the second matters more.

mod contradictions;
mod copies;
mod references;
mod rendered;
mod words;

use countersign::check::{Allowed, Diagnostic, Knowledge, Style, check, place, render};
use countersign::document::{Document, DocumentName, Warning, iso_date};
use countersign::parse::{FORMATS, parse};

/// The documents of a folder, as they are read.
fn read(files: &[(&str, &str)]) -> (Vec<Document>, Vec<(DocumentName, Warning)>) {
    let (mut documents, mut warnings) = (Vec::new(), Vec::new());
    for (name, text) in files {
        let (document, found) = parse(DocumentName::new(*name), text.as_bytes()).unwrap();
        warnings.extend(found.into_iter().map(|warning| (document.name.clone(), warning)));
        documents.push(document);
    }
    documents.sort_by(|a, b| a.name.cmp(&b.name));
    (documents, warnings)
}

fn diagnose(documents: &[Document], warnings: &[(DocumentName, Warning)], allow: &[&str]) -> Vec<Diagnostic> {
    let knowledge = Knowledge {
        documents,
        warnings,
        unread: &[],
        formats: FORMATS,
        today: iso_date("2026-06-01").unwrap(),
    };
    check(&knowledge, &Allowed::of(allow).unwrap())
}

/// `code document:line “words”`, and ` / document:line “words”` for each other place.
fn found(files: &[(&str, &str)]) -> Vec<String> {
    let (documents, warnings) = read(files);
    let spot = |spot: &countersign::check::Spot| {
        let document = documents.iter().find(|document| document.name == spot.document).unwrap();
        match &spot.at {
            Some(at) => {
                let words = document.slice(at).unwrap();
                format!("{}:{} “{words}”", document.name, place(document, at.start).line)
            }
            None => document.name.to_string(),
        }
    };
    let line = |one: &Diagnostic| {
        let others: String = one.others.iter().map(|other| format!(" / {}", spot(other))).collect();
        format!("{} {}{others}", one.code, spot(&one.spot))
    };
    diagnose(&documents, &warnings, &[]).iter().map(line).collect()
}

/// The same of one document.
fn in_one(text: &str) -> Vec<String> {
    found(&[("page.md", text)])
}

/// Full diagnostics, so many columns wide.
fn printed(files: &[(&str, &str)], width: usize) -> String {
    let (documents, warnings) = read(files);
    let style = Style { width, colour: false };
    let all = diagnose(&documents, &warnings, &[]);
    all.iter().map(|one| render(one, &documents, style)).collect::<Vec<_>>().join("\n")
}

const NOTHING: [&str; 0] = [];
