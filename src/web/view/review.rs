//! The review: the list of questions with its filters, and what a decision changes on the page.

use askama::Template;

use super::row::RowShown;
use super::shell::{Band, Bar, Choice, Shell, State};

/// The review of one questionnaire.
#[derive(Debug, Template)]
#[template(path = "review.html")]
pub struct ReviewPage {
    pub shell: Shell,
    /// The review's address.
    pub base: String,
    pub customer: String,
    /// The customer and the due date as they were given, for the form that changes them.
    pub terms: (String, String),
    pub progress: Progress,
    /// The program is still answering.
    pub running: bool,
    /// Which pane a narrow screen shows first.
    pub pane: &'static str,
    pub filter: Filters,
    /// `12 of 300 questions`.
    pub shown: String,
    /// Suggestions of the filter that could be approved in one go.
    pub approvable: usize,
    pub items: Vec<Item>,
    /// Items are part of a whole page here, no updates.
    pub oob: bool,
    pub row: Option<RowShown>,
    pub keyboard: &'static [(&'static [&'static str], &'static str)],
}

/// How far a review is.
#[derive(Clone, Debug, Default)]
pub struct Progress {
    pub bar: Bar,
    pub counted: String,
}

/// The filters, as chosen.
#[derive(Clone, Debug, Default)]
pub struct Filters {
    pub text: String,
    pub states: Vec<Choice>,
    pub bands: Vec<Choice>,
    pub sheets: Vec<Choice>,
    pub sections: Vec<Choice>,
    pub people: Vec<Choice>,
    pub sorts: Vec<Choice>,
    /// One of the folded ones is set.
    pub more_open: bool,
    pub any: bool,
    /// Those that are set, as a query has them.
    pub pairs: Vec<(String, String)>,
}

/// One question of the list.
#[derive(Clone, Debug)]
pub struct Item {
    pub number: u32,
    pub href: String,
    pub state: State,
    pub band: Option<Band>,
    pub band_class: &'static str,
    pub question: String,
    /// The customer's own number, or else the row's.
    pub at: String,
    pub section: String,
    pub version: u64,
    pub chosen: bool,
}

/// What a decision changes: the row that is shown next, items of the list, and how far the review is.
#[derive(Debug, Template)]
#[template(path = "row_answer.html")]
pub struct RowAnswer {
    pub shell: Shell,
    pub row: RowShown,
    pub items: Vec<Item>,
    pub progress: Progress,
    pub oob: bool,
}

/// Asks before many rows are approved in one go.
#[derive(Debug, Template)]
#[template(path = "approve.html")]
pub struct ApprovePage {
    pub shell: Shell,
    pub base: String,
    pub customer: String,
    pub back: String,
    pub pairs: Vec<(String, String)>,
    pub high: usize,
    pub lower: usize,
    pub wrong: Option<String>,
}
