//! In which order a page's lines are read: columns one after the other, with what goes over their whole width between. A
//! column is told from a table by how full its lines are. What the words say must not enter here.

use super::lines::{Column, Line};
use super::marks::Rule;
use super::words::Word;

/// Fewest lines of a column.
const FEWEST: usize = 4;
/// Columns within columns.
const DEEPEST: usize = 3;
/// How far apart the same edge may be on two pages, in points.
const EDGE: f32 = 2.5;
/// So many lines beside each other show the columns of other pages too.
const PLAIN: usize = 16;
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

/// The columns of the pages so far.
#[derive(Default)]
pub(super) struct Known(Vec<Gutter>);

/// A page's lines, which are sorted from top to bottom, in the order they are read in.
pub(super) fn flows(lines: Vec<Line>, rules: &[Rule], known: &mut Known) -> Vec<Flow> {
    let mut found = Vec::new();
    let page = Page { rules, within: true };
    match gutter(&lines, page) {
        Some(gutter) => {
            if gutter.kept(&lines, page) >= PLAIN && !known.0.iter().any(|other| other.is_like(&gutter)) {
                known.0.push(Gutter { known: true, ..gutter });
            }
            split(lines, Some(gutter), page, 0, &mut found);
        }
        None => {
            if let Some(half) = known.0.iter().find(|gutter| gutter.is_half(&lines)) {
                push(lines, 1, &mut found);
                half.widen(&mut found, &mut []);
                return found;
            }
            let gutter = known.0.iter().find(|gutter| gutter.kept(&lines, page) > 0).copied();
            split(lines, gutter, page, 0, &mut found);
        }
    }
    found
}

