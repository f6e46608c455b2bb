//! Documents as they are read: outlines of the sample workspaces, small cases for each habit of real documents, and
//! what holds for any text.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use countersign::document::{Document, DocumentName, Passage, PassageKind, Warning};
use countersign::parse::{ParseError, parse};
use countersign::words::{fold, plain};
use proptest::prelude::*;

/// Section paths with their passages under them, then the warnings.
fn outline(document: &Document, warnings: &[Warning]) -> String {
    let mut out = format!("{} — {}\n", document.name, document.title);
    let mut path = Vec::new();
    for passage in &document.passages {
        if document.path_of(passage) != path {
            path = document.path_of(passage);
            let asks = if document.sections[passage.section.0].asks { " (asks)" } else { "" };
            writeln!(out, "\n{}{asks}", path.join(" › ")).unwrap();
        }
        let words = document.slice(&passage.range).unwrap();
        let led = if passage.lead.is_some() { "←" } else { " " };
        writeln!(out, "  {:8} {led} {}", format!("{:?}", passage.kind), short(words)).unwrap();
    }
    for warning in warnings {
        writeln!(out, "\nwarning {:?}: {}", warning.at, warning.message).unwrap();
    }
    out
}

/// The first and the last words.
fn short(words: &str) -> String {
    let words: Vec<_> = words.split_whitespace().collect();
    if words.len() <= 12 {
        return words.join(" ");
    }
    format!("{} … {}", words[..8].join(" "), words[words.len() - 3..].join(" "))
}

fn read(text: &str) -> Document {
    parse(DocumentName::new("page.txt"), text.as_bytes()).unwrap().0
}

/// `path | words` of every passage.
fn cited(text: &str) -> Vec<String> {
    let document = read(text);
    let line = |passage: &Passage| {
        let words = document.slice(&passage.range).unwrap();
        format!("{} | {words}", document.path_of(passage).join(" › "))
    };
    document.passages.iter().map(line).collect()
}

fn samples(workspace: &str) -> Vec<PathBuf> {
    let mut files: Vec<_> = fs::read_dir(Path::new("knowledge").join(workspace))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    files
}

#[test]
fn the_sample_workspaces_read_as_a_person_would_cite_them() {
    for workspace in ["castellan-grid", "fernhollow", "lumenward", "orrery-freight"] {
        let outlines: Vec<_> = samples(workspace)
            .iter()
            .map(|file| {
                let name = DocumentName::new(file.file_name().unwrap().to_str().unwrap());
                let (document, warnings) = parse(name, &fs::read(file).unwrap()).unwrap();
                outline(&document, &warnings)
            })
            .collect();
        insta::assert_snapshot!(workspace, outlines.join("\n\n"));
    }
}

#[test]
fn a_chapter_number_loses_its_dot_where_numbers_are_hierarchical() {
    let hierarchical =
        "# 7. Access\n\nIntro.\n\n## 7.1 Roles\n\n1. First.\n2. Second:\n   * Bullet:\n     1. Deep.\n";
    assert_eq!(
        cited(hierarchical),
        [
            "7 Access | Intro.",
            "7 Access › 7.1 Roles › 1 | First.",
            "7 Access › 7.1 Roles › 2 | Second:",
            "7 Access › 7.1 Roles › 2 | Bullet:",
            "7 Access › 7.1 Roles › 2 › 1 | Deep.",
        ]
    );
    let flat = "Trust page\n\nUpdated May 2026\n\n1. Scope\n\nAll of it.\n\n2. Data\n\n  • At rest\n\n    Encrypted. Always.\n\nThe end of it.";
    assert_eq!(
        cited(flat),
        [
            " | Updated May 2026",
            "1. Scope | All of it.",
            "2. Data › At rest | Encrypted. Always.",
            "2. Data | The end of it.",
        ]
    );
    assert_eq!(read(flat).title, "Trust page");
}

#[test]
fn numbered_lines_that_follow_each_other_are_a_list() {
    let list = "How to report\n\nPlease do this:\n\n1. Write to us\n\n2. Wait\n\n3. Call\n\nWe will answer.";
    assert_eq!(
        cited(list),
        [" | Please do this:", "1 | Write to us", "2 | Wait", "3 | Call", " | We will answer.",]
    );
}

