//! Reviews in SQL: questionnaires, their rows, what was suggested and what was decided. Every query names the workspace, by
//! the review's own row. What a decision may be is asked of the core, within the transaction that adds it.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _};

use super::fault::Fault;
use super::library::hash;
use super::{Store, StoreError, shapes};
use crate::document::{ContentHash, Date, Disclosure, iso_date};
use crate::question::Question;
use crate::review::{Entry, Proposal, Refusal, RowNumber, RowRecord, Timestamp, admit};

/// A questionnaire that is to be reviewed.
#[derive(Clone, Debug)]
pub struct NewReview {
    pub customer: Option<String>,
    pub file: String,
    pub bytes: Vec<u8>,
    pub due: Option<Date>,
    pub audience: Disclosure,
    pub threshold: f64,
    pub person: String,
    pub at: Timestamp,
}

/// A questionnaire under review, without its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct KeptReview {
    pub number: u64,
    pub customer: Option<String>,
    pub file: String,
    pub hash: ContentHash,
    pub due: Option<Date>,
    pub audience: Disclosure,
    pub threshold: f64,
    pub person: String,
    pub at: Timestamp,
    /// How many rows it has; none before its layout is accepted.
    pub rows: usize,
}

/// A row as it is first kept.
#[derive(Clone, Debug)]
pub struct NewRow {
    pub sheet: String,
    pub place: String,
    pub question: Question,
}

/// The rows of a review, with what led to them.
#[derive(Clone, Debug)]
pub struct LaidOut {
    pub rows: Vec<NewRow>,
    pub event: ReviewEvent,
}

/// Something that happened to a review as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReviewEvent {
    pub kind: String,
    pub person: String,
    pub detail: String,
    pub at: Timestamp,
}

/// How far somebody has read what happened to rows. Rows of history are only added, so it is a place in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    suggestions: i64,
    decisions: i64,
}

/// What happened to rows since.
#[derive(Clone, Debug, Default)]
pub struct News {
    pub suggestions: Vec<(RowNumber, Proposal, Timestamp)>,
    pub decisions: Vec<Entry>,
    pub seen: Seen,
}

/// What came of a decision: the row with it, or the row as it is and why it was not added.
pub type Decided = Result<RowRecord, (RowRecord, Refusal)>;

impl Store {
    /// Keeps a questionnaire, with its rows where its layout is sure; all or nothing. Gives its number.
    pub fn add_review(&mut self, review: &NewReview, sure: Option<&LaidOut>) -> Result<u64, StoreError> {
        self.run(async |db, workspace| {
            let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
            let number = add(&mut whole, workspace, review).await?;
            if let Some(laid_out) = sure {
                insert_rows(&mut whole, signed(number)?, laid_out).await?;
            }
            whole.commit().await?;
            Ok(number)
        })
    }

