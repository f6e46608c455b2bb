//! One sheet as a table: merges as spans, bold and fills as the customer set them, each cell in its role's colour.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::super::shape::column_role;
use super::lines::{Line, Shown};
use super::role::{Found, Role};
use crate::cli::html::escape;
use crate::layout::ColumnRole;
use crate::workbook::{Area, Cell, Column, Position, Row};

/// Bounds of a column's width, in characters.
const NARROWEST: f64 = 7.0;
const WIDEST: f64 = 46.0;
const PROSE: f64 = 36.0;
const ANSWER: f64 = 13.0;
/// Width of the columns for row numbers and reasons, and of a hidden column.
const MARGIN: f64 = 27.0;
const HIDDEN: f64 = 2.0;
/// Hidden rows whose texts can be unfolded.
const UNFOLDED: usize = 40;

/// Writes the table of a sheet.
pub(super) fn table(out: &mut String, found: &Found<'_>, shown: &Shown) {
    let texts = texts(found);
    let texts = |column: &Column| texts.get(column).copied().unwrap_or_default();
    let widths: Vec<f64> = shown.columns.iter().map(|c| width(found, *c, texts(c))).collect();
    let all = widths.iter().sum::<f64>() + MARGIN;
    _ = write!(
        out,
        "<div class=\"sheet\" tabindex=\"0\"><table style=\"width:{all:.0}ch\"><colgroup><col class=\"n\"><col class=\"why\">"
    );
    widths.iter().for_each(|width| _ = write!(out, "<col style=\"width:{width:.0}ch\">"));
    out.push_str("</colgroup><thead><tr><th class=\"n\"></th><th class=\"why\">Row, and why</th>");
    shown.columns.iter().for_each(|column| letter(out, found, *column));
    out.push_str("</tr></thead><tbody>\n");
    let mut body = Body { found, shown, covered: vec![0; shown.columns.len()] };
    for place in 0..shown.lines.len() {
        body.line(out, place);
    }
    out.push_str("</tbody></table></div>\n");
}

/// The texts that stand in one column alone.
#[derive(Clone, Copy, Default)]
struct Texts {
    all: usize,
    long: usize,
    /// Characters of the longest.
    most: usize,
}

fn width(found: &Found<'_>, column: Column, texts: Texts) -> f64 {
    if found.sheet.hidden_columns.contains(&column) {
        return HIDDEN;
    }
    // Prose gets room, whatever the author set: nobody reads twelve lines of three words.
    let prose = texts.long > 1 && texts.long * 4 > texts.all;
    let unset = (texts.most as f64 + 2.0).min(20.0);
    let set = found.sheet.widths.get(&column).copied().unwrap_or(unset);
    let answers = found.column(column).is_some_and(|column| column.role == ColumnRole::Answer);
    let least = match (prose, answers) {
        (true, _) => PROSE,
        (false, true) => ANSWER,
        (false, false) => NARROWEST,
    };
    set.clamp(least, WIDEST)
}

fn texts(found: &Found<'_>) -> BTreeMap<Column, Texts> {
    let mut columns: BTreeMap<Column, Texts> = BTreeMap::new();
    let alone = found
        .sheet
        .cells
        .iter()
        .filter(|(at, cell)| !cell.text.is_empty() && found.sheet.merge_at(**at).is_none());
    for (at, cell) in alone {
        let texts = columns.entry(at.column).or_default();
        let length = cell.text.chars().take(100).count();
        texts.all += 1;
        texts.long += usize::from(length > 60);
        texts.most = texts.most.max(length);
    }
    columns
}

/// The letters over a column, with its role.
fn letter(out: &mut String, found: &Found<'_>, column: Column) {
    let role = found.column(column);
    let hidden = found.sheet.hidden_columns.contains(&column);
    let unsure = role.is_some_and(|role| role.is_unsure());
    let name = role.map_or("", |role| column_role(role.role));
    let reason = role.map(|role| format!("{column}: {name}; {}", role.reason));
    let reason = match (hidden, reason) {
        (true, reason) => format!("hidden by the customer. {}", reason.unwrap_or_default()),
        (false, reason) => reason.unwrap_or_else(|| format!("{column}: no role was found")),
    };
    let class = match (hidden, unsure) {
        (true, _) => " class=\"hidden\"",
        (false, true) => " class=\"unsure\"",
        (false, false) => "",
    };
    _ = write!(out, "<th scope=\"col\"{class} title=\"{}\">{column}", escape(&reason));
    if !hidden && !name.is_empty() {
        _ = write!(out, " <small>{name}{}</small>", if unsure { " ?" } else { "" });
    }
    out.push_str("</th>");
}

/// The rows of a table in the making.
struct Body<'a, 'f> {
    found: &'a Found<'f>,
    shown: &'a Shown,
    /// For each column, the first line that no merge from above covers.
    covered: Vec<usize>,
}

