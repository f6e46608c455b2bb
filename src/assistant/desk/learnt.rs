//! What a final export teaches the answer library: approved and edited answers, as they stand in the customer's file, with
//! who approved them and what they rest on. What an earlier final export of the same review said otherwise is retired.

use crate::document::{ContentHash, Disclosure};
use crate::library::{AnswerId, Event, EventKind, PastAnswer, Place};
use crate::question::{AnswerKind, CellRole};
use crate::review::{RowRecord, RowState, Timestamp, fold};
use crate::suggestion::Plan;
use crate::workbook::Value;

/// Where the answers stand.
pub(super) struct Source<'a> {
    pub file: &'a str,
    /// Of the filled copy.
    pub filled: ContentHash,
    pub customer: Option<&'a str>,
    /// The level that was answered for: what was made for some readers is not told to more than them.
    pub disclosure: Disclosure,
    pub now: Timestamp,
    /// Names the review; stands in the note of each approval.
    pub review: String,
}

/// The answer of a row as the library keeps it; none where a person gave none, or none was written.
pub(super) fn answer(record: &RowRecord, plans: &[Plan], source: &Source) -> Option<PastAnswer> {
    let standing = fold(record);
    if !matches!(standing.state, RowState::Approved | RowState::Edited) {
        return None;
    }
    let (given, decided) = (standing.given?, standing.decided?);
    let written = |closed: bool, role: CellRole| {
        let cells = record.question.cells.iter().filter(|cell| cell.role == role);
        let mut cells =
            cells.filter(|cell| matches!(cell.kind, AnswerKind::Choice | AnswerKind::Mark) == closed);
        cells.find_map(|cell| plans.iter().find(|plan| plan.at == cell.at).and_then(|plan| text(&plan.value)))
    };
    // A mark says its column's heading, which is the option.
    let option = written(true, CellRole::Answer).and(given.option.clone());
    let (words, comment) = (written(false, CellRole::Answer), written(false, CellRole::Comment));
    if option.is_none() && words.is_none() && comment.is_none() {
        return None;
    }
    let place = Place {
        file: source.file.to_owned(),
        hash: source.filled,
        sheet: record.sheet.clone(),
        cell: record.place.clone(),
    };
    let of_documents = given.citations.into_iter().filter(|quoted| !quoted.of_past_answer);
    let approved = Event {
        kind: EventKind::Approved,
        person: decided.by,
        note: format!("{} in review {}", decided.decision.kind().word(), source.review),
        at: decided.at.to_string(),
    };
    Some(PastAnswer {
        question: record.question.text.trim().to_owned(),
        follows: None,
        section: record.question.section.clone(),
        option,
        words,
        comment,
        place,
        date: Some(source.now.date()),
        customer: source.customer.map(str::to_owned),
        disclosure: source.disclosure,
        backing: of_documents.map(|quoted| quoted.cited).collect(),
        events: vec![approved],
    })
}

/// What was written into a cell, as text.
pub(super) fn text(value: &Result<Value, String>) -> Option<String> {
    match value.as_ref().ok()? {
        Value::Text(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
    }
}

/// What the library has of an earlier final export of the same review.
pub(super) fn replaced(known: &[PastAnswer], now: &[PastAnswer], source: &Source) -> Vec<(AnswerId, Event)> {
    let of_review = format!("in review {}", source.review);
    let of_file = known.iter().filter(|old| {
        old.retired().is_none() && old.approved().is_some_and(|approved| approved.note.ends_with(&of_review))
    });
    let ids: Vec<AnswerId> = now.iter().map(PastAnswer::id).collect();
    let event = Event {
        kind: EventKind::Retired,
        person: String::new(),
        note: format!("replaced by a later final export of {}", source.file),
        at: source.now.to_string(),
    };
    of_file.map(PastAnswer::id).filter(|id| !ids.contains(id)).map(|id| (id, event.clone())).collect()
}
