//! The best few of very many passages, without keeping or sorting the rest.

use crate::document::PassageId;
use crate::evidence::Nearness;

/// Where a passage is: its document's place, and its own in that.
type At = (usize, PassageId);

/// The nearest passages seen so far; of equally near ones those that come first.
pub(super) struct Nearest {
    most: usize,
    seen: Vec<(f32, At, Nearness)>,
    /// What is less near than this is none of them.
    least: f32,
}

impl Nearest {
    /// At most so many.
    pub(super) fn of(most: usize) -> Self {
        Self { most, seen: Vec::new(), least: f32::NEG_INFINITY }
    }

    pub(super) fn add(&mut self, at: At, nearness: Nearness) {
        let score = nearness.score();
        if score < self.least {
            return;
        }
        self.seen.push((score, at, nearness));
        if self.seen.len() >= self.most * 2 + 1024 {
            self.cut();
        }
    }

    /// Best first.
    pub(super) fn best(mut self) -> Vec<(At, Nearness)> {
        self.cut();
        self.seen.sort_by(before);
        self.seen.into_iter().map(|(_, at, nearness)| (at, nearness)).collect()
    }

    fn cut(&mut self) {
        if self.seen.len() > self.most {
            self.seen.select_nth_unstable_by(self.most, before);
            self.seen.truncate(self.most);
            self.least = self.seen.iter().map(|(score, ..)| *score).fold(f32::INFINITY, f32::min);
        }
    }
}

fn before(a: &(f32, At, Nearness), b: &(f32, At, Nearness)) -> std::cmp::Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}
