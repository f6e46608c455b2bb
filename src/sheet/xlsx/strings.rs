//! The shared string table (ECMA-376 part 1, 18.4): rich text flattened, phonetic runs left out.

use crate::sheet::Fault;
use crate::sheet::xml::{Text, Xml};

/// The most strings that a table may hold.
const MOST: usize = 2_000_000;

/// Every string of the table, in order.
pub(super) fn read(text: &Text, part: &str) -> Result<Vec<String>, Fault> {
    let mut xml = Xml::new(&text.text, part);
    let mut strings = Vec::new();
    let Some(root) = xml.child()? else { return Ok(strings) };
    // Readers that trust the count reserve room for it. No string is shorter than `<si/>`.
    let claimed: u64 = root.number("uniqueCount").unwrap_or(0);
    if claimed > text.text.len() as u64 {
        return Err(Fault::unsafe_part(part, &format!("a count of {claimed} strings that it does not have")));
    }
    while let Some(tag) = xml.child()? {
        if tag.local() != "si" {
            xml.skip()?;
            continue;
        }
        if strings.len() == MOST {
            return Err(Fault::too_large("the shared string table", format!("{MOST} strings")));
        }
        strings.push(item(&mut xml)?);
    }
    Ok(strings)
}

/// The text of a string item or inline string that has just been opened: `t`, or runs `r` with a `t` each.
pub(super) fn item(xml: &mut Xml) -> Result<String, Fault> {
    let mut all = String::new();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "t" => all.push_str(&xml.text()?),
            "r" => run(xml, &mut all)?,
            _ => drop(xml.skip()?),
        }
    }
    Ok(unescaped(all))
}

fn run(xml: &mut Xml, all: &mut String) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "t" => all.push_str(&xml.text()?),
            _ => drop(xml.skip()?),
        }
    }
    Ok(())
}

/// Resolves `_x000D_` and the like (22.9.2.19, ST_Xstring), and makes every line end a line feed.
pub(super) fn unescaped(text: String) -> String {
    if !text.contains("_x") && !text.contains('\r') {
        return text;
    }
    let mut units: Vec<u16> = Vec::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find("_x") {
        units.extend(rest[..at].encode_utf16());
        rest = &rest[at..];
        match escape_at(rest) {
            Some(unit) => {
                units.push(unit);
                rest = &rest[7..];
            }
            None => {
                units.extend("_x".encode_utf16());
                rest = &rest[2..];
            }
        }
    }
    units.extend(rest.encode_utf16());
    String::from_utf16_lossy(&units).replace("\r\n", "\n").replace('\r', "\n")
}

/// The UTF-16 unit of the escape at the start of a text.
pub(super) fn escape_at(text: &str) -> Option<u16> {
    let hex = text.strip_prefix("_x")?.get(..5)?.strip_suffix('_')?;
    hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(hex, 16).ok())?
}
