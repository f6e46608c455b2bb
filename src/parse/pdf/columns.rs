//! In which order a page's lines are read: columns one after the other, with what goes over their whole width between. A
//! column is told from a table by how full its lines are. What the words say must not enter here.

use super::lines::{Column, Line};
use super::marks::Rule;

/// Fewest lines of a column.
const FEWEST: usize = 4;
/// Columns within columns.
const DEEPEST: usize = 3;
/// A column's lines fill this part of its width, so many out of ten.
const FULL: f32 = 0.62;
const MANY: usize = 4;
/// The narrowest white space between columns, in parts of the size.
const GUTTER: f32 = 0.6;

/// Lines that are read from the first to the last.
pub(super) struct Flow {
    pub lines: Vec<Line>,
    /// It is one of several columns.
    pub is_column: bool,
}

impl Flow {
    /// Indented lines that all end early, as those of a quotation, have a narrower column of their own.
    pub fn narrow(&mut self) {
        let beside = |a: &Line, b: &Line| (a.x0 - b.x0).abs() < 0.6 * a.size && b.y - a.y < 1.7 * b.size;
        for block in self.lines.chunk_by_mut(beside) {
            let [.., last] = block else { continue };
            let indented = last.x0 > last.column.x0 + 0.8 * last.size;
            let end = block.iter().fold(0.0, |x: f32, line| x.max(line.x1));
            let full = |line: &Line| line.x1 > line.x0 + 0.85 * (end - line.x0);
            let before = block.len() - 1;
            if indented
                && before > 0
                && block[..before].iter().filter(|line| full(line)).count() * 10 >= before * 6
            {
                block.iter_mut().for_each(|line| line.column.x1 = end);
            }
        }
    }
}

/// A page's lines, which are sorted from top to bottom, in the order they are read in.
pub(super) fn flows(lines: Vec<Line>, rules: &[Rule]) -> Vec<Flow> {
    let mut found = Vec::new();
    split(lines, rules, 0, &mut found);
    found
}

fn split(lines: Vec<Line>, rules: &[Rule], depth: usize, found: &mut Vec<Flow>) {
    let gutter = if depth < DEEPEST { gutter(&lines, rules) } else { None };
    let Some(gutter) = gutter else { return found.push(flow(lines, depth > 0)) };
    let mut band: Vec<Line> = Vec::new();
    let mut whole: Vec<Line> = Vec::new();
    for line in lines.into_iter().map(Some).chain([None]) {
        match line {
            Some(line) if !gutter.is_crossed(&line) => band.push(line),
            line => {
                let ended = std::mem::take(&mut band);
                if gutter.parts(&ended, rules) {
                    push(std::mem::take(&mut whole), depth, found);
                    let (left, right) = gutter.cut(ended);
                    let from = found.len();
                    split(left, rules, depth + 1, found);
                    let middle = found.len();
                    split(right, rules, depth + 1, found);
                    let (left, right) = found[from..].split_at_mut(middle - from);
                    gutter.widen(left, right);
                } else {
                    whole.extend(ended);
                }
                whole.extend(line);
            }
        }
    }
    push(whole, depth, found);
}

fn push(lines: Vec<Line>, depth: usize, found: &mut Vec<Flow>) {
    if !lines.is_empty() {
        found.push(flow(lines, depth > 0));
    }
}

fn flow(mut lines: Vec<Line>, is_column: bool) -> Flow {
    let x0 = lines.iter().fold(f32::INFINITY, |x, line| x.min(line.x0));
    let x1 = lines.iter().fold(f32::NEG_INFINITY, |x, line| x.max(line.x1));
    lines.iter_mut().for_each(|line| line.column = Column { x0, x1 });
    Flow { lines, is_column }
}

/// White space between two columns, and where the text begins and ends.
#[derive(Clone, Copy)]
struct Gutter {
    x0: f32,
    x1: f32,
    left: f32,
    right: f32,
}

/// The white space that most lines keep to.
fn gutter(lines: &[Line], rules: &[Rule]) -> Option<Gutter> {
    let left = lines.iter().fold(f32::INFINITY, |x, line| x.min(line.x0));
    let right = lines.iter().fold(f32::NEG_INFINITY, |x, line| x.max(line.x1));
    let mut starts: Vec<(i32, usize)> = Vec::new();
    for line in lines {
        for x in starts_of(line)
            .filter(|x| *x > left + 0.15 * (right - left) && *x < right - 0.15 * (right - left))
        {
            let key = (x / 2.0).round() as i32;
            match starts.iter_mut().find(|(at, _)| *at == key) {
                Some((_, count)) => *count += 1,
                None => starts.push((key, 1)),
            }
        }
    }
    starts.sort_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
    let likely = starts.iter().take(5).filter(|(_, count)| *count >= FEWEST);
    let gutters = likely.map(|(at, _)| Gutter::before(*at as f32 * 2.0, lines, left, right));
    let kept = gutters.map(|gutter| (gutter.kept(lines, rules), gutter)).filter(|(kept, _)| *kept > 0);
    kept.reduce(|best, other| if other.0 > best.0 { other } else { best }).map(|(_, gutter)| gutter)
}

