//! What a reader sees: words, tables, notes and boxes; and what is left out.

use super::made::{Made, p, r, styled, table};
use super::{cited, read};

fn runs(runs: &[&str]) -> String {
    format!("<w:p>{}</w:p>", runs.concat())
}

fn mark(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn instruction(words: &str) -> String {
    format!("<w:r><w:instrText>{words}</w:instrText></w:r>")
}

#[test]
fn tracked_changes_are_read_as_if_they_were_accepted() {
    let gone = "<w:rPr><w:del w:id=\"1\" w:author=\"a\"/></w:rPr>";
    let body = [
        runs(&[
            &r("", "Keys are rotated "),
            "<w:del><w:r><w:delText>every month</w:delText></w:r></w:del>",
            "<w:ins><w:r><w:t>once a year</w:t></w:r></w:ins>",
            &r("", "."),
        ]),
        runs(&["<w:moveFrom><w:r><w:t>This was moved away.</w:t></w:r></w:moveFrom>"]),
        runs(&["<w:moveTo><w:r><w:t>This was moved here.</w:t></w:r></w:moveTo>"]),
        p(gone, "The end of this paragraph "),
        p("", "was deleted."),
        table(&[&["Name", "Kept for", "Then"], &["Logs", "a year and a month", "deleted"]])
            .replace("</w:tbl>", "<w:tr><w:trPr><w:del/></w:trPr><w:tc><w:p><w:r><w:t>Gone</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"),
    ];
    insta::assert_snapshot!(cited(&Made::body(body.concat()).zipped()), @r#"
    | Keys are rotated once a year.
    | This was moved here.
    | The end of this paragraph was deleted.
    | Logs | a year and a month | deleted  ← Name | Kept for | Then
    warning: tracked deletions were left out, as if they were accepted (3)
    warning: tracked insertions were read as if they were accepted (2)
    "#);
}

#[test]
fn hidden_text_comments_and_contents_are_left_out() {
    let body = [
        styled("TOCHeading", "Contents"),
        runs(&[&mark("begin"), &instruction(" TOC \\o \"1-3\" "), &mark("separate"), &r("", "Scope 1")]),
        styled("TOC1", "Access 2"),
        runs(&[&mark("end")]),
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj></w:sdtPr>\
         <w:sdtContent><w:p><w:r><w:t>Keys 3</w:t></w:r></w:p></w:sdtContent></w:sdt>"
            .to_owned(),
        runs(&[&r("", "Everything is seen here."), &r("<w:vanish/>", " But not this."), "<w:r><w:commentReference w:id=\"0\"/></w:r>"]),
        styled("Hidden", "Nor is this sentence."),
        runs(&[&r("<w:rStyle w:val=\"Secret\"/>", "Nor is this one."), &r("<w:rStyle w:val=\"Secret\"/><w:vanish w:val=\"0\"/>", "But this sentence is.")]),
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent><w:p><w:r><w:t>Click here to enter text.</w:t></w:r></w:p></w:sdtContent></w:sdt>".to_owned(),
        "<w:altChunk r:id=\"rId9\" xmlns:r=\"r\"/>".to_owned(),
    ];
    let made = Made::body(body.concat()).styles(&[
        ("TOCHeading", "TOC Heading", ""),
        ("TOC1", "toc 1", ""),
        ("Hidden", "Notes to us", "<w:rPr><w:vanish/></w:rPr>"),
        ("Secret", "Secret", "<w:rPr><w:vanish/></w:rPr>"),
    ]);
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    | Everything is seen here.
    | But this sentence is.
    warning: text that is hidden in Word was left out (3)
    warning: files inside this one were left out (1)
    "#);
}

#[test]
fn fields_show_their_results_links_and_controls_their_words() {
    let body = [
        runs(&[
            &r("", "See section "),
            &mark("begin"),
            &instruction(" REF _Ref1 "),
            &mark("separate"),
            &r("", "4.2"),
            &mark("end"),
            &r("", " of it."),
        ]),
        runs(&[
            "<w:fldSimple w:instr=\" DATE \"><w:r><w:t>1 May 2026</w:t></w:r></w:fldSimple>",
            &r("", " is when it was signed."),
        ]),
        runs(&[
            &r("", "Write to "),
            "<w:hyperlink w:anchor=\"x\"><w:r><w:t>the team</w:t></w:r></w:hyperlink>",
            &r("", " at any time."),
        ]),
        runs(&[
            "<w:sdt><w:sdtPr/><w:sdtContent><w:r><w:t>Inside a control.</w:t></w:r></w:sdtContent></w:sdt>",
        ]),
        runs(&[&mark("begin"), &instruction("IF broken"), &r("", "An instruction that never ends.")]),
        p("", "It hides no more than its paragraph."),
        runs(&[
            &r("", "re\u{AD}cov"),
            "<w:r><w:softHyphen/></w:r>",
            &r("", "ery, follow"),
            "<w:r><w:noBreakHyphen/></w:r>",
            &r("", "up and "),
            "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FE\"/><w:t xml:space=\"preserve\"> done.</w:t></w:r>",
        ]),
        runs(&["<w:r><w:t>Owner</w:t><w:tab/><w:t>The security team</w:t></w:r>"]),
    ];
    insta::assert_snapshot!(cited(&Made::body(body.concat()).zipped()), @r#"
    | See section 4.2 of it.
    | 1 May 2026 is when it was signed.
    | Write to the team at any time.
    | Inside a control.
    | It hides no more than its paragraph.
    | recovery, follow-up and ☑ done.
    Owner | The security team
    "#);
}

#[test]
fn notes_follow_what_refers_to_them() {
    let note =
        |kind: &str, id: u32, words: &str| format!("<w:{kind} w:id=\"{id}\">{}</w:{kind}>", p("", words));
    let separator =
        "<w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>line</w:t></w:r></w:p></w:footnote>";
    let notes = [
        separator,
        &note("footnote", 1, "Except in the test lab."),
        &note("footnote", 2, "Nobody refers to it."),
    ];
    let refers = |kind: &str, id: u32| format!("<w:r><w:{kind}Reference w:id=\"{id}\"/></w:r>");
    let body = [
        runs(&[&r("", "All disks are encrypted"), &refers("footnote", 1), &r("", ". So are backups.")]),
        p("", "The next paragraph comes after it."),
        runs(&[&r("", "Keys are rotated yearly."), &refers("endnote", 1), &refers("footnote", 1)]),
    ];
    let made = Made::body(body.concat()).with("footnotes", "footnotes", &notes.concat()).with(
        "endnotes",
        "endnotes",
        &note("endnote", 1, "The last time in May 2026."),
    );
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    | All disks are encrypted.
    | So are backups.
    | Except in the test lab.
    | The next paragraph comes after it.
    | Keys are rotated yearly.
    | The last time in May 2026.
    "#);
}

#[test]
fn text_boxes_are_read_once() {
    let content = |words: &str| format!("<w:txbxContent>{}</w:txbxContent>", p("", words));
    let both = format!(
        "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing><wps:txbx>{0}</wps:txbx></w:drawing></mc:Choice>\
         <mc:Fallback><w:pict><v:textbox>{0}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>",
        content("This stands in a box.")
    );
    let old = format!(
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict><v:textbox>{}</v:textbox></w:pict>\
         </mc:Fallback></mc:AlternateContent></w:r>",
        content("This stands in an old box.")
    );
    let body = [
        runs(&[&r("", "Before the box. "), &both, &r("", "Beside the box.")]),
        runs(&[&old]),
        p("", "After the boxes."),
    ];
    insta::assert_snapshot!(cited(&Made::body(body.concat()).zipped()), @r#"
    | Before the box.
    | Beside the box.
    | This stands in a box.
    | This stands in an old box.
    | After the boxes.
    "#);
}

#[test]
fn tables_are_rows_under_their_header() {
    let header = "<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr><w:p><w:r><w:t>Data</w:t></w:r></w:p></w:tc>\
                  <w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Kept</w:t></w:r></w:p></w:tc></w:tr>\
                  <w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>\
                  <w:tc><w:p><w:r><w:t>online</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>in backups</w:t></w:r></w:p></w:tc></w:tr>";
    let merged = |value: &str, words: &str, rest: &str| {
        format!(
            "<w:tr><w:tc><w:tcPr><w:vMerge w:val=\"{value}\"/></w:tcPr>{}</w:tc><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>",
            p("", words),
            p("", rest),
            p("", "35 days")
        )
    };
    let rows = [merged("restart", "Logs", "13 months"), merged("continue", "", "in Dublin also")];
    let body = [
        format!("<w:tbl>{header}{}</w:tbl>", rows.concat()),
        table(&[&["Owner", "Security team"], &["Version", "2.3 of May 2026"]]),
        table(&[
            &["<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Level</w:t></w:r></w:p>", "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Meaning</w:t></w:r></w:p>"],
            &["S1", "Data was lost"],
        ]),
        table(&[&["A", "B", "C"], &["1", "22", "<w:p><w:r><w:t>Outer</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>Inner</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>table</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"]]),
        table(&[&["<w:p><w:r><w:t>A box of one cell is text. It has two sentences.</w:t></w:r></w:p>"]]),
        "<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"2\"/></w:tcPr><w:p><w:r><w:t>Table 1: sites of ours</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>Oslo</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>owned</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
            .to_owned(),
    ];
    insta::assert_snapshot!(cited(&Made::body(body.concat()).zipped()), @r#"
    | Logs | 13 months | 35 days  ← Data | Kept online | in backups
    | Logs | in Dublin also | 35 days  ← Data | Kept online | in backups
    | Owner | Security team
    | Version | 2.3 of May 2026
    | S1 | Data was lost  ← Level | Meaning
    | 1 | 22 | Outer  ← A | B | C
    | Inner | table
    | A box of one cell is text.
    | It has two sentences.
    | Table 1: sites of ours
    | Oslo | owned
    "#);
}

#[test]
fn questions_that_nobody_answered_are_no_statements() {
    let body = table(&[
        &["No", "Question", "Answer"],
        &["1", "Is customer data encrypted at rest?", "Yes, with AES-256."],
        &["2", "Are backups encrypted?", ""],
        &["3", "Do you hold a certificate?", ""],
    ]);
    insta::assert_snapshot!(cited(&Made::body(body).zipped()), @r#"
    | 1 | Is customer data encrypted at rest? | Yes, with AES-256.  ← No | Question | Answer
    warning: a table asks 2 questions that nobody has answered; they were left out
    "#);
}

#[test]
fn columns_of_text_are_read_column_by_column() {
    let left = [styled("H1", "Left"), p("", "Text of the left column.")].concat();
    let right = [styled("H1", "Right"), p("", "Text of the right column.")].concat();
    let made = Made::body(table(&[&[&left, &right]])).styles(&[("H1", "heading 1", "")]);
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    Left | Text of the left column.
    Right | Text of the right column.
    "#);
}

#[test]
fn quotes_are_the_words_of_the_rendition() {
    let made = Made::body([styled("H1", "Keys"), p("", "They lie in a vault.")].concat())
        .styles(&[("H1", "heading 1", "")]);
    let (document, _) = read(&made.zipped()).unwrap();
    assert_eq!(document.text, "Keys\n\nThey lie in a vault.\n");
    assert!(document.pages.is_empty());
}
