//! How one document writes its headings, told from all of it: by styles, or by nothing but bold and larger letters. What is
//! written out must not enter here.

use std::collections::BTreeMap;

use super::Parts;
use super::block::{Block, Paragraph};
use super::styles::Styles;
use crate::parse::wording;

/// What holds for the whole of a document.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// Some paragraphs have the style or the level of a heading.
    pub styled: bool,
    /// How many times a title stands in it.
    pub titles: usize,
    /// Without styled headings: the sizes of headings, the largest first.
    pub sizes: Vec<u32>,
    /// How far most running text is indented.
    pub indent: i32,
}

/// Lengths of running text by how it is set.
#[derive(Default)]
struct Lengths {
    sizes: BTreeMap<u32, usize>,
    indents: BTreeMap<i32, usize>,
}

impl Survey {
    /// Looks at the whole document.
    pub fn of(parts: &Parts) -> Self {
        let mut survey = Self::default();
        let mut lengths = Lengths::default();
        survey.count(&parts.blocks, &parts.styles, &mut lengths);
        for paragraph in parts.blocks.iter().filter_map(Block::paragraph) {
            if parts.numbering.place(&paragraph.para, &parts.styles).is_none() {
                let indent = paragraph.para.indent.or_else(|| parts.styles.indent(&paragraph.para));
                *lengths.indents.entry(indent.unwrap_or(0)).or_default() += paragraph.words.len();
            }
        }
        survey.indent = most(&lengths.indents).unwrap_or(0);
        if !survey.styled
            && let Some(usual) = most(&lengths.sizes)
        {
            survey.sizes = larger(&parts.blocks, usual);
        }
        survey
    }

    fn count(&mut self, blocks: &[Block], styles: &Styles, lengths: &mut Lengths) {
        let mut after_title = false;
        for block in blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    let words = !paragraph.is_empty();
                    let title = words && styles.is_title(&paragraph.para);
                    self.titles += usize::from(title && !after_title);
                    after_title = title;
                    self.styled |= words && styles.heading(&paragraph.para).is_some();
                    *lengths.sizes.entry(paragraph.size).or_default() += paragraph.words.len();
                    self.count(&paragraph.boxes, styles, lengths);
                }
                Block::Table(table) => {
                    table.cells().for_each(|cell| self.count(&cell.blocks, styles, lengths));
                }
            }
        }
    }

    /// The level of a paragraph that only looks like a heading: bold, larger than the running text, and worded as one.
    pub fn looks_like(&self, paragraph: &Paragraph) -> Option<u8> {
        let place = self.sizes.iter().position(|size| *size == paragraph.size)?;
        is_worded(paragraph).then(|| u8::try_from(place + 1).unwrap_or(6))
    }
}

/// Bold, short, and worded as a heading is.
pub(super) fn is_worded(paragraph: &Paragraph) -> bool {
    let words = paragraph.words.trim();
    let asks = words.ends_with('?') && wording::count_words(words, 21) <= 20;
    paragraph.is_bold() && !words.contains('\t') && (wording::is_heading_like(words) || asks)
}

/// The sizes of paragraphs outside tables that look like headings, the largest first.
fn larger(blocks: &[Block], usual: u32) -> Vec<u32> {
    let headings = blocks.iter().filter_map(Block::paragraph);
    let headings = headings.filter(|paragraph| paragraph.size >= usual + 2 && is_worded(paragraph));
    let mut sizes: Vec<u32> = headings.map(|paragraph| paragraph.size).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    sizes.dedup();
    sizes.truncate(4);
    sizes
}

/// What most of the text has.
fn most<T: Copy>(lengths: &BTreeMap<T, usize>) -> Option<T> {
    lengths.iter().max_by_key(|(_, length)| **length).filter(|(_, length)| **length > 0).map(|(key, _)| *key)
}
