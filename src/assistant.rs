//! The use cases: open a workspace, answer questions from it, fill a questionnaire. What the command line and the web
//! call; says nothing on a screen itself.

mod ask;
mod changes;
mod coverage;
pub mod desk;
mod fill;
mod learn;
mod locks;
mod measure;
mod past;
mod record;
mod shared;
mod writing;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::cache::DocumentCache;
use crate::check::{self, Allowed, Diagnostic, Knowledge, UnknownCode};
use crate::document::{ContentHash, Date, Document, DocumentName, Warning};
use crate::encode::{EncodeError, Encoder, VectorCache};
use crate::evidence::OwnNames;
use crate::folder::{self, File, FolderError, Skipped};
use crate::index::{Index, Progress};
use crate::parse;
use crate::reader::Reader;
use crate::sandbox::Sandbox;
use crate::settings::{Settings, SettingsError};

pub use ask::{Ask, InOrder, Terms};
pub use changes::{Change, Given, changes};
pub use coverage::OftenAsked;
pub use fill::{FillError, FilledQuestionnaire, Options};
pub use learn::{LearnError, Lesson, learn};
pub use measure::{Answered, answered};
pub use past::encode_past;
pub use record::{Occasion, record};

/// The confidence under which a question stays open, where the user sets none.
pub const DEFAULT_THRESHOLD: f64 = 0.5;

/// One vendor's documents, read.
#[derive(Debug, Default)]
pub struct Workspace {
    pub settings: Settings,
    pub documents: Vec<Document>,
    /// Documents that others of the workspace replace, with the one that does: never quoted.
    pub superseded: Vec<(Document, DocumentName)>,
    pub warnings: Vec<(DocumentName, Warning)>,
    /// Files that could not be read, with the reason.
    pub skipped: Vec<Skipped>,
}

/// How documents are read: those that are no text in child processes, those that were read before from the cache.
#[derive(Clone, Debug)]
pub struct Reading {
    pub sandbox: Sandbox,
    pub cache: DocumentCache,
}

/// Why there is nothing to answer from.
#[derive(Debug, thiserror::Error)]
pub enum WorkspaceError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error("{folder}: none of its documents could be read: {reasons}")]
    NothingReadable { folder: String, reasons: String },
}

