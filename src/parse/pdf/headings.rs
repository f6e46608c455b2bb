//! Which paragraphs are headings, and of which level: by their size, weight, colour and number, and by the document's own
//! bookmarks. Where the words end up must not enter here.

use std::collections::HashMap;

use super::blocks::{Block, Kind, Text};
use super::bookmarks::{Bookmark, folded};
use super::lines::Line;
use super::marks::Look;
use crate::parse::wording::{self, count_words, ends_sentence};

/// So much larger than the text is a heading.
const LARGER: f32 = 1.07;
/// Numbers of so many parts have neighbours without one, as an introduction is.
const CHAPTERS: usize = 2;
/// Bold lines that stand apart are headings down to this part of the text's size.
const SMALLEST: f32 = 0.6;
/// Most words of a heading that stands out by its size, and of one that only looks different.
const MOST_WORDS: [usize; 2] = [28, 16];

/// How the letters of headings differ: larger before smaller, bold before not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct Style {
    /// Nothing but bold, like a word in the text: below all others.
    late: bool,
    /// In quarter points, negated so that the largest is first.
    size: i32,
    plain: bool,
    italic: bool,
    ink: u32,
}

/// What most of the document's words look like.
pub(super) struct Body {
    pub size: f32,
    pub look: Look,
}

impl Body {
    /// Counts the letters of all lines.
    pub fn of(blocks: &[Block]) -> Self {
        let mut counted: HashMap<(i32, Look), usize> = HashMap::new();
        for (_, line) in blocks.iter().filter_map(Block::as_text).flat_map(|text| &text.lines) {
            for word in &line.words {
                *counted.entry(((word.size * 4.0).round() as i32, word.look)).or_default() += word.text.len();
            }
        }
        let most = counted.into_iter().max_by_key(|(key, count)| (*count, *key));
        most.map_or(Self { size: 10.0, look: Look::default() }, |((size, look), _)| Self {
            size: size as f32 / 4.0,
            look,
        })
    }
}

impl Block {
    /// Its lines, where it is no table.
    pub fn as_text(&self) -> Option<&Text> {
        match &self.kind {
            Kind::Text(text) => Some(text),
            Kind::Table(_) => None,
        }
    }
}

/// The level of each block that is a heading.
pub(super) fn levels(blocks: &[Block], body: &Body, bookmarks: &[Bookmark]) -> Vec<Option<u8>> {
    let marked = marked(blocks, bookmarks);
    let styles: Vec<Option<(Style, usize)>> = (0..blocks.len())
        .map(|at| {
            let text = blocks[at].as_text()?;
            (marked[at].is_some() || is_heading(blocks, at, body)).then(|| (style(text, body), parts(text)))
        })
        .collect();
    let styles = settled(styles);
    let ranks = ranks(&styles, &marked);
    styles.iter().zip(&marked).map(|(style, _)| style.as_ref().map(|style| ranks[style])).collect()
}

/// What looks like the numbered headings of a chapter stands among those, though it has no number.
fn settled(mut styles: Vec<Option<(Style, usize)>>) -> Vec<Option<(Style, usize)>> {
    let numbered = styles.iter().flatten().filter(|(_, parts)| (1..=CHAPTERS).contains(parts));
    let numbered: Vec<Style> = numbered.map(|(style, _)| *style).collect();
    for (style, parts) in styles.iter_mut().flatten() {
        style.late &= *parts == 0 && !numbered.contains(style);
    }
    styles
}

fn style(text: &Text, body: &Body) -> Style {
    let (_, line) = &text.lines[0];
    let size = -(line.size * 4.0).round() as i32;
    let late = (line.size - body.size).abs() < 0.02 * body.size && line.look.ink == body.look.ink;
    Style { late, size, plain: !line.is_bold(), italic: line.look.italic, ink: line.look.ink }
}

/// How many parts its number has; 0 without one.
fn parts(text: &Text) -> usize {
    wording::numbered(&text.lines[0].1.text()).map_or(0, |numbered| numbered.parts)
}

/// Levels for each look and length of number: first by look, then by number.
fn ranks(styles: &[Option<(Style, usize)>], marked: &[Option<usize>]) -> HashMap<(Style, usize), u8> {
    let mut order: Vec<(Style, usize)> = styles.iter().flatten().copied().collect();
    order.sort_unstable();
    order.dedup();
    // Without a number among numbered ones, a heading stands beside those with the shortest.
    let shortest = |style: Style| {
        order.iter().filter(|(other, parts)| *other == style && *parts > 0).map(|(_, parts)| *parts).min()
    };
    let key = |(style, parts): (Style, usize)| {
        (style, if parts == 0 { shortest(style).unwrap_or(0) } else { parts })
    };
    let mut keys: Vec<(Style, usize)> = order.iter().map(|style| key(*style)).collect();
    keys.sort_unstable();
    keys.dedup();
    by_number(&mut keys);
    // Bookmarks settle the order where all of one look have one depth.
    let depth = |wanted: (Style, usize)| {
        let found =
            styles.iter().zip(marked).filter(|(style, _)| style.is_some_and(|style| key(style) == wanted));
        let depths: Vec<usize> = found.filter_map(|(_, depth)| *depth).collect();
        depths.iter().copied().min().filter(|least| depths.iter().all(|depth| depth == least))
    };
    let settled: Vec<Option<usize>> = keys.iter().map(|key| depth(*key)).collect();
    let sorted = keys.iter().zip(&settled).filter_map(|(_, depth)| *depth).collect::<Vec<_>>();
    let agrees = sorted.windows(2).all(|pair| pair[0] <= pair[1]);
    let mut levels = HashMap::new();
    let mut next = 0;
    let mut last: Option<usize> = None;
    for (key, depth) in keys.iter().zip(settled) {
        let beside = agrees && depth.is_some() && depth == last;
        if !beside {
            next += 1;
        }
        last = depth.or(last);
        levels.insert(*key, u8::try_from(next.min(6)).unwrap_or(6));
    }
    order.iter().map(|style| (*style, levels[&key(*style)])).collect()
}

