//! Between a customer's bytes and the grid: reads a questionnaire's file into a [`Workbook`], and writes answers back
//! into a copy of the original bytes. One file a format. What a question or an answer is must not enter here, only
//! cells and values.

mod fault;
mod formula;
#[expect(dead_code, reason = "filling, which comes next, uses the rest")]
mod number;
#[expect(dead_code, reason = "filling, which comes next, uses the rest")]
mod package;
mod sniff;
#[expect(dead_code, reason = "filling, which comes next, uses the rest")]
mod xlsx;
#[expect(dead_code, reason = "filling, which comes next, uses the rest")]
mod xml;

use crate::workbook::Workbook;
pub use fault::{Fault, SheetError};

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    Xlsx,
    Xlsm,
}

impl Format {
    /// The format's file extension.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Xlsm => "xlsm",
        }
    }
}

/// A customer's file as it came: its bytes, and what filling it needs to know.
#[derive(Debug)]
pub struct Original {
    file: String,
    format: Format,
}

/// Reads a file, whatever its name claims it to be. The name is for messages.
pub fn read(file_name: &str, bytes: Vec<u8>) -> Result<(Original, Workbook), SheetError> {
    let in_file = |fault: Fault| SheetError { file: file_name.to_owned(), fault };
    sniff::refuse(&bytes).map_err(in_file)?;
    let package = package::Package::open(bytes).map_err(in_file)?;
    let (book, workbook) = xlsx::read(package).map_err(in_file)?;
    let format = if book.macros { Format::Xlsm } else { Format::Xlsx };
    Ok((Original { file: file_name.to_owned(), format }, workbook))
}

impl Original {
    /// What the file really is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The file's name, as it was given.
    pub fn file(&self) -> &str {
        &self.file
    }
}
