//! What is sent to the API, read so that what is wrong with it is said as data, too.

use axum::extract::{FromRequest, FromRequestParts, Path, Request};
use axum::http::request::Parts;
use axum::response::Json;
use serde::de::DeserializeOwned;

use super::ApiFault;
use crate::web::fault::Fault;

/// A body in JSON.
pub(super) struct Sent<T>(pub(super) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Sent<T> {
    type Rejection = ApiFault;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiFault> {
        match Json::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(wrong) => Err(Fault::Refused(format!("{}.", wrong.body_text().trim_end_matches('.'))).into()),
        }
    }
}

/// Numbers in an address. What is no number leads nowhere.
pub(super) struct Numbers<T>(pub(super) T);

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Numbers<T> {
    type Rejection = ApiFault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiFault> {
        let found = Path::from_request_parts(parts, state).await;
        found.map(|Path(numbers)| Self(numbers)).map_err(|_| Fault::NotFound.into())
    }
}
