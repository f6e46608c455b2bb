//! `library show`: one past answer with all that is known of it.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::super::kept::WorkspaceTyped;
use super::{answers, by_id};
use crate::library::PastAnswer;

/// Show one answer with its history
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// Its id, or as much of its beginning as is its alone
    #[arg(value_name = "ID")]
    id: String,
}

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let all = answers(data, &typed.workspace)?;
    let text = text(by_id(&all, &typed.id)?);
    std::io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn text(answer: &PastAnswer) -> String {
    let mut lines = vec![format!("{} ({})", answer.id(), answer.state())];
    let mut line = |name: &str, value: Option<&str>| {
        if let Some(value) = value {
            lines.push(format!("{name:<10} {}", value.replace('\n', "\n           ")));
        }
    };
    line("Question", Some(&answer.question));
    line("Follows", answer.follows.as_deref());
    line("Section", answer.section.as_deref());
    line("Option", answer.option.as_deref());
    line("Answer", answer.words.as_deref());
    line("Comment", answer.comment.as_deref());
    line("From", Some(&answer.place.to_string()));
    line("SHA-256", Some(&answer.place.hash.to_string()));
    line("Date", answer.date.map(|date| date.to_string()).as_deref());
    line("Customer", answer.customer.as_deref());
    line("Disclosure", Some(answer.disclosure.word()));
    for cited in &answer.backing {
        line("Rests on", Some(&format!("{}, {}\n“{}”", cited.document, cited.section, cited.quote)));
    }
    for event in &answer.events {
        let by = if event.person.is_empty() { String::new() } else { format!(" by {}", event.person) };
        let note = if event.note.is_empty() { String::new() } else { format!(": {}", event.note) };
        line("History", Some(&format!("{} {}{by}{note}", event.at, event.kind.word())));
    }
    lines.join("\n") + "\n"
}
