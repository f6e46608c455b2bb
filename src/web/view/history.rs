//! What happened, by whom and when.

use askama::Template;

use super::shell::{Link, Shell};

/// The history of a review.
#[derive(Debug, Template)]
#[template(path = "history.html")]
pub struct HistoryPage {
    pub shell: Shell,
    pub base: String,
    pub customer: String,
    pub log: Vec<Event>,
    /// The address of what happened earlier.
    pub more: Option<String>,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct Event {
    pub class: &'static str,
    pub icon: &'static str,
    pub by: String,
    pub did: String,
    pub at: String,
    /// The same moment for programs: `2026-03-01T12:00:00Z`.
    pub when: String,
    pub said: String,
    /// How a long `said` begins; it is folded then.
    pub head: Option<String>,
    pub link: Option<Link>,
}