/// Cuts a page at a gutter, and each side at its own.
fn split(lines: Vec<Line>, cut: Option<Gutter>, page: Page<'_>, depth: usize, found: &mut Vec<Flow>) {
    let within = |lines: &[Line]| if depth + 1 < DEEPEST { gutter(lines, page) } else { None };
    let Some(gutter) = cut else { return found.push(flow(lines, depth > 0)) };
    let mut band: Vec<Line> = Vec::new();
    let mut whole: Vec<Line> = Vec::new();
    for line in lines.into_iter().map(Some).chain([None]) {
        match line {
            Some(line) if !gutter.is_crossed(&line) => band.push(line),
            line => {
                let ended = std::mem::take(&mut band);
                if gutter.parts(&ended, page) {
                    push(std::mem::take(&mut whole), depth, found);
                    let (left, right) = gutter.cut(ended);
                    let from = found.len();
                    let cut = within(&left);
                    split(left, cut, page, depth + 1, found);
                    let middle = found.len();
                    let cut = within(&right);
                    split(right, cut, page, depth + 1, found);
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

/// What a gutter is looked for in.
#[derive(Clone, Copy)]
struct Page<'r> {
    rules: &'r [Rule],
    /// One of its sides may be columns too.
    within: bool,
}

/// White space between two columns, and where the text begins and ends.
#[derive(Clone, Copy)]
struct Gutter {
    x0: f32,
    x1: f32,
    left: f32,
    right: f32,
    /// It is that of an earlier page.
    known: bool,
}

/// The white space that most lines keep to.
fn gutter(lines: &[Line], page: Page<'_>) -> Option<Gutter> {
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
    let kept = gutters.map(|gutter| (gutter.kept(lines, page), gutter)).filter(|(kept, _)| *kept > 0);
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
        Self { x0: x - 1.5 - GUTTER * size.max(6.0), x1: x - 1.5, left, right, known: false }
    }

    fn is_crossed(&self, line: &Line) -> bool {
        line.words.iter().any(|word| word.x0 < self.x1 && word.x1 > self.x0)
    }

    /// How many lines stand beside each other on its two sides.
    fn kept(&self, lines: &[Line], page: Page<'_>) -> usize {
        let bands = lines.chunk_by(|a, b| self.is_crossed(a) == self.is_crossed(b));
        let sound = bands.filter(|band| !self.is_crossed(&band[0]) && self.parts(band, page));
        sound.map(<[Line]>::len).sum()
    }

    /// These lines, of which none crosses it, are two columns of text.
    fn parts(&self, lines: &[Line], page: Page<'_>) -> bool {
        let Some((top, bottom)) = lines.first().zip(lines.last()).map(|(first, last)| (first.top(), last.y))
        else {
            return false;
        };
        let within = |rule: &&Rule| rule.is_level() && rule.y0 > top && rule.y1 < bottom;
        let level: Vec<&Rule> = page.rules.iter().filter(within).collect();
        if level.iter().filter(|rule| self.is_bridged(rule, &level)).count() > 1 {
            return false;
        }
        let left = Side::of(lines, |x| x < self.x1, self.x0 - self.left, page);
        let right = Side::of(lines, |x| x >= self.x1, self.right - self.x1, page);
        left.is_beside(&right) || self.known && self.is_kept_to(&left, &right)
    }

    /// A few lines on each side, where the columns of an earlier page begin.
    fn is_kept_to(&self, left: &Side, right: &Side) -> bool {
        let (left_in, right_in) = (left.x0 - self.left, right.x0 - self.x1);
        let begins = left_in.abs() < EDGE || (right_in - 1.5).abs() < EDGE;
        begins && left_in > -EDGE && right_in > -EDGE && left.is_some() && right.is_some()
    }

    /// The last page may have lines in the first column alone.
    fn is_half(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| line.x0 > self.left - EDGE && line.x1 < self.x1)
            && lines.iter().any(|line| (line.x0 - self.left).abs() < EDGE)
    }

    fn is_like(&self, other: &Self) -> bool {
        (self.x1 - other.x1).abs() < 4.0 && (self.left - other.left).abs() < 4.0
    }

    /// A line is drawn from one side to the other, at once or in parts that touch each other.
    fn is_bridged(&self, rule: &Rule, level: &[&Rule]) -> bool {
        let touches = |other: &&&Rule| (other.y0 - rule.y0).abs() < 1.5 && (other.x0 - rule.x1).abs() < 2.0;
        let ends = || level.iter().filter(touches).map(|other| other.x1).fold(rule.x1, f32::max);
        rule.x0 < self.x0 && rule.x1 > self.x0 - 1.0 && ends() > self.x1
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

/// The words of a line on one side.
fn part(line: &Line, side: impl Fn(f32) -> bool) -> Vec<Word> {
    line.words.iter().filter(|word| side(word.x0)).cloned().collect()
}

/// The lines on one side of a gutter.
struct Side {
    count: usize,
    /// Those that go over most of the width, and have several words.
    full: usize,
    /// Those with words far apart.
    open: usize,
    /// Where the first word begins.
    x0: f32,
}

impl Side {
    fn of(lines: &[Line], side: impl Fn(f32) -> bool, width: f32, page: Page<'_>) -> Self {
        let parts = lines.iter().map(|line| part(line, &side)).filter(|words| !words.is_empty());
        let parts: Vec<Line> = parts.map(Line::new).collect();
        let full = |line: &&Line| line.x1 - line.x0 >= FULL * width && line.words.len() > 3;
        // Words far apart are the cells of a table, or columns themselves.
        let (open, running): (Vec<&Line>, Vec<&Line>) =
            parts.iter().filter(full).partition(|line| line.is_open());
        let columns = page.within
            && open.len() * 2 > parts.len()
            && gutter(&parts, Page { within: false, ..page }).is_some();
        let full = if columns { open.len() + running.len() } else { running.len() };
        let x0 = parts.iter().fold(f32::INFINITY, |x, line| x.min(line.x0));
        Self { count: parts.len(), full, open: parts.iter().filter(|line| line.is_open()).count(), x0 }
    }

    /// A few lines of text.
    fn is_some(&self) -> bool {
        self.count > 1 && self.open == 0
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
