//! Upload, answer, decide, export: what comes out is what was decided, and nothing final leaves before everything is.

use countersign::assistant::Ask;
use countersign::assistant::desk::{
    DeskError, ExportCard, ExportError, ExportKind, ExportPart, Phase, RowFilter, RowSort,
};
use countersign::document::Disclosure;
use countersign::review::{Decision, RowState};
use countersign::suggestion::Band;
use insta::assert_snapshot;

use super::{alder, answered, cells, decide, decide_everything, edited, place, questionnaire, rows, shown};

#[test]
fn from_a_dropped_file_to_a_countersigned_answer() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    assert_snapshot!(shown(&desk, &review), @r"
    1 v1 suggested high: Yes — All customer data is encrypted at rest with AES-256.
    2 v1 suggested high: Yes — Data in transit is encrypted with TLS 1.3.
    3 v1 suggested high: Yes — All employees complete security awareness training every year.
    4 v1 open none:
    ");
    decide_everything(&desk, &review);
    assert_snapshot!(shown(&desk, &review), @r"
    1 v2 approved high: Yes — All customer data is encrypted at rest with AES-256.
    2 v2 approved high: Yes — Data in transit is encrypted with TLS 1.3.
    3 v2 edited high: Yes — Twice a year.
    4 v2 rejected none:
    ");
    let export = desk.export(&review, "ann", ExportKind::Final).unwrap();
    let before = cells(&questionnaire(&super::QUESTIONS));
    let written: Vec<String> = cells(&export.filled.bytes)
        .iter()
        .filter(|(at, text)| before.get(*at) != Some(text))
        .map(|(at, text)| format!("{at}: {text}"))
        .collect();
    assert_snapshot!(written.join("\n"), @r"
    C2: Yes
    C3: Yes
    C4: Yes
    D2: All customer data is encrypted at rest with AES-256. [policy.md, Encryption]
    D3: Data in transit is encrypted with TLS 1.3. [policy.md, Encryption]
    D4: Twice a year.
    ");
    assert_snapshot!(format!("{} {:?}", export.filled.name, export.parts_changed), @r#"acme.filled.xlsx ["[Content_Types].xml", "_rels/.rels", "xl/worksheets/sheet1.xml", "docProps/custom.xml"]"#);
    let card = desk.review_card(&review).unwrap();
    assert_eq!((card.phase, card.counts.undecided(), card.counts.asked()), (Phase::Decided, 0, 4));
    let found = export.findings.iter().map(|one| format!("{} {:?}: {}", one.kind.word(), one.rows, one.text));
    assert_snapshot!(found.collect::<Vec<_>>().join("\n"), @r"
    uncited [RowNumber(3)]: ben's own words, without a citation
    left-empty [RowNumber(4)]: rejected (not ours); its cell stays empty
    ");
    let history = desk.history(&review).unwrap();
    let lines = history.iter().map(|line| {
        let row = line.row.map(|row| format!(" row {row}")).unwrap_or_default();
        format!("{} {}{row}: {}", line.at, line.by, line.what.split(", SHA").next().unwrap())
    });
    assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
    2026-03-01T12:00:00Z ann: uploaded acme.xlsx
    2026-03-01T12:00:10Z Countersign: layout accepted: 4 questions
    2026-03-01T12:00:30Z Countersign row 1: suggested “All customer data is encrypted at rest with AES-256.” (high)
    2026-03-01T12:00:30Z Countersign row 2: suggested “Data in transit is encrypted with TLS 1.3.” (high)
    2026-03-01T12:00:30Z Countersign row 3: suggested “All employees complete security awareness training every year.” (high)
    2026-03-01T12:00:30Z Countersign row 4: left open: nothing in the documents is on this topic
    2026-03-01T12:00:40Z ann row 1: approved
    2026-03-01T12:00:50Z ann row 2: approved
    2026-03-01T12:01:00Z ben row 3: edited to “Yes”: “Twice a year.”
    2026-03-01T12:01:10Z ben row 4: rejected: not ours
    2026-03-01T12:02:00Z ann: exported final: acme.filled.xlsx, 6 cells
    ");
}

/// Promise 4: with one row open there is a draft, which says so, and no final.
#[test]
fn a_final_export_is_refused_while_a_row_is_open() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide(&desk, &review, 1, "ann", Decision::Approved);
    match desk.export(&review, "ann", ExportKind::Final) {
        Err(ExportError::Undecided(rows)) => assert_eq!(rows.len(), 3),
        other => panic!("{other:?}"),
    }
    let draft = desk.export(&review, "ann", ExportKind::Draft).unwrap();
    let property = |bytes: &[u8]| part(bytes, "docProps/custom.xml");
    assert!(property(&draft.filled.bytes).contains("draft, not reviewed"));
    decide_everything(&desk, &review);
    let last = desk.export(&review, "ann", ExportKind::Final).unwrap();
    assert!(property(&last.filled.bytes).contains("final, reviewed; 4 rows decided by people"));
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    std::io::read_to_string(package.by_name(name).unwrap()).unwrap()
}

/// Promise 1 at the door: a document that changed since no longer backs what was approved.
#[test]
fn what_a_document_no_longer_says_does_not_leave() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide_everything(&desk, &review);
    let changed = super::POLICY.replace("All customer data is encrypted", "Some customer data is encrypted");
    std::fs::write(place.path("alder").join("policy.md"), changed).unwrap();
    match desk.export(&review, "ann", ExportKind::Final) {
        Err(ExportError::Blocked(found)) => {
            assert_snapshot!(found.iter().map(|one| one.text.clone()).collect::<Vec<_>>().join("\n"), @"policy.md has changed and no longer says “All customer data is encrypted at rest with AES-256.”; decide the row again");
        }
        other => panic!("{other:?}"),
    }
    decide(&desk, &review, 1, "ann", edited("No", "Some of it is."));
    assert!(desk.export(&review, "ann", ExportKind::Final).is_ok());
}

#[test]
fn the_evidence_pack_holds_the_cited_sections_with_their_quotes_marked() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide_everything(&desk, &review);
    let export = desk.export(&review, "ann", ExportKind::Final).unwrap();
    let page = part(&export.evidence.bytes, "documents/001-policy.md.html");
    let (_, body) = page.split_once("<body>").unwrap();
    assert_snapshot!(body, @r#"
    <h1>Security policy</h1>
    <p class="told">policy.md · SHA-256 9e12676e9ec61568568d35f9374e97221de99d35f17117e843379b5250e01d42</p>
    <section><pre>## Encryption

    <mark>All customer data is encrypted at rest with AES-256.</mark> <mark>Data in transit is encrypted with TLS 1.3.</mark>

    </pre></section>
    </body></html>
    "#);
    let manifest: serde_json::Value =
        serde_json::from_str(&part(&export.evidence.bytes, "manifest.json")).unwrap();
    let shape = std::fs::read_to_string("docs/evidence-json.md").unwrap();
    let mut names = Vec::new();
    fields(&manifest, &mut names);
    assert!(names.iter().all(|name| shape.contains(&format!("`{name}`"))), "{names:?}");
    assert_eq!(
        manifest["answers"][0]["citations"][0]["quote"],
        "All customer data is encrypted at rest with AES-256."
    );
    assert_eq!(
        manifest["filled_sha256"],
        countersign::document::ContentHash::of(&export.filled.bytes).to_string()
    );
}

fn fields(value: &serde_json::Value, names: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(all) => all.iter().for_each(|(name, value)| {
            names.push(name.clone());
            fields(value, names);
        }),
        serde_json::Value::Array(all) => all.iter().for_each(|value| fields(value, names)),
        _ => {}
    }
}

/// Approved and edited answers are proposed to the next customer; what a later final says otherwise replaces them.
#[test]
fn a_final_export_teaches_the_library() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide_everything(&desk, &review);
    desk.export(&review, "ann", ExportKind::Draft).unwrap();
    assert!(desk.library(&alder()).unwrap().is_empty());
    desk.export(&review, "ann", ExportKind::Final).unwrap();
    let known = |desk: &countersign::assistant::desk::Desk| {
        let mut lines: Vec<String> = desk
            .library(&alder())
            .unwrap()
            .iter()
            .map(|one| {
                format!(
                    "{}: {:?} ({})",
                    one.answer.question,
                    one.answer.text(),
                    one.answer.approved().unwrap().person
                )
            })
            .collect();
        lines.sort();
        lines.join("\n")
    };
    assert_snapshot!(known(&desk), @r#"
    Do employees complete security awareness training?: "Yes\nTwice a year." (ben)
    Is customer data encrypted at rest?: "Yes\nAll customer data is encrypted at rest with AES-256. [policy.md, Encryption]" (ann)
    Is data encrypted in transit?: "Yes\nData in transit is encrypted with TLS 1.3. [policy.md, Encryption]" (ann)
    "#);
    decide(&desk, &review, 3, "ben", edited("No", "Not yet."));
    desk.export(&review, "ann", ExportKind::Final).unwrap();
    assert_snapshot!(known(&desk), @r#"
    Do employees complete security awareness training?: "No\nNot yet." (ben)
    Is customer data encrypted at rest?: "Yes\nAll customer data is encrypted at rest with AES-256. [policy.md, Encryption]" (ann)
    Is data encrypted in transit?: "Yes\nData in transit is encrypted with TLS 1.3. [policy.md, Encryption]" (ann)
    "#);
    let next = answered(&desk);
    let row = &rows(&desk, &next)[2];
    assert_snapshot!(format!("{} {:?}: {}", row.state.word(), row.band, row.answer), @"suggested Some(Medium): No — Not yet.");
    assert!(desk.library(&super::WorkspaceKey::of("birch")).unwrap().is_empty());
}

/// For whom and when may be said later; what changes after a final export is told beside it.
#[test]
fn a_review_is_amended_and_what_changed_since_an_export_is_told() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    desk.amend(&review, "ann", Some("  Acme Ltd ".into()), None).unwrap();
    assert_eq!(desk.review_card(&review).unwrap().customer.as_deref(), Some("Acme Ltd"));
    assert_snapshot!(desk.history(&review).unwrap().last().unwrap().what, @"amended: for Acme Ltd, due no date");
    decide_everything(&desk, &review);
    desk.export(&review, "ann", ExportKind::Final).unwrap();
    let changed = || desk.exports(&review).unwrap()[0].changed;
    assert_eq!(changed(), 0);
    decide(&desk, &review, 3, "ben", edited("No", "Not yet."));
    assert_eq!(changed(), 1);
}

/// What was told is on record, with what it cited: `changes` and `coverage` go by it. A draft was told to nobody.
#[test]
fn a_final_export_is_on_record() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide_everything(&desk, &review);
    desk.export(&review, "ann", ExportKind::Draft).unwrap();
    let data = (place.path("data"), place.path("alder"));
    let on_record = || countersign::store::Store::open(&data.0, &data.1).unwrap().exports(None).unwrap();
    assert!(on_record().is_empty());
    desk.export(&review, "ann", ExportKind::Final).unwrap();
    let exports = on_record();
    let row = |row: &countersign::store::ExportRow| {
        let quotes: Vec<&str> = row.citations.iter().map(|one| one.cited.quote.as_str()).collect();
        let (verdict, answer) = (row.verdict.as_deref().unwrap_or("-"), row.answer.as_deref().unwrap_or("-"));
        format!("{} {}: {verdict}, {answer} {quotes:?}", row.cell, row.question)
    };
    let of = |export: &countersign::store::Export| {
        let rows: Vec<String> = export.rows.iter().map(row).collect();
        format!("{} for {:?}\n{}", export.file, export.customer, rows.join("\n"))
    };
    assert_snapshot!(exports.iter().map(of).collect::<Vec<_>>().join("\n"), @r#"
    acme.xlsx for Some("Acme")
    C2 Is customer data encrypted at rest?: yes, All customer data is encrypted at rest with AES-256. ["All customer data is encrypted at rest with AES-256.", "Data in transit is encrypted with TLS 1.3."]
    C3 Is data encrypted in transit?: yes, Data in transit is encrypted with TLS 1.3. ["Data in transit is encrypted with TLS 1.3.", "All customer data is encrypted at rest with AES-256."]
    C4 Do employees complete security awareness training?: yes, Twice a year. []
    C5 Do you operate nuclear submarines?: -, - []
    "#);
}

#[test]
fn rows_are_filtered_and_sorted() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    decide(&desk, &review, 2, "ann", Decision::Approved);
    decide(&desk, &review, 4, "ann", Decision::Assigned { to: Some("ben".into()) });
    let found = |filter: RowFilter, sort| -> Vec<u32> {
        desk.rows(&review, &filter, sort).unwrap().iter().map(|row| row.number.0).collect()
    };
    let all = RowFilter::default;
    assert_eq!(found(RowFilter { states: vec![RowState::Approved], ..all() }, RowSort::Order), [2]);
    assert_eq!(found(RowFilter { bands: vec![Band::None], ..all() }, RowSort::Order), [4]);
    assert_eq!(found(RowFilter { person: Some("ben".into()), ..all() }, RowSort::Order), [4]);
    assert_eq!(found(RowFilter { text: Some("TRANSIT".into()), ..all() }, RowSort::Order), [2]);
    assert_eq!(found(all(), RowSort::Unsurest)[0], 4);
    assert_eq!(found(all(), RowSort::Surest)[3], 4);
}

