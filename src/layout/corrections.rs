//! Second looks at the columns, once all have a role: two answers, no answer, a score that is the answer, boxes below.

use std::collections::BTreeMap;

use super::columns::Judged;
use super::form::{AnswerColumn, Draft, role_of};
use super::headers::ColumnHeading;
use super::headings::Meaning;
use super::labels;
use super::signs::{self, ColumnSigns};
use super::vacant::is_begun;
use super::words::{self, Ask};
use crate::layout::ColumnRole;
use crate::question::CellRole;
use crate::workbook::Column;

impl Draft<'_, '_> {
    /// "Accepted?" behind the place for words, without a list, is the customer's verdict on the answer.
    pub(super) fn demote_verdicts(&self, judged: &mut [Judged], marks: &[usize]) {
        let words = |one: &Judged| matches!(one.role, ColumnRole::Comment | ColumnRole::Evidence);
        let Some(first) = judged.iter().position(words) else { return };
        let answers = |judged: &[Judged], at: usize| {
            judged[..at].iter().any(|one| matches!(one.role, ColumnRole::Answer | ColumnRole::Score))
        };
        for at in first + 1..judged.len() {
            let one = &self.signs[at];
            let says = words::verdict(one.heading.own.trim_end_matches(['?', ' '])).is_some();
            let idle = one.filled + one.lists == 0 && !one.suppliers && !marks.contains(&at);
            if says
                && idle
                && answers(judged, at)
                && judged[at].role == ColumnRole::Answer
                && judged[at].weight < 100.0
            {
                judged[at].role = ColumnRole::Reserved;
                judged[at].reason =
                    "a verdict asked for behind the place for words: the customer's own".to_owned();
            }
        }
    }

    /// Beside a closed answer, a second free-text answer is its comment.
    pub(super) fn demote_second_answers(&self, judged: &mut [Judged], marks: &[usize]) {
        let closed = |at: usize| marks.contains(&at) || self.signs[at].share(self.signs[at].lists) > 0.2;
        let answers: Vec<usize> =
            (0..judged.len()).filter(|&at| judged[at].role == ColumnRole::Answer).collect();
        if !answers.iter().any(|&at| closed(at)) {
            return;
        }
        for at in answers.into_iter().filter(|&at| !closed(at)) {
            if judged[at].weight < 100.0 {
                judged[at].role = ColumnRole::Comment;
                judged[at].reason.push_str("; the answer itself goes into another column");
            }
        }
    }

    /// A column that the customer filled is not the answer's where another, by its heading, is empty.
    pub(super) fn demote_printed(&self, judged: &mut [Judged], marks: &[usize]) {
        let answers =
            |judged: &[Judged], at: usize| judged[at].role == ColumnRole::Answer && judged[at].weight < 100.0;
        let free = (0..judged.len()).any(|at| answers(judged, at) && self.signs[at].open() > 0.9);
        // A list elsewhere takes the answer, so what stands all down this column is no placeholder for it.
        let listed = (0..judged.len())
            .any(|at| answers(judged, at) && self.signs[at].share(self.signs[at].lists) > 0.5);
        for at in 0..judged.len() {
            let one = &self.signs[at];
            let codes = one.open() < 0.25 && one.distinct * 2 <= one.filled;
            let printed = (one.open() < 0.1 || codes) && one.lists == 0 && !marks.contains(&at);
            let printed = printed && (listed || one.placeholders == 0);
            if free && printed && answers(judged, at) {
                judged[at] = Judged {
                    role: ColumnRole::Reserved,
                    weight: 2.0,
                    reason: "filled already, while another column for answers is empty".into(),
                };
            }
        }
    }

