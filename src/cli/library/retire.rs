//! `library retire`: an answer that is proposed no more. It stays in the history.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::super::kept::{self, WorkspaceTyped};
use super::by_id;
use crate::library::{Event, EventKind};

/// Take an answer out of use; it stays in the history
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// Its id, or as much of its beginning as is its alone
    #[arg(value_name = "ID")]
    id: String,
    /// Why
    #[arg(long, value_name = "WORDS", default_value = "", hide_default_value = true)]
    reason: String,
    /// Who says so
    #[arg(long, value_name = "NAME", default_value = "", hide_default_value = true)]
    by: String,
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let mut store = kept::open(data, &typed.workspace.workspace)?;
    let all = store.answers()?;
    let answer = by_id(&all, &typed.id)?;
    if let Some(event) = answer.retired() {
        println!("{} was retired already, {}", answer.id(), event.at);
        return Ok(ExitCode::SUCCESS);
    }
    let event = Event {
        kind: EventKind::Retired,
        person: typed.by.clone(),
        note: typed.reason.clone(),
        at: kept::now(),
    };
    store.note(&answer.id(), &event)?;
    println!("{} is retired: {}", answer.id(), answer.question);
    Ok(ExitCode::SUCCESS)
}
