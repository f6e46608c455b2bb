//! Answers spliced into the text of a sheet part at the reader's own positions. Whatever is no answer keeps its
//! bytes: nothing is parsed and written again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::strings::escape_at;
use super::worksheet::column_of;
use crate::sheet::Fault;
use crate::sheet::legal::Stored;
use crate::sheet::xml::{Patch, Tag, Xml, apply, retagged};
use crate::workbook::{Area, Position, Sheet};

/// What is to stand where.
pub(super) type Edits = BTreeMap<Position, Stored>;

/// The sheet part's text with these cells written.
pub(super) fn splice(text: &str, part: &str, sheet: &Sheet, edits: &Edits) -> Result<String, Fault> {
    let map = Map::of(text, part, edits)?;
    let mut patches = Vec::new();
    map.dimension(edits, &mut patches);
    map.cells(sheet, edits, &mut patches);
    Ok(apply(text, patches))
}

/// Where things are in a sheet part.
struct Map {
    /// The `sheetData` start tag, and where its content ends.
    data: Spot,
    dimension: Option<(Range<usize>, Area, [String; 2])>,
    /// In the file's order.
    rows: Vec<RowSpot>,
    /// Styles of `cols`: first column, last column, style.
    columns: Vec<(u32, u32, usize)>,
    /// For each edited column, the style of every cell in it, by row.
    styles: BTreeMap<u32, BTreeMap<u32, usize>>,
}

/// An element that has content.
struct Spot {
    /// The start tag's place.
    tag: Range<usize>,
    /// The start tag as it would be with content, and the end tag.
    open: String,
    close: String,
    /// Where the content ends; the end of the start tag for `<a/>`.
    end: usize,
    empty: bool,
}

struct RowSpot {
    number: u32,
    spot: Spot,
    /// The tag must be written again: its `spans` no longer fit.
    retag: bool,
    style: Option<usize>,
    cells: Vec<CellSpot>,
}

struct CellSpot {
    column: u32,
    range: Range<usize>,
    /// The start tag without what belongs to the old value; not closed.
    open: String,
}

impl Spot {
    fn of(text: &str, tag: &Tag, without: &[&str]) -> Self {
        Self {
            tag: tag.range.clone(),
            open: retagged(tag, without, &[], ">"),
            close: format!("</{}>", tag.qualified()),
            end: tag.range.end,
            empty: text[tag.range.clone()].ends_with("/>"),
        }
    }
}

