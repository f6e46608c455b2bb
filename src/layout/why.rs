//! Facts with their weights, and the reason that they add up to. Which facts there are is said by who weighs them.

/// Facts that held, with their weights.
#[derive(Default)]
pub struct Why {
    pub sum: f64,
    told: Vec<(f64, &'static str)>,
}

impl Why {
    /// Counts a fact if it holds.
    pub fn add(&mut self, weight: f64, holds: bool, what: &'static str) {
        if holds {
            self.sum += weight;
            self.told.push((weight, what));
        }
    }

    /// What speaks for the outcome first, then what speaks against it.
    pub fn reason(&self) -> String {
        let side = |keep: bool| {
            let told = self.told.iter().filter(|(weight, _)| (*weight > 0.0) == keep);
            told.map(|(_, what)| *what).collect::<Vec<_>>().join(", ")
        };
        let (wins, loses) = (side(self.sum > 0.0), side(self.sum <= 0.0));
        if loses.is_empty() { wins } else { format!("{wins}; though {loses}") }
    }
}
