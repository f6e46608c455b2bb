//! `fill`: the customer's file comes back as it came, but for the answers.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::Path;

use calamine::{Data, Reader as _, open_workbook_auto};
use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, fixture, folder, run};

const SAMPLES: [&str; 3] = ["brightmoor-plain", "halvorsen-bank", "northsea-procurement"];

/// Fills a sample, by nearness alone: what is checked here is the file, whoever chose the answers.
fn fill(sample: &Path, out: &Path) -> Value {
    let mut command = countersign();
    let ran = run(command
        .args(["fill", "--fast"])
        .arg(sample)
        .args(["-w", "knowledge/orrery-freight", "--json", "-o"])
        .arg(out));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// The shape is public. A change here is a change of docs/fill-json.md, which names every field.
#[test]
fn what_fill_prints_has_the_public_shape() {
    let out = tempfile::tempdir().unwrap();
    let done = fill(Path::new("questionnaires/brightmoor-plain.xlsx"), out.path());
    let page = fs::read_to_string("docs/fill-json.md").unwrap();
    for name in done.as_object().unwrap().keys().chain([&"error".to_owned()]) {
        assert!(page.contains(&format!("`{name}`")), "docs/fill-json.md does not name {name}");
    }
    let kinds = done.as_object().unwrap().iter().map(|(name, value)| match value {
        Value::String(_) => format!("{name}: text"),
        Value::Array(all) => format!("{name}: texts {}", all.iter().all(Value::is_string)),
        value if value.is_u64() => format!("{name}: count"),
        value => format!("{name}: number {}", value.is_f64()),
    });
    assert_snapshot!(kinds.collect::<Vec<_>>().join("\n"), @r"
    answered: count
    answered_before: count
    cells_left: count
    cells_written: count
    file: text
    filled: text
    high: count
    locked: texts true
    low: count
    medium: count
    not_fillable: count
    open: count
    parts_changed: texts true
    parts_kept: count
    questions: count
    review: text
    seconds: number true
    warnings: texts true
    ");
    let sum = |names: &[&str]| names.iter().map(|name| done[*name].as_u64().unwrap()).sum::<u64>();
    assert_eq!(sum(&["answered", "open", "answered_before", "not_fillable"]), sum(&["questions"]));
    assert_eq!(sum(&["high", "medium", "low"]), sum(&["answered"]));
}

#[test]
fn a_failure_is_one_object_too() {
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.args(["fill", "--json", "--fast"]).args([fixture("truncated.xlsx"), fixture("merged.xlsx")]);
    let ran = run(command.args(["-w", "knowledge/fernhollow", "-o"]).arg(out.path()));
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let lines: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_snapshot!(lines[0].to_string(), @r#"{"error":"tests/fixtures/workbooks/truncated.xlsx: the file is damaged (the zip package: its end is missing; it was probably cut off); ask for it again, or open it and save a new copy","file":"tests/fixtures/workbooks/truncated.xlsx"}"#);
    assert_eq!((lines.len(), lines[1]["error"].clone()), (2, Value::Null));
}

/// Where a formula says what the answer cell takes, the words stand in the comment, and the verdict with them.
#[test]
fn a_rule_that_is_not_known_sends_the_words_to_the_comment() {
    let inbox = folder(&[("policy.md", "# Security\n\nCustomer data is encrypted at rest with AES-256.\n")]);
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["No.", "Question", "Answer", "Comment"]).unwrap();
    for (row, question) in (1..).zip(["Is customer data encrypted at rest?", "Are your staff vetted?"]) {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, question).unwrap();
    }
    let short = rust_xlsxwriter::DataValidation::new().allow_custom("LEN(C2)<LEN(B2)".into());
    sheet.add_data_validation(1, 2, 2, 2, &short).unwrap();
    book.save(inbox.path().join("q.xlsx")).unwrap();
    let mut command = countersign();
    command.args(["fill", "--fast"]).arg(inbox.path().join("q.xlsx")).arg("-w").arg(inbox.path());
    assert_eq!(run(command.arg("-o").arg(inbox.path())).code, 0);
    let held = cells(&inbox.path().join("q.filled.xlsx"));
    let at = |column| held.get(&("Sheet1".to_owned(), 1, column)).map(String::as_str);
    assert_eq!(
        (at(2), at(3)),
        (None, Some("Yes. Customer data is encrypted at rest with AES-256. [policy.md]"))
    );
}

/// Parts of a package by name, as they are when unpacked.
fn parts(file: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut package = zip::ZipArchive::new(fs::File::open(file).unwrap()).unwrap();
    (0..package.len())
        .map(|at| {
            let mut part = package.by_index(at).unwrap();
            let mut bytes = Vec::new();
            part.read_to_end(&mut bytes).unwrap();
            (part.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

/// Every cell with something in it, read by calamine: sheet, row and column from 0 → text.
fn cells(file: &Path) -> BTreeMap<(String, u32, u32), String> {
    let mut book = open_workbook_auto(file).unwrap();
    let mut found = BTreeMap::new();
    for sheet in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&sheet) else { continue };
        let (row0, column0) = range.start().unwrap_or_default();
        for (row, column, value) in range.cells() {
            if *value != Data::Empty {
                found.insert((sheet.clone(), row0 + row as u32, column0 + column as u32), value.to_string());
            }
        }
    }
    found
}

#[test]
fn every_part_without_an_answer_is_byte_identical() {
    let out = tempfile::tempdir().unwrap();
    for sample in SAMPLES {
        let original = Path::new("questionnaires").join(format!("{sample}.xlsx"));
        let done = fill(&original, out.path());
        let changed: Vec<&str> =
            done["parts_changed"].as_array().unwrap().iter().map(|p| p.as_str().unwrap()).collect();
        let (before, after) = (parts(&original), parts(Path::new(done["filled"].as_str().unwrap())));
        for (name, bytes) in &before {
            assert!(after[name] == *bytes || changed.contains(&name.as_str()), "{sample}: {name} changed");
        }
        let added: Vec<&String> = after.keys().filter(|name| !before.contains_key(*name)).collect();
        assert!(added.iter().all(|name| changed.contains(&name.as_str())), "{sample}: {added:?}");
        let allowed =
            ["xl/worksheets/", "docProps/", "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"];
        assert!(
            changed.iter().all(|name| allowed.iter().any(|start| name.starts_with(start))),
            "{changed:?}"
        );
    }
}

/// calamine is the reader that is not ours: what differs between the two files is exactly what the review says.
#[test]
fn exactly_the_answers_are_in_exactly_the_answer_cells() {
    let out = tempfile::tempdir().unwrap();
    for sample in SAMPLES {
        let original = Path::new("questionnaires").join(format!("{sample}.xlsx"));
        let done = fill(&original, out.path());
        let (before, after) = (cells(&original), cells(Path::new(done["filled"].as_str().unwrap())));
        assert!(before.keys().all(|place| after.contains_key(place)), "{sample}: nothing is emptied");
        let changed = after.iter().filter(|(place, text)| before.get(*place) != Some(text));
        let changed: BTreeMap<_, _> = changed.collect();
        assert_eq!(changed.len() as u64, done["cells_written"].as_u64().unwrap(), "{sample}");
        let fillable = answer_cells(&original);
        for (sheet, row, column) in changed.keys() {
            assert!(fillable.contains(&(sheet.clone(), *row, *column)), "{sample}: {sheet} {row} {column}");
        }
    }
}

/// The open answer cells of a workbook, as `inspect` gives them.
fn answer_cells(file: &Path) -> Vec<(String, u32, u32)> {
    let ran = run(countersign().args(["inspect", "--json"]).arg(file));
    let layout: Value = serde_json::from_str(&ran.out).unwrap();
    let mut found = Vec::new();
    for sheet in layout["sheets"].as_array().unwrap() {
        let cells =
            sheet["questions"].as_array().unwrap().iter().flat_map(|q| q["cells"].as_array().unwrap());
        for cell in cells.filter(|cell| cell["state"] == "open" || cell["state"] == "default") {
            let at: countersign::workbook::Position = cell["cell"].as_str().unwrap().parse().unwrap();
            found.push((sheet["name"].as_str().unwrap().to_owned(), at.row.0 - 1, at.column.0 - 1));
        }
    }
    found
}

/// What is written into a closed cell is one of its own options; what is written beside it cites its source.
#[test]
fn what_is_written_is_legal_and_cited() {
    let out = tempfile::tempdir().unwrap();
    let original = Path::new("questionnaires/halvorsen-bank.xlsx");
    let done = fill(original, out.path());
    let (before, after) = (cells(original), cells(Path::new(done["filled"].as_str().unwrap())));
    for ((sheet, row, column), text) in after.iter().filter(|(place, text)| before.get(*place) != Some(text))
    {
        match column {
            2 => assert!(["Yes", "No", "N/A"].contains(&text.as_str()), "{sheet} {row}: {text}"),
            3 => assert!(text.ends_with(']') && text.contains(" ["), "{sheet} {row}: {text}"),
            _ => panic!("{sheet}: wrote into column {column}"),
        }
    }
}

#[test]
fn the_draft_is_marked_in_the_properties_and_in_no_cell() {
    let out = tempfile::tempdir().unwrap();
    let done = fill(Path::new("questionnaires/brightmoor-plain.xlsx"), out.path());
    let filled = Path::new(done["filled"].as_str().unwrap());
    let property = String::from_utf8(parts(filled)["docProps/custom.xml"].clone()).unwrap();
    assert!(property.contains("draft, not reviewed"), "{property}");
    assert!(!cells(filled).values().any(|text| text.to_lowercase().contains("draft")));
}

#[test]
fn the_review_workbook_has_a_row_for_each_question() {
    let out = tempfile::tempdir().unwrap();
    let done = fill(Path::new("questionnaires/halvorsen-bank.xlsx"), out.path());
    let mut book = open_workbook_auto(done["review"].as_str().unwrap()).unwrap();
    assert_eq!(book.sheet_names(), ["Questions", "Summary"]);
    let rows = book.worksheet_range("Questions").unwrap();
    assert_eq!(rows.height() as u64, done["questions"].as_u64().unwrap() + 1);
    let head: Vec<String> = rows.rows().next().unwrap().iter().map(ToString::to_string).collect();
    assert_snapshot!(head.join(" | "), @"Sheet and cell | No. | Question | State | Verdict | Answer | Confidence | Band | Decision | Edited answer or remark | Citation 1 | Why | Citation 2 | Citation 3 | Came closest 1 | Came closest 2 | Came closest 3 | Section | Written to");
    let states = |wanted: &str| rows.rows().filter(|row| row[3] == *wanted).count() as u64;
    assert_eq!(states("answered"), done["answered"].as_u64().unwrap());
    assert_eq!(states("open"), done["open"].as_u64().unwrap());
    assert_eq!(states("answered before"), done["answered_before"].as_u64().unwrap());
}

#[test]
fn the_same_questionnaire_gives_the_same_bytes() {
    let (one, two) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    for out in [&one, &two] {
        fill(Path::new("questionnaires/northsea-procurement.xlsx"), out.path());
    }
    for name in ["northsea-procurement.filled.xlsx", "northsea-procurement.review.xlsx"] {
        assert!(
            fs::read(one.path().join(name)).unwrap() == fs::read(two.path().join(name)).unwrap(),
            "{name}"
        );
    }
}

#[test]
fn a_bad_file_is_reported_and_does_not_stop_the_others() {
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.arg("fill").args([fixture("truncated.xlsx"), "questionnaires/brightmoor-plain.xlsx".into()]);
    let ran = run(command.args(["-w", "knowledge/fernhollow", "-o"]).arg(out.path()));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("truncated.xlsx"), "{}", ran.err);
    let mut names: Vec<_> = fs::read_dir(out.path()).unwrap().map(|e| e.unwrap().file_name()).collect();
    names.sort();
    assert_eq!(names, ["brightmoor-plain.filled.xlsx", "brightmoor-plain.review.xlsx"]);
}

#[test]
fn an_input_is_never_overwritten_and_names_do_not_collide() {
    let here = folder(&[]);
    fs::create_dir_all(here.path().join("other")).unwrap();
    let plain = fs::read("questionnaires/brightmoor-plain.xlsx").unwrap();
    for name in ["a.xlsx", "a.filled.xlsx", "other/a.xlsx"] {
        fs::write(here.path().join(name), &plain).unwrap();
    }
    let mut command = countersign();
    command.arg("fill").args(["a.xlsx", "a.filled.xlsx", "other/a.xlsx"].map(|name| here.path().join(name)));
    let ran = run(command.args(["-w", "knowledge/fernhollow", "-o"]).arg(here.path()));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("never overwritten"), "{}", ran.err);
    for name in ["a.xlsx", "a.filled.xlsx", "other/a.xlsx"] {
        assert!(fs::read(here.path().join(name)).unwrap() == plain, "{name} was changed");
    }
    assert!(here.path().join("a-2.filled.xlsx").is_file(), "the second a.xlsx has a name of its own");
}

/// A mark goes under the heading that says the verdict; on a bare scale nobody knows which step that is.
#[test]
fn marks_are_weighed_against_all_headings_of_the_row() {
    let filled = |headings: &str| {
        let empty = ",".repeat(headings.matches(',').count() + 1);
        let text = format!(
            "Ref,Question,{headings},Comment\n1,Is customer data encrypted at rest?,{empty}\n2,Are backups encrypted?,{empty}\n"
        );
        let policy = "# Policy\n\nCustomer data is encrypted at rest.\n\nBackups are encrypted.\n";
        let input = folder(&[("marks.csv", &text), ("policy.md", policy)]);
        let out = tempfile::tempdir().unwrap();
        let mut command = countersign();
        command.arg("fill").arg(input.path().join("marks.csv"));
        let ran = run(command
            .args(["--threshold", "0", "--json", "-w"])
            .arg(input.path())
            .arg("-o")
            .arg(out.path()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let done: Value = serde_json::from_str(&ran.out).unwrap();
        (fs::read_to_string(done["filled"].as_str().unwrap()).unwrap(), done["cells_left"].as_u64().unwrap())
    };
    let (text, left) = filled("Yes,No,N/A");
    assert!(text.contains("at rest?,X,,,"), "{text}");
    assert_eq!(left, 0);
    let (text, left) = filled("1,2,3,4,5");
    assert!(text.contains("at rest?,,,,,,"), "{text}");
    assert_eq!(left, 2, "the review says why, once a row");
}

/// The same words under two headings, and once with other spacing and case.
#[test]
fn a_duplicate_question_is_answered_alike_in_each_of_its_rows() {
    let here = folder(&[("policy.md", "# Policy\n\n## Backups\n\nBackups are kept for 30 days.\n")]);
    let sheet = here.path().join("q.csv");
    fs::write(
        &sheet,
        "No.,Question,Answer\n,Continuity,\n1,How long are backups kept?,\n,Privacy,\n2,How long are  backups kept?,\n3,How LONG are backups kept?,\n",
    )
    .unwrap();
    let mut command = countersign();
    command
        .args(["fill", "--json", "--threshold", "0.1", "-w"])
        .arg(here.path())
        .arg("-o")
        .arg(here.path().join("out"));
    let ran = run(command.arg(&sheet));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let filled = fs::read_to_string(here.path().join("out/q.filled.csv")).unwrap();
    assert_eq!(filled.matches("Backups are kept for 30 days.").count(), 3, "{filled}");
}

/// A colleague pasted one answer into some rows: that is no template's "nothing yet".
#[test]
fn an_answer_that_was_pasted_into_several_rows_stays() {
    let pasted = "See our report, section 4.";
    let here = folder(&[("policy.md", "Backups are kept for 30 days.\n")]);
    let rows = [pasted, pasted, pasted, "", ""].map(|answer| format!("Are backups kept?,\"{answer}\"\n"));
    let sheet = here.path().join("q.csv");
    fs::write(&sheet, format!("Question,Answer\n{}", rows.concat())).unwrap();
    let mut command = countersign();
    command.args(["fill", "--json", "--fast", "-w"]).arg(here.path()).arg("-o").arg(here.path().join("out"));
    let ran = run(command.arg(&sheet));
    let done: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(done["answered_before"], 3);
    assert_eq!(fs::read_to_string(here.path().join("out/q.filled.csv")).unwrap().matches(pasted).count(), 3);
}
