//! What was read, laid out as sheets: which paragraph or table cell is where, what is legal there, and what writing
//! there would do.

use std::collections::BTreeMap;
use std::ops::Range;

use super::read::{BOXES, Block, Control, Paragraph, TableCell};
use super::{Blank, CheckBox, Slot};
use crate::workbook::{Accepts, Area, Cell, CellKind, Position, Rule, Sheet, Workbook};

/// Every place that is, or is not, for an answer.
pub(super) type Slots = BTreeMap<(usize, Position), Slot>;

/// Blocks while they are laid out as sheets.
pub(super) struct Laying {
    workbook: Workbook,
    slots: Slots,
    read_only: bool,
    paragraphs: u32,
}

impl Laying {
    /// The document's grid and its places.
    pub(super) fn of(blocks: Vec<Block>, read_only: bool) -> (Workbook, Slots) {
        let first = Sheet { name: "Paragraphs".to_owned(), protected: read_only, ..Sheet::default() };
        let workbook = Workbook { sheets: vec![first], warnings: Vec::new() };
        let mut laying = Self { workbook, slots: Slots::new(), read_only, paragraphs: 0 };
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => laying.paragraph(paragraph),
                Block::Table(rows) => laying.table(rows),
            }
        }
        (laying.workbook, laying.slots)
    }

    fn paragraph(&mut self, paragraph: Paragraph) {
        self.paragraphs += 1;
        let at = Position::new(self.paragraphs, 1);
        let locator = format!("p{}", self.paragraphs);
        let place = TableCell {
            column: 1,
            span: 1,
            continues: false,
            restarts: false,
            fill: None,
            header: false,
            content: paragraph.range.clone(),
            foreign: false,
            paragraphs: vec![paragraph],
        };
        self.place(0, at, locator, place, true);
    }

    fn table(&mut self, rows: Vec<Vec<TableCell>>) {
        let sheet = self.workbook.sheets.len();
        let name = format!("Table {sheet}");
        self.workbook.sheets.push(Sheet { name, protected: self.read_only, ..Sheet::default() });
        let mut open: BTreeMap<u32, Area> = BTreeMap::new();
        for (row, cells) in rows.into_iter().enumerate() {
            let row = row as u32 + 1;
            for cell in cells {
                let at = Position::new(row, cell.column);
                let last = Position::new(row, cell.column + cell.span - 1);
                if cell.continues {
                    if let Some(area) = open.get_mut(&cell.column) {
                        area.last.row = last.row;
                    }
                    continue;
                }
                self.close(sheet, open.remove(&cell.column));
                let area = Area { first: at, last };
                if cell.restarts {
                    open.insert(cell.column, area);
                } else {
                    self.close(sheet, Some(area));
                }
                let locator = format!("t{sheet}r{row}c{}", cell.column);
                self.place(sheet, at, locator, cell, false);
            }
        }
        open.into_values().for_each(|area| self.close(sheet, Some(area)));
    }

    /// A merge is known once its last row is.
    fn close(&mut self, sheet: usize, area: Option<Area>) {
        let merges = &mut self.workbook.sheets[sheet].merges;
        area.into_iter().filter(|area| area.first != area.last).for_each(|area| merges.push(area));
    }

    fn place(&mut self, sheet: usize, at: Position, locator: String, place: TableCell, in_text: bool) {
        let (text, heading) = place.text();
        let slot = place.slot(in_text, &text);
        let bold = heading || place.header || place.paragraphs.iter().all(|p| p.bold) && !text.is_empty();
        let options = place.options(&slot);
        let controlled = matches!(slot, Slot::Control { .. } | Slot::Boxes(_));
        let lone = match &slot {
            Slot::Boxes(boxes) if options.is_empty() => Some(boxes.iter().any(|check| check.ticked)),
            _ => None,
        };
        let text = lone.map_or(text, |ticked| if ticked { "X".to_owned() } else { String::new() });
        let kind = if text.trim().is_empty() { CellKind::Empty } else { CellKind::Text };
        let cell = Cell {
            kind,
            text,
            bold,
            fill: place.fill,
            locked: self.read_only && !controlled,
            locator: Some(locator),
            border: !in_text,
            formula: false,
        };
        let target = &mut self.workbook.sheets[sheet];
        target.cells.insert(at, cell);
        if !options.is_empty() {
            let areas = vec![Area { first: at, last: at }];
            target.rules.push(Rule { areas, accepts: Accepts::List(options), lenient: false });
        }
        self.slots.insert((sheet, at), slot);
    }
}

