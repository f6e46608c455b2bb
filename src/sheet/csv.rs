//! Separated values, `.csv` and `.tsv`: read whatever their encoding, delimiter and line ends, and refilled so that
//! every field without an answer keeps its bytes.

use std::ops::Range;

use encoding_rs::Encoding;

use super::legal::{Stored, settle};
use super::number::general;
use super::{CellAnswer, Fault, Filled, Marking, Refusal};
use crate::workbook::{Cell, CellKind, Position, Sheet, Workbook};

/// The most fields that are read.
const MOST_FIELDS: usize = 1_500_000;
/// The largest file that is read.
const MOST_BYTES: usize = 128 << 20;

/// A file of separated values as it came.
#[derive(Debug)]
pub(super) struct Csv {
    encoding: &'static Encoding,
    byte_order_mark: bool,
    text: String,
    dialect: Dialect,
    records: Vec<Record>,
    sheet: Sheet,
    file: String,
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Dialect {
    delimiter: char,
    line_end: &'static str,
    quote_all: bool,
}

/// One line of fields.
#[derive(Debug)]
struct Record {
    fields: Vec<Field>,
    /// Where its line end starts.
    end: usize,
}

/// One field's place in the text, its quotes included.
#[derive(Debug)]
struct Field {
    range: Range<usize>,
    quoted: bool,
}

/// Whether a name is that of such a file.
pub(super) fn is_named(file: &str) -> bool {
    let name = file.to_lowercase();
    [".csv", ".tsv", ".tab"].iter().any(|extension| name.ends_with(extension))
}

/// Reads the file. Its one sheet is named after it.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<(Csv, Workbook), Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(Fault::too_large("the file", format!("{} MB", MOST_BYTES >> 20)));
    }
    let (encoding, byte_order_mark, text) = decoded(bytes)?;
    let tabs = !file.to_lowercase().ends_with(".csv");
    let named = named_delimiter(&text);
    let delimiter = named.unwrap_or_else(|| if tabs { '\t' } else { guessed(&text) });
    let start = if named.is_some() { first_line(&text) } else { 0 };
    let (records, quotes) = records(&text, start, delimiter)?;
    let dialect = Dialect { delimiter, line_end: line_end(&text), quote_all: quotes_all(&records) };
    let stem = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = stem.rsplit_once('.').map_or(stem, |(stem, _)| stem);
    let sheet = Sheet { name: stem.to_owned(), cells: cells(&text, &records), ..Sheet::default() };
    let warnings = quotes.open.map(|at| unclosed(&text, at)).transpose()?.into_iter().collect();
    let workbook = Workbook { sheets: vec![sheet.clone()], warnings };
    Ok((Csv { encoding, byte_order_mark, text, dialect, records, sheet, file: file.to_owned() }, workbook))
}

/// What is to be said of a quote that is never closed: it takes all lines behind it into its field. In the last line
/// it does no harm.
fn unclosed(text: &str, at: usize) -> Result<String, Fault> {
    let line = format!("line {}", 1 + text[..at].bytes().filter(|byte| *byte == b'\n').count());
    if text[at..].trim_end().contains(['\n', '\r']) {
        let detail =
            "a quote (\") is opened there and never closed, so that all lines behind it would be one field";
        return Err(Fault::damaged(&line, detail));
    }
    Ok(format!("{line}: a quote (\") is opened and never closed"))
}

/// The delimiter that a first line `sep=;` names.
fn named_delimiter(text: &str) -> Option<char> {
    let start = text.get(..4)?;
    start.eq_ignore_ascii_case("sep=").then(|| text[4..].chars().next())?
}

/// The text, what it was encoded in, and whether a byte-order mark said so.
fn decoded(bytes: &[u8]) -> Result<(&'static Encoding, bool, String), Fault> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let (text, wrong) = encoding.decode_without_bom_handling(&bytes[length..]);
        return match wrong {
            true => {
                Err(Fault::damaged("the text", "it is not in the encoding that its byte-order mark names"))
            }
            false => Ok((encoding, true, text.into_owned())),
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok((encoding_rs::UTF_8, false, text.to_owned()));
    }
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let encoding = detector.guess(None, chardetng::Utf8Detection::Deny);
    let (text, _) = encoding.decode_without_bom_handling(bytes);
    Ok((encoding, false, text.into_owned()))
}

