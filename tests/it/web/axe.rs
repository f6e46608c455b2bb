//! Whether everybody can use the pages: axe-core, run in each page, light and dark, wide and narrow. Its file is fetched by
//! `.ci/run`; without it the test says so and is skipped. With `COUNTERSIGN_SHOTS=DIR` it also takes a picture of each.

use std::path::PathBuf;

use super::driver::{Browser, with_browser};
use super::http::Server;

/// Pages by name and address.
const PAGES: &[(&str, &str)] = &[
    ("questionnaires", "/w/orrery-freight"),
    ("empty", "/w/fernhollow"),
    ("new", "/w/orrery-freight/new"),
    ("layout", "/w/orrery-freight/r/1/layout"),
    ("review", "/w/orrery-freight/r/1?row=2"),
    ("list", "/w/orrery-freight/r/1"),
    ("approve", "/w/orrery-freight/r/1/approve"),
    ("export", "/w/orrery-freight/r/1/export"),
    ("history", "/w/orrery-freight/r/1/history"),
    ("documents", "/w/orrery-freight/documents"),
    ("document", "/w/orrery-freight/documents/policy.md"),
    ("library", "/w/orrery-freight/library"),
    ("coverage", "/w/orrery-freight/coverage"),
    ("figures", "/w/orrery-freight/figures"),
    ("settings", "/w/orrery-freight/settings"),
    ("intake", "/w/orrery-freight/intake"),
    ("customer", "/ask/3fa9c1d2"),
    ("error", "/nowhere"),
];

const AXE: &str = "target/axe/package/axe.min.js";

#[test]
fn nothing_keeps_anybody_out() {
    let axe = std::fs::read_to_string(AXE);
    if axe.is_err() {
        let required = std::env::var("COUNTERSIGN_BROWSER").is_ok_and(|value| value == "required");
        assert!(!required, "{AXE} is required here; .ci/run fetches it");
        eprintln!("skipped: {AXE} is not there; .ci/run fetches it");
    }
    let shots = std::env::var_os("COUNTERSIGN_SHOTS").map(PathBuf::from);
    let Ok(axe) = axe else { return };
    with_browser(|opener| async move {
        let server = Server::with(60);
        let mut found = Vec::new();
        for (look, width, height, dark) in [
            ("wide", 1280, 900, false),
            ("wide-dark", 1280, 900, true),
            ("narrow", 390, 844, false),
            ("narrow-dark", 390, 844, true),
        ] {
            let browser = opener.open(width, height, dark).await;
            for (name, path) in PAGES {
                browser.go(&server.url(path)).await;
                if let Some(folder) = &shots {
                    std::fs::create_dir_all(folder).unwrap();
                    std::fs::write(
                        folder.join(format!("{name}-{look}.png")),
                        browser.client.screenshot().await.unwrap(),
                    )
                    .unwrap();
                }
                found.extend(
                    findings(&browser, &axe)
                        .await
                        .into_iter()
                        .map(|finding| format!("{name} {look}: {finding}")),
                );
            }
            browser.client.close().await.unwrap();
        }
        assert!(found.is_empty(), "{}", found.join("\n"));
    });
}

async fn findings(browser: &Browser, axe: &str) -> Vec<String> {
    browser.client.execute(axe, vec![]).await.unwrap();
    let run = "const done = arguments[arguments.length - 1]; axe.run().then((all) => done(all.violations \
               .filter((one) => ['serious', 'critical'].includes(one.impact)) \
               .map((one) => one.id + ': ' + one.nodes.slice(0, 3).map((node) => node.target + ' ' + (node.any[0]?.message ?? node.html)).join(' | '))))";
    let found = browser.client.execute_async(run, vec![]).await.unwrap();
    found.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect()
}
