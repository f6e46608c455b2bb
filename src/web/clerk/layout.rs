//! A layout as the customer's sheet, and what a person says of it as corrections.

use std::collections::{BTreeMap, BTreeSet};

use super::sentence;
use crate::assistant::desk::{self, Corrections, LayoutView};
use crate::layout::{ColumnFound, ColumnRole, RowKind, SheetLayout, SheetOverrides, WayOut};
use crate::question::{AnswerCell, CellRole, CellState};
use crate::web::office::{Correction, LayoutShown};
use crate::web::view::{ColumnShown, Doubt, GridCell, GridRow, GridShown, Link, SheetTab};
use crate::workbook::{Column, Position, Row, Sheet};

/// Rows and columns of a sheet on the page; what is beyond is counted.
const ROWS: usize = 500;
const COLUMNS: usize = 40;
/// Doubts on the page.
const DOUBTS: usize = 8;

/// A layout, with this sheet of it, or else the first that asks something.
pub(super) fn shown(view: &LayoutView, sheet: usize) -> LayoutShown {
    let asks = |found: &SheetLayout| !found.questions.is_empty();
    let chosen = match sheet {
        0 => view.layout.sheets.iter().position(asks).unwrap_or(0),
        number => (number - 1).min(view.layout.sheets.len().saturating_sub(1)),
    };
    let tab = |(number, found): (usize, &SheetLayout)| SheetTab {
        name: found.name.clone(),
        href: format!("?sheet={}", number + 1),
        told: match (found.hidden, found.questions.len()) {
            (true, _) => "hidden".into(),
            (false, 0) => "asks nothing".into(),
            (false, count) => count.to_string(),
        },
        chosen: number == chosen,
    };
    let both = view.workbook.sheets.get(chosen).zip(view.layout.sheets.get(chosen));
    LayoutShown {
        accepted: view.accepted,
        summary: summary(view),
        doubts: doubts(view),
        sheets: view.layout.sheets.iter().enumerate().map(tab).collect(),
        grid: both.map(|(sheet, found)| grid(sheet, found)).unwrap_or_default(),
    }
}

/// What is not sure, each once, with the sheets that it is about.
fn doubts(view: &LayoutView) -> Vec<Doubt> {
    let mut all: Vec<Doubt> = Vec::new();
    for desk::Doubt { sheet, warning } in &view.doubts {
        let words = format!("{}{}", sentence(&warning.what), way_out(warning.way_out));
        let link = sheet.map(|at| Link::new(&view.layout.sheets[at].name, format!("?sheet={}", at + 1)));
        match all.iter_mut().find(|known| known.words == words) {
            Some(known) => known.sheets.extend(link),
            None => all.push(Doubt { words, sheets: link.into_iter().collect() }),
        }
    }
    all.truncate(DOUBTS);
    all
}

/// What a person does about it on the page.
fn way_out(way_out: Option<WayOut>) -> &'static str {
    match way_out {
        None => "",
        Some(WayOut::NameAnswers) => " Choose “answer” above the column that takes one.",
        Some(WayOut::NameComments) => " Choose “comment” above it if it is.",
        Some(WayOut::NameColumns) => {
            " If there are questions, choose “question” and “answer” above their columns."
        }
    }
}

fn summary(view: &LayoutView) -> String {
    let questions = view.layout.questions().count();
    let asking = view.layout.sheets.iter().filter(|sheet| !sheet.questions.is_empty()).count();
    let noun = if questions == 1 { "question" } else { "questions" };
    format!("{questions} {noun} on {asking} of {} sheets", view.layout.sheets.len())
}

