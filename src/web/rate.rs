//! How often a stranger may do something: so many times in a while, then no more until it is over.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Strangers remembered at once; beyond, the finished ones are forgotten.
const STRANGERS: usize = 10_000;

/// Who did it how often.
#[derive(Debug)]
pub(super) struct Rate<K> {
    most: u32,
    every: Duration,
    seen: Mutex<HashMap<K, (Instant, u32)>>,
}

impl<K: Eq + Hash> Rate<K> {
    /// So many times in so long a while.
    pub(super) fn of(most: u32, every: Duration) -> Self {
        Self { most, every, seen: Mutex::default() }
    }

    /// Counts once more. False where it is one too many.
    pub(super) fn allows(&self, who: K) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > STRANGERS {
            seen.retain(|_, (since, _)| since.elapsed() < self.every);
        }
        let (since, count) = seen.entry(who).or_insert((Instant::now(), 0));
        if since.elapsed() >= self.every {
            (*since, *count) = (Instant::now(), 0);
        }
        *count += 1;
        *count <= self.most
    }
}
