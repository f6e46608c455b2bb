//! Words to lines: what stands on one baseline, left to right. A line here goes over the whole width of what it is cut from;
//! columns are not known yet.

use super::marks::Look;
use super::words::Word;

/// Words of a text are hardly ever so far apart, in sizes.
pub(super) const OPEN: f32 = 1.5;

/// A line of words.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub words: Vec<Word>,
    pub x0: f32,
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    /// That of most of its letters.
    pub size: f32,
    pub look: Look,
    /// The column that it stands in.
    pub column: Column,
}

/// Where a column's lines begin and end.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Column {
    pub x0: f32,
    pub x1: f32,
}

impl Line {
    /// A line of these words, which are not none.
    pub fn new(mut words: Vec<Word>) -> Self {
        words.sort_by(|a, b| a.x0.total_cmp(&b.x0));
        let x0 = words.iter().fold(f32::INFINITY, |x, word| x.min(word.x0));
        let x1 = words.iter().fold(f32::NEG_INFINITY, |x, word| x.max(word.x1));
        let (size, look) = most(&words);
        let y = words
            .iter()
            .filter(|word| word.size == size && !word.raised)
            .map(|word| word.y)
            .fold(f32::NEG_INFINITY, f32::max);
        Self { words, x0, x1, y, size, look, column: Column { x0, x1 } }
    }

    /// Its words with a space between each.
    pub fn text(&self) -> String {
        text(&self.words)
    }

    /// All its letters are bold.
    pub fn is_bold(&self) -> bool {
        let mut lettered =
            self.words.iter().filter(|word| word.text.contains(char::is_alphabetic)).peekable();
        lettered.peek().is_some() && lettered.all(|word| word.look.bold)
    }

    /// Some of its words are further apart than those of a text, as the cells of a row are.
    pub fn is_open(&self) -> bool {
        self.words.windows(2).any(|pair| pair[1].x0 - pair[0].x1 > OPEN * self.size)
    }

    /// Its upper edge, about.
    pub fn top(&self) -> f32 {
        self.y - 0.8 * self.size
    }
}

/// Words with a space between each.
pub(super) fn text(words: &[Word]) -> String {
    let mut out = String::new();
    for (at, word) in words.iter().enumerate() {
        // A mark of a note stands at its word; so does what was drawn as two words only for its look.
        let apart = at > 0 && words[at - 1].x1 + 0.1 * word.size < word.x0;
        if apart && !(word.raised && is_note(&word.text)) {
            out.push(' ');
        }
        if word.raised && is_note(&word.text) {
            out.extend(word.text.chars().map(raised))
        } else {
            out.push_str(&word.text)
        }
    }
    out
}

fn is_note(text: &str) -> bool {
    text.chars().count() <= 3
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, '*' | '†' | '‡' | '§'))
}

fn raised(c: char) -> char {
    let digits = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    c.to_digit(10).and_then(|digit| digits.get(digit as usize)).copied().unwrap_or(c)
}

/// The size and look of most letters.
fn most(words: &[Word]) -> (f32, Look) {
    let mut counted: Vec<(f32, Look, usize)> = Vec::new();
    for word in words {
        let letters = word.text.chars().count();
        match counted.iter_mut().find(|(size, look, _)| *size == word.size && *look == word.look) {
            Some((_, _, count)) => *count += letters,
            None => counted.push((word.size, word.look, letters)),
        }
    }
    counted
        .iter()
        .max_by_key(|(_, _, count)| *count)
        .map_or((1.0, Look::default()), |(size, look, _)| (*size, *look))
}

/// The lines of a page's words, top to bottom.
pub(super) fn lines(words: Vec<Word>) -> Vec<Line> {
    let mut rows = rows(words);
    settle_raised(&mut rows);
    settle_spots(&mut rows);
    let mut lines: Vec<Line> = rows.into_iter().filter(|row| !row.is_empty()).map(Line::new).collect();
    lines.sort_by(|a, b| a.y.total_cmp(&b.y));
    lines
}

/// Words by their baselines.
fn rows(mut words: Vec<Word>) -> Vec<Vec<Word>> {
    words.sort_by(|a, b| a.y.total_cmp(&b.y).then(a.x0.total_cmp(&b.x0)));
    let mut rows: Vec<Vec<Word>> = Vec::new();
    for word in words {
        let beside = |row: &Vec<Word>| {
            row.last().is_some_and(|last| (word.y - last.y).abs() <= 0.22 * word.size.min(last.size))
        };
        match rows.last_mut().filter(|row| beside(row)) {
            Some(row) => row.push(word),
            None => rows.push(vec![word]),
        }
    }
    rows
}

/// Puts small words that stand a little above or below a line into it.
fn settle_raised(rows: &mut [Vec<Word>]) {
    for at in 0..rows.len() {
        let near = [at + 1, at + 2, at.wrapping_sub(1), at.wrapping_sub(2)];
        let count = rows.len();
        for host in near.into_iter().filter(|host| *host < count) {
            let (mut staying, mut moving) = (Vec::new(), Vec::new());
            for word in std::mem::take(&mut rows[at]) {
                let hangs = rows[host].iter().any(|other| hangs_on(&word, other));
                if hangs { moving.push(word) } else { staying.push(word) }
            }
            rows[at] = staying;
            rows[host].extend(moving.into_iter().map(|word| Word { raised: true, ..word }));
        }
    }
}

/// A spot is a bullet where words follow it and none stand right before it.
fn settle_spots(rows: &mut Vec<Vec<Word>>) {
    let all: Vec<Vec<Word>> = std::mem::take(rows);
    let (spots, mut words): (Vec<Word>, Vec<Vec<Word>>) = (
        all.iter().flatten().filter(|word| word.drawn).cloned().collect(),
        all.into_iter().map(|row| row.into_iter().filter(|word| !word.drawn).collect()).collect(),
    );
    for spot in spots {
        let middle = spot.y - 0.3 * spot.size;
        let beside = |word: &Word| word.y > middle && word.y - 0.75 * word.size < middle;
        let after = |word: &Word| (0.0..2.5 * word.size).contains(&(word.x0 - spot.x1));
        let before = |word: &Word| (0.0..1.5 * word.size).contains(&(spot.x0 - word.x1));
        let row = words.iter_mut().find(|row| row.iter().any(|word| beside(word) && after(word)));
        let Some(row) = row.filter(|row| !row.iter().any(before)) else { continue };
        let (y, size) = (row[0].y, row[0].size);
        row.push(Word { y, size, look: row[0].look, ..spot });
    }
    *rows = words;
}

/// A small word that stands right beside a bigger one, raised or lowered.
fn hangs_on(word: &Word, other: &Word) -> bool {
    let beside =
        (word.x0 - other.x1).abs() < 0.4 * other.size || (other.x0 - word.x1).abs() < 0.4 * other.size;
    let within = word.y > other.y - 0.75 * other.size && word.y < other.y + 0.3 * other.size;
    word.size < 0.85 * other.size && beside && within && !other.raised
}
