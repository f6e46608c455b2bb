//! Rows in the pages' words, and what a person says of them in the desk's.

use std::collections::BTreeSet;

use super::evidence;
use super::words::{self, event, percent, state};
use super::{Fault, capital, sentence};
use crate::assistant::desk::{
    Assigned, DecideError, Desk, EarlierView, ReviewId, RowCard, RowDetail, RowFilter, RowSort,
    SuggestionView,
};
use crate::library::Piece as Part;
use crate::review::{Decision, Entry, RowNumber, RowStanding, RowState};
use crate::suggestion::Band as Sure;
use crate::web::office::{At, Listed, No, Say, Wanted, workspace_href};
use crate::web::view::{Choice, Draft, Earlier, Given, Item, Piece, RowShown, Suggested};

/// Candidates shown; there are keys for nine.
const CANDIDATES: usize = 9;
/// Letters of a line of the editor.
const LINE: usize = 60;

/// The questions that are wanted, with what the filters offer.
pub(super) fn list(desk: &Desk, at: &At, review: &ReviewId, wanted: &Wanted) -> Result<Listed, Fault> {
    let all = desk.rows(review, &RowFilter::default(), RowSort::Order)?;
    let rows = desk.rows(review, &filter(wanted), sort(&wanted.sort))?;
    let some = |text: &String| !text.is_empty();
    let people = all.iter().filter_map(|row| row.assigned.clone()).collect::<BTreeSet<_>>();
    Ok(Listed {
        items: rows.iter().map(|row| item(at, row)).collect(),
        sheets: choices(all.iter().map(|row| row.sheet.clone())),
        sections: choices(all.iter().filter_map(|row| row.section.clone()).filter(some)),
        people: choices(people.into_iter()),
        all: all.len(),
    })
}

/// The rows that were wanted, in full.
pub(super) fn in_full(desk: &Desk, review: &ReviewId, wanted: &Wanted) -> Result<Vec<RowDetail>, Fault> {
    Ok(desk.rows_in_full(review, &filter(wanted), sort(&wanted.sort))?)
}

/// Each once, in the order in which they come.
fn choices(all: impl Iterator<Item = String>) -> Vec<Choice> {
    let mut seen = BTreeSet::new();
    let new = all.filter(|one| seen.insert(one.clone()));
    new.map(|one| Choice { value: one.clone(), name: one, chosen: false }).collect()
}

fn filter(wanted: &Wanted) -> RowFilter {
    let one = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let bands = [Sure::High, Sure::Medium, Sure::Low];
    RowFilter {
        states: words::states(&wanted.state),
        bands: bands.into_iter().filter(|band| band.word() == wanted.band).collect(),
        sections: one(&wanted.section).into_iter().collect(),
        sheets: one(&wanted.sheet).into_iter().collect(),
        person: one(&wanted.person),
        text: one(&wanted.text),
    }
}

fn sort(value: &str) -> RowSort {
    match value {
        "sure" => RowSort::Surest,
        "unsure" => RowSort::Unsurest,
        _ => RowSort::Order,
    }
}

/// A row for the list.
pub(super) fn item(at: &At, card: &RowCard) -> Item {
    let band = card.band.and_then(words::band);
    Item {
        number: card.number.0,
        href: format!("{}?row={}", at.href(), card.number),
        state: state(card.state),
        band,
        band_class: band.map_or("none", |band| band.class),
        question: card.question.clone(),
        at: card.id.clone().unwrap_or_else(|| card.place.clone()),
        section: card.section.clone().unwrap_or_default(),
        version: card.version,
        chosen: false,
    }
}

