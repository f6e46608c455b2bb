//! Tables of pages: a grid of what each cell says, with its header; tables that only lay out the page are read as if they were
//! not there.

use super::content::heading_level;
use super::tree::{NodeId, Page};
use super::walk::Walk;

/// Spans wider or higher than this are read as this.
const WIDEST: usize = 200;
const HIGHEST: usize = 2_000;

/// A row as it is shown.
struct Row {
    cells: Vec<Cell>,
    /// It stands in a `thead`.
    head: bool,
}

/// A place of the grid.
#[derive(Clone)]
struct Cell {
    id: NodeId,
    text: String,
    /// A `th`, or bold all through.
    heads: bool,
    /// The cell began further left.
    spanned: bool,
}

/// Writes a table.
pub(super) fn write(walk: &mut Walk, id: NodeId) {
    for caption in children_called(walk, id, "caption") {
        walk.whole(caption);
    }
    let rows = rows_of(walk, id);
    if lays_out(walk, id, &rows) {
        for (row, _) in rows {
            cells_of(walk, row).into_iter().for_each(|cell| walk.whole(cell));
        }
        return;
    }
    let grid = grid(walk, &rows);
    let headers = headers(&grid);
    walk.out.end_table();
    if headers > 0 {
        walk.out.header(&header(&grid[..headers]));
    }
    let mut headed = false;
    for row in &grid[headers..] {
        headed |= write_row(walk, row, headers > 0);
    }
    walk.out.end_table();
    if headed {
        walk.out.end_question();
    }
}

/// Writes a row; whether it was a heading for those below it.
fn write_row(walk: &mut Walk, row: &Row, headed: bool) -> bool {
    let own: Vec<&Cell> = row.cells.iter().filter(|cell| !cell.spanned).collect();
    let filled: Vec<&&Cell> = own.iter().filter(|cell| !cell.text.is_empty()).collect();
    match filled[..] {
        [] => false,
        [only] if row.cells.len() > 1 && own.len() == 1 => {
            walk.out.bold(&only.text);
            true
        }
        [label, value] if !headed && own.len() == 2 && label.heads && !value.heads => {
            walk.out.value(&label.text, &value.text);
            false
        }
        _ => {
            let texts: Vec<&str> = own.iter().map(|cell| cell.text.as_str()).collect();
            walk.out.row(&texts);
            false
        }
    }
}

/// The rows of a table in the order that they are shown, and whether each stands in its head.
fn rows_of(walk: &Walk, id: NodeId) -> Vec<(NodeId, bool)> {
    let page = walk.page;
    let mut rows = Vec::new();
    for part in walk.kept(id) {
        match page.name(part) {
            "tr" => rows.push((part, false)),
            "thead" => rows.extend(children_called(walk, part, "tr").into_iter().map(|row| (row, true))),
            "tbody" | "tfoot" => {
                rows.extend(children_called(walk, part, "tr").into_iter().map(|row| (row, false)));
            }
            _ => {}
        }
    }
    rows
}

fn children_called(walk: &Walk, id: NodeId, name: &str) -> Vec<NodeId> {
    walk.kept(id).filter(|child| walk.page.name(*child) == name).collect()
}

fn cells_of(walk: &Walk, row: NodeId) -> Vec<NodeId> {
    walk.kept(row).filter(|cell| matches!(walk.page.name(*cell), "td" | "th")).collect()
}

/// Whether a table only says where on the page its parts stand.
fn lays_out(walk: &Walk, id: NodeId, rows: &[(NodeId, bool)]) -> bool {
    let page = walk.page;
    if matches!(page.attribute(id, "role"), Some("presentation" | "none")) {
        return true;
    }
    let widest = rows.iter().map(|(row, _)| cells_of(walk, *row).len()).max().unwrap_or(0);
    let has_header = rows
        .iter()
        .any(|(row, head)| *head || cells_of(walk, *row).iter().any(|cell| page.name(*cell) == "th"));
    let holds = |test: &dyn Fn(NodeId) -> bool| {
        let shown = |id: NodeId| !walk.content.is_left_out(id);
        page.below(id, shown).skip(1).filter(|id| shown(*id)).any(test)
    };
    widest < 2
        || rows.len() == 1 && !has_header
        || holds(&|id| page.name(id) == "table")
        || !has_header && holds(&|id| heading_level(page, id).is_some())
}

