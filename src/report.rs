//! Review → the review workbook: what a reviewer reads beside the filled file, and where their decision goes.
//!
//! Written from scratch with every text as text: nothing of a customer's or a vendor's words becomes a formula.

mod decisions;
mod pack;
mod questions;
mod summary;
mod table;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::document::{Disclosure, Document};
use crate::review::Review;
pub use decisions::{CameBack, CameBackError, Decisions, came_back, decisions};
pub use pack::{Evidence, pack};
pub use table::{TableError, table};

/// Something for the reviewer could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    #[error("the review workbook could not be written: {0}")]
    Workbook(#[from] XlsxError),
    #[error("the evidence pack could not be written: {0}")]
    Pack(#[from] zip::result::ZipError),
    #[error("the evidence pack could not be written: {0}")]
    Write(#[from] std::io::Error),
    #[error("the manifest of the evidence pack could not be written: {0}")]
    Manifest(#[from] serde_json::Error),
}

/// What the suggestions were made from.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// The documents that could be quoted.
    pub documents: &'a [&'a Document],
    /// Confidence under which questions were left open.
    pub threshold: f64,
    /// Who will read the answers.
    pub audience: Disclosure,
}

/// Writes the review workbook: a sheet of questions and a summary. `filled_name` is the name of the filled file in
/// the same folder, which the questions link into. The same review gives the same bytes.
pub fn write(review: &Review, filled_name: &str, source: &Source) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(review)?);
    questions::write(workbook.add_worksheet(), review, filled_name)?;
    summary::write(workbook.add_worksheet(), review, source)?;
    Ok(workbook.save_to_buffer()?)
}

fn properties(review: &Review) -> Result<DocProperties, ReportError> {
    // A fixed date, so that the same review gives the same bytes.
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    Ok(DocProperties::new()
        .set_title(format!("Review of {}", review.file))
        .set_author("Countersign")
        .set_status("Draft")
        .set_comment("Draft: no row has been decided by a person yet.")
        .set_custom_property("Countersign", "draft, not reviewed")
        .set_creation_datetime(&date))
}

const INK: Color = Color::RGB(0x001F_2937);
const QUIET: Color = Color::RGB(0x006B_7280);
const LINE: Color = Color::RGB(0x00E5_E7EB);
const HEAD: Color = Color::RGB(0x0011_3B57);

fn text() -> Format {
    Format::new()
        .set_font_name("Calibri")
        .set_font_size(10)
        .set_font_color(INK)
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border_bottom(FormatBorder::Thin)
        .set_border_bottom_color(LINE)
}

fn quiet() -> Format {
    text().set_font_color(QUIET)
}

fn header() -> Format {
    Format::new()
        .set_font_name("Calibri")
        .set_font_size(10)
        .set_bold()
        .set_font_color(Color::White)
        .set_background_color(HEAD)
        .set_text_wrap()
        .set_align(FormatAlign::VerticalCenter)
}

/// A text as far as a cell holds it; a cell of ours is for reading, the full words are in the documents.
fn held(text: &str) -> String {
    const MOST: usize = 32_000;
    if text.encode_utf16().count() <= MOST {
        return text.to_owned();
    }
    let cut: String = text.chars().take(MOST / 2).collect();
    format!("{cut} … (cut here; too long for a cell)")
}
