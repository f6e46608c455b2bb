//! A row in full: what is suggested and why, what a person may take instead, what is to be known, what will be written.

use super::cards::{CandidateView, CellView, EarlierView, RowDetail, SuggestionView};
use super::rows::{Kept, row_card};
use super::{history, learnt};
use crate::document::Document;
use crate::library::{Cited, Difference, Fate, Piece, fate};
use crate::review::{Decision, Finding, FindingKind, Proposal, Quoted, RowNumber, RowRecord, admit, fold};
use crate::suggestion::{Plan, lay, option_for, options_of, takes_words};
use crate::words;

/// Everything about a row. `known` is what is to be known of the whole review.
pub(super) fn detail(
    kept: &Kept,
    record: &RowRecord,
    documents: &[Document],
    known: &[Finding],
) -> RowDetail {
    let standing = fold(record);
    let proposal = record.proposal();
    let words_cell = takes_words(&record.question).map(|cell| (cell.at.to_string(), cell.max_length));
    let suggestion = proposal.map(|proposal| suggestion(record, proposal));
    let plans = record.to_write().map(|given| lay(&record.question, &given.saying())).unwrap_or_default();
    RowDetail {
        card: row_card(record, &standing),
        before: before(&kept.records, record),
        cells: cells(record),
        options: options_of(&record.question),
        words_cell,
        candidates: proposal.map(|proposal| candidates(proposal, documents)).unwrap_or_default(),
        earlier: proposal.map(|proposal| earlier(record, proposal)).unwrap_or_default(),
        warnings: warnings(record, &plans, known),
        writes: plans.iter().filter_map(written).collect(),
        draft: draft(record, suggestion.as_ref()),
        suggestion,
        approval: admit(record, standing.version, &Decision::Approved).map_err(|refusal| refusal.to_string()),
        can_undo: standing.decided.is_some(),
        history: history::of_row(kept, record),
        standing,
    }
}

/// What to know of one row.
fn warnings(record: &RowRecord, plans: &[Plan], known: &[Finding]) -> Vec<String> {
    let of_row = known.iter().filter(|finding| {
        finding.rows.contains(&record.number)
            && !matches!(finding.kind, FindingKind::Undecided | FindingKind::LeftEmpty)
    });
    let left = plans.iter().filter_map(Plan::left);
    of_row.map(|finding| finding.text.clone()).chain(left).collect()
}

/// A cell with what goes into it, to the letter.
fn written(plan: &Plan) -> Option<(String, String)> {
    Some((plan.at.to_string(), learnt::text(&plan.value)?))
}

fn before(records: &[RowRecord], record: &RowRecord) -> Option<(RowNumber, String)> {
    let leans_on = record.question.follows.and_then(|row| {
        records.iter().find(|other| other.sheet == record.sheet && other.question.row == row)
    });
    let above = || records.iter().rfind(|other| other.number < record.number && other.sheet == record.sheet);
    leans_on.or_else(above).map(|other| (other.number, other.question.text.clone()))
}

fn cells(record: &RowRecord) -> Vec<CellView> {
    let view = |cell: &crate::question::AnswerCell| CellView {
        cell: cell.at.to_string(),
        kind: cell.kind,
        role: cell.role,
        state: cell.state,
        options: cell.options.clone(),
        max_length: cell.max_length,
    };
    record.question.cells.iter().map(view).collect()
}

fn suggestion(record: &RowRecord, proposal: &Proposal) -> SuggestionView {
    let answer = proposal.answer.as_ref();
    let verdict = answer.and_then(|answer| answer.verdict());
    SuggestionView {
        answered: answer.is_some(),
        verdict,
        option: answer.and_then(|_| option_for(&record.question, verdict)).and_then(Result::ok),
        words: answer.and_then(|answer| answer.saying().text(&record.question)).unwrap_or_default(),
        confidence: proposal.confidence,
        band: proposal.band(),
        reason: proposal.reason.clone(),
        doubtful: proposal.doubtful,
        offer: proposal.offer.clone(),
        withheld: proposal.withheld,
    }
}

/// What an editor begins with.
fn draft(record: &RowRecord, suggestion: Option<&SuggestionView>) -> (Option<String>, String) {
    let decided = fold(record).decided.map(|entry| entry.decision);
    match (decided, record.to_write(), suggestion) {
        (Some(Decision::NotApplicable { words }), ..) => (None, words),
        (_, Some(given), _) => (given.option, given.words),
        (_, None, Some(suggestion)) => (suggestion.option.clone(), suggestion.words.clone()),
        (_, None, None) => (None, String::new()),
    }
}

fn candidates(proposal: &Proposal, documents: &[Document]) -> Vec<CandidateView> {
    let cited = proposal.answer.as_ref().map_or(0, |answer| answer.citations().len());
    let view = |(at, quoted): (usize, &Quoted)| candidate(quoted, at < cited, documents);
    proposal.candidates().enumerate().map(view).collect()
}

fn candidate(quoted: &Quoted, cited: bool, documents: &[Document]) -> CandidateView {
    let quote = &quoted.cited.quote;
    let mut view = CandidateView {
        quoted: quoted.clone(),
        place: quoted.place(),
        title: quoted.cited.document.to_string(),
        section: quote.clone(),
        range: 0..quote.len(),
        words: words::plain(quote).trim_end_matches([';', ',', ' ']).to_owned(),
        cited,
        lost: false,
    };
    let found = now(&quoted.cited, documents);
    // An earlier questionnaire lies in no folder; its quote is all there is.
    view.lost = found.is_none() && !quoted.of_past_answer;
    if let Some((document, start)) = found {
        view.title.clone_from(&document.title);
        let around = document.section_around(start);
        let around = around.start..around.end.max(start + quote.len());
        if let Some(section) = document.slice(&around) {
            section.clone_into(&mut view.section);
            view.range = start - around.start..start - around.start + quote.len();
        }
    }
    view
}

/// The document that says the quote today, and where.
fn now<'d>(cited: &Cited, documents: &'d [Document]) -> Option<(&'d Document, usize)> {
    let (name, start) = match fate(cited, documents) {
        Fate::Stands => (cited.document.clone(), cited.range.start),
        Fate::Moved { document, range } => (document, range.start),
        Fate::Changed | Fate::Gone => return None,
    };
    documents.iter().find(|document| document.name == name).map(|document| (document, start))
}

fn earlier(record: &RowRecord, proposal: &Proposal) -> Vec<EarlierView> {
    let now = proposal.answer.as_ref().and_then(|answer| answer.saying().text(&record.question));
    let view = |earlier: &crate::review::Earlier| EarlierView {
        earlier: earlier.clone(),
        answer: now.as_deref().map(|now| against(&earlier.answer, now)).unwrap_or_default(),
    };
    proposal.earlier.iter().map(view).collect()
}

fn against(before: &str, now: &str) -> Vec<Piece> {
    Difference::between(before, now).pieces
}
