//! PDF to a rendition: letters with their places → words → lines → columns → paragraphs, items, tables and headings. Each
//! step is a file under `pdf/` and knows only what the step before it found. How a rendition becomes passages must not
//! enter here.

mod blocks;
mod bookmarks;
mod budget;
mod columns;
mod content;
mod font;
mod furniture;
mod gaps;
mod headings;
mod hyphens;
mod lines;
mod markers;
mod marks;
mod resumed;
mod rows;
mod strings;
mod strokes;
mod tables;
mod words;
mod write;

use std::panic;

use hayro_font::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};

use super::ParseError;
use super::rendition::{Rendered, Rendition};
use crate::document::DocumentName;
use blocks::Placed;
use budget::Budget;
use furniture::Sheet;
use marks::{Glyph, Marks};

/// Letters that a page without words may have: a stamp, a page number.
const FEW: usize = 12;
/// More letters than this, turned or aslant, are no stamp any more.
const MANY: usize = 60;

/// Reads a PDF. What its library does not foresee in a damaged file ends in a panic, which ends here.
pub(super) fn read(name: &DocumentName, bytes: &[u8]) -> Result<Rendered, ParseError> {
    let what = "reading it broke off in the middle".to_owned();
    let damaged = ParseError::Damaged { document: name.clone(), what };
    panic::catch_unwind(|| follow(name, bytes)).unwrap_or(Err(damaged))
}

fn follow(name: &DocumentName, bytes: &[u8]) -> Result<Rendered, ParseError> {
    let pdf = Pdf::new(bytes.to_vec()).map_err(|why| unread(name, why))?;
    let damaged = |what: &str| ParseError::Damaged { document: name.clone(), what: what.to_owned() };
    if pdf.pages().is_empty() {
        return Err(damaged("no page of it can be found"));
    }
    let fonts = font::Fonts::new();
    let mut budget = Budget::new();
    let mut seen = Seen::default();
    for page in pdf.pages().iter() {
        seen.page(content::marks(page, &fonts, &mut budget));
        if budget.is_spent() {
            return Err(damaged("its pages draw more than any document needs"));
        }
    }
    if seen.letters <= FEW && seen.letters <= seen.sheets.len() * 4 {
        return Err(without_words(name, &seen));
    }
    Ok(render(&pdf, seen))
}

fn unread(name: &DocumentName, why: LoadPdfError) -> ParseError {
    let document = name.clone();
    match why {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ParseError::Encrypted { document },
        LoadPdfError::Decryption(_) => {
            let what = "it is encrypted in a way that is not known".to_owned();
            ParseError::Damaged { document, what }
        }
        LoadPdfError::Invalid => {
            let what = "it is no PDF, or its end is missing".to_owned();
            ParseError::Damaged { document, what }
        }
    }
}

fn without_words(name: &DocumentName, seen: &Seen) -> ParseError {
    let document = name.clone();
    let pages = match seen.sheets.len() {
        1 => "its page".to_owned(),
        pages => format!("its {pages} pages"),
    };
    if seen.unknown > FEW {
        let what = format!("{pages} cannot be read: the fonts do not say which letters they draw");
        let way_out = "Add the original, or run text recognition over it".to_owned();
        return ParseError::NoWords { document, what, way_out };
    }
    let (is, pictures) = if seen.sheets.len() == 1 { ("is", "a picture") } else { ("are", "pictures") };
    if seen.pictures == 0 {
        return ParseError::Empty { document };
    }
    let what = format!("{pages} {is} {pictures} of text, without words");
    let way_out = "Run text recognition over it, or add the original".to_owned();
    ParseError::NoWords { document, what, way_out }
}

/// How most letters of a page stand: wide tables are turned with all their page.
fn usual_turns(glyphs: &[Glyph]) -> u8 {
    let count = |turns: u8| glyphs.iter().filter(|glyph| glyph.turns == Some(turns) && !glyph.drawn).count();
    (0..4).max_by_key(|turns| (count(*turns), 4 - turns)).unwrap_or(0)
}

/// What all pages have on them.
#[derive(Default)]
struct Seen {
    sheets: Vec<Sheet>,
    rules: Vec<Vec<marks::Rule>>,
    pictures: usize,
    letters: usize,
    unknown: usize,
    /// Pages on which words that stand otherwise than the rest were left out, counted from 1.
    turned: Vec<usize>,
}

