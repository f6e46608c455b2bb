//! Measuring: labelled questions asked of the documents alone, and what comes of each. An earlier answer takes no part: it
//! may be the very one that is measured against.

use super::ask::BATCH;
use super::{Ask, Assistant, AssistantError, LearnError, Options, Terms, learn};
use crate::document::Document;
use crate::library::{PassedOver, Source};
use crate::measure::{Gold, Measured, of_taught};

/// The answers of a questionnaire as gold.
#[derive(Clone, Debug, Default)]
pub struct Answered {
    pub gold: Vec<Gold>,
    /// Questions that nobody answered, or put off.
    pub passed_over: Vec<PassedOver>,
    /// How its layout was found, in words for the user.
    pub notes: Vec<String>,
}

/// Reads the answers that somebody gave in a questionnaire.
pub fn answered(
    file: &str,
    bytes: &[u8],
    source: &Source,
    options: &Options,
) -> Result<Answered, LearnError> {
    let lesson = learn(file, bytes, source, options, &[])?;
    let passed_over = lesson.taught.passed_over.clone();
    Ok(Answered { gold: of_taught(lesson.taught), passed_over, notes: lesson.notes })
}

impl Assistant {
    /// Asks labelled questions, in order. `done` is called with the number asked so far.
    pub fn measure(
        &self,
        golds: Vec<Gold>,
        terms: &Terms,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Measured>, AssistantError> {
        let told = |document: &Document| terms.may_hear(document);
        let mut rows = Vec::with_capacity(golds.len());
        for some in golds.chunks(BATCH) {
            let before = rows.len();
            let asks: Vec<Ask> = some.iter().map(ask_of).collect();
            let hits = self.judged(&asks, &told, &|n| done(before + n))?;
            let given = self.suggested(&asks, &hits, terms.threshold);
            let best = self.suggested(&asks, &hits, 0.0);
            let both = some.iter().zip(given.into_iter().zip(best));
            let row = |(gold, (given, best)): (&Gold, _)| {
                Measured::new(gold.clone(), given, best, &self.workspace.documents)
            };
            rows.extend(both.map(row));
            done(rows.len());
        }
        Ok(rows)
    }
}

fn ask_of(gold: &Gold) -> Ask {
    Ask { question: gold.question.clone(), section: gold.section.clone(), before: gold.before.clone() }
}
