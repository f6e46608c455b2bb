//! The program as a user meets it: commands in, files and text out.

mod ask;
mod check;
mod coverage;
mod disclosure;
mod eval;
mod fill;
mod inspect_page;
mod layout_toml;
mod library;
mod locked;
mod reading;
mod refusals;
mod sandbox;
mod shared_cells;

use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// The program, with a cache that only the tests use.
fn countersign() -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("countersign"));
    command.env("COUNTERSIGN_CACHE", Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors"));
    // What one test corrects, no other remembers: no folder is there unless a test names one.
    command.env("COUNTERSIGN_DATA", Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-data").join(unique()));
    command.env_remove("RUST_BACKTRACE");
    command
}

fn unique() -> String {
    static NEXT: std::sync::atomic::AtomicUsize = std::sync::atomic::AtomicUsize::new(0);
    format!("{}-{}", std::process::id(), NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed))
}

/// What a run printed, and its exit code.
struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(command: &mut Command) -> Ran {
    let output = command.output().unwrap();
    Ran {
        code: output.status.code().unwrap(),
        out: String::from_utf8(output.stdout).unwrap(),
        err: String::from_utf8(output.stderr).unwrap(),
    }
}

/// A folder with these files in it.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures/workbooks").join(name)
}
