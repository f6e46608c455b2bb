//! The threshold for a precision that is wanted, from what was measured on questions that the reader was not trained on.
//! Knows numbers only; `training/calibrate.py` prints the tables, docs/quality.md says what stands behind them.

/// A precision, and the least threshold at which so large a share of the answers cites the right thing: measured on 808
/// questions over ten workspaces, and promised by the mean confidence of the answers too.
type Measured = (f64, f64);

const CAREFUL: [Measured; 8] = [
    (0.60, 0.20),
    (0.65, 0.27),
    (0.70, 0.36),
    (0.75, 0.45),
    (0.80, 0.56),
    (0.85, 0.66),
    (0.90, 0.88),
    (0.95, 0.95),
];
/// Without the reader. Of surer answers there were too few to measure.
const FAST: [Measured; 6] =
    [(0.60, 0.38), (0.65, 0.45), (0.70, 0.53), (0.75, 0.61), (0.80, 0.72), (0.85, 0.75)];

/// A precision that no threshold is known for.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
#[error(
    "a precision of {wanted} was not measured; from {least} to {most} is possible{without_reader}, or name a threshold"
)]
pub struct NotMeasured {
    wanted: f64,
    least: f64,
    most: f64,
    without_reader: &'static str,
}

/// The threshold at which answers are right as often as is wanted; `read` where the reader judges. Between two that were
/// measured, in proportion.
pub fn threshold_for(precision: f64, read: bool) -> Result<f64, NotMeasured> {
    let table: &[Measured] = if read { &CAREFUL } else { &FAST };
    let (least, most) = (table[0].0, table[table.len() - 1].0);
    let between = |pair: &[Measured]| {
        let ((p, low), (q, high)) = (pair[0], pair[1]);
        (p..=q).contains(&precision).then(|| low + (precision - p) / (q - p) * (high - low))
    };
    let without_reader = if read { "" } else { " without the reader" };
    table.windows(2).find_map(between).ok_or(NotMeasured { wanted: precision, least, most, without_reader })
}
