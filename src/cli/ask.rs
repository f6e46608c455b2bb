//! `ask`: one question from the command line, or many from standard input.

use std::io::{BufRead, IsTerminal as _, Write};
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};

use clap::Args;
use serde::Deserialize;

use super::answer_shape::AnswerShape;
use super::{AnsweringTyped, assistant};
use crate::assistant::{Ask, Assistant};
use crate::citation::Citation;
use crate::encode::VectorCache;
use crate::layout;
use crate::suggestion::Suggestion;

/// Ask one question, or many from standard input
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign ask --workspace knowledge/fernhollow \"Is customer data encrypted at rest?\"
  countersign ask --workspace knowledge/fernhollow - < questions.jsonl > answers.jsonl

With `-`, each line of standard input is a JSON object {\"id\", \"section\"?, \"question\"}, and each line of the output \
one with its answer, in the same order. docs/ask-json.md describes both.")]
pub(super) struct Typed {
    /// The question, or `-` for JSON lines from standard input
    #[arg(value_name = "QUESTION")]
    question: String,
    #[command(flatten)]
    answering: AnsweringTyped,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(typed: &Typed, cache: &VectorCache) -> anyhow::Result<ExitCode> {
    let assistant = assistant(&typed.answering, &[], cache)?;
    if typed.question == "-" { stream(typed, &assistant) } else { one(typed, &assistant) }
}

fn one(typed: &Typed, assistant: &Assistant) -> anyhow::Result<ExitCode> {
    let ask = Ask { question: typed.question.clone(), ..Ask::default() };
    let suggestions = assistant.ask(&[ask], &typed.answering.terms(assistant.workspace()), &|_| {})?;
    let mut out = std::io::stdout().lock();
    for suggestion in &suggestions {
        if typed.json {
            serde_json::to_writer(&mut out, &AnswerShape::of(None, suggestion))?;
            writeln!(out)?;
        } else {
            print(&mut out, suggestion)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn print(out: &mut impl Write, suggestion: &Suggestion) -> std::io::Result<()> {
    let percent = suggestion.confidence * 100.0;
    match suggestion.answer() {
        Some(answer) => {
            let verdict = answer.verdict().map(|verdict| format!("{}. ", verdict.lead())).unwrap_or_default();
            writeln!(out, "{verdict}{}\n", answer.words())?;
            writeln!(out, "Confidence {percent:.0} %: {}.", suggestion.reason)?;
            print_all(out, "Cited", answer.citations())
        }
        None => {
            writeln!(out, "Open: {} (best candidate {percent:.0} %).", suggestion.reason)?;
            print_all(out, "How to get more", suggestion.offer.as_slice())?;
            print_all(out, "Came closest", &suggestion.nearest)
        }
    }
}

fn print_all(out: &mut impl Write, what: &str, citations: &[Citation]) -> std::io::Result<()> {
    for citation in citations {
        writeln!(out, "\n{what}: {}\n  “{}”", citation.place(), citation.quote())?;
    }
    Ok(())
}

/// A line of standard input.
#[derive(Debug, Deserialize)]
struct Line {
    id: Option<serde_json::Value>,
    section: Option<String>,
    question: String,
}

/// How many waiting lines are answered together.
const BATCH: usize = 64;

/// Answers lines as they come: what is waiting is taken together, so that a file goes fast and a conversation does
/// not wait for its end.
fn stream(typed: &Typed, assistant: &Assistant) -> anyhow::Result<ExitCode> {
    if std::io::stdin().is_terminal() {
        eprintln!("reading questions from the terminal, a JSON object a line; end with Ctrl-D");
    }
    let lines = read_lines();
    let mut before = Before::default();
    let mut failed = false;
    while let Ok(first) = lines.recv() {
        let mut batch = vec![first];
        batch.extend(lines.try_iter().take(BATCH - 1));
        let mut asked = Vec::new();
        for (number, line) in batch {
            match line.map_err(anyhow::Error::from).and_then(|line| Ok(serde_json::from_str::<Line>(&line)?))
            {
                Ok(line) => asked.push((line.id.as_ref().map(id_text), before.ask(line))),
                Err(e) => {
                    failed = true;
                    eprintln!(
                        "error: standard input, line {number}: {e}. Expected {{\"id\", \"section\"?, \"question\"}}"
                    );
                }
            }
        }
        answer(typed, assistant, &asked)?;
    }
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn answer(typed: &Typed, assistant: &Assistant, asked: &[(Option<String>, Ask)]) -> anyhow::Result<()> {
    let asks: Vec<Ask> = asked.iter().map(|(_, ask)| ask.clone()).collect();
    let suggestions = assistant.ask(&asks, &typed.answering.terms(assistant.workspace()), &|_| {})?;
    let mut out = std::io::stdout().lock();
    for ((id, _), suggestion) in asked.iter().zip(&suggestions) {
        serde_json::to_writer(&mut out, &AnswerShape::of(id.as_deref(), suggestion))?;
        writeln!(out)?;
    }
    Ok(out.flush()?)
}

/// An id as text, whether it was written as a string or a number.
fn id_text(id: &serde_json::Value) -> String {
    id.as_str().map_or_else(|| id.to_string(), str::to_owned)
}

/// Remembers the last question that stood on its own, for those that lean on it.
#[derive(Debug, Default)]
struct Before {
    question: Option<String>,
    section: Option<String>,
}

impl Before {
    fn ask(&mut self, line: Line) -> Ask {
        let last = self.question.as_ref().filter(|_| self.section == line.section);
        let before = last.filter(|last| layout::leans_on(&line.question, last)).cloned();
        if before.is_none() {
            self.question = Some(line.question.clone());
        }
        self.section.clone_from(&line.section);
        Ask { question: line.question, section: line.section, before }
    }
}

/// Non-empty lines with their numbers, from a thread of its own.
fn read_lines() -> Receiver<(usize, std::io::Result<String>)> {
    let (sender, receiver) = sync_channel(BATCH * 4);
    std::thread::spawn(move || {
        for (at, line) in std::io::stdin().lock().lines().enumerate() {
            let empty = line.as_ref().is_ok_and(|line| line.trim().is_empty());
            if !empty && sender.send((at + 1, line)).is_err() {
                break;
            }
        }
    });
    receiver
}
