//! Lines to paragraphs and items, by their distances, their edges and their looks, also over the end of a column or a page.
//! What is a heading must not enter here.

use super::hyphens::is_broken;
use super::lines::Line;
use super::markers::{self, Marker};
use super::tables::{Piece, Table};
use super::words::Word;
use crate::parse::wording::{begins_big, begins_small, ends_sentence, is_unfinished};

/// Lines further apart than the usual by this are two paragraphs.
const APART: f32 = 1.18;
/// The same for a line with something raised in it.
const RAISED: f32 = 1.4;
/// The distance of a paragraph's lines where nothing else says it, in sizes.
const LEADING: f32 = 1.25;

/// A piece of a page in reading order.
pub(super) struct Placed {
    pub piece: Piece,
    /// Counted from 0.
    pub page: usize,
    /// Counts up where reading goes on at another place: a column, a page.
    pub flow: usize,
}

/// A paragraph, an item or a table.
#[derive(Debug)]
pub(super) struct Block {
    pub page: usize,
    pub kind: Kind,
}

#[derive(Debug)]
pub(super) enum Kind {
    Text(Text),
    Table(Table),
}

/// A paragraph, an item or a heading.
#[derive(Debug)]
pub(super) struct Text {
    /// With the page of each.
    pub lines: Vec<(usize, Line)>,
    pub marker: Option<Marker>,
    /// White space above it that is wider than between lines.
    pub apart: bool,
}

impl Text {
    /// Where its words begin, an item's after its marker.
    pub fn hang(&self) -> f32 {
        self.marker.as_ref().map_or(self.lines[0].1.x0, |marker| marker.hang)
    }
}

/// The blocks of a document.
pub(super) fn blocks(pieces: Vec<Placed>) -> Vec<Block> {
    let leading = leading(neighbours(&pieces)).unwrap_or(LEADING);
    let mut builder = Builder { leading, blocks: Vec::new(), flow: usize::MAX };
    for placed in pieces {
        builder.take(placed);
    }
    builder.blocks
}

/// Lines that follow each other in one place.
fn neighbours(pieces: &[Placed]) -> impl Iterator<Item = (&Line, &Line)> {
    pieces.windows(2).filter(|pair| pair[0].flow == pair[1].flow).filter_map(|pair| {
        match (&pair[0].piece, &pair[1].piece) {
            (Piece::Line(above), Piece::Line(below)) => Some((above, below)),
            _ => None,
        }
    })
}

/// The distance of most neighbouring lines, in sizes, where a text has lines that are full.
pub(super) fn leading<'l>(neighbours: impl Iterator<Item = (&'l Line, &'l Line)>) -> Option<f32> {
    let mut counted: Vec<(i32, usize)> = Vec::new();
    for (above, below) in neighbours {
        let apart = (below.y - above.y) / below.size;
        if above.size != below.size || !(0.9..2.6).contains(&apart) || fits(above, below) {
            continue;
        }
        let key = (apart * 20.0).round() as i32;
        match counted.iter_mut().find(|(other, _)| *other == key) {
            Some((_, count)) => *count += 1,
            None => counted.push((key, 1)),
        }
    }
    counted.iter().max_by_key(|(_, count)| *count).map(|(key, _)| *key as f32 / 20.0)
}

/// The first word of a line would have had room on the line above.
fn fits(above: &Line, line: &Line) -> bool {
    let first = line.words.first().map_or(0.0, |word| word.x1 - word.x0);
    let broken = above.words.last().is_some_and(|word| is_broken(&word.text));
    !broken && above.x1 + 0.3 * line.size + first < above.column.x1 - 0.3 * line.size
}

struct Builder {
    leading: f32,
    blocks: Vec<Block>,
    /// That of the last piece.
    flow: usize,
}

impl Builder {
    fn take(&mut self, placed: Placed) {
        let same_flow = placed.flow == self.flow;
        self.flow = placed.flow;
        let page = placed.page;
        let line = match placed.piece {
            Piece::Table(table) => return self.table(page, table),
            Piece::Line(line) => line,
        };
        let marker = markers::marker(&line);
        let leading = self.leading;
        let goes_on = match self.blocks.last_mut() {
            Some(Block { kind: Kind::Text(text), .. })
                if text.takes(&line, marker.as_ref(), same_flow, leading) =>
            {
                text.lines.push((page, line.clone()));
                true
            }
            _ => false,
        };
        if !goes_on {
            let apart = self.stands_apart(&line, same_flow);
            self.blocks
                .push(Block { page, kind: Kind::Text(Text { lines: vec![(page, line)], marker, apart }) });
        }
    }

    fn table(&mut self, page: usize, mut table: Table) {
        if let Some(Block { kind: Kind::Table(open), .. }) = self.blocks.last_mut()
            && open.is_like(&table)
        {
            open.take_over(&mut table);
        }
        if !table.rows.is_empty() {
            self.blocks.push(Block { page, kind: Kind::Table(table) });
        }
    }

