//! What is drawn on a page that its words can be told from: letters with their places, and thin lines. Places are in
//! points from the page's upper left corner. What the letters say together must not enter here.

/// A letter, or a ligature, as it was drawn.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub text: String,
    pub x0: f32,
    pub x1: f32,
    /// The baseline.
    pub y: f32,
    pub size: f32,
    pub look: Look,
    /// Quarter turns, clockwise, from upright; none where it stands aslant. Its place is that on the page turned back.
    pub turns: Option<u8>,
    /// It is no letter but a spot that may be a bullet.
    pub drawn: bool,
}

/// How letters look besides their size.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Look {
    pub bold: bool,
    pub italic: bool,
    /// The colour, as one number; black is 0.
    pub ink: u32,
}

/// A thin straight line, upright or level.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub x0: f32,
    pub x1: f32,
    pub y0: f32,
    pub y1: f32,
}

impl Rule {
    /// Thicker than this, a box is an area.
    const THICK: f32 = 3.0;
    /// Shorter than this, a line is part of a drawing.
    const SHORT: f32 = 8.0;

    /// The line that a box is, if it is one.
    pub fn of_box(x0: f32, y0: f32, x1: f32, y1: f32) -> Option<Self> {
        let (x0, x1, y0, y1) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
        let (width, height) = (x1 - x0, y1 - y0);
        let thin = width.min(height) <= Self::THICK && width.max(height) >= Self::SHORT;
        thin.then_some(Self { x0, x1, y0, y1 })
    }

    /// It lies level.
    pub fn is_level(&self) -> bool {
        self.x1 - self.x0 > self.y1 - self.y0
    }
}

/// All that was drawn on one page.
#[derive(Debug, Default)]
pub(super) struct Marks {
    pub width: f32,
    pub height: f32,
    pub glyphs: Vec<Glyph>,
    pub rules: Vec<Rule>,
    pub pictures: usize,
    /// Letters whose font does not say what they are.
    pub unknown: usize,
}
