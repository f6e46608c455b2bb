//! What to know before a questionnaire is sent: each thing found, with its rows and whether it stops a final export.
//! Documents, plans and earlier answers are given; nothing is looked up here.

use std::collections::BTreeMap;

use super::contradiction::{self, Answered};
use super::decision::RowNumber;
use super::proposal::Quoted;
use super::standing::{Given, RowRecord, RowStanding, RowState, fold};
use crate::document::{Date, Document};
use crate::library::{Fate, fate, overdue};
use crate::options::Verdict;
use crate::question::{AnswerCell, AnswerKind};
use crate::suggestion::Plan;
use crate::words;

/// What is known besides the rows.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    /// The documents as they are now, and the questionnaires that may be cited.
    pub documents: &'a [Document],
    pub today: Date,
    /// For each row, in the rows' order, what will be written and what will not.
    pub plans: &'a [Vec<Plan>],
    /// Cells of the customer's file that hold formulas, by sheet and name.
    pub formulas: &'a [String],
    /// What this customer was told before.
    pub told: &'a [ToldBefore],
}

/// An answer that a customer was given before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToldBefore {
    pub question: String,
    pub verdict: Option<Verdict>,
    pub answer: String,
    /// File and cell.
    pub place: String,
}

/// The kinds of things to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FindingKind {
    /// Nobody has decided the row.
    Undecided,
    /// What an answer quotes no longer stands where it stood.
    StaleCitation,
    /// A cited document was to be reviewed by now.
    Overdue,
    /// The same is asked twice and answered otherwise.
    Contradiction,
    /// The customer was told something else before.
    ToldOtherwise,
    /// The cell takes no answer so long.
    TooLong,
    /// What is said is none of the cell's options, or the cell takes no such value.
    NotLegal,
    /// No cell takes an answer to the question.
    NowhereToWrite,
    /// A person's words, without a citation.
    Uncited,
    /// Rejected: the cell stays empty.
    LeftEmpty,
    /// Formulas of the file will be reckoned anew.
    Recalculates,
}

impl FindingKind {
    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Undecided => "undecided",
            Self::StaleCitation => "stale-citation",
            Self::Overdue => "overdue",
            Self::Contradiction => "contradiction",
            Self::ToldOtherwise => "told-otherwise",
            Self::TooLong => "too-long",
            Self::NotLegal => "not-legal",
            Self::NowhereToWrite => "nowhere-to-write",
            Self::Uncited => "uncited",
            Self::LeftEmpty => "left-empty",
            Self::Recalculates => "recalculates",
        }
    }
}

/// Something to know before sending.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    pub kind: FindingKind,
    /// The rows that it is about; none where it is about the file.
    pub rows: Vec<RowNumber>,
    /// In words for the reviewer.
    pub text: String,
    /// Nothing final leaves while this holds.
    pub blocks: bool,
}

/// So many cells are named; the rest are counted.
const NAMED: usize = 8;

/// Everything to know about these rows, worst first, then in their order.
pub fn preflight(records: &[RowRecord], context: &Context) -> Vec<Finding> {
    let rows: Vec<Row> = records.iter().map(Row::of).collect();
    let mut found: Vec<Finding> = undecided(&rows).into_iter().collect();
    for (row, plans) in rows.iter().zip(context.plans) {
        found.extend(citations(row, context));
        found.extend(plans.iter().filter_map(|plan| not_written(row, plan)));
        found.extend(row.said());
        found.extend(told(row, context.told));
    }
    found.extend(contradictions(&rows));
    found.extend(nowhere_to_write(&rows));
    found.extend(formulas(context.formulas));
    found.sort_by_key(|finding| (!finding.blocks, finding.kind, finding.rows.first().copied()));
    found
}

struct Row<'a> {
    record: &'a RowRecord,
    standing: RowStanding,
    given: Option<Given>,
}

impl<'a> Row<'a> {
    fn of(record: &'a RowRecord) -> Self {
        Self { record, standing: fold(record), given: record.to_write() }
    }

    fn finding(&self, kind: FindingKind, text: String) -> Finding {
        Finding { kind, rows: vec![self.record.number], text, blocks: false }
    }

    /// What a person said that is to be looked at once more.
    fn said(&self) -> Option<Finding> {
        match (self.standing.state, &self.given) {
            (RowState::Edited, Some(given))
                if given.citations.is_empty() && !given.words.trim().is_empty() =>
            {
                let by = given.by.as_deref().unwrap_or_default();
                Some(self.finding(FindingKind::Uncited, format!("{by}'s own words, without a citation")))
            }
            (RowState::Rejected, _) => {
                let reason = self.standing.reason.as_deref().filter(|reason| !reason.is_empty());
                let why = reason.map(|reason| format!(" ({reason})")).unwrap_or_default();
                Some(self.finding(FindingKind::LeftEmpty, format!("rejected{why}; its cell stays empty")))
            }
            _ => None,
        }
    }
}

