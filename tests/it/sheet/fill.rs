//! Answers into workbooks: what changes in the sheet part and what must not. The numbers are those of the checklist
//! that filling follows.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use countersign::sheet::{self, CellAnswer, Filled, Marking, Value};
use countersign::workbook::Position;
use proptest::prelude::*;

use super::fixture;
use super::made::{Made, entries, part, related, relation};

fn answer(cell: &str, value: Value) -> CellAnswer {
    CellAnswer { sheet: 0, at: cell.parse().unwrap(), value }
}

fn text(cell: &str, text: &str) -> CellAnswer {
    answer(cell, Value::Text(text.to_owned()))
}

fn fill(bytes: Vec<u8>, answers: &[CellAnswer]) -> Filled {
    let (original, _) = sheet::read("q.xlsx", bytes).unwrap();
    original.fill(answers, &Marking::default()).unwrap()
}

/// What stands inside `worksheet` after filling, then what was refused.
fn outcome(made: &Made, answers: &[CellAnswer]) -> String {
    let filled = fill(made.zipped(), answers);
    let text = part(&filled.bytes, "xl/worksheets/sheet1.xml");
    let start = text.find('>').unwrap() + 1;
    let mut out =
        text[start..].trim_end_matches("</worksheet>").replace("<row", "\n<row").replace("<c ", "\n  <c ");
    refusals(&mut out, &filled);
    out
}

fn refusals(out: &mut String, filled: &Filled) {
    for refusal in &filled.refused {
        write!(out, "\n{}: {}", refusal.at, refusal.reason).unwrap();
    }
    filled.warnings.iter().for_each(|warning| write!(out, "\n! {warning}").unwrap());
}

/// A cell as calamine reads it.
fn read_back(package: &[u8], sheet: &str, cell: &str) -> Data {
    let at: Position = cell.parse().unwrap();
    let mut workbook = Xlsx::new(Cursor::new(package)).unwrap();
    let range = workbook.worksheet_range(sheet).unwrap();
    range.get_value((at.row.0 - 1, at.column.0 - 1)).cloned().unwrap_or_default()
}

/// 1: every part without an answer is the same compressed bytes in the same place, and around an answer nothing moves.
#[test]
fn everything_else_keeps_its_bytes() {
    for name in
        ["macro.xlsm", "strict.xlsx", "prefixed.xlsx", "x14list.xlsx", "merged.xlsx", "formula_question.xlsx"]
    {
        let original = fixture(name);
        let filled =
            fill(original.clone(), &[text("C8", "Yes"), text("E11", "Yes"), text("C5", "Compliant")]);
        assert!(!filled.written.is_empty(), "{name}");
        let (before, after) = (entries(&original), entries(&filled.bytes));
        assert_eq!(before.len(), after.len(), "{name}");
        for (before, after) in before.iter().zip(&after) {
            assert_eq!(before.0, after.0, "{name}: order and names");
            assert!(before == after || filled.parts_changed.contains(&before.0), "{name}: {}", before.0);
        }
        assert_eq!(filled.parts_kept + filled.parts_changed.len(), before.len(), "{name}");
    }
}

#[test]
fn around_an_answer_every_byte_stays() {
    let odd = concat!(
        "<?pi kept?><sheetFormatPr  defaultRowHeight='15' /><!-- kept --><sheetData><row r='1'  ht=\"30\"><c r=\"A1\" ",
        "t=\"inlineStr\"><is><r><t>rich</t></r></is></c><c  s=\"2\" r='B1'/><c r=\"C1\"><v>1.50</v></c></row></sheetData>",
        "<conditionalFormatting sqref=\"B1\"><cfRule type=\"expression\" priority=\"1\"><formula>B1=\"No\"</formula></cfRule>",
        "</conditionalFormatting><extLst><ext uri=\"{x}\"><other xmlns=\"urn:x\" a='1'/></ext></extLst>"
    );
    let made = Made::sheet(odd);
    let filled = fill(made.zipped(), &[text("B1", "No")]);
    let before = String::from_utf8(made.0[0].1.clone()).unwrap();
    let expected = before.replace(
        "<c  s=\"2\" r='B1'/>",
        "<c s=\"2\" r=\"B1\" t=\"inlineStr\"><is><t xml:space=\"preserve\">No</t></is></c>",
    );
    assert_eq!(part(&filled.bytes, "xl/worksheets/sheet1.xml"), expected);
}

