//! Exports of reviews in SQL, with their files as they were. Every query names the workspace, by the review's own row.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _};

use super::fault::Fault;
use super::reviews::{insert_event, moment, owned, signed, unsigned};
use super::{ReviewEvent, Store, StoreError};
use crate::review::Timestamp;

/// A file of an export: which part of it, its name, its bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    pub part: String,
    pub name: String,
    pub bytes: Vec<u8>,
}

/// An export, without its files' bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptExport {
    pub number: u64,
    /// `draft` or `final`.
    pub kind: String,
    pub person: String,
    pub at: Timestamp,
    /// Part and name of each file.
    pub files: Vec<(String, String)>,
}

impl Store {
    /// Keeps an export with its files and its line of history, all or none; gives its number.
    pub fn keep_export(
        &mut self,
        review: u64,
        kind: &str,
        files: &[ExportFile],
        event: &ReviewEvent,
    ) -> Result<u64, StoreError> {
        self.run(async |db, workspace| {
            let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
            let review = owned(&mut whole, workspace, review).await?;
            let export = insert(&mut whole, review, kind, event).await?;
            for file in files {
                insert_file(&mut whole, export, file).await?;
            }
            insert_event(&mut whole, review, event).await?;
            whole.commit().await?;
            u64::try_from(export).map_err(|_| Fault::Row(format!("id is {export}")))
        })
    }

    /// The exports of a review, the newest first.
    pub fn kept_exports(&mut self, review: u64) -> Result<Vec<KeptExport>, StoreError> {
        self.run(async |db, workspace| exports(db, workspace, review).await)
    }

    /// A file of an export.
    pub fn export_file(
        &mut self,
        review: u64,
        export: u64,
        part: &str,
    ) -> Result<Option<ExportFile>, StoreError> {
        self.run(async |db, workspace| {
            let found = sqlx::query(
                "SELECT f.part, f.name, f.bytes FROM review_export_file f JOIN review_export e ON e.id = f.export \
                 JOIN review v ON v.id = e.review WHERE v.id = $1 AND v.workspace = $2 AND e.id = $3 AND f.part = $4",
            );
            let found = found.bind(signed(review)?).bind(workspace).bind(signed(export)?).bind(part);
            found.fetch_optional(db).await?.as_ref().map(file).transpose()
        })
    }
}

fn file(row: &SqliteRow) -> Result<ExportFile, Fault> {
    Ok(ExportFile { part: row.try_get("part")?, name: row.try_get("name")?, bytes: row.try_get("bytes")? })
}

async fn insert(
    db: &mut SqliteConnection,
    review: i64,
    kind: &str,
    event: &ReviewEvent,
) -> Result<i64, Fault> {
    let id = sqlx::query_scalar(
        "INSERT INTO review_export (review, kind, person, at) VALUES ($1, $2, $3, $4) RETURNING id",
    );
    Ok(id.bind(review).bind(kind).bind(&event.person).bind(event.at.to_string()).fetch_one(db).await?)
}

async fn insert_file(db: &mut SqliteConnection, export: i64, file: &ExportFile) -> Result<(), Fault> {
    sqlx::query("INSERT INTO review_export_file (export, part, name, bytes) VALUES ($1, $2, $3, $4)")
        .bind(export)
        .bind(&file.part)
        .bind(&file.name)
        .bind(&file.bytes)
        .execute(db)
        .await?;
    Ok(())
}

async fn exports(db: &mut SqliteConnection, workspace: i64, review: u64) -> Result<Vec<KeptExport>, Fault> {
    let found = sqlx::query(
        "SELECT e.id, e.kind, e.person, e.at, f.part, f.name FROM review_export e JOIN review v ON v.id = e.review \
         JOIN review_export_file f ON f.export = e.id WHERE v.id = $1 AND v.workspace = $2 ORDER BY e.id DESC, f.id",
    );
    let mut exports: Vec<KeptExport> = Vec::new();
    for row in found.bind(signed(review)?).bind(workspace).fetch_all(db).await? {
        let (number, file) = (unsigned(&row, "id")?, (row.try_get("part")?, row.try_get("name")?));
        match exports.last_mut().filter(|last| last.number == number) {
            Some(last) => last.files.push(file),
            None => exports.push(KeptExport {
                number,
                kind: row.try_get("kind")?,
                person: row.try_get("person")?,
                at: moment(&row, "at")?,
                files: vec![file],
            }),
        }
    }
    Ok(exports)
}
