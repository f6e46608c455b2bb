//! Tables to rows under their header; those that only lay out text are read as the text they hold.

use super::block::{Block, Cell, Note, Row, Table};
use super::numbering::Marker;
use super::write::{Writer, line};
use crate::parse::wording;

/// The most columns that are kept apart.
const MOST_COLUMNS: usize = 1000;
/// The longest text, in bytes, that is said again for each row of a merge.
const LONGEST_REPEATED: usize = 300;
/// The most words of a cell of a header.
const LONGEST_NAME: usize = 8;

/// What hangs on a table's cells, to be written after it.
#[derive(Default)]
struct Beside<'d> {
    notes: Vec<&'d Note>,
    blocks: Vec<&'d [Block]>,
}

impl<'d> Writer<'d> {
    /// Writes a table.
    pub fn table(&mut self, table: &'d Table) {
        self.items.end();
        self.out.end_table();
        if self.is_layout(table) {
            for cell in table.cells().filter(|cell| !cell.continues) {
                self.items.end();
                self.blocks(&cell.blocks);
            }
        } else {
            self.rows(table);
        }
        self.items.end();
    }

    /// Whether a table only places text on the page: a box, or columns with headings or whole pages of text in them.
    fn is_layout(&self, table: &Table) -> bool {
        let widest = table.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let is_heading = |block: &Block| {
            block.paragraph().is_some_and(|p| !p.is_empty() && self.parts.styles.heading(&p.para).is_some())
        };
        let long = |cell: &Cell| cell.blocks.len() > 2;
        if widest <= 1 {
            return table.rows.len() < 3 || table.cells().any(|cell| cell.blocks.len() > 1);
        }
        let holds_sections = |cell: &Cell| cell.blocks.len() > 1 && cell.blocks.iter().any(is_heading);
        table.cells().any(holds_sections) || table.rows.len() == 1 && table.cells().any(long)
    }

    fn rows(&mut self, table: &'d Table) {
        let mut beside = Beside::default();
        let mut above = Vec::new();
        let mut rows: Vec<(&Row, Vec<String>)> = Vec::new();
        for row in &table.rows {
            above = self.row(row, &above, &mut beside);
            if above.iter().any(|cell| cell.contains(char::is_alphanumeric)) {
                rows.push((row, above.clone()));
            }
        }
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let captions = rows.iter().take_while(|(row, _)| row.cells.len() == 1 && width > 1).count();
        // A row over the whole width says what the table is, but not where all the rows are of one cell.
        let captions = if captions < rows.len() { captions } else { 0 };
        for (_, cells) in &rows[..captions] {
            self.out.words(&cells.join(" "));
        }
        let rows = &rows[captions..];
        let headers = headers(table, rows);
        if headers > 0 {
            self.out.header(&joined(&rows[..headers]));
        }
        let (open, said): (Vec<_>, Vec<_>) =
            rows[headers..].iter().partition(|(row, cells)| only_asks(row, cells));
        said.iter().for_each(|(_, cells)| self.out.row(cells));
        self.out.end_table();
        if !open.is_empty() {
            let count = open.len();
            self.out
                .warn(format!("a table asks {count} questions that nobody has answered; they were left out"));
        }
        beside.notes.into_iter().for_each(|note| self.note(note));
        beside.blocks.into_iter().for_each(|blocks| self.blocks(blocks));
    }

    /// The words of a row's cells, each in its column.
    fn row(&mut self, row: &'d Row, above: &[String], beside: &mut Beside<'d>) -> Vec<String> {
        let mut cells = Vec::new();
        for cell in &row.cells {
            let column = cell.column.min(MOST_COLUMNS);
            if cells.len() < column {
                cells.resize(column, String::new());
            }
            let merged = above.get(column).filter(|text| cell.continues && text.len() <= LONGEST_REPEATED);
            let own = self.cell(cell, beside);
            cells.push(merged.filter(|_| own.is_empty()).cloned().unwrap_or(own));
            cells.resize((column + cell.span).min(MOST_COLUMNS).max(cells.len()), String::new());
        }
        cells
    }

