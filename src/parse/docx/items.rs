//! How deep a list item is among the items above it, and which of them a paragraph goes on with. What its number is must not
//! enter here.

use super::numbering::Place;

/// Indentations closer than this, in twentieths of a point, are one.
const CLOSE: i32 = 90;

/// The items that are open, outermost first.
#[derive(Debug, Default)]
pub(super) struct Items(Vec<Open>);

#[derive(Debug)]
struct Open {
    place: Place,
    indent: i32,
}

impl Items {
    /// Opens an item and gives how deep it is, 1 for the outermost.
    pub fn open(&mut self, place: Place, indent: i32) -> usize {
        while self.0.last().is_some_and(|above| !above.holds(place, indent)) {
            self.0.pop();
        }
        self.0.push(Open { place, indent });
        self.0.len()
    }

    /// How deep the item is that a paragraph of this indentation goes on with; ends those that lie deeper.
    pub fn goes_on(&mut self, indent: i32) -> Option<usize> {
        let place = self.0.iter().rposition(|open| open.indent <= indent + CLOSE / 2)?;
        self.0.truncate(place + 1);
        Some(self.0.len())
    }

    /// Ends all.
    pub fn end(&mut self) {
        self.0.clear();
    }
}

impl Open {
    /// Whether an item at this place lies within this one.
    fn holds(&self, place: Place, indent: i32) -> bool {
        if self.place.list != place.list && self.indent.abs_diff(indent) > CLOSE.unsigned_abs() {
            self.indent < indent
        } else {
            self.place.level < place.level
        }
    }
}
