//! What people say of rows: decisions, each with who, when, and what they saw. Nothing here changes one that was made.

use std::fmt;

use time::{Date, OffsetDateTime};

/// Which row of a review, counted from 1 in the questionnaire's order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowNumber(pub u32);

impl fmt::Display for RowNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

/// A moment in UTC, to the second. Shown as `2026-03-01T12:00:00Z`, which sorts as it passes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Timestamp(OffsetDateTime);

impl Timestamp {
    /// So many seconds after 1970 began; the beginning of 1970 where there is no such moment.
    pub fn from_unix(seconds: i64) -> Self {
        Self(OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(OffsetDateTime::UNIX_EPOCH))
    }

    /// Seconds since 1970 began.
    pub fn unix(self) -> i64 {
        self.0.unix_timestamp()
    }

    /// The day it is in, in UTC.
    pub fn date(self) -> Date {
        self.0.date()
    }

    /// What [`fmt::Display`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        let (date, rest) = text.split_once('T')?;
        let date = crate::document::iso_date(date)?;
        let mut parts = rest.strip_suffix('Z')?.splitn(3, ':').map(|part| part.parse::<u8>().ok());
        let (hour, minute, second) = (parts.next()??, parts.next()??, parts.next()??);
        Some(Self(date.with_hms(hour, minute, second).ok()?.assume_utc()))
    }
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (hour, minute, second) = self.0.to_hms();
        write!(f, "{}T{hour:02}:{minute:02}:{second:02}Z", self.0.date())
    }
}

/// What a person said of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The suggestion as it stands.
    Approved,
    /// A person's answer: an option, words, or both. `candidate` is the place, from 0, of the shown candidate that it was taken
    /// from.
    Edited {
        option: Option<String>,
        words: String,
        candidate: Option<usize>,
    },
    /// The cell stays empty.
    Rejected {
        reason: String,
    },
    NotApplicable {
        words: String,
    },
    Assigned {
        to: Option<String>,
    },
    Commented {
        words: String,
    },
    /// Takes back the last decisive one of this row.
    Undone,
}

/// The kinds of decisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DecisionKind {
    Approved,
    Edited,
    Rejected,
    NotApplicable,
    Assigned,
    Commented,
    Undone,
}

impl DecisionKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::Approved,
        Self::Edited,
        Self::Rejected,
        Self::NotApplicable,
        Self::Assigned,
        Self::Commented,
        Self::Undone,
    ];

    /// The word for it in files and public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::NotApplicable => "not-applicable",
            Self::Assigned => "assigned",
            Self::Commented => "commented",
            Self::Undone => "undone",
        }
    }

    /// What [`Self::word`] said.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }

    /// It decides the row.
    pub fn is_decisive(self) -> bool {
        matches!(self, Self::Approved | Self::Edited | Self::Rejected | Self::NotApplicable)
    }

    /// It changes what the row says, so that a later person has to have seen it.
    pub fn moves_version(self) -> bool {
        self.is_decisive() || self == Self::Undone
    }
}

impl Decision {
    /// Its kind.
    pub fn kind(&self) -> DecisionKind {
        match self {
            Self::Approved => DecisionKind::Approved,
            Self::Edited { .. } => DecisionKind::Edited,
            Self::Rejected { .. } => DecisionKind::Rejected,
            Self::NotApplicable { .. } => DecisionKind::NotApplicable,
            Self::Assigned { .. } => DecisionKind::Assigned,
            Self::Commented { .. } => DecisionKind::Commented,
            Self::Undone => DecisionKind::Undone,
        }
    }
}

impl fmt::Display for Decision {
    /// In one line, for a history: `edited to “No”: “We do not …”`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Approved | Self::Undone => f.write_str(self.kind().word()),
            Self::Edited { option: Some(option), words, .. } if words.is_empty() => {
                write!(f, "edited to “{option}”")
            }
            Self::Edited { option: Some(option), words, .. } => write!(f, "edited to “{option}”: “{words}”"),
            Self::Edited { option: None, words, .. } => write!(f, "edited to “{words}”"),
            Self::Rejected { reason } if reason.is_empty() => f.write_str("rejected"),
            Self::Rejected { reason } => write!(f, "rejected: {reason}"),
            Self::NotApplicable { words } if words.is_empty() => f.write_str("not applicable"),
            Self::NotApplicable { words } => write!(f, "not applicable: “{words}”"),
            Self::Assigned { to: Some(to) } => write!(f, "assigned to {to}"),
            Self::Assigned { to: None } => f.write_str("assigned to nobody"),
            Self::Commented { words } => write!(f, "commented: {words}"),
        }
    }
}

/// A decision as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Counted from 1 within the row.
    pub number: u64,
    pub row: RowNumber,
    pub by: String,
    pub at: Timestamp,
    /// The version of the row that was seen.
    pub on: u64,
    pub decision: Decision,
}
