//! `layout.toml`: what a person corrected is read, written, and remembered for the next file of the same structure.

use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, folder, run};

const SHEET: &str = "No,Control,Remarks by bank,Free field,Status\n\
    1,Is data encrypted at rest?,,,\n\
    2,Are backups tested each year?,,,\n\
    3,Our privacy programme,,,\n\
    4,Who approves access?,,,\n";

/// A file that is read as one sheet, with corrections under these names beside it.
fn beside(corrections: &[(&str, &str)]) -> tempfile::TempDir {
    let made = folder(&[("bank.csv", SHEET)]);
    for (name, text) in corrections {
        fs::write(made.path().join(name), text).unwrap();
    }
    made
}

fn inspect(file: &Path, more: &[&str]) -> Value {
    let ran = run(countersign().arg("inspect").arg(file).arg("--json").args(more));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// Sheets with their columns, and their questions with their answer cells; then the notes.
fn told(layout: &Value) -> String {
    let mut lines = Vec::new();
    for sheet in layout["sheets"].as_array().unwrap() {
        lines.push(format!("{} {}", sheet["name"].as_str().unwrap(), sheet["columns"]).replace('"', ""));
        for question in sheet["questions"].as_array().unwrap() {
            let cells = question["cells"].as_array().unwrap().iter();
            let cells: Vec<_> =
                cells.map(|c| format!("{}:{}", c["cell"], c["role"]).replace('"', "")).collect();
            lines.push(format!(
                "{} {} {}",
                question["row"],
                question["text"].as_str().unwrap(),
                cells.join(" ")
            ));
        }
        lines.extend(
            sheet["warnings"].as_array().unwrap().iter().map(|w| format!("! {}", w.as_str().unwrap())),
        );
    }
    lines.join("\n")
}

fn notes(layout: &Value, folder: &Path) -> String {
    let notes = layout["warnings"].as_array().unwrap().iter().map(|note| note.as_str().unwrap());
    notes.collect::<Vec<_>>().join("\n").replace(&folder.display().to_string(), "FOLDER")
}

#[test]
fn what_is_said_beside_the_file_holds() {
    let text = "[[sheet]]\nname = \"bank\"\nid = \"A\"\nquestion = \"B\"\nanswer = \"D\"\ncomment = \"E\"\n\
        header_rows = [1]\nquestions = [4]\nnot_questions = [5]\n";
    let made = beside(&[("bank.layout.toml", text)]);
    let layout = inspect(&made.path().join("bank.csv"), &[]);
    assert_snapshot!(told(&layout), @r"
bank {A:id,B:question,C:reserved,D:answer,E:comment}
2 Is data encrypted at rest? D2:answer E2:comment
3 Are backups tested each year? D3:answer E3:comment
4 Our privacy programme D4:answer E4:comment
");
    assert_snapshot!(notes(&layout, made.path()), @r"the layout is corrected by FOLDER/bank.layout.toml");
}

#[test]
fn flags_win_over_the_file_and_a_named_file_over_the_one_beside() {
    let made = beside(&[
        (
            "layout.toml",
            "[[sheet]]\nname = \"bank\"\nanswer = \"D\"\n[[sheet]]\nname = \"of another file\"\nskip = true\n",
        ),
        ("mine.toml", "[[sheet]]\nname = \"bank\"\nskip = true\n"),
    ]);
    let file = made.path().join("bank.csv");
    let answers = |layout: &Value| {
        let cells = layout["sheets"][0]["questions"][0]["cells"].as_array().unwrap().clone();
        let mut answers = cells.into_iter().filter(|cell| cell["role"] == "answer");
        answers.next().unwrap()["cell"].to_string()
    };
    assert_eq!(answers(&inspect(&file, &[])), "\"D2\"");
    assert_eq!(answers(&inspect(&file, &["--answer", "C"])), "\"C2\"");
    let mine = made.path().join("mine.toml");
    let skipped = inspect(&file, &["--layout", mine.to_str().unwrap()]);
    assert_snapshot!(told(&skipped), @r"
bank {}
! You said to leave this sheet out.
");
}

/// A column is one thing: what the flags and the file say together, and what is found in it.
#[test]
fn a_flag_does_not_make_one_column_two_things() {
    let made =
        beside(&[("bank.layout.toml", "[[sheet]]\nname = \"bank\"\nanswer = \"D\"\ncomment = \"E\"\n")]);
    let error = |flags: &[&str]| {
        let ran = run(countersign().arg("inspect").arg(made.path().join("bank.csv")).args(flags));
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        ran.err.replace(&made.path().display().to_string(), "FOLDER")
    };
    assert_snapshot!(error(&["--answer", "E"]), @"error: --answer names column E, which FOLDER/bank.layout.toml says is something else on sheet “bank”; name that one by a flag too, or correct the file");
    assert_snapshot!(error(&["--comment", "B"]), @"error: FOLDER/bank.csv: --comment names column B, and on sheet “bank” that column holds the questions; name the column that takes the words, or with --sheet the one sheet that is meant");
    inspect(&made.path().join("bank.csv"), &["--answer", "E", "--comment", "D"]);
}

#[test]
fn mistakes_are_named_with_what_was_probably_meant() {
    let wrong = [
        "[[sheet]]\nname = \"bank\"\nanwser = \"D\"\n",
        "[[sheets]]\nname = \"bank\"\n",
        "[[sheet]]\nname = \"bnk\"\nskip = true\n",
        "[[sheet]]\nname = \"bank\"\nanswer = \"4\"\n",
        "[[sheet]]\nname = \"bank\"\nanswer = \"D\"\ncomment = \"D\"\n",
        "[[sheet]]\nname = \"bank\"\nquestions = [4]\nnot_questions = [4]\n",
        "[[sheet]]\nname = \"bank\"\nheader_rows = [0]\n",
        "[[sheet]]\nskip = true\n",
        "[[sheet]]\nname = \"bank\"\nskip = \"yes\"\n",
        "[[sheet\n",
    ];
    let message = |text: &&str| {
        let made = beside(&[("bank.layout.toml", text)]);
        let ran = run(countersign().arg("inspect").arg(made.path().join("bank.csv")));
        assert_eq!(ran.code, 1);
        ran.err.trim().replace(&made.path().display().to_string(), "FOLDER")
    };
    assert_snapshot!(wrong.iter().map(message).collect::<Vec<_>>().join("\n"), @r#"
error: FOLDER/bank.layout.toml: “anwser” of sheet “bank” is not known; did you mean “answer”?; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: “sheets” is not known; did you mean “sheet”?; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: there is no sheet “bnk” in the questionnaire; did you mean “bank”?; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: answer of sheet “bank” is “4”, but should be the letters of a column, such as "C"; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: column D of sheet “bank” is said to be two things; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: row 4 of sheet “bank” is said to be a question and not to be one; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: header_rows of sheet “bank” has 0, which is no row of a sheet; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: line 1: missing field `name`; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: line 3: invalid type: string "yes", expected a boolean; docs/layout-toml.md describes the file
error: FOLDER/bank.layout.toml: line 1: unclosed array table, expected `]]`; docs/layout-toml.md describes the file
"#);
}

/// What is saved and read again changes nothing, and is never written over.
#[test]
fn a_saved_layout_says_what_was_found() {
    for sample in ["halvorsen-bank.xlsx", "northsea-procurement.xlsx", "brightmoor-plain.xlsx"] {
        let made = tempfile::tempdir().unwrap();
        let file = made.path().join(sample);
        fs::copy(Path::new("questionnaires").join(sample), &file).unwrap();
        let asked = |layout: &Value| {
            let sheets = layout["sheets"].as_array().unwrap().clone();
            sheets.into_iter().map(|sheet| sheet["questions"].clone()).collect::<Vec<_>>()
        };
        let before = asked(&inspect(&file, &[]));
        let ran = run(countersign().arg("inspect").arg(&file).arg("--save-layout"));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(asked(&inspect(&file, &[])), before, "{sample}");
        let again = run(countersign().arg("inspect").arg(&file).arg("--save-layout"));
        assert_eq!(again.code, 1);
        assert!(again.err.contains("is there already"), "{}", again.err);
    }
}

#[test]
fn the_form_of_a_saved_layout() {
    let made = tempfile::tempdir().unwrap();
    let saved = made.path().join("northsea.toml");
    let file = Path::new("questionnaires/northsea-procurement.xlsx");
    let ran = run(countersign().arg("inspect").arg(file).arg(format!("--save-layout={}", saved.display())));
    assert_eq!((ran.code, ran.out.trim()), (0, saved.to_str().unwrap()));
    assert_snapshot!(fs::read_to_string(saved).unwrap(), @r#"
# The layout that was found. Correct it and keep it here: `fill` and `inspect` read it.
# A sheet or a line that is left out is found by itself. Rows that are questions though they were not found:
# questions = [12, 13]; rows that are none: not_questions = [40].

[[sheet]]
name = "Read me first"
skip = true

[[sheet]]
name = "A. Company"
id = "A"
question = "C"
answer = "D"
header_rows = [2]

[[sheet]]
name = "B. Technical controls"
id = "A"
question = "B"
answer = "D"
comment = "E"
header_rows = [5, 6]

[[sheet]]
name = "C. Data and privacy"
id = "B"
question = "C"
answer = ["D", "E", "F"]
comment = "G"
header_rows = [9]

[[sheet]]
name = "Definitions"
skip = true

[[sheet]]
name = "Summary"
skip = true
"#);
}

#[test]
fn the_next_file_of_the_same_structure_is_corrected_alike() {
    let data = tempfile::tempdir().unwrap();
    let at = data.path().to_str().unwrap();
    let first =
        beside(&[("bank.layout.toml", "[[sheet]]\nname = \"bank\"\nanswer = \"D\"\nnot_questions = [5]\n")]);
    inspect(&first.path().join("bank.csv"), &["--data", at]);
    let other =
        SHEET.replace("4,Who approves access?", "4,Who revokes access?").replace("each year", "often");
    let next = folder(&[("bank.csv", &other)]);
    let layout = inspect(&next.path().join("bank.csv"), &["--data", at]);
    let name = fs::read_dir(data.path().join("layouts")).unwrap().next().unwrap().unwrap().file_name();
    assert_snapshot!(told(&layout), @r"
bank {A:id,B:question,C:reserved,D:answer,E:other}
2 Is data encrypted at rest? D2:answer
3 Are backups tested often? D3:answer
4 Our privacy programme D4:answer
5 Who revokes access? D5:answer
");
    assert_snapshot!(notes(&layout, data.path()).replace(name.to_str().unwrap(), "NAME.toml"), @r"the layout is corrected as in an earlier file of the same structure; to forget that, delete FOLDER/layouts/NAME.toml");
    let stranger = folder(&[("bank.csv", &SHEET.replace("Status", "State"))]);
    let layout = inspect(&stranger.path().join("bank.csv"), &["--data", at]);
    assert_eq!(notes(&layout, data.path()), "", "other headers, another structure");
}

#[test]
fn fill_reads_the_corrections_and_says_so() {
    let made = beside(&[("bank.layout.toml", "[[sheet]]\nname = \"bank\"\nanswer = \"D\"\n")]);
    let out = tempfile::tempdir().unwrap();
    let mut command = countersign();
    command.arg("fill").arg(made.path().join("bank.csv"));
    let ran = run(command
        .args(["-w", "knowledge/orrery-freight", "--threshold", "0", "--json", "-o"])
        .arg(out.path()));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let done: Value = serde_json::from_str(&ran.out).unwrap();
    assert!(done["warnings"][0].as_str().unwrap().starts_with("the layout is corrected by "), "{done}");
    let filled = fs::read_to_string(done["filled"].as_str().unwrap()).unwrap();
    let line = filled.lines().find(|line| line.starts_with("1,")).unwrap();
    assert!(line.starts_with("1,Is data encrypted at rest?,,") && !line.ends_with(",,"), "{line}");
}
