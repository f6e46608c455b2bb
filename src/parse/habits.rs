//! How one document writes its headings: what its numbers look like, what capitals mean, which heading is its title.

use super::block::{Block, Kind, Rank};
use super::wording;

/// How the headings of one document are written.
pub(super) struct Habits {
    /// Some are numbered 1.1; then the dot in `1.` is only punctuation.
    pub hierarchical: bool,
    /// The block that titles the document and is in no path.
    pub title: Option<usize>,
    /// No heading is the title.
    pub untitled: bool,
    /// For each level, whether capitals there mark an eyebrow rather than the level.
    eyebrows: [bool; 7],
}

impl Habits {
    /// Looks at all headings.
    pub fn of(text: &str, blocks: &[Block], untitled: bool) -> Self {
        let mut habits = Self { hierarchical: false, title: None, untitled, eyebrows: [false; 7] };
        let headings: Vec<_> =
            blocks.iter().filter_map(|block| Some((rank(block)?, &text[block.range.clone()]))).collect();
        habits.hierarchical =
            headings.iter().any(|(_, words)| wording::numbered(words).is_some_and(|n| n.parts > 1));
        habits.eyebrows = eyebrows(&headings);
        habits.title = habits.find_title(text, blocks).filter(|_| !untitled);
        habits
    }

    /// Whether a heading opens a part of its own.
    pub fn is_eyebrow(&self, rank: Rank, words: &str) -> bool {
        match rank {
            Rank::Eyebrow => true,
            Rank::Level(level) => {
                wording::after_dash(words).is_some_and(wording::is_capitals)
                    || self.eyebrows[usize::from(level.min(6))]
                        && wording::is_capitals(words)
                        && wording::numbered(words).is_none()
            }
            _ => false,
        }
    }

    /// The first heading, where it stands over all the others.
    fn find_title(&self, text: &str, blocks: &[Block]) -> Option<usize> {
        let first = blocks.iter().position(|block| rank(block).is_some())?;
        let words = |block: &Block| &text[block.range.clone()];
        let top = match rank(&blocks[first])? {
            Rank::Title => return Some(first),
            Rank::Level(top) => top,
            _ => return None,
        };
        if wording::numbered(words(&blocks[first])).is_some()
            || self.is_eyebrow(Rank::Level(top), words(&blocks[first]))
        {
            return None;
        }
        let mut after_eyebrow = false;
        let mut rival = false;
        for block in &blocks[first + 1..] {
            let Some(rank) = rank(block) else {
                after_eyebrow = false;
                continue;
            };
            let eyebrow = self.is_eyebrow(rank, words(block));
            let level = matches!(rank, Rank::Level(level) if level <= top);
            rival |= level && !eyebrow && !after_eyebrow && wording::numbered(words(block)).is_none();
            after_eyebrow = eyebrow;
        }
        let bare = blocks.get(first + 1).is_some_and(|next| rank(next).is_some());
        (!rival || bare).then_some(first)
    }
}

fn rank(block: &Block) -> Option<Rank> {
    match block.kind {
        Kind::Heading(Rank::Label) => None,
        Kind::Heading(rank) => Some(rank),
        _ => None,
    }
}

/// Capitals mark an eyebrow where other headings of the level are not in capitals, or where they are the only heading
/// of their level and the document has eyebrows elsewhere.
fn eyebrows(headings: &[(Rank, &str)]) -> [bool; 7] {
    let mut count = [(0usize, 0usize, 0usize); 7];
    let mut dashes = false;
    for (rank, words) in headings {
        let Rank::Level(level) = rank else {
            dashes |= *rank == Rank::Eyebrow;
            continue;
        };
        if wording::after_dash(words).is_some_and(wording::is_capitals) {
            dashes = true;
            continue;
        }
        let (all, capitals, phrases) = &mut count[usize::from((*level).min(6))];
        *all += 1;
        *capitals += usize::from(wording::is_capitals(words));
        *phrases += usize::from(wording::is_capital_phrase(words));
    }
    let mixed =
        count.map(|(all, capitals, phrases)| capitals < all && phrases > 0 && phrases * 2 >= capitals);
    let any = dashes || mixed.contains(&true);
    let mut found = mixed;
    for (level, (all, capitals, phrases)) in count.into_iter().enumerate() {
        found[level] |= any && phrases > 0 && (capitals, all) == (1, 1);
        found[level] |= dashes && phrases > 1 && phrases * 2 >= capitals && capitals == all;
    }
    found
}
