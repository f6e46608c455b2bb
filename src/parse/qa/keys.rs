//! What the parts of a question with its answer are called.

use super::value::Value;

/// What a key is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::parse) enum Key {
    Question,
    Answer,
    /// What is said beside the answer.
    Details,
    /// Which group a pair says it is in.
    Section,
    /// What a group, or the whole, is called.
    Name,
    /// A list of pairs or groups.
    Group,
    /// Not read: numbers, tags, dates, people, states.
    Passed,
}

const NAMES: &[(Key, &[&str])] = &[
    (Key::Question, &["question", "q", "prompt", "query", "questions", "question_text", "ask", "frage"]),
    (
        Key::Answer,
        &[
            "answer", "a", "response", "reply", "answers", "answer_text", "text", "value", "content", "body",
            "antwort", "short_answer", "option",
        ],
    ),
    (
        Key::Details,
        &[
            "details", "detail", "comment", "comments", "note", "notes", "explanation", "justification",
            "remarks", "remark", "long_answer", "description", "additional_information",
        ],
    ),
    (
        Key::Section,
        &["section", "category", "topic", "domain", "area", "subsection", "subcategory", "chapter"],
    ),
    (Key::Name, &["title", "name", "heading", "label", "group"]),
    (
        Key::Group,
        &[
            "items", "entries", "faq", "faqs", "pairs", "data", "qa", "qas", "q_and_a", "list", "sections",
            "categories", "groups", "topics", "children", "records", "library", "questions",
        ],
    ),
    (
        Key::Passed,
        &[
            "id", "no", "number", "ref", "key", "uuid", "tags", "tag", "keywords", "labels", "version",
            "date", "updated", "created", "updated_at", "created_at", "owner", "author", "status", "source",
            "url", "link", "type", "lang", "language", "reviewed", "last_reviewed", "confidence", "order",
            "disclosure",
        ],
    ),
];

impl Key {
    /// What a key is for; none where it is not known.
    pub(in crate::parse) fn of(key: &str) -> Option<Self> {
        let mut plain = String::new();
        for c in key.trim().chars() {
            if c.is_uppercase() && plain.ends_with(char::is_lowercase) {
                plain.push('_');
            }
            plain.extend(if matches!(c, ' ' | '-') { '_' } else { c }.to_lowercase());
        }
        let named = NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(key, _)| *key);
        let passed = ["_by", "_at", "_on", "_id", "_date"].iter().any(|end| plain.ends_with(end));
        named.or(passed.then_some(Self::Passed))
    }
}

/// The question of an object that has one: under a key for it, or under its title where there is an answer.
pub(super) fn question(entries: &[(String, Value)]) -> Option<String> {
    let texts = |value: &Value| match value {
        Value::Text(text) => Some(text.clone()),
        // Several wordings of one question.
        Value::List(_) if !value.holds_values() => Some(value.texts().join(" / ")),
        _ => None,
    };
    let under = |wanted: Key| {
        entries
            .iter()
            .filter(move |(key, _)| Key::of(key) == Some(wanted))
            .find_map(|(_, value)| texts(value))
    };
    let answers = || {
        let said =
            |(key, value): &(String, Value)| Key::of(key) == Some(Key::Answer) && !value.holds_values();
        entries.iter().any(said)
    };
    under(Key::Question)
        .or_else(|| under(Key::Name).filter(|_| answers()))
        .filter(|text| !text.trim().is_empty())
}

/// The texts under keys of one kind, in order.
pub(super) fn all(entries: &[(String, Value)], wanted: Key) -> Vec<String> {
    let under = entries.iter().filter(|(key, _)| Key::of(key) == Some(wanted));
    under
        .flat_map(|(_, value)| value.texts())
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}

/// The first text under a key of one kind.
pub(super) fn text(entries: &[(String, Value)], wanted: Key) -> Option<String> {
    let mut under = entries.iter().filter(|(key, _)| Key::of(key) == Some(wanted));
    under.find_map(|(_, value)| match value {
        Value::Text(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        _ => None,
    })
}

/// `data_protection` as a heading says it.
pub(super) fn readable(key: &str) -> String {
    if key.contains(' ') || !key.contains(['_', '-']) {
        return key.to_owned();
    }
    let words = key.replace(['_', '-'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
