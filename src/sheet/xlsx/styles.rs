//! How cells look (ECMA-376 part 1, 18.8): for each cell format its number format, fill, weight, border and lock;
//! theme and indexed colours resolved.

use std::collections::HashMap;

use crate::sheet::Fault;
use crate::sheet::number::NumberFormat;
use crate::sheet::xml::{Tag, Xml, is_true};

/// The most formats that are kept; Excel itself stops at 65,490.
const MOST: usize = 70_000;

/// What a cell format (`xf`) says.
#[derive(Clone, Debug, Default)]
pub(super) struct Look {
    pub bold: bool,
    pub border: bool,
    pub fill: Option<u32>,
    pub unlocked: bool,
    pub format: NumberFormat,
}

/// Every cell format of the workbook, by the index that cells name.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles(Vec<Look>);

impl Styles {
    /// The look that an index stands for; the plain one where there is no such index.
    pub fn look(&self, index: Option<usize>) -> &Look {
        static PLAIN: Look =
            Look { bold: false, border: false, fill: None, unlocked: false, format: NumberFormat::General };
        self.0.get(index.unwrap_or(0)).unwrap_or(&PLAIN)
    }

    /// Reads the styles part; `theme` is the theme part's text, empty where there is none.
    pub fn read(text: &str, part: &str, theme: &str) -> Result<Self, Fault> {
        let mut reader = Reading { colours: Colours::of(theme), ..Reading::default() };
        let mut xml = Xml::new(text, part);
        xml.child()?;
        let mut waiting = Vec::new();
        while let Some(tag) = xml.child()? {
            match tag.local() {
                "numFmts" => reader.formats(&mut xml)?,
                "fonts" => reader.fonts(&mut xml)?,
                "fills" => reader.fills(&mut xml)?,
                "borders" => reader.borders(&mut xml)?,
                "colors" => reader.palette(&mut xml)?,
                "cellXfs" => waiting = cell_formats(&mut xml)?,
                _ => drop(xml.skip()?),
            }
        }
        Ok(Self(waiting.into_iter().map(|raw| reader.look(&raw)).collect()))
    }
}

/// A cell format before its indices are resolved.
#[derive(Default)]
struct Raw {
    format: u32,
    font: usize,
    fill: usize,
    border: usize,
    unlocked: bool,
}

fn cell_formats(xml: &mut Xml) -> Result<Vec<Raw>, Fault> {
    let mut found = Vec::new();
    while let Some(tag) = xml.child()? {
        let mut raw = Raw {
            format: tag.number("numFmtId").unwrap_or(0),
            font: tag.number("fontId").unwrap_or(0),
            fill: tag.number("fillId").unwrap_or(0),
            border: tag.number("borderId").unwrap_or(0),
            unlocked: false,
        };
        while let Some(inner) = xml.child()? {
            if inner.local() == "protection" {
                raw.unlocked = inner.attr("locked").is_some_and(|locked| !is_true(&locked));
            }
            xml.skip()?;
        }
        if found.len() < MOST {
            found.push(raw);
        }
    }
    Ok(found)
}

#[derive(Default)]
struct Reading {
    formats: HashMap<u32, NumberFormat>,
    bold: Vec<bool>,
    fills: Vec<Option<Colour>>,
    borders: Vec<bool>,
    colours: Colours,
}

