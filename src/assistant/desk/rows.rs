//! The rows of a review as they are now: kept in memory, and brought up to date by what was added since. Rows of history are
//! only added, so that two desks on one data folder see the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cards::{
    Assigned, CandidateView, CellView, Counts, EarlierView, Phase, ReviewCard, RowCard, RowDetail, RowFilter,
    RowSort, SuggestionView, WorkspaceCard,
};
use super::{Desk, DeskError, ReviewId, Room, WorkspaceKey, history, lock};
use crate::document::Document;
use crate::library::{Cited, Difference, Fate, Piece, fate};
use crate::review::{
    Context, Decision, FindingKind, Given, Proposal, Quoted, RowNumber, RowRecord, RowStanding, RowState,
    Timestamp, fold, preflight,
};
use crate::store::{KeptReview, News, Seen};
use crate::suggestion::{Band, lay, option_for, options_of, takes_words};
use crate::words;

/// The rows of a review with when each suggestion was made.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    pub records: Vec<RowRecord>,
    pub suggested: Vec<Vec<Timestamp>>,
    seen: Seen,
}

impl Kept {
    pub(super) fn row(&self, number: RowNumber) -> Result<&RowRecord, DeskError> {
        let at = (number.0 as usize).checked_sub(1);
        at.and_then(|at| self.records.get(at)).ok_or(DeskError::NoSuchRow(number))
    }

    fn hear(&mut self, news: News) {
        for (row, proposal, at) in news.suggestions {
            let place = (row.0 as usize).wrapping_sub(1);
            if let (Some(record), Some(times)) = (self.records.get_mut(place), self.suggested.get_mut(place))
            {
                record.proposals.push(proposal);
                times.push(at);
            }
        }
        for entry in news.decisions {
            if let Some(record) = self.records.get_mut((entry.row.0 as usize).wrapping_sub(1)) {
                record.entries.push(entry);
            }
        }
        self.seen = news.seen;
    }
}

impl Room {
    /// The rows of a review, up to date.
    pub(super) fn rows(&self, review: u64) -> Result<Arc<Kept>, DeskError> {
        let mut known = lock(&self.rows);
        let mut store = self.store();
        let mut kept = match known.get(&review) {
            Some(kept) => kept.clone(),
            None => {
                let records = store.review_rows(review)?;
                let suggested = vec![Vec::new(); records.len()];
                Arc::new(Kept { records, suggested, seen: Seen::default() })
            }
        };
        let news = store.news(review, kept.seen)?;
        if news.seen != kept.seen {
            Arc::make_mut(&mut kept).hear(news);
        }
        // Before its layout is accepted a review has no rows; it may have some a moment later.
        if !kept.records.is_empty() {
            known.insert(review, kept.clone());
        }
        Ok(kept)
    }
}

impl Desk {
    /// The workspaces, by key.
    pub fn workspaces(&self) -> Result<Vec<WorkspaceCard>, DeskError> {
        self.rooms.iter().map(|(key, room)| self.workspace_card(key, room)).collect()
    }

    fn workspace_card(&self, key: &WorkspaceKey, room: &Room) -> Result<WorkspaceCard, DeskError> {
        let reviews = self.reviews(key)?;
        Ok(WorkspaceCard {
            key: key.clone(),
            name: room.name(),
            folder: room.path.clone(),
            reviews: reviews.len(),
            open: reviews.iter().filter(|review| review.phase != Phase::Decided).count(),
        })
    }

    /// The reviews of a workspace, the newest first.
    pub fn reviews(&self, workspace: &WorkspaceKey) -> Result<Vec<ReviewCard>, DeskError> {
        let room = self.room(workspace)?;
        let all = room.store().reviews()?;
        all.into_iter().map(|review| self.card(workspace, room, review)).collect()
    }

    /// One review, as the list has it.
    pub fn review_card(&self, review: &ReviewId) -> Result<ReviewCard, DeskError> {
        let (room, kept) = self.review(review)?;
        self.card(&review.workspace, room, kept)
    }

    fn card(&self, key: &WorkspaceKey, room: &Room, review: KeptReview) -> Result<ReviewCard, DeskError> {
        let id = ReviewId { workspace: key.clone(), number: review.number };
        let kept = room.rows(review.number)?;
        let standings: Vec<RowStanding> = kept.records.iter().map(fold).collect();
        let mut counts = Counts::default();
        standings.iter().for_each(|standing| *counts.0.entry(standing.state).or_default() += 1);
        let phase = match (review.rows, counts.all() - counts.decided()) {
            (0, _) => Phase::Layout,
            _ if kept.records.iter().any(RowRecord::is_waiting) => Phase::Answering,
            (_, 0) => Phase::Decided,
            _ => Phase::Reviewing,
        };
        let running = lock(&self.running).contains(&id);
        let KeptReview { customer, file, due, audience, threshold, person: by, at, .. } = review;
        let people = people(&standings);
        Ok(ReviewCard {
            id,
            customer,
            file,
            due,
            audience,
            threshold,
            by,
            at,
            phase,
            counts,
            people,
            running,
        })
    }

