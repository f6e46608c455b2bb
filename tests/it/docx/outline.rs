//! Headings, titles, numbers and lists.

use super::made::{Made, listed, p, r, styled};
use super::{cited, read};

/// A level of a list: its format, its text, its indentation, and more.
fn level(at: u32, format: &str, text: &str, more: &str) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"1\"/><w:numFmt w:val=\"{format}\"/>{more}<w:lvlText w:val=\"{text}\"/>\
         <w:pPr><w:ind w:left=\"{}\" w:hanging=\"360\"/></w:pPr></w:lvl>",
        720 * (at + 1)
    )
}

/// Lists 1, 2 and so on, each with its kind's levels and its own changes.
fn numbering(lists: &[(&[String], &str)]) -> String {
    let kinds = lists.iter().enumerate().map(|(at, (levels, _))| {
        format!("<w:abstractNum w:abstractNumId=\"{at}\">{}</w:abstractNum>", levels.concat())
    });
    let lists = lists.iter().enumerate().map(|(at, (_, changes))| {
        format!("<w:num w:numId=\"{}\"><w:abstractNumId w:val=\"{at}\"/>{changes}</w:num>", at + 1)
    });
    kinds.chain(lists).collect()
}

#[test]
fn headings_are_told_by_the_names_of_styles_and_by_their_levels() {
    let body = [
        styled("berschrift1", "Zugriff"),
        styled("Fett", "Kennwörter"),
        p("", "Kennwörter haben 14 Zeichen."),
        p("<w:outlineLvl w:val=\"1\"/>", "Second factor"),
        p("", "It is required."),
        p("<w:pStyle w:val=\"berschrift1\"/><w:outlineLvl w:val=\"9\"/>", "This is body text."),
        styled("Heading3", "A style that is not defined"),
        p("", "It has its usual meaning."),
        styled("Ring", "A style based on itself."),
    ];
    let made = Made::body(body.concat()).styles(&[
        ("berschrift1", "heading 1", ""),
        ("Fett", "Unterkapitel", "<w:basedOn w:val=\"berschrift2\"/>"),
        ("berschrift2", "heading 2", "<w:basedOn w:val=\"berschrift1\"/>"),
        ("Ring", "ring", "<w:basedOn w:val=\"Ring\"/>"),
    ]);
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    Kennwörter | Kennwörter haben 14 Zeichen.
    Second factor | It is required.
    Second factor | This is body text.
    Second factor › A style that is not defined | It has its usual meaning.
    Second factor › A style that is not defined | A style based on itself.
    "#);
    insta::assert_snapshot!(cited(&made.strict().zipped()).lines().next().unwrap(), @r#"Kennwörter | Kennwörter haben 14 Zeichen."#);
}

#[test]
fn numbers_are_those_that_are_shown() {
    let levels = [
        level(0, "decimal", "%1.", "<w:pStyle w:val=\"H1\"/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>"),
        level(2, "lowerLetter", "(%3)", ""),
        level(3, "lowerRoman", "%4)", ""),
        level(4, "upperLetter", "%5.", ""),
        level(5, "upperRoman", "Part %6", ""),
    ];
    let list = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let body = [
        styled("H1", "Access"),
        p("", "Access is granted by role."),
        styled("H1", "Encryption"),
        styled("H2", "In transit"),
        p("", "TLS is used everywhere."),
        styled("H2", "At rest"),
        listed(1, 2, "Disks are encrypted."),
        listed(1, 2, "Backups are:"),
        listed(1, 3, "encrypted;"),
        listed(1, 3, "tested;"),
        listed(1, 4, "each month;"),
        listed(1, 5, "by two people."),
        listed(1, 3, "kept for a year."),
        listed(1, 2, "Keys are rotated."),
        styled("H2", "Keys"),
        listed(1, 2, "Keys lie in a vault."),
    ];
    let made = Made::body(body.concat())
        .styles(&[("H1", "heading 1", list), ("H2", "heading 2", list)])
        .with("numbering", "numbering", &numbering(&[(&levels, "")]));
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    1 Access | Access is granted by role.
    2 Encryption › 2.1 In transit | TLS is used everywhere.
    2 Encryption › 2.2 At rest › a | Disks are encrypted.
    2 Encryption › 2.2 At rest › b | Backups are:
    2 Encryption › 2.2 At rest › b › i | encrypted;  ← Backups are:
    2 Encryption › 2.2 At rest › b › ii | tested;  ← Backups are:
    2 Encryption › 2.2 At rest › b › ii › A | each month;
    2 Encryption › 2.2 At rest › b › ii › A › Part I | by two people.
    2 Encryption › 2.2 At rest › b › iii | kept for a year.  ← Backups are:
    2 Encryption › 2.2 At rest › c | Keys are rotated.
    2 Encryption › 2.3 Keys › a | Keys lie in a vault.
    "#);
    let text = read(&made.zipped()).unwrap().0.text;
    assert!(text.contains("\n(b) Backups are:\n  i) encrypted;\n"), "{text}");
}

#[test]
fn clauses_are_numbered_under_their_headings_and_by_their_parents() {
    let levels = [
        level(0, "decimal", "%1", ""),
        level(1, "decimal", "%1.%2", ""),
        level(2, "decimal", "%1.%2.%3", ""),
    ];
    let body = [
        listed(1, 0, "Confidentiality holds for five years."),
        listed(1, 1, "It binds all staff:"),
        listed(1, 2, "also those who left."),
        listed(1, 1, "It binds suppliers."),
        listed(1, 0, "Audits are announced."),
    ];
    let made = Made::body(body.concat()).with("numbering", "numbering", &numbering(&[(&levels, "")]));
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    1 | Confidentiality holds for five years.
    1.1 | It binds all staff:
    1.1.1 | also those who left.  ← It binds all staff:
    1.2 | It binds suppliers.
    2 | Audits are announced.
    "#);
}

#[test]
fn lists_start_and_restart_as_they_say() {
    let plain = [level(0, "decimal", "%1.", "")];
    let kept = [level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%2.", "<w:lvlRestart w:val=\"0\"/>")];
    let legal = [level(0, "upperRoman", "%1.", ""), level(1, "decimal", "%1.%2", "<w:isLgl/>")];
    let five = "<w:lvlOverride w:ilvl=\"0\"><w:startOverride w:val=\"5\"/></w:lvlOverride>";
    let words = "<w:lvlOverride w:ilvl=\"0\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"2\"/><w:numFmt w:val=\"ordinal\"/>\
                 <w:lvlText w:val=\"%1:\"/></w:lvl></w:lvlOverride>";
    let lists: [(&[String], &str); 4] = [(&plain, five), (&kept, ""), (&legal, ""), (&plain, words)];
    let body = [
        listed(1, 0, "A list that starts at five."),
        listed(1, 0, "It goes on."),
        p("", "Words between the lists."),
        listed(2, 0, "First part of the list."),
        listed(2, 1, "Numbers that go on."),
        listed(2, 0, "Second part of the list."),
        listed(2, 1, "They do go on."),
        p("", "More words between them."),
        listed(3, 0, "Roman figures stand here."),
        listed(3, 1, "Digits stand here."),
        p("", "The last words between them."),
        listed(4, 0, "An ordinal stands here."),
    ];
    let made = Made::body(body.concat()).with("numbering", "numbering", &numbering(&lists));
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    5 | A list that starts at five.
    6 | It goes on.
    | Words between the lists.
    I | First part of the list.
    I › 1 | Numbers that go on.
    II | Second part of the list.
    II › 2 | They do go on.
    | More words between them.
    I | Roman figures stand here.
    I › 1.1 | Digits stand here.
    | The last words between them.
    2nd | An ordinal stands here.
    "#);
}

