//! What customers' workbooks hold that is easily read wrongly: numbers and dates as shown, lists wherever their
//! options are, rich text, colours.

use countersign::sheet;

use super::made::{Made, related, relation};
use super::rendered;

fn read(made: &Made) -> String {
    rendered(&sheet::read("q.xlsx", made.zipped()).unwrap().1)
}

fn validation(cells: &str, formula: &str) -> String {
    format!(
        r#"<dataValidation type="list" showErrorMessage="1" sqref="{cells}"><formula1>{formula}</formula1></dataValidation>"#
    )
}

fn inline(cell: &str, text: &str) -> String {
    format!(r#"<c r="{cell}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// Wherever a list's options may be.
#[test]
fn lists() {
    let lists = r#"<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>EU countries</t></is></c><c r="B1" t="inlineStr"><is><t>Ja</t></is></c></row><row r="2"><c r="A2" t="inlineStr"><is><t>France</t></is></c><c r="B2" t="inlineStr"><is><t>Nein</t></is></c></row><row r="3"><c r="A3" t="inlineStr"><is><t>Italy</t></is></c></row></sheetData><tableParts count="1"><tablePart r:id="rId1"/></tableParts>"#;
    let rows: String = (1..=9)
        .map(|row| {
            let region = if row == 5 { "EU" } else { "UK" };
            format!(r#"<row r="{row}">{}</row>"#, inline(&format!("A{row}"), region))
        })
        .collect();
    let own = r#"<row r="20"><c r="A20"><v>0</v></c></row><row r="21"><c r="A21"><v>1</v></c></row>"#;
    let rules = [
        validation("B1", "\"Yes,No\""),
        validation("B2", "=$A$20:$A$21"),
        validation("B3", "'My lists'!$B$1:$B$2"),
        validation("B4", "Answers"),
        validation("B5:B6", "INDIRECT($A5&amp;\"_places\")"),
        validation("B7", "INDIRECT(\"'My lists'!B1:B2\")"),
        validation("B8", "OFFSET('My lists'!$A$2,0,0,COUNTA('My lists'!$A:$A)-1,1)"),
        validation("B9", "'My lists'!$A$2:INDEX('My lists'!$A:$A,COUNTA('My lists'!$A:$A))"),
        validation("B10", "INDIRECT(\"Places[Place]\")"),
        validation("B11", "[1]Elsewhere!$A$1:$A$9"),
        validation("B12", "Round"),
        validation("B13", "\"Say \"\"yes\"\",Other\""),
    ];
    let later = r#"<extLst><ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="x"><x14:dataValidations count="1" xmlns:xm="y"><x14:dataValidation type="list" showErrorMessage="1"><x14:formula1><xm:f>'My lists'!$B$1:$B$2</xm:f></x14:formula1><xm:sqref>C1:C9 D4</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst>"#;
    let first = format!(
        "<sheetData>{rows}{own}</sheetData><dataValidations>{}</dataValidations>{later}",
        rules.concat()
    );
    let made = Made::workbook(&[("Questions", &first), ("My lists", lists)])
        .with("xl/workbook.xml", |text| {
            let names = r#"<definedNames><definedName name="Answers" localSheetId="1">'My lists'!$A$1</definedName><definedName name="answers">'My lists'!$B$1:$B$2</definedName><definedName name="EU_places">'My lists'!$A$2:$A$3</definedName><definedName name="Round">Round</definedName></definedNames>"#;
            text.replace("</sheets>", &format!("</sheets>{names}"))
        })
        .and("xl/worksheets/_rels/sheet2.xml.rels", related(&relation(1, "table", "../tables/t.xml")).as_bytes())
        .and(
            "xl/tables/t.xml",
            br#"<table id="1" name="Places" displayName="Places" ref="A1:A3"><tableColumns count="1"><tableColumn id="1" name="Place"/></tableColumns></table>"#,
        );
    let text = read(&made);
    let shown: Vec<_> = text.lines().filter(|line| line.contains("takes") || line.starts_with('!')).collect();
    insta::assert_snapshot!("lists", shown.join("\n"));
}

#[test]
fn numbers_as_they_are_shown() {
    let codes = [
        ("General", "1.10000000000001"),
        ("General", "0.30000000000000004"),
        ("General", "-0"),
        ("General", "202401010001"),
        ("0.0", "1"),
        ("0.00", "1.1"),
        ("00", "7"),
        ("0%", "0.125"),
        ("0.0%", "0.125"),
        ("#,##0", "1234567"),
        ("#,##0.00;[Red]-#,##0.00", "-1234.5"),
        ("\"Q\"0", "3"),
        ("0\".\"", "4"),
        ("[$€-407] #,##0", "12"),
        ("0;-0;;@", "0"),
        (";;;", "5"),
        ("0,", "5000"),
        ("0.###", "2.5"),
        ("# ?/?", "0.5"),
        ("yyyy-mm-dd", "46027"),
        ("d. mmmm yyyy", "46027"),
        ("dd/mm/yyyy hh:mm", "46027.5"),
        ("h:mm AM/PM", "0.75"),
        ("[h]:mm", "1.5"),
        ("mmm yy", "46027"),
        ("yyyy", "-1"),
    ];
    let mut formats = String::new();
    let mut looks = String::new();
    let mut cells = String::new();
    for (n, (code, value)) in codes.iter().enumerate() {
        let code = code.replace('&', "&amp;").replace('"', "&quot;");
        formats += &format!(r#"<numFmt numFmtId="{}" formatCode="{code}"/>"#, 200 + n);
        looks += &format!(r#"<xf numFmtId="{}"/>"#, 200 + n);
        cells += &format!(r#"<row r="{0}"><c r="A{0}" s="{n}"><v>{value}</v></c></row>"#, n + 1);
    }
    let styles = format!("<styleSheet><numFmts>{formats}</numFmts><cellXfs>{looks}</cellXfs></styleSheet>");
    let made =
        Made::sheet(&format!("<sheetData>{cells}</sheetData>")).with("xl/styles.xml", |_| styles.clone());
    let (_, workbook) = sheet::read("q.xlsx", made.zipped()).unwrap();
    let shown = workbook.sheets[0].cells.values().zip(codes);
    let lines: Vec<_> = shown
        .map(|(cell, (code, value))| format!("{value} as {code}: {:?} {:?}", cell.text, cell.kind))
        .collect();
    insta::assert_snapshot!("numbers", lines.join("\n"));
}

#[test]
fn texts_and_looks() {
    let strings = r#"<sst count="9" uniqueCount="2"><si><r><rPr><b/></rPr><t>Are </t></r><r><t xml:space="preserve">you _x0041_ sure?_x000D_
Really</t></r></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh><phoneticPr fontId="1"/></si></sst>"#;
    let theme = r#"<a:theme xmlns:a="a"><a:themeElements><a:clrScheme name="x"><a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1><a:lt1><a:sysClr val="window" lastClr="FFFFFF"/></a:lt1><a:dk2><a:srgbClr val="44546A"/></a:dk2><a:lt2><a:srgbClr val="E7E6E6"/></a:lt2><a:accent1><a:srgbClr val="5B9BD5"/></a:accent1><a:accent2><a:srgbClr val="ED7D31"/></a:accent2><a:accent3><a:srgbClr val="A5A5A5"/></a:accent3><a:accent4><a:srgbClr val="FFC000"/></a:accent4><a:accent5><a:srgbClr val="4472C4"/></a:accent5><a:accent6><a:srgbClr val="70AD47"/></a:accent6><a:hlink><a:srgbClr val="0563C1"/></a:hlink><a:folHlink><a:srgbClr val="954F72"/></a:folHlink></a:clrScheme></a:themeElements></a:theme>"#;
    let made = Made::sheet(
        r#"<sheetFormatPr zeroHeight="1"/><cols><col min="2" max="16384" hidden="1"/></cols><sheetData><row r="1"><c r="A1" t="s" s="1"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>7</v></c></row><row r="2" hidden="1"><c r="A2" t="b"><v>1</v></c><c r="B2" t="e"><v>#N/A</v></c><c r="C2" t="str"><f>A1</f><v>cached</v></c></row><row r="3" ht="0"><c r="A3" s="7"><v>3</v></c><c r="B3" s="4"><v>0.5</v></c><c r="C3" s="2"/><c r="D3" t="d"><v>2026-01-05T09:30:00</v></c></row></sheetData>"#,
    )
    .with("xl/_rels/workbook.xml.rels", |text| {
        let more = [relation(50, "sharedStrings", "sharedStrings.xml"), relation(51, "theme", "theme/theme1.xml")];
        text.replace("</Relationships>", &format!("{}</Relationships>", more.concat()))
    })
    .and("xl/sharedStrings.xml", strings.as_bytes())
    .and("xl/theme/theme1.xml", theme.as_bytes());
    insta::assert_snapshot!("looks_read", read(&made));
}

/// A chart sheet has no cells; sheets behind it keep their place among those that have.
#[test]
fn chart_sheets_are_left_out() {
    let made = Made::workbook(&[("Chart", "<sheetData/>"), ("Questions", "<sheetData/>")])
        .with("xl/_rels/workbook.xml.rels", |text| text.replacen("/worksheet\"", "/chartsheet\"", 1));
    let (original, workbook) = sheet::read("q.xlsx", made.zipped()).unwrap();
    assert_eq!(workbook.sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>(), ["Questions"]);
    let answer =
        sheet::CellAnswer { sheet: 0, at: "A1".parse().unwrap(), value: sheet::Value::Text("x".into()) };
    let filled = original.fill(&[answer], &sheet::Marking::default()).unwrap();
    assert_eq!(filled.parts_changed, ["xl/worksheets/sheet2.xml"]);
}
