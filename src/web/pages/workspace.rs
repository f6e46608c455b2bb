//! What a workspace holds and how it does: documents as they were read, the answer library, coverage, figures.

use axum::extract::{Path, Query, State};
use serde::Deserialize;

use super::Answer;
use crate::web::fault::{Fault, render};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::view::{CoveragePage, DocumentPage, DocumentsPage, FiguresPage, LibraryPage, TABS};

/// All documents.
pub(in crate::web) async fn documents(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/documents");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let (documents, skipped) = office.documents(&here.key)?;
        let base = place.base();
        Ok::<_, Fault>(DocumentsPage {
            shell,
            tabs: TABS,
            tab: "documents",
            name: here.name,
            base,
            skipped,
            documents,
        })
    });
    Ok(render(&page.await?))
}

/// One document, by its name within the workspace: a key to look up, never a path that is opened.
pub(in crate::web) async fn document(
    State(site): State<Site>,
    Path((workspace, file)): Path<(String, String)>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/documents");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let shown = office.document(&here.key, &file)?;
        Ok::<_, Fault>(DocumentPage {
            shell,
            tabs: TABS,
            tab: "documents",
            name: here.name,
            base: place.base(),
            title: shown.title,
            file,
            told: shown.told,
            warnings: shown.warnings,
            sections: shown.sections,
        })
    });
    Ok(render(&page.await?))
}

/// What to find.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Find {
    text: String,
}

/// The answer library.
pub(in crate::web) async fn library(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    Query(Find { text }): Query<Find>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/library");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let entries = office.library(&here.key, &text)?;
        Ok::<_, Fault>(LibraryPage {
            shell,
            tabs: TABS,
            tab: "library",
            name: here.name,
            base: place.base(),
            text,
            entries,
        })
    });
    Ok(render(&page.await?))
}

/// How far the documents answer what was asked.
pub(in crate::web) async fn coverage(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/coverage");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let (sections, gaps) = office.coverage(&here.key)?;
        Ok::<_, Fault>(CoveragePage {
            shell,
            tabs: TABS,
            tab: "coverage",
            name: here.name,
            base: place.base(),
            sections,
            gaps,
        })
    });
    Ok(render(&page.await?))
}

/// The figures.
pub(in crate::web) async fn figures(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "workspace", "/figures");
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let shown = office.figures(&here.key)?;
        Ok::<_, Fault>(FiguresPage {
            shell,
            tabs: TABS,
            tab: "figures",
            name: here.name,
            base: place.base(),
            figures: shown.figures,
            bands: shown.bands,
            calibration: shown.calibration,
            rejected: shown.rejected,
            unanswered: shown.unanswered,
        })
    });
    Ok(render(&page.await?))
}
