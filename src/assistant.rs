//! The use cases: open a workspace, answer questions from it, fill a questionnaire. What the command line and the web
//! call; says nothing on a screen itself.

mod ask;
mod fill;

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::document::{Document, DocumentName, Warning};
use crate::encode::{EncodeError, Encoder, VectorCache};
use crate::evidence::OwnNames;
use crate::folder::{self, File, FolderError, Skipped};
use crate::index::{Index, IndexError, Progress};
use crate::parse;
use crate::reader::Reader;
use crate::sandbox::Sandbox;

pub use ask::Ask;
pub use fill::{FillError, FilledQuestionnaire, Options};

/// The confidence under which a question stays open, where the user sets none.
pub const DEFAULT_THRESHOLD: f64 = 0.5;

/// One vendor's documents, read.
#[derive(Debug)]
pub struct Workspace {
    pub documents: Vec<Document>,
    pub warnings: Vec<(DocumentName, Warning)>,
    /// Files that could not be read, with the reason.
    pub skipped: Vec<Skipped>,
}

/// Why there is nothing to answer from.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error("{folder}: none of its documents could be read: {reasons}")]
    NothingReadable { folder: String, reasons: String },
}

impl Workspace {
    /// Reads every document of a folder, on all cores; packages and pages in child processes. A document that cannot be read
    /// is named and left out.
    pub fn open(path: &Path, sandbox: &Sandbox) -> Result<Self, WorkspaceError> {
        let (files, mut skipped) = folder::read(path, parse::FORMATS)?;
        let (mut documents, mut warnings) = (Vec::new(), Vec::new());
        for (file, read) in files.iter().zip(read_all(&files, sandbox)) {
            match read {
                Ok((document, found)) => {
                    warnings.extend(found.into_iter().map(|warning| (document.name.clone(), warning)));
                    documents.push(document);
                }
                Err(reason) => {
                    let name = file.name.clone();
                    let reason = reason.strip_prefix(&format!("{name}: ")).unwrap_or(&reason).to_owned();
                    skipped.push(Skipped { name, reason });
                }
            }
        }
        if documents.is_empty() {
            let reasons =
                skipped.iter().map(|s| format!("{}: {}", s.name, s.reason)).collect::<Vec<_>>().join("; ");
            return Err(WorkspaceError::NothingReadable { folder: path.display().to_string(), reasons });
        }
        Ok(Self { documents, warnings, skipped })
    }
}

/// A document and what had to be guessed, or why there is none.
type Outcome = Result<(Document, Vec<Warning>), String>;

/// Reads files on all cores, in order.
fn read_all(files: &[File], sandbox: &Sandbox) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let one_thread = || {
        let mut mine = Vec::new();
        while let Some((at, file)) = next_of(files, &next) {
            mine.push((at, read(file, sandbox)));
        }
        mine
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(files.len());
    let mut all: Vec<(usize, Outcome)> = std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(one_thread)).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap_or_default()).collect()
    });
    all.sort_by_key(|(at, _)| *at);
    all.into_iter().map(|(_, outcome)| outcome).collect()
}

fn next_of<'f>(files: &'f [File], next: &AtomicUsize) -> Option<(usize, &'f File)> {
    let at = next.fetch_add(1, Ordering::Relaxed);
    files.get(at).map(|file| (at, file))
}

fn read(file: &File, sandbox: &Sandbox) -> Outcome {
    if parse::is_text(&file.name) {
        parse::parse(file.name.clone(), &file.bytes).map_err(|e| e.to_string())
    } else {
        sandbox.document(&file.name, &file.bytes).map_err(|e| e.to_string())
    }
}

/// How candidates are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reading {
    /// The reader judges the nearest passages of each question.
    #[default]
    Careful,
    /// By nearness alone: several times as fast, and more often wrong.
    Fast,
}

/// A workspace that is ready to answer from.
pub struct Assistant {
    workspace: Workspace,
    encoder: Encoder,
    /// None in a hurry: the index alone chooses and judges.
    reader: Option<Reader>,
    index: Index,
    own: OwnNames,
}

/// Why a workspace could not be made ready, or a question not be asked of it.
#[derive(Debug, thiserror::Error)]
pub enum AssistantError {
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Encode(#[from] EncodeError),
    #[error(transparent)]
    Index(#[from] IndexError),
}

impl Assistant {
    /// Indexes a workspace. `progress` hears of every passage that is ready.
    pub fn ready(
        workspace: Workspace,
        reading: Reading,
        cache: &VectorCache,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, AssistantError> {
        let encoder = Encoder::embedded()?;
        let index = Index::build(&workspace.documents, &encoder, cache, progress)?;
        let own = OwnNames::of(workspace.documents.iter().map(|document| document.text.as_str()));
        let reader = match reading {
            Reading::Careful => Some(Reader::embedded()?),
            Reading::Fast => None,
        };
        Ok(Self { workspace, encoder, reader, index, own })
    }

    /// The workspace that answers.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }
}
