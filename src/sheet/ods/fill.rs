//! Answers into `content.xml`: only the rows that take one are taken apart, only their cells change.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::ops::Range;

use calamine::{Data, Ods, Reader as _};
use quick_xml::escape::{escape, partial_escape};

use super::Spreadsheet;
use super::read::{grid, repeated};
use crate::sheet::legal::{Stored, settle};
use crate::sheet::number::general;
use crate::sheet::package::{Changes, Package};
use crate::sheet::xml::{Patch, Tag, Xml, apply, retagged};
use crate::sheet::{CellAnswer, Fault, Filled, Marking, Refusal};
use crate::workbook::{Position, Sheet};

const PART: &str = "content.xml";
/// What belongs to a cell's old value.
const VALUE: [&str; 9] = [
    "value-type", "value", "date-value", "time-value", "boolean-value", "string-value", "currency",
    "formula", "number-columns-repeated",
];

type Edits = BTreeMap<Position, Stored>;

/// A copy of the spreadsheet with the answers in their cells.
pub(in crate::sheet) fn fill(
    original: &Spreadsheet,
    answers: &[CellAnswer],
    marking: &Marking,
) -> Result<Filled, Fault> {
    let mut edits: BTreeMap<usize, Edits> = BTreeMap::new();
    let mut refused = Vec::new();
    let mut warnings = Vec::new();
    for answer in answers {
        let given = edits.get(&answer.sheet).is_some_and(|edits| edits.contains_key(&answer.at));
        let settled = match original.workbook.sheets.get(answer.sheet) {
            None => Err("there is no such sheet".to_owned()),
            Some(_) if given => Err("it has been given an answer already".to_owned()),
            Some(sheet) => settle(sheet, answer, false),
        };
        match settled {
            Ok(value) => {
                edits.entry(answer.sheet).or_default().insert(answer.at, value);
            }
            Err(reason) => refused.push(Refusal { sheet: answer.sheet, at: answer.at, reason }),
        }
    }
    let mut changes = Changes::default();
    if !edits.is_empty() {
        let mut text = original.text.clone();
        text.text = spliced(&text.text, &edits)?;
        changes.changed.insert(original.part, text.into_bytes());
        if original.workbook.sheets.iter().any(|sheet| sheet.cells.values().any(|cell| cell.formula)) {
            warnings.push("formulas show new results once the file is calculated (Ctrl+Shift+F9)".to_owned());
        }
    }
    mark(&original.package, marking, &mut changes)?;
    let bytes = if changes.is_empty() {
        original.package.whole().to_vec()
    } else {
        let bytes = original.package.with(&changes)?;
        warnings.extend(check(original, &bytes, &changes, &edits)?);
        bytes
    };
    Ok(Filled {
        bytes,
        written: edits.iter().flat_map(|(sheet, edits)| edits.keys().map(|at| (*sheet, *at))).collect(),
        refused,
        parts_kept: original.package.parts.len() - changes.changed.len(),
        parts_changed: changes.names(&original.package),
        warnings,
    })
}

/// Puts the marking into `meta.xml` as a property of the user's own.
fn mark(package: &Package, marking: &Marking, changes: &mut Changes) -> Result<(), Fault> {
    let (Some(value), Some(part)) = (marking.property(), package.find("meta.xml")) else { return Ok(()) };
    let mut text = package.text(part)?;
    let new = format!(
        "<meta:user-defined xmlns:meta=\"urn:oasis:names:tc:opendocument:xmlns:meta:1.0\" meta:name=\"Countersign\">{}\
         </meta:user-defined>",
        escape(&value)
    );
    let mut patch = None;
    {
        let mut xml = Xml::new(&text.text, "meta.xml");
        xml.child()?;
        while let Some(tag) = xml.child()? {
            if tag.local() != "meta" {
                xml.skip()?;
                continue;
            }
            loop {
                match xml.child_or_end()? {
                    Ok(tag) => {
                        let ours = tag.attr("name").as_deref() == Some("Countersign");
                        let start = tag.range.start;
                        let end = xml.skip()?;
                        if ours {
                            patch = Some((start..end, new.clone()));
                        }
                    }
                    Err(end) => {
                        patch =
                            patch.or_else(|| (!end.is_empty()).then(|| (end.start..end.start, new.clone())));
                        break;
                    }
                }
            }
        }
    }
    if let Some(patch) = patch {
        text.text = apply(&text.text, vec![patch]);
        changes.changed.insert(part, text.into_bytes());
    }
    Ok(())
}

