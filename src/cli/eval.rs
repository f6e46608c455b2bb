//! `eval`: how good the answers are, measured on labelled questions or on a questionnaire that somebody answered.

mod labels;
mod shape;
mod tables;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::progress::Bar;
use super::{AnsweringTyped, Caches, LayoutTyped, LimitsTyped, assistant, read};
use crate::assistant::{self as uses, Answered, Options, Terms};
use crate::document::{ContentHash, Disclosure};
use crate::library::Source;
use crate::measure::Measured;

/// Measure how good the answers are, on labelled questions or on a questionnaire that you answered
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign eval sent/halvorsen-bank.xlsx --workspace ~/policies
  countersign eval tests/fixtures/gold/fernhollow.jsonl --workspace knowledge/fernhollow
  countersign eval labels.jsonl --questions questions.jsonl --workspace ~/policies --threshold 0.7 --json

Every question is asked of the documents alone; nothing is written. docs/eval-json.md says what is counted, and describes \
the labels and the JSON.")]
pub(super) struct Typed {
    /// Labelled questions (.jsonl, an object a line), or an answered questionnaire in any format that `inspect` reads
    #[arg(value_name = "GOLD")]
    gold: PathBuf,
    /// Where the labels hold ids alone: the questions, an object a line
    #[arg(long, value_name = "FILE")]
    questions: Option<PathBuf>,
    #[command(flatten)]
    answering: AnsweringTyped,
    /// Print everything as JSON
    #[arg(long)]
    json: bool,
    /// How many of the worst rows are printed
    #[arg(long, value_name = "N", default_value_t = 10, conflicts_with = "json")]
    worst: usize,
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

    fn is_labels(&self) -> bool {
        self.questions.is_some() || self.gold.extension().is_some_and(|ending| ending == "jsonl")
    }
}

/// What was measured, and on what terms.
struct Measurement {
    file: String,
    kind: &'static str,
    terms: Terms,
    rows: Vec<Measured>,
    /// Questions of a questionnaire that nobody answered, or put off.
    left_out: usize,
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let found = gold(typed, data)?;
    for note in &found.notes {
        eprintln!("note: {note}");
    }
    let but: Vec<PathBuf> =
        [Some(&typed.gold), typed.questions.as_ref()].into_iter().flatten().cloned().collect();
    let assistant = assistant(&typed.answering, &but, caches)?;
    let terms = typed.answering.terms(assistant.workspace());
    let all = found.gold.len();
    let bar = Bar::new("asking every question");
    let rows = assistant.measure(found.gold, &terms, &|done| bar.at(done, all))?;
    drop(bar);
    let measurement = Measurement {
        file: typed.gold.display().to_string(),
        kind: if typed.is_labels() { "labels" } else { "questionnaire" },
        terms,
        rows,
        left_out: found.passed_over.len(),
    };
    let mut out = io::stdout().lock();
    if typed.json {
        serde_json::to_writer(&mut out, &shape::Shape::of(&measurement))?;
        writeln!(out)?;
    } else {
        tables::print(&mut out, &measurement, typed.worst)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn gold(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<Answered> {
    let file = typed.gold.display().to_string();
    let found = if typed.is_labels() {
        let gold = labels::read(&typed.gold, typed.questions.as_deref())?;
        Answered { gold, ..Answered::default() }
    } else {
        questionnaire(typed, data, &file)?
    };
    if found.gold.is_empty() {
        anyhow::bail!(
            "{file}: nothing to measure against: none of its {} questions is answered. Name a questionnaire that was \
             answered, or labelled questions (docs/eval-json.md)",
            found.passed_over.len()
        );
    }
    Ok(found)
}

fn questionnaire(typed: &Typed, data: &Option<PathBuf>, file: &str) -> anyhow::Result<Answered> {
    let bytes = read(&typed.gold)?;
    let name = typed.gold.file_name().with_context(|| format!("{file}: not a file"))?;
    let source = Source {
        file: name.to_string_lossy().into_owned(),
        hash: ContentHash::of(&bytes),
        date: None,
        customer: None,
        disclosure: Disclosure::Internal,
    };
    let options = Options {
        terms: Terms { threshold: uses::DEFAULT_THRESHOLD, audience: typed.answering.audience },
        overrides: typed.layout.overrides(),
        corrections: typed.layout.corrections(data),
        over_locks: false,
        sandbox: typed.limits.sandbox()?,
    };
    Ok(uses::answered(file, &bytes, &source, &options)?)
}
