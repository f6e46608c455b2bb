//! What the customer's own options say: yes, no, in part, not applicable; and which of a list says a verdict. Knows
//! words only: no cell, no question, no evidence.

mod choice;
mod reading;
mod vocabulary;

pub use choice::choose;
pub use reading::{verdict, verdict_of};

/// What a closed answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Verdict {
    Yes,
    No,
    Partial,
    NotApplicable,
}

impl Verdict {
    /// The word for it in public shapes and lists.
    pub fn word(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
            Self::Partial => "partial",
            Self::NotApplicable => "na",
        }
    }

    /// How an answer in words begins with it.
    pub fn lead(self) -> &'static str {
        match self {
            Self::Yes => "Yes",
            Self::No => "No",
            Self::Partial => "In part",
            Self::NotApplicable => "Not applicable",
        }
    }
}
