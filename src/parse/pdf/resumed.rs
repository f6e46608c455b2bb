//! What belongs to a table besides the lines that show it: the names of its columns, the rest of a row that was begun on the
//! page before, and a table that goes on there. How a table is known must not enter here.

use super::bookmarks;
use super::gaps::NARROW;
use super::lines::Line;
use super::tables::{Cell, Run, is_near};
use super::words::Word;

/// Letters of a row that is known again by them.
const SHORTEST: usize = 8;
/// Most lines of a row that was begun on the page before.
const MOST_BEGUN: usize = 12;

/// The table before, as it may go on.
pub(super) struct Last {
    pub first: String,
    pub gaps: Vec<(f32, f32)>,
    /// Where its column of text begins.
    pub left: f32,
}

impl Run {
    /// The table before goes on at the top of a page where its first row stands there again.
    pub(super) fn again(
        lines: &[Line],
        cut: &[Vec<Cell>],
        start: usize,
        last: Option<&Last>,
    ) -> Option<Self> {
        let last = last.filter(|last| {
            start == 0
                && last.first.len() >= SHORTEST
                && last.first == bookmarks::folded(&lines[start].text())
        })?;
        let by = lines[start].column.x0 - last.left;
        let gaps = last.gaps.iter().map(|gap| (gap.0 + by, gap.1 + by)).collect();
        let mut run = Self { start, end: start + 1, gaps };
        let size = lines[start].size;
        let more = |run: &Self, at: usize| {
            at < lines.len() && is_near(lines, at) && lines[at].size < 1.15 * size && run.keeps(&lines[at])
        };
        while more(&run, run.end) {
            run.end += 1;
        }
        run.give_back(lines, cut);
        run.narrow(&lines[start..run.end]);
        (run.end > start + 1).then_some(run)
    }

    /// Takes lines above in, of which there are so many: names of the columns that stand closer together than cells, and
    /// at the top of a page the rest of a row. How many it took.
    pub(super) fn take_above(&mut self, lines: &[Line], most: usize, top: bool) -> usize {
        let above = &lines[self.start - most..self.start];
        let goes_on = |line: &Line| self.keeps(line) && line.x0 > self.gaps[0].1 - 1.0;
        if top && (1..=MOST_BEGUN).contains(&most) && above.iter().all(goes_on) {
            self.start -= most;
            self.narrow(&lines[self.start..self.end]);
            return most;
        }
        let gaps = above
            .last()
            .filter(|_| is_near(lines, self.start))
            .and_then(|head| self.named(head, &lines[self.start]));
        let Some(gaps) = gaps else { return 0 };
        self.gaps = gaps;
        self.start -= 1;
        1
    }

    /// None of its words goes over the beginning of a column.
    fn keeps(&self, line: &Line) -> bool {
        let beside = |word: &Word, gap: &(f32, f32)| word.x0 > gap.1 - 1.0 || word.x1 < gap.1 - 1.0;
        line.words.iter().all(|word| self.gaps.iter().all(|gap| beside(word, gap)))
    }

    /// Leaves white what no word is in.
    fn narrow(&mut self, lines: &[Line]) {
        let words = || lines.iter().flat_map(|line| &line.words);
        for gap in &mut self.gaps {
            gap.0 = words().filter(|word| word.x0 < gap.1 - 1.0).fold(gap.0, |x, word| x.max(word.x1));
        }
    }

    /// The white space that is left between the columns where a line names them.
    fn named(&self, head: &Line, first: &Line) -> Option<Vec<(f32, f32)>> {
        let filled = (0..=self.gaps.len()).filter(|column| !self.column(head, *column).is_empty()).count();
        let words = head.text();
        let names = head.is_bold() && !first.is_bold() && !words.ends_with(['.', '?', ':']);
        if !names || filled < 2 || filled < self.gaps.len() || head.size > 1.05 * first.size {
            return None;
        }
        let left = |gap: &(f32, f32)| {
            let middle = f32::midpoint(gap.0, gap.1);
            let is_before = |word: &&Word| f32::midpoint(word.x0, word.x1) < middle;
            let (before, after): (Vec<&Word>, Vec<&Word>) = head.words.iter().partition(is_before);
            let from = before.iter().fold(gap.0, |x, word| x.max(word.x1));
            let to = after.iter().fold(gap.1, |x, word| x.min(word.x0));
            (to - from >= NARROW * head.size).then_some((from, to))
        };
        self.gaps.iter().map(left).collect()
    }
}
