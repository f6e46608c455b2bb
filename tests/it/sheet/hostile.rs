//! Files made to do harm, and files that are damaged: each ends in one clear line, soon and in little memory.

use std::io::{Cursor, Write};

use countersign::sheet;
use countersign::workbook::{Area, Areas, Position};
use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::fixture;
use super::made::Made;

fn error(bytes: Vec<u8>) -> String {
    sheet::read("q.xlsx", bytes)
        .map(|(_, workbook)| format!("read: {:?}", workbook.warnings))
        .unwrap_or_else(|e| e.to_string())
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn what_other_files_are() {
    let wide: Vec<u8> = "Workbook\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut xls = vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    xls.resize(512, 0);
    xls.extend(wide);
    xls.resize(1024, 0);
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("empty", Vec::new()),
        ("xls", xls),
        ("csv", b"Question,Answer\nDo you?,\n".to_vec()),
        ("pdf", b"%PDF-1.7\n".to_vec()),
        ("text", b"hello".to_vec()),
        ("xml", b"<?xml version=\"1.0\"?><Workbook/>".to_vec()),
        ("binary", vec![1, 2, 0, 255, 254]),
        ("pptx", zipped(&[("ppt/presentation.xml", b"<x/>")])),
        ("xlsb", zipped(&[("xl/workbook.bin", b"x")])),
        ("ods", zipped(&[("mimetype", b"x"), ("content.xml", b"<x/>")])),
        ("zip", zipped(&[("a.txt", b"x")])),
        ("empty zip", zipped(&[])),
    ];
    let lines: Vec<_> = cases.into_iter().map(|(name, bytes)| format!("{name}: {}", error(bytes))).collect();
    insta::assert_snapshot!("other_files", lines.join("\n"));
}

#[test]
fn harmful_packages() {
    let sheet = Made::sheet("<sheetData/>");
    let zeros = vec![b' '; 40 << 20];
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("bomb", sheet.clone().and("xl/media/bomb.bin", &zeros).zipped()),
        ("..", sheet.clone().and("../../etc/passwd", b"x").zipped()),
        ("absolute", sheet.clone().and("/etc/passwd", b"x").zipped()),
        ("same name, other case", sheet.clone().and("XL/Worksheets/Sheet1.xml", b"x").zipped()),
        (
            "entity",
            sheet
                .clone()
                .with("xl/worksheets/sheet1.xml", |text| {
                    format!(
                        "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>{}",
                        text.replace(
                            "<sheetData/>",
                            "<sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData>"
                        )
                    )
                })
                .zipped(),
        ),
        (
            "undeclared entity",
            Made::sheet("<sheetData><row><c t=\"str\"><v>&a;</v></c></row></sheetData>").zipped(),
        ),
        (
            "forged string count",
            sheet
                .clone()
                .with("xl/_rels/workbook.xml.rels", |text| {
                    text.replace(
                        "</Relationships>",
                        &format!(
                            "{}</Relationships>",
                            super::made::relation(50, "sharedStrings", "sharedStrings.xml")
                        ),
                    )
                })
                .and("xl/sharedStrings.xml", b"<sst uniqueCount=\"99999999999\"><si><t>x</t></si></sst>")
                .zipped(),
        ),
        (
            "cut off",
            sheet.clone().with("xl/worksheets/sheet1.xml", |text| text[..text.len() - 5].to_owned()).zipped(),
        ),
        (
            "no sheet part",
            sheet
                .clone()
                .with("xl/_rels/workbook.xml.rels", |text| text.replace("sheet1.xml", "sheet9.xml"))
                .zipped(),
        ),
        ("not a worksheet", sheet.with("xl/worksheets/sheet1.xml", |_| "<html/>".to_owned()).zipped()),
    ];
    let lines: Vec<_> = cases.into_iter().map(|(name, bytes)| format!("{name}: {}", error(bytes))).collect();
    insta::assert_snapshot!("harmful", lines.join("\n"));
}

/// The zip is whole, what is in it is not: the part is named, whatever the format.
#[test]
fn parts_that_are_cut_off() {
    let whole = Made::sheet("<sheetData><row><c t=\"str\"><v>x</v></c></row></sheetData>");
    let two = Made::workbook(&[("Good", "<sheetData/>"), ("Bad", "<sheetData/>")]);
    let cut = |made: Made, part: &str, to: usize| made.with(part, |text| text[..to].to_owned()).zipped();
    let main = "xl/worksheets/sheet1.xml";
    let ods = |content: &str| {
        zipped(&[
            ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
            ("content.xml", content.as_bytes()),
        ])
    };
    let docx = |document: &str| {
        let relations =
            super::made::related(&super::made::relation(1, "officeDocument", "word/document.xml"));
        zipped(&[("_rels/.rels", relations.as_bytes()), ("word/document.xml", document.as_bytes())])
    };
    let cases: Vec<(&str, Vec<u8>)> = vec![
        ("sheet, in its rows", cut(whole.clone(), main, 190)),
        ("sheet, in a tag", cut(whole.clone(), main, 30)),
        ("sheet, at its start", cut(whole.clone(), main, 0)),
        ("one of two sheets", cut(two, "xl/worksheets/sheet2.xml", 100)),
        ("workbook", cut(whole.clone(), "xl/workbook.xml", 0)),
        ("workbook without sheets", whole.with("xl/workbook.xml", |_| "<workbook/>".to_owned()).zipped()),
        ("ods, in a tag", ods("<office:document-content><office:body><office:spread")),
        ("ods, in its rows", ods("<office:document-content><office:body><office:spreadsheet><table:table>")),
        ("ods, at its start", ods("<?xml version=\"1.0\"?>")),
        ("docx, in its body", docx("<w:document><w:body><w:p>")),
        ("docx, at its start", docx("")),
    ];
    let lines: Vec<_> = cases.into_iter().map(|(name, bytes)| format!("{name}: {}", error(bytes))).collect();
    insta::assert_snapshot!("cut_off", lines.join("\n"));
}