#[test]
fn lines_that_end_in_a_colon_are_headings_only_where_they_name_a_topic() {
    let text = "Backups & Logs FAQ:\nWe keep:\na) daily copies\nb) weekly copies\nKept apart: Copies lie in Oslo. Always.\nWe test them.\nWe hold to three rules of good care:\nThey are short.\nStaff Training FAQ:\nYearly.";
    assert_eq!(
        cited(text),
        [
            "Backups & Logs FAQ | We keep:",
            "Backups & Logs FAQ › a | daily copies",
            "Backups & Logs FAQ › b | weekly copies",
            "Backups & Logs FAQ › Kept apart | Kept apart: Copies lie in Oslo. Always.",
            "Backups & Logs FAQ | We test them.",
            "Backups & Logs FAQ | We hold to three rules of good care:",
            "Backups & Logs FAQ | They are short.",
            "Staff Training FAQ | Yearly.",
        ]
    );
}

#[test]
fn eyebrows_open_a_part_of_their_own() {
    let text = "# Trust\n\nIntro words here.\n\n## 01 Known users\n\nYes, really known.\n\n### IN SHORT\n\n<b>Data at rest</b>\tAES-256. Everywhere.\n<b>Keys</b>\tOurs.\n\n## — HOW WE WORK\n\n# Quietly.\n\nNo noise here.\n\n## Reviews.\n\nEvery change is read.\n\n— QUESTIONS\n\n### Can we audit?\n\nNo.\n\nYou may read reports. They are yearly.\n";
    assert_eq!(
        cited(text),
        [
            " | Intro words here.",
            "01 Known users | Yes, really known.",
            "IN SHORT › Data at rest | AES-256. Everywhere.",
            "IN SHORT › Keys | Ours.",
            "HOW WE WORK › Quietly. | No noise here.",
            "HOW WE WORK › Quietly. › Reviews. | Every change is read.",
            "QUESTIONS › Can we audit? | No.\n\nYou may read reports.",
            "QUESTIONS › Can we audit? | They are yearly.",
        ]
    );
    assert_eq!(read(text).title, "Trust");
    let capitals = "# ACCESS\n\n## PASSWORDS\n\nLong ones.\n\n## SESSION LENGTH\n\nShort ones.\n";
    assert_eq!(cited(capitals), ["PASSWORDS | Long ones.", "SESSION LENGTH | Short ones."]);
}

#[test]
fn a_path_is_tidied_and_a_quote_is_not() {
    let text =
        "# Policies\n\n## [*Key*  care](x.md#y) ¶ ##\n\nSee ยง4 of `it`.\n\n## Media {#media}\n\nNone.";
    assert_eq!(cited(text), ["Key care | See ยง4 of `it`.", "Media | None."]);
}

#[test]
fn tables_lead_with_their_header_also_inside_lists() {
    let text = "---\ntitle: Retention\n---\n\n## Terms\n\n1. Logs:\n\n   | What | Days |\n   | --- | --- |\n   | Web | 30 |\n\n2. Done.\n";
    let document = read(text);
    assert_eq!(document.title, "Retention");
    let row = &document.passages[1];
    assert_eq!(row.kind, PassageKind::Row);
    assert_eq!(document.slice(&row.range), Some("| Web | 30 |"));
    assert_eq!(document.slice(row.lead.as_ref().unwrap()), Some("| What | Days |"));
    assert_eq!(document.path_of(row), ["1"]);
}

#[test]
fn sentences_end_where_a_reader_ends_them() {
    let split = |text: &str| cited(text).iter().map(|line| line[3..].to_owned()).collect::<Vec<_>>();
    for whole in [
        "We use tools, e.g. Semgrep, i.e. a scanner, from Foo Inc. in Oslo.",
        "Version v2.3 of https://a.example/x.y?z=1. is kept at 99.9 % per no. 5 of it.",
        "Our suppliers (i.e. Google Cloud, Bubble.io. And others) help.",
        "Write to [the team. We answer](mailto:a.b@c.example) at any time.",
        "Seals are kept in Duluth and in St. Paul for ever.",
    ] {
        assert_eq!(split(whole), [whole]);
    }
    assert_eq!(
        split(
            "We hold tools, keys, etc. We hold them well. “Do you mean it?” Yes we do. (We all do.) And so on."
        ),
        [
            "We hold tools, keys, etc.", "We hold them well.", "“Do you mean it?”", "Yes we do.",
            "(We all do.)", "And so on."
        ]
    );
}

