//! Vectors kept on disk, one file a document, by content hash: a second run starts at once.
//!
//! The cache is only ever a saving of time. A file that is missing, cut short, altered or of another version counts
//! as empty and is written anew; one that cannot be written is left out.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{EncodeError, Encoder, VERSION, Vector};
use crate::document::ContentHash;
use crate::sealed;

/// A text, known by the first half of its SHA-256.
type Key = [u8; 16];

/// File layout: this line, then entries of key and vector, then the SHA-256 of all before it.
const MAGIC: &[u8] = b"countersign vectors 1\n";

/// A folder of vectors.
#[derive(Clone, Debug)]
pub struct VectorCache {
    folder: Option<PathBuf>,
}

impl VectorCache {
    /// A cache in this folder, which is made when first needed.
    pub fn at(folder: impl Into<PathBuf>) -> Self {
        Self { folder: Some(folder.into()) }
    }

    /// No cache: everything is encoded each time.
    pub fn none() -> Self {
        Self { folder: None }
    }

    /// The vectors of a document's texts, in order: from the cache where it has them, else encoded and kept.
    pub fn vectors(
        &self,
        encoder: &Encoder,
        document: ContentHash,
        texts: &[String],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vector>, EncodeError> {
        let keys: Vec<Key> = texts.iter().map(|text| key_of(text)).collect();
        let file = self.folder.as_ref().map(|folder| folder.join(format!("{document}.vectors")));
        let mut known = file.as_deref().and_then(read).unwrap_or_default();
        let missing: Vec<usize> = (0..texts.len()).filter(|&at| !known.contains_key(&keys[at])).collect();
        let wanted: Vec<String> = missing.iter().map(|&at| texts[at].clone()).collect();
        let held = texts.len() - missing.len();
        let fresh = encoder.encode(&wanted, &|n| done(held + n))?;
        for (&at, vector) in missing.iter().zip(fresh) {
            known.insert(keys[at], vector);
        }
        if let Some(file) = file.filter(|_| !missing.is_empty()) {
            // A full or read-only disk costs the next run time, nothing else.
            let _ = write(&file, &keys, &known);
        }
        done(texts.len());
        Ok(keys.iter().map(|key| known[key].clone()).collect())
    }
}

fn key_of(text: &str) -> Key {
    let digest = Sha256::new().chain_update(VERSION).chain_update([0]).chain_update(text).finalize();
    let mut key = Key::default();
    key.copy_from_slice(&digest[..16]);
    key
}

fn read(file: &Path) -> Option<HashMap<Key, Vector>> {
    let body = sealed::read(file, MAGIC)?;
    let entries = body.chunks_exact(size_of::<Key>() + Vector::BYTES);
    entries
        .map(|entry| {
            let (key, vector) = entry.split_first_chunk::<16>()?;
            Some((*key, Vector::from_bytes(vector)?))
        })
        .collect()
}

/// Only the texts of this run are kept, so that a file does not grow with every change to how documents are read.
fn write(file: &Path, keys: &[Key], known: &HashMap<Key, Vector>) -> std::io::Result<()> {
    let mut body = Vec::new();
    let mut kept: Vec<&Key> = keys.iter().collect();
    kept.sort();
    kept.dedup();
    for key in kept {
        body.extend(key);
        body.extend(known[key].to_bytes());
    }
    sealed::write(file, MAGIC, &body)
}