    /// Remarks that stand between the questions and answers nobody has given yet are the customer's.
    pub(super) fn demote_notes(&self, judged: &mut [Judged]) {
        let answers = |at: &usize| judged[*at].role == ColumnRole::Answer;
        let Some(first) = (0..judged.len()).find(answers) else { return };
        let given = |at: usize| self.signs[at].filled > 0;
        if (first..judged.len()).any(|at| answers(&at) && given(at)) {
            return;
        }
        let question = self.question.map_or(u32::MAX, |question| question.0);
        for (one, judged) in self.signs.iter().zip(judged).take(first) {
            let loose = one.meaning.is_none_or(|heading| !heading.exact) && !one.suppliers;
            let notes = one.column > question && one.share(one.filled) > 0.25 && one.lists == 0;
            let words = judged.role == ColumnRole::Comment && judged.weight < 100.0;
            if loose && notes && words {
                *judged = Judged {
                    role: ColumnRole::Guidance,
                    weight: 2.0,
                    reason: "remarks stand there already, and nobody has answered yet".to_owned(),
                };
            }
        }
    }

    /// Nobody adds up words: where only figures stand, only beside texts that ask nothing, and behind a column that is not
    /// the vendor's, they are sums of the customer's.
    pub(super) fn demote_summed(&self, judged: &mut [Judged]) {
        let Some(question) = self.question else { return };
        let asks_nothing = |line: usize| words::ask(self.grid.text(line, question)) == Ask::No;
        for at in 1..judged.len() {
            let one = &self.signs[at];
            let words = matches!(judged[at].role, ColumnRole::Comment | ColumnRole::Evidence)
                && judged[at].weight < 100.0;
            let loose = one.meaning.is_none_or(|heading| !heading.exact) && !one.suppliers;
            let figures = one.filled > 0 && one.numbers == one.filled && one.lists == 0 && one.is_bare();
            let stands = |line: &&usize| !self.grid.text(**line, one.at()).is_empty();
            let apart = role_of(judged[at - 1].role).is_none();
            if words
                && loose
                && figures
                && apart
                && self.items.iter().filter(stands).all(|&line| asks_nothing(line))
            {
                judged[at].role = ColumnRole::Reserved;
                judged[at].reason = "nothing but sums stands there: the customer's own".to_owned();
            }
        }
    }

    /// Where nothing else takes the answer, the score that the vendor gives is the answer.
    pub(super) fn promote_score(&self, judged: &mut [Judged]) {
        let answered = judged.iter().any(|one| one.role == ColumnRole::Answer);
        let score = judged.iter_mut().find(|one| one.role == ColumnRole::Score).filter(|_| !answered);
        if let Some(score) = score {
            score.role = ColumnRole::Answer;
            score.reason.push_str("; nothing else takes the answer");
        }
    }

    /// On rows that are only numbered, nothing is the customer's: prose behind the answer is its comment.
    pub(super) fn prose_beside_answers(&self, judged: &mut [Judged]) {
        if self.question.is_some() {
            return;
        }
        for (one, judged) in self.signs.iter().zip(judged) {
            let idle = matches!(judged.role, ColumnRole::Guidance | ColumnRole::Other);
            let unnamed = one.meaning.is_none_or(|heading| heading.meaning == Meaning::Other);
            if idle
                && unnamed
                && one.behind_list
                && !one.hidden
                && one.formulas == 0
                && one.words > 3 * one.filled
            {
                judged.role = ColumnRole::Comment;
                judged.reason = "prose behind the answer, on rows that are only numbered".to_owned();
            }
        }
    }

    /// An empty column between the questions and the first place for words takes the answer, where no other is sure to:
    /// "What you say" before "Anything to add?".
    pub(super) fn promote_between(&self, judged: &mut [Judged], marks: &[usize]) {
        let sure = |(one, judged): (&ColumnSigns, &Judged)| {
            let named =
                one.meaning.is_some_and(|heading| heading.meaning == Meaning::Answer && heading.exact);
            judged.role == ColumnRole::Answer
                && (named || one.suppliers || one.lists > 0 || judged.weight >= 6.0)
        };
        if !marks.is_empty() || self.signs.iter().zip(&*judged).any(sure) {
            return;
        }
        let Some(between) = self.vacant_before_words(judged) else { return };
        for one in judged.iter_mut().filter(|one| one.role == ColumnRole::Answer) {
            one.role = ColumnRole::Comment;
            one.reason.push_str("; an empty column stands nearer to the question");
        }
        judged[between] = neighbour();
    }

