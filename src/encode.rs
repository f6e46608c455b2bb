//! Text → vector: the sentence encoder that is embedded in the binary, and the cache of what it has encoded.
//!
//! Each text is run on its own, one text a core. The int8 model scales its activations over everything that is run
//! together, so a text's vector would otherwise depend on its neighbours; alone, the same text gives the same vector
//! in any batch, on any number of threads, and a cached vector is the vector.

mod cache;
mod cores;
mod tokens;
mod vector;

use rten::{Model, NodeId, RunOptions};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

pub use cache::VectorCache;
pub(crate) use cores::on_all_cores;
pub(crate) use tokens::of as tokens_of;
pub use vector::Vector;

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
        on_all_cores(&tokens::of(texts, MOST_TOKENS)?, done, |ids, options| self.run(ids, options))
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
