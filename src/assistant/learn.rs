//! Learning: a questionnaire that was answered in, its answers out, each with the passages it rests on where it was filled
//! from them here.

use std::collections::HashMap;
use std::path::Path;

use super::Options;
use crate::corrections::CorrectionsError;
use crate::layout;
use crate::library::{Cited, PastAnswer, Source, Taught, taught};
use crate::sandbox::SandboxError;
use crate::store::{Export, ExportRow};
use crate::words;

/// What a questionnaire taught.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    pub taught: Taught,
    /// How its layout was found, in words for the user.
    pub notes: Vec<String>,
}

/// Why nothing could be learnt from a questionnaire.
#[derive(Debug, thiserror::Error)]
pub enum LearnError {
    #[error(transparent)]
    File(#[from] SandboxError),
    #[error(transparent)]
    Corrections(#[from] CorrectionsError),
    #[error(
        "{file}: no questions found. If there are some, name their columns: --sheet NAME --question COLUMN --answer COLUMN \
         [--comment COLUMN]; `countersign inspect {file}` shows what each sheet was taken for"
    )]
    NoQuestions { file: String },
}

/// Reads the answers of a questionnaire. `exports` are the fillings that are on record.
pub fn learn(
    file: &str,
    bytes: &[u8],
    source: &Source,
    options: &Options,
    exports: &[Export],
) -> Result<Lesson, LearnError> {
    let (_, workbook) = options.sandbox.read(file, bytes)?;
    let corrected = options.corrections.of(Path::new(file), &workbook, options.overrides.clone())?;
    let layout = layout::find(&workbook, &corrected.overrides);
    if layout.questions().next().is_none() {
        return Err(LearnError::NoQuestions { file: file.to_owned() });
    }
    let mut taught = taught(&workbook, &layout, source);
    rest_on(&mut taught.answers, exports);
    let mut notes = corrected.notes;
    notes.extend(workbook.warnings);
    Ok(Lesson { taught, notes })
}

/// An answer that still says what was once filled in here rests on what was cited then.
fn rest_on(answers: &mut [PastAnswer], exports: &[Export]) {
    let mut filled: HashMap<String, Vec<(&Export, &ExportRow)>> = HashMap::new();
    let rows = exports.iter().flat_map(|export| export.rows.iter().map(move |row| (export, row)));
    for (export, row) in rows.filter(|(_, row)| !row.citations.is_empty()) {
        filled.entry(words::fold(&row.question)).or_default().push((export, row));
    }
    for answer in answers {
        let said = words::fold(&answer.text());
        let says = |(_, row): &&(&Export, &ExportRow)| {
            row.answer.as_ref().is_some_and(|words| said.contains(words::fold(words).trim_end_matches('.')))
        };
        let rows = filled.get(&words::fold(&answer.question));
        if let Some((export, row)) = rows.into_iter().flatten().rfind(says) {
            answer.backing = backing(row);
            // What was filled in for some readers is not for more than them.
            answer.disclosure = answer.disclosure.max(export.audience);
        }
    }
}

fn backing(row: &ExportRow) -> Vec<Cited> {
    let of_documents = row.citations.iter().filter(|citation| !citation.of_past_answer);
    of_documents.map(|citation| citation.cited.clone()).collect()
}
