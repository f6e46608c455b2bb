//! Who may be told what: levels of disclosure, from front matter, from `workspace.toml`, by folder.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use serde_json::Value;

use super::{countersign, folder, run};

const PUBLIC: &str = "\
# Security overview

Customer data is encrypted at rest with AES-256.

The penetration test report is available to customers under NDA; write to the security team.
";

const UNDER_NDA: &str = "\
---
disclosure: nda
---
# Resilience

Backups of the production database are restored to an empty environment every quarter to test them.
";

const INTERNAL: &str = "\
# Firewall notes

Firewall rules of the office network are reviewed every six months by the network team.
";

const SETTINGS: &str = "\
[documents.\"internal/\"]
disclosure = \"internal\"
";

fn workspace() -> tempfile::TempDir {
    let root = folder(&[("overview.md", PUBLIC), ("resilience.md", UNDER_NDA), ("workspace.toml", SETTINGS)]);
    fs::create_dir(root.path().join("internal")).unwrap();
    fs::write(root.path().join("internal/firewall.md"), INTERNAL).unwrap();
    root
}

/// One line a question: what is said to each audience.
fn told(root: &Path, question: &str) -> String {
    let mut lines = String::new();
    for audience in ["public", "nda", "internal"] {
        let ran = run(countersign()
            .args(["ask", "--json", "--audience", audience, "--workspace"])
            .arg(root)
            .arg(question));
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let answer: Value = serde_json::from_str(&ran.out).unwrap();
        let withheld = answer["withheld"].as_str().unwrap_or("nothing");
        let said = answer["answer"].as_str().unwrap_or("—");
        writeln!(lines, "{audience}: {said} (withheld: {withheld})").unwrap();
    }
    lines
}

#[test]
fn each_audience_hears_what_it_may() {
    let root = workspace();
    assert_snapshot!(told(root.path(), "Is customer data encrypted at rest?"), @r"
    public: Customer data is encrypted at rest with AES-256. (withheld: nothing)
    nda: Customer data is encrypted at rest with AES-256. (withheld: nothing)
    internal: Customer data is encrypted at rest with AES-256. (withheld: nothing)
    ");
    assert_snapshot!(told(root.path(), "How often are backups tested by restoring them?"), @r"
    public: — (withheld: nda)
    nda: Backups of the production database are restored to an empty environment every quarter to test them. (withheld: nothing)
    internal: Backups of the production database are restored to an empty environment every quarter to test them. (withheld: nothing)
    ");
    assert_snapshot!(told(root.path(), "How often are firewall rules reviewed?"), @r"
    public: — (withheld: internal)
    nda: — (withheld: internal)
    internal: Firewall rules of the office network are reviewed every six months by the network team. (withheld: nothing)
    ");
}

/// Not a word of a document above the audience may stand anywhere in what is printed.
#[test]
fn a_withheld_document_leaves_no_word() {
    let root = workspace();
    let ran = run(countersign()
        .args(["ask", "--json", "--workspace"])
        .arg(root.path())
        .arg("How often are backups tested by restoring them?"));
    for word in ["resilience", "Resilience", "restored", "empty environment", "quarter"] {
        assert!(!ran.out.contains(word), "“{word}” in {}", ran.out);
    }
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_snapshot!(answer["reason"].as_str().unwrap(), @"only what is under NDA answers this; it is not quoted to this audience");
}

#[test]
fn an_open_row_says_how_to_get_more() {
    let root = workspace();
    let ran = run(countersign()
        .args(["ask", "--json", "--threshold", "0.99", "--workspace"])
        .arg(root.path())
        .arg("Please provide your latest penetration test report."));
    let answer: Value = serde_json::from_str(&ran.out).unwrap();
    assert_snapshot!(answer["offer"]["quote"].as_str().unwrap(), @"The penetration test report is available to customers under NDA; write to the security team.");
}

/// Each fault of `workspace.toml` or front matter: nothing is served with a level that was not meant.
#[test]
fn faults_of_settings_are_errors() {
    let mut lines = String::new();
    for settings in [
        "disclsure = \"nda\"",
        "disclosure = \"secret\"",
        "[documents.\"overveiw.md\"]\ndisclosure = \"nda\"",
        "[documents.\"overview.md\"]\nreviewed = 2024-01-01",
        "[documents.\"overview.md\"]\nreview = \"next spring\"",
        "threshold = 7",
        "names = [\"Acme\", 3]",
        "name = ",
    ] {
        let root = folder(&[("overview.md", PUBLIC), ("workspace.toml", settings)]);
        let ran = run(countersign().args(["passages", "--workspace"]).arg(root.path()));
        assert_eq!(ran.code, 1);
        lines.push_str(&ran.err.replace(&root.path().display().to_string(), "ROOT"));
    }
    assert_snapshot!(lines, @r"
    error: ROOT/workspace.toml: “disclsure” is not known; did you mean “disclosure”?
    error: ROOT/workspace.toml: disclosure: “secret” is no level of disclosure; expected public, nda or internal
    error: ROOT/workspace.toml: it speaks of “overveiw.md”, and there is no such document in the folder; did you mean “overview.md”?
    error: ROOT/workspace.toml: “reviewed” of “overview.md” is not known; did you mean “review”?
    error: ROOT/workspace.toml: review of “overview.md” is next spring, but should be a date such as 2024-11-20
    error: ROOT/workspace.toml: threshold should be a number from 0 to 1, such as 0.6
    error: ROOT/workspace.toml: names should hold words in quotes only
    error: ROOT/workspace.toml: line 1: string values must be quoted, expected literal string
    ");
}

#[test]
fn a_misspelt_level_in_front_matter_keeps_the_document_out() {
    let slip = UNDER_NDA.replace("disclosure: nda", "disclosrue: nda");
    let other = UNDER_NDA.replace("disclosure: nda", "disclosure: confidential");
    let root = folder(&[("overview.md", PUBLIC), ("slip.md", &slip), ("word.md", &other)]);
    let ran = run(countersign().args(["passages", "--workspace"]).arg(root.path()));
    assert_snapshot!(ran.err, @r"
    warning: slip.md skipped: its front matter has “disclosrue”, which is not known; did you mean “disclosure”? (not served until this is corrected)
    warning: word.md skipped: its front matter says disclosure: “confidential” is no level of disclosure; expected public, nda or internal (not served until this is corrected)
    ");
}

#[test]
fn a_superseded_document_is_not_quoted() {
    let new = "---\nsupersedes: old.md\n---\n# Backups\n\nBackups are taken every hour.\n";
    let root = folder(&[("new.md", new), ("old.md", "# Backups\n\nBackups are taken every night.\n")]);
    let ran =
        run(countersign().args(["ask", "--workspace"]).arg(root.path()).arg("How often are backups taken?"));
    assert_snapshot!(format!("{}{}", ran.err, ran.out.lines().next().unwrap()), @r"
    warning: old.md is not quoted: new.md says that it supersedes it
    Backups are taken every hour.
    ");
}
