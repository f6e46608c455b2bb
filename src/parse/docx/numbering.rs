//! The numbers and bullets of lists, as they are shown (ECMA-376 part 1, 17.9). What a numbered paragraph is, a heading or an
//! item, must not enter here.

use std::collections::{HashMap, HashSet};

use super::figures;
use super::properties::{Para, indent, is_on, value};
use super::styles::Styles;
use crate::sheet::{Fault, Tag, Xml};

/// How many levels a list has.
const LEVELS: usize = 9;

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    kinds: HashMap<u32, Kind>,
    lists: HashMap<u32, List>,
}

/// A `w:abstractNum`: lists of one kind count on from each other.
#[derive(Debug, Default)]
struct Kind {
    levels: HashMap<usize, Level>,
    /// The list style that has the levels instead.
    link: Option<String>,
}

/// A `w:num`: a list, with what it has otherwise than its kind.
#[derive(Debug, Default)]
struct List {
    kind: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: u32,
    format: String,
    /// `%1.%2`.
    text: String,
    /// The level, from 1, that it begins anew after; 0 for never.
    restart: Option<usize>,
    /// The style whose paragraphs are of this level.
    style: Option<String>,
    /// All numbers are in digits.
    legal: bool,
    indent: Option<i32>,
}

/// Where a paragraph is in the lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub list: u32,
    pub level: usize,
}

/// What stands before a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    Number(String),
    Bullet,
    /// Nothing is seen: the paragraph goes on with an item.
    Blank,
}

/// How far each kind of list has been counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    reached: HashMap<u32, [Option<u32>; LEVELS]>,
    begun: HashSet<Place>,
}

impl Numbering {
    /// Reads the numbering part.
    pub fn read(xml: &mut Xml) -> Result<Self, Fault> {
        let mut numbering = Self::default();
        xml.child()?;
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "abstractNum" => {
                    let id = tag.number("abstractNumId").unwrap_or(0);
                    numbering.kinds.insert(id, kind(xml)?);
                }
                "num" => {
                    let id = tag.number("numId").unwrap_or(0);
                    numbering.lists.insert(id, list(xml)?);
                }
                _ => drop(xml.skip()?),
            }
        }
        Ok(numbering)
    }

    /// Where a paragraph is, by its own properties or by its style's; none for one that is in no list.
    pub fn place(&self, para: &Para, styles: &Styles) -> Option<Place> {
        let styled = styles.list(para);
        let list = para.list.or(styled.map(|(_, list, _)| list)).filter(|list| *list > 0)?;
        let of_style = || {
            let (style, styled, level) = styled.filter(|(_, styled, _)| *styled == list)?;
            level.or_else(|| self.level_of_style(styled, style, styles))
        };
        let level = para.level.or_else(of_style).unwrap_or(0).min(LEVELS - 1);
        self.lists.contains_key(&list).then_some(Place { list, level })
    }

    fn level_of_style(&self, list: u32, style: &str, styles: &Styles) -> Option<usize> {
        let (_, kind) = self.kind(list, styles)?;
        kind.levels.iter().find(|(_, level)| level.style.as_deref() == Some(style)).map(|(at, _)| *at)
    }

    /// The kind of a list, with its id; a list style's where it only names one.
    fn kind(&self, list: u32, styles: &Styles) -> Option<(u32, &Kind)> {
        let id = self.lists.get(&list)?.kind;
        let kind = self.kinds.get(&id)?;
        let linked = || {
            let id = self.lists.get(&styles.list_of_style(kind.link.as_ref()?)?)?.kind;
            Some((id, self.kinds.get(&id)?))
        };
        if kind.levels.is_empty() { linked() } else { Some((id, kind)) }
    }

    fn level(&self, place: Place, styles: &Styles) -> Option<&Level> {
        let own = self.lists.get(&place.list)?.levels.get(&place.level);
        own.or_else(|| self.kind(place.list, styles)?.1.levels.get(&place.level))
    }

    /// The indentation of a level's paragraphs.
    pub fn indent(&self, place: Place, styles: &Styles) -> Option<i32> {
        self.level(place, styles)?.indent
    }

    /// Whether a level has numbers rather than bullets or nothing.
    pub fn counts(&self, place: Place, styles: &Styles) -> bool {
        self.level(place, styles).is_some_and(|level| {
            !matches!(level.format.as_str(), "bullet" | "none") && level.text.contains('%')
        })
    }

    /// Counts a paragraph and gives what stands before it.
    pub fn marker(&self, place: Place, styles: &Styles, counters: &mut Counters) -> Marker {
        let Some((kind, _)) = self.kind(place.list, styles) else { return Marker::Blank };
        let list = &self.lists[&place.list];
        let reached = counters.reached.entry(kind).or_default();
        // A list that states where it starts does so at each of its levels, when it comes to it first.
        if counters.begun.insert(place) && list.starts.contains_key(&place.level) {
            reached[place.level] = None;
        }
        let here = |level: usize| self.level(Place { level, ..place }, styles);
        let start = |level: usize| {
            let stated = list.starts.get(&level).copied();
            stated.or_else(|| here(level).map(|level| level.start)).unwrap_or(1)
        };
        // Levels above that were skipped are counted as if they had been there.
        for (above, number) in reached.iter_mut().enumerate().take(place.level) {
            number.get_or_insert_with(|| start(above));
        }
        let next = reached[place.level].map_or_else(|| start(place.level), |number| number.saturating_add(1));
        reached[place.level] = Some(next);
        for (deeper, number) in reached.iter_mut().enumerate().skip(place.level + 1) {
            let until = here(deeper).and_then(|level| level.restart).unwrap_or(deeper);
            if place.level < until {
                *number = None;
            }
        }
        let numbers = std::array::from_fn(|level| reached[level].unwrap_or_else(|| start(level)));
        here(place.level).map_or(Marker::Blank, |level| level.marker(&numbers, here))
    }
}

