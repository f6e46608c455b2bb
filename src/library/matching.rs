//! A new question and the questions asked before: which ask the same, and which come near. How alike two texts are in
//! meaning comes in as a number; what it is worth is weighed here.

use super::difference::{Difference, overlap, weight};
use super::{Entry, Library, citing};
use crate::document::{Date, Disclosure, Document};
use crate::words;

/// A question to find past answers for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Asking<'a> {
    pub question: &'a str,
    pub section: Option<&'a str>,
    /// The question that it leans on.
    pub follows: Option<&'a str>,
    /// Who will read the answer: past answers above this level do not serve.
    pub audience: Disclosure,
}

/// How a past question matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    Exact,
    Near,
}

impl How {
    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Exact => "exact",
            Self::Near => "near",
        }
    }
}

/// A past answer to the same or a near question.
#[derive(Clone, Debug)]
pub struct Match {
    pub entry: Entry,
    pub how: How,
    pub difference: Difference,
    /// Why what it rests on may no longer say so.
    pub stale: Option<String>,
    pub score: f32,
}

impl Match {
    /// Whether the same is asked, in the same words or in others.
    pub fn asks_the_same(&self) -> bool {
        self.how == How::Exact || self.difference.changes.is_none()
    }
}

/// Everything that is known about a past question beside a new one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Facts {
    /// The same words, case and punctuation of one kind.
    pub exact: bool,
    /// Nearness in meaning, as the encoder measures it.
    pub cosine: f32,
    /// Nearness in letters (Sørensen–Dice over pairs).
    pub spelling: f32,
    /// Share of the topic's words in common.
    pub overlap: f32,
    /// Other things are asked.
    pub changes: bool,
    /// Both stand under the same heading.
    pub same_section: bool,
    pub approved: bool,
    pub stale: bool,
}

/// How well a past answer serves; orders matches, is no probability.
pub fn weigh(facts: &Facts) -> f32 {
    let Facts { exact, cosine, spelling, overlap, changes, same_section, approved, stale } = *facts;
    let when = |holds: bool, weight: f32| if holds { weight } else { 0.0 };
    0.6 * cosine
        + 0.2 * spelling
        + 0.2 * overlap
        + when(exact, 4.0)
        + when(!changes, 2.0)
        + when(approved, 1.0)
        + when(same_section, 0.1)
        - when(stale, 0.5)
}

/// Cosine from which a question comes near.
const NEAR: f32 = 0.70;
/// Near questions that are compared word by word.
const COMPARED: usize = 20;
/// Matches that are shown, where no more ask the same.
const MOST: usize = 5;
/// A question of fewer words on a topic means what its section makes of it.
const FEWEST: usize = 2;

