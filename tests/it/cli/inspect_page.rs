//! `inspect --html`: one page that stands alone, whatever the customer wrote.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use regex::Regex;

use super::{countersign, fixture, folder, run};

fn page(questionnaire: &Path) -> String {
    let out = tempfile::tempdir().unwrap();
    let file = out.path().join("layout.html");
    let ran = run(countersign().arg("inspect").arg(questionnaire).arg("--html").arg(&file));
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.out.trim(), file.display().to_string());
    assert_eq!(fs::read_dir(out.path()).unwrap().count(), 1, "nothing else is left beside the page");
    fs::read_to_string(file).unwrap()
}

/// A customer's text can be anything; on the page it is text.
#[test]
fn what_the_customer_wrote_stays_text() {
    let rows = "Question,Answer,Comment\n\
        <script>alert(1)</script> Is data encrypted at rest?,,\n\
        \"Is \"\" onmouseover=alert(1) x=\"\" filtered?\",,\n\
        Do \u{202e}you\u{202c} log & monitor access?,'><img src=x onerror=alert(1)>,\n\
        Are keys rotated?,,</td></table><style>*{display:none}</style>\n";
    let input = folder(&[("<b>hostile.csv", rows)]);
    let page = page(&input.path().join("<b>hostile.csv"));
    for markup in
        ["<script", "<img", "<b>hostile", "</td></table><style>", "\" onmouseover", "\u{202e}", "\u{202c}"]
    {
        assert!(!page.contains(markup), "{markup}");
    }
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; Is data"), "shown as it was written");
    assert!(page.contains("Do ⟨U+202E⟩you⟨U+202C⟩ log &amp; monitor"), "{page}");
    assert_eq!(page.matches("<style>").count(), 1);
}

#[test]
fn the_page_asks_for_nothing_from_outside() {
    let page = page(Path::new("questionnaires/halvorsen-bank.xlsx"));
    assert!(page.contains("default-src 'none'"));
    let asks =
        Regex::new(r#"(?i)<(script|link|img|iframe|object|embed|base)|\bsrc=|url\(|@import|href="[^#]"#)
            .unwrap();
    assert_eq!(asks.find(&page).map(|found| found.as_str()), None);
}

#[test]
fn every_row_of_a_table_has_all_its_columns_whatever_is_merged() {
    let tables = Regex::new(r#"(?s)<table style.*?</table>"#).unwrap();
    for file in
        [Path::new("questionnaires/halvorsen-bank.xlsx"), &fixture("merged.xlsx"), &fixture("x14list.xlsx")]
    {
        let page = page(file);
        assert!(tables.is_match(&page), "{}", file.display());
        tables.find_iter(&page).for_each(|table| assert_full(table.as_str(), file));
    }
}

/// Adds up the spans of each row, those that reach down from above included.
fn assert_full(table: &str, file: &Path) {
    let cell = Regex::new(r#"(?s)<t[hd]\b([^>]*)>"#).unwrap();
    let number = |attributes: &str, name: &str| {
        let span = Regex::new(&format!(r#"{name}="(\d+)""#)).unwrap();
        span.captures(attributes).map_or(1, |found| found[1].parse::<usize>().unwrap())
    };
    let columns = table.matches("<col ").count();
    let mut from_above: BTreeMap<usize, usize> = BTreeMap::new();
    for (row, text) in table.split("<tr").skip(1).enumerate() {
        let mut width = from_above.remove(&row).unwrap_or(0);
        for found in cell.captures_iter(text) {
            let (wide, tall) = (number(&found[1], "colspan"), number(&found[1], "rowspan"));
            width += wide;
            (row + 1..row + tall).for_each(|below| *from_above.entry(below).or_default() += wide);
        }
        assert_eq!(width, columns, "{}, row {row}: {text}", file.display());
    }
    assert!(from_above.is_empty(), "{}: a span reaches out of the table", file.display());
}

#[test]
fn what_is_unsure_is_listed_at_the_top_and_dashed() {
    let input = folder(&[(
        "plain.csv",
        "Is data encrypted at rest?,\nAre backups tested?,\nWho approves access?,\n",
    )]);
    let page = page(&input.path().join("plain.csv"));
    let top = &page[..page.find("<nav>").unwrap()];
    assert!(top.contains("Look at these first") && top.contains("(unsure)"), "{top}");
    assert!(page.contains("answer open unsure"), "{page}");
}

#[test]
fn the_page_is_never_written_over_a_questionnaire() {
    let rows = "Question,Answer\nIs data encrypted?,\n";
    let input = folder(&[("mine.csv", rows)]);
    let file = input.path().join("mine.csv");
    let ran = run(countersign().arg("inspect").arg(&file).arg("--html").arg(&file));
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("is no page"), "{}", ran.err);
    assert_eq!(fs::read_to_string(&file).unwrap(), rows);
}
