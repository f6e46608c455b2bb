//! Separated values: what changes in the file is the answers, and nothing else.

use countersign::sheet::{self, CellAnswer, Format, Marking, Value};
use countersign::workbook::Position;
use proptest::prelude::*;

fn text(cell: &str, text: &str) -> CellAnswer {
    CellAnswer { sheet: 0, at: cell.parse().unwrap(), value: Value::Text(text.to_owned()) }
}

/// The file after filling, its control characters made visible, then what was refused and warned of.
fn filled(name: &str, bytes: &[u8], answers: &[CellAnswer]) -> String {
    let (original, _) = sheet::read(name, bytes.to_vec()).unwrap();
    let filled = original.fill(answers, &Marking::default()).unwrap();
    let mut lines = vec![filled.bytes.escape_ascii().to_string()];
    lines.extend(filled.refused.iter().map(|refusal| format!("{}: {}", refusal.at, refusal.reason)));
    lines.extend(filled.warnings);
    lines.join("\n")
}

#[test]
fn each_file_keeps_its_ways() {
    let yes = [text("C2", "Yes; \"fully\"")];
    let wide: Vec<u8> =
        "\u{FEFF}Nr\tFrage\r\n1\tWährung?\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let cases = [
        filled(
            "a.csv",
            b"Nr,Question,Answer\n1,Do you?,\n2,Are you?\n",
            &[text("C2", "Yes"), text("C3", "a,b"), text("D3", "x")],
        ),
        filled(
            "a.csv",
            b"\xEF\xBB\xBF\"Nr\";\"Frage\";\"Antwort\"\r\n\"1\";\"Warum\r\nnicht?\";\"\"\r\n",
            &yes,
        ),
        filled("a.csv", b"sep=|\r\nNr|Q|A\r\n1|a,b;c|\r\n", &yes),
        filled("a.tsv", b"Nr\tQ\tA\r1\tOne, two\t\r", &yes),
        filled(
            "a.csv",
            b"Nr;Frage;Antwort\n1;F\xFCr wen gilt die Richtlinie \xFCber Z\xF6lle?;\n",
            &[text("C2", "für alle"), text("D2", "東京")],
        ),
        filled("a.tsv", &wide, &[text("C2", "€")]),
        filled("a.csv", b"Q,A\n1,", &[text("B2", "line\r\nbreak"), text("A4", "new")]),
        filled("a.csv", b"Q,A\n1,\n", &[text("B4", "new"), text("A3", "before")]),
        filled(
            "a.csv",
            b"Q,A\n1,=SUM(A1:A2)\n2,\n3,\n4,\n",
            &[text("B2", "x"), text("B3", "=1+1"), text("B4", "-5"), text("B5", " x")],
        ),
        filled("a.csv", b"Q,A\n\"open,\n", &[text("B1", "x")]),
    ];
    insta::assert_snapshot!("ways", cases.join("\n\n"));
}

#[test]
fn what_a_csv_holds() {
    let (original, workbook) =
        sheet::read("folder/fragen.csv", b"Nr,Q,A\r\n1,\"say \"\"hi\"\"\nthere\",\r\n,,=A1\r\n".to_vec())
            .unwrap();
    assert_eq!(original.format(), Format::Csv);
    insta::assert_snapshot!(super::rendered(&workbook), @r#"
    [fragen]
      A1 Text "Nr" u
      B1 Text "Q" u
      C1 Text "A" u
      A2 Number "1" u
      B2 Text "say \"hi\"\nthere" u
      C2 Empty "" u
      A3 Empty "" u
      B3 Empty "" u
      C3 Text "=A1" fu
    "#);
    let draft = original.fill(&[], &Marking { draft: true, note: String::new() }).unwrap();
    assert_eq!(
        draft.warnings,
        ["a file of separated values has no properties and cannot say that it is a draft"]
    );
    assert!(sheet::read("page.csv", b"<!DOCTYPE html><table>".to_vec()).is_err());
}

/// In the last line it harms nothing; before, it would swallow what follows.
#[test]
fn a_quote_that_is_never_closed() {
    let read = |text: &str| match sheet::read("a.csv", text.as_bytes().to_vec()) {
        Ok((_, workbook)) => workbook.warnings.join("; "),
        Err(error) => error.to_string(),
    };
    insta::assert_snapshot!(read("Q,A\n1,x\n2,\"y\n"), @r#"line 3: a quote (") is opened and never closed"#);
    insta::assert_snapshot!(read("Q,A\n1,\"x\n2,y\n3,z\n"), @r#"a.csv: the file is damaged (line 2: a quote (") is opened there and never closed, so that all lines behind it would be one field); ask for it again, or open it and save a new copy"#);
    insta::assert_snapshot!(read(""), @"a.csv: this is an empty file, not a workbook that this program reads; ask for the questionnaire itself");
}

proptest! {
    #[test]
    fn any_text_comes_back(fields in proptest::collection::vec("[a-z\",; \n]{0,6}|\\PC{0,4}", 1..8), answer in "\\PC{1,8}|[\",;\n\t =@-]{1,8}", at in 1u32..9) {
        let line: Vec<_> = fields.iter().map(|field| format!("\"{}\"", field.replace('"', "\"\""))).collect();
        let file = format!("{}\r\nx\r\n", line.join(","));
        let (original, before) = sheet::read("a.csv", file.into_bytes()).unwrap();
        let place = Position::new(1, at);
        let given = CellAnswer { sheet: 0, at: place, value: Value::Text(answer.clone()) };
        let filled = original.fill(&[given], &Marking::default()).unwrap();
        let (_, after) = sheet::read("a.csv", filled.bytes.clone()).unwrap();
        if filled.written.len() == 1 {
            let held = after.sheets[0].text(place);
            prop_assert!(held == answer || held.strip_prefix('\'') == Some(&answer), "{:?}", held);
        }
        for (other, cell) in before.sheets[0].cells.iter().filter(|(other, _)| **other != place) {
            prop_assert_eq!(after.sheets[0].text(*other), &cell.text);
        }
    }
}
