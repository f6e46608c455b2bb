//! Properties of paragraphs and runs, as they stand in the text and in styles (ECMA-376 part 1, 17.3.1 and 17.3.2). Only
//! those that decide what is shown and what it is; what a style adds to them must not enter here.

use crate::sheet::{Fault, Tag, Xml, is_true};

/// A run's properties.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub style: Option<String>,
    pub bold: Option<bool>,
    pub hidden: Option<bool>,
    /// In half points.
    pub size: Option<u32>,
    /// A tracked deletion; of a paragraph's mark, it joins the paragraph to the next.
    pub gone: bool,
}

/// A paragraph's properties.
#[derive(Clone, Debug, Default)]
pub(super) struct Para {
    pub style: Option<String>,
    /// 0 to 8 for the outermost to the innermost heading, 9 for none.
    pub outline: Option<u8>,
    /// Which list it is in: the number of a `w:num`, 0 for none.
    pub list: Option<u32>,
    /// How deep it is in the list, from 0.
    pub level: Option<usize>,
    /// How far its lines but the first are indented, in twentieths of a point.
    pub indent: Option<i32>,
    /// A capital that stands before the next paragraph.
    pub drop_cap: bool,
    /// Its mark's properties.
    pub mark: Run,
}

/// Reads the content of a `w:rPr`.
pub(super) fn run(xml: &mut Xml) -> Result<Run, Fault> {
    let mut run = Run::default();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "rStyle" => run.style = value(&tag),
            "b" => run.bold = Some(is_on(&tag)),
            "vanish" => run.hidden = Some(is_on(&tag)),
            "sz" => run.size = half_points(&tag),
            "del" | "moveFrom" => run.gone = true,
            _ => {}
        }
        xml.skip()?;
    }
    Ok(run)
}

/// Reads the content of a `w:pPr`.
pub(super) fn para(xml: &mut Xml) -> Result<Para, Fault> {
    let mut para = Para::default();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "rPr" => {
                para.mark = run(xml)?;
                continue;
            }
            "numPr" => {
                list(xml, &mut para)?;
                continue;
            }
            "pStyle" => para.style = value(&tag),
            "outlineLvl" => para.outline = tag.number("val"),
            "ind" => para.indent = indent(&tag),
            "framePr" => para.drop_cap = tag.attr("dropCap").is_some_and(|cap| cap != "none"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(para)
}

fn list(xml: &mut Xml, para: &mut Para) -> Result<(), Fault> {
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "ilvl" => para.level = tag.number("val"),
            "numId" => para.list = tag.number("val"),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(())
}

/// A `w:ind`'s indentation of all lines.
pub(super) fn indent(tag: &Tag) -> Option<i32> {
    tag.number("left").or_else(|| tag.number("start"))
}

/// The value of an element that has nothing else.
pub(super) fn value(tag: &Tag) -> Option<String> {
    tag.attr("val").map(std::borrow::Cow::into_owned)
}

/// Whether a property that is on or off is on (17.17.4).
pub(super) fn is_on(tag: &Tag) -> bool {
    tag.attr("val").is_none_or(|value| is_true(&value))
}

/// A size: half points, or in strict files also points with their unit.
fn half_points(tag: &Tag) -> Option<u32> {
    let value = tag.attr("val")?;
    match value.strip_suffix("pt") {
        Some(points) => points.trim().parse::<u32>().ok()?.checked_mul(2),
        None => value.trim().parse().ok(),
    }
}
