//! The API's JSON shapes. Changed only by adding.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::web::office::{Head, Say};
use crate::web::view::{self, ReviewLine, RowShown};

/// What is wrong, in words.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Problem {
    pub(super) problem: String,
}

/// The questionnaires of a workspace, the newest first.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Reviews {
    reviews: Vec<Line>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Line {
    review: u64,
    href: String,
    customer: String,
    file: String,
    counted: String,
    undecided: usize,
    people: Vec<String>,
}

impl Reviews {
    pub(super) fn of(lines: Vec<ReviewLine>) -> Self {
        let line = |one: ReviewLine| Line {
            review: one.review,
            href: one.href,
            customer: one.customer,
            file: one.file,
            counted: one.counted,
            undecided: one.undecided,
            people: one.people,
        };
        Self { reviews: lines.into_iter().map(line).collect() }
    }
}

/// What is sent with a questionnaire.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(super) struct UploadForm {
    #[schema(format = Binary, content_media_type = "application/octet-stream")]
    file: String,
    customer: Option<String>,
    /// As 2026-12-01.
    due: Option<String>,
    /// `public`, `nda` or `internal`.
    audience: Option<String>,
}

/// A questionnaire that is in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Taken {
    pub(super) review: u64,
    /// False: somebody is to look at the layout, at `href`, before it is answered.
    pub(super) layout_sure: bool,
    pub(super) href: String,
}

/// How far a review is.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Review {
    review: u64,
    customer: String,
    file: String,
    counted: String,
    undecided: usize,
    answering: bool,
    layout_sure: bool,
}

impl Review {
    pub(super) fn of(review: u64, head: Head) -> Self {
        let Head { customer, file, progress, undecided, running, unsure, due: _, terms: _ } = head;
        Self {
            review,
            customer,
            file,
            counted: progress.counted,
            undecided,
            answering: running,
            layout_sure: !unsure,
        }
    }
}

/// A row with its suggestion.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Row {
    row: u32,
    /// The customer's own number.
    id: String,
    place: String,
    section: String,
    question: String,
    state: &'static str,
    /// To be sent with a decision.
    version: u64,
    options: Vec<String>,
    suggestion: Option<Suggestion>,
    given: Option<Given>,
    warnings: Vec<String>,
    /// What goes into the customer's file as the row stands, to the letter.
    writes: Vec<Written>,
    citations: Vec<Citation>,
    candidates: Vec<Citation>,
}

#[derive(Debug, Serialize, ToSchema)]
struct Written {
    cell: String,
    text: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Suggestion {
    verdict: String,
    words: String,
    /// high, medium or low.
    confidence: &'static str,
    why: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Given {
    by: String,
    option: String,
    words: String,
}

#[derive(Debug, Serialize, ToSchema)]
struct Citation {
    document: String,
    section: String,
    quote: String,
}

impl Row {
    pub(super) fn of(row: RowShown) -> Self {
        let suggestion = |one: view::Suggested| Suggestion {
            verdict: one.verdict,
            words: one.words,
            confidence: one.band.class,
            why: one.why,
        };
        let given = |one: view::Given| Given { by: one.by, option: one.option, words: one.words };
        let cited =
            |one: view::Source| Citation { document: one.document, section: one.path, quote: one.quote };
        let candidate =
            |one: view::Candidate| Citation { document: one.document, section: one.path, quote: one.quote };
        Self {
            row: row.number,
            id: row.id,
            place: row.place,
            section: row.section,
            question: row.question,
            state: row.state.class,
            version: row.version,
            options: row.options.into_iter().map(|option| option.value).collect(),
            suggestion: row.suggestion.map(suggestion),
            given: row.given.map(given),
            warnings: row.warnings,
            writes: row.writes.into_iter().map(|(cell, text)| Written { cell, text }).collect(),
            citations: row.cited.into_iter().map(cited).collect(),
            candidates: row.candidates.into_iter().map(candidate).collect(),
        }
    }
}

/// What somebody says of a row.
#[derive(Debug, Deserialize)]
#[serde(from = "DecisionSent")]
pub(super) struct Decision {
    /// The version that was read.
    pub(super) version: u64,
    pub(super) said: Say,
}

/// The same as it is sent.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct DecisionSent {
    version: u64,
    #[serde(flatten)]
    said: SaySent,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(tag = "decision", rename_all = "snake_case")]
enum SaySent {
    Approve,
    Edit {
        option: Option<String>,
        #[serde(default)]
        words: String,
        candidate: Option<usize>,
    },
    Reject {
        reason: String,
    },
    NotApplicable {
        #[serde(default)]
        words: String,
    },
    Assign {
        to: Option<String>,
    },
    Comment {
        words: String,
    },
    Undo,
}

impl From<DecisionSent> for Decision {
    fn from(sent: DecisionSent) -> Self {
        let said = match sent.said {
            SaySent::Approve => Say::Approve,
            SaySent::Edit { option, words, candidate } => Say::Edit { option, words, candidate },
            SaySent::Reject { reason } => Say::Reject(reason),
            SaySent::NotApplicable { words } => Say::NotApplicable(words),
            SaySent::Assign { to } => Say::Assign(to),
            SaySent::Comment { words } => Say::Comment(words),
            SaySent::Undo => Say::Undo,
        };
        Self { version: sent.version, said }
    }
}

/// Which export.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct ExportWanted {
    /// `draft` or `final`.
    kind: Kind,
}

#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
enum Kind {
    Draft,
    Final,
}

impl ExportWanted {
    pub(super) fn last(&self) -> bool {
        matches!(self.kind, Kind::Final)
    }
}

/// An export with its files.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct Exported {
    name: String,
    told: String,
    files: Vec<File>,
}

#[derive(Debug, Serialize, ToSchema)]
struct File {
    name: String,
    href: String,
}

impl Exported {
    pub(super) fn of(one: view::Exported) -> Self {
        let file = |link: view::Download| File { name: link.name, href: link.href };
        Self { name: one.name, told: one.told, files: one.downloads.into_iter().map(file).collect() }
    }
}

/// A question to answer.
#[derive(Debug, Deserialize, ToSchema)]
pub(super) struct Question {
    pub(super) question: String,
    /// The heading it stands under; may be empty.
    #[serde(default)]
    pub(super) section: String,
}
