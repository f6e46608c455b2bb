//! Turns: reviews that are answered at once ask in the order in which they come, so that none waits for all of another.

use std::sync::{Condvar, Mutex};

use super::lock;

/// Turns that are given out and served in order.
#[derive(Debug, Default)]
pub(super) struct Turns {
    now: Mutex<Numbers>,
    moved: Condvar,
}

#[derive(Debug, Default)]
struct Numbers {
    next: u64,
    serving: u64,
}

impl Turns {
    /// Waits for this turn; it is over when what is given is dropped.
    pub(super) fn take(&self) -> Turn<'_> {
        let mut now = lock(&self.now);
        let mine = now.next;
        now.next += 1;
        while now.serving != mine {
            now = self.moved.wait(now).unwrap_or_else(std::sync::PoisonError::into_inner);
        }
        Turn { turns: self }
    }
}

/// A turn that is being served.
pub(super) struct Turn<'t> {
    turns: &'t Turns,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        lock(&self.turns.now).serving += 1;
        self.turns.moved.notify_all();
    }
}
