//! Lists of questions with their answers.

use std::fmt::Write as _;

use insta::assert_snapshot;

use super::read;

#[test]
fn lists_of_pairs_are_read_whatever_their_keys() {
    assert_snapshot!(read("a.json", r#"{"title": "Answers of Moss", "version": 3, "questions": [
        {"id": 7, "section": "Access", "question": "Is there a second factor?", "answer": true, "comment": "Hardware keys.\n\nThey are handed out on day one.", "tags": ["mfa"]},
        {"id": 8, "section": "Access", "question": "Are accounts shared?", "answer": "No.", "answeredBy": "R. Moss", "mood": "glad"},
        {"id": 9, "section": "Keys", "subsection": "Rotation", "question": "How often are keys\n rotated?", "answer": ["Yearly.", "At once after a loss."]},
        {"id": 10, "section": "Keys", "question": "Who holds them?", "answer": ""}]}"#), @r"
    a.json — Answers of Moss

    Access › Is there a second factor?
      Sentence Yes
      Sentence Hardware keys.
      Sentence They are handed out on day one.

    Access › Are accounts shared?
      Sentence No.

    Keys › Rotation › How often are keys rotated?
      Sentence Yearly.

    At once after a loss.

    warning: 1 question without an answer has been left out

    warning: left out: 1 text of no answered question, or under keys that are not known
    ");
    assert_snapshot!(read("b.jsonl", "{\"q\": \"Is data encrypted?\", \"a\": \"Yes, with AES-256.\"}\n\n{\"prompt\": \"Where?\", \"response\": \"In Bergen.\"}\n"), @r"
    b.jsonl — b

    Is data encrypted?
      Sentence Yes, with AES-256.

    Where?
      Sentence In Bergen.
    ");
    assert_snapshot!(read("c.yaml", "# ours\nhosting:\n  Where is data hosted?: In Oslo.\n  Is it copied?: &yes |\n    Yes. To Bergen.\n    And back.\ndata_protection:\n  - title: Is there an officer?\n    text: *yes\n  - [Do you sell data?, never]\n"), @r"
    c.yaml — c

    hosting › Where is data hosted?
      Sentence In Oslo.

    hosting › Is it copied?
      Sentence Yes. To Bergen.
    And back.

    Data protection › Is there an officer?
      Sentence Yes. To Bergen.
    And back.

    Data protection › Do you sell data?
      Sentence never
    ");
    assert_snapshot!(read("d.yml", "- name: Access\n  items:\n    - {question: [Is there MFA?, Do you use a second factor?], answer: {value: yes, notes: For all staff.}}\n- name: Keys\n  groups:\n    - name: Rotation\n      faqs:\n        - {Q: How often?, A: 'Each year.'}\n---\nquestion: Is it tested?\nanswer: Twice a year.\n"), @r"
    d.yml — d

    Access › Is there MFA? / Do you use a second factor?
      Sentence yes
      Sentence For all staff.

    Keys › Rotation › How often?
      Sentence Each year.

    Is it tested?
      Sentence Twice a year.
    ");
}

#[test]
fn what_is_no_such_list_says_what_one_looks_like() {
    let files = [
        ("package.json", r#"{"name": "x", "scripts": {"build": "make"}, "list": [1, 2]}"#),
        ("open.json", r#"[{"question": "Is it so?", "answer": null}]"#),
        ("cut.json", "{\"question\": \"Is it"),
        ("lines.json", "{\"q\": \"Is it?\", \"a\": \"Yes it is.\"}\n{\"q\": \"Was it?\", \"a\": \"No.\"}\n"),
        ("bad.jsonl", "{\"q\": \"Is it?\", \"a\": \"Yes it is.\"}\n{q: 1}\n"),
        ("bad.yaml", "a: [1, 2\nb: }"),
        ("empty.yaml", "\n"),
        ("deep.json", &"[".repeat(100_000)),
        ("deep.yaml", &"[".repeat(100_000)),
    ];
    let messages: Vec<_> = files.iter().map(|(name, text)| read(name, text)).collect();
    assert_snapshot!("no_lists", messages.join("\n\n"));
}

#[test]
fn aliases_do_not_explode() {
    let mut bomb = "a0: &a0 [laugh, laugh, laugh, laugh, laugh, laugh, laugh, laugh, laugh]\n".to_owned();
    for at in 1..20 {
        let below = vec![format!("*a{}", at - 1); 9].join(", ");
        writeln!(bomb, "a{at}: &a{at} [{below}]").unwrap();
    }
    assert_snapshot!(read("bomb.yaml", bomb), @"error: bomb.yaml: with its aliases followed this file has more than 1000000 values; it may be made to do harm. Write the questions out");
    assert_snapshot!(read("self.yaml", "&a [*a, *a]"), @r#"error: self.yaml: no questions with answers were found in this file; expected a list of questions with answers, such as [{"question": "Is data encrypted?", "answer": "Yes, with AES-256."}]"#);
}
