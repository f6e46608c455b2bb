//! The reader: whether a passage answers a question.

use countersign::reader::{Reader, ToRead};

fn read(question: &str, passages: &[&str]) -> Vec<f32> {
    let to_read = ToRead {
        question: question.to_owned(),
        passages: passages.iter().map(|p| (*p).to_owned()).collect(),
    };
    let judged = Reader::embedded().unwrap().read(&[to_read], &|_| {}).unwrap();
    judged[0].iter().map(|judgement| judgement.answers()).collect()
}

#[test]
fn an_answer_is_told_from_words_on_the_same_topic() {
    let answers = read(
        "How long are backups kept?",
        &[
            "Backups: Copies are deleted after 35 days.",
            "Backups: Backups are important to us.",
            "People: The office is closed in August.",
        ],
    );
    assert!(answers[0] > answers[1] && answers[1] > answers[2], "{answers:?}");
}

#[test]
fn a_pair_is_judged_alike_in_any_company() {
    let alone = read("Is data encrypted?", &["Data is encrypted with AES-256."]);
    let among = read("Is data encrypted?", &["", "Data is encrypted with AES-256.", &"long ".repeat(400)]);
    assert_eq!(alone[0].to_bits(), among[1].to_bits());
}
