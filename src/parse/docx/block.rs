//! What a document's parts are read into: paragraphs and tables, with what stands in them. Knows neither XML nor what becomes
//! of it.

use super::properties::Para;
use super::styles::Look;

/// A paragraph or a table.
#[derive(Debug)]
pub(super) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

/// A paragraph: the words that are shown.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub para: Para,
    pub words: String,
    /// So many bytes at the start of the words are bold.
    pub bold: usize,
    /// The smallest size of its words, in half points; 0 for none.
    pub size: u32,
    /// The notes that it refers to.
    pub notes: Vec<Note>,
    /// What stands in its text boxes.
    pub boxes: Vec<Block>,
}

/// Which foot or end note.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Note {
    pub end: bool,
    pub id: String,
}

/// A table.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub rows: Vec<Row>,
    /// Its style makes the first row look like a header.
    pub heads: bool,
}

/// A row of a table.
#[derive(Debug, Default)]
pub(super) struct Row {
    pub cells: Vec<Cell>,
    /// It is repeated on each page.
    pub header: bool,
    /// It was deleted.
    pub gone: bool,
    /// Columns that it leaves out before its first cell.
    pub before: usize,
}

/// A cell of a table.
#[derive(Debug, Default)]
pub(super) struct Cell {
    /// The first of its columns, from 0, and how many it takes.
    pub column: usize,
    pub span: usize,
    /// It goes on with the cell above.
    pub continues: bool,
    pub shaded: bool,
    /// It was deleted.
    pub gone: bool,
    pub blocks: Vec<Block>,
}

impl Paragraph {
    /// Adds words that look so.
    pub fn push(&mut self, words: &str, look: Look) {
        if words.trim().is_empty() {
            self.words.push_str(words);
            return;
        }
        let contiguous = self.bold >= self.words.trim_end().len();
        self.words.push_str(words);
        if look.bold && contiguous {
            self.bold = self.words.len();
        }
        self.size = if self.size == 0 { look.size } else { self.size.min(look.size) };
    }

    /// Whether all its words are bold.
    pub fn is_bold(&self) -> bool {
        !self.is_empty() && self.bold >= self.words.trim_end().len()
    }

    /// Whether no words are seen.
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty()
    }

    /// Whether the next paragraph goes on with it.
    pub fn joins(&self) -> bool {
        self.para.mark.gone || self.para.drop_cap
    }

    /// The paragraph below with this one's words before its own.
    pub fn before(self, mut below: Self) -> Self {
        let own = self.words.len();
        below.bold = if self.bold >= own { own + below.bold } else { self.bold };
        below.size = if self.size == 0 { below.size } else { self.size.min(below.size.max(1)) };
        below.words.insert_str(0, &self.words);
        below.notes.splice(0..0, self.notes);
        below.boxes.splice(0..0, self.boxes);
        below
    }
}

impl Block {
    /// The paragraph, if it is one.
    pub fn paragraph(&self) -> Option<&Paragraph> {
        match self {
            Self::Paragraph(paragraph) => Some(paragraph),
            Self::Table(_) => None,
        }
    }
}

impl Table {
    /// The cells of each row that is there.
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| &row.cells)
    }
}
