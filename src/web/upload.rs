//! A form with a file in it, read within the limit. The file's name is only ever a name: nothing is written under it.

use axum::extract::Multipart;
use axum::extract::multipart::MultipartError;
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};

use super::fault::Fault;
use super::office::{Upload, UploadTerms};

/// Reads a form. The limit is the body's; `limit` says it in words.
pub(super) async fn read(mut form: Multipart, limit: &str) -> Result<Upload, Fault> {
    let mut upload = Upload::default();
    let fault = |e: MultipartError| fault(&e, limit);
    while let Some(field) = form.next_field().await.map_err(fault)? {
        match field.name().unwrap_or_default() {
            "file" => {
                upload.name = plain(field.file_name().unwrap_or_default());
                upload.bytes = field.bytes().await.map_err(fault)?.into();
            }
            "customer" => upload.terms.customer = field.text().await.map_err(fault)?,
            "due" => upload.terms.due = field.text().await.map_err(fault)?,
            "audience" => upload.terms.audience = field.text().await.map_err(fault)?,
            _ => {}
        }
    }
    upload.terms = tidy(upload.terms);
    Ok(upload)
}

/// Refuses what says itself that it is too large, before any of it is read: a program that asks first then sends nothing.
pub(super) fn admit(headers: &HeaderMap, most: usize, limit: &str) -> Result<(), Fault> {
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if length.is_some_and(|length| length > most) { Err(Fault::TooLarge(limit.to_owned())) } else { Ok(()) }
}

/// Without white space around.
pub(super) fn tidy(terms: UploadTerms) -> UploadTerms {
    let short = |text: String| text.trim().chars().filter(|c| !c.is_control()).take(120).collect();
    UploadTerms { customer: short(terms.customer), due: short(terms.due), audience: short(terms.audience) }
}

/// The name alone, whatever folders a browser or a stranger put before it.
fn plain(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    last.chars().filter(|c| !c.is_control()).take(200).collect()
}

fn fault(e: &MultipartError, limit: &str) -> Fault {
    if e.status() == StatusCode::PAYLOAD_TOO_LARGE {
        Fault::TooLarge(limit.to_owned())
    } else {
        Fault::Refused("The upload broke off before its end; nothing was kept. Send it again.".to_owned())
    }
}