    /// The rows of a review that pass a filter.
    pub fn rows(
        &self,
        review: &ReviewId,
        filter: &RowFilter,
        sort: RowSort,
    ) -> Result<Vec<RowCard>, DeskError> {
        let (room, _) = self.review(review)?;
        let kept = room.rows(review.number)?;
        let cards = kept.records.iter().map(|record| row_card(record, &fold(record)));
        let text = filter.text.as_deref().map(words::bare).filter(|text| !text.is_empty());
        let mut cards: Vec<RowCard> = cards.filter(|card| passes(card, filter, text.as_deref())).collect();
        let confidence =
            |card: &RowCard| card.confidence.filter(|_| card.band != Some(Band::None)).unwrap_or(-1.0);
        match sort {
            RowSort::Order => {}
            RowSort::Surest => cards.sort_by(|a, b| confidence(b).total_cmp(&confidence(a))),
            RowSort::Unsurest => cards.sort_by(|a, b| confidence(a).total_cmp(&confidence(b))),
        }
        Ok(cards)
    }

    /// One row, as the list has it.
    pub fn row_card(&self, review: &ReviewId, row: RowNumber) -> Result<RowCard, DeskError> {
        let (room, _) = self.review(review)?;
        let kept = room.rows(review.number)?;
        let record = kept.row(row)?;
        Ok(row_card(record, &fold(record)))
    }

    /// Everything about a row.
    pub fn row(&self, review: &ReviewId, row: RowNumber) -> Result<RowDetail, DeskError> {
        let (room, _) = self.review(review)?;
        let kept = room.rows(review.number)?;
        let record = kept.row(row)?;
        let workspace = self.documents(&review.workspace)?;
        let standing = fold(record);
        let proposal = record.proposal();
        let words_cell = takes_words(&record.question).map(|cell| (cell.at.to_string(), cell.max_length));
        let suggestion = proposal.map(|proposal| suggestion(record, proposal));
        let can_approve = !fillable_is_over(&standing) && suggestion.as_ref().is_some_and(|one| one.answered);
        Ok(RowDetail {
            card: row_card(record, &standing),
            before: before(&kept.records, record),
            cells: cells(record),
            options: options_of(&record.question),
            words_cell,
            candidates: proposal
                .map(|proposal| candidates(proposal, &workspace.documents))
                .unwrap_or_default(),
            earlier: proposal.map(|proposal| earlier(record, proposal)).unwrap_or_default(),
            warnings: self.warnings(&kept, record, &workspace.documents),
            draft: draft(record, suggestion.as_ref()),
            suggestion,
            can_approve,
            can_undo: standing.decided.is_some(),
            history: history::of_row(&kept, record),
            standing,
        })
    }

    /// What to know of one row.
    fn warnings(&self, kept: &Kept, record: &RowRecord, documents: &[Document]) -> Vec<String> {
        let plans = vec![Vec::new(); kept.records.len()];
        let today = self.now().date();
        let context = Context { documents, today, plans: &plans, formulas: &[], told: &[] };
        let found = preflight(&kept.records, &context);
        let of_row = found.into_iter().filter(|finding| {
            finding.rows.contains(&record.number)
                && !matches!(finding.kind, FindingKind::Undecided | FindingKind::LeftEmpty)
        });
        let plans = record.to_write().map(|given| lay(&record.question, &given.saying())).unwrap_or_default();
        let left = plans
            .into_iter()
            .filter_map(|plan| Some(format!("{} stays as it is: {}", plan.at, plan.value.err()?)));
        of_row.map(|finding| finding.text).chain(left).collect()
    }
}

fn people(standings: &[RowStanding]) -> Vec<Assigned> {
    let mut found: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for standing in standings {
        if let Some(person) = &standing.assigned {
            let (rows, open) = found.entry(person).or_default();
            *rows += 1;
            *open += usize::from(!standing.state.is_decided());
        }
    }
    let assigned =
        |(person, (rows, open)): (&str, (usize, usize))| Assigned { person: person.to_owned(), rows, open };
    found.into_iter().map(assigned).collect()
}

pub(super) fn row_card(record: &RowRecord, standing: &RowStanding) -> RowCard {
    let question = &record.question;
    let proposal = record.proposal();
    RowCard {
        number: record.number,
        version: standing.version,
        state: standing.state,
        sheet: record.sheet.clone(),
        place: record.place.clone(),
        id: question.id.clone(),
        section: question.section.clone(),
        question: question.text.clone(),
        band: proposal.map(Proposal::band),
        confidence: proposal.map(|proposal| proposal.confidence),
        answer: record.to_write().map(|given| in_a_line(&given)).unwrap_or_default(),
        assigned: standing.assigned.clone(),
        comments: standing.comments.len(),
        follows: question.follows.is_some(),
    }
}

fn in_a_line(given: &Given) -> String {
    let parts = [given.option.as_deref(), Some(given.words.as_str())].into_iter().flatten();
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" — ")
}

fn passes(card: &RowCard, filter: &RowFilter, text: Option<&str>) -> bool {
    let of =
        |all: &[String], one: Option<&String>| all.is_empty() || one.is_some_and(|one| all.contains(one));
    let found = |text: &str| {
        let parts = [Some(&card.question), card.id.as_ref(), card.section.as_ref(), Some(&card.answer)];
        parts.into_iter().flatten().any(|part| words::bare(part).contains(text))
    };
    (filter.states.is_empty() || filter.states.contains(&card.state))
        && (filter.bands.is_empty() || card.band.is_some_and(|band| filter.bands.contains(&band)))
        && of(&filter.sections, card.section.as_ref())
        && of(&filter.sheets, Some(&card.sheet))
        && filter.person.as_ref().is_none_or(|person| card.assigned.as_ref() == Some(person))
        && text.is_none_or(found)
}

fn fillable_is_over(standing: &RowStanding) -> bool {
    matches!(standing.state, RowState::AnsweredBefore | RowState::NotFillable)
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
