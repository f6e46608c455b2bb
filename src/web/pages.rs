//! The handlers, one file a group of pages. Each translates a request, calls the office, and prints what it says.

pub(super) mod customer;
pub(super) mod export;
pub(super) mod intake;
pub(super) mod layout;
pub(super) mod questionnaires;
pub(super) mod review;
mod row;
pub(super) mod settings;
pub(super) mod workspace;

use axum::response::{IntoResponse as _, Redirect, Response};

use super::fault::Fault;
use super::office::No;

/// A page, or why there is none.
pub(super) type Answer = Result<Response, Fault>;

fn to(address: &str) -> Answer {
    Ok(Redirect::to(address).into_response())
}

/// Where being told no is a page of its own.
fn fault(no: No) -> Fault {
    match no {
        No::Wrong(words) => Fault::Refused(words),
        No::Conflict { by, did, .. } => {
            Fault::Conflict(format!("{by} {did} this meanwhile. Go back to see it."))
        }
        No::Fault(fault) => fault,
    }
}
