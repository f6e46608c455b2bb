//! The command line: what was typed, then what it means. One file a subcommand; each calls one use case and prints.

mod answer_shape;
mod ask;
mod changes;
mod check;
mod coverage;
mod eval;
mod fill;
mod html;
mod inspect;
mod kept;
mod learn;
mod library;
mod outputs;
mod passages;
mod progress;
mod sandbox;
mod serve;

use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Parser, Subcommand};

use crate::assistant::{Assistant, DEFAULT_THRESHOLD, Judging, Reading, Terms, Workspace};
use crate::cache::DocumentCache;
use crate::corrections::Corrections;
use crate::document::Disclosure;
use crate::encode::VectorCache;
use crate::layout::Overrides;
use crate::sandbox::{Limits, Sandbox};
use crate::sheet;
use crate::suggestion::threshold_for;
use crate::workbook::Column;

/// Answer security and procurement questionnaires from your own documents, with a citation for every answer.
#[derive(Debug, Parser)]
#[command(name = "countersign", version, max_term_width = 100)]
struct Typed {
    #[command(subcommand)]
    command: Command,
    /// Where encoded documents are kept between runs [default: the platform's cache folder]
    #[arg(long, global = true, value_name = "DIR", env = "COUNTERSIGN_CACHE")]
    cache: Option<PathBuf>,
    /// Where past answers, and corrected layouts, are kept [default: the platform's data folder]
    #[arg(long, global = true, value_name = "DIR", env = "COUNTERSIGN_DATA")]
    data: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    Fill(fill::Typed),
    Ask(ask::Typed),
    Coverage(coverage::Typed),
    Eval(eval::Typed),
    Inspect(inspect::Typed),
    Passages(passages::Typed),
    Check(check::Typed),
    Learn(learn::Typed),
    Library(library::Typed),
    Changes(changes::Typed),
    Serve(serve::Typed),
    #[command(hide = true)]
    Sandbox(sandbox::Typed),
}

/// A probability, as typed.
fn probability(text: &str) -> Result<f64, String> {
    match text.parse::<f64>() {
        Ok(p) if (0.0..=1.0).contains(&p) => Ok(p),
        _ => Err("expected a number from 0 to 1, such as 0.6".to_owned()),
    }
}

/// A level of disclosure, as typed.
fn audience(text: &str) -> Result<Disclosure, String> {
    text.parse().map_err(|_| "expected public, nda or internal".to_owned())
}

/// A column's letters, as typed.
fn column(text: &str) -> Result<Column, String> {
    text.parse().map_err(|_| "expected the letters of a column, such as C".to_owned())
}

/// What answers, and how: the same for one question and for a questionnaire.
#[derive(Debug, Args)]
struct AnsweringTyped {
    /// The folder of the vendor's documents
    #[arg(long, short, value_name = "DIR")]
    workspace: PathBuf,
    /// The confidence under which a question stays open [default: the workspace's, or 0.5]
    #[arg(long, value_name = "P", value_parser = probability)]
    threshold: Option<f64>,
    /// Instead of a threshold: the share of the answers that should cite the right thing, from 0.6 to 0.95
    #[arg(long, value_name = "P", value_parser = probability, conflicts_with = "threshold")]
    precision: Option<f64>,
    /// Who will read the answers: documents above this level are never quoted
    #[arg(long, value_name = "LEVEL", value_parser = audience, default_value = "public")]
    audience: Disclosure,
    /// Judge by nearness alone, without the reader: faster, and more often wrong
    #[arg(long)]
    fast: bool,
}

/// Whether what was answered before takes part.
#[derive(Debug, Args)]
struct LibraryTyped {
    /// Answer from the documents alone, without what was answered before
    #[arg(long)]
    no_library: bool,
}

impl LibraryTyped {
    /// Lets past answers of the workspace take part, unless they are not wanted.
    fn join(
        &self,
        assistant: Assistant,
        workspace: &Path,
        caches: &Caches,
        data: &Option<PathBuf>,
    ) -> anyhow::Result<Assistant> {
        if self.no_library {
            return Ok(assistant);
        }
        let bar = progress::Bar::new("reading past answers");
        let past = kept::past(data, workspace);
        Ok(assistant.with_library(past, kept::today(), &caches.vectors, &|p| bar.at(p.done, p.total))?)
    }
}

