//! Between a customer's bytes and the grid: reads a questionnaire's file into a [`Workbook`], and writes answers back
//! into a copy of the original bytes. One file a format. What a question or an answer is must not enter here, only
//! cells and values.

mod biff;
mod csv;
mod docx;
mod fault;
mod formula;
mod legacy;
mod legal;
mod marking;
mod number;
mod ods;
mod package;
mod sniff;
mod xlsx;
mod xml;

use crate::review::Reviewed;
pub use crate::workbook::{CellAnswer, Value};
use crate::workbook::{Position, Workbook};
pub use fault::{Fault, SheetError};
pub(crate) use package::Package;
pub(crate) use xml::{Tag, Xml, is_true};

/// The largest file that is read, whatever its format.
pub const MOST_BYTES: usize = 256 << 20;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Xlsx,
    Xlsm,
    Csv,
    Tsv,
    Docx,
    Ods,
    Xls,
    Xlsb,
}

impl Format {
    /// The format's file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Docx => "docx",
            Self::Ods => "ods",
            Self::Xls => "xls",
            Self::Xlsb => "xlsb",
        }
    }

    /// The format of a filled copy: old binary workbooks come back as `.xlsx`.
    pub fn filled(self) -> Self {
        match self {
            Self::Xls | Self::Xlsb => Self::Xlsx,
            format => format,
        }
    }
}

/// A customer's file as it came: its bytes, and what filling it needs to know.
#[derive(Debug)]
pub struct Original {
    file: String,
    format: Format,
    body: Body,
}

/// What filling needs to know, by kind of file. A workbook is kept as it was read: it decides what may be written.
#[derive(Debug)]
enum Body {
    Xlsx(Box<xlsx::Parts>, Workbook),
    Csv(Box<csv::Csv>),
    Docx(Box<docx::Document>),
    Ods(Box<ods::Spreadsheet>),
    Legacy(Box<legacy::Legacy>),
}

/// What a filled copy says about itself in its document properties; never in a cell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Marking {
    /// Not every row has been decided by a person.
    pub draft: bool,
    /// More words for the property, or none.
    pub note: String,
}

impl Marking {
    /// Marks a copy whose answers wait for a person.
    pub fn draft() -> Self {
        Self { draft: true, note: String::new() }
    }

    /// Marks a copy in which every row was decided. Nothing else makes a final one (promise 4).
    pub fn reviewed(reviewed: &Reviewed) -> Self {
        let note = match reviewed.decided() {
            1 => "1 row decided by a person".to_owned(),
            rows => format!("{rows} rows decided by people"),
        };
        Self { draft: false, note }
    }

    fn state(&self) -> &'static str {
        if self.draft { "draft, not reviewed" } else { "final, reviewed" }
    }

    /// The property's value; none where there is nothing to say.
    fn property(&self) -> Option<String> {
        match (self.draft, self.note.is_empty()) {
            (false, true) => None,
            (true, true) => Some(self.state().to_owned()),
            (_, false) => Some(format!("{}; {}", self.state(), self.note)),
        }
    }
}

/// A copy of the customer's file with the answers in it, checked.
#[derive(Clone, Debug)]
pub struct Filled {
    pub bytes: Vec<u8>,
    /// The cells that were written: sheet and place, in order.
    pub written: Vec<(usize, Position)>,
    pub refused: Vec<Refusal>,
    /// How many parts of the package are, byte for byte, what they were.
    pub parts_kept: usize,
    /// The names of the parts that changed or are new.
    pub parts_changed: Vec<String>,
    /// What the user should know, in words.
    pub warnings: Vec<String>,
}

/// An answer that was not written, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    pub sheet: usize,
    pub at: Position,
    pub reason: String,
}

/// Reads a file, whatever its name claims it to be. The name is for messages, and tells separated values from other
/// text.
pub fn read(file_name: &str, bytes: Vec<u8>) -> Result<(Original, Workbook), SheetError> {
    let file = file_name.to_owned();
    match body(file_name, bytes) {
        Ok((format, body, workbook)) => Ok((Original { file, format, body }, workbook)),
        Err(fault) => Err(SheetError { file, fault }),
    }
}

fn body(file: &str, bytes: Vec<u8>) -> Result<(Format, Body, Workbook), Fault> {
    if csv::is_named(file) && !bytes.is_empty() && sniff::is_plain_text(&bytes) {
        let (csv, workbook) = csv::read(file, &bytes)?;
        let format = if file.to_lowercase().ends_with(".csv") { Format::Csv } else { Format::Tsv };
        return Ok((format, Body::Csv(Box::new(csv)), workbook));
    }
    if let sniff::Kind::OldWorkbook = sniff::kind(&bytes)? {
        let (old, workbook) = legacy::read_xls(file, &bytes)?;
        return Ok((Format::Xls, Body::Legacy(Box::new(old)), workbook));
    }
    let package = package::Package::open(bytes)?;
    if docx::is_document(&package) {
        let (document, workbook) = docx::read(package)?;
        return Ok((Format::Docx, Body::Docx(Box::new(document)), workbook));
    }
    if ods::is_spreadsheet(&package) {
        let (spreadsheet, workbook) = ods::read(package)?;
        return Ok((Format::Ods, Body::Ods(Box::new(spreadsheet)), workbook));
    }
    if package.find("xl/workbook.bin").is_some() {
        let (old, workbook) = legacy::read_xlsb(file, package.whole())?;
        return Ok((Format::Xlsb, Body::Legacy(Box::new(old)), workbook));
    }
    let (parts, workbook) = xlsx::read(package)?;
    let format = if parts.macros { Format::Xlsm } else { Format::Xlsx };
    Ok((format, Body::Xlsx(Box::new(parts), workbook.clone()), workbook))
}

impl Original {
    /// What the file really is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// From here on locked cells take answers too, because the person who fills says so. The file stays protected.
    pub fn over_locks(mut self) -> Self {
        let workbook = match &mut self.body {
            Body::Xlsx(_, workbook) => Some(workbook),
            Body::Docx(document) => Some(&mut document.workbook),
            Body::Ods(spreadsheet) => Some(&mut spreadsheet.workbook),
            Body::Legacy(old) => Some(&mut old.workbook),
            Body::Csv(_) => None,
        };
        for sheet in workbook.into_iter().flat_map(|workbook| &mut workbook.sheets) {
            sheet.over_locks = true;
        }
        self
    }

    /// A copy of the file with these answers in their cells. What may not be written is refused with its reason and
    /// does not stop the others. An error means that the copy did not pass its check, and there is none.
    pub fn fill(&self, answers: &[CellAnswer], marking: &Marking) -> Result<Filled, SheetError> {
        let filled = match &self.body {
            Body::Xlsx(parts, workbook) => xlsx::fill(parts, workbook, answers, marking),
            Body::Csv(csv) => csv.fill(answers, marking),
            Body::Docx(document) => docx::fill(document, answers, marking),
            Body::Ods(spreadsheet) => ods::fill(spreadsheet, answers, marking),
            Body::Legacy(old) => old.fill(answers, marking),
        };
        filled.map_err(|fault| SheetError { file: self.file.clone(), fault })
    }
}
