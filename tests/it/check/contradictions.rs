//! Two places that cannot both be so; and many more pairs that can.

use super::{NOTHING, found};

/// Two documents of a sentence each.
fn between(first: &str, second: &str) -> Vec<String> {
    let (first, second) = (format!("# One\n\n{first}\n"), format!("# Two\n\n{second}\n"));
    found(&[("a.md", &first), ("b.md", &second)])
}

#[test]
fn figures_that_contradict_each_other() {
    for (first, second, one, other) in [
        (
            "Passwords must be at least 14 characters long.",
            "Passwords have 12 characters or more.",
            "14 characters",
            "12 characters",
        ),
        ("Audit logs are kept for 12 months.", "We retain audit logs for 90 days.", "12 months", "90 days"),
        (
            "Application logs: 12 months.",
            "Application logs are stored for 6 months.",
            "12 months",
            "6 months",
        ),
        ("Backups are made daily.", "Backups are taken once a week.", "daily", "once a week"),
        ("Backups are kept for 35 days.", "We keep backups for thirty days.", "35 days", "thirty days"),
        ("The RTO of the portal is 4 hours.", "The RTO of the portal is 8 hours.", "4 hours", "8 hours"),
        (
            "Browsers connect over TLS 1.2 or newer.",
            "Data in transit is encrypted with TLS 1.0 and above.",
            "TLS 1.2",
            "TLS 1.0",
        ),
        (
            "Data at rest is encrypted with AES-256.",
            "Data at rest is encrypted with AES-128.",
            "AES-256",
            "AES-128",
        ),
        (
            "We notify customers of a breach within 72 hours.",
            "Customers are informed of an incident within one day.",
            "72 hours",
            "one day",
        ),
        (
            "An account is locked after five failed attempts.",
            "Accounts are locked after 10 unsuccessful login attempts.",
            "five failed attempts",
            "10 unsuccessful login attempts",
        ),
        (
            "Customer data is deleted 90 days after the contract ends.",
            "After the contract ends, customer data is kept for 60 days.",
            "90 days",
            "60 days",
        ),
        (
            "A penetration test is performed annually.",
            "An outside firm performs a penetration test twice a year.",
            "annually",
            "twice a year",
        ),
        (
            "Critical vulnerabilities are patched within 7 days.",
            "Critical patches are installed within 72 hours.",
            "7 days",
            "72 hours",
        ),
        ("The service is hosted in Frankfurt.", "All data is stored in Dublin.", "Frankfurt", "Dublin"),
        (
            "Our Data Protection Officer is Ines Marlowe.",
            "DPO: Oskar Lindqvist",
            "Ines Marlowe",
            "Oskar Lindqvist",
        ),
        (
            "The warehouse holds parcels for 5 days.",
            "Parcels are held in the warehouse for 8 days.",
            "5 days",
            "8 days",
        ),
    ] {
        let expected = format!("contradiction b.md:3 “{other}” / a.md:3 “{one}”");
        assert_eq!(between(first, second), [expected], "{first} {second}");
    }
}

