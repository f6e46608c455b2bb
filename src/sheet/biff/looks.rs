//! How the cells of an `.xls` look, which of them are locked, how wide its columns are (MS-XLS 2.4). Cells that hold
//! nothing are kept where they are drawn or unlocked, since answers go there. What a cell says is read elsewhere.

use super::{COLUMNS, FORMULA, ROW, records, u16_at, u32_at};
use crate::sheet::xlsx::INDEXED;
use crate::workbook::{Cell, Column, Position, Row, Sheet};

// Record types (MS-XLS 2.3).
const FONT: u16 = 0x31;
const PALETTE: u16 = 0x92;
const FORMAT: u16 = 0xE0;
const PROTECTION: u16 = 0x12;
const BLANK: u16 = 0x201;
const BLANKS: u16 = 0xBE;
const COMPRESSED: u16 = 0x27E;
const COMPRESSED_ROW: u16 = 0xBD;
/// Cells of one value: a number, text of three kinds, a truth or an error.
const SINGLE: [u16; 5] = [0x203, 0xFD, 0x204, 0xD6, 0x205];

/// The most cells without text that are kept.
const MOST_BLANK: usize = 300_000;

/// What a cell format says.
#[derive(Clone, Copy, Debug, Default)]
struct Look {
    bold: bool,
    border: bool,
    fill: Option<u32>,
    unlocked: bool,
}

/// Every cell format of the workbook, by the index that cells name.
#[derive(Default)]
pub(super) struct Looks(Vec<Look>);

impl Looks {
    /// Reads the workbook's own records.
    pub(super) fn of(stream: &[u8]) -> Self {
        let (mut bold, mut formats) = (Vec::new(), Vec::new());
        let mut palette = INDEXED;
        for (kind, data) in records(stream, 0) {
            match kind {
                FONT => bold.push(u16_at(data, 6).is_some_and(|weight| weight >= 600)),
                PALETTE => own_colours(data, &mut palette),
                FORMAT => formats.push(data),
                _ => {}
            }
        }
        Self(formats.into_iter().map(|data| look(data, &bold, &palette).unwrap_or_default()).collect())
    }

    fn at(&self, index: Option<u16>) -> Look {
        index.and_then(|index| self.0.get(usize::from(index)).copied()).unwrap_or_default()
    }

    /// Gives a sheet's cells their looks.
    pub(super) fn dress(&self, stream: &[u8], offset: usize, sheet: &mut Sheet) {
        let mut blank = 0;
        for (kind, data) in records(stream, offset) {
            match kind {
                PROTECTION => sheet.protected = u16_at(data, 0) == Some(1),
                COLUMNS => self.columns(data, sheet),
                ROW => self.row(data, sheet),
                BLANKS => self.run(data, 2, sheet, &mut blank),
                COMPRESSED_ROW => self.run(data, 6, sheet, &mut blank),
                BLANK | COMPRESSED | FORMULA => self.cell(data, sheet, &mut blank),
                kind if SINGLE.contains(&kind) => self.cell(data, sheet, &mut blank),
                _ => {}
            }
        }
    }

    /// Widths are in 256ths of a character (2.4.53).
    fn columns(&self, data: &[u8], sheet: &mut Sheet) {
        let (first, last) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0).min(255));
        let unlocked = self.at(u16_at(data, 6)).unlocked;
        for column in (first..=last).map(|column| Column(u32::from(column) + 1)) {
            sheet.widths.extend(u16_at(data, 4).map(|width| (column, f64::from(width) / 256.0)));
            if unlocked {
                sheet.unlocked_columns.insert(column);
            }
        }
    }

    /// A row has a format of its own where a flag says so (2.4.221).
    fn row(&self, data: &[u8], sheet: &mut Sheet) {
        let own = u16_at(data, 12).is_some_and(|flags| flags & 0x80 != 0);
        if own && self.at(u16_at(data, 14).map(|index| index & 0xFFF)).unlocked {
            sheet.unlocked_rows.extend(u16_at(data, 0).map(|row| Row(u32::from(row) + 1)));
        }
    }

    /// Cells beside one another, so many bytes each; each begins with its format.
    fn run(&self, data: &[u8], size: usize, sheet: &mut Sheet, blank: &mut usize) {
        let (Some(row), Some(first)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let cells = data.get(4..data.len().saturating_sub(2)).unwrap_or_default();
        for (place, cell) in cells.chunks_exact(size).enumerate() {
            let column = u32::from(first) + place as u32 + 1;
            let at = Position::new(u32::from(row) + 1, column);
            put(sheet, at, self.at(u16_at(cell, 0)), blank);
        }
    }

    fn cell(&self, data: &[u8], sheet: &mut Sheet, blank: &mut usize) {
        let (Some(row), Some(column)) = (u16_at(data, 0), u16_at(data, 2)) else { return };
        let at = Position::new(u32::from(row) + 1, u32::from(column) + 1);
        put(sheet, at, self.at(u16_at(data, 4)), blank);
    }
}

fn put(sheet: &mut Sheet, at: Position, look: Look, blank: &mut usize) {
    if !sheet.cells.contains_key(&at) {
        let drawn = look.fill.is_some() || look.border || look.unlocked;
        if !drawn || *blank == MOST_BLANK || at.column.0 > Position::LAST_COLUMN {
            return;
        }
        *blank += 1;
    }
    let cell: &mut Cell = sheet.cells.entry(at).or_default();
    (cell.bold, cell.border, cell.fill, cell.locked) = (look.bold, look.border, look.fill, !look.unlocked);
}

/// The palette's own colours stand for the indices from 8 on (2.4.188).
fn own_colours(data: &[u8], palette: &mut [u32; 64]) {
    for (colour, four) in palette[8..].iter_mut().zip(data.get(2..).unwrap_or_default().chunks_exact(4)) {
        *colour = u32::from(four[0]) << 16 | u32::from(four[1]) << 8 | u32::from(four[2]);
    }
}

/// A cell format (2.4.353).
fn look(data: &[u8], bold: &[bool], palette: &[u32; 64]) -> Option<Look> {
    let font = usize::from(u16_at(data, 0)?);
    // There is no font of the number 4 (2.5.129).
    let font = if font > 4 { font - 1 } else { font };
    let pattern = u32_at(data, 14)? >> 26;
    let colour = usize::from(u16_at(data, 18)? & 0x7F);
    let fill = palette.get(colour).copied().filter(|rgb| pattern != 0 && *rgb != 0xFF_FF_FF);
    Some(Look {
        bold: bold.get(font).copied().unwrap_or(false),
        border: u16_at(data, 10)? != 0,
        fill,
        unlocked: u16_at(data, 4)? & 1 == 0,
    })
}
