//! How long the main job takes: `cargo bench`. Figures are kept in docs/speed.md.

use std::path::Path;

use countersign::assistant::{Assistant, DEFAULT_THRESHOLD, Judging, Options, Reading, Terms, Workspace};
use countersign::cache::DocumentCache;
use countersign::corrections::Corrections;
use countersign::document::Disclosure;
use countersign::encode::VectorCache;
use countersign::layout::{self, Overrides};
use countersign::sandbox::{Limits, Sandbox};
use countersign::sheet::{self, Marking};
use countersign::workbook::{CellAnswer, Position, Value};
use divan::{Bencher, black_box};
use rust_xlsxwriter::{DataValidation, Workbook};

fn main() {
    divan::main();
}

/// Ten documents of the sample workspaces in one folder.
fn ten_documents() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for workspace in ["castellan-grid", "fernhollow", "lumenward"] {
        let files = std::fs::read_dir(Path::new("knowledge").join(workspace)).expect("the sample workspace");
        for file in files.map(|file| file.expect("its files").path()) {
            let name = format!("{workspace}-{}", file.file_name().unwrap_or_default().to_string_lossy());
            std::fs::copy(&file, folder.path().join(name)).expect("a copy");
        }
    }
    folder
}

/// A questionnaire of so many rows: the labelled questions over and over, each with its number, a list and a comment.
fn questionnaire(rows: u32) -> Vec<u8> {
    let questions: Vec<String> = ["castellan-grid", "fernhollow", "lumenward", "orrery-freight"]
        .iter()
        .flat_map(|name| {
            let text = std::fs::read_to_string(format!("tests/fixtures/gold/{name}.jsonl"))
                .expect("labelled questions");
            let question = |line: &str| {
                let value: serde_json::Value = serde_json::from_str(line).expect("JSON lines");
                value["question"].as_str().unwrap_or_default().to_owned()
            };
            text.lines().map(question).collect::<Vec<_>>()
        })
        .collect();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (column, name) in ["No.", "Control question", "Response", "Comments"].iter().enumerate() {
        sheet.write(0, column as u16, *name).expect("a header");
    }
    for row in 1..=rows {
        let question = &questions[row as usize % questions.len()];
        sheet.write(row, 0, format!("Q-{row:05}")).expect("a number");
        sheet.write(row, 1, format!("{question} (control {row})")).expect("a question");
    }
    let list = DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"]).expect("a list");
    sheet.add_data_validation(1, 2, rows, 2, &list).expect("a list");
    book.save_to_buffer().expect("a workbook")
}

fn sandbox() -> Sandbox {
    Sandbox::new(env!("CARGO_BIN_EXE_countersign"), Limits::default())
}

fn fill(folder: &Path, cache: &VectorCache, bytes: &[u8]) {
    let reading = Reading { sandbox: sandbox(), cache: DocumentCache::none() };
    let workspace = Workspace::open(folder, &[], &reading).expect("a workspace");
    let assistant = Assistant::ready(workspace, Judging::Careful, cache, &|_| {}).expect("an assistant");
    let options = Options {
        terms: Terms { threshold: DEFAULT_THRESHOLD, audience: Disclosure::Public },
        overrides: Overrides::default(),
        corrections: Corrections::default(),
        over_locks: false,
        sandbox: sandbox(),
    };
    let filled = assistant.fill("bench.xlsx", "bench", bytes, &options, &|_, _| {});
    black_box(filled.expect("a filled questionnaire"));
}

/// 261 rows over ten documents, nothing encoded before.
#[divan::bench(sample_count = 3)]
fn fill_261_rows_cold(bencher: Bencher) {
    let (folder, bytes) = (ten_documents(), questionnaire(261));
    bencher.bench_local(|| fill(folder.path(), &VectorCache::none(), &bytes));
}

/// 261 rows over ten documents, documents encoded by an earlier run.
#[divan::bench(sample_count = 5)]
fn fill_261_rows_warm(bencher: Bencher) {
    let (folder, bytes) = (ten_documents(), questionnaire(261));
    let kept = tempfile::tempdir().expect("a temporary folder");
    let cache = VectorCache::at(kept.path());
    fill(folder.path(), &cache, &bytes);
    bencher.bench_local(|| fill(folder.path(), &cache, &bytes));
}

#[divan::bench(sample_count = 5)]
fn read_20000_rows(bencher: Bencher) {
    let bytes = questionnaire(20_000);
    bencher.bench_local(|| black_box(sheet::read("bench.xlsx", bytes.clone()).expect("a workbook")));
}

#[divan::bench(sample_count = 5)]
fn lay_out_20000_rows(bencher: Bencher) {
    let (_, workbook) = sheet::read("bench.xlsx", questionnaire(20_000)).expect("a workbook");
    bencher.bench_local(|| black_box(layout::find(&workbook, &Overrides::default())));
}

/// 40,000 answers into 20,000 rows, with the check of the copy.
#[divan::bench(sample_count = 5)]
fn patch_20000_rows(bencher: Bencher) {
    let (original, _) = sheet::read("bench.xlsx", questionnaire(20_000)).expect("a workbook");
    let answer = |row: u32, column: u32, text: &str| CellAnswer {
        sheet: 0,
        at: Position::new(row, column),
        value: Value::Text(text.to_owned()),
    };
    let answers: Vec<CellAnswer> = (2..=20_001)
        .flat_map(|row| {
            [
                answer(row, 3, "Yes"),
                answer(row, 4, "Backups are kept for 30 days. [backup.md, 3 Backups › Retention]"),
            ]
        })
        .collect();
    bencher.bench_local(|| black_box(original.fill(&answers, &Marking::draft()).expect("a filled copy")));
}