/// 2: name and style stay; type and metadata of the old value go.
#[test]
fn kinds_of_values() {
    let made = Made::sheet(
        r#"<sheetData><row r="1"><c r="A1" s="2" t="s" cm="1" vm="2"><v>0</v></c><c r="B1" t="str"><v>x</v></c><c r="C1" s="4"/><c r="D1" s="1" t="b"><v>0</v></c></row></sheetData>"#,
    );
    let answers = [
        text("A1", "Yes"),
        answer("B1", Value::Number(-0.25)),
        answer("C1", Value::Number(1.0)),
        answer("D1", Value::Bool(true)),
        answer("E1", Value::Number(f64::NAN)),
    ];
    insta::assert_snapshot!("values", outcome(&made, &answers));
}

/// 3: rows and cells that are missing, self-closed, unnamed.
#[test]
fn places_that_do_not_exist_yet() {
    let gaps = Made::sheet(
        r#"<sheetData><row r="2"/><row><c><v>1</v></c><c/></row><row r="7"><c r="B7"/><c r="D7"/></row></sheetData>"#,
    );
    let cells = ["A1", "B2", "B3", "D3", "A5", "A7", "C7", "E7", "XFD1048576"];
    let mut out = outcome(&gaps, &cells.map(|cell| text(cell, cell)));
    for empty in ["<sheetData/>", "<sheetData></sheetData>"] {
        write!(out, "\n\n{}", outcome(&Made::sheet(empty), &[text("B2", "first"), text("A2", "second")]))
            .unwrap();
    }
    insta::assert_snapshot!("gaps", out);
}

/// 4: a new cell looks like its row, else its column, else the nearest answer cell; a heading is no model.
#[test]
fn looks_of_new_cells() {
    let made = Made::sheet(
        r#"<cols><col min="1" max="1" style="3"/><col min="3" max="3" width="40"/></cols><sheetData><row r="1"><c r="B1" s="1" t="inlineStr"><is><t>Answer</t></is></c></row><row r="2" s="2" customFormat="1"/><row r="3" s="2"/><row r="5"><c r="B5" s="2"/></row></sheetData>"#,
    );
    insta::assert_snapshot!(
        "looks",
        outcome(&made, &["A2", "A3", "B3", "B6", "C4"].map(|cell| text(cell, "x")))
    );
}

/// 5: formulas, arrays and spills.
#[test]
fn nothing_is_written_over_a_formula() {
    let made = Made::sheet(
        r#"<sheetData><row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="array" ref="B1:B3">TRANSPOSE(A1:C1)</f><v>2</v></c><c r="C1" cm="1"><f t="array" ref="C1:D2">SEQUENCE(2,2)</f><v>1</v></c><c r="E1"><f t="shared" ref="E1:E2" si="0">A1</f></c></row><row r="2"><c r="D2"><v>4</v></c><c r="E2"><f t="shared" si="0"/></c></row></sheetData>"#,
    );
    let answers = ["A1", "B1", "B3", "D2", "D1", "E2", "E3"].map(|cell| text(cell, "x"));
    insta::assert_snapshot!("formulas", outcome(&made, &answers));
}

/// 6: merged cells take an answer in their first cell, unless it is a heading.
#[test]
fn merged_cells() {
    let made = Made::sheet(
        r#"<sheetData><row r="1"><c r="A1" s="1" t="inlineStr"><is><t>Section</t></is></c></row><row r="2"><c r="A2" s="2"/></row></sheetData><mergeCells count="2"><mergeCell ref="A1:D1"/><mergeCell ref="A2:B3"/></mergeCells>"#,
    );
    let answers = ["A1", "B1", "A2", "B2", "A3"].map(|cell| text(cell, "x"));
    insta::assert_snapshot!("merged_fill", outcome(&made, &answers));
}

