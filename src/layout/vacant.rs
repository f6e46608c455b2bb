//! Empty columns under headings that say nothing we know: whose they are, by what stands around them. Wording is read in
//! `headings`, never here; where nothing tells, the column is left alone and the user is told.

use std::collections::HashMap;

use super::columns::{Judged, is_year};
use super::form::{Draft, role_of};
use super::headings::{self, Meaning};
use super::signs::ColumnSigns;
use crate::layout::ColumnRole;
use crate::workbook::Column;

/// How sure we must be that a column is the vendor's before anything is written into it.
const OURS_AT: f64 = 1.0;

/// How the empty cells of a column are drawn, where most are drawn alike.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Drawn {
    /// A background that the question in the same row has not.
    fill: Option<u32>,
}

/// What speaks for a vacant column's being the vendor's, or the customer's.
struct VacantSigns {
    /// It stands under a group's heading that the vendor's columns stand under, or that only others do.
    group: Option<bool>,
    /// The customer's columns stand under the same group.
    their_group: bool,
    /// It is drawn as the vendor's columns are, and those are drawn unlike the rest; or it is drawn, and those are not.
    drawn: Option<bool>,
    /// The vendor's columns stand on both of its sides.
    between: bool,
    /// No column of the vendor's stands between it and the questions.
    first: bool,
    /// It stands right behind a column of the vendor's.
    next: bool,
    /// Behind a column of the customer's that is empty too.
    behind_theirs: bool,
    /// Nothing yet takes words.
    wordless: bool,
    /// Somebody wrote into some of its rows.
    begun: bool,
    /// The sheet is protected, the questions are locked, and it is not.
    unlocked: bool,
}

fn weigh(signs: &VacantSigns) -> f64 {
    let &VacantSigns {
        group,
        their_group,
        drawn,
        between,
        first,
        next,
        behind_theirs,
        wordless,
        begun,
        unlocked,
    } = signs;
    let said = |fact: Option<bool>, weight: f64| match fact {
        Some(true) => weight,
        Some(false) => -weight,
        None => 0.0,
    };
    said(group, 2.5)
        + said(drawn, 1.5)
        + if between { 2.0 } else { 0.0 }
        + if first { 1.2 } else { 0.0 }
        + if next { 0.5 } else { 0.0 }
        + if wordless { 0.5 } else { 0.0 }
        + if unlocked { 2.5 } else { 0.0 }
        - if their_group { 3.0 } else { 0.0 }
        - if behind_theirs { 2.0 } else { 0.0 }
        - if begun { 2.5 } else { 0.0 }
}

impl Draft<'_, '_> {
    /// Gives vacant columns beside the vendor's to the vendor, left to right, where more speaks for it than against.
    pub(super) fn vacant_columns(&self, judged: &mut [Judged], marks: &[usize]) {
        if !judged.iter().any(|one| role_of(one.role).is_some()) {
            return;
        }
        let drawn: Vec<Drawn> = self.signs.iter().map(|one| self.drawn(one)).collect();
        for at in 0..judged.len() {
            if !self.is_vacant(judged, at) || judged[at].role != ColumnRole::Other {
                continue;
            }
            if weigh(&self.vacant_signs(judged, &drawn, at)) < OURS_AT {
                continue;
            }
            let answered = !marks.is_empty() || judged.iter().any(|one| one.role == ColumnRole::Answer);
            let reason =
                "empty, and it stands and looks like the columns to fill beside it (unsure)".to_owned();
            let role = if answered { ColumnRole::Comment } else { ColumnRole::Answer };
            judged[at] = Judged { role, weight: 1.5, reason };
        }
    }

