//! Answers given before, in a workspace that is ready: encoded once, and weighed beside every suggestion.

use super::ask::{Ask, Terms};
use super::{Assistant, AssistantError};
use crate::document::{ContentHash, Date, Disclosure, Document};
use crate::encode::{EncodeError, Encoder, Vector, VectorCache};
use crate::index::Progress;
use crate::library::{Asking, Library, PastAnswer};
use crate::suggestion::{self, Suggestion};

/// A library that is ready to be asked.
pub(super) struct Past {
    library: Library,
    /// Of each entry's question, in the entries' order.
    vectors: Vec<Vector>,
    today: Date,
}

impl Assistant {
    /// Lets these past answers take part. `today` decides what is overdue. Costs nothing where there are none.
    pub fn with_library(
        mut self,
        answers: Vec<PastAnswer>,
        today: Date,
        cache: &VectorCache,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, AssistantError> {
        let library = Library::of(answers);
        if !library.is_empty() {
            let vectors = encode(&library, &self.encoder, cache, progress)?;
            self.past = Some(Past { library, vectors, today });
        }
        Ok(self)
    }

    /// Every document that may be cited: the workspace's, then the questionnaires that were answered before.
    pub(super) fn citable(&self) -> impl Iterator<Item = &Document> {
        let past = self.past.iter().flat_map(|past| past.library.documents());
        self.workspace.documents.iter().chain(past)
    }

    /// Weighs past answers beside suggestions that were made from documents alone.
    pub(super) fn with_past(
        &self,
        asks: &[Ask],
        made: Vec<Suggestion>,
        terms: &Terms,
    ) -> Result<Vec<Suggestion>, AssistantError> {
        let Some(past) = &self.past else { return Ok(made) };
        let queries: Vec<String> = asks.iter().map(Ask::query).collect();
        let vectors = self.encoder.encode(&queries, &|_| {})?;
        let documents = &self.workspace.documents;
        let each = asks.iter().zip(made).zip(&vectors).map(|((ask, made), vector)| {
            let asking = asking(ask, terms);
            let cosines: Vec<f32> = past.vectors.iter().map(|other| other.cosine(vector)).collect();
            let found = past.library.matches(asking, &cosines, documents, past.today);
            suggestion::with_past(made, found, terms.threshold)
        });
        Ok(each.collect())
    }
}

impl Assistant {
    /// Whether a past answer of just this level was given to the same words.
    pub(super) fn answered_before_at(&self, level: Disclosure, ask: &Ask, terms: &Terms) -> bool {
        let documents = &self.workspace.documents;
        let past = self.past.as_ref();
        past.is_some_and(|past| past.library.answers_at(level, asking(ask, terms), documents))
    }
}

fn asking<'a>(ask: &'a Ask, terms: &Terms) -> Asking<'a> {
    Asking {
        question: &ask.question,
        section: ask.section.as_deref(),
        follows: ask.before.as_deref(),
        audience: terms.audience,
    }
}

/// Encodes the questions of past answers that the cache does not have, so that the next run need not.
pub fn encode_past(
    answers: Vec<PastAnswer>,
    cache: &VectorCache,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<(), EncodeError> {
    let library = Library::of(answers);
    if !library.is_empty() {
        encode(&library, &Encoder::embedded()?, cache, progress)?;
    }
    Ok(())
}

fn encode(
    library: &Library,
    encoder: &Encoder,
    cache: &VectorCache,
    progress: &(dyn Fn(Progress) + Sync),
) -> Result<Vec<Vector>, EncodeError> {
    let total = library.entries().len();
    let mut vectors: Vec<Vector> = Vec::with_capacity(total);
    while let Some(first) = library.entries().get(vectors.len()) {
        let file = first.citation.hash();
        let block = library.entries()[vectors.len()..].iter().take(BLOCK);
        let questions: Vec<String> = block
            .take_while(|entry| entry.citation.hash() == file)
            .map(|entry| query(&entry.answer))
            .collect();
        let before = vectors.len();
        let done = |n| progress(Progress { done: before + n, total });
        let key = ContentHash::of(questions.join("\n").as_bytes());
        vectors.extend(cache.vectors(encoder, key, &questions, &done)?.iter());
    }
    Ok(vectors)
}

/// Questions that are encoded and kept together; what a process that is stopped loses at most.
const BLOCK: usize = 256;

/// A past question as [`Ask::query`] would ask it.
fn query(answer: &PastAnswer) -> String {
    match &answer.follows {
        Some(before) => format!("{before} {}", answer.question),
        None => answer.question.clone(),
    }
}
