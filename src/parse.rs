//! Bytes to [`Document`]: one file a format under `parse/`, each of which turns text into the same blocks, and one
//! outline that turns blocks into sections and passages. Knows no disk: it is given a name and bytes.

mod block;
mod encoding;
mod habits;
mod label;
mod line;
mod markdown;
mod marker;
mod marks;
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
    let Some(format) = Format::of(&name) else {
        return Err(ParseError::UnknownFormat { document: name });
    };
    if bytes.len() > LARGEST {
        return Err(ParseError::TooLarge { document: name, bytes: bytes.len() });
    }
    let (text, mut warnings) = encoding::decode(bytes);
    if let Some(at) = text.find('\0') {
        return Err(ParseError::Binary { document: name, at });
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(ParseError::Empty { document: name });
    }
    let read = if markdown::is_markdown(&text, format == Format::Markdown) {
        markdown::read(&text)
    } else {
        text::read(&text)
    };
    warnings.extend_from_slice(&read.warnings);
    let outline = outline::outline(&text, read);
    if outline.passages.is_empty() {
        let message = "the document has headings only; nothing in it can be cited".to_owned();
        warnings.push(Warning { at: None, message });
    }
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

/// What a file's name says. Markdown and plain text have each other's habits, so that the words decide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Text,
}

impl Format {
    fn of(name: &DocumentName) -> Option<Self> {
        let (_, extension) = name.as_str().rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::Text),
            _ => None,
        }
    }
}

/// The file's name without its folders and extension.
fn stem(name: &DocumentName) -> String {
    let file = name.as_str().rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}
