//! Past answers: what a difference of two questions changes, which answers serve, which contradict each other, and what
//! has become of the passages they rest on.

use std::fmt::Write as _;

use countersign::document::{ContentHash, Date, Disclosure, Document, DocumentName, iso_date};
use countersign::library::{
    Asking, Cited, Difference, Event, EventKind, Facts, Fate, Library, PastAnswer, Place, disagreement, fate,
    weigh,
};
use countersign::parse::parse;

fn answer(question: &str, option: Option<&str>, words: &str) -> PastAnswer {
    PastAnswer {
        question: question.into(),
        follows: None,
        section: None,
        option: option.map(Into::into),
        words: Some(words.to_owned()).filter(|words| !words.is_empty()),
        comment: None,
        place: Place {
            file: "sent.xlsx".into(),
            hash: ContentHash::of(b"sent"),
            sheet: "Security".into(),
            cell: "C4".into(),
        },
        date: iso_date("2025-03-01"),
        customer: None,
        disclosure: Disclosure::Public,
        backing: Vec::new(),
        events: Vec::new(),
    }
}

fn approved(mut answer: PastAnswer) -> PastAnswer {
    let event =
        Event { kind: EventKind::Approved, person: "R".into(), note: String::new(), at: "2025".into() };
    answer.events.push(event);
    answer
}

fn document(name: &str, text: &str) -> Document {
    parse(DocumentName::new(name), text.as_bytes()).unwrap().0
}

fn today() -> Date {
    iso_date("2026-06-01").unwrap()
}

