//! The encoding that a page names for itself, as browsers look for it.

use encoding_rs::{Encoding, UTF_8};

use crate::document::Warning;
use crate::parse::encoding;

/// How far into the file the name is looked for; browsers stop at 1,024.
const REACH: usize = 4_096;

/// The text of a page. What it is by its bytes (a mark, valid UTF-8) goes before what it says of itself, since a page that
/// was saved anew often says what it was before.
pub(super) fn decode(bytes: &[u8]) -> (String, Vec<Warning>) {
    let marked = Encoding::for_bom(bytes).is_some();
    if !marked
        && std::str::from_utf8(bytes).is_err()
        && let Some(named) = named(bytes).filter(|named| *named != UTF_8)
    {
        return (named.decode_without_bom_handling(bytes).0.into_owned(), Vec::new());
    }
    encoding::decode(bytes)
}

/// `<meta charset=…>`, `<meta … content="text/html; charset=…">`, `<?xml … encoding="…"?>`.
fn named(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(REACH)]).to_ascii_lowercase();
    let label = |key: &str| {
        let rest = head[head.find(key)? + key.len()..].trim_start().strip_prefix('=')?;
        let rest = rest.trim_start().trim_start_matches(['"', '\'']);
        let end =
            rest.find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | ';' | '>' | '/' | '?'))?;
        Encoding::for_label(&rest.as_bytes()[..end])
    };
    label("charset").or_else(|| head.starts_with("<?xml").then(|| label("encoding")).flatten())
}