impl AnsweringTyped {
    /// What is typed wins over what the workspace says of itself.
    fn terms(&self, workspace: &Workspace) -> Terms {
        let of_precision = self.precision.and_then(|precision| threshold_for(precision, !self.fast).ok());
        let typed = self.threshold.or(of_precision);
        let threshold = typed.or(workspace.settings.threshold).unwrap_or(DEFAULT_THRESHOLD);
        Terms { threshold, audience: self.audience }
    }
}

/// What the user says of the layout, where it is not found or found wrong.
#[derive(Debug, Args)]
#[command(next_help_heading = "Layout")]
struct LayoutTyped {
    /// Ask only the questions of this sheet
    #[arg(long, value_name = "NAME")]
    sheet: Option<String>,
    /// The column that holds the questions
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    question: Option<Column>,
    /// The column that takes the answers
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    answer: Option<Column>,
    /// The column that takes words beside the answers
    #[arg(long, value_name = "COLUMN", value_parser = column)]
    comment: Option<Column>,
    /// A file of corrections [default: NAME.layout.toml or layout.toml beside the questionnaire]
    #[arg(long, value_name = "FILE")]
    layout: Option<PathBuf>,
}

impl LayoutTyped {
    fn corrections(&self, data: &Option<PathBuf>) -> Corrections {
        Corrections { named: self.layout.clone(), beside: true, data: data.clone() }
    }

    /// One column cannot be two things.
    fn check(&self) -> Result<(), String> {
        let named = [("--question", self.question), ("--answer", self.answer), ("--comment", self.comment)];
        for (at, (flag, column)) in named.iter().enumerate() {
            let same = named[at + 1..].iter().find(|(_, other)| other == column);
            if let (Some(column), Some((other, _))) = (column, same) {
                return Err(format!(
                    "{flag} and {other} both name column {column}; name another for one of them, or leave one out so \
                     that it is found (`countersign inspect FILE` shows the columns)"
                ));
            }
        }
        Ok(())
    }

    fn overrides(&self) -> Overrides {
        Overrides {
            sheet: self.sheet.clone(),
            question: self.question,
            answer: self.answer,
            comment: self.comment,
            ..Overrides::default()
        }
    }
}

/// What opening one customer's file may cost.
#[derive(Debug, Args)]
#[command(next_help_heading = "Limits")]
struct LimitsTyped {
    /// The memory that reading or filling one file may take (on Linux)
    #[arg(long, value_name = "MB", value_parser = at_least_one(), default_value_t = Limits::default().megabytes)]
    memory: u64,
    /// The time that reading or filling one file may take
    #[arg(long, value_name = "S", value_parser = at_least_one(), default_value_t = Limits::default().seconds)]
    seconds: u64,
}

fn at_least_one() -> clap::builder::RangedU64ValueParser {
    clap::value_parser!(u64).range(1..)
}

impl LimitsTyped {
    fn limits(&self) -> Limits {
        Limits { megabytes: self.memory, seconds: self.seconds }
    }

    fn sandbox(&self) -> anyhow::Result<Sandbox> {
        sandbox_within(self.limits())
    }
}

fn sandbox_within(limits: Limits) -> anyhow::Result<Sandbox> {
    Sandbox::of_this_program(limits)
        .context("where this program is cannot be found out, and files are read in a second one")
}

/// Runs the command line. The exit code says whether all went well: 0 yes, 1 something failed, 2 wrong usage.
pub fn main() -> ExitCode {
    let typed = Typed::parse();
    check(&typed.command);
    let (caches, data) = (Caches::of(typed.cache), data(typed.data));
    let outcome = match &typed.command {
        Command::Fill(typed) => fill::run(typed, &caches, &data),
        Command::Ask(typed) => ask::run(typed, &caches, &data),
        Command::Coverage(typed) => coverage::run(typed, &caches, &data),
        Command::Eval(typed) => eval::run(typed, &caches, &data),
        Command::Inspect(typed) => inspect::run(typed, &data),
        Command::Passages(typed) => passages::run(typed, &caches),
        Command::Check(typed) => check::run(typed, &caches),
        Command::Learn(typed) => learn::run(typed, &caches, &data),
        Command::Library(typed) => library::run(typed, &data),
        Command::Changes(typed) => changes::run(typed, &caches, &data),
        Command::Serve(typed) => serve::run(typed, &caches, &data),
        Command::Sandbox(typed) => sandbox::run(typed),
    };
    match outcome {
        Ok(code) => code,
        // Whoever reads our output has had enough of it (`… | head`): not a failure of ours.
        Err(e) if is_broken_pipe(&e) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("error: {e:#}");
            ExitCode::FAILURE
        }
    }
}

