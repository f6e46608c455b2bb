//! What leaves, what comes back, and what happened.

use axum::extract::{Form, Multipart, Path, Query, State};
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use serde::Deserialize;

use super::{Answer, to};
use crate::web::fault::{Fault, render};
use crate::web::office::{At, No, Sent, escaped};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::upload;
use crate::web::view::{ExportPage, HistoryPage, Merge};

/// Events on one page of the history.
const EVENTS: usize = 300;

/// What was just done.
#[derive(Default)]
struct Done {
    notice: Option<String>,
    problem: Option<String>,
    merged: Option<Merge>,
}

/// The page.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
) -> Answer {
    show(&site, At { workspace, review }, person, Done::default()).await
}

async fn show(site: &Site, at: At, person: Person, done: Done) -> Answer {
    let place = Place::of_review(&at, person, "/export");
    let limit = site.limit();
    let page = site.ask(move |office| {
        let (shell, _) = place.shell(office)?;
        let head = office.head(&at)?;
        let Done { notice, problem, merged } = done;
        Ok::<_, Fault>(ExportPage {
            shell,
            base: at.href(),
            customer: head.customer,
            file: head.file,
            progress: head.progress,
            notice,
            problem,
            findings: office.preflight(&at)?,
            undecided: head.undecided,
            exports: office.exports(&at)?,
            merged,
            limit,
        })
    });
    Ok(render(&page.await?))
}

/// Which export.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Kind {
    kind: String,
}

/// Exports.
pub(in crate::web) async fn export(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
    Form(Kind { kind }): Form<Kind>,
) -> Answer {
    let at = At { workspace, review };
    let (there, who) = (at.clone(), person.0.clone());
    match site.ask(move |office| office.export(&there, &who, kind == "final")).await {
        Ok(()) => to(&format!("{}/export", at.href())),
        Err(No::Wrong(words)) => {
            show(&site, at, person, Done { problem: Some(words), ..Done::default() }).await
        }
        Err(no) => Err(super::fault(no)),
    }
}

/// A file of an export.
pub(in crate::web) async fn fetch(
    State(site): State<Site>,
    Path((workspace, review, export, part)): Path<(String, u64, u64, String)>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    let sent = site.ask(move |office| office.fetch(&at, &person.0, export, &part)).await?;
    Ok(download(sent))
}

/// A file as a download. Never shown in the browser: its words are a stranger's.
pub(in crate::web) fn download(sent: Sent) -> Response {
    let plain: String = sent
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || ".-_ ".contains(c) { c } else { '_' })
        .collect();
    let disposition = format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{}", escaped(&sent.name));
    ([(CONTENT_TYPE, "application/octet-stream".to_owned()), (CONTENT_DISPOSITION, disposition)], sent.bytes)
        .into_response()
}

/// Takes a review workbook back.
pub(in crate::web) async fn take_back(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
    form: Multipart,
) -> Answer {
    let at = At { workspace, review };
    let bytes = upload::read(form, &site.limit()).await?.bytes;
    let (there, who) = (at.clone(), person.0.clone());
    let done = match site.ask(move |office| office.take_back(&there, &who, &bytes)).await {
        Ok(merged) => Done { merged: Some(merged), ..Done::default() },
        Err(No::Wrong(words)) => Done { problem: Some(words), ..Done::default() },
        Err(no) => return Err(super::fault(no)),
    };
    show(&site, at, person, done).await
}

/// Where the page of the history begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct From {
    from: usize,
}

/// The history, the latest first.
pub(in crate::web) async fn history(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    Query(From { from }): Query<From>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    let place = Place::of_review(&at, person, "/history");
    let page = site.ask(move |office| {
        let (shell, _) = place.shell(office)?;
        let customer = office.head(&at)?.customer;
        let all = office.history(&at)?;
        let more =
            (all.len() > from + EVENTS).then(|| format!("{}/history?from={}", at.href(), from + EVENTS));
        let log = all.into_iter().skip(from).take(EVENTS).collect();
        Ok::<_, Fault>(HistoryPage { shell, base: at.href(), customer, log, more })
    });
    Ok(render(&page.await?))
}
