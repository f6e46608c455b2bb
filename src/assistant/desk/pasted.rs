//! Questions that somebody typed or pasted: one a line, or cells copied from a spreadsheet (tabs between them, quotes around
//! those with line breaks). They become rows of a plain questionnaire.

use crate::words::bare;

/// The columns of the questionnaire that is made.
pub(super) const COLUMNS: [&str; 4] = ["No.", "Question", "Answer", "Comment"];
/// What stands over pasted questions, and asks nothing.
const HEADINGS: &[&str] =
    &["question", "questions", "requirement", "requirements", "control", "controls", "description"];

/// The rows: number, question, and room for the answer.
pub(super) fn rows(text: &str) -> Vec<Vec<String>> {
    let lines = cells(text);
    let question = question_column(&lines);
    let mut rows = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let Some(asked) = line.get(question).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()) else {
            continue;
        };
        if at == 0 && HEADINGS.contains(&bare(asked).as_str()) {
            continue;
        }
        let own = line[..question].iter().rev().map(|cell| cell.trim()).find(|cell| !cell.is_empty());
        let number = own.map_or_else(|| (rows.len() + 1).to_string(), str::to_owned);
        rows.push(vec![number, asked.to_owned(), String::new(), String::new()]);
    }
    rows
}

/// The column with the most words.
fn question_column(lines: &[Vec<String>]) -> usize {
    let widest = lines.iter().map(Vec::len).max().unwrap_or(0);
    let words =
        |column: usize| lines.iter().filter_map(|line| line.get(column)).map(String::len).sum::<usize>();
    // The first of equals: what a customer repeats stands further right.
    (0..widest).rev().max_by_key(|&column| words(column)).unwrap_or(0)
}

/// Cells line by line. A quote that opens a cell and is not closed is a quote of the text.
fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let (mut lines, mut line, mut rest) = (Vec::new(), Vec::new(), text.as_str());
    loop {
        let (cell, after) = quoted(rest).unwrap_or_else(|| plain(rest));
        line.push(cell);
        let mut chars = after.chars();
        let end = chars.next();
        rest = chars.as_str();
        match end {
            Some('\t') => {}
            Some(_) => lines.push(std::mem::take(&mut line)),
            None => {
                lines.push(line);
                return lines;
            }
        }
    }
}

fn plain(text: &str) -> (String, &str) {
    let end = text.find(['\t', '\n']).unwrap_or(text.len());
    (text[..end].to_owned(), &text[end..])
}

/// `"a ""b"" c"` before a tab, a line's end or the end.
fn quoted(text: &str) -> Option<(String, &str)> {
    let mut rest = text.strip_prefix('"')?;
    let mut cell = String::new();
    loop {
        let end = rest.find('"')?;
        cell.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.chars().next() {
            Some('"') => {
                cell.push('"');
                rest = &rest[1..];
            }
            None | Some('\t' | '\n') => return Some((cell, rest)),
            Some(_) => return None,
        }
    }
}
