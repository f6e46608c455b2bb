//! The list of a workspace's questionnaires, and the forms for a new one.

use askama::Template;

use super::shell::{Bar, Choice, Shell};

/// All questionnaires of a workspace.
#[derive(Debug, Template)]
#[template(path = "questionnaires.html")]
pub struct QuestionnairesPage {
    pub shell: Shell,
    pub name: String,
    /// The workspace's address.
    pub base: String,
    pub notice: Option<String>,
    pub rows: Vec<ReviewLine>,
    /// What a file may weigh, in words and in bytes.
    pub limit: String,
    pub limit_bytes: usize,
    /// Which kinds of files are taken, in words.
    pub kinds: &'static str,
}

/// One questionnaire of the list.
#[derive(Clone, Debug, Default)]
pub struct ReviewLine {
    pub review: u64,
    pub href: String,
    pub customer: String,
    pub file: String,
    pub due: Option<Due>,
    pub bar: Bar,
    /// `42 of 300 decided`.
    pub counted: String,
    pub undecided: usize,
    /// Who has rows of it.
    pub people: Vec<String>,
}

/// When answers are due.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    pub words: String,
    pub late: bool,
}

/// The forms for a new questionnaire.
#[derive(Debug, Template)]
#[template(path = "new.html")]
pub struct NewPage {
    pub shell: Shell,
    pub name: String,
    pub base: String,
    pub limit: String,
    pub limit_bytes: usize,
    pub kinds: &'static str,
    /// For the browser's file dialog.
    pub accept: &'static str,
    pub audiences: Vec<Choice>,
    pub typed: Typed,
    pub wrong: Wrong,
}

/// What was typed, to show it again beside what is wrong with it.
#[derive(Clone, Debug, Default)]
pub struct Typed {
    pub customer: String,
    pub due: String,
    pub questions: String,
}

/// What is wrong, by field.
#[derive(Clone, Debug, Default)]
pub struct Wrong {
    pub general: Option<String>,
    pub file: Option<String>,
    pub questions: Option<String>,
}
