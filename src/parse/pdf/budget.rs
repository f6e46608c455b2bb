//! How much a document's pages may draw. A small file can ask for more than there is time for: drawings repeat each other.

/// Instructions that a document's pages may take together, those of repeated drawings each time.
const MOST_INSTRUCTIONS: u64 = 100_000_000;

/// Drawings that a document's pages may repeat.
const MOST_DRAWINGS: u64 = 100_000;

/// How much more a document may draw.
pub(super) struct Budget {
    instructions: u64,
    drawings: u64,
}

impl Budget {
    /// That of one document.
    pub fn new() -> Self {
        Self { instructions: MOST_INSTRUCTIONS, drawings: MOST_DRAWINGS }
    }

    /// All is used up.
    pub fn is_spent(&self) -> bool {
        self.instructions == 0 || self.drawings == 0
    }

    /// One more instruction; false where there may be none.
    pub fn spend(&mut self) -> bool {
        self.instructions = self.instructions.saturating_sub(1);
        !self.is_spent()
    }

    /// One more drawing within a drawing.
    pub fn draw(&mut self) {
        self.drawings = self.drawings.saturating_sub(1);
    }
}
