//! `check`: what is wrong with the documents themselves, as diagnostics or JSON. Reads the day and the terminal's width;
//! judges nothing.

mod shape;

use std::io::{self, IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use time::OffsetDateTime;

use super::{Caches, LimitsTyped};
use crate::assistant::Workspace;
use crate::check::{Diagnostic, Severity, Style, render};
use crate::document::{Date, iso_date};

/// Say what is wrong with the documents: references to nowhere, contradictions, overdue reviews
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign check --workspace knowledge/castellan-grid
  countersign check --workspace policies --deny warnings --allow acronym       # in a policy repository's CI
  countersign check --workspace policies --json | jq '.diagnostics[] | select(.severity == \"error\")'

The exit code is 1 where there are errors, or with --deny warnings also where there are warnings; notes never fail.
docs/check.md explains each code, docs/check-json.md the JSON.")]
pub(super) struct Typed {
    /// The folder of the vendor's documents
    #[arg(long, short, value_name = "DIR")]
    workspace: PathBuf,
    /// Print the diagnostics as JSON
    #[arg(long)]
    json: bool,
    /// Do not tell of diagnostics of this code; may be given several times
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Fail where there are warnings, too
    #[arg(long, value_name = "WHAT", value_parser = ["warnings"])]
    deny: Option<String>,
    /// The day that reviews are compared with [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    today: Option<Date>,
    #[command(flatten)]
    limits: LimitsTyped,
}

fn day(text: &str) -> Result<Date, String> {
    iso_date(text).ok_or_else(|| "expected a day such as 2026-11-20".to_owned())
}

/// Diagnostics are counted by these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Counts {
    errors: usize,
    warnings: usize,
    notes: usize,
}

impl Counts {
    fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|one| one.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            notes: count(Severity::Note),
        }
    }

    fn in_words(self) -> String {
        let plural = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
        [plural(self.errors, "error"), plural(self.warnings, "warning"), plural(self.notes, "note")]
            .join(", ")
    }
}

pub(super) fn run(typed: &Typed, caches: &Caches) -> anyhow::Result<ExitCode> {
    // Skipped and superseded files are diagnostics here, not warnings beside them.
    let workspace =
        Workspace::open(&typed.workspace, &[], &caches.reading(typed.limits.sandbox()?))?.with_superseded();
    let codes: Vec<&String> = typed.allow.iter().chain(&workspace.settings.allow).collect();
    let today = typed.today.unwrap_or_else(|| OffsetDateTime::now_utc().date());
    let diagnostics = workspace.diagnostics(&codes, today)?;
    let counts = Counts::of(&diagnostics);
    let mut out = io::stdout().lock();
    if typed.json {
        serde_json::to_writer(
            &mut out,
            &shape::Shape::of((&workspace.documents, today), &diagnostics, counts),
        )?;
        writeln!(out)?;
    } else {
        print(&mut out, &workspace, &diagnostics, counts)?;
    }
    let fails = counts.errors > 0 || typed.deny.is_some() && counts.warnings > 0;
    Ok(if fails { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn print(out: &mut impl Write, workspace: &Workspace, all: &[Diagnostic], counts: Counts) -> io::Result<()> {
    let style = style();
    for diagnostic in all {
        writeln!(out, "{}", render(diagnostic, &workspace.documents, style))?;
    }
    let documents = workspace.documents.len();
    let documents = if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") };
    match all.is_empty() {
        true => writeln!(out, "{documents}, nothing wrong was found"),
        false => writeln!(out, "{documents}: {}", counts.in_words()),
    }
}

/// As wide as the terminal, in colour there unless the user's environment says otherwise.
fn style() -> Style {
    if !io::stdout().is_terminal() {
        return Style::default();
    }
    let width = comfy_table::Table::new().width().map_or(100, usize::from);
    let colour = std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    Style { width: width.clamp(40, 140), colour }
}
