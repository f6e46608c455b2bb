//! The sheet of questions: one row a question, with its evidence and a place for the decision.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType,
    DataValidation, Format, Url, Worksheet, XlsxError,
};

use super::{header, held, quiet, text};
use crate::citation::Citation;
use crate::review::{Review, Row, Standing};
use crate::suggestion::{Band, Suggestion};
use crate::workbook::Value;

/// Column headings with their widths in characters.
const COLUMNS: &[(&str, f64)] = &[
    ("Sheet and cell", 18.0),
    ("No.", 9.0),
    ("Section", 18.0),
    ("Question", 48.0),
    ("State", 12.0),
    ("Verdict", 9.0),
    ("Answer", 52.0),
    ("Confidence", 11.0),
    ("Band", 9.0),
    ("Decision", 11.0),
    ("Edited answer or remark", 36.0),
    ("Written to", 22.0),
    ("Why", 34.0),
    ("Citation 1", 52.0),
    ("Citation 2", 40.0),
    ("Citation 3", 40.0),
    ("Came closest 1", 40.0),
    ("Came closest 2", 40.0),
    ("Came closest 3", 40.0),
];
const CONFIDENCE: u16 = 7;
const DECISION: u16 = 9;
const CITATIONS: u16 = 13;
const CLOSEST: u16 = 16;

pub(super) fn write(sheet: &mut Worksheet, review: &Review, filled_name: &str) -> Result<(), XlsxError> {
    sheet.set_name("Questions")?;
    head(sheet)?;
    for (at, row) in review.rows.iter().enumerate() {
        let at = at as u32 + 1;
        place(sheet, at, row, filled_name)?;
        asked(sheet, at, row)?;
        match &row.standing {
            Standing::Suggested(suggestion) => suggested(sheet, at, row, suggestion)?,
            Standing::AnsweredBefore => {
                state(sheet, at, "answered before", "holds an answer already; left as it is")?
            }
            Standing::NowhereToWrite(reason) => state(sheet, at, "not fillable", reason)?,
        }
    }
    let last = review.rows.len().max(1) as u32;
    sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1)?;
    looks(sheet, last)
}

fn head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (at, (name, width)) in COLUMNS.iter().enumerate() {
        sheet.write_string_with_format(0, at as u16, *name, &header())?;
        sheet.set_column_width(at as u16, *width)?;
        sheet.set_column_format(at as u16, &text())?;
    }
    sheet.set_row_height(0, 30)?;
    sheet.set_freeze_panes(1, 4)?;
    Ok(())
}

/// The question's place, as a link into the filled file.
fn place(sheet: &mut Worksheet, at: u32, row: &Row, filled_name: &str) -> Result<(), XlsxError> {
    let cell =
        row.question.cells.first().map_or_else(|| format!("A{}", row.question.row), |c| c.at.to_string());
    let shown = format!("{}!{cell}", row.sheet);
    let target = format!("external:{filled_name}#'{}'!{cell}", row.sheet.replace('\'', "''"));
    let format = text()
        .set_font_color(Color::RGB(0x000B_5CAD))
        .set_underline(rust_xlsxwriter::FormatUnderline::Single);
    // Links have a length limit; a place without a link is still a place.
    match sheet.write_url_with_format(at, 0, Url::new(target).set_text(&shown), &format) {
        Ok(_) => Ok(()),
        Err(_) => sheet.write_string_with_format(at, 0, shown, &text()).map(|_| ()),
    }
}

fn asked(sheet: &mut Worksheet, at: u32, row: &Row) -> Result<(), XlsxError> {
    put(sheet, at, 1, row.question.id.as_deref().unwrap_or(""), &quiet())?;
    put(sheet, at, 2, row.question.section.as_deref().unwrap_or(""), &quiet())?;
    put(sheet, at, 3, &row.question.text, &text())
}

fn state(sheet: &mut Worksheet, at: u32, state: &str, why: &str) -> Result<(), XlsxError> {
    put(sheet, at, 4, state, &quiet())?;
    put(sheet, at, 12, why, &quiet())
}

fn suggested(sheet: &mut Worksheet, at: u32, row: &Row, suggestion: &Suggestion) -> Result<(), XlsxError> {
    let answer = suggestion.answer();
    put(sheet, at, 4, if answer.is_some() { "answered" } else { "open" }, &text())?;
    if let Some(answer) = answer {
        put(sheet, at, 5, answer.verdict().map_or("", |verdict| verdict.word()), &text())?;
        put(sheet, at, 6, answer.words(), &text())?;
        put(sheet, at, 11, &written(row), &quiet())?;
        cite(sheet, at, CITATIONS, answer.citations())?;
    }
    let percent = text().set_num_format("0%");
    sheet.write_number_with_format(
        at,
        CONFIDENCE,
        (suggestion.confidence * 100.0).round() / 100.0,
        &percent,
    )?;
    put(sheet, at, 8, band(suggestion.band()), &text())?;
    put(sheet, at, 12, &suggestion.reason, &text())?;
    cite(sheet, at, CLOSEST, &suggestion.nearest)
}

fn band(band: Band) -> &'static str {
    match band {
        Band::High => "high",
        Band::Medium => "medium",
        Band::Low => "low",
        Band::None => "none",
    }
}

/// What went into which cell, and which cells were left, with the reason.
fn written(row: &Row) -> String {
    let lines = row.plans.iter().map(|plan| match &plan.value {
        Ok(Value::Text(text)) if text.chars().count() <= 20 => format!("{}: {text}", plan.at),
        Ok(Value::Text(_)) => format!("{}: the answer", plan.at),
        Ok(Value::Number(number)) => format!("{}: {number}", plan.at),
        Ok(Value::Bool(value)) => format!("{}: {value}", plan.at),
        Err(reason) => format!("{} left: {reason}", plan.at),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn cite(sheet: &mut Worksheet, at: u32, first: u16, citations: &[Citation]) -> Result<(), XlsxError> {
    for (column, citation) in (first..first + 3).zip(citations) {
        let shown = format!("{}\n“{}”", citation.place(), citation.quote());
        put(sheet, at, column, &shown, &text())?;
    }
    Ok(())
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
    if words.is_empty() {
        return sheet.write_blank(row, column, format).map(|_| ());
    }
    sheet.write_string_with_format(row, column, held(words), format).map(|_| ())
}

fn looks(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let bar = ConditionalFormatDataBar::new()
        .set_fill_color(Color::RGB(0x009D_C3E6))
        .set_solid_fill(true)
        .set_minimum(ConditionalFormatType::Number, 0)
        .set_maximum(ConditionalFormatType::Number, 1);
    sheet.add_conditional_format(1, CONFIDENCE, last, CONFIDENCE, &bar)?;
    for (word, colour) in [("accept", 0x00D1_FAE5), ("edit", 0x00FE_F3C7), ("reject", 0x00FE_E2E2)] {
        let rule = ConditionalFormatCell::new()
            .set_rule(ConditionalFormatCellRule::EqualTo(word))
            .set_format(Format::new().set_background_color(Color::RGB(colour)));
        sheet.add_conditional_format(1, DECISION, last, DECISION, &rule)?;
    }
    let decision = DataValidation::new()
        .allow_list_strings(&["accept", "edit", "reject"])?
        .set_input_title("Your decision")?
        .set_input_message("accept as it stands, edit (write your words to the right), or reject")?
        .set_error_message("Please choose accept, edit or reject.")?;
    sheet.add_data_validation(1, DECISION, last, DECISION, &decision)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    sheet.set_footer("&L&F — draft, not reviewed&RPage &P of &N");
    sheet.set_zoom(90);
    Ok(())
}
