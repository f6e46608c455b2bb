//! Bad input: one clear message, with the file and what to do, and nothing half-written.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;

use super::{countersign, fixture, folder, run};
use crate::sheet::made::Made;

/// The messages of filling each of these, one a line.
fn messages(files: &[&str]) -> String {
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.arg("fill").args(files.iter().map(|name| fixture(name)));
    let ran = run(command.args(["-w", "knowledge/fernhollow", "-o"]).arg(out.path()));
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 0, "nothing is written");
    ran.err
}

#[test]
fn workbooks_that_cannot_be_filled_say_why() {
    let files =
        ["encrypted.xlsx", "signed.xlsx", "duplicate_part.xlsx", "truncated.xlsx", "not_a_workbook.xlsx"];
    assert_snapshot!(messages(&files), @r"
    error: tests/fixtures/workbooks/encrypted.xlsx: the workbook is encrypted; open it with its password, save a copy without one and use that
    error: tests/fixtures/workbooks/signed.xlsx: the workbook is digitally signed, and any change would break the signature; ask for an unsigned copy, or remove the signature (File › Info) and save
    error: tests/fixtures/workbooks/duplicate_part.xlsx: the package holds two parts of one name, and programs differ in which one they show; open it and save a new copy
    error: tests/fixtures/workbooks/truncated.xlsx: the file is damaged (the zip package: its end is missing; it was probably cut off); ask for it again, or open it and save a new copy
    error: tests/fixtures/workbooks/not_a_workbook.xlsx: this is a web page, not a workbook that this program reads; open it in a browser; the real file may need a log-in
    ");
}

#[test]
fn a_workbook_without_questions_says_what_was_looked_for() {
    assert_snapshot!(messages(&["no_questions.xlsx"]), @"error: tests/fixtures/workbooks/no_questions.xlsx: no questions found (“Price list”). Looked for a header such as “Question” or “Requirement” over texts that ask, and beside them empty cells, lists, or headings such as “Answer”, “Yes / No” or “Comment”. If there are questions, name their columns: --sheet NAME --question COLUMN --answer COLUMN [--comment COLUMN]; `countersign inspect tests/fixtures/workbooks/no_questions.xlsx` shows what each sheet was taken for");
}

/// Sheets of which one is cut off: where no other has questions, that is the reason.
#[test]
fn a_damaged_sheet_is_no_sheet_without_questions() {
    let inbox = tempfile::tempdir().unwrap();
    let path = inbox.path().join("q.xlsx");
    let sheets = [("Security", "<sheetData>"), ("Notes", "<sheetData/>")];
    let made = Made::workbook(&sheets).with("xl/worksheets/sheet1.xml", |text| text[..100].to_owned());
    fs::write(&path, made.zipped()).unwrap();
    let message = messages(&[path.to_str().unwrap()]);
    assert_snapshot!(message.replace(&inbox.path().display().to_string(), "FOLDER"), @"error: FOLDER/q.xlsx: sheet “Security” could not be read: the file is damaged (xl/worksheets/sheet1.xml: it ends too early; it was probably cut off); ask for it again, or open it and save a new copy. No questions were found on the others (“Notes”)");
}

#[test]
fn a_file_that_is_not_there() {
    assert_snapshot!(messages(&["gone.xlsx"]), @"error: tests/fixtures/workbooks/gone.xlsx: the file cannot be read: No such file or directory (os error 2)");
}

#[test]
fn a_sheet_that_is_not_there() {
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.args([
        "fill",
        "questionnaires/brightmoor-plain.xlsx",
        "--sheet",
        "Nowhere",
        "-w",
        "knowledge/fernhollow",
        "-o",
    ]);
    let ran = run(command.arg(out.path()));
    assert_eq!(ran.code, 1);
    assert_snapshot!(ran.err, @"error: questionnaires/brightmoor-plain.xlsx: there is no sheet “Nowhere” in it; it has “Sheet1”");
}

#[test]
fn workspaces_that_cannot_answer() {
    let ask = |workspace: &Path| {
        let ran = run(countersign().args(["ask", "Anything?", "-w"]).arg(workspace));
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        ran.err.replace(&workspace.display().to_string(), "FOLDER")
    };
    assert_snapshot!(ask(folder(&[]).path()), @"error: FOLDER holds no documents (.md, .markdown, .txt, .html, .htm, .docx, .docm, .pdf, .xlsx, .xlsm, .ods, .csv, .tsv, .json, .jsonl, .yaml, .yml). Put the vendor's documents there, or give another folder");
    assert_snapshot!(ask(folder(&[("a.md", "")]).path()), @"error: FOLDER: none of its documents could be read: a.md: there are no words in this file. Add its text, or remove it from the workspace");
    assert_snapshot!(ask(Path::new("knowledge")), @"error: FOLDER holds several folders of documents and none of its own: castellan-grid, fernhollow, lumenward, orrery-freight. One workspace never sees another's words, so name one of them: --workspace FOLDER/castellan-grid (or, if they are all one vendor's, put an empty file workspace.toml into FOLDER)");
}

#[test]
fn a_document_that_cannot_be_read_is_named_and_the_others_answer() {
    let workspace = folder(&[("good.md", "Backups are kept for 30 days."), ("bad.txt", "binary\0data")]);
    let ran = run(countersign().args(["ask", "How long are backups kept?", "-w"]).arg(workspace.path()));
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("Backups are kept for 30 days."), "{}", ran.out);
    assert_snapshot!(ran.err, @"warning: bad.txt skipped: expected text, but byte 6 is zero, as in a binary file. Save the document as plain text or Markdown");
}