fn spliced(text: &str, edits: &BTreeMap<usize, Edits>) -> Result<String, Fault> {
    let mut patches = Vec::new();
    let mut xml = Xml::new(text, PART);
    let mut sheet = 0;
    xml.child()?;
    while let Some(tag) = xml.child()? {
        if tag.local() != "body" {
            xml.skip()?;
            continue;
        }
        while xml.child()?.is_some() {
            while let Some(tag) = xml.child()? {
                if tag.local() != "table" {
                    xml.skip()?;
                    continue;
                }
                match edits.get(&sheet) {
                    None => drop(xml.skip()?),
                    Some(edits) => {
                        let prefix = tag.prefix().to_owned();
                        let mut splicing =
                            Splicing { text, edits, next_row: 1, patches: &mut patches, prefix };
                        let end = splicing.rows(&mut xml)?;
                        splicing.append(end);
                    }
                }
                sheet += 1;
            }
        }
    }
    Ok(apply(text, patches))
}

struct Splicing<'a> {
    text: &'a str,
    edits: &'a Edits,
    next_row: u32,
    patches: &'a mut Vec<Patch>,
    prefix: String,
}

/// A row's cell: its place in the text, its start tag split for rewriting, how often it stands.
struct CellSpot {
    range: Range<usize>,
    count: u32,
    /// Start tags: one that keeps the value, without the count; one without both. Neither is closed.
    same: String,
    anew: String,
    /// What follows the start tag, the end tag included.
    inside: String,
    /// Comments and drawings, which stay.
    kept: String,
    close: String,
}

