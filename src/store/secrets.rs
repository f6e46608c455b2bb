//! Secrets in SQL: links for customers, tokens for programs, and what was released by them. Only hashes are kept, so that
//! whoever reads the database cannot use them. Settings that a person made for a workspace are here too. Every query names
//! the workspace.

use sqlx::Row as _;
use sqlx::sqlite::{SqliteConnection, SqliteRow};

use super::fault::Fault;
use super::reviews::{moment, owned, signed, unsigned};
use super::{Store, StoreError, shapes};
use crate::document::ContentHash;
use crate::review::Timestamp;

/// What a secret opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecretKind {
    /// A customer's page.
    Intake,
    /// The API.
    Token,
}

impl SecretKind {
    fn word(self) -> &'static str {
        match self {
            Self::Intake => "intake",
            Self::Token => "token",
        }
    }
}

/// A secret that was made, without what it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptSecret {
    pub number: u64,
    /// Whom it was made for.
    pub name: String,
    pub person: String,
    pub at: Timestamp,
    pub events: Vec<SecretEvent>,
}

/// What happened to a secret: `revoked`, or `submitted` and `released` of a review.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretEvent {
    pub kind: String,
    pub review: Option<u64>,
    pub person: String,
    pub at: Timestamp,
}

/// A file that was released to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Released {
    pub name: String,
    pub bytes: Vec<u8>,
    /// Questions with their answers.
    pub answers: Vec<(String, String)>,
    pub at: Timestamp,
}

impl KeptSecret {
    /// Whether it opens nothing any more.
    pub fn is_revoked(&self) -> bool {
        self.events.iter().any(|event| event.kind == "revoked")
    }

    /// The reviews that came in by it, oldest first.
    pub fn submitted(&self) -> impl Iterator<Item = u64> {
        self.events.iter().filter(|event| event.kind == "submitted").filter_map(|event| event.review)
    }
}

impl Store {
    /// Keeps a secret by its hash; gives its number.
    pub fn add_secret(
        &mut self,
        kind: SecretKind,
        hash: ContentHash,
        name: &str,
        (person, at): (&str, Timestamp),
    ) -> Result<u64, StoreError> {
        self.run(async |db, workspace| {
            let id: i64 = sqlx::query_scalar(
                "INSERT INTO secret (workspace, kind, hash, name, person, at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            )
            .bind(workspace)
            .bind(kind.word())
            .bind(hash.bytes().as_slice())
            .bind(name)
            .bind(person)
            .bind(at.to_string())
            .fetch_one(db)
            .await?;
            u64::try_from(id).map_err(|_| Fault::Row(format!("id is {id}")))
        })
    }

    /// Every secret of a kind, the newest first; only the one of a hash, where one is given.
    pub fn secrets(
        &mut self,
        kind: SecretKind,
        hash: Option<ContentHash>,
    ) -> Result<Vec<KeptSecret>, StoreError> {
        self.run(async |db, workspace| secrets(db, workspace, kind, hash).await)
    }

    /// Notes what happened to a secret. Says whether there is such a one.
    pub fn note_secret(&mut self, secret: u64, event: &SecretEvent) -> Result<bool, StoreError> {
        self.run(async |db, workspace| note(db, workspace, secret, event).await)
    }

    /// Keeps a file that was released, as it is.
    pub fn release(&mut self, review: u64, file: &Released, person: &str) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            let review = owned(db, workspace, review).await?;
            sqlx::query("INSERT INTO released (review, name, bytes, answers, person, at) VALUES ($1, $2, $3, $4, $5, $6)")
                .bind(review)
                .bind(&file.name)
                .bind(&file.bytes)
                .bind(shapes::answers(&file.answers)?)
                .bind(person)
                .bind(file.at.to_string())
                .execute(db)
                .await?;
            Ok(())
        })
    }

    /// The file of a review that was released last.
    pub fn released(&mut self, review: u64) -> Result<Option<Released>, StoreError> {
        self.run(async |db, workspace| {
            let found = sqlx::query(
                "SELECT f.name, f.bytes, f.answers, f.at FROM released f JOIN review v ON v.id = f.review \
                 WHERE v.id = $1 AND v.workspace = $2 ORDER BY f.id DESC LIMIT 1",
            );
            let found = found.bind(signed(review)?).bind(workspace).fetch_optional(db).await?;
            found.as_ref().map(file).transpose()
        })
    }

    /// Sets something for the workspace.
    pub fn set(
        &mut self,
        name: &str,
        value: &str,
        (person, at): (&str, Timestamp),
    ) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            sqlx::query(
                "INSERT INTO setting (workspace, name, value, person, at) VALUES ($1, $2, $3, $4, $5)",
            )
            .bind(workspace)
            .bind(name)
            .bind(value)
            .bind(person)
            .bind(at.to_string())
            .execute(db)
            .await?;
            Ok(())
        })
    }

    /// What was set last.
    pub fn setting(&mut self, name: &str) -> Result<Option<String>, StoreError> {
        self.run(async |db, workspace| {
            let found = sqlx::query_scalar(
                "SELECT value FROM setting WHERE workspace = $1 AND name = $2 ORDER BY id DESC LIMIT 1",
            );
            Ok(found.bind(workspace).bind(name).fetch_optional(db).await?)
        })
    }
}