/// A row with all that is known of it.
pub(super) fn shown(at: &At, detail: RowDetail, people: Vec<Assigned>) -> RowShown {
    let card = &detail.card;
    let fillable = !matches!(card.state, RowState::AnsweredBefore | RowState::NotFillable);
    let max = detail.words_cell.as_ref().and_then(|(_, max)| *max);
    let base = workspace_href(&at.workspace);
    let others = detail.candidates.iter().enumerate().filter(|(_, one)| !one.cited);
    let held_back = match &detail.approval {
        Err(why) if card.state == RowState::Suggested => sentence(why),
        _ => String::new(),
    };
    RowShown {
        number: card.number.0,
        href: String::new(),
        action: String::new(),
        back: String::new(),
        version: card.version,
        state: state(card.state),
        place: format!("{} · {}", card.sheet, card.place),
        section: card.section.clone().unwrap_or_default(),
        id: card.id.clone().unwrap_or_default(),
        question: card.question.clone(),
        before: detail.before.as_ref().map(|(_, question)| question.clone()),
        follows: card.follows,
        assigned: card.assigned.clone(),
        warnings: detail.warnings.iter().map(|warning| sentence(warning)).collect(),
        nothing: nothing(&detail),
        suggestion: detail.suggestion.filter(|one| one.answered).map(suggested),
        given: given(&detail.standing),
        fillable,
        options: options(&detail.options, detail.draft.0.as_deref()),
        takes_words: detail.words_cell.is_some(),
        cell: detail.words_cell.as_ref().map(|(cell, _)| cell.clone()).unwrap_or_default(),
        max,
        count: count(&detail.draft.1, max),
        draft: draft(detail.draft.1),
        writes: detail.writes,
        can_approve: detail.approval.is_ok() && matches!(card.state, RowState::Suggested),
        held_back,
        can_undo: detail.can_undo,
        people: people.into_iter().map(|one| one.person).collect(),
        problem: None,
        conflict: None,
        log: detail.history.iter().map(|line| event(None, line)).collect(),
        cited: evidence::quotes(&detail.candidates),
        evidence: evidence::sections(&base, &detail.candidates),
        candidates: others.take(CANDIDATES).map(evidence::candidate).collect(),
        earlier: detail.earlier.iter().map(earlier).collect(),
    }
}

fn nothing(detail: &RowDetail) -> String {
    match (detail.card.state, &detail.suggestion) {
        (RowState::AnsweredBefore, _) => "The customer’s file holds an answer here already; it stays.".into(),
        (RowState::NotFillable, _) => {
            sentence(detail.standing.reason.as_deref().unwrap_or("no cell of this row takes an answer"))
        }
        (_, None) => {
            "Not answered yet: the program is still on its way here. You may answer it yourself.".into()
        }
        (_, Some(one)) => sentence(&format!("left open: {}", one.reason)),
    }
}

fn suggested(view: SuggestionView) -> Suggested {
    Suggested {
        verdict: view.verdict.map(|verdict| verdict.lead().to_owned()).unwrap_or_default(),
        words: view.words,
        // An answered suggestion always has a band; the lowest is the careful one.
        band: words::band(view.band).or_else(|| words::band(Sure::Low)).expect("the low band has a word"),
        percent: percent(view.confidence),
        why: sentence(&view.reason),
        doubtful: view.doubtful,
    }
}

fn given(standing: &RowStanding) -> Option<Given> {
    let decided = standing.decided.as_ref()?;
    let by = decided.by.clone();
    Some(match &standing.given {
        Some(given) => {
            Given { by, option: given.option.clone().unwrap_or_default(), words: given.words.clone() }
        }
        None => Given { by, option: String::new(), words: sentence(&capital(&decided.decision.to_string())) },
    })
}

fn options(all: &[String], chosen: Option<&str>) -> Vec<Choice> {
    let choice = |option: &String| Choice {
        value: option.clone(),
        name: option.clone(),
        chosen: Some(option.as_str()) == chosen,
    };
    all.iter().map(choice).collect()
}

fn count(words: &str, max: Option<u32>) -> String {
    let length = words.encode_utf16().count();
    max.map_or_else(|| format!("{length} characters"), |max| format!("{length} of {max} characters"))
}

fn draft(words: String) -> Draft {
    let lines = words.lines().map(|line| 1 + line.chars().count() / LINE).sum::<usize>();
    Draft { words, candidate: String::new(), lines: lines.clamp(3, 10) }
}

