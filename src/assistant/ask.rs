//! Asking: questions in, suggestions out, in order.

use super::{Assistant, AssistantError};
use crate::encode::Vector;
use crate::evidence::{Asked, Hit};
use crate::reader::ToRead;
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

/// How many candidates the index brings.
const CANDIDATES: usize = 30;
/// How many of them, the nearest, the reader judges.
const READ: usize = 10;
/// How many questions are read at once; bounds the memory that reading takes.
const BATCH: usize = 64;

impl Ask {
    /// What is searched for: the question, behind the one it leans on.
    fn query(&self) -> String {
        match &self.before {
            Some(before) => format!("{before} {}", self.question),
            None => self.question.clone(),
        }
    }

    /// What the reader is asked.
    fn to_read(&self, hits: &[Hit]) -> ToRead {
        let section = self.section.as_deref().filter(|section| !section.trim().is_empty());
        let question = match section {
            Some(section) => format!("{section}: {}", self.query()),
            None => self.query(),
        };
        ToRead { question, passages: hits.iter().take(READ).map(Hit::in_context).collect() }
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
        let mut suggestions = Vec::with_capacity(questions.len());
        for some in questions.chunks(BATCH) {
            let before = suggestions.len();
            let hits = self.judged(some, &|n| done(before + n))?;
            for (ask, hits) in some.iter().zip(&hits) {
                let asked = Asked::of(&ask.question, ask.before.as_deref());
                suggestions.push(suggestion::suggest(&asked, hits, &self.own, threshold));
            }
            done(suggestions.len());
        }
        Ok(suggestions)
    }

    /// The hits of each question, the nearest ones judged by the reader where there is one.
    fn judged(
        &self,
        questions: &[Ask],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<Hit<'_>>>, AssistantError> {
        let queries: Vec<String> = questions.iter().map(Ask::query).collect();
        let vectors = self.encoder.encode(&queries, &|_| {})?;
        let search = |(query, vector): (&String, &Vector)| {
            self.index.search(&self.workspace.documents, query, vector, CANDIDATES)
        };
        let mut hits = queries.iter().zip(&vectors).map(search).collect::<Result<Vec<_>, _>>()?;
        let Some(reader) = &self.reader else { return Ok(hits) };
        let to_read: Vec<ToRead> = questions.iter().zip(&hits).map(|(ask, hits)| ask.to_read(hits)).collect();
        let pairs = to_read.iter().map(|one| one.passages.len()).sum::<usize>().max(1);
        let judged = reader.read(&to_read, &|n| done(n * questions.len() / pairs))?;
        for (hits, judgements) in hits.iter_mut().zip(judged) {
            hits.truncate(judgements.len());
            for (hit, judgement) in hits.iter_mut().zip(judgements) {
                hit.judgement = Some(judgement);
            }
        }
        Ok(hits)
    }
}
