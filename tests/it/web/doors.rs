//! The other ways in: tokens and the API, `fill --server`, the customers' own door, and servers that may not start.

use super::http::send;
use super::whole::{Place, place, place_with, questionnaire};

/// A token of alder's, as the settings show it once.
fn token(place: &Place) -> String {
    let made = place.post("/w/alder/tokens", "name=pipeline").text;
    let shown = made.split("<code>").nth(3).or(made.split("<code>").nth(2)).unwrap();
    shown.split('<').next().unwrap().to_owned()
}

/// What `fill --server` prints, with the server's address as ADDRESS and the folder as DIR.
fn fill_there(place: &Place, token: &str, arguments: &[&str]) -> String {
    let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("countersign"));
    command.args(["fill", "--server", &place.url("/"), "--token", token]).args(arguments);
    let ran = command.current_dir(place.folder.path()).output().unwrap();
    let said = String::from_utf8([ran.stdout, ran.stderr].concat()).unwrap();
    said.replace(&place.address.to_string(), "ADDRESS")
}

#[test]
fn the_command_line_puts_questionnaires_up_for_review() {
    let place = place();
    let token = token(&place);
    place.file("bank.xlsx", &questionnaire());
    place.file("bad.xlsx", b"no workbook");
    let sent =
        fill_there(&place, &token, &["bank.xlsx", "bad.xlsx", "--customer", "Bank", "--due", "2099-12-01"]);
    insta::assert_snapshot!(sent, @r"
    bank.xlsx: being answered, to review at http://ADDRESS/w/alder/r/1
    error: bad.xlsx: this is a plain text file, not a workbook that this program reads; ask for the questionnaire itself.
    ");
    let shown = place.get("/w/alder").text;
    assert!(shown.contains("Bank") && shown.contains("1 Dec 2099"), "{shown}");
    insta::assert_snapshot!(fill_there(&place, &token, &["bank.xlsx", "--json"]), @r#"{"file":"bank.xlsx","url":"http://ADDRESS/w/alder/r/2","layout_sure":true}"#);
    insta::assert_snapshot!(fill_there(&place, "wrong", &["bank.xlsx"]), @"error: bank.xlsx: This token is not known or was revoked; make another in the settings.");
    place.file("large.xlsx", &vec![b' '; 6 << 20]);
    insta::assert_snapshot!(fill_there(&place, &token, &["large.xlsx"]), @"error: large.xlsx: The file is larger than the 4 MB that are taken. Nothing was kept. Split the file, or remove pictures from it.");
    insta::assert_snapshot!(fill_there(&place, &token, &["bank.xlsx", "--threshold", "0.9"]), @r"
    error: the argument '--server <URL>' cannot be used with '--threshold <P>'

    Usage: countersign fill --server <URL> --token <TOKEN> <QUESTIONNAIRE>...

    For more information, try '--help'.
    ");
}

#[test]
fn a_token_opens_one_workspace_through_the_api() {
    let place = place();
    let token = token(&place);
    let bearer = format!("Authorization: Bearer {token}");
    let asked = send(
        place.address,
        "POST /api/v1/ask",
        &[&bearer, "Content-Type: application/json"],
        br#"{"question":"Is customer data encrypted at rest?"}"#,
    );
    assert!(asked.text.contains("AES-256"), "{}", asked.text);
    assert_eq!(send(place.address, "GET /api/v1/reviews", &[&bearer], b"").status(), "200");
    place.post("/w/birch/paste", "questions=Is+data+encrypted%3F");
    assert_eq!(
        send(place.address, "GET /api/v1/reviews/1", &[&bearer], b"").status(),
        "404",
        "birch's review is not alder's"
    );
    place.post("/w/alder/tokens/1/revoke", "");
    assert_eq!(send(place.address, "GET /api/v1/reviews", &[&bearer], b"").status(), "401");
}

/// What is wrong is said as data, whatever is wrong.
#[test]
fn the_api_says_what_is_wrong_as_data() {
    let place = place();
    place.post("/w/alder/paste", "questions=Is+customer+data+encrypted+at+rest%3F");
    let bearer = format!("authorization: bearer {}", token(&place));
    let json = "Content-Type: application/json";
    let asked = |line: &str, body: &str| {
        let answer = send(place.address, line, &[&bearer, json], body.as_bytes());
        format!("{} {}", answer.status(), String::from_utf8_lossy(&answer.body))
    };
    let told = [
        asked("GET /api/v1/nowhere", ""),
        asked("GET /api/v1/reviews/one", ""),
        asked("POST /api/v1/ask", "{"),
        asked("POST /api/v1/reviews/1/rows/1/decisions", r#"{"version":1,"decision":"frob"}"#),
    ];
    insta::assert_snapshot!(told.join("\n"), @r#"
    404 {"problem":"There is nothing at this address. It may have been mistyped, or belong to another workspace."}
    404 {"problem":"There is nothing at this address. It may have been mistyped, or belong to another workspace."}
    422 {"problem":"Failed to parse the request body as JSON: EOF while parsing an object at line 1 column 1."}
    422 {"problem":"Failed to deserialize the JSON body into the target type: unknown variant `frob`, expected one of `approve`, `edit`, `reject`, `not_applicable`, `assign`, `comment`, `undo` at line 1 column 31."}
    "#);
}

/// At the customers' door there is nothing but the pages of links.
#[test]
fn customers_have_a_door_of_their_own() {
    let place = place_with(Some("127.0.0.1:0".parse().unwrap()));
    let made = place.post("/w/alder/intake", "customer=Acme").text;
    let link = made.split("value=\"http://").find(|part| part.contains("/ask/")).unwrap();
    let (door, secret) = link.split_once("/ask/").unwrap();
    let (door, secret) = (door.parse().unwrap(), &secret[..64]);
    assert_ne!(door, place.address);
    let at_the_door = |path: &str| {
        send(door, &format!("GET {path}"), &["Host: questions.example"], b"").status().to_owned()
    };
    assert_eq!(at_the_door(&format!("/ask/{secret}")), "200");
    for path in ["/", "/w/alder", "/w/alder/documents", "/api/v1/reviews", "/api/v1/openapi.json"] {
        assert_eq!(at_the_door(path), "404", "{path}");
    }
}

/// A workspace may still wait for its first document.
#[test]
fn a_workspace_without_documents_has_its_pages() {
    let place = place();
    std::fs::remove_file(place.folder.path().join("birch").join("policy.md")).unwrap();
    for page in ["", "/documents", "/library", "/coverage", "/figures", "/settings", "/intake", "/new"] {
        assert_eq!(place.get(&format!("/w/birch{page}")).status(), "200", "{page}");
    }
    assert_eq!(place.post("/w/birch/paste", "questions=Is+data+encrypted%3F").status(), "303");
}

/// Two servers on one data folder would not hear of each other's decisions.
#[test]
fn a_second_server_on_a_data_folder_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let held = std::fs::File::create(folder.path().join("serving.lock")).unwrap();
    held.lock().unwrap();
    std::fs::create_dir(folder.path().join("docs")).unwrap();
    let mut command = assert_cmd::Command::new(assert_cmd::cargo::cargo_bin!("countersign"));
    command
        .current_dir(folder.path())
        .args(["--data", ".", "serve", "--listen", "127.0.0.1:0", "--workspaces", "docs"]);
    let ran = command.output().unwrap();
    insta::assert_snapshot!(String::from_utf8_lossy(&ran.stderr), @"error: .: another server keeps its reviews here; use that one, end it, or name another folder: --data DIR");
}
