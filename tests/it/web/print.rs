//! Every page prints a stranger's words as words, and nothing that the browser's policy would have to stop.

use super::fixture;

/// A name and a question that would be markup if anybody let them.
const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

#[test]
fn a_strangers_markup_is_printed_as_words() {
    for (name, html) in fixture::pages(HOSTILE) {
        assert!(!html.contains("<script>alert"), "{name} holds a script of a stranger's");
        assert!(!html.contains("<img"), "{name} holds an element of a stranger's");
        assert!(!html.contains("\"'>"), "{name} lets a quote end an attribute");
    }
}

#[test]
fn no_page_needs_what_the_policy_forbids() {
    for (name, html) in fixture::pages("Plain") {
        assert!(!html.contains(" style="), "{name} has an inline style");
        assert!(!html.contains("<style"), "{name} has an inline style sheet");
        assert!(!html.contains("javascript:"), "{name} has a script in a link");
        assert!(!html.contains("http://") && !html.contains("https://"), "{name} names another site");
        for script in html.split("<script").skip(1) {
            assert!(script.starts_with(" src=\"/static/"), "{name} has an inline script");
        }
        let handlers = [" onclick=", " onload=", " onerror=", " onchange=", " onsubmit=", " hx-on"];
        assert!(handlers.iter().all(|handler| !html.contains(handler)), "{name} has an inline handler");
    }
}

#[test]
fn our_files_weigh_no_more_than_promised() {
    assert!(countersign::web::weight() <= 150 * 1024, "{} bytes", countersign::web::weight());
}

/// With `COUNTERSIGN_PAGES=DIR`, writes every page there, to look at.
#[test]
fn pages_to_look_at() {
    let Some(folder) = std::env::var_os("COUNTERSIGN_PAGES").map(std::path::PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).unwrap();
    for (name, html) in fixture::pages("Halvorsen Bank ASA") {
        std::fs::write(folder.join(format!("{name}.html")), html).unwrap();
    }
}
