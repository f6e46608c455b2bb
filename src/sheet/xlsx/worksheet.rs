//! One pass over a sheet part (ECMA-376 part 1, 18.3): cells, merges, hidden rows and columns, widths, protection,
//! validations. What a part claims about its own size (`dimension`, counts) is not believed.

use super::strings;
use super::styles::Styles;
use crate::sheet::Fault;
use crate::sheet::xml::{Tag, Xml};
use crate::workbook::{Area, Cell, CellKind, Column, Position, Row, Sheet};

/// The most cells of a workbook that are kept.
const MOST_CELLS: usize = 1_500_000;
/// The most text of a workbook, in bytes; a shared string counts once for each cell that shows it.
const MOST_TEXT: usize = 192 << 20;
/// The most merged areas, or areas of one kind, in a sheet.
const MOST_AREAS: usize = 1 << 20;
/// Column settings are kept so far beyond the last column that holds a cell.
const COLUMNS_BEYOND: u32 = 64;

/// What all sheets of a workbook draw on, and what is left of the limits.
pub(super) struct Shared {
    pub strings: Vec<String>,
    pub styles: Styles,
    pub since_1904: bool,
    cells_left: usize,
    text_left: usize,
}

impl Shared {
    pub fn new(strings: Vec<String>, styles: Styles, since_1904: bool) -> Self {
        Self { strings, styles, since_1904, cells_left: MOST_CELLS, text_left: MOST_TEXT }
    }

    fn take(&mut self, name: &str, text: usize) -> Result<(), Fault> {
        let too_large = |what: &str, limit| Fault::too_large(format!("{what} up to sheet “{name}”"), limit);
        self.cells_left = self
            .cells_left
            .checked_sub(1)
            .ok_or_else(|| too_large("the number of cells", format!("{MOST_CELLS} cells")))?;
        self.text_left = self
            .text_left
            .checked_sub(text)
            .ok_or_else(|| too_large("the text", format!("{} MB", MOST_TEXT >> 20)))?;
        Ok(())
    }
}

/// A sheet as its part has it, before lists are looked up in other sheets.
#[derive(Default)]
pub(super) struct Read {
    pub sheet: Sheet,
    pub validations: Vec<Validation>,
    /// Relationship ids of the sheet's tables.
    pub tables: Vec<String>,
    pub warnings: Vec<String>,
}

/// A data validation as it is written (18.3.1.32; the later form of MS-XLSX 2.6.10 alike).
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Validation {
    pub kind: String,
    pub operator: String,
    pub lenient: bool,
    pub areas: Vec<Area>,
    pub first: String,
    pub second: String,
}

/// Reads a sheet part.
pub(super) fn read(name: &str, text: &str, part: &str, shared: &mut Shared) -> Result<Read, Fault> {
    let sheet = Sheet { name: name.to_owned(), ..Sheet::default() };
    let mut reading = Reading {
        shared,
        read: Read { sheet, ..Read::default() },
        columns: Vec::new(),
        last_column: 0,
        arrays: Vec::new(),
        missing_strings: 0,
    };
    let mut xml = Xml::new(text, part);
    xml.root("worksheet")?;
    while let Some(tag) = xml.child()? {
        reading.section(&mut xml, &tag)?;
    }
    Ok(reading.finish())
}

struct Reading<'a> {
    shared: &'a mut Shared,
    read: Read,
    columns: Vec<ColumnSetting>,
    last_column: u32,
    arrays: Vec<Area>,
    missing_strings: usize,
}

/// One `col`.
struct ColumnSetting {
    first: u32,
    last: u32,
    hidden: bool,
    unlocked: bool,
    width: Option<f64>,
}

