//! The database: two workspaces apart, the same twice, several processes at once, and every way it can fail to open.

use std::path::Path;
use std::process::Command;

use countersign::document::{ContentHash, Disclosure, DocumentName, iso_date};
use countersign::library::{Cited, Event, EventKind, PastAnswer, Place};
use countersign::store::{Added, Export, ExportCitation, ExportRow, FILE, Store};

fn answer(number: usize) -> PastAnswer {
    PastAnswer {
        question: format!("Question {number}?"),
        follows: Some("Before?".into()),
        section: Some("Ärea".into()),
        option: Some("Yes".into()),
        words: Some("=1+1\nsecond line".into()),
        comment: None,
        place: Place {
            file: "a.xlsx".into(),
            hash: ContentHash::of(b"a"),
            sheet: "S".into(),
            cell: format!("C{number}"),
        },
        date: iso_date("2025-03-01"),
        customer: Some("Customer".into()),
        disclosure: Disclosure::Nda,
        backing: vec![cited("quote")],
        events: vec![event(EventKind::Approved, "R", "")],
    }
}

fn cited(quote: &str) -> Cited {
    Cited {
        document: DocumentName::new("policy.md"),
        hash: ContentHash::of(b"policy"),
        section: "1 Keys".into(),
        range: 3..8,
        quote: quote.into(),
    }
}

fn event(kind: EventKind, person: &str, note: &str) -> Event {
    Event { kind, person: person.into(), note: note.into(), at: "2026-01-01T00:00:00Z".into() }
}

fn export(file: &str, customer: Option<&str>, at: &str) -> Export {
    Export {
        file: file.into(),
        hash: ContentHash::of(file.as_bytes()),
        filled: ContentHash::of(at.as_bytes()),
        customer: customer.map(Into::into),
        audience: Disclosure::Public,
        threshold: 0.5,
        at: at.into(),
        rows: vec![
            row("Encrypted?", vec![ExportCitation { cited: cited("one"), of_past_answer: false }]),
            row("Open?", Vec::new()),
            row("Tested?", vec![ExportCitation { cited: cited("two"), of_past_answer: true }]),
        ],
    }
}

fn row(question: &str, citations: Vec<ExportCitation>) -> ExportRow {
    ExportRow {
        sheet: "S".into(),
        cell: "C2".into(),
        section: None,
        question: question.into(),
        verdict: Some("yes".into()),
        answer: Some("Words.".into()),
        confidence: 0.75,
        citations,
    }
}

/// A data folder and two workspaces' folders.
fn folders() -> [tempfile::TempDir; 3] {
    [(); 3].map(|()| tempfile::tempdir().unwrap())
}

#[test]
fn what_is_added_comes_back_and_adding_it_again_changes_nothing() {
    let [data, workspace, _] = folders();
    let answers: Vec<PastAnswer> = (1..=3).map(answer).collect();
    let mut store = Store::open(data.path(), workspace.path()).unwrap();
    assert_eq!(store.add(&answers).unwrap(), Added { new: 3, known: 0, events: 0 });
    assert_eq!(store.add(&answers).unwrap(), Added { new: 0, known: 3, events: 0 });
    let retired = event(EventKind::Retired, "", "wrong");
    assert!(store.note(&answers[0].id(), &retired).unwrap());
    drop(store);
    let mut found = Store::open(data.path(), workspace.path()).unwrap().answers().unwrap();
    assert_eq!(found[0].events.pop(), Some(retired));
    assert_eq!(found, answers);
}

#[test]
fn one_workspace_never_sees_another() {
    let [data, one, two] = folders();
    let mut first = Store::open(data.path(), one.path()).unwrap();
    let mut second = Store::open(data.path(), two.path()).unwrap();
    first.add(&[answer(1)]).unwrap();
    first.record(&export("a.xlsx", None, "2026-01-01T00:00:00Z")).unwrap();
    assert_eq!(second.answers().unwrap(), []);
    assert_eq!(second.exports(None).unwrap(), []);
    assert!(first.is_draft(ContentHash::of(b"2026-01-01T00:00:00Z")).unwrap());
    assert!(!second.is_draft(ContentHash::of(b"2026-01-01T00:00:00Z")).unwrap());
    assert!(!second.note(&answer(1).id(), &event(EventKind::Retired, "", "")).unwrap());
    // The same answer is the other's own when it learns it, with its own history.
    second.add(&[answer(1)]).unwrap();
    second.note(&answer(1).id(), &event(EventKind::Retired, "", "")).unwrap();
    assert_eq!(first.answers().unwrap(), [answer(1)]);
    assert!(second.answers().unwrap()[0].retired().is_some());
}

