//! `ask`: one question from the command line, or many from standard input.

use std::io::{BufRead, IsTerminal as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::mpsc::{Receiver, sync_channel};

use clap::Args;
use serde_json::Value;

use super::answer_shape::AnswerShape;
use super::{AnsweringTyped, Caches, LibraryTyped, assistant};
use crate::assistant::{Ask, Assistant, InOrder};
use crate::citation::Citation;
use crate::library::Match;
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
    #[command(flatten)]
    library: LibraryTyped,
    /// Print the answer as JSON
    #[arg(long)]
    json: bool,
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let assistant = assistant(&typed.answering, &[], caches)?;
    let assistant = typed.library.join(assistant, &typed.answering.workspace, caches, data)?;
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
            let said = |lead: &&str| !answer.words().to_lowercase().starts_with(&lead.to_lowercase());
            let lead = answer.verdict().map(|verdict| verdict.lead()).filter(said);
            let verdict = lead.map(|lead| format!("{lead}. ")).unwrap_or_default();
            writeln!(out, "{verdict}{}\n", answer.words())?;
            writeln!(out, "Confidence {percent:.0} %: {}.", suggestion.reason)?;
            print_all(out, "Cited", answer.citations())?;
        }
        None => {
            writeln!(out, "Open: {} (best candidate {percent:.0} %).", suggestion.reason)?;
            print_all(out, "How to get more", suggestion.offer.as_slice())?;
            print_all(out, "Came closest", &suggestion.nearest)?;
        }
    }
    suggestion.past.iter().try_for_each(|found| print_past(out, found))
}

/// A past answer beside its difference from what was asked now.
fn print_past(out: &mut impl Write, found: &Match) -> std::io::Result<()> {
    let answer = &found.entry.answer;
    let date = answer.date.map(|date| format!(", {date}")).unwrap_or_default();
    let asked = match found.difference.line() {
        line if line.is_empty() => answer.question.clone(),
        line => line,
    };
    let changes = found.difference.changes.map(|what| format!(" (differs in {what})")).unwrap_or_default();
    let stale = found.stale.as_ref().map(|stale| format!("; {stale}")).unwrap_or_default();
    writeln!(out, "\nAnswered before ({}, {}{date}{stale}): {asked}{changes}", answer.state(), answer.place)?;
    writeln!(out, "  “{}”", answer.text().replace('\n', "\n   "))
}

fn print_all(out: &mut impl Write, what: &str, citations: &[Citation]) -> std::io::Result<()> {
    for citation in citations {
        writeln!(out, "\n{what}: {}\n  “{}”", citation.place(), citation.quote())?;
    }
    Ok(())
}

/// A line of standard input.
#[derive(Debug)]
struct Line {
    id: Option<String>,
    section: Option<String>,
    question: String,
}

impl Line {
    /// The line, or what is wrong with it in our own words.
    fn parse(line: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(line).map_err(|e| not_json(&e))?;
        let Value::Object(mut fields) = value else {
            return Err(format!("it is {}, not an object", kind(&value)));
        };
        let mut take = |name: &str| fields.remove(name).unwrap_or(Value::Null);
        let id = match take("id") {
            Value::Null => None,
            Value::String(id) => Some(id),
            Value::Number(id) => Some(id.to_string()),
            other => return Err(format!("its “id” is {}, not a text or a number", kind(&other))),
        };
        let section = match take("section") {
            Value::Null => None,
            Value::String(section) => Some(section),
            other => return Err(format!("its “section” is {}, not a text", kind(&other))),
        };
        match take("question") {
            Value::String(question) => Ok(Self { id, section, question }),
            Value::Null => Err("it has no “question”".to_owned()),
            other => Err(format!("its “question” is {}, not a text", kind(&other))),
        }
    }
}

fn not_json(error: &serde_json::Error) -> String {
    if error.is_eof() {
        "it is not JSON: it ends too early".to_owned()
    } else {
        format!("it is not JSON from character {} on", error.column())
    }
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "true or false",
        Value::Number(_) => "a number",
        Value::String(_) => "a text",
        Value::Array(_) => "a list",
        Value::Object(_) => "an object",
    }
}

/// What a line should be.
const EXPECTED: &str = r#"Expected an object a line, such as {"id": "AC-01", "section": "Access", "question": "Is MFA enforced?"}; “id” and “section” may be left out"#;

/// How many waiting lines are answered together.
const BATCH: usize = 64;

/// Answers lines as they come: what is waiting is taken together, so that a file goes fast and a conversation does
/// not wait for its end.
fn stream(typed: &Typed, assistant: &Assistant) -> anyhow::Result<ExitCode> {
    if std::io::stdin().is_terminal() {
        eprintln!("reading questions from the terminal, a JSON object a line; end with Ctrl-D");
    }
    let lines = read_lines();
    let mut order = InOrder::default();
    let mut failed = false;
    while let Ok(first) = lines.recv() {
        let mut batch = vec![first];
        batch.extend(lines.try_iter().take(BATCH - 1));
        let mut asked = Vec::new();
        for (number, line) in batch {
            match line.map_err(|e| e.to_string()).and_then(|line| Line::parse(&line)) {
                Ok(line) => asked.push((line.id.clone(), order.ask(line.question, line.section))),
                Err(why) => {
                    failed = true;
                    eprintln!("error: standard input, line {number}: {why}. {EXPECTED}");
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