    /// The empty column under an unknown heading that stands right of the questions and left of all places for words.
    fn vacant_before_words(&self, judged: &[Judged]) -> Option<usize> {
        let right = |at: &usize| self.question.is_some_and(|question| self.signs[*at].column > question.0);
        let words =
            |at: &usize| matches!(judged[*at].role, ColumnRole::Answer | ColumnRole::Comment) && right(at);
        let first = (0..judged.len()).find(words)?;
        let vacant = |at: &usize| {
            let one = &self.signs[*at];
            let unknown = judged[*at].role == ColumnRole::Other && is_unknown(one) && right(at);
            let unknown = unknown && (!one.customers || one.suppliers);
            let open = one.filled + one.formulas + one.swallowed + one.locked == 0 && !one.hidden;
            unknown && open && !one.heading.own.is_empty()
        };
        (0..first).find(vacant)
    }

    /// Right behind closed answers stands the place for words, whatever its heading, where no other column takes them.
    pub(super) fn comment_behind(&self, judged: &mut [Judged], marks: &[usize]) {
        let closed = |at: usize| {
            let one = &self.signs[at];
            judged[at].role == ColumnRole::Answer
                && (marks.contains(&at) || one.share(one.lists) > 0.5 || printed(one))
        };
        if judged.iter().any(|one| one.role == ColumnRole::Comment) {
            return;
        }
        let room = |at: &usize| judged[*at].role == ColumnRole::Other && self.has_room_behind(judged, *at);
        let behind = (0..judged.len()).filter(|&at| closed(at)).map(|at| at + 1);
        let first = behind.filter(|at| *at < judged.len()).find(room);
        if let Some(at) = first {
            let reason =
                "the empty column behind the closed answers; no other takes words (unsure)".to_owned();
            judged[at] = Judged { role: ColumnRole::Comment, reason, weight: 1.5 };
        }
    }

    /// Whether a column right behind another is empty, under an unknown heading, and drawn like it.
    fn has_room_behind(&self, judged: &[Judged], at: usize) -> bool {
        let next = &self.signs[at];
        let vacant = next.is_bare() && next.swallowed + next.locked + next.lists == 0 && !next.hidden;
        let unknown =
            next.meaning.is_none() && !next.heading.own.is_empty() && (!next.customers || next.suppliers);
        let beside = next.column == self.signs[at - 1].column + 1;
        beside && vacant && unknown && !self.is_shaded_unlike(judged, at)
    }

    /// Where nothing says which column takes the answer, the empty place beside the question does.
    pub(super) fn pick_neighbour(&mut self, judged: &mut Vec<Judged>) {
        let taken = judged
            .iter()
            .any(|one| matches!(one.role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Score));
        let (Some(question), false) = (self.question, taken) else { return };
        let room = |one: &ColumnSigns| {
            one.column > question.0
                && !one.hidden
                && one.open() > 0.7
                && (!one.customers || one.suppliers)
                && one.swallowed * 2 < one.rows.max(1)
                && one.formulas == 0
                && one.locked * 2 < one.rows.max(1)
        };
        let known = is_unknown;
        // Somebody has begun to answer, under a group's heading other than the questions'.
        let own = self.signs.iter().find(|one| one.at() == question).map_or("", |one| &one.heading.group);
        let begun = |one: &ColumnSigns| {
            let group = &one.heading.group;
            !group.is_empty() && group != own && one.column > question.0 && !one.hidden && is_begun(one)
        };
        let found = self.signs.iter().position(|one| (room(one) || begun(one)) && known(one));
        if let Some(at) = found {
            judged[at] = neighbour();
            let next =
                self.signs.get(at + 1).filter(|one| room(one) && known(one) && !one.heading.own.is_empty());
            if next.is_some_and(|one| one.column == self.signs[at].column + 1)
                && judged[at + 1].role == ColumnRole::Other
            {
                judged[at + 1] = Judged {
                    role: ColumnRole::Comment,
                    reason: "the empty column after the answer's (unsure)".into(),
                    weight: 1.5,
                };
            }
            return;
        }
        if self.tables.iter().any(|table| table.header_lines > 0) {
            self.pick_left(judged);
            return;
        }
        // In a Word document there is no place beside what stands there.
        let places = self.grid.sheet.cells.values().all(|cell| cell.locator.is_none());
        let ends =
            |&line: &usize| self.grid.merge(line, question).map_or(question.0, |area| area.last.column.0);
        let merged = self.items.iter().map(ends).max().unwrap_or(question.0);
        let text = self.signs.iter().filter(|one| one.filled > 0).map(|one| one.column).max();
        let last = text.unwrap_or(question.0).max(merged);
        if last == merged && places && self.asked() > 0.5 {
            let lines = &self.items;
            let extra = signs::measure(
                self.grid,
                lines,
                &BTreeMap::from([(Column(last + 1), ColumnHeading::default())]),
            );
            if let Some(one) = extra.into_iter().find(|one| one.column == last + 1) {
                self.signs.push(one);
                judged.push(neighbour());
            }
        }
    }

