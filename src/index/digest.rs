//! What is kept of one document, so that it is searched without its texts being made again: which texts its passages have,
//! the words in them, what its own names are found by. Its vectors lie beside (`encode`). Only ever a saving of time: what is
//! missing, cut short, altered or written by another build of this program counts as not there.

use std::collections::BTreeMap;
use std::path::Path;

use super::lexical;
use super::postings::Postings;
use super::texts::{PassageTexts, Texts};
use crate::document::Document;
use crate::encode::TextsKey;
use crate::evidence::NameCounts;
use crate::sealed;
use crate::wire::{self, Wire, record};

/// One document, ready to be searched but for its vectors.
#[derive(Default)]
pub(super) struct Digest {
    /// What its texts are known by among the vectors.
    pub key: TextsKey,
    pub texts: u32,
    /// How many of them have a vector; the first ones.
    pub encoded: u32,
    pub passages: Vec<PassageTexts>,
    pub postings: Postings,
    names: BTreeMap<String, (usize, usize)>,
}

record!(Digest { key, texts, encoded, passages, postings, names });
record!(PassageTexts { sentence, paragraph, heading });

impl Wire for TextsKey {
    fn put(&self, out: &mut Vec<u8>) {
        self.0.to_vec().put(out);
    }

    fn take(from: &mut &[u8]) -> Option<Self> {
        Some(Self(Vec::take(from)?.try_into().ok()?))
    }
}

impl Digest {
    /// What was kept of a document, or else what is made of it, and kept.
    pub(super) fn of(document: &Document, folder: Option<&Path>) -> Self {
        let file =
            folder.map(|folder| folder.join(format!("{}.index", document.hash.with_name(&document.name))));
        let kept = file.as_deref().and_then(|file| wire::read(&sealed::read(file, &head()?)?));
        kept.filter(|kept: &Self| kept.fits(document)).unwrap_or_else(|| {
            let made = Self::make(document, &Texts::of(document));
            if let (Some(file), Some(head)) = (file, head()) {
                let mut body = Vec::new();
                made.put(&mut body);
                // A full or read-only disk costs the next run time, nothing else.
                drop(sealed::write(&file, &head, &body));
            }
            made
        })
    }

    fn make(document: &Document, texts: &Texts) -> Self {
        let counts = NameCounts::of(&document.text);
        Self {
            key: TextsKey::of(texts.encoded()),
            texts: texts.distinct.len() as u32,
            encoded: texts.encoded().len() as u32,
            passages: texts.passages.clone(),
            postings: Postings::of(&texts.distinct, &mut lexical::analyzer()),
            names: counts.iter().map(|(stem, counts)| (stem.to_owned(), counts)).collect(),
        }
    }

    /// Takes out what the names are found by.
    pub(super) fn take_names(&mut self) -> BTreeMap<String, (usize, usize)> {
        std::mem::take(&mut self.names)
    }

    fn fits(&self, document: &Document) -> bool {
        let encoded = |text: u32| text < self.encoded;
        let inside = |of: &PassageTexts| {
            encoded(of.sentence) && encoded(of.paragraph) && of.heading.is_none_or(encoded)
        };
        self.passages.len() == document.passages.len()
            && self.encoded <= self.texts
            && self.passages.iter().all(inside)
    }
}

/// None where this build cannot be told from another.
fn head() -> Option<Vec<u8>> {
    Some(format!("countersign index, {}\n", sealed::build()?).into_bytes())
}