impl Reading {
    fn formats(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            if let (Some(id), Some(code)) = (tag.number("numFmtId"), tag.attr("formatCode")) {
                self.formats.insert(id, NumberFormat::of(&code));
            }
            xml.skip()?;
        }
        Ok(())
    }

    fn fonts(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while xml.child()?.is_some() {
            let mut bold = false;
            while let Some(tag) = xml.child()? {
                bold |= tag.local() == "b" && tag.attr("val").is_none_or(|value| is_true(&value));
                xml.skip()?;
            }
            self.bold.push(bold);
        }
        Ok(())
    }

    fn borders(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while xml.child()?.is_some() {
            let mut any = false;
            while let Some(side) = xml.child()? {
                let drawn = side.attr("style").is_some_and(|style| style != "none");
                any |= drawn && matches!(side.local(), "left" | "right" | "top" | "bottom" | "start" | "end");
                xml.skip()?;
            }
            self.borders.push(any);
        }
        Ok(())
    }

    fn fills(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while xml.child()?.is_some() {
            let mut fill = None;
            while let Some(tag) = xml.child()? {
                match tag.local() {
                    "patternFill" => fill = pattern(xml, tag.attr("patternType").as_deref())?,
                    "gradientFill" => fill = first_stop(xml)?,
                    _ => drop(xml.skip()?),
                }
            }
            self.fills.push(fill);
        }
        Ok(())
    }

    fn palette(&mut self, xml: &mut Xml) -> Result<(), Fault> {
        while let Some(tag) = xml.child()? {
            if tag.local() != "indexedColors" {
                xml.skip()?;
                continue;
            }
            let mut palette = Vec::new();
            while let Some(colour) = xml.child()? {
                palette.push(colour.attr("rgb").and_then(|rgb| hex(&rgb)).unwrap_or(0));
                xml.skip()?;
            }
            self.colours.palette = palette;
        }
        Ok(())
    }

    fn look(&self, raw: &Raw) -> Look {
        let format = self.formats.get(&raw.format).cloned().or_else(|| NumberFormat::built_in(raw.format));
        let fill = self.fills.get(raw.fill).cloned().flatten();
        Look {
            bold: self.bold.get(raw.font).copied().unwrap_or(false),
            border: self.borders.get(raw.border).copied().unwrap_or(false),
            fill: fill.and_then(|colour| self.colours.resolve(&colour)).filter(|rgb| *rgb != 0xFF_FF_FF),
            unlocked: raw.unlocked,
            format: format.unwrap_or_default(),
        }
    }
}

/// A colour as the file gives it.
#[derive(Clone, Debug)]
enum Colour {
    Rgb(u32),
    Indexed(usize),
    Theme(usize, f64),
}

impl Colour {
    fn of(tag: &Tag) -> Option<Self> {
        if let Some(theme) = tag.number("theme") {
            return Some(Self::Theme(theme, tag.number("tint").unwrap_or(0.0)));
        }
        if let Some(rgb) = tag.attr("rgb") {
            return hex(&rgb).map(Self::Rgb);
        }
        tag.number("indexed").map(Self::Indexed)
    }
}

/// `AARRGGBB` or `RRGGBB`.
fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text.trim_start_matches('#'), 16).ok().map(|argb| argb & 0xFF_FF_FF)
}

fn pattern(xml: &mut Xml, kind: Option<&str>) -> Result<Option<Colour>, Fault> {
    let (mut front, mut back) = (None, None);
    while let Some(tag) = xml.child()? {
        match tag.local() {
            "fgColor" => front = Colour::of(&tag),
            "bgColor" => back = Colour::of(&tag),
            _ => {}
        }
        xml.skip()?;
    }
    Ok(match kind {
        None | Some("none") => None,
        Some("solid") => front.or(back),
        Some(_) => front.filter(|colour| !matches!(colour, Colour::Indexed(64..))),
    })
}

fn first_stop(xml: &mut Xml) -> Result<Option<Colour>, Fault> {
    let mut found = None;
    while xml.child()?.is_some() {
        while let Some(tag) = xml.child()? {
            found = found.or_else(|| Colour::of(&tag));
            xml.skip()?;
        }
    }
    Ok(found)
}

/// The workbook's palettes.
#[derive(Default)]
struct Colours {
    theme: Vec<u32>,
    palette: Vec<u32>,
}

