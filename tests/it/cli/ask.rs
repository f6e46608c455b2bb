//! `ask`: the public shape, the citations, the order.

use std::fs;

use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, folder, run};

const POLICY: &str = "\
# Security

## 1. Encryption

Customer data is encrypted at rest with AES-256. Keys are rotated every year.

## 2. People

Staff are trained in security every year, with the exception of contractors.
";

fn ask(question: &str) -> Value {
    let workspace = folder(&[("policy.md", POLICY)]);
    let ran = run(countersign().args(["ask", "--json", "--workspace"]).arg(workspace.path()).arg(question));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    serde_json::from_str(&ran.out).unwrap()
}

/// The shape is public. A change here is a change of docs/ask-json.md.
#[test]
fn an_answer_has_the_public_shape() {
    let mut answer = ask("Is customer data encrypted at rest?");
    answer["confidence"] = "0..1".into();
    answer["citations"].as_array_mut().unwrap().truncate(1);
    assert_snapshot!(serde_json::to_string_pretty(&answer).unwrap(), @r#"
    {
      "answer": "Customer data is encrypted at rest with AES-256.",
      "band": "high",
      "citations": [
        {
          "document": "policy.md",
          "end": 78,
          "quote": "Customer data is encrypted at rest with AES-256.",
          "section": [
            "1. Encryption"
          ],
          "sha256": "b69e04c716297a1943d4ed85bf534db3e3434f7c44dda39e315267dddb7bfbcb",
          "start": 30
        }
      ],
      "confidence": "0..1",
      "id": null,
      "nearest": [],
      "reason": "the cited passage is close to the question in words and meaning",
      "status": "answered",
      "verdict": "yes"
    }
    "#);
}

#[test]
fn an_open_question_says_what_came_closest() {
    let answer = ask("Do you hold a cyber insurance policy with cover for third-party losses?");
    assert_eq!(answer["status"], "open");
    assert_eq!(answer["band"], "none");
    assert_eq!(answer["answer"], Value::Null);
    assert_eq!(answer["citations"].as_array().unwrap().len(), 0);
    let nearest = answer["nearest"].as_array().unwrap();
    assert!((1..=3).contains(&nearest.len()));
    assert!(nearest.iter().all(|near| POLICY.contains(near["quote"].as_str().unwrap())));
}

/// Every citation of every question over every sample workspace is the document's own bytes.
#[test]
fn every_quote_stands_where_it_says() {
    for workspace in ["fernhollow", "castellan-grid", "lumenward", "orrery-freight"] {
        let questions = fs::read_to_string(format!("tests/fixtures/gold/{workspace}.jsonl")).unwrap();
        let folder = format!("knowledge/{workspace}");
        let ran = run(countersign()
            .args(["ask", "-", "--fast", "--threshold", "0.1", "--workspace", &folder])
            .write_stdin(questions.clone()));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let id = |line: &str| serde_json::from_str::<Value>(line).unwrap()["id"].clone();
        assert!(
            ran.out.lines().map(id).eq(questions.lines().map(id)),
            "answers come in the order of the questions"
        );
        for line in ran.out.lines() {
            let answer: Value = serde_json::from_str(line).unwrap();
            let cited = answer["citations"].as_array().unwrap();
            assert_eq!(cited.is_empty(), answer["status"] == "open");
            cited
                .iter()
                .chain(answer["nearest"].as_array().unwrap())
                .for_each(|citation| verbatim(&folder, citation));
        }
    }
}

fn verbatim(folder: &str, citation: &Value) {
    let bytes = fs::read(format!("{folder}/{}", citation["document"].as_str().unwrap())).unwrap();
    let Ok(text) = String::from_utf8(bytes) else { return };
    let place = |name: &str| citation[name].as_u64().unwrap() as usize;
    assert_eq!(&text[place("start")..place("end")], citation["quote"].as_str().unwrap());
}

#[test]
fn the_same_question_gets_the_same_bytes() {
    let questions = fs::read_to_string("tests/fixtures/gold/orrery-freight.jsonl").unwrap();
    let all = || {
        let mut command = countersign();
        run(command.args(["ask", "-", "-w", "knowledge/orrery-freight"]).write_stdin(questions.clone())).out
    };
    assert_eq!(all(), all());
}

#[test]
fn a_follow_up_is_understood_with_the_row_above_it() {
    let questions = r#"{"id":1,"section":"People","question":"Are staff trained in security?"}
{"id":2,"section":"People","question":"If so, is it repeated every year?"}
"#;
    let workspace = folder(&[("policy.md", POLICY)]);
    let ran = run(countersign()
        .args(["ask", "-", "--threshold", "0", "-w"])
        .arg(workspace.path())
        .write_stdin(questions));
    let quotes: Vec<Value> = ran
        .out
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["citations"][0]["quote"].clone())
        .collect();
    assert_eq!(quotes[0], "Staff are trained in security every year, with the exception of contractors.");
    assert_eq!(quotes[1], quotes[0]);
}

