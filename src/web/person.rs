//! Who decides: the name a browser has given, kept in a cookie. It is a name and no proof: whoever reaches the server can give
//! any. Accounts are not here.

use std::convert::Infallible;

use axum::Form;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::office::escaped;
use super::site::Site;

/// The cookie.
const COOKIE_NAME: &str = "countersign_person";
/// Letters of a name.
const LONGEST: usize = 60;

/// A person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Person(pub(super) String);

impl<S: Send + Sync> FromRequestParts<S> for Person
where
    Site: FromRef<S>,
{
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Infallible> {
        let cookies = parts.headers.get_all(COOKIE).iter().filter_map(|cookies| cookies.to_str().ok());
        let mut pairs =
            cookies.flat_map(|cookies| cookies.split(';')).filter_map(|pair| pair.trim().split_once('='));
        let given = pairs.find(|(name, _)| *name == COOKIE_NAME).and_then(|(_, value)| named(value));
        Ok(Self(given.unwrap_or_else(|| Site::from_ref(state).setup.person)))
    }
}

fn named(value: &str) -> Option<String> {
    let text = percent_encoding::percent_decode_str(value).decode_utf8().ok()?;
    tidy(&text)
}

fn tidy(name: &str) -> Option<String> {
    let plain: String = name.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
    Some(plain.trim().to_owned()).filter(|name| !name.is_empty())
}

/// What the form of the menu sends.
#[derive(Debug, Deserialize)]
pub(super) struct You {
    name: String,
    #[serde(default)]
    back: String,
}

/// Keeps the name, and goes back.
pub(super) async fn name(Form(you): Form<You>) -> Response {
    // Only ever to a page of ours.
    let ours = you.back.starts_with("/w/") && !you.back.contains('\\');
    let mut response = Redirect::to(if ours { &you.back } else { "/" }).into_response();
    if let Some(name) = tidy(&you.name) {
        let cookie =
            format!("{COOKIE_NAME}={}; Path=/; HttpOnly; SameSite=Lax; Max-Age=31536000", escaped(&name));
        if let Ok(cookie) = cookie.parse() {
            response.headers_mut().insert(SET_COOKIE, cookie);
        }
    }
    response
}
