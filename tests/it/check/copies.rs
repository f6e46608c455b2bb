//! Reviews, replaced documents, copies and versions.

use super::{NOTHING, found, in_one};

#[test]
fn a_review_that_was_due() {
    assert_eq!(
        in_one("---\nreview: 2026-05-01\n---\n# Page\n\nWords.\n"),
        ["overdue-review page.md:2 “review: 2026-05-01”"]
    );
    assert_eq!(in_one("---\nreview: 2026-06-01\n---\n# Page\n\nWords.\n"), NOTHING);
    assert_eq!(
        in_one("# Page\n\nNext review: 4 March 2026\n"),
        ["overdue-review page.md:3 “Next review: 4 March 2026”"]
    );
}

#[test]
fn an_interval_that_has_passed() {
    let page = |date: &str| format!("# Page\n\nLast updated: {date}\n\nThis policy is reviewed annually.\n");
    assert_eq!(
        in_one(&page("2025-05-01")),
        [
            "overdue-review page.md:3 “Last updated: 2025-05-01” / page.md:5 “This policy is reviewed annually”"
        ]
    );
    assert_eq!(in_one(&page("2025-06-20")), NOTHING);
    let general = [
        ("a.md", "# A\n\nAll policies are reviewed once a year.\n"),
        ("b.md", "# B\n\nLast updated: 2024-01-01\n\nWords.\n"),
        ("c.md", "---\nreview: 2026-09-01\neffective: 2024-01-01\n---\n# C\n\nOther words.\n"),
    ];
    assert_eq!(
        found(&general),
        ["overdue-review b.md:3 “Last updated: 2024-01-01” / a.md:3 “All policies are reviewed once a year”"]
    );
    assert_eq!(in_one("# Page\n\nLast updated: 2020-01-01\n\nAccess is reviewed annually.\n"), NOTHING);
}

#[test]
fn documents_that_are_replaced() {
    let new = ("new.md", "---\nsupersedes: old.md\n---\n# New\n\nThis is the new one.\n");
    let old = ("old.md", "# Old\n\nThat was another one.\n");
    assert_eq!(found(&[new, old]), ["superseded old.md / new.md:2 “old.md”"]);
    assert_eq!(found(&[new]), ["unknown-superseded new.md:2 “old.md”"]);
    assert_eq!(found(&[("other.md", "# Other\n\nNothing is replaced.\n"), old]), NOTHING);
}

const LONG: &str = "The list of patients is kept by each clinic and sorted by the name of the doctor who sees them. It is printed \
    each morning at the front desk so that nobody has to wait in line for longer than is needed. In the evening the last person who \
    leaves the building shreds it, and on Fridays the cleaners empty the shredder into the blue bin behind the house. Whoever finds \
    a list in the street brings it back.\n";

#[test]
fn copies() {
    let changed = LONG.replace("Fridays", "Mondays");
    assert_eq!(found(&[("a.md", LONG), ("b.md", LONG)]), ["duplicate b.md / a.md"]);
    assert_eq!(found(&[("a.md", LONG), ("b.md", &changed)]), ["duplicate b.md / a.md"]);
    let other = "Every change is read by a second engineer before it is merged, and the tests must pass. Nobody merges a change of \
        their own. What is merged goes to the acceptance environment in the same hour, and to production in the next morning, \
        when somebody is there to look after it, or to take it back.\n";
    assert_eq!(found(&[("a.md", LONG), ("b.md", other)]), NOTHING);
}

#[test]
fn versions() {
    let (one, two) = ("# P\n\nIt holds in the one way.\n", "# P\n\nIt holds differently now.\n");
    assert_eq!(
        found(&[("policy-v1.md", one), ("policy-v2.md", two)]),
        ["several-versions policy-v1.md / policy-v2.md"]
    );
    assert_eq!(
        found(&[("policy.md", one), ("policy (1).md", two)]),
        ["several-versions policy (1).md / policy.md"]
    );
    assert_eq!(found(&[("03-policy.md", one), ("04-policy.md", two)]), NOTHING);
    assert_eq!(found(&[("a/policy.md", one), ("b/policy.md", two)]), NOTHING);
}
