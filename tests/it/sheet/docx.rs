//! Word documents: tables as sheets, paragraphs as one more, controls and boxes as lists; answers in their places.

use countersign::sheet::{self, CellAnswer, Format, Marking, Value};
use countersign::workbook::Workbook;

use super::made::{Made, entries, part, related, relation};

const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const W14: &str = "http://schemas.microsoft.com/office/word/2010/wordml";

fn document(body: &str) -> Made {
    let text = format!(
        r#"<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let types = r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>"#;
    Made(Vec::new())
        .and("[Content_Types].xml", types.as_bytes())
        .and("_rels/.rels", related(&relation(1, "officeDocument", "word/document.xml")).as_bytes())
        .and("word/document.xml", text.as_bytes())
        .and("word/media/logo.bin", b"logo")
}

fn p(text: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>"#)
}

fn tc(inside: &str) -> String {
    format!("<w:tc><w:tcPr/>{inside}</w:tc>")
}

fn row(cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| tc(cell)).collect();
    format!("<w:tr>{cells}</w:tr>")
}

fn tick_box(label: &str) -> String {
    format!(
        r#"<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="0"/><w14:checkedState w14:val="2612"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:t>☐</w:t></w:r></w:sdtContent></w:sdt><w:r><w:t xml:space="preserve"> {label}  </w:t></w:r>"#
    )
}