/// Names that are no text: the file is named as far as it can be, and the others answer. So is a questionnaire.
#[cfg(target_os = "linux")]
#[test]
fn names_that_are_not_utf_8() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;
    let workspace = folder(&[("good.md", "Backups are kept for 30 days.")]);
    let odd = |name: &[u8]| workspace.path().join(OsStr::from_bytes(name));
    fs::write(odd(b"caf\xE9.md"), "Backups are kept for 90 days.").unwrap();
    fs::create_dir(odd(b"\xFFolder")).unwrap();
    fs::write(odd(b"\xFFolder/in.md"), "Backups are kept for 60 days.").unwrap();
    let ran = run(countersign().args(["ask", "How long are backups kept?", "-w"]).arg(workspace.path()));
    assert_eq!(ran.code, 0);
    assert!(["60 days", "90 days"].iter().all(|other| !ran.out.contains(other)), "{}", ran.out);
    let mut lines: Vec<_> = ran.err.lines().collect();
    lines.sort_unstable();
    assert_snapshot!(lines.join("\n"), @r"
    warning: caf�.md skipped: its name is not UTF-8; rename it
    warning: �older/in.md skipped: its name is not UTF-8; rename it
    ");
    let questionnaire = odd(b"fragen-\xFC.xlsx");
    fs::copy("questionnaires/brightmoor-plain.xlsx", &questionnaire).unwrap();
    let mut command = countersign();
    command.args(["fill", "--fast"]).arg(&questionnaire).arg("-w").arg(workspace.path());
    let ran = run(command.arg("-o").arg(workspace.path().join("out")));
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(workspace.path().join("out/fragen-\u{FFFD}.filled.xlsx").is_file());
}

#[test]
fn wrong_usage() {
    let ran = run(countersign().args(["fill", "a.xlsx", "-w", "x", "-o", "y", "--threshold", "7"]));
    assert_eq!(ran.code, 2);
    let ran = run(countersign().args(["inspect", "a.xlsx", "--question", "3"]));
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("letters of a column"), "{}", ran.err);
    let ran = run(countersign().args(["inspect", "a.xlsx", "--question", "C", "--answer", "c"]));
    assert_eq!(ran.code, 2);
    assert_snapshot!(ran.err, @r"
    error: --question and --answer both name column C; name another for one of them, or leave one out so that it is found (`countersign inspect FILE` shows the columns)

    Usage: countersign inspect [OPTIONS] <QUESTIONNAIRE>

    For more information, try '--help'.
    ");
    let twice = ["-w", "x", "-o", "y", "--answer", "D", "--comment", "D"];
    assert_eq!(run(countersign().args(["fill", "a.xlsx"]).args(twice)).code, 2);
}
