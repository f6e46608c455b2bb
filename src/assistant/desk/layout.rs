//! The layout check: what was found in a questionnaire, what is unsure in it, and what a person corrected. Once it is
//! accepted the questions are kept as rows, and stay.

use std::collections::BTreeMap;

use super::{Desk, DeskError, EventKind, ReviewId, Room, named};
use crate::assistant::{locks, shared};
use crate::corrections;
use crate::layout::{ColumnRole, Layout, LayoutWarning, Overrides, SheetLayout, SheetOverrides};
use crate::sheet::Format;
use crate::store::{LaidOut, NewRow, ReviewEvent};
use crate::workbook::{Sheet, Workbook};

/// What a person says of sheets, by name.
pub type Corrections = BTreeMap<String, SheetOverrides>;

/// Kinds of events of a review.
pub(super) const CORRECTED: &str = "layout-corrected";
pub(super) const ACCEPTED: &str = "layout-accepted";

/// A questionnaire with what was found in it.
#[derive(Debug)]
pub struct LayoutView {
    pub file: String,
    pub format: Format,
    pub workbook: Workbook,
    pub layout: Layout,
    /// What was said so far.
    pub corrections: Corrections,
    /// What is unsure; nothing where everything is sure.
    pub doubts: Vec<Doubt>,
    /// Its rows are kept; nothing can be corrected any more.
    pub accepted: bool,
}

/// Something that is unsure of a layout.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// The sheet, counted from 0; none where it is about the whole file.
    pub sheet: Option<usize>,
    pub warning: LayoutWarning,
}

/// A questionnaire that was read.
pub(super) struct Found {
    pub format: Format,
    pub workbook: Workbook,
    pub layout: Layout,
}

impl Found {
    pub(super) fn read(
        desk: &Desk,
        file: &str,
        bytes: &[u8],
        corrected: Corrections,
    ) -> Result<Self, DeskError> {
        let (format, workbook) = desk.config.reading.sandbox.read(file, bytes)?;
        let overrides = Overrides { sheets: corrected, ..Overrides::default() };
        let mut layout = locks::layout(&workbook, &overrides, false);
        shared::share(&workbook, &mut layout);
        Ok(Self { format, workbook, layout })
    }

    /// What is unsure.
    pub(super) fn doubts(&self) -> Vec<Doubt> {
        if !self.asks() {
            return vec![Doubt { sheet: None, warning: NO_QUESTIONS.into() }];
        }
        let sheets = self.workbook.sheets.iter().zip(&self.layout.sheets).enumerate();
        let of = |(at, (sheet, found))| {
            doubts(sheet, found).into_iter().map(move |warning| Doubt { sheet: Some(at), warning })
        };
        sheets.flat_map(of).collect()
    }

    fn asks(&self) -> bool {
        self.layout.questions().next().is_some()
    }
}

const NO_QUESTIONS: &str =
    "no questions were found; say which column holds them, and which takes the answers";

fn doubts(sheet: &Sheet, found: &SheetLayout) -> Vec<LayoutWarning> {
    if let Some(damage) = &sheet.damage {
        return vec![format!("could not be read: {damage}").into()];
    }
    if found.hidden || found.questions.is_empty() {
        return Vec::new();
    }
    let asks = |role| matches!(role, ColumnRole::Question | ColumnRole::Answer | ColumnRole::Comment);
    let unsure = found.columns.iter().filter(|column| asks(column.role) && column.is_unsure());
    let unsure = unsure.map(|column| format!("column {}: {}", column.column, column.reason).into());
    found.warnings.iter().cloned().chain(unsure).collect()
}

impl Desk {
    /// The questionnaire with what was found in it.
    pub fn layout(&self, review: &ReviewId) -> Result<LayoutView, DeskError> {
        let (room, kept) = self.review(review)?;
        let corrections = said(room, review.number)?;
        let found = self.found(room, review, &kept.file, corrections.clone())?;
        let doubts = found.doubts();
        let Found { format, workbook, layout } = found;
        Ok(LayoutView {
            file: kept.file,
            format,
            workbook,
            layout,
            corrections,
            doubts,
            accepted: kept.rows > 0,
        })
    }