impl Workspace {
    /// Reads every document of a folder `but` these, on all cores; packages and pages in child processes. A document that
    /// cannot be read is named and left out.
    pub fn open(path: &Path, but: &[PathBuf], reading: &Reading) -> Result<Self, WorkspaceError> {
        let (files, mut skipped) = folder::find(path, parse::FORMATS, but)?;
        let settings = Settings::read(path, &files.iter().map(|file| &file.name).collect::<Vec<_>>())?;
        let (mut documents, mut warnings) = (Vec::new(), Vec::new());
        for (file, read) in files.iter().zip(read_all(&files, reading)) {
            match read {
                Ok((mut document, found)) => {
                    document.metadata = settings.of(&document.name, document.metadata);
                    if let Some(title) = &document.metadata.title {
                        document.title.clone_from(title);
                    }
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
        let (documents, superseded) = without_superseded(documents);
        if documents.is_empty() {
            let reasons =
                skipped.iter().map(|s| format!("{}: {}", s.name, s.reason)).collect::<Vec<_>>().join("; ");
            return Err(WorkspaceError::NothingReadable { folder: path.display().to_string(), reasons });
        }
        Ok(Self { settings, documents, superseded, warnings, skipped })
    }
}

impl Workspace {
    /// The same with the superseded documents among the others, for who looks at the documents themselves.
    #[must_use]
    pub fn with_superseded(mut self) -> Self {
        self.documents.extend(self.superseded.drain(..).map(|(document, _)| document));
        self.documents.sort_by(|a, b| a.name.cmp(&b.name));
        self
    }

    /// What is wrong with the documents, without findings of these codes.
    pub fn diagnostics(
        &self,
        allowed: &[impl AsRef<str>],
        today: Date,
    ) -> Result<Vec<Diagnostic>, UnknownCode> {
        let allowed = Allowed::of(allowed)?;
        let unread = self.skipped.iter().map(|skipped| (skipped.name.clone(), skipped.reason.clone()));
        let unread: Vec<(DocumentName, String)> = unread.collect();
        let knowledge = Knowledge {
            documents: &self.documents,
            warnings: &self.warnings,
            unread: &unread,
            formats: parse::FORMATS,
            today,
        };
        Ok(check::check(&knowledge, &allowed))
    }
}

/// Takes out the documents that another one says it replaces. Of two that replace each other, neither is out.
fn without_superseded(documents: Vec<Document>) -> (Vec<Document>, Vec<(Document, DocumentName)>) {
    let replaces = |a: &Document, b: &Document| a.name != b.name && a.metadata.supersedes.contains(&b.name);
    let by = |old: &Document| {
        let newer = documents.iter().find(|new| replaces(new, old) && !replaces(old, new));
        newer.map(|newer| newer.name.clone())
    };
    let by: Vec<Option<DocumentName>> = documents.iter().map(by).collect();
    let (mut kept, mut out) = (Vec::new(), Vec::new());
    for (document, by) in documents.into_iter().zip(by) {
        match by {
            Some(by) => out.push((document, by)),
            None => kept.push(document),
        }
    }
    (kept, out)
}

/// A document and what had to be guessed, or why there is none.
type Outcome = Result<(Document, Vec<Warning>), String>;

/// Reads files on all cores, in order.
fn read_all(files: &[File], reading: &Reading) -> Vec<Outcome> {
    let next = AtomicUsize::new(0);
    let one_thread = || {
        let mut mine = Vec::new();
        while let Some((at, file)) = next_of(files, &next) {
            mine.push((at, read(file, reading)));
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

fn read(file: &File, reading: &Reading) -> Outcome {
    let bytes = file.read(parse::LARGEST)?;
    if let Some(known) = reading.cache.get(&file.name, ContentHash::of(&bytes)) {
        return Ok(known);
    }
    let read = if parse::is_text(&file.name) {
        parse::parse(file.name.clone(), &bytes).map_err(|e| e.to_string())
    } else {
        reading.sandbox.document(&file.name, &bytes).map_err(|e| e.to_string())
    };
    if let Ok((document, warnings)) = &read {
        reading.cache.put(document, warnings);
    }
    read
}

/// How candidates are judged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Judging {
    /// The reader judges the nearest passages of each question.
    #[default]
    Careful,
    /// By nearness alone: several times as fast, and more often wrong.
    Fast,
}

/// A workspace that is ready to answer from.
pub struct Assistant {
    workspace: Arc<Workspace>,
    encoder: Encoder,
    /// None in a hurry: the index alone chooses and judges.
    reader: Option<Reader>,
    index: Index,
    own: OwnNames,
    /// None where nothing was answered before.
    past: Option<past::Past>,
}

/// Why a workspace could not be made ready, or a question not be asked of it.
#[derive(Debug, thiserror::Error)]
pub enum AssistantError {
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Encode(#[from] EncodeError),
}

impl Assistant {
    /// Indexes a workspace. `progress` hears of every passage that is ready.
    pub fn ready(
        workspace: impl Into<Arc<Workspace>>,
        judging: Judging,
        cache: &VectorCache,
        progress: &(dyn Fn(Progress) + Sync),
    ) -> Result<Self, AssistantError> {
        let workspace = workspace.into();
        let encoder = Encoder::embedded()?;
        let index = Index::build(&workspace.documents, &encoder, cache, progress)?;
        let own = OwnNames::of(index.names()).with(workspace.settings.own_names());
        let reader = match judging {
            Judging::Careful => Some(Reader::embedded()?),
            Judging::Fast => None,
        };
        Ok(Self { workspace, encoder, reader, index, own, past: None })
    }

    /// The workspace that answers.
    pub fn workspace(&self) -> &Workspace {
        &self.workspace
    }
}