    /// With no room to the right of the questions, the first empty column left of them takes the answer.
    fn pick_left(&self, judged: &mut [Judged]) {
        let room = |one: &ColumnSigns| {
            self.question.is_some_and(|question| one.column < question.0)
                && one.filled + one.formulas + one.swallowed + one.locked == 0
                && !one.hidden
                && !one.heading.own.is_empty()
                && one.meaning.is_none_or(|heading| !heading.exact)
                && (!one.customers || one.suppliers)
        };
        if let Some(at) = self.signs.iter().position(room) {
            let reason =
                "the first empty column left of the questions; none stands right of them (unsure)".to_owned();
            judged[at] = Judged { role: ColumnRole::Answer, weight: 2.0, reason };
        }
    }

    /// Whether labels under most questions name the places of their answers, where no column takes them.
    pub(super) fn labelled(&self, judged: &[Judged]) -> bool {
        let Some(question) = self.question.filter(|_| !judged.iter().any(|one| role_of(one.role).is_some()))
        else {
            return false;
        };
        let asks = |line: &&usize| words::ask(self.grid.text(**line, question)) != Ask::No;
        let asked: Vec<usize> = self.items.iter().filter(asks).copied().take(1500).collect();
        let answered = |line: &&usize| {
            labels::under(self.grid, question, **line).iter().any(|one| one.answer.role == CellRole::Answer)
        };
        let labelled = asked.iter().filter(answered).count();
        labelled >= 2 && labelled * 2 > asked.len()
    }

    /// Where no column takes answers, boxes under the questions may.
    pub(super) fn below(&self, judged: &[Judged]) -> Option<AnswerColumn> {
        let question = self.question.filter(|_| !judged.iter().any(|one| role_of(one.role).is_some()))?;
        let asks = |line: &&usize| words::ask(self.grid.text(**line, question)) == Ask::Question;
        let asked: Vec<usize> = self.items.iter().filter(asks).copied().take(1500).collect();
        let boxes = asked.iter().filter(|&&line| self.grid.box_below(line, question).is_some()).count();
        (boxes >= 2 && boxes * 2 > asked.len()).then(|| AnswerColumn {
            column: question,
            role: CellRole::Answer,
            role_of_column: ColumnRole::Answer,
            heading: String::new(),
            mark: None,
            options: Vec::new(),
            list: None,
        })
    }
}

/// Whether the heading or most cells print the options.
fn printed(one: &ColumnSigns) -> bool {
    words::printed_options(&one.heading.own).len() >= 2 || one.of_filled(one.printed_options) > 0.5
}

/// Whether the heading of an empty column says nothing that makes it somebody's.
fn is_unknown(one: &ColumnSigns) -> bool {
    one.meaning.is_none_or(|heading| {
        let loose = [Meaning::Question, Meaning::Section, Meaning::Id, Meaning::Parent];
        !heading.exact && loose.contains(&heading.meaning)
    })
}

fn neighbour() -> Judged {
    let reason =
        "the nearest empty column to the right of the questions; nothing else says so (unsure)".to_owned();
    Judged { role: ColumnRole::Answer, weight: 2.0, reason }
}
