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
    let lines = "{\"id\":\"a\",\"question\":\"Are staff trained?\"}\nnot json\n\n{\"id\":\"b\",\"question\":\"Are keys rotated?\"}\n";
    let ran = run(countersign().args(["ask", "-", "-w"]).arg(workspace.path()).write_stdin(lines));
    assert_eq!(ran.code, 1);
    assert_eq!(ran.out.lines().count(), 2);
    assert_snapshot!(ran.err, @r#"
    error: standard input, line 2: expected ident at line 1 column 2. Expected {"id", "section"?, "question"}
    "#);
}
