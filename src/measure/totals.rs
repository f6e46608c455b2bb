//! The counts of a measurement, each a share of something that is named.

use super::{Fate, Measured};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Share {
    pub of: usize,
    pub all: usize,
}

impl Share {
    /// From 0 to 1, to three digits; none of nothing.
    pub fn ratio(self) -> Option<f64> {
        (self.all > 0).then(|| three_digits(self.of as f64 / self.all as f64))
    }
}

/// What is counted over all questions.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Totals {
    /// Of all questions, those labelled full or partial.
    pub citable: Share,
    /// Of all questions, those answered.
    pub answered: Share,
    /// Of the citable ones, those answered.
    pub coverage: Share,
    /// Of the answered ones, those whose first citation is right.
    pub precision: Share,
    /// The same with any of the first three citations.
    pub precision_at_3: Share,
    /// Of those labelled none, those answered.
    pub false_answers: Share,
    /// Of all, those with a yes where the label says no or none.
    pub wrong_yes: Share,
    /// Of the citable, answered ones whose label has a verdict, those that have the same.
    pub verdict: Share,
    /// How well confidence puts citable questions before the others: 1 always, 0.5 by chance.
    pub auc: Option<f64>,
    /// By how much confidence is off, on average, from the share that is right: ten bins, answered questions.
    pub ece: Option<f64>,
    /// Citations that are not, byte for byte, in the document they name. Never anything but 0.
    pub not_verbatim: usize,
}

/// Counts.
pub fn totals(rows: &[Measured]) -> Totals {
    let count = |holds: &dyn Fn(&Measured) -> bool| rows.iter().filter(|row| holds(row)).count();
    let citable = count(&|row| row.gold.label.is_citable());
    let answered = count(&Measured::is_answered);
    let covered = |row: &Measured| row.is_answered() && row.gold.label.is_citable();
    let closed = |row: &Measured| covered(row) && row.gold.verdict.is_some();
    let share = |of: usize, all: usize| Share { of, all };
    Totals {
        citable: share(citable, rows.len()),
        answered: share(answered, rows.len()),
        coverage: share(count(&covered), citable),
        precision: share(count(&|row| row.fate() == Fate::Right), answered),
        precision_at_3: share(count(&|row| row.near), answered),
        false_answers: share(count(&|row| row.fate() == Fate::False), rows.len() - citable),
        wrong_yes: share(count(&Measured::is_wrong_yes), rows.len()),
        verdict: share(count(&|row| closed(row) && row.verdict() == row.gold.verdict), count(&closed)),
        auc: auc(rows),
        ece: ece(rows),
        not_verbatim: rows.iter().map(|row| row.not_verbatim).sum(),
    }
}

/// Of all pairs of a citable question and another, the share in which the citable one is surer; a draw is half.
fn auc(rows: &[Measured]) -> Option<f64> {
    let confidences = |citable: bool| {
        let those = rows.iter().filter(move |row| row.gold.label.is_citable() == citable);
        those.map(|row| row.given.shown_confidence()).collect::<Vec<f64>>()
    };
    let (citable, others) = (confidences(true), confidences(false));
    let won =
        |one: f64, other: f64| f64::from(u8::from(one > other)) + 0.5 * f64::from(u8::from(one == other));
    let sum: f64 = citable.iter().flat_map(|one| others.iter().map(|other| won(*one, *other))).sum();
    let pairs = citable.len() * others.len();
    (pairs > 0).then(|| three_digits(sum / pairs as f64))
}

fn ece(rows: &[Measured]) -> Option<f64> {
    let mut off = [0.0; 10];
    let answered: Vec<&Measured> = rows.iter().filter(|row| row.is_answered()).collect();
    for row in &answered {
        let confidence = row.given.shown_confidence();
        let bin = ((confidence * 10.0) as usize).min(9);
        off[bin] += confidence - f64::from(u8::from(row.fate() == Fate::Right));
    }
    let sum: f64 = off.iter().map(|off: &f64| off.abs()).sum();
    (!answered.is_empty()).then(|| three_digits(sum / answered.len() as f64))
}

/// Rounded to three digits, as it would be printed.
pub(super) fn three_digits(number: f64) -> f64 {
    format!("{number:.3}").parse().unwrap_or(number)
}
