//! The shape of `layout.toml`: text in, overrides out, and back. Unknown words are errors: a typing mistake that is
//! passed over in silence would be a wrong layout.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::layout::{ColumnRole, Layout, SheetLayout, SheetOverrides};
use crate::toml_table::{self, known, one_line};
use crate::workbook::{Column, Row};

/// Words that may stand for a sheet.
const KEYS: [&str; 9] =
    ["name", "skip", "question", "answer", "comment", "id", "header_rows", "questions", "not_questions"];
/// Words that may stand at the top.
const TOP: [&str; 1] = ["sheet"];

#[derive(Debug, Default, Deserialize, Serialize)]
struct File {
    #[serde(default)]
    sheet: Vec<Sheet>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
struct Sheet {
    name: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    skip: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    question: Option<String>,
    #[serde(default, skip_serializing_if = "Columns::is_none")]
    answer: Columns,
    #[serde(default, skip_serializing_if = "Columns::is_none")]
    comment: Columns,
    #[serde(skip_serializing_if = "Option::is_none")]
    header_rows: Option<Vec<u32>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    questions: Vec<u32>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    not_questions: Vec<u32>,
}

/// `"C"`, or `["C", "D"]` where several columns take the answer.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
enum Columns {
    One(String),
    Several(Vec<String>),
}

impl Default for Columns {
    fn default() -> Self {
        Self::Several(Vec::new())
    }
}

impl Columns {
    fn is_none(&self) -> bool {
        matches!(self, Self::Several(columns) if columns.is_empty())
    }

    fn of(columns: &[Column]) -> Self {
        match columns {
            [one] => Self::One(one.to_string()),
            several => Self::Several(several.iter().map(Column::to_string).collect()),
        }
    }
}

/// Reads a file of corrections; otherwise says what is wrong with it.
pub fn parse(text: &str) -> Result<BTreeMap<String, SheetOverrides>, String> {
    let table = toml_table::parse(text)?;
    known(&table, &TOP, "")?;
    for sheet in table.get("sheet").and_then(toml::Value::as_array).into_iter().flatten() {
        if let Some(sheet) = sheet.as_table() {
            let name = sheet.get("name").and_then(toml::Value::as_str).unwrap_or_default();
            known(sheet, &KEYS, &format!(" of sheet “{name}”"))?;
        }
    }
    let file: File = toml::from_str(text).map_err(|error| one_line(text, &error))?;
    let mut sheets = BTreeMap::new();
    for sheet in file.sheet {
        let name = sheet.name.clone();
        if sheets.insert(name.clone(), overrides(sheet)?).is_some() {
            return Err(format!("sheet “{name}” stands in it twice"));
        }
    }
    Ok(sheets)
}

fn overrides(sheet: Sheet) -> Result<SheetOverrides, String> {
    let one = |key: &str, text: Option<String>| text.map(|text| column(&sheet.name, key, &text)).transpose();
    let rows = |key: &str, rows: &[u32]| -> Result<Vec<Row>, String> {
        rows.iter().map(|row| self::row(&sheet.name, key, *row)).collect()
    };
    let several = |key: &str, columns: &Columns| match columns {
        Columns::One(text) => Ok(vec![column(&sheet.name, key, text)?]),
        Columns::Several(all) => {
            all.iter().map(|text| column(&sheet.name, key, text)).collect::<Result<_, _>>()
        }
    };
    let found = SheetOverrides {
        skip: sheet.skip,
        id: one("id", sheet.id.clone())?,
        question: one("question", sheet.question.clone())?,
        answers: several("answer", &sheet.answer)?,
        comments: several("comment", &sheet.comment)?,
        header_rows: sheet.header_rows.as_ref().map(|all| rows("header_rows", all)).transpose()?,
        questions: rows("questions", &sheet.questions)?.into_iter().collect(),
        not_questions: rows("not_questions", &sheet.not_questions)?.into_iter().collect(),
    };
    clash(&sheet.name, &found)?;
    Ok(found)
}

fn column(sheet: &str, key: &str, text: &str) -> Result<Column, String> {
    text.trim().parse().map_err(|_| {
        format!("{key} of sheet “{sheet}” is “{text}”, but should be the letters of a column, such as \"C\"")
    })
}

fn row(sheet: &str, key: &str, row: u32) -> Result<Row, String> {
    let known = (1..=crate::workbook::Position::LAST_ROW).contains(&row);
    known
        .then_some(Row(row))
        .ok_or_else(|| format!("{key} of sheet “{sheet}” has {row}, which is no row of a sheet"))
}

/// One column or row cannot be two things.
fn clash(sheet: &str, found: &SheetOverrides) -> Result<(), String> {
    let mut columns: Vec<Column> = found.id.into_iter().chain(found.question).collect();
    columns.extend(found.answers.iter().chain(&found.comments));
    columns.sort_unstable();
    if let Some(pair) = columns.windows(2).find(|pair| pair[0] == pair[1]) {
        return Err(format!("column {} of sheet “{sheet}” is said to be two things", pair[0]));
    }
    match found.questions.intersection(&found.not_questions).next() {
        Some(row) => Err(format!("row {row} of sheet “{sheet}” is said to be a question and not to be one")),
        None => Ok(()),
    }
}

/// Corrections as a file; none are lost when it is read again.
pub fn write(sheets: &BTreeMap<String, SheetOverrides>) -> String {
    let sheet = |(name, told): (&String, &SheetOverrides)| Sheet {
        name: name.clone(),
        skip: told.skip,
        id: told.id.map(|column| column.to_string()),
        question: told.question.map(|column| column.to_string()),
        answer: Columns::of(&told.answers),
        comment: Columns::of(&told.comments),
        header_rows: told.header_rows.as_ref().map(|rows| rows.iter().map(|row| row.0).collect()),
        questions: told.questions.iter().map(|row| row.0).collect(),
        not_questions: told.not_questions.iter().map(|row| row.0).collect(),
    };
    text(File { sheet: sheets.iter().map(sheet).collect() })
}

fn text(file: File) -> String {
    file.sheet
        .into_iter()
        .map(|sheet| toml::to_string(&File { sheet: vec![sheet] }).unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// The layout that was found, as a file for a person to correct.
pub fn render(layout: &Layout) -> String {
    let seen = layout.sheets.iter().filter(|sheet| !sheet.hidden && !sheet.rows.is_empty());
    let file = File { sheet: seen.map(found).collect() };
    format!(
        "# The layout that was found. Correct it and keep it here: `fill` and `inspect` read it.\n\
         # A sheet or a line that is left out is found by itself. Rows that are questions though they were not found:\n\
         # questions = [12, 13]; rows that are none: not_questions = [40].\n\n{}",
        text(file)
    )
}

fn found(sheet: &SheetLayout) -> Sheet {
    let of = |role: ColumnRole| -> Vec<Column> {
        sheet.columns.iter().filter(|column| column.role == role).map(|column| column.column).collect()
    };
    let first = |role| of(role).first().map(Column::to_string);
    if sheet.questions.is_empty() {
        return Sheet { name: sheet.name.clone(), skip: true, ..Sheet::default() };
    }
    Sheet {
        name: sheet.name.clone(),
        id: first(ColumnRole::Id),
        question: first(ColumnRole::Question),
        answer: Columns::of(&of(ColumnRole::Answer)),
        comment: Columns::of(&of(ColumnRole::Comment)),
        header_rows: Some(sheet.header_rows.iter().map(|row| row.0).collect()),
        ..Sheet::default()
    }
}
