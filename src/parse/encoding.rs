//! Bytes to text. UTF-8 is kept byte for byte; what is not UTF-8 is guessed, and the guess is told.

use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::document::Warning;

/// The text of these bytes.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Warning>) {
    if let Ok(text) = std::str::from_utf8(bytes).map(str::to_owned)
        && !is_bare_utf16(bytes)
    {
        return (text, Vec::new());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|(e, _)| *e != encoding_rs::UTF_8) {
        return (encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned(), Vec::new());
    }
    if is_bare_utf16(bytes) {
        let encoding = if bytes[0] == 0 { UTF_16BE } else { UTF_16LE };
        return guessed(bytes, encoding);
    }
    match mended(bytes) {
        Some(read) => read,
        None => guessed(bytes, guess(bytes)),
    }
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

fn guessed(bytes: &[u8], encoding: &'static Encoding) -> (String, Vec<Warning>) {
    let text = encoding.decode_without_bom_handling(bytes).0.into_owned();
    let message = format!(
        "the file is not UTF-8; it was read as {}, which is a guess. Save it as UTF-8 if characters look wrong",
        encoding.name()
    );
    (text, vec![Warning { at: None, message }])
}

/// UTF-16 without a mark: in Latin text every other byte is zero.
fn is_bare_utf16(bytes: &[u8]) -> bool {
    let sample = &bytes[..bytes.len().min(512) & !1];
    let zeros = |odd: usize| sample.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    sample.len() >= 4
        && bytes.len().is_multiple_of(2)
        && even.min(odd) == 0
        && even.max(odd) * 10 >= sample.len() / 2 * 9
}

/// Reads a file that is UTF-8 but for stray bytes, each of which is read as Windows-1252. `None` where the stray
/// bytes are not outnumbered by true UTF-8 characters, so that the file is more likely in another encoding.
fn mended(bytes: &[u8]) -> Option<(String, Vec<Warning>)> {
    let mut text = String::with_capacity(bytes.len());
    let mut strays: Vec<Range<usize>> = Vec::new();
    let mut stray_bytes = 0;
    for chunk in bytes.utf8_chunks() {
        text.push_str(chunk.valid());
        if !chunk.invalid().is_empty() {
            let start = text.len();
            text.push_str(&WINDOWS_1252.decode_without_bom_handling(chunk.invalid()).0);
            strays.push(start..text.len());
            stray_bytes += chunk.invalid().len();
        }
    }
    let true_characters = text.chars().filter(|c| !c.is_ascii()).count().saturating_sub(stray_bytes);
    if true_characters <= strays.len() {
        return None;
    }
    let message = format!(
        "the file is UTF-8 but for {} stray {}, read as Windows-1252",
        stray_bytes,
        if stray_bytes == 1 { "byte" } else { "bytes" }
    );
    let at = strays.into_iter().next();
    Some((text, vec![Warning { at, message }]))
}
