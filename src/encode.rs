//! Text → vector: the sentence encoder that is embedded in the binary, and the cache of what it has encoded.
//!
//! A text is run with others of its own length only, so that none is padded: the same text gives the same vector alone
//! and in any company, on any number of threads, and a cached vector is the vector (docs/decisions/0003).

mod batches;
mod cache;
mod cores;
mod tokens;
mod vector;

use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{Model, ModelOptions, NodeId, RunOptions};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

pub use cache::{TextsKey, VectorCache};
pub(crate) use cores::{on_all_cores, run_on_all_cores};
pub(crate) use tokens::of as tokens_of;
pub use vector::{Vector, Vectors, Widened};

/// all-MiniLM-L6-v2 with int8 weights; models/README.md says where it comes from.
static MODEL: &[u8] = include_bytes!("../models/all-minilm-l6-v2-int8.onnx");

/// Vectors made by another version are never mixed with ours. Raised when the model, the tokenizer or the way they
/// are used changes.
const VERSION: &str = "all-minilm-l6-v2-int8/1";

/// The longest text the encoder reads, in word pieces; what is beyond is not seen by it.
const MOST_TOKENS: usize = 256;

/// An embedded model could not be loaded or run. Means a damaged binary, never a fault of the text.
#[derive(Debug, thiserror::Error)]
#[error("an embedded model failed: {0}")]
pub struct EncodeError(pub(crate) String);

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
        let model = load(MODEL)?;
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
        let tokens = tokens::of(texts, MOST_TOKENS)?;
        let batches = batches::of(&tokens);
        let finished = AtomicUsize::new(0);
        let made = run_on_all_cores(&batches, |batch, options| {
            let vectors = self.run(&tokens, batch, options)?;
            done(finished.fetch_add(batch.len(), Ordering::Relaxed) + batch.len());
            Ok(vectors)
        })?;
        let mut placed: Vec<(usize, Vector)> =
            batches.into_iter().flatten().zip(made.into_iter().flatten()).collect();
        placed.sort_by_key(|(at, _)| *at);
        Ok(placed.into_iter().map(|(_, vector)| vector).collect())
    }

    /// The vectors of a batch of texts of one length.
    fn run(
        &self,
        tokens: &[Vec<i32>],
        batch: &[usize],
        options: &RunOptions,
    ) -> Result<Vec<Vector>, EncodeError> {
        let failed = |e: &dyn std::fmt::Display| EncodeError(e.to_string());
        let shape = [batch.len(), batch.first().map_or(0, |at| tokens[*at].len())];
        if shape[1] == 0 {
            return Ok(vec![Vector::zero(); batch.len()]);
        }
        let ids: Vec<i32> = batch.iter().flat_map(|at| &tokens[*at]).copied().collect();
        let ids = NdTensor::from_data(shape, ids);
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
        let [_, length, size] = hidden.shape();
        let texts = hidden.to_vec();
        Ok(texts
            .chunks_exact(length * size)
            .map(|text| Vector::from_floats(&mean_over_tokens(text, size)))
            .collect())
    }
}

/// Loads an embedded model, its weights laid out as they are multiplied: done at each text instead, this took more than
/// half of the time.
pub(crate) fn load(model: &'static [u8]) -> Result<Model, EncodeError> {
    let mut options = ModelOptions::with_all_ops();
    options.prepack_weights(true);
    options.load_static_slice(model).map_err(|e| EncodeError(e.to_string()))
}

/// Mean pooling, as the model was trained: the average of a text's token vectors, which stand one behind another.
fn mean_over_tokens(tokens: &[f32], size: usize) -> Vec<f32> {
    let mut sum = vec![0f32; size];
    for token in tokens.chunks_exact(size) {
        for (total, value) in sum.iter_mut().zip(token) {
            *total += value;
        }
    }
    let count = (tokens.len() / size) as f32;
    sum.iter().map(|total| total / count).collect()
}
