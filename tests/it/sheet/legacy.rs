//! Old binary workbooks: `legacy.xls` is `merged.xlsx` and `legacy_list.xls` is `x14list.xlsx`, saved by LibreOffice
//! as Excel 97–2003.

use countersign::sheet::{self, CellAnswer, Format, Marking, Value};

use super::made::part;
use super::{fixture, rendered};

#[test]
fn an_old_workbook_comes_back_as_a_new_one() {
    let (original, workbook) = sheet::read("legacy.xls", fixture("legacy.xls")).unwrap();
    assert_eq!((original.format(), original.format().filled()), (Format::Xls, Format::Xlsx));
    let texts = |rendered: &str| -> Vec<String> {
        let lines = rendered.lines().filter(|line| line.contains("Text \""));
        lines.map(|line| line.rsplit_once('"').unwrap().0.to_owned()).collect()
    };
    let (_, twin) = sheet::read("merged.xlsx", fixture("merged.xlsx")).unwrap();
    assert_eq!(texts(&rendered(&workbook)), texts(&rendered(&twin)));
    let answer = |cell: &str| CellAnswer {
        sheet: 0,
        at: cell.parse().unwrap(),
        value: Value::Text("By badge.".into()),
    };
    let marking = Marking { draft: true, note: String::new() };
    let filled = original.fill(&[answer("E5"), answer("F6")], &marking).unwrap();
    let again = original.fill(&[answer("E5")], &marking).unwrap();
    assert_eq!(filled.bytes, again.bytes, "the same answers give the same bytes");
    assert!(part(&filled.bytes, "docProps/custom.xml").contains("draft, not reviewed"));
    let reasons: Vec<_> = filled.refused.iter().map(|refusal| refusal.reason.as_str()).collect();
    assert_eq!(reasons, ["it lies inside the merged cells E5:F6; the answer belongs in E5"]);
    let (_, new) = sheet::read("new.xlsx", filled.bytes).unwrap();
    insta::assert_snapshot!("legacy", rendered(&new));
}

#[test]
fn lists_of_an_old_workbook() {
    let (original, old) = sheet::read("legacy_list.xls", fixture("legacy_list.xls")).unwrap();
    let (_, twin) = sheet::read("x14list.xlsx", fixture("x14list.xlsx")).unwrap();
    assert_eq!(old.sheets[0].rules, twin.sheets[0].rules);
    assert_eq!(old.sheets[1].visibility, twin.sheets[1].visibility);
    let given = |cell: &str, text: &str| CellAnswer {
        sheet: 0,
        at: cell.parse().unwrap(),
        value: Value::Text(text.into()),
    };
    let filled =
        original.fill(&[given("C4", "Compliant"), given("C5", "Perhaps")], &Marking::default()).unwrap();
    assert_eq!((filled.written.len(), filled.refused.len()), (1, 1));
    let (_, new) = sheet::read("new.xlsx", filled.bytes).unwrap();
    assert_eq!(new.sheets[0].rules, twin.sheets[0].rules);
    assert_eq!(new.sheets[0].text("C4".parse().unwrap()), "Compliant");
}
