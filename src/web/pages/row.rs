//! One row: showing it, and saying something of it. Of two people who decide the same row, the later one sees both texts
//! and what was typed stays in the editor.

use askama::Template;
use axum::extract::{Form, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse as _;
use serde::Deserialize;

use super::review::{self, Page};
use super::{Answer, to};
use crate::web::fault::{Fault, render};
use crate::web::guard::is_part;
use crate::web::office::{At, No, Office, Say, Wanted};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::view::{Conflict, Item, Progress, RowAnswer, RowShown, Shell};

/// A row alone.
#[derive(Template)]
#[template(path = "row.html")]
struct RowPart {
    shell: Shell,
    row: RowShown,
}

/// What is shown of a row beyond what is kept of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Shown {
    problem: Option<String>,
    conflict: Option<Conflict>,
    /// What was typed and is not kept yet.
    typed: Option<Typed>,
}

/// What stands in the editor of a browser.
#[derive(Clone, Debug)]
struct Typed {
    option: String,
    words: String,
    candidate: String,
}

/// A row's address within a filter.
pub(super) fn href(at: &At, query: &str, row: u32) -> String {
    let join = if query.is_empty() { "" } else { "&" };
    format!("{}?{query}{join}row={row}", at.href())
}

/// The review's address within a filter.
pub(super) fn back(at: &At, query: &str) -> String {
    if query.is_empty() { at.href() } else { format!("{}?{query}", at.href()) }
}

/// A row as the page shows it.
pub(super) fn load(
    office: &dyn Office,
    at: &At,
    number: u32,
    query: &str,
    shown: Shown,
) -> Result<RowShown, Fault> {
    let mut row = office.row(at, number)?;
    row.href = href(at, query, number);
    row.action = format!("{}/rows/{number}", at.href());
    query.clone_into(&mut row.back);
    row.problem = shown.problem;
    row.conflict = shown.conflict;
    if let Some(typed) = shown.typed {
        for option in &mut row.options {
            option.chosen = option.value == typed.option;
        }
        row.draft.words = typed.words;
        row.draft.candidate = typed.candidate;
    }
    Ok(row)
}

/// The row alone, for htmx.
pub(super) async fn part(site: &Site, at: At, number: u32, query: String, shown: Shown) -> Answer {
    let row = site.ask(move |office| load(office, &at, number, &query, shown)).await?;
    Ok(render(&RowPart { shell: Shell::default(), row }))
}

/// What the forms of a row send.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Said {
    version: u64,
    decision: String,
    option: String,
    /// None where the form has no editor.
    words: Option<String>,
    candidate: String,
    take: String,
    reason: String,
    to: String,
    comment: String,
    /// Which row our script shows next.
    next: Option<u32>,
    /// The filter.
    back: String,
}

/// Typed text as it is kept.
fn tidy(text: &str) -> String {
    text.trim().replace("\r\n", "\n")
}

impl Said {
    fn say(&self) -> Result<Say, Fault> {
        if let Ok(candidate) = self.take.parse() {
            return Ok(Say::Take(candidate));
        }
        Ok(match self.decision.as_str() {
            "approve" => Say::Approve,
            "edit" => Say::Edit {
                option: Some(self.option.clone()).filter(|option| !option.is_empty()),
                words: tidy(self.words()),
                candidate: self.candidate.parse().ok(),
            },
            "reject" => Say::Reject(tidy(&self.reason)),
            "na" => Say::NotApplicable(tidy(self.words())),
            "assign" => Say::Assign(Some(tidy(&self.to)).filter(|to| !to.is_empty())),
            "comment" => Say::Comment(tidy(&self.comment)),
            "undo" => Say::Undo,
            _ => return Err(Fault::Refused("The page sent nothing that can be done. Load it again.".into())),
        })
    }

    fn words(&self) -> &str {
        self.words.as_deref().unwrap_or_default()
    }

    /// The editor holds something else than the row does, of which the same version was seen.
    fn edits(&self, row: &RowShown) -> bool {
        let chosen =
            row.options.iter().find(|option| option.chosen).map_or("", |option| option.value.as_str());
        row.version == self.version
            && self.words.as_ref().is_some_and(|words| {
                row.takes_words && tidy(words) != tidy(&row.draft.words) || self.option != chosen
            })
    }

    /// The filter, as a query.
    fn wanted(&self) -> Wanted {
        let address = format!("/?{}", self.back).parse::<axum::http::Uri>();
        let query = address.ok().and_then(|address| axum::extract::Query::try_from_uri(&address).ok());
        query.map(|axum::extract::Query(wanted)| wanted).unwrap_or_default()
    }

