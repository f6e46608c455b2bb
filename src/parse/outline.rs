//! Blocks to sections and passages: what a heading stands under, what a passage is led into by.

use std::ops::Range;

use super::block::{Block, Kind, Rank, Read};
use super::habits::Habits;
use super::passages;
use super::wording::{self, ends_sentence};
use crate::document::{Passage, PassageKind, Section, SectionId};
use crate::words;

/// What a document is made of besides its text.
pub(super) struct Outline {
    pub title: Option<String>,
    pub sections: Vec<Section>,
    pub passages: Vec<Passage>,
}

/// Makes the outline of a document.
pub(super) fn outline(text: &str, read: Read) -> Outline {
    let blocks = with_numbered_headings(text, with_labels(text, read.blocks));
    let habits = Habits::of(text, &blocks, read.untitled);
    let mut walk = Walk::new(text, &habits, &read.bold);
    for (place, block) in blocks.iter().enumerate() {
        walk.take(place, block);
    }
    Outline { title: read.title.or(walk.title), sections: walk.sections, passages: walk.passages }
}

/// Makes headings of bullets that only name the paragraph below them.
fn with_labels(text: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    for at in 1..blocks.len() {
        let (above, below) = (&blocks[at - 1], &blocks[at]);
        let is_text = |block: &Block| matches!(block.kind, Kind::Text { .. });
        let words = &text[above.range.clone()];
        let names = wording::count_words(words, 11) <= 10 && !ends_sentence(words.trim_end_matches(':'));
        let names = names && !wording::is_unfinished(words);
        let goes_on = below.item.marker.is_none() && below.item.depth == above.item.depth;
        if is_text(above)
            && is_text(below)
            && above.item.marker.is_some()
            && above.item.bullet
            && goes_on
            && names
        {
            blocks[at - 1].kind = Kind::Heading(Rank::Label);
        }
    }
    blocks
}

/// Makes headings of lists of one item over paragraphs: `2. Data encryption` in a Markdown document that has such
/// lines of plain text for headings.
fn with_numbered_headings(text: &str, mut blocks: Vec<Block>) -> Vec<Block> {
    let lone: Vec<_> = (0..blocks.len()).filter(|at| is_lone_number(text, &blocks, *at)).collect();
    if lone.len() > 1 {
        for at in lone {
            let block = &mut blocks[at];
            let start = block.item.marker.as_ref().map_or(block.range.start, |marker| marker.start);
            *block = Block::new(Kind::Heading(Rank::Line), start..block.range.end);
        }
    }
    blocks
}

fn is_lone_number(text: &str, blocks: &[Block], at: usize) -> bool {
    let block = &blocks[at];
    let outside = |block: Option<&Block>| block.is_none_or(|block| block.item.depth == 0);
    let words = &text[block.range.clone()];
    block.item.marker.is_some()
        && !block.item.bullet
        && block.item.depth == 1
        && matches!(block.kind, Kind::Text { .. })
        && outside(at.checked_sub(1).map(|above| &blocks[above]))
        && blocks
            .get(at + 1)
            .is_some_and(|below| below.item.depth == 0 && matches!(below.kind, Kind::Text { .. }))
        && wording::is_heading_like(words)
}

struct Walk<'t> {
    text: &'t str,
    habits: &'t Habits,
    /// Bold words that paragraphs begin with.
    bold: &'t [Range<usize>],
    title: Option<String>,
    sections: Vec<Section>,
    passages: Vec<Passage>,
    /// Open headings, outermost first.
    open: Vec<Heading>,
    /// The lead-in of each list that is open.
    leads: Vec<Option<Range<usize>>>,
    /// What would lead into a list that began here.
    lead_in: Option<Range<usize>>,
    after_eyebrow: bool,
}

struct Heading {
    weight: usize,
    section: SectionId,
    /// For a label: how deep the item is that it names.
    item: Option<usize>,
}

