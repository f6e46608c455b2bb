//! Questions, proposals and decisions as they lie in the database: JSON of our own, so that the core's types may change
//! without a migration. Fields are only added, with a default; a shape that was written is read for good.

use serde::{Deserialize, Serialize};

use super::fault::Fault;
use crate::document::{ContentHash, Disclosure, DocumentName};
use crate::library::Cited;
use crate::options::Verdict;
use crate::question::{AnswerCell, AnswerKind, CellRole, CellState, Question};
use crate::review::{Decision, DecisionKind, Earlier, Proposal, Proposed, Quoted};
use crate::workbook::{Position, Row};

#[derive(Deserialize, Serialize)]
#[serde(remote = "AnswerKind", rename_all = "lowercase")]
enum KindShape {
    Choice,
    Mark,
    Text,
    Number,
    Date,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "CellState", rename_all = "lowercase")]
enum StateShape {
    Open,
    Default,
    Answered,
    Locked,
    Formula,
}

#[derive(Deserialize, Serialize)]
#[serde(remote = "CellRole", rename_all = "lowercase")]
enum RoleShape {
    Answer,
    Comment,
    Owner,
    Score,
    Evidence,
}

#[derive(Deserialize, Serialize)]
struct QuestionShape {
    sheet: usize,
    row: u32,
    id: Option<String>,
    text: String,
    section: Option<String>,
    follows: Option<u32>,
    cells: Vec<CellShape>,
}

#[derive(Deserialize, Serialize)]
struct CellShape {
    row: u32,
    column: u32,
    #[serde(with = "KindShape")]
    kind: AnswerKind,
    options: Vec<String>,
    mark: Option<String>,
    #[serde(with = "StateShape")]
    state: CellState,
    #[serde(with = "RoleShape")]
    role: CellRole,
    max_length: Option<u32>,
}

#[derive(Deserialize, Serialize)]
struct ProposalShape {
    answer: Option<ProposedShape>,
    confidence: f64,
    #[serde(default)]
    shift: f64,
    reason: String,
    #[serde(default)]
    doubtful: bool,
    nearest: Vec<QuotedShape>,
    offer: Option<QuotedShape>,
    withheld: Option<String>,
    earlier: Vec<EarlierShape>,
}

#[derive(Deserialize, Serialize)]
struct ProposedShape {
    verdict: Option<String>,
    words: String,
    citations: Vec<QuotedShape>,
}

#[derive(Deserialize, Serialize)]
struct QuotedShape {
    document: String,
    sha256: String,
    section: String,
    page: Option<u32>,
    start: usize,
    end: usize,
    quote: String,
    of_past_answer: bool,
}

#[derive(Deserialize, Serialize)]
struct EarlierShape {
    question: String,
    answer: String,
    place: String,
    date: Option<String>,
    customer: Option<String>,
    state: String,
    stale: Option<String>,
    difference: Vec<(String, String)>,
}

/// Of all kinds of decisions; each uses some.
#[derive(Default, Deserialize, Serialize)]
#[serde(default)]
struct DecisionShape {
    #[serde(skip_serializing_if = "Option::is_none")]
    option: Option<String>,
    #[serde(skip_serializing_if = "String::is_empty")]
    words: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    candidate: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
}

fn written<T: Serialize>(shape: &T) -> Result<String, Fault> {
    serde_json::to_string(shape).map_err(|error| Fault::Row(error.to_string()))
}

fn read<'t, T: Deserialize<'t>>(text: &'t str) -> Result<T, Fault> {
    serde_json::from_str(text).map_err(|error| Fault::Row(error.to_string()))
}

/// A question as it is kept.
pub(super) fn question(question: &Question) -> Result<String, Fault> {
    written(&QuestionShape {
        sheet: question.sheet,
        row: question.row.0,
        id: question.id.clone(),
        text: question.text.clone(),
        section: question.section.clone(),
        follows: question.follows.map(|row| row.0),
        cells: question.cells.iter().map(CellShape::of).collect(),
    })
}

/// A question that was kept.
pub(super) fn read_question(text: &str) -> Result<Question, Fault> {
    let shape: QuestionShape = read(text)?;
    Ok(Question {
        sheet: shape.sheet,
        row: Row(shape.row),
        id: shape.id,
        text: shape.text,
        section: shape.section,
        follows: shape.follows.map(Row),
        cells: shape.cells.into_iter().map(CellShape::cell).collect(),
    })
}

impl CellShape {
    fn of(cell: &AnswerCell) -> Self {
        Self {
            row: cell.at.row.0,
            column: cell.at.column.0,
            kind: cell.kind,
            options: cell.options.clone(),
            mark: cell.mark.clone(),
            state: cell.state,
            role: cell.role,
            max_length: cell.max_length,
        }
    }

    fn cell(self) -> AnswerCell {
        AnswerCell {
            at: Position::new(self.row, self.column),
            kind: self.kind,
            options: self.options,
            mark: self.mark,
            state: self.state,
            role: self.role,
            max_length: self.max_length,
        }
    }
}

/// A proposal as it is kept.
pub(super) fn proposal(proposal: &Proposal) -> Result<String, Fault> {
    let answer = proposal.answer.as_ref().map(|answer| ProposedShape {
        verdict: answer.verdict().map(|verdict| verdict.word().to_owned()),
        words: answer.words().to_owned(),
        citations: answer.citations().iter().map(QuotedShape::of).collect(),
    });
    written(&ProposalShape {
        answer,
        confidence: proposal.confidence,
        shift: proposal.shift,
        reason: proposal.reason.clone(),
        doubtful: proposal.doubtful,
        nearest: proposal.nearest.iter().map(QuotedShape::of).collect(),
        offer: proposal.offer.as_ref().map(QuotedShape::of),
        withheld: proposal.withheld.map(|level| level.to_string()),
        earlier: proposal.earlier.iter().map(EarlierShape::of).collect(),
    })
}

