//! `eval`: what is counted, on labels and on an answered questionnaire.

use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, folder, run};

const POLICY: &str = "\
# Security

Customer data is encrypted at rest with AES-256.

Staff are trained in security every year, with the exception of contractors.

Backups are kept for 30 days in a second region.

Kestrel Cloud, our hosting provider, is ISO 27001 certified.
";

const LABELS: &str = r#"{"id": "1", "question": "Is customer data encrypted at rest?", "label": "full", "verdict": "yes", "gold_quotes": ["Customer data is encrypted at rest with AES-256."]}
{"id": "2", "question": "Are staff trained in security every year?", "label": "full", "verdict": "partial", "gold_quotes": ["Staff are trained in security every year"]}
{"id": "3", "question": "For how many days are backups kept?", "label": "full", "verdict": null, "gold_quotes": ["Backups are kept for 30 days"]}
{"id": "4", "question": "Is customer data encrypted in transit?", "label": "none", "verdict": null, "gold_quotes": []}

{"id": "5", "question": "Do you own a racing yacht?", "label": "none", "verdict": null, "gold_quotes": []}
{"id": "6", "question": "Who trains the staff in security?", "label": "partial", "verdict": null, "gold_quotes": ["The academy trains them."]}
"#;

const SENT: &str = "\
No.,Question,Answer,Comment
1,Is customer data encrypted at rest?,Yes,\"All data of our customers is encrypted at rest, with AES-256\"
2,Are staff trained in security every year?,Partially,See annex 3
3,For how many days are backups kept?,,For 90 days; backups are kept in a second region
4,Is customer data encrypted in transit?,Yes,
5,Do you own a racing yacht?,N/A,
6,Do you print data?,,
";

fn eval(files: &[(&str, &str)], more: &[&str]) -> super::Ran {
    let (workspace, golds) = (folder(&[("policy.md", POLICY)]), folder(files));
    let mut command = countersign();
    command.current_dir(golds.path()).args(["eval", "--workspace"]).arg(workspace.path()).args(more);
    run(&mut command)
}

