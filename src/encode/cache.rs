//! Vectors kept on disk, one file a document, by content hash: a second run starts at once.
//!
//! The cache is only ever a saving of time. A file that is missing, cut short, altered or of another version counts
//! as empty and is written anew; one that cannot be written is left out.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{EncodeError, Encoder, VERSION, Vector, Vectors};
use crate::document::ContentHash;
use crate::sealed;

/// A text, known by the first half of its SHA-256.
type Key = [u8; 16];

/// File layout: this line, then the texts' keys, then their vectors in the same order, then the SHA-256 of all before it.
const MAGIC: &[u8] = b"countersign vectors 2\n";

/// What a document's texts are known by, all together and in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TextsKey(pub(crate) [u8; 32]);

impl TextsKey {
    /// The key of these texts, as this version encodes them.
    pub fn of(texts: &[String]) -> Self {
        Self::of_keys(texts.iter().flat_map(|text| key_of(text)).collect::<Vec<u8>>().as_slice())
    }

    fn of_keys(keys: &[u8]) -> Self {
        Self(Sha256::digest(keys).into())
    }
}

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

    /// Where the vectors are kept; none where they are not.
    pub fn folder(&self) -> Option<&Path> {
        self.folder.as_deref()
    }

    /// The vectors of a document's texts, in order, where just these are kept of it.
    pub fn kept(&self, document: ContentHash, texts: TextsKey) -> Option<Vectors> {
        let body = sealed::read(&self.file(document)?, MAGIC)?;
        let keys = count(&body)? * size_of::<Key>();
        (TextsKey::of_keys(&body[..keys]) == texts).then(|| Vectors::from_bytes(body, keys))
    }

    /// The vectors of a document's texts, in order: from the cache where it has them, else encoded and kept.
    pub fn vectors(
        &self,
        encoder: &Encoder,
        document: ContentHash,
        texts: &[String],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vectors, EncodeError> {
        let keys: Vec<Key> = texts.iter().map(|text| key_of(text)).collect();
        let file = self.file(document);
        let mut known = file.as_deref().and_then(read).unwrap_or_default();
        let missing: BTreeMap<Key, &String> =
            keys.iter().copied().zip(texts).filter(|(key, _)| !known.contains_key(key)).collect();
        let (new, wanted): (Vec<Key>, Vec<String>) =
            missing.iter().map(|(key, text)| (*key, (*text).clone())).unzip();
        let held = known.len();
        let fresh = encoder.encode(&wanted, &|n| done((held + n).min(texts.len())))?;
        known.extend(new.into_iter().zip(fresh));
        let mut body: Vec<u8> = keys.concat();
        // Only the texts of this run are kept, so that a file does not grow with every change to how documents are read.
        keys.iter().for_each(|key| known[key].put_bytes(&mut body));
        if let Some(file) = file.filter(|_| !missing.is_empty()) {
            // A full or read-only disk costs the next run time, nothing else.
            drop(sealed::write(&file, MAGIC, &body));
        }
        done(texts.len());
        Ok(Vectors::from_bytes(body, size_of_val(keys.as_slice())))
    }

    fn file(&self, document: ContentHash) -> Option<PathBuf> {
        Some(self.folder.as_ref()?.join(format!("{document}.vectors")))
    }
}

fn key_of(text: &str) -> Key {
    let digest = Sha256::new().chain_update(VERSION).chain_update([0]).chain_update(text).finalize();
    let mut key = Key::default();
    key.copy_from_slice(&digest[..16]);
    key
}

/// How many vectors a file's body holds.
fn count(body: &[u8]) -> Option<usize> {
    let each = size_of::<Key>() + Vector::BYTES;
    body.len().is_multiple_of(each).then_some(body.len() / each)
}

fn read(file: &Path) -> Option<HashMap<Key, Vector>> {
    let body = sealed::read(file, MAGIC)?;
    let keys = count(&body)? * size_of::<Key>();
    let all: Vec<Key> =
        body[..keys].chunks_exact(size_of::<Key>()).filter_map(|key| key.try_into().ok()).collect();
    Some(all.into_iter().zip(Vectors::from_bytes(body, keys).iter()).collect())
}
