//! PDFs that other programs made: the same passages as the Markdown they were made from, on the right pages; hostile and
//! empty ones end in one clear line. tests/fixtures/documents/make_pdfs.py makes them.

use std::fs;
use std::path::Path;

use countersign::document::{Document, DocumentName, Passage, Warning};
use countersign::parse::{ParseError, parse};
use countersign::sandbox::{Limits, Sandbox};
use countersign::words::{fold, plain};
use proptest::prelude::*;

fn bytes(file: &str) -> Vec<u8> {
    fs::read(Path::new("tests/fixtures/documents").join(file)).unwrap()
}

fn read(file: &str) -> Result<(Document, Vec<Warning>), ParseError> {
    parse(DocumentName::new(file), &bytes(file))
}

/// Path and words of every passage, as they are searched for.
fn passages(file: &str) -> Vec<String> {
    let (document, warnings) = read(file).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    let line = |passage: &Passage| {
        let words = document.slice(&passage.range).unwrap().replace('|', " ");
        format!("{} | {}", document.path_of(passage).join(" › "), fold(&plain(&words)))
    };
    document.passages.iter().map(line).collect()
}

/// Page and words of every passage.
fn pages(file: &str) -> String {
    let (document, _) = read(file).unwrap();
    let line = |passage: &Passage| {
        let page = document.page_of(passage.range.start).unwrap();
        format!("{page} {}\n", document.slice(&passage.range).unwrap())
    };
    document.passages.iter().map(line).collect()
}

#[test]
fn one_column_and_two_read_as_the_markdown_they_were_made_from() {
    let wanted = passages("policy.md");
    for file in ["policy.pdf", "columns.pdf"] {
        assert_eq!(passages(file).join("\n"), wanted.join("\n"), "{file}");
        assert_eq!(read(file).unwrap().0.title, "Key Management Policy");
    }
}

#[test]
fn tables_over_pages_and_small_headings_read_as_the_markdown_they_were_made_from() {
    let wanted = passages("shapes.md");
    for file in ["shapes.word.pdf", "shapes.web.pdf", "shapes.printed.pdf", "shapes.ruled.pdf"] {
        assert_eq!(passages(file).join("\n"), wanted.join("\n"), "{file}");
    }
}

#[test]
fn a_term_names_what_is_indented_below_it_and_an_item_may_begin_with_smaller_letters() {
    insta::assert_snapshot!(passages("terms.pdf").join("\n"), @r"
     | these words mean the same in all parts.
    Terms › Tenant | the space of one customer.
    Terms › Tenant | what is in it is kept apart by a key.
    Terms › Record | a row with its attachments.
    Terms › Recovery point objective | the most data, counted in time, that may be lost.
    Terms | other words mean what they mean in the law.
    Files | out/orders/2026/register-of-orders.filled.xlsx: for the reviewer, one row an order, with all that was decided and by whom, and the day on which it was.
    ");
}

#[test]
fn running_heads_and_feet_are_no_part_of_the_text() {
    let (document, _) = read("policy.pdf").unwrap();
    assert!(document.pages.len() > 1);
    assert!(!document.text.contains("Confidential") && !document.text.contains("Document owner"));
}

#[test]
fn words_that_lines_broke_are_whole_and_a_sentence_is_on_the_page_where_it_begins() {
    insta::assert_snapshot!(pages("hyphens.pdf"), @r"
    1 Backups are encrypted, and the encryption keys are kept apart.
    1 Traffic is end-to-end protected; what is end-to-end protected cannot be read by us.
    1 All encryption is checked, and every proxy is protected against a loss that nobody has foreseen.
    2 The second page goes on.
    ");
    let (document, _) = read("hyphens.pdf").unwrap();
    let second = &document.text[document.pages[1]..];
    assert!(second.starts_with("seen. The second page"), "{second}");
}

#[test]
fn what_cannot_be_read_says_why_in_one_line() {
    let mut out = String::new();
    for file in ["scanned.pdf", "locked.pdf", "truncated.pdf", "doubling.pdf"] {
        out += &format!("{}\n", read(file).unwrap_err());
    }
    insta::assert_snapshot!(out, @r"
    scanned.pdf: its 2 pages are pictures of text, without words. Run text recognition over it, or add the original
    locked.pdf: the file is protected by a password. Save a copy without one
    truncated.pdf: the file is damaged: it is no PDF, or its end is missing. Ask for another copy, or open it and save it anew
    doubling.pdf: the file is damaged: its pages draw more than any document needs. Ask for another copy, or open it and save it anew
    ");
}

#[test]
fn circles_end_and_a_file_without_a_password_opens() {
    for file in ["looping.pdf", "restricted.pdf"] {
        let wanted = "1 Keys are rotated every 90 days by the platform team.\n";
        assert_eq!(pages(file), wanted, "{file}");
    }
}

#[test]
fn the_child_process_gives_what_is_read_here() {
    let sandbox = Sandbox::new(assert_cmd::cargo::cargo_bin!("countersign"), Limits::default());
    for file in ["policy.pdf", "scanned.pdf", "looping.pdf"] {
        let there = sandbox.document(&DocumentName::new(file), &bytes(file)).map_err(|e| e.to_string());
        let here = read(file).map_err(|e| e.to_string());
        assert_eq!(format!("{there:?}"), format!("{here:?}"), "{file}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever a file has been through, it is read or refused, and what is cited is there.
    #[test]
    fn damaged_files_are_read_or_refused(
        file in prop::sample::select(vec!["policy.pdf", "columns.pdf", "hyphens.pdf"]),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        cut in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = bytes(file);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok((document, _)) = parse(DocumentName::new(file), &bytes) {
            for passage in &document.passages {
                prop_assert!(document.slice(&passage.range).is_some_and(|words| !words.trim().is_empty()));
            }
            prop_assert!(document.pages.is_sorted());
        }
    }
}
