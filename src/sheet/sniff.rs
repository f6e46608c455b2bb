//! What a file really is, whatever its name claims: refuses what cannot be read, and says what it is.

use super::Fault;

/// How an OLE compound file starts (MS-CFB 2.2).
const COMPOUND: [u8; 4] = [0xD0, 0xCF, 0x11, 0xE0];
const ASK_AGAIN: &str = "ask for the questionnaire itself";

/// What can be read.
pub(super) enum Kind {
    /// A zip package.
    Package,
    /// An `.xls`.
    OldWorkbook,
}

/// What the bytes are; an error that says so where they cannot be read.
pub(super) fn kind(bytes: &[u8]) -> Result<Kind, Fault> {
    if bytes.starts_with(b"PK\x03\x04") {
        return Ok(Kind::Package);
    }
    if bytes.starts_with(&COMPOUND) {
        return compound_file(bytes);
    }
    Err(match bytes {
        [] => Fault::not_a_workbook("an empty file", ASK_AGAIN),
        [b'%', b'P', b'D', b'F', ..] => {
            Fault::not_a_workbook("a PDF", "ask for the questionnaire as a workbook")
        }
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] => {
            Fault::not_a_workbook("a picture", ASK_AGAIN)
        }
        [0x1F, 0x8B, ..] => Fault::not_a_workbook("a gzip archive", "unpack it first"),
        [b'P', b'K', 5, 6, ..] => Fault::not_a_workbook("an empty zip archive", ASK_AGAIN),
        _ => text(bytes),
    })
}

/// Whether the bytes are text and no other format that is text.
pub(super) fn is_plain_text(bytes: &[u8]) -> bool {
    let wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]);
    let start = &bytes[..bytes.len().min(4096)];
    let text = String::from_utf8_lossy(start).trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    let other = ["<!doctype html", "<html", "<?xml", "%pdf", "{\\rtf"];
    wide || !(start.contains(&0) || other.iter().any(|sign| text.starts_with(sign)))
}

/// An encrypted workbook is an OLE compound file with a stream `EncryptedPackage` (MS-OFFCRYPTO 2.3.4.4); an old
/// workbook has one named `Workbook` or `Book` (MS-XLS 2.1). Names are UTF-16 LE in 128-byte directory entries.
fn compound_file(bytes: &[u8]) -> Result<Kind, Fault> {
    let names = |name: &str| {
        let wide: Vec<u8> = format!("{name}\0").encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
    };
    if names("Workbook") || names("Book") {
        return Ok(Kind::OldWorkbook);
    }
    Err(if names("EncryptedPackage") || names("EncryptionInfo") {
        Fault::Encrypted
    } else if is_cut_off(bytes) {
        Fault::damaged("the compound file", "its directory lies behind its end; it was probably cut off")
    } else if names("WordDocument") {
        Fault::not_a_workbook("an old Word document (.doc)", "open it and save it as .docx")
    } else {
        Fault::not_a_workbook("an OLE compound file without a workbook in it", ASK_AGAIN)
    })
}

/// Whether the first sector of the directory lies behind the file's end (MS-CFB 2.2).
fn is_cut_off(bytes: &[u8]) -> bool {
    let number = |at: usize, size: usize| {
        let bytes = bytes.get(at..at + size)?;
        Some(bytes.iter().rev().fold(0u64, |number, byte| number << 8 | u64::from(*byte)))
    };
    let known = number(30, 2).zip(number(48, 4));
    known.is_some_and(|(shift, sector)| {
        (9..=12).contains(&shift) && (sector + 1) << shift >= bytes.len() as u64
    })
}

fn text(bytes: &[u8]) -> Fault {
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]).into_owned();
    let start = start.trim_start_matches('\u{FEFF}').trim_start().to_lowercase();
    if start.starts_with("<!doctype html") || start.starts_with("<html") || start.contains("<table") {
        return Fault::not_a_workbook("a web page", "open it in a browser; the real file may need a log-in");
    }
    if start.starts_with("<?xml") || start.starts_with('<') {
        return Fault::not_a_workbook(
            "a bare XML file",
            "open it in a spreadsheet program and save it as .xlsx",
        );
    }
    if start.starts_with("{\\rtf") {
        return Fault::not_a_workbook("an RTF document", "ask for the questionnaire as a workbook");
    }
    if start.contains(['\0', '\u{FFFD}']) {
        return Fault::not_a_workbook("a file of unknown kind", ASK_AGAIN);
    }
    let line = start.lines().next().unwrap_or_default();
    if line.contains([',', ';', '\t']) {
        return Fault::not_a_workbook("a text file with separated values", "name it .csv or .tsv");
    }
    Fault::not_a_workbook("a plain text file", ASK_AGAIN)
}

/// What a zip package without a workbook in it is.
pub(super) fn other_package(has: impl Fn(&str) -> bool) -> Fault {
    if has("xl/workbook.bin") {
        Fault::not_a_workbook("a binary workbook (.xlsb)", "open it and save it as .xlsx")
    } else if has("word/document.xml") {
        Fault::not_a_workbook("a Word document (.docx)", "ask for the questionnaire as a workbook")
    } else if has("ppt/presentation.xml") {
        Fault::not_a_workbook("a presentation", ASK_AGAIN)
    } else if has("content.xml") && has("mimetype") {
        Fault::not_a_workbook("an OpenDocument file", "open it and save it as .xlsx")
    } else {
        Fault::not_a_workbook("a zip archive without a workbook in it", ASK_AGAIN)
    }
}
