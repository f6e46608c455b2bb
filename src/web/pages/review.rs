//! The review: its list, its filters, and approving the rest of a filter in one go.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use serde::Deserialize;

use super::row::{self, Shown};
use super::{Answer, fault, to};
use crate::web::fault::{Fault, render};
use crate::web::guard::is_part;
use crate::web::office::{At, Head, Listed, No, Office, UploadTerms, Wanted};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::upload;
use crate::web::view::{ApprovePage, Choice, Filters, Item, ReviewPage};

pub(in crate::web) use super::row::decide;

/// The keys, for the list of them.
const KEYBOARD: &[(&[&str], &str)] = &[
    (&["J", "K"], "Next question, previous one"),
    (&["A"], "Approve, or save what was edited"),
    (&["E"], "Edit the answer"),
    (&["Ctrl", "Enter"], "Save what was edited"),
    (&["R"], "Reject, with a reason"),
    (&["N"], "Not applicable"),
    (&["1", "…", "9"], "Take that candidate"),
    (&["S"], "Assign"),
    (&["C"], "Comment"),
    (&["Z"], "Undo my last decision, on whichever row"),
    (&["/"], "Find"),
    (&["Esc"], "Leave a field"),
    (&["?"], "This list"),
];
const STATES: &[(&str, &str)] = &[
    ("", "Every state"),
    ("undecided", "To decide"),
    ("suggested", "Suggested"),
    ("open", "Open"),
    ("approved", "Approved"),
    ("edited", "Edited"),
    ("rejected", "Rejected"),
    ("na", "Not applicable"),
    ("waiting", "Waiting"),
    ("before", "Answered before"),
    ("notfillable", "Nowhere to write"),
];
const BANDS: &[(&str, &str)] =
    &[("", "Any confidence"), ("high", "High"), ("medium", "Medium"), ("low", "Low")];
const SORTS: &[(&str, &str)] =
    &[("", "The file’s order"), ("unsure", "Least sure first"), ("sure", "Surest first")];

/// Which row is asked for, beside the filter.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Chosen {
    row: Option<u32>,
}

/// The page, or for htmx the row alone.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    Query(wanted): Query<Wanted>,
    Query(chosen): Query<Chosen>,
    person: Person,
    headers: HeaderMap,
) -> Answer {
    let at = At { workspace, review };
    if let (true, Some(number)) = (is_part(&headers), chosen.row) {
        let back = wanted.query();
        return row::part(&site, at, number, back, Shown::default()).await;
    }
    let place = Place::of_review(&at, person, "");
    let page =
        site.ask(move |office| whole(office, &place, &at, &wanted, chosen.row, Shown::default())).await;
    match page? {
        Page::Unsure(layout) => to(&layout),
        Page::Review(page) => Ok(render(&*page)),
    }
}

/// A review, or where to go before there is one.
pub(super) enum Page {
    Unsure(String),
    Review(Box<ReviewPage>),
}

/// The whole page, with this row chosen, or else the first of the list.
pub(super) fn whole(
    office: &dyn Office,
    place: &Place,
    at: &At,
    wanted: &Wanted,
    row: Option<u32>,
    shown: Shown,
) -> Result<Page, Fault> {
    let (shell, _) = place.shell(office)?;
    let head = office.head(at)?;
    if head.unsure {
        return Ok(Page::Unsure(format!("{}/layout", at.href())));
    }
    let mut listed = office.list(at, wanted)?;
    let number = row.or_else(|| listed.items.first().map(|item| item.number));
    let query = wanted.query();
    for item in &mut listed.items {
        item.href = row::href(at, &query, item.number);
        item.chosen = Some(item.number) == number;
    }
    let row_shown = match number {
        Some(number) => Some(row::load(office, at, number, &query, shown)?),
        None => None,
    };
    let Head { customer, terms, progress, running, .. } = head;
    Ok(Page::Review(Box::new(ReviewPage {
        shell,
        base: at.href(),
        customer,
        terms,
        progress,
        running,
        oob: false,
        keyboard: KEYBOARD,
        pane: if row.is_some() { "answer" } else { "list" },
        filter: filters(wanted, &listed),
        shown: counted(listed.items.len(), listed.all),
        approvable: listed.items.iter().filter(|item| is_approvable(item)).count(),
        row: row_shown,
        items: listed.items,
    })))
}

/// Says anew for whom the review is and when it is due.
pub(in crate::web) async fn amend(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
    Form(terms): Form<UploadTerms>,
) -> Answer {
    let at = At { workspace, review };
    let (there, terms) = (at.clone(), upload::tidy(terms));
    site.ask(move |office| office.amend(&there, &person.0, terms)).await.map_err(fault)?;
    to(&at.href())
}

fn counted(shown: usize, all: usize) -> String {
    let noun = if all == 1 { "question" } else { "questions" };
    if shown == all { format!("{all} {noun}") } else { format!("{shown} of {all} {noun}") }
}

fn is_approvable(item: &Item) -> bool {
    item.state.class == "suggested"
}