fn earlier(view: &EarlierView) -> Earlier {
    let one = &view.earlier;
    let customer = one.customer.as_deref().map(|customer| format!(" for {customer}")).unwrap_or_default();
    let date = one.date.as_deref().map(|date| format!(", {date}")).unwrap_or_default();
    let stale = one.stale.as_deref().map(|why| format!(" ({why})")).unwrap_or_default();
    let whole = || vec![Piece { kind: "same", text: one.answer.clone() }];
    let diff: Vec<Piece> = view.answer.iter().map(piece).collect();
    Earlier {
        whence: sentence(&format!("{}{customer}{date}{stale}", one.state)).trim_end_matches('.').to_owned(),
        question: format!("{} ({})", one.question, one.place),
        diff: if diff.is_empty() { whole() } else { diff },
    }
}

fn piece(part: &Part) -> Piece {
    let (kind, text) = match part {
        Part::Both(text) => ("same", text),
        Part::Before(text) => ("del", text),
        Part::Now(text) => ("ins", text),
    };
    Piece { kind, text: format!("{} ", text.trim_end()) }
}

/// Puts what a person says to the desk.
pub(super) fn say(
    desk: &Desk,
    review: &ReviewId,
    row: RowNumber,
    who: &str,
    version: u64,
    say: Say,
) -> Result<(), No> {
    let decision = match say {
        Say::Approve => Decision::Approved,
        Say::Edit { option, words, candidate } => {
            too_long(desk, review, row, &words)?;
            Decision::Edited { option, words, candidate: candidate.and_then(|at| at.checked_sub(1)) }
        }
        Say::Take(place) => taken(desk, review, row, place)?,
        Say::Reject(reason) if reason.is_empty() => {
            return Err(No::Wrong("Say why the cell stays empty: the next person wants to know.".into()));
        }
        Say::Reject(reason) => Decision::Rejected { reason },
        Say::NotApplicable(words) => Decision::NotApplicable { words },
        Say::Assign(to) => Decision::Assigned { to },
        Say::Comment(words) => Decision::Commented { words },
        Say::Undo => Decision::Undone,
    };
    desk.decide(review, row, who, version, decision).map(drop).map_err(no)
}

/// A candidate as it stands, with the option that the editor begins with.
fn taken(desk: &Desk, review: &ReviewId, row: RowNumber, place: usize) -> Result<Decision, No> {
    let detail = desk.row(review, row)?;
    let at = place.wrapping_sub(1);
    let missing = || No::Wrong("This candidate is not there any more; load the page again.".into());
    let words = detail.candidates.get(at).ok_or_else(missing)?.words.clone();
    Ok(Decision::Edited { option: None, words, candidate: Some(at) })
}

fn too_long(desk: &Desk, review: &ReviewId, row: RowNumber, words: &str) -> Result<(), No> {
    let cell = desk.row(review, row)?.words_cell;
    let length = words.encode_utf16().count();
    match cell {
        Some((cell, Some(max))) if length > max as usize => Err(No::Wrong(format!(
            "The answer has {length} characters and cell {cell} takes {max}. Shorten it and save again."
        ))),
        _ => Ok(()),
    }
}

fn no(error: DecideError) -> No {
    match error {
        DecideError::Conflict { theirs: Some(entry), standing } => conflict(&entry, &standing),
        DecideError::Conflict { theirs: None, .. } => No::Conflict {
            by: "Countersign".into(),
            did: "suggested another answer for".into(),
            theirs: "The new suggestion stands above.".into(),
        },
        DecideError::Refused(refusal) => No::Wrong(sentence(&refusal.to_string())),
        DecideError::Desk(error) => error.into(),
    }
}

fn conflict(entry: &Entry, standing: &RowStanding) -> No {
    let given = standing.given.as_ref().map(|given| {
        let parts = [given.option.clone().unwrap_or_default(), given.words.clone()];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
    });
    No::Conflict {
        by: entry.by.clone(),
        did: state_word(standing.state).to_owned(),
        theirs: given
            .filter(|given| !given.is_empty())
            .unwrap_or_else(|| sentence(&capital(&entry.decision.to_string()))),
    }
}

fn state_word(state: RowState) -> &'static str {
    match state {
        RowState::Approved => "approved",
        RowState::Edited => "edited",
        RowState::Rejected => "rejected",
        RowState::NotApplicable => "said “not applicable” of",
        _ => "changed",
    }
}