fn undecided(rows: &[Row]) -> Option<Finding> {
    let open = rows.iter().filter(|row| !row.standing.state.is_decided());
    let open: Vec<RowNumber> = open.map(|row| row.record.number).collect();
    let text = match open.len() {
        0 => return None,
        1 => "one row is not decided yet".to_owned(),
        count => format!("{count} rows are not decided yet"),
    };
    Some(Finding { kind: FindingKind::Undecided, rows: open, text, blocks: true })
}

/// Questions that leave without an answer because the file has no place for one, by reason.
fn nowhere_to_write(rows: &[Row]) -> Vec<Finding> {
    let mut by_reason: BTreeMap<&str, Vec<RowNumber>> = BTreeMap::new();
    for row in rows.iter().filter(|row| row.standing.state == RowState::NotFillable) {
        let reason = row.standing.reason.as_deref().unwrap_or_default();
        by_reason.entry(reason).or_default().push(row.record.number);
    }
    let finding = |(reason, rows): (&str, Vec<RowNumber>)| {
        let text = match rows.len() {
            1 => format!("one question leaves without an answer: {reason}"),
            count => format!("{count} questions leave without an answer: {reason}"),
        };
        Finding { kind: FindingKind::NowhereToWrite, rows, text, blocks: false }
    };
    by_reason.into_iter().map(finding).collect()
}

fn citations(row: &Row, context: &Context) -> Vec<Finding> {
    let cited = row.given.iter().flat_map(|given| &given.citations);
    cited.enumerate().filter_map(|(at, quoted)| stale(row, quoted, at == 0, context)).collect()
}

/// Promise 1, once more: an approved answer whose own quote, the first, is no longer said does not leave as final. What
/// stands beside it as further evidence is named.
fn stale(row: &Row, quoted: &Quoted, first: bool, context: &Context) -> Option<Finding> {
    let document = &quoted.cited.document;
    let now = fate(&quoted.cited, context.documents);
    let text = match &now {
        Fate::Changed => format!("{document} has changed and no longer says “{}”", quoted.cited.quote),
        Fate::Gone => format!("{document}, which is cited, is gone"),
        Fate::Moved { document: now, .. } if now != document => {
            format!("{document} is now {now}; the cited words still stand in it")
        }
        Fate::Moved { .. } => format!("{document} has changed; the cited words still stand in it"),
        Fate::Stands => {
            let due = overdue(&quoted.cited, context.documents, context.today)?;
            return Some(
                row.finding(FindingKind::Overdue, format!("{document} was to be reviewed by {due}")),
            );
        }
    };
    let blocks = first && now.is_lost() && row.standing.state == RowState::Approved;
    let then = if blocks { "; decide the row again" } else { "" };
    Some(Finding { blocks, ..row.finding(FindingKind::StaleCitation, format!("{text}{then}")) })
}

fn not_written(row: &Row, plan: &Plan) -> Option<Finding> {
    row.given.as_ref()?;
    let left = plan.left()?;
    let cell = row.record.question.cells.iter().find(|cell| cell.at == plan.at);
    let kind = if cell.is_some_and(|cell| is_too_long(cell, row)) {
        FindingKind::TooLong
    } else {
        FindingKind::NotLegal
    };
    Some(row.finding(kind, left))
}

fn is_too_long(cell: &AnswerCell, row: &Row) -> bool {
    let units = row.given.as_ref().map_or(0, |given| given.words.encode_utf16().count());
    cell.kind == AnswerKind::Text && cell.max_length.is_some_and(|most| units > most as usize)
}

fn contradictions(rows: &[Row]) -> Vec<Finding> {
    let answered = rows.iter().filter_map(|row| {
        let question = &row.record.question;
        let follows = question.follows.map(|row| row.0);
        Some(Answered {
            number: row.record.number,
            question: &question.text,
            follows,
            given: row.given.as_ref()?,
        })
    });
    let pairs = contradiction::within(&answered.collect::<Vec<_>>());
    let finding = |(first, second, how)| Finding {
        kind: FindingKind::Contradiction,
        rows: vec![first, second],
        text: format!("the same is asked in rows {first} and {second}, and answered {how}"),
        blocks: false,
    };
    pairs.into_iter().map(finding).collect()
}

/// The customer was told otherwise, where both answers say yes or no.
fn told(row: &Row, told: &[ToldBefore]) -> Option<Finding> {
    let given = row.given.as_ref()?;
    let verdict = given.verdict()?;
    let asked = words::fold(&row.record.question.text);
    let other = told.iter().rfind(|told| words::fold(&told.question) == asked)?;
    let was = other.verdict.filter(|was| *was != verdict)?;
    let text = format!(
        "now “{}”; this customer was told “{}” before ({})",
        contradiction::short(given),
        if other.answer.is_empty() { was.lead() } else { &other.answer },
        other.place
    );
    Some(row.finding(FindingKind::ToldOtherwise, text))
}

fn formulas(cells: &[String]) -> Option<Finding> {
    if cells.is_empty() {
        return None;
    }
    let mut named = cells.iter().take(NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
    if cells.len() > NAMED {
        named = format!("{named} and {} more", cells.len() - NAMED);
    }
    let text = format!("cells with formulas are reckoned anew when the file is opened: {named}");
    Some(Finding { kind: FindingKind::Recalculates, rows: Vec::new(), text, blocks: false })
}
