//! The old binary workbooks, `.xls` and `.xlsb`: read with calamine, under limits. They cannot be changed in place; a
//! filled copy is a new `.xlsx` with their texts, merges and formulas' values, and says so.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Range, Reader, SheetType, SheetVisible, Xls, XlsError, Xlsb};
use rust_xlsxwriter as xlsxwriter;

use super::biff;
use super::legal::{Stored, settle};
use super::number::NumberFormat;
use super::{CellAnswer, Fault, Filled, Marking, Refusal};
use crate::workbook::{Accepts, Area, Areas, Cell, CellKind, Position, Row, Sheet, Visibility, Workbook};

/// The most cells that are kept.
const MOST_CELLS: usize = 1_500_000;
/// The largest file that is read.
const MOST_BYTES: usize = 64 << 20;
/// A column's width as it is stored has so much more, in characters, than the width that programs show.
const PADDING: f64 = 0.710_937_5;
/// What the user should know of each filled copy.
const NEW_FILE: &str = "an old binary workbook cannot be changed in place: this is a new .xlsx with its texts, merged \
                        cells, short lists and answers, and, from an .xls, fills, borders, bold type, widths and locks; \
                        other looks, passwords, pictures and macros are not in it, and formulas are their values";

/// An old workbook as it was read.
#[derive(Debug)]
pub(super) struct Legacy {
    pub workbook: Workbook,
    file: String,
}

/// Reads an `.xls`.
pub(super) fn read_xls(file: &str, bytes: &[u8]) -> Result<(Legacy, Workbook), Fault> {
    let mut xls = Xls::new(Cursor::new(small(bytes)?)).map_err(|error| match error {
        XlsError::Password => Fault::Encrypted,
        error => broken(&error),
    })?;
    let mut workbook = grid(&mut xls)?;
    for sheet in &mut workbook.sheets {
        let merges = xls.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
        sheet.merges = merges.iter().map(|area| placed(area.start, area.end)).collect::<Areas>();
    }
    biff::complete(bytes, &mut workbook);
    Ok((Legacy { workbook: workbook.clone(), file: file.to_owned() }, workbook))
}

/// Reads an `.xlsb`; its zip directory has been checked.
pub(super) fn read_xlsb(file: &str, bytes: &[u8]) -> Result<(Legacy, Workbook), Fault> {
    let mut xlsb = Xlsb::new(Cursor::new(small(bytes)?)).map_err(|e| broken(&e))?;
    let mut workbook = grid(&mut xlsb)?;
    workbook.warnings.push("the lists, looks and locks of a binary workbook (.xlsb) are not read".to_owned());
    Ok((Legacy { workbook: workbook.clone(), file: file.to_owned() }, workbook))
}

fn small(bytes: &[u8]) -> Result<&[u8], Fault> {
    let limit = || Fault::too_large("the file", format!("{} MB", MOST_BYTES >> 20));
    (bytes.len() <= MOST_BYTES).then_some(bytes).ok_or_else(limit)
}

fn broken(error: &impl std::fmt::Display) -> Fault {
    Fault::damaged("the old workbook", &error.to_string())
}

fn placed(first: (u32, u32), last: (u32, u32)) -> Area {
    Area::between(Position::new(first.0 + 1, first.1 + 1), Position::new(last.0 + 1, last.1 + 1))
}

fn grid<'a, R>(reader: &mut R) -> Result<Workbook, Fault>
where
    R: Reader<Cursor<&'a [u8]>>,
    R::Error: std::fmt::Display,
{
    let mut workbook = Workbook::default();
    let mut left = MOST_CELLS;
    let worksheets = reader.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    for listed in worksheets.cloned().collect::<Vec<_>>() {
        let mut sheet = Sheet { name: listed.name.clone(), ..Sheet::default() };
        if listed.visible != SheetVisible::Visible {
            sheet.visibility = Visibility::Hidden;
        }
        match reader.worksheet_range(&listed.name) {
            Ok(range) => cells(&range, &mut sheet, &mut left)?,
            Err(error) => {
                workbook.warnings.push(format!("sheet “{}” could not be read: {error}", listed.name));
                sheet.damage = Some(error.to_string());
            }
        }
        if let Ok(formulas) = reader.worksheet_formula(&listed.name) {
            for at in used(&formulas).filter(|(_, text)| !text.is_empty()).map(|(at, _)| at) {
                sheet.cells.entry(at).or_default().formula = true;
            }
        }
        workbook.sheets.push(sheet);
    }
    match workbook.sheets.iter().find_map(|sheet| Some((&sheet.name, sheet.damage.as_ref()?))) {
        Some((name, damage)) if workbook.sheets.iter().all(|sheet| sheet.damage.is_some()) => {
            Err(Fault::damaged(&format!("sheet “{name}”"), damage))
        }
        _ => Ok(workbook),
    }
}