/// Numbers of several parts say which heading is the deeper one, whatever they look like.
fn by_number(keys: &mut [(Style, usize)]) {
    let places: Vec<usize> = (0..keys.len()).filter(|at| keys[*at].1 > 1).collect();
    let mut numbered: Vec<(Style, usize)> = places.iter().map(|at| keys[*at]).collect();
    numbered.sort_by_key(|(style, parts)| (*parts, *style));
    places.into_iter().zip(numbered).for_each(|(at, key)| keys[at] = key);
}

/// The depth of each block that a bookmark names.
fn marked(blocks: &[Block], bookmarks: &[Bookmark]) -> Vec<Option<usize>> {
    let mut found = vec![None; blocks.len()];
    let mut from = 0;
    for bookmark in bookmarks {
        let named = (from..blocks.len()).find(|at| {
            let block = &blocks[*at];
            let words =
                || block.as_text().filter(|text| text.lines.len() < 5).map(|text| folded(&lines(text)));
            bookmark.page.is_none_or(|page| page == block.page)
                && words().is_some_and(|words| names(&bookmark.folded, &words))
        });
        if let Some(at) = named {
            found[at] = Some(bookmark.depth);
            from = at + 1;
        }
    }
    found
}

/// The same words; one of the two may have a number before them.
fn names(bookmark: &str, words: &str) -> bool {
    let bare = |words: &str| words.trim_start_matches(|c: char| c.is_ascii_digit()).to_owned();
    !words.is_empty() && (bookmark == words || bare(bookmark) == bare(words) && bare(words).len() > 2)
}

/// All its words.
pub(super) fn lines(text: &Text) -> String {
    text.lines.iter().map(|(_, line)| line.text()).collect::<Vec<_>>().join(" ")
}

fn is_heading(blocks: &[Block], at: usize, body: &Body) -> bool {
    let Some(text) = blocks[at].as_text() else { return false };
    let words = lines(text);
    let bullet = text.marker.as_ref().is_some_and(|marker| marker.number.is_none());
    if bullet || text.lines.len() > 4 || !words.contains(char::is_alphabetic) || at + 1 == blocks.len() {
        return false;
    }
    let (_, first) = &text.lines[0];
    let count = |most: usize| count_words(&words, most + 1) <= most;
    if first.size >= LARGER * body.size {
        return count(MOST_WORDS[0]) && !(words.ends_with('.') && count_words(&words, 9) > 8);
    }
    let ends = ends_sentence(words.trim_end_matches(['?', ':']));
    let bold = text.lines.iter().all(|(_, line)| line.is_bold()) && !body.look.bold;
    // The lowest headings of a browser are smaller than its text.
    let small = bold && text.apart && !is_spread(first);
    let least = if small { SMALLEST } else { 0.93 };
    if ends
        || !count(MOST_WORDS[1])
        || first.size < least * body.size
        || words.contains("://")
        || words.contains('@')
    {
        return false;
    }
    if bold {
        return !words.ends_with(':') || text.apart;
    }
    let alike =
        |look: Look| text.lines.iter().flat_map(|(_, line)| &line.words).all(|word| word.look == look);
    let coloured = first.look.ink != body.look.ink && alike(first.look);
    let numbered =
        || wording::numbered(&words).is_some_and(|n| n.parts > 1 && wording::is_heading_like(n.words));
    text.apart
        && wording::begins_big(&words)
        && (coloured && text.marker.is_none() || numbered() && leads(blocks, at))
}

/// Its words stand apart as the cells of a row do, but for a number before them.
fn is_spread(line: &Line) -> bool {
    let number = line.words.first().is_some_and(|word| !word.text.contains(char::is_alphabetic));
    let gaps = line.words.windows(2).skip(usize::from(number)).map(|pair| pair[1].x0 - pair[0].x1);
    gaps.fold(0.0, f32::max) > line.size
}

/// There is text under it that is no such line.
fn leads(blocks: &[Block], at: usize) -> bool {
    blocks.get(at + 1).and_then(Block::as_text).is_some_and(|next| {
        let words = lines(next);
        next.apart
            && (ends_sentence(&words) || wording::numbered(&words).is_some_and(|numbered| numbered.parts > 1))
    })
}
