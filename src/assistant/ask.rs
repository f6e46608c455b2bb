//! Asking: questions in, suggestions out, in order.

use super::{Assistant, AssistantError};
use crate::evidence::Asked;
use crate::suggestion::{self, Suggestion};

/// A question to a workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    pub question: String,
    /// The heading it stands under.
    pub section: Option<String>,
    /// The question that it leans on ("If yes, …").
    pub before: Option<String>,
}

/// How many candidates are judged.
const CANDIDATES: usize = 30;

impl Ask {
    /// What is searched for: the question, behind the one it leans on.
    fn query(&self) -> String {
        match &self.before {
            Some(before) => format!("{before} {}", self.question),
            None => self.question.clone(),
        }
    }
}

impl Assistant {
    /// Answers questions, in order. `done` is called with the number answered so far.
    pub fn ask(
        &self,
        questions: &[Ask],
        threshold: f64,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Suggestion>, AssistantError> {
        let queries: Vec<String> = questions.iter().map(Ask::query).collect();
        let vectors = self.encoder.encode(&queries, done)?;
        let mut suggestions = Vec::with_capacity(questions.len());
        for ((ask, query), vector) in questions.iter().zip(&queries).zip(&vectors) {
            let hits = self.index.search(&self.workspace.documents, query, vector, CANDIDATES)?;
            let asked = Asked::of(&ask.question, ask.before.as_deref());
            suggestions.push(suggestion::suggest(&asked, &hits, &self.own, threshold));
        }
        Ok(suggestions)
    }
}