/// A proposal that was kept.
pub(super) fn read_proposal(text: &str) -> Result<Proposal, Fault> {
    let shape: ProposalShape = read(text)?;
    let quoted =
        |all: Vec<QuotedShape>| all.into_iter().map(QuotedShape::quoted).collect::<Result<Vec<_>, _>>();
    let level = |word: String| word.parse::<Disclosure>().map_err(|error| Fault::Row(error.to_string()));
    Ok(Proposal {
        answer: shape.answer.map(ProposedShape::proposed).transpose()?,
        confidence: shape.confidence,
        shift: shape.shift,
        reason: shape.reason,
        doubtful: shape.doubtful,
        nearest: quoted(shape.nearest)?,
        offer: shape.offer.map(QuotedShape::quoted).transpose()?,
        withheld: shape.withheld.map(level).transpose()?,
        earlier: shape.earlier.into_iter().map(EarlierShape::earlier).collect(),
    })
}

impl ProposedShape {
    fn proposed(self) -> Result<Proposed, Fault> {
        let verdict = self.verdict.map(|word| {
            let all = [Verdict::Yes, Verdict::No, Verdict::Partial, Verdict::NotApplicable];
            let known = all.into_iter().find(|verdict| verdict.word() == word);
            known.ok_or_else(|| Fault::Row(format!("unknown verdict “{word}”")))
        });
        let citations = self.citations.into_iter().map(QuotedShape::quoted).collect::<Result<Vec<_>, _>>()?;
        let mut citations = citations.into_iter();
        let first = citations.next().ok_or_else(|| Fault::Row("an answer cites nothing".to_owned()))?;
        Ok(Proposed::new(verdict.transpose()?, self.words, first, citations.collect()))
    }
}

impl QuotedShape {
    fn of(quoted: &Quoted) -> Self {
        let cited = &quoted.cited;
        Self {
            document: cited.document.to_string(),
            sha256: cited.hash.to_string(),
            section: cited.section.clone(),
            page: quoted.page,
            start: cited.range.start,
            end: cited.range.end,
            quote: cited.quote.clone(),
            of_past_answer: quoted.of_past_answer,
        }
    }

    fn quoted(self) -> Result<Quoted, Fault> {
        let cited = Cited {
            document: DocumentName::new(self.document),
            hash: hash(&self.sha256).ok_or_else(|| Fault::Row(format!("{} is no hash", self.sha256)))?,
            section: self.section,
            range: self.start..self.end,
            quote: self.quote,
        };
        Ok(Quoted { cited, page: self.page, of_past_answer: self.of_past_answer })
    }
}

fn hash(text: &str) -> Option<ContentHash> {
    let digits = (text.len() == 64 && text.is_ascii()).then_some(text)?;
    let byte = |at: usize| u8::from_str_radix(&digits[2 * at..2 * at + 2], 16).ok();
    let bytes: Option<Vec<u8>> = (0..32).map(byte).collect();
    Some(ContentHash::from_bytes(bytes?.try_into().ok()?))
}

impl EarlierShape {
    fn of(earlier: &Earlier) -> Self {
        let Earlier { question, answer, place, date, customer, state, stale, difference } = earlier.clone();
        Self { question, answer, place, date, customer, state, stale, difference }
    }

    fn earlier(self) -> Earlier {
        let Self { question, answer, place, date, customer, state, stale, difference } = self;
        Earlier { question, answer, place, date, customer, state, stale, difference }
    }
}

/// What a decision says besides its kind, as it is kept.
pub(super) fn decision(decision: &Decision) -> Result<String, Fault> {
    let shape = match decision.clone() {
        Decision::Approved | Decision::Undone => DecisionShape::default(),
        Decision::Edited { option, words, candidate } => {
            DecisionShape { option, words, candidate, ..DecisionShape::default() }
        }
        Decision::Rejected { reason: words }
        | Decision::NotApplicable { words }
        | Decision::Commented { words } => DecisionShape { words, ..DecisionShape::default() },
        Decision::Assigned { to } => DecisionShape { to, ..DecisionShape::default() },
    };
    written(&shape)
}

/// A decision that was kept.
pub(super) fn read_decision(kind: &str, detail: &str) -> Result<Decision, Fault> {
    let known = DecisionKind::of_word(kind);
    let DecisionShape { option, words, candidate, to } = read(detail)?;
    Ok(match known.ok_or_else(|| Fault::Row(format!("unknown decision “{kind}”")))? {
        DecisionKind::Approved => Decision::Approved,
        DecisionKind::Edited => Decision::Edited { option, words, candidate },
        DecisionKind::Rejected => Decision::Rejected { reason: words },
        DecisionKind::NotApplicable => Decision::NotApplicable { words },
        DecisionKind::Assigned => Decision::Assigned { to },
        DecisionKind::Commented => Decision::Commented { words },
        DecisionKind::Undone => Decision::Undone,
    })
}

/// Questions with their answers, as they are kept.
pub(super) fn answers(answers: &[(String, String)]) -> Result<String, Fault> {
    written(&answers)
}

/// Questions with their answers that were kept.
pub(super) fn read_answers(text: &str) -> Result<Vec<(String, String)>, Fault> {
    read(text)
}
