//! What another threshold would give, and what the confidences are worth.

use super::totals::three_digits;
use super::{Measured, Share};
use crate::suggestion::Band;

/// What would come of a threshold.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Point {
    pub threshold: f64,
    pub answered: usize,
    pub coverage: Share,
    pub precision: Share,
    pub false_answers: Share,
}

/// The thresholds that are tried, besides the one in use.
const THRESHOLDS: [f64; 12] = [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9];

/// Risk against coverage: from everything answered to only the surest. `threshold` is the one in use.
pub fn curve(rows: &[Measured], threshold: f64) -> Vec<Point> {
    let mut thresholds = THRESHOLDS.to_vec();
    thresholds.push(threshold);
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    thresholds.into_iter().map(|threshold| point(rows, threshold)).collect()
}

fn point(rows: &[Measured], threshold: f64) -> Point {
    let would = |row: &&Measured| row.best.answer().is_some() && row.best.confidence >= threshold;
    let answered: Vec<&Measured> = rows.iter().filter(would).collect();
    let citable =
        |rows: &mut dyn Iterator<Item = &Measured>| rows.filter(|row| row.gold.label.is_citable()).count();
    let (all, covered) = (citable(&mut rows.iter()), citable(&mut answered.iter().copied()));
    let right = answered.iter().filter(|row| row.found).count();
    Point {
        threshold,
        answered: answered.len(),
        coverage: Share { of: covered, all },
        precision: Share { of: right, all: answered.len() },
        false_answers: Share { of: answered.len() - covered, all: rows.len() - all },
    }
}

/// What a band of confidence is worth: of the answers in it, those that are right, beside what was promised.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Accepted {
    pub band: Band,
    pub right: Share,
    /// The mean confidence in it; none where no answer is in it.
    pub confidence: Option<f64>,
}

/// The bands, the surest first.
pub fn bands(rows: &[Measured]) -> Vec<Accepted> {
    [Band::High, Band::Medium, Band::Low].into_iter().map(|band| accepted(rows, band)).collect()
}

fn accepted(rows: &[Measured], band: Band) -> Accepted {
    let those: Vec<&Measured> = rows.iter().filter(|row| row.given.band() == band).collect();
    let right = those.iter().filter(|row| row.found).count();
    let sum: f64 = those.iter().map(|row| row.given.confidence).sum();
    Accepted {
        band,
        right: Share { of: right, all: those.len() },
        confidence: (!those.is_empty()).then(|| three_digits(sum / those.len() as f64)),
    }
}
