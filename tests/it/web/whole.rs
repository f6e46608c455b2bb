//! The whole way in a real browser, on a desk with documents and a database: a dropped file, its layout, its review by
//! keyboard, and what is in the cells that come back, read by a reader that is not ours.

use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};

use calamine::{Data, Reader as _, Xlsx};
use countersign::assistant::desk::{Desk, DeskConfig, Outside};
use countersign::assistant::{Judging, Reading};
use countersign::cache::DocumentCache;
use countersign::encode::VectorCache;
use countersign::sandbox::{Limits, Sandbox};
use countersign::web::{Clerk, Setup, serve};
use fantoccini::Locator;
use fantoccini::key::Key;

use super::driver::{Browser, with_browser};
use super::http::{Response, send};

const POLICY: &str = "# Security policy\n\n## Encryption\n\nAll customer data is encrypted at rest with AES-256. Data in transit is \
    encrypted with TLS 1.3.\n\n## People\n\nAll employees complete security awareness training every year.\n";

const QUESTIONS: [&str; 4] = [
    "Is customer data encrypted at rest?",
    "Is data encrypted in transit?",
    "Do employees complete security awareness training?",
    "Do you operate nuclear submarines?",
];

/// A server on a desk of its own.
pub(super) struct Place {
    pub(super) folder: tempfile::TempDir,
    pub(super) address: std::net::SocketAddr,
}

pub(super) fn place() -> Place {
    place_with(None)
}

/// One with a door of its own for customers.
pub(super) fn place_with(intake: Option<std::net::SocketAddr>) -> Place {
    let folder = tempfile::tempdir().unwrap();
    for name in ["alder", "birch"] {
        std::fs::create_dir(folder.path().join(name)).unwrap();
        std::fs::write(folder.path().join(name).join("policy.md"), POLICY).unwrap();
    }
    let address = start(folder.path(), intake);
    Place { folder, address }
}

fn start(folder: &Path, intake: Option<std::net::SocketAddr>) -> std::net::SocketAddr {
    let (folder, (tell, told)) = (folder.to_path_buf(), mpsc::channel());
    let setup = Setup {
        listen: "127.0.0.1:0".parse().unwrap(),
        intake,
        intake_url: None,
        person: "Mara".into(),
        limit: 4 << 20,
    };
    // The browser's runtime must not be the one that waits for the desk.
    std::thread::spawn(move || {
        let office = Arc::new(Clerk::of(desk(&folder)));
        serve(office, setup, |address| tell.send(address).unwrap()).unwrap();
    });
    told.recv().unwrap()
}

fn desk(folder: &Path) -> Desk {
    let sandbox = Sandbox::new(assert_cmd::cargo::cargo_bin!("countersign"), Limits::default());
    let config = DeskConfig {
        data: folder.join("data"),
        workspaces: vec![folder.join("alder"), folder.join("birch")],
        reading: Reading { sandbox, cache: DocumentCache::none() },
        vectors: VectorCache::at(Path::new(env!("CARGO_TARGET_TMPDIR")).join("vectors")),
        judging: Judging::Fast,
        most_bytes: 4 << 20,
        threshold: 0.5,
        outside: Outside::system(),
    };
    Desk::open(config).unwrap()
}

impl Place {
    pub(super) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(super) fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    pub(super) fn get(&self, path: &str) -> Response {
        send(self.address, &format!("GET {path}"), &[], b"")
    }

    pub(super) fn post(&self, path: &str, form: &str) -> Response {
        let kind = "Content-Type: application/x-www-form-urlencoded";
        send(self.address, &format!("POST {path}"), &[kind, "Sec-Fetch-Site: same-origin"], form.as_bytes())
    }
}

/// A list of Yes, No and N/A and a comment beside each question.
pub(super) fn questionnaire() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_row(0, 0, ["No.", "Question", "Answer", "Comment"]).unwrap();
    for (row, question) in (1..).zip(QUESTIONS) {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, question).unwrap();
    }
    let list = rust_xlsxwriter::DataValidation::new().allow_list_strings(&["Yes", "No", "N/A"]).unwrap();
    sheet.add_data_validation(1, 2, QUESTIONS.len() as u32, 2, &list).unwrap();
    book.save_to_buffer().unwrap()
}