impl Splicing<'_> {
    /// Goes through the rows of a table or group; gives the place where they end.
    fn rows(&mut self, xml: &mut Xml) -> Result<usize, Fault> {
        loop {
            let tag = match xml.child_or_end()? {
                Ok(tag) => tag,
                Err(end) => return Ok(end.start),
            };
            match tag.local() {
                "table-row" => self.row(xml, &tag)?,
                "table-rows" | "table-header-rows" | "table-row-group" => drop(self.rows(xml)?),
                _ => drop(xml.skip()?),
            }
        }
    }

    fn row(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Fault> {
        let count = repeated(tag, "number-rows-repeated");
        let first = self.next_row;
        self.next_row = first.saturating_add(count);
        let last = self.next_row.min(Position::LAST_ROW + 1);
        let range = Position::new(first, 1)..Position::new(last, 1);
        if first >= last || self.edits.range(range.clone()).next().is_none() {
            return xml.skip().map(drop);
        }
        let mut cells = Vec::new();
        while let Some(cell) = xml.child()? {
            cells.push(self.cell(xml, &cell)?);
        }
        let open = retagged(tag, &["number-rows-repeated"], &[], "");
        let close = format!("</{}>", tag.qualified());
        let raw: String = cells.iter().map(|cell| &self.text[cell.range.clone()]).collect();
        let mut out = String::new();
        let mut done = first;
        let mut by_row: BTreeMap<u32, Vec<(u32, &Stored)>> = BTreeMap::new();
        for (at, value) in self.edits.range(range) {
            by_row.entry(at.row.0).or_default().push((at.column.0, value));
        }
        for (row, edits) in by_row {
            out.push_str(&self.same_rows(&open, &raw, &close, row - done));
            out.push_str(&format!("{open}>{}{close}", self.edited(&cells, &edits)));
            done = row + 1;
        }
        out.push_str(&self.same_rows(&open, &raw, &close, first.saturating_add(count) - done));
        self.patches.push((tag.range.start..xml.at(), out));
        Ok(())
    }

    fn same_rows(&self, open: &str, raw: &str, close: &str, count: u32) -> String {
        match count {
            0 => String::new(),
            1 => format!("{open}>{raw}{close}"),
            _ => format!("{open} {}number-rows-repeated=\"{count}\">{raw}{close}", self.prefix),
        }
    }

    fn cell(&self, xml: &mut Xml, tag: &Tag) -> Result<CellSpot, Fault> {
        let mut kept = String::new();
        while let Some(inner) = xml.child()? {
            let text = matches!(inner.local(), "p" | "h");
            let start = inner.range.start;
            let end = xml.skip()?;
            if !text {
                kept.push_str(&self.text[start..end]);
            }
        }
        let close = format!("</{}>", tag.qualified());
        let inside = &self.text[tag.range.end..xml.at()];
        Ok(CellSpot {
            range: tag.range.start..xml.at(),
            count: repeated(tag, "number-columns-repeated"),
            same: retagged(tag, &["number-columns-repeated"], &[], ""),
            anew: retagged(tag, &VALUE, &[], ""),
            inside: if inside.is_empty() { close.clone() } else { inside.to_owned() },
            kept,
            close,
        })
    }

    fn edited(&self, cells: &[CellSpot], edits: &[(u32, &Stored)]) -> String {
        let mut out = String::new();
        let mut column = 1u32;
        let mut left = edits.iter().peekable();
        for cell in cells {
            let end = column.saturating_add(cell.count);
            let mut done = column;
            if left.peek().is_none_or(|(at, _)| *at >= end) {
                out.push_str(&self.text[cell.range.clone()]);
                column = end;
                continue;
            }
            while let Some((at, value)) = left.next_if(|(at, _)| *at < end) {
                out.push_str(&self.same_cells(cell, at - done));
                out.push_str(&format!("{}{}{}{}", cell.anew, valued(value), cell.kept, cell.close));
                done = at + 1;
            }
            out.push_str(&self.same_cells(cell, end - done));
            column = end;
        }
        let prefix = &self.prefix;
        for (at, value) in left {
            out.push_str(&self.gap(at - column));
            out.push_str(&format!("<{prefix}table-cell{}</{prefix}table-cell>", valued(value)));
            column = at + 1;
        }
        out
    }

    fn same_cells(&self, cell: &CellSpot, count: u32) -> String {
        match count {
            0 => String::new(),
            1 => format!("{}>{}", cell.same, cell.inside),
            _ => format!("{} {}number-columns-repeated=\"{count}\">{}", cell.same, self.prefix, cell.inside),
        }
    }

    fn gap(&self, count: u32) -> String {
        let prefix = &self.prefix;
        match count {
            0 => String::new(),
            _ => format!("<{prefix}table-cell {prefix}number-columns-repeated=\"{count}\"/>"),
        }
    }

    /// Rows behind the table's last.
    fn append(&mut self, end: usize) {
        let mut by_row: BTreeMap<u32, Vec<(u32, &Stored)>> = BTreeMap::new();
        for (at, value) in self.edits.range(Position::new(self.next_row, 1)..) {
            by_row.entry(at.row.0).or_default().push((at.column.0, value));
        }
        let prefix = self.prefix.clone();
        let mut out = String::new();
        for (row, edits) in by_row {
            if row > self.next_row {
                let count = row - self.next_row;
                out.push_str(&format!("<{prefix}table-row {prefix}number-rows-repeated=\"{count}\"><{prefix}table-cell/></{prefix}table-row>"));
            }
            out.push_str(&format!("<{prefix}table-row>{}</{prefix}table-row>", self.edited(&[], &edits)));
            self.next_row = row + 1;
        }
        if !out.is_empty() {
            self.patches.push((end..end, out));
        }
    }
}

/// The rest of a start tag that names the value, and the paragraphs that show it.
fn valued(value: &Stored) -> String {
    match value {
        Stored::Number(number) => {
            format!(
                " office:value-type=\"float\" office:value=\"{number}\"><text:p>{}</text:p>",
                general(*number)
            )
        }
        Stored::Bool(yes) => {
            let shown = if *yes { "TRUE" } else { "FALSE" };
            format!(" office:value-type=\"boolean\" office:boolean-value=\"{yes}\"><text:p>{shown}</text:p>")
        }
        Stored::Text(text) => {
            let lines: String =
                text.split('\n').map(|line| format!("<text:p>{}</text:p>", spelt(line))).collect();
            format!(" office:value-type=\"string\">{lines}")
        }
    }
}