impl TableCell {
    /// The paragraphs' text, and whether one has a heading's style.
    fn text(&self) -> (String, bool) {
        let heading = self.paragraphs.iter().any(|paragraph| paragraph.text.starts_with('\u{1}'));
        let lines: Vec<_> = self.paragraphs.iter().map(|p| p.text.trim_start_matches('\u{1}')).collect();
        (lines.join("\n").trim_end_matches('\n').to_owned(), heading)
    }

    fn slot(&self, in_text: bool, text: &str) -> Slot {
        let boxes = self.boxes();
        let mut controls = self.paragraphs.iter().flat_map(|p| p.controls.iter().map(move |c| (p, c)));
        if let (Some((paragraph, control)), None) = (controls.next(), controls.next()) {
            return control_slot(paragraph, control);
        }
        if !boxes.is_empty() {
            return Slot::Boxes(boxes);
        }
        if self.foreign
            || self.paragraphs.iter().any(|paragraph| paragraph.foreign || !paragraph.controls.is_empty())
        {
            return Slot::Closed(
                "it holds a picture, a field, controls or a table, which an answer would destroy".to_owned(),
            );
        }
        let line = text.chars().all(|c| matches!(c, '_' | '.' | '…' | '-' | ' ' | '\u{A0}' | '\t' | '\n'));
        if in_text && !line {
            return Slot::Closed("it holds the customer's own text".to_owned());
        }
        match self.paragraphs.first() {
            Some(first) => Slot::Paragraphs(first.blank(self.content.clone())),
            None => Slot::Closed("it has no paragraph".to_owned()),
        }
    }

    /// Every box with the words that belong to it: those behind it, or those before where none are behind.
    fn boxes(&self) -> Vec<CheckBox> {
        self.paragraphs.iter().flat_map(Paragraph::labelled).collect()
    }

    fn options(&self, slot: &Slot) -> Vec<String> {
        match slot {
            Slot::Boxes(boxes) => {
                boxes.iter().map(|check| check.label.clone()).filter(|label| !label.is_empty()).collect()
            }
            Slot::Control { .. } => self
                .paragraphs
                .iter()
                .flat_map(|p| &p.controls)
                .flat_map(|control| control.items.clone())
                .collect(),
            _ => Vec::new(),
        }
    }
}

fn control_slot(paragraph: &Paragraph, control: &Control) -> Slot {
    if control.locked {
        return Slot::Closed("its control is locked".to_owned());
    }
    let first = control.placeholder.iter().map(|range| (range.clone(), String::new())).collect();
    let is_placeholder = control.placeholder.is_some();
    let own = |properties: &str| if is_placeholder { String::new() } else { properties.to_owned() };
    let mut blank = paragraph.blank(control.content.clone());
    blank.run_properties = own(&control.run_properties);
    if control.inline {
        blank.before.clear();
        blank.after.clear();
    }
    Slot::Control { first, blank }
}

impl Paragraph {
    fn blank(&self, range: Range<usize>) -> Blank {
        Blank {
            range,
            before: format!("{}{}", self.open, self.properties),
            prefix: self.prefix.clone(),
            run_properties: self.run_properties.clone(),
            after: format!("</{}p>", self.prefix),
        }
    }

    fn labelled(&self) -> Vec<CheckBox> {
        let tidy = |text: &str| {
            let plain = text.replace(BOXES, " ").replace('\u{1}', " ");
            plain.split_whitespace().collect::<Vec<_>>().join(" ")
        };
        let places: Vec<usize> = self.boxes.iter().map(|(at, _)| *at).chain([self.text.len()]).collect();
        let Some(&first) = places.first() else { return Vec::new() };
        let behind: Vec<String> = places.windows(2).map(|pair| tidy(&self.text[pair[0]..pair[1]])).collect();
        let before: Vec<String> = std::iter::once(tidy(&self.text[..first])).chain(behind.clone()).collect();
        let labels_first = behind.last().is_none_or(String::is_empty) && before[0].len() < 30;
        let labels = if labels_first { before } else { behind };
        let boxes = self.boxes.iter().zip(labels);
        boxes.map(|((_, check), label)| CheckBox { label, ..check.clone() }).collect()
    }
}
