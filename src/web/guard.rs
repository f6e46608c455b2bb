//! What every request passes: only hosts we serve, only requests of our own pages, and headers that keep a browser from
//! running or fetching anything that is not ours.

use std::net::SocketAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::fault::Fault;

/// Nothing runs, loads or frames our pages but our own files; no inline script, no inline style.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Headers of every answer.
const HEADERS: [(&str, &str); 6] = [
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
];

/// Adds the headers. Pages are never kept by a browser or proxy: they hold answers that are not released yet.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Which names a server answers to. One that listens on this machine alone answers to this machine's names alone, so
/// that a page elsewhere cannot point its own name here and read along.
#[derive(Clone, Debug)]
pub(super) struct Hosts {
    /// None: any name.
    port: Option<u16>,
}

impl Hosts {
    /// Those of a server that listens here.
    pub(super) fn of(listen: SocketAddr) -> Self {
        Self { port: listen.ip().is_loopback().then(|| listen.port()) }
    }

    fn allows(&self, host: &str) -> bool {
        let Some(port) = self.port else { return true };
        ["127.0.0.1", "localhost", "[::1]"]
            .iter()
            .any(|name| host == *name || host == format!("{name}:{port}"))
    }
}

/// Refuses requests for a host that is not ours.
pub(super) async fn host(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    let named = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    match named.or(request.uri().host()) {
        Some(host) if hosts.allows(host) => next.run(request).await,
        _ => Fault::WrongHost.into_response(),
    }
}

/// Refuses writes that another site's page sends. `tower_http::csrf` decides; this gives its refusal our page.
pub(super) fn is_refusal(response: &Response) -> bool {
    response.extensions().get::<tower_http::csrf::ProtectionError>().is_some()
}

/// Whether the sender wants data, not a page: our own script's uploads, and the API.
pub(super) fn wants_json(headers: &HeaderMap) -> bool {
    headers
        .get(header::ACCEPT)
        .and_then(|kinds| kinds.to_str().ok())
        .is_some_and(|kinds| kinds.starts_with("application/json"))
}

/// Whether htmx asks for a part of a page.
pub(super) fn is_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request")
}