    fn stands_apart(&self, line: &Line, same_flow: bool) -> bool {
        match self.blocks.last() {
            Some(Block { kind: Kind::Text(text), .. }) if same_flow => {
                let (_, above) = &text.lines[text.lines.len() - 1];
                line.y - above.y > 1.1 * self.leading * line.size.max(above.size)
            }
            _ => true,
        }
    }
}

impl Text {
    /// Whether a line goes on with these.
    fn takes(&self, line: &Line, marker: Option<&Marker>, same_flow: bool, leading: f32) -> bool {
        let (_, above) = &self.lines[self.lines.len() - 1];
        if !looks_alike(above, line) {
            return false;
        }
        if !same_flow {
            return marker.is_none() && self.goes_on_elsewhere(line);
        }
        // The middle of a sentence may begin with something like a number.
        if marker.is_some_and(|marker| {
            marker.number.is_none()
                || ends_sentence(&above.text())
                || self.marker.is_some()
                || fits(above, line)
                || line.x0 < above.x0 - 0.5
        }) {
            return false;
        }
        // Lines on two pages or in two columns do not show how far apart lines are.
        let before = self.lines.len().checked_sub(2).map(|at| above.y - self.lines[at].1.y);
        let usual = match before.filter(|apart| (0.0..4.0 * line.size).contains(apart)) {
            Some(apart) => apart.max(line.size),
            None => leading.max(1.0) * line.size,
        };
        let down = line.y - above.y;
        // The raised number of a note pushes its line down.
        let raised = line.words.iter().any(|word| word.raised);
        let apart = if raised { RAISED } else { APART };
        down > 0.0
            && down <= (apart * usual).max(usual + 0.5)
            && !fits(above, line)
            && !self.is_indented(line)
    }

    /// Whether a line at the top of another column or page goes on in the middle of a sentence.
    fn goes_on_elsewhere(&self, line: &Line) -> bool {
        let (_, above) = &self.lines[self.lines.len() - 1];
        let words = above.text();
        let open = !ends_sentence(&words) || is_unfinished(&words);
        let full = !fits(above, line) && !self.is_indented_elsewhere(line);
        open && (begins_small(&line.text()) || full)
    }

    fn is_indented_elsewhere(&self, line: &Line) -> bool {
        self.marker.is_none() && line.x0 > line.column.x0 + 0.8 * line.size
    }

    /// Begins to the right, as a paragraph does that has no white space above it, or to the left of an item's words.
    fn is_indented(&self, line: &Line) -> bool {
        let by = line.x0 - self.lines[self.lines.len() - 1].1.x0;
        match &self.marker {
            // Under the item's words, or at the edge where its marker stands.
            Some(marker) => {
                let under = (line.x0 - marker.hang).abs() < 0.6 * line.size;
                let back = self.lines[0].1.x0;
                !(under || (line.x0 - back).abs() < 0.6 * line.size)
            }
            None if self.lines.len() == 1 => {
                (by > 0.8 * line.size || self.is_described(line)) && !self.is_centred(line)
            }
            None => by.abs() > 0.8 * line.size && !self.is_centred(line),
        }
    }

    /// What describes a term ends with this line, and the next term stands below it, further left.
    fn is_described(&self, line: &Line) -> bool {
        let above = &self.lines[self.lines.len() - 1].1;
        let short = line.x1 - line.x0 < 0.5 * (line.column.x1 - line.column.x0);
        let words = line.text();
        line.x0 < above.x0 - 1.2 * line.size
            && short
            && ends_sentence(&above.text())
            && !ends_sentence(&words)
            && begins_big(&words)
    }

    /// Both lines have their middle in one place.
    fn is_centred(&self, line: &Line) -> bool {
        let above = &self.lines[self.lines.len() - 1].1;
        let apart = f32::midpoint(line.x0, line.x1) - f32::midpoint(above.x0, above.x1);
        apart.abs() < 0.4 * line.size && line.x0 > line.column.x0 + line.size
    }
}

/// The same size, and both bold or neither.
fn looks_alike(above: &Line, line: &Line) -> bool {
    // Lines of mostly code among words of another size are lines of one text.
    let near = |a: f32, b: f32| (a - b).abs() <= 0.05 * a;
    let is_word = |word: &Word| word.text.chars().filter(|c| c.is_alphabetic()).count() > 1 && !word.raised;
    let has = |line: &Line, size: f32| line.words.iter().any(|word| near(word.size, size) && is_word(word));
    let same_size = near(above.size, line.size) || has(above, line.size) || has(line, above.size);
    let bold = |line: &Line| line.is_bold();
    same_size
        && (bold(above) == bold(line)
            || !bold(above) && !above.look.bold && line.words.len() < 3
            || mixed(above, line))
}

/// One of the two has words of both kinds: a sentence with something bold in it.
fn mixed(above: &Line, line: &Line) -> bool {
    let both = |line: &Line| line.words.iter().any(|word| word.look.bold) && !line.is_bold();
    both(above) || both(line)
}
