//! Old binary workbooks: `legacy.xls` is `merged.xlsx` and `legacy_list.xls` is `x14list.xlsx`, saved by LibreOffice
//! as Excel 97–2003.

use countersign::sheet::{self, CellAnswer, Format, Marking, Value};
use countersign::workbook::{Column, Workbook};

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

/// Fills, borders, bold type, locks and widths: what LibreOffice carried into the old format is what is read from it,
/// and what is in the new workbook.
#[test]
fn looks_of_an_old_workbook() {
    for (old, twin) in [("legacy.xls", "merged.xlsx"), ("legacy_list.xls", "x14list.xlsx")] {
        let (original, read) = sheet::read(old, fixture(old)).unwrap();
        let (_, twin) = sheet::read(twin, fixture(twin)).unwrap();
        let (_, new) =
            sheet::read("new.xlsx", original.fill(&[], &Marking::default()).unwrap().bytes).unwrap();
        assert_eq!(looks(&read), looks(&twin), "{old}, as read");
        assert_eq!(looks(&new), looks(&twin), "{old}, as written");
    }
}

/// The looks of each cell that has one, and which may be typed into.
fn looks(workbook: &Workbook) -> Vec<String> {
    let mut lines = Vec::new();
    for sheet in &workbook.sheets {
        lines.push(format!("[{}] protected {}", sheet.name, sheet.protected));
        // Under a merge LibreOffice paints the cells, and other programs do not.
        let seen = |at| sheet.merge_at(at).is_none_or(|area| area.first == at);
        for (at, cell) in sheet.cells.iter().filter(|(at, _)| seen(**at)) {
            let fill = cell.fill.map(|rgb| format!("{rgb:06X}"));
            let shut = sheet.refuses_typing(*at);
            if cell.bold || cell.border || fill.is_some() || shut {
                lines.push(format!(
                    "{at} bold {} border {} fill {fill:?} shut {shut}",
                    cell.bold, cell.border
                ));
            }
        }
    }
    lines
}

#[test]
fn an_old_workbook_that_is_cut_off() {
    let whole = fixture("legacy.xls");
    let error = sheet::read("q.xls", whole[..whole.len() / 4].to_vec()).unwrap_err().to_string();
    insta::assert_snapshot!(error, @"q.xls: the file is damaged (the compound file: its directory lies behind its end; it was probably cut off); ask for it again, or open it and save a new copy");
    // Wherever it is cut, it is read or refused.
    (0..whole.len()).step_by(97).for_each(|length| drop(sheet::read("q.xls", whole[..length].to_vec())));
}

#[test]
fn locks_of_an_old_workbook() {
    let (original, workbook) = sheet::read("q.xls", fixture("legacy_locked.xls")).unwrap();
    insta::assert_snapshot!(rendered(&workbook), @r#"
    [Access], protected
      A1 Text "No." b# D9E1F2
      B1 Text "Question" b# D9E1F2
      C1 Text "Answer" b# D9E1F2
      A2 Number "1"
      B2 Text "Is access granted by role?"
      C2 Empty "" u# FFF9E5
      A3 Number "2"
      B3 Text "Are leavers removed within a day?"
      C3 Empty "" # FFF9E5
      A4 Number "3"
      B4 Text "Is every grant recorded?"
      C4 Empty "" u# FFF9E5
    "#);
    let given =
        |cell: &str| CellAnswer { sheet: 0, at: cell.parse().unwrap(), value: Value::Text("Yes.".into()) };
    let filled = original.fill(&[given("C2"), given("C3")], &Marking::default()).unwrap();
    assert_eq!(filled.refused[0].reason, "it is locked, and the sheet is protected");
    let (_, new) = sheet::read("new.xlsx", filled.bytes).unwrap();
    assert_eq!(looks(&new), looks(&workbook));
    assert_eq!(new.sheets[0].widths[&Column(2)].round(), workbook.sheets[0].widths[&Column(2)].round());
    let (original, _) = sheet::read("q.xls", fixture("legacy_locked.xls")).unwrap();
    let filled = original.over_locks().fill(&[given("C2"), given("C3")], &Marking::default()).unwrap();
    assert_eq!((filled.written.len(), filled.refused.len()), (2, 0));
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
