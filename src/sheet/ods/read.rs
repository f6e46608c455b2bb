//! `content.xml` as a grid. Repeated rows and cells that hold nothing cost nothing.

use std::collections::HashMap;

use super::rules::{self, Validation};
use crate::sheet::Fault;
use crate::sheet::formula::Name;
use crate::sheet::xml::{Node, Tag, Xml};
use crate::workbook::{Area, Cell, CellKind, Column, Position, Row, Sheet, Visibility, Workbook};

/// The most cells that are kept.
const MOST_CELLS: usize = 1_500_000;
/// The most text, in bytes.
const MOST_TEXT: usize = 192 << 20;
/// Repeated cells without text are kept up to so many columns and rows.
const MOST_REPEATED: (u32, u32) = (64, 256);
/// How deep groups of rows may lie in one another.
const DEEPEST: usize = 40;

const PART: &str = "content.xml";

/// The spreadsheet's grid. `styles` is the text of `styles.xml`.
pub(super) fn grid(text: &str, styles: &str) -> Result<Workbook, Fault> {
    let mut reading = Reading { cells_left: MOST_CELLS, text_left: MOST_TEXT, ..Reading::default() };
    if !styles.is_empty() {
        reading.document(&mut Xml::new(styles, "styles.xml"), "document-styles")?;
    }
    reading.document(&mut Xml::new(text, PART), "document-content")?;
    rules::resolve(&mut reading.workbook, &reading.names, &reading.validations, &reading.used);
    Ok(reading.workbook)
}

/// Where validations are used: by sheet, then by name.
pub(super) type Used = Vec<HashMap<String, Vec<Area>>>;

#[derive(Default)]
struct Reading {
    workbook: Workbook,
    looks: HashMap<String, Look>,
    validations: HashMap<String, Validation>,
    names: Vec<Name>,
    used: Used,
    cells_left: usize,
    text_left: usize,
}

#[derive(Clone, Default)]
struct Look {
    parent: String,
    bold: Option<bool>,
    fill: Option<Option<u32>>,
    border: Option<bool>,
    unlocked: Option<bool>,
    hidden: bool,
}

/// A sheet while its rows are read.
#[derive(Default)]
struct Laying {
    sheet: Sheet,
    used: HashMap<String, Vec<Area>>,
    /// Default styles of columns: last column, style.
    columns: Vec<(u32, String)>,
    next_column: u32,
    next_row: u32,
    depth: usize,
}

