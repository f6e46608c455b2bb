//! `changes`: which answers that were given rest on passages that have changed or gone since.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::kept::{self, WorkspaceTyped};
use super::{Caches, LimitsTyped, open};
use crate::assistant::{self, Change, Given};
use crate::document::Date;
use crate::library::Fate;

/// Show which answers given rest on passages that have changed
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign changes --workspace ~/policies
  countersign changes --workspace ~/policies --since 2026-01-01 --json

Looks at the last filling of each questionnaire, and at approved answers of the library. The exit code is 1 where a \
customer was told words that no document says any more. docs/changes-json.md describes the JSON.")]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// Only questionnaires that were filled on this day or later
    #[arg(long, value_name = "DATE", value_parser = kept::day)]
    since: Option<Date>,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    limits: LimitsTyped,
}

/// The public JSON shape, version 1.
#[derive(Debug, Serialize)]
struct Shape<'a> {
    version: u32,
    questionnaires: usize,
    changed: Vec<ChangeShape<'a>>,
    moved: Vec<ChangeShape<'a>>,
}

#[derive(Debug, Serialize)]
struct ChangeShape<'a> {
    questionnaire: &'a str,
    customer: Option<&'a str>,
    given: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    exported: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    approved_by: Option<&'a str>,
    sheet: &'a str,
    cell: &'a str,
    question: &'a str,
    answer: &'a str,
    cited: CitedShape<'a>,
    fate: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    now: Option<NowShape<'a>>,
}

#[derive(Debug, Serialize)]
struct CitedShape<'a> {
    document: &'a str,
    sha256: String,
    section: &'a str,
    start: usize,
    end: usize,
    quote: &'a str,
}

#[derive(Debug, Serialize)]
struct NowShape<'a> {
    document: &'a str,
    start: usize,
    end: usize,
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let since = typed.since.map(|since| since.to_string());
    let (exports, answers) = match kept::existing(data, &typed.workspace.workspace)? {
        Some(mut store) => (store.exports(since.as_deref())?, store.answers()?),
        None => (Vec::new(), Vec::new()),
    };
    let workspace = open(&typed.workspace.workspace, &[], &caches.reading(typed.limits.sandbox()?))?;
    let found = assistant::changes(&exports, &answers, &workspace.documents);
    let (changed, moved): (Vec<&Change>, Vec<&Change>) = found.iter().partition(|change| change.is_lost());
    let mut out = std::io::stdout().lock();
    if typed.json {
        let shape = Shape {
            version: 1,
            questionnaires: exports.len(),
            changed: changed.iter().map(|change| shape(change)).collect(),
            moved: moved.iter().map(|change| shape(change)).collect(),
        };
        serde_json::to_writer(&mut out, &shape)?;
        writeln!(out)?;
    } else {
        print(&mut out, exports.len(), &changed, &moved)?;
    }
    Ok(if changed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn shape(change: &Change) -> ChangeShape<'_> {
    let (given, exported, approved_by) = match &change.given {
        Given::Exported { at } => ("exported", Some(at.as_str()), None),
        Given::Approved { by } => ("approved", None, Some(by.as_str())),
    };
    let now = match &change.fate {
        Fate::Moved { document, range } => {
            Some(NowShape { document: document.as_str(), start: range.start, end: range.end })
        }
        _ => None,
    };
    ChangeShape {
        questionnaire: &change.file,
        customer: change.customer.as_deref(),
        given,
        exported,
        approved_by,
        sheet: &change.sheet,
        cell: &change.cell,
        question: &change.question,
        answer: &change.answer,
        cited: CitedShape {
            document: change.cited.document.as_str(),
            sha256: change.cited.hash.to_string(),
            section: &change.cited.section,
            start: change.cited.range.start,
            end: change.cited.range.end,
            quote: &change.cited.quote,
        },
        fate: word(&change.fate),
        now,
    }
}

fn word(fate: &Fate) -> &'static str {
    match fate {
        Fate::Stands => "stands",
        Fate::Moved { .. } => "moved",
        Fate::Changed => "changed",
        Fate::Gone => "gone",
    }
}

fn print(out: &mut impl Write, filled: usize, changed: &[&Change], moved: &[&Change]) -> std::io::Result<()> {
    let mut heading = String::new();
    for change in changed {
        let here = heading_of(change);
        if here != heading {
            writeln!(out, "{here}")?;
            heading = here;
        }
        let what = match change.fate {
            Fate::Gone => "is gone".to_owned(),
            _ => "no longer says this".to_owned(),
        };
        writeln!(out, "  {}!{} {}", change.sheet, change.cell, change.question)?;
        writeln!(out, "    was told: {}", change.answer.replace('\n', " / "))?;
        writeln!(out, "    {} {what}: “{}”", change.cited.document, change.cited.quote)?;
    }
    if !moved.is_empty() {
        writeln!(
            out,
            "{} cited passages stand elsewhere now, word for word; nothing is to be told.",
            moved.len()
        )?;
    }
    if changed.is_empty() {
        writeln!(out, "Every passage cited in {filled} filled questionnaires still says what was told.")
    } else {
        writeln!(out, "{} cited passages have changed or gone.", changed.len())
    }
}

fn heading_of(change: &Change) -> String {
    let customer = change.customer.as_ref().map(|name| format!(" for {name}")).unwrap_or_default();
    match &change.given {
        Given::Exported { at } => format!("{}{customer}, filled {at}", change.file),
        Given::Approved { by } => format!("{}{customer}, approved by {by}", change.file),
    }
}