impl Map {
    fn of(text: &str, part: &str, edits: &Edits) -> Result<Self, Fault> {
        let mut mapping = Mapping {
            text,
            edited_rows: edits.keys().map(|at| at.row.0).collect(),
            dimension: None,
            rows: Vec::new(),
            columns: Vec::new(),
            styles: edits.keys().map(|at| (at.column.0, BTreeMap::new())).collect(),
        };
        let mut xml = Xml::new(text, part);
        let mut data = None;
        xml.child()?;
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "sheetData" if data.is_none() => {
                    let mut spot = Spot::of(text, &tag, &[]);
                    spot.end = mapping.rows(&mut xml, edits)?;
                    data = Some(spot);
                }
                "cols" => mapping.columns(&mut xml)?,
                "dimension" => {
                    let area = tag.attr("ref").and_then(|area| area.parse().ok());
                    let open = retagged(&tag, &["ref"], &[], "");
                    let end = if text[tag.range.clone()].ends_with("/>") { "/>" } else { ">" };
                    mapping.dimension = area.map(|area| (tag.range.clone(), area, [open, end.to_owned()]));
                    xml.skip()?;
                }
                _ => drop(xml.skip()?),
            }
        }
        let data = data.ok_or_else(|| Fault::damaged(part, "it has no sheetData"))?;
        let Mapping { dimension, rows, columns, styles, .. } = mapping;
        Ok(Self { data, dimension, rows, columns, styles })
    }

    /// Extends `dimension` to what is written.
    fn dimension(&self, edits: &Edits, patches: &mut Vec<Patch>) {
        let Some((range, area, [open, end])) = &self.dimension else { return };
        let mut wanted = *area;
        for at in edits.keys() {
            wanted.first =
                Position { row: wanted.first.row.min(at.row), column: wanted.first.column.min(at.column) };
            wanted.last =
                Position { row: wanted.last.row.max(at.row), column: wanted.last.column.max(at.column) };
        }
        if wanted != *area {
            patches.push((range.clone(), format!("{open} ref=\"{wanted}\"{end}")));
        }
    }

    fn cells(&self, sheet: &Sheet, edits: &Edits, patches: &mut Vec<Patch>) {
        let mut by_row: BTreeMap<u32, Vec<(Position, &Stored)>> = BTreeMap::new();
        for (at, value) in edits {
            by_row.entry(at.row.0).or_default().push((*at, value));
        }
        for row in &self.rows {
            if let Some(cells) = by_row.remove(&row.number) {
                self.existing_row(row, sheet, &cells, patches);
            }
        }
        let prefix = prefix_of(&self.data.close);
        let mut new_rows = String::new();
        for (number, cells) in by_row {
            let written: String =
                cells.iter().map(|(at, value)| self.new_cell(prefix, None, sheet, *at, value)).collect();
            let row = format!("<{prefix}row r=\"{number}\">{written}</{prefix}row>");
            match self.rows.iter().find(|row| row.number > number) {
                Some(next) => patches.push((next.spot.tag.start..next.spot.tag.start, row)),
                None => new_rows.push_str(&row),
            }
        }
        if new_rows.is_empty() {
            return;
        }
        if self.data.empty {
            let whole = format!("{}{new_rows}{}", self.data.open, self.data.close);
            patches.push((self.data.tag.clone(), whole));
        } else {
            patches.push((self.data.end..self.data.end, new_rows));
        }
    }

    fn existing_row(
        &self,
        row: &RowSpot,
        sheet: &Sheet,
        cells: &[(Position, &Stored)],
        patches: &mut Vec<Patch>,
    ) {
        let prefix = prefix_of(&row.spot.close);
        let mut behind = String::new();
        for (at, value) in cells {
            if let Some(cell) = row.cells.iter().find(|cell| cell.column == at.column.0) {
                patches.push((cell.range.clone(), written(&cell.open, prefix, value)));
                continue;
            }
            let new = self.new_cell(prefix, row.style, sheet, *at, value);
            match row.cells.iter().find(|cell| cell.column > at.column.0) {
                Some(next) => patches.push((next.range.start..next.range.start, new)),
                None => behind.push_str(&new),
            }
        }
        if row.spot.empty {
            patches.push((row.spot.tag.clone(), format!("{}{behind}{}", row.spot.open, row.spot.close)));
            return;
        }
        if row.retag {
            patches.push((row.spot.tag.clone(), row.spot.open.clone()));
        }
        if !behind.is_empty() {
            patches.push((row.spot.end..row.spot.end, behind));
        }
    }

    /// A cell that did not exist looks like its row, else its column, else the nearest answer cell above or below.
    fn new_cell(
        &self,
        prefix: &str,
        row: Option<usize>,
        sheet: &Sheet,
        at: Position,
        value: &Stored,
    ) -> String {
        let column = || {
            let setting =
                self.columns.iter().find(|(first, last, _)| (*first..=*last).contains(&at.column.0));
            setting.map(|(_, _, style)| *style).filter(|style| *style > 0)
        };
        let style = row.or_else(column).or_else(|| self.sibling(sheet, at)).filter(|style| *style > 0);
        let style = style.map_or(String::new(), |style| format!(" s=\"{style}\""));
        written(&format!("<{prefix}c r=\"{at}\"{style}"), prefix, value)
    }

    /// The style of the nearest cell in the column that is no heading and no formula.
    fn sibling(&self, sheet: &Sheet, at: Position) -> Option<usize> {
        let styles = self.styles.get(&at.column.0)?;
        let plain = |row: &u32| {
            let cell = sheet.cells.get(&Position::new(*row, at.column.0));
            cell.is_some_and(|cell| !cell.bold && !cell.formula)
        };
        let above = styles.range(..at.row.0).rev().find(|(row, _)| plain(row));
        let below = styles.range(at.row.0..).find(|(row, _)| plain(row));
        let nearest = above.into_iter().chain(below).min_by_key(|(row, _)| row.abs_diff(at.row.0));
        nearest.map(|(_, style)| *style)
    }
}

struct Mapping<'a> {
    text: &'a str,
    edited_rows: BTreeSet<u32>,
    dimension: Option<(Range<usize>, Area, [String; 2])>,
    rows: Vec<RowSpot>,
    columns: Vec<(u32, u32, usize)>,
    styles: BTreeMap<u32, BTreeMap<u32, usize>>,
}

