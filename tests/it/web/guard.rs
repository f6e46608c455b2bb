//! What the server refuses, and what it says with every answer.

use super::http::Server;

#[test]
fn every_answer_forbids_what_is_not_ours() {
    let server = Server::with(3);
    for path in [
        "/", "/w/orrery-freight", "/w/orrery-freight/r/1", "/static/none/app.css", "/api/v1/reviews",
        "/nowhere",
    ] {
        let answer = server.get(path);
        let policy = answer.header("content-security-policy").unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
    }
    assert_eq!(server.get("/w/orrery-freight").header("cache-control"), Some("no-store"));
}

#[test]
fn another_sites_page_changes_nothing() {
    let server = Server::with(3);
    let body = b"version=1&decision=approve";
    let form = "Content-Type: application/x-www-form-urlencoded";
    for foreign in ["Sec-Fetch-Site: cross-site", "Origin: https://elsewhere.example"] {
        let answer = server.send("POST /w/orrery-freight/r/1/rows/1", &[form, foreign], body);
        assert_eq!(answer.status(), "403", "{foreign}");
        assert!(answer.text.contains("another site’s page"), "{foreign}");
    }
    assert_eq!(server.keeper.answers(1)[0].0, "suggested");
}

#[test]
fn a_name_that_is_not_this_machines_is_not_served() {
    let server = Server::with(3);
    assert_eq!(server.send("GET /w/orrery-freight", &["Host: elsewhere.example"], b"").status(), "421");
    assert_eq!(server.send("GET /w/orrery-freight", &["Host: localhost"], b"").status(), "200");
}

#[test]
fn another_workspaces_review_is_not_there() {
    let server = Server::with(3);
    let paths = ["", "/export", "/history", "/layout", "/events", "/approve", "/export/1/filled"];
    for path in paths {
        assert_eq!(server.get(&format!("/w/fernhollow/r/1{path}")).status(), "404", "{path}");
    }
    assert_eq!(server.post("/w/fernhollow/r/1/rows/1", "version=1&decision=approve").status(), "404");
    assert_eq!(server.get("/w/nobody").status(), "404");
    assert_eq!(server.get("/w/orrery-freight/r/99").status(), "404");
}

#[test]
fn a_path_leads_nowhere_outside() {
    let server = Server::with(3);
    let paths = [
        "/static/../Cargo.toml",
        "/w/orrery-freight/documents/..%2f..%2fCargo.toml",
        "/w/..%2f..%2fetc/documents",
        "/static/a/..%2f..%2fsrc%2flib.rs",
    ];
    for path in paths {
        assert_eq!(server.get(path).status(), "404", "{path}");
    }
}

#[test]
fn too_large_an_upload_is_refused_with_the_limit() {
    let server = Server::with(3);
    let mut body =
        b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"big.csv\"\r\n\r\n".to_vec();
    body.resize(3 << 20, b'a');
    let headers = ["Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin"];
    let answer = server.send("POST /w/orrery-freight/upload", &headers, &body);
    assert_eq!(answer.status(), "413");
    assert!(answer.text.contains("larger than the 1 MB"));
}

#[test]
fn an_upload_that_is_cut_off_keeps_nothing() {
    let server = Server::with(3);
    let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.csv\"\r\n\r\nid,question\n1,What";
    let headers = ["Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin"];
    assert_eq!(server.send("POST /w/orrery-freight/upload", &headers, body).status(), "422");
    assert!(!server.get("/w/orrery-freight").text.contains("a.csv"));
}

#[test]
fn a_files_name_is_only_a_name() {
    let server = Server::with(3);
    let body = b"--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"../../<b>etc.csv\"\r\n\r\nid,question\n1,What?\n\r\n--x--\r\n";
    let headers = ["Content-Type: multipart/form-data; boundary=x", "Sec-Fetch-Site: same-origin"];
    let answer = server.send("POST /w/orrery-freight/upload", &headers, body);
    assert_eq!(answer.header("location"), Some("/w/orrery-freight/r/2"));
    let list = server.get("/w/orrery-freight").text;
    assert!(list.contains("&#60;b&#62;etc.csv") && !list.contains("../.."));
}

#[test]
fn a_second_click_decides_nothing_twice() {
    let server = Server::with(3);
    let form = "version=1&decision=edit&words=Once.&option=Yes";
    assert_eq!(server.post("/w/orrery-freight/r/1/rows/1", form).status(), "303");
    let second =
        server.post("/w/orrery-freight/r/1/rows/1", "version=1&decision=edit&words=Twice.&option=No");
    assert_eq!(second.status(), "409");
    assert!(second.text.contains("Once.") && second.text.contains("Twice."), "both texts are shown");
    assert_eq!(server.keeper.answers(1)[0].1, "Once.");
}

#[test]
fn without_javascript_a_decision_leads_to_the_next_row_of_the_filter() {
    let server = Server::with(6);
    let answer = server.post("/w/orrery-freight/r/1/rows/3", "version=1&decision=approve&back=band%3Dhigh");
    assert_eq!(answer.header("location"), Some("/w/orrery-freight/r/1?band=high&row=6"));
}

#[test]
fn rows_of_less_than_high_confidence_need_the_second_key() {
    let server = Server::with(6);
    let page = "/w/orrery-freight/r/1/approve";
    assert_eq!(server.post(page, "high=2&lower=4&second=").status(), "303");
    let states = || server.keeper.answers(1).iter().filter(|(state, _)| state == "approved").count();
    assert_eq!(states(), 2);
    assert!(server.post(page, "high=0&lower=4&second=yes").text.contains("approve 4 unread"));
    assert_eq!(states(), 2);
    assert_eq!(server.post(page, "high=0&lower=4&second=approve+4+unread").status(), "303");
    assert_eq!(states(), 6);
}

#[test]
fn an_intake_link_may_be_guessed_only_so_often() {
    let server = Server::with(3);
    let mut statuses: Vec<String> =
        (0..31).map(|at| server.get(&format!("/ask/{at}")).status().to_owned()).collect();
    assert_eq!(statuses.pop().unwrap(), "429");
    assert!(statuses.iter().all(|status| status == "404"));
}

/// Each submission is a review that somebody has to look at. What was typed stays.
#[test]
fn questions_come_in_by_one_link_only_so_often() {
    let place = super::whole::place();
    let made = place.post("/w/alder/intake", "customer=Acme").text;
    let link = format!("/ask/{}", &made.split("/ask/").nth(1).unwrap()[..64]);
    for _ in 0..10 {
        assert_eq!(place.post(&link, "questions=Is+it+encrypted%3F").status(), "303");
    }
    let refused = place.post(&link, "questions=One+more%3F");
    assert_eq!(refused.status(), "429");
    assert!(
        refused.text.contains("One more?") && refused.text.contains("within the hour"),
        "{}",
        refused.text
    );
}

#[test]
fn saving_a_name_leads_only_to_a_page_of_ours() {
    let server = Server::with(3);
    let answer = server.post("/you", "name=J%C3%B6rg%0d%0aX&back=https%3A%2F%2Felsewhere.example");
    assert_eq!(answer.header("location"), Some("/"));
    assert_eq!(answer.header("set-cookie").unwrap().split(';').next(), Some("countersign_person=J%C3%B6rgX"));
}
