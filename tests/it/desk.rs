//! The desk, from a dropped file to a countersigned answer. calamine reads what comes out; clock and secrets are fixed.

mod intake;
mod leaving;
mod offline;
mod together;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use calamine::{Data, Reader as _, Xlsx};
use countersign::assistant::desk::{
    Desk, DeskConfig, Outside, ReviewId, RowCard, RowFilter, RowSort, Upload, WorkspaceKey,
};
use countersign::assistant::{Judging, Reading};
use countersign::cache::DocumentCache;
use countersign::document::Disclosure;
use countersign::encode::VectorCache;
use countersign::review::{Decision, RowNumber, RowStanding, Timestamp};
use countersign::sandbox::{Limits, Sandbox};

/// One vendor's documents, another's, and the data folder.
struct Place {
    folder: tempfile::TempDir,
}

const POLICY: &str = "# Security policy\n\n## Encryption\n\nAll customer data is encrypted at rest with AES-256. Data in transit is \
    encrypted with TLS 1.3.\n\n## People\n\nAll employees complete security awareness training every year.\n";
const OTHER: &str = "# Rival policy\n\nThe rival keeps its backups in a salt mine.\n";

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [("alder", POLICY), ("birch", OTHER)] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("policy.md"), text).unwrap();
    }
    Place { folder }
}

fn sandbox() -> Sandbox {
    Sandbox::new(assert_cmd::cargo::cargo_bin!("countersign"), Limits::default())
}

impl Place {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A desk whose clock goes on by ten seconds at each look.
    fn desk(&self) -> Desk {
        self.desk_until(i64::MAX)
    }

    /// The same, whose clock breaks at some look: what a server that is killed in the middle is like.
    fn desk_until(&self, looks: i64) -> Desk {
        let (seconds, byte) = (AtomicI64::new(0), AtomicU8::new(0));
        let clock = move || {
            let look = seconds.fetch_add(1, Ordering::Relaxed);
            assert!(look < looks, "killed");
            Timestamp::from_unix(1_772_366_400 + look * 10)
        };
        let random = move |bytes: &mut [u8]| {
            bytes.fill(byte.fetch_add(1, Ordering::Relaxed));
            Ok(())
        };
        Desk::open(DeskConfig {
            data: self.path("data"),
            workspaces: vec![self.path("alder"), self.path("birch")],
            reading: Reading { sandbox: sandbox(), cache: DocumentCache::none() },
            vectors: VectorCache::at(Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors")),
            judging: Judging::Fast,
            most_bytes: 1 << 20,
            threshold: 0.5,
            outside: Outside::new(clock, random),
        })
        .unwrap()
    }
}

fn alder() -> WorkspaceKey {
    WorkspaceKey::of("alder")
}

const QUESTIONS: [&str; 4] = [
    "Is customer data encrypted at rest?",
    "Is data encrypted in transit?",
    "Do employees complete security awareness training?",
    "Do you operate nuclear submarines?",
];

/// A list of Yes, No and N/A and a comment beside each question.
fn questionnaire(questions: &[&str]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["No.", "Question", "Answer", "Comment"]).unwrap();
    for (row, question) in (1..).zip(questions) {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, *question).unwrap();
    }
    let list = rust_xlsxwriter::DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"]).unwrap();
    sheet.add_data_validation(1, 2, questions.len() as u32, 2, &list).unwrap();
    book.save_to_buffer().unwrap()
}

fn upload(desk: &Desk, workspace: &WorkspaceKey) -> ReviewId {
    let upload = Upload {
        name: "acme.xlsx".to_owned(),
        bytes: questionnaire(&QUESTIONS),
        customer: Some("Acme".to_owned()),
        due: None,
        audience: Disclosure::Public,
    };
    desk.upload(workspace, "ann", upload).unwrap()
}

/// A questionnaire that was uploaded and answered.
fn answered(desk: &Desk) -> ReviewId {
    let review = upload(desk, &alder());
    desk.run(&review).unwrap();
    review
}

fn rows(desk: &Desk, review: &ReviewId) -> Vec<RowCard> {
    desk.rows(review, &RowFilter::default(), RowSort::Order).unwrap()
}

fn shown(desk: &Desk, review: &ReviewId) -> String {
    let line = |row: &RowCard| {
        let band = row.band.map_or("", |band| band.word());
        format!("{} v{} {} {band}: {}", row.number, row.version, row.state.word(), row.answer)
    };
    rows(desk, review).iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Decides a row as it is now.
fn decide(desk: &Desk, review: &ReviewId, row: u32, person: &str, decision: Decision) -> RowStanding {
    let version = rows(desk, review)[row as usize - 1].version;
    desk.decide(review, RowNumber(row), person, version, decision).unwrap()
}

fn edited(option: &str, words: &str) -> Decision {
    Decision::Edited { option: Some(option.to_owned()), words: words.to_owned(), candidate: None }
}

fn rejected(reason: &str) -> Decision {
    Decision::Rejected { reason: reason.to_owned() }
}

/// Decides every row: two approved, one edited, one rejected.
fn decide_everything(desk: &Desk, review: &ReviewId) {
    decide(desk, review, 1, "ann", Decision::Approved);
    decide(desk, review, 2, "ann", Decision::Approved);
    decide(desk, review, 3, "ben", edited("Yes", "Twice a year."));
    decide(desk, review, 4, "ben", rejected("not ours"));
}

/// Every cell of a workbook's first sheet with something in it, read by calamine.
fn cells(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    let sheet = book.sheet_names()[0].clone();
    let range = book.worksheet_range(&sheet).unwrap();
    let cells = range.used_cells().filter(|(_, _, value)| **value != Data::Empty);
    let at =
        |row: usize, column: usize| countersign::workbook::Position::new(row as u32 + 1, column as u32 + 1);
    cells.map(|(row, column, value)| (at(row, column).to_string(), value.to_string())).collect()
}

#[test]
fn a_desk_may_be_used_from_many_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Desk>();
    shared::<Arc<Desk>>();
}
