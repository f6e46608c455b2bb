//! `check` as a continuous-integration job meets it: exit codes, what is printed, the JSON.

use insta::assert_snapshot;

use super::{countersign, folder, run};

const WITH_AN_ERROR: &[(&str, &str)] =
    &[("a.md", "# A\n\nÄ, see section 4.2 below.\n"), ("b.pdf.md", "# B\n\nThe QRST is good.\n")];
const WITH_A_WARNING: &[(&str, &str)] = &[("a.md", "# A\n\nWords.\n\n## Empty\n")];
const WITH_A_NOTE: &[(&str, &str)] = &[("a.md", "# A\n\nThe QRST is good.\n")];
const CLEAN: &[(&str, &str)] = &[("a.md", "# A\n\nAll is well.\n")];

fn code(files: &[(&str, &str)], more: &[&str]) -> i32 {
    let folder = folder(files);
    run(countersign().args(["check", "--today", "2026-06-01", "-w"]).arg(folder.path()).args(more)).code
}

#[test]
fn the_exit_code_says_how_grave_it_is() {
    assert_eq!(code(WITH_AN_ERROR, &[]), 1);
    assert_eq!(code(WITH_AN_ERROR, &["--allow", "missing-section"]), 0);
    assert_eq!(code(WITH_A_WARNING, &[]), 0);
    assert_eq!(code(WITH_A_WARNING, &["--deny", "warnings"]), 1);
    assert_eq!(code(WITH_A_WARNING, &["--deny", "warnings", "--allow", "acronym,empty-section"]), 0);
    assert_eq!(code(WITH_A_NOTE, &["--deny", "warnings"]), 0);
    assert_eq!(code(CLEAN, &["--deny", "warnings"]), 0);
    assert_eq!(code(CLEAN, &["--today", "yesterday"]), 2);
}

#[test]
fn what_is_printed() {
    let folder = folder(WITH_AN_ERROR);
    let ran = run(countersign().args(["check", "--today", "2026-06-01", "-w"]).arg(folder.path()));
    assert_eq!(ran.err, "");
    assert_snapshot!(ran.out, @r"
    error[missing-section]: there is no section 4.2 in this document
     --> a.md:3:8
      |
    3 | Ä, see section 4.2 below.
      |        ^^^^^^^^^^^ nothing has this number
      = note: none of its headings is numbered
      = help: correct the number, or add the section that it means

    note[acronym]: “QRST” is spelt out nowhere (1 place)
     --> b.pdf.md:3:5
      |
    3 | The QRST is good.
      |     ^^^^ here first
      = help: spell it out where it comes first: “… (QRST)”

    2 documents: 1 error, 0 warnings, 1 note
    ");
}

#[test]
fn the_same_as_json() {
    let folder = folder(WITH_AN_ERROR);
    let ran = run(countersign().args(["check", "--json", "--today", "2026-06-01", "-w"]).arg(folder.path()));
    assert_eq!(ran.code, 1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_snapshot!(serde_json::to_string_pretty(&json).unwrap());
    // What docs/check-json.md promises of the offsets.
    let place = &json["diagnostics"][0]["place"];
    let at = |key: &str| place[key].as_u64().unwrap() as usize;
    assert_eq!(&WITH_AN_ERROR[0].1[at("start")..at("end")], "section 4.2");
}

#[test]
fn a_file_that_cannot_be_read_is_an_error_with_its_reason() {
    let folder = folder(&[("a.md", "# A\n\nAll is well.\n"), ("b.txt", "\0\0\0binary")]);
    let ran = run(countersign().args(["check", "-w"]).arg(folder.path()));
    assert_eq!(ran.code, 1);
    assert_snapshot!(ran.out, @r"
    error[unread-document]: b.txt cannot be read
     --> b.txt
      = note: expected text, but byte 0 is zero, as in a binary file. Save the document as plain text or
              Markdown
      = help: until then nothing is answered from it; correct it or take it out of the workspace

    1 document: 1 error, 0 warnings, 0 notes
    ");
}

#[test]
fn a_code_that_is_not_known() {
    let folder = folder(CLEAN);
    let ran = run(countersign().args(["check", "--allow", "contradictions", "-w"]).arg(folder.path()));
    assert_eq!(ran.code, 1);
    assert_snapshot!(ran.err, @"error: “contradictions” is no code of a diagnostic; did you mean “contradiction”?");
}
