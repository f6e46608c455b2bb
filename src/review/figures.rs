//! What many decisions tell together: whether the bands mean what they say, how long a row takes, which documents stand
//! behind rejected answers, and what nothing answers.

use std::collections::BTreeMap;

use super::decision::Timestamp;
use super::standing::{RowRecord, RowState, fold};
use crate::suggestion::Band;
use crate::words;

/// The figures of some reviews.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figures {
    /// Rows that people decided.
    pub decided: usize,
    /// By band, the surest first; what was left open last.
    pub bands: Vec<BandFigure>,
    /// What other thresholds would have done.
    pub dial: Vec<DialPoint>,
    /// Half of the decisions took no longer, pauses left out; none while there are too few.
    pub seconds_a_row: Option<u64>,
    /// First cited documents, those with the most rejected and edited answers first.
    pub documents: Vec<DocumentFigure>,
    /// Questions that were left open, the most frequent first.
    pub unanswered: Vec<Unanswered>,
}

/// What became of the suggestions of a band.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BandFigure {
    pub band: Band,
    pub approved: usize,
    pub edited: usize,
    pub rejected: usize,
    pub not_applicable: usize,
}

impl BandFigure {
    /// How many were decided.
    pub fn all(&self) -> usize {
        self.approved + self.edited + self.rejected + self.not_applicable
    }

    /// Share that was approved as it stood; none where none was decided.
    pub fn acceptance(&self) -> Option<f64> {
        (self.all() > 0).then(|| self.approved as f64 / self.all() as f64)
    }
}

/// What a threshold would have done on the rows that were decided.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DialPoint {
    pub threshold: f64,
    /// Suggestions that would have been made.
    pub answered: usize,
    /// Those of them that were approved as they stood.
    pub approved: usize,
}

/// What became of answers that cite a document first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentFigure {
    pub document: String,
    pub approved: usize,
    pub edited: usize,
    pub rejected: usize,
}

/// A question that the documents did not answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unanswered {
    pub question: String,
    pub times: usize,
    pub reason: String,
}

/// A gap between two decisions that is longer was a pause.
const PAUSE: i64 = 10 * 60;
/// So many gaps make a figure.
const ENOUGH: usize = 5;
const THRESHOLDS: [f64; 11] = [0.3, 0.4, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8, 0.85, 0.9];
/// So many unanswered questions are listed.
const LISTED: usize = 50;

/// The figures of these reviews' rows.
pub fn figures(reviews: &[Vec<RowRecord>]) -> Figures {
    let outcomes: Vec<Outcome> = reviews.iter().flatten().filter_map(Outcome::of).collect();
    Figures {
        decided: outcomes.len(),
        bands: [Band::High, Band::Medium, Band::Low, Band::None].map(|band| of_band(band, &outcomes)).into(),
        dial: THRESHOLDS.map(|threshold| at_threshold(threshold, &outcomes)).into(),
        seconds_a_row: seconds_a_row(reviews),
        documents: documents(&outcomes),
        unanswered: unanswered(reviews),
    }
}

/// A decided row with the suggestion that it had.
struct Outcome<'a> {
    state: RowState,
    band: Band,
    confidence: f64,
    document: Option<&'a str>,
}

impl<'a> Outcome<'a> {
    fn of(record: &'a RowRecord) -> Option<Self> {
        let standing = fold(record);
        standing.decided.as_ref()?;
        let proposal = record.proposal()?;
        let first = proposal.answer.as_ref().and_then(|answer| answer.citations().first());
        Some(Self {
            state: standing.state,
            band: proposal.band(),
            confidence: proposal.confidence,
            document: first.map(|quoted| quoted.cited.document.as_str()),
        })
    }
}

fn of_band(band: Band, outcomes: &[Outcome]) -> BandFigure {
    let count = |state| outcomes.iter().filter(|one| one.band == band && one.state == state).count();
    BandFigure {
        band,
        approved: count(RowState::Approved),
        edited: count(RowState::Edited),
        rejected: count(RowState::Rejected),
        not_applicable: count(RowState::NotApplicable),
    }
}

fn at_threshold(threshold: f64, outcomes: &[Outcome]) -> DialPoint {
    let made = || outcomes.iter().filter(|one| one.band != Band::None && one.confidence >= threshold);
    let approved = made().filter(|one| one.state == RowState::Approved).count();
    DialPoint { threshold, answered: made().count(), approved }
}

/// The median of the gaps between one person's decisions in one review.
fn seconds_a_row(reviews: &[Vec<RowRecord>]) -> Option<u64> {
    let mut gaps: Vec<i64> = reviews.iter().flat_map(|rows| gaps(rows)).collect();
    gaps.sort_unstable();
    let middle = *gaps.get(gaps.len() / 2).filter(|_| gaps.len() >= ENOUGH)?;
    u64::try_from(middle).ok()
}

fn gaps(rows: &[RowRecord]) -> Vec<i64> {
    let mut times: BTreeMap<&str, Vec<Timestamp>> = BTreeMap::new();
    let entries = rows.iter().flat_map(|record| &record.entries);
    for entry in entries.filter(|entry| entry.decision.kind().is_decisive()) {
        times.entry(&entry.by).or_default().push(entry.at);
    }
    times.values_mut().for_each(|times| times.sort());
    let gaps = times.values().flat_map(|times| times.windows(2).map(|pair| pair[1].unix() - pair[0].unix()));
    // Several at the same second were approved in one go.
    gaps.filter(|gap| (1..=PAUSE).contains(gap)).collect()
}

fn documents(outcomes: &[Outcome]) -> Vec<DocumentFigure> {
    let mut found: BTreeMap<&str, DocumentFigure> = BTreeMap::new();
    for outcome in outcomes {
        let Some(name) = outcome.document else { continue };
        let figure = found.entry(name).or_insert_with(|| DocumentFigure {
            document: name.to_owned(),
            approved: 0,
            edited: 0,
            rejected: 0,
        });
        match outcome.state {
            RowState::Approved => figure.approved += 1,
            RowState::Edited => figure.edited += 1,
            RowState::Rejected => figure.rejected += 1,
            _ => {}
        }
    }
    let mut figures: Vec<DocumentFigure> = found.into_values().collect();
    figures
        .sort_by_key(|figure| (std::cmp::Reverse((figure.rejected, figure.edited)), figure.document.clone()));
    figures
}

fn unanswered(reviews: &[Vec<RowRecord>]) -> Vec<Unanswered> {
    let mut found: BTreeMap<String, Unanswered> = BTreeMap::new();
    for record in reviews.iter().flatten() {
        let Some(proposal) = record.proposal().filter(|proposal| proposal.answer.is_none()) else { continue };
        let question = record.question.text.clone();
        let one = found.entry(words::fold(&question)).or_insert_with(|| Unanswered {
            question,
            times: 0,
            reason: proposal.reason.clone(),
        });
        one.times += 1;
    }
    let mut all: Vec<Unanswered> = found.into_values().collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.times), one.question.clone()));
    all.truncate(LISTED);
    all
}