/// The rows with spans filled in: what spans rows is said in each of them.
fn grid(walk: &Walk, rows: &[(NodeId, bool)]) -> Vec<Row> {
    let mut grid = Vec::new();
    // What comes down from the rows above, by column, with the rows that it still reaches.
    let mut above: Vec<Option<(Cell, usize)>> = Vec::new();
    for (row, head) in rows {
        let mut cells: Vec<Cell> = Vec::new();
        for id in cells_of(walk, *row) {
            come_down(&mut above, &mut cells);
            let (wide, high) =
                (span(walk.page, id, "colspan", WIDEST), span(walk.page, id, "rowspan", HIGHEST));
            let cell = cell(walk, id);
            for place in 0..wide {
                let cell = Cell { spanned: place > 0, ..cell.clone() };
                let column = cells.len();
                if above.len() <= column {
                    above.resize(column + 1, None);
                }
                above[column] = (high > 1).then(|| (cell.clone(), high - 1));
                cells.push(cell);
            }
        }
        come_down(&mut above, &mut cells);
        if !cells.is_empty() {
            grid.push(Row { cells, head: *head });
        }
    }
    grid
}

/// Adds the cells from above that reach into this row, from its end on.
fn come_down(above: &mut [Option<(Cell, usize)>], cells: &mut Vec<Cell>) {
    while let Some(slot) = above.get_mut(cells.len())
        && let Some((cell, left)) = slot.take()
    {
        cells.push(cell.clone());
        *slot = (left > 1).then(|| (cell, left - 1));
    }
}

fn span(page: &Page, id: NodeId, key: &str, most: usize) -> usize {
    let said = page.attribute(id, key).and_then(|span| span.trim().parse::<usize>().ok());
    said.unwrap_or(1).clamp(1, most)
}

fn cell(walk: &Walk, id: NodeId) -> Cell {
    let page = walk.page;
    let mut text = walk.words_of(id);
    if text.is_empty() {
        // A tick that is a picture.
        let pictures = page.below(id, |_| true).filter(|id| page.name(*id) == "img");
        text = pictures.filter_map(|id| page.attribute(id, "alt")).collect::<Vec<_>>().join(" ");
    }
    let heads = page.name(id) == "th" || is_bold_through(walk, id);
    Cell { id, text: text.trim().to_owned(), heads, spanned: false }
}

/// Whether all words of a cell are bold.
fn is_bold_through(walk: &Walk, id: NodeId) -> bool {
    let page = walk.page;
    let shown = |id: NodeId| !walk.content.is_left_out(id);
    let texts = page.below(id, shown).filter(|id| shown(*id));
    let mut texts = texts.filter(|id| page.text(*id).is_some_and(|text| !text.trim().is_empty())).peekable();
    let bold = |text: NodeId| {
        let around = std::iter::successors(page.parent(text), |id| page.parent(*id));
        around.take_while(|around| *around != id).any(|around| walk.content.is_bold(page, around))
    };
    texts.peek().is_some() && texts.all(bold)
}

/// How many rows from the top are the header: the head, else the first rows where every cell heads.
fn headers(grid: &[Row]) -> usize {
    let marked = grid.iter().take_while(|row| row.head).count();
    if marked > 0 {
        return if marked < grid.len() { marked } else { 0 };
    }
    let heads = |row: &Row| {
        let filled: Vec<&Cell> =
            row.cells.iter().filter(|cell| !cell.text.is_empty() && !cell.spanned).collect();
        filled.len() > 1 && filled.iter().all(|cell| cell.heads)
    };
    let bold = grid.iter().take(3).take_while(|row| heads(row)).count();
    match (bold, grid) {
        (1.., _) if bold < grid.len() => bold,
        (0, [first, next, ..]) if names_columns(first, next) => 1,
        _ => 0,
    }
}

/// Short names over longer words, where nothing marks the header.
fn names_columns(first: &Row, next: &Row) -> bool {
    let longest = |row: &Row| row.cells.iter().map(|cell| cell.text.chars().count()).max().unwrap_or(0);
    let names = |cell: &Cell| {
        !cell.text.is_empty()
            && cell.text.chars().count() <= 40
            && !cell.text.ends_with(['.', '?', '!', ':'])
            && !cell.text.contains(|c: char| c.is_ascii_digit())
    };
    first.cells.len() > 2 && first.cells.iter().all(names) && longest(first) < longest(next)
}

/// The header's words, column by column, those of an upper row before those of a lower one.
fn header(rows: &[Row]) -> Vec<String> {
    let columns = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let column = |at: usize| {
        let mut cells: Vec<&Cell> = rows.iter().filter_map(|row| row.cells.get(at)).collect();
        cells.dedup_by_key(|cell| cell.id);
        cells.iter().map(|cell| cell.text.as_str()).collect::<Vec<_>>().join(" ").trim().to_owned()
    };
    (0..columns).map(column).collect()
}
