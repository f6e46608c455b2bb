//! The pages' own files, embedded. Each address carries a hash of its file, so that browsers keep it for good and never
//! show an old one. Nothing is ever fetched from elsewhere.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::document::ContentHash;

/// Name, kind and bytes of every file.
const FILES: &[(&str, &str, &[u8])] = &[
    ("app.css", "text/css; charset=utf-8", include_bytes!("../../web/static/app.css")),
    ("app.js", "text/javascript; charset=utf-8", include_bytes!("../../web/static/app.js")),
    ("htmx.js", "text/javascript; charset=utf-8", include_bytes!("../../web/static/htmx.js")),
    ("icons.svg", "image/svg+xml", include_bytes!("../../web/static/icons.svg")),
    ("review.js", "text/javascript; charset=utf-8", include_bytes!("../../web/static/review.js")),
    ("seal.svg", "image/svg+xml", include_bytes!("../../web/static/seal.svg")),
];

/// The address of each file.
static ADDRESSES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let address = |(name, _, bytes): &(&str, &str, &[u8])| {
        let hash = ContentHash::of(bytes).to_string();
        format!("/static/{}/{name}", &hash[..12])
    };
    FILES.iter().map(address).collect()
});

/// The address of a file of ours.
pub fn address(name: &str) -> String {
    let place = FILES.iter().position(|(known, _, _)| *known == name);
    place.map_or_else(String::new, |place| ADDRESSES[place].clone())
}

/// Sends a file.
pub(super) async fn send(Path((hash, name)): Path<(String, String)>) -> Response {
    let asked = format!("/static/{hash}/{name}");
    let Some(place) = ADDRESSES.iter().position(|address| *address == asked) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (_, kind, bytes) = FILES[place];
    let kept = "public, max-age=31536000, immutable";
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, kept)], bytes).into_response()
}

/// What all files weigh together.
pub fn weight() -> usize {
    FILES.iter().map(|(_, _, bytes)| bytes.len()).sum()
}
