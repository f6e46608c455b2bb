//! `library export`: every past answer into one file, with its history.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Args;

use super::super::kept::WorkspaceTyped;
use super::super::outputs::Outputs;
use super::answers;
use super::shape::Shape;
use crate::report;

/// Write every answer, with its history, into one file
#[derive(Debug, Args)]
pub(super) struct Typed {
    #[command(flatten)]
    workspace: WorkspaceTyped,
    /// A name that ends in .xlsx or .jsonl
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

/// The columns of the workbook, in order. The last two hold JSON.
pub(super) const COLUMNS: [&str; 15] = [
    "Question", "Follows", "Section", "Option", "Answer", "Comment", "File", "SHA-256", "Sheet", "Cell",
    "Date", "Customer", "Disclosure", "Rests on", "History",
];

pub(super) fn run(typed: &Typed, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let answers = answers(data, &typed.workspace)?;
    let shapes: Vec<Shape> = answers.iter().map(Shape::of).collect();
    let ending = typed.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let bytes = match ending.as_deref() {
        Some("jsonl") => {
            let lines = shapes.iter().map(serde_json::to_string).collect::<Result<Vec<_>, _>>()?;
            lines.iter().map(|line| format!("{line}\n")).collect::<String>().into_bytes()
        }
        Some("xlsx") => {
            let rows = shapes.iter().map(cells).collect::<anyhow::Result<Vec<_>>>()?;
            report::table("Answers", &COLUMNS, &rows)
                .with_context(|| format!("{}; export it as .jsonl", typed.file.display()))?
        }
        _ => anyhow::bail!("{}: expected a name that ends in .xlsx or .jsonl", typed.file.display()),
    };
    let folder = typed.file.parent().filter(|folder| !folder.as_os_str().is_empty());
    let outputs = Outputs::new(folder.unwrap_or(".".as_ref()), &[])?;
    outputs.write(&typed.file, &bytes)?;
    println!("{}: {} answers", typed.file.display(), shapes.len());
    Ok(ExitCode::SUCCESS)
}

fn cells(shape: &Shape) -> anyhow::Result<Vec<String>> {
    let given = |text: &Option<String>| text.clone().unwrap_or_default();
    Ok(vec![
        shape.question.clone(),
        given(&shape.follows),
        given(&shape.section),
        given(&shape.option),
        given(&shape.answer),
        given(&shape.comment),
        shape.file.clone(),
        shape.sha256.clone(),
        shape.sheet.clone(),
        shape.cell.clone(),
        given(&shape.date),
        given(&shape.customer),
        given(&shape.disclosure),
        serde_json::to_string(&shape.rests_on)?,
        serde_json::to_string(&shape.history)?,
    ])
}
