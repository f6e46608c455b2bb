//! Corrections remembered by the structure of a file: the names of its sheets and the words of its headers. Holds no
//! word of a question or an answer; the sheets' names stand in the file that is recognised anyway.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use super::shape;
use crate::layout::{self, Overrides, SheetOverrides};
use crate::words::bare;
use crate::workbook::{Row, Sheet, Workbook};

/// Headers that a file must have to be known again; with fewer, strangers would look alike.
const LEAST_HEADERS: usize = 3;
/// Rows looked at for a header where none was found.
const TOP_ROWS: usize = 20;

/// Keeps what was said of a workbook for the next of the same structure. Rows of single questions are not kept: they
/// move from file to file.
pub(super) fn keep(
    data: &Path,
    workbook: &Workbook,
    sheets: &BTreeMap<String, SheetOverrides>,
) -> io::Result<()> {
    let kept: BTreeMap<String, SheetOverrides> = sheets
        .iter()
        .map(|(name, told)| (name.clone(), lasting(told)))
        .filter(|(_, told)| *told != SheetOverrides::default())
        .collect();
    let Some(path) = place(data, workbook).filter(|_| !kept.is_empty()) else { return Ok(()) };
    let text = shape::write(&kept);
    if fs::read_to_string(&path).is_ok_and(|known| known == text) {
        return Ok(());
    }
    let folder = path.parent().unwrap_or(data);
    fs::create_dir_all(folder)?;
    let mut beside = tempfile::Builder::new().prefix(".countersign-").tempfile_in(folder)?;
    beside.write_all(text.as_bytes())?;
    beside.persist(&path)?;
    Ok(())
}

/// What is remembered of a workbook's structure, and the file that it stands in.
pub(super) fn recall(data: &Path, workbook: &Workbook) -> Option<(PathBuf, String)> {
    if !data.join(FOLDER).is_dir() {
        return None;
    }
    let path = place(data, workbook)?;
    let text = fs::read_to_string(&path).ok()?;
    Some((path, text))
}

const FOLDER: &str = "layouts";

fn lasting(told: &SheetOverrides) -> SheetOverrides {
    let run = |rows: &Vec<Row>| rows.windows(2).all(|pair| pair[0].0 + 1 == pair[1].0);
    SheetOverrides {
        questions: Default::default(),
        not_questions: Default::default(),
        header_rows: told.header_rows.clone().filter(run),
        ..told.clone()
    }
}

fn place(data: &Path, workbook: &Workbook) -> Option<PathBuf> {
    Some(data.join(FOLDER).join(format!("{}.toml", fingerprint(workbook)?)))
}

/// Sheet by sheet: name, row of the header, words of the header. None where there is too little to tell files apart.
fn fingerprint(workbook: &Workbook) -> Option<String> {
    let found = layout::find(workbook, &Overrides::default());
    let mut hash = Sha256::new();
    let mut headers = 0;
    for (sheet, found) in workbook.sheets.iter().zip(&found.sheets) {
        let row = found.header_rows.first().copied().or_else(|| likely_header(sheet));
        let words = row.map(|row| texts(sheet, row)).unwrap_or_default();
        headers += words.len();
        hash.update(format!(
            "{}\0{}\0{}\x01",
            bare(&sheet.name),
            row.map_or(0, |row| row.0),
            words.join("\0")
        ));
    }
    let digest = hash.finalize();
    let name: String = digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect();
    (headers >= LEAST_HEADERS).then_some(name)
}

/// Where no header was found: the first row that holds several short texts.
fn likely_header(sheet: &Sheet) -> Option<Row> {
    let mut rows: Vec<Row> = sheet.cells.keys().map(|at| at.row).collect();
    rows.dedup();
    rows.into_iter().take(TOP_ROWS).find(|row| {
        let texts = texts(sheet, *row);
        texts.len() >= LEAST_HEADERS && texts.iter().all(|text| text.chars().count() <= 60)
    })
}

fn texts(sheet: &Sheet, row: Row) -> Vec<String> {
    let from = crate::workbook::Position { row, column: crate::workbook::Column(1) };
    let to = crate::workbook::Position { row: Row(row.0 + 1), ..from };
    sheet.cells.range(from..to).map(|(_, cell)| bare(&cell.text)).filter(|text| !text.is_empty()).collect()
}
