//! Questionnaires that were filled, row by row with what was cited, in SQL. Every query names the workspace.

use sqlx::sqlite::{SqliteConnection, SqliteRow};
use sqlx::{Connection as _, Row as _};

use super::fault::Fault;
use super::library::{cited, hash, level, rank};
use crate::document::{ContentHash, Disclosure};
use crate::library::Cited;

/// A questionnaire that was filled.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub file: String,
    /// Of the customer's file.
    pub hash: ContentHash,
    /// Of the filled copy.
    pub filled: ContentHash,
    pub customer: Option<String>,
    /// The level of disclosure that it was answered for.
    pub audience: Disclosure,
    pub threshold: f64,
    /// When, as `2026-03-01T12:00:00Z`.
    pub at: String,
    pub rows: Vec<ExportRow>,
}

/// A question of it. Open ones have no answer and no citations.
#[derive(Clone, Debug, PartialEq)]
pub struct ExportRow {
    pub sheet: String,
    pub cell: String,
    pub section: Option<String>,
    pub question: String,
    pub verdict: Option<String>,
    pub answer: Option<String>,
    pub confidence: f64,
    pub citations: Vec<ExportCitation>,
}

/// What an answer cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportCitation {
    pub cited: Cited,
    /// It is of a past answer's questionnaire, which lies in no workspace's folder.
    pub of_past_answer: bool,
}

pub(super) async fn record(db: &mut SqliteConnection, workspace: i64, export: &Export) -> Result<(), Fault> {
    let mut whole = db.begin_with("BEGIN IMMEDIATE").await?;
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO export (workspace, file, file_hash, filled_hash, customer, audience, threshold, at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(workspace)
    .bind(&export.file)
    .bind(export.hash.bytes().as_slice())
    .bind(export.filled.bytes().as_slice())
    .bind(&export.customer)
    .bind(rank(export.audience))
    .bind(export.threshold)
    .bind(&export.at)
    .fetch_one(&mut *whole)
    .await?;
    for row in &export.rows {
        insert_row(&mut whole, id, row).await?;
    }
    whole.commit().await?;
    Ok(())
}

async fn insert_row(db: &mut SqliteConnection, export: i64, row: &ExportRow) -> Result<(), Fault> {
    let id: i64 = sqlx::query_scalar(
        "INSERT INTO export_row (export, sheet, cell, section, question, verdict, answer, confidence) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id",
    )
    .bind(export)
    .bind(&row.sheet)
    .bind(&row.cell)
    .bind(&row.section)
    .bind(&row.question)
    .bind(&row.verdict)
    .bind(&row.answer)
    .bind(row.confidence)
    .fetch_one(&mut *db)
    .await?;
    for citation in &row.citations {
        insert_citation(db, id, citation).await?;
    }
    Ok(())
}

async fn insert_citation(
    db: &mut SqliteConnection,
    row: i64,
    citation: &ExportCitation,
) -> Result<(), Fault> {
    let cited = &citation.cited;
    sqlx::query(
        "INSERT INTO export_citation (export_row, document, document_hash, section, range_start, range_end, quote, \
         of_past_answer) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row)
    .bind(cited.document.as_str())
    .bind(cited.hash.bytes().as_slice())
    .bind(&cited.section)
    .bind(cited.range.start as i64)
    .bind(cited.range.end as i64)
    .bind(&cited.quote)
    .bind(i64::from(citation.of_past_answer))
    .execute(db)
    .await?;
    Ok(())
}

/// The last filling of each file for each customer.
pub(super) async fn last(
    db: &mut SqliteConnection,
    workspace: i64,
    since: &str,
) -> Result<Vec<Export>, Fault> {
    let found = sqlx::query(
        "SELECT id, file, file_hash, filled_hash, customer, audience, threshold, at FROM export \
         WHERE id IN (SELECT MAX(id) FROM export WHERE workspace = $1 GROUP BY file, COALESCE(customer, '')) \
         AND workspace = $1 AND at >= $2 ORDER BY id",
    );
    let found = found.bind(workspace).bind(since).fetch_all(&mut *db).await?;
    let mut exports = Vec::new();
    for export in &found {
        let rows = rows(db, workspace, export.try_get("id")?).await?;
        exports.push(Export {
            file: export.try_get("file")?,
            hash: hash(export, "file_hash")?,
            filled: hash(export, "filled_hash")?,
            customer: export.try_get("customer")?,
            audience: level(export.try_get("audience")?)?,
            threshold: export.try_get("threshold")?,
            at: export.try_get("at")?,
            rows,
        });
    }
    Ok(exports)
}

async fn rows(db: &mut SqliteConnection, workspace: i64, export: i64) -> Result<Vec<ExportRow>, Fault> {
    let found = sqlx::query(
        "SELECT r.id, r.sheet, r.cell, r.section, r.question, r.verdict, r.answer, r.confidence FROM export_row r \
         JOIN export e ON e.id = r.export WHERE e.workspace = $1 AND e.id = $2 ORDER BY r.id",
    );
    let found = found.bind(workspace).bind(export).fetch_all(&mut *db).await?;
    let row = |row: &SqliteRow| -> Result<(i64, ExportRow), Fault> {
        let read = ExportRow {
            sheet: row.try_get("sheet")?,
            cell: row.try_get("cell")?,
            section: row.try_get("section")?,
            question: row.try_get("question")?,
            verdict: row.try_get("verdict")?,
            answer: row.try_get("answer")?,
            confidence: row.try_get("confidence")?,
            citations: Vec::new(),
        };
        Ok((row.try_get("id")?, read))
    };
    let mut rows: Vec<(i64, ExportRow)> = found.iter().map(row).collect::<Result<_, _>>()?;
    for (id, citation) in citations(db, workspace, export).await? {
        if let Ok(at) = rows.binary_search_by_key(&id, |(id, _)| *id) {
            rows[at].1.citations.push(citation);
        }
    }
    Ok(rows.into_iter().map(|(_, row)| row).collect())
}

/// The citations of an export, each with its row.
async fn citations(
    db: &mut SqliteConnection,
    workspace: i64,
    export: i64,
) -> Result<Vec<(i64, ExportCitation)>, Fault> {
    let found = sqlx::query(
        "SELECT c.export_row, c.document, c.document_hash, c.section, c.range_start, c.range_end, c.quote, \
         c.of_past_answer FROM export_citation c JOIN export_row r ON r.id = c.export_row \
         JOIN export e ON e.id = r.export WHERE e.workspace = $1 AND e.id = $2 ORDER BY c.id",
    );
    let found = found.bind(workspace).bind(export).fetch_all(db).await?;
    let citation = |row: &SqliteRow| {
        let of_past_answer = row.try_get::<i64, _>("of_past_answer")? != 0;
        Ok((row.try_get("export_row")?, ExportCitation { cited: cited(row)?, of_past_answer }))
    };
    found.iter().map(citation).collect()
}

pub(super) async fn is_draft(
    db: &mut SqliteConnection,
    workspace: i64,
    hash: ContentHash,
) -> Result<bool, Fault> {
    let found = sqlx::query_scalar("SELECT COUNT(*) FROM export WHERE workspace = $1 AND filled_hash = $2");
    let count: i64 = found.bind(workspace).bind(hash.bytes().as_slice()).fetch_one(db).await?;
    Ok(count > 0)
}