/// A line whose spaces and tabs survive.
fn spelt(line: &str) -> String {
    let mut out = String::new();
    let mut before = ' ';
    for c in line.chars() {
        match c {
            ' ' if before == ' ' => out.push_str("<text:s/>"),
            '\t' => out.push_str("<text:tab/>"),
            c => out.push_str(&partial_escape(c.to_string())),
        }
        before = if c == '\t' { ' ' } else { c };
    }
    match out.strip_suffix(' ') {
        Some(start) => format!("{start}<text:s/>"),
        None => out,
    }
}

fn check(
    original: &Spreadsheet,
    bytes: &[u8],
    changes: &Changes,
    edits: &BTreeMap<usize, Edits>,
) -> Result<Vec<String>, Fault> {
    let copy = Package::open(bytes.to_vec())?;
    original.package.check_copy(&copy, changes)?;
    let styles = copy.find("styles.xml").map(|part| copy.text(part)).transpose()?;
    let text = copy.text(original.part)?.text;
    let again = grid(&text, styles.as_ref().map_or("", |styles| &styles.text))?;
    let none = Edits::new();
    for (at, (before, after)) in original.workbook.sheets.iter().zip(&again.sheets).enumerate() {
        same_cells(before, after, edits.get(&at).unwrap_or(&none))?;
    }
    other_reader(original, bytes, edits)
}

fn same_cells(before: &Sheet, after: &Sheet, edits: &Edits) -> Result<(), Fault> {
    let wrong = |at: &Position| Fault::NotFilled(format!("{}!{at} is not what it should be", before.name));
    for (at, cell) in before.cells.iter().filter(|(at, _)| !edits.contains_key(at)) {
        if after.cells.get(at).is_none_or(|now| now != cell) {
            return Err(wrong(at));
        }
    }
    if let Some(at) = after.cells.keys().find(|at| !before.cells.contains_key(at) && !edits.contains_key(at))
    {
        // A repeated run of empty cells too long to be kept is kept once it is cut by an answer.
        if !after.text(*at).is_empty() {
            return Err(wrong(at));
        }
    }
    match edits.iter().find(|(at, value)| after.text(**at) != shown(value)) {
        Some((at, _)) => Err(wrong(at)),
        None => Ok(()),
    }
}

fn shown(value: &Stored) -> String {
    match value {
        Stored::Text(text) => text.clone(),
        Stored::Number(number) => general(*number),
        Stored::Bool(yes) => (if *yes { "TRUE" } else { "FALSE" }).to_owned(),
    }
}

/// Reads the answers with calamine; a file that it could not read before either is no fault of the copy.
fn other_reader(
    original: &Spreadsheet,
    bytes: &[u8],
    edits: &BTreeMap<usize, Edits>,
) -> Result<Vec<String>, Fault> {
    let mut reader = match Ods::new(Cursor::new(bytes)) {
        Ok(reader) => reader,
        Err(error) if Ods::new(Cursor::new(original.package.whole())).is_err() => {
            return Ok(vec![format!(
                "a second reader can read neither this file nor the original ({error})"
            )]);
        }
        Err(error) => return Err(Fault::NotFilled(error.to_string())),
    };
    for (sheet, edits) in edits {
        let name = &original.workbook.sheets[*sheet].name;
        let range = reader.worksheet_range(name).map_err(|e| Fault::NotFilled(e.to_string()))?;
        for (at, value) in edits {
            let found = range.get_value((at.row.0 - 1, at.column.0 - 1));
            let holds = match (found, value) {
                (Some(Data::String(found)), Stored::Text(text)) => found == text,
                (Some(Data::Float(found)), Stored::Number(number)) => found == number,
                (Some(Data::Bool(found)), Stored::Bool(yes)) => found == yes,
                _ => false,
            };
            if !holds {
                return Err(Fault::NotFilled(format!("{name}!{at}: a second reader finds {found:?} there")));
            }
        }
    }
    Ok(Vec::new())
}
