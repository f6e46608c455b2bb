//! Word documents as questionnaires (ECMA-376 part 1, 17): each table is a sheet, the paragraphs between them are one
//! more; content controls and check boxes are places that take one of a list. Filled in place.

mod fill;
mod lay;
mod read;

use std::collections::BTreeMap;

use super::package::Package;
use super::xml::{Patch, Text};
use super::{Fault, sniff};
use crate::workbook::{Position, Workbook};

pub(super) use fill::fill;

/// A document as it came, and every place in it that takes an answer.
#[derive(Debug)]
pub(super) struct Document {
    package: Package,
    part: usize,
    text: Text,
    pub workbook: Workbook,
    slots: BTreeMap<(usize, Position), Slot>,
}

/// What writing into a place does to the document's text.
#[derive(Clone, Debug)]
enum Slot {
    /// Paragraphs that are replaced by one: the element's opening with its properties, the run's properties, and
    /// what stands for a paragraph's end.
    Paragraphs(Blank),
    /// A content control whose content is replaced.
    Control { first: Vec<Patch>, blank: Blank },
    /// Check boxes with their labels; a lone box may have none.
    Boxes(Vec<CheckBox>),
    /// Why nothing is written here.
    Closed(String),
}

/// A place for running text.
#[derive(Clone, Debug)]
struct Blank {
    range: std::ops::Range<usize>,
    before: String,
    /// The prefix of the document's elements, with its colon.
    prefix: String,
    run_properties: String,
    after: String,
}

#[derive(Clone, Debug)]
struct CheckBox {
    label: String,
    ticked: bool,
    tick: Vec<Patch>,
}

/// Reads the document in a package.
pub(super) fn read(package: Package) -> Result<(Document, Workbook), Fault> {
    let signed = package.relations("")?.iter().any(|relation| relation.kind == "origin");
    if signed {
        return Err(Fault::Signed);
    }
    let part = main_part(&package)?;
    let text = package.text(part)?;
    let (workbook, slots) = read::grid(&text.text, &package.parts[part].name, is_read_only(&package)?)?;
    Ok((Document { package, part, text, workbook: workbook.clone(), slots }, workbook))
}

/// Whether a package holds a Word document.
pub(super) fn is_document(package: &Package) -> bool {
    main_part(package).is_ok()
}

fn main_part(package: &Package) -> Result<usize, Fault> {
    let root = package.relations("")?;
    let document = root.iter().find(|relation| relation.kind == "officeDocument");
    let part = document.and_then(|relation| package.find(&relation.target));
    let part = part.or_else(|| package.find("word/document.xml"));
    part.filter(|part| package.parts[*part].name.to_lowercase().contains("word/"))
        .ok_or_else(|| sniff::other_package(|name| package.find(name).is_some()))
}

/// Whether the document is protected so that only controls can be filled (17.15.1.29).
fn is_read_only(package: &Package) -> Result<bool, Fault> {
    let Some(part) = package.find("word/settings.xml") else { return Ok(false) };
    let text = package.text(part)?;
    let mut xml = super::xml::Xml::new(&text.text, "word/settings.xml");
    xml.child()?;
    while let Some(tag) = xml.child()? {
        if tag.local() == "documentProtection" {
            return Ok(
                tag.flag("enforcement") && tag.attr("edit").is_some_and(|edit| edit != "trackedChanges")
            );
        }
        xml.skip()?;
    }
    Ok(false)
}
