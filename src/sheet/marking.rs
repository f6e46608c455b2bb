//! What a filled copy says about itself outside its cells: the document property that calls it a draft, alike in all
//! Office Open XML packages.

use quick_xml::escape::escape;

use super::package::{Changes, Package};
use super::xml::{Patch, Tag, Xml, apply, retagged};
use super::{Fault, Marking};

/// The property's name.
const PROPERTY: &str = "Countersign";
/// The format of all custom properties (ECMA-376 part 1, 22.3.2.2).
const FORMAT: &str = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}";
const CUSTOM_TYPE: &str = "application/vnd.openxmlformats-officedocument.custom-properties+xml";
const CUSTOM_RELATION: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties";
const CUSTOM_RELATION_STRICT: &str =
    "http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties";
/// Puts the marking into the document's properties: parts that change, and parts that are new.
pub(super) fn mark(package: &Package, marking: &Marking, changes: &mut Changes) -> Result<(), Fault> {
    let root = package.relations("")?;
    let relation = root.iter().find(|r| matches!(r.kind.as_str(), "custom-properties" | "customProperties"));
    let existing = relation.and_then(|relation| package.find(&relation.target));
    let Some(part) = existing else {
        return marking.property().map_or(Ok(()), |value| create(package, &value, changes));
    };
    let mut text = package.text(part)?;
    // A copy of a draft that has nothing to say any more must not go on calling itself one.
    let was_marked = || text.text.contains(&format!("name=\"{PROPERTY}\""));
    if let Some(value) = marking.property().or_else(|| was_marked().then(|| marking.state().to_owned())) {
        text.text = merged(&text.text, &package.parts[part].name, &value)?;
        changes.changed.insert(part, text.into_bytes());
    }
    Ok(())
}

fn property(prefix: &str, id: u32, value: &str) -> String {
    format!(
        "<{prefix}property fmtid=\"{FORMAT}\" pid=\"{id}\" name=\"{PROPERTY}\"><vt:lpwstr xmlns:vt=\"{}\">{}</vt:lpwstr>\
         </{prefix}property>",
        "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes",
        escape(value)
    )
}

/// The properties part with ours in it, in the place of an earlier one.
fn merged(text: &str, part: &str, value: &str) -> Result<String, Fault> {
    let mut xml = Xml::new(text, part);
    let root = xml.child()?.ok_or_else(|| Fault::damaged(part, "it is empty"))?;
    let mut most = 1;
    loop {
        let tag = match xml.child_or_end()? {
            Ok(tag) => tag,
            Err(end) => {
                let new = property(root.prefix(), most + 1, value);
                return Ok(apply(text, vec![inserted(text, &root, end.start, new)]));
            }
        };
        let id: u32 = tag.number("pid").unwrap_or(1);
        most = most.max(id);
        let ours = tag.attr("name").as_deref() == Some(PROPERTY);
        let start = tag.range.start;
        let end = xml.skip()?;
        if ours {
            return Ok(apply(text, vec![(start..end, property(root.prefix(), id, value))]));
        }
    }
}

/// An insertion at the end of an element's content, also where the element is `<a/>`.
fn inserted(text: &str, element: &Tag, end: usize, new: String) -> Patch {
    if text[element.range.clone()].ends_with("/>") {
        let open = retagged(element, &[], &[], ">");
        (element.range.clone(), format!("{open}{new}</{}>", element.qualified()))
    } else {
        (end..end, new)
    }
}

fn create(package: &Package, value: &str, changes: &mut Changes) -> Result<(), Fault> {
    let missing = |name: &str| Fault::damaged(name, "the part is missing");
    let types = package.find("[Content_Types].xml").ok_or_else(|| missing("[Content_Types].xml"))?;
    let relations = package.find("_rels/.rels").ok_or_else(|| missing("_rels/.rels"))?;
    let name = (0..)
        .map(|n| if n == 0 { "docProps/custom.xml".to_owned() } else { format!("docProps/custom{n}.xml") })
        .find(|name| package.find(name).is_none())
        .expect("there are more names than parts");
    let kind = format!(" PartName=\"/{name}\" ContentType=\"{CUSTOM_TYPE}\"/>");
    let bytes = with_child(package, types, "Override", &kind)?;
    changes.changed.insert(types, bytes);
    let ids: Vec<String> = package.relations("")?.into_iter().map(|relation| relation.id).collect();
    let id = (1..).map(|n| format!("rIdCountersign{n}")).find(|id| !ids.contains(id)).expect("an id is free");
    let strict = package.text(relations)?.text.contains("http://purl.oclc.org/ooxml/");
    let kind = if strict { CUSTOM_RELATION_STRICT } else { CUSTOM_RELATION };
    let relation = format!(" Id=\"{id}\" Type=\"{kind}\" Target=\"{name}\"/>");
    let bytes = with_child(package, relations, "Relationship", &relation)?;
    changes.changed.insert(relations, bytes);
    let text = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<Properties xmlns=\"{}\">{}</Properties>",
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        property("", 2, value)
    );
    changes.added.push((name, text.into_bytes()));
    Ok(())
}

/// A part with one more child at the end of its root.
fn with_child(package: &Package, part: usize, name: &str, attributes: &str) -> Result<Vec<u8>, Fault> {
    let mut text = package.text(part)?;
    let patched = {
        let mut xml = Xml::new(&text.text, &package.parts[part].name);
        let root = xml.child()?.ok_or_else(|| Fault::damaged(&package.parts[part].name, "it is empty"))?;
        let end = loop {
            match xml.child_or_end()? {
                Ok(_) => drop(xml.skip()?),
                Err(end) => break end.start,
            }
        };
        let child = format!("<{}{name}{attributes}", root.prefix());
        apply(&text.text, vec![inserted(&text.text, &root, end, child)])
    };
    text.text = patched;
    Ok(text.into_bytes())
}