#[test]
fn paragraphs_under_unknown_bullets_are_no_code_and_bold_rows_no_html() {
    let text = "# Page\n\n## Data\n\n  • At rest\n\n    All of it is encrypted with AES.\n\n  • In transit\n\n    All of it goes over TLS.\n\n```\ncode here\n```\n\n<!-- hidden -->\n\n- bullet one;\n- bullet two.\nA paragraph that Markdown would swallow.\n";
    assert_eq!(
        cited(text),
        [
            "Data › At rest | All of it is encrypted with AES.",
            "Data › In transit | All of it goes over TLS.",
            "Data | bullet one;",
            "Data | bullet two.",
            "Data | A paragraph that Markdown would swallow.",
        ]
    );
}

#[test]
fn lines_that_a_program_broke_are_one_paragraph() {
    let text = "We write long sentences in this place, and the program\nthat saved this file broke them after sixty characters or\nso. The reader is not to notice. All the same a paragraph\nends here.\n\nAnd here.";
    let document = read(text);
    assert_eq!(document.passages.len(), 4);
    assert_eq!(document.passages[0].paragraph, 0..text.find("\n\n").unwrap());
}

#[test]
fn contracts_and_word_exports_in_plain_text() {
    let text = "SUPPLIER SECURITY TERMS\n\nVersion 3.2\n\n1. PURPOSE\n\n1.1 These terms set out rules for\nprotecting what customers entrust to us.\n\n2. ACCESS\n\n2.1 Passwords\n\n2.1.1 Passwords have 12 characters.\n\n2.2 Second factor\n\nIt is required for:\n  (a) remote access; and\n  (b) production.\n\n3. ENCRYPTION\n\n•\tData in transit is encrypted with\n\tTLS 1.2 or higher.\n\to\tInternal traffic too.\n\nAll disks are encrypted by default\n\nSo are all the backups that we take.\n\nAppendix A - Terms\n\nCISO: The person in charge.\n";
    assert_eq!(
        cited(text),
        [
            " | Version 3.2",
            "1 PURPOSE › 1.1 | These terms set out rules for\nprotecting what customers entrust to us.",
            "2 ACCESS › 2.1 Passwords › 2.1.1 | Passwords have 12 characters.",
            "2 ACCESS › 2.2 Second factor | It is required for:",
            "2 ACCESS › 2.2 Second factor › a | remote access; and",
            "2 ACCESS › 2.2 Second factor › b | production.",
            "3 ENCRYPTION | Data in transit is encrypted with\n\tTLS 1.2 or higher.",
            "3 ENCRYPTION | Internal traffic too.",
            "3 ENCRYPTION | All disks are encrypted by default",
            "3 ENCRYPTION | So are all the backups that we take.",
            "Appendix A - Terms › CISO | CISO: The person in charge.",
        ]
    );
}

#[test]
fn parts_stand_beside_each_other_whatever_they_are_called() {
    let text = "Terms of service\n\nSECTION 1: ACCESS\n\nBy name.\n\nSection 2. Keys\n\nOurs.\n\nIII. Scope\n\nAll.\n\nA. Remarks\n\nNone.\n";
    assert_eq!(
        cited(text),
        [
            "SECTION 1: ACCESS | By name.",
            "Section 2. Keys | Ours.",
            "III. Scope | All.",
            "III. Scope › A. Remarks | None."
        ]
    );
}

#[test]
fn questions_head_their_answers_however_they_are_marked() {
    let text = "Common questions\n\nSecurity\n\nQ: Do you encrypt data?\nA: Yes. All of it is.\n\nWhere is it?\n\nNot far. In Bergen it is.\n\n**Do you sell data?**\n\nNo. We never did so.\n";
    let answers = [
        "Security › Do you encrypt data? | A: Yes. All of it is.",
        "Security › Where is it? | Not far. In Bergen it is.",
        "Security › Do you sell data? | No. We never did so.",
    ];
    assert_eq!(cited(text), answers);
    let document = read(text);
    assert!(document.passages.iter().all(|passage| document.sections[passage.section.0].asks));
    let marked = text.replace("Common", "# Common").replace("\nSecurity", "\n## Security");
    assert_eq!(cited(&marked), answers);
}