    /// Says how the layout is, in place of all that was said before.
    pub fn correct_layout(
        &self,
        review: &ReviewId,
        person: &str,
        corrections: Corrections,
    ) -> Result<(), DeskError> {
        let (room, kept) = self.review(review)?;
        let person = named(person)?;
        if kept.rows > 0 {
            return Err(DeskError::LaidOut);
        }
        let found = self.found(room, review, &kept.file, corrections.clone())?;
        let known = |name: &&String| found.workbook.sheets.iter().any(|sheet| sheet.name == **name);
        if let Some(stranger) = corrections.keys().find(|name| !known(name)) {
            return Err(DeskError::Correction(format!(
                "there is no sheet “{stranger}” in the questionnaire"
            )));
        }
        let detail = corrections::write(&corrections);
        room.store().note_review(review.number, &self.event(CORRECTED, person, detail))?;
        self.tell(review, None, EventKind::Changed);
        Ok(())
    }

    /// Says that the layout is right: its questions are kept, and can be answered.
    pub fn accept_layout(&self, review: &ReviewId, person: &str) -> Result<(), DeskError> {
        let (room, kept) = self.review(review)?;
        let person = named(person)?;
        if kept.rows > 0 {
            return Ok(());
        }
        let found = self.found(room, review, &kept.file, said(room, review.number)?)?;
        if !found.asks() {
            return Err(DeskError::Correction(NO_QUESTIONS.to_owned()));
        }
        room.store().lay_out(review.number, &self.laid_out(person, &found))?;
        self.tell(review, None, EventKind::Changed);
        Ok(())
    }

    fn found(
        &self,
        room: &Room,
        review: &ReviewId,
        file: &str,
        said: Corrections,
    ) -> Result<Found, DeskError> {
        Found::read(self, file, &self.bytes(room, review)?, said)
    }

    /// The customer's file, as it came.
    pub(super) fn bytes(&self, room: &Room, review: &ReviewId) -> Result<Vec<u8>, DeskError> {
        let bytes = room.store().review_bytes(review.number)?;
        bytes.ok_or_else(|| DeskError::NoSuchReview(review.clone()))
    }

    /// The questions as rows.
    pub(super) fn laid_out(&self, person: &str, found: &Found) -> LaidOut {
        let rows: Vec<NewRow> = found.layout.questions().map(|question| new_row(found, question)).collect();
        let detail = format!("{} questions", rows.len());
        LaidOut { rows, event: self.event(ACCEPTED, person, detail) }
    }

    pub(super) fn event(&self, kind: &str, person: &str, detail: String) -> ReviewEvent {
        ReviewEvent { kind: kind.to_owned(), person: person.to_owned(), detail, at: self.now() }
    }
}

fn new_row(found: &Found, question: &crate::question::Question) -> NewRow {
    let sheet = &found.workbook.sheets[question.sheet];
    let cell = question.cells.first().map(|cell| cell.at);
    let own = cell.and_then(|at| sheet.cells.get(&at)).and_then(|cell| cell.locator.clone());
    let place = own.or_else(|| cell.map(|at| at.to_string())).unwrap_or_else(|| format!("A{}", question.row));
    NewRow { sheet: sheet.name.clone(), place, question: question.clone() }
}

/// What was said of the layout last.
fn said(room: &Room, review: u64) -> Result<Corrections, DeskError> {
    let events = room.store().review_events(review)?;
    let last = events.into_iter().rfind(|event| event.kind == CORRECTED);
    last.map_or(Ok(Corrections::default()), |event| {
        corrections::parse(&event.detail).map_err(DeskError::Correction)
    })
}
