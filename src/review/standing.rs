//! Where a row stands: folded from its question, what was proposed and what people said, in order.

use super::Standing;
use super::decision::{Decision, Entry, RowNumber, Timestamp};
use super::proposal::{Proposal, Proposed, Quoted, place_of};
use crate::question::Question;
use crate::suggestion::{Closed, Saying, Verdict, option_for};
use crate::words;

/// All that is kept of one row of a review.
#[derive(Clone, Debug)]
pub struct RowRecord {
    pub number: RowNumber,
    /// The name of its sheet.
    pub sheet: String,
    /// Its first answer cell as the customer's program shows it, or its row.
    pub place: String,
    pub question: Question,
    /// What was proposed, oldest first.
    pub proposals: Vec<Proposal>,
    /// What people said, oldest first.
    pub entries: Vec<Entry>,
}

/// The states of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RowState {
    /// The program has not come to it yet.
    Waiting,
    /// The documents do not answer it.
    Open,
    Suggested,
    Approved,
    Edited,
    Rejected,
    NotApplicable,
    /// The customer's file holds an answer already.
    AnsweredBefore,
    /// No cell of it takes an answer.
    NotFillable,
}

impl RowState {
    /// Every state.
    pub const ALL: [Self; 9] = [
        Self::Waiting,
        Self::Open,
        Self::Suggested,
        Self::Approved,
        Self::Edited,
        Self::Rejected,
        Self::NotApplicable,
        Self::AnsweredBefore,
        Self::NotFillable,
    ];

    /// The word for it in public shapes.
    pub fn word(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Open => "open",
            Self::Suggested => "suggested",
            Self::Approved => "approved",
            Self::Edited => "edited",
            Self::Rejected => "rejected",
            Self::NotApplicable => "not-applicable",
            Self::AnsweredBefore => "answered-before",
            Self::NotFillable => "not-fillable",
        }
    }

    /// Nothing is left for a person to say of it.
    pub fn is_decided(self) -> bool {
        !matches!(self, Self::Waiting | Self::Open | Self::Suggested)
    }
}

/// An answer that stands: the program's, approved, or a person's.
#[derive(Clone, Debug, PartialEq)]
pub struct Given {
    /// Of the question's own options, where it has some.
    pub option: Option<String>,
    /// As a person reads them; without the place that is written behind them.
    pub words: String,
    /// What the words rest on; none where a person wrote them.
    pub citations: Vec<Quoted>,
    /// Who decided it; nobody yet for a suggestion.
    pub by: Option<String>,
    saying: Saying,
}

/// What a person wrote beside a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comment {
    pub by: String,
    pub at: Timestamp,
    pub words: String,
}

/// Where a row stands.
#[derive(Clone, Debug, PartialEq)]
pub struct RowStanding {
    pub state: RowState,
    /// The answer that stands, where the row is approved, edited or not applicable.
    pub given: Option<Given>,
    /// Why the row was rejected, or cannot be filled.
    pub reason: Option<String>,
    /// The decision that holds.
    pub decided: Option<Entry>,
    pub assigned: Option<String>,
    pub comments: Vec<Comment>,
    /// Moves with every decision and every suggestion. A person's next decision names the version they saw.
    pub version: u64,
}

/// A decision that was not taken back, with the proposal that its author saw.
type Decided<'r> = (&'r Entry, Option<&'r Proposal>);

/// Where a row stands after all that was said.
pub fn fold(record: &RowRecord) -> RowStanding {
    let mut decided: Vec<Decided> = Vec::new();
    let (mut assigned, mut comments, mut moves) = (None, Vec::new(), 0);
    for entry in &record.entries {
        match &entry.decision {
            Decision::Undone => drop(decided.pop()),
            Decision::Assigned { to } => assigned.clone_from(to),
            Decision::Commented { words } => {
                comments.push(Comment { by: entry.by.clone(), at: entry.at, words: words.clone() });
            }
            _ => decided.push((entry, seen(record, entry.on, moves))),
        }
        moves += u64::from(entry.decision.kind().moves_version());
    }
    let version = moves + record.proposals.len() as u64;
    let (state, given, reason) = match decided.last() {
        Some((entry, proposal)) => stands(record, entry, *proposal),
        None => undecided(record),
    };
    let decided = decided.last().map(|(entry, _)| (*entry).clone());
    RowStanding { state, given, reason, decided, assigned, comments, version }
}

/// The proposal that was the last one when this version was seen. A version counts proposals and decisions.
fn seen(record: &RowRecord, on: u64, moves: u64) -> Option<&Proposal> {
    let proposals = usize::try_from(on.saturating_sub(moves)).unwrap_or(usize::MAX);
    record.proposals.get(proposals.min(record.proposals.len()).checked_sub(1)?)
}