impl<'t> Walk<'t> {
    fn new(text: &'t str, habits: &'t Habits, bold: &'t [Range<usize>]) -> Self {
        let root = Section { path: Vec::new(), heading: 0..0, asks: false };
        Self {
            text,
            habits,
            bold,
            title: None,
            sections: vec![root],
            passages: Vec::new(),
            open: Vec::new(),
            leads: Vec::new(),
            lead_in: None,
            after_eyebrow: false,
        }
    }

    fn take(&mut self, place: usize, block: &Block) {
        self.close_labels(block);
        match &block.kind {
            Kind::Heading(rank) => return self.heading(place, *rank, block),
            Kind::End(level) => return self.end(*level),
            Kind::Text { label } => self.words(block, label.as_ref()),
            Kind::Row { whole, label, header } => self.row(block, whole, label.as_ref(), header.as_ref()),
        }
        self.after_eyebrow = false;
    }

    fn close_labels(&mut self, block: &Block) {
        let depth = block.item.depth;
        let ends = |label: usize| label > depth || label == depth && block.item.marker.is_some();
        while self.open.last().is_some_and(|heading| heading.item.is_some_and(ends)) {
            self.open.pop();
        }
    }

    /// Closes headings that are deeper than a level.
    fn end(&mut self, level: u8) {
        let least = weight(Rank::Level(level), 0);
        while self.open.last().is_some_and(|heading| heading.weight > least) {
            self.open.pop();
        }
        self.leads.clear();
        self.lead_in = None;
    }

    fn section(&self) -> SectionId {
        self.open.last().map_or(SectionId(0), |heading| heading.section)
    }

    fn heading(&mut self, place: usize, rank: Rank, block: &Block) {
        self.leads.clear();
        self.lead_in = None;
        let name = self.name(&block.range);
        if self.habits.title == Some(place) {
            self.title = Some(name);
            return;
        }
        if name.is_empty() {
            return;
        }
        let words = &self.text[block.range.clone()];
        let follows = std::mem::take(&mut self.after_eyebrow);
        let weight = weight(rank, block.item.depth);
        let dashed = wording::after_dash(words).is_some();
        if self.habits.is_eyebrow(rank, words) && !(follows && !dashed && rank == Rank::Level(1)) {
            self.open.clear();
            self.after_eyebrow = true;
        } else if follows && let Some(eyebrow) = self.open.last_mut() {
            // The headline under an eyebrow belongs to it, whatever their levels.
            eyebrow.weight = weight - 1;
        }
        while self.open.last().is_some_and(|heading| heading.weight >= weight) {
            self.open.pop();
        }
        if !self.habits.untitled && self.title.is_none() && self.sections.len() == 1 && rank == Rank::Level(1)
        {
            self.title = Some(name.clone());
        }
        let section = self.enter(name, block.range.clone());
        let item = (rank == Rank::Label).then_some(block.item.depth);
        self.open.push(Heading { weight, section, item });
    }

    /// Adds a section under the innermost open heading.
    fn enter(&mut self, name: String, heading: Range<usize>) -> SectionId {
        let mut path = self.sections[self.section().0].path.clone();
        let asks = name.ends_with('?');
        path.push(name);
        self.sections.push(Section { path, heading, asks });
        SectionId(self.sections.len() - 1)
    }

    /// A heading's words as they are cited.
    fn name(&self, range: &Range<usize>) -> String {
        let tidy = words::tidy(&self.text[range.clone()]);
        let mut name = tidy.trim_end_matches('#').trim_end();
        if let Some((words, anchor)) = name.rsplit_once(" {")
            && anchor.starts_with(['#', '.'])
            && anchor.ends_with('}')
        {
            name = words.trim_end();
        }
        let name = name.trim_end_matches([':', '：']).trim_end();
        let name = name.strip_prefix("Q: ").unwrap_or(name);
        let name = wording::after_dash(name).unwrap_or(name);
        match wording::numbered(name) {
            Some(numbered) if self.habits.hierarchical => format!("{} {}", numbered.number, numbered.words),
            _ => name.to_owned(),
        }
    }

