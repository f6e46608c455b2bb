//! What a person corrected in the layout of a questionnaire: read from a `layout.toml` beside the file, written as one,
//! and remembered for the next file of the same structure. docs/layout-toml.md describes the file.

mod memory;
mod shape;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

use crate::layout::{Layout, Overrides, SheetOverrides};
use crate::question::Question;
use crate::words::did_you_mean;
use crate::workbook::{Column, Position, Workbook};
pub use shape::{parse, render, write};

/// The name of a file of corrections for all questionnaires of a folder, and the ending of one for a single file.
const NAME: &str = "layout.toml";

/// Corrections by the name of the sheet.
type Sheets = BTreeMap<String, SheetOverrides>;

/// Where corrections are looked for.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    /// The file that the user named; nothing else is looked for then.
    pub named: Option<PathBuf>,
    /// Look beside the questionnaire.
    pub beside: bool,
    /// The folder in which corrections are remembered.
    pub data: Option<PathBuf>,
}

/// Corrections for one questionnaire, and where they came from, in words for the user.
#[derive(Clone, Debug, Default)]
pub struct Corrected {
    pub overrides: Overrides,
    pub notes: Vec<String>,
}

/// Why corrections could not be used.
#[derive(Debug, thiserror::Error)]
pub enum CorrectionsError {
    #[error("{file}: the corrections cannot be read: {error}")]
    Read { file: String, error: io::Error },
    #[error("{file}: {reason}; docs/layout-toml.md describes the file")]
    Wrong { file: String, reason: String },
    #[error(
        "{flag} names column {column}, which {file} says is something else on sheet “{sheet}”; name that one by a flag too, \
         or correct the file"
    )]
    Clash { flag: &'static str, column: Column, file: String, sheet: String },
    #[error(
        "{file}: {flag} names column {column}, and on sheet “{sheet}” that column holds the questions; name the column that takes \
         the words, or with --sheet the one sheet that is meant"
    )]
    Questions { file: String, flag: &'static str, column: Column, sheet: String },
}

/// A file of corrections, and whether it is for this questionnaire alone.
struct Source {
    path: PathBuf,
    own: bool,
}

impl Corrections {
    /// What was said of this questionnaire: the user's flags first, then the file named, the file beside it, and what is
    /// remembered of an earlier file of the same structure.
    pub fn of(
        &self,
        file: &Path,
        workbook: &Workbook,
        flags: Overrides,
    ) -> Result<Corrected, CorrectionsError> {
        let mut corrected = Corrected { overrides: flags, notes: Vec::new() };
        if let Some((path, sheets)) = self.said(file, workbook)? {
            corrected.notes.push(format!("the layout is corrected by {}", path.display()));
            if let Some(data) = &self.data
                && let Err(error) = memory::keep(data, workbook, &sheets)
            {
                corrected.notes.push(format!("the corrections could not be remembered: {error}"));
            }
            clash(&corrected.overrides, &sheets, &path)?;
            corrected.overrides.sheets = sheets;
        } else if let Some((path, text)) =
            self.data.as_deref().and_then(|data| memory::recall(data, workbook))
        {
            let sheets = shape::parse(&text).map_err(|reason| wrong(&path, reason))?;
            clash(&corrected.overrides, &sheets, &path)?;
            corrected.overrides.sheets = sheets;
            corrected.notes.push(format!(
                "the layout is corrected as in an earlier file of the same structure; to forget that, delete {}",
                path.display()
            ));
        }
        Ok(corrected)
    }

    /// What a file says of this questionnaire's sheets.
    fn said(&self, file: &Path, workbook: &Workbook) -> Result<Option<(PathBuf, Sheets)>, CorrectionsError> {
        let Some(source) = self.source(file) else { return Ok(None) };
        let mut sheets = read(&source.path)?;
        strangers(&source, &mut sheets, workbook)?;
        Ok((source.own || !sheets.is_empty()).then_some((source.path, sheets)))
    }