impl Mapping<'_> {
    fn columns(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            if let (Some(first), Some(last), Some(style)) =
                (tag.number("min"), tag.number("max"), tag.number("style"))
            {
                self.columns.push((first, last, style));
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// Maps the rows; gives the place where they end.
    fn rows(&mut self, xml: &mut Xml, edits: &Edits) -> Result<usize, Fault> {
        let mut before = 0;
        loop {
            let tag = match xml.child_or_end()? {
                Ok(tag) => tag,
                Err(end) => return Ok(end.start),
            };
            if tag.local() != "row" {
                xml.skip()?;
                continue;
            }
            let number = tag.number("r").unwrap_or(before + 1);
            if !(1..=Position::LAST_ROW).contains(&number) {
                xml.skip()?;
                continue;
            }
            before = number;
            let row = self.row(xml, &tag, number, edits)?;
            self.rows.push(row);
        }
    }

    fn row(&mut self, xml: &mut Xml, tag: &Tag, number: u32, edits: &Edits) -> Result<RowSpot, Fault> {
        let edited = self.edited_rows.contains(&number);
        let retag = edited && !spans_fit(tag, number, edits);
        let mut spot = if edited {
            Spot::of(self.text, tag, if retag { &["spans"] } else { &[] })
        } else {
            Spot {
                tag: tag.range.clone(),
                open: String::new(),
                close: String::new(),
                end: tag.range.end,
                empty: false,
            }
        };
        let style = if tag.flag("customFormat") { tag.number("s") } else { None };
        let mut cells = Vec::new();
        let mut before = 0;
        spot.end = loop {
            let cell = match xml.child_or_end()? {
                Ok(cell) => cell,
                Err(end) => break end.start,
            };
            if cell.local() != "c" {
                xml.skip()?;
                continue;
            }
            let column = cell.attr("r").and_then(|name| column_of(&name)).unwrap_or(before + 1);
            before = column;
            if let Some(styles) = self.styles.get_mut(&column) {
                styles.extend(cell.number("s").map(|style: usize| (number, style)));
            }
            let open = if edited { retagged(&cell, &["t", "cm", "vm"], &[], "") } else { String::new() };
            let start = cell.range.start;
            let end = xml.skip()?;
            if edited && !cells.iter().any(|cell: &CellSpot| cell.column == column) {
                cells.push(CellSpot { column, range: start..end, open });
            }
        };
        Ok(RowSpot { number, spot, retag, style, cells })
    }
}

/// Whether a row's `spans` still cover what is written; a row without them is fine.
fn spans_fit(tag: &Tag, row: u32, edits: &Edits) -> bool {
    let Some(spans) = tag.attr("spans") else { return true };
    let spans: Vec<(u32, u32)> = spans
        .split_whitespace()
        .filter_map(|span| span.split_once(':'))
        .filter_map(|(first, last)| Some((first.parse().ok()?, last.parse().ok()?)))
        .collect();
    let range = Position::new(row, 1)..=Position::new(row, Position::LAST_COLUMN);
    edits
        .range(range)
        .all(|(at, _)| spans.iter().any(|(first, last)| (*first..=*last).contains(&at.column.0)))
}

/// The prefix of an end tag, with its colon.
fn prefix_of(close: &str) -> &str {
    let name = close.trim_start_matches("</");
    name.rfind(':').map_or("", |colon| &name[..=colon])
}

/// A whole cell from its start tag, which is not closed yet.
fn written(open: &str, prefix: &str, value: &Stored) -> String {
    match value {
        Stored::Text(text) => format!(
            "{open} t=\"inlineStr\"><{prefix}is><{prefix}t xml:space=\"preserve\">{}</{prefix}t></{prefix}is></{prefix}c>",
            escaped(text)
        ),
        Stored::Number(number) => format!("{open}><{prefix}v>{number}</{prefix}v></{prefix}c>"),
        Stored::Bool(yes) => format!("{open} t=\"b\"><{prefix}v>{}</{prefix}v></{prefix}c>", u8::from(*yes)),
    }
}

/// Text as it stands in a part. What looks like an escape (`_x000D_`) is escaped itself (22.9.2.19).
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '_' if escape_at(&text[at..]).is_some() => out.push_str("_x005F_"),
            c => out.push(c),
        }
    }
    out
}
