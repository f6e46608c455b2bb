//! `coverage`: sections, degrees, the page.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, folder, run};

const POLICY: &str = "\
# Security

Customer data is encrypted at rest with AES-256.

Backups are encrypted, with the exception of log files.
";

const QUESTIONS: &str = "\
No.,Question,Answer
,Encryption,
1,Is customer data encrypted at rest?,
2,Are backups encrypted?,Yes
,Catering,
3,Which caterer serves lunch at your offices?,
4,Do you own a <b>racing</b> yacht?,
";

/// An answered row is asked too: what is in its cells is not what the documents say.
#[test]
fn each_section_says_how_far_it_is_answered() {
    let workspace = folder(&[("policy.md", POLICY)]);
    let asked = folder(&[("q.csv", QUESTIONS)]);
    let mut command = countersign();
    command.args(["coverage", "--json", "-w"]).arg(workspace.path()).arg(asked.path().join("q.csv"));
    let ran = run(&mut command);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let shape: Value = serde_json::from_str(&ran.out).unwrap();
    let mut lines = vec![shape["totals"].to_string()];
    for section in shape["sections"].as_array().unwrap() {
        lines.push(format!("{} {}", section["section"], section["counts"]));
        for question in section["questions"].as_array().unwrap() {
            lines.push(format!("  {} {} {}", question["row"], question["id"], question["cover"]));
        }
    }
    assert_snapshot!(lines.join("\n"), @r#"
    {"answered":1,"near":0,"nothing":2,"partly":1,"questions":4,"unsure":0,"withheld":0}
    "Encryption" {"answered":1,"near":0,"nothing":0,"partly":1,"questions":2,"unsure":0,"withheld":0}
      3 "1" "answered"
      4 "2" "partly"
    "Catering" {"answered":0,"near":0,"nothing":2,"partly":0,"questions":2,"unsure":0,"withheld":0}
      6 "3" "nothing"
      7 "4" "nothing"
    "#);
}

#[test]
fn the_page_stands_alone_and_escapes_what_is_asked() {
    let workspace = folder(&[("policy.md", POLICY)]);
    let asked = folder(&[("q.csv", QUESTIONS)]);
    let page = asked.path().join("gaps.html");
    let mut command = countersign();
    command.args(["coverage", "-w"]).arg(workspace.path()).arg("--html").arg(&page);
    let ran = run(command.arg(asked.path().join("q.csv")));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let html = fs::read_to_string(&page).unwrap();
    for absent in ["<script", "http://", "https://", "<b>racing", " src="] {
        assert!(!html.contains(absent), "{absent} in the page");
    }
    assert!(html.contains("&lt;b&gt;racing&lt;/b&gt;"));
    assert!(html.contains("id=\"p1\""), "the section with gaps has its place");
    // Never over the questionnaire.
    let mut command = countersign();
    command.args(["coverage", "-w"]).arg(workspace.path()).arg("--html").arg(asked.path().join("q.csv"));
    let ran = run(command.arg(asked.path().join("q.csv")));
    assert_eq!(ran.code, 1);
    assert_eq!(fs::read_to_string(asked.path().join("q.csv")).unwrap(), QUESTIONS);
}

/// Two customers asked for a yacht, one for a caterer; what is answered today, or asked in its own words again, is not told.
#[test]
fn what_is_asked_most_often_and_answered_by_nothing() {
    let workspace = folder(&[("policy.md", POLICY)]);
    let (data, out) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let asked = folder(&[
        (
            "a.csv",
            "No.,Question,Answer\n1,Do you own a racing yacht?,\n2,Are log files kept?,\n3,Do you own a racing yacht?,\n",
        ),
        ("b.csv", "No.,Question,Answer\n1,Which caterer serves lunch?,\n2,Do you own a RACING yacht?,\n"),
    ]);
    let mut told = Vec::new();
    let run_with = |arguments: &[&str]| {
        let mut command = countersign();
        command.env("COUNTERSIGN_DATA", data.path()).args(arguments).arg("-w").arg(workspace.path());
        let ran = run(&mut command);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        ran.out
    };
    told.push(run_with(&["coverage"]));
    for file in ["a.csv", "b.csv"] {
        let (file, out) = (asked.path().join(file), out.path().display().to_string());
        run_with(&["fill", "--json", "--customer", "C", "-o", &out, &file.display().to_string()]);
    }
    // What the documents say since is no gap any more.
    fs::write(workspace.path().join("logs.md"), "# Logs\n\nLog files are kept for 90 days.\n").unwrap();
    let shape: Value = serde_json::from_str(&run_with(&["coverage", "--json"])).unwrap();
    for question in shape["questions"].as_array().unwrap() {
        told.push(format!("{} × {}", question["questionnaires"], question["question"]));
    }
    assert_snapshot!(told.join("\n"), @r#"
    No questionnaire is on record yet; `fill` puts those that it fills on record.

    2 × "Do you own a racing yacht?"
    1 × "Which caterer serves lunch?"
    "#);
    assert!(
        run_with(&["coverage"])
            .contains("2 questionnaires on record; nothing answers these questions today.")
    );
}
