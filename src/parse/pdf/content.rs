//! A page's drawing instructions, followed as far as letters and thin lines go. What is drawn is not looked at: colours are
//! numbers, pictures are counted. Drawings that call each other without end are given up.

use std::rc::Rc;

use hayro_font::hayro_syntax::content::TypedIter;
use hayro_font::hayro_syntax::content::ops::TypedInstruction as Op;
use hayro_font::hayro_syntax::object::{Array, Dict, Name, Number, Object, Stream, String as Bytes};
use hayro_font::hayro_syntax::page::{Page, Resources};
use hayro_font::kurbo::{Affine, Point};

use super::budget::Budget;
use super::font::{Face, Fonts};
use super::marks::{Glyph, Look, Marks};
use super::strings::unicode;
use super::strokes::Path;

/// Drawings within drawings.
const DEEPEST: usize = 12;
/// States kept at a time.
const MOST_STATES: usize = 512;
/// What is drawn on a page.
pub(super) fn marks<'a>(page: &Page<'a>, fonts: &Fonts<'a>, budget: &mut Budget) -> Marks {
    let (width, height) = page.render_dimensions();
    let start = Affine::new(page.initial_transform(true).as_coeffs());
    let state = State { place: start, ..State::default() };
    let marks = Marks { width, height, ..Marks::default() };
    let mut pen =
        Pen { fonts, budget, marks, state, saved: Vec::new(), path: Path::default(), said: Vec::new() };
    if let Some(content) = page.page_stream() {
        pen.follow(content, page.resources(), 0);
    }
    let seen = |glyph: &Glyph| {
        let (width, height) =
            if glyph.turns.is_some_and(|turns| turns % 2 == 1) { (height, width) } else { (width, height) };
        glyph.x1 > -1.0 && glyph.x0 < width + 1.0 && glyph.y > -1.0 && glyph.y < height + 1.0
    };
    pen.marks.glyphs.retain(seen);
    pen.marks
}

struct Pen<'p, 'a> {
    fonts: &'p Fonts<'a>,
    budget: &'p mut Budget,
    marks: Marks,
    state: State<'a>,
    saved: Vec<State<'a>>,
    path: Path,
    said: Vec<Mark>,
}

/// A stretch of content that says something of itself.
struct Mark {
    /// Letters before it.
    from: usize,
    /// What is said in place of its letters.
    said: Option<String>,
    /// It is there for the page, as running heads and page numbers are.
    furniture: bool,
}

#[derive(Clone)]
struct State<'a> {
    place: Affine,
    ink: u32,
    face: Option<Rc<Face<'a>>>,
    size: f64,
    letter_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: i64,
    text: Affine,
    line: Affine,
}

impl Default for State<'_> {
    fn default() -> Self {
        Self {
            place: Affine::IDENTITY,
            ink: 0,
            face: None,
            size: 1.0,
            letter_space: 0.0,
            word_space: 0.0,
            stretch: 1.0,
            leading: 0.0,
            rise: 0.0,
            mode: 0,
            text: Affine::IDENTITY,
            line: Affine::IDENTITY,
        }
    }
}