/// Everything that a page shows of one row.
#[test]
fn a_row_is_shown_with_its_evidence_in_its_section() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    let row = desk.row(&review, countersign::review::RowNumber(2)).unwrap();
    let candidate = &row.candidates[0];
    assert_eq!(&candidate.section[candidate.range.clone()], candidate.quoted.cited.quote);
    assert_snapshot!(candidate.section, @r"
    ## Encryption

    All customer data is encrypted at rest with AES-256. Data in transit is encrypted with TLS 1.3.
    ");
    assert_eq!(row.options, ["Yes", "No", "N/A"]);
    assert_eq!(row.words_cell, Some(("D3".to_owned(), None)));
    assert_snapshot!(format!("{:?} {:?}", row.before, row.draft), @r#"Some((RowNumber(1), "Is customer data encrypted at rest?")) (Some("Yes"), "Data in transit is encrypted with TLS 1.3.")"#);
    assert!(row.approval.is_ok() && !row.can_undo);
}

/// What was exported is kept as it was, and who fetched it is known.
#[test]
fn an_export_can_be_fetched_again_as_it_was() {
    let place = place();
    let desk = place.desk();
    let review = answered(&desk);
    let export = desk.export(&review, "ann", ExportKind::Draft).unwrap();
    decide_everything(&desk, &review);
    desk.export(&review, "ben", ExportKind::Final).unwrap();
    let cards = desk.exports(&review).unwrap();
    let line =
        |card: &ExportCard| format!("{} {} by {}: {:?}", card.number, card.kind.word(), card.by, card.files);
    assert_snapshot!(cards.iter().map(line).collect::<Vec<_>>().join("\n"), @r#"
    2 final by ben: [(Filled, "acme.filled.xlsx"), (Review, "acme.review.xlsx"), (Evidence, "acme.evidence.zip")]
    1 draft by ann: [(Filled, "acme.draft.filled.xlsx"), (Review, "acme.draft.review.xlsx"), (Evidence, "acme.draft.evidence.zip")]
    "#);
    let fetched = desk.fetch(&review, "cy", export.number, ExportPart::Filled).unwrap();
    assert!(fetched == export.filled);
    assert_snapshot!(desk.history(&review).unwrap().last().unwrap().what, @"downloaded: acme.draft.filled.xlsx, of export 1");
    assert!(matches!(desk.fetch(&review, "cy", 99, ExportPart::Review), Err(DeskError::NoSuchExport(99))));
}

#[test]
fn one_question_is_asked_without_a_review() {
    let place = place();
    let desk = place.desk();
    let ask = Ask { question: super::QUESTIONS[0].to_owned(), ..Ask::default() };
    let made = desk.ask(&alder(), &ask, Disclosure::Public).unwrap();
    assert_snapshot!(made.answer().unwrap().words(), @"All customer data is encrypted at rest with AES-256.");
}
