//! A file that would take the program down takes down a child process: one clear error, and the others are done.

use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;

use super::{Ran, countersign, run};
use crate::sheet::made::Made;

/// A workbook of a million cells.
fn heavy(folder: &Path) -> PathBuf {
    let row = format!("<row>{}</row>", "<c><v>1</v></c>".repeat(50));
    let rows = format!("<sheetData>{}</sheetData>", row.repeat(20_000));
    let path = folder.join("heavy.xlsx");
    fs::write(&path, Made::sheet(&rows).stored()).unwrap();
    path
}

fn error(ran: &Ran, folder: &Path) -> String {
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    ran.err.replace(&folder.display().to_string(), "FOLDER")
}

#[cfg(target_os = "linux")]
#[test]
fn too_much_memory_is_one_error_and_the_batch_goes_on() {
    let (inbox, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut command = countersign();
    command.arg("fill").arg(heavy(inbox.path())).arg("questionnaires/brightmoor-plain.xlsx");
    command.args(["-w", "knowledge/fernhollow", "--memory", "64", "-o"]).arg(out.path());
    let ran = run(&mut command);
    assert_eq!(ran.code, 1);
    assert_snapshot!(ran.err.replace(&inbox.path().display().to_string(), "FOLDER"), @"error: FOLDER/heavy.xlsx: reading it took more than 64 MB of memory; it may be damaged or made to do harm. Ask for another copy, or raise --memory");
    let mut written: Vec<_> = fs::read_dir(out.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    written.sort();
    assert_eq!(written, ["brightmoor-plain.filled.xlsx", "brightmoor-plain.review.xlsx"]);
}

/// The limit is on what reading takes, not on the program: it leaves room for the file and little else.
#[cfg(target_os = "linux")]
#[test]
fn inspect_has_the_same_limits() {
    let inbox = tempfile::tempdir().unwrap();
    let ran = run(countersign().arg("inspect").arg(heavy(inbox.path())).args(["--memory", "4"]));
    assert_snapshot!(error(&ran, inbox.path()), @"error: FOLDER/heavy.xlsx: reading it took more than 4 MB of memory; it may be damaged or made to do harm. Ask for another copy, or raise --memory");
    let ran = run(countersign().args(["inspect", "questionnaires/brightmoor-plain.xlsx", "--memory", "4"]));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

/// Whatever runs out of memory first, a thread or the inflater: the message is about memory.
#[cfg(target_os = "linux")]
#[test]
fn the_least_memory_is_still_about_memory() {
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.args(["fill", "--fast", "questionnaires/brightmoor-plain.xlsx", "-w", "knowledge/fernhollow"]);
    let ran = run(command.args(["--memory", "1", "-o"]).arg(out.path()));
    assert_snapshot!(ran.err, @"error: questionnaires/brightmoor-plain.xlsx: filling it took more than 1 MB of memory; it may be damaged or made to do harm. Ask for another copy, or raise --memory");
}

#[cfg(target_os = "linux")]
#[test]
fn a_child_that_is_killed_is_one_error() {
    let inbox = tempfile::tempdir().unwrap();
    let path = heavy(inbox.path());
    let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("countersign"));
    command
        .arg("inspect")
        .arg(path)
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped());
    let mut parent = command.spawn().unwrap();
    let children = format!("/proc/{0}/task/{0}/children", parent.id());
    let child = std::iter::from_fn(|| {
        assert!(parent.try_wait().unwrap().is_none(), "it ended before its child could be killed");
        Some(fs::read_to_string(&children).unwrap())
    });
    let child = child.into_iter().find(|listed| !listed.is_empty()).unwrap();
    let killed = std::process::Command::new("kill").args(["-KILL", child.trim()]).status().unwrap();
    assert!(killed.success());
    let output = parent.wait_with_output().unwrap();
    let ran = Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    };
    assert_snapshot!(error(&ran, inbox.path()), @"error: FOLDER/heavy.xlsx: reading it broke off (signal: 9 (SIGKILL)); it may be damaged or made to do harm. Ask for another copy, or open it and save a new one");
}

#[test]
fn limits_are_numbers_from_one() {
    for wrong in ["0", "-1", "1.5", "lots"] {
        let ran = run(countersign().args(["inspect", "a.xlsx", &format!("--memory={wrong}")]));
        assert_eq!(ran.code, 2, "{wrong}");
    }
}

#[test]
fn the_child_is_nobodys_command() {
    assert!(!run(countersign().arg("--help")).out.contains("sandbox"));
    let ran = run(countersign().arg("sandbox").write_stdin("nonsense"));
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}