impl<'a> Pen<'_, 'a> {
    fn follow(&mut self, content: &[u8], resources: &Resources<'a>, depth: usize) {
        let mut instructions = TypedIter::new(content);
        while let Some(op) = instructions.next() {
            if !self.budget.spend() {
                return;
            }
            self.state_op(&op, resources, depth);
            self.text_op(&op, resources);
            self.path_op(&op);
        }
    }

    fn state_op(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>, depth: usize) {
        match op {
            Op::SaveState(_) if self.saved.len() < MOST_STATES => self.saved.push(self.state.clone()),
            Op::RestoreState(_) => {
                if let Some(state) = self.saved.pop() {
                    self.state = state;
                }
            }
            Op::Transform(t) => self.state.place *= matrix([t.0, t.1, t.2, t.3, t.4, t.5]),
            Op::XObject(name) => {
                if let Some(drawing) = resources.get_x_object(name.0) {
                    self.drawing(&drawing, resources, depth);
                }
            }
            Op::InlineImage(_) => self.marks.pictures += 1,
            Op::BeginMarkedContentWithProperties(mark) => {
                let properties = properties(mark.1, resources);
                let said = properties.as_ref().and_then(|dict| dict.get::<Bytes<'_>>(b"ActualText"));
                let kind = properties.and_then(|dict| dict.get::<Name<'_>>(b"Type"));
                let furniture =
                    mark.0.as_str() == "Artifact" && kind.is_some_and(|kind| kind.as_str() == "Pagination");
                self.begin_mark(said.map(|said| unicode(&said)), furniture);
            }
            Op::BeginMarkedContent(_) => self.begin_mark(None, false),
            Op::EndMarkedContent(_) => self.end_mark(),
            _ => self.ink_op(op),
        }
    }

    fn ink_op(&mut self, op: &Op<'_, '_>) {
        let ink = match op {
            Op::NonStrokeColorDeviceGray(c) => ink(&[c.0]),
            Op::NonStrokeColorDeviceRgb(c) => ink(&[c.0, c.1, c.2]),
            Op::NonStrokeColorCmyk(c) => ink(&[c.0, c.1, c.2, c.3]),
            Op::NonStrokeColor(c) => ink(&c.0),
            Op::NonStrokeColorNamed(c) => ink(&c.0),
            _ => return,
        };
        self.state.ink = ink;
    }

    fn drawing(&mut self, drawing: &Stream<'a>, resources: &Resources<'a>, depth: usize) {
        let dict = drawing.dict();
        if dict.get::<Name<'_>>(b"Subtype").is_some_and(|kind| kind.as_str() == "Image") {
            self.marks.pictures += 1;
            return;
        }
        self.budget.draw();
        if depth >= DEEPEST || self.budget.is_spent() {
            return;
        }
        let Ok(content) = drawing.decoded_data() else { return };
        let own = dict.get::<Dict<'_>>(b"Resources").map(Resources::new);
        let outer = (self.state.clone(), std::mem::take(&mut self.saved));
        if let Some(within) = dict.get::<[f64; 6]>(b"Matrix") {
            self.state.place *= Affine::new(within);
        }
        self.follow(&content, own.as_ref().unwrap_or(resources), depth + 1);
        (self.state, self.saved) = outer;
    }

    fn begin_mark(&mut self, said: Option<String>, furniture: bool) {
        if self.said.len() < MOST_STATES {
            self.said.push(Mark { from: self.marks.glyphs.len(), said, furniture });
        }
    }

    /// Puts what is said in place of letters where they are.
    fn end_mark(&mut self) {
        let Some(mark) = self.said.pop() else { return };
        if mark.furniture {
            return self.marks.glyphs.truncate(mark.from);
        }
        let Some(said) = mark.said else { return };
        let drawn = self.marks.glyphs.get_mut(mark.from..).unwrap_or_default();
        let Some((first, rest)) = drawn.split_first_mut() else { return };
        if rest.iter().all(|glyph| glyph.y == first.y && glyph.turns == first.turns) {
            first.x1 = rest.iter().fold(first.x1, |end, glyph| end.max(glyph.x1));
            first.text = said;
            self.marks.glyphs.truncate(mark.from + 1);
        }
    }

    fn text_op(&mut self, op: &Op<'_, '_>, resources: &Resources<'a>) {
        match op {
            Op::BeginText(_) => self.set_line(Affine::IDENTITY),
            Op::SetTextMatrix(t) => self.set_line(matrix([t.0, t.1, t.2, t.3, t.4, t.5])),
            Op::NextLine(by) => self.next_line(by.0.as_f64(), by.1.as_f64()),
            Op::NextLineAndSetLeading(by) => {
                self.state.leading = -by.1.as_f64();
                self.next_line(by.0.as_f64(), by.1.as_f64());
            }
            Op::NextLineUsingLeading(_) => self.next_line(0.0, -self.state.leading),
            Op::ShowText(shown) => self.show(shown.0.as_bytes()),
            Op::NextLineAndShowText(shown) => {
                self.next_line(0.0, -self.state.leading);
                self.show(shown.0.as_bytes());
            }
            Op::ShowTextWithParameters(shown) => {
                self.state.word_space = shown.0.as_f64();
                self.state.letter_space = shown.1.as_f64();
                self.next_line(0.0, -self.state.leading);
                self.show(shown.2.as_bytes());
            }
            Op::ShowTexts(shown) => self.show_all(shown.0),
            Op::TextFont(font) => {
                self.state.size = font.1.as_f64();
                self.state.face = resources.get_font(font.0).and_then(|dict| self.fonts.face(&dict));
            }
            Op::CharacterSpacing(by) => self.state.letter_space = by.0.as_f64(),
            Op::WordSpacing(by) => self.state.word_space = by.0.as_f64(),
            Op::HorizontalScaling(by) => self.state.stretch = by.0.as_f64() / 100.0,
            Op::TextLeading(by) => self.state.leading = by.0.as_f64(),
            Op::TextRise(by) => self.state.rise = by.0.as_f64(),
            Op::TextRenderingMode(mode) => self.state.mode = mode.0.as_i64(),
            _ => {}
        }
    }

    fn set_line(&mut self, line: Affine) {
        self.state.line = line;
        self.state.text = line;
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.set_line(self.state.line * Affine::translate((x, y)));
    }

    fn show_all(&mut self, shown: &Array<'_>) {
        for part in shown.iter::<Object<'_>>() {
            match part {
                Object::String(bytes) => self.show(bytes.as_bytes()),
                Object::Number(by) => {
                    let by = -by.as_f64() / 1000.0 * self.state.size;
                    let across = self.state.face.as_ref().is_none_or(|face| face.is_horizontal());
                    self.go_on(if across { (by * self.state.stretch, 0.0) } else { (0.0, by) });
                }
                _ => {}
            }
        }
    }

    fn go_on(&mut self, by: (f64, f64)) {
        self.state.text *= Affine::translate(by);
    }

    fn show(&mut self, bytes: &[u8]) {
        let Some(face) = self.state.face.clone() else { return };
        let mut at = 0;
        while at < bytes.len() && self.budget.spend() {
            let (code, length) = face.code(bytes, at);
            at += length;
            let said = face.text(code);
            if said.is_none() {
                self.marks.unknown += 1;
            }
            let text = said.unwrap_or_else(|| "\u{FFFD}".to_owned());
            let by = self.advance(&face, code, length);
            if !text.is_empty() {
                self.put(&face, text, by);
            }
            self.go_on(by);
        }
    }

    fn advance(&self, face: &Face<'_>, code: u32, length: usize) -> (f64, f64) {
        let state = &self.state;
        let (x, y) = face.advance(code);
        let word = if code == 32 && length == 1 { state.word_space } else { 0.0 };
        let whole = |advance: f64| advance / 1000.0 * state.size + state.letter_space + word;
        if face.is_horizontal() { (whole(x) * state.stretch, 0.0) } else { (0.0, whole(y)) }
    }

    /// Notes a letter that is drawn here and takes so much room.
    fn put(&mut self, face: &Face<'_>, text: String, by: (f64, f64)) {
        let state = &self.state;
        let onto = state.place * state.text;
        let (from, to) = (onto * Point::new(0.0, state.rise), onto * Point::new(by.0, state.rise + by.1));
        let [a, b, c, d, ..] = onto.as_coeffs();
        let size = (c.hypot(d) * state.size * face.scale).abs();
        if !(size > 0.1 && size < 2000.0 && from.x.is_finite() && to.x.is_finite() && from.y.is_finite()) {
            return;
        }
        let look = Look { bold: face.bold || state.mode == 2, italic: face.italic, ink: state.ink };
        let turns = turns(a, b);
        let (from, to) = (self.turned(from, turns), self.turned(to, turns));
        let (x0, x1) = (from.x.min(to.x) as f32, from.x.max(to.x) as f32);
        let (y, size) = (from.y as f32, size as f32);
        self.marks.glyphs.push(Glyph { text, x0, x1, y, size, look, turns, drawn: false });
    }

    /// A place on the page turned back.
    fn turned(&self, at: Point, turns: Option<u8>) -> Point {
        let (width, height) = (f64::from(self.marks.width), f64::from(self.marks.height));
        match turns {
            Some(1) => Point::new(at.y, width - at.x),
            Some(2) => Point::new(width - at.x, height - at.y),
            Some(3) => Point::new(height - at.y, at.x),
            _ => at,
        }
    }

    /// Notes a spot that may be a bullet, as a letter of the size that would be drawn so large.
    fn spot(&mut self) {
        let Some(spot) = self.path.spot() else { return };
        let size = (spot.y1 - spot.y0) / 0.35;
        let y = f32::midpoint(spot.y0, spot.y1) + 0.3 * size;
        let (text, look) = ("•".to_owned(), Look::default());
        self.marks.glyphs.push(Glyph {
            text,
            x0: spot.x0,
            x1: spot.x1,
            y,
            size,
            look,
            turns: Some(0),
            drawn: true,
        });
    }

    fn path_op(&mut self, op: &Op<'_, '_>) {
        let at = |x: Number, y: Number| self.state.place * Point::new(x.as_f64(), y.as_f64());
        match op {
            Op::MoveTo(p) => self.path.begin(at(p.0, p.1)),
            Op::LineTo(p) => self.path.line(at(p.0, p.1)),
            Op::CubicTo(p) => self.path.curve(at(p.4, p.5)),
            Op::CubicStartTo(p) => self.path.curve(at(p.2, p.3)),
            Op::CubicEndTo(p) => self.path.curve(at(p.2, p.3)),
            Op::RectPath(r) => {
                let (x, y) = (r.0.as_f64(), r.1.as_f64());
                let corner = Point::new(x + r.2.as_f64(), y + r.3.as_f64());
                self.path.rectangle(self.state.place * Point::new(x, y), self.state.place * corner);
            }
            Op::StrokePath(_)
            | Op::CloseAndStrokePath(_)
            | Op::FillPathNonZero(_)
            | Op::FillPathEvenOdd(_)
            | Op::FillPathNonZeroCompatibility(_)
            | Op::FillAndStrokeNonZero(_)
            | Op::CloseFillAndStrokeNonZero(_) => self.drawn(op),
            Op::EndPath(_) => self.path.clear(),
            _ => {}
        }
    }
}

