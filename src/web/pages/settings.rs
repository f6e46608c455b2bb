//! A workspace's settings: the precision dial and the tokens.

use axum::extract::{Form, Path, State};
use serde::Deserialize;

use super::{Answer, fault, to};
use crate::web::fault::{Fault, render};
use crate::web::office::workspace_href;
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::view::{SettingsPage, TABS};

/// The page.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    show(&site, workspace, person, None).await
}

async fn show(site: &Site, workspace: String, person: Person, made: Option<String>) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/settings");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let shown = office.settings(&here.key)?;
        Ok::<_, Fault>(SettingsPage {
            shell,
            tabs: TABS,
            tab: "settings",
            name: here.name,
            base: place.base(),
            threshold: shown.threshold,
            dial: shown.dial,
            note: shown.note,
            made,
            tokens: shown.tokens,
        })
    });
    Ok(render(&page.await?))
}

/// What the dial sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Dial {
    threshold: u32,
}

/// Sets the threshold.
pub(in crate::web) async fn save(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
    Form(Dial { threshold }): Form<Dial>,
) -> Answer {
    let key = workspace.clone();
    site.ask(move |office| office.set_threshold(&key, &person.0, threshold.min(100))).await.map_err(fault)?;
    to(&format!("{}/settings", workspace_href(&workspace)))
}

/// What the form for a token sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Named {
    name: String,
}

/// Makes a token and shows it, once.
pub(in crate::web) async fn make_token(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
    Form(Named { name }): Form<Named>,
) -> Answer {
    let (key, who) = (workspace.clone(), person.0.clone());
    let secret = site.ask(move |office| office.make_token(&key, &who, name.trim())).await.map_err(fault)?;
    show(&site, workspace, person, Some(secret)).await
}

/// Revokes a token.
pub(in crate::web) async fn revoke_token(
    State(site): State<Site>,
    Path((workspace, number)): Path<(String, u64)>,
    person: Person,
) -> Answer {
    let key = workspace.clone();
    site.ask(move |office| office.revoke_token(&key, &person.0, number)).await.map_err(fault)?;
    to(&format!("{}/settings", workspace_href(&workspace)))
}