#[test]
fn a_list_style_lends_its_levels() {
    let parts = "<w:abstractNum w:abstractNumId=\"0\"><w:numStyleLink w:val=\"Steps\"/></w:abstractNum>\
                 <w:abstractNum w:abstractNumId=\"1\"><w:styleLink w:val=\"Steps\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>\
                 <w:numFmt w:val=\"upperLetter\"/><w:lvlText w:val=\"Step %1:\"/></w:lvl></w:abstractNum>\
                 <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
                 <w:num w:numId=\"2\"><w:abstractNumId w:val=\"1\"/></w:num>";
    let made = Made::body([listed(1, 0, "Unplug the server."), listed(1, 0, "Call the team.")].concat())
        .styles(&[("Steps", "Steps", "<w:pPr><w:numPr><w:numId w:val=\"2\"/></w:numPr></w:pPr>")])
        .with("numbering", "numbering", parts);
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    Step A | Unplug the server.
    Step B | Call the team.
    "#);
}

#[test]
fn the_numbered_sentences_of_a_contract_are_no_headings() {
    let list = "<w:pPr><w:numPr><w:numId w:val=\"1\"/></w:numPr></w:pPr>";
    let levels = [
        level(0, "decimal", "%1.", "<w:pStyle w:val=\"H1\"/>"),
        level(1, "decimal", "%1.%2", "<w:pStyle w:val=\"H2\"/>"),
    ];
    let body = [
        styled("H1", "Security"),
        styled(
            "H2",
            "The Supplier shall encrypt all Customer Data at rest and in transit with current algorithms.",
        ),
        styled("H2", "The Supplier shall train its staff."),
        styled("H1", "Audit."),
        styled("H2", "The Customer may audit once a year."),
    ];
    let made = Made::body(body.concat())
        .styles(&[("H1", "heading 1", list), ("H2", "heading 2", list)])
        .with("numbering", "numbering", &numbering(&[(&levels, "")]));
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    1. Security › 1.1 | The Supplier shall encrypt all Customer Data at rest and in transit with current algorithms.
    1. Security › 1.2 | The Supplier shall train its staff.
    2. Audit. › 2.1 | The Customer may audit once a year.
    "#);
}

