//! How often a stranger may ask: so many requests a minute from one address, then no more until the minute is over.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// Requests a minute.
const MOST: u32 = 30;
const MINUTE: Duration = Duration::from_secs(60);
/// Addresses remembered at once; beyond, the finished ones are forgotten.
const ADDRESSES: usize = 10_000;

/// Who asked how often.
#[derive(Debug, Default)]
pub(super) struct Rate {
    seen: Mutex<HashMap<IpAddr, (Instant, u32)>>,
}

impl Rate {
    /// Counts a request. False where it is one too many.
    pub(super) fn allows(&self, from: IpAddr) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if seen.len() > ADDRESSES {
            seen.retain(|_, (since, _)| since.elapsed() < MINUTE);
        }
        let (since, count) = seen.entry(from).or_insert((Instant::now(), 0));
        if since.elapsed() >= MINUTE {
            (*since, *count) = (Instant::now(), 0);
        }
        *count += 1;
        *count <= MOST
    }
}
