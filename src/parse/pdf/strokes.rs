//! Lines and boxes of a path, kept where they are thin and straight: what rules a table is made of. Small round or square
//! spots are kept too: browsers draw the bullets of lists so.

use hayro_font::kurbo::Point;

use super::marks::Rule;

/// More lines than this on one page are a drawing.
const MOST: usize = 20_000;

/// A path that is being drawn.
#[derive(Default)]
pub(super) struct Path {
    parts: Vec<Vec<Point>>,
    points: usize,
    /// All points, those of curves too.
    bounds: Option<(Point, Point)>,
}

/// Where a small spot is drawn.
pub(super) struct Spot {
    pub x0: f32,
    pub x1: f32,
    pub y0: f32,
    pub y1: f32,
}

impl Path {
    pub fn begin(&mut self, at: Point) {
        self.push(vec![at]);
    }

    fn push(&mut self, part: Vec<Point>) {
        part.iter().for_each(|point| self.reach(*point));
        self.points += part.len();
        if self.points < MOST {
            self.parts.push(part);
        }
    }

    fn reach(&mut self, to: Point) {
        let (least, most) = self.bounds.unwrap_or((to, to));
        let least = Point::new(least.x.min(to.x), least.y.min(to.y));
        self.bounds = Some((least, Point::new(most.x.max(to.x), most.y.max(to.y))));
    }

    /// The path, where it is a spot as large as a bullet.
    pub fn spot(&self) -> Option<Spot> {
        let (least, most) = self.bounds?;
        let (width, height) = (most.x - least.x, most.y - least.y);
        let small = 1.5..9.0;
        let sound =
            small.contains(&width) && small.contains(&height) && (width - height).abs() < 0.15 * width;
        let [x0, x1, y0, y1] = [least.x, most.x, least.y, most.y].map(|at| at as f32);
        sound.then_some(Spot { x0, x1, y0, y1 })
    }

    pub fn line(&mut self, to: Point) {
        self.reach(to);
        self.points += 1;
        if self.points < MOST
            && let Some(part) = self.parts.last_mut()
        {
            part.push(to);
        }
    }

    /// A curve is no rule: the part goes on from its end.
    pub fn curve(&mut self, to: Point) {
        self.begin(to);
    }

    pub fn rectangle(&mut self, from: Point, to: Point) {
        let corners = [from, Point::new(to.x, from.y), to, Point::new(from.x, to.y), from];
        self.push(corners.to_vec());
    }

    /// Each of its lines is drawn.
    pub fn stroke(&mut self, rules: &mut Vec<Rule>) {
        for part in &self.parts {
            let found = part.windows(2).filter_map(|ends| rule(&[ends[0], ends[1]]));
            rules.extend(found.take(MOST.saturating_sub(rules.len())));
        }
        self.clear();
    }

    /// Its insides are drawn.
    pub fn fill(&mut self, rules: &mut Vec<Rule>) {
        let room = MOST.saturating_sub(rules.len());
        rules.extend(self.parts.iter().filter_map(|part| rule(part)).take(room));
        self.clear();
    }

    pub fn clear(&mut self) {
        self.parts.clear();
        self.points = 0;
        self.bounds = None;
    }
}

fn rule(points: &[Point]) -> Option<Rule> {
    let bounds = |of: fn(&Point) -> f64| {
        let all = points.iter().map(of);
        (all.clone().fold(f64::INFINITY, f64::min) as f32, all.fold(f64::NEG_INFINITY, f64::max) as f32)
    };
    let ((x0, x1), (y0, y1)) = (bounds(|p| p.x), bounds(|p| p.y));
    if points.len() < 2 || !(x0.is_finite() && y0.is_finite()) {
        return None;
    }
    Rule::of_box(x0, y0, x1, y1)
}
