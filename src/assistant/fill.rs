//! Filling: a customer's workbook in, the same workbook answered and a review workbook out.

use std::collections::HashMap;
use std::path::Path;

use super::writing::{self, Written};
use super::{Ask, Assistant, AssistantError, Terms, locks, shared};
use crate::citation::CitationError;
use crate::corrections::{self, Corrections, CorrectionsError};
use crate::document::Document;
use crate::layout::{Layout, Overrides};
use crate::question::Question;
use crate::report::{self, ReportError};
use crate::review::{Review, Row, Standing};
use crate::sandbox::{Filling, Sandbox, SandboxError};
use crate::sheet::{Format, Marking};
use crate::suggestion::Suggestion;
use crate::words;
use crate::workbook::{Sheet, Workbook};

/// How a questionnaire is to be filled.
#[derive(Clone, Debug)]
pub struct Options {
    pub terms: Terms,
    pub overrides: Overrides,
    /// Where further corrections of the layout are looked for.
    pub corrections: Corrections,
    /// Locked answer cells are filled too; the protection itself stays.
    pub over_locks: bool,
    /// Where the customer's file is read and written.
    pub sandbox: Sandbox,
}

/// A questionnaire, filled as a draft.
#[derive(Debug)]
pub struct FilledQuestionnaire {
    /// The customer's file with the answers in it.
    pub workbook: Vec<u8>,
    /// The name that the review workbook's links expect the filled file to have.
    pub name: String,
    /// The review workbook.
    pub report: Vec<u8>,
    pub review: Review,
    /// Parts of the file that are the customer's own bytes, and the parts that were touched.
    pub parts_kept: usize,
    pub parts_changed: Vec<String>,
    /// How many cells have an answer in them now.
    pub cells_written: usize,
    /// Locked answer cells, by sheet and name: those that were left, or those that were filled all the same.
    pub locked: Vec<String>,
}