/// The delimiter that cuts the first lines into the most fields, the same number in each.
fn guessed(text: &str) -> char {
    let head: String = text.chars().take(20_000).collect();
    let score = |delimiter: &char| {
        let Ok((records, quotes)) = records(&head, 0, *delimiter) else { return 0.0 };
        let mut widths: Vec<usize> = records.iter().take(50).map(|record| record.fields.len()).collect();
        widths.sort_unstable();
        let Some(&middle) = widths.get(widths.len() / 2) else { return 0.0 };
        let alike = widths.iter().filter(|width| **width == middle).count() as f64 / widths.len() as f64;
        let odd = quotes.odd as f64 / records.len() as f64 + f64::from(u8::from(quotes.open.is_some()));
        if middle > 1 { alike + (middle as f64).min(50.0) / 1000.0 - odd } else { 0.0 }
    };
    // The first of equals: a comma.
    let mut best = (',', 0.0);
    for delimiter in [',', ';', '\t', '|'] {
        let found = score(&delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// Where the second line starts.
fn first_line(text: &str) -> usize {
    match text.find(['\r', '\n']) {
        Some(end) if text[end..].starts_with("\r\n") => end + 2,
        Some(end) => end + 1,
        None => text.len(),
    }
}

fn line_end(text: &str) -> &'static str {
    match text.find(['\r', '\n']) {
        Some(at) if text[at..].starts_with("\r\n") => "\r\n",
        Some(at) if text[at..].starts_with('\r') => "\r",
        _ => "\n",
    }
}

/// Whether the author quotes every field that holds something.
fn quotes_all(records: &[Record]) -> bool {
    let mut fields =
        records.iter().flat_map(|record| &record.fields).filter(|field| !field.range.is_empty()).peekable();
    fields.peek().is_some() && fields.all(|field| field.quoted)
}

/// What is wrong with a text's quotes.
#[derive(Default)]
struct Quotes {
    /// How many fields have text behind a closing quote, or a quote in the midst of text.
    odd: usize,
    /// Where the field starts whose quote is never closed.
    open: Option<usize>,
}

/// The records from a place on (RFC 4180, leniently), and what is wrong with the quotes.
fn records(text: &str, start: usize, delimiter: char) -> Result<(Vec<Record>, Quotes), Fault> {
    let mut records = Vec::new();
    let mut fields = Vec::new();
    let mut count = 0usize;
    let mut at = start;
    let mut quotes = Quotes::default();
    while at < text.len() || !fields.is_empty() {
        let field = field(text, at, delimiter, &mut quotes);
        at = field.range.end;
        fields.push(field);
        count += 1;
        if count > MOST_FIELDS {
            return Err(Fault::too_large("the number of fields", format!("{MOST_FIELDS} fields")));
        }
        if text[at..].starts_with(delimiter) {
            at += delimiter.len_utf8();
            if at < text.len() {
                continue;
            }
            fields.push(Field { range: at..at, quoted: false });
        }
        records.push(Record { fields: std::mem::take(&mut fields), end: at });
        at += if text[at..].starts_with("\r\n") { 2 } else { usize::from(at < text.len()) };
    }
    Ok((records, quotes))
}

/// The field at a place; text behind a closing quote belongs to it.
fn field(text: &str, at: usize, delimiter: char, quotes: &mut Quotes) -> Field {
    let mut end = at;
    let quoted = text[at..].starts_with('"');
    if quoted {
        end += 1;
        loop {
            let Some(quote) = text[end..].find('"') else {
                end = text.len();
                quotes.open = Some(at);
                break;
            };
            end += quote + 1;
            if text[end..].starts_with('"') {
                end += 1;
            } else {
                break;
            }
        }
    }
    let rest = text[end..].find([delimiter, '\r', '\n']).unwrap_or(text.len() - end);
    let odd = if quoted { rest > 0 } else { text[at..end + rest].contains('"') };
    quotes.odd += usize::from(odd);
    Field { range: at..end + rest, quoted }
}

impl Field {
    fn text(&self, text: &str) -> String {
        let raw = &text[self.range.clone()];
        let plain = match raw.strip_prefix('"').filter(|_| self.quoted) {
            Some(inside) => match inside.rfind('"') {
                Some(close) => format!("{}{}", inside[..close].replace("\"\"", "\""), &inside[close + 1..]),
                None => inside.to_owned(),
            },
            None => raw.to_owned(),
        };
        plain.replace("\r\n", "\n").replace('\r', "\n")
    }
}

fn cells(text: &str, records: &[Record]) -> std::collections::BTreeMap<Position, Cell> {
    let place = |row: usize, column: usize| {
        let (row, column) = (u32::try_from(row + 1).ok()?, u32::try_from(column + 1).ok()?);
        (row <= Position::LAST_ROW && column <= Position::LAST_COLUMN).then(|| Position::new(row, column))
    };
    let all = records.iter().enumerate().flat_map(|(row, record)| {
        record
            .fields
            .iter()
            .enumerate()
            .filter_map(move |(column, field)| Some((place(row, column)?, cell(field.text(text)))))
    });
    all.collect()
}

/// A field as a program that opens the file would take it; what starts with `=` is a formula.
fn cell(text: String) -> Cell {
    let kind = match text.trim() {
        "" => CellKind::Empty,
        trimmed if trimmed.parse::<f64>().is_ok_and(f64::is_finite) => CellKind::Number,
        _ => CellKind::Text,
    };
    Cell { formula: text.starts_with('=') && text.len() > 1, kind, text, ..Cell::default() }
}

impl Csv {
    /// A copy with the answers in their fields.
    pub fn fill(&self, answers: &[CellAnswer], marking: &Marking) -> Result<Filled, Fault> {
        let mut plan = Plan::default();
        for answer in answers {
            if let Err(reason) = self.settle(answer, &mut plan) {
                plan.refused.push(Refusal { sheet: answer.sheet, at: answer.at, reason });
            }
        }
        if marking.draft {
            plan.warnings.push(
                "a file of separated values has no properties and cannot say that it is a draft".to_owned(),
            );
        }
        let text = self.spliced(&plan.fields);
        let bytes = self.encoded(&text);
        self.check(&bytes, &plan.fields)?;
        Ok(Filled {
            bytes,
            written: plan.fields.keys().map(|at| (0, *at)).collect(),
            refused: plan.refused,
            parts_kept: 0,
            parts_changed: if plan.fields.is_empty() { Vec::new() } else { vec![self.file.clone()] },
            warnings: plan.warnings,
        })
    }

    fn settle(&self, answer: &CellAnswer, plan: &mut Plan) -> Result<(), String> {
        if answer.sheet != 0 {
            return Err("there is no such sheet".to_owned());
        }
        if plan.fields.contains_key(&answer.at) {
            return Err("it has been given an answer already".to_owned());
        }
        let far = answer.at.row.0 as usize > self.records.len() + 10_000 || answer.at.column.0 > 10_000;
        if far {
            return Err("it is far outside the file's lines and fields".to_owned());
        }
        let text = match settle(&self.sheet, answer, false)? {
            Stored::Number(number) => general(number),
            Stored::Bool(yes) => (if yes { "TRUE" } else { "FALSE" }).to_owned(),
            Stored::Text(text) if is_formula(&text) => {
                plan.warnings.push(format!(
                    "{}: starts like a formula; written with an apostrophe before it",
                    answer.at
                ));
                format!("'{text}")
            }
            Stored::Text(text) => text,
        };
        if self.encoding.output_encoding() == self.encoding && self.encoding.encode(&text).2 {
            return Err(format!(
                "the file is encoded in {}, which lacks some of the answer's characters",
                self.encoding.name()
            ));
        }
        plan.fields.insert(answer.at, text);
        Ok(())
    }

    fn spliced(&self, fields: &Fields) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut copied = 0;
        for (row, record) in self.records.iter().enumerate() {
            let written = in_row(fields, row);
            for (column, text) in written.iter().filter(|(column, _)| *column < record.fields.len()) {
                let range = &record.fields[*column].range;
                out.push_str(&self.text[copied..range.start]);
                out.push_str(&self.quoted(text));
                copied = range.end;
            }
            let mut there = record.fields.len();
            for (column, text) in written.iter().filter(|(column, _)| *column >= record.fields.len()) {
                out.push_str(&self.text[copied..record.end]);
                copied = record.end;
                out.extend(std::iter::repeat_n(self.dialect.delimiter, column + 1 - there));
                out.push_str(&self.quoted(text));
                there = column + 1;
            }
        }
        out.push_str(&self.text[copied..]);
        self.append_lines(&mut out, fields);
        out
    }

    /// Lines that were not there.
    fn append_lines(&self, out: &mut String, fields: &Fields) {
        let Some(last) = fields.keys().next_back().map(|at| at.row.0 as usize) else { return };
        let ended = out.is_empty() || out.ends_with(['\n', '\r']);
        for row in self.records.len()..last {
            if row > self.records.len() || !ended {
                out.push_str(self.dialect.line_end);
            }
            let mut there = 1;
            for (column, text) in in_row(fields, row) {
                out.extend(std::iter::repeat_n(self.dialect.delimiter, column + 1 - there));
                out.push_str(&self.quoted(text));
                there = column + 1;
            }
        }
        if last > self.records.len() && ended {
            out.push_str(self.dialect.line_end);
        }
    }

    fn quoted(&self, text: &str) -> String {
        // Any delimiter is quoted: programs guess, and the answer must not sway them.
        let special =
            |c: char| c == self.dialect.delimiter || matches!(c, '"' | '\n' | '\r' | ',' | ';' | '\t' | '|');
        if self.dialect.quote_all || text.contains(special) || text.trim() != text {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    }

    fn encoded(&self, text: &str) -> Vec<u8> {
        let text = if self.byte_order_mark { format!("\u{FEFF}{text}") } else { text.to_owned() };
        match self.encoding.name() {
            "UTF-16LE" => text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
            _ => self.encoding.encode(&text).0.into_owned(),
        }
    }

    /// Reads the copy again: each answer is there, and every other field is what it was, byte for byte.
    fn check(&self, bytes: &[u8], fields: &Fields) -> Result<(), Fault> {
        let wrong = |at: Position| Fault::NotFilled(format!("{at}: the field does not read back"));
        let text = match self.byte_order_mark {
            true => decoded(bytes)?.2,
            false => self.encoding.decode_without_bom_handling(bytes).0.into_owned(),
        };
        let start = if named_delimiter(&text).is_some() { first_line(&text) } else { 0 };
        let (again, _) = records(&text, start, self.dialect.delimiter)?;
        let found = cells(&text, &again);
        for (at, text) in fields {
            if found.get(at).is_none_or(|cell| cell.text != *text) {
                return Err(wrong(*at));
            }
        }
        for (row, (before, after)) in self.records.iter().zip(&again).enumerate() {
            for (column, (old, new)) in before.fields.iter().zip(&after.fields).enumerate() {
                let at = Position::new(row as u32 + 1, column as u32 + 1);
                if !fields.contains_key(&at) && self.text[old.range.clone()] != text[new.range.clone()] {
                    return Err(wrong(at));
                }
            }
        }
        if again.len() < self.records.len() {
            Err(wrong(Position::new(again.len() as u32 + 1, 1)))
        } else {
            Ok(())
        }
    }
}

type Fields = std::collections::BTreeMap<Position, String>;

#[derive(Default)]
struct Plan {
    fields: Fields,
    refused: Vec<Refusal>,
    warnings: Vec<String>,
}

/// The answers of a row, 0-based: column, 0-based, and text.
fn in_row(fields: &Fields, row: usize) -> Vec<(usize, &str)> {
    let Ok(row) = u32::try_from(row + 1) else { return Vec::new() };
    let range = Position::new(row, 1)..=Position::new(row, Position::LAST_COLUMN);
    fields.range(range).map(|(at, text)| (at.column.0 as usize - 1, text.as_str())).collect()
}

/// What a spreadsheet program would take for a formula, or what hides one behind a tab.
fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t']) && text.parse::<f64>().is_err()
}