fn grid(sheet: &Sheet, found: &SheetLayout) -> GridShown {
    let cells: BTreeMap<Position, &AnswerCell> =
        found.questions.iter().flat_map(|question| &question.cells).map(|cell| (cell.at, cell)).collect();
    let texts = sheet.cells.iter().filter(|(_, cell)| !cell.text.trim().is_empty()).map(|(at, _)| *at);
    let places: Vec<Position> = texts.chain(cells.keys().copied()).collect();
    let rows: BTreeSet<Row> = places.iter().map(|at| at.row).collect();
    let columns: BTreeSet<Column> = places.iter().map(|at| at.column).collect();
    let shown: Vec<Column> = columns.iter().copied().take(COLUMNS).collect();
    let left = (rows.len().saturating_sub(ROWS), columns.len().saturating_sub(COLUMNS));
    GridShown {
        name: found.name.clone(),
        columns: shown.iter().map(|column| head(sheet, found, *column)).collect(),
        rows: rows.into_iter().take(ROWS).map(|row| line(sheet, found, &cells, &shown, row)).collect(),
        left: (left != (0, 0))
            .then(|| format!("{} more rows and {} more columns are not shown.", left.0, left.1)),
    }
}

fn head(sheet: &Sheet, found: &SheetLayout, column: Column) -> ColumnShown {
    let known = found.columns.iter().find(|one| one.column == column);
    ColumnShown {
        letter: column.to_string(),
        role: known.map_or("", |one| role(one.role)),
        reason: known.map(|one| one.reason.clone()).unwrap_or_default(),
        hidden: sheet.hidden_columns.contains(&column),
        unsure: known.is_some_and(ColumnFound::is_unsure),
    }
}

/// A column's role as the form has it; empty for those that nobody corrects.
fn role(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Question => "question",
        ColumnRole::Answer => "answer",
        ColumnRole::Comment => "comment",
        ColumnRole::Id => "id",
        _ => "",
    }
}

/// A row's kind as the form has it, or else a word for it.
fn kind(kind: RowKind) -> (&'static str, &'static str) {
    match kind {
        RowKind::Question | RowKind::FollowUp => ("question", ""),
        RowKind::Header => ("header", ""),
        RowKind::Title => ("", "title"),
        RowKind::Instruction => ("", "instruction"),
        RowKind::Section => ("", "section"),
        RowKind::Guidance => ("", "guidance"),
        RowKind::Total => ("", "total"),
        RowKind::Field => ("", "field"),
        RowKind::Legend => ("", "legend"),
        RowKind::Hidden => ("", "hidden"),
        RowKind::Empty => ("", "empty"),
        RowKind::Other => ("", "nothing asked"),
    }
}

fn line(
    sheet: &Sheet,
    found: &SheetLayout,
    cells: &BTreeMap<Position, &AnswerCell>,
    columns: &[Column],
    row: Row,
) -> GridRow {
    let known = found.rows.iter().find(|one| one.row == row);
    let asks = found.questions.iter().any(|question| question.row == row);
    let (form, told) = match known {
        _ if asks => ("question", ""),
        Some(one) => kind(one.kind),
        None => ("", "nothing asked"),
    };
    GridRow {
        number: row.0,
        kind: form,
        told: if form.is_empty() && told.is_empty() { "nothing asked" } else { told },
        reason: known.map(|one| one.reason.clone()).unwrap_or_default(),
        hidden: sheet.hidden_rows.contains(&row),
        cells: in_line(sheet, columns, row, |at| class(found, cells, at, known.map(|one| one.kind))),
    }
}

/// The cells of a row: merged ones once, as wide as they are among the columns shown.
fn in_line(
    sheet: &Sheet,
    columns: &[Column],
    row: Row,
    class: impl Fn(Position) -> &'static str,
) -> Vec<GridCell> {
    let mut line = Vec::new();
    let mut at = 0;
    while let Some(column) = columns.get(at) {
        let place = Position { row, column: *column };
        let last = sheet.merge_at(place).map_or(*column, |area| area.last.column);
        let across = columns[at..].iter().take_while(|column| **column <= last).count().max(1);
        let cell = sheet.cells.get(&place);
        line.push(GridCell {
            text: cell.map(|cell| cell.text.clone()).unwrap_or_default(),
            class: class(place),
            across: across as u32,
            down: 1,
            bold: cell.is_some_and(|cell| cell.bold),
        });
        at += across;
    }
    line
}

