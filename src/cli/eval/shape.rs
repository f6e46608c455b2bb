//! The public JSON shape of `eval`, version 1, written down in docs/eval-json.md. Changes only by adding fields.

use serde::Serialize;

use super::Measurement;
use crate::measure::{self, Accepted, Measured, Point, Totals};

/// A measurement.
#[derive(Debug, Serialize)]
pub(super) struct Shape<'m> {
    version: u32,
    gold: &'m str,
    kind: &'static str,
    threshold: f64,
    audience: &'static str,
    left_out: usize,
    totals: TotalsShape,
    curve: Vec<PointShape>,
    bands: Vec<BandShape>,
    rows: Vec<RowShape<'m>>,
}

#[derive(Debug, Serialize)]
struct TotalsShape {
    rows: usize,
    citable: usize,
    answered: usize,
    coverage: Option<f64>,
    precision: Option<f64>,
    precision_at_3: Option<f64>,
    #[serde(rename = "false")]
    false_answers: Option<f64>,
    wrong_yes: Option<f64>,
    verdict: Option<f64>,
    auc: Option<f64>,
    ece: Option<f64>,
    not_verbatim: usize,
}

#[derive(Debug, Serialize)]
struct PointShape {
    threshold: f64,
    answered: usize,
    coverage: Option<f64>,
    precision: Option<f64>,
    #[serde(rename = "false")]
    false_answers: Option<f64>,
}

#[derive(Debug, Serialize)]
struct BandShape {
    band: &'static str,
    answered: usize,
    right: usize,
    accepted: Option<f64>,
    confidence: Option<f64>,
}

#[derive(Debug, Serialize)]
struct RowShape<'m> {
    id: &'m str,
    question: &'m str,
    label: &'static str,
    verdict: Option<&'static str>,
    fate: &'static str,
    given: Option<&'static str>,
    confidence: f64,
    found: bool,
    wrong_yes: bool,
    document: Option<&'m str>,
    quote: Option<&'m str>,
}

impl<'m> Shape<'m> {
    pub(super) fn of(measurement: &'m Measurement) -> Self {
        let (rows, terms) = (&measurement.rows, &measurement.terms);
        Self {
            version: 1,
            gold: &measurement.file,
            kind: measurement.kind,
            threshold: terms.threshold,
            audience: terms.audience.word(),
            left_out: measurement.left_out,
            totals: TotalsShape::of(&measure::totals(rows)),
            curve: measure::curve(rows, terms.threshold).iter().map(PointShape::of).collect(),
            bands: measure::bands(rows).iter().map(BandShape::of).collect(),
            rows: rows.iter().map(RowShape::of).collect(),
        }
    }
}

impl TotalsShape {
    fn of(totals: &Totals) -> Self {
        Self {
            rows: totals.citable.all,
            citable: totals.citable.of,
            answered: totals.answered.of,
            coverage: totals.coverage.ratio(),
            precision: totals.precision.ratio(),
            precision_at_3: totals.precision_at_3.ratio(),
            false_answers: totals.false_answers.ratio(),
            wrong_yes: totals.wrong_yes.ratio(),
            verdict: totals.verdict.ratio(),
            auc: totals.auc,
            ece: totals.ece,
            not_verbatim: totals.not_verbatim,
        }
    }
}

impl PointShape {
    fn of(point: &Point) -> Self {
        Self {
            threshold: point.threshold,
            answered: point.answered,
            coverage: point.coverage.ratio(),
            precision: point.precision.ratio(),
            false_answers: point.false_answers.ratio(),
        }
    }
}

impl BandShape {
    fn of(accepted: &Accepted) -> Self {
        Self {
            band: accepted.band.word(),
            answered: accepted.right.all,
            right: accepted.right.of,
            accepted: accepted.right.ratio(),
            confidence: accepted.confidence,
        }
    }
}

impl<'m> RowShape<'m> {
    fn of(row: &'m Measured) -> Self {
        let best = row.best.answer().and_then(|answer| answer.citations().first());
        Self {
            id: &row.gold.id,
            question: &row.gold.question,
            label: row.gold.label.word(),
            verdict: row.gold.verdict.map(|verdict| verdict.word()),
            fate: row.fate().word(),
            given: row.given.answer().and_then(|answer| answer.verdict()).map(|verdict| verdict.word()),
            confidence: row.given.shown_confidence(),
            found: row.found,
            wrong_yes: row.is_wrong_yes(),
            document: best.map(|citation| citation.document().as_str()),
            quote: best.map(|citation| citation.quote()),
        }
    }
}