impl Reading {
    fn document(&mut self, xml: &mut Xml, root: &str) -> Result<(), Fault> {
        xml.root(root)?;
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "automatic-styles" | "styles" => self.styles(xml)?,
                "body" => {
                    while let Some(tag) = xml.child()? {
                        match tag.local() {
                            "spreadsheet" => self.spreadsheet(xml)?,
                            _ => drop(xml.skip()?),
                        }
                    }
                }
                _ => drop(xml.skip()?),
            }
        }
        Ok(())
    }

    fn styles(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            let family = tag.attr("family").unwrap_or_default().into_owned();
            let name = match tag.local() {
                "style" => tag.attr("name").unwrap_or_default().into_owned(),
                _ => family.clone(),
            };
            let mut look = Look {
                parent: tag.attr("parent-style-name").unwrap_or_default().into_owned(),
                ..Look::default()
            };
            while let Some(properties) = xml.child()? {
                look.read(&properties);
                xml.skip()?;
            }
            self.looks.insert(format!("{family}/{name}"), look);
        }
        Ok(())
    }

    /// A cell style's look, its parents' where it says nothing.
    fn look(&self, name: &str) -> Look {
        let mut found = Look::default();
        let mut name = name.to_owned();
        for _ in 0..16 {
            let Some(look) = self.looks.get(&format!("table-cell/{name}")) else { break };
            found.bold = found.bold.or(look.bold);
            found.fill = found.fill.or(look.fill);
            found.border = found.border.or(look.border);
            found.unlocked = found.unlocked.or(look.unlocked);
            name.clone_from(&look.parent);
        }
        found
    }

    fn spreadsheet(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "table" => {
                    let mut laying = Laying { next_column: 1, next_row: 1, ..Laying::default() };
                    laying.sheet.name = tag.attr("name").unwrap_or_default().into_owned();
                    laying.sheet.protected = tag.flag("protected");
                    let style = tag.attr("style-name").unwrap_or_default();
                    if self.looks.get(&format!("table/{style}")).is_some_and(|look| look.hidden) {
                        laying.sheet.visibility = Visibility::Hidden;
                    }
                    self.table(xml, &mut laying)?;
                    self.workbook.sheets.push(laying.sheet);
                    self.used.push(laying.used);
                }
                "content-validations" => self.validations(xml)?,
                "named-expressions" => self.names(xml, None)?,
                _ => drop(xml.skip()?),
            }
        }
        Ok(())
    }

    fn validations(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            let mut validation = Validation {
                condition: tag.attr("condition").unwrap_or_default().into_owned(),
                base: tag.attr("base-cell-address").unwrap_or_default().into_owned(),
                lenient: false,
            };
            let name = tag.attr("name").unwrap_or_default().into_owned();
            while let Some(message) = xml.child()? {
                if message.local() == "error-message" {
                    let stops = message.attr("message-type").is_none_or(|kind| kind == "stop");
                    let shown = message.attr("display").is_none_or(|shown| shown == "true");
                    validation.lenient = !(stops && shown);
                }
                xml.skip()?;
            }
            self.validations.insert(name, validation);
        }
        Ok(())
    }

    fn names(&mut self, xml: &mut Xml, sheet: Option<usize>) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            let target = tag.attr("cell-range-address").or_else(|| tag.attr("expression"));
            if let (Some(name), Some(target)) = (tag.attr("name"), target) {
                let formula = rules::reference(&target);
                self.names.push(Name { name: name.into_owned(), sheet, formula });
            }
            xml.skip()?;
        }
        Ok(())
    }

    /// A table's content, or that of a group of rows or columns in it.
    fn table(&mut self, xml: &mut Xml, laying: &mut Laying) -> Result<(), Fault> {
        if laying.depth > DEEPEST {
            return xml.skip().map(drop);
        }
        laying.depth += 1;
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "table-row" => self.row(xml, &tag, laying)?,
                "table-column" => {
                    self.column(&tag, laying);
                    xml.skip()?;
                }
                "table-rows"
                | "table-header-rows"
                | "table-row-group"
                | "table-columns"
                | "table-header-columns"
                | "table-column-group" => self.table(xml, laying)?,
                "named-expressions" => self.names(xml, Some(self.workbook.sheets.len()))?,
                _ => drop(xml.skip()?),
            }
        }
        laying.depth -= 1;
        Ok(())
    }

    fn column(&self, tag: &Tag, laying: &mut Laying) {
        let count = repeated(tag, "number-columns-repeated");
        let first = laying.next_column;
        laying.next_column = first.saturating_add(count).min(Position::LAST_COLUMN + 1);
        let style = tag.attr("default-cell-style-name").unwrap_or_default().into_owned();
        let hidden = tag.attr("visibility").is_some_and(|visibility| visibility != "visible");
        let unlocked = self.look(&style).unlocked == Some(true);
        for column in (first..laying.next_column).map(Column) {
            if hidden {
                laying.sheet.hidden_columns.insert(column);
            }
            if unlocked {
                laying.sheet.unlocked_columns.insert(column);
            }
        }
        laying.columns.push((laying.next_column - 1, style));
    }

    fn row(&mut self, xml: &mut Xml, tag: &Tag, laying: &mut Laying) -> Result<(), Fault> {
        let rows = (laying.next_row, repeated(tag, "number-rows-repeated"));
        laying.next_row = rows.0.saturating_add(rows.1).min(Position::LAST_ROW + 1);
        let rows = (rows.0, laying.next_row - rows.0);
        if tag.attr("visibility").is_some_and(|visibility| visibility != "visible") {
            laying.sheet.hidden_rows.extend((rows.0..rows.0 + rows.1.min(10_000)).map(Row));
        }
        let row_style = tag.attr("default-cell-style-name").map(|style| style.into_owned());
        let mut column = 1;
        while let Some(tag) = xml.child()? {
            let covered = tag.local() == "covered-table-cell";
            if !covered && tag.local() != "table-cell" {
                xml.skip()?;
                continue;
            }
            let count = repeated(&tag, "number-columns-repeated")
                .min(Position::LAST_COLUMN + 1 - column.min(Position::LAST_COLUMN));
            let mut found = Found::of(&tag, row_style.as_deref());
            found.columns = (column, count);
            found.rows = rows;
            found.text = words(xml)?;
            column = column.saturating_add(count);
            if rows.1 > 0 && count > 0 && found.columns.0 <= Position::LAST_COLUMN {
                self.cell(found, laying)?;
            }
        }
        Ok(())
    }

    fn cell(&mut self, found: Found, laying: &mut Laying) -> Result<(), Fault> {
        let at = Position::new(found.rows.0, found.columns.0);
        let last = Position::new(found.rows.0 + found.rows.1 - 1, found.columns.0 + found.columns.1 - 1);
        if let Some(name) = &found.validation {
            add_area(laying.used.entry(name.clone()).or_default(), Area { first: at, last });
        }
        let (wide, high) = found.spans;
        if wide > 1 || high > 1 {
            let end = Position::new(
                (at.row.0 + high - 1).min(Position::LAST_ROW),
                (at.column.0 + wide - 1).min(Position::LAST_COLUMN),
            );
            laying.sheet.merges.push(Area { first: at, last: end });
        }
        let (wide, high) = found.matrix;
        if wide > 0 && high > 0 {
            let end = Position::new(at.row.0.saturating_add(high - 1), at.column.0.saturating_add(wide - 1));
            laying.sheet.computed.push(Area { first: at, last: end });
        }
        let too_many = found.columns.1 > MOST_REPEATED.0 || found.rows.1 > MOST_REPEATED.1;
        if too_many && found.text.is_empty() {
            return Ok(());
        }
        let style = found.style.clone().unwrap_or_else(|| {
            let column = laying.columns.iter().find(|(last, _)| found.columns.0 <= *last);
            column.map_or(String::new(), |(_, style)| style.clone())
        });
        let look = self.look(&style);
        let cell = Cell {
            kind: found.kind(),
            formula: found.formula,
            locked: look.unlocked != Some(true),
            bold: look.bold.unwrap_or(false),
            fill: look.fill.flatten().filter(|rgb| *rgb != 0xFF_FF_FF),
            border: look.border.unwrap_or(false),
            locator: None,
            text: found.text,
        };
        let plain = cell.text.is_empty() && cell.fill.is_none() && !cell.border && found.style.is_none();
        if plain && found.validation.is_none() {
            return Ok(());
        }
        for row in at.row.0..=last.row.0 {
            for column in at.column.0..=last.column.0 {
                self.take(cell.text.len())?;
                laying.sheet.cells.insert(Position::new(row, column), cell.clone());
            }
        }
        Ok(())
    }

    fn take(&mut self, text: usize) -> Result<(), Fault> {
        let limit = || {
            Fault::too_large("the workbook", format!("{MOST_CELLS} cells, {} MB of text", MOST_TEXT >> 20))
        };
        self.cells_left = self.cells_left.checked_sub(1).ok_or_else(limit)?;
        self.text_left = self.text_left.checked_sub(text).ok_or_else(limit)?;
        Ok(())
    }
}

