//! Answering: what is still waiting is asked of the workspace, a few questions at a time, and kept as it comes. Killed in
//! the middle, it goes on where it stopped.

use super::{Desk, DeskError, EventKind, ReviewId, Room, WorkspaceKey, lock};
use crate::assistant::fill::Asks;
use crate::assistant::{Ask, Assistant, Terms};
use crate::document::Disclosure;
use crate::question::Question;
use crate::review::{Calibration, Proposal, RowNumber, RowRecord};
use crate::suggestion::Suggestion;

/// Questions that are asked at once: few, so that the first answers are soon on the page.
const AT_ONCE: usize = 8;

impl Desk {
    /// Answers every row that is still waiting. Returns when that is done; at once, where another thread is doing it.
    pub fn run(&self, review: &ReviewId) -> Result<(), DeskError> {
        let (room, kept) = self.review(review)?;
        if kept.rows == 0 {
            return Err(DeskError::NotLaidOut);
        }
        if !lock(&self.running).insert(review.clone()) {
            return Ok(());
        }
        let running = Running { desk: self, review };
        self.tell(review, None, EventKind::Started);
        let terms = Terms { threshold: kept.threshold, audience: kept.audience };
        let done = self.answer(review, room, &terms);
        // Over before it is told: who hears of the end and looks, sees it.
        drop(running);
        self.tell(review, None, if done.is_ok() { EventKind::Ended } else { EventKind::Failed });
        done
    }

    /// The reviews in which rows are still waiting: to be run when a server starts.
    pub fn unfinished(&self) -> Result<Vec<ReviewId>, DeskError> {
        let mut found = Vec::new();
        for (key, room) in &self.rooms {
            let reviews = room.store().reviews()?;
            for review in reviews {
                if room.rows(review.number)?.records.iter().any(RowRecord::is_waiting) {
                    found.push(ReviewId { workspace: key.clone(), number: review.number });
                }
            }
        }
        Ok(found)
    }

    /// Answers one question from a workspace, on the terms of new reviews.
    pub fn ask(
        &self,
        workspace: &WorkspaceKey,
        ask: &Ask,
        audience: Disclosure,
    ) -> Result<Suggestion, DeskError> {
        let by = self.calibration(workspace)?;
        let terms = Terms { threshold: by.as_measured(self.threshold(workspace)?), audience };
        let made = self.assistant(workspace)?.ask(std::slice::from_ref(ask), &terms, &|_| {})?;
        let made = made.into_iter().next().expect("one question has one suggestion");
        Ok(Suggestion { confidence: by.moved(made.confidence), ..made })
    }

    fn answer(&self, review: &ReviewId, room: &Room, terms: &Terms) -> Result<(), DeskError> {
        let kept = room.rows(review.number)?;
        if !kept.records.iter().any(RowRecord::is_waiting) {
            return Ok(());
        }
        let assistant = self.assistant(&review.workspace)?;
        let by = self.calibration(&review.workspace)?;
        let terms = &Terms { threshold: by.as_measured(terms.threshold), ..*terms };
        let questions: Vec<&Question> = kept.records.iter().map(|record| &record.question).collect();
        let mut asks = Asks::default();
        let waiting = kept.records.iter().filter(|record| record.is_waiting());
        let places: Vec<(usize, RowNumber)> =
            waiting.map(|record| (asks.place(&questions, &record.question), record.number)).collect();
        for (first, some) in (0..).step_by(AT_ONCE).zip(asks.distinct.chunks(AT_ONCE)) {
            let rows = |place: usize| places.iter().filter(move |(of, _)| *of == place).map(|(_, row)| *row);
            self.some(review, room, (&assistant, terms, &by), some, |at| rows(first + at).collect())?;
        }
        Ok(())
    }

    /// Asks some questions, and keeps what is suggested for the rows of each.
    fn some(
        &self,
        review: &ReviewId,
        room: &Room,
        (assistant, terms, by): (&Assistant, &Terms, &Calibration),
        asks: &[Ask],
        rows: impl Fn(usize) -> Vec<RowNumber>,
    ) -> Result<(), DeskError> {
        let suggestions = {
            let _turn = self.turns.take();
            assistant.ask(asks, terms, &|_| {})?
        };
        let mut made = Vec::new();
        for (at, suggestion) in suggestions.iter().enumerate() {
            let proposal = Proposal::of(suggestion).moved(by);
            made.extend(rows(at).into_iter().map(|row| (row, 1, proposal.clone())));
        }
        room.store().suggest(review.number, &made, self.now())?;
        made.iter().for_each(|(row, ..)| self.tell(review, Some(*row), EventKind::Suggested));
        Ok(())
    }
}

/// A review that is being answered; over when this is dropped, however it ended.
struct Running<'d> {
    desk: &'d Desk,
    review: &'d ReviewId,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        lock(&self.desk.running).remove(self.review);
    }
}
