//! `passages`: a workspace as it was read: documents, sections, passages, warnings.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;
use serde::Serialize;

use super::{Caches, LimitsTyped, open};
use crate::assistant::Workspace;
use crate::document::{Document, Passage, PassageKind, Warning};
use crate::words::did_you_mean;

/// Show documents, sections and passages as they were read
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign passages --workspace knowledge/castellan-grid
  countersign passages --workspace knowledge/castellan-grid --json | jq '.documents[].passages[].section'

docs/passages-json.md describes the JSON.")]
pub(super) struct Typed {
    /// The folder of the vendor's documents
    #[arg(long, short, value_name = "DIR")]
    workspace: PathBuf,
    /// Print everything as JSON
    #[arg(long, conflicts_with = "text")]
    json: bool,
    /// Print the text of one document: what quotes are taken from, and what offsets count in
    #[arg(long, value_name = "DOCUMENT")]
    text: Option<String>,
    #[command(flatten)]
    limits: LimitsTyped,
}

/// The public JSON shape, version 1.
#[derive(Debug, Serialize)]
struct Shape<'a> {
    version: u32,
    documents: Vec<DocumentShape<'a>>,
    skipped: Vec<SkippedShape<'a>>,
}

#[derive(Debug, Serialize)]
struct DocumentShape<'a> {
    document: &'a str,
    sha256: String,
    title: &'a str,
    sections: Vec<&'a [String]>,
    passages: Vec<PassageShape<'a>>,
    warnings: Vec<WarningShape<'a>>,
}

#[derive(Debug, Serialize)]
struct PassageShape<'a> {
    section: Vec<String>,
    kind: &'static str,
    start: usize,
    end: usize,
    quote: &'a str,
}

#[derive(Debug, Serialize)]
struct WarningShape<'a> {
    start: Option<usize>,
    end: Option<usize>,
    message: &'a str,
}

#[derive(Debug, Serialize)]
struct SkippedShape<'a> {
    document: &'a str,
    reason: &'a str,
}

pub(super) fn run(typed: &Typed, caches: &Caches) -> anyhow::Result<ExitCode> {
    let workspace = open(&typed.workspace, &[], &caches.reading(typed.limits.sandbox()?))?;
    let mut out = io::stdout().lock();
    if let Some(name) = &typed.text {
        out.write_all(text_of(&workspace, name)?.as_bytes())?;
    } else if typed.json {
        serde_json::to_writer(&mut out, &shape(&workspace))?;
        writeln!(out)?;
    } else {
        for document in &workspace.documents {
            print(&mut out, document, &warnings(&workspace, document))?;
        }
        let passages: usize = workspace.documents.iter().map(|d| d.passages.len()).sum();
        writeln!(
            out,
            "{} documents, {passages} passages, {} warnings, {} files skipped",
            workspace.documents.len(),
            workspace.warnings.len(),
            workspace.skipped.len()
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn text_of<'a>(workspace: &'a Workspace, name: &str) -> anyhow::Result<&'a str> {
    let found = workspace.documents.iter().find(|document| document.name.as_str() == name);
    let names: Vec<&str> = workspace.documents.iter().map(|document| document.name.as_str()).collect();
    let found = found.with_context(|| {
        format!("{name}: there is no such document in the workspace{}", did_you_mean(name, &names))
    })?;
    Ok(&found.text)
}

fn warnings<'a>(workspace: &'a Workspace, document: &Document) -> Vec<&'a Warning> {
    workspace.warnings.iter().filter(|(name, _)| *name == document.name).map(|(_, warning)| warning).collect()
}

fn print(out: &mut impl Write, document: &Document, warnings: &[&Warning]) -> io::Result<()> {
    writeln!(out, "── {} “{}”, {} passages", document.name, document.title, document.passages.len())?;
    for warning in warnings {
        let line = warning.at.as_ref().map(|at| line_of(&document.text, at.start));
        let place = line.map(|line| format!("line {line}: ")).unwrap_or_default();
        writeln!(out, "   warning: {place}{}", warning.message)?;
    }
    let mut path = None;
    for passage in &document.passages {
        let here = document.path_of(passage).join(" › ");
        if path.as_ref() != Some(&here) {
            writeln!(out, "\n   {}", if here.is_empty() { "(before the first heading)" } else { &here })?;
            path = Some(here);
        }
        let words = document.slice(&passage.range).unwrap_or_default();
        let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
        writeln!(out, "   {} {words}", mark(passage.kind))?;
    }
    writeln!(out)
}

fn mark(kind: PassageKind) -> char {
    match kind {
        PassageKind::Sentence => '·',
        PassageKind::Item => '•',
        PassageKind::Row => '│',
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.as_bytes().iter().take(at).filter(|byte| **byte == b'\n').count() + 1
}

fn shape(workspace: &Workspace) -> Shape<'_> {
    Shape {
        version: 1,
        documents: workspace.documents.iter().map(|document| document_shape(workspace, document)).collect(),
        skipped: workspace
            .skipped
            .iter()
            .map(|skipped| SkippedShape { document: skipped.name.as_str(), reason: &skipped.reason })
            .collect(),
    }
}

fn document_shape<'a>(workspace: &'a Workspace, document: &'a Document) -> DocumentShape<'a> {
    let warning = |warning: &'a Warning| WarningShape {
        start: warning.at.as_ref().map(|at| at.start),
        end: warning.at.as_ref().map(|at| at.end),
        message: &warning.message,
    };
    DocumentShape {
        document: document.name.as_str(),
        sha256: document.hash.to_string(),
        title: &document.title,
        sections: document.sections.iter().map(|section| section.path.as_slice()).collect(),
        passages: document.passages.iter().map(|passage| passage_shape(document, passage)).collect(),
        warnings: warnings(workspace, document).into_iter().map(warning).collect(),
    }
}

fn passage_shape<'a>(document: &'a Document, passage: &Passage) -> PassageShape<'a> {
    PassageShape {
        section: document.path_of(passage),
        kind: match passage.kind {
            PassageKind::Sentence => "sentence",
            PassageKind::Item => "item",
            PassageKind::Row => "row",
        },
        start: passage.range.start,
        end: passage.range.end,
        quote: document.slice(&passage.range).unwrap_or_default(),
    }
}
