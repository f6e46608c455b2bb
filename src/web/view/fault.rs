//! The page of what went wrong: what, why, and the way out.

use askama::Template;

use super::shell::{Link, Shell};

/// Something went wrong.
#[derive(Debug, Template)]
#[template(path = "error.html")]
pub struct FaultPage {
    pub shell: Shell,
    pub status: u16,
    pub title: String,
    pub words: String,
    pub way: Link,
}
