//! Text → the word pieces that the embedded models read.

use std::cell::OnceCell;

use rten_text::Tokenizer;
use rten_text::tokenizer::EncodeOptions;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::EncodeError;

static TOKENIZER: &str = include_str!("../../models/tokenizer.json");

thread_local! {
    /// The tokenizer is built once a thread: it cannot be shared between threads.
    static TOKENS: OnceCell<Tokenizer> = const { OnceCell::new() };
}

/// Word pieces of each text between `[CLS]` and `[SEP]`, at most so many, these two included; what is beyond is cut.
pub(crate) fn of(texts: &[String], most: usize) -> Result<Vec<Vec<i32>>, EncodeError> {
    let failed = |e: &dyn std::fmt::Display| EncodeError(e.to_string());
    let limits = EncodeOptions { max_chunk_len: Some(most), overlap: 0 };
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
