//! What may be written into a cell: its place must take an answer, and its value must obey the customer's rule.
//! The same for every format.

use super::number::{day_number, general};
use super::{CellAnswer, Value};
use crate::workbook::{Accepts, MOST_UNITS, Position, Sheet};

/// A value in the form in which it is written.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Stored {
    Text(String),
    Number(f64),
    Bool(bool),
}

/// The value as it is to be written, or why it must not be.
pub(super) fn settle(sheet: &Sheet, answer: &CellAnswer, since_1904: bool) -> Result<Stored, String> {
    place(sheet, answer.at)?;
    let value = clean(&answer.value)?;
    let Some(rule) = sheet.rule_at(answer.at).filter(|rule| !rule.lenient) else {
        return Ok(value);
    };
    obeying(&rule.accepts, value, since_1904)
}

/// Whether the place takes an answer at all.
fn place(sheet: &Sheet, at: Position) -> Result<(), String> {
    let rows = 1..=Position::LAST_ROW;
    if !rows.contains(&at.row.0) || !(1..=Position::LAST_COLUMN).contains(&at.column.0) {
        return Err("there is no such cell; the last one is XFD1048576".to_owned());
    }
    let cell = sheet.cells.get(&at);
    if let Some(merge) = sheet.merge_at(at) {
        if merge.first != at {
            return Err(format!(
                "it lies inside the merged cells {merge}; the answer belongs in {}",
                merge.first
            ));
        }
        if cell.is_some_and(|cell| cell.bold && !cell.text.is_empty()) {
            return Err(format!("the merged cells {merge} hold a heading"));
        }
    }
    if sheet.table_headers.iter().any(|area| area.contains(at)) {
        return Err("it is the header of a table, which must keep its text".to_owned());
    }
    if sheet.is_computed(at) {
        return Err("a formula fills it".to_owned());
    }
    if sheet.refuses_answer(at) {
        return Err("it is locked, and the sheet is protected".to_owned());
    }
    Ok(())
}

/// A value without what no cell can hold: control characters go, every line end is a line feed.
fn clean(value: &Value) -> Result<Stored, String> {
    match value {
        Value::Bool(yes) => Ok(Stored::Bool(*yes)),
        Value::Number(number) if number.is_finite() => Ok(Stored::Number(*number)),
        Value::Number(_) => Err("it is not a finite number".to_owned()),
        Value::Text(text) => {
            let text: String = text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(legal).collect();
            let units = text.encode_utf16().count();
            if text.is_empty() {
                Err("the answer is empty".to_owned())
            } else if units > MOST_UNITS {
                Err(format!("the answer has {units} characters, and a cell holds {MOST_UNITS}; shorten it"))
            } else {
                Ok(Stored::Text(text))
            }
        }
    }
}

/// XML 1.0, 2.2: the characters that a document may hold.
fn legal(c: &char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..)
}

fn obeying(accepts: &Accepts, value: Stored, since_1904: bool) -> Result<Stored, String> {
    match accepts {
        // What a formula lets through is for the customer's program to say; what cannot be checked is not written.
        Accepts::Custom(formula) => {
            Err(format!("the cell's rule is a formula ({formula}), which is not reckoned here"))
        }
        Accepts::List(options) => option(options, &value),
        Accepts::Whole { least, most } => {
            let number = number(&value).filter(|n| n.fract() == 0.0);
            number
                .filter(|n| within(*n, *least, *most))
                .map(Stored::Number)
                .ok_or_else(|| format!("the cell takes a whole number{}", bounds(*least, *most)))
        }
        Accepts::Decimal { least, most } => number(&value)
            .filter(|n| within(*n, *least, *most))
            .map(Stored::Number)
            .ok_or_else(|| format!("the cell takes a number{}", bounds(*least, *most))),
        Accepts::Length { least, most } => {
            let units = shown(&value).encode_utf16().count();
            if within(units as f64, *least, *most) {
                Ok(value)
            } else {
                Err(format!(
                    "the answer has {units} characters, and the cell takes text{}",
                    bounds(*least, *most)
                ))
            }
        }
        Accepts::Date => {
            dated(&value, since_1904).ok_or_else(|| "the cell takes a date (2026-01-31)".to_owned())
        }
        Accepts::Time => timed(&value).ok_or_else(|| "the cell takes a time of day (09:30)".to_owned()),
    }
}

/// One of the list, in its own spelling. A program that takes an option that is a number enters a number.
fn option(options: &[String], value: &Stored) -> Result<Stored, String> {
    if options.is_empty() {
        return Err("the cell takes one of a list, and the list could not be found".to_owned());
    }
    let wanted = shown(value);
    if !options.contains(&wanted) {
        let some: Vec<&str> = options.iter().take(8).map(String::as_str).collect();
        let more = if options.len() > 8 { ", …" } else { "" };
        return Err(format!(
            "“{}” is not one of the cell's list ({}{more})",
            short(&wanted),
            some.join(", ")
        ));
    }
    Ok(match wanted.parse::<f64>() {
        Ok(number) if number.is_finite() && general(number) == wanted => Stored::Number(number),
        _ => Stored::Text(wanted),
    })
}

fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn shown(value: &Stored) -> String {
    match value {
        Stored::Text(text) => text.clone(),
        Stored::Number(number) => general(*number),
        Stored::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }).to_owned(),
    }
}

fn number(value: &Stored) -> Option<f64> {
    match value {
        Stored::Number(number) => Some(*number),
        Stored::Text(text) => text.trim().parse().ok().filter(|number: &f64| number.is_finite()),
        Stored::Bool(_) => None,
    }
}

fn within(number: f64, least: Option<f64>, most: Option<f64>) -> bool {
    least.is_none_or(|least| number >= least) && most.is_none_or(|most| number <= most)
}

/// A bound that is no short number stands for one that is itself excluded.
fn bounds(least: Option<f64>, most: Option<f64>) -> String {
    let bound = |number: f64, included: &str, excluded: &str| {
        let shown = general(number);
        let exact = shown.parse() == Ok(number);
        format!(" {} {shown}", if exact { included } else { excluded })
    };
    match (least, most) {
        (Some(least), Some(most)) => format!(" from {} to {}", general(least), general(most)),
        (Some(least), None) => bound(least, "of at least", "above"),
        (None, Some(most)) => bound(most, "of at most", "below"),
        (None, None) => String::new(),
    }
}

fn dated(value: &Stored, since_1904: bool) -> Option<Stored> {
    match value {
        Stored::Number(_) => Some(value.clone()),
        Stored::Text(text) => day_number(text, since_1904).map(Stored::Number),
        Stored::Bool(_) => None,
    }
}

fn timed(value: &Stored) -> Option<Stored> {
    match value {
        Stored::Number(number) if (0.0..1.0).contains(number) => Some(value.clone()),
        Stored::Text(text) => {
            let (hours, minutes) = text.trim().split_once(':')?;
            let (hours, minutes) = (hours.parse::<u32>().ok()?, minutes.parse::<u32>().ok()?);
            let valid = hours < 24 && minutes < 60;
            valid.then(|| Stored::Number(f64::from(hours * 60 + minutes) / 1440.0))
        }
        Stored::Number(_) | Stored::Bool(_) => None,
    }
}
