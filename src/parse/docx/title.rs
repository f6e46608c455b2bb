//! The title in a document's properties, which is often what a template or a converter left there.

use crate::sheet::{Fault, Package, Xml};

/// Titles that name no document.
const EMPTY: &[&str] = &[
    "title", "titel", "titre", "document", "document title", "dokument", "untitled", "unbenannt", "template",
    "word document", "powerpoint presentation", "normal",
];

/// What the document's properties call it, where that looks like a title.
pub(super) fn stated(package: &Package) -> Result<Option<String>, Fault> {
    let root = package.relations("")?;
    let core = root.iter().find(|relation| relation.kind == "core-properties");
    let Some(part) = core.and_then(|relation| package.find(&relation.target)) else { return Ok(None) };
    let text = package.text(part)?;
    let mut xml = Xml::new(&text.text, &package.parts[part].name);
    xml.child()?;
    while let Some(tag) = xml.child()? {
        if tag.local() == "title" {
            let title = xml.text()?.split_whitespace().collect::<Vec<_>>().join(" ");
            return Ok(Some(title).filter(|title| is_title(title)));
        }
        xml.skip()?;
    }
    Ok(None)
}

/// `Access Control Policy`; not `Microsoft Word - policy_v2.doc`, `Document1` or `[Title]`.
fn is_title(title: &str) -> bool {
    let plain = title.to_lowercase();
    let ending = plain.rsplit_once('.').map(|(_, ending)| ending);
    let is_file = ending.is_some_and(|e| {
        matches!(e, "doc" | "docx" | "docm" | "dot" | "dotx" | "rtf" | "odt" | "pdf" | "txt" | "md")
    });
    let unnumbered = plain.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ');
    (3..=150).contains(&title.chars().count())
        && title.contains(char::is_alphabetic)
        && !is_file
        && !plain.starts_with("microsoft word")
        && !title.contains(['[', ']', '<', '>', '{', '}', '_'])
        && !EMPTY.contains(&unnumbered)
}
