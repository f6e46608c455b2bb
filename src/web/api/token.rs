//! Who holds a token, and which workspace it opens. The secret is only ever passed on to be checked.

use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use utoipa::Modify;
use utoipa::openapi::OpenApi;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};

use super::ApiFault;
use crate::web::fault::Fault;
use crate::web::site::Site;

/// Somebody with a token.
pub(super) struct Holder {
    pub(super) workspace: String,
    /// As decisions keep it.
    pub(super) name: String,
}

impl<S: Send + Sync> FromRequestParts<S> for Holder
where
    Site: FromRef<S>,
{
    type Rejection = ApiFault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiFault> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = |value: &str| {
            let (scheme, secret) = value.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then(|| secret.trim().to_owned())
        };
        let Some(secret) = header.and_then(bearer) else {
            let how = "Send the header “Authorization: Bearer …” with a token from the workspace's settings.";
            return Err(Fault::Unauthorised(how.into()).into());
        };
        let site = Site::from_ref(state);
        match site.ask(move |office| office.check_token(&secret)).await? {
            Some((workspace, name)) => Ok(Self { workspace, name }),
            None => Err(Fault::Unauthorised(
                "This token is not known or was revoked; make another in the settings.".into(),
            )
            .into()),
        }
    }
}

/// Says in the description that a token is needed.
pub(super) struct Scheme;

impl Modify for Scheme {
    fn modify(&self, api: &mut OpenApi) {
        let components = api.components.get_or_insert_default();
        components.add_security_scheme("token", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    }
}
