//! Answering, off the threads that serve: one thread a questionnaire, and at the start one for all that was left.

use std::sync::Arc;

use super::{Clerk, sentence};
use crate::assistant::Ask;
use crate::assistant::desk::{Desk, ReviewId, WorkspaceKey};
use crate::document::Disclosure;
use crate::web::office::No;

impl Clerk {
    /// Answers a questionnaire in the background. If that breaks off, its rows wait, and the next start goes on.
    pub(super) fn answer(&self, review: &ReviewId) {
        let (desk, review) = (Arc::clone(&self.desk), review.clone());
        in_background(move || run(&desk, &review));
    }

    /// Answers what the last server left.
    pub(super) fn go_on(&self) {
        let desk = Arc::clone(&self.desk);
        in_background(move || match desk.unfinished() {
            Ok(left) => left.iter().for_each(|review| run(&desk, review)),
            Err(error) => eprintln!("warning: what was left unanswered cannot be found: {error}"),
        });
    }
}

fn run(desk: &Desk, review: &ReviewId) {
    if let Err(error) = desk.run(review) {
        eprintln!("warning: {review} is not answered to its end: {error}");
    }
}

fn in_background(work: impl FnOnce() + Send + 'static) {
    let started = std::thread::Builder::new().name("answering".into()).spawn(work);
    if let Err(error) = started {
        eprintln!("warning: questionnaires cannot be answered now: {error}");
    }
}

/// Answers one question, as data.
pub(super) fn ask(
    desk: &Desk,
    workspace: &WorkspaceKey,
    question: &str,
    section: &str,
) -> Result<serde_json::Value, No> {
    if question.trim().is_empty() {
        return Err(No::Wrong("There is no question in it.".into()));
    }
    let section = Some(section.to_owned()).filter(|section| !section.is_empty());
    let ask = Ask { question: question.to_owned(), section, before: None };
    let suggestion = desk.ask(workspace, &ask, Disclosure::default())?;
    let citations = suggestion.answer().map(|answer| answer.citations()).unwrap_or_default();
    let cited = |one: &crate::citation::Citation| serde_json::json!({ "document": one.document().as_str(), "section": one.section(), "page": one.page(), "quote": one.quote() });
    Ok(serde_json::json!({
        "status": if suggestion.answer().is_some() { "answered" } else { "open" },
        "verdict": suggestion.answer().and_then(|answer| answer.verdict()).map(|verdict| verdict.word()),
        "answer": suggestion.answer().map(|answer| answer.words()),
        "confidence": suggestion.confidence,
        "band": suggestion.band().word(),
        "reason": sentence(&suggestion.reason),
        "citations": citations.iter().map(cited).collect::<Vec<_>>(),
        "nearest": suggestion.nearest.iter().map(cited).collect::<Vec<_>>(),
    }))
}