impl Reading<'_> {
    fn section(&mut self, xml: &mut Xml, tag: &Tag) -> Result<(), Fault> {
        match tag.local() {
            "sheetData" => self.rows(xml),
            "cols" => self.columns(xml),
            "mergeCells" => self.merges(xml),
            "dataValidations" => self.validations(xml),
            "extLst" => self.extensions(xml),
            "tableParts" => self.tables(xml),
            "sheetProtection" => {
                self.read.sheet.protected = tag.flag("sheet");
                xml.skip().map(drop)
            }
            _ => xml.skip().map(drop),
        }
    }

    fn columns(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            let (first, last) = (tag.number("min").unwrap_or(0), tag.number("max").unwrap_or(0));
            if (1..=Position::LAST_COLUMN).contains(&first) && self.columns.len() < 20_000 {
                self.columns.push(ColumnSetting {
                    first,
                    last: last.clamp(first, Position::LAST_COLUMN),
                    hidden: tag.flag("hidden") || tag.number("width") == Some(0.0),
                    unlocked: self.shared.styles.look(tag.number("style")).unlocked,
                    width: tag.number("width").filter(|width: &f64| width.is_finite()),
                });
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn rows(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        let mut before = 0;
        while let Some(tag) = xml.child()? {
            if tag.local() != "row" {
                xml.skip()?;
                continue;
            }
            let number = tag.number("r").unwrap_or(before + 1);
            if !(1..=Position::LAST_ROW).contains(&number) {
                self.read.warnings.push(format!("a row numbered {number} is left out"));
                xml.skip()?;
                continue;
            }
            self.row(xml, &tag, Row(number))?;
            before = number;
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml, tag: &Tag, row: Row) -> Result<(), Fault> {
        if tag.flag("hidden") || tag.number("ht") == Some(0.0) {
            self.read.sheet.hidden_rows.insert(row);
        }
        if tag.flag("customFormat") && self.shared.styles.look(tag.number("s")).unlocked {
            self.read.sheet.unlocked_rows.insert(row);
        }
        let mut before = 0;
        while let Some(tag) = xml.child()? {
            if tag.local() != "c" {
                xml.skip()?;
                continue;
            }
            let raw = RawCell::of(&tag);
            let column = raw.column.unwrap_or(before + 1);
            if column > Position::LAST_COLUMN {
                xml.skip()?;
                continue;
            }
            before = column;
            self.cell(xml, &raw, Position { row, column: Column(column) })?;
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml, raw: &RawCell, at: Position) -> Result<(), Fault> {
        let mut content = Content::default();
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "v" => content.value = Some(xml.text()?),
                "is" => content.inline = Some(strings::item(xml)?),
                "f" => {
                    content.formula = true;
                    let spread = matches!(tag.attr("t").as_deref(), Some("array" | "dataTable"));
                    let area: Option<Area> = tag.attr("ref").and_then(|area| area.parse().ok());
                    if spread && self.arrays.len() < MOST_AREAS {
                        self.arrays.extend(area);
                    }
                    xml.skip()?;
                }
                _ => drop(xml.skip()?),
            }
        }
        let look = self.shared.styles.look(raw.style).clone();
        let (text, kind) = self.shown(raw, content.value.as_deref(), content.inline, &look.format);
        self.shared.take(&self.read.sheet.name, text.len())?;
        self.last_column = self.last_column.max(at.column.0);
        let cell = Cell {
            text,
            kind,
            formula: content.formula,
            locked: !look.unlocked,
            bold: look.bold,
            fill: look.fill,
            border: look.border,
            locator: None,
        };
        self.read.sheet.cells.entry(at).or_insert(cell);
        Ok(())
    }

    /// A cell's text as a person sees it (18.18.11, ST_CellType).
    fn shown(
        &mut self,
        raw: &RawCell,
        value: Option<&str>,
        inline: Option<String>,
        format: &super::NumberFormat,
    ) -> (String, CellKind) {
        let text = |text: String| match text.is_empty() {
            true => (text, CellKind::Empty),
            false if format.hides_text() => (String::new(), CellKind::Text),
            false => (text, CellKind::Text),
        };
        if let Some(inline) = inline {
            return text(inline);
        }
        let Some(value) = value else { return (String::new(), CellKind::Empty) };
        match raw.kind.as_str() {
            "s" => text(self.shared_string(value)),
            "str" | "inlineStr" => text(strings::unescaped(value.to_owned())),
            "b" => ((if value.trim() == "1" { "TRUE" } else { "FALSE" }).to_owned(), CellKind::Bool),
            "e" => (value.trim().to_owned(), CellKind::Error),
            "d" => (value.trim().trim_end_matches("T00:00:00").replace('T', " "), CellKind::Date),
            _ => match value.trim().parse::<f64>() {
                Ok(number) if number.is_finite() => format.show(number, self.shared.since_1904),
                _ => text(value.trim().to_owned()),
            },
        }
    }

    fn shared_string(&mut self, index: &str) -> String {
        let found = index.trim().parse::<usize>().ok().and_then(|at| self.shared.strings.get(at));
        self.missing_strings += usize::from(found.is_none());
        found.cloned().unwrap_or_default()
    }

    fn merges(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            let area: Option<Area> = tag.attr("ref").and_then(|area| area.parse().ok());
            xml.skip()?;
            let Some(area) = area.filter(|area| area.first != area.last) else { continue };
            if self.read.sheet.merges.len() == MOST_AREAS {
                let what = format!("the number of merged areas of sheet “{}”", self.read.sheet.name);
                return Err(Fault::too_large(what, format!("{MOST_AREAS} areas")));
            }
            self.read.sheet.merges.push(area);
        }
        Ok(())
    }

    fn validations(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            if tag.local() != "dataValidation" {
                xml.skip()?;
                continue;
            }
            let validation = validation(xml, &tag)?;
            let areas: usize = self.read.validations.iter().map(|v| v.areas.len()).sum();
            if areas + validation.areas.len() < MOST_AREAS && self.read.validations.len() < 65_536 {
                self.read.validations.push(validation);
            }
        }
        Ok(())
    }

    /// `extLst/ext/dataValidations`: lists on other sheets, as programs since 2010 write them.
    fn extensions(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while xml.child()?.is_some() {
            while let Some(tag) = xml.child()? {
                match tag.local() {
                    "dataValidations" => self.validations(xml)?,
                    _ => drop(xml.skip()?),
                }
            }
        }
        Ok(())
    }

    fn tables(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            self.read.tables.extend(tag.attr("id").map(|id| id.into_owned()));
            xml.skip()?;
        }
        Ok(())
    }

    fn finish(mut self) -> Read {
        let sheet = &mut self.read.sheet;
        for setting in &self.columns {
            for column in setting.first..=setting.last.min(self.last_column + COLUMNS_BEYOND) {
                let column = Column(column);
                if setting.hidden {
                    sheet.hidden_columns.insert(column);
                }
                if setting.unlocked {
                    sheet.unlocked_columns.insert(column);
                }
                sheet.widths.extend(setting.width.map(|width| (column, width)));
            }
        }
        sheet.computed = self.arrays.into_iter().collect();
        if !sheet.computed.is_empty() {
            for (at, cell) in &mut sheet.cells {
                cell.formula |= sheet.computed.at(*at).is_some();
            }
        }
        if self.missing_strings > 0 {
            let count = self.missing_strings;
            self.read
                .warnings
                .push(format!("{count} cells name a shared string that does not exist; read as empty"));
        }
        self.read
    }
}

