//! Text → vector: the sentence encoder that is embedded in the binary, and the cache of what it has encoded.
//!
//! Each text is run on its own, one text a core. The int8 model scales its activations over everything that is run
//! together, so a text's vector would otherwise depend on its neighbours; alone, the same text gives the same vector
//! in any batch, on any number of threads, and a cached vector is the vector.

mod cache;
mod vector;

use std::cell::OnceCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{Model, NodeId, RunOptions, ThreadPool};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;
use rten_text::Tokenizer;
use rten_text::tokenizer::EncodeOptions;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use cache::VectorCache;
pub use vector::Vector;

/// all-MiniLM-L6-v2 with int8 weights; models/README.md says where it comes from.
static MODEL: &[u8] = include_bytes!("../models/all-minilm-l6-v2-int8.onnx");
static TOKENIZER: &str = include_str!("../models/tokenizer.json");

/// Vectors made by another version are never mixed with ours. Raised when the model, the tokenizer or the way they
/// are used changes.
const VERSION: &str = "all-minilm-l6-v2-int8/1";

/// The longest text the encoder reads, in word pieces; what is beyond is not seen by it.
const MOST_TOKENS: usize = 256;

/// The embedded encoder could not be loaded or run. Means a damaged binary, never a fault of the text.
#[derive(Debug, thiserror::Error)]
#[error("the embedded sentence encoder failed: {0}")]
pub struct EncodeError(String);

/// The sentence encoder.
pub struct Encoder {
    model: Model,
    inputs: Inputs,
}

struct Inputs {
    ids: NodeId,
    mask: NodeId,
    types: NodeId,
}

impl Encoder {
    /// Loads the encoder from the binary. Takes about 0.1 s.
    pub fn embedded() -> Result<Self, EncodeError> {
        let failed = |what: &dyn std::fmt::Display| EncodeError(what.to_string());
        let model = Model::load_static_slice(MODEL).map_err(|e| failed(&e))?;
        let node = |name: &str| model.find_node(name).ok_or_else(|| failed(&format!("no input “{name}”")));
        let inputs =
            Inputs { ids: node("input_ids")?, mask: node("attention_mask")?, types: node("token_type_ids")? };
        Ok(Self { model, inputs })
    }

