//! The list of questionnaires, and taking a new one in.

use axum::extract::{Form, Multipart, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Json, Response};
use serde::Deserialize;

use super::{Answer, to};
use crate::web::fault::{Fault, render};
use crate::web::guard::wants_json;
use crate::web::office::{Accepted, At, No, UploadTerms};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::upload;
use crate::web::view::{Choice, NewPage, QuestionnairesPage, Typed, Wrong};

/// Which files are taken, for people and for the browser's dialog.
const KINDS: &str = "Excel, OpenDocument, CSV or Word";
const ACCEPT: &str = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.docx,.docm";
/// Who may read the answers, the least first.
const AUDIENCES: [(&str, &str); 3] =
    [("public", "Anybody"), ("nda", "Under NDA"), ("internal", "Only ourselves")];

/// Leads to the first workspace.
pub(in crate::web) async fn home(State(site): State<Site>) -> Answer {
    let all = site.ask(|office| office.workspaces()).await?;
    match all.first() {
        Some(first) => to(&crate::web::office::workspace_href(&first.key)),
        None => Err(Fault::Refused(
            "No workspace is served. Start with --workspaces and the folder of your documents.".into(),
        )),
    }
}

/// The list.
pub(in crate::web) async fn list(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    let place = Place::of_workspace(workspace, person, "questionnaires", "");
    let (limit, limit_bytes) = (site.limit(), site.setup.limit);
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let rows = office.questionnaires(&here.key)?;
        let base = place.base();
        Ok::<_, Fault>(QuestionnairesPage {
            shell,
            name: here.name,
            base,
            notice: None,
            rows,
            limit,
            limit_bytes,
            kinds: KINDS,
        })
    });
    Ok(render(&page.await?))
}

/// The forms.
pub(in crate::web) async fn new(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
) -> Answer {
    forms(
        &site,
        Place::of_workspace(workspace, person, "questionnaires", ""),
        Typed::default(),
        "",
        Wrong::default(),
    )
    .await
}

async fn forms(site: &Site, place: Place, typed: Typed, audience: &str, wrong: Wrong) -> Answer {
    let (limit, limit_bytes) = (site.limit(), site.setup.limit);
    let chosen = if audience.is_empty() { AUDIENCES[0].0 } else { audience };
    let choice = |(value, name): (&str, &str)| Choice {
        value: value.into(),
        name: name.into(),
        chosen: value == chosen,
    };
    let audiences = AUDIENCES.into_iter().map(choice).collect();
    let page = site.ask(move |office| {
        let (shell, here) = place.shell(office)?;
        let base = place.base();
        Ok::<_, Fault>(NewPage {
            shell,
            name: here.name,
            base,
            limit,
            limit_bytes,
            kinds: KINDS,
            accept: ACCEPT,
            audiences,
            typed,
            wrong,
        })
    });
    Ok(render(&page.await?))
}

/// Takes a file in. Our script is answered with data, a plain form with a page.
pub(in crate::web) async fn upload(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
    headers: HeaderMap,
    form: Multipart,
) -> Answer {
    let data = wants_json(&headers);
    let upload = match upload::read(form, &site.limit()).await {
        Ok(upload) => upload,
        Err(fault) if data => return Ok(problem(&fault)),
        Err(fault) => return Err(fault),
    };
    let (terms, key, who) = (upload.terms.clone(), workspace.clone(), person.0.clone());
    let accepted = site.ask(move |office| office.upload(&key, &who, upload)).await;
    match accepted {
        Ok(accepted) if data => {
            Ok(Json(serde_json::json!({ "href": href(&workspace, &accepted) })).into_response())
        }
        Ok(accepted) => to(&href(&workspace, &accepted)),
        Err(no) if data => Ok(problem(&super::fault(no))),
        Err(No::Wrong(words)) => {
            let typed = Typed { customer: terms.customer, due: terms.due, ..Typed::default() };
            let wrong = Wrong { file: Some(words), ..Wrong::default() };
            let page = forms(
                &site,
                Place::of_workspace(workspace, person, "questionnaires", ""),
                typed,
                &terms.audience,
                wrong,
            )
            .await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(no) => Err(super::fault(no)),
    }
}

fn problem(fault: &Fault) -> Response {
    (fault.status(), Json(serde_json::json!({ "problem": fault.to_string() }))).into_response()
}

fn href(workspace: &str, accepted: &Accepted) -> String {
    let review = At { workspace: workspace.to_owned(), review: accepted.review }.href();
    if accepted.sure { review } else { format!("{review}/layout") }
}

/// What the form for questions sends.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Pasted {
    questions: String,
    #[serde(flatten)]
    terms: UploadTerms,
}

/// Takes questions in.
pub(in crate::web) async fn paste(
    State(site): State<Site>,
    Path(workspace): Path<String>,
    person: Person,
    Form(pasted): Form<Pasted>,
) -> Answer {
    let (key, who) = (workspace.clone(), person.0.clone());
    let terms = upload::tidy(pasted.terms);
    let (sent, questions) = (terms.clone(), pasted.questions.clone());
    match site.ask(move |office| office.paste(&key, &who, &questions, &sent)).await {
        Ok(accepted) => to(&href(&workspace, &accepted)),
        Err(No::Wrong(words)) => {
            let typed = Typed { customer: terms.customer, due: terms.due, questions: pasted.questions };
            let wrong = Wrong { questions: Some(words), ..Wrong::default() };
            let page =
                forms(&site, Place::of_workspace(workspace, person, "questionnaires", ""), typed, "", wrong)
                    .await?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
        Err(no) => Err(super::fault(no)),
    }
}