#[test]
fn other_markup_of_headings_items_and_quotations() {
    let text = "Backups\n=======\n\nDaily\n-----\n\n<p>They are taken daily.</p>\n<ul>\n<li>Kept for 30 days</li>\n<li>Tested twice a year</li>\n</ul>\n\n<h2>Quoted</h2>\n\n> We never lost a byte.\n> And so on.\n\n- **Keys.** They are ours alone.\n- [ ] ISO 27001\n\n[1]: https://a.example/\n\n``` never closed\n\nStill to be read.";
    let expected = [
        "Daily | <p>They are taken daily.</p>",
        "Daily | Kept for 30 days</li>",
        "Daily | Tested twice a year</li>",
        "Quoted | We never lost a byte.",
        "Quoted | And so on.",
        "Quoted | **Keys.** They are ours alone.",
        "Quoted | [ ] ISO 27001",
        "Quoted | Still to be read.",
    ];
    assert_eq!(cited(text), expected);
    let (document, warnings) = parse(DocumentName::new("page.md"), text.as_bytes()).unwrap();
    assert_eq!(document.passages.len(), expected.len());
    assert_eq!(warnings.len(), 1);
}

#[test]
fn numbered_lines_of_plain_text_head_paragraphs_in_markdown_too() {
    let text = "# Page\n\n1. Scope\n\nAll of it.\n\n2. Steps\n\nWe do:\n\n1. This\n2. That\n";
    assert_eq!(
        cited(text),
        ["1. Scope | All of it.", "2. Steps | We do:", "2. Steps › 1 | This", "2. Steps › 2 | That"]
    );
}

#[test]
fn encodings_are_kept_told_or_mended() {
    let decoded = |bytes: &[u8]| {
        let (document, warnings) = parse(DocumentName::new("a.md"), bytes).unwrap();
        let warnings: Vec<_> =
            warnings.iter().map(|w| w.message.split("; ").last().unwrap().to_owned()).collect();
        (document.text, warnings)
    };
    assert_eq!(decoded("\u{FEFF}# Ça\r\n\r\nva".as_bytes()), ("\u{FEFF}# Ça\r\n\r\nva".to_owned(), vec![]));
    let utf16: Vec<u8> = "\u{FEFF}Clé".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(decoded(&utf16), ("Clé".to_owned(), vec![]));
    let (text, warnings) =
        decoded("Ünïcödé is kept, the guest\u{FFFD}s too".replace('\u{FFFD}', "\u{1}").as_bytes());
    assert_eq!((text.as_str(), warnings.len()), ("Ünïcödé is kept, the guest\u{1}s too", 0));
    let mut stray = "Ünïcödé is kept, the guest".as_bytes().to_vec();
    stray.extend(b"\x92s too");
    let (text, warnings) = decoded(&stray);
    assert_eq!(text, "Ünïcödé is kept, the guest’s too");
    assert_eq!(warnings, ["the file is UTF-8 but for 1 stray byte, read as Windows-1252"]);
    let (text, warnings) = decoded(b"The guest\x92s \x93keys\x94 \x96 kept apart.");
    assert_eq!(text, "The guest’s “keys” – kept apart.");
    assert_eq!(warnings.len(), 1);
}

#[test]
fn a_file_that_is_no_document_is_refused_with_a_way_out() {
    let refused = |name: &str, bytes: &[u8]| parse(DocumentName::new(name), bytes).map(|_| ()).unwrap_err();
    let messages: Vec<_> = [
        refused("notes/a.rtf", b"x"),
        refused("a.md", b" \n--\n"),
        refused("a.txt", b"ab\0c"),
        refused("a.txt", &vec![b'a'; countersign::parse::LARGEST + 1]),
    ]
    .iter()
    .map(ParseError::to_string)
    .collect();
    insta::assert_snapshot!("refused", messages.join("\n"));
}