fn used<T: calamine::CellType>(range: &Range<T>) -> impl Iterator<Item = (Position, &T)> {
    let (row, column) = range.start().unwrap_or((0, 0));
    range.used_cells().map(move |(down, right, value)| {
        (Position::new(row + down as u32 + 1, column + right as u32 + 1), value)
    })
}

fn cells(range: &Range<Data>, sheet: &mut Sheet, left: &mut usize) -> Result<(), Fault> {
    for (at, value) in used(range) {
        let (text, kind) = shown(value);
        *left = left
            .checked_sub(1)
            .ok_or_else(|| Fault::too_large("the workbook", format!("{MOST_CELLS} cells")))?;
        sheet.cells.insert(at, Cell { text, kind, ..Cell::default() });
    }
    Ok(())
}

fn shown(value: &Data) -> (String, CellKind) {
    match value {
        Data::Empty => (String::new(), CellKind::Empty),
        Data::String(text) if text.is_empty() => (String::new(), CellKind::Empty),
        Data::String(text) => (text.replace("\r\n", "\n").replace('\r', "\n"), CellKind::Text),
        Data::Bool(yes) => ((if *yes { "TRUE" } else { "FALSE" }).to_owned(), CellKind::Bool),
        Data::Error(error) => (error.to_string(), CellKind::Error),
        Data::Int(number) => (number.to_string(), CellKind::Number),
        Data::Float(number) => NumberFormat::General.show(*number, false),
        Data::DateTime(date) => {
            let (value, format) = (
                date.as_f64(),
                if date.as_f64().fract() == 0.0 { NumberFormat::Date } else { NumberFormat::DateTime },
            );
            format.show(value, false)
        }
        other => (other.to_string(), CellKind::Text),
    }
}

impl Legacy {
    /// A new `.xlsx` with the answers.
    pub fn fill(&self, answers: &[CellAnswer], marking: &Marking) -> Result<Filled, Fault> {
        let mut written: BTreeMap<(usize, Position), Stored> = BTreeMap::new();
        let mut refused = Vec::new();
        for answer in answers {
            let place = (answer.sheet, answer.at);
            let settled = match self.workbook.sheets.get(answer.sheet) {
                None => Err("there is no such sheet".to_owned()),
                Some(_) if written.contains_key(&place) => {
                    Err("it has been given an answer already".to_owned())
                }
                Some(sheet) => settle(sheet, answer, false),
            };
            match settled {
                Ok(value) => drop(written.insert(place, value)),
                Err(reason) => refused.push(Refusal { sheet: answer.sheet, at: answer.at, reason }),
            }
        }
        let bytes = self.rebuilt(&written, marking).map_err(|e| Fault::NotFilled(e.to_string()))?;
        self.check(&bytes, &written)?;
        Ok(Filled {
            bytes,
            written: written.into_keys().collect(),
            refused,
            parts_kept: 0,
            parts_changed: vec![self.file.clone()],
            warnings: vec![NEW_FILE.to_owned()],
        })
    }

    fn rebuilt(
        &self,
        answers: &BTreeMap<(usize, Position), Stored>,
        marking: &Marking,
    ) -> Result<Vec<u8>, xlsxwriter::XlsxError> {
        let mut book = xlsxwriter::Workbook::new();
        // No clock is asked: the same input gives the same bytes.
        let mut properties = xlsxwriter::DocProperties::new()
            .set_creation_datetime(&xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?);
        if let Some(value) = marking.property() {
            properties = properties.set_custom_property("Countersign", value.as_str());
        }
        book.set_properties(&properties);
        for (at, sheet) in self.workbook.sheets.iter().enumerate() {
            rebuild(book.add_worksheet(), sheet, &of_sheet(answers, at))?;
        }
        book.save_to_buffer()
    }

    /// Reads the new workbook: every text and answer is where it belongs.
    fn check(&self, bytes: &[u8], answers: &BTreeMap<(usize, Position), Stored>) -> Result<(), Fault> {
        let (_, again) = super::xlsx::read(super::package::Package::open(bytes.to_vec())?)?;
        for (number, (before, after)) in self.workbook.sheets.iter().zip(&again.sheets).enumerate() {
            let answered = of_sheet(answers, number);
            let wrong = |at: &Position| Fault::NotFilled(format!("{}!{at} does not read back", before.name));
            for (at, cell) in before.cells.iter().filter(|(at, _)| !answered.contains_key(at)) {
                let covered = before.merge_at(*at).is_some_and(|area| area.first != *at);
                if !covered && after.text(*at) != cell.text {
                    return Err(wrong(at));
                }
            }
            for (at, value) in answered {
                let found = after.text(at);
                let holds = match value {
                    Stored::Text(text) => found == text,
                    Stored::Number(number) => found == super::number::general(*number),
                    Stored::Bool(yes) => found == if *yes { "TRUE" } else { "FALSE" },
                };
                if !holds {
                    return Err(wrong(&at));
                }
            }
        }
        Ok(())
    }
}

