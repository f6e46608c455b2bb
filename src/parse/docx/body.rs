//! One pass over a part: its paragraphs and tables, with tracked deletions, tables of contents and what is hidden left out. What
//! stands within a paragraph is read in `inline`.

use super::block::{Block, Cell, Paragraph, Row, Table};
use super::fields::Fields;
use super::properties::{self, is_on, value};
use super::styles::Styles;
use crate::sheet::{Fault, Tag, Xml};

/// The most paragraphs and table cells together.
const MOST_PLACES: usize = 500_000;
/// How deep tables, controls and boxes may lie in one another.
const DEEPEST: usize = 64;
/// The most columns of a table (Word has 63).
const MOST_COLUMNS: usize = 200;

/// What was left out, or taken as it would be.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Left {
    pub hidden: usize,
    pub deletions: usize,
    pub insertions: usize,
    /// Tables, controls and boxes that lie too deep.
    pub deep: usize,
    pub pictures: usize,
    /// Charts and diagrams.
    pub charts: usize,
    /// Other files inside this one.
    pub files: usize,
}

impl Left {
    /// Counts what was left out of another part.
    pub fn add(&mut self, other: Self) {
        let Self { hidden, deletions, insertions, deep, pictures, charts, files } = other;
        self.hidden += hidden;
        self.deletions += deletions;
        self.insertions += insertions;
        self.deep += deep;
        self.pictures += pictures;
        self.charts += charts;
        self.files += files;
    }
}

/// A part while it is read.
pub(super) struct Body<'a, 's> {
    pub xml: Xml<'a>,
    pub styles: &'s Styles,
    pub fields: Fields,
    pub left: Left,
    places: usize,
    depth: usize,
}

/// What a content control is.
struct Control {
    /// It shows its prompt, or is a table of contents.
    left_out: bool,
}

impl<'a, 's> Body<'a, 's> {
    /// A reader at the start of a part.
    pub fn new(xml: Xml<'a>, styles: &'s Styles) -> Self {
        Self { xml, styles, fields: Fields::default(), left: Left::default(), places: 0, depth: 0 }
    }

    /// The main part's blocks.
    pub fn document(&mut self) -> Result<Vec<Block>, Fault> {
        let mut blocks = Vec::new();
        self.xml.child()?;
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "body" => self.blocks(&mut blocks)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(blocks)
    }

    /// The notes of a notes part, with their ids.
    pub fn notes(&mut self) -> Result<Vec<(String, Vec<Block>)>, Fault> {
        let mut notes = Vec::new();
        self.xml.child()?;
        while let Some(tag) = self.xml.child()? {
            let is_note = matches!(tag.local(), "footnote" | "endnote");
            // The others are the lines above the notes.
            if !is_note || tag.attr("type").is_some_and(|kind| kind != "normal") {
                self.xml.skip()?;
                continue;
            }
            let mut blocks = Vec::new();
            self.blocks(&mut blocks)?;
            notes.push((tag.attr("id").unwrap_or_default().into_owned(), blocks));
        }
        Ok(notes)
    }

    /// Reads what lies in the element that is open, unless it lies too deep.
    pub fn deeper(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        if self.depth >= DEEPEST {
            self.left.deep += 1;
            return self.xml.skip().map(drop);
        }
        self.depth += 1;
        let done = read(self);
        self.depth -= 1;
        done
    }

    fn count(&mut self) -> Result<(), Fault> {
        self.places += 1;
        if self.places > MOST_PLACES {
            let what = "the number of paragraphs and cells".to_owned();
            return Err(Fault::TooLarge { what, limit: MOST_PLACES.to_string() });
        }
        Ok(())
    }

    /// The content of a body, cell, box, note or control.
    pub fn blocks(&mut self, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        self.deeper(|body| {
            while let Some(tag) = body.xml.child()? {
                body.block(&tag, blocks)?;
            }
            Ok(())
        })
    }

    fn block(&mut self, tag: &Tag, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        match tag.local() {
            "p" => {
                let paragraph = self.paragraph()?;
                push(blocks, paragraph);
                Ok(())
            }
            "tbl" => {
                let mut table = Table::default();
                self.deeper(|body| body.rows(&mut table))?;
                blocks.push(Block::Table(table));
                Ok(())
            }
            "sdt" => self.control(|body| body.blocks(blocks)),
            "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(blocks),
            "AlternateContent" => self.alternative(|body| {
                let before = blocks.len();
                body.blocks(blocks)?;
                Ok(blocks.len() > before)
            }),
            "altChunk" | "subDoc" => {
                self.left.files += 1;
                self.xml.skip().map(drop)
            }
            _ => self.xml.skip().map(drop),
        }
    }

    fn paragraph(&mut self) -> Result<Paragraph, Fault> {
        self.count()?;
        let mut paragraph = Paragraph::default();
        self.deeper(|body| body.inline(&mut paragraph))?;
        self.fields.end_paragraph();
        Ok(paragraph)
    }

