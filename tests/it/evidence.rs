//! What a passage says to a question, as a table: verdict, and what speaks against the passage.

use countersign::evidence::{Asked, Facts, NameCounts, Nearness, OwnNames, Said, verdict, weigh};
use insta::assert_snapshot;

/// The vendor of these examples; its documents name it and its hosts.
const DOCUMENTS: &str = "\
At Norrland Systems we care. We at Norrland Systems host with Kestrel Cloud. Data of Norrland customers stays in the EU.
The staff of Norrland Systems are trained, and Kestrel Cloud runs the halls.";

const CASES: &[(&str, &str)] = &[
    ("Is customer data encrypted at rest?", "Customer data is encrypted at rest with AES-256."),
    ("Is customer data encrypted at rest?", "Customer data is not encrypted at rest."),
    (
        "Is customer data encrypted at rest?",
        "All data is encrypted at rest, with the exception of log files.",
    ),
    ("Is customer data encrypted at rest?", "Encryption at rest is always on and cannot be switched off."),
    ("Is customer data ever used to train models?", "Customer data is never used to train models."),
    (
        "Do you prevent customer data from being used to train models?",
        "Customer data is never used to train models.",
    ),
    ("Do you hold ISO 27001 certification?", "Kestrel Cloud is ISO 27001 certified."),
    ("Do you hold ISO 27001 certification?", "Our hosting provider is certified to ISO 27001."),
    ("Do you hold ISO 27001 certification?", "Norrland Systems is certified to ISO 27001."),
    ("Do you hold ISO 27001 certification?", "We are certified to ISO 27001."),
    ("Do you hold ISO 27001 certification?", "We intend to be certified to ISO 27001 by 2028."),
    ("Are your hosting providers ISO 27001 certified?", "Kestrel Cloud is ISO 27001 certified."),
    ("Do you support single sign-on?", "Single sign-on is available upon request."),
    ("Is access reviewed at least once a year?", "Access rights are reviewed."),
    ("Is access reviewed at least once a year?", "Access rights are reviewed every year."),
    ("How long are backups kept?", "Backups are kept for 30 days."),
    ("How long are backups kept?", "Backups are kept in a second region."),
    ("After the contract ends, how many days until our data is erased?", "It is erased after 60 days."),
    ("Are users required to use MFA?", "Customers are responsible for switching on two-factor login."),
    ("Do you publish a status page?", "For further information please contact us."),
    ("Have you had a security breach?", "There was no security breach since we began."),
    ("Are USB drives prohibited?", "We do not prohibit USB drives."),
    ("Are USB drives prohibited?", "USB drives are prohibited."),
    ("Is the use of removable media allowed?", "Removable media are forbidden."),
    ("Do all employees receive security training?", "Few employees receive security training."),
    ("Are logs kept?", "Logs used to be kept until 2022."),
    ("Do you notify customers of a breach?", "Should a breach occur, we would consider notifying customers."),
    ("Do you have a continuity plan?", "The company lacks a continuity plan."),
    ("Are passwords at least twelve characters long?", "Passwords must be at least eight characters long."),
    ("Are passwords at least twelve characters long?", "Passwords have at least 12 characters."),
    ("Is MFA enforced for all employees?", "Multi-factor authentication is enforced for all employees."),
    ("Can customers audit you?", "Customers may audit us only where the law requires it."),
    ("Describe your incident response.", "We tell you within 72 hours."),
    // A denial in other words than the question's.
    ("Can we bring our own encryption secrets?", "Customers cannot supply keys of their own."),
    ("Do external testers probe the service?", "We have never had a penetration test."),
    ("Is single sign-on offered?", "Not at the moment."),
    (
        "Is each change reviewed before it is merged?",
        "No line reaches the main branch unless a colleague has read it.",
    ),
    (
        "Are incidents reported to customers?",
        "We report an incident no later than 72 hours after it was found.",
    ),
    // What depends on the rest denies nothing of it; a clause of its own may.
    (
        "Are environments separated?",
        "Staging and production are two accounts, with no network route between them.",
    ),
    (
        "Are logs protected from change?",
        "Logs are shipped to an account of their own, so that nobody can alter them.",
    ),
    (
        "Is code scanned for weaknesses?",
        "Dependencies are scanned each night; we don't run a static analyser.",
    ),
    ("Are logs used for statistics?", "Log entries are used to compute statistics."),
    ("Are staff allowed to share an account?", "Group accounts are forbidden."),
    // Much is asked at once and little is said.
    (
        "Are backups taken regularly, encrypted, kept off site, protected from deletion and restored for practice?",
        "Backups are kept in Frankfurt.",
    ),
    (
        "Are backups taken daily, encrypted, and kept off site?",
        "Encrypted backups are taken daily and kept off site.",
    ),
    (
        "Is each tenant's data kept apart?",
        "No. All accounts share one database, and each query names its tenant.",
    ),
    ("Are rules reviewed at least annually?", "Rules are reviewed once per calendar year."),
];

