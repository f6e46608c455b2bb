//! Running a model on many inputs, one input a core.
//!
//! Each input is run on its own, on one thread: the int8 models scale their activations over all that is run together,
//! so only alone does the same input give the same output in any company, on any number of threads.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rten::{RunOptions, ThreadPool};

use super::EncodeError;

/// What `work` makes of each input, in order. `done` is called with the number finished so far, from any thread.
pub(crate) fn on_all_cores<T: Sync, R: Send>(
    inputs: &[T],
    done: &(dyn Fn(usize) + Sync),
    work: impl Fn(&T, &RunOptions) -> Result<R, EncodeError> + Sync,
) -> Result<Vec<R>, EncodeError> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(inputs.len().max(1));
    let (next, finished) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let one_thread = || -> Result<Vec<(usize, R)>, EncodeError> {
        let mut options = RunOptions::default();
        options.thread_pool = Some(Arc::new(ThreadPool::with_num_threads(1)));
        let mut mine = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(input) = inputs.get(at) else { return Ok(mine) };
            mine.push((at, work(input, &options)?));
            done(finished.fetch_add(1, Ordering::Relaxed) + 1);
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