/// Why a questionnaire could not be filled.
#[derive(Debug, thiserror::Error)]
pub enum FillError {
    #[error(transparent)]
    File(#[from] SandboxError),
    #[error(
        "{file}: no questions found ({sheets}). Looked for a header such as “Question” or “Requirement” over texts that \
         ask, and beside them empty cells, lists, or headings such as “Answer”, “Yes / No” or “Comment”. If there are \
         questions, name their columns: --sheet NAME --question COLUMN --answer COLUMN [--comment COLUMN]; \
         `countersign inspect {file}` shows what each sheet was taken for"
    )]
    NoQuestions { file: String, sheets: String },
    #[error(
        "{file}: sheet “{sheet}” could not be read: {damage}. No questions were found on the others ({others})"
    )]
    DamagedSheet { file: String, sheet: String, damage: String, others: String },
    #[error("{file}: there is no sheet “{sheet}” in it; it has {sheets}")]
    NoSuchSheet { file: String, sheet: String, sheets: String },
    #[error("nothing was written: {0}")]
    Citation(#[from] CitationError),
    #[error(transparent)]
    Corrections(#[from] CorrectionsError),
    #[error(transparent)]
    Assistant(#[from] AssistantError),
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// A questionnaire that was read, with its layout.
pub(super) struct Opened {
    pub format: Format,
    pub workbook: Workbook,
    pub layout: Layout,
    /// What corrected the layout.
    pub notes: Vec<String>,
}

/// Reads a questionnaire and finds its layout; an error where it asks nothing.
pub(super) fn open(file: &str, bytes: &[u8], options: &Options) -> Result<Opened, FillError> {
    let (format, workbook) = options.sandbox.read(file, bytes)?;
    check_sheet(file, &workbook, &options.overrides)?;
    let corrected = options.corrections.of(Path::new(file), &workbook, options.overrides.clone())?;
    let layout = locks::layout(&workbook, &corrected.overrides, options.over_locks);
    corrections::check(file, &corrected.overrides, &workbook, &layout)?;
    if layout.questions().next().is_none() {
        return Err(no_questions(file, &workbook, options.over_locks));
    }
    Ok(Opened { format, workbook, layout, notes: corrected.notes })
}

impl Assistant {
    /// Fills a questionnaire from the workspace. `stem` is the name of the results without their endings.
    pub fn fill(
        &self,
        file: &str,
        stem: &str,
        bytes: &[u8],
        options: &Options,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<FilledQuestionnaire, FillError> {
        let Opened { format, workbook, mut layout, notes } = open(file, bytes, options)?;
        shared::share(&workbook, &mut layout);
        let mut rows = self.answer(&layout, &options.terms, done)?;
        self.check_citations(&rows)?;
        let mut written: Vec<Written> = rows.iter().map(|row| Written::of_row(&workbook, row)).collect();
        let of_shared_cells = shared::reconcile(&workbook, &mut written);
        let answers = writing::to_write(&written);
        let filling = Filling { answers, marking: Marking::draft(), over_locks: options.over_locks };
        let filled = options.sandbox.fill(file, bytes, filling)?;
        writing::note_refusals(&mut written, &filled);
        let locked = locks::among(&workbook, &written, &filled, options.over_locks);
        rows.iter_mut().zip(written).for_each(|(row, written)| row.plans = written.plans);
        let mut warnings = notes;
        warnings.extend(workbook.warnings.iter().cloned());
        warnings.extend(of_layout(&layout));
        warnings.extend(filled.warnings);
        warnings.extend(of_shared_cells);
        warnings.extend(locks::note(&locked, options.over_locks));
        let review = Review { file: file.to_owned(), rows, warnings };
        let told: Vec<&Document> =
            self.workspace.documents.iter().filter(|document| options.terms.may_hear(document)).collect();
        let source = report::Source {
            documents: &told,
            threshold: options.terms.threshold,
            audience: options.terms.audience,
        };
        let name = format!("{stem}.filled.{}", format.filled().extension());
        let report = report::write(&review, &name, &source)?;
        Ok(FilledQuestionnaire {
            workbook: filled.bytes,
            name,
            report,
            review,
            parts_kept: filled.parts_kept,
            cells_written: filled.written.len(),
            parts_changed: filled.parts_changed,
            locked,
        })
    }

    /// Promise 1, once more before anything is written: each quote still stands in the document it names.
    fn check_citations(&self, rows: &[Row]) -> Result<(), CitationError> {
        let answers = rows.iter().filter_map(Row::suggestion).filter_map(Suggestion::answer);
        for citation in answers.flat_map(|answer| answer.citations()) {
            let is_cited = |d: &&Document| d.name == *citation.document() && d.hash == citation.hash();
            // A past questionnaire may lie among the documents too; each is its own text.
            let cited: Vec<&Document> = self.citable().filter(is_cited).collect();
            if !cited.iter().any(|document| citation.check(document).is_ok()) {
                let document = citation.document().clone();
                let (start, end) = (citation.range().start, citation.range().end);
                return Err(CitationError::NotVerbatim { document, start, end });
            }
        }
        Ok(())
    }

    fn answer(
        &self,
        layout: &Layout,
        terms: &Terms,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<Row>, AssistantError> {
        let questions: Vec<&Question> = layout.questions().collect();
        let mut asks = Asks::default();
        let places: Vec<Result<usize, Standing>> = questions
            .iter()
            .map(|question| {
                Standing::before_asking(question).map_or_else(|| Ok(asks.place(&questions, question)), Err)
            })
            .collect();
        let suggestions = self.ask(&asks.distinct, terms, &|n| done(n, asks.distinct.len()))?;
        let mut rows = Vec::with_capacity(questions.len());
        for (question, place) in questions.into_iter().zip(places) {
            let standing = match place {
                Ok(place) => Standing::Suggested(Box::new(suggestions[place].clone())),
                Err(standing) => standing,
            };
            rows.push(Row {
                sheet: layout.sheets[question.sheet].name.clone(),
                question: question.clone(),
                standing,
                plans: Vec::new(),
            });
        }
        Ok(rows)
    }
}

/// What is asked of the workspace. The same words are asked once, whatever heading they stand under, so that they are
/// answered alike in each of their rows.
#[derive(Default)]
pub(super) struct Asks {
    pub distinct: Vec<Ask>,
    known: HashMap<(String, Option<String>), usize>,
}

impl Asks {
    /// The place of a question among those that are asked.
    pub(super) fn place(&mut self, questions: &[&Question], question: &Question) -> usize {
        let ask = ask_of(questions, question);
        let key = (words::fold(&ask.question), ask.before.as_deref().map(words::fold));
        *self.known.entry(key).or_insert_with(|| {
            self.distinct.push(ask);
            self.distinct.len() - 1
        })
    }
}

fn ask_of(questions: &[&Question], question: &Question) -> Ask {
    let before = question.follows.and_then(|row| {
        questions
            .iter()
            .find(|other| other.sheet == question.sheet && other.row == row)
            .map(|q| q.text.clone())
    });
    Ask { question: question.text.clone(), section: question.section.clone(), before }
}

fn check_sheet(file: &str, workbook: &Workbook, overrides: &Overrides) -> Result<(), FillError> {
    let Some(wanted) = &overrides.sheet else { return Ok(()) };
    let known = |sheet: &Sheet| sheet.name.to_lowercase() == wanted.to_lowercase();
    if workbook.sheets.iter().any(known) {
        return Ok(());
    }
    let sheets = names(workbook.sheets.iter().map(|sheet| &sheet.name));
    Err(FillError::NoSuchSheet { file: file.to_owned(), sheet: wanted.clone(), sheets })
}

/// Why there is nothing to fill.
fn no_questions(file: &str, workbook: &Workbook, over_locks: bool) -> FillError {
    let shown = |sheet: &Sheet| {
        if sheet.protected && !over_locks {
            format!(
                "{} (protected: its locked cells take no answers unless --fill-locked is given)",
                sheet.name
            )
        } else {
            sheet.name.clone()
        }
    };
    let whole = workbook.sheets.iter().filter(|sheet| sheet.damage.is_none());
    let shown: Vec<String> = whole.map(shown).collect();
    let (file, sheets) = (file.to_owned(), names(shown.iter()));
    match workbook.sheets.iter().find_map(|sheet| Some((sheet.name.clone(), sheet.damage.clone()?))) {
        Some((sheet, damage)) => FillError::DamagedSheet { file, sheet, damage, others: sheets },
        None => FillError::NoQuestions { file, sheets },
    }
}

/// What is unsure on sheets with questions; the visible sheets without, in one line.
fn of_layout(layout: &Layout) -> Vec<String> {
    let (with, without): (Vec<_>, Vec<_>) =
        layout.sheets.iter().partition(|sheet| !sheet.questions.is_empty());
    let mut warnings: Vec<String> =
        with.iter().flat_map(|sheet| sheet.warnings.iter().map(|w| format!("{}: {w}", sheet.name))).collect();
    let seen = names(without.iter().filter(|sheet| !sheet.hidden).map(|sheet| &sheet.name));
    if !seen.is_empty() {
        warnings.push(format!("no questions found on {seen}; `countersign inspect` says why"));
    }
    warnings
}

fn names<'a>(sheets: impl Iterator<Item = &'a String>) -> String {
    sheets.map(|name| format!("“{name}”")).collect::<Vec<_>>().join(", ")
}