#[test]
fn a_workspace_is_known_by_its_real_path() {
    let [data, workspace, _] = folders();
    Store::open(data.path(), workspace.path()).unwrap().add(&[answer(1)]).unwrap();
    let round = workspace.path().join("..").join(workspace.path().file_name().unwrap());
    assert_eq!(Store::open(data.path(), &round).unwrap().answers().unwrap().len(), 1);
}

#[test]
fn the_last_filling_of_each_file_and_customer_counts() {
    let [data, workspace, _] = folders();
    let mut store = Store::open(data.path(), workspace.path()).unwrap();
    let last = export("a.xlsx", None, "2026-02-01T00:00:00Z");
    let other = export("a.xlsx", Some("B"), "2026-03-01T00:00:00Z");
    for export in [&export("a.xlsx", None, "2026-01-01T00:00:00Z"), &last, &other] {
        store.record(export).unwrap();
    }
    assert_eq!(store.exports(None).unwrap(), [last, other.clone()]);
    assert_eq!(store.exports(Some("2026-02-15")).unwrap(), [other]);
}

#[test]
fn nothing_is_made_where_nothing_is_kept() {
    let [data, workspace, _] = folders();
    assert!(Store::existing(data.path(), workspace.path()).unwrap().is_none());
    assert_eq!(std::fs::read_dir(data.path()).unwrap().count(), 0);
}

/// Opens, and gives the error with the folder's name taken out.
fn refusal(data: &Path, workspace: &Path) -> String {
    let error = Store::open(data, workspace).err().expect("it does not open").to_string();
    error.replace(&data.display().to_string(), "DATA")
}

#[test]
fn a_damaged_database_is_named_and_left_as_it_is() {
    let [data, workspace, _] = folders();
    let file = data.path().join(FILE);
    std::fs::write(&file, b"this is no database, and was somebody's only copy of it".repeat(100)).unwrap();
    insta::assert_snapshot!(refusal(data.path(), workspace.path()), @r"
    DATA/countersign.db: the database is damaged (file is not a database). It was left as it is: put a copy from a backup in its place, or move it away to begin a new one
    ");
    assert!(std::fs::read(&file).unwrap().starts_with(b"this is no database"));
}

#[test]
fn a_folder_that_cannot_be_made_is_named() {
    let [data, workspace, _] = folders();
    std::fs::write(data.path().join("file"), "").unwrap();
    let error = Store::open(&data.path().join("file"), workspace.path()).err().unwrap().to_string();
    assert!(error.contains("cannot be opened") && error.contains("--data DIR"), "{error}");
}

/// With SQLite's own program, where it is there: an oracle that is not ours.
fn sqlite(data: &Path, sql: &str) -> Option<String> {
    let output = Command::new("sqlite3")
        .args(["-cmd", ".timeout 5000"])
        .arg(data.join(FILE))
        .arg(sql)
        .output()
        .ok()?;
    Some(String::from_utf8(output.stdout).unwrap())
}

#[test]
fn a_database_of_a_newer_version_is_named() {
    let [data, workspace, _] = folders();
    Store::open(data.path(), workspace.path()).unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (99, 'later', 1, x'00', 1)";
    if sqlite(data.path(), newer).is_none() {
        eprintln!("skipped: there is no sqlite3 here");
        return;
    }
    let error = refusal(data.path(), workspace.path());
    assert!(error.starts_with("DATA/countersign.db: the database was made by a newer version"), "{error}");
    assert!(error.contains("step 99"), "{error}");
}

#[test]
fn the_file_is_sound_in_the_eyes_of_another_program() {
    let [data, workspace, _] = folders();
    let mut store = Store::open(data.path(), workspace.path()).unwrap();
    store.add(&(1..=50).map(answer).collect::<Vec<_>>()).unwrap();
    store.record(&export("a.xlsx", None, "2026-01-01T00:00:00Z")).unwrap();
    let looks = "PRAGMA integrity_check; PRAGMA foreign_key_check; PRAGMA journal_mode; \
                 SELECT COUNT(*) FROM past_answer; SELECT COUNT(*) FROM export_citation;";
    let Some(found) = sqlite(data.path(), looks) else { return };
    assert_eq!(found, "ok\nwal\n50\n2\n");
}

#[test]
fn several_begin_at_once_and_nothing_is_doubled() {
    let [data, workspace, _] = folders();
    let answers: Vec<PastAnswer> = (1..=200).map(answer).collect();
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| Store::open(data.path(), workspace.path()).unwrap().add(&answers).unwrap());
        }
    });
    let found = Store::open(data.path(), workspace.path()).unwrap().answers().unwrap();
    assert_eq!(found, answers);
}

#[test]
#[cfg(unix)]
fn a_data_folder_that_is_made_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let [data, workspace, _] = folders();
    let made = data.path().join("countersign");
    Store::open(&made, workspace.path()).unwrap();
    assert_eq!(std::fs::metadata(made).unwrap().permissions().mode() & 0o777, 0o700);
}
