//! Documents that pandoc and LibreOffice made of Markdown, and one with the styles of Word's own template.

use std::fs;
use std::path::Path;

use countersign::document::{Document, DocumentName};
use countersign::parse::parse;
use countersign::words::{fold, plain};

const FOLDER: &str = "tests/fixtures/documents/word";

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(FOLDER).join(name)).unwrap()
}

/// Path, kind and words of every passage, markup off.
fn said(document: &Document) -> Vec<String> {
    let passages = document.passages.iter().map(|passage| {
        let words = document.slice(&passage.range).unwrap().replace('|', " ");
        let words: Vec<_> = fold(&plain(&words)).split_whitespace().map(str::to_owned).collect();
        format!("{} | {:?} | {}", document.path_of(passage).join(" › "), passage.kind, words.join(" "))
    });
    passages.collect()
}

#[test]
fn what_other_programs_wrote_reads_as_its_markdown_does() {
    for name in ["access-control", "questions"] {
        let markdown = parse(DocumentName::new("page.md"), &file(&format!("{name}.md"))).unwrap().0;
        for program in ["pandoc", "libreoffice"] {
            let bytes = file(&format!("{name}.{program}.docx"));
            let (document, warnings) = super::read(&bytes).unwrap();
            assert_eq!(said(&document).join("\n"), said(&markdown).join("\n"), "{name} by {program}");
            assert_eq!(document.title, markdown.title, "{name} by {program}");
            assert!(warnings.is_empty(), "{warnings:?}");
        }
    }
}

#[test]
fn the_styles_of_words_own_template() {
    let bytes = file("styles.docx");
    insta::assert_snapshot!(super::cited(&bytes), @r#"
    | For all who buy
    Selection | Suppliers are assessed before they are used.
    Selection › Criteria | The assessment looks at:
    Selection › Criteria | certificates,  ← The assessment looks at:
    Selection › Criteria | of the supplier itself,  ← certificates,
    Selection › Criteria | and its location.  ← The assessment looks at:
    Selection › Steps › 1 | Ask for the report.
    Selection › Steps › 2 | Read the report.
    Selection › Steps › 3 | Record what was found.
    Selection › Steps | Northwind Hosting | Germany  ← Supplier | Country
    Selection › Steps | Pelican Mail | Ireland  ← Supplier | Country
    Selection › Steps | “Quoted words are shown as they are.”
    "#);
    assert_eq!(super::read(&bytes).unwrap().0.title, "Supplier Policy");
}
