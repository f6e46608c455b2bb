//! The child process: what it gives is what reading here gives, and whatever becomes of it is one error.

use std::path::Path;
use std::time::Instant;

use countersign::layout::{self, Overrides};
use countersign::sandbox::{Filling, Limits, Sandbox, SandboxError};
use countersign::sheet::{self, Filled, Marking};
use countersign::workbook::{CellAnswer, Position, Value, Workbook};

fn sandbox() -> Sandbox {
    Sandbox::new(assert_cmd::cargo::cargo_bin!("countersign"), Limits::default())
}

/// Sample questionnaires and workbooks of every kind, with those that are refused.
fn files() -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = ["questionnaires", "tests/fixtures/workbooks"]
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e.to_string_lossy().starts_with("xls")))
        .map(|path| (path.display().to_string(), std::fs::read(&path).unwrap()))
        .collect();
    files.push(("q.csv".to_owned(), b"No;Question;Answer\n1;Do you encrypt?;\n".to_vec()));
    files.sort();
    files
}

/// An answer for every answer cell, legal or not.
fn answers(workbook: &Workbook) -> Vec<CellAnswer> {
    let layout = layout::find(workbook, &Overrides::default());
    let questions: Vec<_> = layout.questions().collect();
    questions
        .iter()
        .flat_map(|q| q.cells.iter().map(|cell| (q.sheet, cell.at)))
        .map(|(sheet, at)| CellAnswer { sheet, at, value: Value::Text("Yes".to_owned()) })
        .collect()
}

#[test]
fn what_is_read_is_what_is_read_here() {
    for (name, bytes) in files() {
        let here = sheet::read(&name, bytes.clone());
        let here = here.map(|(original, workbook)| (original.format(), workbook)).map_err(|e| e.to_string());
        let there = sandbox().read(&name, &bytes).map_err(|e| e.to_string());
        assert_eq!(format!("{there:?}"), format!("{here:?}"), "{name}");
    }
}

#[test]
fn what_is_filled_is_what_is_filled_here() {
    for (name, bytes) in files() {
        let Ok((original, workbook)) = sheet::read(&name, bytes.clone()) else { continue };
        let answers = answers(&workbook);
        let here = original.fill(&answers, &Marking::draft()).unwrap();
        let filling = Filling { answers, marking: Marking::draft(), over_locks: false };
        let there = sandbox().fill(&name, &bytes, filling).unwrap();
        assert!(here.bytes == there.bytes, "{name}");
        let rest = |filled: Filled| format!("{:?}", Filled { bytes: Vec::new(), ..filled });
        assert_eq!(rest(there), rest(here), "{name}");
    }
}

/// Filling takes more than reading, and says so by its own name.
#[cfg(target_os = "linux")]
#[test]
fn filling_has_the_same_limits() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for row in 0..20_000 {
        sheet
            .write(row, 0, format!("Is customer data encrypted at rest, wherever it is kept? ({row})"))
            .unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let value = Value::Text("Yes".to_owned());
    let answers =
        (1..20_000).map(|row| CellAnswer { sheet: 0, at: Position::new(row, 2), value: value.clone() });
    let filling = Filling { answers: answers.collect(), ..Filling::default() };
    let limits = Limits { megabytes: 22, seconds: 60 };
    let sandbox = Sandbox::new(assert_cmd::cargo::cargo_bin!("countersign"), limits);
    assert!(sandbox.read("q.xlsx", &bytes).is_ok());
    let error = sandbox.fill("q.xlsx", &bytes, filling).unwrap_err();
    insta::assert_snapshot!(error.to_string(), @"q.xlsx: filling it took more than 22 MB of memory; it may be damaged or made to do harm. Ask for another copy, or raise --memory");
}

/// What a program that stands in for the child makes of a file that is larger than a pipe holds.
#[cfg(unix)]
fn stopped(program: &str, seconds: u64) -> SandboxError {
    let program = Path::new("tests/fixtures/programs").join(program).canonicalize().unwrap();
    let sandbox = Sandbox::new(program, Limits { megabytes: 64, seconds });
    sandbox.read("q.xlsx", &vec![b' '; 1 << 20]).unwrap_err()
}

#[cfg(unix)]
#[test]
fn whatever_becomes_of_the_child_is_one_error() {
    let said = ["greedy.sh", "busy.sh", "faulty.sh", "babbling.sh"].map(|name| stopped(name, 60).to_string());
    insta::assert_snapshot!(said.join("\n"), @r"
    q.xlsx: reading it took more than 64 MB of memory; it may be damaged or made to do harm. Ask for another copy, or raise --memory
    q.xlsx: reading it took more than 60 s; it may be damaged or made to do harm. Ask for another copy, or raise --seconds
    q.xlsx: reading it broke off (signal: 11 (SIGSEGV)); it may be damaged or made to do harm. Ask for another copy, or open it and save a new one
    q.xlsx: reading it broke off (its reply is not whole); it may be damaged or made to do harm. Ask for another copy, or open it and save a new one
    ");
}

#[cfg(unix)]
#[test]
fn a_child_that_never_ends_is_ended() {
    let start = Instant::now();
    insta::assert_snapshot!(stopped("endless.sh", 1).to_string(), @"q.xlsx: reading it took more than 1 s; it may be damaged or made to do harm. Ask for another copy, or raise --seconds");
    assert!(start.elapsed().as_secs() < 30, "it is not waited for");
}

#[test]
fn a_program_that_is_not_there() {
    let sandbox = Sandbox::new("tests/fixtures/programs/gone", Limits::default());
    let error = sandbox.read("q.xlsx", b"x").unwrap_err();
    assert!(matches!(error, SandboxError::NotStarted { .. }), "{error}");
    assert!(
        error.to_string().starts_with("q.xlsx: the process that reads it could not be started: "),
        "{error}"
    );
}
