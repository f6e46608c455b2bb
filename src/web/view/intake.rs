//! Intake links for customers, and the page that a customer sees.

use askama::Template;

use super::shell::{Link, Shell};

/// The links of a workspace.
#[derive(Debug, Template)]
#[template(path = "intake.html")]
pub struct IntakePage {
    pub shell: Shell,
    pub name: String,
    pub base: String,
    pub made: Option<MadeLink>,
    pub links: Vec<IntakeLink>,
}

/// A link that was just made: shown once.
#[derive(Clone, Debug)]
pub struct MadeLink {
    pub customer: String,
    pub url: String,
}

/// One link of the list.
#[derive(Clone, Debug)]
pub struct IntakeLink {
    pub id: String,
    pub customer: String,
    pub told: String,
    pub live: bool,
    /// Questionnaires that came in by it and can be released.
    pub releases: Vec<Link>,
}

/// What a customer sees.
#[derive(Debug, Template)]
#[template(path = "customer.html")]
pub struct CustomerPage {
    pub shell: Shell,
    pub vendor: String,
    pub customer: String,
    pub notice: Option<String>,
    pub submissions: Vec<Submission>,
    pub limit: String,
    pub typed: String,
    pub wrong: Option<String>,
}

/// Questions that a customer sent.
#[derive(Clone, Debug)]
pub struct Submission {
    pub told: String,
    pub waiting: String,
    /// Empty before they are released.
    pub answers: Vec<CustomersAnswer>,
    pub file: Option<String>,
}

/// A released answer.
#[derive(Clone, Debug)]
pub struct CustomersAnswer {
    pub question: String,
    pub answer: String,
}
