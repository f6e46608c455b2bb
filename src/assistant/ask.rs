//! Asking: questions in, suggestions out, in order.

use super::{Assistant, AssistantError};
use crate::document::{Disclosure, Document};
use crate::encode::Vector;
use crate::evidence::{Asked, Hit};
use crate::index::Wanted;
use crate::layout;
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

/// Questions in the order in which they were asked: remembers the last one that stood on its own, for those that lean on it.
#[derive(Debug, Default)]
pub struct InOrder {
    question: Option<String>,
    section: Option<String>,
}

impl InOrder {
    /// The next question, with the one of its section that it leans on by its wording.
    pub fn ask(&mut self, question: String, section: Option<String>) -> Ask {
        let last = self.question.as_ref().filter(|_| self.section == section);
        let before = last.filter(|last| layout::leans_on(&question, last)).cloned();
        if before.is_none() {
            self.question = Some(question.clone());
        }
        self.section.clone_from(&section);
        Ask { question, section, before }
    }
}

/// On what terms questions are answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Terms {
    /// The confidence under which a question stays open.
    pub threshold: f64,
    /// Who will read the answers: documents above this level are not quoted.
    pub audience: Disclosure,
}

impl Terms {
    /// Whether a document may be quoted.
    pub fn may_hear(&self, document: &Document) -> bool {
        document.metadata.disclosure() <= self.audience
    }
}

/// How many candidates the index brings.
const CANDIDATES: usize = 30;
/// How many of them, the nearest, the reader judges.
const READ: usize = 10;
/// How many questions are read at once; bounds the memory that reading takes.
pub(super) const BATCH: usize = 64;

impl Ask {
    /// What is searched for: the question, behind the one it leans on.
    pub(super) fn query(&self) -> String {
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
        terms: &Terms,
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Suggestion>, AssistantError> {
        let mut suggestions = Vec::with_capacity(questions.len());
        let told = |document: &Document| terms.may_hear(document);
        for some in questions.chunks(BATCH) {
            let before = suggestions.len();
            let made = self.suggest(some, terms, &told, &|n| done(before + n))?;
            suggestions.extend(self.with_past(some, made, terms)?);
            self.note_withheld(some, terms, &mut suggestions[before..])?;
            done(suggestions.len());
        }
        Ok(suggestions)
    }

    /// Answers from some of the documents.
    fn suggest(
        &self,
        questions: &[Ask],
        terms: &Terms,
        of: &(dyn Fn(&Document) -> bool + Sync),
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Suggestion>, AssistantError> {
        let hits = self.judged(questions, of, done)?;
        Ok(self.suggested(questions, &hits, terms.threshold))
    }

    /// What is proposed from hits that were judged.
    pub(super) fn suggested(&self, questions: &[Ask], hits: &[Vec<Hit>], threshold: f64) -> Vec<Suggestion> {
        let suggest = |(ask, hits): (&Ask, &Vec<Hit>)| {
            let asked = Asked::of(&ask.question, ask.before.as_deref());
            suggestion::suggest(&asked, hits, &self.own, threshold)
        };
        questions.iter().zip(hits).map(suggest).collect()
    }

    /// Says of each open question whether a document or a past answer above the audience answers it. Nothing of it but its
    /// level goes into the suggestion.
    fn note_withheld(
        &self,
        questions: &[Ask],
        terms: &Terms,
        suggestions: &mut [Suggestion],
    ) -> Result<(), AssistantError> {
        let levels = Disclosure::ALL.into_iter().filter(|level| *level > terms.audience);
        for level in levels {
            let open =
                |at: &usize| suggestions[*at].answer().is_none() && suggestions[*at].withheld.is_none();
            let places: Vec<usize> = (0..suggestions.len()).filter(open).collect();
            let asks: Vec<Ask> = places.iter().map(|at| questions[*at].clone()).collect();
            for (at, answers) in places.into_iter().zip(self.answers_at(level, &asks, terms)?) {
                if answers {
                    suggestions[at] = suggestions[at].clone().withheld_at(level);
                }
            }
        }
        Ok(())
    }

    /// Which questions are answered at just this level.
    fn answers_at(
        &self,
        level: Disclosure,
        asks: &[Ask],
        terms: &Terms,
    ) -> Result<Vec<bool>, AssistantError> {
        let before = asks.iter().map(|ask| self.answered_before_at(level, ask, terms));
        let of = |document: &Document| document.metadata.disclosure() == level;
        if !self.workspace.documents.iter().any(of) {
            return Ok(before.collect());
        }
        let found = self.suggest(asks, terms, &of, &|_| {})?;
        Ok(before.zip(found).map(|(before, found)| before || found.answer().is_some()).collect())
    }

    /// The hits of each question, the nearest ones judged by the reader where there is one.
    pub(super) fn judged(
        &self,
        questions: &[Ask],
        of: &(dyn Fn(&Document) -> bool + Sync),
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<Hit<'_>>>, AssistantError> {
        let queries: Vec<String> = questions.iter().map(Ask::query).collect();
        let vectors = self.encoder.encode(&queries, &|_| {})?;
        let wanted = Wanted { most: CANDIDATES, of };
        let asked: Vec<(&str, &Vector)> = queries.iter().map(String::as_str).zip(&vectors).collect();
        let mut hits = self.index.search(&self.workspace.documents, &asked, &wanted)?;
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
