//! The review workbook of a review with decisions: what was decided stands in it and can be decided further in any
//! spreadsheet program; and what a workbook that came back says. The column “Key” tells which row, and which version of it,
//! a line was written from.

use rust_xlsxwriter::{DataValidation, DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::{ReportError, header, held, quiet, text};
use crate::review::{Decision, OfflineRow, Quoted, RowNumber, RowRecord, RowStanding, RowState};
use crate::suggestion::options_of;
use crate::workbook::{Position, Sheet, Workbook as Grid};

const SHEET: &str = "Questions";
/// Headings with their widths in characters.
const COLUMNS: &[(&str, f64)] = &[
    ("Sheet and cell", 15.0),
    ("No.", 8.0),
    ("Question", 42.0),
    ("Section", 20.0),
    ("State", 12.0),
    ("Suggested option", 12.0),
    ("Suggested answer", 46.0),
    ("Confidence", 11.0),
    ("Band", 8.0),
    ("Decision", 12.0),
    ("Option", 14.0),
    ("Edited answer, reason or remark", 42.0),
    ("Citation 1", 46.0),
    ("Citation 2", 40.0),
    ("Citation 3", 40.0),
    ("Why", 34.0),
    ("Decided by", 14.0),
    ("Decided at", 20.0),
    ("Assigned to", 14.0),
    ("Comments", 34.0),
    ("Key", 18.0),
];
const DECISION: u16 = 9;
const OPTION: u16 = 10;
const WORDS: u16 = 11;
const CITATIONS: u16 = 12;
const MOST_CITATIONS: usize = 3;
const KEY: u16 = 20;
const WORDS_OF_DECISIONS: [&str; 4] = ["accept", "edit", "reject", "not applicable"];

/// A review as it is written out.
#[derive(Clone, Copy, Debug)]
pub struct Decisions<'a> {
    /// Names the review, and stands in every key.
    pub review: &'a str,
    pub file: &'a str,
    pub draft: bool,
    pub rows: &'a [(RowRecord, RowStanding)],
}

/// A review workbook that came back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CameBack {
    pub rows: Vec<OfflineRow>,
    /// Lines that could not be understood, with why.
    pub unread: Vec<String>,
}

/// Why a workbook is no review workbook.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CameBackError {
    #[error(
        "there is no sheet “{SHEET}” with the columns “Decision” and “Key”; take the review workbook that was exported here"
    )]
    NotOurs,
    #[error("it is the workbook of another review ({of}); take it back there")]
    AnotherReview { of: String },
}

/// Writes the workbook. The same review gives the same bytes.
pub fn decisions(review: &Decisions) -> Result<Vec<u8>, ReportError> {
    let mut workbook = Workbook::new();
    let date = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let state = if review.draft { "draft, not reviewed" } else { "final, reviewed" };
    let properties = DocProperties::new()
        .set_title(format!("Review of {}", review.file))
        .set_author("Countersign")
        .set_custom_property("Countersign", state)
        .set_creation_datetime(&date);
    workbook.set_properties(&properties);
    let sheet = workbook.add_worksheet();
    sheet.set_name(SHEET)?;
    head(sheet)?;
    for (at, row) in (1..).zip(review.rows) {
        line(sheet, at, row, review.review)?;
    }
    looks(sheet, review.rows.len().max(1) as u32)?;
    Ok(workbook.save_to_buffer()?)
}

fn head(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    for (at, (name, width)) in (0..).zip(COLUMNS) {
        sheet.write_string_with_format(0, at, *name, &header())?;
        sheet.set_column_width(at, *width)?;
    }
    sheet.set_row_height(0, 30)?;
    sheet.set_freeze_panes(1, 3)?;
    Ok(())
}

fn line(
    sheet: &mut Worksheet,
    at: u32,
    (record, standing): &(RowRecord, RowStanding),
    review: &str,
) -> Result<(), XlsxError> {
    let mut put = |column: u16, words: &str, format: &Format| -> Result<(), XlsxError> {
        if words.is_empty() {
            return sheet.write_blank(at, column, format).map(|_| ());
        }
        sheet.write_string_with_format(at, column, held(words), format).map(|_| ())
    };
    put(0, &format!("{}!{}", record.sheet, record.place), &quiet())?;
    put(1, record.question.id.as_deref().unwrap_or(""), &quiet())?;
    put(2, &record.question.text, &text())?;
    put(3, record.question.section.as_deref().unwrap_or(""), &quiet())?;
    put(4, standing.state.word(), &text())?;
    if let Some(proposal) = record.proposal() {
        let answer = proposal.answer.as_ref();
        let verdict = answer.and_then(|answer| answer.verdict());
        let option = crate::suggestion::option_for(&record.question, verdict).and_then(Result::ok);
        put(5, option.as_deref().unwrap_or(""), &text())?;
        put(6, answer.map_or("", |answer| answer.words()), &text())?;
        put(8, proposal.band().word(), &text())?;
        put(15, &proposal.reason, &text())?;
    }
    let (decision, option, words) = told(record, standing);
    put(DECISION, decision, &text())?;
    put(OPTION, &option, &text())?;
    put(WORDS, &words, &text())?;
    for (column, quoted) in (CITATIONS..).zip(cited(record, standing).into_iter().take(MOST_CITATIONS)) {
        put(column, &format!("{}\n“{}”", quoted.place(), quoted.cited.quote), &text())?;
    }
    if let Some(entry) = &standing.decided {
        put(16, &entry.by, &quiet())?;
        put(17, &entry.at.to_string(), &quiet())?;
    }
    put(18, standing.assigned.as_deref().unwrap_or(""), &text())?;
    let comments = standing.comments.iter().map(|comment| format!("{}: {}", comment.by, comment.words));
    put(19, &comments.collect::<Vec<_>>().join("\n"), &text())?;
    put(KEY, &format!("{review}/{}@{}", record.number, standing.version), &quiet())?;
    if let Some(proposal) = record.proposal() {
        let percent = text().set_num_format("0%");
        sheet.write_number_with_format(at, 7, (proposal.confidence * 100.0).round() / 100.0, &percent)?;
    }
    let options = options_of(&record.question);
    // Excel's own limit for a list that stands in the cell.
    if !options.is_empty()
        && options.join(",").encode_utf16().count() <= 255
        && !options.concat().contains(',')
    {
        sheet.add_data_validation(
            at,
            OPTION,
            at,
            OPTION,
            &DataValidation::new().allow_list_strings(&options)?,
        )?;
    }
    Ok(())
}

