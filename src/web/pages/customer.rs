//! The page that a customer sees by an intake link: their questions, and the answers once they are released. Knows no
//! workspace and no person; a wrong or revoked secret is the same "not found".

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Form, Path, State};
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::Deserialize;

use super::{Answer, fault, to};
use crate::web::fault::{Fault, render};
use crate::web::office::No;
use crate::web::site::{SUBMISSIONS, Site};
use crate::web::view::{CustomerPage, Shell};

/// Questions taken at once, in words.
const LIMIT: &str = "500 questions";

/// The page.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
) -> Answer {
    guard(&site, from)?;
    show(&site, secret, String::new(), None).await
}

/// A stranger may ask only so often.
fn guard(site: &Site, from: SocketAddr) -> Result<(), Fault> {
    if site.strangers.allows(from.ip()) { Ok(()) } else { Err(Fault::TooMany) }
}

async fn show(site: &Site, secret: String, typed: String, wrong: Option<String>) -> Answer {
    let shown = site.ask(move |office| office.customer(&secret)).await?;
    Ok(render(&CustomerPage {
        shell: Shell::default(),
        vendor: shown.vendor,
        customer: shown.customer,
        notice: None,
        submissions: shown.submissions,
        limit: LIMIT.into(),
        typed,
        wrong,
    }))
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Sent {
    questions: String,
}

/// Takes questions in.
pub(in crate::web) async fn submit(
    State(site): State<Site>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path(secret): Path<String>,
    Form(Sent { questions }): Form<Sent>,
) -> Answer {
    guard(&site, from)?;
    if !site.submissions.allows(secret.clone()) {
        let words = format!(
            "{SUBMISSIONS} lists of questions came in within the hour. Send the rest later, or as one list."
        );
        let page = show(&site, secret, questions, Some(words)).await?;
        return Ok((StatusCode::TOO_MANY_REQUESTS, page).into_response());
    }
    let (key, text) = (secret.clone(), questions.clone());
    match site.ask(move |office| office.submit(&key, &text)).await {
        Ok(()) => to(&format!("/ask/{}", crate::web::office::escaped(&secret))),
        Err(No::Wrong(words)) => {
            let page = show(&site, secret, questions, Some(words)).await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(no) => Err(fault(no)),
    }
}

/// The released answers as a file.
pub(in crate::web) async fn file(
    State(site): State<Site>,
    ConnectInfo(from): ConnectInfo<SocketAddr>,
    Path((secret, review)): Path<(String, u64)>,
) -> Answer {
    guard(&site, from)?;
    let sent = site.ask(move |office| office.customers_file(&secret, review)).await?;
    Ok(super::export::download(sent))
}