    fn source(&self, file: &Path) -> Option<Source> {
        if let Some(path) = &self.named {
            return Some(Source { path: path.clone(), own: true });
        }
        let own = beside(file);
        let shared = file.with_file_name(NAME);
        let found = [Source { path: own, own: true }, Source { path: shared, own: false }];
        found.into_iter().filter(|_| self.beside).find(|source| source.path.is_file())
    }
}

/// A flag wins over the file, but cannot make one column two things.
fn clash(flags: &Overrides, sheets: &Sheets, path: &Path) -> Result<(), CorrectionsError> {
    let wanted =
        |name: &&String| flags.sheet.as_ref().is_none_or(|sheet| sheet.to_lowercase() == name.to_lowercase());
    for (sheet, own) in sheets.iter().filter(|(name, _)| wanted(name)) {
        let kept = |said: bool, columns: Vec<Column>| if said { Vec::new() } else { columns };
        let question = kept(flags.question.is_some(), own.question.into_iter().collect());
        let answers = kept(flags.answer.is_some(), own.answers.clone());
        let comments = kept(flags.comment.is_some(), own.comments.clone());
        let others: Vec<Column> = own.id.into_iter().chain(question).chain(answers).chain(comments).collect();
        if let Some((flag, column)) = named(flags).find(|(_, column)| others.contains(column)) {
            let (file, sheet) = (path.display().to_string(), sheet.clone());
            return Err(CorrectionsError::Clash { flag, column, file, sheet });
        }
    }
    Ok(())
}

/// The columns that flags name.
fn named(flags: &Overrides) -> impl Iterator<Item = (&'static str, Column)> {
    let all = [("--question", flags.question), ("--answer", flags.answer), ("--comment", flags.comment)];
    all.into_iter().filter_map(|(flag, column)| Some((flag, column?)))
}

/// An error where a column that was named for the answers holds the questions.
pub fn check(
    file: &str,
    flags: &Overrides,
    workbook: &Workbook,
    layout: &Layout,
) -> Result<(), CorrectionsError> {
    for found in layout.sheets.iter().filter(|sheet| !sheet.questions.is_empty()) {
        for (flag, column) in named(flags).filter(|(flag, _)| *flag != "--question") {
            let asked = |question: &&Question| {
                let held = workbook.sheets[question.sheet].text(Position { row: question.row, column });
                !held.trim().is_empty() && held.contains(question.text.trim())
            };
            if found.questions.iter().filter(asked).count() * 2 > found.questions.len() {
                let (file, sheet) = (file.to_owned(), found.name.clone());
                return Err(CorrectionsError::Questions { file, flag, column, sheet });
            }
        }
    }
    Ok(())
}

/// The name of the corrections for one file: `NAME.layout.toml` beside it.
pub fn beside(file: &Path) -> PathBuf {
    file.with_extension(NAME)
}

fn read(path: &Path) -> Result<Sheets, CorrectionsError> {
    let named = path.display().to_string();
    let text =
        std::fs::read_to_string(path).map_err(|error| CorrectionsError::Read { file: named, error })?;
    shape::parse(&text).map_err(|reason| wrong(path, reason))
}

fn wrong(path: &Path, reason: String) -> CorrectionsError {
    CorrectionsError::Wrong { file: path.display().to_string(), reason }
}

/// Sheets that the workbook does not have: wrong in a file of its own, of no concern in one for a whole folder.
fn strangers(source: &Source, sheets: &mut Sheets, workbook: &Workbook) -> Result<(), CorrectionsError> {
    let has =
        |name: &str| workbook.sheets.iter().any(|sheet| sheet.name.to_lowercase() == name.to_lowercase());
    if source.own
        && let Some(stranger) = sheets.keys().find(|name| !has(name))
    {
        let known: Vec<&str> = workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect();
        let reason =
            format!("there is no sheet “{stranger}” in the questionnaire{}", did_you_mean(stranger, &known));
        return Err(wrong(&source.path, reason));
    }
    sheets.retain(|name, _| has(name));
    Ok(())
}