fn class(
    found: &SheetLayout,
    cells: &BTreeMap<Position, &AnswerCell>,
    at: Position,
    kind: Option<RowKind>,
) -> &'static str {
    if let Some(cell) = cells.get(&at) {
        return match (cell.state, cell.role) {
            (CellState::Answered, _) => "k-answered",
            (CellState::Locked | CellState::Formula, _) => "k-shut",
            (_, CellRole::Answer) => "k-answer",
            (_, CellRole::Comment) => "k-comment",
            _ => "k-more",
        };
    }
    let column = found.columns.iter().find(|one| one.column == at.column).map(|one| one.role);
    match (kind, column) {
        (Some(RowKind::Header), _) => "k-header",
        (Some(RowKind::Section), _) => "k-section",
        (Some(RowKind::Guidance | RowKind::Instruction | RowKind::Legend), _) => "k-guidance",
        (Some(RowKind::Question | RowKind::FollowUp), Some(ColumnRole::Question)) => "k-question",
        (Some(RowKind::Question | RowKind::FollowUp), Some(ColumnRole::Id)) => "k-id",
        (Some(RowKind::Question | RowKind::FollowUp), Some(ColumnRole::Section)) => "k-section",
        (Some(RowKind::Question | RowKind::FollowUp), Some(ColumnRole::Guidance)) => "k-guidance",
        (Some(RowKind::Question | RowKind::FollowUp), Some(ColumnRole::Reserved)) => "k-reserved",
        _ => "",
    }
}

/// What was said before, with what is said now of one sheet. Only what differs from what was found is a correction.
pub(super) fn corrected(view: &LayoutView, said: &Correction) -> Result<Corrections, String> {
    let unknown = || format!("There is no sheet “{}” in this file; load the page again.", said.sheet);
    let place = view.layout.sheets.iter().position(|sheet| sheet.name == said.sheet).ok_or_else(unknown)?;
    let shown = grid(&view.workbook.sheets[place], &view.layout.sheets[place]);
    let mut corrections = view.corrections.clone();
    let own = corrections.entry(said.sheet.clone()).or_default();
    columns(own, &shown, said);
    rows(own, &shown, said);
    Ok(corrections)
}

fn columns(own: &mut SheetOverrides, shown: &GridShown, said: &Correction) {
    let mut now: BTreeMap<Column, &str> = BTreeMap::new();
    let mut changed: Vec<(Column, &str, &str)> = Vec::new();
    for (letter, role) in &said.columns {
        let Ok(column) = letter.parse::<Column>() else { continue };
        let was = shown.columns.iter().find(|one| one.letter == *letter).map_or("", |one| one.role);
        now.insert(column, role);
        if was != role {
            changed.push((column, was, role));
        }
    }
    let all = |role: &str| {
        now.iter().filter(|(_, one)| **one == role).map(|(column, _)| *column).collect::<Vec<_>>()
    };
    let touched = |role: &str| changed.iter().any(|(_, was, is)| *was == role || *is == role);
    // Of two question columns, the one that was just named.
    let newest = |role: &str| changed.iter().find(|(_, _, is)| *is == role).map(|(column, ..)| *column);
    if touched("question") {
        own.question = newest("question").or_else(|| all("question").first().copied());
    }
    if touched("id") {
        own.id = newest("id").or_else(|| all("id").first().copied());
    }
    if touched("answer") {
        own.answers = all("answer");
    }
    if touched("comment") {
        own.comments = all("comment");
    }
}

fn rows(own: &mut SheetOverrides, shown: &GridShown, said: &Correction) {
    let was = |row: u32| shown.rows.iter().find(|one| one.number == row).map_or("", |one| one.kind);
    let changed: Vec<(u32, &str)> = said
        .rows
        .iter()
        .filter(|(row, kind)| was(*row) != kind && !kind.is_empty())
        .map(|(row, kind)| (*row, kind.as_str()))
        .collect();
    for (row, kind) in &changed {
        let row = Row(*row);
        own.questions.remove(&row);
        own.not_questions.remove(&row);
        let said = if *kind == "question" { &mut own.questions } else { &mut own.not_questions };
        said.insert(row);
    }
    if changed.iter().any(|(row, kind)| *kind == "header" || was(*row) == "header") {
        let headers = said.rows.iter().filter(|(_, kind)| kind == "header");
        let headers: Vec<Row> = headers.map(|(row, _)| Row(*row)).collect();
        own.not_questions.retain(|row| !headers.contains(row));
        own.header_rows = Some(headers);
    }
}