impl Body<'_, '_> {
    fn line(&mut self, out: &mut String, place: usize) {
        match self.shown.lines[place] {
            Line::Row(row) => self.row(out, place, row),
            Line::Empty(first, last) => {
                let rows = last.0 - first.0 + 1;
                self.gap(out, &format!("{first}–{last}"), &format!("{rows} empty rows"));
            }
            Line::Hidden(first, last) => self.hidden(out, first, last),
        }
    }

    fn gap(&self, out: &mut String, rows: &str, text: &str) {
        let span = self.shown.columns.len() + 1;
        _ = writeln!(
            out,
            "<tr class=\"gap\"><th class=\"n\">{rows}</th><td colspan=\"{span}\">{text}</td></tr>"
        );
    }

    /// Rows that the customer hid, folded.
    fn hidden(&self, out: &mut String, first: Row, last: Row) {
        let from = Position { row: first, column: Column(1) };
        let to = Position { row: Row(last.0 + 1), column: Column(1) };
        let cells = self.found.sheet.cells.range(from..to).filter(|(_, cell)| !cell.text.trim().is_empty());
        let texts: Vec<String> = cells
            .take(UNFOLDED)
            .map(|(at, cell)| format!("<li><b>{at}</b> <bdi>{}</bdi></li>", escape(cell.text.trim())))
            .collect();
        let name = if first == last { first.to_string() } else { format!("{first}–{last}") };
        let told = format!(
            "<details><summary>hidden by the customer; not asked</summary><ul>{}</ul></details>",
            texts.concat()
        );
        self.gap(out, &name, &told);
    }

    fn row(&mut self, out: &mut String, place: usize, row: Row) {
        let kind = self.found.row(row);
        _ = write!(out, "<tr><th class=\"n\" scope=\"row\">{row}</th><td class=\"why\"");
        match kind {
            Some(kind) => {
                let name = escape(&self.found.row_name(kind));
                let (reason, short) = (escape(&kind.reason), escape(&telling(&kind.reason)));
                _ = write!(out, " title=\"{reason}\"><b>{name}</b><span>{short}</span></td>");
            }
            None => out.push_str("></td>"),
        }
        for column in 0..self.shown.columns.len() {
            if self.covered[column] <= place {
                self.cell(out, place, row, column);
            }
        }
        out.push_str("</tr>\n");
    }

    fn cell(&mut self, out: &mut String, place: usize, row: Row, column: usize) {
        let at = Position { row, column: self.shown.columns[column] };
        let merge = self.found.sheet.merge_at(at).copied();
        let (rows, columns) = merge.map_or((1, 1), |area| self.span(&area, place, column));
        self.covered[column..column + columns].fill(place + rows);
        let from = merge.map_or(at, |area| area.first);
        let cell = self.found.sheet.cells.get(&from);
        let hidden = columns == 1 && self.found.sheet.hidden_columns.contains(&at.column);
        let role = self.found.role(from);
        open(out, &role, cell, hidden);
        if rows > 1 {
            _ = write!(out, " rowspan=\"{rows}\"");
        }
        if columns > 1 {
            _ = write!(out, " colspan=\"{columns}\"");
        }
        content(out, &role, cell, hidden);
    }

    /// How many lines and shown columns a merge covers from here on.
    fn span(&self, area: &Area, place: usize, column: usize) -> (usize, usize) {
        let below = |line: &&Line| matches!(line, Line::Row(row) if *row <= area.last.row);
        let rows = self.shown.lines[place..].iter().take_while(below).count();
        let free = self.shown.columns[column..].iter().zip(&self.covered[column..]);
        let columns = free.take_while(|(c, covered)| **c <= area.last.column && **covered <= place).count();
        (rows.max(1), columns.max(1))
    }
}

/// A row's reason without what all questions have in common.
fn telling(reason: &str) -> String {
    reason.replacen("a text in the questions' column, ", "", 1)
}

fn open(out: &mut String, role: &Role, cell: Option<&Cell>, hidden: bool) {
    let mut class = role.class.to_owned();
    if hidden {
        class = "hidden".to_owned();
    }
    if role.unsure {
        class.push_str(" unsure");
    }
    if cell.is_some_and(|cell| cell.bold) {
        class.push_str(" bold");
    }
    _ = write!(out, "<td class=\"{class}\" title=\"{}\"", escape(&role.reason));
    if let Some(fill) = cell.and_then(|cell| cell.fill).filter(|_| !hidden) {
        _ = write!(out, " style=\"--fill:#{fill:06x}\"");
    }
}

fn content(out: &mut String, role: &Role, cell: Option<&Cell>, hidden: bool) {
    let text = cell.map_or("", |cell| cell.text.trim());
    out.push('>');
    if !hidden && !text.is_empty() {
        _ = write!(out, "<bdi>{}</bdi>", escape(text));
    }
    if !hidden && !role.tag.is_empty() {
        _ = write!(out, "<small>{}</small>", escape(&role.tag));
    }
    out.push_str("</td>");
}