/// Answers and comments, row by row, as calamine reads them.
fn cells(bytes: &[u8]) -> Vec<(String, String)> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let text = |row, column| match sheet.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        _ => String::new(),
    };
    (1..=QUESTIONS.len() as u32).map(|row| (text(row, 2), text(row, 3))).collect()
}

async fn upload(browser: &Browser, place: &Place) {
    let file = place.file("acme <b>.xlsx", &questionnaire());
    browser.go(&place.url("/w/alder/new")).await;
    browser
        .client
        .find(Locator::Css("#file"))
        .await
        .unwrap()
        .send_keys(file.to_str().unwrap())
        .await
        .unwrap();
    browser.client.find(Locator::Css("#upload .primary")).await.unwrap().click().await.unwrap();
    browser.until("document.querySelectorAll('#items li[data-n]').length === 4").await;
    // The answers stream in.
    browser.until("document.querySelectorAll('#items li[data-state=waiting]').length === 0").await;
    browser.until("document.querySelector('#live').hidden").await;
    on_row(browser, 1).await;
    browser.until("document.querySelector('#answer [data-key=a]')").await;
    // Its answer has just come in; keys do nothing before one can have read it.
    browser.until("!document.body.matches('[data-hushed]')").await;
}

async fn on_row(browser: &Browser, number: u32) {
    browser.until(&format!("document.querySelector('#answer')?.dataset.row === '{number}'")).await;
}

/// Fetches a file with the page's own connection.
async fn fetched(browser: &Browser, part: &str) -> Vec<u8> {
    let script = "const done = arguments[arguments.length - 1]; const all = [...document.querySelectorAll('a[download]')].find((one) => one.href.endsWith('/' + arguments[0])); \
        fetch(all.href).then((answer) => answer.arrayBuffer()).then((bytes) => done([...new Uint8Array(bytes)]))";
    let bytes = browser.client.execute_async(script, vec![part.into()]).await.unwrap();
    bytes.as_array().unwrap().iter().map(|byte| byte.as_u64().unwrap() as u8).collect()
}

#[test]
fn from_a_file_to_the_cells_that_come_back() {
    with_browser(|opener| async move {
        let place = place();
        let browser = opener.open(1280, 800, false).await;
        upload(&browser, &place).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        browser.press("e").await;
        browser.press(&format!(" Checked by hand.{}{}", Key::Control, Key::Enter)).await;
        on_row(&browser, 3).await;
        browser.press("a").await;
        on_row(&browser, 4).await;
        // Final is not to be had while a row is open.
        browser.go(&place.url("/w/alder/r/1/export")).await;
        assert!(browser.text("main").await.contains("1 row is not decided yet"));
        assert_eq!(place.post("/w/alder/r/1/export", "kind=final").status(), "200");
        assert!(!place.get("/w/alder/r/1/export").text.contains("/export/1/filled"));
        browser.go(&place.url("/w/alder/r/1?row=4")).await;
        on_row(&browser, 4).await;
        browser.press("r").await;
        browser.press(&format!("We have none.{}", Key::Enter)).await;
        browser.until("document.querySelector('#counted').textContent === '4 of 4 decided'").await;
        browser.go(&place.url("/w/alder/r/1/export")).await;
        browser.client.find(Locator::Css("button[value=final]")).await.unwrap().click().await.unwrap();
        browser.until("document.querySelectorAll('a[download]').length === 3").await;
        let cells = cells(&fetched(&browser, "filled").await);
        let text = cells
            .iter()
            .map(|(answer, comment)| format!("{answer} | {comment}"))
            .collect::<Vec<_>>()
            .join("\n");
        insta::assert_snapshot!(text);
        browser.go(&place.url("/w/alder/r/1/history")).await;
        let history = browser.text("main").await;
        for what in
            ["downloaded", "exported final", "rejected", "approved", "edited", "uploaded acme <b>.xlsx"]
        {
            assert!(history.contains(what), "{what} is not in\n{history}");
        }
        browser.go(&place.url("/w/alder/library")).await;
        assert!(browser.text("main").await.contains("Checked by hand."));
        browser.client.close().await.unwrap();
    });
}

