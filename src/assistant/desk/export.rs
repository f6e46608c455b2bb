//! What leaves: the customer's file filled, the review workbook, the evidence pack. A draft at any time; a final one only
//! of a finished review whose citations still stand.

use super::{Desk, DeskError, EventKind, ReviewId, Room, named};
use super::{learnt, on_record};
use crate::assistant::writing::{self, Written};
use crate::assistant::{locks, shared};
use crate::document::ContentHash;
use crate::library::Library;
use crate::report::{self, Decisions, Evidence};
use crate::review::{
    Context, Finding, Reviewed, RowNumber, RowRecord, RowStanding, Timestamp, ToldBefore, finish, fold,
    preflight,
};
use crate::sandbox::Filling;
use crate::sheet::{Filled, Format, Marking};
use crate::store::{ExportFile, KeptExport, KeptReview};
use crate::words;
use crate::workbook::Workbook;

/// What kind of export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportKind {
    /// Before every row is decided: suggestions stand where nobody has decided, and the file says that it is a draft.
    Draft,
    Final,
}

impl ExportKind {
    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Final => "final",
        }
    }
}

/// A file that leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportedFile {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// The files of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportPart {
    /// The customer's file with the answers in it.
    Filled,
    /// The review workbook.
    Review,
    /// The evidence pack.
    Evidence,
}

impl ExportPart {
    /// The word for it in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Filled => "filled",
            Self::Review => "review",
            Self::Evidence => "evidence",
        }
    }

    /// What [`Self::word`] said.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Filled, Self::Review, Self::Evidence].into_iter().find(|part| part.word() == word)
    }
}

/// An export that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportCard {
    pub number: u64,
    pub kind: ExportKind,
    pub by: String,
    pub at: Timestamp,
    /// Each file's part and name.
    pub files: Vec<(ExportPart, String)>,
    /// Rows that were decided otherwise since, so that it no longer says what the review says.
    pub changed: usize,
}

impl ExportCard {
    fn of(kept: KeptExport, rows: &[RowRecord]) -> Self {
        let later = |row: &&RowRecord| {
            row.entries.iter().any(|entry| entry.at > kept.at && entry.decision.kind().moves_version())
        };
        let changed = rows.iter().filter(later).count();
        let file = |(part, name): (String, String)| Some((ExportPart::of_word(&part)?, name));
        let last = kept.kind == ExportKind::Final.word();
        Self {
            number: kept.number,
            kind: if last { ExportKind::Final } else { ExportKind::Draft },
            by: kept.person,
            at: kept.at,
            files: kept.files.into_iter().filter_map(file).collect(),
            changed,
        }
    }
}

/// An export.
#[derive(Clone, Debug)]
pub struct Export {
    /// By which its files can be fetched again.
    pub number: u64,
    pub kind: ExportKind,
    /// The customer's file with the answers in it.
    pub filled: ExportedFile,
    pub review_workbook: ExportedFile,
    /// The cited sections, with a manifest.
    pub evidence: ExportedFile,
    pub findings: Vec<Finding>,
    /// How many cells have an answer in them now.
    pub cells_written: usize,
    /// Parts of the file that are the customer's own bytes, and the parts that were touched.
    pub parts_kept: usize,
    pub parts_changed: Vec<String>,
    /// What to know of the file, in words.
    pub warnings: Vec<String>,
}

/// Why nothing was exported.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    #[error("{} rows are not decided yet; decide them, or export a draft", .0.len())]
    Undecided(Vec<RowNumber>),
    #[error("{}; decide these rows again, or export a draft", .0.iter().map(|finding| finding.text.as_str()).collect::<Vec<_>>().join("; "))]
    Blocked(Vec<Finding>),
    #[error(transparent)]
    Desk(#[from] DeskError),
}

/// A review with its file, ready to be written.
struct Prepared {
    review: KeptReview,
    bytes: Vec<u8>,
    format: Format,
    workbook: Workbook,
    records: Vec<RowRecord>,
    written: Vec<Written>,
    notes: Vec<String>,
}

impl Desk {
    /// Everything to know before this review is sent, worst first.
    pub fn preflight(&self, review: &ReviewId) -> Result<Vec<Finding>, DeskError> {
        let (room, kept) = self.review(review)?;
        let prepared = self.prepared(room, review, kept)?;
        self.findings(room, review, &prepared)
    }

