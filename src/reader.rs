//! Question and passage → whether the passage answers it: the reader, a small cross-encoder trained for this project
//! (models/README.md, training/).
//!
//! Its lower half reads a text on its own, its upper half reads question and passage together; so each text passes the
//! lower half once, however many pairs it is in.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{Model, NodeId, RunOptions};
use rten_tensor::NdTensor;
use rten_tensor::prelude::*;

use crate::encode::{EncodeError, load, run_on_all_cores, tokens_of};
use crate::evidence::Judgement;

static LOWER: &[u8] = include_bytes!("../models/reader-lower-int8.onnx");
static UPPER: &[u8] = include_bytes!("../models/reader-upper-int8.onnx");

/// The most word pieces that are read of a question, and of a passage. As trained.
const QUESTION_TOKENS: usize = 64;
const PASSAGE_TOKENS: usize = 96;

/// `[CLS]` `[SEP]`.
const EMPTY: [i32; 2] = [101, 102];

/// What the lower half makes of a text: a row of 384 numbers a word piece.
type State = NdTensor<f32, 3>;

/// A question with the passages that may answer it, in the form that the reader was trained on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToRead {
    /// The section heading, the question it leans on, the question.
    pub question: String,
    /// The last two headings, the lead-in of a list, the passage.
    pub passages: Vec<String>,
}

/// The reading model.
pub struct Reader {
    lower: Model,
    upper: Model,
    ids: NodeId,
    question: NodeId,
    passage: NodeId,
}

impl Reader {
    /// Loads the reader from the binary.
    pub fn embedded() -> Result<Self, EncodeError> {
        let (lower, upper) = (load(LOWER)?, load(UPPER)?);
        let node = |model: &Model, name: &str| {
            model.find_node(name).ok_or_else(|| EncodeError(format!("the reader has no input “{name}”")))
        };
        let (ids, question, passage) =
            (node(&lower, "input_ids")?, node(&upper, "question")?, node(&upper, "passage")?);
        Ok(Self { lower, upper, ids, question, passage })
    }

    /// Judges each passage of each question, in order, on all cores. `done` is called with the number of pairs finished
    /// so far, from any thread.
    pub fn read(
        &self,
        all: &[ToRead],
        done: &(dyn Fn(usize) + Sync),
    ) -> Result<Vec<Vec<Judgement>>, EncodeError> {
        let questions = self.states(all.iter().map(|one| &one.question), QUESTION_TOKENS)?;
        let passages = self.states(all.iter().flat_map(|one| &one.passages), PASSAGE_TOKENS)?;
        let pairs: Vec<(&State, &State)> = all
            .iter()
            .flat_map(|one| {
                one.passages.iter().map(|passage| (&questions[&one.question], &passages[passage]))
            })
            .collect();
        let finished = AtomicUsize::new(0);
        let mut judged = run_on_all_cores(&pairs, |(question, passage), options| {
            let judgement = self.judge(question, passage, options)?;
            done(finished.fetch_add(1, Ordering::Relaxed) + 1);
            Ok(judgement)
        })?
        .into_iter();
        Ok(all.iter().map(|one| judged.by_ref().take(one.passages.len()).collect()).collect())
    }

    /// Each distinct text through the lower half.
    fn states<'a>(
        &self,
        texts: impl Iterator<Item = &'a String>,
        most: usize,
    ) -> Result<HashMap<String, State>, EncodeError> {
        let mut distinct: Vec<String> = texts.cloned().collect();
        distinct.sort();
        distinct.dedup();
        let states = run_on_all_cores(&tokens_of(&distinct, most)?, |ids, options| {
            // A text without words is still read: as a beginning and an end.
            let ids = if ids.is_empty() { &EMPTY[..] } else { ids };
            let ids = NdTensor::from_data([1, ids.len()], ids.to_vec());
            run(&self.lower, vec![(self.ids, ids.view().into())], options)
        })?;
        Ok(distinct.into_iter().zip(states).collect())
    }

    fn judge(
        &self,
        question: &State,
        passage: &State,
        options: &RunOptions,
    ) -> Result<Judgement, EncodeError> {
        let inputs = vec![(self.question, question.view().into()), (self.passage, passage.view().into())];
        let logits: NdTensor<f32, 2> = run(&self.upper, inputs, options)?;
        match *logits.to_vec() {
            [yes, no, partial, none] => Ok(Judgement { yes, no, partial, none }),
            _ => Err(EncodeError("the reader gives another number of judgements".into())),
        }
    }
}

fn run<const N: usize>(
    model: &Model,
    inputs: Vec<(NodeId, rten::ValueOrView)>,
    options: &RunOptions,
) -> Result<NdTensor<f32, N>, EncodeError> {
    let mut outputs = model
        .run(inputs, model.output_ids(), Some(options.clone()))
        .map_err(|e| EncodeError(e.to_string()))?;
    outputs.swap_remove(0).try_into().map_err(|_| EncodeError("the reader's output has another shape".into()))
}
