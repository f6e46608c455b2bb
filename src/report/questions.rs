//! The sheet of questions: one row a question, with its evidence and a place for the decision.

use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, ConditionalFormatDataBar, ConditionalFormatType,
    DataValidation, Format, FormatUnderline, Worksheet, XlsxError,
};

use super::{header, held, quiet, text};
use crate::citation::Citation;
use crate::library::Match;
use crate::review::{Review, Row, Standing};
use crate::suggestion::Suggestion;
use crate::workbook::Value;

/// Column headings with their widths in characters. The first ones, up to [`PRINTED`], go on paper.
const COLUMNS: &[(&str, f64)] = &[
    ("Sheet and cell", 15.0),
    ("No.", 8.0),
    ("Question", 42.0),
    ("State", 9.0),
    ("Verdict", 8.0),
    ("Answer", 46.0),
    ("Confidence", 11.0),
    ("Band", 8.0),
    ("Decision", 10.0),
    ("Edited answer or remark", 26.0),
    ("Citation 1", 46.0),
    ("Why", 34.0),
    ("Citation 2", 40.0),
    ("Citation 3", 40.0),
    ("Came closest 1", 40.0),
    ("Came closest 2", 40.0),
    ("Came closest 3", 40.0),
    ("Section", 24.0),
    ("Written to", 24.0),
];
/// Behind them, where anything was answered before.
const PAST_COLUMN: (&str, f64) = ("Answered before", 46.0);
const PAST: u16 = COLUMNS.len() as u16;
const PLACE: u16 = 0;
const NUMBER: u16 = 1;
const QUESTION: u16 = 2;
const STATE: u16 = 3;
const VERDICT: u16 = 4;
const ANSWER: u16 = 5;
const CONFIDENCE: u16 = 6;
const BAND: u16 = 7;
const DECISION: u16 = 8;
const CITATION: u16 = 10;
const WHY: u16 = 11;
const MORE_CITATIONS: u16 = 12;
const CLOSEST: u16 = 14;
const SECTION: u16 = 17;
const WRITTEN: u16 = 18;
const PRINTED: u16 = CITATION;

pub(super) fn write(sheet: &mut Worksheet, review: &Review, filled_name: &str) -> Result<(), XlsxError> {
    sheet.set_name("Questions")?;
    let past = review.rows.iter().filter_map(Row::suggestion).any(|suggestion| !suggestion.past.is_empty());
    let columns = || COLUMNS.iter().chain(past.then_some(&PAST_COLUMN));
    head(sheet, columns())?;
    for (at, row) in review.rows.iter().enumerate() {
        let mut line = Line { sheet, at: at as u32 + 1, height: 1 };
        line.place(row, filled_name)?;
        line.asked(row)?;
        match &row.standing {
            Standing::Suggested(suggestion) => line.suggested(row, suggestion)?,
            Standing::AnsweredBefore => {
                line.state("answered before", "holds an answer already; left as it is")?
            }
            Standing::NowhereToWrite(reason) => line.state("not fillable", reason)?,
        }
        line.finish()?;
    }
    let last = review.rows.len().max(1) as u32;
    sheet.autofilter(0, 0, last, columns().count() as u16 - 1)?;
    looks(sheet, last)
}

fn head<'c>(
    sheet: &mut Worksheet,
    columns: impl Iterator<Item = &'c (&'c str, f64)>,
) -> Result<(), XlsxError> {
    for (at, (name, width)) in columns.enumerate() {
        sheet.write_string_with_format(0, at as u16, *name, &header())?;
        sheet.set_column_width(at as u16, *width)?;
        sheet.set_column_format(at as u16, &text())?;
    }
    sheet.set_row_height(0, 30)?;
    sheet.set_freeze_panes(1, QUESTION + 1)?;
    Ok(())
}

/// A row being written. Programs do not agree on fitting a row to wrapped text when a file is opened, so its height is
/// reckoned here.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    at: u32,
    /// In lines of text.
    height: usize,
}