/// The default palette (18.8.27); the first eight are repeated.
pub(in crate::sheet) const INDEXED: [u32; 64] = [
    0x000000, 0xFFFFFF, 0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x000000, 0xFFFFFF,
    0xFF0000, 0x00FF00, 0x0000FF, 0xFFFF00, 0xFF00FF, 0x00FFFF, 0x800000, 0x008000, 0x000080, 0x808000,
    0x800080, 0x008080, 0xC0C0C0, 0x808080, 0x9999FF, 0x993366, 0xFFFFCC, 0xCCFFFF, 0x660066, 0xFF8080,
    0x0066CC, 0xCCCCFF, 0x000080, 0xFF00FF, 0xFFFF00, 0x00FFFF, 0x800080, 0x800000, 0x008080, 0x0000FF,
    0x00CCFF, 0xCCFFFF, 0xCCFFCC, 0xFFFF99, 0x99CCFF, 0xFF99CC, 0xCC99FF, 0xFFCC99, 0x3366FF, 0x33CCCC,
    0x99CC00, 0xFFCC00, 0xFF9900, 0xFF6600, 0x666699, 0x969696, 0x003366, 0x339966, 0x003300, 0x333300,
    0x993300, 0x993366, 0x333399, 0x333333,
];

/// Office's own theme, for workbooks without one.
const OFFICE: [u32; 12] = [
    0xFFFFFF, 0x000000, 0xE7E6E6, 0x44546A, 0x4472C4, 0xED7D31, 0xA5A5A5, 0xFFC000, 0x5B9BD5, 0x70AD47,
    0x0563C1, 0x954F72,
];

impl Colours {
    /// The theme's twelve colours (20.1.6.2). Light and dark stand the other way round than in the theme part.
    fn of(theme: &str) -> Self {
        let mut colours = scheme(theme).unwrap_or_default();
        if colours.len() < 12 {
            colours = OFFICE.to_vec();
        } else {
            colours.swap(0, 1);
            colours.swap(2, 3);
        }
        Self { theme: colours, palette: Vec::new() }
    }

    fn resolve(&self, colour: &Colour) -> Option<u32> {
        match *colour {
            Colour::Rgb(rgb) => Some(rgb),
            Colour::Indexed(at) => self.palette.get(at).or_else(|| INDEXED.get(at)).copied(),
            Colour::Theme(at, tint) => self.theme.get(at).map(|rgb| tinted(*rgb, tint)),
        }
    }
}

fn scheme(theme: &str) -> Result<Vec<u32>, Fault> {
    let mut xml = Xml::new(theme, "the theme");
    let mut found = Vec::new();
    if xml.child()?.is_none() {
        return Ok(found);
    }
    while let Some(tag) = xml.child()? {
        if tag.local() != "themeElements" {
            xml.skip()?;
            continue;
        }
        while let Some(tag) = xml.child()? {
            if tag.local() == "clrScheme" {
                entries(&mut xml, &mut found)?;
            } else {
                xml.skip()?;
            }
        }
    }
    Ok(found)
}

fn entries(xml: &mut Xml, found: &mut Vec<u32>) -> Result<(), Fault> {
    while xml.child()?.is_some() {
        let mut rgb = 0;
        while let Some(tag) = xml.child()? {
            let value = tag.attr("lastClr").or_else(|| tag.attr("val"));
            rgb = value.and_then(|value| hex(&value)).unwrap_or(rgb);
            xml.skip()?;
        }
        found.push(rgb);
    }
    Ok(())
}

/// Lightens or darkens in the hue-lightness-saturation model (18.8.3, `tint`). Scaling lightness alone comes to this.
fn tinted(rgb: u32, tint: f64) -> u32 {
    if tint == 0.0 {
        return rgb;
    }
    let channels = [16, 8, 0].map(|shift| f64::from(rgb >> shift & 0xFF) / 255.0);
    let (most, least) =
        (channels.iter().copied().fold(0.0, f64::max), channels.iter().copied().fold(1.0, f64::min));
    let light = (most + least) / 2.0;
    let wanted = if tint < 0.0 { light * (1.0 + tint) } else { light * (1.0 - tint) + tint };
    let reach = |light: f64| light.min(1.0 - light);
    let scale = if reach(light) > 0.0 { reach(wanted) / reach(light) } else { 0.0 };
    channels.iter().fold(0, |rgb, channel| {
        let value = (wanted + (channel - light) * scale).clamp(0.0, 1.0);
        rgb << 8 | (value * 255.0).round() as u32
    })
}