impl Seen {
    fn page(&mut self, marks: Marks) {
        self.pictures += marks.pictures;
        self.unknown += marks.unknown;
        let known = marks.glyphs.iter().filter(|glyph| glyph.text.contains(char::is_alphanumeric));
        self.letters += known.count();
        let turns = usual_turns(&marks.glyphs);
        let (upright, turned): (Vec<Glyph>, Vec<Glyph>) =
            marks.glyphs.into_iter().partition(|glyph| glyph.turns == Some(turns));
        if turned.iter().filter(|glyph| !glyph.drawn).count() > MANY {
            self.turned.push(self.sheets.len() + 1);
        }
        let height = if turns % 2 == 1 { marks.width } else { marks.height };
        self.sheets.push(Sheet { height, lines: lines::lines(words::words(&upright)) });
        self.rules.push(if turns == 0 { marks.rules } else { Vec::new() });
    }
}

fn render(pdf: &Pdf, mut seen: Seen) -> Rendered {
    furniture::leave_out(&mut seen.sheets);
    let spelling = hyphens::Spelling::of(seen.sheets.iter().flat_map(|sheet| &sheet.lines));
    let pages = seen.sheets.len();
    let turned = std::mem::take(&mut seen.turned);
    let blocks = blocks::blocks(pieces(seen));
    let body = headings::Body::of(&blocks);
    let levels = headings::levels(&blocks, &body, &bookmarks::bookmarks(pdf));
    let mut out = Rendition::default();
    if let Some(title) = title(pdf, &blocks, &body) {
        out.title(&title);
    }
    let mut writer = write::Writer::new(&mut out, &spelling);
    writer.write(&blocks, &levels);
    writer.begin_pages(pages.saturating_sub(1));
    if !turned.is_empty() {
        let pages = turned.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
        out.warn(format!("words that stand aslant or turned were left out, on page {pages}"));
    }
    out.finish()
}

/// What the file calls itself, where its first page does too or says nothing large.
fn title(pdf: &Pdf, blocks: &[blocks::Block], body: &headings::Body) -> Option<String> {
    let largest = write::largest(blocks, body);
    let stated = bookmarks::title(pdf);
    let first: String = blocks
        .iter()
        .filter(|block| block.page == 0)
        .filter_map(blocks::Block::as_text)
        .map(headings::lines)
        .collect();
    let first = bookmarks::folded(&first);
    stated.filter(|stated| largest.is_none() || first.contains(&bookmarks::folded(stated))).or(largest)
}

/// The pieces of all pages in reading order.
fn pieces(seen: Seen) -> Vec<Placed> {
    let mut flows = Vec::new();
    let mut known = columns::Known::default();
    for (page, (sheet, rules)) in seen.sheets.into_iter().zip(&seen.rules).enumerate() {
        let read = columns::flows(sheet.lines, rules, &mut known);
        flows.extend(read.into_iter().map(|flow| (page, flow)));
    }
    widen(&mut flows);
    let neighbours = flows.iter().flat_map(|(_, flow)| flow.lines.windows(2));
    let running = neighbours.filter(|pair| !pair.iter().any(lines::Line::is_open));
    let leading = blocks::leading(running.map(|pair| (&pair[0], &pair[1])));
    let mut found = Vec::new();
    let mut last = None;
    for (number, (page, flow)) in flows.into_iter().enumerate() {
        let pieces = {
            let setting = tables::Setting { rules: &seen.rules[page], leading };
            tables::pieces(flow.lines, setting, &mut last)
        };
        found.extend(pieces.into_iter().map(|piece| Placed { piece, page, flow: number }));
    }
    found
}

/// A page with a few short lines is as wide as the others. Where lines end is what several show, not the longest alone.
fn widen(flows: &mut [(usize, columns::Flow)]) {
    let whole = || flows.iter().filter(|(_, flow)| !flow.is_column).flat_map(|(_, flow)| &flow.lines);
    let x0 = whole().fold(f32::INFINITY, |x, line| x.min(line.x0));
    let mut ends: Vec<f32> = whole().map(|line| line.x1).collect();
    ends.sort_by(|a, b| b.total_cmp(a));
    let x1 = ends.get(ends.len() / 30).copied().unwrap_or(x0);
    for line in flows.iter_mut().filter(|(_, flow)| !flow.is_column).flat_map(|(_, flow)| &mut flow.lines) {
        line.column = lines::Column { x0, x1 };
    }
    flows.iter_mut().for_each(|(_, flow)| flow.narrow());
}
