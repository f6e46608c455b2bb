//! What is unsure of a sheet's layout, and what a person can do about it. The way out is told apart from what is wrong, since
//! it is another one on the command line and on a page.

use std::fmt;

/// Something that is unsure, or could not be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LayoutWarning {
    /// In a sentence.
    pub what: String,
    pub way_out: Option<WayOut>,
}

/// What a person can say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WayOut {
    /// Which column takes the answers.
    NameAnswers,
    /// Which column takes comments.
    NameComments,
    /// Which columns hold questions and take answers, where none were found.
    NameColumns,
}

impl LayoutWarning {
    pub(super) fn with(what: impl Into<String>, way_out: WayOut) -> Self {
        Self { what: what.into(), way_out: Some(way_out) }
    }
}

impl<T: Into<String>> From<T> for LayoutWarning {
    fn from(what: T) -> Self {
        Self { what: what.into(), way_out: None }
    }
}

/// With the way out on the command line.
impl fmt::Display for LayoutWarning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)?;
        f.write_str(match self.way_out {
            None => "",
            Some(WayOut::NameAnswers) => " Name one with --answer.",
            Some(WayOut::NameComments) => " Name it with --comment if it is.",
            Some(WayOut::NameColumns) => {
                " Looked for a header such as “Question” or “Requirement” over texts that ask, and beside them empty cells, \
                 lists, or headings such as “Answer”, “Yes / No” or “Comment”. If there are questions, name the columns with \
                 --question and --answer."
            }
        })
    }
}
