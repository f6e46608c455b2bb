//! One pass over the main part: paragraphs, tables, controls, boxes, each with what writing there would do.

use std::ops::Range;

use super::CheckBox;
use super::lay::{Laying, Slots};
use crate::sheet::Fault;
use crate::sheet::xml::{Patch, Tag, Xml, is_true, retagged};
use crate::workbook::Workbook;

/// The most paragraphs and table cells together.
const MOST_PLACES: usize = 300_000;
/// How deep tables and controls may lie in one another.
const DEEPEST: usize = 40;

/// Characters that are printed as boxes, empty or ticked.
pub(super) const BOXES: [char; 6] = ['☐', '□', '❑', '❏', '☒', '☑'];

/// The document's grid and its places.
pub(super) fn grid(text: &str, part: &str, read_only: bool) -> Result<(Workbook, Slots), Fault> {
    let mut xml = Xml::new(text, part);
    let mut reading = Reading { text, xml: &mut xml, places: 0, depth: 0, control: None };
    let mut blocks = Vec::new();
    reading.xml.root("document")?;
    while let Some(tag) = reading.xml.child()? {
        match tag.local() {
            "body" => reading.blocks(&mut blocks)?,
            _ => drop(reading.xml.skip()?),
        }
    }
    Ok(Laying::of(blocks, read_only))
}

struct Reading<'a, 'b> {
    text: &'a str,
    xml: &'b mut Xml<'a>,
    places: usize,
    depth: usize,
    /// The control that the blocks being read are the content of.
    control: Option<Control>,
}

pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Vec<Vec<TableCell>>),
}

#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) range: Range<usize>,
    pub(super) prefix: String,
    /// The start tag as it would be with content, and the paragraph's properties.
    pub(super) open: String,
    pub(super) properties: String,
    pub(super) run_properties: String,
    pub(super) text: String,
    pub(super) bold: bool,
    pub(super) boxes: Vec<(usize, CheckBox)>,
    pub(super) controls: Vec<Control>,
    /// It holds a picture, a field or another thing that an answer would destroy.
    pub(super) foreign: bool,
}

pub(super) struct TableCell {
    pub(super) column: u32,
    pub(super) span: u32,
    pub(super) continues: bool,
    pub(super) restarts: bool,
    pub(super) fill: Option<u32>,
    pub(super) header: bool,
    /// Where its paragraphs are.
    pub(super) content: Range<usize>,
    pub(super) paragraphs: Vec<Paragraph>,
    pub(super) foreign: bool,
}

/// A content control (17.5.2).
#[derive(Clone, Debug, Default)]
pub(super) struct Control {
    pub(super) check: Option<(bool, Vec<Patch>, char)>,
    pub(super) items: Vec<String>,
    pub(super) locked: bool,
    /// The mark that its content is only a placeholder.
    pub(super) placeholder: Option<Range<usize>>,
    pub(super) content: Range<usize>,
    pub(super) run_properties: String,
    pub(super) inline: bool,
}

