//! `learn`: questionnaires that were answered before, into the workspace's library.

use std::collections::{BTreeMap, HashSet};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::kept::{self, WorkspaceTyped};
use super::progress::Bar;
use super::{Caches, LayoutTyped, LimitsTyped, audience, read};
use crate::assistant::{self, DEFAULT_THRESHOLD, Options, Terms};
use crate::document::{ContentHash, Date, Disclosure};
use crate::library::{AnswerId, Event, EventKind, PassedOver, Source};
use crate::settings::Settings;
use crate::store::{Export, Store};

/// Learn from questionnaires that were answered before
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign learn sent/*.xlsx --workspace ~/policies --customer \"Halvorsen Bank\" --as-of 2025-11-03
  countersign learn final.xlsx --workspace ~/policies --approved-by \"R. Adeyemi\"

The answers are kept in the data folder, each with its file and cell, and take part in `ask` and `fill`. Learning the same \
file twice changes nothing.")]
pub(super) struct Typed {
    /// The answered files, in any format that `inspect` reads; never altered
    #[arg(required = true, value_name = "FILLED")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// The day on which they were answered
    #[arg(long, value_name = "DATE", value_parser = kept::day)]
    as_of: Option<Date>,
    /// Who they were answered for
    #[arg(long, value_name = "NAME")]
    customer: Option<String>,
    /// Who may be told the answers: public, nda or internal [default: the workspace's own]
    #[arg(long, value_name = "LEVEL", value_parser = audience)]
    disclosure: Option<Disclosure>,
    /// Who approved every answer in them; they then outrank passages
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
    /// Print what was learnt as JSON, an object a file
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    layout: LayoutTyped,
    #[command(flatten)]
    limits: LimitsTyped,
}

/// What became of one file; also the shape of `--json`.
#[derive(Debug, Default, Serialize)]
struct Learnt {
    file: String,
    questions: usize,
    learnt: usize,
    known: usize,
    /// Known answers that are approved now.
    approved: usize,
    passed_over: Vec<PassedShape>,
    notes: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<String>,
}

#[derive(Debug, Serialize)]
struct PassedShape {
    sheet: String,
    cell: String,
    reason: &'static str,
}

impl Typed {
    pub(super) fn layout(&self) -> &LayoutTyped {
        &self.layout
    }
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut store = kept::open(data, &typed.workspace.workspace)?;
    let exports = store.exports(None)?;
    let options = Options {
        terms: Terms { threshold: DEFAULT_THRESHOLD, audience: Disclosure::Internal },
        over_locks: false,
        overrides: typed.layout.overrides(),
        corrections: typed.layout.corrections(data),
        sandbox: typed.limits.sandbox()?,
    };
    let mut out = std::io::stdout().lock();
    let mut well = true;
    for path in &typed.files {
        let file = path.display().to_string();
        let learnt = one(typed, &mut store, &options, &exports, path);
        let learnt =
            learnt.unwrap_or_else(|e| Learnt { file, error: Some(format!("{e:#}")), ..Learnt::default() });
        well &= learnt.error.is_none();
        print(&mut out, typed.json, &learnt)?;
    }
    let answers = store.answers()?;
    let bar = Bar::new("encoding questions");
    assistant::encode_past(answers, &caches.vectors, &|p| bar.at(p.done, p.total))?;
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn one(
    typed: &Typed,
    store: &mut Store,
    options: &Options,
    exports: &[Export],
    path: &Path,
) -> anyhow::Result<Learnt> {
    let bytes = read(path)?;
    let hash = ContentHash::of(&bytes);
    if store.is_draft(hash)? {
        anyhow::bail!(
            "{}: a draft as `fill` wrote it; nobody has decided on its answers, so nothing is learnt from it. Learn the \
             file that was sent",
            path.display()
        );
    }
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let disclosure = match typed.disclosure {
        Some(level) => level,
        None => Settings::of_folder(&typed.workspace.workspace)?.disclosure(),
    };
    let source = Source { file: name, hash, date: typed.as_of, customer: typed.customer.clone(), disclosure };
    let file = path.display().to_string();
    let mut lesson = assistant::learn(&file, &bytes, &source, options, exports)?;
    let echoes = lesson.taught.answers.iter().filter(|answer| !answer.backing.is_empty()).count();
    if echoes > 0 && typed.approved_by.is_none() {
        lesson.notes.push(format!(
            "{echoes} answers say what `fill` suggested, and nobody is named who approved them (--approved-by NAME)"
        ));
    }
    if let Some(event) = typed.approved_by.as_ref().map(|person| approval(person)) {
        let by_same = known_approvals(store, &event)?;
        for answer in lesson.taught.answers.iter_mut().filter(|answer| !by_same.contains(&answer.id())) {
            answer.events.push(event.clone());
        }
    }
    let added = store.add(&lesson.taught.answers)?;
    Ok(Learnt {
        file,
        questions: lesson.taught.answers.len() + lesson.taught.passed_over.len(),
        learnt: added.new,
        known: added.known,
        approved: added.events,
        passed_over: lesson.taught.passed_over.into_iter().map(passed).collect(),
        notes: lesson.notes,
        error: None,
    })
}

fn approval(person: &str) -> Event {
    Event { kind: EventKind::Approved, person: person.to_owned(), note: String::new(), at: kept::now() }
}

/// Answers that the same person approved already; once is enough.
fn known_approvals(store: &mut Store, event: &Event) -> anyhow::Result<HashSet<AnswerId>> {
    let same = |known: &Event| known.kind == event.kind && known.person == event.person;
    let answers = store.answers()?.into_iter();
    Ok(answers.filter(|answer| answer.events.iter().any(same)).map(|answer| answer.id()).collect())
}

fn passed(passed: PassedOver) -> PassedShape {
    PassedShape { sheet: passed.sheet, cell: passed.cell, reason: passed.reason }
}

fn print(out: &mut impl Write, json: bool, learnt: &Learnt) -> anyhow::Result<()> {
    if json {
        writeln!(out, "{}", serde_json::to_string(learnt)?)?;
        return Ok(());
    }
    let file = &learnt.file;
    if let Some(error) = &learnt.error {
        eprintln!("error: {error}");
        return Ok(());
    }
    if learnt.learnt + learnt.known == 0 {
        writeln!(out, "{file}: none of its {} questions is answered; nothing was learnt", learnt.questions)?;
    } else {
        let known =
            if learnt.known > 0 { format!(", {} known already", learnt.known) } else { String::new() };
        let approved = if learnt.approved > 0 {
            format!(", {} of them now approved", learnt.approved)
        } else {
            String::new()
        };
        writeln!(out, "{file}: {} answers learnt{known}{approved}", learnt.learnt)?;
    }
    for (reason, cells) in by_reason(&learnt.passed_over) {
        writeln!(out, "  {} passed over, {reason}: {}", cells.len(), some(&cells))?;
    }
    learnt.notes.iter().try_for_each(|note| writeln!(out, "  note: {note}"))?;
    Ok(())
}

fn by_reason(passed: &[PassedShape]) -> BTreeMap<&'static str, Vec<String>> {
    let mut by_reason: BTreeMap<&'static str, Vec<String>> = BTreeMap::new();
    for one in passed {
        by_reason.entry(one.reason).or_default().push(format!("{}!{}", one.sheet, one.cell));
    }
    by_reason
}

/// The first few, and how many more.
fn some(cells: &[String]) -> String {
    const SHOWN: usize = 6;
    let shown = cells.iter().take(SHOWN).cloned().collect::<Vec<_>>().join(", ");
    let more = cells.len().saturating_sub(SHOWN);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}