fn undecided(record: &RowRecord) -> (RowState, Option<Given>, Option<String>) {
    match Standing::before_asking(&record.question) {
        Some(Standing::AnsweredBefore) => (RowState::AnsweredBefore, None, None),
        Some(Standing::NowhereToWrite(why)) => (RowState::NotFillable, None, Some(why.to_owned())),
        _ => match record.proposals.last() {
            None => (RowState::Waiting, None, None),
            Some(proposal) if proposal.answer.is_some() => (RowState::Suggested, None, None),
            Some(_) => (RowState::Open, None, None),
        },
    }
}

fn stands(
    record: &RowRecord,
    entry: &Entry,
    proposal: Option<&Proposal>,
) -> (RowState, Option<Given>, Option<String>) {
    let question = &record.question;
    match &entry.decision {
        Decision::Rejected { reason } => (RowState::Rejected, None, Some(reason.clone())),
        Decision::Edited { option, words, candidate } => {
            let given = Given::edited(option.clone(), words, cited(proposal, *candidate, words), &entry.by);
            (RowState::Edited, Some(given), None)
        }
        Decision::NotApplicable { words } => {
            (RowState::NotApplicable, Some(Given::not_applicable(question, words, &entry.by)), None)
        }
        _ => {
            let answer = proposal.and_then(|proposal| proposal.answer.as_ref());
            let by = Some(entry.by.clone());
            (RowState::Approved, answer.map(|answer| Given::proposed(question, answer, by)), None)
        }
    }
}

/// What a person's words rest on: the candidate they were taken from; else the suggestion's quotes that are still in them.
fn cited(proposal: Option<&Proposal>, candidate: Option<usize>, text: &str) -> Vec<Quoted> {
    let Some(proposal) = proposal else { return Vec::new() };
    match candidate {
        Some(at) => proposal.candidates().nth(at).cloned().into_iter().collect(),
        None => {
            let answer = proposal.answer.iter().flat_map(|answer| answer.citations());
            answer.filter(|quoted| still_says(text, &quoted.cited.quote)).cloned().collect()
        }
    }
}

/// A piece of a quote has at least so many words; fewer would be found in any.
const PIECE: usize = 4;

/// The words hold the whole quote, or are a piece of it.
fn still_says(text: &str, quote: &str) -> bool {
    let bare =
        |words: &str| words::fold(&words::plain(words)).trim_end_matches(['.', ';', ',', ' ']).to_owned();
    let (said, quote) = (bare(text), bare(quote));
    said.contains(&quote) || said.split(' ').count() >= PIECE && quote.contains(&said)
}

impl Given {
    /// A proposed answer as it stands. `by` is who approved it.
    pub fn proposed(question: &Question, answer: &Proposed, by: Option<String>) -> Self {
        let saying = answer.saying();
        Self {
            option: option_for(question, answer.verdict()).and_then(Result::ok),
            words: saying.text(question).unwrap_or_default(),
            citations: answer.citations().to_vec(),
            by,
            saying,
        }
    }

    fn edited(option: Option<String>, words: &str, citations: Vec<Quoted>, by: &str) -> Self {
        let place = place_of(&citations);
        let closed = option.clone().map_or(Closed::Unsaid, Closed::Option);
        let saying = Saying { closed, words: words.to_owned(), place, by_person: true };
        Self { option, words: words.to_owned(), citations, by: Some(by.to_owned()), saying }
    }

    fn not_applicable(question: &Question, words: &str, by: &str) -> Self {
        let closed = Closed::Verdict(Some(Verdict::NotApplicable));
        let saying = Saying { closed, words: words.to_owned(), place: None, by_person: true };
        Self {
            option: option_for(question, Some(Verdict::NotApplicable)).and_then(Result::ok),
            words: saying.text(question).unwrap_or_default(),
            citations: Vec::new(),
            by: Some(by.to_owned()),
            saying,
        }
    }

    /// What it says in cells.
    pub fn saying(&self) -> Saying {
        self.saying.clone()
    }

    /// Yes, no, in part or not applicable, where it says so: by the option, else as the evidence was read.
    pub fn verdict(&self) -> Option<Verdict> {
        let by_option = self.option.as_deref().and_then(crate::options::verdict);
        by_option.or(match self.saying.closed {
            Closed::Verdict(verdict) => verdict,
            Closed::Option(_) | Closed::Unsaid => None,
        })
    }
}

impl RowRecord {
    /// What was proposed last.
    pub fn proposal(&self) -> Option<&Proposal> {
        self.proposals.last()
    }

    /// Whether the program is still to come to it.
    pub fn is_waiting(&self) -> bool {
        self.proposals.is_empty() && Standing::before_asking(&self.question).is_none()
    }

    /// The answer to write now: the one that stands; before anybody decided, the suggestion. None where it stays empty.
    pub fn to_write(&self) -> Option<Given> {
        let standing = fold(self);
        match standing.state {
            RowState::Suggested => {
                let answer = self.proposal().and_then(|proposal| proposal.answer.as_ref());
                answer.map(|answer| Given::proposed(&self.question, answer, None))
            }
            _ => standing.given,
        }
    }
}
