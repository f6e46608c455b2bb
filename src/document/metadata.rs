//! What is known of a document besides its words: who may read it, until when it holds, what it replaces. Knows neither
//! where these facts were written nor what day it is.

use std::fmt;
use std::str::FromStr;

pub use time::Date;

use super::DocumentName;

/// Who may be told a document's words. Ordered: what a level may read, the ones above it may too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disclosure {
    /// Anybody.
    #[default]
    Public,
    /// Whoever signed a non-disclosure agreement.
    Nda,
    /// Nobody outside the vendor.
    Internal,
}

impl Disclosure {
    /// Every level, the most open first.
    pub const ALL: [Self; 3] = [Self::Public, Self::Nda, Self::Internal];

    /// The word for it in files and on the command line.
    pub fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Nda => "nda",
            Self::Internal => "internal",
        }
    }
}

impl fmt::Display for Disclosure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// A word that is no level of disclosure.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is no level of disclosure; expected public, nda or internal")]
pub struct NotALevel(pub String);

impl FromStr for Disclosure {
    type Err = NotALevel;

    fn from_str(word: &str) -> Result<Self, NotALevel> {
        let level = Self::ALL.into_iter().find(|level| level.word().eq_ignore_ascii_case(word.trim()));
        level.ok_or_else(|| NotALevel(word.to_owned()))
    }
}

/// What one place states of a document; what it does not state is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Metadata {
    pub title: Option<String>,
    /// As it is written: `2.3`, `v4`, `2024-11`.
    pub version: Option<String>,
    pub owner: Option<String>,
    /// When the document last changed, or took effect.
    pub effective: Option<Date>,
    /// When it is to be reviewed next.
    pub review: Option<Date>,
    pub disclosure: Option<Disclosure>,
    /// Documents of the same workspace that this one replaces.
    pub supersedes: Vec<DocumentName>,
}

impl Metadata {
    /// These facts, and where they state nothing, the others'.
    #[must_use]
    pub fn or(self, others: Self) -> Self {
        let supersedes = if self.supersedes.is_empty() { others.supersedes } else { self.supersedes };
        Self {
            title: self.title.or(others.title),
            version: self.version.or(others.version),
            owner: self.owner.or(others.owner),
            effective: self.effective.or(others.effective),
            review: self.review.or(others.review),
            disclosure: self.disclosure.or(others.disclosure),
            supersedes,
        }
    }

    /// Who may be told the document's words; anybody, where nothing is stated.
    pub fn disclosure(&self) -> Disclosure {
        self.disclosure.unwrap_or_default()
    }
}

/// A date as files state it: `2024-11-20`.
pub fn iso_date(text: &str) -> Option<Date> {
    let mut parts = text.trim().splitn(3, '-');
    let year: i32 = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let month: u8 = parts.next().filter(|month| month.len() == 2)?.parse().ok()?;
    let day: u8 = parts.next().filter(|day| day.len() == 2)?.parse().ok()?;
    Date::from_calendar_date(year, month.try_into().ok()?, day).ok()
}