    /// Writes the files. Approved and edited answers of a final export enter the library, and it is on record as told.
    pub fn export(&self, review: &ReviewId, person: &str, kind: ExportKind) -> Result<Export, ExportError> {
        let (room, kept) = self.review(review)?;
        let person = named(person)?;
        if kept.rows == 0 {
            return Err(DeskError::NotLaidOut.into());
        }
        let mut prepared = self.prepared(room, review, kept)?;
        let findings = self.findings(room, review, &prepared)?;
        let mut export = match kind {
            ExportKind::Draft => self.written(review, &mut prepared, Marking::draft(), findings)?,
            ExportKind::Final => {
                let reviewed = finish(prepared.records.clone()).map_err(ExportError::Undecided)?;
                self.finally(review, &mut prepared, &reviewed, findings)?
            }
        };
        if kind == ExportKind::Final {
            self.told(review, room, &prepared, &export)?;
        }
        self.keep(review, room, person, &mut export)?;
        self.tell(review, None, EventKind::Exported);
        Ok(export)
    }

    /// Keeps an export as it is, and notes it in the history.
    fn keep(
        &self,
        review: &ReviewId,
        room: &Room,
        person: &str,
        export: &mut Export,
    ) -> Result<(), DeskError> {
        let filled = ContentHash::of(&export.filled.bytes);
        let detail = format!("{}, {} cells, SHA-256 {filled}", export.filled.name, export.cells_written);
        let kind = export.kind.word();
        let event = self.event(&format!("exported-{kind}"), person, detail);
        let of = |part: ExportPart, file: &ExportedFile| ExportFile {
            part: part.word().to_owned(),
            name: file.name.clone(),
            bytes: file.bytes.clone(),
        };
        let files = [
            of(ExportPart::Filled, &export.filled),
            of(ExportPart::Review, &export.review_workbook),
            of(ExportPart::Evidence, &export.evidence),
        ];
        export.number = room.store().keep_export(review.number, kind, &files, &event)?;
        Ok(())
    }

    /// The exports that were made of a review, the newest first.
    pub fn exports(&self, review: &ReviewId) -> Result<Vec<ExportCard>, DeskError> {
        let (room, _) = self.review(review)?;
        let kept = room.store().kept_exports(review.number)?;
        let rows = room.rows(review.number)?;
        Ok(kept.into_iter().map(|kept| ExportCard::of(kept, &rows.records)).collect())
    }

    /// A file of an export, as it was then. That it was fetched stands in the history.
    pub fn fetch(
        &self,
        review: &ReviewId,
        person: &str,
        export: u64,
        part: ExportPart,
    ) -> Result<ExportedFile, DeskError> {
        let (room, _) = self.review(review)?;
        let person = named(person)?;
        let mut store = room.store();
        let file = store.export_file(review.number, export, part.word())?;
        let ExportFile { name, bytes, .. } = file.ok_or(DeskError::NoSuchExport(export))?;
        let detail = format!("{name}, of export {export}");
        store.note_review(review.number, &self.event("downloaded", person, detail))?;
        Ok(ExportedFile { name, bytes })
    }

    /// A final export: of a finished review only (promise 4), and only while its citations stand (promise 1).
    fn finally(
        &self,
        review: &ReviewId,
        prepared: &mut Prepared,
        reviewed: &Reviewed,
        findings: Vec<Finding>,
    ) -> Result<Export, ExportError> {
        let (blocking, rest): (Vec<Finding>, _) = findings.into_iter().partition(|finding| finding.blocks);
        if !blocking.is_empty() {
            return Err(ExportError::Blocked(blocking));
        }
        Ok(self.written(review, prepared, Marking::reviewed(reviewed), rest)?)
    }

    fn prepared(&self, room: &Room, id: &ReviewId, review: KeptReview) -> Result<Prepared, DeskError> {
        let bytes = self.bytes(room, id)?;
        let (format, workbook) = self.config.reading.sandbox.read(&review.file, &bytes)?;
        let records = room.rows(id.number)?.records.clone();
        let write = |record: &RowRecord| {
            Written::new(&workbook, &record.question, record.to_write().map(|given| given.saying()))
        };
        let mut written: Vec<Written> = records.iter().map(write).collect();
        let notes = shared::reconcile(&workbook, &mut written);
        Ok(Prepared { review, bytes, format, workbook, records, written, notes })
    }

    fn findings(&self, room: &Room, id: &ReviewId, prepared: &Prepared) -> Result<Vec<Finding>, DeskError> {
        let workspace = self.documents(&id.workspace)?;
        let answers = room.store().answers()?;
        let told = told(&answers, prepared.review.customer.as_deref());
        let library = Library::of(answers);
        let documents: Vec<_> = workspace.documents.iter().chain(library.documents()).cloned().collect();
        let plans: Vec<_> = prepared.written.iter().map(|written| written.plans.clone()).collect();
        let formulas = formulas(&prepared.workbook);
        let context = Context {
            documents: &documents,
            today: self.now().date(),
            plans: &plans,
            formulas: &formulas,
            told: &told,
        };
        Ok(preflight(&prepared.records, &context))
    }

