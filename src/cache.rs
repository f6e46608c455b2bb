//! Documents that were read before, kept by content hash: a second run reads only what changed. Only ever a saving of time:
//! what is missing, cut short, altered or written by another build of this program counts as not there.

use std::path::PathBuf;

use crate::document::{ContentHash, Document, DocumentName, Warning};
use crate::sealed;
use crate::wire::{self, Wire};

/// A document as it was read, and what had to be guessed.
type Read = (Document, Vec<Warning>);

/// A folder of documents that were read.
#[derive(Clone, Debug)]
pub struct DocumentCache {
    /// None where nothing is kept.
    folder: Option<PathBuf>,
    /// Which build of this program reads: another one may read otherwise.
    build: String,
}

impl DocumentCache {
    /// A cache in this folder, which is made when first needed.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        match sealed::build() {
            Some(build) => Self { folder: Some(folder.into()), build },
            None => Self::none(),
        }
    }

    /// No cache: everything is read each time.
    pub fn none() -> Self {
        Self { folder: None, build: String::new() }
    }

    /// The document with this name and these bytes, where it was read before.
    pub fn get(&self, name: &DocumentName, hash: ContentHash) -> Option<Read> {
        let read: Read = wire::read(&sealed::read(&self.file(name, hash)?, &self.head())?)?;
        (read.0.name == *name && read.0.hash == hash).then_some(read)
    }

    /// Keeps a document. A full or read-only disk costs the next run time, nothing else.
    pub fn put(&self, document: &Document, warnings: &[Warning]) {
        let Some(file) = self.file(&document.name, document.hash) else { return };
        let mut body = Vec::new();
        document.put(&mut body);
        warnings.to_vec().put(&mut body);
        drop(sealed::write(&file, &self.head(), &body));
    }

    fn head(&self) -> Vec<u8> {
        format!("countersign document, {}\n", self.build).into_bytes()
    }

    fn file(&self, name: &DocumentName, hash: ContentHash) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{}.document", hash.with_name(name))))
    }
}
