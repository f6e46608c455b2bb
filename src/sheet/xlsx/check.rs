//! The check of a filled copy before it is delivered: every part that holds no answer is the same compressed bytes,
//! no other cell changed, and each answer reads back, with our reader and with one that is not ours.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{DataRef, Reader as _, Xlsx};

use super::Parts;
use super::splice::Edits;
use crate::sheet::Fault;
use crate::sheet::legal::Stored;
use crate::sheet::package::{Changes, Package};
use crate::workbook::{Cell, CellKind, Position, Sheet, Workbook};

/// A copy, and what was done to it.
pub(super) struct Filled<'a> {
    pub bytes: &'a [u8],
    pub changes: &'a Changes,
    /// The answers, by sheet.
    pub edits: &'a BTreeMap<usize, Edits>,
}

/// An error where the copy is not the original with these answers; else what the user should know. The two readers
/// read at the same time, where there is room for a second thread.
pub(super) fn check(parts: &Parts, workbook: &Workbook, filled: &Filled) -> Result<Vec<String>, Fault> {
    std::thread::scope(|scope| {
        let theirs = || other_reader(parts, workbook, filled);
        let other = std::thread::Builder::new().spawn_scoped(scope, theirs);
        own_reader(parts, workbook, filled)?;
        match other {
            Ok(other) => {
                let broke_off = |_| Err(Fault::NotFilled("a second reader broke off".to_owned()));
                other.join().unwrap_or_else(broke_off)
            }
            Err(_) => theirs(),
        }
    })
}

fn own_reader(parts: &Parts, workbook: &Workbook, filled: &Filled) -> Result<(), Fault> {
    let copy = Package::open(filled.bytes.to_vec())?;
    parts.package.check_copy(&copy, filled.changes)?;
    let (_, again) = super::read(copy)?;
    if again.sheets.len() != workbook.sheets.len() {
        return Err(Fault::NotFilled("it does not have the same sheets".to_owned()));
    }
    let none = Edits::new();
    for (at, (before, after)) in workbook.sheets.iter().zip(&again.sheets).enumerate() {
        same_cells(before, after, filled.edits.get(&at).unwrap_or(&none))?;
    }
    Ok(())
}

/// Nothing but the answers changed in a sheet, and the answers are there, looking as their cells did.
fn same_cells(before: &Sheet, after: &Sheet, edits: &Edits) -> Result<(), Fault> {
    let wrong = |at: &Position, what: &str| Fault::NotFilled(format!("{}!{at}: {what}", before.name));
    if let Some(at) = after.cells.keys().find(|at| !before.cells.contains_key(at) && !edits.contains_key(at))
    {
        return Err(wrong(at, "a cell that was not there"));
    }
    for (at, cell) in &before.cells {
        let now = after.cells.get(at).ok_or_else(|| wrong(at, "the cell is gone"))?;
        let same = if edits.contains_key(at) { looks_alike(cell, now) } else { cell == now };
        if !same {
            return Err(wrong(at, "the cell is not as it was"));
        }
    }
    for (at, value) in edits {
        let cell = after.cells.get(at).ok_or_else(|| wrong(at, "the answer is not there"))?;
        let holds = match value {
            Stored::Text(text) => cell.kind == CellKind::Text && (cell.text == *text || cell.text.is_empty()),
            Stored::Number(_) => matches!(cell.kind, CellKind::Number | CellKind::Date),
            Stored::Bool(_) => cell.kind == CellKind::Bool,
        };
        if !holds {
            return Err(wrong(at, "the answer does not read back"));
        }
    }
    let same = before.merges[..] == after.merges[..]
        && before.hidden_rows == after.hidden_rows
        && before.hidden_columns == after.hidden_columns
        && before.protected == after.protected
        && before.rules.len() == after.rules.len();
    if same { Ok(()) } else { Err(Fault::NotFilled(format!("sheet “{}” is not as it was", before.name))) }
}

/// All but the value is the same.
fn looks_alike(before: &Cell, now: &Cell) -> bool {
    let look = |cell: &Cell| (cell.formula, cell.locked, cell.bold, cell.fill, cell.border);
    look(before) == look(now)
}

/// Reads the answers with calamine. Where it cannot read the original either, that is no fault of the copy.
fn other_reader(parts: &Parts, workbook: &Workbook, filled: &Filled) -> Result<Vec<String>, Fault> {
    let Err(fault) = answers_read_back(workbook, filled.bytes, filled.edits) else { return Ok(Vec::new()) };
    let blind = match fault {
        Trouble::Wrong(text) => return Err(Fault::NotFilled(text)),
        Trouble::Unreadable(text) => text,
    };
    let nothing = filled.edits.keys().map(|sheet| (*sheet, Edits::new())).collect();
    match answers_read_back(workbook, parts.package.whole(), &nothing) {
        Err(Trouble::Unreadable(_)) => Ok(vec![format!(
            "the second reader, which checks filled files, can read neither this file nor the original ({blind}); the \
             answers were checked with the first only"
        )]),
        _ => Err(Fault::NotFilled(blind)),
    }
}