/// The figures are those that a separate script counts from what `ask` prints.
#[test]
fn labels_are_counted_and_the_worst_rows_named() {
    let ran = eval(&[("labels.jsonl", LABELS)], &["labels.jsonl"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_snapshot!(ran.out, @r"
    labels.jsonl: 6 questions, 4 of them answerable; threshold 0.5

      coverage     1.000   4 of 4 answerable questions are answered
      precision    0.600   3 of 5 answers cite the right thing first
      precision@3  0.600   3 of 5 answers cite it among the first three
      false        0.500   1 of 2 unanswerable questions are answered
      wrong yes    0.167   1 of 6 questions get a yes where the gold says no or nothing
      verdict      1.000   2 of 2 answers say yes, no or in part as the gold does
      auc          1.000   how well confidence puts answerable questions before the others (0.5 by chance)
      ece          0.319   by how much confidence is off from the share that is right
      not verbatim     0   citations that do not stand in their document as quoted

    What another threshold would give
     Threshold  Answered  Coverage  Precision  False 
             0         6     1.000      0.500  1.000 
           0.1         5     1.000      0.600  0.500 
           0.2         5     1.000      0.600  0.500 
           0.3         5     1.000      0.600  0.500 
           0.4         5     1.000      0.600  0.500 
         → 0.5         5     1.000      0.600  0.500 
           0.6         5     1.000      0.600  0.500 
           0.7         4     1.000      0.750  0.000 
          0.75         4     1.000      0.750  0.000 
           0.8         4     1.000      0.750  0.000 
          0.85         4     1.000      0.750  0.000 
           0.9         4     1.000      0.750  0.000 

    What the bands of confidence are worth
     Band    Answers  Right  Share  Mean confidence
     high          4      3  0.750            0.990
     medium        0      0      –                –
     low           1      0  0.000            0.634

    Sure and wrong (2 of 2)
      0.99  6  cites something else
            Who trains the staff in security?
            “Staff are trained in security every year, with the exception of contractors.” (policy.md)
      0.63  4  nothing answers it, a wrong yes
            Is customer data encrypted in transit?
            “Customer data is encrypted at rest with AES-256.” (policy.md)
    ");
}

#[test]
fn a_precision_is_wanted_instead_of_a_threshold() {
    let threshold = |more: &[&str]| {
        let ran =
            eval(&[("labels.jsonl", LABELS)], &[&["labels.jsonl", "--json", "--precision"], more].concat());
        match ran.code {
            0 => serde_json::from_str::<Value>(&ran.out).unwrap()["threshold"].to_string(),
            _ => ran.err,
        }
    };
    assert_eq!(threshold(&["0.9"]), "0.88");
    assert_eq!(threshold(&["0.8", "--fast"]), "0.72");
    assert_eq!(
        threshold(&["0.9", "--fast"]),
        "error: --precision: a precision of 0.9 was not measured; from 0.6 to 0.85 is possible without the reader, or name a threshold\n"
    );
}

#[test]
fn an_answered_questionnaire_is_its_own_gold() {
    let ran = eval(&[("sent.csv", SENT)], &["sent.csv", "--json"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let shape: Value = serde_json::from_str(&ran.out).unwrap();
    let mut lines =
        vec![format!("{} left out {}", shape["kind"], shape["left_out"]), shape["totals"].to_string()];
    for row in shape["rows"].as_array().unwrap() {
        let [id, label, verdict, given, fate] =
            ["id", "label", "verdict", "given", "fate"].map(|name| row[name].to_string());
        lines.push(format!("{id} {label} {verdict}: {given} {fate} {}", row["quote"]));
    }
    assert_snapshot!(lines.join("\n"), @r#"
    "questionnaire" left out 2
    {"answered":4,"auc":null,"citable":4,"coverage":1.0,"ece":0.335,"false":null,"not_verbatim":0,"precision":0.75,"precision_at_3":0.75,"rows":4,"verdict":1.0,"wrong_yes":0.0}
    "sent!C2" "full" "yes": "yes" "right" "Customer data is encrypted at rest with AES-256."
    "sent!C3" "partial" "partial": "partial" "right" "Staff are trained in security every year, with the exception of contractors."
    "sent!C4" "full" null: "yes" "wrong" "Backups are kept for 30 days in a second region."
    "sent!C5" "full" "yes": "yes" "right" "Customer data is encrypted at rest with AES-256."
    "#);
}

#[test]
fn labels_may_have_their_questions_in_another_file() {
    let labels = r#"{"id": "b", "label": "full", "verdict": "partial", "gold_quotes": ["Staff are trained in security every year"]}"#;
    let questions = r#"{"id": "a", "section": "People", "question": "Are staff trained in security?"}
{"id": "b", "section": "People", "question": "If so, is it repeated every year?"}
"#;
    let files = [("labels.jsonl", labels), ("questions.jsonl", questions)];
    let ran = eval(&files, &["labels.jsonl", "--questions", "questions.jsonl", "--threshold", "0", "--json"]);
    let shape: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(shape["rows"][0]["fate"], "right", "{}", ran.out);
}

/// A count over some of the lines would read like one over all.
#[test]
fn of_labels_with_a_bad_line_nothing_is_counted() {
    let bad = [
        r#"{"id": "1", "label": "full""#,
        r#"{"id": "1", "label": "good", "question": "Is it?"}"#,
        r#"{"id": "1", "label": "full", "question": "Is it?"}"#,
        r#"{"id": "1", "label": "none", "verdict": "maybe", "question": "Is it?"}"#,
        r#"{"id": "1", "label": "none"}"#,
        "{\"id\": \"1\", \"label\": \"none\", \"question\": \"Is it?\"}\n{\"id\": \"1\", \"label\": \"none\", \"question\": \"Is it?\"}",
        "",
    ];
    let errors = bad.map(|labels| {
        let ran = eval(&[("labels.jsonl", labels)], &["labels.jsonl"]);
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        ran.err
    });
    let other = [("labels.jsonl", r#"{"id": "1", "label": "none"}"#), ("q.jsonl", "")];
    let unknown = eval(&other, &["labels.jsonl", "--questions", "q.jsonl"]).err;
    let nobody =
        eval(&[("new.csv", "No.,Question,Answer\n1,Is data encrypted at rest?,\n")], &["new.csv"]).err;
    assert_snapshot!(errors.concat() + &unknown + &nobody, @r"
    error: labels.jsonl, line 1: EOF while parsing an object. Expected an object a line (docs/eval-json.md)
    error: labels.jsonl: “1”: its label is “good”; expected full, partial or none
    error: labels.jsonl: “1”: it has no “gold_quotes”; quote what answers it, or label it none
    error: labels.jsonl: “1”: its verdict is “maybe”; expected yes, no, partial or null
    error: labels.jsonl: “1” has no “question”; add it, or name the file that has it with --questions
    error: labels.jsonl: the id “1” is on two lines; give each question its own
    error: labels.jsonl: nothing to measure against: none of its 0 questions is answered. Name a questionnaire that was answered, or labelled questions (docs/eval-json.md)
    error: labels.jsonl: “1” is not among the questions of q.jsonl
    error: new.csv: nothing to measure against: none of its 1 questions is answered. Name a questionnaire that was answered, or labelled questions (docs/eval-json.md)
    ");
}

/// One holds the other, or they share 60 % of the shorter in one piece: as Python's difflib finds the longest match.
#[test]
fn a_quote_is_recognised() {
    use countersign::measure::{quotes, tells};
    let gold = "Backups are kept for 30 days in a second region.";
    for quote in [
        "Backups are kept for 30 days in a second region.",
        "Backups  are\nkept for 30 days",
        "In short: Backups are kept for 30 days in a second region. And so on.",
        "Backups are kept for 30 days in the same region.",
    ] {
        assert!(quotes(quote, gold), "{quote}");
    }
    let long = format!("{gold}{}", " More.".repeat(120));
    for quote in ["", "Copies are made every day.", "A second region is kept.", &long] {
        assert!(!quotes(quote, gold), "{quote}");
    }
    assert!(tells(
        "Backups are **kept** for 30 days in a second region.",
        "We keep backups in a second region, 30 days long."
    ));
    assert!(!tells(
        "Backups are kept for 30 days in a second region.",
        "We keep backups in a second region, 90 days long."
    ));
    assert!(!tells("Backups are tested.", "Backups are kept in a second region for 30 days."));
}
