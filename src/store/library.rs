//! Past answers in SQL. Every query names the workspace.

use std::collections::HashMap;

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _};

use super::fault::Fault;
use crate::document::{ContentHash, Disclosure, DocumentName, iso_date};
use crate::library::{AnswerId, Cited, Event, EventKind, PastAnswer, Place};

/// What adding answers came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    pub new: usize,
    /// Known before, word for word, from the same cell of the same file.
    pub known: usize,
    /// Events that were not known, of answers that were.
    pub events: usize,
}

pub(super) async fn all(db: &mut SqliteConnection, workspace: i64) -> Result<Vec<PastAnswer>, Fault> {
    let mut events = events(db, workspace).await?;
    let mut backing = backing(db, workspace).await?;
    let rows = sqlx::query(
        "SELECT id, question, follows, section, option, words, comment, file, file_hash, sheet, cell, given, customer, disclosure \
         FROM past_answer WHERE workspace = $1 ORDER BY id",
    );
    let rows = rows.bind(workspace).fetch_all(db).await?;
    let answer = |row: &SqliteRow| {
        let id: i64 = row.try_get("id")?;
        Ok(PastAnswer {
            question: row.try_get("question")?,
            follows: row.try_get("follows")?,
            section: row.try_get("section")?,
            option: row.try_get("option")?,
            words: row.try_get("words")?,
            comment: row.try_get("comment")?,
            place: Place {
                file: row.try_get("file")?,
                hash: hash(row, "file_hash")?,
                sheet: row.try_get("sheet")?,
                cell: row.try_get("cell")?,
            },
            date: row.try_get::<Option<String>, _>("given")?.as_deref().and_then(iso_date),
            customer: row.try_get("customer")?,
            disclosure: level(row.try_get("disclosure")?)?,
            backing: backing.remove(&id).unwrap_or_default(),
            events: events.remove(&id).unwrap_or_default(),
        })
    };
    rows.iter().map(answer).collect()
}

async fn events(db: &mut SqliteConnection, workspace: i64) -> Result<HashMap<i64, Vec<Event>>, Fault> {
    let rows = sqlx::query(
        "SELECT e.past_answer, e.kind, e.person, e.note, e.at FROM past_answer_event e \
         JOIN past_answer a ON a.id = e.past_answer WHERE a.workspace = $1 ORDER BY e.id",
    );
    let mut found: HashMap<i64, Vec<Event>> = HashMap::new();
    for row in rows.bind(workspace).fetch_all(db).await? {
        let kind: String = row.try_get("kind")?;
        let kind = EventKind::of_word(&kind).ok_or_else(|| Fault::Row(format!("unknown event “{kind}”")))?;
        let event = Event {
            kind,
            person: row.try_get("person")?,
            note: row.try_get("note")?,
            at: row.try_get("at")?,
        };
        found.entry(row.try_get("past_answer")?).or_default().push(event);
    }
    Ok(found)
}

async fn backing(db: &mut SqliteConnection, workspace: i64) -> Result<HashMap<i64, Vec<Cited>>, Fault> {
    let rows = sqlx::query(
        "SELECT c.past_answer, c.document, c.document_hash, c.section, c.range_start, c.range_end, c.quote \
         FROM past_answer_citation c JOIN past_answer a ON a.id = c.past_answer \
         WHERE a.workspace = $1 ORDER BY c.id",
    );
    let mut found: HashMap<i64, Vec<Cited>> = HashMap::new();
    for row in rows.bind(workspace).fetch_all(db).await? {
        found.entry(row.try_get("past_answer")?).or_default().push(cited(&row)?);
    }
    Ok(found)
}

/// A citation from a row that has its columns.
pub(super) fn cited(row: &SqliteRow) -> Result<Cited, Fault> {
    let place = |column: &str| -> Result<usize, Fault> {
        let place: i64 = row.try_get(column)?;
        usize::try_from(place).map_err(|_| Fault::Row(format!("{column} is {place}")))
    };
    Ok(Cited {
        document: DocumentName::new(row.try_get::<String, _>("document")?),
        hash: hash(row, "document_hash")?,
        section: row.try_get("section")?,
        range: place("range_start")?..place("range_end")?,
        quote: row.try_get("quote")?,
    })
}

/// A hash from a column of 32 bytes.
pub(super) fn hash(row: &SqliteRow, column: &str) -> Result<ContentHash, Fault> {
    let bytes: Vec<u8> = row.try_get(column)?;
    let bytes = <[u8; 32]>::try_from(bytes).map_err(|_| Fault::Row(format!("{column} is no hash")))?;
    Ok(ContentHash::from_bytes(bytes))
}