enum Trouble {
    Wrong(String),
    Unreadable(String),
}

fn answers_read_back(
    workbook: &Workbook,
    bytes: &[u8],
    edits: &BTreeMap<usize, Edits>,
) -> Result<(), Trouble> {
    let unreadable = |e: calamine::XlsxError| Trouble::Unreadable(e.to_string());
    let mut reader = Xlsx::new(Cursor::new(bytes)).map_err(unreadable)?;
    for (sheet, edits) in edits {
        let name = &workbook.sheets[*sheet].name;
        let mut cells = reader.worksheet_cells_reader(name).map_err(unreadable)?;
        let mut left: BTreeMap<Position, &Stored> = edits.iter().map(|(at, value)| (*at, value)).collect();
        while let Some(cell) = cells.next_cell().map_err(unreadable)? {
            let (row, column) = cell.get_position();
            let at = Position::new(row + 1, column + 1);
            let Some(expected) = left.remove(&at) else { continue };
            if !holds(cell.get_value(), expected) {
                return Err(Trouble::Wrong(format!(
                    "{name}!{at}: a second reader finds another value there"
                )));
            }
        }
        if let Some(at) = left.keys().next() {
            return Err(Trouble::Wrong(format!("{name}!{at}: a second reader finds nothing there")));
        }
    }
    Ok(())
}

fn holds(found: &DataRef, expected: &Stored) -> bool {
    match (found, expected) {
        (DataRef::String(text), Stored::Text(wanted)) => text == wanted,
        (DataRef::SharedString(text), Stored::Text(wanted)) => text == wanted,
        (DataRef::Float(number), Stored::Number(wanted)) => number == wanted,
        (DataRef::Int(number), Stored::Number(wanted)) => *number as f64 == *wanted,
        (DataRef::DateTime(date), Stored::Number(wanted)) => date.as_f64() == *wanted,
        (DataRef::Bool(yes), Stored::Bool(wanted)) => yes == wanted,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    //! Copies that were tampered with must not pass. Only here can a copy be wrong on purpose.

    use super::*;
    use crate::sheet::xlsx;

    const SHEET: &str = "xl/worksheets/sheet1.xml";

    /// What the check says of a copy in which an answer was written to C3, and then a text of a part was replaced.
    fn tampered(part: &str, from: &str, to: &str) -> String {
        let bytes = std::fs::read("tests/fixtures/workbooks/macro.xlsm").expect("the fixture is there");
        let (parts, workbook) = xlsx::read(Package::open(bytes).expect("a package")).expect("a workbook");
        let sheet = parts.package.find(SHEET).expect("a sheet");
        let edits = BTreeMap::from([(
            0,
            Edits::from([("C3".parse().expect("a cell"), Stored::Text("Yes".to_owned()))]),
        )]);
        let text = parts.package.text(sheet).expect("text").text;
        let text = xlsx::splice::splice(&text, SHEET, &workbook.sheets[0], &edits[&0]).expect("spliced");
        let mut changes = Changes::default();
        changes.changed.insert(sheet, text.into_bytes());
        let mut actual = Changes { changed: changes.changed.clone(), added: Vec::new() };
        let at = parts.package.find(part).expect("a part");
        let before = match actual.changed.get(&at) {
            Some(bytes) => String::from_utf8(bytes.clone()).expect("text"),
            None => parts.package.text(at).expect("text").text,
        };
        assert!(before.contains(from), "{before}");
        actual.changed.insert(at, before.replacen(from, to, 1).into_bytes());
        let bytes = parts.package.with(&actual).expect("a copy");
        let filled = Filled { bytes: &bytes, changes: &changes, edits: &edits };
        check(&parts, &workbook, &filled).map_or_else(|fault| fault.to_string(), |_| "passed".to_owned())
    }

    #[test]
    fn tampered_copies_do_not_pass() {
        let found = [
            tampered(SHEET, "Yes", "Yes"),
            tampered(SHEET, "Yes", "No"),
            tampered(SHEET, "r=\"D3\"", "r=\"E3\""),
            tampered(SHEET, "<c r=\"D4\" s=\"2\"/>", ""),
            tampered(SHEET, "<c r=\"D4\" s=\"2\"/>", "<c r=\"D4\" s=\"0\"/>"),
            tampered(SHEET, "<mergeCell ref=\"B2:D2\"/>", ""),
            tampered("xl/styles.xml", "<b/>", ""),
        ];
        let why = |text: &str| format!("the filled copy did not pass its check and is not delivered: {text}");
        assert_eq!(found[0], "passed");
        assert_eq!(found[1], why("Clinic checklist!C3: the answer does not read back"));
        assert_eq!(found[2], why("Clinic checklist!E3: a cell that was not there"));
        assert_eq!(found[3], why("Clinic checklist!D4: the cell is gone"));
        assert_eq!(found[4], why("Clinic checklist!D4: the cell is not as it was"));
        assert_eq!(found[5], why("sheet “Clinic checklist” is not as it was"));
        assert_eq!(found[6], why("the part xl/styles.xml is not as it was"));
    }
}
