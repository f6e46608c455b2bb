//! The public JSON shape of a past answer, version 1, written down in docs/library-json.md: what `list` and `search` print,
//! and what `export` writes and `import` reads. Changes only by adding fields.

use serde::{Deserialize, Serialize};

use crate::document::{ContentHash, Disclosure, DocumentName, iso_date};
use crate::library::{Cited, Event, EventKind, PastAnswer, Place};

/// A past answer.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Shape {
    #[serde(default)]
    id: String,
    #[serde(default)]
    state: String,
    pub question: String,
    pub follows: Option<String>,
    pub section: Option<String>,
    pub option: Option<String>,
    pub answer: Option<String>,
    pub comment: Option<String>,
    pub file: String,
    pub sha256: String,
    pub sheet: String,
    pub cell: String,
    pub date: Option<String>,
    pub customer: Option<String>,
    /// Where it is not stated, nobody outside may be told.
    pub disclosure: Option<String>,
    #[serde(default)]
    pub rests_on: Vec<CitedShape>,
    #[serde(default)]
    pub history: Vec<EventShape>,
}

/// A passage that it rests on.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct CitedShape {
    document: String,
    sha256: String,
    #[serde(default)]
    section: String,
    start: usize,
    end: usize,
    quote: String,
}

/// Something that happened to it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct EventShape {
    kind: String,
    #[serde(default)]
    by: String,
    #[serde(default)]
    note: String,
    at: String,
}

impl Shape {
    pub(super) fn of(answer: &PastAnswer) -> Self {
        Self {
            id: answer.id().to_string(),
            state: answer.state().to_owned(),
            question: answer.question.clone(),
            follows: answer.follows.clone(),
            section: answer.section.clone(),
            option: answer.option.clone(),
            answer: answer.words.clone(),
            comment: answer.comment.clone(),
            file: answer.place.file.clone(),
            sha256: answer.place.hash.to_string(),
            sheet: answer.place.sheet.clone(),
            cell: answer.place.cell.clone(),
            date: answer.date.map(|date| date.to_string()),
            customer: answer.customer.clone(),
            disclosure: Some(answer.disclosure.word().to_owned()),
            rests_on: answer.backing.iter().map(CitedShape::of).collect(),
            history: answer.events.iter().map(EventShape::of).collect(),
        }
    }

    /// The answer, or what is wrong with it in words.
    pub(super) fn read(self) -> Result<PastAnswer, String> {
        let given = |text: Option<String>| {
            let text = text.map(|text| text.replace("\r\n", "\n").trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let date = given(self.date)
            .map(|date| iso_date(&date).ok_or(format!("“{date}” is no date such as 2026-03-01")));
        let disclosure =
            given(self.disclosure).map(|word| word.parse::<Disclosure>().map_err(|e| e.to_string()));
        let place = Place { file: self.file, hash: hash(&self.sha256)?, sheet: self.sheet, cell: self.cell };
        let answer = PastAnswer {
            question: self.question.trim().to_owned(),
            follows: given(self.follows),
            section: given(self.section),
            option: given(self.option),
            words: given(self.answer),
            comment: given(self.comment),
            place,
            date: date.transpose()?,
            customer: given(self.customer),
            disclosure: disclosure.transpose()?.unwrap_or(Disclosure::Internal),
            backing: self.rests_on.into_iter().map(CitedShape::read).collect::<Result<_, _>>()?,
            events: self.history.into_iter().map(EventShape::read).collect::<Result<_, _>>()?,
        };
        match () {
            () if answer.question.is_empty() => Err("there is no question".to_owned()),
            () if answer.text().trim().is_empty() => Err("there is no option, answer or comment".to_owned()),
            () => Ok(answer),
        }
    }
}

impl CitedShape {
    fn of(cited: &Cited) -> Self {
        Self {
            document: cited.document.to_string(),
            sha256: cited.hash.to_string(),
            section: cited.section.clone(),
            start: cited.range.start,
            end: cited.range.end,
            quote: cited.quote.clone(),
        }
    }

    fn read(self) -> Result<Cited, String> {
        Ok(Cited {
            document: DocumentName::new(self.document),
            hash: hash(&self.sha256)?,
            section: self.section,
            range: self.start..self.end,
            quote: self.quote,
        })
    }
}

impl EventShape {
    fn of(event: &Event) -> Self {
        Self {
            kind: event.kind.word().to_owned(),
            by: event.person.clone(),
            note: event.note.clone(),
            at: event.at.clone(),
        }
    }

    fn read(self) -> Result<Event, String> {
        let kind = EventKind::of_word(&self.kind)
            .ok_or_else(|| format!("“{}” is no kind of event; expected approved or retired", self.kind))?;
        Ok(Event { kind, person: self.by, note: self.note, at: self.at })
    }
}

/// 64 digits, hexadecimal.
fn hash(text: &str) -> Result<ContentHash, String> {
    let wrong = || format!("“{text}” is no SHA-256 (64 digits, hexadecimal)");
    let text = text.trim();
    if text.len() != 64 || !text.is_ascii() {
        return Err(wrong());
    }
    let mut bytes = [0; 32];
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(&text[at * 2..at * 2 + 2], 16).map_err(|_| wrong())?;
    }
    Ok(ContentHash::from_bytes(bytes))
}