fn of_sheet(answers: &BTreeMap<(usize, Position), Stored>, sheet: usize) -> BTreeMap<Position, &Stored> {
    let all = answers.iter().filter(|((at, _), _)| *at == sheet);
    all.map(|((_, at), value)| (*at, value)).collect()
}

fn rebuild(
    target: &mut xlsxwriter::Worksheet,
    sheet: &Sheet,
    answers: &BTreeMap<Position, &Stored>,
) -> Result<(), xlsxwriter::XlsxError> {
    target.set_name(&sheet.name)?;
    if sheet.visibility == Visibility::Hidden {
        target.set_hidden(true);
    }
    for area in &sheet.merges {
        let (first, last) = (place(area.first), place(area.last));
        target.merge_range(first.0, first.1, last.0, last.1, "", &dress(sheet, area.first))?;
    }
    settings(target, sheet)?;
    for (at, cell) in sheet.cells.iter().filter(|(at, _)| !answers.contains_key(at)) {
        if sheet.merge_at(*at).is_some_and(|area| area.first != *at) {
            continue;
        }
        let ((row, column), dress) = (place(*at), dress(sheet, *at));
        match (cell.kind, cell.text.parse::<f64>()) {
            _ if cell.text.is_empty() => target.write_blank(row, column, &dress)?,
            (CellKind::Number, Ok(number)) => target.write_number_with_format(row, column, number, &dress)?,
            (CellKind::Bool, _) => {
                target.write_boolean_with_format(row, column, cell.text == "TRUE", &dress)?
            }
            _ => target.write_string_with_format(row, column, &cell.text, &dress)?,
        };
    }
    for (at, value) in answers {
        let ((row, column), dress) = (place(*at), dress(sheet, *at));
        match value {
            Stored::Text(text) => target.write_string_with_format(row, column, text, &dress)?,
            Stored::Number(number) => target.write_number_with_format(row, column, *number, &dress)?,
            Stored::Bool(yes) => target.write_boolean_with_format(row, column, *yes, &dress)?,
        };
    }
    Ok(())
}

/// How a cell looks in the new workbook, as far as that was read; and its lock, which counts where the sheet is protected.
fn dress(sheet: &Sheet, at: Position) -> xlsxwriter::Format {
    let plain = xlsxwriter::Format::new().set_text_wrap().set_align(xlsxwriter::FormatAlign::Top);
    let with =
        |format: xlsxwriter::Format, on: bool, change: fn(xlsxwriter::Format) -> xlsxwriter::Format| {
            if on { change(format) } else { format }
        };
    let cell = sheet.cells.get(&at);
    let has = |what: fn(&Cell) -> bool| cell.is_some_and(what);
    let format = with(plain, has(|cell| cell.bold), |format| format.set_bold());
    let format =
        with(format, has(|cell| cell.border), |format| format.set_border(xlsxwriter::FormatBorder::Thin));
    let format = with(format, sheet.protected && !sheet.refuses_typing(at), |format| format.set_unlocked());
    match cell.and_then(|cell| cell.fill) {
        Some(rgb) => format.set_background_color(xlsxwriter::Color::RGB(rgb)),
        None => format,
    }
}

/// Widths, protection, what is hidden, and the lists that fit into a formula (255 characters).
fn settings(target: &mut xlsxwriter::Worksheet, sheet: &Sheet) -> Result<(), xlsxwriter::XlsxError> {
    for (column, width) in &sheet.widths {
        let shown = (width - PADDING).max(0.0);
        target.set_column_width(place(Position { row: Row(1), column: *column }).1, shown)?;
    }
    if sheet.protected {
        target.protect();
        for column in &sheet.unlocked_columns {
            let unlocked = xlsxwriter::Format::new().set_unlocked();
            target.set_column_format(place(Position { row: Row(1), column: *column }).1, &unlocked)?;
        }
    }
    for row in &sheet.hidden_rows {
        target.set_row_hidden(row.0 - 1)?;
    }
    for column in &sheet.hidden_columns {
        target.set_column_hidden(place(Position { row: Row(1), column: *column }).1)?;
    }
    for rule in &sheet.rules {
        let Accepts::List(options) = &rule.accepts else { continue };
        let short =
            options.join(",").encode_utf16().count() <= 255 && !options.iter().any(|o| o.contains(','));
        if !short || options.is_empty() {
            continue;
        }
        let list = xlsxwriter::DataValidation::new().allow_list_strings(options)?;
        let list = list.show_error_message(!rule.lenient);
        for area in &rule.areas {
            let (first, last) = (place(area.first), place(area.last));
            target.add_data_validation(first.0, first.1, last.0, last.1, &list)?;
        }
    }
    Ok(())
}

fn place(at: Position) -> (u32, u16) {
    (at.row.0 - 1, u16::try_from(at.column.0 - 1).expect("a column is at most 16,384"))
}
