//! The summary sheet: how much is answered, how surely, from which documents, and what to know before sending.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::{Source, header, held, quiet, text};
use crate::document::Disclosure;
use crate::review::{Review, Standing};
use crate::suggestion::Band;

pub(super) fn write(sheet: &mut Worksheet, review: &Review, source: &Source) -> Result<(), XlsxError> {
    sheet.set_name("Summary")?;
    sheet.set_column_width(0, 34)?;
    sheet.set_column_width(1, 16)?;
    sheet.set_column_width(2, 72)?;
    let title = Format::new().set_font_name("Calibri").set_font_size(16).set_bold();
    sheet.write_string_with_format(0, 0, format!("Review of {}", review.file), &title)?;
    sheet.write_string_with_format(1, 0, "Draft: no row has been decided by a person yet.", &quiet())?;
    let mut page = Page { sheet, row: 3 };
    page.counts(review, source)?;
    page.documents(source)?;
    page.warnings(review)?;
    page.sheet.set_portrait().set_paper_size(9).set_print_fit_to_pages(1, 0);
    Ok(())
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Page<'_> {
    fn counts(&mut self, review: &Review, source: &Source) -> Result<(), XlsxError> {
        let count =
            |holds: &dyn Fn(&Standing) -> bool| review.rows.iter().filter(|r| holds(&r.standing)).count();
        let band = |wanted: Band| count(&|s| matches!(s, Standing::Suggested(s) if s.band() == wanted));
        self.head(&["Questions", "Count", ""])?;
        self.line("All", review.rows.len(), "")?;
        self.line("Answered, high confidence", band(Band::High), "85 % or more")?;
        self.line("Answered, medium confidence", band(Band::Medium), "65 to 85 %")?;
        let low = format!("{:.0} to 65 %", source.threshold * 100.0);
        self.line("Answered, low confidence", band(Band::Low), &low)?;
        self.line(
            "Left open",
            band(Band::None),
            "nothing in the documents clearly answers these; see “Why” and “Came closest”",
        )?;
        self.line(
            "Answered before",
            count(&|s| matches!(s, Standing::AnsweredBefore)),
            "held an answer already; left as they are",
        )?;
        self.line(
            "Not fillable",
            count(&|s| matches!(s, Standing::NowhereToWrite(_))),
            "locked, a formula, or no answer cell",
        )?;
        self.row += 1;
        Ok(())
    }

    fn documents(&mut self, source: &Source) -> Result<(), XlsxError> {
        let audience = match source.audience {
            Disclosure::Public => "Documents for anybody",
            Disclosure::Nda => "Documents, those under NDA included",
            Disclosure::Internal => "Documents, internal ones included",
        };
        self.head(&[audience, "Passages", "SHA-256"])?;
        for document in source.documents {
            self.line(document.name.as_str(), document.passages.len(), &document.hash.to_string())?;
        }
        self.row += 1;
        Ok(())
    }

    fn warnings(&mut self, review: &Review) -> Result<(), XlsxError> {
        if review.warnings.is_empty() {
            return Ok(());
        }
        self.head(&["To know", "", ""])?;
        for warning in &review.warnings {
            self.sheet.merge_range(self.row, 0, self.row, 2, &held(warning), &text())?;
            self.row += 1;
        }
        Ok(())
    }

    fn head(&mut self, names: &[&str]) -> Result<(), XlsxError> {
        for (column, name) in names.iter().enumerate() {
            self.sheet.write_string_with_format(self.row, column as u16, *name, &header())?;
        }
        self.row += 1;
        Ok(())
    }

    fn line(&mut self, name: &str, number: usize, remark: &str) -> Result<(), XlsxError> {
        self.sheet.write_string_with_format(self.row, 0, held(name), &text())?;
        self.sheet.write_number_with_format(self.row, 1, number as f64, &text())?;
        self.sheet.write_string_with_format(self.row, 2, remark, &quiet())?;
        self.row += 1;
        Ok(())
    }
}
