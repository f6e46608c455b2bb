//! Which address leads where, and what every request passes on its way.

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;

use super::fault::Fault;
use super::pages::{customer, export, intake, layout, questionnaires, review, settings, workspace};
use super::site::Site;
use super::{api, assets, guard, live, person};

/// Everything that is served.
pub(super) fn routes(site: Site) -> Router {
    let pages = Router::new()
        .route("/", get(questionnaires::home))
        .route("/you", post(person::name))
        .nest("/w/{workspace}", of_workspace())
        .nest("/w/{workspace}/r/{review}", of_review())
        .merge(of_customer())
        .layer(CsrfLayer::new())
        .layer(middleware::from_fn(refused));
    let all =
        pages.merge(api::routes()).layer(middleware::from_fn_with_state(site.hosts.clone(), guard::host));
    guarded(all, site)
}

/// What is served at the customers' own door: the pages of intake links. Nothing there knows a person or a workspace.
pub(super) fn customers(site: Site) -> Router {
    let pages = of_customer().layer(CsrfLayer::new()).layer(middleware::from_fn(refused));
    guarded(pages, site)
}

fn guarded(routes: Router<Site>, site: Site) -> Router {
    routes
        .route("/static/{hash}/{name}", get(assets::send))
        .fallback(async || Fault::NotFound)
        .layer(DefaultBodyLimit::max(site.most_sent()))
        .layer(middleware::from_fn(guard::headers))
        .layer(CatchPanicLayer::custom(|_| {
            Fault::Broken("The program broke off here. Nothing was lost; go back and try again.".into())
                .into_response()
        }))
        .with_state(site)
}

fn of_customer() -> Router<Site> {
    Router::new()
        .route("/ask/{secret}", get(customer::page).post(customer::submit))
        .route("/ask/{secret}/{review}/file", get(customer::file))
}

fn of_workspace() -> Router<Site> {
    Router::new()
        .route("/", get(questionnaires::list))
        .route("/new", get(questionnaires::new))
        .route("/upload", post(questionnaires::upload))
        .route("/paste", post(questionnaires::paste))
        .route("/documents", get(workspace::documents))
        .route("/documents/{*name}", get(workspace::document))
        .route("/library", get(workspace::library))
        .route("/coverage", get(workspace::coverage))
        .route("/figures", get(workspace::figures))
        .route("/settings", get(settings::page).post(settings::save))
        .route("/tokens", post(settings::make_token))
        .route("/tokens/{id}/revoke", post(settings::revoke_token))
        .route("/intake", get(intake::page).post(intake::make))
        .route("/intake/{id}/revoke", post(intake::revoke))
}

fn of_review() -> Router<Site> {
    Router::new()
        .route("/", get(review::page))
        .route("/rows/{row}", post(review::decide))
        .route("/details", post(review::amend))
        .route("/approve", get(review::confirm).post(review::approve))
        .route("/events", get(live::events))
        .route("/layout", get(layout::page).post(layout::correct))
        .route("/layout/accept", post(layout::accept))
        .route("/export", get(export::page).post(export::export))
        .route("/export/{export}/{part}", get(export::fetch))
        .route("/take-back", post(export::take_back))
        .route("/history", get(export::history))
        .route("/release", post(intake::release))
}

/// Gives the refusal of another site's request our own page.
async fn refused(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    if guard::is_refusal(&response) { Fault::Foreign.into_response() } else { response }
}
