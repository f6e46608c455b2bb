//! A plain table as a workbook of one sheet. Every text as text; one that a cell cannot hold is refused, never cut.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook};

use super::{ReportError, header, text};
use crate::workbook::MOST_UNITS;

/// A table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum TableError {
    #[error("row {row}, “{column}”: the text is longer than the {MOST_UNITS} characters that a cell holds")]
    TooLong { row: usize, column: String },
    #[error(transparent)]
    Report(#[from] ReportError),
}

/// Writes a table. The same table gives the same bytes.
pub fn table(name: &str, columns: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, TableError> {
    check(columns, rows)?;
    Ok(write(name, columns, rows)?)
}

fn check(columns: &[&str], rows: &[Vec<String>]) -> Result<(), TableError> {
    for (at, row) in rows.iter().enumerate() {
        let too_long = |(_, text): &(&&str, &String)| text.encode_utf16().count() > MOST_UNITS;
        if let Some((column, _)) = columns.iter().zip(row).find(too_long) {
            return Err(TableError::TooLong { row: at + 2, column: (*column).to_owned() });
        }
    }
    Ok(())
}

fn write(name: &str, columns: &[&str], rows: &[Vec<String>]) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_author("Countersign").set_creation_datetime(&date));
    let sheet = workbook.add_worksheet();
    sheet.set_name(name)?;
    for (column, heading) in (0u16..).zip(columns) {
        sheet.write_string_with_format(0, column, *heading, &header())?;
        sheet.set_column_width(column, 24)?;
    }
    for (at, row) in (1u32..).zip(rows) {
        for (column, words) in (0u16..).zip(row).filter(|(_, words)| !words.is_empty()) {
            sheet.write_string_with_format(at, column, words.as_str(), &text())?;
        }
    }
    sheet.set_freeze_panes(1, 1)?;
    sheet.autofilter(0, 0, rows.len().max(1) as u32, columns.len() as u16 - 1)?;
    Ok(workbook.save_to_buffer()?)
}