#[test]
fn a_server_that_is_started_again_has_every_decision() {
    with_browser(|opener| async move {
        let place = place();
        let browser = opener.open(1280, 800, false).await;
        upload(&browser, &place).await;
        browser.press("a").await;
        on_row(&browser, 2).await;
        let again = start(place.folder.path(), None);
        browser.go(&format!("http://{again}/w/alder/r/1")).await;
        browser.until("document.querySelector('#item-1').dataset.state === 'approved'").await;
        assert_eq!(browser.text("#counted").await, "1 of 4 decided");
        browser.client.close().await.unwrap();
    });
}

#[test]
fn a_layout_that_is_corrected_is_read_so() {
    let place = place();
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (row, question) in (0..).zip(QUESTIONS) {
        sheet.write(row, 1, question).unwrap();
    }
    let bytes = book.save_to_buffer().unwrap();
    let head = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"plain.xlsx\"\r\n\r\n";
    let body = [&head[..], &bytes, b"\r\n--x--\r\n"].concat();
    let headers = ["Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin"];
    let answer = send(place.address, "POST /w/alder/upload", &headers, &body);
    let location = answer.header("location").unwrap().to_owned();
    if location.ends_with("/layout") {
        let form = "sheet=Sheet1&column-B=question&row-1=question&row-2=question&row-3=question&row-4=not";
        assert_eq!(place.post(&location, form).status(), "303");
        assert!(place.get(&location).text.contains("3 questions on 1 of 1 sheets"));
        assert_eq!(place.post(&format!("{location}/accept"), "").status(), "303");
    }
    assert!(place.get("/w/alder/r/1").text.contains("id=\"item-3\""));
    assert!(place.get("/w/alder/r/1/layout").text.contains("How the file was read"));
}

#[test]
fn a_review_workbook_goes_out_and_comes_back() {
    let place = place();
    assert_eq!(
        place.post("/w/alder/paste", "questions=Is+customer+data+encrypted+at+rest%3F").status(),
        "303"
    );
    assert_eq!(place.post("/w/alder/r/1/export", "kind=draft").status(), "303");
    let sent = place.get("/w/alder/r/1/export/1/review");
    assert!(
        sent.header("content-disposition")
            .unwrap()
            .starts_with("attachment; filename=\"pasted questions.draft.review.xlsx\"")
    );
    let head = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"back.xlsx\"\r\n\r\n";
    let body = [&head[..], &sent.body, b"\r\n--x--\r\n"].concat();
    let headers = ["Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin"];
    let back = send(place.address, "POST /w/alder/r/1/take-back", &headers, &body);
    assert!(back.text.contains("0 rows decided, 1 unchanged, 0 in conflict, 0 refused."), "{}", back.text);
    assert_eq!(place.get("/w/alder/r/1/export/2/review").status(), "404");
    assert_eq!(place.get("/w/birch/r/1/export/1/review").status(), "404");
}

#[test]
fn a_customer_sees_nothing_before_it_is_released() {
    let place = place();
    let made = place.post("/w/alder/intake", "customer=Acme").text;
    let secret = made.split("/ask/").nth(1).unwrap()[..64].to_owned();
    assert_eq!(
        place.post(&format!("/ask/{secret}"), "questions=Is+customer+data+encrypted+at+rest%3F").status(),
        "303"
    );
    let seen = || place.get(&format!("/ask/{secret}")).text;
    assert!(seen().contains("1 question, sent") && !seen().contains("AES-256"));
    assert_eq!(place.get(&format!("/ask/{secret}/0/file")).status(), "404");
    for _ in 0..200 {
        if place.get("/w/alder/r/1?row=1").text.contains("s-suggested") {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert_eq!(place.post("/w/alder/r/1/release", "").status(), "422");
    assert!(!seen().contains("AES-256"));
    assert_eq!(place.post("/w/alder/r/1/rows/1", "version=1&decision=approve").status(), "303");
    assert_eq!(place.post("/w/alder/r/1/release", "").status(), "303");
    assert!(seen().contains("AES-256"));
    assert_eq!(place.get(&format!("/ask/{secret}/0/file")).status(), "200");
    assert_eq!(place.post("/w/alder/intake/1/revoke", "").status(), "303");
    assert_eq!(place.get(&format!("/ask/{secret}")).status(), "404");
}