/// What was decided, as it stands in the columns for it.
fn told(record: &RowRecord, standing: &RowStanding) -> (&'static str, String, String) {
    match (&standing.state, standing.decided.as_ref().map(|entry| &entry.decision)) {
        (_, Some(Decision::Approved)) => ("accept", String::new(), String::new()),
        (_, Some(Decision::Edited { option, words, .. })) => {
            ("edit", option.clone().unwrap_or_default(), words.clone())
        }
        (_, Some(Decision::Rejected { reason })) => ("reject", String::new(), reason.clone()),
        (_, Some(Decision::NotApplicable { words })) => ("not applicable", String::new(), words.clone()),
        (RowState::NotFillable, _) => ("", String::new(), standing.reason.clone().unwrap_or_default()),
        _ => {
            debug_assert!(standing.decided.is_none(), "row {}", record.number);
            ("", String::new(), String::new())
        }
    }
}

fn cited<'a>(record: &'a RowRecord, standing: &'a RowStanding) -> Vec<&'a Quoted> {
    match &standing.given {
        Some(given) => given.citations.iter().collect(),
        None => record.proposal().into_iter().flat_map(|proposal| proposal.candidates()).collect(),
    }
}

fn looks(sheet: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    let decision = DataValidation::new()
        .allow_list_strings(&WORDS_OF_DECISIONS)?
        .set_input_title("Your decision")?
        .set_input_message(
            "accept as it stands; edit, with your option and words to the right; reject; not applicable",
        )?
        .set_error_message("Please choose accept, edit, reject or not applicable.")?;
    sheet.add_data_validation(1, DECISION, last, DECISION, &decision)?;
    sheet.autofilter(0, 0, last, COLUMNS.len() as u16 - 1)?;
    sheet.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
    Ok(())
}

/// What a workbook that came back says of the rows of this review. `grid` is the workbook as it was read.
pub fn came_back(grid: &Grid, review: &str) -> Result<CameBack, CameBackError> {
    let sheet = grid.sheets.iter().find(|sheet| sheet.name == SHEET).ok_or(CameBackError::NotOurs)?;
    let column = |name: &str| (1..=64).find(|&column| sheet.text(Position::new(1, column)).trim() == name);
    let (Some(decision), Some(key)) = (column(COLUMNS[9].0), column(COLUMNS[20].0)) else {
        return Err(CameBackError::NotOurs);
    };
    let columns = Columns { decision, key, option: column(COLUMNS[10].0), words: column(COLUMNS[11].0) };
    let mut back = CameBack::default();
    let last = sheet.cells.keys().next_back().map_or(1, |at| at.row.0);
    for row in 2..=last {
        let line = columns.line(sheet, row);
        if line.key.is_empty() {
            continue;
        }
        let (of, number, version) = parse_key(&line.key).ok_or(CameBackError::NotOurs)?;
        if of != review {
            return Err(CameBackError::AnotherReview { of: of.to_owned() });
        }
        match line.decision() {
            Ok((decision, remark)) => back.rows.push(OfflineRow { number, version, decision, remark }),
            Err(why) => back.unread.push(format!("line {row}: {why}")),
        }
    }
    Ok(back)
}

/// Where the columns are now; somebody may have moved them.
struct Columns {
    decision: u32,
    key: u32,
    option: Option<u32>,
    words: Option<u32>,
}

/// What stands in a line.
struct Line {
    decision: String,
    option: String,
    words: String,
    key: String,
}

impl Columns {
    fn line(&self, sheet: &Sheet, row: u32) -> Line {
        let text = |column: u32| sheet.text(Position::new(row, column)).trim().replace("\r\n", "\n");
        Line {
            decision: text(self.decision).to_lowercase(),
            option: self.option.map(text).unwrap_or_default(),
            words: self.words.map(text).unwrap_or_default(),
            key: text(self.key),
        }
    }
}

impl Line {
    /// The decision, and a remark beside one that takes no words.
    fn decision(self) -> Result<(Option<Decision>, Option<String>), String> {
        let Self { decision, option, words, .. } = self;
        let given = |text: String| Some(text).filter(|text| !text.is_empty());
        Ok(match decision.as_str() {
            "" => (None, None),
            "accept" | "approve" | "approved" => (Some(Decision::Approved), given(words)),
            "edit" | "edited" => {
                (Some(Decision::Edited { option: given(option), words, candidate: None }), None)
            }
            "reject" | "rejected" => (Some(Decision::Rejected { reason: words }), None),
            "not applicable" | "n/a" | "na" => (Some(Decision::NotApplicable { words }), None),
            other => return Err(format!("“{other}” is no decision; use {}", WORDS_OF_DECISIONS.join(", "))),
        })
    }
}

/// `review/row@version`.
fn parse_key(key: &str) -> Option<(&str, RowNumber, u64)> {
    let (of, rest) = key.rsplit_once('/')?;
    let (row, version) = rest.split_once('@')?;
    Some((of, RowNumber(row.parse().ok()?), version.parse().ok()?))
}