impl Library {
    /// The past answers that serve a question, best first, the younger one first among equals; one that says the same as
    /// one before it is left out. `cosines` holds for each
    /// entry how near its question is in meaning; empty where that was not measured.
    pub fn matches(
        &self,
        asking: Asking,
        cosines: &[f32],
        documents: &[Document],
        today: Date,
    ) -> Vec<Match> {
        let told = |at: &usize| self.entries()[*at].answer.level(documents) <= asking.audience;
        let exact: Vec<usize> = self.exact(asking).filter(told).collect();
        let near = self.near(asking, cosines, &|at| told(at) && !exact.contains(at));
        let exact = exact.into_iter().map(|at| (at, How::Exact));
        let mut found: Vec<Match> = exact
            .chain(near.into_iter().map(|at| (at, How::Near)))
            .map(|(at, how)| {
                let cosine = cosines.get(at).copied().unwrap_or(if how == How::Exact { 1.0 } else { 0.0 });
                one(&self.entries()[at], how, asking, cosine, documents, today)
            })
            .collect();
        found.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then_with(|| b.entry.answer.date.cmp(&a.entry.answer.date))
        });
        shown(found)
    }

    /// Whether an answer of just this level was given to the same words.
    pub fn answers_at(&self, level: Disclosure, asking: Asking, documents: &[Document]) -> bool {
        self.exact(asking).any(|at| self.entries()[at].answer.level(documents) == level)
    }

    /// The entries whose questions come nearest, the nearest first.
    fn near(&self, asking: Asking, cosines: &[f32], serves: &dyn Fn(&usize) -> bool) -> Vec<usize> {
        let all = cosines.iter().enumerate().filter(|(_, cosine)| **cosine >= NEAR);
        let mut near: Vec<(usize, f32)> = all.map(|(at, cosine)| (at, *cosine)).collect();
        near.sort_by(|a, b| b.1.total_cmp(&a.1));
        let near = near.into_iter().map(|(at, _)| at);
        near.filter(|at| serves(at) && self.leans_alike(*at, asking)).take(COMPARED).collect()
    }

    /// The entries that ask the same words.
    fn exact<'a>(&'a self, asking: Asking<'a>) -> impl Iterator<Item = usize> + 'a {
        let same = self.asked.get(&words::fold(asking.question)).into_iter().flatten().copied();
        same.filter(move |at| {
            let stands_alone = weight(asking.question) > FEWEST || asking.follows.is_some();
            self.leans_alike(*at, asking) && (stands_alone || self.same_section(*at, asking))
        })
    }

    fn leans_alike(&self, at: usize, asking: Asking) -> bool {
        folded(self.entries()[at].answer.follows.as_deref()) == folded(asking.follows)
    }

    fn same_section(&self, at: usize, asking: Asking) -> bool {
        same_section(&self.entries()[at], asking)
    }
}

/// Every answer to the same question that says something else than the ones before it, so that no contradiction is
/// hidden; then what comes near.
fn shown(found: Vec<Match>) -> Vec<Match> {
    let mut kept: Vec<Match> = Vec::new();
    for one in found {
        let text = words::fold(&one.entry.answer.text());
        let said = |known: &Match| known.asks_the_same() && words::fold(&known.entry.answer.text()) == text;
        let again = one.asks_the_same() && kept.iter().any(said);
        if !again && (one.asks_the_same() || kept.len() < MOST) {
            kept.push(one);
        }
    }
    kept
}

fn same_section(entry: &Entry, asking: Asking) -> bool {
    folded(entry.answer.section.as_deref()) == folded(asking.section)
}

fn folded(text: Option<&str>) -> String {
    words::fold(text.unwrap_or_default())
}

fn one(entry: &Entry, how: How, asking: Asking, cosine: f32, documents: &[Document], today: Date) -> Match {
    let before = &entry.answer.question;
    let mut difference = Difference::between(before, asking.question);
    if how == How::Exact {
        difference.changes = None;
    }
    let stale = stale(entry, documents, today);
    let score = weigh(&Facts {
        exact: how == How::Exact,
        cosine,
        spelling: strsim::sorensen_dice(before, asking.question) as f32,
        overlap: overlap(before, asking.question),
        changes: difference.changes.is_some(),
        same_section: same_section(entry, asking),
        approved: entry.answer.approved().is_some(),
        stale: stale.is_some(),
    });
    Match { entry: entry.clone(), how, difference, stale, score }
}

/// Why a past answer's own evidence no longer holds, in words; none where it does, or has none.
fn stale(entry: &Entry, documents: &[Document], today: Date) -> Option<String> {
    let backing = &entry.answer.backing;
    let lost = backing.iter().find_map(|cited| match citing::fate(cited, documents) {
        citing::Fate::Changed => Some(format!("{} no longer says what it rests on", cited.document)),
        citing::Fate::Gone => Some(format!("{}, on which it rests, is gone", cited.document)),
        citing::Fate::Stands | citing::Fate::Moved { .. } => None,
    });
    let overdue = || {
        backing.iter().find_map(|cited| {
            let due = citing::overdue(cited, documents, today)?;
            Some(format!("{} was to be reviewed by {due}", cited.document))
        })
    };
    lost.or_else(overdue)
}