/// What clap cannot check by itself ends as its own errors do.
fn check(command: &Command) {
    let (name, layout) = match command {
        Command::Fill(typed) => ("fill", typed.layout()),
        Command::Inspect(typed) => ("inspect", typed.layout()),
        Command::Coverage(typed) => ("coverage", typed.layout()),
        Command::Eval(typed) => ("eval", typed.layout()),
        Command::Learn(typed) => ("learn", typed.layout()),
        Command::Ask(_)
        | Command::Check(_)
        | Command::Library(_)
        | Command::Changes(_)
        | Command::Passages(_)
        | Command::Serve(_)
        | Command::Sandbox(_) => return,
    };
    if let Err(why) = layout.check() {
        let mut whole = Typed::command();
        whole.build();
        let command = whole.find_subcommand_mut(name).expect("a subcommand of ours");
        command.error(ErrorKind::ArgumentConflict, why).exit();
    }
}

fn is_broken_pipe(e: &anyhow::Error) -> bool {
    e.chain()
        .filter_map(|cause| cause.downcast_ref::<std::io::Error>())
        .any(|io| io.kind() == std::io::ErrorKind::BrokenPipe)
}

/// What is kept between runs only to save time.
struct Caches {
    vectors: VectorCache,
    documents: DocumentCache,
}

impl Caches {
    /// In the folder that was named, else the platform's; nothing is kept where the platform names none.
    fn of(typed: Option<PathBuf>) -> Self {
        use etcetera::BaseStrategy as _;
        let folder =
            typed.or_else(|| Some(etcetera::choose_base_strategy().ok()?.cache_dir().join("countersign")));
        match folder {
            Some(folder) => Self {
                vectors: VectorCache::at(folder.join("vectors")),
                documents: DocumentCache::at(folder.join("documents")),
            },
            None => Self { vectors: VectorCache::none(), documents: DocumentCache::none() },
        }
    }

    /// How documents are read.
    fn reading(&self, sandbox: Sandbox) -> Reading {
        Reading { sandbox, cache: self.documents.clone() }
    }
}

/// The folder of what is remembered; none where the platform names no data folder.
fn data(typed: Option<PathBuf>) -> Option<PathBuf> {
    use etcetera::BaseStrategy as _;
    typed.or_else(|| Some(etcetera::choose_base_strategy().ok()?.data_dir().join("countersign")))
}

/// Reads and indexes a workspace, with a progress bar where encoding takes a while, and names what was left out.
fn assistant(
    typed: &AnsweringTyped,
    questionnaires: &[PathBuf],
    caches: &Caches,
) -> anyhow::Result<Assistant> {
    if let Some(precision) = typed.precision {
        threshold_for(precision, !typed.fast).context("--precision")?;
    }
    let workspace =
        open(&typed.workspace, questionnaires, &caches.reading(sandbox_within(Limits::default())?))?;
    let judging = if typed.fast { Judging::Fast } else { Judging::Careful };
    let bar = progress::Bar::new("reading documents");
    Ok(Assistant::ready(workspace, judging, &caches.vectors, &|p| bar.at(p.done, p.total))?)
}

fn open(folder: &Path, but: &[PathBuf], reading: &Reading) -> anyhow::Result<Workspace> {
    let workspace = Workspace::open(folder, but, reading)?;
    for skipped in &workspace.skipped {
        eprintln!("warning: {} skipped: {}", skipped.name, skipped.reason);
    }
    for (old, new) in &workspace.superseded {
        eprintln!("warning: {} is not quoted: {new} says that it supersedes it", old.name);
    }
    Ok(workspace)
}

/// Reads a file the user named. Of one that is larger than anything we read, only so much as shows it.
fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    // A pipe or a device may never end.
    if std::fs::metadata(path).is_ok_and(|found| !found.is_file()) {
        anyhow::bail!("{}: not a file; name the questionnaire itself", path.display());
    }
    std::fs::File::open(path)
        .and_then(|file| file.take(sheet::MOST_BYTES as u64 + 1).read_to_end(&mut bytes))
        .with_context(|| format!("{}: the file cannot be read", path.display()))?;
    Ok(bytes)
}

/// Writes a page; never over the questionnaire, nor over anything else that is no page.
fn write_page(page: &Path, questionnaire: &Path, html: &str) -> anyhow::Result<()> {
    let ending = page.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
    if page.exists() && !["html", "htm"].contains(&ending.as_str()) {
        anyhow::bail!("{} is there already and is no page; name a file that ends in .html", page.display());
    }
    outputs::write_beside(page, questionnaire, html.as_bytes())
}