    /// Says anew for whom a review is and when it is due, and notes it; both or neither.
    pub fn amend_review(
        &mut self,
        review: u64,
        (customer, due): (Option<&str>, Option<Date>),
        event: &ReviewEvent,
    ) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
            let review = owned(&mut whole, workspace, review).await?;
            sqlx::query("UPDATE review SET customer = $1, due = $2 WHERE id = $3")
                .bind(customer)
                .bind(due.map(|due| due.to_string()))
                .bind(review)
                .execute(&mut *whole)
                .await?;
            insert_event(&mut whole, review, event).await?;
            Ok(whole.commit().await?)
        })
    }

    /// Every review of the workspace, the newest first.
    pub fn reviews(&mut self) -> Result<Vec<KeptReview>, StoreError> {
        self.run(async |db, workspace| all(db, workspace, None).await)
    }

    /// A review, where it is this workspace's.
    pub fn review(&mut self, review: u64) -> Result<Option<KeptReview>, StoreError> {
        let all = self.run(async |db, workspace| all(db, workspace, Some(review)).await)?;
        Ok(all.into_iter().next())
    }

    /// A customer's file, as it came.
    pub fn review_bytes(&mut self, review: u64) -> Result<Option<Vec<u8>>, StoreError> {
        self.run(async |db, workspace| {
            let found = sqlx::query_scalar("SELECT bytes FROM review WHERE id = $1 AND workspace = $2");
            Ok(found.bind(signed(review)?).bind(workspace).fetch_optional(db).await?)
        })
    }

    /// Notes what happened to a review.
    pub fn note_review(&mut self, review: u64, event: &ReviewEvent) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            let review = owned(db, workspace, review).await?;
            insert_event(db, review, event).await
        })
    }

    /// What happened to a review as a whole, oldest first.
    pub fn review_events(&mut self, review: u64) -> Result<Vec<ReviewEvent>, StoreError> {
        self.run(async |db, workspace| events(db, workspace, review).await)
    }

    /// Keeps the rows of a review with what led to them, all or none. Rows that are there already stay as they are.
    pub fn lay_out(&mut self, review: u64, laid_out: &LaidOut) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
            let review = owned(&mut whole, workspace, review).await?;
            let there: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM review_row WHERE review = $1")
                .bind(review)
                .fetch_one(&mut *whole)
                .await?;
            if there == 0 {
                insert_rows(&mut whole, review, laid_out).await?;
            }
            Ok(whole.commit().await?)
        })
    }

    /// The rows of a review, with nothing of what happened to them.
    pub fn review_rows(&mut self, review: u64) -> Result<Vec<RowRecord>, StoreError> {
        self.run(async |db, workspace| {
            let found = sqlx::query(
                "SELECT r.number, r.sheet, r.place, r.question FROM review_row r JOIN review v ON v.id = r.review \
                 WHERE v.id = $1 AND v.workspace = $2 ORDER BY r.number",
            );
            let rows = found.bind(signed(review)?).bind(workspace).fetch_all(db).await?;
            rows.iter().map(row).collect()
        })
    }

    /// What happened to the rows of a review since.
    pub fn news(&mut self, review: u64, since: Seen) -> Result<News, StoreError> {
        self.run(async |db, workspace| news(db, workspace, review, since).await)
    }

    /// Keeps suggestions, all or none. A row's n-th suggestion that is there already stays as it is.
    pub fn suggest(
        &mut self,
        review: u64,
        made: &[(RowNumber, u64, Proposal)],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        self.run(async |db, workspace| {
            let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
            let review = owned(&mut whole, workspace, review).await?;
            for (row, number, proposal) in made {
                insert_suggestion(&mut whole, review, (*row, *number), proposal, at).await?;
            }
            Ok(whole.commit().await?)
        })
    }

    /// Adds a decision to a row, where the row is still as its author saw it. None where there is no such row.
    pub fn decide(&mut self, review: u64, said: &Entry) -> Result<Option<Decided>, StoreError> {
        self.run(async |db, workspace| decide(db, workspace, review, said).await)
    }
}

/// Numbers of ours are small; SQL's are signed.
pub(super) fn signed(number: u64) -> Result<i64, Fault> {
    i64::try_from(number).map_err(|_| Fault::Row(format!("{number} is no number of ours")))
}

pub(super) fn unsigned(row: &SqliteRow, column: &str) -> Result<u64, Fault> {
    let number: i64 = row.try_get(column)?;
    u64::try_from(number).map_err(|_| Fault::Row(format!("{column} is {number}")))
}

pub(super) fn moment(row: &SqliteRow, column: &str) -> Result<Timestamp, Fault> {
    let text: String = row.try_get(column)?;
    Timestamp::parse(&text).ok_or_else(|| Fault::Row(format!("{column} is “{text}”")))
}

fn row_number(row: &SqliteRow, column: &str) -> Result<RowNumber, Fault> {
    let number = unsigned(row, column)?;
    u32::try_from(number).map(RowNumber).map_err(|_| Fault::Row(format!("{column} is {number}")))
}

/// The review's number, where it is this workspace's (promise 5).
pub(super) async fn owned(db: &mut SqliteConnection, workspace: i64, review: u64) -> Result<i64, Fault> {
    let found = sqlx::query_scalar("SELECT id FROM review WHERE id = $1 AND workspace = $2");
    Ok(found.bind(signed(review)?).bind(workspace).fetch_one(db).await?)
}

async fn add(db: &mut SqliteConnection, workspace: i64, review: &NewReview) -> Result<u64, Fault> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO review (workspace, customer, file, file_hash, bytes, due, audience, threshold, person, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id",
    )
    .bind(workspace)
    .bind(&review.customer)
    .bind(&review.file)
    .bind(ContentHash::of(&review.bytes).bytes().as_slice())
    .bind(&review.bytes)
    .bind(review.due.map(|due| due.to_string()))
    .bind(review.audience.word())
    .bind(review.threshold)
    .bind(&review.person)
    .bind(review.at.to_string())
    .fetch_one(db)
    .await?;
    u64::try_from(id).map_err(|_| Fault::Row(format!("id is {id}")))
}

