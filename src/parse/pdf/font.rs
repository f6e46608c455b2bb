//! What a code of a PDF's font says, how wide it is, and whether the font is a bold one. Fonts are loaded once a document.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use hayro_font::hayro_syntax::object::{Array, Dict, Name, ObjectIdentifier};
use hayro_font::{CMapResolverFn, Font, FontCache, FontGlyph, FontQuery, FontResolverFn};

/// The weight from which a font is a bold one.
const BOLD: u32 = 600;
/// What bold fonts have in their names, in lower case; `cmbx` is Computer Modern.
const BOLD_NAMES: &[&str] = &["bold", "black", "heavy", "demi", "cmbx", "-bd"];

/// The fonts of one document.
pub(super) struct Fonts<'a> {
    cache: FontCache<'a>,
    loaded: RefCell<HashMap<ObjectIdentifier, Option<Rc<Face<'a>>>>>,
    programs: FontResolverFn,
    cmaps: CMapResolverFn,
}

/// One font.
pub(super) struct Face<'a> {
    font: Font<'a>,
    pub bold: bool,
    pub italic: bool,
    /// How large its letters are, where that is not the size that is asked for: fonts whose letters are drawings.
    pub scale: f64,
    /// Its letters are pictures: ticks and bullets.
    pictures: bool,
}

impl<'a> Fonts<'a> {
    pub fn new() -> Self {
        Self {
            cache: FontCache::new(),
            loaded: RefCell::default(),
            programs: Arc::new(|query| {
                Some(match query {
                    FontQuery::Standard(font) => font.get_font_data(),
                    FontQuery::Fallback(font) => font.pick_standard_font().get_font_data(),
                })
            }),
            cmaps: Arc::new(hayro_cmap::load_embedded),
        }
    }

    /// The font of a dictionary; none where it is damaged.
    pub fn face(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let Some(id) = dict.obj_id() else { return self.load(dict) };
        if let Some(found) = self.loaded.borrow().get(&id) {
            return found.clone();
        }
        let face = self.load(dict);
        self.loaded.borrow_mut().insert(id, face.clone());
        face
    }

    fn load(&self, dict: &Dict<'a>) -> Option<Rc<Face<'a>>> {
        let font = self.cache.font(dict, &self.programs, &self.cmaps)?;
        let name = dict.get::<Name<'_>>(b"BaseFont").map(|name| name.as_str().to_lowercase());
        let name = name.unwrap_or_default();
        let descendant =
            dict.get::<Array<'_>>(b"DescendantFonts").and_then(|all| all.iter::<Dict<'_>>().next());
        let descriptor = descendant.as_ref().unwrap_or(dict).get::<Dict<'_>>(b"FontDescriptor");
        let weight = descriptor.as_ref().and_then(|d| d.get::<u32>(b"FontWeight")).unwrap_or(400);
        let flags = descriptor.as_ref().and_then(|d| d.get::<u32>(b"Flags")).unwrap_or(0);
        Some(Rc::new(Face {
            font,
            bold: weight >= BOLD
                || flags & (1 << 18) != 0
                || BOLD_NAMES.iter().any(|bold| name.contains(bold)),
            scale: scale(dict).unwrap_or(1.0),
            italic: flags & (1 << 6) != 0 || name.contains("italic") || name.contains("oblique"),
            pictures: ["wingdings", "webdings", "dingbats"].iter().any(|pictures| name.contains(pictures)),
        }))
    }
}

impl Face<'_> {
    /// The code at a place of a shown string, and how many bytes it takes.
    pub fn code(&self, bytes: &[u8], at: usize) -> (u32, usize) {
        let (code, length) = self.font.read_code(bytes, at);
        (code, length.max(1))
    }

    /// How far the next letter is, to the right and down, in thousandths of the size.
    pub fn advance(&self, code: u32) -> (f64, f64) {
        let advance = self.font.code_advance(code);
        (advance.x, advance.y)
    }

    /// Lines are written from left to right.
    pub fn is_horizontal(&self) -> bool {
        self.font.is_horizontal()
    }

    /// What the code says; none where the font does not tell.
    pub fn text(&self, code: u32) -> Option<String> {
        let said = match self.font.glyph(self.font.map_code(code), code) {
            FontGlyph::Outline(glyph) => glyph.as_unicode(),
            FontGlyph::Type3(glyph) => glyph.as_unicode(),
        };
        let said = match said {
            Some(hayro_cmap::BfString::Char(c)) => Some(c.to_string()),
            Some(hayro_cmap::BfString::String(text)) => Some(text),
            None => None,
        };
        if self.pictures { Some(picture(said.as_deref(), code)) } else { said.map(|text| plain(&text)) }
    }
}

/// A tick, a cross or a bullet.
fn picture(said: Option<&str>, code: u32) -> String {
    let is = |c: char| said.is_some_and(|said| said.starts_with(c));
    let code = code & 0xFF;
    if is(' ') || said.is_none() && code == 0x20 {
        return " ".to_owned();
    }
    let tick = ['✓', '✔', '☑', 'þ', 'ü'].into_iter().any(is) || matches!(code, 0xFC | 0xFE) && said.is_none();
    let cross = ['✗', '✘', '☒', 'ý', 'û'].into_iter().any(is);
    if tick {
        "✓"
    } else if cross {
        "✗"
    } else {
        "•"
    }
    .to_owned()
}

/// Letters as they are written by hand: ligatures taken apart, signs of no width left out.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            'ﬀ' => out.push_str("ff"),
            'ﬁ' => out.push_str("fi"),
            'ﬂ' => out.push_str("fl"),
            'ﬃ' => out.push_str("ffi"),
            'ﬄ' => out.push_str("ffl"),
            'ﬅ' | 'ﬆ' => out.push_str("st"),
            '\u{F0B7}' | '\u{F0A7}' | '\u{F0D8}' | '\u{F076}' | '\u{F02D}' => out.push('•'),
            '\u{F0FC}' => out.push('✓'),
            '\u{A0}' | '\t' | '\r' | '\n' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{3000}' => {
                out.push(' ')
            }
            '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// A font of drawings has its own measure.
fn scale(dict: &Dict<'_>) -> Option<f64> {
    let [.., low, _, high] = dict
        .get::<Name<'_>>(b"Subtype")
        .filter(|kind| kind.as_str() == "Type3")
        .and(dict.get::<[f64; 4]>(b"FontBBox"))?;
    let [_, _, _, unit, ..] = dict.get::<[f64; 6]>(b"FontMatrix")?;
    let scale = ((high - low) * unit).abs();
    (scale.is_finite() && scale > 0.0 && !(0.6..1.7).contains(&scale)).then_some(scale)
}