    /// Columns that their words would give to the vendor, but that are drawn or grouped apart from those that are the
    /// vendor's.
    pub(super) fn demote_foreign(&self, judged: &mut [Judged], marks: &[usize]) {
        let drawn: Vec<Drawn> = self.signs.iter().map(|one| self.drawn(one)).collect();
        let question = self.question.map_or(u32::MAX, |question| question.0);
        for at in 0..judged.len() {
            let one = &self.signs[at];
            // A sum under the rows is no answer.
            let idle = one.filled * 5 < one.rows.max(1) && one.column > question && !one.suppliers;
            if !idle
                || marks.contains(&at)
                || judged[at].weight >= 100.0
                || role_of(judged[at].role).is_none()
            {
                continue;
            }
            let ours: Vec<usize> = (0..at)
                .filter(|&other| self.signs[other].column > question && self.takes(judged, marks, other))
                .collect();
            let exact = one.meaning.is_some_and(|heading| heading.exact);
            // A second list, not drawn as the places to fill are, is the customer's own.
            let list = one.lists > 0;
            let plainer = list
                && !exact
                && drawn[at].fill.is_none()
                && ours.iter().any(|&other| self.signs[other].lists > 0 && drawn[other].fill.is_some());
            let behind = !exact && !list && self.is_behind_theirs(judged, &ours, at);
            // Two places or more that are drawn as such, and this one is not.
            let drawn_before = ours.len() > 1 && ours.iter().all(|&other| drawn[other].fill.is_some());
            let plainer = plainer || (!exact && !list && drawn[at].fill.is_none() && drawn_before);
            let shaded = !list
                && self.is_shaded_apart(judged, &drawn, at)
                && (!exact || drawn[at].fill.is_some_and(is_grey));
            let apart = !list && self.is_group_apart(judged, marks, at);
            if shaded || apart || plainer || behind {
                let how = match (apart, behind) {
                    (true, _) => "under another group than",
                    (_, true) => "behind a column of the customer's that is behind",
                    _ => "drawn unlike",
                };
                judged[at] = Judged {
                    role: ColumnRole::Reserved,
                    weight: 2.0,
                    reason: format!("{how} the columns to fill: the customer's own (unsure)"),
                };
            }
        }
    }

    /// Whether a column is shaded while the nearest one to fill left of it is not.
    fn is_shaded_apart(&self, judged: &[Judged], drawn: &[Drawn], at: usize) -> bool {
        let question = self.question.map_or(u32::MAX, |question| question.0);
        let ours = |other: &usize| {
            self.signs[*other].column > question
                && role_of(judged[*other].role).is_some()
                && drawn[*other].fill != drawn[at].fill
        };
        drawn[at].fill.is_some() && (0..at).rfind(ours).is_some_and(|other| drawn[other].fill.is_none())
    }

    /// Whether a column is shaded unlike those to fill.
    pub(super) fn is_shaded_unlike(&self, judged: &[Judged], at: usize) -> bool {
        let drawn: Vec<Drawn> = self.signs.iter().map(|one| self.drawn(one)).collect();
        self.is_shaded_apart(judged, &drawn, at)
    }

    /// Whether an empty column of the customer's stands between the columns to fill and this one.
    fn is_behind_theirs(&self, judged: &[Judged], ours: &[usize], at: usize) -> bool {
        let Some(&first) = ours.first() else { return false };
        let theirs = |other: usize| {
            let one = &self.signs[other];
            judged[other].role == ColumnRole::Reserved && one.open() > 0.8 && !one.hidden
        };
        (first..at).any(theirs) && ours.iter().any(|&other| role_of(judged[other].role).is_some())
    }

    /// Whether a column takes answers, or looks as if it may.
    fn takes(&self, judged: &[Judged], marks: &[usize], at: usize) -> bool {
        marks.contains(&at) || role_of(judged[at].role).is_some() || self.is_vacant(judged, at)
    }