impl Line<'_> {
    /// The question's place, as a link into the filled file.
    fn place(&mut self, row: &Row, filled_name: &str) -> Result<(), XlsxError> {
        let cell =
            row.question.cells.first().map_or_else(|| format!("A{}", row.question.row), |c| c.at.to_string());
        let shown = format!("{}!{cell}", row.sheet);
        let target = format!("external:{filled_name}#'{}'!{cell}", row.sheet.replace('\'', "''"));
        let link = text().set_font_color(Color::RGB(0x000B_5CAD)).set_underline(FormatUnderline::Single);
        // Links have a length limit; a place without a link is still a place.
        let linked = self
            .sheet
            .write_url_with_options(self.at, PLACE, target.as_str(), &shown, "", Some(&link))
            .is_ok();
        if linked { Ok(()) } else { self.put(PLACE, &shown, &text()) }
    }

    fn asked(&mut self, row: &Row) -> Result<(), XlsxError> {
        self.put(NUMBER, row.question.id.as_deref().unwrap_or(""), &quiet())?;
        self.put(SECTION, row.question.section.as_deref().unwrap_or(""), &quiet())?;
        self.put(QUESTION, &row.question.text, &text())
    }

    fn state(&mut self, state: &str, why: &str) -> Result<(), XlsxError> {
        self.put(STATE, state, &quiet())?;
        self.put(WHY, why, &quiet())
    }

    fn suggested(&mut self, row: &Row, suggestion: &Suggestion) -> Result<(), XlsxError> {
        let answer = suggestion.answer();
        self.put(STATE, if answer.is_some() { "answered" } else { "open" }, &text())?;
        if let Some(answer) = answer {
            self.put(VERDICT, answer.verdict().map_or("", |verdict| verdict.word()), &text())?;
            self.put(ANSWER, answer.words(), &text())?;
            self.put(WRITTEN, &written(row), &quiet())?;
            let (first, more) = answer.citations().split_at(1);
            self.cite(CITATION, first)?;
            self.cite(MORE_CITATIONS, more)?;
        }
        let percent = text().set_num_format("0%");
        let confidence = (suggestion.confidence * 100.0).round() / 100.0;
        self.sheet.write_number_with_format(self.at, CONFIDENCE, confidence, &percent)?;
        self.put(BAND, suggestion.band().word(), &text())?;
        self.put(WHY, &suggestion.reason, &text())?;
        self.cite(CLOSEST, &suggestion.nearest)?;
        let past: Vec<String> = suggestion.past.iter().map(answered_before).collect();
        if past.is_empty() { Ok(()) } else { self.put(PAST, &past.join("\n\n"), &text()) }
    }

    fn cite(&mut self, first: u16, citations: &[Citation]) -> Result<(), XlsxError> {
        (first..).zip(citations).try_for_each(|(column, citation)| {
            self.put(column, &format!("{}\n“{}”", citation.place(), citation.quote()), &text())
        })
    }

    fn put(&mut self, column: u16, words: &str, format: &Format) -> Result<(), XlsxError> {
        if words.is_empty() {
            return self.sheet.write_blank(self.at, column, format).map(|_| ());
        }
        self.height =
            self.height.max(lines(words, COLUMNS.get(usize::from(column)).unwrap_or(&PAST_COLUMN).1));
        self.sheet.write_string_with_format(self.at, column, held(words), format).map(|_| ())
    }

    fn finish(self) -> Result<(), XlsxError> {
        const TALLEST: usize = 30;
        self.sheet.set_row_height(self.at, 4.0 + 12.75 * self.height.min(TALLEST) as f64).map(|_| ())
    }
}

/// A past answer with where it stands, and how its question differs from this one.
fn answered_before(found: &Match) -> String {
    let answer = &found.entry.answer;
    let date = answer.date.map(|date| format!(", {date}")).unwrap_or_default();
    let stale = found.stale.as_ref().map(|stale| format!("; {stale}")).unwrap_or_default();
    let asked = match (found.difference.line(), found.difference.changes) {
        (line, _) if line.is_empty() => "asked the same".to_owned(),
        (line, None) => line,
        (line, Some(what)) => format!("{line} (differs in {what})"),
    };
    format!("{} ({}{date}{stale})\n{asked}\n“{}”", answer.place, answer.state(), answer.text())
}

/// How many lines a text takes in a column so many characters wide; words are not broken, so a little more.
fn lines(words: &str, width: f64) -> usize {
    words.lines().map(|line| (line.chars().count() as f64 * 1.08 / width).ceil().max(1.0) as usize).sum()
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
    sheet.set_print_area(0, 0, last, PRINTED)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_print_fit_to_pages(1, 0)
        .set_repeat_rows(0, 0)?;
    sheet.set_footer("&L&F — draft, not reviewed&RPage &P of &N");
    sheet.set_zoom(90);
    Ok(())
}
