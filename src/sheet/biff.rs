//! What calamine does not show of an `.xls` (MS-XLS, BIFF8): data validations, hidden rows and columns, formulas, looks.
//! Reads only; whatever is not as it should be has no rules.

mod looks;

use super::formula::Value;
use crate::workbook::{Accepts, Area, Column, Position, Row, Rule, Sheet, Workbook};
use looks::Looks;

/// The longest chain of sectors, and the most records, that are followed.
const MOST: usize = 4_000_000;
/// The most options of a list that are kept.
const MOST_OPTIONS: usize = 5_000;

// Record types (MS-XLS 2.3).
const BOUND_SHEET: u16 = 0x85;
const SUP_BOOK: u16 = 0x1AE;
const EXTERN_SHEET: u16 = 0x17;
const DEFINED_NAME: u16 = 0x18;
const VALIDATION: u16 = 0x1BE;
const ROW: u16 = 0x208;
const FORMULA: u16 = 0x06;
const COLUMNS: u16 = 0x7D;
const BEGINNING: u16 = 0x809;
const END: u16 = 0x0A;

/// Adds to the sheets what their records say. Sheets are found by name.
pub(super) fn complete(bytes: &[u8], workbook: &mut Workbook) {
    let Some(stream) = workbook_stream(bytes) else { return };
    let globals = Globals::of(&stream);
    let looks = Looks::of(&stream);
    let mut found = Vec::new();
    for (place, (name, offset)) in globals.sheets.iter().enumerate() {
        let Some(at) = workbook.sheets.iter().position(|sheet| sheet.name == *name) else { continue };
        settings(&stream, *offset, &mut workbook.sheets[at]);
        looks.dress(&stream, *offset, &mut workbook.sheets[at]);
        let rules = validations(&stream, *offset).filter_map(|raw| rule(&raw, &globals, workbook, place));
        found.push((at, rules.collect::<Vec<_>>()));
    }
    for (at, rules) in found {
        workbook.sheets[at].rules = rules;
    }
}

/// The stream `Workbook` of a compound file (MS-CFB), its sectors in order.
fn workbook_stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let size = 1usize.checked_shl(u32::from(u16_at(bytes, 30)?)).filter(|size| matches!(size, 512 | 4096))?;
    let sector = |number: u32| {
        let start = (usize::try_from(number).ok()? + 1).checked_mul(size)?;
        bytes.get(start..(start + size).min(bytes.len()))
    };
    let mut tables: Vec<u32> = (0..109).filter_map(|n| u32_at(bytes, 76 + n * 4)).collect();
    let mut next = u32_at(bytes, 68)?;
    for _ in 0..MOST / size {
        let Some(more) = sector(next).filter(|more| more.len() == size) else { break };
        tables.extend((0..size / 4 - 1).filter_map(|n| u32_at(more, n * 4)));
        next = u32_at(more, size - 4)?;
    }
    let table: Vec<u32> = tables
        .iter()
        .filter_map(|number| sector(*number))
        .flat_map(|part| part.chunks_exact(4).filter_map(|four| u32_at(four, 0)))
        .collect();
    let chain = |first: u32| {
        let mut all = Vec::new();
        let mut number = first;
        while let Some(part) = sector(number) {
            all.extend_from_slice(part);
            if all.len() > bytes.len() {
                break;
            }
            number = *table.get(number as usize).unwrap_or(&u32::MAX);
        }
        all
    };
    let directory = chain(u32_at(bytes, 48)?);
    let name: Vec<u8> = "Workbook\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let entry = directory.chunks_exact(128).find(|entry| entry.starts_with(&name))?;
    let length = usize::try_from(u32_at(entry, 120)?).ok()?;
    let first = u32_at(entry, 116)?;
    let mut stream = if length < 4096 {
        let tables = chain(u32_at(bytes, 60)?);
        small_chain(&chain(u32_at(&directory, 116)?), &tables, first)
    } else {
        chain(first)
    };
    stream.truncate(length);
    Some(stream)
}

/// A stream below 4,096 bytes lies in sectors of 64 within another stream (MS-CFB 2.4).
fn small_chain(container: &[u8], table: &[u8], first: u32) -> Vec<u8> {
    let mut all = Vec::new();
    let mut number = first as usize;
    while let Some(part) = number.checked_mul(64).and_then(|start| container.get(start..start + 64)) {
        all.extend_from_slice(part);
        if all.len() >= 4096 {
            break;
        }
        number = number.checked_mul(4).and_then(|at| u32_at(table, at)).unwrap_or(u32::MAX) as usize;
    }
    all
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).map(|two| u16::from_le_bytes([two[0], two[1]]))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from(u16_at(bytes, at)?) | u32::from(u16_at(bytes, at + 2)?) << 16)
}

