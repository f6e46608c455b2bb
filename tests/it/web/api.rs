//! The API: who is let in, and what is said.

use super::http::Server;

const TOKEN: &str = "Authorization: Bearer secret";

#[test]
fn nobody_gets_in_without_a_token() {
    let server = Server::with(3);
    for header in [&[][..], &["Authorization: Bearer wrong"], &["Authorization: Basic c2VjcmV0"]] {
        let answer = server.send("GET /api/v1/reviews", header, b"");
        assert_eq!(answer.status(), "401");
        assert!(answer.text.contains("{\"problem\":"), "{}", answer.text);
    }
}

#[test]
fn a_review_is_decided_through_the_api() {
    let server = Server::with(2);
    let body = br#"{"version":1,"decision":"edit","words":"By hand."}"#;
    let json = "Content-Type: application/json";
    let answer = server.send("POST /api/v1/reviews/1/rows/1/decisions", &[TOKEN, json], body);
    assert_eq!(answer.status(), "200", "{}", answer.text);
    assert_eq!(server.send("POST /api/v1/reviews/1/rows/1/decisions", &[TOKEN, json], body).status(), "409");
    let rows = server.send("GET /api/v1/reviews/1/suggestions?state=undecided", &[TOKEN], b"");
    let rows: serde_json::Value = serde_json::from_str(rows.text.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    assert_eq!(rows.as_array().unwrap().len(), 1);
    assert_eq!(rows[0]["version"], 1);
}

#[test]
fn the_description_names_every_address() {
    let server = Server::with(1);
    let answer = server.get("/api/v1/openapi.json");
    let api: serde_json::Value = serde_json::from_str(answer.text.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let paths: Vec<&String> = api["paths"].as_object().unwrap().keys().collect();
    insta::assert_snapshot!(format!("{paths:#?}"));
}
