//! Letters to words. Spaces that are drawn end a word, and so do gaps; what looks drawn twice is there once. Which words
//! make a line must not enter here.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization as _;

use super::marks::{Glyph, Look};

/// A gap of this part of the size parts two words.
const GAP: f32 = 0.17;
/// Going back by this part of the size begins anew.
const BACK: f32 = 0.5;

/// A word with its place on the page.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    pub y: f32,
    pub size: f32,
    pub look: Look,
    /// It stands raised beside bigger words, as the number of a note does.
    pub raised: bool,
    /// It is a spot that may be a bullet.
    pub drawn: bool,
}

/// The words of letters that all stand upright, in the order they were drawn.
pub(super) fn words(glyphs: &[Glyph]) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut seen = HashSet::new();
    let mut open = false;
    for glyph in glyphs {
        if glyph.text.trim().is_empty() {
            open = false;
            continue;
        }
        if !seen.insert(place(glyph)) {
            continue;
        }
        let goes_on =
            open && !glyph.text.starts_with(' ') && found.last().is_some_and(|word| joins(word, glyph));
        match found.last_mut().filter(|_| goes_on) {
            Some(word) => add(word, glyph),
            None => found.push(begin(glyph)),
        }
        open = !glyph.text.ends_with(' ');
    }
    for word in &mut found {
        word.text = word.text.nfc().collect();
    }
    found
}

/// A letter, its size and about where it is: to be bold or to be found, some programs draw it twice.
fn place(glyph: &Glyph) -> (String, [i32; 3]) {
    let step = (glyph.size * 0.15).max(0.5);
    let at = [glyph.size * 4.0, glyph.x0 / step, glyph.y / step];
    (glyph.text.clone(), at.map(|at| at.round() as i32))
}

fn joins(word: &Word, glyph: &Glyph) -> bool {
    if word.drawn || glyph.drawn {
        return false;
    }
    let size = word.size.max(glyph.size);
    let level = (word.y - glyph.y).abs() <= 0.1 * size && word.size.min(glyph.size) > 0.8 * size;
    let gap = glyph.x0 - word.x1;
    level && gap < GAP * size && gap > -BACK * size
}

fn begin(glyph: &Glyph) -> Word {
    Word {
        text: glyph.text.trim().to_owned(),
        x0: glyph.x0,
        x1: glyph.x1,
        y: glyph.y,
        size: glyph.size,
        look: glyph.look,
        raised: false,
        drawn: glyph.drawn,
    }
}

fn add(word: &mut Word, glyph: &Glyph) {
    word.text.push_str(glyph.text.trim_end());
    word.x1 = word.x1.max(glyph.x1);
    // A word is bold where it begins so: a full stop after it may not be.
    if !word.text.contains(char::is_alphanumeric) {
        word.look = glyph.look;
    }
}
