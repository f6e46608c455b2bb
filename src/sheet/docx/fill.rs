//! Answers into a Word document's own text, and the check of the copy.

use std::collections::BTreeMap;

use quick_xml::escape::partial_escape;

use super::{Blank, CheckBox, Document, Slot, read};
use crate::sheet::legal::{Stored, settle};
use crate::sheet::number::general;
use crate::sheet::package::{Changes, Package};
use crate::sheet::xml::{Patch, apply};
use crate::sheet::{CellAnswer, Fault, Filled, Marking, Refusal, marking};
use crate::workbook::{Position, Workbook};

/// A copy of the document with the answers in their places.
pub(in crate::sheet) fn fill(
    document: &Document,
    answers: &[CellAnswer],
    mark: &Marking,
) -> Result<Filled, Fault> {
    let mut plan = Plan::default();
    for answer in answers {
        if let Err(reason) = plan.add(document, answer) {
            plan.refused.push(Refusal { sheet: answer.sheet, at: answer.at, reason });
        }
    }
    let mut changes = Changes::default();
    if !plan.written.is_empty() {
        let mut text = document.text.clone();
        text.text = apply(&text.text, plan.patches);
        changes.changed.insert(document.part, text.into_bytes());
    }
    marking::mark(&document.package, mark, &mut changes)?;
    let bytes = if changes.is_empty() {
        document.package.whole().to_vec()
    } else {
        let bytes = document.package.with(&changes)?;
        check(document, &bytes, &changes, &plan.written)?;
        bytes
    };
    Ok(Filled {
        bytes,
        written: plan.written.into_keys().collect(),
        refused: plan.refused,
        parts_kept: document.package.parts.len() - changes.changed.len(),
        parts_changed: changes.names(&document.package),
        warnings: Vec::new(),
    })
}

/// What is expected to read back.
enum Expected {
    Text(String),
    /// The label of the box that is ticked.
    Ticked(String),
}

#[derive(Default)]
struct Plan {
    patches: Vec<Patch>,
    written: BTreeMap<(usize, Position), Expected>,
    refused: Vec<Refusal>,
}

impl Plan {
    fn add(&mut self, document: &Document, answer: &CellAnswer) -> Result<(), String> {
        let place = (answer.sheet, answer.at);
        let sheet = document.workbook.sheets.get(answer.sheet).ok_or("there is no such table")?;
        if self.written.contains_key(&place) {
            return Err("it has been given an answer already".to_owned());
        }
        let text = match settle(sheet, answer, false)? {
            Stored::Text(text) => text,
            Stored::Number(number) => general(number),
            Stored::Bool(yes) => (if yes { "X" } else { "" }).to_owned(),
        };
        let expected = match document.slots.get(&place).ok_or("there is no such place in the document")? {
            Slot::Closed(why) => return Err(why.clone()),
            Slot::Paragraphs(blank) => {
                self.patches.push(written(blank, &text));
                Expected::Text(text)
            }
            Slot::Control { first, blank } => {
                self.patches.extend(first.iter().cloned());
                self.patches.push(written(blank, &text));
                Expected::Text(text)
            }
            Slot::Boxes(boxes) => {
                let check = chosen(boxes, &text)?;
                self.patches.extend(check.tick.iter().cloned());
                Expected::Ticked(check.label.clone())
            }
        };
        self.written.insert(place, expected);
        Ok(())
    }
}

/// The box with this label; a lone box without one takes any mark.
fn chosen<'a>(boxes: &'a [CheckBox], text: &str) -> Result<&'a CheckBox, String> {
    if let Some(ticked) = boxes.iter().find(|check| check.ticked) {
        return Err(format!("“{}” is ticked already", ticked.label));
    }
    match boxes {
        [lone] if lone.label.is_empty() && !text.is_empty() => Ok(lone),
        _ => boxes
            .iter()
            .find(|check| check.label == text)
            .ok_or_else(|| format!("there is no box labelled “{text}”")),
    }
}

/// Text as runs; a line feed is a break.
fn written(blank: &Blank, text: &str) -> Patch {
    let Blank { range, before, prefix, run_properties, after } = blank;
    let lines: Vec<String> = text
        .split('\n')
        .map(|line| format!("<{prefix}t xml:space=\"preserve\">{}</{prefix}t>", partial_escape(line)))
        .collect();
    let lines = lines.join(&format!("<{prefix}br/>"));
    (range.clone(), format!("{before}<{prefix}r>{run_properties}{lines}</{prefix}r>{after}"))
}

/// Every other part is the same bytes, every other place the same text, and each answer reads back.
fn check(
    document: &Document,
    bytes: &[u8],
    changes: &Changes,
    answers: &BTreeMap<(usize, Position), Expected>,
) -> Result<(), Fault> {
    let copy = Package::open(bytes.to_vec())?;
    document.package.check_copy(&copy, changes)?;
    let text = copy.text(document.part)?;
    let (again, slots) = read::grid(&text.text, &copy.parts[document.part].name, false)?;
    let wrong = |at: Position, what: &str| Fault::NotFilled(format!("{at}: {what}"));
    for (sheet, (before, after)) in document.workbook.sheets.iter().zip(&again.sheets).enumerate() {
        let cells = before.cells.iter().filter(|(at, _)| !answers.contains_key(&(sheet, **at)));
        for (at, cell) in cells {
            if after.text(*at) != cell.text {
                return Err(wrong(*at, "the text is not as it was"));
            }
        }
        if before.cells.len() != after.cells.len() {
            return Err(wrong(Position::new(1, 1), "the table does not have the same cells"));
        }
    }
    for (place, expected) in answers {
        let there = match (expected, slots.get(place)) {
            (Expected::Text(text), _) => holds(&again, *place, text),
            (Expected::Ticked(label), Some(Slot::Boxes(boxes))) => {
                boxes.iter().any(|check| check.label == *label && check.ticked)
            }
            (Expected::Ticked(_), _) => false,
        };
        if !there {
            return Err(wrong(place.1, "the answer does not read back"));
        }
    }
    Ok(())
}

fn holds(again: &Workbook, (sheet, at): (usize, Position), text: &str) -> bool {
    let found = again.sheets.get(sheet).map_or("", |sheet| sheet.text(at));
    found.contains(text.trim_end_matches('\n'))
}
