//! `inspect --score`: how well the layouts found in a folder's questionnaires agree with what people wrote down.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;
use std::time::Instant;

use anyhow::Context as _;
use comfy_table::{CellAlignment, Table, presets};

use super::super::read;
use crate::layout::score::{Expected, Score, Tally, score};
use crate::layout::{self, Overrides};
use crate::sandbox::Sandbox;

const COLUMNS: [&str; 10] = [
    "File", "Rows found", "Right of found", "Sheets", "Ids", "Lists", "Follow-ups", "States", "Read",
    "Layout",
];

/// Prints a line a file and one for all, then what went wrong. Files that the folder does not have are left out.
pub(super) fn run(expected: &Path, folder: &Path, sandbox: &Sandbox) -> anyhow::Result<ExitCode> {
    let files: BTreeMap<String, Expected> = serde_json::from_slice(&read(expected)?)
        .with_context(|| format!("{}: not a file of expected layouts", expected.display()))?;
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY).set_header(COLUMNS);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let (mut all, mut wrong) = (Score::default(), Vec::new());
    for (name, expected) in files {
        let path = folder.join(&name);
        if !path.is_file() {
            continue;
        }
        let start = Instant::now();
        match sandbox.read(&name, &read(&path)?) {
            Ok((_, workbook)) => {
                let reading = start.elapsed();
                let found = layout::find(&workbook, &Overrides::default());
                let finding = start.elapsed().saturating_sub(reading);
                let score = score(&expected, &found);
                table.add_row(line(&name, &score, &[format!("{reading:.0?}"), format!("{finding:.0?}")]));
                wrong.extend(score.wrong.iter().map(|what| format!("{name}: {what}")));
                all.add(&score);
            }
            Err(e) => wrong.push(e.to_string()),
        }
    }
    table.add_row(line("all", &all, &[String::new(), String::new()]));
    println!("{table}");
    wrong.iter().for_each(|what| println!("{what}"));
    Ok(ExitCode::SUCCESS)
}

fn line(name: &str, score: &Score, times: &[String; 2]) -> Vec<String> {
    let percent = |tally: Tally| format!("{:.1} %", tally.percent());
    let count = |tally: Tally| format!("{}/{}", tally.right, tally.all);
    let mut line =
        vec![name.to_owned(), percent(score.recall), percent(score.precision), count(score.columns)];
    line.extend([percent(score.ids), count(score.options), count(score.follows), count(score.states)]);
    line.extend(times.iter().cloned());
    line
}
