//! Styles by what they are called and what they are based on (ECMA-376 part 1, 17.7). A style's id is the writing
//! program's own and often in its language; the built-in ones are told by their names.

use std::collections::HashMap;

use super::properties::{self, Para, Run, value};
use crate::sheet::{Fault, Xml};

/// The longest chain of styles that are based on one another.
const LONGEST_CHAIN: usize = 32;
/// The size of text that states none (17.3.2.38), in half points.
const SIZE: u32 = 20;

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    by_id: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    usual: Option<String>,
    /// What holds where no style says otherwise.
    all: Run,
}

/// One style.
#[derive(Debug, Default)]
struct Style {
    /// In lower case.
    name: String,
    based_on: Option<String>,
    para: Para,
    run: Run,
    /// Of a table: the first row looks like a header.
    heads: bool,
}

/// How a run looks, its styles considered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub bold: bool,
    pub hidden: bool,
    /// In half points.
    pub size: u32,
}

impl Styles {
    /// Reads the styles part.
    pub fn read(xml: &mut Xml) -> Result<Self, Fault> {
        let mut styles = Self::default();
        xml.child()?;
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "style" => {
                    let id = tag.attr("styleId").unwrap_or_default().into_owned();
                    if tag.flag("default") && tag.attr("type").is_some_and(|kind| kind == "paragraph") {
                        styles.usual = Some(id.clone());
                    }
                    styles.by_id.insert(id, style(xml)?);
                }
                "docDefaults" => styles.all = defaults(xml)?,
                _ => drop(xml.skip()?),
            }
        }
        Ok(styles)
    }

    /// A style and those it is based on, with their ids.
    fn chain<'a>(&'a self, id: Option<&'a str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let entry = |id: &'a str| Some((id, self.by_id.get(id)?));
        let first = id.and_then(entry);
        std::iter::successors(first, move |(_, style)| style.based_on.as_deref().and_then(entry))
            .take(LONGEST_CHAIN)
    }

    /// The styles of a paragraph, with their ids.
    fn of<'a>(&'a self, para: &'a Para) -> impl Iterator<Item = (&'a str, &'a Style)> {
        self.chain(para.style.as_deref().or(self.usual.as_deref()))
    }

    /// What a paragraph's own style is called, in lower case; its id where the document does not define it.
    pub fn name(&self, para: &Para) -> String {
        let own = self.of(para).next().map(|(_, style)| style.name.clone());
        own.or_else(|| para.style.as_ref().map(|id| id.to_lowercase())).unwrap_or_default()
    }

    /// The level of a heading, from 1; none for other paragraphs.
    pub fn heading(&self, para: &Para) -> Option<u8> {
        let stated = para.outline.or_else(|| self.of(para).find_map(|(_, style)| style.outline()));
        let undefined = || self.of(para).next().is_none().then(|| named_level(&self.name(para))).flatten();
        stated.or_else(undefined).filter(|level| *level < 9).map(|level| level + 1)
    }

    /// Whether a paragraph is the document's title.
    pub fn is_title(&self, para: &Para) -> bool {
        let mut names = self.of(para).map(|(_, style)| style.name.as_str());
        names.find(|name| matches!(*name, "title" | "subtitle")) == Some("title")
    }

    /// The list that a paragraph's style puts it in, with the style's id and the level that the style states.
    pub fn list<'a>(&'a self, para: &'a Para) -> Option<(&'a str, u32, Option<usize>)> {
        self.of(para).find_map(|(id, style)| Some((id, style.para.list?, style.para.level)))
    }

    /// The list that a list style names.
    pub fn list_of_style(&self, id: &str) -> Option<u32> {
        self.by_id.get(id)?.para.list
    }

    /// The indentation that a paragraph's style states.
    pub fn indent(&self, para: &Para) -> Option<i32> {
        self.of(para).find_map(|(_, style)| style.para.indent)
    }

    /// Whether the first row of a table of this style looks like a header.
    pub fn heads_rows(&self, table_style: &str) -> bool {
        self.chain(Some(table_style)).any(|(_, style)| style.heads)
    }

    /// How a run of a paragraph looks.
    pub fn look(&self, para: &Para, run: &Run) -> Look {
        let own = run.style.as_deref();
        let runs = || {
            let styles = self.chain(own).chain(self.of(para)).map(|(_, style)| &style.run);
            std::iter::once(run).chain(styles).chain(std::iter::once(&self.all))
        };
        Look {
            bold: runs().find_map(|run| run.bold).unwrap_or(false),
            hidden: runs().find_map(|run| run.hidden).unwrap_or(false),
            size: runs().find_map(|run| run.size).unwrap_or(SIZE),
        }
    }
}

impl Style {
    /// What the style says of a paragraph's place in the outline: 0 to 8 for a heading, 9 for none.
    fn outline(&self) -> Option<u8> {
        self.para.outline.or_else(|| named_level(&self.name))
    }
}

/// `heading 1` to 0, and so on.
fn named_level(name: &str) -> Option<u8> {
    let number: u8 = name.strip_prefix("heading")?.trim().parse().ok()?;
    (1..=9).contains(&number).then(|| number - 1)
}

fn style(xml: &mut Xml) -> Result<Style, Fault> {
    let mut style = Style::default();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "pPr" => {
                style.para = properties::para(xml)?;
                continue;
            }
            "rPr" => {
                style.run = properties::run(xml)?;
                continue;
            }
            "tblStylePr" if tag.attr("type").as_deref() == Some("firstRow") => {
                style.heads = is_emphasised(xml)?;
                continue;
            }
            "name" => style.name = value(&tag).unwrap_or_default().trim().to_lowercase(),
            "basedOn" => style.based_on = value(&tag),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(style)
}

/// Whether a part of a table is bold, or shaded.
fn is_emphasised(xml: &mut Xml) -> Result<bool, Fault> {
    let mut emphasised = false;
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "rPr" => emphasised |= properties::run(xml)?.bold == Some(true),
            "tcPr" => {
                while let Some(inner) = xml.child()? {
                    emphasised |= inner.local() == "shd";
                    xml.skip()?;
                }
            }
            _ => drop(xml.skip()?),
        }
    }
    Ok(emphasised)
}

fn defaults(xml: &mut Xml) -> Result<Run, Fault> {
    let mut run = Run::default();
    while let Some(tag) = xml.child()? {
        if tag.local() != "rPrDefault" {
            xml.skip()?;
            continue;
        }
        while let Some(inner) = xml.child()? {
            match inner.local() {
                "rPr" => run = properties::run(xml)?,
                _ => drop(xml.skip()?),
            }
        }
    }
    Ok(run)
}
