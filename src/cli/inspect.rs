//! `inspect`: the layout that was found in a questionnaire, with a reason for every column and row. Writes nothing.

mod score;
mod shape;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{LayoutTyped, LimitsTyped, read};
use crate::layout;

/// Show where the questions and answer cells of a questionnaire are, and why
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign inspect questionnaires/northsea-procurement.xlsx
  countersign inspect questionnaires/northsea-procurement.xlsx --json | jq '.sheets[].questions | length'
  countersign inspect odd.xlsx --sheet Security --question C --answer E
  countersign inspect --score tests/fixtures/workbooks/expected-layouts.json tests/fixtures/workbooks

docs/inspect-json.md describes the JSON.")]
pub(super) struct Typed {
    /// The customer's workbook; with --score, a folder of them
    #[arg(value_name = "QUESTIONNAIRE")]
    questionnaire: PathBuf,
    /// Print the layout as JSON
    #[arg(long)]
    json: bool,
    /// Compare the layouts of a folder's workbooks with those that people wrote down
    #[arg(long, value_name = "EXPECTED", conflicts_with = "json")]
    score: Option<PathBuf>,
    #[command(flatten)]
    layout: LayoutTyped,
    #[command(flatten)]
    limits: LimitsTyped,
}

pub(super) fn run(typed: &Typed) -> anyhow::Result<ExitCode> {
    let sandbox = typed.limits.sandbox()?;
    if let Some(expected) = &typed.score {
        return score::run(expected, &typed.questionnaire, &sandbox);
    }
    let name = typed.questionnaire.display().to_string();
    let (format, workbook) = sandbox.read(&name, &read(&typed.questionnaire)?)?;
    let layout = layout::find(&workbook, &typed.layout.overrides());
    let mut out = std::io::stdout().lock();
    if typed.json {
        let shape = shape::Shape::of(&name, format, &workbook, &layout);
        serde_json::to_writer(&mut out, &shape)?;
        std::io::Write::write_all(&mut out, b"\n")?;
    } else {
        table::print(&mut out, &workbook, &layout)?;
    }
    Ok(ExitCode::SUCCESS)
}
