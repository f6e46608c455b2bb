//! OpenDocument spreadsheets (ODF 1.3, part 3): read, and filled in place like the other packages. What a cell shows
//! is in the file, so no number format is needed.

mod fill;
mod read;
mod rules;

use super::package::Package;
use super::xml::{Text, Xml};
use super::{Fault, sniff};
use crate::workbook::Workbook;

pub(super) use fill::fill;

/// A spreadsheet as it came.
#[derive(Debug)]
pub(super) struct Spreadsheet {
    package: Package,
    /// The part `content.xml`.
    part: usize,
    text: Text,
    pub workbook: Workbook,
}

/// Whether a package is an OpenDocument spreadsheet.
pub(super) fn is_spreadsheet(package: &Package) -> bool {
    let kind = package.find("mimetype").and_then(|part| package.bytes(part).ok()).unwrap_or_default();
    kind.starts_with(b"application/vnd.oasis.opendocument.spreadsheet")
}

/// Reads the spreadsheet in a package.
pub(super) fn read(package: Package) -> Result<(Spreadsheet, Workbook), Fault> {
    refuse_sealed(&package)?;
    let part = package.find("content.xml").ok_or_else(|| sniff::other_package(|_| false))?;
    let text = package.text(part)?;
    let styles = match package.find("styles.xml") {
        Some(part) => package.text(part)?.text,
        None => String::new(),
    };
    let workbook = read::grid(&text.text, &styles)?;
    Ok((Spreadsheet { package, part, text, workbook: workbook.clone() }, workbook))
}

/// Signed and encrypted packages (ODF 1.3 part 2, 3.4 and 3.5).
fn refuse_sealed(package: &Package) -> Result<(), Fault> {
    if package.find("META-INF/documentsignatures.xml").is_some() {
        return Err(Fault::Signed);
    }
    let Some(part) = package.find("META-INF/manifest.xml") else { return Ok(()) };
    let text = package.text(part)?;
    let mut xml = Xml::new(&text.text, "META-INF/manifest.xml");
    xml.child()?;
    while xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            if tag.local() == "encryption-data" {
                return Err(Fault::Encrypted);
            }
            xml.skip()?;
        }
    }
    Ok(())
}
