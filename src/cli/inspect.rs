//! `inspect`: the layout that was found in a questionnaire, with a reason for every column and row. Writes nothing
//! unless a page or a file of corrections is asked for.

mod page;
mod score;
mod shape;
mod table;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::outputs::write_beside;
use super::{LayoutTyped, LimitsTyped, read, write_page};
use crate::corrections;
use crate::layout::{self, Layout};

/// Show where the questions and answer cells of a questionnaire are, and why
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign inspect questionnaires/northsea-procurement.xlsx
  countersign inspect questionnaires/northsea-procurement.xlsx --json | jq '.sheets[].questions | length'
  countersign inspect questionnaires/halvorsen-bank.xlsx --html out/halvorsen-layout.html
  countersign inspect odd.xlsx --sheet Security --question C --answer E
  countersign inspect odd.xlsx --save-layout      # then edit odd.layout.toml
  countersign inspect --score tests/fixtures/workbooks/expected-layouts.json tests/fixtures/workbooks

docs/inspect-json.md describes the JSON, docs/layout-toml.md the file of corrections.")]
pub(super) struct Typed {
    /// The customer's workbook; with --score, a folder of them
    #[arg(value_name = "QUESTIONNAIRE")]
    questionnaire: PathBuf,
    /// Print the layout as JSON
    #[arg(long)]
    json: bool,
    /// Write a page that shows every sheet with each cell in the colour of its role
    #[arg(long, value_name = "FILE", conflicts_with = "json")]
    html: Option<PathBuf>,
    /// Write the layout as a file to correct, NAME.layout.toml beside the questionnaire unless another is named
    #[arg(long, value_name = "FILE", num_args = 0..=1, require_equals = true,
        conflicts_with_all = ["json", "html"])]
    save_layout: Option<Option<PathBuf>>,
    /// Compare the layouts of a folder's workbooks with those that people wrote down
    #[arg(long, value_name = "EXPECTED", conflicts_with_all = ["json", "html", "save_layout"])]
    score: Option<PathBuf>,
    #[command(flatten)]
    layout: LayoutTyped,
    #[command(flatten)]
    limits: LimitsTyped,
}

impl Typed {
    pub(super) fn layout(&self) -> &LayoutTyped {
        &self.layout
    }
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let sandbox = typed.limits.sandbox()?;
    if let Some(expected) = &typed.score {
        return score::run(expected, &typed.questionnaire, &sandbox);
    }
    let name = typed.questionnaire.display().to_string();
    let (format, mut workbook) = sandbox.read(&name, &read(&typed.questionnaire)?)?;
    let corrections = typed.layout.corrections(data);
    let corrected = corrections.of(&typed.questionnaire, &workbook, typed.layout.overrides())?;
    workbook.warnings.splice(0..0, corrected.notes);
    let layout = layout::find(&workbook, &corrected.overrides);
    corrections::check(&name, &corrected.overrides, &workbook, &layout)?;
    if let Some(file) = &typed.save_layout {
        return save(file.as_deref(), &typed.questionnaire, &layout);
    }
    let mut out = std::io::stdout().lock();
    if let Some(page) = &typed.html {
        let html = page::render(&name, &workbook, &layout);
        write_page(page, &typed.questionnaire, &html)?;
        std::io::Write::write_all(&mut out, format!("{}\n", page.display()).as_bytes())?;
    } else if typed.json {
        let shape = shape::Shape::of(&name, format, &workbook, &layout);
        serde_json::to_writer(&mut out, &shape)?;
        std::io::Write::write_all(&mut out, b"\n")?;
    } else {
        table::print(&mut out, &workbook, &layout)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Writes the layout as a file to correct; never over one that is there, which somebody may have corrected.
fn save(file: Option<&Path>, questionnaire: &Path, layout: &Layout) -> anyhow::Result<ExitCode> {
    let file = file.map_or_else(|| corrections::beside(questionnaire), Path::to_path_buf);
    if file.exists() {
        anyhow::bail!(
            "{} is there already and may hold corrections; name another file: --save-layout=FILE",
            file.display()
        );
    }
    write_beside(&file, questionnaire, corrections::render(layout).as_bytes())?;
    println!("{}", file.display());
    Ok(ExitCode::SUCCESS)
}