    /// Whether a column stands under a group's heading of no known meaning, behind the group that has the answers.
    fn is_group_apart(&self, judged: &[Judged], marks: &[usize], at: usize) -> bool {
        let group = |other: usize| &self.signs[other].heading.group;
        let asked = self.signs.iter().position(|one| Some(one.at()) == self.question);
        if group(at).is_empty() || asked.is_none_or(|asked| group(asked) == group(at)) || is_year(group(at)) {
            return false;
        }
        let plain = headings::read(group(at)).is_none_or(|heading| heading.meaning == Meaning::Other);
        let question = self.question.map_or(u32::MAX, |question| question.0);
        let first = (0..at).find(|&other| {
            self.signs[other].column > question
                && self.takes(judged, marks, other)
                && !group(other).is_empty()
        });
        let other = first.is_some_and(|first| {
            group(first) != group(at) && asked.is_some_and(|asked| group(first) != group(asked))
        });
        plain && other
    }

    /// A list under unknown words behind the place for words, where another takes the closed answer: anybody's.
    pub(super) fn demote_late_lists(&self, judged: &mut [Judged], marks: &[usize]) {
        let closed = |at: usize| marks.contains(&at) || self.signs[at].share(self.signs[at].lists) > 0.5;
        for at in 0..judged.len() {
            let one = &self.signs[at];
            let late = judged[at].role == ColumnRole::Answer
                && judged[at].weight < 100.0
                && closed(at)
                && !marks.contains(&at)
                && !one.suppliers
                && one.meaning.is_none()
                && one.is_bare();
            let words = (0..at).rfind(|&other| judged[other].role == ColumnRole::Comment);
            let before = words.is_some_and(|words| {
                (0..words).any(|other| judged[other].role == ColumnRole::Answer && closed(other))
            });
            if late && before {
                judged[at] = Judged {
                    role: ColumnRole::Other,
                    weight: 1.0,
                    reason:
                        "a list behind the answer and its comment, and its heading says nothing that we know"
                            .to_owned(),
                };
            }
        }
    }

    /// Columns that were left alone though they may be the vendor's.
    pub(super) fn unsure_columns(&self, judged: &[Judged]) -> Vec<Column> {
        let listed =
            |at: usize| self.signs[at].lists > 0 && self.signs[at].is_bare() && !self.signs[at].hidden;
        let unsure = |at: &usize| {
            judged[*at].role == ColumnRole::Other && (self.is_vacant(judged, *at) || listed(*at))
        };
        (0..judged.len()).filter(unsure).map(|at| self.signs[at].at()).collect()
    }

    /// Whether nothing stands in a column right of the questions, anybody may write there, and its heading is unknown.
    fn is_vacant(&self, judged: &[Judged], at: usize) -> bool {
        let one = &self.signs[at];
        let question = self.question.map_or(u32::MAX, |question| question.0);
        // Left of the questions only behind another that takes answers there.
        let left = |other: usize| role_of(judged[other].role).is_some() && self.signs[other].filled == 0;
        let right = one.column > question || (one.column < question && (0..at).any(left));
        let loose = [Meaning::Other, Meaning::Question, Meaning::Section, Meaning::Id, Meaning::Parent];
        let unknown = one.meaning.is_none_or(|heading| !heading.exact && loose.contains(&heading.meaning));
        let open = one.swallowed + one.locked + one.lists == 0 && !one.hidden;
        let open = open && (one.is_bare() || (one.formulas == 0 && is_begun(one)));
        right
            && unknown
            && open
            && !one.heading.own.is_empty()
            && (!one.customers || one.suppliers)
            && judged[at].weight < 100.0
    }

