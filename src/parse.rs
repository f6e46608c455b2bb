//! Bytes to [`Document`]: one file a format under `parse/`, each of which turns text into the same blocks, and one
//! outline that turns blocks into sections and passages. Knows no disk: it is given a name and bytes.

mod block;
mod encoding;
mod markdown;
mod outline;
mod passages;
mod sentences;
mod shape;
mod text;
mod wording;

use crate::document::{ContentHash, Document, DocumentName, Warning};

/// The endings of the files that can be read, without the dot, in lower case.
pub const FORMATS: &[&str] = &["md", "markdown", "txt"];

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Why a file cannot be read as a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error(
        "{document}: documents of this kind cannot be read; expected a name ending in .md, .markdown or .txt. \
         Save it as one of these"
    )]
    UnknownFormat { document: DocumentName },
    #[error("{document}: there are no words in this file. Add its text, or remove it from the workspace")]
    Empty { document: DocumentName },
    #[error(
        "{document}: expected text, but byte {at} is zero, as in a binary file. Save the document as plain text \
         or Markdown"
    )]
    Binary { document: DocumentName, at: usize },
    #[error(
        "{document}: {bytes} bytes are more than the {LARGEST} that are read. Split the document into smaller ones"
    )]
    TooLarge { document: DocumentName, bytes: usize },
}

/// Reads a document. What had to be guessed or left out is in the warnings.
pub fn parse(name: DocumentName, bytes: &[u8]) -> Result<(Document, Vec<Warning>), ParseError> {
    if !is_text(&name) {
        return Err(ParseError::UnknownFormat { document: name });
    }
    if bytes.len() > LARGEST {
        return Err(ParseError::TooLarge { document: name, bytes: bytes.len() });
    }
    let (text, warnings) = encoding::decode(bytes);
    if let Some(at) = text.find('\0') {
        return Err(ParseError::Binary { document: name, at });
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(ParseError::Empty { document: name });
    }
    let read = if markdown::is_markdown(&text) { markdown::read(&text) } else { text::read(&text) };
    let outline = outline::outline(&text, read);
    let document = Document {
        title: outline.title.unwrap_or_else(|| stem(&name)),
        hash: ContentHash::of(bytes),
        sections: outline.sections,
        passages: outline.passages,
        text,
        name,
    };
    Ok((document, warnings))
}

/// Markdown and plain text are told apart by their words, not their names: each has the other's habits.
fn is_text(name: &DocumentName) -> bool {
    let extension = name.as_str().rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    extension.is_some_and(|extension| FORMATS.contains(&extension.as_str()))
}

/// The file's name without its folders and extension.
fn stem(name: &DocumentName) -> String {
    let file = name.as_str().rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}
