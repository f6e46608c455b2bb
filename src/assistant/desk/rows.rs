//! The rows of a review as they are now: kept in memory, and brought up to date by what was added since. Rows of history are
//! only added, so that two desks on one data folder see the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::cards::{
    Assigned, Counts, Phase, ReviewCard, RowCard, RowDetail, RowFilter, RowSort, WorkspaceCard,
};
use super::detail::detail;
use super::{Desk, DeskError, ReviewId, Room, WorkspaceKey, lock};
use crate::document::Document;
use crate::review::{
    Context, Finding, Given, Proposal, RowNumber, RowRecord, RowStanding, Timestamp, fold, preflight,
};
use crate::store::{KeptReview, News, Seen};
use crate::suggestion::Band;
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
        let phase = match (review.rows, counts.undecided()) {
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
        let workspace = self.documents(&review.workspace)?;
        let known = self.known(&kept, &workspace.documents);
        Ok(detail(&kept, kept.row(row)?, &workspace.documents, &known))
    }

    /// Everything about the rows that pass, in this order.
    pub fn rows_in_full(
        &self,
        review: &ReviewId,
        filter: &RowFilter,
        sort: RowSort,
    ) -> Result<Vec<RowDetail>, DeskError> {
        let (room, _) = self.review(review)?;
        let kept = room.rows(review.number)?;
        let workspace = self.documents(&review.workspace)?;
        let known = self.known(&kept, &workspace.documents);
        let cards = self.rows(review, filter, sort)?;
        let of = |card: RowCard| Ok(detail(&kept, kept.row(card.number)?, &workspace.documents, &known));
        cards.into_iter().map(of).collect()
    }

    /// What is to be known of the rows of a review before it is sent.
    fn known(&self, kept: &Kept, documents: &[Document]) -> Vec<Finding> {
        let plans = vec![Vec::new(); kept.records.len()];
        let today = self.now().date();
        preflight(&kept.records, &Context { documents, today, plans: &plans, formulas: &[], told: &[] })
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
