//! What is kept of a questionnaire that was filled: each row with its answer and what it cited.

use super::fill::FilledQuestionnaire;
use crate::document::{ContentHash, Disclosure};
use crate::library::Cited;
use crate::review::Row;
use crate::store::{Export, ExportCitation, ExportRow};
use crate::suggestion::Answer;

/// What is known of a filling beside the questionnaire itself.
#[derive(Clone, Debug)]
pub struct Occasion {
    pub customer: Option<String>,
    /// The level of disclosure that was answered for.
    pub audience: Disclosure,
    pub threshold: f64,
    /// When, as `2026-03-01T12:00:00Z`.
    pub at: String,
}

/// The record of a filling. `file` is the questionnaire's name without its folder, `bytes` are its own.
pub fn record(file: &str, bytes: &[u8], filled: &FilledQuestionnaire, occasion: Occasion) -> Export {
    let Occasion { customer, audience, threshold, at } = occasion;
    Export {
        file: file.to_owned(),
        hash: ContentHash::of(bytes),
        filled: ContentHash::of(&filled.workbook),
        customer,
        audience,
        threshold,
        at,
        rows: filled.review.rows.iter().map(exported).collect(),
    }
}

fn exported(row: &Row) -> ExportRow {
    let suggestion = row.suggestion();
    let answer = suggestion.and_then(|suggestion| suggestion.answer());
    let cell = row.question.cells.first().map(|cell| cell.at.to_string());
    ExportRow {
        sheet: row.sheet.clone(),
        cell: cell.unwrap_or_else(|| format!("A{}", row.question.row)),
        section: row.question.section.clone(),
        question: row.question.text.clone(),
        verdict: answer.and_then(|answer| answer.verdict()).map(|verdict| verdict.word().to_owned()),
        answer: answer.map(|answer| answer.words().to_owned()),
        confidence: suggestion.map_or(0.0, |suggestion| suggestion.confidence),
        citations: answer.map(citations).unwrap_or_default(),
    }
}

fn citations(answer: &Answer) -> Vec<ExportCitation> {
    let of_documents = answer.of_documents().len();
    let citation =
        |(at, citation)| ExportCitation { cited: Cited::from(citation), of_past_answer: at >= of_documents };
    answer.citations().iter().enumerate().map(citation).collect()
}