/// A sheet that claims and uses its whole 17 billion cells, with hidden columns to the end.
#[test]
fn far_cells_cost_nothing() {
    let made = Made::sheet(
        r#"<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" hidden="1" width="9"/></cols><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row><row r="1048577"><c r="A1048577"/></row></sheetData><mergeCells><mergeCell ref="A2:XFD1048575"/></mergeCells>"#,
    );
    let (_, workbook) = sheet::read("far.xlsx", made.zipped()).unwrap();
    let sheet = &workbook.sheets[0];
    assert_eq!(sheet.cells.len(), 2);
    assert_eq!(sheet.text(Position::new(Position::LAST_ROW, Position::LAST_COLUMN)), "2");
    assert!(sheet.merge_at(Position::new(500_000, 77)).is_some());
    assert_eq!(workbook.warnings, ["sheet “S”: a row numbered 1048577 is left out"]);
}

#[test]
fn a_million_merges() {
    let areas: Areas =
        (0..1_000_000u32).map(|n| Area::between(Position::new(n + 1, 1), Position::new(n + 1, 3))).collect();
    assert_eq!(areas.at(Position::new(777_777, 2)).map(Area::to_string).as_deref(), Some("A777777:C777777"));
    assert_eq!(areas.at(Position::new(777_777, 4)), None);
    let made = Made::sheet(&format!(
        "<sheetData/><mergeCells>{}</mergeCells>",
        "<mergeCell ref=\"A1:B1\"/>".repeat((1 << 20) + 1)
    ));
    insta::assert_snapshot!(error(made.zipped()), @"q.xlsx: the number of merged areas of sheet “S” is more than this program reads (1048576 areas); split the file, or remove what is not needed");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// The lookup finds what looking at each in turn finds.
    #[test]
    fn areas_are_found(rows in proptest::collection::vec((1u32..40, 0u32..9, 1u32..9, 0u32..3), 1..30), at in (1u32..50, 1u32..12)) {
        let mut list: Vec<Area> = Vec::new();
        for (row, height, column, width) in rows {
            let area = Area::between(Position::new(row, column), Position::new(row + height, column + width));
            let apart = |other: &Area| area.last.row < other.first.row || other.last.row < area.first.row
                || area.last.column < other.first.column || other.last.column < area.first.column;
            if list.iter().all(apart) {
                list.push(area);
            }
        }
        let at = Position::new(at.0, at.1);
        let areas = Areas::from(list.clone());
        prop_assert_eq!(areas.at(at), list.iter().find(|area| area.contains(at)));
    }

    /// A byte changed anywhere: read or refused, never a panic.
    #[test]
    fn flipped_bytes(place in any::<prop::sample::Index>(), byte in any::<u8>()) {
        for name in ["x14list.xlsx", "utf16.xlsx"] {
            let mut bytes = fixture(name);
            let at = place.index(bytes.len());
            bytes[at] = byte;
            drop(sheet::read(name, bytes));
        }
    }

    /// The same inside the sheet part, behind the checksum.
    #[test]
    fn flipped_characters(place in any::<prop::sample::Index>(), with in "[<>/\"'= &;a0]") {
        let inside = r#"<dimension ref="A1:B2"/><cols><col min="1" max="2" style="2"/></cols><sheetData><row r="1" spans="1:2"><c r="A1" t="inlineStr"><is><t>x</t></is></c><c r="B1" s="5"><f>A1</f><v>44000</v></c></row></sheetData><mergeCells><mergeCell ref="A2:B2"/></mergeCells><dataValidations><dataValidation type="list" sqref="B2"><formula1>INDIRECT(A1)</formula1></dataValidation></dataValidations>"#;
        let mut changed = inside.to_owned();
        let at = place.index(inside.len());
        changed.replace_range(at..=at, &with);
        if let Ok((original, _)) = sheet::read("q.xlsx", Made::sheet(&changed).zipped()) {
            let answer = sheet::CellAnswer { sheet: 0, at: Position::new(3, 1), value: sheet::Value::Bool(true) };
            drop(original.fill(&[answer], &sheet::Marking::default()));
        }
    }
}
