//! What can go wrong with the database, one clear error each. Nothing that was kept is lost by any of them.

use std::path::{Path, PathBuf};

use sqlx::migrate::MigrateError;

/// Why the database could not be used.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    #[error("{}: the database cannot be opened: {why}. Name a folder that can be written to: --data DIR", file.display())]
    Unopenable { file: PathBuf, why: String },
    #[error(
        "{}: the database was made by a newer version of Countersign (its step {version} is not known here). Use that \
         version, or another folder: --data DIR",
        file.display()
    )]
    Newer { file: PathBuf, version: i64 },
    #[error(
        "{}: the database is in use by another process and stayed so for {} s. Try again when that has ended",
        file.display(), super::open::PATIENCE.as_secs()
    )]
    Locked { file: PathBuf },
    #[error(
        "{}: the database is damaged ({why}). It was left as it is: put a copy from a backup in its place, or move it \
         away to begin a new one",
        file.display()
    )]
    Damaged { file: PathBuf, why: String },
    #[error("{}: the disk is full; nothing of this step was kept. Make room and try again", file.display())]
    Full { file: PathBuf },
    #[error("{}: the database is read-only; nothing was kept. Allow writing to it, or use another folder: --data DIR", file.display())]
    ReadOnly { file: PathBuf },
    #[error("{}: the database failed: {why}", file.display())]
    Failed { file: PathBuf, why: String },
}

/// A failure as the work reports it.
#[derive(Debug, thiserror::Error)]
pub(super) enum Fault {
    #[error(transparent)]
    Sql(#[from] sqlx::Error),
    #[error(transparent)]
    Migrate(#[from] MigrateError),
    #[error("{0}")]
    Row(String),
}

/// What a failure means for the user.
pub(super) fn of(file: &Path, fault: Fault) -> StoreError {
    let file = file.to_path_buf();
    match fault {
        Fault::Sql(error)
        | Fault::Migrate(MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _)) => {
            of_sql(file, &error)
        }
        Fault::Migrate(MigrateError::VersionMissing(version) | MigrateError::VersionMismatch(version)) => {
            StoreError::Newer { file, version }
        }
        Fault::Migrate(other) => StoreError::Failed { file, why: other.to_string() },
        Fault::Row(why) => StoreError::Damaged { file, why },
    }
}

fn of_sql(file: PathBuf, error: &sqlx::Error) -> StoreError {
    let why = error.to_string();
    match code(error) {
        Some(5 | 6) => StoreError::Locked { file },
        Some(8) => StoreError::ReadOnly { file },
        Some(11 | 26) => StoreError::Damaged { file, why: said(error) },
        Some(13) => StoreError::Full { file },
        Some(14 | 23) => StoreError::Unopenable { file, why: said(error) },
        _ => StoreError::Failed { file, why },
    }
}

fn said(error: &sqlx::Error) -> String {
    error.as_database_error().map_or_else(|| error.to_string(), |error| error.message().to_owned())
}

/// SQLite's primary result code (sqlite.org/rescode.html), the low byte of the extended one.
pub(super) fn code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