async fn all(db: &mut SqliteConnection, workspace: i64, only: Option<u64>) -> Result<Vec<KeptReview>, Fault> {
    let found = sqlx::query(
        "SELECT v.id, v.customer, v.file, v.file_hash, v.due, v.audience, v.threshold, v.person, v.at, \
         (SELECT COUNT(*) FROM review_row r WHERE r.review = v.id) AS rows_in_all \
         FROM review v WHERE v.workspace = $1 AND ($2 IS NULL OR v.id = $2) ORDER BY v.id DESC",
    );
    let only = only.map(signed).transpose()?;
    found.bind(workspace).bind(only).fetch_all(db).await?.iter().map(kept).collect()
}

fn kept(row: &SqliteRow) -> Result<KeptReview, Fault> {
    let audience: String = row.try_get("audience")?;
    Ok(KeptReview {
        number: unsigned(row, "id")?,
        customer: row.try_get("customer")?,
        file: row.try_get("file")?,
        hash: hash(row, "file_hash")?,
        due: row.try_get::<Option<String>, _>("due")?.as_deref().and_then(iso_date),
        audience: audience.parse().map_err(|error| Fault::Row(format!("{error}")))?,
        threshold: row.try_get("threshold")?,
        person: row.try_get("person")?,
        at: moment(row, "at")?,
        rows: usize::try_from(unsigned(row, "rows_in_all")?).unwrap_or(usize::MAX),
    })
}

pub(super) async fn insert_event(
    db: &mut SqliteConnection,
    review: i64,
    event: &ReviewEvent,
) -> Result<(), Fault> {
    sqlx::query("INSERT INTO review_event (review, kind, person, detail, at) VALUES ($1, $2, $3, $4, $5)")
        .bind(review)
        .bind(&event.kind)
        .bind(&event.person)
        .bind(&event.detail)
        .bind(event.at.to_string())
        .execute(db)
        .await?;
    Ok(())
}

async fn events(db: &mut SqliteConnection, workspace: i64, review: u64) -> Result<Vec<ReviewEvent>, Fault> {
    let found = sqlx::query(
        "SELECT e.kind, e.person, e.detail, e.at FROM review_event e JOIN review v ON v.id = e.review \
         WHERE v.id = $1 AND v.workspace = $2 ORDER BY e.id",
    );
    let rows = found.bind(signed(review)?).bind(workspace).fetch_all(db).await?;
    let event = |row: &SqliteRow| {
        Ok(ReviewEvent {
            kind: row.try_get("kind")?,
            person: row.try_get("person")?,
            detail: row.try_get("detail")?,
            at: moment(row, "at")?,
        })
    };
    rows.iter().map(event).collect()
}

async fn insert_rows(db: &mut SqliteConnection, review: i64, laid_out: &LaidOut) -> Result<(), Fault> {
    for (number, row) in (1..).zip(&laid_out.rows) {
        insert_row(db, review, number, row).await?;
    }
    insert_event(db, review, &laid_out.event).await
}

async fn insert_row(db: &mut SqliteConnection, review: i64, number: i64, row: &NewRow) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO review_row (review, number, sheet, place, question) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(review)
    .bind(number)
    .bind(&row.sheet)
    .bind(&row.place)
    .bind(shapes::question(&row.question)?)
    .execute(db)
    .await?;
    Ok(())
}

fn row(row: &SqliteRow) -> Result<RowRecord, Fault> {
    Ok(RowRecord {
        number: row_number(row, "number")?,
        sheet: row.try_get("sheet")?,
        place: row.try_get("place")?,
        question: shapes::read_question(&row.try_get::<String, _>("question")?)?,
        proposals: Vec::new(),
        entries: Vec::new(),
    })
}

async fn insert_suggestion(
    db: &mut SqliteConnection,
    review: i64,
    (row, number): (RowNumber, u64),
    proposal: &Proposal,
    at: Timestamp,
) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO suggestion (review, row_number, number, proposal, at) VALUES ($1, $2, $3, $4, $5) \
         ON CONFLICT (review, row_number, number) DO NOTHING",
    )
    .bind(review)
    .bind(i64::from(row.0))
    .bind(signed(number)?)
    .bind(shapes::proposal(proposal)?)
    .bind(at.to_string())
    .execute(db)
    .await?;
    Ok(())
}

