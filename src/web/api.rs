//! The same through `/api/v1`: a token opens one workspace, the answers are JSON, and what is wrong is `{"problem": "…"}`. The
//! description is at `/api/v1/openapi.json`. Shapes are in `shape`; nothing is decided here.

mod input;
mod shape;
mod token;

use axum::Router;
use axum::extract::{Multipart, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{any, get, post};
use utoipa::OpenApi;

use self::input::{Numbers, Sent};
use self::shape::{
    Decision, DecisionSent, ExportWanted, Exported, Problem, Question, Review, Reviews, Row, Taken,
    UploadForm,
};
use self::token::{Holder, Scheme};
use super::fault::Fault;
use super::office::{At, No, Wanted};
use super::pages::export::download;
use super::site::Site;
use super::upload;

/// The description of the API.
#[derive(OpenApi)]
#[openapi(
    info(title = "Countersign", description = "Answers questionnaires from a vendor's own documents, with a citation for every answer."),
    paths(reviews, upload_file, review, suggestions, decide, export, fetch, ask),
    modifiers(&Scheme),
    security(("token" = []))
)]
struct Description;

/// The API's addresses.
pub(super) fn routes() -> Router<Site> {
    Router::new()
        .route("/api/v1/openapi.json", get(async || Json(Description::openapi())))
        .route("/api/v1/reviews", get(reviews).post(upload_file))
        .route("/api/v1/reviews/{review}", get(review))
        .route("/api/v1/reviews/{review}/suggestions", get(suggestions))
        .route("/api/v1/reviews/{review}/rows/{row}/decisions", post(decide))
        .route("/api/v1/reviews/{review}/exports", post(export))
        .route("/api/v1/reviews/{review}/exports/{export}/{part}", get(fetch))
        .route("/api/v1/ask", post(ask))
        .route("/api/v1/{*nowhere}", any(async || ApiFault(Fault::NotFound)))
}

/// What is wrong, as data.
pub(super) struct ApiFault(Fault);

impl From<Fault> for ApiFault {
    fn from(fault: Fault) -> Self {
        Self(fault)
    }
}

impl From<No> for ApiFault {
    fn from(no: No) -> Self {
        Self(match no {
            No::Wrong(words) => Fault::Refused(words),
            No::Conflict { by, did, theirs } => {
                Fault::Conflict(format!("{by} {did} this row meanwhile: {theirs}"))
            }
            No::Fault(fault) => fault,
        })
    }
}

impl IntoResponse for ApiFault {
    fn into_response(self) -> Response {
        (self.0.status(), Json(Problem { problem: self.0.to_string() })).into_response()
    }
}

type Answer<T> = Result<T, ApiFault>;

/// The workspace's questionnaires.
#[utoipa::path(get, path = "/api/v1/reviews", responses((status = 200, body = Reviews), (status = 401, body = Problem)))]
async fn reviews(State(site): State<Site>, holder: Holder) -> Answer<Json<Reviews>> {
    let lines = site.ask(move |office| office.questionnaires(&holder.workspace)).await?;
    Ok(Json(Reviews::of(lines)))
}

/// Takes a questionnaire in: a form with `file`, and perhaps `customer`, `due` (2026-12-01) and `audience` (public, nda, internal).
#[utoipa::path(post, path = "/api/v1/reviews",
    request_body(content = UploadForm, content_type = "multipart/form-data"),
    responses((status = 201, body = Taken), (status = 413, body = Problem), (status = 422, body = Problem)))]
async fn upload_file(
    State(site): State<Site>,
    holder: Holder,
    headers: HeaderMap,
    form: Multipart,
) -> Answer<(StatusCode, Json<Taken>)> {
    upload::admit(&headers, site.most_sent(), &site.limit())?;
    let upload = upload::read(form, &site.limit()).await?;
    let key = holder.workspace.clone();
    let accepted = site.ask(move |office| office.upload(&key, &holder.name, upload)).await?;
    let href = At { workspace: holder.workspace, review: accepted.review }.href();
    Ok((StatusCode::CREATED, Json(Taken { review: accepted.review, layout_sure: accepted.sure, href })))
}

