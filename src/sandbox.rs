//! Where files that could do harm are opened: a child process, this program started anew, which reads and fills customers'
//! files, and reads a workspace's packages and pages, under hard limits. A file that makes a reader abort, loop or take all memory ends the child, and the caller hears one clear error.
//! What a question or an answer is must not enter here; how a format is read stays in `sheet`.

mod child;
mod process;
mod shapes;

use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitStatus};

use crate::document::{Document, DocumentName, Warning};
use crate::parse::ParseError;
use crate::sheet::{Fault, Filled, Format, Marking, SheetError};
use crate::wire::{self, Wire};
use crate::workbook::{CellAnswer, Workbook};
pub use child::serve;
use process::End;

/// The hidden subcommand that a child is started with; `--memory` and `--seconds` follow.
pub const COMMAND: &str = "sandbox";

/// What opening one file may cost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Memory, in units of 2²⁰ bytes. Enforced on Linux only.
    pub megabytes: u64,
    /// Seconds, by the clock on every platform, of the processor too on Unix.
    pub seconds: u64,
}

impl Default for Limits {
    /// Room for the largest questionnaires there are: to fill 20,000 rows takes 47 MB.
    fn default() -> Self {
        Self { megabytes: 1024, seconds: 60 }
    }
}

/// Starts a child for each file and each step, so that none sees another's file.
#[derive(Clone, Debug)]
pub struct Sandbox {
    program: PathBuf,
    limits: Limits,
}

/// Why a file could not be read or filled.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    #[error(transparent)]
    Sheet(#[from] SheetError),
    #[error(transparent)]
    Document(#[from] ParseError),
    #[error(
        "{file}: {step} it took more than {megabytes} MB of memory; it may be damaged or made to do harm. Ask for \
         another copy, or raise --memory"
    )]
    Memory { file: String, step: &'static str, megabytes: u64 },
    #[error(
        "{file}: {step} it took more than {seconds} s; it may be damaged or made to do harm. Ask for another copy, or \
         raise --seconds"
    )]
    Time { file: String, step: &'static str, seconds: u64 },
    #[error(
        "{file}: {step} it broke off ({how}); it may be damaged or made to do harm. Ask for another copy, or open it and \
         save a new one"
    )]
    BrokeOff { file: String, step: &'static str, how: String },
    #[error("{file}: the process that reads it could not be started: {error}")]
    NotStarted { file: String, error: io::Error },
}

/// What a child is to do with a file.
enum Task {
    Read,
    Fill(Filling),
    Document,
}

/// Why a child could not do it.
enum Failed {
    OutOfMemory,
    Sheet(Fault),
    Document(ParseError),
}

/// What goes into a copy of a file.
#[derive(Clone, Debug, Default)]
pub struct Filling {
    pub answers: Vec<CellAnswer>,
    pub marking: Marking,
    /// Locked cells take answers too.
    pub over_locks: bool,
}

impl Task {
    fn step(&self) -> &'static str {
        match self {
            Self::Read | Self::Document => "reading",
            Self::Fill(_) => "filling",
        }
    }
}

impl Sandbox {
    /// Starts `program`, which hands [`COMMAND`] to [`serve`].
    pub fn new(program: impl Into<PathBuf>, limits: Limits) -> Self {
        Self { program: program.into(), limits }
    }

    /// Starts the program that is running; an error where the system does not say which that is.
    pub fn of_this_program(limits: Limits) -> io::Result<Self> {
        // On Linux this is the very file that runs, also after an upgrade has put another in its place.
        let running = PathBuf::from("/proc/self/exe");
        let program = if cfg!(target_os = "linux") { running } else { std::env::current_exe()? };
        Ok(Self::new(program, limits))
    }

    /// What [`crate::sheet::read`] gives: what the file really is, and what is in it.
    pub fn read(&self, file: &str, bytes: &[u8]) -> Result<(Format, Workbook), SandboxError> {
        self.run(file, bytes, &Task::Read)
    }

    /// What [`crate::sheet::Original::fill`] gives: a checked copy with these answers.
    pub fn fill(&self, file: &str, bytes: &[u8], filling: Filling) -> Result<Filled, SandboxError> {
        self.run(file, bytes, &Task::Fill(filling))
    }

    /// What [`crate::parse::parse`] gives: the document, and what had to be guessed or left out.
    pub fn document(
        &self,
        name: &DocumentName,
        bytes: &[u8],
    ) -> Result<(Document, Vec<Warning>), SandboxError> {
        self.run(name.as_str(), bytes, &Task::Document)
    }

    fn run<T: Wire>(&self, file: &str, bytes: &[u8], task: &Task) -> Result<T, SandboxError> {
        let stopped = Stopped { file, step: task.step(), limits: self.limits };
        let mut head = Vec::new();
        file.to_owned().put(&mut head);
        task.put(&mut head);
        let ended = process::run(&mut self.command(), [&head, bytes], self.limits);
        match ended.map_err(|error| SandboxError::NotStarted { file: file.to_owned(), error })? {
            End::Replied(reply) => match wire::read::<Result<T, Failed>>(&reply) {
                Some(Ok(found)) => Ok(found),
                Some(Err(Failed::OutOfMemory | Failed::Sheet(Fault::OutOfMemory))) => Err(stopped.memory()),
                Some(Err(Failed::Sheet(fault))) => Err(SheetError { file: file.to_owned(), fault }.into()),
                Some(Err(Failed::Document(error))) => Err(error.into()),
                None => Err(stopped.broke_off("its reply is not whole".to_owned())),
            },
            End::TooLong => Err(stopped.time()),
            End::Died { status, said } => Err(stopped.why(status, &said)),
        }
    }

    /// The child sees nothing of our environment, but for what Windows needs to start a program.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(COMMAND);
        command.args(["--memory", &self.limits.megabytes.to_string()]);
        command.args(["--seconds", &self.limits.seconds.to_string()]);
        named(&mut command);
        command.env_clear().envs(std::env::var_os("SystemRoot").map(|root| ("SystemRoot", root)));
        command
    }
}

/// Lists of processes show the program's name, not the way it was found.
#[cfg(unix)]
fn named(command: &mut Command) {
    use std::os::unix::process::CommandExt as _;
    command.arg0(env!("CARGO_PKG_NAME"));
}

#[cfg(not(unix))]
fn named(_: &mut Command) {}

/// What is said before a program ends for want of memory: by Rust's allocator, by the inflater, by what starts threads.
const OUT_OF_MEMORY: [&str; 3] = ["memory allocation of", "MemError", "failed to spawn thread"];

/// A child that gave no answer: which file, which step, which limits.
struct Stopped<'a> {
    file: &'a str,
    step: &'static str,
    limits: Limits,
}

impl Stopped<'_> {
    fn why(&self, status: ExitStatus, said: &str) -> SandboxError {
        if OUT_OF_MEMORY.iter().any(|words| said.contains(words)) {
            self.memory()
        } else if process::ran_out_of_time(status) {
            self.time()
        } else {
            self.broke_off(status.to_string())
        }
    }

    fn memory(&self) -> SandboxError {
        let (file, step) = (self.file.to_owned(), self.step);
        SandboxError::Memory { file, step, megabytes: self.limits.megabytes }
    }

    fn time(&self) -> SandboxError {
        SandboxError::Time { file: self.file.to_owned(), step: self.step, seconds: self.limits.seconds }
    }

    fn broke_off(&self, how: String) -> SandboxError {
        SandboxError::BrokeOff { file: self.file.to_owned(), step: self.step, how }
    }
}