pub(super) async fn add(
    db: &mut SqliteConnection,
    workspace: i64,
    answers: &[PastAnswer],
) -> Result<Added, Fault> {
    let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
    let mut added = Added::default();
    for answer in answers {
        let known = row_of(&mut whole, workspace, &answer.id()).await?;
        let new = known.is_none();
        let row = match known {
            Some(row) => row,
            None => insert(&mut whole, workspace, answer).await?,
        };
        narrow(&mut whole, row, answer.disclosure).await?;
        let mut events = 0;
        for event in &answer.events {
            events += insert_event(&mut whole, row, event).await?;
        }
        for cited in &answer.backing {
            insert_citation(&mut whole, row, cited).await?;
        }
        added.new += usize::from(new);
        added.known += usize::from(!new);
        added.events += if new { 0 } else { events };
    }
    whole.commit().await?;
    Ok(added)
}

pub(super) async fn note(
    db: &mut SqliteConnection,
    workspace: i64,
    answer: &AnswerId,
    event: &Event,
) -> Result<bool, Fault> {
    let Some(row) = row_of(db, workspace, answer).await? else { return Ok(false) };
    insert_event(db, row, event).await?;
    Ok(true)
}

async fn row_of(db: &mut SqliteConnection, workspace: i64, answer: &AnswerId) -> Result<Option<i64>, Fault> {
    let found = sqlx::query_scalar("SELECT id FROM past_answer WHERE workspace = $1 AND key = $2");
    Ok(found.bind(workspace).bind(answer.as_str()).fetch_optional(db).await?)
}

/// An answer that is learnt again may be told to fewer than before, never to more.
async fn narrow(db: &mut SqliteConnection, row: i64, disclosure: Disclosure) -> Result<(), Fault> {
    let narrower = "UPDATE past_answer SET disclosure = $1 WHERE id = $2 AND disclosure < $1";
    sqlx::query(narrower).bind(rank(disclosure)).bind(row).execute(db).await?;
    Ok(())
}

/// Levels as numbers, so that SQL can compare them.
pub(super) fn rank(level: Disclosure) -> i64 {
    level as i64
}

/// What [`rank`] gave.
pub(super) fn level(number: i64) -> Result<Disclosure, Fault> {
    let level = Disclosure::ALL.into_iter().find(|level| rank(*level) == number);
    level.ok_or_else(|| Fault::Row(format!("{number} is no level of disclosure")))
}

/// The new row.
async fn insert(db: &mut SqliteConnection, workspace: i64, answer: &PastAnswer) -> Result<i64, Fault> {
    let row = sqlx::query_scalar(
        "INSERT INTO past_answer (workspace, key, question, follows, section, option, words, comment, file, file_hash, \
         sheet, cell, given, customer, disclosure) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) RETURNING id",
    )
    .bind(workspace)
    .bind(answer.id().as_str().to_owned())
    .bind(&answer.question)
    .bind(&answer.follows)
    .bind(&answer.section)
    .bind(&answer.option)
    .bind(&answer.words)
    .bind(&answer.comment)
    .bind(&answer.place.file)
    .bind(answer.place.hash.bytes().as_slice())
    .bind(&answer.place.sheet)
    .bind(&answer.place.cell)
    .bind(answer.date.map(|date| date.to_string()))
    .bind(&answer.customer)
    .bind(rank(answer.disclosure))
    .fetch_one(db)
    .await?;
    Ok(row)
}

/// How many were new.
async fn insert_event(db: &mut SqliteConnection, row: i64, event: &Event) -> Result<usize, Fault> {
    let done = sqlx::query(
        "INSERT INTO past_answer_event (past_answer, kind, person, note, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT DO NOTHING",
    );
    let done = done.bind(row).bind(event.kind.word()).bind(&event.person).bind(&event.note).bind(&event.at);
    Ok(done.execute(db).await?.rows_affected() as usize)
}

async fn insert_citation(db: &mut SqliteConnection, row: i64, cited: &Cited) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO past_answer_citation (past_answer, document, document_hash, section, range_start, range_end, quote) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING",
    )
    .bind(row)
    .bind(cited.document.as_str())
    .bind(cited.hash.bytes().as_slice())
    .bind(&cited.section)
    .bind(cited.range.start as i64)
    .bind(cited.range.end as i64)
    .bind(&cited.quote)
    .execute(db)
    .await?;
    Ok(())
}