impl Level {
    fn marker<'a>(&self, numbers: &[u32; LEVELS], others: impl Fn(usize) -> Option<&'a Self>) -> Marker {
        if self.format == "bullet" {
            return if self.text.trim().is_empty() { Marker::Blank } else { Marker::Bullet };
        }
        let mut shown = self.text.clone();
        for (level, number) in numbers.iter().enumerate() {
            let variable = format!("%{}", level + 1);
            if shown.contains(&variable) {
                let format = others(level).map_or("decimal", |other| other.format.as_str());
                let format = if self.legal && format != "none" { "decimal" } else { format };
                shown = shown.replace(&variable, &figures::written(*number, format));
            }
        }
        let shown = shown.trim();
        if shown.contains(char::is_alphanumeric) { Marker::Number(shown.to_owned()) } else { Marker::Blank }
    }
}

fn kind(xml: &mut Xml) -> Result<Kind, Fault> {
    let mut kind = Kind::default();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "lvl" => {
                let at = tag.number("ilvl").unwrap_or(0);
                kind.levels.insert(at, level(xml)?);
            }
            "numStyleLink" => {
                kind.link = value(&tag);
                xml.skip()?;
            }
            _ => drop(xml.skip()?),
        }
    }
    Ok(kind)
}

fn list(xml: &mut Xml) -> Result<List, Fault> {
    let mut list = List::default();
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "abstractNumId" => {
                list.kind = tag.number("val").unwrap_or(0);
                xml.skip()?;
            }
            "lvlOverride" => changes(&tag, xml, &mut list)?,
            _ => drop(xml.skip()?),
        }
    }
    Ok(list)
}

fn changes(of: &Tag, xml: &mut Xml, list: &mut List) -> Result<(), Fault> {
    let at = of.number("ilvl").unwrap_or(0);
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "lvl" => {
                let level = level(xml)?;
                list.levels.insert(at, level);
            }
            "startOverride" => {
                list.starts.insert(at, tag.number("val").unwrap_or(1));
                xml.skip()?;
            }
            _ => drop(xml.skip()?),
        }
    }
    Ok(())
}

fn level(xml: &mut Xml) -> Result<Level, Fault> {
    // Without a format, levels are decimal; without a start, they begin at 0 (17.9.17, 17.9.25).
    let mut level = Level { format: "decimal".to_owned(), ..Level::default() };
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "pPr" => {
                level.indent = indented(xml)?;
                continue;
            }
            "start" => level.start = tag.number("val").unwrap_or(0),
            "numFmt" => level.format = value(&tag).unwrap_or_default(),
            "lvlText" => level.text = value(&tag).unwrap_or_default(),
            "lvlRestart" => level.restart = tag.number("val"),
            "pStyle" => level.style = value(&tag),
            "isLgl" => level.legal = is_on(&tag),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(level)
}

fn indented(xml: &mut Xml) -> Result<Option<i32>, Fault> {
    let mut found = None;
    while let Some(tag) = xml.child()? {
        if tag.local() == "ind" {
            found = indent(&tag);
        }
        xml.skip()?;
    }
    Ok(found)
}