/// The records from a place to the end of its substream.
fn records(stream: &[u8], start: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = start;
    let mut depth = 0u32;
    std::iter::from_fn(move || {
        let (kind, length) = (u16_at(stream, at)?, usize::from(u16_at(stream, at + 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        depth = match kind {
            BEGINNING => depth + 1,
            END => depth.checked_sub(1).filter(|depth| *depth > 0)?,
            _ => depth,
        };
        Some((kind, data))
    })
    .take(MOST)
}

/// What the workbook's own records list.
#[derive(Default)]
struct Globals {
    /// Names and where the sheets' substreams start, in order.
    sheets: Vec<(String, usize)>,
    /// For each reference index, the sheet it means in this workbook.
    references: Vec<Option<usize>>,
    names: Vec<Vec<u8>>,
}

impl Globals {
    fn of(stream: &[u8]) -> Self {
        let mut globals = Self::default();
        let mut books = 0u16;
        let mut own = None;
        for (kind, data) in records(stream, 0) {
            match kind {
                BOUND_SHEET => globals.sheets.extend(bound_sheet(data)),
                SUP_BOOK => {
                    if u16_at(data, 2) == Some(0x0401) {
                        own = Some(books);
                    }
                    books += 1;
                }
                EXTERN_SHEET => {
                    for six in data.get(2..).unwrap_or_default().chunks_exact(6) {
                        let inside = own.is_some() && u16_at(six, 0) == own;
                        globals.references.push(u16_at(six, 2).filter(|_| inside).map(usize::from));
                    }
                }
                DEFINED_NAME => globals.names.push(name_formula(data).unwrap_or_default()),
                _ => {}
            }
        }
        globals
    }
}

fn bound_sheet(data: &[u8]) -> Option<(String, usize)> {
    let offset = usize::try_from(u32_at(data, 0)?).ok()?;
    let count = usize::from(*data.get(6)?);
    Some((characters(data.get(7..)?, count)?.0, offset))
}

/// A name's formula (2.4.150): after the fixed part, the name's characters, then the formula.
fn name_formula(data: &[u8]) -> Option<Vec<u8>> {
    let length = usize::from(u16_at(data, 4)?);
    let (_, used) = characters(data.get(14..)?, usize::from(*data.get(3)?))?;
    data.get(14 + used..14 + used + length).map(<[u8]>::to_vec)
}

/// A string without its count (2.5.293): a flag, then one or two bytes a character; with how many bytes it took.
fn characters(data: &[u8], count: usize) -> Option<(String, usize)> {
    if data.first()? & 1 == 0 {
        let bytes = data.get(1..1 + count)?;
        return Some((bytes.iter().map(|byte| char::from(*byte)).collect(), 1 + count));
    }
    let bytes = data.get(1..1 + count * 2)?;
    let units: Vec<u16> = bytes.chunks_exact(2).map(|two| u16::from_le_bytes([two[0], two[1]])).collect();
    Some((String::from_utf16_lossy(&units), 1 + count * 2))
}

fn settings(stream: &[u8], offset: usize, sheet: &mut Sheet) {
    for (kind, data) in records(stream, offset) {
        match kind {
            ROW if u16_at(data, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                sheet.hidden_rows.extend(u16_at(data, 0).map(|row| Row(u32::from(row) + 1)));
            }
            FORMULA => {
                let (row, column) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0));
                let at = Position::new(u32::from(row) + 1, u32::from(column) + 1);
                sheet.cells.entry(at).or_default().formula = true;
            }
            COLUMNS if u16_at(data, 8).is_some_and(|flags| flags & 1 != 0) => {
                let (first, last) = (u16_at(data, 0).unwrap_or(0), u16_at(data, 2).unwrap_or(0).min(255));
                sheet.hidden_columns.extend((first..=last).map(|column| Column(u32::from(column) + 1)));
            }
            _ => {}
        }
    }
}

/// A data validation (2.4.88): its flags, two formulas, and its areas.
struct Raw {
    flags: u32,
    formulas: [Vec<u8>; 2],
    areas: Vec<Area>,
}

fn validations(stream: &[u8], offset: usize) -> impl Iterator<Item = Raw> {
    records(stream, offset).filter(|(kind, _)| *kind == VALIDATION).filter_map(|(_, data)| validation(data))
}

fn validation(data: &[u8]) -> Option<Raw> {
    let flags = u32_at(data, 0)?;
    let mut at = 4;
    for _ in 0..4 {
        let count = usize::from(u16_at(data, at)?);
        at += 2 + characters(data.get(at + 2..)?, count)?.1;
    }
    let mut formulas = [Vec::new(), Vec::new()];
    for formula in &mut formulas {
        let length = usize::from(u16_at(data, at)?);
        *formula = data.get(at + 4..at + 4 + length)?.to_vec();
        at += 4 + length;
    }
    let count = usize::from(u16_at(data, at)?);
    let areas = data.get(at + 2..)?.chunks_exact(8).take(count).filter_map(|eight| area(eight, true));
    Some(Raw { flags, formulas, areas: areas.collect() })
}

/// Four numbers: first and last row, first and last column. In formulas, flags stand beside the columns.
fn area(data: &[u8], plain: bool) -> Option<Area> {
    let mask = if plain { u16::MAX } else { 0x3FFF };
    let column = |at: usize| Some(u32::from(u16_at(data, at)? & mask) + 1);
    let row = |at: usize| Some(u32::from(u16_at(data, at)?) + 1);
    let corners = (Position::new(row(0)?, column(4)?), Position::new(row(2)?, column(6)?));
    let inside = |at: Position| at.column.0 <= Position::LAST_COLUMN;
    (inside(corners.0) && inside(corners.1)).then(|| Area::between(corners.0, corners.1))
}

fn rule(raw: &Raw, globals: &Globals, workbook: &Workbook, sheet: usize) -> Option<Rule> {
    let number = |at: usize| match value(&raw.formulas[at], globals, sheet, 0) {
        Value::Number(number) => Some(number),
        _ => None,
    };
    let limits = || limits(raw.flags >> 20 & 0xF, number(0), number(1));
    let accepts = match raw.flags & 0xF {
        1 => limits()
            .map(|(least, most)| Accepts::Whole { least: least.map(f64::ceil), most: most.map(f64::floor) }),
        2 => limits().map(|(least, most)| Accepts::Decimal { least, most }),
        3 => Some(Accepts::List(match value(&raw.formulas[0], globals, sheet, 0) {
            Value::Text(text) => text.split('\0').map(|option| option.trim().to_owned()).collect(),
            Value::Area(sheet, area) => {
                let sheet = &workbook.sheets.get(by_name(globals, workbook, sheet)?)?;
                super::formula::options(sheet, area, MOST_OPTIONS)
            }
            _ => Vec::new(),
        })),
        4 => Some(Accepts::Date),
        5 => Some(Accepts::Time),
        6 => limits()
            .map(|(least, most)| Accepts::Length { least: least.map(f64::ceil), most: most.map(f64::floor) }),
        7 => Some(Accepts::Custom("a formula".to_owned())),
        _ => return None,
    };
    let stops = raw.flags >> 4 & 7 == 0 && raw.flags >> 19 & 1 == 1;
    let accepts = accepts.unwrap_or_else(|| Accepts::Custom("a formula".to_owned()));
    (!raw.areas.is_empty()).then(|| Rule { areas: raw.areas.clone(), accepts, lenient: !stops })
}

/// Where a sheet of the file is in the workbook.
fn by_name(globals: &Globals, workbook: &Workbook, sheet: usize) -> Option<usize> {
    let (name, _) = globals.sheets.get(sheet)?;
    workbook.sheets.iter().position(|sheet| sheet.name == *name)
}

fn limits(operator: u32, first: Option<f64>, second: Option<f64>) -> Option<(Option<f64>, Option<f64>)> {
    let first = first?;
    Some(match operator {
        0 => (Some(first), Some(second?)),
        2 => (Some(first), Some(first)),
        4 => (Some(first.next_up()), None),
        5 => (None, Some(first.next_down())),
        6 => (Some(first), None),
        7 => (None, Some(first)),
        _ => return None,
    })
}

/// A formula that is one operand (2.5.198): a text, a number, an area, or a name for one. Areas name sheets by their
/// place in the file.
fn value(formula: &[u8], globals: &Globals, sheet: usize, depth: u32) -> Value {
    let Some((&token, rest)) = formula.split_first() else { return Value::Unknown };
    let found = match token {
        0x17 => rest
            .split_first()
            .and_then(|(count, rest)| characters(rest, usize::from(*count)))
            .map(|(text, _)| Value::Text(text)),
        0x1E => u16_at(rest, 0).map(|number| Value::Number(f64::from(number))),
        0x1F => rest
            .get(..8)
            .and_then(|eight| eight.try_into().ok())
            .map(|eight| Value::Number(f64::from_le_bytes(eight))),
        0x25 | 0x45 | 0x65 => area(rest, false).map(|area| Value::Area(sheet, area)),
        0x3B | 0x5B | 0x7B => {
            let sheet =
                u16_at(rest, 0).and_then(|at| globals.references.get(usize::from(at)).copied().flatten());
            sheet
                .zip(rest.get(2..).and_then(|rest| area(rest, false)))
                .map(|(sheet, area)| Value::Area(sheet, area))
        }
        0x23 | 0x43 | 0x63 if depth < 8 => {
            let name = u32_at(rest, 0)
                .and_then(|number| globals.names.get(usize::try_from(number).ok()?.checked_sub(1)?));
            name.map(|formula| value(formula, globals, sheet, depth + 1))
        }
        _ => None,
    };
    found.unwrap_or(Value::Unknown)
}
