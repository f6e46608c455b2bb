//! What was asked most often, across all questionnaires that were filled, and is answered by nothing.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::shape::OftenShape;
use super::{Typed, WIDTH, heading};
use crate::assistant::OftenAsked;
use crate::cli::progress::Bar;
use crate::cli::{Caches, assistant, kept};
use crate::coverage::Cover;

/// Questions that are shown on a terminal; JSON has all.
const SHOWN: usize = 40;

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let store = kept::existing(data, &typed.answering.workspace)?;
    let exports = store.map(|mut store| store.exports(None)).transpose()?.unwrap_or_default();
    let assistant = assistant(&typed.answering, &[], caches)?;
    let terms = typed.answering.terms(assistant.workspace());
    let bar = Bar::new("asking what was left open");
    let found = assistant.often_asked(&exports, &terms, &|done, all| bar.at(done, all))?;
    drop(bar);
    let mut out = io::stdout().lock();
    if typed.json {
        serde_json::to_writer(&mut out, &OftenShape::of(exports.len(), terms.audience, &found))?;
        writeln!(out)?;
    } else {
        print(&mut out, exports.len(), &found)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn print(out: &mut impl Write, questionnaires: usize, found: &[OftenAsked]) -> io::Result<()> {
    if questionnaires == 0 {
        return writeln!(
            out,
            "No questionnaire is on record yet; `fill` puts those that it fills on record."
        );
    }
    let on_record = match questionnaires {
        1 => "1 questionnaire on record".to_owned(),
        more => format!("{more} questionnaires on record"),
    };
    if found.is_empty() {
        return writeln!(out, "{on_record}: the documents answer whatever was left open.");
    }
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(WIDTH);
    }
    table.set_header(["Asked by", "Question", "Documents", "Last"]);
    for one in found.iter().take(SHOWN) {
        let day = one.last.split('T').next().unwrap_or_default().to_owned();
        let cover = heading(Cover::of(&one.suggestion)).to_owned();
        table.add_row([one.questionnaires.to_string(), asked(one), cover, day]);
    }
    if let Some(column) = table.column_mut(0) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{table}")?;
    let left = found.len().saturating_sub(SHOWN);
    if left > 0 {
        writeln!(out, "and {left} more; --json has them all")?;
    }
    writeln!(out, "{on_record}; nothing answers these questions today.")
}

/// A question behind the one that it leans on.
fn asked(one: &OftenAsked) -> String {
    match &one.ask.before {
        Some(before) => format!("{before} … {}", one.ask.question),
        None => one.ask.question.clone(),
    }
}
