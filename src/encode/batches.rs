//! Which texts are run together: only those of one length. A text is then never padded, and what the model makes of it is
//! what it makes of it alone.

use std::collections::BTreeMap;

/// So many word pieces together: enough that the weights are not fetched anew for every text, few enough that what is made
/// of them stays near the core.
const MOST_TOKENS: usize = 512;

/// The places of these texts, by what is run together; the longest first, so that the cores finish at one time.
pub(super) fn of(texts: &[Vec<i32>]) -> Vec<Vec<usize>> {
    let mut by_length: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        by_length.entry(text.len()).or_default().push(at);
    }
    let together = |length: usize| (MOST_TOKENS / length.max(1)).max(1);
    let batches = by_length.iter().rev().flat_map(|(length, texts)| texts.chunks(together(*length)));
    batches.map(<[usize]>::to_vec).collect()
}
