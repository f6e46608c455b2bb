//! Lists of questions with their answers in JSON and YAML to a rendition: each answer under its question, groups as headings.
//! How the two are written must not enter here; what an answer means must not either.

mod json;
mod keys;
mod value;
mod yaml;

use super::ParseError;
use super::encoding;
use super::rendition::{Rendered, Rendition};
use crate::document::{DocumentName, Warning};
pub(super) use keys::Key;
use value::Value;

/// How a list is written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Notation {
    Json,
    /// An object a line.
    JsonLines,
    Yaml,
}

const EXPECTED: &str = "expected a list of questions with answers, such as [{\"question\": \"Is data encrypted?\", \"answer\": \
                        \"Yes, with AES-256.\"}]";

/// Reads a list that is a document.
pub(super) fn read(
    name: &DocumentName,
    bytes: &[u8],
    notation: Notation,
) -> Result<(Rendered, Vec<Warning>), ParseError> {
    let (text, mut warnings) = encoding::decode(bytes);
    warnings.iter_mut().for_each(|warning| warning.at = None);
    let text = text.trim_start_matches('\u{FEFF}');
    let unread = |why| ParseError::Unread { document: name.clone(), why };
    if text.trim().is_empty() {
        return Err(ParseError::Empty { document: name.clone() });
    }
    let value = match notation {
        Notation::Json => json::read(text),
        Notation::JsonLines => json::lines(text),
        Notation::Yaml => yaml::read(text),
    };
    let value = value.map_err(unread)?;
    let mut list = List::default();
    list.out.untitled();
    list.top(&value);
    if list.answered + list.open == 0 {
        return Err(unread(format!("no questions with answers were found in this file; {EXPECTED}")));
    }
    if list.answered == 0 {
        let why = format!("{} questions are asked in this file, and none is answered; {EXPECTED}", list.open);
        return Err(unread(why));
    }
    list.warn();
    Ok((list.out.finish(), warnings))
}

/// A list while it is written.
#[derive(Default)]
struct List {
    out: Rendition,
    answered: usize,
    /// Questions without an answer.
    open: usize,
    /// Pieces of text that are in no pair.
    left: usize,
    /// The section that the last pair named for itself, and at which level.
    section: Option<(usize, Vec<String>)>,
}

impl List {
    /// The outermost value: what it is called titles the document.
    fn top(&mut self, value: &Value) {
        if let Value::Map(entries) = value
            && self.is_group(entries)
            && let Some(title) = keys::text(entries, Key::Name)
        {
            self.out.title(&title);
            let rest: Vec<_> =
                entries.iter().filter(|(key, _)| Key::of(key) != Some(Key::Name)).cloned().collect();
            return self.map(&rest, 1);
        }
        self.value(value, 1);
    }

    fn value(&mut self, value: &Value, level: usize) {
        match value {
            Value::Nothing => {}
            Value::Text(_) => self.left += 1,
            Value::List(values) => match &values[..] {
                [Value::Text(question), answer @ Value::Text(_)] if question.trim_end().ends_with('?') => {
                    self.pair(question, &answer.texts(), &[]);
                }
                _ => values.iter().for_each(|value| self.member(value, level)),
            },
            Value::Map(entries) => self.map(entries, level),
        }
    }

    /// A value of a list; no heading of the one before holds for it.
    fn member(&mut self, value: &Value, level: usize) {
        if matches!(value, Value::Map(entries) if self.is_group(entries) || keys::all(entries, Key::Section).is_empty())
        {
            self.section = None;
            self.out.close(u8::try_from(level).unwrap_or(6) - 1);
        }
        self.value(value, level);
    }

    fn map(&mut self, entries: &[(String, Value)], level: usize) {
        if let Some(question) = keys::question(entries) {
            self.object(entries, &question, level);
        } else if self.is_group(entries) && keys::text(entries, Key::Name).is_some() {
            let name = keys::text(entries, Key::Name).unwrap_or_default();
            self.heading(level, &name);
            let rest = entries.iter().filter(|(_, value)| !matches!(value, Value::Text(_) | Value::Nothing));
            rest.for_each(|(_, value)| self.value(value, level + 1));
        } else {
            entries.iter().for_each(|(key, value)| self.entry(key, value, level));
        }
    }

    /// Holds further values, not texts alone.
    fn is_group(&self, entries: &[(String, Value)]) -> bool {
        let holds = |value: &Value| matches!(value, Value::Map(_)) || value.holds_values();
        keys::question(entries).is_none() && entries.iter().any(|(_, value)| holds(value))
    }

    /// An entry of a map from questions to answers, or from names to groups.
    fn entry(&mut self, key: &str, value: &Value, level: usize) {
        let asks = key.trim_end().ends_with('?');
        match value {
            Value::Text(_) | Value::Nothing | Value::List(_) if asks && !value.holds_values() => {
                self.pair(key, &value.texts(), &[]);
            }
            Value::Map(entries) if asks => {
                let named = [("question".to_owned(), Value::Text(key.to_owned()))];
                let all: Vec<_> = named.into_iter().chain(entries.iter().cloned()).collect();
                self.object(&all, key, level);
            }
            Value::Text(_) | Value::Nothing => self.left += usize::from(Key::of(key).is_none()),
            // `questions` may hold one, in several wordings, or all of them.
            _ if matches!(Key::of(key), Some(Key::Group | Key::Question)) => self.value(value, level),
            _ => {
                let before = (self.answered, self.open);
                self.heading(level, key);
                self.value(value, level + 1);
                if before == (self.answered, self.open) {
                    self.left += 1;
                }
            }
        }
    }

    fn heading(&mut self, level: usize, name: &str) {
        self.section = None;
        self.out.heading(u8::try_from(level).unwrap_or(6), &keys::readable(name));
    }

    /// A question with its answer, in one object.
    fn object(&mut self, entries: &[(String, Value)], question: &str, level: usize) {
        let section = keys::all(entries, Key::Section);
        if !section.is_empty() && self.section.as_ref().is_none_or(|(_, open)| *open != section) {
            for (deeper, name) in section.iter().enumerate() {
                self.out.heading(u8::try_from(level + deeper).unwrap_or(6), name);
            }
            self.section = Some((level, section));
        }
        let known = |key: &str| Key::of(key).is_some();
        self.left +=
            entries.iter().filter(|(key, value)| !known(key) && matches!(value, Value::Text(_))).count();
        self.pair(question, &keys::all(entries, Key::Answer), &keys::all(entries, Key::Details));
    }

    fn pair(&mut self, question: &str, answers: &[String], details: &[String]) {
        let said = |text: &&String| text.contains(char::is_alphanumeric);
        if !answers.iter().chain(details).any(|text| said(&text)) {
            self.open += 1;
            return;
        }
        self.answered += 1;
        self.out.question(&question.split_whitespace().collect::<Vec<_>>().join(" "));
        for text in answers.iter().chain(details).filter(said) {
            text.replace("\r\n", "\n").split("\n\n").for_each(|part| self.out.words(part));
        }
    }

    fn warn(&mut self) {
        if self.open > 0 {
            let (questions, have) = if self.open == 1 { ("question", "has") } else { ("questions", "have") };
            self.out.warn(format!("{} {questions} without an answer {have} been left out", self.open));
        }
        if self.left > 0 {
            let texts = if self.left == 1 { "text" } else { "texts" };
            self.out.warn(format!(
                "left out: {} {texts} of no answered question, or under keys that are not known",
                self.left
            ));
        }
    }
}
