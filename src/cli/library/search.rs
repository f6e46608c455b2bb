//! `library search`: past answers that hold all of some words.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::super::kept::WorkspaceTyped;
use super::{answers, list};
use crate::library::PastAnswer;
use crate::words::fold;

/// Search the answers given before
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// Words that the question, the answer or the file's name must hold
    #[arg(required = true, value_name = "WORDS")]
    words: Vec<String>,
    /// Print JSON, an object an answer
    #[arg(long)]
    json: bool,
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let wanted: Vec<String> = typed.words.iter().map(|word| fold(word)).collect();
    let all = answers(data, &typed.workspace)?;
    let holds = |answer: &&PastAnswer| {
        let customer = answer.customer.as_deref().unwrap_or_default();
        let section = answer.section.as_deref().unwrap_or_default();
        let text =
            fold(&[&answer.question, section, &answer.text(), &answer.place.file, customer].join("\n"));
        wanted.iter().all(|word| text.contains(word))
    };
    let found: Vec<&PastAnswer> = all.iter().filter(holds).collect();
    if found.is_empty() && !typed.json {
        println!("No past answer holds these words.");
    } else {
        list::print(&found, typed.json)?;
    }
    Ok(ExitCode::SUCCESS)
}