    /// Encodes texts on all cores, in the order given. `done` is called with the number finished so far, from any
    /// thread.
    pub fn encode(
        &self,
        texts: &[String],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vector>, EncodeError> {
        let texts = tokens(texts)?;
        let threads = std::thread::available_parallelism().map_or(1, usize::from).min(texts.len().max(1));
        let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let work = || -> Result<Vec<(usize, Vector)>, EncodeError> {
            let mut options = RunOptions::default();
            options.thread_pool = Some(Arc::new(ThreadPool::with_num_threads(1)));
            let mut mine = Vec::new();
            loop {
                let at = next.fetch_add(1, Ordering::Relaxed);
                let Some(ids) = texts.get(at) else { return Ok(mine) };
                mine.push((at, self.run(ids, &options)?));
                done(finished.fetch_add(1, Ordering::Relaxed) + 1);
            }
        };
        let parts = std::thread::scope(|scope| {
            let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
            running
                .into_iter()
                .map(|thread| thread.join().unwrap_or_else(|_| Err(EncodeError("a thread panicked".into()))))
                .collect::<Result<Vec<_>, _>>()
        })?;
        let mut all: Vec<_> = parts.into_iter().flatten().collect();
        all.sort_by_key(|(at, _)| *at);
        Ok(all.into_iter().map(|(_, vector)| vector).collect())
    }

    fn run(&self, ids: &[i32], options: &RunOptions) -> Result<Vector, EncodeError> {
        let failed = |e: &dyn std::fmt::Display| EncodeError(e.to_string());
        if ids.is_empty() {
            return Ok(Vector::zero());
        }
        let shape = [1, ids.len()];
        let ids = NdTensor::from_data(shape, ids.to_vec());
        let mask = NdTensor::full(shape, 1i32);
        let types = NdTensor::full(shape, 0i32);
        let inputs = vec![
            (self.inputs.ids, ids.view().into()),
            (self.inputs.mask, mask.view().into()),
            (self.inputs.types, types.view().into()),
        ];
        let mut outputs =
            self.model.run(inputs, self.model.output_ids(), Some(options.clone())).map_err(|e| failed(&e))?;
        let hidden: NdTensor<f32, 3> =
            outputs.swap_remove(0).try_into().map_err(|_| failed(&"the model's output has another shape"))?;
        Ok(Vector::from_floats(&mean_over_tokens(&hidden)))
    }
}

thread_local! {
    /// The tokenizer is built once a thread: it cannot be shared between threads.
    static TOKENS: OnceCell<Tokenizer> = const { OnceCell::new() };
}

/// Word pieces of each text, as far as the encoder reads it; none for a text without words.
fn tokens(texts: &[String]) -> Result<Vec<Vec<i32>>, EncodeError> {
    let failed = |e: &dyn std::fmt::Display| EncodeError(e.to_string());
    let limits = EncodeOptions { max_chunk_len: Some(MOST_TOKENS), overlap: 0 };
    TOKENS.with(|cell| {
        if cell.get().is_none() {
            // Nobody else can have set it: the cell is this thread's own.
            let _ = cell.set(tokenizer()?);
        }
        let tokenizer = cell.get().ok_or_else(|| failed(&"no tokenizer"))?;
        texts
            .iter()
            .map(|text| {
                let text = normal(text);
                let chunks =
                    tokenizer.encode_chunks(text.as_str().into(), limits.clone()).map_err(|e| failed(&e))?;
                let first = chunks.first().map(|chunk| chunk.token_ids()).unwrap_or_default();
                Ok(first.iter().map(|id| *id as i32).collect())
            })
            .collect()
    })
}

/// The tokenizer, without its normaliser: that one loses its place in texts of several bytes a character (Japanese,
/// Korean) and panics. [`normal`] does its work.
fn tokenizer() -> Result<Tokenizer, EncodeError> {
    let failed = |e: &dyn std::fmt::Display| EncodeError(e.to_string());
    let mut json: serde_json::Value = serde_json::from_str(TOKENIZER).map_err(|e| failed(&e))?;
    json["normalizer"] = serde_json::Value::Null;
    Tokenizer::from_json(&json.to_string()).map_err(|e| failed(&e))
}

/// A text as BERT's uncased models expect it: control characters out, ideographs on their own, lower case, accents off.
fn normal(text: &str) -> String {
    let bare = |c: &char| !is_combining_mark(*c);
    let lower: String = text.nfd().filter(bare).flat_map(char::to_lowercase).collect();
    lower.nfd().filter(bare).fold(String::with_capacity(lower.len()), |mut normal, c| {
        match c {
            c if c.is_whitespace() => normal.push(' '),
            c if c.is_control() || matches!(c, '\u{FFFD}' | '\u{200B}'..='\u{200F}' | '\u{FEFF}') => {}
            '\u{4E00}'..='\u{9FFF}'
            | '\u{3400}'..='\u{4DBF}'
            | '\u{F900}'..='\u{FAFF}'
            | '\u{20000}'..='\u{2FA1F}' => {
                normal.extend([' ', c, ' ']);
            }
            c => normal.push(c),
        }
        normal
    })
}

/// Mean pooling, as the model was trained: the average of the token vectors.
fn mean_over_tokens(hidden: &NdTensor<f32, 3>) -> Vec<f32> {
    let [_, tokens, size] = hidden.shape();
    let mut sum = vec![0f32; size];
    for token in 0..tokens {
        for (i, total) in sum.iter_mut().enumerate() {
            *total += hidden[[0, token, i]];
        }
    }
    sum.iter().map(|total| total / tokens as f32).collect()
}