/// Where a line, or a part of it after a wide gap, begins.
fn starts_of(line: &Line) -> impl Iterator<Item = f32> {
    let after_gap = line.words.windows(2).filter(|pair| pair[1].x0 - pair[0].x1 > GUTTER * line.size);
    std::iter::once(line.x0).chain(after_gap.map(|pair| pair[1].x0))
}

impl Gutter {
    fn before(x: f32, lines: &[Line], left: f32, right: f32) -> Self {
        let size = lines.iter().map(|line| line.size).fold(f32::INFINITY, f32::min);
        Self { x0: x - 1.5 - GUTTER * size.max(6.0), x1: x - 1.5, left, right }
    }

    fn is_crossed(&self, line: &Line) -> bool {
        line.words.iter().any(|word| word.x0 < self.x1 && word.x1 > self.x0)
    }

    /// How many lines stand beside each other on its two sides.
    fn kept(&self, lines: &[Line], rules: &[Rule]) -> usize {
        let bands = lines.chunk_by(|a, b| self.is_crossed(a) == self.is_crossed(b));
        let sound = bands.filter(|band| !self.is_crossed(&band[0]) && self.parts(band, rules));
        sound.map(<[Line]>::len).sum()
    }

    /// These lines, of which none crosses it, are two columns of text.
    fn parts(&self, lines: &[Line], rules: &[Rule]) -> bool {
        let Some((top, bottom)) = lines.first().zip(lines.last()).map(|(first, last)| (first.top(), last.y))
        else {
            return false;
        };
        let ruled = rules.iter().filter(|rule| {
            rule.is_level() && rule.x0 < self.x0 && rule.x1 > self.x1 && rule.y0 > top && rule.y1 < bottom
        });
        let left = lines.iter().filter_map(|line| extent(line, |x| x < self.x1)).collect();
        let right = lines.iter().filter_map(|line| extent(line, |x| x >= self.x1)).collect();
        let (left, right) = (Side::of(left, self.x0 - self.left), Side::of(right, self.right - self.x1));
        ruled.count() < 2 && left.is_beside(&right)
    }

    /// A column of a few short lines is as wide as the text shows.
    fn widen(&self, left: &mut [Flow], right: &mut [Flow]) {
        let width = self.right - self.x1;
        for line in
            left.iter_mut().flat_map(|flow| &mut flow.lines).filter(|line| line.column.x0 < self.left + 1.0)
        {
            line.column.x1 = line.column.x1.max((self.left + width).min(self.x0));
        }
        for line in right.iter_mut().flat_map(|flow| &mut flow.lines) {
            line.column.x1 = line.column.x1.max(self.right.min(line.column.x0 + width));
        }
    }

    fn cut(&self, lines: Vec<Line>) -> (Vec<Line>, Vec<Line>) {
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for line in lines {
            let (before, after): (Vec<_>, Vec<_>) =
                line.words.into_iter().partition(|word| word.x0 < self.x1);
            left.extend((!before.is_empty()).then(|| Line::new(before)));
            right.extend((!after.is_empty()).then(|| Line::new(after)));
        }
        (left, right)
    }
}

/// The width and the number of words of a line's part on one side.
fn extent(line: &Line, side: impl Fn(f32) -> bool) -> Option<(f32, usize)> {
    let words: Vec<_> = line.words.iter().filter(|word| side(word.x0)).collect();
    let (first, last) = words.first().zip(words.last())?;
    Some((last.x1 - first.x0, words.len()))
}

/// The lines on one side of a gutter.
struct Side {
    count: usize,
    /// Those that go over most of the width, and have several words.
    full: usize,
}

impl Side {
    fn of(parts: Vec<(f32, usize)>, width: f32) -> Self {
        let full = parts.iter().filter(|(wide, words)| *wide >= FULL * width && *words > 3).count();
        Self { count: parts.len(), full }
    }

    fn is_full(&self) -> bool {
        self.count >= FEWEST && self.full * 10 >= self.count * MANY
    }

    /// Two columns of text; one may have a table in it, if it is as long as the other.
    fn is_beside(&self, other: &Self) -> bool {
        let as_long = |a: usize, b: usize| a * 10 >= b * 6 && b * 10 >= a * 6 && a.min(b) >= 10;
        let some = self.full.min(other.full) >= FEWEST && as_long(self.count, other.count);
        self.is_full() && other.is_full() || some && (self.is_full() || other.is_full())
    }
}