    fn written(
        &self,
        id: &ReviewId,
        prepared: &mut Prepared,
        marking: Marking,
        findings: Vec<Finding>,
    ) -> Result<Export, DeskError> {
        let draft = marking.draft;
        let file = prepared.review.file.clone();
        let filling = Filling { answers: writing::to_write(&prepared.written), marking, over_locks: false };
        let filled = self.config.reading.sandbox.fill(&file, &prepared.bytes, filling)?;
        writing::note_refusals(&mut prepared.written, &filled);
        let locked = locks::among(&prepared.workbook, &prepared.written, &filled, false);
        // A draft says so in its name, too: it must not be taken for what people decided.
        let stem = if draft { format!("{}.draft", stem(&file)) } else { stem(&file).to_owned() };
        let rows: Vec<(RowRecord, RowStanding)> = prepared.records.iter().map(as_it_stands).collect();
        let (workbook, pack) = self.papers(id, prepared, &filled, draft, &rows)?;
        let extension = prepared.format.filled().extension();
        let mut warnings = std::mem::take(&mut prepared.notes);
        warnings.extend(filled.warnings);
        warnings.extend(locks::note(&locked, false));
        Ok(Export {
            number: 0,
            kind: if draft { ExportKind::Draft } else { ExportKind::Final },
            filled: ExportedFile { name: format!("{stem}.filled.{extension}"), bytes: filled.bytes },
            review_workbook: ExportedFile { name: format!("{stem}.review.xlsx"), bytes: workbook },
            evidence: ExportedFile { name: format!("{stem}.evidence.zip"), bytes: pack },
            findings,
            cells_written: filled.written.len(),
            parts_kept: filled.parts_kept,
            parts_changed: filled.parts_changed,
            warnings,
        })
    }

    /// The review workbook and the evidence pack.
    fn papers(
        &self,
        id: &ReviewId,
        prepared: &Prepared,
        filled: &Filled,
        draft: bool,
        rows: &[(RowRecord, RowStanding)],
    ) -> Result<(Vec<u8>, Vec<u8>), DeskError> {
        let (review, file) = (id.to_string(), prepared.review.file.as_str());
        let decided: Vec<(RowRecord, RowStanding)> =
            prepared.records.iter().map(|record| (record.clone(), fold(record))).collect();
        let workbook = report::decisions(&Decisions { review: &review, file, draft, rows: &decided })?;
        let workspace = self.documents(&id.workspace)?;
        let pack = report::pack(&Evidence {
            file,
            hash: prepared.review.hash,
            filled: ContentHash::of(&filled.bytes),
            draft,
            at: &self.now().to_string(),
            rows,
            documents: &workspace.documents,
        })?;
        Ok((workbook, pack))
    }

    /// What a final export leaves behind: it is on record, and teaches the library.
    fn told(
        &self,
        id: &ReviewId,
        room: &Room,
        prepared: &Prepared,
        export: &Export,
    ) -> Result<(), DeskError> {
        let of = learnt::Source {
            file: &prepared.review.file,
            filled: ContentHash::of(&export.filled.bytes),
            customer: prepared.review.customer.as_deref(),
            disclosure: prepared.review.audience,
            now: self.now(),
            review: id.to_string(),
        };
        let rows = prepared.records.iter().zip(&prepared.written);
        let answers: Vec<_> =
            rows.filter_map(|(record, written)| learnt::answer(record, &written.plans, &of)).collect();
        let mut store = room.store();
        let retired = learnt::replaced(&store.answers()?, &answers, &of);
        for (id, event) in &retired {
            store.note(id, event)?;
        }
        store.add(&answers)?;
        Ok(store.record(&on_record::filling(&prepared.review, &prepared.records, export, self.now()))?)
    }
}

/// A row with the answer that is written: where nobody has decided, the suggestion.
fn as_it_stands(record: &RowRecord) -> (RowRecord, RowStanding) {
    (record.clone(), RowStanding { given: record.to_write(), ..fold(record) })
}

/// The file's name without its ending.
fn stem(file: &str) -> &str {
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}

fn told(answers: &[crate::library::PastAnswer], customer: Option<&str>) -> Vec<ToldBefore> {
    let Some(customer) = customer.map(words::fold) else { return Vec::new() };
    let same = answers.iter().filter(|answer| {
        answer.retired().is_none() && answer.customer.as_deref().map(words::fold).as_ref() == Some(&customer)
    });
    let told = |answer: &crate::library::PastAnswer| ToldBefore {
        question: answer.question.clone(),
        verdict: answer.verdict(),
        answer: answer.text(),
        place: answer.place.to_string(),
    };
    same.map(told).collect()
}

/// The cells that hold formulas.
fn formulas(workbook: &Workbook) -> Vec<String> {
    let of = |sheet: &crate::workbook::Sheet| {
        let cells = sheet.cells.iter().filter(|(_, cell)| cell.formula);
        cells.map(|(at, _)| format!("{}!{at}", sheet.name)).collect::<Vec<_>>()
    };
    workbook.sheets.iter().flat_map(of).collect()
}