impl<'a> Reading<'a, '_> {
    fn raw(&self, range: Range<usize>) -> String {
        self.text[range].to_owned()
    }

    fn count(&mut self) -> Result<(), Fault> {
        self.places += 1;
        if self.places > MOST_PLACES {
            return Err(Fault::too_large("the number of paragraphs and cells", MOST_PLACES.to_string()));
        }
        Ok(())
    }

    /// The content of a body, cell or control.
    fn blocks(&mut self, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        if self.depth > DEEPEST {
            return self.xml.skip().map(drop);
        }
        self.depth += 1;
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "p" => {
                    let paragraph = self.paragraph(&tag)?;
                    blocks.push(Block::Paragraph(paragraph));
                }
                "tbl" => {
                    let rows = self.table()?;
                    blocks.push(Block::Table(rows));
                }
                "sdt" => self.block_control(blocks)?,
                "ins" | "moveTo" | "customXml" | "smartTag" => self.blocks(blocks)?,
                _ => drop(self.xml.skip()?),
            }
        }
        self.depth -= 1;
        Ok(())
    }

    /// A control around whole paragraphs; the first of them stands for it.
    fn block_control(&mut self, blocks: &mut Vec<Block>) -> Result<(), Fault> {
        let outer = self.control.take();
        let mut control = Control::default();
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "sdtPr" => control = self.control_properties()?,
                "sdtContent" => {
                    self.control = Some(control.clone());
                    self.blocks(blocks)?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        self.control = outer;
        Ok(())
    }

    fn control_properties(&mut self) -> Result<Control, Fault> {
        let mut control = Control::default();
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "checkbox" => control.check = Some(self.check_properties()?),
                "dropDownList" | "comboBox" => {
                    while let Some(item) = self.xml.child()? {
                        let shown =
                            item.attr("displayText").or_else(|| item.attr("value")).unwrap_or_default();
                        if !item.attr("value").unwrap_or_default().is_empty() {
                            control.items.push(shown.into_owned());
                        }
                        self.xml.skip()?;
                    }
                }
                "lock" => {
                    control.locked =
                        tag.attr("val").is_some_and(|lock| lock.to_lowercase().contains("contentlocked"));
                    self.xml.skip()?;
                }
                "showingPlcHdr" => {
                    let start = tag.range.start;
                    let end = self.xml.skip()?;
                    control.placeholder = Some(start..end);
                }
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(control)
    }

    fn check_properties(&mut self) -> Result<(bool, Vec<Patch>, char), Fault> {
        let (mut ticked, mut patches, mut sign) = (false, Vec::new(), '☒');
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "checked" => {
                    ticked = tag.attr("val").is_none_or(|value| is_true(&value));
                    let name = format!("{}val", tag.prefix());
                    let end = if self.text[tag.range.clone()].ends_with("/>") { "/>" } else { ">" };
                    patches.push((tag.range.clone(), retagged(&tag, &["val"], &[(&name, "1")], end)));
                }
                "checkedState" => {
                    let code = tag.attr("val").and_then(|code| u32::from_str_radix(&code, 16).ok());
                    sign = code.and_then(char::from_u32).unwrap_or(sign);
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok((ticked, patches, sign))
    }

    fn paragraph(&mut self, tag: &Tag) -> Result<Paragraph, Fault> {
        self.count()?;
        let mut paragraph = Paragraph {
            range: tag.range.clone(),
            prefix: tag.prefix().to_owned(),
            open: retagged(tag, &[], &[], ">"),
            bold: true,
            ..Paragraph::default()
        };
        self.inline(&mut paragraph)?;
        paragraph.range.end = self.xml.at();
        paragraph.bold &= !paragraph.text.trim().is_empty();
        if let Some(mut control) = self.control.take() {
            control.content = paragraph.range.clone();
            if control.placeholder.is_some() {
                paragraph.text.clear();
                paragraph.boxes.clear();
            }
            control.run_properties.clone_from(&paragraph.run_properties);
            paragraph.controls.push(control);
        }
        Ok(paragraph)
    }

    /// The content of a paragraph, or of an element inside one.
    fn inline(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        if self.depth > DEEPEST {
            return self.xml.skip().map(drop);
        }
        self.depth += 1;
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "pPr" => self.paragraph_properties(&tag, paragraph)?,
                "r" => self.run(paragraph)?,
                "sdt" => self.inline_control(paragraph)?,
                "hyperlink" | "ins" | "moveTo" | "smartTag" | "customXml" | "fldSimple" => {
                    self.inline(paragraph)?
                }
                "oMath" | "oMathPara" => {
                    paragraph.foreign = true;
                    self.xml.skip()?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        self.depth -= 1;
        Ok(())
    }

    fn paragraph_properties(&mut self, tag: &Tag, paragraph: &mut Paragraph) -> Result<(), Fault> {
        let start = tag.range.start;
        let mut heading = false;
        while let Some(inner) = self.xml.child()? {
            let inner_start = inner.range.start;
            let style = inner.attr("val").unwrap_or_default().to_lowercase();
            heading |= inner.local() == "pStyle" && (style.starts_with("head") || style.starts_with("title"));
            let is_run = inner.local() == "rPr";
            let end = self.xml.skip()?;
            if is_run {
                paragraph.run_properties = self.raw(inner_start..end);
            }
        }
        paragraph.properties = self.raw(start..self.xml.at());
        if heading {
            paragraph.text.push('\u{1}');
        }
        Ok(())
    }

    fn run(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        let before = paragraph.text.len();
        let mut bold = false;
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "rPr" => {
                    let start = tag.range.start;
                    while let Some(inner) = self.xml.child()? {
                        bold |= inner.local() == "b" && inner.attr("val").is_none_or(|value| is_true(&value));
                        self.xml.skip()?;
                    }
                    if before == 0 || paragraph.run_properties.is_empty() {
                        paragraph.run_properties = self.raw(start..self.xml.at());
                    }
                }
                "t" => self.words(paragraph)?,
                "tab" | "ptab" => {
                    paragraph.text.push('\t');
                    self.xml.skip()?;
                }
                "br" | "cr" => {
                    paragraph.text.push('\n');
                    self.xml.skip()?;
                }
                "noBreakHyphen" => {
                    paragraph.text.push('-');
                    self.xml.skip()?;
                }
                "fldChar" => self.field(&tag, paragraph)?,
                "drawing" | "pict" | "object" | "AlternateContent" | "footnoteReference" => {
                    paragraph.foreign = true;
                    self.xml.skip()?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        paragraph.bold &= bold || paragraph.text[before..].trim().is_empty();
        Ok(())
    }

    /// Text, with the boxes that are only printed.
    fn words(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        let start = self.xml.at();
        let words = self.xml.text()?;
        let raw = &self.text[start..self.xml.at()];
        let mut printed = raw.match_indices(BOXES);
        for (at, _) in words.match_indices(BOXES) {
            let Some((place, sign)) = printed.next() else { break };
            let patch = (start + place..start + place + sign.len(), "☒".to_owned());
            let tick =
                CheckBox { label: String::new(), ticked: matches!(sign, "☒" | "☑"), tick: vec![patch] };
            paragraph.boxes.push((paragraph.text.len() + at, tick));
        }
        paragraph.text.push_str(&words);
        Ok(())
    }

    /// A field's mark. The old form fields' check boxes are in it (17.16.7).
    fn field(&mut self, tag: &Tag, paragraph: &mut Paragraph) -> Result<(), Fault> {
        let begins = tag.attr("fldCharType").as_deref() == Some("begin");
        let mut found = None;
        while let Some(data) = self.xml.child()? {
            if data.local() != "ffData" {
                self.xml.skip()?;
                continue;
            }
            while let Some(inner) = self.xml.child()? {
                if inner.local() == "checkBox" {
                    found = Some(self.form_box(&inner)?);
                } else {
                    self.xml.skip()?;
                }
            }
        }
        match found {
            Some(check) => {
                paragraph.boxes.push((paragraph.text.len(), check));
                paragraph.text.push('☐');
            }
            None => paragraph.foreign |= begins,
        }
        Ok(())
    }

    fn form_box(&mut self, tag: &Tag) -> Result<CheckBox, Fault> {
        let prefix = tag.prefix().to_owned();
        let mut ticked = false;
        let mut place = None;
        loop {
            match self.xml.child_or_end()? {
                Ok(inner) => {
                    let (is_checked, is_default) = (inner.local() == "checked", inner.local() == "default");
                    let on = inner.attr("val").is_none_or(|value| is_true(&value));
                    ticked = if is_checked { on } else { ticked || (is_default && on) };
                    let start = inner.range.start;
                    let end = self.xml.skip()?;
                    if is_checked {
                        place = Some(start..end);
                    }
                }
                Err(end) => {
                    let patch = (place.unwrap_or(end.start..end.start), format!("<{prefix}checked/>"));
                    return Ok(CheckBox { label: String::new(), ticked, tick: vec![patch] });
                }
            }
        }
    }

    fn inline_control(&mut self, paragraph: &mut Paragraph) -> Result<(), Fault> {
        let mut control = Control { inline: true, ..Control::default() };
        let before = paragraph.text.len();
        let printed = paragraph.boxes.len();
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "sdtPr" => control = Control { inline: true, ..self.control_properties()? },
                "sdtContent" => {
                    let start = tag.range.end;
                    let outer = std::mem::take(&mut paragraph.run_properties);
                    self.inline(paragraph)?;
                    control.content = start..self.xml.before_end();
                    control.run_properties = std::mem::replace(&mut paragraph.run_properties, outer);
                }
                _ => drop(self.xml.skip()?),
            }
        }
        if let Some((ticked, mut tick, sign)) = control.check.take() {
            let own = paragraph.boxes.drain(printed..).flat_map(|(_, check)| check.tick);
            tick.extend(own.map(|(range, _)| (range, sign.to_string())));
            paragraph.boxes.push((before, CheckBox { label: String::new(), ticked, tick }));
            return Ok(());
        }
        if control.placeholder.is_some() {
            paragraph.text.truncate(before);
            paragraph.boxes.truncate(printed);
        }
        paragraph.controls.push(control);
        Ok(())
    }

    fn table(&mut self) -> Result<Vec<Vec<TableCell>>, Fault> {
        let mut rows = Vec::new();
        self.rows(&mut rows)?;
        Ok(rows)
    }

    fn rows(&mut self, rows: &mut Vec<Vec<TableCell>>) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "tr" => {
                    let mut row = Row { cells: Vec::new(), column: 1, header: false };
                    self.row(&mut row)?;
                    rows.push(row.cells);
                }
                "sdt" | "sdtContent" | "ins" | "customXml" => self.rows(rows)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn row(&mut self, row: &mut Row) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "trPr" => {
                    while let Some(inner) = self.xml.child()? {
                        let skipped: u32 = inner.number("val").unwrap_or(0);
                        match inner.local() {
                            "gridBefore" => row.column += skipped.min(63),
                            "tblHeader" => row.header = inner.attr("val").is_none_or(|value| is_true(&value)),
                            _ => {}
                        }
                        self.xml.skip()?;
                    }
                }
                "tc" => {
                    let cell = self.cell(&tag, row)?;
                    row.column += cell.span;
                    row.cells.push(cell);
                }
                "sdt" | "sdtContent" | "ins" | "customXml" => self.row(row)?,
                _ => drop(self.xml.skip()?),
            }
        }
        Ok(())
    }

    fn cell(&mut self, tag: &Tag, row: &Row) -> Result<TableCell, Fault> {
        self.count()?;
        let mut cell = TableCell {
            column: row.column,
            span: 1,
            continues: false,
            restarts: false,
            fill: None,
            header: row.header,
            content: tag.range.end..tag.range.end,
            paragraphs: Vec::new(),
            foreign: false,
        };
        let mut blocks = Vec::new();
        let outer = self.control.take();
        loop {
            let inner = match self.xml.child_or_end()? {
                Ok(inner) => inner,
                Err(end) => {
                    cell.content.end = end.start;
                    break;
                }
            };
            match inner.local() {
                "tcPr" => {
                    self.cell_properties(&mut cell)?;
                    cell.content.start = self.xml.at();
                }
                "p" => {
                    let paragraph = self.paragraph(&inner)?;
                    blocks.push(Block::Paragraph(paragraph));
                }
                "sdt" => self.block_control(&mut blocks)?,
                "tbl" => {
                    cell.foreign = true;
                    self.xml.skip()?;
                }
                _ => drop(self.xml.skip()?),
            }
        }
        self.control = outer;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => cell.paragraphs.push(paragraph),
                Block::Table(_) => cell.foreign = true,
            }
        }
        Ok(cell)
    }

    fn cell_properties(&mut self, cell: &mut TableCell) -> Result<(), Fault> {
        while let Some(tag) = self.xml.child()? {
            match tag.local() {
                "gridSpan" => cell.span = tag.number("val").unwrap_or(1).clamp(1, 63),
                "vMerge" if tag.attr("val").as_deref() == Some("restart") => cell.restarts = true,
                "vMerge" => cell.continues = true,
                "shd" => {
                    let colour = tag.attr("fill").and_then(|fill| u32::from_str_radix(&fill, 16).ok());
                    cell.fill = colour.filter(|rgb| *rgb != 0xFF_FF_FF);
                }
                _ => {}
            }
            self.xml.skip()?;
        }
        Ok(())
    }
}

struct Row {
    cells: Vec<TableCell>,
    column: u32,
    header: bool,
}
