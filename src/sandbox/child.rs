//! The child's side: limits itself, reads one request, does it, replies. Opens nothing: neither file nor socket.

use std::io::{self, Read, Write};

use super::{Failed, Filling, Limits, Task};
use crate::document::DocumentName;
use crate::parse;
use crate::sheet::{self, Filled, Original, SheetError};
use crate::wire::Wire;

/// Reads one request and replies to it, under limits that hold for the rest of the process's life.
pub fn serve(limits: Limits, mut input: impl Read, mut output: impl Write) -> io::Result<()> {
    confine(limits)?;
    let mut reply = Vec::new();
    let mut request = Vec::new();
    match input.read_to_end(&mut request) {
        Ok(_) => answer(request, &mut reply)?,
        Err(e) if e.kind() == io::ErrorKind::OutOfMemory => {
            Err::<bool, _>(Failed::OutOfMemory).put(&mut reply);
        }
        Err(e) => return Err(e),
    }
    output.write_all(&reply)?;
    output.flush()
}

/// A request is the file's name, the task, and then the file to its end.
fn answer(mut request: Vec<u8>, reply: &mut Vec<u8>) -> io::Result<()> {
    let mut rest = request.as_slice();
    let head = String::take(&mut rest).zip(Task::take(&mut rest));
    let (file, task) = head.ok_or(io::ErrorKind::InvalidData)?;
    let start = request.len() - rest.len();
    request.drain(..start);
    match task {
        Task::Read => {
            let read = sheet::read(&file, request);
            read.map(|(original, workbook)| (original.format(), workbook)).map_err(fault).put(reply);
        }
        Task::Fill(filling) => {
            let original = sheet::read(&file, request);
            original.and_then(|(original, _)| filled(original, &filling)).map_err(fault).put(reply);
        }
        Task::Document => {
            parse::parse(DocumentName::new(file), &request).map_err(Failed::Document).put(reply);
        }
    }
    Ok(())
}

fn filled(original: Original, filling: &Filling) -> Result<Filled, SheetError> {
    let original = if filling.over_locks { original.over_locks() } else { original };
    original.fill(&filling.answers, &filling.marking)
}

/// The parent knows which file it sent.
fn fault(error: SheetError) -> Failed {
    Failed::Sheet(error.fault)
}

/// The address space that the program itself takes: its code, with the encoder in it, and what the allocator reserves
/// for threads without using it.
#[cfg(target_os = "linux")]
const PROGRAM: u64 = 512 << 20;

/// No more processor time than this, no core dump, no file written, none opened beside the three pipes (so no socket
/// either). Linux also keeps it to its memory; elsewhere the system has no limit that covers what an allocator maps.
#[cfg(unix)]
fn confine(limits: Limits) -> io::Result<()> {
    use rustix::process::Resource;
    #[cfg(target_os = "linux")]
    {
        let memory = limits.megabytes.saturating_mul(1 << 20);
        limit(Resource::Data, memory, 0)?;
        limit(Resource::As, memory.saturating_add(PROGRAM), 0)?;
    }
    // At the first limit comes a signal that says so, at the second one that does not.
    limit(Resource::Cpu, limits.seconds, 1)?;
    limit(Resource::Core, 0, 0)?;
    limit(Resource::Fsize, 0, 0)?;
    limit(Resource::Nofile, 3, 0)
}

/// Sets a limit for good, or leaves a stricter one that is there.
#[cfg(unix)]
fn limit(resource: rustix::process::Resource, most: u64, grace: u64) -> io::Result<()> {
    use rustix::process::{Rlimit, getrlimit, setrlimit};
    let there = getrlimit(resource);
    let stricter = |most: u64, there: Option<u64>| Some(there.map_or(most, |there| there.min(most)));
    let current = stricter(most, there.current);
    let maximum = stricter(most.saturating_add(grace), there.maximum);
    Ok(setrlimit(resource, Rlimit { current, maximum })?)
}

/// Elsewhere only the parent's clock limits it.
#[cfg(not(unix))]
fn confine(_: Limits) -> io::Result<()> {
    Ok(())
}
