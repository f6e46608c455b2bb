//! One child from start to end: the request in, the reply out, and an end to it by the clock. What is said on the pipes
//! is none of its business.

use std::io::{self, Read, Write};
use std::process::{Child, ChildStderr, ChildStdin, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread::{self, Scope};
use std::time::Duration;

use super::Limits;

/// What a child says on its way down is short; more is not kept.
const MOST_SAID: u64 = 64 << 10;

/// How a child ended.
pub(super) enum End {
    /// It ended well, and this is what it replied.
    Replied(Vec<u8>),
    /// It was still at work when its time was up, and was ended.
    TooLong,
    /// It ended otherwise; what it said to the user.
    Died { status: ExitStatus, said: String },
}

/// Starts a child, sends the request's pieces and waits for its end, but no longer than its time. A reply is never longer
/// than the child's memory.
pub(super) fn run(command: &mut Command, request: [&[u8]; 2], limits: Limits) -> io::Result<End> {
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn()?;
    let pipes = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    let (Some(input), Some(output), Some(errors)) = pipes else {
        return Err(io::Error::other("it has no pipes"));
    };
    thread::scope(|scope| {
        scope.spawn(move || send(input, request));
        let said = scope.spawn(move || text(errors));
        let reply = receive(scope, output, limits.megabytes.saturating_mul(1 << 20));
        let Ok(reply) = reply.recv_timeout(Duration::from_secs(limits.seconds)) else {
            end(&mut child);
            return Ok(End::TooLong);
        };
        let status = child.wait()?;
        let said = said.join().unwrap_or_default();
        Ok(if status.success() { End::Replied(reply) } else { End::Died { status, said } })
    })
}

/// A child that is gone takes no more; its end says why, not this error.
fn send(mut input: ChildStdin, request: [&[u8]; 2]) {
    drop(request.iter().try_for_each(|piece| input.write_all(piece)));
}

fn text(errors: ChildStderr) -> String {
    let mut said = Vec::new();
    drop(errors.take(MOST_SAID).read_to_end(&mut said));
    String::from_utf8_lossy(&said).into_owned()
}

/// The whole reply, once the child has closed its output.
fn receive<'scope>(scope: &'scope Scope<'scope, '_>, output: ChildStdout, most: u64) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    scope.spawn(move || {
        let mut reply = Vec::new();
        drop(output.take(most).read_to_end(&mut reply));
        drop(sender.send(reply));
    });
    receiver
}

/// Errors only say that it has ended already.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}

/// Whether the system ended a child because its processor time was used up.
#[cfg(unix)]
pub(super) fn ran_out_of_time(status: ExitStatus) -> bool {
    use std::os::unix::process::ExitStatusExt as _;
    status.signal() == Some(rustix::process::Signal::XCPU.as_raw())
}

/// Whether the system ended a child because its processor time was used up: only Unix does.
#[cfg(not(unix))]
pub(super) fn ran_out_of_time(_: ExitStatus) -> bool {
    false
}
