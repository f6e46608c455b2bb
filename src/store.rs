//! What is kept between runs, in SQL: past answers and what happened to them, every questionnaire that was filled, and
//! reviews with what was suggested and decided.
//! One file, `countersign.db`, in the data folder. SQL stands only here. Every row belongs to a workspace, and every
//! query names it (promise 5). Rows of history are added, never changed or deleted.
//!
//! [`Store`] is the door for callers that wait: each call runs on a runtime of one thread.

mod exports;
mod fault;
mod kept_files;
mod library;
mod open;
mod reviews;
mod secrets;
mod shapes;

use std::path::{Path, PathBuf};

use sqlx::Connection as _;
use sqlx::sqlite::SqliteConnection;
use tokio::runtime::Runtime;

use crate::document::ContentHash;
use crate::library::{AnswerId, Event, PastAnswer};
pub use exports::{Export, ExportCitation, ExportRow};
use fault::Fault;
pub use fault::StoreError;
pub use kept_files::{ExportFile, KeptExport};
pub use library::Added;
pub use reviews::{Decided, KeptReview, LaidOut, NewReview, NewRow, News, ReviewEvent, Seen};
pub use secrets::{KeptSecret, Released, SecretEvent, SecretKind};

/// The database's name in the data folder.
pub const FILE: &str = "countersign.db";

/// A workspace's rows in the database. Sees no other's.
pub struct Store {
    runtime: Runtime,
    /// None once it is closed, and after a failure until the next call opens it anew.
    connection: Option<SqliteConnection>,
    file: PathBuf,
    workspace: i64,
}

impl Store {
    /// Opens the database in this folder, which is made if need be, for the workspace in that folder.
    pub fn open(data: &Path, workspace: &Path) -> Result<Self, StoreError> {
        let file = data.join(FILE);
        let failed = |error| StoreError::Unopenable { file: file.clone(), why: format!("{error}") };
        make(data).map_err(failed)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().map_err(failed)?;
        let path = workspace.canonicalize().unwrap_or_else(|_| workspace.to_path_buf());
        let opened = runtime.block_on(async {
            let mut connection = open::connect(&file).await?;
            let workspace = open::workspace(&mut connection, &path).await?;
            Ok((connection, workspace))
        });
        let (connection, workspace) = opened.map_err(|error| fault::of(&file, error))?;
        Ok(Self { runtime, connection: Some(connection), file, workspace })
    }

    /// The same, where there is a database already; none is made.
    pub fn existing(data: &Path, workspace: &Path) -> Result<Option<Self>, StoreError> {
        if data.join(FILE).exists() { Self::open(data, workspace).map(Some) } else { Ok(None) }
    }

    /// Every past answer, retired ones too, in the order they came to be known.
    pub fn answers(&mut self) -> Result<Vec<PastAnswer>, StoreError> {
        self.run(async |db, workspace| library::all(db, workspace).await)
    }

    /// Adds past answers with what happened to them, all or none. What is known already is left as it is.
    pub fn add(&mut self, answers: &[PastAnswer]) -> Result<Added, StoreError> {
        self.run(async |db, workspace| library::add(db, workspace, answers).await)
    }

    /// Notes what happened to a past answer. Says whether there is such an answer.
    pub fn note(&mut self, answer: &AnswerId, event: &Event) -> Result<bool, StoreError> {
        self.run(async |db, workspace| library::note(db, workspace, answer, event).await)
    }

    /// Keeps a record of a questionnaire that was filled, all of it or nothing.
    pub fn record(&mut self, export: &Export) -> Result<(), StoreError> {
        self.run(async |db, workspace| exports::record(db, workspace, export).await)
    }

    /// The last filling of each questionnaire for each customer, oldest first; only those made at `since` or later.
    pub fn exports(&mut self, since: Option<&str>) -> Result<Vec<Export>, StoreError> {
        self.run(async |db, workspace| exports::last(db, workspace, since.unwrap_or_default()).await)
    }

    /// Whether this file is a draft that was filled here.
    pub fn is_draft(&mut self, hash: ContentHash) -> Result<bool, StoreError> {
        self.run(async |db, workspace| exports::is_draft(db, workspace, hash).await)
    }

    /// Does one piece of work, and waits for it.
    fn run<T>(
        &mut self,
        work: impl AsyncFnOnce(&mut SqliteConnection, i64) -> Result<T, Fault>,
    ) -> Result<T, StoreError> {
        let Self { runtime, connection, file, workspace } = self;
        let done = runtime.block_on(async {
            let db = match connection {
                Some(db) => db,
                None => connection.insert(open::connect(file).await?),
            };
            work(db, *workspace).await
        });
        if done.is_err() {
            // What a failure left behind (on a full disk, a transaction that neither ends nor is undone) goes with the
            // connection: SQLite undoes what was not committed.
            drop(connection.take());
        }
        done.map_err(|error| fault::of(&self.file, error))
    }
}

impl Drop for Store {
    /// Waits until the file is closed, so that its log is folded in before the process ends.
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            // What was committed is safe either way.
            let _ = self.runtime.block_on(connection.close());
        }
    }
}

/// Makes the data folder, for its owner alone: it holds what customers asked and were told.
fn make(folder: &Path) -> std::io::Result<()> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}