#[derive(Default)]
struct Content {
    value: Option<String>,
    inline: Option<String>,
    formula: bool,
}

/// What a cell's start tag says.
#[derive(Default)]
struct RawCell {
    column: Option<u32>,
    style: Option<usize>,
    kind: String,
}

impl RawCell {
    fn of(tag: &Tag) -> Self {
        let mut raw = Self::default();
        for (name, value) in tag.attrs() {
            match name {
                "r" => raw.column = column_of(&value),
                "s" => raw.style = value.parse().ok(),
                "t" => raw.kind = value.into_owned(),
                _ => {}
            }
        }
        raw
    }
}

/// The column of a cell's name. The row is the row's own; programs that move rows forget to rename cells.
pub(super) fn column_of(name: &str) -> Option<u32> {
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    name[..letters].parse::<Column>().ok().map(|column| column.0)
}

fn validation(xml: &mut Xml, tag: &Tag) -> Result<Validation, Fault> {
    let attr = |name| tag.attr(name).unwrap_or_default().into_owned();
    let stops = matches!(attr("errorStyle").as_str(), "" | "stop") && tag.flag("showErrorMessage");
    let mut found = Validation {
        kind: attr("type"),
        operator: attr("operator"),
        lenient: !stops,
        areas: areas(&attr("sqref")),
        ..Validation::default()
    };
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "formula1" => found.first = xml.text()?.trim().to_owned(),
            "formula2" => found.second = xml.text()?.trim().to_owned(),
            "sqref" => found.areas = areas(&xml.text()?),
            _ => drop(xml.skip()?),
        }
    }
    Ok(found)
}

fn areas(text: &str) -> Vec<Area> {
    text.split_whitespace().filter_map(|area| area.parse().ok()).collect()
}