/// How often an element stands for itself.
pub(super) fn repeated(tag: &Tag, name: &str) -> u32 {
    tag.number(name).unwrap_or(1).max(1)
}

/// Areas one above the other are one.
fn add_area(areas: &mut Vec<Area>, area: Area) {
    match areas.last_mut() {
        Some(last)
            if (last.first.column, last.last.column) == (area.first.column, area.last.column)
                && last.last.row.0 + 1 == area.first.row.0 =>
        {
            last.last.row = area.last.row;
        }
        _ => areas.push(area),
    }
}

/// What a cell's start tag says, and its text.
#[derive(Default)]
struct Found {
    rows: (u32, u32),
    columns: (u32, u32),
    spans: (u32, u32),
    matrix: (u32, u32),
    style: Option<String>,
    validation: Option<String>,
    value_type: String,
    formula: bool,
    text: String,
}

impl Found {
    fn of(tag: &Tag, row_style: Option<&str>) -> Self {
        let number = |name: &str| tag.number(name).unwrap_or(0);
        Self {
            spans: (number("number-columns-spanned").max(1), number("number-rows-spanned").max(1)),
            matrix: (number("number-matrix-columns-spanned"), number("number-matrix-rows-spanned")),
            style: tag
                .attr("style-name")
                .map(|style| style.into_owned())
                .or_else(|| row_style.map(str::to_owned)),
            validation: tag.attr("content-validation-name").map(|name| name.into_owned()),
            value_type: tag
                .attrs()
                .find(|(name, _)| *name == "office:value-type")
                .map_or(String::new(), |(_, v)| v.into_owned()),
            formula: tag.attr("formula").is_some(),
            ..Self::default()
        }
    }