fn row((question, passage): &(&str, &str)) -> String {
    let own = OwnNames::of(&NameCounts::of(DOCUMENTS));
    let (asked, said) = (Asked::of(question, None), Said::of(passage, "", &own));
    let facts = Facts::gather(&asked, &said, Nearness::default(), None);
    let verdict = verdict(&asked, &said, &facts, false).map_or("-", |verdict| verdict.word());
    format!("{question}\n  {passage}\n  → {verdict}  {}\n", facts.doubts().join(", "))
}

#[test]
fn verdicts_and_doubts() {
    assert_snapshot!(CASES.iter().map(row).collect::<String>());
}

#[test]
fn a_heading_that_asks_the_same_is_answered_by_yes_or_no() {
    let own = OwnNames::default();
    let asked = Asked::of("Do you publish network diagrams?", None);
    let said = Said::of("No. They are shown during a review.", "", &own);
    let facts = Facts::gather(&asked, &said, Nearness::default(), None);
    assert_eq!(verdict(&asked, &said, &facts, true).map(|v| v.word()), Some("no"));
}

/// Every fact weighs the way its name says: nearer is better, a doubt is worse.
#[test]
fn facts_weigh_the_way_they_should() {
    let near = Nearness { sentence: 0.6, paragraph: 0.6, heading: 0.4, lexical: 0.3 };
    let plain = Facts { nearness: near, ..Facts::default() };
    let worse = [
        Facts { names_missing: 1.0, ..plain },
        Facts { figure_missing: true, ..plain },
        Facts { cadence_missing: true, ..plain },
        Facts { other_party: true, ..plain },
        Facts { customers_duty: true, ..plain },
        Facts { future: true, ..plain },
        Facts { pointer: true, ..plain },
        Facts { topics_only: true, ..plain },
        Facts { fragment: true, ..plain },
        Facts { nearness: Nearness { sentence: 0.5, ..near }, ..plain },
        Facts { nearness: Nearness { lexical: 0.1, ..near }, ..plain },
    ];
    assert!(worse.iter().all(|facts| weigh(facts) < weigh(&plain)));
}

/// Wanting more is never answering more, and nothing is promised that was not measured.
#[test]
fn a_precision_has_its_threshold() {
    use countersign::suggestion::threshold_for;
    for read in [true, false] {
        let most = if read { 95 } else { 85 };
        let thresholds: Vec<f64> =
            (60..=most).map(|p| threshold_for(f64::from(p) / 100.0, read).unwrap()).collect();
        assert!(thresholds.windows(2).all(|pair| pair[0] < pair[1]), "{thresholds:?}");
    }
    let refusals = [(0.5, true), (0.96, true), (0.9, false), (f64::NAN, true)].map(|(precision, read)| {
        threshold_for(precision, read).map_or_else(|e| e.to_string(), |threshold| threshold.to_string())
    });
    assert_snapshot!(refusals.join("\n"), @r"
    a precision of 0.5 was not measured; from 0.6 to 0.95 is possible, or name a threshold
    a precision of 0.96 was not measured; from 0.6 to 0.95 is possible, or name a threshold
    a precision of 0.9 was not measured; from 0.6 to 0.85 is possible without the reader, or name a threshold
    a precision of NaN was not measured; from 0.6 to 0.95 is possible, or name a threshold
    ");
}
