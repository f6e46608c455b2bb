//! Bytes to [`Document`]: one file a format under `parse/`, each of which turns text into the same blocks, and one
//! outline that turns blocks into sections and passages. Knows no disk: it is given a name and bytes.

mod block;
mod docx;
mod encoding;
mod figures;
mod front_matter;
mod habits;
mod html;
mod label;
mod line;
mod markdown;
mod marker;
mod marks;
mod outline;
mod passages;
mod pdf;
mod qa;
mod rendition;
mod sentences;
mod shape;
mod stated;
mod table;
mod text;
mod wording;

pub use front_matter::KEYS;

use crate::document::{ContentHash, Document, DocumentName, Warning};
use qa::Notation;
use rendition::Rendered;

/// The endings of the files that can be read, without the dot, in lower case.
pub const FORMATS: &[&str] = &[
    "md", "markdown", "txt", "html", "htm", "docx", "docm", "pdf", "xlsx", "xlsm", "ods", "csv", "tsv",
    "json", "jsonl", "yaml", "yml",
];

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 64 * 1024 * 1024;

/// Why a file cannot be read as a document.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseError {
    #[error(
        "{document}: documents of this kind cannot be read; expected a name ending in {}. Save it as one of these",
        endings()
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
        "{document}: it is larger than the {LARGEST} bytes that are read. Split the document into smaller ones"
    )]
    TooLarge { document: DocumentName },
    #[error("{document}: {what} (not served until this is corrected)")]
    Misstated { document: DocumentName, what: String },
    #[error("{document}: {why}")]
    Unread { document: DocumentName, why: String },
    #[error("{document}: the file is damaged: {what}. Ask for another copy, or open it and save it anew")]
    Damaged { document: DocumentName, what: String },
    #[error("{document}: the file is protected by a password. Save a copy without one")]
    Encrypted { document: DocumentName },
    #[error("{document}: {what}. {way_out}")]
    NoWords { document: DocumentName, what: String, way_out: String },
}

/// Reads a document. What had to be guessed or left out is in the warnings.
pub fn parse(name: DocumentName, bytes: &[u8]) -> Result<(Document, Vec<Warning>), ParseError> {
    let Some(format) = Format::of(&name) else {
        return Err(ParseError::UnknownFormat { document: name });
    };
    if bytes.len() > LARGEST {
        return Err(ParseError::TooLarge { document: name });
    }
    let (rendered, mut warnings) = match format {
        Format::Markdown | Format::Text => text(&name, format, bytes)?,
        Format::Word => (docx::read(&name, bytes)?, Vec::new()),
        Format::Html => html::read(&name, bytes)?,
        Format::List(notation) => qa::read(&name, bytes, notation)?,
        Format::Table => (table::read(&name, bytes)?, Vec::new()),
        Format::Pdf => (pdf::read(&name, bytes)?, Vec::new()),
    };
    let Rendered { text, pages, read } = rendered;
    if !text.contains(char::is_alphanumeric) {
        return Err(ParseError::Empty { document: name });
    }
    warnings.extend_from_slice(&read.warnings);
    let misstated = |what| ParseError::Misstated { document: name.clone(), what };
    let metadata = front_matter::metadata(&read.front_matter).map_err(misstated)?.or(stated::metadata(&text));
    let outline = outline::outline(&text, read);
    if outline.passages.is_empty() {
        let message = "the document has headings only; nothing in it can be cited".to_owned();
        warnings.push(Warning { at: None, message });
    }
    let document = Document {
        title: metadata.title.clone().or(outline.title).unwrap_or_else(|| stem(&name)),
        hash: ContentHash::of(bytes),
        sections: outline.sections,
        passages: outline.passages,
        pages,
        metadata,
        text,
        name,
    };
    Ok((document, warnings))
}

/// A file that is text: its rendition is itself.
fn text(name: &DocumentName, format: Format, bytes: &[u8]) -> Result<(Rendered, Vec<Warning>), ParseError> {
    let (text, warnings) = encoding::decode(bytes);
    if let Some(at) = text.find('\0') {
        return Err(ParseError::Binary { document: name.clone(), at });
    }
    let read = if markdown::is_markdown(&text, format == Format::Markdown) {
        markdown::read(&text)
    } else {
        text::read(&text)
    };
    Ok((Rendered { text, pages: Vec::new(), read }, warnings))
}

/// Whether a file of this name is read as it is. Other formats are packages and pages that can be made to do harm: they are
/// read in a child process.
pub fn is_text(name: &DocumentName) -> bool {
    matches!(Format::of(name), None | Some(Format::Markdown | Format::Text))
}

/// What a file's name says. Markdown and plain text have each other's habits, so that the words decide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Markdown,
    Text,
    Word,
    Html,
    List(Notation),
    Table,
    Pdf,
}

impl Format {
    fn of(name: &DocumentName) -> Option<Self> {
        let (_, extension) = name.as_str().rsplit_once('.')?;
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" => Some(Self::Markdown),
            "txt" => Some(Self::Text),
            "docx" | "docm" => Some(Self::Word),
            "html" | "htm" => Some(Self::Html),
            "json" => Some(Self::List(Notation::Json)),
            "jsonl" => Some(Self::List(Notation::JsonLines)),
            "yaml" | "yml" => Some(Self::List(Notation::Yaml)),
            "xlsx" | "xlsm" | "ods" | "csv" | "tsv" => Some(Self::Table),
            "pdf" => Some(Self::Pdf),
            _ => None,
        }
    }
}

/// The endings that are read, as in a sentence.
fn endings() -> String {
    let dotted: Vec<String> = FORMATS.iter().map(|ending| format!(".{ending}")).collect();
    dotted.split_last().map_or_else(String::new, |(last, others)| format!("{} or {last}", others.join(", ")))
}

/// The file's name without its folders and extension.
fn stem(name: &DocumentName) -> String {
    let file = name.as_str().rsplit('/').next().unwrap_or_default();
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}