/// 7: `dimension` grows, never shrinks; `spans` that no longer fit go.
#[test]
fn dimension_and_spans() {
    let made = Made::sheet(
        r#"<dimension ref="B2:C3"/><sheetData><row r="2" spans="2:3"><c r="B2"/></row><row r="3" spans="2:3"><c r="B3"/></row></sheetData>"#,
    );
    insta::assert_snapshot!("dimension", outcome(&made, &["C2", "F3"].map(|cell| text(cell, "x"))));
}

/// 8: any prefix, strict files, absolute targets, `..` and other case.
#[test]
fn dresses_of_packages() {
    for name in ["strict.xlsx", "prefixed.xlsx", "utf16.xlsx"] {
        let filled = fill(fixture(name), &[text("C3", "Yes"), text("F20", "new")]);
        assert_eq!(filled.warnings, Vec::<String>::new(), "{name}");
        assert_eq!(read_back(&filled.bytes, "Clinic checklist", "C3"), Data::String("Yes".into()), "{name}");
        assert_eq!(read_back(&filled.bytes, "Clinic checklist", "F20"), Data::String("new".into()), "{name}");
    }
    let prefixed = fill(fixture("prefixed.xlsx"), &[text("C3", "Yes")]);
    assert!(part(&prefixed.bytes, "xl/worksheets/sheet1.xml").contains(
        r#"<x:c r="C3" s="2" t="inlineStr"><x:is><x:t xml:space="preserve">Yes</x:t></x:is></x:c>"#
    ));
    let made = Made::sheet("<sheetData/>").with("xl/_rels/workbook.xml.rels", |text| {
        text.replace("worksheets/sheet1.xml", "../XL/./Worksheets/%73heet1.xml")
    });
    assert_eq!(fill(made.zipped(), &[text("A1", "x")]).written.len(), 1);
}