    fn kind(&self) -> CellKind {
        match self.value_type.as_str() {
            _ if self.text.is_empty() => CellKind::Empty,
            "float" | "percentage" | "currency" => CellKind::Number,
            "date" | "time" => CellKind::Date,
            "boolean" => CellKind::Bool,
            _ => CellKind::Text,
        }
    }
}

impl Look {
    fn read(&mut self, tag: &Tag) {
        for (name, value) in tag.attrs() {
            match name {
                "fo:font-weight" => {
                    self.bold = Some(value == "bold" || value.parse().is_ok_and(|w: u32| w > 500))
                }
                "fo:background-color" => {
                    self.fill = Some(u32::from_str_radix(value.trim_start_matches('#'), 16).ok());
                }
                "fo:border" | "fo:border-top" | "fo:border-bottom" | "fo:border-left" | "fo:border-right" => {
                    self.border = Some(self.border == Some(true) || value != "none");
                }
                "style:cell-protect" => self.unlocked = Some(value == "none" || value == "formula-hidden"),
                "table:display" => self.hidden = value == "false",
                _ => {}
            }
        }
    }
}

/// The paragraphs of a cell that has just been opened, a line each; comments and drawings left out.
fn words(xml: &mut Xml) -> Result<String, Fault> {
    let mut lines: Vec<String> = Vec::new();
    while let Some(tag) = xml.child()? {
        if tag.local() == "p" || tag.local() == "h" {
            lines.push(paragraph(xml)?);
        } else {
            xml.skip()?;
        }
    }
    Ok(lines.join("\n"))
}

/// White space is one space; more of it is spelt out (ODF 1.3 part 3, 6.1.2 to 6.1.5).
fn paragraph(xml: &mut Xml) -> Result<String, Fault> {
    let mut all = String::new();
    let mut depth = 1usize;
    while depth > 0 {
        match xml.node()? {
            Node::Open(tag) => {
                depth += 1;
                match tag.local() {
                    "s" => all.extend(std::iter::repeat_n(' ', tag.number("c").unwrap_or(1).min(10_000))),
                    "tab" => all.push('\t'),
                    "line-break" => all.push('\n'),
                    "annotation" => {
                        xml.skip()?;
                        depth -= 1;
                    }
                    _ => {}
                }
            }
            Node::Close(_) => depth -= 1,
            Node::Text(text) => {
                for c in text.chars() {
                    let space = matches!(c, ' ' | '\t' | '\n' | '\r');
                    if !space {
                        all.push(c);
                    } else if !all.ends_with(' ') && !all.is_empty() {
                        all.push(' ');
                    }
                }
            }
            Node::End => break,
        }
    }
    Ok(all)
}
