//! `coverage`: how far the documents answer a questionnaire, section by section, on the terminal, as JSON, or as a page.

mod often;
mod page;
mod shape;

use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use comfy_table::{CellAlignment, ContentArrangement, Table, presets};

use super::progress::Bar;
use super::{AnsweringTyped, Caches, LayoutTyped, LimitsTyped, assistant, read, write_page};
use crate::assistant::Options;
use crate::coverage::{self, Cover, Covered, Part};

/// Show how far the documents answer a questionnaire, section by section
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign coverage questionnaires/halvorsen-bank.xlsx --workspace knowledge/orrery-freight
  countersign coverage questionnaires/halvorsen-bank.xlsx --workspace knowledge/orrery-freight --html out/coverage.html
  countersign coverage --workspace knowledge/orrery-freight

Every question is asked of the documents alone, answered before or not; nothing is written into the questionnaire. Without a \
questionnaire: the questions that those filled so far asked most often, and that nothing answers today. docs/coverage-json.md \
describes the JSON.")]
pub(super) struct Typed {
    /// The customer's file, never altered; without one, all that were filled from this workspace
    #[arg(value_name = "QUESTIONNAIRE")]
    questionnaire: Option<PathBuf>,
    #[command(flatten)]
    answering: AnsweringTyped,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// Write a page: a map of the sections, and under it each question that is not clearly answered
    #[arg(long, value_name = "FILE", conflicts_with = "json", requires = "questionnaire")]
    html: Option<PathBuf>,
    #[command(flatten)]
    layout: LayoutTyped,
    #[command(flatten)]
    limits: LimitsTyped,
}

impl Typed {
    /// What was typed of the layout.
    pub(super) fn layout(&self) -> &LayoutTyped {
        &self.layout
    }
}

/// Where output is no terminal, tables are this wide.
const WIDTH: u16 = 120;

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    match &typed.questionnaire {
        Some(questionnaire) => one(typed, questionnaire, caches, data),
        None => often::run(typed, caches, data),
    }
}

fn one(
    typed: &Typed,
    questionnaire: &Path,
    caches: &Caches,
    data: &Option<PathBuf>,
) -> anyhow::Result<ExitCode> {
    let bytes = read(questionnaire)?;
    let assistant = assistant(&typed.answering, &[questionnaire.to_path_buf()], caches)?;
    let options = Options {
        terms: typed.answering.terms(assistant.workspace()),
        overrides: typed.layout.overrides(),
        corrections: typed.layout.corrections(data),
        over_locks: false,
        sandbox: typed.limits.sandbox()?,
    };
    let file = questionnaire.display().to_string();
    let bar = Bar::new("asking every question");
    let questions = assistant.cover(&file, &bytes, &options, &|done, all| bar.at(done, all))?;
    drop(bar);
    let parts = coverage::parts(&questions);
    let mut out = io::stdout().lock();
    if typed.json {
        serde_json::to_writer(&mut out, &shape::Shape::of(&file, options.terms.audience, &parts))?;
        writeln!(out)?;
        return Ok(ExitCode::SUCCESS);
    }
    print(&mut out, &parts)?;
    if let Some(file) = &typed.html {
        let html = page::render(&name(questionnaire), options.terms.audience, &parts);
        write_page(file, questionnaire, &html)?;
        writeln!(out, "{}", file.display())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

/// What a degree is called over its column.
fn heading(cover: Cover) -> &'static str {
    match cover {
        Cover::Answered => "Answered",
        Cover::Partly => "In part",
        Cover::Unsure => "Unsure",
        Cover::Withheld => "Withheld",
        Cover::Near => "Not said",
        Cover::Nothing => "Nothing",
    }
}

/// What a degree means, for whoever reads the table for the first time.
fn meaning(cover: Cover) -> &'static str {
    match cover {
        Cover::Answered => "the documents answer it",
        Cover::Partly => "they answer a part of it, or under a condition",
        Cover::Unsure => "they may answer it; a clearer sentence would settle it",
        Cover::Withheld => "only a document that this audience may not read answers it",
        Cover::Near => "they are on the topic and do not say",
        Cover::Nothing => "they do not touch it",
    }
}

/// The degrees that any question has, so that no column is empty from top to bottom.
fn met(parts: &[Part]) -> Vec<Cover> {
    let is_met = |cover: &Cover| *cover != Cover::Withheld || parts.iter().any(|part| part.count(*cover) > 0);
    Cover::ALL.into_iter().filter(is_met).collect()
}

/// A section's name, with its sheet's where there are several sheets.
fn title(part: &Part, several: bool) -> String {
    let section = part.section.unwrap_or("(no section)");
    match (several, part.section) {
        (true, None) => part.sheet.to_owned(),
        (true, Some(section)) => format!("{} › {section}", part.sheet),
        (false, _) => section.to_owned(),
    }
}

fn has_several_sheets(parts: &[Part]) -> bool {
    parts.iter().any(|part| part.sheet != parts[0].sheet)
}

fn print(out: &mut impl Write, parts: &[Part]) -> io::Result<()> {
    let covers = met(parts);
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    if !table.is_tty() {
        table.set_width(WIDTH);
    }
    let mut header = vec!["Section", "Questions"];
    header.extend(covers.iter().map(|cover| heading(*cover)));
    table.set_header(header);
    let several = has_several_sheets(parts);
    for part in parts {
        table.add_row(row(&title(part, several), part.questions.len(), &covers, |c| part.count(c)));
    }
    let all = |cover: Cover| parts.iter().map(|part| part.count(cover)).sum::<usize>();
    let questions = parts.iter().map(|part| part.questions.len()).sum();
    table.add_row(row("All", questions, &covers, all));
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    writeln!(out, "{table}")?;
    for cover in covers {
        writeln!(out, "  {:9} {}", heading(cover), meaning(cover))?;
    }
    Ok(())
}

fn row(title: &str, questions: usize, covers: &[Cover], count: impl Fn(Cover) -> usize) -> Vec<String> {
    let counts = covers.iter().map(|cover| match count(*cover) {
        0 => "·".to_owned(),
        n => n.to_string(),
    });
    [title.to_owned(), questions.to_string()].into_iter().chain(counts).collect()
}

/// A question's place as a person looks for it: `Security!C12`.
fn place(covered: &Covered) -> String {
    match &covered.question.id {
        Some(id) => format!("{id} (row {})", covered.question.row),
        None => format!("row {}", covered.question.row),
    }
}