#[test]
fn a_difference_that_may_change_what_is_asked_does() {
    let pairs = [
        ("Is customer data encrypted at rest?", "Do you encrypt customer data at rest?"),
        ("Is customer data encrypted at rest?", "Is customer data encrypted in transit?"),
        ("Is customer data encrypted at rest?", "Is Customer Data Encrypted At Rest"),
        ("Is all customer data encrypted at rest?", "Is customer data encrypted at rest?"),
        ("Are backups kept for 30 days?", "Are backups kept for 90 days?"),
        ("Are backups kept for seven days?", "Are backups kept for ten days?"),
        ("Is access logged?", "Is access not logged?"),
        ("Are you certified to ISO 27001?", "Are you certified to ISO 27701?"),
        ("Do you host in Germany?", "Do you host in Ireland?"),
        ("Do you have a bug bounty programme?", "Does your organisation run a bug bounty programme?"),
        ("Are employees screened?", "Are contractors screened?"),
        ("Is a penetration test carried out?", "How often is a penetration test carried out?"),
        ("Is the organisation's policy reviewed?", "Is the organization's policy reviewed?"),
        ("Are changes approved before release?", "Are changes approved after release?"),
        ("Are logs kept and reviewed?", "Are logs kept or reviewed?"),
        ("Do you notify customers of incidents?", "Do customers notify you of incidents?"),
        ("Are suppliers audited by customers?", "Are customers audited by suppliers?"),
    ];
    let mut out = String::new();
    for (before, now) in pairs {
        let difference = Difference::between(before, now);
        writeln!(out, "{:<18} {}", difference.changes.unwrap_or("the same"), difference.line()).unwrap();
    }
    insta::assert_snapshot!(out, @r"
    the same           [-Is-] {+Do you encrypt+} customer data [-encrypted-] at rest?
    what it is about   Is customer data encrypted [-at rest?-] {+in transit?+}
    the same           
    how much is asked  Is [-all-] customer data encrypted at rest?
    a number           Are backups kept for [-30-] {+90+} days?
    a number           Are backups kept for [-seven-] {+ten+} days?
    a negation         Is access {+not+} logged?
    a number           Are you certified to ISO [-27001?-] {+27701?+}
    a name             Do you host in [-Germany?-] {+Ireland?+}
    the same           [-Do you have-] {+Does your organisation run+} a bug bounty programme?
    what it is about   Are [-employees-] {+contractors+} screened?
    what it is about   {+How often+} is a penetration test carried out?
    the same           Is the [-organisation's-] {+organization's+} policy reviewed?
    how much is asked  Are changes approved [-before-] {+after+} release?
    how much is asked  Are logs kept [-and-] {+or+} reviewed?
    who does what      Do [-you notify-] customers {+notify you+} of incidents?
    who does what      Are [-suppliers-] {+customers+} audited by [-customers?-] {+suppliers?+}
    ");
}

#[test]
fn near_questions_of_other_words_are_shown_and_do_not_serve() {
    let library = Library::of(vec![
        answer("Is customer data encrypted at rest?", Some("Yes"), "With AES-256."),
        answer("Is customer data encrypted in transit?", Some("Yes"), "With TLS."),
        answer("Do you have a canteen?", Some("Yes"), ""),
    ]);
    let asking = Asking { question: "Do you encrypt customer data at rest?", ..Asking::default() };
    let found = library.matches(asking, &[0.9, 0.8, 0.1], &[], today());
    let lines: Vec<String> = found
        .iter()
        .map(|found| {
            format!("{} {} {}", found.how.word(), found.asks_the_same(), found.entry.answer.question)
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    near true Is customer data encrypted at rest?
    near false Is customer data encrypted in transit?
    ");
}

#[test]
fn the_same_words_lean_on_the_same_question_and_short_ones_on_their_section() {
    let mut leaning = answer("If yes, how often?", None, "Yearly.");
    leaning.follows = Some("Are backups tested?".into());
    let mut short = answer("Describe.", None, "A wall.");
    short.section = Some("Perimeter".into());
    let library = Library::of(vec![leaning, short]);
    let served = |question, follows, section| {
        library
            .matches(Asking { question, section, follows, audience: Disclosure::Public }, &[], &[], today())
            .len()
    };
    assert_eq!(served("If yes, how often?", Some("Are backups tested?"), None), 1);
    assert_eq!(served("If yes, how often?", Some("Are logs read?"), None), 0);
    assert_eq!(served("if YES,  how often?", None, None), 0);
    assert_eq!(served("Describe.", None, Some("Perimeter")), 1);
    assert_eq!(served("Describe.", None, Some("Encryption")), 0);
}

#[test]
fn every_answer_is_cited_word_for_word_from_its_own_questionnaire() {
    let mut second = answer("Are backups tested?", Some("Partially"), "Each quarter.\nSee the plan.");
    second.section = Some("1. Backups".into());
    let library = Library::of(vec![answer("Is data encrypted?", Some("Yes"), "AES-256."), second]);
    let mut out = String::new();
    for entry in library.entries() {
        entry.citation.check(&library.documents()[0]).unwrap();
        writeln!(out, "{} | {:?}", entry.citation.place(), entry.citation.quote()).unwrap();
    }
    insta::assert_snapshot!(out, @r#"
    sent.xlsx, Security › Is data encrypted? | "Yes\nAES-256."
    sent.xlsx, Security › 1. Backups › Are backups tested? | "Partially\nEach quarter.\nSee the plan."
    "#);
}

#[test]
fn answers_that_contradict_each_other_say_in_what() {
    let a = answer("Q", Some("Yes"), "Kept for 30 days.");
    let cases = [
        answer("Q", Some("No"), ""),
        answer("Q", Some("Yes"), "Kept for 90 days."),
        answer("Q", Some("Yes"), "Kept for 30 days, in two places."),
        answer("Q", None, "No, not yet."),
        answer("Q", Some("Level 3"), ""),
    ];
    let lines: Vec<String> = cases
        .iter()
        .map(|b| {
            format!("{}: {}", b.text().replace('\n', " "), disagreement(&a, b).map_or("no", |d| d.words()))
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    No: one says yes where the other does not
    Yes Kept for 90 days.: they state different numbers
    Yes Kept for 30 days, in two places.: no
    No, not yet.: one says yes where the other does not
    Level 3: they choose different options
    ");
}

#[test]
fn what_becomes_of_a_cited_passage() {
    let old = document("policy.md", "# Policy\n\nLogs are kept for one year.\n");
    let range = old.passages[0].range.clone();
    let quote = old.slice(&range).unwrap().to_owned();
    let cited = Cited { document: old.name.clone(), hash: old.hash, section: String::new(), range, quote };
    let cases: [(&str, Vec<Document>); 5] = [
        ("as it was", vec![old.clone()]),
        (
            "moved within",
            vec![document("policy.md", "# Policy\n\nNew words here.\n\nLogs are kept for one year.\n")],
        ),
        ("renamed", vec![document("logging.md", "# Policy\n\nLogs are kept for one year.\n")]),
        ("other words", vec![document("policy.md", "# Policy\n\nLogs are kept for one week.\n")]),
        ("gone", vec![document("other.md", "# Other\n\nNothing of that here.\n")]),
    ];
    let mut out = String::new();
    for (name, documents) in &cases {
        let fate = fate(&cited, documents);
        let lost = if fate.is_lost() { "to be told" } else { "not to be told" };
        let word = match fate {
            Fate::Moved { document, range } => format!("now {document} {range:?}"),
            other => format!("{other:?}"),
        };
        writeln!(out, "{name}: {word}, {lost}").unwrap();
    }
    insta::assert_snapshot!(out, @r"
    as it was: Stands, not to be told
    moved within: now policy.md 27..54, not to be told
    renamed: now logging.md 10..37, not to be told
    other words: Changed, to be told
    gone: Gone, to be told
    ");
}

#[test]
fn an_answer_whose_evidence_is_lost_or_overdue_is_stale() {
    let text = "---\nreview: 2026-01-01\n---\n\n# Policy\n\nLogs are kept for one year.\n";
    let now = document("policy.md", text);
    let passage = now.passages[0].range.clone();
    let cited = |quote: &str| Cited {
        document: now.name.clone(),
        hash: now.hash,
        section: String::new(),
        range: passage.clone(),
        quote: quote.into(),
    };
    let mut held = answer("How long are audit logs kept?", None, "A year.");
    held.backing = vec![cited("Logs are kept for one year.")];
    let stale = |answer: &PastAnswer, documents: &[Document]| {
        let library = Library::of(vec![answer.clone()]);
        let asking = Asking { question: "How long are audit logs kept?", ..Asking::default() };
        library.matches(asking, &[], documents, today())[0].stale.clone().unwrap_or("holds".into())
    };
    let other = document("policy.md", "# Policy\n\nLogs are kept for one week.\n");
    let lines = [stale(&held, std::slice::from_ref(&now)), stale(&held, &[other]), stale(&held, &[])];
    insta::assert_snapshot!(lines.join("\n"), @r"
    policy.md was to be reviewed by 2026-01-01
    policy.md no longer says what it rests on
    policy.md, on which it rests, is gone
    ");
}

#[test]
fn approved_and_exact_come_before_learnt_and_near() {
    let facts = [
        ("exact, approved", Facts { exact: true, approved: true, cosine: 1.0, ..Facts::default() }),
        (
            "exact, approved, stale",
            Facts { exact: true, approved: true, stale: true, cosine: 1.0, ..Facts::default() },
        ),
        ("exact, learnt", Facts { exact: true, cosine: 1.0, ..Facts::default() }),
        ("near, the same asked", Facts { cosine: 0.9, spelling: 0.8, ..Facts::default() }),
        (
            "near, another thing asked",
            Facts { cosine: 0.97, changes: true, approved: true, ..Facts::default() },
        ),
    ];
    let weights: Vec<f32> = facts.iter().map(|(_, facts)| weigh(facts)).collect();
    assert!(weights.is_sorted_by(|a, b| a > b), "{weights:?}");
    let library = Library::of(vec![
        answer("Is data encrypted at rest everywhere?", Some("No"), ""),
        approved(answer("Is data encrypted at rest everywhere?", Some("Yes"), "AES.")),
    ]);
    let asking = Asking { question: "Is data encrypted at rest everywhere?", ..Asking::default() };
    assert_eq!(library.matches(asking, &[], &[], today())[0].entry.answer.state(), "approved");
}

#[test]
fn many_who_say_the_same_do_not_hide_the_one_who_does_not() {
    let question = "Is data encrypted at rest everywhere?";
    let mut answers: Vec<PastAnswer> = (0..20).map(|_| answer(question, Some("Yes"), "AES.")).collect();
    for (number, answer) in answers.iter_mut().enumerate() {
        answer.place.cell = format!("C{number}");
    }
    let mut old = answer(question, Some("No"), "");
    old.date = iso_date("2019-03-01");
    answers.push(old);
    let found = Library::of(answers).matches(Asking { question, ..Asking::default() }, &[], &[], today());
    let texts: Vec<String> = found.iter().map(|found| found.entry.answer.text().replace('\n', " ")).collect();
    assert_eq!(texts, ["Yes AES.", "No"]);
}

/// Whoever may not read a document may not be told what rests on it.
#[test]
fn an_answer_is_for_no_more_than_what_it_rests_on() {
    let mut resting = answer("Are keys rotated?", Some("Yes"), "Every year.");
    let mut policy = document("keys.md", "# Keys\n\nKeys are rotated every year.\n");
    let passage = policy.passages[0].clone();
    let citation = countersign::citation::Citation::new(&policy, &passage, passage.range.clone()).unwrap();
    resting.backing = vec![Cited::from(&citation)];
    let levels = [None, Some(Disclosure::Nda), Some(Disclosure::Internal)].map(|stated| {
        policy.metadata.disclosure = stated;
        resting.level(std::slice::from_ref(&policy))
    });
    assert_eq!(levels, Disclosure::ALL);
    assert_eq!(resting.level(&[]), Disclosure::Public);
}