#[test]
fn figures_that_can_both_be_so() {
    for (first, second) in [
        // The same in other words.
        ("Audit logs are kept for 12 months.", "We retain audit logs for one year."),
        ("Audit logs are kept for 90 days.", "We retain audit logs for three months."),
        ("Access rights are reviewed at least annually.", "Access rights are reviewed quarterly."),
        ("Browsers connect over TLS 1.2 or newer.", "Browsers connect over TLS 1.3."),
        ("The service is hosted in Frankfurt.", "All data is stored in Germany."),
        ("All data is stored in the EU.", "The service is hosted in Dublin."),
        // Another's, or of something else.
        (
            "Customer passwords have at least 10 characters.",
            "Employees use passwords of at least 16 characters.",
        ),
        (
            "Passwords have at least 10 characters.",
            "Passwords of administrators have at least 16 characters.",
        ),
        ("Audit logs are kept for 12 months.", "Application logs are kept for 90 days."),
        ("Daily backups are kept for 30 days.", "Monthly backups are kept for 12 months."),
        ("Full backups are made weekly.", "Incremental backups are made daily."),
        ("Backups are kept for 30 days.", "Logs are kept for 90 days."),
        (
            "We notify customers of a breach within 24 hours.",
            "We notify the authority of a breach within 72 hours.",
        ),
        (
            "Critical vulnerabilities are patched within 7 days.",
            "High vulnerabilities are patched within 30 days.",
        ),
        ("The RTO of the portal is 4 hours.", "The RTO of the API is 2 hours."),
        ("The RTO is 4 hours.", "The RPO is 1 hour."),
        ("The service is hosted in Frankfurt.", "Backups are stored in Dublin."),
        ("The service is hosted in Frankfurt.", "Our office is located in Paris."),
        ("Production data is stored in Frankfurt.", "Customers may choose to have data stored in Dublin."),
        (
            "Sessions end after 15 minutes of inactivity.",
            "Sessions in the admin console end after 60 minutes of inactivity.",
        ),
        // Conditions, plans, memories, ranges, negations.
        ("Audit logs are kept for 12 months.", "If a customer asks, audit logs are kept for 24 months."),
        ("Audit logs are kept for 12 months.", "We plan to keep audit logs for 24 months."),
        ("Audit logs were kept for 3 months.", "Audit logs are kept for 12 months."),
        ("Audit logs are kept for 12 months.", "Audit logs are kept for 6 to 24 months."),
        ("Audit logs are kept for 12 months.", "Audit logs are not kept for 24 months."),
        ("TLS 1.2 is used.", "TLS 1.0 is disabled."),
        ("TLS 1.2 is used.", "We use TLS 1.3 and TLS 1.2; TLS 1.0 and 1.1 are disabled."),
        ("Our Data Protection Officer is Ines Marlowe.", "Our Security Officer is Oskar Lindqvist."),
        ("Our Data Protection Officer is Ines Marlowe.", "The Data Protection Officer is Head of Legal."),
    ] {
        assert_eq!(between(first, second), NOTHING, "{first} {second}");
    }
}

#[test]
fn headings_and_leads_say_what_a_figure_is_of() {
    let first = "# One\n\n## Passwords\n\nPasswords must:\n\n- have at least 14 characters;\n- be secret.\n";
    let second = "# Two\n\n## Password length\n\n- At least 12 characters.\n";
    assert_eq!(
        found(&[("a.md", first), ("b.md", second)]),
        ["contradiction b.md:5 “12 characters” / a.md:7 “14 characters”"]
    );
}

#[test]
fn within_one_document_only_across_sections() {
    let text = |second: &str| {
        format!(
            "# P\n\n## One\n\nBackups are kept for 35 days.\n\n{second}Our backups are kept for 60 days.\n"
        )
    };
    let beside = text("");
    assert_eq!(found(&[("a.md", &beside)]).len(), 1, "the very same words contradict each other anywhere");
    let apart = text("## Two\n\n");
    assert_eq!(found(&[("a.md", &apart)]), ["contradiction a.md:9 “60 days” / a.md:5 “35 days”"]);
    let table = "# P\n\n| What | Kept for |\n|---|---|\n| Orders | 30 days |\n| Returns | 60 days |\n";
    assert_eq!(found(&[("a.md", table)]), NOTHING);
}

#[test]
fn the_value_that_stands_alone_is_the_odd_one() {
    let page = |words: &str| format!("# P\n\nAudit logs are kept for {words}.\n");
    let (a, b, c) = (page("90 days"), page("12 months"), page("one year"));
    assert_eq!(
        found(&[("a.md", &a), ("b.md", &b), ("c.md", &c)]),
        ["contradiction a.md:3 “90 days” / b.md:3 “12 months”"]
    );
}
