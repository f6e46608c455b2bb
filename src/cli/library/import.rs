//! `library import`: what `export` wrote, back into a library. What is known already stays as it is.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::super::kept::{self, WorkspaceTyped};
use super::super::{LimitsTyped, read};
use super::export::COLUMNS;
use super::shape::Shape;
use crate::library::PastAnswer;
use crate::workbook::{Position, Sheet};

/// Read answers from a file that `export` wrote
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// The file, .xlsx or .jsonl
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    limits: LimitsTyped,
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let bytes = read(&typed.file)?;
    let name = typed.file.display().to_string();
    let lines = typed.file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("jsonl"));
    let answers = if lines {
        of_lines(&name, &bytes)?
    } else {
        let (_, workbook) = typed.limits.sandbox()?.read(&name, &bytes)?;
        let sheet = workbook.sheets.first().with_context(|| format!("{name}: there is no sheet in it"))?;
        of_sheet(&name, sheet)?
    };
    // One bad row is an error for all: half an import is hard to see through.
    let added = kept::open(data, &typed.workspace.workspace)?.add(&answers)?;
    let changed = if added.events > 0 {
        format!(", {} additions to their history", added.events)
    } else {
        String::new()
    };
    println!("{name}: {} answers added, {} known already{changed}", added.new, added.known);
    Ok(ExitCode::SUCCESS)
}

fn of_lines(name: &str, bytes: &[u8]) -> anyhow::Result<Vec<PastAnswer>> {
    let text = std::str::from_utf8(bytes).with_context(|| format!("{name}: the text is not UTF-8"))?;
    let text = text.trim_start_matches('\u{feff}');
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let answer = |(at, line): (usize, &str)| {
        let shape: Result<Shape, _> = serde_json::from_str(line);
        let answer = shape.map_err(|e| e.to_string()).and_then(Shape::read);
        answer.map_err(|why| {
            anyhow::anyhow!("{name}, line {}: {why}; docs/library-json.md describes the shape", at + 1)
        })
    };
    lines.map(answer).collect()
}

fn of_sheet(name: &str, sheet: &Sheet) -> anyhow::Result<Vec<PastAnswer>> {
    let last = sheet.cells.keys().next_back().map_or(0, |at| at.row.0);
    let mut places = Vec::new();
    for heading in COLUMNS {
        let found = sheet.cells.iter().find(|(at, cell)| at.row.0 == 1 && cell.text.trim() == heading);
        let (at, _) = found.with_context(|| {
            format!(
                "{name}, {}: row 1 has no heading “{heading}”; expected a file that `library export` wrote",
                sheet.name
            )
        })?;
        places.push(at.column.0);
    }
    let mut answers = Vec::new();
    for row in 2..=last {
        let cells: Vec<&str> = places.iter().map(|column| sheet.text(Position::new(row, *column))).collect();
        if cells.iter().all(|text| text.trim().is_empty()) {
            continue;
        }
        let answer = of_cells(&cells);
        answers.push(answer.map_err(|why| anyhow::anyhow!("{name}, {}, row {row}: {why}", sheet.name))?);
    }
    Ok(answers)
}

/// One row, in the order of [`COLUMNS`].
fn of_cells(cells: &[&str]) -> Result<PastAnswer, String> {
    let text = |at: usize| cells.get(at).copied().unwrap_or_default().to_owned();
    let json = |at: usize, heading: &'static str| {
        move |e: serde_json::Error| format!("the JSON under “{heading}” (column {at}) cannot be read: {e}")
    };
    let list = |at: usize| Some(text(at)).filter(|text| !text.trim().is_empty()).unwrap_or("[]".to_owned());
    let shape = serde_json::json!({
        "question": text(0), "follows": text(1), "section": text(2), "option": text(3), "answer": text(4),
        "comment": text(5), "file": text(6), "sha256": text(7), "sheet": text(8), "cell": text(9),
        "date": text(10), "customer": text(11), "disclosure": text(12),
        "rests_on": serde_json::from_str::<serde_json::Value>(&list(13)).map_err(json(14, "Rests on"))?,
        "history": serde_json::from_str::<serde_json::Value>(&list(14)).map_err(json(15, "History"))?,
    });
    serde_json::from_value::<Shape>(shape).map_err(|e| e.to_string())?.read()
}