    fn typed(&self) -> Option<Typed> {
        (self.decision == "edit").then(|| Typed {
            option: self.option.clone(),
            words: self.words().to_owned(),
            candidate: self.candidate.clone(),
        })
    }

    fn moves_on(&self) -> bool {
        !matches!(self.decision.as_str(), "assign" | "comment" | "undo")
    }
}

/// Says something of a row, and shows the next one; the same again where it was not done.
pub(in crate::web) async fn decide(
    State(site): State<Site>,
    Path((workspace, review, number)): Path<(String, u64, u32)>,
    person: Person,
    headers: HeaderMap,
    Form(mut said): Form<Said>,
) -> Answer {
    let at = At { workspace, review };
    if own_words(&site, &at, number, &said).await? {
        said.decision = "edit".into();
    }
    let (say, who, there, version) = (said.say()?, person.0.clone(), at.clone(), said.version);
    let done = site.ask(move |office| office.say(&there, number, &who, version, say)).await;
    let shown = match done {
        Ok(()) => Shown::default(),
        Err(No::Wrong(words)) => Shown { problem: Some(words), typed: said.typed(), ..Shown::default() },
        Err(No::Conflict { by, did, theirs }) => {
            let conflict = Conflict { by, did, theirs, yours: yours(&said) };
            Shown { conflict: Some(conflict), typed: said.typed(), ..Shown::default() }
        }
        Err(No::Fault(fault)) => return Err(fault),
    };
    let failed = shown.problem.is_some() || shown.conflict.is_some();
    if is_part(&headers) {
        return answer(&site, at, number, &said, shown).await;
    }
    if failed {
        return again(&site, at, number, person, &said, shown).await;
    }
    let wanted = said.wanted();
    let query = wanted.query();
    let next = if said.moves_on() {
        let there = at.clone();
        site.ask(move |office| following(office, &there, &wanted, number)).await?
    } else {
        number
    };
    to(&href(&at, &query, next))
}

/// Who edits and then approves means their own words.
async fn own_words(site: &Site, at: &At, number: u32, said: &Said) -> Result<bool, Fault> {
    if said.decision != "approve" || said.words.is_none() {
        return Ok(false);
    }
    let at = at.clone();
    let row = site.ask(move |office| office.row(&at, number)).await?;
    Ok(said.edits(&row))
}

fn yours(said: &Said) -> String {
    let words = [&said.option, said.words(), &said.reason, &said.comment];
    let said_words = words.into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>();
    match said.decision.as_str() {
        "approve" => "Approve the suggestion".into(),
        "reject" => format!("Reject: {}", said.reason),
        "undo" => "Undo".into(),
        _ => said_words.join("\n"),
    }
}

/// For htmx: the next row, the decided one's item, and how far the review is.
async fn answer(site: &Site, at: At, number: u32, said: &Said, shown: Shown) -> Answer {
    let failed = shown.problem.is_some() || shown.conflict.is_some();
    let (query, wanted_next) = (said.wanted().query(), said.next.filter(|_| !failed).unwrap_or(number));
    let page = site.ask(move |office| {
        let mut item = office.item(&at, number)?;
        item.href = href(&at, &query, number);
        let row = load(office, &at, wanted_next, &query, shown)?;
        Ok::<_, Fault>(changed(row, item, office.head(&at)?.progress))
    });
    Ok(render(&page.await?))
}

fn changed(row: RowShown, item: Item, progress: Progress) -> RowAnswer {
    RowAnswer { shell: Shell::default(), row, items: vec![item], progress, oob: true }
}

/// Without htmx: the whole page again, with what was wrong.
async fn again(site: &Site, at: At, number: u32, person: Person, said: &Said, shown: Shown) -> Answer {
    let (place, wanted) = (Place::of_review(&at, person, ""), said.wanted());
    let page =
        site.ask(move |office| review::whole(office, &place, &at, &wanted, Some(number), shown)).await?;
    match page {
        Page::Unsure(layout) => to(&layout),
        Page::Review(page) => Ok((StatusCode::CONFLICT, render(&*page)).into_response()),
    }
}

/// The row after this one in the filter; this one again where it is the last.
fn following(office: &dyn Office, at: &At, wanted: &Wanted, number: u32) -> Result<u32, Fault> {
    let listed = office.list(at, wanted)?;
    let here = listed.items.iter().position(|item| item.number == number);
    // A row that the filter no longer shows: the first after it in the file's order.
    let next = match here {
        Some(here) => listed.items.get(here + 1),
        None => listed.items.iter().find(|item| item.number > number),
    };
    Ok(next.map_or(number, |item| item.number))
}
