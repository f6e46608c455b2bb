//! What comes in from outside: the time, and numbers that nobody can guess. Tests fix both.

use std::fmt;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use super::DeskError;
use crate::review::Timestamp;

type Clock = dyn Fn() -> Timestamp + Send + Sync;
type Random = dyn Fn(&mut [u8]) -> Result<(), String> + Send + Sync;

/// The clock, and the source of secrets.
#[derive(Clone)]
pub struct Outside {
    clock: Arc<Clock>,
    random: Arc<Random>,
}

impl Outside {
    /// The system's own.
    pub fn system() -> Self {
        Self::new(system_clock, |bytes| getrandom::fill(bytes).map_err(|error| error.to_string()))
    }

    /// A clock, and what fills bytes with numbers that nobody can guess.
    pub fn new(
        clock: impl Fn() -> Timestamp + Send + Sync + 'static,
        random: impl Fn(&mut [u8]) -> Result<(), String> + Send + Sync + 'static,
    ) -> Self {
        Self { clock: Arc::new(clock), random: Arc::new(random) }
    }

    pub(super) fn now(&self) -> Timestamp {
        (self.clock)()
    }

    /// 32 bytes as 64 digits.
    pub(super) fn secret(&self) -> Result<String, DeskError> {
        let mut bytes = [0; 32];
        (self.random)(&mut bytes).map_err(DeskError::Random)?;
        Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
    }
}

fn system_clock() -> Timestamp {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    Timestamp::from_unix(i64::try_from(passed).unwrap_or(0))
}

impl fmt::Debug for Outside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Outside")
    }
}
