//! What people's decisions say of the confidence that they were shown: one number, by which the confidence of a workspace's
//! new suggestions is moved. The order of suggestions stays as it is.

use super::standing::{RowRecord, RowState, fold};

/// How far a workspace's confidence is off, as far as its decisions tell.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Calibration {
    /// The suggestions that people decided.
    pub decided: usize,
    /// Those of them that were approved as they stood, and how many that would have been by their confidence as measured.
    pub approved: usize,
    pub expected: f64,
    /// What is added to the log-odds; 0 while too few are decided.
    pub shift: f64,
}

/// Fewer decided suggestions say too little; the confidence stays as it was measured for the program.
pub const ENOUGH: usize = 50;
/// How far, in log-odds, a workspace's confidence is believed to be off before anything is decided.
const SPREAD: f64 = 0.5;
/// Newton's method has long settled by then.
const STEPS: usize = 25;
/// A confidence of 0 or 1 is no log-odds.
const LEAST: f64 = 1e-6;

impl Calibration {
    /// From the rows of these reviews.
    pub fn of(reviews: &[Vec<RowRecord>]) -> Self {
        let seen: Vec<(f64, bool)> = reviews.iter().flatten().filter_map(outcome).collect();
        let shift = if seen.len() < ENOUGH { 0.0 } else { fitted(&seen) };
        Self {
            decided: seen.len(),
            approved: seen.iter().filter(|(_, approved)| *approved).count(),
            expected: seen.iter().map(|(odds, _)| probability(*odds)).sum(),
            shift,
        }
    }

    /// A confidence as measured, moved.
    pub fn moved(&self, confidence: f64) -> f64 {
        if self.shift == 0.0 { confidence } else { probability(log_odds(confidence) + self.shift) }
    }

    /// What a moved confidence was as measured: a threshold of the workspace as the program's own.
    pub fn as_measured(&self, confidence: f64) -> f64 {
        Self { shift: -self.shift, ..*self }.moved(confidence)
    }
}

/// A suggestion's confidence as measured, in log-odds, and whether it was approved as it stood.
fn outcome(record: &RowRecord) -> Option<(f64, bool)> {
    let standing = fold(record);
    standing.decided.as_ref()?;
    let proposal = record.proposal().filter(|proposal| proposal.answer.is_some())?;
    Some((log_odds(proposal.confidence) - proposal.shift, standing.state == RowState::Approved))
}

/// The most likely shift, where shifts are believed to be small.
fn fitted(seen: &[(f64, bool)]) -> f64 {
    let believed = 1.0 / (SPREAD * SPREAD);
    let mut shift = 0.0;
    for _ in 0..STEPS {
        let (mut slope, mut bend) = (-believed * shift, believed);
        for (odds, approved) in seen {
            let p = probability(odds + shift);
            slope += f64::from(u8::from(*approved)) - p;
            bend += p * (1.0 - p);
        }
        shift += slope / bend;
    }
    shift
}

fn log_odds(confidence: f64) -> f64 {
    let p = confidence.clamp(LEAST, 1.0 - LEAST);
    (p / (1.0 - p)).ln()
}

fn probability(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}