fn sample() -> Made {
    let control = r#"<w:p><w:sdt><w:sdtPr><w:showingPlcHdr/><w:dropDownList><w:listItem w:displayText="Choose an item." w:value=""/><w:listItem w:displayText="Yes" w:value="y"/><w:listItem w:displayText="No" w:value="n"/></w:dropDownList></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt></w:p>"#;
    let form = r#"<w:p><w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:sizeAuto/><w:default w:val="0"/></w:checkBox></w:ffData></w:fldChar></w:r><w:r><w:instrText> FORMCHECKBOX </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>"#;
    let block = format!(
        r#"<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"#,
        p("Click here to enter text.")
    );
    let boxes = format!("<w:p>{}{}</w:p>", tick_box("Yes"), tick_box("No"));
    let styled = r#"<w:p><w:pPr><w:jc w:val="left"/><w:rPr><w:i/></w:rPr></w:pPr></w:p>"#;
    let table = [
        r#"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:shd w:fill="D9D9D9"/></w:tcPr><w:p><w:r><w:t>No</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Question</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Answer</w:t></w:r></w:p></w:tc></w:tr>"#.to_owned(),
        r#"<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr><w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Access</w:t></w:r></w:p></w:tc></w:tr>"#.to_owned(),
        row(&[&p("1"), &p("Is MFA &amp; SSO on?"), styled]),
        row(&[&p("2"), &p("Pick one"), control]),
        row(&[&p("3"), &p("Tick one"), &boxes]),
        row(&[&p("4"), &p("Printed"), &p("☐ Yes  ☐ No  ☐ N/A")]),
        row(&[&p("5"), &p("Old form"), form]),
        row(&[&p("6"), &p("Enter text"), &block]),
        format!(r#"<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{}</w:tc>{}{}</w:tr>"#, p("7"), tc(&p("a)")), tc("<w:p/>")),
        format!(r#"<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>{}{}</w:tr>"#, tc(&p("b)")), tc("<w:p><w:r><w:drawing/></w:r></w:p>")),
    ];
    document(&format!(
        r#"<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Questionnaire</w:t></w:r></w:p>{}<w:p/>{}{}<w:tbl><w:tblPr/>{}</w:tbl>"#,
        p("1. Who is responsible?"),
        p("2. Since when?"),
        p("________________"),
        table.concat()
    ))
}

fn read(made: &Made) -> Workbook {
    sheet::read("q.docx", made.zipped()).unwrap().1
}

fn answer(sheet: usize, cell: &str, text: &str) -> CellAnswer {
    CellAnswer { sheet, at: cell.parse().unwrap(), value: Value::Text(text.to_owned()) }
}

#[test]
fn what_a_document_holds() {
    let workbook = read(&sample());
    insta::assert_snapshot!("document", super::rendered(&workbook));
    let locators: Vec<_> = workbook
        .sheets
        .iter()
        .flat_map(|sheet| sheet.cells.values())
        .filter_map(|cell| cell.locator.clone())
        .collect();
    assert_eq!(locators[..6], ["p1", "p2", "p3", "p4", "p5", "t1r1c1"]);
}

#[test]
fn answers_in_their_places() {
    let made = sample();
    let (original, before) = sheet::read("q.docx", made.zipped()).unwrap();
    assert_eq!(original.format(), Format::Docx);
    let answers = [
        answer(0, "A2", "over the question"),
        answer(0, "A3", "The CISO,\nsince <2024> & before"),
        answer(0, "A5", "2019"),
        answer(1, "C3", "Yes, with passkeys"),
        answer(1, "C4", "Yes"),
        answer(1, "C5", "No"),
        answer(1, "C6", "N/A"),
        answer(1, "C7", "X"),
        answer(1, "C8", "Some words"),
        answer(1, "C9", "in a bare cell"),
        answer(1, "C10", "over the picture"),
        answer(1, "A10", "in a merged cell"),
        answer(1, "D3", "outside"),
        answer(5, "A1", "nowhere"),
    ];
    let filled = original.fill(&answers, &Marking { draft: true, note: String::new() }).unwrap();
    let mut out: Vec<String> =
        filled.refused.iter().map(|r| format!("{} {}: {}", r.sheet, r.at, r.reason)).collect();
    let after = super::rendered(&sheet::read("q.docx", filled.bytes.clone()).unwrap().1);
    let before = super::rendered(&before);
    out.extend(
        before.lines().zip(after.lines()).filter(|(old, new)| old != new).map(|(_, new)| new.to_owned()),
    );
    let text = part(&filled.bytes, "word/document.xml");
    out.push(text.replace("<w:tr>", "\n<w:tr>").replace("<w:tbl>", "\n<w:tbl>"));
    insta::assert_snapshot!("document_filled", out.join("\n"));
    assert_eq!(before.lines().count(), after.lines().count());
    for (name, crc, bytes) in entries(&made.zipped()) {
        let kept = entries(&filled.bytes).contains(&(name.clone(), crc, bytes));
        assert_eq!(kept, !filled.parts_changed.contains(&name), "{name}");
    }
}

#[test]
fn a_protected_document_takes_answers_only_in_its_controls() {
    let made = sample().and(
        "word/settings.xml",
        format!(r#"<w:settings xmlns:w="{W}"><w:documentProtection w:edit="forms" w:enforcement="1"/></w:settings>"#).as_bytes(),
    );
    let (original, _) = sheet::read("q.docx", made.zipped()).unwrap();
    let filled = original
        .fill(&[answer(1, "C3", "x"), answer(1, "C4", "Maybe"), answer(1, "C5", "Yes")], &Marking::default())
        .unwrap();
    let refused: Vec<_> =
        filled.refused.iter().map(|refusal| format!("{}: {}", refusal.at, refusal.reason)).collect();
    assert_eq!(
        refused,
        [
            "C3: it is locked, and the sheet is protected",
            "C4: “Maybe” is not one of the cell's list (Yes, No)"
        ]
    );
}

proptest::proptest! {
    /// A character changed anywhere in the document: read and filled, or refused; never a panic.
    #[test]
    fn flipped_characters(place in proptest::prelude::any::<proptest::sample::Index>(), with in "[<>/\"'= &;a0☐]") {
        let made = sample().with("word/document.xml", |text| {
            let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
            let at = places[place.index(places.len())];
            let length = text[at..].chars().next().map_or(1, char::len_utf8);
            format!("{}{with}{}", &text[..at], &text[at + length..])
        });
        if let Ok((original, workbook)) = sheet::read("q.docx", made.zipped()) {
            let cells = workbook.sheets.iter().enumerate().flat_map(|(n, sheet)| sheet.cells.keys().map(move |at| (n, *at)));
            let answers: Vec<_> = cells.map(|(sheet, at)| CellAnswer { sheet, at, value: Value::Text("Yes".into()) }).collect();
            drop(original.fill(&answers, &Marking::default()));
        }
    }
}
