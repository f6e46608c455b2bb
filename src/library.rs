//! Answers given before: what was asked, what was answered and where that stands; matching a new question to them; and
//! whether what they rest on still says so. A past answer's words are never altered. How it came to be known, and where
//! it is kept, must not enter here.

mod citing;
mod difference;
mod disagreement;
mod kept;
mod matching;
mod taught;

use std::fmt;

pub use citing::{Cited, Fate, fate, overdue};
pub use difference::{Difference, Piece};
pub use disagreement::{Disagreement, Stance, disagreement, stance};
pub use kept::{Entry, Library};
pub use matching::{Asking, Facts, How, Match, weigh};
pub use taught::{PassedOver, Source, Taught, taught};

use crate::document::{ContentHash, Date, Disclosure, Document};
use crate::options::{self, Verdict};

/// Which past answer: made of its words and its place, so that the same answer has the same id everywhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AnswerId(String);

impl AnswerId {
    /// The id as it is typed: 16 digits, hexadecimal.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for AnswerId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// An answer to a questionnaire that was answered before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PastAnswer {
    pub question: String,
    /// The question that it leans on ("If yes, …").
    pub follows: Option<String>,
    pub section: Option<String>,
    /// The option that was chosen, in the customer's spelling.
    pub option: Option<String>,
    /// What stands in the answer's own cell, where that takes text.
    pub words: Option<String>,
    pub comment: Option<String>,
    pub place: Place,
    /// When it was given.
    pub date: Option<Date>,
    /// Who it was given to.
    pub customer: Option<String>,
    /// Who may be told it.
    pub disclosure: Disclosure,
    /// The passages of documents that it rests on; none where nobody has looked.
    pub backing: Vec<Cited>,
    /// What happened to it since, oldest first.
    pub events: Vec<Event>,
}

/// Where a past answer stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// The file's name, without its folder.
    pub file: String,
    pub hash: ContentHash,
    pub sheet: String,
    pub cell: String,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, {}!{}", self.file, self.sheet, self.cell)
    }
}

/// Something that happened to a past answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub kind: EventKind,
    /// Who did it; empty where nobody was named.
    pub person: String,
    pub note: String,
    /// When, as `2026-03-01T12:00:00Z`.
    pub at: String,
}

/// The kinds of things that happen to past answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A person says that it is right.
    Approved,
    /// It is proposed no more.
    Retired,
}

impl EventKind {
    /// The word for it in files.
    pub fn word(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Retired => "retired",
        }
    }

    /// What [`Self::word`] said.
    pub fn of_word(word: &str) -> Option<Self> {
        [Self::Approved, Self::Retired].into_iter().find(|kind| kind.word() == word)
    }
}

impl PastAnswer {
    /// Its id.
    pub fn id(&self) -> AnswerId {
        let part = |text: &Option<String>| text.clone().unwrap_or_default();
        let (option, words, comment) = (part(&self.option), part(&self.words), part(&self.comment));
        let place = [self.place.hash.to_string(), self.place.sheet.clone(), self.place.cell.clone()];
        let parts = [place.join("\0"), self.question.clone(), option, words, comment];
        AnswerId(ContentHash::of(parts.join("\0").as_bytes()).to_string()[..16].to_owned())
    }

    /// All that was answered, a line a cell.
    pub fn text(&self) -> String {
        let parts = [&self.option, &self.words, &self.comment];
        parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join("\n")
    }

    /// What it says in words; where there are none, the option.
    pub fn saying(&self) -> String {
        let parts = [&self.words, &self.comment];
        let words: Vec<&str> = parts.into_iter().flatten().map(|words| self.without_source(words)).collect();
        if words.is_empty() { self.option.clone().unwrap_or_default() } else { words.join(" ") }
    }

    /// The words without the source in brackets that a filled cell ends with.
    fn without_source<'w>(&self, words: &'w str) -> &'w str {
        let cut = words.strip_suffix(']').and_then(|rest| rest.rsplit_once(" ["));
        let named = |place: &str| self.backing.iter().any(|cited| place.starts_with(cited.document.as_str()));
        cut.filter(|(_, place)| named(place)).map_or(words, |(words, _)| words)
    }

    /// Yes, no, in part or not applicable, where it says so.
    pub fn verdict(&self) -> Option<Verdict> {
        let chosen = self.option.as_deref().and_then(options::verdict);
        chosen.or_else(|| self.words.as_deref().and_then(lead))
    }

    /// Who may be told it today: nobody who may not read a document that it rests on.
    pub fn level(&self, documents: &[Document]) -> Disclosure {
        let rests_on =
            |document: &&Document| self.backing.iter().any(|cited| cited.document == document.name);
        let levels = documents.iter().filter(rests_on).map(|document| document.metadata.disclosure());
        levels.fold(self.disclosure, Disclosure::max)
    }

    /// Who approved it, where somebody did.
    pub fn approved(&self) -> Option<&Event> {
        self.events.iter().rfind(|event| event.kind == EventKind::Approved)
    }

    /// Why it is proposed no more.
    pub fn retired(&self) -> Option<&Event> {
        self.events.iter().rfind(|event| event.kind == EventKind::Retired)
    }

    /// `"approved"`, `"learnt"` or `"retired"`.
    pub fn state(&self) -> &'static str {
        match (self.retired(), self.approved()) {
            (Some(_), _) => "retired",
            (None, Some(_)) => "approved",
            (None, None) => "learnt",
        }
    }
}

/// "Yes. We …", "No, …", "N/A": the verdict that words begin with.
fn lead(words: &str) -> Option<Verdict> {
    let whole = options::verdict(words);
    let first = || options::verdict(words.split(['.', ',', ';', ':', '\n', '—', '–']).next()?);
    whole.or_else(first)
}