#[test]
fn plain_words_are_what_a_reader_sees() {
    for (words, seen) in [
        ("* **Least privilege**: see [the *policy*](a.md#b)¶.", "Least privilege: see the policy."),
        ("3. Kept for 30 days &amp; then erased.", "Kept for 30 days & then erased."),
        ("See ยง4.2 and itâ€™s “\\retention period”.", "See §4.2 and it’s “retention period”."),
        (
            "<a href=\"mailto:a@b.example\">a@b.example</a><br>or <https://c.example/x>",
            "a@b.example or https://c.example/x",
        ),
        (
            "snake_case, C:\\temp\\logs, 2 * 3 and 5*6 stay, 1\\. too",
            "snake_case, C:\\temp\\logs, 2 * 3 and 5*6 stay, 1. too",
        ),
        ("FranÃ§ois’ cafÃ© â€“ 5 â‚¬", "François’ café – 5 €"),
        ("b) TLS 1.2\n   or newer", "TLS 1.2 or newer"),
        ("เยงไทย stays Thai, Ô’ stays", "เยงไทย stays Thai, Ô’ stays"),
        ("Latency is <5 ms [sic]", "Latency is <5 ms [sic]"),
    ] {
        assert_eq!(plain(words), seen);
    }
    assert_eq!(fold("The “Key’s”  LIFE — ½ yearâ€™s"), "the \"key's\" life - 1⁄2 year's");
}

/// What must hold of any document.
fn check(document: &Document) -> Result<(), TestCaseError> {
    let mut end = 0;
    for passage in &document.passages {
        let words = document.slice(&passage.range);
        prop_assert!(
            words.is_some_and(|words| words.trim() == words && words.contains(char::is_alphanumeric))
        );
        prop_assert!(passage.range.start >= end, "passages overlap at {}", passage.range.start);
        end = passage.range.end;
        prop_assert!(
            passage.paragraph.start <= passage.range.start && passage.range.end <= passage.paragraph.end
        );
        prop_assert!(document.slice(&passage.paragraph).is_some());
        prop_assert!(passage.lead.as_ref().is_none_or(|lead| document.slice(lead).is_some()));
        prop_assert!(passage.section.0 < document.sections.len());
    }
    prop_assert!(document.sections.iter().all(|section| document.slice(&section.heading).is_some()));
    Ok(())
}

/// Words that stand in no passage, heading or item marker.
fn uncovered(document: &Document) -> Vec<&str> {
    let mut covered = vec![false; document.text.len()];
    let headings = document.sections.iter().map(|section| section.heading.clone());
    let passages = document.passages.iter().flat_map(|p| [Some(p.range.clone()), p.lead.clone()]).flatten();
    for range in headings.chain(passages) {
        covered[range].fill(true);
    }
    let text = document.text.as_str();
    let outside = |at: &usize| !covered[*at] && text[*at..].starts_with(char::is_alphanumeric);
    let in_tag = |at: &usize| text[..*at].ends_with(['<', '/']);
    let lost = text.char_indices().map(|(at, _)| at).filter(outside).filter(|at| !in_tag(at));
    lost.map(|at| text[at..].split_whitespace().next().unwrap())
        .filter(|word| !document.title.contains(&plain(word)) && !is_marker(word))
        .collect()
}

/// An item's number, or what is left of one.
fn is_marker(word: &str) -> bool {
    word.len() < 4 && word.ends_with(['.', ')']) || word == "4.2" || word == "2"
}