/// 9: UTF-16 becomes UTF-8 and says so; a byte-order mark stays one.
#[test]
fn encodings() {
    let filled = fill(fixture("utf16.xlsx"), &[text("C3", "Yes")]);
    let sheet = part(&filled.bytes, "xl/worksheets/sheet1.xml");
    assert!(
        sheet.starts_with("\u{FEFF}<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"),
        "{sheet}"
    );
    let mut parts =
        Made::sheet(r#"<sheetData><row><c t="inlineStr"><is><t>x</t></is></c></row></sheetData>"#);
    parts = parts.with("xl/worksheets/sheet1.xml", |text| {
        format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{text}")
    });
    let at = parts.0[0].1.windows(4).position(|four| four == b"<t>x").unwrap() + 3;
    parts.0[0].1[at] = 0xE4;
    let (_, workbook) = sheet::read("latin.xlsx", parts.zipped()).unwrap();
    assert_eq!(workbook.sheets[0].text(Position::new(1, 1)), "ä");
    let filled = fill(parts.zipped(), &[text("B1", "ö")]);
    assert!(part(&filled.bytes, "xl/worksheets/sheet1.xml").contains("encoding=\"UTF-8\""));
    assert_eq!(read_back(&filled.bytes, "S", "A1"), Data::String("ä".into()));
}

/// 10: what XML cannot hold, line ends, spaces, escapes, and text that is too long.
#[test]
fn texts() {
    let made = Made::sheet("<sheetData/>");
    let long = "é".repeat(32_767);
    let answers = [
        text("A1", "a < b & c > \"d\" 'e'"),
        text("A2", "  spaces\r\nand\rlines\n"),
        text("A3", "bell\u{7} null\u{0} \u{FFFE}"),
        text("A4", "literal _x000D_ and _x005F_ and _xZZZZ_"),
        text("A5", "=1+1"),
        text("A6", "\u{1}"),
        text("A8", &format!("{long}x")),
        text("A9", &"😀".repeat(16_384)),
    ];
    insta::assert_snapshot!("texts", outcome(&made, &answers));
    assert_eq!(fill(made.zipped(), &[text("A7", &long)]).written.len(), 1);
}

/// 11: a workbook with formulas calculates anew when it is opened.
#[test]
fn calculation() {
    let formula = r#"<sheetData><row r="1"><c r="A1"><f>B1</f></c></row></sheetData>"#;
    let workbook = |change: fn(&str) -> String| {
        let filled = fill(Made::sheet(formula).with("xl/workbook.xml", change).zipped(), &[text("B1", "x")]);
        let text = part(&filled.bytes, "xl/workbook.xml");
        text[text.find("<sheets>").unwrap()..].to_owned()
    };
    let cases = [
        workbook(str::to_owned),
        workbook(|text| {
            text.replace("</sheets>", "</sheets><definedNames/><calcPr calcId=\"1\" fullCalcOnLoad=\"0\"/>")
        }),
        workbook(|text| text.replace("</sheets>", "</sheets><definedNames/><pivotCaches/><extLst/>")),
        workbook(|text| text.replace("</sheets>", "</sheets><calcPr fullCalcOnLoad='1'/>")),
    ];
    insta::assert_snapshot!("calculation", cases.join("\n"));
    let without = fill(Made::sheet("<sheetData/>").zipped(), &[text("B1", "x")]);
    assert_eq!(without.parts_changed, ["xl/worksheets/sheet1.xml"]);
}

/// 12: protection stays, and what is locked stays as it is.
#[test]
fn locked_cells() {
    let made = Made::sheet(
        r#"<cols><col min="2" max="2" style="2"/></cols><sheetData><row r="1"><c r="A1"/><c r="B1"/><c r="C1" s="2"/></row><row r="2" s="2" customFormat="1"/></sheetData><sheetProtection sheet="1" objects="1"/>"#,
    );
    let answers = ["A1", "B1", "C1", "A2", "A3", "B3"].map(|cell| text(cell, "x"));
    insta::assert_snapshot!("locked", outcome(&made, &answers));
}

/// 12: unless the person says otherwise; the sheet is as protected as before.
#[test]
fn locked_cells_when_the_person_says_so() {
    let made = Made::sheet(
        r#"<sheetData><row r="1"><c r="A1"/><c r="B1"><f>1+1</f><v>2</v></c></row></sheetData><sheetProtection sheet="1" objects="1"/>"#,
    );
    let (original, _) = sheet::read("q.xlsx", made.zipped()).unwrap();
    let filled = original
        .over_locks()
        .fill(&[text("A1", "x"), text("B1", "x"), text("A9", "x")], &Marking::default())
        .unwrap();
    let inside = part(&filled.bytes, "xl/worksheets/sheet1.xml");
    assert!(inside.ends_with("<sheetProtection sheet=\"1\" objects=\"1\"/></worksheet>"), "{inside}");
    assert_eq!(read_back(&filled.bytes, "S", "A1"), Data::String("x".into()));
    let mut refused = String::new();
    refusals(&mut refused, &filled);
    assert_eq!((filled.written.len(), refused.as_str()), (2, "\nB1: a formula fills it"));
}

/// 13: only what the customer's rule takes.
#[test]
fn legal_values() {
    let rules = [
        ("A1", r#"type="list" showErrorMessage="1""#, "\"Yes,No, N/A\"", ""),
        ("A2", r#"type="list" showErrorMessage="1""#, "\"0,1,2\"", ""),
        ("A3", r#"type="whole" showErrorMessage="1" operator="between""#, "0", "4"),
        ("A4", r#"type="decimal" showErrorMessage="1" operator="lessThan""#, "1.5", ""),
        ("A5", r#"type="textLength" showErrorMessage="1" operator="lessThanOrEqual""#, "5", ""),
        ("A6", r#"type="date" showErrorMessage="1" operator="greaterThan""#, "36526", ""),
        ("A7", r#"type="time" showErrorMessage="1""#, "0", "0.9"),
        ("A8", r#"type="custom" showErrorMessage="1""#, "LEN(A8)&lt;9", ""),
        ("A9", r#"type="list" showErrorMessage="1""#, "Nowhere", ""),
        ("B1", r#"type="list" errorStyle="warning" showErrorMessage="1""#, "\"Yes,No\"", ""),
        ("B2", r#"type="list""#, "\"Yes,No\"", ""),
        ("B3", r#"type="whole" showErrorMessage="1" operator="notEqual""#, "3", ""),
        ("B4", r#"type="textLength" showErrorMessage="1" operator="lessThan""#, "LEN(Z1)*2", ""),
        ("B5", r#"type="textLength" showErrorMessage="1""#, "1", "Nowhere"),
    ];
    let written: String = rules
        .iter()
        .map(|(at, attributes, first, second)| {
            let second = if second.is_empty() { String::new() } else { format!("<formula2>{second}</formula2>") };
            format!(r#"<dataValidation {attributes} sqref="{at}"><formula1>{first}</formula1>{second}</dataValidation>"#)
        })
        .collect();
    let made = Made::sheet(&format!("<sheetData/><dataValidations>{written}</dataValidations>"));
    let tried = [
        ("A1", vec!["Yes", "yes", "N/A", "Maybe"]),
        ("A2", vec!["1", "3"]),
        ("A3", vec!["4", "5", "2.5", "two"]),
        ("A4", vec!["1.49", "1.5"]),
        ("A5", vec!["12345", "123456"]),
        ("A6", vec!["2026-01-05", "2026-02-30", "soon"]),
        ("A7", vec!["09:30", "25:00"]),
        ("A8", vec!["anything"]),
        ("A9", vec!["anything"]),
        ("B1", vec!["Maybe"]),
        ("B2", vec!["Maybe"]),
        ("B3", vec!["3"]),
        ("B4", vec!["anything"]),
        ("B5", vec!["anything"]),
    ];
    let mut out = String::new();
    for (cell, value) in tried.iter().flat_map(|(cell, values)| values.iter().map(move |value| (cell, value)))
    {
        let filled = fill(made.zipped(), &[text(cell, value)]);
        let found = read_back(&filled.bytes, "S", cell);
        write!(out, "{cell} {value:?}: {found:?}").unwrap();
        refusals(&mut out, &filled);
        out.push('\n');
    }
    insta::assert_snapshot!("legal", out);
}

/// 13: the header row of a table.
#[test]
fn table_headers() {
    let made = Made::sheet(
        r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Answer</t></is></c></row></sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts>"#,
    )
    .and("xl/worksheets/_rels/sheet1.xml.rels", related(&relation(1, "table", "../tables/table1.xml")).as_bytes())
    .and(
        "xl/tables/table1.xml",
        br#"<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T" displayName="T" ref="A1:A3"><tableColumns count="1"><tableColumn id="1" name="Answer"/></tableColumns></table>"#,
    );
    insta::assert_snapshot!("table", outcome(&made, &[text("A1", "x"), text("A2", "y")]));
}

/// 14: long sizes and data descriptors.
#[test]
fn odd_zip_archives() {
    use std::io::Write as _;
    let made = Made::sheet("<sheetData/>");
    let options = zip::write::SimpleFileOptions::default();
    let mut long = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut streamed = zip::ZipWriter::new_stream(Vec::new());
    for (name, bytes) in &made.0 {
        long.start_file(name, options.large_file(true)).unwrap();
        long.write_all(bytes).unwrap();
        streamed.start_file(name, options).unwrap();
        streamed.write_all(bytes).unwrap();
    }
    for bytes in [long.finish().unwrap().into_inner(), streamed.finish().unwrap().into_inner()] {
        let filled = fill(bytes.clone(), &[text("B2", "x")]);
        assert_eq!(read_back(&filled.bytes, "S", "B2"), Data::String("x".into()));
        assert_eq!(entries(&bytes)[1..], entries(&filled.bytes)[1..]);
    }
}

#[test]
fn answers_that_have_no_place() {
    let made = Made::sheet("<sheetData/>");
    let answers = [
        text("A1", "first"),
        text("A1", "second"),
        CellAnswer { sheet: 7, at: Position::new(1, 1), value: Value::Bool(true) },
        CellAnswer { sheet: 0, at: Position::new(0, 1), value: Value::Bool(true) },
        text("A2", ""),
    ];
    insta::assert_snapshot!("no_place", outcome(&made, &answers));
    let none = fill(made.zipped(), &[]);
    assert_eq!(none.bytes, made.zipped());
}

/// The marking goes into the document's properties, once, beside those that are there.
#[test]
fn marking() {
    let marked = |bytes: Vec<u8>, draft: bool, note: &str| {
        let (original, _) = sheet::read("q.xlsx", bytes).unwrap();
        original.fill(&[], &Marking { draft, note: note.to_owned() }).unwrap()
    };
    let properties = |filled: &Filled| part(&filled.bytes, "docProps/custom.xml");
    let fresh = marked(Made::sheet("<sheetData/>").zipped(), true, "");
    let twice = marked(fresh.bytes.clone(), true, "12 open & counting");
    let last = marked(twice.bytes.clone(), false, "");
    let beside = Made::sheet("<sheetData/>")
        .with("_rels/.rels", |text| {
            text.replace("</Relationships>", &format!("{}</Relationships>", relation(2, "custom-properties", "docProps/custom.xml")))
        })
        .and("docProps/custom.xml", br#"<Properties xmlns="p"><property fmtid="{F}" pid="5" name="Theirs"><v>1</v></property></Properties>"#);
    let beside = marked(beside.zipped(), true, "");
    let mut out = String::new();
    for (name, filled) in [("fresh", &fresh), ("twice", &twice), ("last", &last), ("beside", &beside)] {
        writeln!(out, "{name}: {}\n{}\n", filled.parts_changed.join(", "), properties(filled)).unwrap();
    }
    writeln!(out, "{}", part(&fresh.bytes, "_rels/.rels")).unwrap();
    insta::assert_snapshot!("marking", out);
    assert!(part(&fresh.bytes, "[Content_Types].xml").contains("/docProps/custom.xml"));
    assert_eq!(marked(Made::sheet("<sheetData/>").zipped(), false, "").parts_changed, Vec::<String>::new());
}

/// 16: with a reader that is not ours, whatever the text.
fn texts_of_all_kinds() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "(_x[0-9A-Fa-f]{4}_|_x00|[ \t\r\n]|[<>&\"';]|\\PC|[\u{0}-\u{20}]){0,24}"]
}

fn as_a_cell_holds_it(text: &str) -> String {
    let legal = |c: &char| matches!(c, '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(legal).collect()
}

proptest! {
    #[test]
    fn any_text_reads_back_exactly(texts in proptest::collection::vec(texts_of_all_kinds(), 1..6)) {
        let answers: Vec<_> = texts.iter().enumerate().map(|(n, text)| CellAnswer {
            sheet: 0,
            at: Position::new(3 + n as u32 * 2, 3 + n as u32 % 2),
            value: Value::Text(text.clone()),
        }).collect();
        let filled = fill(Made::sheet("<sheetData><row r=\"4\"/><row r=\"5\"><c r=\"D5\"/></row></sheetData>").zipped(), &answers);
        let expected: BTreeMap<_, _> = answers.iter().zip(&texts)
            .map(|(answer, text)| (answer.at, as_a_cell_holds_it(text)))
            .filter(|(_, text)| !text.is_empty())
            .collect();
        prop_assert_eq!(filled.written.len(), expected.len());
        for (at, text) in expected {
            prop_assert_eq!(read_back(&filled.bytes, "S", &at.to_string()), Data::String(text));
        }
    }
}
