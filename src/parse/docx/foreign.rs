//! What a file really is that is named as a Word document and is none.

use crate::document::DocumentName;
use crate::parse::ParseError;
use crate::sheet::Package;

/// How an OLE compound file starts (MS-CFB 2.2).
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];

/// What these bytes are; none for a zip package.
pub(super) fn of_bytes(name: &DocumentName, bytes: &[u8]) -> Option<ParseError> {
    let document = name.clone();
    Some(match bytes {
        [b'P', b'K', 3, 4, ..] => return None,
        [b'P', b'K', 5, 6, ..] => other(name, "an empty zip archive", "Ask for the document itself"),
        [] => ParseError::Empty { document },
        _ if bytes.starts_with(&COMPOUND) => compound(name, bytes),
        [b'%', b'P', b'D', b'F', ..] => other(name, "a PDF", "Name it .pdf"),
        _ => text(name, bytes),
    })
}

/// An encrypted document is an OLE compound file with a stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4). Names are UTF-16 LE
/// in 128-byte directory entries.
fn compound(name: &DocumentName, bytes: &[u8]) -> ParseError {
    let names = |stream: &str| {
        let wide: Vec<u8> = format!("{stream}\0").encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
    };
    if names("EncryptedPackage") || names("EncryptionInfo") {
        ParseError::Encrypted { document: name.clone() }
    } else if names("WordDocument") {
        other(name, "an old Word document (.doc)", "Open it and save it as .docx")
    } else {
        other(name, "an OLE compound file of another program", "Save the document as .docx")
    }
}

fn text(name: &DocumentName, bytes: &[u8]) -> ParseError {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let start = start.trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    if start.starts_with("{\\rtf") {
        other(name, "an RTF document", "Open it and save it as .docx")
    } else if start.starts_with("<!doctype html") || start.starts_with("<html") {
        other(name, "a web page", "Open it in a browser; the real document may need a log-in")
    } else if start.starts_with("<?xml") && start.contains("progid=\"word.document\"") {
        other(name, "a Word document as bare XML", "Open it and save it as .docx")
    } else if start.contains(['\0', '\u{FFFD}']) {
        let what = "it is no zip package, as a .docx is".to_owned();
        ParseError::Damaged { document: name.clone(), what }
    } else {
        other(name, "a text file", "Name it .txt or .md")
    }
}

/// What a package without a Word document in it is.
pub(super) fn of_package(name: &DocumentName, package: &Package) -> ParseError {
    let has = |part: &str| package.find(part).is_some();
    if has("xl/workbook.xml") || has("xl/workbook.bin") {
        other(name, "a workbook", "Name it .xlsx")
    } else if has("ppt/presentation.xml") {
        other(name, "a presentation", "Save its text as .docx or .pdf")
    } else if has("content.xml") && has("mimetype") {
        other(name, "an OpenDocument file", "Open it and save it as .docx")
    } else {
        other(name, "a zip archive without a Word document in it", "Ask for the document itself")
    }
}

fn other(name: &DocumentName, what: &str, way_out: &str) -> ParseError {
    let why = format!("this is {what}, not a .docx file. {way_out}");
    ParseError::Unread { document: name.clone(), why }
}
