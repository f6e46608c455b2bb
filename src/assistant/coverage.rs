//! Coverage: every question of a questionnaire asked of the workspace, whatever stands in its cells, and what was asked most
//! often and is answered by nothing; nothing is written.

use std::collections::HashMap;

use super::fill::{Asks, FillError, Opened, Options};
use super::{Ask, Assistant, AssistantError, InOrder, Terms, fill};
use crate::coverage::Covered;
use crate::question::Question;
use crate::store::Export;
use crate::suggestion::Suggestion;
use crate::words;

/// A question that was left open, and is open still.
#[derive(Clone, Debug)]
pub struct OftenAsked {
    pub ask: Ask,
    /// How many questionnaires asked it.
    pub questionnaires: usize,
    /// When it was last filled in, as `2026-03-01T12:00:00Z`.
    pub last: String,
    /// What the documents say to it today: no answer.
    pub suggestion: Suggestion,
}

impl Assistant {
    /// Asks every question of a questionnaire. `done` is called with the number answered and the number of all.
    pub fn cover(
        &self,
        file: &str,
        bytes: &[u8],
        options: &Options,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<Covered>, FillError> {
        let Opened { layout, .. } = fill::open(file, bytes, options)?;
        let questions: Vec<&Question> = layout.questions().collect();
        let mut asks = Asks::default();
        let places: Vec<usize> = questions.iter().map(|question| asks.place(&questions, question)).collect();
        let all = asks.distinct.len();
        let suggestions = self.ask(&asks.distinct, &options.terms, &|n| done(n, all))?;
        let covered = |(question, place): (&Question, usize)| Covered {
            sheet: layout.sheets[question.sheet].name.clone(),
            question: question.clone(),
            suggestion: suggestions[place].clone(),
        };
        Ok(questions.into_iter().zip(places).map(covered).collect())
    }

    /// The questions that questionnaires left open and the documents do not answer today either, the most often asked first;
    /// among equals in the order in which they were first asked. `exports` are the fillings on record.
    pub fn often_asked(
        &self,
        exports: &[Export],
        terms: &Terms,
        done: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<Vec<OftenAsked>, AssistantError> {
        let open = left_open(exports);
        let asks: Vec<Ask> = open.iter().map(|open| open.ask.clone()).collect();
        let suggestions = self.ask(&asks, terms, &|n| done(n, asks.len()))?;
        let mut found: Vec<OftenAsked> = open
            .into_iter()
            .zip(suggestions)
            .filter(|(_, suggestion)| suggestion.answer().is_none())
            .map(|(open, suggestion)| OftenAsked {
                ask: open.ask,
                questionnaires: open.questionnaires,
                last: open.last,
                suggestion,
            })
            .collect();
        found.sort_by_key(|one| std::cmp::Reverse(one.questionnaires));
        Ok(found)
    }
}

/// A question that was left open.
struct LeftOpen {
    ask: Ask,
    questionnaires: usize,
    last: String,
}

/// Each question once, whatever heading it stood under, and once for each questionnaire.
fn left_open(exports: &[Export]) -> Vec<LeftOpen> {
    let mut open: Vec<LeftOpen> = Vec::new();
    let mut known: HashMap<(String, Option<String>), (usize, usize)> = HashMap::new();
    for (number, export) in exports.iter().enumerate() {
        let mut order = InOrder::default();
        for row in &export.rows {
            let ask = order.ask(row.question.clone(), row.section.clone());
            if row.answer.is_some() {
                continue;
            }
            let key = (words::fold(&ask.question), ask.before.as_deref().map(words::fold));
            let (place, by) = known.entry(key).or_insert_with(|| {
                open.push(LeftOpen { ask, questionnaires: 1, last: export.at.clone() });
                (open.len() - 1, number)
            });
            if *by != number {
                *by = number;
                open[*place].questionnaires += 1;
                open[*place].last = open[*place].last.clone().max(export.at.clone());
            }
        }
    }
    open
}
