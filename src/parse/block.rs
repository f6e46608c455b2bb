//! What every format is turned into first: a stream of blocks that point into the text. The seam between formats and
//! outline: a block says what a piece of text is, never what section it is in.

use std::ops::Range;

use crate::document::Warning;

/// What a format's reader hands on.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// A title from outside the text.
    pub title: Option<String>,
    /// The lines above the text that state something of it.
    pub front_matter: String,
    /// Its headings only name its parts: none is its title.
    pub untitled: bool,
    /// In the order of the text; ranges do not overlap.
    pub blocks: Vec<Block>,
    /// Bold words that paragraphs begin with, in the order of the text, where the text has no marks that say so.
    pub bold: Vec<Range<usize>>,
    /// What had to be guessed or left out.
    pub warnings: Vec<Warning>,
}

/// A heading, a paragraph or a row.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub kind: Kind,
    /// Its words, without a heading's or an item's own marker.
    pub range: Range<usize>,
    /// The list item it stands in; the default for none.
    pub item: Item,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Heading(Rank),
    /// Headings deeper than this level end here. Questions and lines in bold are deeper than any level.
    End(u8),
    /// A paragraph, or an item's own words. `label`: the words before the colon in `Data at rest: …`.
    Text {
        label: Option<Range<usize>>,
    },
    /// A row of a table or a labelled value. `whole`: the row with its label.
    Row {
        whole: Range<usize>,
        label: Option<Range<usize>>,
        header: Option<Range<usize>>,
    },
}

/// Where a heading stands among others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rank {
    /// The document's own title.
    Title,
    /// A dash and capitals: opens a part of its own.
    Eyebrow,
    /// 1 to 6, from markup or from the heading's number.
    Level(u8),
    /// A line of plain text that ends in a colon.
    Topic,
    /// A short line of plain text between paragraphs.
    Line,
    /// A line of plain text that asks something.
    Question,
    /// A paragraph that is bold all through.
    Bold,
    /// A bullet's first line that names the paragraph below it. Holds for as long as the item.
    Label,
}

/// Which list item a block stands in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Item {
    /// How many lists deep, bullets included; 0 outside of lists.
    pub depth: usize,
    /// Numbers of the numbered items, outermost first.
    pub numbers: Vec<String>,
    /// This block is the item's first, and its marker is here.
    pub marker: Option<Range<usize>>,
    /// The marker is a bullet, not a number.
    pub bullet: bool,
}

impl Block {
    /// A block outside of lists.
    pub fn new(kind: Kind, range: Range<usize>) -> Self {
        Self { kind, range, item: Item::default() }
    }
}