    fn words(&mut self, block: &Block, label: Option<&Range<usize>>) {
        let lead = self.lead(block);
        let section = match label {
            Some(label) => self.enter(self.name(label), label.clone()),
            None => self.section(),
        };
        let answers =
            self.sections[section.0].asks && self.passages.last().is_none_or(|p| p.section != section);
        let mut range = block.range.clone();
        let mut start = block.item.marker.as_ref().map_or(range.start, |marker| marker.start);
        if let Some(begun) = self.take_back(block, section) {
            range.start = begun;
            start = begun;
        }
        let depth = self.depth(block);
        let cut = passages::Cut {
            text: self.text,
            answers: answers || range.start < block.range.start,
            bold: self.bold_at(range.start),
        };
        let cut = cut.passages(&range);
        self.lead_in = cut.last().and_then(|last| self.leads_in(block, last));
        let kind = if depth == 0 { PassageKind::Sentence } else { PassageKind::Item };
        let paragraph = start..range.end;
        self.passages.extend(cut.into_iter().map(|range| Passage {
            section,
            kind,
            item: block.item.numbers.clone(),
            range,
            paragraph: paragraph.clone(),
            lead: lead.clone(),
        }));
    }

    /// Where the bold words end that begin here.
    fn bold_at(&self, start: usize) -> Option<usize> {
        let place = self.bold.binary_search_by_key(&start, |bold| bold.start).ok()?;
        Some(self.bold[place].end)
    }

    /// How many lists deep, counted from the label that the block is under.
    fn depth(&self, block: &Block) -> usize {
        let label = self.open.last().and_then(|heading| heading.item).unwrap_or(0);
        block.item.depth - label.min(block.item.depth)
    }

    /// Takes back an answer's first words ("Yes.") that stand in a paragraph of their own, to be cited with this one.
    fn take_back(&mut self, block: &Block, section: SectionId) -> Option<usize> {
        let last = self.passages.last()?;
        let alone = self.passages.len() < 2 || self.passages[self.passages.len() - 2].section != section;
        let begins = self.sections[section.0].asks
            && last.section == section
            && last.kind == PassageKind::Sentence
            && block.item.depth == 0
            && alone
            && passages::only_begins(&self.text[last.range.clone()]);
        begins.then(|| self.passages.pop().map(|passage| passage.range.start)).flatten()
    }

    /// The lead-in of the list that this block is in.
    fn lead(&mut self, block: &Block) -> Option<Range<usize>> {
        let depth = block.item.depth;
        let lead_in = self.lead_in.take();
        if depth > self.leads.len() {
            self.leads.resize(depth - 1, None);
            self.leads.push(lead_in);
        } else {
            self.leads.truncate(depth);
        }
        self.leads.last().cloned().flatten()
    }

    /// The passage, where it leads into a list below it: it ends in a colon, or it is an item that only names one.
    fn leads_in(&self, block: &Block, last: &Range<usize>) -> Option<Range<usize>> {
        let words = &self.text[last.clone()];
        let colon = wording::last_mark(words).is_some_and(|mark| matches!(mark, ':' | '：'));
        let names = block.item.depth > 0 && !ends_sentence(words) && wording::count_words(words, 9) < 9;
        (colon || names).then(|| last.clone())
    }

    fn row(
        &mut self,
        block: &Block,
        whole: &Range<usize>,
        label: Option<&Range<usize>>,
        header: Option<&Range<usize>>,
    ) {
        self.lead_in = None;
        if !self.text[block.range.clone()].contains(char::is_alphanumeric) {
            return;
        }
        let section = match label {
            Some(label) => self.enter(self.name(label), label.clone()),
            None => self.section(),
        };
        self.passages.push(Passage {
            section,
            kind: PassageKind::Row,
            item: block.item.numbers.clone(),
            range: block.range.clone(),
            paragraph: whole.clone(),
            lead: header.cloned(),
        });
    }
}

/// Heavier headings stand under lighter ones.
fn weight(rank: Rank, depth: usize) -> usize {
    match rank {
        Rank::Title | Rank::Eyebrow => 1,
        Rank::Level(level) => 10 * usize::from(level),
        Rank::Topic => 62,
        Rank::Line => 64,
        Rank::Question => 66,
        Rank::Bold => 68,
        Rank::Label => 80 + depth,
    }
}
