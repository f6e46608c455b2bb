//! `fill`: questionnaires in, filled workbooks and review workbooks out, with a closing table.

mod remote;

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

use clap::Args;
use clap::builder::ArgPredicate;
use comfy_table::{CellAlignment, Table, presets};
use serde::Serialize;

use super::kept;
use super::outputs::Outputs;
use super::progress::Bar;
use super::{AnsweringTyped, Caches, LayoutTyped, LibraryTyped, LimitsTyped, assistant, read};
use crate::assistant::{self, Assistant, FilledQuestionnaire, Occasion, Options, Terms, Workspace};
use crate::review::{Review, Standing};
use crate::store::Store;
use crate::suggestion::Band;

/// Fill questionnaires from a workspace, as drafts for review
#[derive(Debug, Args)]
#[command(
    mut_args(unless_sent),
    after_help = "\
Examples:
  countersign fill questionnaires/halvorsen-bank.xlsx --workspace knowledge/orrery-freight --out out/
  countersign fill inbox/*.xlsx --workspace knowledge/orrery-freight --out out/ --threshold 0.7
  countersign fill odd.xlsx --workspace knowledge/orrery-freight --out out/ --sheet Security --question C --answer E
  countersign fill inbox/*.xlsx --server http://127.0.0.1:7878 --token TOKEN   # to be reviewed there

For each questionnaire, out/NAME.filled.xlsx (or whatever its format is) is the customer's own file with the answers in \
it, marked as a draft in its document properties, and out/NAME.review.xlsx is for the person who reviews it. \
docs/fill-json.md describes what --json prints."
)]
pub(super) struct Typed {
    /// The customers' files (.xlsx .xlsm .ods .csv .tsv .docx .xls .xlsb); never altered
    #[arg(required = true, value_name = "QUESTIONNAIRE")]
    questionnaires: Vec<PathBuf>,
    #[command(flatten)]
    answering: AnsweringTyped,
    #[command(flatten)]
    library: LibraryTyped,
    /// Who asks; kept with the record of what was answered
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// The folder for the results
    #[arg(long, short, value_name = "DIR")]
    out: PathBuf,
    /// Print the closing table as JSON, an object a questionnaire
    #[arg(long)]
    json: bool,
    /// Fill answer cells that are locked, too; the sheets stay protected, and the summary names the cells
    #[arg(long)]
    fill_locked: bool,
    #[command(flatten)]
    layout: LayoutTyped,
    #[command(flatten)]
    limits: LimitsTyped,
    #[command(flatten)]
    remote: remote::ServerTyped,
}

/// The folders must be named unless the questionnaires are sent elsewhere.
fn unless_sent(argument: clap::Arg) -> clap::Arg {
    if !["workspace", "out"].contains(&argument.get_id().as_str()) {
        return argument;
    }
    let argument = argument.required(false).required_unless_present("server");
    argument.default_value_if("server", ArgPredicate::IsPresent, ".")
}

/// What became of one questionnaire; also the shape of `--json`.
#[derive(Debug, Serialize)]
struct Outcome {
    file: String,
    #[serde(flatten)]
    ended: Ended,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Ended {
    Filled(Box<Done>),
    Failed { error: String },
}

#[derive(Debug, Serialize)]
struct Done {
    filled: String,
    review: String,
    questions: usize,
    answered: usize,
    high: usize,
    medium: usize,
    low: usize,
    open: usize,
    answered_before: usize,
    not_fillable: usize,
    cells_written: usize,
    cells_left: usize,
    parts_kept: usize,
    parts_changed: Vec<String>,
    locked: Vec<String>,
    seconds: f64,
    warnings: Vec<String>,
}

impl Typed {
    pub(super) fn layout(&self) -> &LayoutTyped {
        &self.layout
    }
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    if let Some(ended) = remote::run(typed) {
        return ended;
    }
    let start = Instant::now();
    let mut outputs = Outputs::new(&typed.out, &typed.questionnaires)?;
    let assistant = assistant(&typed.answering, &typed.questionnaires, caches)?;
    let assistant = typed.library.join(assistant, &typed.answering.workspace, caches, data)?;
    let options = Options {
        terms: typed.answering.terms(assistant.workspace()),
        overrides: typed.layout.overrides(),
        corrections: typed.layout.corrections(data),
        over_locks: typed.fill_locked,
        sandbox: typed.limits.sandbox()?,
    };
    let mut records = Records::new(typed, options.terms, data);
    let outcomes: Vec<Outcome> = typed
        .questionnaires
        .iter()
        .map(|path| Outcome {
            file: path.display().to_string(),
            ended: match fill(&options, &assistant, &mut outputs, &mut records, path) {
                Ok(done) => Ended::Filled(Box::new(done)),
                Err(e) => Ended::Failed { error: format!("{e:#}") },
            },
        })
        .collect();
    let mut out = std::io::stdout().lock();
    if typed.json {
        for outcome in &outcomes {
            writeln!(out, "{}", serde_json::to_string(outcome)?)?;
        }
    } else {
        report(&mut out, &outcomes, assistant.workspace(), start)?;
    }
    let well = outcomes.iter().all(|outcome| matches!(outcome.ended, Ended::Filled(_)));
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn fill(
    options: &Options,
    assistant: &Assistant,
    outputs: &mut Outputs,
    records: &mut Records,
    path: &Path,
) -> anyhow::Result<Done> {
    let start = Instant::now();
    let stem = outputs.stem(path);
    let bytes = read(path)?;
    let name = path.display().to_string();
    let bar = Bar::new(&format!("answering {stem}"));
    let filled = assistant.fill(&name, &stem, &bytes, options, &|done, all| bar.at(done, all))?;
    drop(bar);
    let (filled_path, review_path) =
        (outputs.path(&filled.name)?, outputs.path(&format!("{stem}.review.xlsx"))?);
    outputs.write(&filled_path, &filled.workbook)?;
    outputs.write(&review_path, &filled.report)?;
    records.keep(path, &bytes, &filled);
    let mut done = Done::count(&filled);
    done.filled = filled_path.display().to_string();
    done.review = review_path.display().to_string();
    done.seconds = (start.elapsed().as_secs_f64() * 1000.0).round() / 1000.0;
    Ok(done)
}

/// Where fillings are put on record. One that cannot be costs a warning, never the filling.
struct Records {
    store: Option<Store>,
    customer: Option<String>,
    terms: Terms,
}

impl Records {
    fn new(typed: &Typed, terms: Terms, data: &Option<PathBuf>) -> Self {
        let store = data.as_ref().and_then(|_| {
            let store = kept::open(data, &typed.answering.workspace);
            store.map_err(|e| eprintln!("warning: what is filled will not be on record: {e:#}")).ok()
        });
        Self { store, customer: typed.customer.clone(), terms }
    }

    fn keep(&mut self, path: &Path, bytes: &[u8], filled: &FilledQuestionnaire) {
        let Some(store) = &mut self.store else { return };
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        let occasion = Occasion {
            customer: self.customer.clone(),
            audience: self.terms.audience,
            threshold: self.terms.threshold,
            at: kept::now(),
        };
        if let Err(e) = store.record(&assistant::record(&name, bytes, filled, occasion)) {
            eprintln!("warning: {} is filled, but not on record: {e}", path.display());
        }
    }
}

impl Done {
    fn count(filled: &FilledQuestionnaire) -> Self {
        let review: &Review = &filled.review;
        let count =
            |holds: &dyn Fn(&Standing) -> bool| review.rows.iter().filter(|r| holds(&r.standing)).count();
        let band = |wanted: Band| count(&|s| matches!(s, Standing::Suggested(s) if s.band() == wanted));
        let plans = || review.rows.iter().flat_map(|row| &row.plans);
        let (high, medium, low) = (band(Band::High), band(Band::Medium), band(Band::Low));
        Self {
            filled: String::new(),
            review: String::new(),
            questions: review.rows.len(),
            answered: high + medium + low,
            high,
            medium,
            low,
            open: band(Band::None),
            answered_before: count(&|s| matches!(s, Standing::AnsweredBefore)),
            not_fillable: count(&|s| matches!(s, Standing::NowhereToWrite(_))),
            cells_written: filled.cells_written,
            cells_left: plans().filter(|plan| plan.value.is_err()).count(),
            parts_kept: filled.parts_kept,
            parts_changed: filled.parts_changed.clone(),
            locked: filled.locked.clone(),
            seconds: 0.0,
            warnings: review.warnings.clone(),
        }
    }
}

fn report(
    out: &mut impl Write,
    outcomes: &[Outcome],
    workspace: &Workspace,
    start: Instant,
) -> std::io::Result<()> {
    let mut table = Table::new();
    table.load_style(presets::UTF8_HORIZONTAL_ONLY);
    table.set_header([
        "Questionnaire", "Questions", "Answered", "High", "Medium", "Low", "Open", "Before", "Not fillable",
        "Time",
    ]);
    for column in table.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    for outcome in outcomes {
        match &outcome.ended {
            Ended::Filled(done) => {
                let counts = [
                    done.questions, done.answered, done.high, done.medium, done.low, done.open,
                    done.answered_before, done.not_fillable,
                ];
                let mut row = vec![outcome.file.clone()];
                row.extend(counts.map(|count| count.to_string()));
                row.push(format!("{:.1} s", done.seconds));
                table.add_row(row);
            }
            Ended::Failed { .. } => {
                table.add_row([outcome.file.as_str(), "failed"]);
            }
        }
    }
    writeln!(out, "{table}")?;
    for outcome in outcomes {
        match &outcome.ended {
            Ended::Filled(done) => fidelity(out, done)?,
            Ended::Failed { error } => eprintln!("error: {error}"),
        }
    }
    let passages: usize = workspace.documents.iter().map(|document| document.passages.len()).sum();
    let (read, skipped) = (workspace.documents.len(), workspace.skipped.len());
    let seconds = start.elapsed().as_secs_f64();
    writeln!(out, "\nFrom {read} documents ({skipped} skipped), {passages} passages, in {seconds:.1} s.")?;
    writeln!(out, "These are drafts: every answer waits for a person's decision.")
}

/// What was written where, and what of the customer's file is still the customer's own bytes.
fn fidelity(out: &mut impl Write, done: &Done) -> std::io::Result<()> {
    writeln!(out, "\n{}\n{}", done.filled, done.review)?;
    writeln!(
        out,
        "  {} cells written, {} left (the review says why); {} parts of the file untouched, {} changed: {}",
        done.cells_written,
        done.cells_left,
        done.parts_kept,
        done.parts_changed.len(),
        done.parts_changed.join(", ")
    )?;
    for warning in &done.warnings {
        writeln!(out, "  note: {warning}")?;
    }
    Ok(())
}
