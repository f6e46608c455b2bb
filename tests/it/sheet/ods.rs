//! OpenDocument spreadsheets: read as they show, filled in place, repeated rows and cells taken apart only where an
//! answer goes.

use std::io::Cursor;

use calamine::{Data, Ods, Reader as _};
use countersign::sheet::{self, CellAnswer, Format, Marking, Value};
use countersign::workbook::Position;
use proptest::prelude::*;

use super::made::{Made, entries, part};
use super::rendered;

const NAMES: &str = r#"xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0""#;

fn spreadsheet(tables: &str) -> Made {
    let styles = r##"<style:style style:name="head" style:family="table-cell"><style:table-cell-properties fo:background-color="#d9d9d9" fo:border="0.5pt solid #000"/><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="open" style:family="table-cell" style:parent-style-name="base"><style:table-cell-properties style:cell-protect="none"/></style:style><style:style style:name="base" style:family="table-cell"><style:table-cell-properties fo:background-color="#fff9e5"/></style:style><style:style style:name="off" style:family="table"><style:table-properties table:display="false"/></style:style>"##;
    let content = format!(
        r#"<office:document-content {NAMES}><office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    Made(Vec::new())
        .and("mimetype", b"application/vnd.oasis.opendocument.spreadsheet")
        .and("content.xml", content.as_bytes())
        .and("Pictures/logo.bin", b"logo")
        .and("meta.xml", format!("<office:document-meta {NAMES}><office:meta><meta:generator>x</meta:generator></office:meta></office:document-meta>").as_bytes())
        .and("META-INF/manifest.xml", b"<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/></manifest:manifest>")
}

fn said(text: &str) -> String {
    format!(r#"<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>"#)
}

fn sample() -> Made {
    let rules = r#"<table:content-validations><table:content-validation table:name="v1" table:condition="of:cell-content-is-in-list(&quot;Yes&quot;;&quot;No&quot;)"/><table:content-validation table:name="v2" table:condition="of:cell-content-is-in-list([$Lists.$A$1:.$A$2])" table:base-cell-address="Q.B4"><table:error-message table:message-type="warning"/></table:content-validation><table:content-validation table:name="v3" table:condition="of:cell-content-is-whole-number() and cell-content-is-between(0,4)"/></table:content-validations>"#;
    let head: String = ["Question", "Answer", "Comment"]
        .map(|text| said(text).replace("<table:table-cell", r#"<table:table-cell table:style-name="head""#))
        .concat();
    let rows = [
        format!("<table:table-header-rows><table:table-row>{head}</table:table-row></table:table-header-rows>"),
        format!(r#"<table:table-row>{}<table:table-cell table:style-name="open" table:content-validation-name="v1"/><table:table-cell table:style-name="open"/></table:table-row>"#, said("Is <text:span>MFA</text:span> on?<text:s text:c=\"2\"/>Always?</text:p><text:p>Really?")),
        format!(r#"<table:table-row table:number-rows-repeated="3">{}<table:table-cell table:style-name="open" table:content-validation-name="v2" table:number-columns-repeated="3"/></table:table-row>"#, said("Repeated")),
        format!(r#"<table:table-row>{}<table:table-cell table:content-validation-name="v3"><office:annotation><text:p>note</text:p></office:annotation></table:table-cell><table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell></table:table-row>"#, said("Score")),
        r#"<table:table-row table:visibility="collapse"><table:table-cell table:number-columns-spanned="2" office:value-type="percentage" office:value="0.5"><text:p>50 %</text:p></table:table-cell><table:covered-table-cell/></table:table-row>"#.to_owned(),
        r#"<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:style-name="base" table:number-columns-repeated="16384"/></table:table-row>"#.to_owned(),
    ];
    let lists = r#"<table:table table:name="Lists" table:style-name="off"><table:table-row><table:table-cell office:value-type="string"><text:p>Ja</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell office:value-type="string"><text:p>Nein</text:p></table:table-cell></table:table-row></table:table>"#;
    spreadsheet(&format!(
        r#"{rules}<table:table table:name="Q" table:protected="true"><table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="open"/><table:table-column table:visibility="collapse" table:number-columns-repeated="1"/>{}</table:table>{lists}"#,
        rows.concat()
    ))
}

fn answer(sheet: usize, cell: &str, value: Value) -> CellAnswer {
    CellAnswer { sheet, at: cell.parse().unwrap(), value }
}

fn text(cell: &str, text: &str) -> CellAnswer {
    answer(0, cell, Value::Text(text.to_owned()))
}

#[test]
fn what_a_spreadsheet_holds() {
    let (original, workbook) = sheet::read("q.ods", sample().zipped()).unwrap();
    assert_eq!(original.format(), Format::Ods);
    insta::assert_snapshot!("ods", rendered(&workbook));
}

#[test]
fn answers_in_their_cells() {
    let made = sample();
    let (original, before) = sheet::read("q.ods", made.zipped()).unwrap();
    let answers = [
        text("B2", "Yes"),
        text("C2", "  two  spaces\tand <tab>\nline "),
        text("B4", "anything, for the list is lenient"),
        text("C5", "x"),
        text("D3", "y"),
        text("B6", "3"),
        text("C6", "over a formula"),
        text("B7", "covered"),
        text("A3", "locked"),
        answer(1, "A4", Value::Bool(true)),
        answer(1, "C2", Value::Number(0.5)),
        answer(7, "A1", Value::Bool(true)),
    ];
    let marking = Marking { draft: true, note: String::new() };
    let filled = original.fill(&answers, &marking).unwrap();
    let mut out: Vec<_> =
        filled.refused.iter().map(|r| format!("{} {}: {}", r.sheet, r.at, r.reason)).collect();
    out.extend(filled.warnings.clone());
    let after = rendered(&sheet::read("q.ods", filled.bytes.clone()).unwrap().1);
    let before: Vec<_> = rendered(&before).lines().map(str::to_owned).collect();
    out.extend(after.lines().filter(|line| !before.iter().any(|old| old == line)).map(str::to_owned));
    let content = part(&filled.bytes, "content.xml");
    out.push(
        content[content.find("<table:table ").unwrap()..].replace("<table:table-row", "\n<table:table-row"),
    );
    out.push(part(&filled.bytes, "meta.xml"));
    insta::assert_snapshot!("ods_filled", out.join("\n"));
    for (name, crc, bytes) in entries(&made.zipped()) {
        let kept = entries(&filled.bytes).contains(&(name.clone(), crc, bytes));
        assert_eq!(kept, !filled.parts_changed.contains(&name), "{name}");
    }
    let twice = sheet::read("q.ods", filled.bytes)
        .unwrap()
        .0
        .fill(&[], &Marking { draft: false, note: "by A. B.".into() })
        .unwrap();
    assert_eq!(part(&twice.bytes, "meta.xml").matches("Countersign").count(), 1);
}

#[test]
fn sealed_spreadsheets() {
    let encrypted = sample().with("META-INF/manifest.xml", |text| {
        text.replace(
            "/></manifest:manifest>",
            "><manifest:encryption-data/></manifest:file-entry></manifest:manifest>",
        )
    });
    let signed = sample().and("META-INF/documentsignatures.xml", b"<x/>");
    for (made, word) in [(encrypted, "encrypted"), (signed, "signed")] {
        assert!(sheet::read("q.ods", made.zipped()).unwrap_err().to_string().contains(word));
    }
}

proptest! {
    #[test]
    fn any_text_reads_back(given in "[ \t\n]{0,3}[a-z<&_ \t\n]{0,12}|\\PC{1,12}", row in 2u32..12, column in 2u32..6) {
        let made = spreadsheet(r#"<table:table table:name="Q"><table:table-row table:number-rows-repeated="4"><table:table-cell/><table:table-cell table:number-columns-repeated="3"/></table:table-row><table:table-row/></table:table>"#);
        let at = Position::new(row, column);
        let (original, _) = sheet::read("q.ods", made.zipped()).unwrap();
        let filled = original.fill(&[CellAnswer { sheet: 0, at, value: Value::Text(given.clone()) }], &Marking::default()).unwrap();
        if let [(_, written)] = filled.written[..] {
            let mut reader = Ods::new(Cursor::new(filled.bytes)).unwrap();
            let range = reader.worksheet_range("Q").unwrap();
            prop_assert_eq!(range.get_value((written.row.0 - 1, written.column.0 - 1)), Some(&Data::String(given)));
        }
    }

    #[test]
    fn flipped_characters(place in any::<prop::sample::Index>(), with in "[<>/\"'= &;a019]") {
        let made = sample().with("content.xml", |text| {
            let at = place.index(text.len());
            if text.is_char_boundary(at) && text.is_char_boundary(at + 1) { format!("{}{with}{}", &text[..at], &text[at + 1..]) } else { text.to_owned() }
        });
        if let Ok((original, _)) = sheet::read("q.ods", made.zipped()) {
            drop(original.fill(&[text("B2", "Yes"), text("C4", "x")], &Marking::default()));
        }
    }
}