    /// A content control: `read` reads its content.
    pub fn control(&mut self, read: impl FnOnce(&mut Self) -> Result<(), Fault>) -> Result<(), Fault> {
        let mut control = Control { left_out: false };
        let mut read = Some(read);
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "sdtPr" => control = self.control_properties()?,
                "sdtContent" if !control.left_out && read.is_some() => {
                    if let Some(read) = read.take() {
                        self.deeper(read)?;
                    }
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn control_properties(&mut self) -> Result<Control, Fault> {
        let mut left_out = false;
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "showingPlcHdr" => {
                    left_out |= is_on(&tag);
                    self.xml.skip()?;
                }
                "docPartObj" => {
                    while let Some(inner) = self.xml.child()? {
                        let gallery = value(&inner).unwrap_or_default();
                        left_out |= inner.local() == "docPartGallery" && gallery == "Table of Contents";
                        self.xml.skip()?;
                    }
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(Control { left_out })
    }

    /// Several ways to say one thing (ECMA-376 part 3, 7.5): the first that says something. `read` says whether it did.
    pub fn alternative(
        &mut self,
        mut read: impl FnMut(&mut Self) -> Result<bool, Fault>,
    ) -> Result<(), Fault> {
        let mut said = false;
        while let Some(tag) = self.xml.child()? {
            if said || !matches!(tag.local(), "Choice" | "Fallback") {
                self.xml.skip()?;
                continue;
            }
            self.deeper(|body| {
                said = read(body)?;
                Ok(())
            })?;
        }
        Ok(())
    }

    fn rows(&mut self, table: &mut Table) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "tblPr" => table.heads |= self.table_heads()?,
                "tr" => {
                    let mut row = Row::default();
                    self.row(&mut row)?;
                    row.cells.retain(|cell| !cell.gone);
                    if row.gone {
                        self.left.deletions += 1;
                    } else {
                        table.rows.push(row);
                    }
                }
                "sdt" => self.control(|body| body.rows(table))?,
                "ins" | "moveTo" | "customXml" => self.deeper(|body| body.rows(table))?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    /// Whether a table's properties make its first row look like a header.
    fn table_heads(&mut self) -> Result<bool, Fault> {
        let (mut styled, mut asked) = (false, true);
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "tblStyle" => styled = value(&tag).is_some_and(|id| self.styles.heads_rows(&id)),
                "tblLook" => asked = asks_for_first_row(&tag),
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(styled && asked)
    }

    fn row(&mut self, row: &mut Row) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "trPr" => self.row_properties(row)?,
                "tc" => {
                    self.count()?;
                    let column = row.cells.last().map_or(row.before, |cell| cell.column + cell.span);
                    let mut cell = Cell { column, span: 1, ..Cell::default() };
                    self.cell(&mut cell)?;
                    row.cells.push(cell);
                }
                "sdt" => self.control(|body| body.row(row))?,
                "ins" | "moveTo" | "customXml" => self.deeper(|body| body.row(row))?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn row_properties(&mut self, row: &mut Row) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "tblHeader" => row.header = is_on(&tag),
                "gridBefore" => row.before = tag.number("val").unwrap_or(0).min(MOST_COLUMNS),
                "del" => row.gone = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    fn cell(&mut self, cell: &mut Cell) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "tcPr" => self.cell_properties(cell)?,
                _ => self.block(&tag, &mut cell.blocks)?,
            }
        }
        Ok(())
    }

    fn cell_properties(&mut self, cell: &mut Cell) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "gridSpan" => cell.span = tag.number("val").unwrap_or(1).clamp(1, MOST_COLUMNS),
                "vMerge" => cell.continues = value(&tag).as_deref() != Some("restart"),
                "hMerge" => cell.gone = value(&tag).as_deref() != Some("restart"),
                "shd" => {
                    cell.shaded = tag.attr("fill").is_some_and(|fill| fill != "auto" && fill != "FFFFFF")
                }
                "cellDel" => cell.gone = true,
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }

    /// Reads a paragraph's properties; a heading ends a table of contents that was never closed.
    pub fn paragraph_properties(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        paragraph.para = properties::para(&mut self.xml)?;
        if self.styles.heading(&paragraph.para).is_some() {
            self.fields.end_left_out();
        }
        Ok(())
    }
}

/// A `w:tblLook` as words or, in older files, as bits.
fn asks_for_first_row(look: &Tag) -> bool {
    match look.attr("firstRow") {
        Some(_) => look.flag("firstRow"),
        None => {
            let bits = look.attr("val").and_then(|bits| u32::from_str_radix(&bits, 16).ok());
            bits.is_none_or(|bits| bits & 0x20 != 0)
        }
    }
}

/// Adds a paragraph, or goes on with the one above where its end was deleted.
fn push(blocks: &mut Vec<Block>, paragraph: Paragraph) {
    let above = blocks.pop_if(|block| block.paragraph().is_some_and(Paragraph::joins));
    let whole = match above {
        Some(Block::Paragraph(above)) => above.before(paragraph),
        _ => paragraph,
    };
    blocks.push(Block::Paragraph(whole));
}
