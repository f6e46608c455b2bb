//! Opening the database: its options, its migrations, the row of a workspace.

use std::path::Path;
use std::time::Duration;

use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode};
use sqlx::{ConnectOptions as _, Connection as _, SqlSafeStr as _};

use super::fault::{self, Fault};

/// How long a call waits for another process.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);
/// How often a first opening is tried again: going over to a write-ahead log does not wait for others by itself.
const TRIES: u32 = 100;

/// The steps that make the database, in order. A step that was released is never changed.
fn migrator() -> Migrator {
    let steps = [
        (1, "library", include_str!("../../migrations/0001_library.sql")),
        (2, "reviews", include_str!("../../migrations/0002_reviews.sql")),
    ];
    let step = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    Migrator::with_migrations(steps.map(step).into())
}

/// Opens the file, made if need be, and brings it up to date.
pub(super) async fn connect(file: &Path) -> Result<SqliteConnection, Fault> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .busy_timeout(PATIENCE)
        .foreign_keys(true)
        .disable_statement_logging();
    let mut tries = 0;
    let mut connection = loop {
        match options.connect().await {
            Err(error) if matches!(fault::code(&error), Some(5 | 6)) && tries < TRIES => {
                tries += 1;
                tokio::time::sleep(PATIENCE / TRIES).await;
            }
            opened => break opened?,
        }
    };
    // Held from before the first look, so that two processes do not both begin.
    let mut whole = connection.begin_with("BEGIN IMMEDIATE").await?;
    migrator().run_direct(None, &mut *whole, false).await?;
    whole.commit().await?;
    Ok(connection)
}

/// The row of a workspace, by its folder's path.
pub(super) async fn workspace(connection: &mut SqliteConnection, path: &Path) -> Result<i64, Fault> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let path = path.to_string_lossy();
    sqlx::query("INSERT INTO workspace (path, name) VALUES ($1, $2) ON CONFLICT (path) DO NOTHING")
        .bind(&*path)
        .bind(name)
        .execute(&mut *connection)
        .await?;
    let found = sqlx::query_scalar("SELECT id FROM workspace WHERE path = $1").bind(&*path);
    Ok(found.fetch_one(connection).await?)
}
