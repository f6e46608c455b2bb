//! Passages → the words and vectors of their texts → the passages nearest to a question.
//!
//! Two levels are searched: each passage on its own and the paragraph it stands in, each with its heading path. What
//! comes back is how near each passage is, in three numbers; what that means is weighed in `evidence`. All that is kept
//! between runs is kept a document at a time, by its content: there is nothing that could hold another workspace's words.

mod digest;
mod lexical;
mod nearest;
mod postings;
mod texts;

use std::sync::{Mutex, PoisonError};

use crate::document::{Document, PassageId};
use crate::encode::{EncodeError, Encoder, Vector, VectorCache, Vectors, on_all_cores};
use crate::evidence::{Hit, NameCounts, Nearness};
use digest::Digest;
use nearest::Nearest;
use texts::{PassageTexts, Texts};

/// The passages of a workspace, ready to be searched. Holds nothing of any other workspace.
pub struct Index {
    /// In the documents' order.
    parts: Vec<Part>,
    size: lexical::Size,
    names: NameCounts,
}

/// One document.
struct Part {
    /// The number of its first text, counted through all documents.
    first: usize,
    digest: Digest,
    vectors: Vectors,
}

/// How far building an index has come, for a progress bar.
#[derive(Clone, Copy, Debug)]
pub struct Progress {
    pub done: usize,
    pub total: usize,
}

/// What a search may bring.
pub struct Wanted<'a> {
    pub most: usize,
    /// The documents that may be looked into.
    pub of: &'a (dyn Fn(&Document) -> bool + Sync),
}

impl Index {
    /// Indexes documents, encoding what the cache does not have.
    pub fn build(
        documents: &[Document],
        encoder: &Encoder,
        cache: &VectorCache,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, EncodeError> {
        let names = Mutex::new(NameCounts::default());
        let prepared = on_all_cores(
            documents,
            || (),
            |(), document| {
                let mut digest = Digest::of(document, cache.folder());
                let counts = digest.take_names();
                let counts = counts.iter().map(|(stem, counts)| (stem.as_str(), *counts));
                // Sums: who comes first does not matter. Counts that a thread that panicked left are still counts.
                names.lock().unwrap_or_else(PoisonError::into_inner).add(counts);
                let vectors = cache.kept(document.hash, digest.key);
                Ok((digest, vectors))
            },
        )?;
        let names = names.into_inner().unwrap_or_else(PoisonError::into_inner);
        let total = prepared.iter().map(|(digest, _)| digest.encoded as usize).sum();
        let (mut size, mut done, mut parts) =
            (lexical::Size::default(), 0, Vec::with_capacity(documents.len()));
        for (document, (digest, kept)) in documents.iter().zip(prepared) {
            let vectors = match kept {
                Some(kept) => kept,
                None => {
                    let done = |n| progress(Progress { done: done + n, total });
                    cache.vectors(encoder, document.hash, Texts::of(document).encoded(), &done)?
                }
            };
            done += digest.encoded as usize;
            let first = size.texts;
            size.texts += digest.texts as usize;
            size.tokens += digest.postings.tokens;
            parts.push(Part { first, digest, vectors });
        }
        progress(Progress { done: total, total });
        Ok(Self { parts, size, names })
    }

    /// What the vendor's own names are found by, in all documents.
    pub fn names(&self) -> &NameCounts {
        &self.names
    }

    /// The passages nearest to each question, best first, at most as many as are wanted; ties keep document order.
    /// `documents` are those that the index was built from; each question comes with its vector.
    pub fn search<'d>(
        &self,
        documents: &'d [Document],
        questions: &[(&str, &Vector)],
        wanted: &Wanted,
    ) -> Result<Vec<Vec<Hit<'d>>>, EncodeError> {
        on_all_cores(
            questions,
            || (),
            |(), (question, vector)| Ok(self.hits(documents, question, vector, wanted)),
        )
    }

    fn hits<'d>(
        &self,
        documents: &'d [Document],
        question: &str,
        vector: &Vector,
        wanted: &Wanted,
    ) -> Vec<Hit<'d>> {
        let words = self.parts.iter().map(|part| (part.first, &part.digest.postings));
        let shares = lexical::search(words, self.size, question);
        let vector = vector.widened();
        let mut nearest = Nearest::of(wanted.most);
        let mut cosines = Vec::new();
        for (at, (document, part)) in documents.iter().zip(&self.parts).enumerate() {
            if !(wanted.of)(document) {
                continue;
            }
            cosines.clear();
            cosines.extend(part.vectors.cosines(&vector));
            let shares = &shares[part.first..];
            for (passage, of) in part.digest.passages.iter().enumerate() {
                nearest.add((at, PassageId(passage)), nearness(of, &cosines, shares));
            }
        }
        let hit = |((document, passage), nearness): ((usize, PassageId), Nearness)| {
            let document = &documents[document];
            Hit { document, passage: &document.passages[passage.0], nearness, judgement: None }
        };
        nearest.best().into_iter().map(hit).collect()
    }
}

fn nearness(of: &PassageTexts, cosines: &[f32], shares: &[f32]) -> Nearness {
    Nearness {
        sentence: cosines[of.sentence as usize],
        paragraph: cosines[of.paragraph as usize],
        heading: of.heading.map_or(0.0, |heading| cosines[heading as usize]),
        lexical: shares[of.sentence as usize].max(shares[of.paragraph as usize]),
    }
}
