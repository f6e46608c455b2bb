//! Work on all cores: many inputs, one input a core. The outputs stand in the inputs' order, however many cores there are.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{RunOptions, ThreadPool};

use super::EncodeError;

/// What `work` makes of each input, in order. Each thread begins with a `start` of its own.
pub(crate) fn on_all_cores<T: Sync, S, R: Send>(
    inputs: &[T],
    start: impl Fn() -> S + Sync,
    work: impl Fn(&S, &T) -> Result<R, EncodeError> + Sync,
) -> Result<Vec<R>, EncodeError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len().max(1));
    let next = AtomicUsize::new(0);
    let one_thread = || -> Result<Vec<(usize, R)>, EncodeError> {
        let (started, mut mine) = (start(), Vec::new());
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(at) else { return Ok(mine) };
            mine.push((at, work(&started, input)?));
        }
    };
    let parts = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(one_thread)).collect();
        running
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err(EncodeError("a thread panicked".into()))))
            .collect::<Result<Vec<_>, _>>()
    })?;
    let mut all: Vec<_> = parts.into_iter().flatten().collect();
    all.sort_by_key(|(at, _)| *at);
    Ok(all.into_iter().map(|(_, output)| output).collect())
}

/// The same with a model: it is run on one thread for each input, so that an input gives the same output on any number of
/// threads.
pub(crate) fn run_on_all_cores<T: Sync, R: Send>(
    inputs: &[T],
    work: impl Fn(&T, &RunOptions) -> Result<R, EncodeError> + Sync,
) -> Result<Vec<R>, EncodeError> {
    let start = || {
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::new(ThreadPool::with_num_threads(1)));
        options
    };
    on_all_cores(inputs, start, |options, input| work(input, options))
}
