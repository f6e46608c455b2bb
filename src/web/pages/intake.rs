//! Intake links: made, shown once, revoked; and releasing what came in by one.

use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, header};
use serde::Deserialize;

use super::{Answer, fault, to};
use crate::web::fault::{Fault, render};
use crate::web::office::At;
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::view::{IntakePage, MadeLink};

/// The page.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    show(&site, workspace, person, None).await
}

async fn show(site: &Site, workspace: String, person: Person, made: Option<MadeLink>) -> Answer {
    let place = Place::of_workspace(workspace, person, "questionnaires", "/intake");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let links = office.intake_links(&here.key)?;
        Ok::<_, Fault>(IntakePage { shell, name: here.name, base: place.base(), made, links })
    });
    Ok(render(&page.await?))
}

/// What the form sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Wanted {
    customer: String,
}

/// Makes a link and shows it, once.
pub(in crate::web) async fn make(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
    headers: HeaderMap,
    Form(Wanted { customer }): Form<Wanted>,
) -> Answer {
    let (key, who, name) = (workspace.clone(), person.0.clone(), customer.trim().to_owned());
    let named = name.clone();
    let secret = site.ask(move |office| office.make_intake(&key, &who, &named)).await.map_err(fault)?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let url = format!("{}/ask/{secret}", site.setup.intake_base(host));
    show(&site, workspace, person, Some(MadeLink { customer: name, url })).await
}

/// Revokes a link.
pub(in crate::web) async fn revoke(
    State(site): State<Site>,
    Path((workspace, number)): Path<(String, u64)>,
    person: Person,
) -> Answer {
    let key = workspace.clone();
    site.ask(move |office| office.revoke_intake(&key, &person.0, number)).await.map_err(fault)?;
    to(&format!("{}/intake", crate::web::office::workspace_href(&workspace)))
}

/// Releases a review to the customer that asked by a link.
pub(in crate::web) async fn release(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    let there = at.clone();
    site.ask(move |office| office.release(&there, &person.0)).await.map_err(fault)?;
    to(&format!("{}/intake", crate::web::office::workspace_href(&at.workspace)))
}