/// Pieces of documents, put together at random.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "# One. Title",
        "## 2. Part",
        "### 2.1 Sub part",
        "### ALL CAPS HERE",
        "— DASHED CAPS",
        "## Do you?",
        "Logs & Data FAQ:",
        "1. Overview",
        "2. Data encryption",
        "Plain words go here. And more of them go there.",
        "Yes.",
        "No. Never.",
        "  • Label",
        "    Indented words under it. Two of them.",
        "* bullet:",
        "  * inner one;",
        "     1. deep",
        "a) letter",
        "- dash item;",
        "10. ten",
        "(b) bracket",
        "<b>Label</b>\tvalue. And more.",
        "Key\tvalue",
        "a\tb\tc",
        "| a | b |",
        "| --- | --- |",
        "| c | d |",
        "Data at rest: all of it. Yes all.",
        "**Bold line**",
        "**Run in.** Words.",
        "> quoted words. More.",
        "Title Case Line",
        "x",
        "lower words go on",
        "4.2 The clause holds.",
        "A [link](u.v) and `code. Here` e.g. this.",
        "",
        "",
        "",
        "***",
        "Q: Really?",
        "A: Yes.",
        "¶",
        "“Quoted.” Words.",
        "<p>Para</p>",
        "    four spaces",
        "\tTab first",
    ]);
    (prop::collection::vec(piece, 1..40), prop::sample::select(vec!["\n", "\r\n", "\r"]))
        .prop_map(|(pieces, end)| pieces.join(end))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_read_without_loss_of_order(text in r"(\PC|[ \n\t#*.:•|<>\-\[\]()`~=]|\r\n){0,200}") {
        if let Ok((document, _)) = parse(DocumentName::new("any.md"), text.as_bytes()) {
            check(&document)?;
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok((document, _)) = parse(DocumentName::new("any.txt"), &bytes) {
            check(&document)?;
        }
    }

    #[test]
    fn every_word_of_a_document_can_be_cited(text in pieces()) {
        if let Ok((document, _)) = parse(DocumentName::new("any.txt"), text.as_bytes()) {
            check(&document)?;
            let lost = uncovered(&document);
            prop_assert!(lost.is_empty(), "lost {lost:?}");
        }
    }

    #[test]
    fn plain_words_stay_plain(words in r"(\PC|[ *_`\[\]()<>&;\\¶]){0,60}") {
        let _ = fold(&words);
        prop_assert!(!plain(&words).contains("  "));
    }
}

/// Version, owner, dates of a document, from its front matter and from what it says of itself at its head and foot.
fn stated(text: &str) -> String {
    let document = parse(DocumentName::new("policy.md"), text.as_bytes()).unwrap().0;
    let metadata = document.metadata;
    let date = |date: Option<countersign::document::Date>| date.map_or("—".to_owned(), |d| d.to_string());
    format!(
        "version {}, owner {}, effective {}, review {}",
        metadata.version.as_deref().unwrap_or("—"),
        metadata.owner.as_deref().unwrap_or("—"),
        date(metadata.effective),
        date(metadata.review)
    )
}

#[test]
fn what_a_document_states_of_itself() {
    let cases = [
        "# Policy\n\nVersion 2.3 | Last updated 20 November 2024\n\nWords.",
        "# Policy v2.1\n\nLast reviewed: November 3rd, 2023. Next review: November 2024\n",
        "# Policy\n\nDocument owner: Chief Information Security Officer\n\nEffective date: 2024-02-29\n",
        "# Policy\n\n| Version | 4 |\n| --- | --- |\n| Owner | Platform team |\n| Review date | 01.03.2026 |\n",
        "# Policy\n\nUpdated on 03/04/2024 by the team.\n",
        "# Policy\n\nUpdated on 23/04/2024 by the team.\n",
        "# Richtlinie\n\nStand: 5. März 2024\n",
        "# Policy\n\nOur supplier's certificate was issued in 2019. We moved in March 2020. TLS version 1.2 is used.\n",
        "---\nversion: 7\nreview: 2027-01-31 # next\nowner: \"Ada\"\ntags: [a, b]\n---\n# P\n\nVersion 6. Words here.\n",
        "# Policy\n\nWords that say nothing of the kind.\n",
    ];
    let lines: Vec<String> = cases.iter().map(|text| stated(text)).collect();
    insta::assert_snapshot!(lines.join("\n"), @r"
    version 2.3, owner —, effective 2024-11-20, review —
    version 2.1, owner —, effective 2023-11-03, review 2024-11-01
    version —, owner Chief Information Security Officer, effective 2024-02-29, review —
    version 4, owner Platform team, effective —, review 2026-03-01
    version —, owner —, effective —, review —
    version —, owner —, effective 2024-04-23, review —
    version —, owner —, effective 2024-03-05, review —
    version —, owner —, effective —, review —
    version 7, owner Ada, effective —, review 2027-01-31
    version —, owner —, effective —, review —
    ");
}
