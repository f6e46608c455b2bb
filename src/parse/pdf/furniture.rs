//! Running heads and feet, page numbers: what stands at the same place of most pages. It is left out. A line of contents
//! goes the same way: it only says where a heading is.

use super::lines::Line;

/// How far into a page heads and feet reach, in parts of its height.
const EDGE: f32 = 0.14;
/// Lines at each edge that may be one.
const LINES: usize = 4;
/// The names of columns are closer to the first row than this, in sizes.
const NEAR: f32 = 4.0;
/// How far apart the same place may be.
const APART: f32 = 4.0;
/// Fewest pages of a kind, as those with odd numbers, that have their own.
const FEWEST: usize = 3;

/// The lines of a page.
pub(super) struct Sheet {
    pub height: f32,
    pub lines: Vec<Line>,
}

/// Takes heads, feet and contents out of all pages.
pub(super) fn leave_out(sheets: &mut [Sheet]) {
    let edges: Vec<Vec<Edge>> = sheets.iter().map(edges).collect();
    let body = body_size(sheets);
    for (number, sheet) in sheets.iter_mut().enumerate() {
        let gone: Vec<usize> = edges[number]
            .iter()
            .filter(|edge| {
                is_repeated(edge, &edges) || is_page_number(edge, &edges) || is_head(edge, &edges, body)
            })
            .map(|edge| edge.line)
            .collect();
        let mut at = 0..;
        sheet.lines.retain(|_| at.next().is_none_or(|at| !gone.contains(&at)));
        leave_out_contents(&mut sheet.lines);
    }
}

/// A line near the upper or the lower edge.
struct Edge {
    line: usize,
    y: f32,
    size: f32,
    /// Its words, with # for each number.
    key: String,
    /// The outermost one, and how far from it the next line is.
    alone: Option<f32>,
}

fn edges(sheet: &Sheet) -> Vec<Edge> {
    let last = sheet.lines.len();
    let outer = (0..last).filter(|at| *at < LINES || *at + LINES >= last);
    let edge = outer.filter_map(|at| {
        let line = &sheet.lines[at];
        if names_columns(line, sheet.lines.get(at + 1)) {
            return None;
        }
        let near = line.y < EDGE * sheet.height || line.y > (1.0 - EDGE) * sheet.height;
        let next = if at == 0 { sheet.lines.get(1) } else { sheet.lines.get(at.wrapping_sub(1)) };
        let apart = next.map(|next| (next.y - line.y).abs());
        let alone = apart.filter(|_| at == 0 || at + 1 == last);
        near.then(|| Edge { line: at, y: line.y, size: line.size, key: key(&line.text()), alone })
    });
    edge.collect()
}

/// The names of a table's columns are printed again on each page, right above its rows.
fn names_columns(line: &Line, below: Option<&Line>) -> bool {
    let wide = line.words.windows(2).filter(|pair| pair[1].x0 - pair[0].x1 > line.size).count();
    let near = below.is_some_and(|below| !below.is_bold() && below.y - line.y < NEAR * line.size);
    line.is_bold() && wide > 1 && near
}

fn key(text: &str) -> String {
    let mut key = String::new();
    for c in text.to_lowercase().chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !key.ends_with('#') {
                    key.push('#');
                }
            }
            c => key.push(c),
        }
    }
    key
}

/// The same words stand there on most pages, or on many.
fn is_repeated(edge: &Edge, pages: &[Vec<Edge>]) -> bool {
    let same = |other: &Edge| other.key == edge.key && (other.y - edge.y).abs() < APART;
    let count = pages.iter().filter(|page| page.iter().any(same)).count();
    count > 1 && count * 2 >= pages.len() || count >= FEWEST && count * 10 >= pages.len() * 3
}

/// `3`, `- 3 -`, `Page 3 of 9`.
fn is_page_number(edge: &Edge, pages: &[Vec<Edge>]) -> bool {
    let bare = edge.key.trim_matches(|c: char| !c.is_alphanumeric() && c != '#');
    let sound =
        matches!(bare, "page # of #" | "page #/#" | "page # / #" | "seite # von #" | "# of #" | "# / #");
    let ends = ["page #", "page # of #", "page #/#", "seite #"].iter().any(|end| bare.ends_with(end))
        && bare.len() < 90;
    // A number alone may be anything; it is the page's where it is on others too, or says which page this is.
    let alone =
        matches!(bare, "#" | "page #" | "p. #") && edge.alone.is_some_and(|apart| apart > 1.5 * edge.size);
    let others = pages.iter().filter(|page| page.iter().any(|other| other.key == edge.key)).count();
    sound
        || ends && edge.alone.is_some_and(|apart| apart > 1.8 * edge.size)
        || alone && (others * 2 >= pages.len())
}

/// A line that stands apart at one place of most pages and names what the page is about.
fn is_head(edge: &Edge, pages: &[Vec<Edge>], body: f32) -> bool {
    let apart =
        |other: &Edge| other.alone.is_some_and(|apart| apart > 2.2 * other.size) && other.size < 1.02 * body;
    let same = |other: &Edge| apart(other) && (other.y - edge.y).abs() < APART;
    let count = pages.iter().filter(|page| page.iter().any(same)).count();
    apart(edge) && count > FEWEST && count * 10 >= pages.len() * 7
}

/// The size of most letters.
pub(super) fn body_size(sheets: &[Sheet]) -> f32 {
    let mut counted: Vec<(i32, usize)> = Vec::new();
    for word in sheets.iter().flat_map(|sheet| &sheet.lines).flat_map(|line| &line.words) {
        let size = (word.size * 4.0).round() as i32;
        match counted.iter_mut().find(|(other, _)| *other == size) {
            Some((_, count)) => *count += word.text.len(),
            None => counted.push((size, word.text.len())),
        }
    }
    counted.iter().max_by_key(|(_, count)| *count).map_or(10.0, |(size, _)| *size as f32 / 4.0)
}

/// `1.2 Scope ......... 4`, where there are several.
fn leave_out_contents(lines: &mut Vec<Line>) {
    let led = |line: &Line| {
        let text = line.text();
        let ends = text.trim_end().ends_with(|c: char| c.is_ascii_digit());
        ends && (text.replace(' ', "").contains("....") || text.contains("……"))
    };
    if lines.iter().filter(|line| led(line)).count() > 2 {
        lines.retain(|line| !led(line));
    }
}
