//! Word documents as knowledge (ECMA-376 part 1, 17): the words that a reader sees, in reading order, with headings by style
//! and outline level, numbers as shown, tables by row. What is deleted, hidden or repeated is left out.

mod block;
mod body;
mod fields;
mod figures;
mod foreign;
mod inline;
mod items;
mod numbering;
mod properties;
mod styles;
mod survey;
mod tables;
mod title;
mod write;

use std::collections::HashMap;

use super::ParseError;
use super::rendition::Rendered;
use crate::document::DocumentName;
use crate::sheet::{Fault, Package, Xml};
use block::{Block, Note};
use body::{Body, Left};
use numbering::Numbering;
use styles::Styles;

/// A document, read and not yet written out.
struct Parts {
    styles: Styles,
    numbering: Numbering,
    blocks: Vec<Block>,
    notes: HashMap<Note, Vec<Block>>,
    /// What the document's properties call it.
    title: Option<String>,
    left: Left,
}

/// Reads a Word document.
pub(super) fn read(name: &DocumentName, bytes: &[u8]) -> Result<Rendered, ParseError> {
    if let Some(why) = foreign::of_bytes(name, bytes) {
        return Err(why);
    }
    let package = Package::open(bytes.to_vec()).map_err(|fault| named(name, fault))?;
    let main = main_part(&package).map_err(|fault| named(name, fault))?;
    let Some(main) = main else { return Err(foreign::of_package(name, &package)) };
    let parts = parts(&package, main).map_err(|fault| named(name, fault))?;
    let pictures = parts.left.pictures;
    let rendered = write::write(&parts);
    if pictures > 0 && !rendered.text.contains(char::is_alphanumeric) {
        return Err(ParseError::NoWords {
            document: name.clone(),
            what: "the document holds pictures and no words".to_owned(),
            way_out: "Add its text, or save it from the program that it was scanned with, with its text"
                .to_owned(),
        });
    }
    Ok(rendered)
}

/// The main part: what the package says it is, or where Word puts it.
fn main_part(package: &Package) -> Result<Option<usize>, Fault> {
    let root = package.relations("")?;
    let document = root.iter().find(|relation| relation.kind == "officeDocument");
    let part = document.and_then(|relation| package.find(&relation.target));
    let is_word = |part: &usize| package.parts[*part].name.to_lowercase().contains("word/");
    Ok(part.filter(is_word).or_else(|| package.find("word/document.xml")))
}

fn parts(package: &Package, main: usize) -> Result<Parts, Fault> {
    let name = &package.parts[main].name;
    let relations = package.relations(name)?;
    let beside = |kind: &str| {
        let relation = relations.iter().find(|relation| relation.kind == kind && !relation.external);
        relation.and_then(|relation| package.find(&relation.target))
    };
    let styles = part(package, beside("styles"), Styles::read)?;
    let numbering = part(package, beside("numbering"), Numbering::read)?;
    let text = package.text(main)?;
    let mut body = Body::new(Xml::new(&text.text, name), &styles);
    let blocks = body.document()?;
    let mut left = body.left;
    let mut notes = HashMap::new();
    for (end, kind) in [(false, "footnotes"), (true, "endnotes")] {
        let Some(at) = beside(kind) else { continue };
        let text = package.text(at)?;
        let mut body = Body::new(Xml::new(&text.text, &package.parts[at].name), &styles);
        notes.extend(body.notes()?.into_iter().map(|(id, blocks)| (Note { end, id }, blocks)));
        left.add(body.left);
    }
    let title = title::stated(package)?;
    Ok(Parts { styles, numbering, blocks, notes, title, left })
}

/// A part that documents may lack.
fn part<T: Default>(
    package: &Package,
    at: Option<usize>,
    read: impl FnOnce(&mut Xml) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let Some(at) = at else { return Ok(T::default()) };
    let text = package.text(at)?;
    read(&mut Xml::new(&text.text, &package.parts[at].name))
}

/// What is wrong with the package, as what is wrong with the document.
fn named(name: &DocumentName, fault: Fault) -> ParseError {
    let document = name.clone();
    match fault {
        Fault::Encrypted => ParseError::Encrypted { document },
        Fault::Damaged { part, detail } => {
            ParseError::Damaged { document, what: format!("{part}: {detail}") }
        }
        Fault::Unsafe { part, what } => {
            let why =
                format!("{part} holds {what}, which no word processor writes; it is not read any further");
            ParseError::Unread { document, why }
        }
        other => ParseError::Unread { document, why: other.to_string() },
    }
}
