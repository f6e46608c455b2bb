//! The layout check: the customer's sheet with what each column and row was taken for.

use std::collections::BTreeMap;

use axum::extract::{Form, Path, Query, State};
use serde::Deserialize;

use super::{Answer, fault, to};
use crate::web::fault::{Fault, render};
use crate::web::office::{At, Correction};
use crate::web::person::Person;
use crate::web::site::{Place, Site};
use crate::web::view::{GridShown, LayoutPage};

/// Colour and word of each role.
const LEGEND: &[(&str, &str)] = &[
    ("question", "Question"),
    ("answer", "Answer"),
    ("answered", "Answered already"),
    ("comment", "Comment"),
    ("id", "Number"),
    ("section", "Section"),
    ("header", "Header"),
    ("guidance", "Guidance"),
    ("more", "Owner, score, date, evidence"),
    ("reserved", "The customer’s own"),
    ("shut", "Locked or a formula"),
];
/// What a person may say that a column is.
const COLUMN_ROLES: &[(&str, &str)] =
    &[("", "–"), ("question", "question"), ("answer", "answer"), ("comment", "comment"), ("id", "number")];
/// What a person may say that a row is.
const ROW_KINDS: &[(&str, &str)] = &[("question", "question"), ("not", "no question"), ("header", "header")];

/// Which sheet.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::web) struct Chosen {
    sheet: usize,
}

/// The page.
pub(in crate::web) async fn page(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    Query(chosen): Query<Chosen>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    let place = Place::of_review(&at, person, "/layout");
    let page = site.ask(move |office| {
        let (shell, _) = place.shell(office)?;
        let head = office.head(&at)?;
        let layout = office.layout(&at, chosen.sheet)?;
        Ok::<_, Fault>(LayoutPage {
            shell,
            base: at.href(),
            list: place.base(),
            file: head.file,
            accepted: layout.accepted,
            summary: layout.summary,
            doubts: layout.doubts,
            sheets: layout.sheets,
            legend: legend(&layout.grid),
            grid: layout.grid,
            column_roles: COLUMN_ROLES,
            row_kinds: ROW_KINDS,
        })
    });
    Ok(render(&page.await?))
}

/// Of the legend, what the sheet holds.
fn legend(grid: &GridShown) -> Vec<(&'static str, &'static str)> {
    let holds = |class: &str| {
        let mut cells = grid.rows.iter().flat_map(|row| &row.cells);
        cells.any(|cell| cell.class.strip_prefix("k-") == Some(class))
    };
    LEGEND.iter().filter(|(class, _)| holds(class)).copied().collect()
}

/// Takes corrections of one sheet.
pub(in crate::web) async fn correct(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    Query(chosen): Query<Chosen>,
    person: Person,
    Form(fields): Form<BTreeMap<String, String>>,
) -> Answer {
    let at = At { workspace, review };
    let correction = correction(fields);
    let there = at.clone();
    site.ask(move |office| office.correct(&there, &person.0, &correction)).await.map_err(fault)?;
    to(&format!("{}/layout?sheet={}", at.href(), chosen.sheet))
}

fn correction(mut fields: BTreeMap<String, String>) -> Correction {
    let sheet = fields.remove("sheet").unwrap_or_default();
    let mut correction = Correction { sheet, ..Correction::default() };
    for (name, value) in fields {
        if let Some(column) = name.strip_prefix("column-") {
            correction.columns.push((column.to_owned(), value));
        } else if let Some(Ok(row)) = name.strip_prefix("row-").map(str::parse) {
            correction.rows.push((row, value));
        }
    }
    correction
}

/// The layout is right: on to the review.
pub(in crate::web) async fn accept(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
    person: Person,
) -> Answer {
    let at = At { workspace, review };
    let there = at.clone();
    site.ask(move |office| office.accept_layout(&there, &person.0)).await.map_err(fault)?;
    to(&at.href())
}