fn file(row: &SqliteRow) -> Result<Released, Fault> {
    let answers = shapes::read_answers(&row.try_get::<String, _>("answers")?)?;
    Ok(Released { name: row.try_get("name")?, bytes: row.try_get("bytes")?, answers, at: moment(row, "at")? })
}

async fn secrets(
    db: &mut SqliteConnection,
    workspace: i64,
    kind: SecretKind,
    hash: Option<ContentHash>,
) -> Result<Vec<KeptSecret>, Fault> {
    let found = sqlx::query(
        "SELECT id, name, person, at FROM secret WHERE workspace = $1 AND kind = $2 AND ($3 IS NULL OR hash = $3) \
         ORDER BY id DESC",
    );
    let hash = hash.map(|hash| hash.bytes().to_vec());
    let found = found.bind(workspace).bind(kind.word()).bind(hash).fetch_all(&mut *db).await?;
    let mut secrets = Vec::new();
    for row in &found {
        secrets.push(KeptSecret {
            number: unsigned(row, "id")?,
            name: row.try_get("name")?,
            person: row.try_get("person")?,
            at: moment(row, "at")?,
            events: events(db, workspace, row.try_get("id")?).await?,
        });
    }
    Ok(secrets)
}

async fn events(db: &mut SqliteConnection, workspace: i64, secret: i64) -> Result<Vec<SecretEvent>, Fault> {
    let found = sqlx::query(
        "SELECT e.kind, e.review, e.person, e.at FROM secret_event e JOIN secret s ON s.id = e.secret \
         WHERE s.workspace = $1 AND s.id = $2 ORDER BY e.id",
    );
    let event = |row: &SqliteRow| {
        let review: Option<i64> = row.try_get("review")?;
        Ok(SecretEvent {
            kind: row.try_get("kind")?,
            review: review.and_then(|review| u64::try_from(review).ok()),
            person: row.try_get("person")?,
            at: moment(row, "at")?,
        })
    };
    found.bind(workspace).bind(secret).fetch_all(db).await?.iter().map(event).collect()
}

async fn note(
    db: &mut SqliteConnection,
    workspace: i64,
    secret: u64,
    event: &SecretEvent,
) -> Result<bool, Fault> {
    let found = sqlx::query_scalar("SELECT id FROM secret WHERE workspace = $1 AND id = $2");
    let found: Option<i64> = found.bind(workspace).bind(signed(secret)?).fetch_optional(&mut *db).await?;
    let Some(secret) = found else { return Ok(false) };
    let review = match event.review {
        Some(review) => Some(owned(db, workspace, review).await?),
        None => None,
    };
    sqlx::query("INSERT INTO secret_event (secret, kind, review, person, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(secret)
        .bind(&event.kind)
        .bind(review)
        .bind(&event.person)
        .bind(event.at.to_string())
        .execute(db)
        .await?;
    Ok(true)
}