#[test]
fn a_line_that_is_no_question_is_named_and_the_others_are_answered() {
    let workspace = folder(&[("policy.md", POLICY)]);
    let lines = [
        r#"{"id":"a","question":"Are staff trained?"}"#,
        "not json",
        "",
        r#"{"id":{"x":1},"question":"Are keys rotated?"}"#,
        r#"["Are keys rotated?"]"#,
        r#"{"id":"c"}"#,
        r#"{"question":7}"#,
        r#"{"section":["A"],"question":"Are keys rotated?"}"#,
        r#"{"question":"Are keys"#,
        r#"{"id":7,"question":"Are keys rotated?"}"#,
    ];
    let ran = run(countersign().args(["ask", "-", "-w"]).arg(workspace.path()).write_stdin(lines.join("\n")));
    assert_eq!(ran.code, 1);
    let ids: Vec<Value> =
        ran.out.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone()).collect();
    assert_eq!(ids, ["a", "7"]);
    let expected = r#". Expected an object a line, such as {"id": "AC-01", "section": "Access", "question": "Is MFA enforced?"}; “id” and “section” may be left out"#;
    assert!(ran.err.lines().all(|line| line.ends_with(expected)), "{}", ran.err);
    assert_snapshot!(ran.err.replace(expected, ""), @r"
    error: standard input, line 2: it is not JSON from character 2 on
    error: standard input, line 4: its “id” is an object, not a text or a number
    error: standard input, line 5: it is a list, not an object
    error: standard input, line 6: it has no “question”
    error: standard input, line 7: its “question” is a number, not a text
    error: standard input, line 8: its “section” is a list, not a text
    error: standard input, line 9: it is not JSON: it ends too early
    ");
}

/// Status, confidence and reason of one question, and the documents that are cited.
fn told(files: &[(&str, &str)], question: &str, more: &[&str]) -> String {
    let workspace = folder(files);
    let command = ["ask", "--json", "--fast", "--workspace"];
    let ran = run(countersign().args(command).arg(workspace.path()).arg(question).args(more));
    let answer: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    assert!(answer["confidence"].as_f64().unwrap() >= 0.0, "{answer}");
    let cited = answer["citations"].as_array().unwrap().iter().map(|one| one["document"].as_str().unwrap());
    let cited = cited.collect::<Vec<_>>().join(", ");
    format!("{} {}: {} [{cited}]", answer["status"], answer["band"], answer["reason"])
}

/// Whatever the threshold, what another company holds is no answer.
#[test]
fn what_another_company_holds_answers_nothing() {
    let policy =
        "# Alder Software\n\n## Hosting\n\nOur hosting provider Nordhall GmbH is certified to ISO 27001.\n";
    let files = [("policy.md", policy)];
    assert_snapshot!(told(&files, "Are you certified to ISO 27001?", &["--threshold", "0"]), @r#""open" "none": "only another company is said to have or do this" []"#);
}

/// Two documents that disagree are both shown, and the answer is not of high confidence.
#[test]
fn what_another_document_disputes_is_shown_with_it() {
    let one = "# Backup policy\n\n## Retention\n\nBackups are retained for 30 days.\n";
    let other = "# Operations manual\n\n## Backups\n\nBackups are retained for 14 days.\n";
    let files = [("backup.md", one), ("operations.md", other)];
    assert_snapshot!(told(&files, "How long are backups retained?", &["--threshold", "0.3"]), @r#""answered" "medium": "the cited passage is close to the question in words and meaning; it may contradict backup.md, Retention: “30 days”" [operations.md, backup.md]"#);
    // Of three, the two that agree do not dispute each other.
    let third = "# Handbook\n\n## Backups\n\nBackups are retained for 30 days, in two places.\n";
    let three = [("backup.md", one), ("handbook.md", third), ("operations.md", other)];
    assert_snapshot!(told(&three, "Are backups retained for 30 days?", &["--threshold", "0.3"]), @r#""answered" "medium": "the cited passage is close to the question in words and meaning; it may contradict operations.md, Backups: “14 days”" [handbook.md, backup.md, operations.md]"#);
    let alone = [("backup.md", one)];
    assert_snapshot!(told(&alone, "How long are backups retained?", &["--threshold", "0.3"]), @r#""answered" "high": "the cited passage is close to the question in words and meaning" [backup.md]"#);
}
