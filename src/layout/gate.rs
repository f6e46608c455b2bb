//! Whether anybody is asked anything: what speaks for a questionnaire, and what speaks for a price list.

use super::columns::{Judged, is_year};
use super::form::{Draft, means};
use super::headings::Meaning;
use super::signs::ColumnSigns;
use super::vacant::is_begun;
use super::vocabulary::GOODS;
use super::words::{self, fold};
use crate::layout::ColumnRole;
use crate::workbook::Column;

/// How sure we must be that somebody is asked something.
const FORM_AT: f64 = 5.0;

impl Draft<'_, '_> {
    pub(super) fn asked(&self) -> f64 {
        let found = self.signs.iter().find(|one| Some(one.at()) == self.question);
        found.map_or(0.0, |one| one.of_filled(one.questions))
    }

    /// Why nobody is asked anything here; none if somebody is.
    pub(super) fn refusal(&self, judged: &[Judged], marks: &[usize], id: Option<Column>) -> Option<String> {
        if self.items.is_empty() {
            return Some("no rows below the header".to_owned());
        }
        if self.overrides.question.is_some() {
            return None;
        }
        let fills = |at: &usize| {
            matches!(judged[*at].role, ColumnRole::Answer | ColumnRole::Comment | ColumnRole::Score)
        };
        let fillable: Vec<usize> = (0..judged.len()).filter(fills).collect();
        let listed = fillable.iter().any(|&at| self.signs[at].lists > 0 || marks.contains(&at));
        if self.question.is_none() {
            return (id.is_none() || !listed)
                .then(|| "no column of questions, and no numbered rows to answer".to_owned());
        }
        let asked = self.signs.iter().find(|one| Some(one.at()) == self.question)?;
        if fillable.is_empty() {
            if self.signs.iter().any(|one| means(one, Meaning::Answer) && one.share(one.formulas) > 0.5) {
                return Some("the answers are calculated".to_owned());
            }
            if self.customers_own(judged) && !self.signs.iter().any(|one| means(one, Meaning::Answer)) {
                return Some("every empty column is the customer's own".to_owned());
            }
            let questions = asked.of_own(asked.questions);
            let heading = means(asked, Meaning::Question);
            let marks = asked.of_own(asked.marked_questions);
            let many = asked.questions >= 3
                && (questions >= 0.5
                    || (heading && questions >= 0.25)
                    || (asked.marked_questions >= 5 && marks >= 0.3));
            let plain = many || (heading && questions >= 0.8);
            return (!plain).then(|| "nowhere to write an answer".to_owned());
        }
        let ours = |at: &usize| {
            let one = &self.signs[*at];
            let unlocked = self.grid.sheet.protected && one.locked == 0;
            unlocked
                || is_begun(one)
                || one.suppliers
                || one.lists > 0
                || marks.contains(at)
                || means(one, Meaning::Answer)
        };
        if !fillable.iter().any(ours) && self.customers_own(judged) {
            return Some("the customer scores here".to_owned());
        }
        let weight = self.weight(asked, &fillable, listed, !marks.is_empty(), id.is_some());
        (weight < FORM_AT).then(|| format!("too little looks like questions ({weight:.1} of {FORM_AT:.1})"))
    }

    /// Whether two or more empty columns are the customer's.
    fn customers_own(&self, judged: &[Judged]) -> bool {
        let theirs = |(one, judged): &(&ColumnSigns, &Judged)| {
            judged.role == ColumnRole::Reserved && one.open() > 0.9 && !one.hidden
        };
        self.signs.iter().zip(judged).filter(theirs).count() >= 2
    }

    pub(super) fn weight(
        &self,
        asked: &ColumnSigns,
        fillable: &[usize],
        listed: bool,
        marked: bool,
        numbered: bool,
    ) -> f64 {
        let heading = match asked.meaning {
            Some(h) if h.meaning == Meaning::Question => 2.0 + f64::from(h.exact),
            _ => 0.0,
        };
        let says = |meaning| fillable.iter().any(|&at| means(&self.signs[at], meaning));
        let figures = fillable.iter().any(|&at| is_year(&self.signs[at].heading.own));
        let suppliers = if fillable.iter().any(|&at| self.signs[at].suppliers) { 1.0 } else { 0.0 };
        let answer = if says(Meaning::Answer) || figures { 2.5 } else { 0.0 }
            + if says(Meaning::Comment) { 1.0 } else { 0.0 };
        let answer = answer + if says(Meaning::Score) && !says(Meaning::Answer) { 2.0 } else { 0.0 };
        let vacant = |&at: &usize| means(&self.signs[at], Meaning::Answer) && self.signs[at].filled == 0;
        let stated = asked.of_own(asked.questions + asked.statements) > 0.7;
        let vacant = if stated && fillable.iter().any(vacant) { 1.0 } else { 0.0 };
        // Under a header, an empty column beside texts of which some ask; drawn as a field, more so.
        let headed = self.tables.iter().any(|table| table.header_lines > 0);
        let places: Vec<&ColumnSigns> =
            fillable.iter().map(|&at| &self.signs[at]).filter(|one| one.is_bare() || is_begun(one)).collect();
        // Titles and sums stand among the questions too; what counts is what the sentences do.
        let sentences = asked.questions + asked.statements;
        let some_ask = asked.questions * 4 >= sentences && sentences >= 3 && asked.of_own(sentences) > 0.6;
        let drawn = places.iter().any(|one| one.share(one.fields) > 0.5);
        let right = places.iter().any(|one| one.column > asked.column);
        let place =
            if headed && some_ask && !places.is_empty() { if right { 2.7 } else { 1.5 } } else { 0.0 }
                + if drawn && stated { 0.75 } else { 0.0 };
        let legal = if listed { 2.5 } else { 0.0 } + if marked { 1.5 } else { 0.0 };
        let text = 4.0 * asked.of_own(asked.questions) + 1.5 * asked.of_own(asked.statements);
        let against = self.signs.iter().filter(|one| GOODS.within(&fold(&one.heading.own)) != 0).count();
        let headless = !says(Meaning::Answer) && !says(Meaning::Comment);
        let plain = asked.of_filled(asked.marked_questions) >= 0.5 && asked.filled >= 3;
        let many = if asked.marked_questions >= 5 { 2.5 } else { 1.5 };
        let bare = if headless && plain { many } else { 0.0 };
        let room = fillable.iter().any(|&at| self.signs[at].open() > 0.1 || self.signs[at].placeholders > 0);
        let full = if room || listed || heading > 0.0 || asked.questions > 0 { 0.0 } else { 2.0 };
        heading + answer + suppliers + vacant + place + legal + text + bare - full
            + if numbered || self.numbered_in_text() { 0.7 } else { 0.0 }
            - 1.5 * against as f64
    }

    pub(super) fn numbered_in_text(&self) -> bool {
        let Some(question) = self.question else { return false };
        let some: Vec<&usize> = self.items.iter().take(200).collect();
        let numbered =
            some.iter().filter(|&&&line| words::leading_id(self.grid.text(line, question)).is_some()).count();
        numbered * 2 > some.len()
    }
}
