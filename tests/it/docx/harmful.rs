//! What is named .docx and is none, and what does harm.

use super::made::{Made, p, zipped};
use super::{cited, read};

fn compound(stream: &str) -> Vec<u8> {
    let mut bytes = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    bytes.resize(512, 0);
    bytes.extend(format!("{stream}\0").encode_utf16().flat_map(u16::to_le_bytes));
    bytes.resize(1024, 0);
    bytes
}

#[test]
fn each_is_one_clear_error() {
    let whole = Made::body(p("", "Words.")).zipped();
    let cut = whole[..whole.len() / 2].to_vec();
    let part = |xml: &str| zipped(&[("word/document.xml", xml.as_bytes())]);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("no bytes", Vec::new()),
        ("encrypted", compound("EncryptedPackage")),
        ("doc", compound("WordDocument")),
        ("other compound", compound("Visio")),
        ("rtf", b"{\\rtf1 Words}".to_vec()),
        ("html", b"<!DOCTYPE html><p>Sign in".to_vec()),
        ("pdf", b"%PDF-1.7".to_vec()),
        ("text", b"Just words.".to_vec()),
        ("binary", vec![1, 2, 3, 0, 255]),
        ("cut off", cut),
        ("xlsx", zipped(&[("xl/workbook.xml", b"<x/>")])),
        ("odt", zipped(&[("mimetype", b"x"), ("content.xml", b"<x/>")])),
        ("zip", zipped(&[("a.txt", b"x")])),
        ("entities", part("<!DOCTYPE d [<!ENTITY a \"b\">]><w:document/>")),
        ("cut part", part("<w:document><w:body><w:p>")),
        ("no words", Made::body("<w:p/>").zipped()),
        (
            "a scan",
            Made::body("<w:p><w:r><w:drawing><a:blip xmlns:a=\"a\"/></w:drawing></w:r></w:p>").zipped(),
        ),
        ("..", zipped(&[("word/document.xml", b"<w:document/>"), ("../x", b"x")])),
    ];
    let said = cases.into_iter().map(|(name, bytes)| {
        let said = read(&bytes).map_or_else(|error| error.to_string(), |_| "read".to_owned());
        format!("{name}: {said}")
    });
    insta::assert_snapshot!(said.collect::<Vec<_>>().join("\n"), @r#"
    no bytes: policy.docx: there are no words in this file. Add its text, or remove it from the workspace
    encrypted: policy.docx: the file is protected by a password. Save a copy without one
    doc: policy.docx: this is an old Word document (.doc), not a .docx file. Open it and save it as .docx
    other compound: policy.docx: this is an OLE compound file of another program, not a .docx file. Save the document as .docx
    rtf: policy.docx: this is an RTF document, not a .docx file. Open it and save it as .docx
    html: policy.docx: this is a web page, not a .docx file. Open it in a browser; the real document may need a log-in
    pdf: policy.docx: this is a PDF, not a .docx file. Name it .pdf
    text: policy.docx: this is a text file, not a .docx file. Name it .txt or .md
    binary: policy.docx: the file is damaged: it is no zip package, as a .docx is. Ask for another copy, or open it and save it anew
    cut off: policy.docx: the file is damaged: the zip package: its end is missing; it was probably cut off. Ask for another copy, or open it and save it anew
    xlsx: policy.docx: this is a workbook, not a .docx file. Name it .xlsx
    odt: policy.docx: this is an OpenDocument file, not a .docx file. Open it and save it as .docx
    zip: policy.docx: this is a zip archive without a Word document in it, not a .docx file. Ask for the document itself
    entities: policy.docx: word/document.xml holds a document type definition, which no word processor writes; it is not read any further
    cut part: policy.docx: the file is damaged: word/document.xml: it ends too early; it was probably cut off. Ask for another copy, or open it and save it anew
    no words: policy.docx: there are no words in this file. Add its text, or remove it from the workspace
    a scan: policy.docx: the document holds pictures and no words. Add its text, or save it from the program that it was scanned with, with its text
    ..: policy.docx: the zip package holds a part named “../x”, which no word processor writes; it is not read any further
    "#);
}

#[test]
fn tables_in_tables_without_end_are_left_out() {
    let open = "<w:tbl><w:tr><w:tc>".repeat(200_000);
    let close = "<w:p/></w:tc></w:tr></w:tbl>".repeat(200_000);
    let body = format!("{}{open}{close}{}", p("", "Words above the table."), p("", "Words below the table."));
    insta::assert_snapshot!(cited(&Made::body(body).zipped()), @r#"
    | Words above the table.
    | Words below the table.
    warning: tables and boxes that lie too deep in one another were left out (2)
    "#);
}

#[test]
fn numbers_that_are_out_of_bounds_do_no_harm() {
    let list = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"99\"><w:lvlText w:val=\"%1\"/></w:lvl><w:lvl w:ilvl=\"0\">\
                <w:start w:val=\"4294967295\"/><w:numFmt w:val=\"lowerLetter\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum>\
                <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"77\"><w:startOverride w:val=\"9\"/></w:lvlOverride></w:num>";
    let item = |level: &str| {
        p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"1\"/></w:numPr>"), "An item of it.")
    };
    let wide = "<w:tbl><w:tr><w:trPr><w:gridBefore w:val=\"4000000000\"/></w:trPr><w:tc><w:tcPr><w:gridSpan w:val=\"4000000000\"/></w:tcPr>\
                <w:p><w:r><w:t>Wide</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>cells</w:t></w:r></w:p></w:tc></w:tr></w:tbl>";
    let body = [item("0"), item("0"), item("88"), item("-3"), wide.to_owned()].concat();
    let words = cited(&Made::body(body).with("numbering", "numbering", list).zipped());
    assert_eq!(words.matches("An item of it.").count(), 4, "{words}");
}

/// The parts of a document that another program wrote, in their order.
fn parts() -> Vec<(String, String)> {
    let bytes = std::fs::read("tests/fixtures/documents/word/access-control.pandoc.docx").unwrap();
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let count = archive.len();
    let part = |at| {
        let mut entry = archive.by_index(at).unwrap();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut entry, &mut text).unwrap();
        (entry.name().unwrap().into_owned(), text)
    };
    (0..count).map(part).collect()
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]
    /// A character changed anywhere: read, with every passage in its place, or refused; never a panic.
    #[test]
    fn flipped_characters(
        part in proptest::sample::select(vec!["word/document.xml", "word/styles.xml", "word/numbering.xml"]),
        place in proptest::prelude::any::<proptest::sample::Index>(),
        with in "[<>/\"'= &;a0☐]",
    ) {
        let mut parts = parts();
        let text = &mut parts.iter_mut().find(|(name, _)| name == part).unwrap().1;
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        let at = places[place.index(places.len())];
        let length = text[at..].chars().next().map_or(1, char::len_utf8);
        text.replace_range(at..at + length, &with);
        let parts: Vec<_> = parts.iter().map(|(name, text)| (name.as_str(), text.as_bytes())).collect();
        if let Ok((document, _)) = read(&zipped(&parts)) {
            for passage in &document.passages {
                assert!(document.slice(&passage.range).is_some_and(|words| !words.trim().is_empty()));
            }
        }
    }
}
