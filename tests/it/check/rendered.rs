//! Diagnostics as a person reads them, in wide and in narrow terminals; codes, and their page in docs.

use countersign::check::{Allowed, Code, Style, render};

use super::{diagnose, printed, read};

const LONG_LINE: &str = "# Policy\n\n## 1 Scope\n\nThis is a line that goes on for very much longer than any terminal is wide, \
    since people who write Markdown leave the breaking of lines to their editor, and in the middle of it there is a reference to \
    section 4.2 that nobody will find, followed by many more words that have nothing to do with it, but are there all the same.\n";

#[test]
fn long_lines_are_cut_around_the_place() {
    let files = [
        ("policy.md", LONG_LINE),
        ("other.md", "# Other\n\n\tAt first\tMail [insert address].\r\n\r\n## 9 Empty\r\n"),
    ];
    insta::assert_snapshot!("cut_120", printed(&files, 120));
    insta::assert_snapshot!("cut_60", printed(&files, 60));
}

#[test]
fn every_kind_once() {
    let files = [
        (
            "a.md",
            "---\nreview: 2026-01-31\nsupersedes: old.md\n---\n# Audit\n\nInternal use only\n\nAudit logs are kept for 12 months. Itâ€™s so.\n",
        ),
        (
            "b.md",
            "# B\n\nWe at Ollerton Health Ltd retain audit logs for 90 days, see [this](gone.md) and see the Key Policy.\n\n## Empty\n\n## Full\n\nThe QRST is TBD. Mail a@ollerton.example, b@ollerton.example, c@ollerton.test.\n",
        ),
        ("code-v1.md", "# C\n\nOllerton Health Ltd is one way, see section 7.1 above.\n"),
        ("code-v2.md", "# C\n\nOllerton Health Limited is another way.\n"),
        ("old.md", "# Old\n\nThis is of old.\n"),
    ];
    insta::assert_snapshot!(printed(&files, 100));
}

#[test]
fn nothing_that_a_document_says_reaches_the_terminal() {
    let (documents, warnings) =
        read(&[("a.md", "# A\n\nA \u{1b}[31mred\u{1b}[0m one, \u{202e}back, is TBD.\n")]);
    for diagnostic in diagnose(&documents, &warnings, &[]) {
        let plain = render(&diagnostic, &documents, Style { width: 80, colour: false });
        assert!(!plain.contains(['\u{1b}', '\u{202e}']), "{plain:?}");
    }
}

#[test]
fn allowed_codes_are_not_told() {
    let (documents, warnings) = read(&[("a.md", "# A\n\nThe QRST is TBD.\n")]);
    assert_eq!(diagnose(&documents, &warnings, &[]).len(), 2);
    assert_eq!(diagnose(&documents, &warnings, &["acronym", "placeholder"]), []);
    insta::assert_snapshot!(Allowed::of(&["acronyms"]).unwrap_err(), @"“acronyms” is no code of a diagnostic; did you mean “acronym”?");
}

#[test]
fn every_code_is_explained() {
    let page = std::fs::read_to_string("docs/check.md").unwrap();
    let explained: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix("### ")).collect();
    let codes: Vec<String> =
        Code::ALL.iter().map(|code| format!("{code} ({})", code.severity().word())).collect();
    assert_eq!(explained, codes);
}