async fn news(db: &mut SqliteConnection, workspace: i64, review: u64, since: Seen) -> Result<News, Fault> {
    let mut news = News { seen: since, ..News::default() };
    // One view of both tables: a decision is never seen without the suggestion that it was made on.
    let mut db = db.begin().await?;
    let found = sqlx::query(
        "SELECT s.id, s.row_number, s.proposal, s.at FROM suggestion s JOIN review v ON v.id = s.review \
         WHERE v.id = $1 AND v.workspace = $2 AND s.id > $3 ORDER BY s.id",
    );
    let found = found.bind(signed(review)?).bind(workspace).bind(since.suggestions);
    for row in found.fetch_all(&mut *db).await? {
        let proposal = shapes::read_proposal(&row.try_get::<String, _>("proposal")?)?;
        news.suggestions.push((row_number(&row, "row_number")?, proposal, moment(&row, "at")?));
        news.seen.suggestions = row.try_get("id")?;
    }
    let found = sqlx::query(
        "SELECT d.id, d.row_number, d.number, d.kind, d.detail, d.person, d.made_on, d.at FROM decision d \
         JOIN review v ON v.id = d.review WHERE v.id = $1 AND v.workspace = $2 AND d.id > $3 ORDER BY d.id",
    );
    let found = found.bind(signed(review)?).bind(workspace).bind(since.decisions);
    for row in found.fetch_all(&mut *db).await? {
        news.decisions.push(entry(&row)?);
        news.seen.decisions = row.try_get("id")?;
    }
    db.commit().await?;
    Ok(news)
}

fn entry(row: &SqliteRow) -> Result<Entry, Fault> {
    let (kind, detail): (String, String) = (row.try_get("kind")?, row.try_get("detail")?);
    Ok(Entry {
        number: unsigned(row, "number")?,
        row: row_number(row, "row_number")?,
        by: row.try_get("person")?,
        at: moment(row, "at")?,
        on: unsigned(row, "made_on")?,
        decision: shapes::read_decision(&kind, &detail)?,
    })
}

/// Reads the row, asks whether the decision may be added, and adds it: in one transaction that nobody else writes into.
async fn decide(
    db: &mut SqliteConnection,
    workspace: i64,
    review: u64,
    said: &Entry,
) -> Result<Option<Decided>, Fault> {
    let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
    let review = owned(&mut whole, workspace, review).await?;
    let Some(mut record) = whole_row(&mut whole, review, said.row).await? else { return Ok(None) };
    if let Err(refusal) = admit(&record, said.on, &said.decision) {
        return Ok(Some(Err((record, refusal))));
    }
    let last = record.entries.last();
    // A clock that was set back makes no decision older than the one before it.
    let at = last.map_or(said.at, |last| last.at.max(said.at));
    let number = last.map_or(1, |last| last.number + 1);
    let entry = Entry { number, at, ..said.clone() };
    insert_decision(&mut whole, review, &entry).await?;
    whole.commit().await?;
    record.entries.push(entry);
    Ok(Some(Ok(record)))
}

async fn whole_row(
    db: &mut SqliteConnection,
    review: i64,
    number: RowNumber,
) -> Result<Option<RowRecord>, Fault> {
    let found = sqlx::query(
        "SELECT number, sheet, place, question FROM review_row WHERE review = $1 AND number = $2",
    );
    let found = found.bind(review).bind(i64::from(number.0)).fetch_optional(&mut *db).await?;
    let Some(mut record) = found.as_ref().map(row).transpose()? else { return Ok(None) };
    let found =
        sqlx::query("SELECT proposal FROM suggestion WHERE review = $1 AND row_number = $2 ORDER BY number");
    for row in found.bind(review).bind(i64::from(number.0)).fetch_all(&mut *db).await? {
        record.proposals.push(shapes::read_proposal(&row.try_get::<String, _>("proposal")?)?);
    }
    let found = sqlx::query(
        "SELECT row_number, number, kind, detail, person, made_on, at FROM decision \
         WHERE review = $1 AND row_number = $2 ORDER BY number",
    );
    for row in found.bind(review).bind(i64::from(number.0)).fetch_all(db).await? {
        record.entries.push(entry(&row)?);
    }
    Ok(Some(record))
}

async fn insert_decision(db: &mut SqliteConnection, review: i64, entry: &Entry) -> Result<(), Fault> {
    sqlx::query(
        "INSERT INTO decision (review, row_number, number, kind, detail, person, made_on, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(review)
    .bind(i64::from(entry.row.0))
    .bind(signed(entry.number)?)
    .bind(entry.decision.kind().word())
    .bind(shapes::decision(&entry.decision)?)
    .bind(&entry.by)
    .bind(signed(entry.on)?)
    .bind(entry.at.to_string())
    .execute(db)
    .await?;
    Ok(())
}
