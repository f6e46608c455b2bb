//! Coverage: every question of a questionnaire asked of the workspace, whatever stands in its cells; nothing is written.

use super::fill::{Asks, FillError, Opened, Options};
use super::{Assistant, fill};
use crate::coverage::Covered;
use crate::question::Question;

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
}