    /// A cell's words in one line, with the numbers and bullets that stand before them.
    fn cell(&mut self, cell: &'d Cell, beside: &mut Beside<'d>) -> String {
        let mut lines = Vec::new();
        for block in &cell.blocks {
            let Block::Paragraph(paragraph) = block else {
                beside.blocks.push(std::slice::from_ref(block));
                continue;
            };
            let marker = self.place(paragraph).map(|place| self.marker(place));
            beside.notes.extend(&paragraph.notes);
            if !paragraph.boxes.is_empty() {
                beside.blocks.push(&paragraph.boxes);
            }
            if paragraph.is_empty() || self.is_left_out(paragraph) {
                // A row may be numbered by a cell of nothing but its number.
                lines.extend(marker.and_then(|marker| match marker {
                    Marker::Number(number) => Some(number),
                    _ => None,
                }));
                continue;
            }
            let words = line(&paragraph.words);
            lines.push(match marker {
                Some(Marker::Number(number)) => format!("{number} {words}"),
                Some(Marker::Bullet) => format!("• {words}"),
                _ => words,
            });
        }
        lines.join(" ")
    }
}

/// Whether a row is a question with nothing after it, as in a questionnaire that a customer sent: what it asks is nobody's
/// statement.
fn only_asks(row: &Row, cells: &[String]) -> bool {
    let last = cells.iter().rposition(|cell| !cell.is_empty());
    let Some(question) = last.filter(|_| row.cells.len() > 1) else { return false };
    let short = |cell: &String| wording::count_words(cell, LONGEST_NAME + 1) <= LONGEST_NAME;
    cells[question].ends_with('?') && cells[..question].iter().all(short)
}

/// How many of the rows are the header: those that are repeated on each page, or the first where it looks like one.
fn headers(table: &Table, rows: &[(&Row, Vec<String>)]) -> usize {
    let marked = rows.iter().take_while(|(row, _)| row.header).count();
    if marked == rows.len() {
        return marked.min(1);
    }
    if marked > 0 {
        return marked;
    }
    let [(first, texts), (second, _), ..] = rows else { return 0 };
    if first.cells.len() < 2 {
        return 0;
    }
    let looks = table.heads || stands_out(first) && !stands_out(second);
    usize::from(looks && are_names(texts) || is_worded(texts, &rows[1..]))
}

/// All of a row's cells are bold, or all are shaded.
fn stands_out(row: &Row) -> bool {
    let is_bold = |cell: &Cell| {
        let mut said = cell.blocks.iter().filter_map(Block::paragraph).filter(|p| !p.is_empty()).peekable();
        said.peek().is_none() || said.all(super::block::Paragraph::is_bold)
    };
    row.cells.iter().all(is_bold) || row.cells.iter().all(|cell| cell.shaded)
}

/// Nothing sets it off; but its cells are short names over figures and longer words. A table of two columns is as likely
/// one of labels and their values.
fn is_worded(first: &[String], rows: &[(&Row, Vec<String>)]) -> bool {
    let longest = |cells: &[String]| cells.iter().map(String::len).max().unwrap_or(0);
    let longer = rows.iter().filter(|(_, cells)| longest(cells) > longest(first)).count();
    let figures = first.iter().any(|cell| cell.starts_with(|c: char| c.is_ascii_digit()));
    first.len() > 2
        && first.iter().all(|cell| !cell.is_empty())
        && are_names(first)
        && !figures
        && longer * 2 > rows.len()
}

fn are_names(cells: &[String]) -> bool {
    cells.iter().all(|cell| {
        wording::count_words(cell, LONGEST_NAME + 1) <= LONGEST_NAME && !cell.ends_with(['.', '!', ';'])
    })
}

/// Rows of a header as one: what stands over a column, from the top.
fn joined(rows: &[(&Row, Vec<String>)]) -> Vec<String> {
    let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
    let mut joined = vec![String::new(); width];
    for (_, cells) in rows {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            if joined[column] != *cell {
                let gap = if joined[column].is_empty() { "" } else { " " };
                joined[column] = format!("{}{gap}{cell}", joined[column]);
            }
        }
    }
    joined
}
