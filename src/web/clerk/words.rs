//! How states, bands, times and counts are called on the pages.

use crate::assistant::desk::{Counts, HistoryKind, HistoryLine, ReviewCard};
use crate::document::Date;
use crate::review::{DecisionKind, RowState, Timestamp};
use crate::suggestion::Band as Sure;
use crate::web::office::At;
use crate::web::view::{Band, Bar, Due, Event, Link, Progress, ReviewLine, State};

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// Words of a history from which they are folded, and how many letters show then.
const FOLDED: usize = 280;
const HEAD: usize = 160;

/// A state as a shape, a word and a colour.
pub(super) fn state(state: RowState) -> State {
    let (class, word) = match state {
        RowState::Waiting => ("waiting", "Waiting"),
        RowState::Open => ("open", "Open"),
        RowState::Suggested => ("suggested", "Suggested"),
        RowState::Approved => ("approved", "Approved"),
        RowState::Edited => ("edited", "Edited"),
        RowState::Rejected => ("rejected", "Rejected"),
        RowState::NotApplicable => ("na", "Not applicable"),
        RowState::AnsweredBefore => ("before", "Answered before"),
        RowState::NotFillable => ("notfillable", "Nowhere to write"),
    };
    State { class, word }
}

/// The states that a filter's value means.
pub(super) fn states(value: &str) -> Vec<RowState> {
    match value {
        "" => Vec::new(),
        "undecided" => RowState::ALL.into_iter().filter(|state| !state.is_decided()).collect(),
        class => RowState::ALL.into_iter().filter(|one| state(*one).class == class).collect(),
    }
}

/// A band as bars and a word; none for what was left open.
pub(super) fn band(band: Sure) -> Option<Band> {
    match band {
        Sure::None => None,
        Sure::Low => Some(Band { class: "low", word: "Low", bars: 1 }),
        Sure::Medium => Some(Band { class: "medium", word: "Medium", bars: 2 }),
        Sure::High => Some(Band { class: "high", word: "High", bars: 3 }),
    }
}

/// `24 Nov 2026`.
pub(super) fn day(date: Date) -> String {
    format!("{} {} {}", date.day(), MONTHS[usize::from(u8::from(date.month())) - 1], date.year())
}

/// `24 Nov 2026, 16:05 UTC`.
pub(super) fn moment(at: Timestamp) -> String {
    let seconds = at.unix().rem_euclid(86_400);
    format!("{}, {:02}:{:02} UTC", day(at.date()), seconds / 3600, seconds % 3600 / 60)
}

/// When something is due, as seen today: `1 Dec, in 6 days`.
pub(super) fn due(date: Date, today: Date) -> Due {
    let days = date.to_julian_day() - today.to_julian_day();
    let whole = day(date);
    let year = format!(" {}", date.year());
    let short = if date.year() == today.year() { whole.trim_end_matches(&year) } else { &whole };
    let words = match days {
        0 => format!("{short}, today"),
        1 => format!("{short}, tomorrow"),
        2..=99 => format!("{short}, in {days} days"),
        -1 => format!("{short}, 1 day late"),
        ..-1 => format!("{short}, {} days late", -days),
        _ => whole,
    };
    Due { words, late: days < 0 }
}

/// A probability in percent.
pub(super) fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// How far a review is.
pub(super) fn progress(counts: &Counts) -> Progress {
    let parts = [
        ("ok", counts.of(RowState::Approved)),
        ("edited", counts.of(RowState::Edited)),
        ("no", counts.of(RowState::Rejected) + counts.of(RowState::NotApplicable)),
        ("before", counts.of(RowState::AnsweredBefore) + counts.of(RowState::NotFillable)),
        ("sugg", counts.of(RowState::Suggested)),
        ("open", counts.of(RowState::Open)),
        ("wait", counts.of(RowState::Waiting)),
    ];
    let counted = if counts.all() == 0 { "Layout to be checked".to_owned() } else { counted(counts) };
    let told = [(RowState::Suggested, "suggested"), (RowState::Open, "open"), (RowState::Waiting, "waiting")];
    let told = told.iter().map(|(state, word)| format!("{} {word}", counts.of(*state)));
    let label = std::iter::once(counted.clone()).chain(told).collect::<Vec<_>>().join(", ");
    Progress { bar: Bar::of(&parts, label), counted }
}

fn counted(counts: &Counts) -> String {
    let decided = format!("{} of {} decided", counts.asked() - counts.undecided(), counts.asked());
    let told = [
        (RowState::AnsweredBefore, "answered before"),
        (RowState::NotFillable, "without a place for an answer"),
    ];
    let told = told.iter().filter(|(state, _)| counts.of(*state) > 0);
    let told = told.map(|(state, words)| format!("{} {words}", counts.of(*state)));
    std::iter::once(decided).chain(told).collect::<Vec<_>>().join(", ")
}

/// A review for the list.
pub(super) fn line(card: ReviewCard, today: Date) -> ReviewLine {
    let at = At { workspace: card.id.workspace.to_string(), review: card.id.number };
    let Progress { bar, counted } = progress(&card.counts);
    ReviewLine {
        review: at.review,
        href: at.href(),
        customer: card.customer.unwrap_or_else(|| card.file.clone()),
        file: card.file,
        due: card.due.map(|date| due(date, today)),
        bar,
        counted: if card.running { format!("{counted}, answering") } else { counted },
        undecided: card.counts.undecided(),
        people: card.people.into_iter().map(|one| one.person).collect(),
    }
}

/// Something that happened. With a link to its row, where the page is not the row's own.
pub(super) fn event(at: Option<&At>, line: &HistoryLine) -> Event {
    let (class, icon) = match &line.kind {
        HistoryKind::Uploaded => ("na", "upload"),
        HistoryKind::Suggested => ("suggested", "suggested"),
        HistoryKind::Review(_) => ("na", "file"),
        HistoryKind::Decision(kind) => decision(*kind),
    };
    let link =
        at.zip(line.row).map(|(at, row)| Link::new(format!("row {row}"), format!("{}?row={row}", at.href())));
    let (did, said) = split(&line.what);
    let head = head(&said);
    let (at, when) = (moment(line.at), line.at.to_string());
    Event { class, icon, by: line.by.clone(), did, at, when, said, head, link }
}

/// How long words begin; none of words that need no folding.
fn head(said: &str) -> Option<String> {
    let begin: String = said.chars().take(HEAD).collect();
    (said.chars().count() > FOLDED).then(|| begin.trim_end().to_owned())
}

/// What was done, and the words of it, which stand under the line where they are long.
fn split(what: &str) -> (String, String) {
    let colon = what.find(": ").map(|at| (at, at + 2));
    let quote = what.find(" “").map(|at| (at, at + 1));
    match colon.into_iter().chain(quote).min() {
        Some((end, start)) if what.chars().count() > 40 => (what[..end].to_owned(), what[start..].to_owned()),
        _ => (what.to_owned(), String::new()),
    }
}

fn decision(kind: DecisionKind) -> (&'static str, &'static str) {
    match kind {
        DecisionKind::Approved => ("approved", "approved"),
        DecisionKind::Edited => ("edited", "edited"),
        DecisionKind::Rejected => ("rejected", "rejected"),
        DecisionKind::NotApplicable => ("na", "na"),
        DecisionKind::Assigned => ("na", "person"),
        DecisionKind::Commented => ("na", "comment"),
        DecisionKind::Undone => ("na", "undo"),
    }
}