fn filters(wanted: &Wanted, listed: &Listed) -> Filters {
    let pairs = wanted.pairs();
    let folded = [&wanted.sheet, &wanted.section, &wanted.person, &wanted.sort];
    Filters {
        text: wanted.text.clone(),
        states: fixed(STATES, &wanted.state),
        bands: fixed(BANDS, &wanted.band),
        sorts: fixed(SORTS, &wanted.sort),
        sheets: offered("Every sheet", &listed.sheets, &wanted.sheet),
        sections: offered("Every section", &listed.sections, &wanted.section),
        people: offered("Everybody", &listed.people, &wanted.person),
        more_open: folded.iter().any(|one| !one.is_empty()),
        any: !pairs.is_empty(),
        pairs,
    }
}

fn fixed(all: &[(&str, &str)], chosen: &str) -> Vec<Choice> {
    let choice = |(value, name): &(&str, &str)| Choice {
        value: (*value).into(),
        name: (*name).into(),
        chosen: *value == chosen,
    };
    all.iter().map(choice).collect()
}

fn offered(none: &str, all: &[Choice], chosen: &str) -> Vec<Choice> {
    let first = Choice { value: String::new(), name: none.into(), chosen: chosen.is_empty() };
    let choice = |one: &Choice| Choice { chosen: one.value == chosen, ..one.clone() };
    std::iter::once(first).chain(all.iter().map(choice)).collect()
}

/// Rows, each with the version that was seen.
type Seen = Vec<(u32, u64)>;

/// Rows of the filter that can be approved: of high confidence, and the others.
fn approvable(listed: Listed) -> (Seen, Seen) {
    let rows = listed.items.into_iter().filter(is_approvable);
    let (high, lower): (Vec<Item>, Vec<Item>) = rows.partition(|item| item.band_class == "high");
    let seen = |items: Vec<Item>| items.iter().map(|item| (item.number, item.version)).collect();
    (seen(high), seen(lower))
}

/// Asks before many rows are approved.
pub(in crate::web) async fn confirm(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    Query(wanted): Query<Wanted>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    ask(&site, at, person, wanted, None).await
}

async fn ask(site: &Site, at: At, person: Person, wanted: Wanted, wrong: Option<String>) -> Answer {
    let place = Place::of_review(&at, person, "");
    let page = site.ask(move |office| {
        let (shell, _) = place.shell(office)?;
        let customer = office.head(&at)?.customer;
        let (high, lower) = approvable(office.list(&at, &wanted)?);
        let back = row::back(&at, &wanted.query());
        let (high, lower) = (high.len(), lower.len());
        Ok::<_, Fault>(ApprovePage {
            shell,
            base: at.href(),
            customer,
            back,
            pairs: wanted.pairs(),
            high,
            lower,
            wrong,
        })
    });
    Ok(render(&page.await?))
}

/// What the page that asks sends: the filter again, how many rows it named, and the second key.
#[derive(Debug, Deserialize)]
pub(in crate::web) struct Confirmed {
    #[serde(flatten)]
    fields: BTreeMap<String, String>,
}

impl Confirmed {
    fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    fn wanted(&self) -> Wanted {
        let field = |name| self.field(name).to_owned();
        Wanted {
            text: field("text"),
            state: field("state"),
            band: field("band"),
            sheet: field("sheet"),
            section: field("section"),
            person: field("person"),
            sort: field("sort"),
        }
    }

    fn count(&self, name: &str) -> usize {
        self.field(name).parse().unwrap_or_default()
    }
}

/// What to do with what was confirmed.
enum Confirm {
    Done,
    Again(String),
}

/// Approves what was confirmed, if it is still as many rows as the page said.
pub(in crate::web) async fn approve(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
    Form(confirmed): Form<Confirmed>,
) -> Answer {
    let at = At { workspace, review };
    let wanted = confirmed.wanted();
    let (who, there, filter) = (person.0.clone(), at.clone(), wanted.clone());
    let done = site.ask(move |office| confirmed_rows(office, &there, &who, &filter, &confirmed)).await;
    match done.map_err(super::fault)? {
        Confirm::Done => to(&row::back(&at, &wanted.query())),
        Confirm::Again(words) => ask(&site, at, person, wanted, Some(words)).await,
    }
}

fn confirmed_rows(
    office: &dyn Office,
    at: &At,
    who: &str,
    wanted: &Wanted,
    confirmed: &Confirmed,
) -> Result<Confirm, No> {
    let (mut rows, lower) = approvable(office.list(at, wanted)?);
    if rows.len() > confirmed.count("high") || lower.len() > confirmed.count("lower") {
        return Ok(Confirm::Again(
            "More rows match now than a moment ago; look at the numbers again.".into(),
        ));
    }
    let key = confirmed.field("second").trim();
    let wanted_key = format!("approve {} unread", lower.len());
    if !key.is_empty() && !key.eq_ignore_ascii_case(&wanted_key) {
        return Ok(Confirm::Again(format!("Type “{wanted_key}” to approve these too, or leave it empty.")));
    }
    let second_key = !key.is_empty();
    if second_key {
        rows.extend(lower);
    }
    office.approve(at, who, &rows, second_key).map(|_| Confirm::Done)
}