/// How far a review is.
#[utoipa::path(get, path = "/api/v1/reviews/{review}", params(("review" = u64, Path)),
    responses((status = 200, body = Review), (status = 404, body = Problem)))]
async fn review(
    State(site): State<Site>,
    holder: Holder,
    Numbers(review): Numbers<u64>,
) -> Answer<Json<Review>> {
    let at = At { workspace: holder.workspace, review };
    let head = site.ask(move |office| office.head(&at)).await?;
    Ok(Json(Review::of(review, head)))
}

/// The rows with what is suggested for each; `state`, `band`, `section`, `sheet`, `person`, `text` and `sort` filter as the page does.
#[utoipa::path(get, path = "/api/v1/reviews/{review}/suggestions", params(("review" = u64, Path)),
    responses((status = 200, body = Vec<Row>), (status = 404, body = Problem)))]
async fn suggestions(
    State(site): State<Site>,
    holder: Holder,
    Numbers(review): Numbers<u64>,
    Query(wanted): Query<Wanted>,
) -> Answer<Json<Vec<Row>>> {
    let at = At { workspace: holder.workspace, review };
    let rows = site.ask(move |office| office.rows(&at, &wanted)).await?;
    Ok(Json(rows.into_iter().map(Row::of).collect()))
}

/// Says something of a row. `version` is the one that was read; if somebody was faster, the answer is 409.
#[utoipa::path(post, path = "/api/v1/reviews/{review}/rows/{row}/decisions", request_body = DecisionSent,
    params(("review" = u64, Path), ("row" = u32, Path)),
    responses((status = 200, body = Row), (status = 409, body = Problem), (status = 422, body = Problem)))]
async fn decide(
    State(site): State<Site>,
    holder: Holder,
    Numbers((review, row)): Numbers<(u64, u32)>,
    Sent(decision): Sent<Decision>,
) -> Answer<Json<Row>> {
    let at = At { workspace: holder.workspace, review };
    let shown = site.ask(move |office| {
        office.say(&at, row, &holder.name, decision.version, decision.said)?;
        Ok::<_, No>(office.row(&at, row)?)
    });
    Ok(Json(Row::of(shown.await?)))
}

/// Exports: a draft at any time, final once every row is decided.
#[utoipa::path(post, path = "/api/v1/reviews/{review}/exports", request_body = ExportWanted, params(("review" = u64, Path)),
    responses((status = 201, body = Vec<Exported>), (status = 422, body = Problem)))]
async fn export(
    State(site): State<Site>,
    holder: Holder,
    Numbers(review): Numbers<u64>,
    Sent(wanted): Sent<ExportWanted>,
) -> Answer<(StatusCode, Json<Vec<Exported>>)> {
    let at = At { workspace: holder.workspace, review };
    let exports = site.ask(move |office| {
        office.export(&at, &holder.name, wanted.last())?;
        Ok::<_, No>(office.exports(&at)?)
    });
    Ok((StatusCode::CREATED, Json(exports.await?.into_iter().map(Exported::of).collect())))
}

/// A file of an export: `filled`, `review` or `evidence`.
#[utoipa::path(get, path = "/api/v1/reviews/{review}/exports/{export}/{part}",
    params(("review" = u64, Path), ("export" = u64, Path), ("part" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
async fn fetch(
    State(site): State<Site>,
    holder: Holder,
    Numbers((review, export, part)): Numbers<(u64, u64, String)>,
) -> Answer<Response> {
    let at = At { workspace: holder.workspace, review };
    Ok(download(site.ask(move |office| office.fetch(&at, &holder.name, export, &part)).await?))
}

/// Answers one question from the workspace's public documents.
#[utoipa::path(post, path = "/api/v1/ask", request_body = Question,
    responses((status = 200, body = serde_json::Value), (status = 422, body = Problem)))]
async fn ask(
    State(site): State<Site>,
    holder: Holder,
    Sent(asked): Sent<Question>,
) -> Answer<Json<serde_json::Value>> {
    let answer = site.ask(move |office| office.ask(&holder.workspace, &asked.question, &asked.section));
    Ok(Json(answer.await?))
}