#[test]
fn without_styles_headings_are_what_is_bold_and_larger() {
    let bold = |size: u32, words: &str| {
        format!("<w:p>{}</w:p>", r(&format!("<w:b/><w:sz w:val=\"{size}\"/>"), words))
    };
    let body = [
        bold(40, "Backup Policy"),
        bold(28, "Scope"),
        p("", "This policy covers all systems that hold customer data, wherever they run."),
        bold(28, "Schedule"),
        bold(20, "Daily copies"),
        p("", "Copies are made every night and kept for five weeks in another region."),
        bold(28, "This sentence is large and bold, but it is a sentence."),
        bold(28, "Contact"),
    ];
    let made = Made::body(body.concat());
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    Scope | This policy covers all systems that hold customer data, wherever they run.
    Schedule › Daily copies | Copies are made every night and kept for five weeks in another region.
    Schedule › Daily copies | This sentence is large and bold, but it is a sentence.
    Schedule › Daily copies | Contact
    "#);
    assert_eq!(read(&made.zipped()).unwrap().0.title, "Backup Policy");
}

#[test]
fn titles() {
    let styles: &[_] = &[("Title", "Title", ""), ("H1", "heading 1", "")];
    let body = |title: &str| [title, &styled("H1", "Scope"), &p("", "All of it is covered.")].concat();
    let lines = [styled("Title", "Access Control"), styled("Title", "Policy")].concat();
    let title = |made: Made| read(&made.styles(styles).zipped()).unwrap().0.title;
    assert_eq!(title(Made::body(body(&lines)).titled("Old Template Name")), "Access Control Policy");
    assert_eq!(title(Made::body(body("")).titled("Access Control Policy")), "Access Control Policy");
    for bad in ["Microsoft Word - access_v3.doc", "Document1", "[Title]", "access policy.docx", "", "Titel"] {
        assert_eq!(title(Made::body(body("")).titled(bad)), "Scope", "{bad}");
    }
    let made = Made::body(body(&lines)).styles(styles);
    insta::assert_snapshot!(cited(&made.zipped()), @r#"Scope | All of it is covered."#);
}

#[test]
fn labels_in_bold_name_their_paragraphs() {
    let run_in = |label: &str, rest: &str| format!("<w:p>{}{}</w:p>", r("<w:b/>", label), r("", rest));
    let body = [
        run_in("Data at rest. ", "Disks are encrypted. So are backups."),
        run_in("Keys:", " They lie in a vault."),
        run_in("All of these words are bold and more than a label. ", "They name nothing."),
        format!(
            "<w:p>{}<w:r><w:br/></w:r>{}</w:p>",
            r("<w:b/>", "Training"),
            r("", "Staff are trained yearly.")
        ),
        format!("<w:p>{}</w:p>", r("<w:b/>", "Bold at the end, which names nothing")),
    ];
    insta::assert_snapshot!(cited(&Made::body(body.concat()).zipped()), @r#"
    Data at rest | Data at rest. Disks are encrypted.
    Data at rest | So are backups.
    Keys | Keys: They lie in a vault.
    | All of these words are bold and more than a label.
    | They name nothing.
    Training | Staff are trained yearly.
    Training | Bold at the end, which names nothing
    "#);
}

#[test]
fn paragraphs_that_are_indented_under_an_item_go_on_with_it() {
    let bullets = [level(0, "bullet", "\u{F0B7}", ""), level(1, "bullet", "o", "")];
    let numbers = [level(0, "decimal", "%1.", "")];
    let under = |words: &str| p("<w:ind w:left=\"720\"/>", words);
    let body = [
        listed(2, 0, "The first step of three."),
        listed(1, 1, "A bullet of another list under it."),
        under("More of the first step."),
        listed(2, 0, "The second step of three."),
        p(
            "",
            "Words outside of the list, as most words of most documents are, and this one is no exception.",
        ),
        under("Words that are indented and no item's."),
    ];
    let lists: [(&[String], &str); 2] = [(&bullets, ""), (&numbers, "")];
    let made = Made::body(body.concat()).with("numbering", "numbering", &numbering(&lists));
    insta::assert_snapshot!(cited(&made.zipped()), @r#"
    1 | The first step of three.
    1 | A bullet of another list under it.
    1 | More of the first step.
    2 | The second step of three.
    | Words outside of the list, as most words of most documents are, and this one is no exception.
    | Words that are indented and no item's.
    "#);
}
