//! YAML to values, from the parser's events. Aliases are followed up to a limit, so that a few lines cannot become millions.

use std::collections::BTreeMap;

use saphyr_parser::{Event, Parser, ScalarStyle};

use super::value::Value;

/// Values that a file may come to with its aliases followed, counted anew at each alias.
const MOST: usize = 1_000_000;
/// Lists and maps in each other.
const DEEPEST: usize = 100;

/// Reads YAML; several documents in one file are a list. Or says where it is not YAML.
pub(super) fn read(text: &str) -> Result<Value, String> {
    let mut reader = Reader::default();
    for event in Parser::new_from_str(text) {
        let (event, _) = event.map_err(|error| {
            let at = error.marker();
            format!(
                "this is no YAML: {} at line {} column {}. Correct it there",
                error.info(),
                at.line(),
                at.col() + 1
            )
        })?;
        reader.take(event)?;
    }
    Ok(match reader.documents.len() {
        1 => reader.documents.remove(0),
        _ => Value::List(reader.documents),
    })
}

#[derive(Default)]
struct Reader {
    documents: Vec<Value>,
    open: Vec<Open>,
    /// What anchors stand for, with the number of values in it.
    anchors: BTreeMap<usize, (Value, usize)>,
    count: usize,
}

/// A list or a map that is not closed.
struct Open {
    anchor: usize,
    /// The values so far; of a map, keys and values in turn.
    values: Vec<Value>,
    map: bool,
    began: usize,
}

impl Reader {
    fn take(&mut self, event: Event) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let plain = style == ScalarStyle::Plain;
                self.add(scalar(&text, plain), anchor, 1)
            }
            Event::SequenceStart(anchor, _) => self.start(anchor, false),
            Event::MappingStart(anchor, _) => self.start(anchor, true),
            Event::SequenceEnd | Event::MappingEnd => self.end(),
            Event::Alias(anchor) => {
                let (value, count) = self.anchors.get(&anchor).cloned().unwrap_or((Value::Nothing, 1));
                self.add(value, 0, count)
            }
            _ => Ok(()),
        }
    }

    fn start(&mut self, anchor: usize, map: bool) -> Result<(), String> {
        if self.open.len() >= DEEPEST {
            return Err(format!(
                "lists and maps are nested more than {DEEPEST} deep. Write the questions as one list"
            ));
        }
        self.open.push(Open { anchor, values: Vec::new(), map, began: self.count });
        Ok(())
    }

    fn end(&mut self) -> Result<(), String> {
        let Some(open) = self.open.pop() else { return Ok(()) };
        let value = if open.map { Value::Map(entries(open.values)) } else { Value::List(open.values) };
        let count = self.count - open.began;
        self.count = open.began;
        self.add(value, open.anchor, count + 1)
    }

    /// Adds a value that counts as so many. What an alias would make too large is not copied.
    fn add(&mut self, value: Value, anchor: usize, count: usize) -> Result<(), String> {
        self.count += count;
        if self.count > MOST {
            return Err(format!(
                "with its aliases followed this file has more than {MOST} values; it may be made to do harm. Write the \
                 questions out"
            ));
        }
        if anchor > 0 {
            self.anchors.insert(anchor, (value.clone(), count));
        }
        match self.open.last_mut() {
            Some(open) => open.values.push(value),
            None => self.documents.push(value),
        }
        Ok(())
    }
}

/// What a scalar says; a plain truth value as people answer, as written in YAML 1.2 only.
fn scalar(text: &str, plain: bool) -> Value {
    match text {
        "" | "~" | "null" | "Null" | "NULL" if plain => Value::Nothing,
        "true" | "True" | "TRUE" if plain => Value::truth(true),
        "false" | "False" | "FALSE" if plain => Value::truth(false),
        _ => Value::Text(text.to_owned()),
    }
}

fn entries(values: Vec<Value>) -> Vec<(String, Value)> {
    let mut values = values.into_iter();
    let mut entries = Vec::new();
    while let (Some(key), Some(value)) = (values.next(), values.next()) {
        entries.push((key.texts().join(" "), value));
    }
    entries
}