impl Pen<'_, '_> {
    fn drawn(&mut self, op: &Op<'_, '_>) {
        self.spot();
        match op {
            Op::FillPathNonZero(_) | Op::FillPathEvenOdd(_) | Op::FillPathNonZeroCompatibility(_) => {
                self.path.fill(&mut self.marks.rules);
            }
            _ => self.path.stroke(&mut self.marks.rules),
        }
    }
}

fn matrix(of: [Number; 6]) -> Affine {
    Affine::new(of.map(|number| number.as_f64()))
}

/// Quarter turns of a direction on the page, where down is positive.
fn turns(a: f64, b: f64) -> Option<u8> {
    let aslant = a.abs().min(b.abs()) > 0.05 * a.abs().max(b.abs());
    match (aslant, a.abs() > b.abs()) {
        (true, _) => None,
        (_, true) => Some(if a > 0.0 { 0 } else { 2 }),
        (_, false) => Some(if b > 0.0 { 1 } else { 3 }),
    }
}

/// A colour as one number; the same for black in any of the ways to say it.
fn ink(parts: &[Number]) -> u32 {
    let parts: Vec<f64> = parts.iter().map(|part| part.as_f64().clamp(0.0, 1.0)).collect();
    let rgb = match *parts.as_slice() {
        [gray] => [gray; 3],
        [r, g, b] => [r, g, b],
        [c, m, y, k] => [c, m, y].map(|part| (1.0 - part) * (1.0 - k)),
        _ => [0.0; 3],
    };
    // Sixteen steps: nearly black is black.
    rgb.iter().fold(0, |ink, part| ink << 4 | (part * 15.0) as u32)
}

fn properties<'r>(of: &Object<'r>, resources: &Resources<'r>) -> Option<Dict<'r>> {
    match of {
        Object::Dict(dict) => Some(dict.clone()),
        Object::Name(name) => resources.properties.get::<Dict<'_>>(name),
        _ => None,
    }
}
