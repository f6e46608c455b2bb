//! `library list`: every past answer in a table.

use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use comfy_table::{ContentArrangement, Table, presets};

use super::super::kept::WorkspaceTyped;
use super::{answers, shape};
use crate::library::PastAnswer;

/// List the answers given before
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// Also those that were retired
    #[arg(long)]
    all: bool,
    /// Print JSON, an object an answer
    #[arg(long)]
    json: bool,
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut found = answers(data, &typed.workspace)?;
    let retired = found.iter().filter(|answer| answer.retired().is_some()).count();
    found.retain(|answer| typed.all || answer.retired().is_none());
    let found: Vec<&PastAnswer> = found.iter().collect();
    print(&found, typed.json)?;
    if !typed.json && retired > 0 && !typed.all {
        println!("{retired} more are retired (--all)");
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints answers as a table, or an object a line.
pub(super) fn print(found: &[&PastAnswer], json: bool) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    if json {
        for answer in found {
            writeln!(out, "{}", serde_json::to_string(&shape::Shape::of(answer))?)?;
        }
        return Ok(());
    }
    if found.is_empty() {
        writeln!(
            out,
            "No answers. `countersign learn FILLED --workspace DIR` reads questionnaires answered before."
        )?;
        return Ok(());
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(["Id", "Question", "Answer", "From", "Date", "State"]);
    for answer in found {
        let date = answer.date.map(|date| date.to_string()).unwrap_or_default();
        table.add_row([
            answer.id().as_str()[..8].to_owned(),
            short(&answer.question),
            short(&answer.text()),
            answer.place.to_string(),
            date,
            answer.state().to_owned(),
        ]);
    }
    writeln!(out, "{table}\n{} answers", found.len())?;
    Ok(())
}

/// As much as a table has room for; `show` has it all.
fn short(text: &str) -> String {
    const MOST: usize = 160;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
