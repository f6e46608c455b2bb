//! What can go wrong on the way, in one place: each with its status, its words, and a way out.

use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};

use super::view::{FaultPage, Link, Shell};

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    #[error("There is nothing at this address. It may have been mistyped, or belong to another workspace.")]
    NotFound,
    #[error(
        "This request came from another site’s page, so nothing was changed. Open Countersign itself and do it there."
    )]
    Foreign,
    #[error("This server answers only to the address that it printed when it started.")]
    WrongHost,
    #[error(
        "The file is larger than the {0} that are taken. Nothing was kept. Split the file, or remove pictures from it."
    )]
    TooLarge(String),
    #[error("{0}")]
    Refused(String),
    #[error("{0}")]
    Unauthorised(String),
    #[error("{0}")]
    Conflict(String),
    #[error("Too many requests from here. Wait a minute, then send it again.")]
    TooMany,
    /// Somebody else holds what is needed; later it is free again.
    #[error("{0}")]
    Busy(String),
    #[error("{0}")]
    Broken(String),
}

impl Fault {
    /// Its status.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Foreign => StatusCode::FORBIDDEN,
            Self::WrongHost => StatusCode::MISDIRECTED_REQUEST,
            Self::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Refused(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Unauthorised(_) => StatusCode::UNAUTHORIZED,
            Self::Conflict(_) => StatusCode::CONFLICT,
            Self::TooMany => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn title(&self) -> &'static str {
        match self {
            Self::NotFound => "Not found",
            Self::Foreign | Self::WrongHost => "Not from here",
            Self::TooLarge(_) => "The file is too large",
            Self::Refused(_) => "That does not work",
            Self::Unauthorised(_) => "A token is needed",
            Self::Conflict(_) => "Somebody was faster",
            Self::TooMany => "Slow down",
            Self::Busy(_) => "Not now",
            Self::Broken(_) => "Something broke",
        }
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let page = FaultPage {
            shell: Shell::default(),
            status: self.status().as_u16(),
            title: self.title().to_owned(),
            words: self.to_string(),
            way: Link::new("To the questionnaires", "/"),
        };
        let mut response = (self.status(), render(&page)).into_response();
        // For our script, which shows it where it stands.
        let line: String = page.words.chars().map(|c| if c.is_ascii_graphic() { c } else { ' ' }).collect();
        if let Ok(line) = HeaderValue::from_str(&line) {
            response.headers_mut().insert("x-problem", line);
        }
        response
    }
}

/// A page, or the plain words where even its template fails.
pub(super) fn render(page: &impl askama::Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(e) => {
            (StatusCode::INTERNAL_SERVER_ERROR, format!("the page could not be made: {e}")).into_response()
        }
    }
}
