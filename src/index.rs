//! Passages → full-text index and vectors → the passages nearest to a question.
//!
//! Two levels are searched: each passage on its own and the paragraph it stands in, each with its heading path. What
//! comes back is how near each passage is, in three numbers; what that means is weighed in `evidence`.

mod lexical;

use std::collections::HashMap;
use std::ops::Range;

use crate::document::{Document, Passage, PassageId};
use crate::encode::{EncodeError, Encoder, Vector, VectorCache};
use crate::evidence::{Hit, Nearness};
use crate::words;
use lexical::Lexical;

/// Something that stopped an index from being built or searched.
#[derive(Debug, thiserror::Error)]
pub enum IndexError {
    #[error(transparent)]
    Encode(#[from] EncodeError),
    #[error("the full-text index failed: {0}")]
    FullText(#[from] tantivy::TantivyError),
}

/// The passages of a workspace, ready to be searched. Holds nothing of any other workspace.
pub struct Index {
    lexical: Lexical,
    entries: Vec<Entry>,
    vectors: Vec<Vector>,
}

/// A passage, with the places of its texts among the vectors and in the full-text index.
struct Entry {
    document: usize,
    passage: PassageId,
    sentence: usize,
    paragraph: usize,
    heading: Option<usize>,
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
    ) -> Result<Self, IndexError> {
        let texts: Vec<Texts> = documents.iter().map(Texts::of).collect();
        let total = texts.iter().map(|t| t.distinct.len()).sum();
        let (mut entries, mut vectors, mut lexical) = (Vec::new(), Vec::new(), Lexical::writer()?);
        for (at, (document, texts)) in documents.iter().zip(&texts).enumerate() {
            let base = vectors.len();
            let done = |n| progress(Progress { done: base + n, total });
            vectors.extend(cache.vectors(encoder, document.hash, &texts.distinct, &done)?);
            for text in &texts.distinct {
                lexical.add(text)?;
            }
            entries.extend(texts.passages.iter().enumerate().map(|(passage, of)| Entry {
                document: at,
                passage: PassageId(passage),
                sentence: base + of.sentence,
                paragraph: base + of.paragraph,
                heading: of.heading.map(|heading| base + heading),
            }));
        }
        Ok(Self { lexical: lexical.finish()?, entries, vectors })
    }

    /// The passages nearest to a question, best first, at most as many as are wanted; ties keep document order.
    /// `documents` are those that the index was built from.
    pub fn search<'d>(
        &self,
        documents: &'d [Document],
        question: &str,
        vector: &Vector,
        wanted: &Wanted,
    ) -> Result<Vec<Hit<'d>>, IndexError> {
        let lexical = self.lexical.search(question)?;
        let share = |text: usize| lexical.get(&text).copied().unwrap_or(0.0);
        let cosines: Vec<f32> = self.vectors.iter().map(|v| v.cosine(vector)).collect();
        let mut hits: Vec<Hit> = self
            .entries
            .iter()
            .filter_map(|entry| {
                let document = documents.get(entry.document).filter(|document| (wanted.of)(document))?;
                let nearness = Nearness {
                    sentence: cosines[entry.sentence],
                    paragraph: cosines[entry.paragraph],
                    heading: entry.heading.map_or(0.0, |heading| cosines[heading]),
                    lexical: share(entry.sentence).max(share(entry.paragraph)),
                };
                Some(Hit {
                    document,
                    passage: document.passages.get(entry.passage.0)?,
                    nearness,
                    judgement: None,
                })
            })
            .collect();
        hits.sort_by(|a, b| b.nearness.score().total_cmp(&a.nearness.score()));
        hits.truncate(wanted.most);
        Ok(hits)
    }
}

/// The texts of one document that are indexed, each once.
struct Texts {
    distinct: Vec<String>,
    passages: Vec<PassageTexts>,
}

struct PassageTexts {
    sentence: usize,
    paragraph: usize,
    heading: Option<usize>,
}

impl Texts {
    fn of(document: &Document) -> Self {
        let mut known = HashMap::new();
        let mut distinct = Vec::new();
        let mut place = |text: String| {
            *known.entry(text).or_insert_with_key(|text: &String| {
                distinct.push(text.clone());
                distinct.len() - 1
            })
        };
        let passages = document
            .passages
            .iter()
            .map(|passage| PassageTexts {
                sentence: place(with_heading(document, passage, &passage.range)),
                paragraph: place(with_heading(document, passage, &passage.paragraph)),
                heading: Some(heading(document, passage)).filter(|h| !h.is_empty()).map(&mut place),
            })
            .collect();
        Self { distinct, passages }
    }
}

/// The last two headings over a passage; the outer ones say little about it.
fn heading(document: &Document, passage: &Passage) -> String {
    let path = &document.sections[passage.section.0].path;
    path[path.len().saturating_sub(2)..].join(" › ")
}

/// What is searched for a passage: its heading path, the sentence that leads into its list, its own words.
fn with_heading(document: &Document, passage: &Passage, range: &Range<usize>) -> String {
    let lead = passage.lead.as_ref().and_then(|lead| document.slice(lead)).unwrap_or("");
    let own = document.slice(range).unwrap_or("");
    let parts = [heading(document, passage), words::plain(lead), words::plain(own)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
}