    fn vacant_signs(&self, judged: &[Judged], drawn: &[Drawn], at: usize) -> VacantSigns {
        let one = &self.signs[at];
        let question = self.question.map_or(0, |question| question.0);
        let ours = |other: &usize| {
            role_of(judged[*other].role).is_some()
                && (self.signs[*other].column > question) == (one.column > question)
        };
        let theirs =
            |other: &usize| judged[*other].role == ColumnRole::Reserved && self.signs[*other].open() > 0.9;
        let all: Vec<usize> = (0..judged.len()).filter(ours).collect();
        let group = |other: usize| &self.signs[other].heading.group;
        let grouped = !one.heading.group.is_empty() && all.iter().any(|&other| !group(other).is_empty());
        let same_group = all.iter().any(|&other| *group(other) == one.heading.group);
        let their_group = (0..judged.len())
            .filter(theirs)
            .any(|other| !one.heading.group.is_empty() && *group(other) == one.heading.group);
        // What is itself unsure makes nothing surer.
        let sure = |other: &usize| judged[*other].weight > 1.6 || judged[*other].role == ColumnRole::Answer;
        // A word within a longer heading is not enough to hold what stands between.
        let firm = |other: usize| {
            let one = &self.signs[other];
            let plain = [Meaning::Evidence, Meaning::Owner, Meaning::Date];
            let told = one.meaning.is_some_and(|heading| heading.exact || plain.contains(&heading.meaning));
            told || one.suppliers || one.lists > 0 || one.locked > 0
        };
        let beside = at
            .checked_sub(1)
            .filter(|other| all.contains(other) && sure(other))
            .filter(|&other| self.signs[other].column + 1 == one.column)
            .map(|other| judged[other].role);
        VacantSigns {
            group: (grouped || (!one.heading.group.is_empty() && !same_group)).then_some(same_group),
            their_group,
            drawn: likeness(drawn, &all, at),
            between: all.iter().any(|&other| other < at)
                && all.iter().any(|&other| other > at && firm(other)),
            first: all.iter().all(|&other| other > at),
            next: beside.is_some(),
            behind_theirs: (0..at).filter(theirs).any(|other| self.signs[other].column > question),
            wordless: beside == Some(ColumnRole::Answer)
                && !judged.iter().any(|one| matches!(one.role, ColumnRole::Comment | ColumnRole::Evidence)),
            begun: !one.is_bare(),
            unlocked: one.locked == 0
                && self.signs.iter().any(|one| one.column == question && one.share(one.locked) > 0.5),
        }
    }

    /// The background that most empty cells of a column have, and the questions beside them have not.
    fn drawn(&self, one: &ColumnSigns) -> Drawn {
        let Some(question) = self.question else { return Drawn::default() };
        let mut fills: HashMap<Option<u32>, usize> = HashMap::new();
        let sample = self.items.iter().take(300);
        for &line in sample.clone() {
            let asked = self.grid.cell(line, question).and_then(|cell| cell.fill);
            let own = self.grid.cell(line, one.at()).and_then(|cell| cell.fill);
            *fills.entry(own.filter(|_| own != asked)).or_default() += 1;
        }
        let most = fills.into_iter().max_by_key(|(fill, times)| (*times, *fill));
        Drawn { fill: most.filter(|(_, times)| times * 3 > sample.len() * 2).and_then(|(fill, _)| fill) }
    }
}

/// Whether somebody has begun to write words into an otherwise empty column.
pub(super) fn is_begun(one: &ColumnSigns) -> bool {
    one.open() > 0.3 && one.of_filled(one.ids) < 0.3 && one.words >= 2 * one.filled
}

/// Whether a background has no colour of its own, and is no white.
fn is_grey(fill: u32) -> bool {
    let [_, red, green, blue] = fill.to_be_bytes();
    red.abs_diff(green) <= 6 && green.abs_diff(blue) <= 6 && red < 0xf4
}

/// Whether a column is drawn like the vendor's; none where neither is drawn at all.
fn likeness(drawn: &[Drawn], ours: &[usize], at: usize) -> Option<bool> {
    let alike = ours.iter().any(|&other| drawn[other] == drawn[at]);
    match (drawn[at].fill, ours.iter().any(|&other| drawn[other].fill.is_some())) {
        (None, false) => None,
        _ => Some(alike),
    }
}
