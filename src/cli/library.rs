//! `library`: a workspace's past answers: list, search, show, retire, export, import. One file each; the shape that answers
//! are exchanged in is `shape`.

mod export;
mod import;
mod list;
mod retire;
mod search;
mod shape;
mod show;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Subcommand};

use super::kept;
use crate::library::PastAnswer;

/// See and keep the answers given before
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign library list --workspace ~/policies
  countersign library search --workspace ~/policies penetration test
  countersign library retire --workspace ~/policies 3f9a --reason \"new provider since May\"
  countersign library export --workspace ~/policies answers.xlsx

docs/library-json.md describes the JSON of list, search and export.")]
pub(super) struct Typed {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    List(list::Typed),
    Search(search::Typed),
    Show(show::Typed),
    Retire(retire::Typed),
    Export(export::Typed),
    Import(import::Typed),
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    match &typed.command {
        Command::List(typed) => list::run(typed, data),
        Command::Search(typed) => search::run(typed, data),
        Command::Show(typed) => show::run(typed, data),
        Command::Retire(typed) => retire::run(typed, data),
        Command::Export(typed) => export::run(typed, data),
        Command::Import(typed) => import::run(typed, data),
    }
}

/// Every past answer of the workspace, retired ones too.
fn answers(data: &Option<PathBuf>, workspace: &kept::WorkspaceTyped) -> anyhow::Result<Vec<PastAnswer>> {
    let store = kept::existing(data, &workspace.workspace)?;
    Ok(store.map(|mut store| store.answers()).transpose()?.unwrap_or_default())
}

/// The one answer whose id begins so.
fn by_id<'a>(answers: &'a [PastAnswer], typed: &str) -> anyhow::Result<&'a PastAnswer> {
    let typed = typed.trim().to_lowercase();
    let mut found = answers.iter().filter(|answer| answer.id().as_str().starts_with(&typed));
    let first = found.next().filter(|_| !typed.is_empty());
    let first =
        first.with_context(|| format!("{typed}: no past answer has this id; `library list` shows them"))?;
    if found.next().is_some() {
        anyhow::bail!("{typed}: several past answers have ids that begin so; give more of it");
    }
    Ok(first)
}
