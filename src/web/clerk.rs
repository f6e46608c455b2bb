//! The office that a desk keeps: each question of the pages is put to the desk, and its answer said in the pages' words.
//! Also the threads on which questionnaires are answered.

mod answering;
mod evidence;
mod layout;
mod leaving;
mod row;
mod words;
mod workspace;

use std::sync::Arc;
use std::time::Duration;

use self::words::due;
use super::fault::Fault;
use super::office::{
    Accepted, At, Changed, Correction, CustomerShown, DocumentShown, FiguresShown, Head, LayoutShown, Listed,
    Named, No, Office, Say, Sent, SettingsShown, Upload, UploadTerms, Wanted,
};
use super::view::{
    Check, DocumentLine, Event, Exported, Gap, IntakeLink, Item, LibraryLine, Merge, ReviewLine, RowShown,
    SectionCoverage,
};
use crate::assistant::desk::{
    self, Desk, DeskError, ExportPart, IntakeError, Phase, ReviewCard, ReviewId, WorkspaceKey,
};
use crate::document::{Disclosure, iso_date};
use crate::review::RowNumber;

/// How long a watcher waits before it is asked whether it still listens.
const TICK: Duration = Duration::from_secs(5);

/// An office.
pub struct Clerk {
    desk: Arc<Desk>,
}

impl Clerk {
    /// The office of this desk. Answers at once what was left unanswered when the last server ended.
    pub fn of(desk: Desk) -> Self {
        let clerk = Self { desk: Arc::new(desk) };
        clerk.go_on();
        clerk
    }

    fn accepted(&self, id: ReviewId) -> Result<Accepted, No> {
        let card = self.desk.review_card(&id)?;
        let sure = card.phase != Phase::Layout;
        if sure {
            self.answer(&id);
        }
        Ok(Accepted { review: id.number, sure })
    }
}

/// A key as an address names it; one that no folder can have names no workspace.
fn key(text: &str) -> Result<WorkspaceKey, Fault> {
    let key = WorkspaceKey::of(text);
    if key.as_str() == text { Ok(key) } else { Err(Fault::NotFound) }
}

fn id(at: &At) -> Result<ReviewId, Fault> {
    Ok(ReviewId { workspace: key(&at.workspace)?, number: at.review })
}

impl From<DeskError> for Fault {
    fn from(error: DeskError) -> Self {
        match error {
            DeskError::NoSuchWorkspace(_)
            | DeskError::NoSuchReview(_)
            | DeskError::NoSuchRow(_)
            | DeskError::NoSuchExport(_) => Self::NotFound,
            ref busy if busy.is_busy() => Self::Busy(sentence(&busy.to_string())),
            DeskError::Store(_)
            | DeskError::Random(_)
            | DeskError::Assistant(_)
            | DeskError::Workspace(_) => Self::Broken(sentence(&error.to_string())),
            _ => Self::Refused(sentence(&error.to_string())),
        }
    }
}

impl From<DeskError> for No {
    fn from(error: DeskError) -> Self {
        match Fault::from(error) {
            Fault::Refused(words) => Self::Wrong(words),
            fault => Self::Fault(fault),
        }
    }
}

impl From<IntakeError> for No {
    fn from(error: IntakeError) -> Self {
        match error {
            IntakeError::NoSuchLink | IntakeError::NotReleased => Self::Fault(Fault::NotFound),
            IntakeError::Desk(error) => error.into(),
        }
    }
}

/// A desk's words as a sentence of a page. A name in front stays as it is.
fn sentence(words: &str) -> String {
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    if begins_with_a_name(words) {
        return format!("{words}{end}");
    }
    format!("{}{end}", capital(words))
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// A file's name begins it, `garbage.xlsx has …` or `my file.xlsx: …`, or one word and a colon.
fn begins_with_a_name(words: &str) -> bool {
    let is_file = |name: &str| {
        let end = name.rsplit_once('.').map_or("", |(_, end)| end);
        (1..=5).contains(&end.len()) && end.chars().all(|c| c.is_ascii_alphanumeric())
    };
    let first = words.split_whitespace().next().unwrap_or_default();
    let before_colon = words.split(": ").next().filter(|head| head.len() < words.len());
    is_file(first) || first.ends_with(':') || before_colon.is_some_and(is_file)
}

fn head(card: ReviewCard, today: crate::document::Date) -> Head {
    Head {
        customer: card.customer.clone().unwrap_or_else(|| card.file.clone()),
        terms: (
            card.customer.clone().unwrap_or_default(),
            card.due.map(|due| due.to_string()).unwrap_or_default(),
        ),
        file: card.file,
        due: card.due.map(|date| due(date, today)),
        progress: words::progress(&card.counts),
        undecided: card.counts.undecided(),
        running: card.running || card.phase == Phase::Answering,
        unsure: card.phase == Phase::Layout,
    }
}

fn upload_of(upload: Upload) -> Result<desk::Upload, No> {
    let Upload { name, bytes, terms } = upload;
    if bytes.is_empty() {
        return Err(No::Wrong("No file was chosen, or it is empty.".into()));
    }
    let audience = if terms.audience.is_empty() { Ok(Disclosure::default()) } else { terms.audience.parse() };
    Ok(desk::Upload {
        name,
        bytes,
        due: due_of(&terms)?,
        audience: audience.map_err(|e| No::Wrong(sentence(&e.to_string())))?,
        customer: Some(terms.customer).filter(|name| !name.is_empty()),
    })
}

fn due_of(terms: &UploadTerms) -> Result<Option<crate::document::Date>, No> {
    let wrong = || No::Wrong(format!("“{}” is no date; write it as 2026-12-01.", terms.due));
    if terms.due.is_empty() { Ok(None) } else { iso_date(&terms.due).map(Some).ok_or_else(wrong) }
}

impl Office for Clerk {
    fn workspaces(&self) -> Result<Vec<Named>, Fault> {
        let cards = self.desk.workspaces()?;
        Ok(cards.into_iter().map(|card| Named { key: card.key.to_string(), name: card.name }).collect())
    }

    fn questionnaires(&self, workspace: &str) -> Result<Vec<ReviewLine>, Fault> {
        let today = self.desk.now().date();
        let cards = self.desk.reviews(&key(workspace)?)?;
        Ok(cards.into_iter().map(|card| words::line(card, today)).collect())
    }

    fn upload(&self, workspace: &str, who: &str, upload: Upload) -> Result<Accepted, No> {
        let review = self.desk.upload(&key(workspace)?, who, upload_of(upload)?)?;
        self.accepted(review)
    }

    fn paste(
        &self,
        workspace: &str,
        who: &str,
        questions: &str,
        terms: &UploadTerms,
    ) -> Result<Accepted, No> {
        let customer = Some(terms.customer.clone()).filter(|name| !name.is_empty());
        let review = self.desk.paste(&key(workspace)?, who, questions, customer, due_of(terms)?)?;
        self.accepted(review)
    }

    fn head(&self, at: &At) -> Result<Head, Fault> {
        Ok(head(self.desk.review_card(&id(at)?)?, self.desk.now().date()))
    }

    fn amend(&self, at: &At, who: &str, terms: UploadTerms) -> Result<(), No> {
        let due = due_of(&terms)?;
        Ok(self.desk.amend(&id(at)?, who, Some(terms.customer), due)?)
    }

    fn layout(&self, at: &At, sheet: usize) -> Result<LayoutShown, Fault> {
        Ok(layout::shown(&self.desk.layout(&id(at)?)?, sheet))
    }

    fn correct(&self, at: &At, who: &str, correction: &Correction) -> Result<(), No> {
        let review = id(at)?;
        let view = self.desk.layout(&review)?;
        let corrections = layout::corrected(&view, correction).map_err(No::Wrong)?;
        Ok(self.desk.correct_layout(&review, who, corrections)?)
    }

    fn accept_layout(&self, at: &At, who: &str) -> Result<(), No> {
        let review = id(at)?;
        self.desk.accept_layout(&review, who)?;
        self.answer(&review);
        Ok(())
    }

    fn list(&self, at: &At, wanted: &Wanted) -> Result<Listed, Fault> {
        row::list(&self.desk, at, &id(at)?, wanted)
    }

    fn item(&self, at: &At, row: u32) -> Result<Item, Fault> {
        let card = self.desk.row_card(&id(at)?, RowNumber(row))?;
        Ok(row::item(at, &card))
    }

    fn row(&self, at: &At, row: u32) -> Result<RowShown, Fault> {
        let review = id(at)?;
        let people = self.desk.review_card(&review)?.people;
        Ok(row::shown(at, self.desk.row(&review, RowNumber(row))?, people))
    }

    fn rows(&self, at: &At, wanted: &Wanted) -> Result<Vec<RowShown>, Fault> {
        let review = id(at)?;
        let people = self.desk.review_card(&review)?.people;
        let rows = row::in_full(&self.desk, &review, wanted)?;
        Ok(rows.into_iter().map(|detail| row::shown(at, detail, people.clone())).collect())
    }

    fn say(&self, at: &At, row: u32, who: &str, version: u64, say: Say) -> Result<(), No> {
        row::say(&self.desk, &id(at)?, RowNumber(row), who, version, say)
    }

    fn approve(&self, at: &At, who: &str, rows: &[(u32, u64)], second_key: bool) -> Result<usize, No> {
        let rows: Vec<(RowNumber, u64)> =
            rows.iter().map(|(row, version)| (RowNumber(*row), *version)).collect();
        Ok(self.desk.decide_all(&id(at)?, &rows, who, second_key)?.decided.len())
    }

    fn watch(&self, at: &At, hear: &mut dyn FnMut(Option<Changed>) -> bool) -> Result<(), Fault> {
        let review = id(at)?;
        self.desk.review_card(&review)?;
        let events = self.desk.events();
        loop {
            let told = match events.recv_timeout(TICK) {
                Ok(event) if event.review != review => continue,
                Ok(event) => Some(Changed { row: event.row.map(|row| row.0) }),
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => None,
                Err(std::sync::mpsc::RecvTimeoutError::Disconnected) => return Ok(()),
            };
            if !hear(told) {
                return Ok(());
            }
        }
    }

    fn preflight(&self, at: &At) -> Result<Vec<Check>, Fault> {
        let findings = self.desk.preflight(&id(at)?)?;
        Ok(findings.iter().map(|finding| leaving::check(at, finding)).collect())
    }

    fn exports(&self, at: &At) -> Result<Vec<Exported>, Fault> {
        let cards = self.desk.exports(&id(at)?)?;
        Ok(cards.into_iter().map(|card| leaving::shown(at, card)).collect())
    }

    fn export(&self, at: &At, who: &str, last: bool) -> Result<(), No> {
        leaving::export(&self.desk, &id(at)?, who, last)
    }

    fn fetch(&self, at: &At, who: &str, export: u64, part: &str) -> Result<Sent, Fault> {
        let part = ExportPart::of_word(part).ok_or(Fault::NotFound)?;
        let file = self.desk.fetch(&id(at)?, who, export, part)?;
        Ok(Sent { name: file.name, bytes: file.bytes })
    }

    fn take_back(&self, at: &At, who: &str, workbook: &[u8]) -> Result<Merge, No> {
        Ok(leaving::merge(at, self.desk.take_back(&id(at)?, who, workbook)?))
    }

    fn history(&self, at: &At) -> Result<Vec<Event>, Fault> {
        let lines = self.desk.history(&id(at)?)?;
        Ok(lines.iter().rev().map(|line| words::event(Some(at), line)).collect())
    }

    fn documents(&self, workspace: &str) -> Result<(Vec<DocumentLine>, Vec<String>), Fault> {
        let key = key(workspace)?;
        let (read, wrong) = (self.desk.documents(&key)?, self.desk.diagnostics(&key)?);
        Ok(workspace::documents(workspace, &read, &wrong))
    }

    fn document(&self, workspace: &str, name: &str) -> Result<DocumentShown, Fault> {
        let key = key(workspace)?;
        let (read, wrong) = (self.desk.documents(&key)?, self.desk.diagnostics(&key)?);
        workspace::document(&read, name, &wrong).ok_or(Fault::NotFound)
    }

    fn library(&self, workspace: &str, text: &str) -> Result<Vec<LibraryLine>, Fault> {
        Ok(workspace::library(self.desk.library(&key(workspace)?)?, text))
    }

    fn coverage(&self, workspace: &str) -> Result<(Vec<SectionCoverage>, Vec<Gap>), Fault> {
        let key = key(workspace)?;
        Ok(workspace::coverage(self.desk.coverage(&key)?, self.desk.figures(&key)?.unanswered))
    }

    fn figures(&self, workspace: &str) -> Result<FiguresShown, Fault> {
        let key = key(workspace)?;
        Ok(workspace::figures(self.desk.figures(&key)?, &self.desk.calibration(&key)?))
    }

    fn settings(&self, workspace: &str) -> Result<SettingsShown, Fault> {
        let key = key(workspace)?;
        let (threshold, figures) = (self.desk.threshold(&key)?, self.desk.figures(&key)?);
        Ok(workspace::settings(threshold, &figures, self.desk.tokens(&key)?))
    }

    fn set_threshold(&self, workspace: &str, who: &str, percent: u32) -> Result<(), No> {
        Ok(self.desk.set_threshold(&key(workspace)?, who, f64::from(percent) / 100.0)?)
    }

    fn make_token(&self, workspace: &str, who: &str, name: &str) -> Result<String, No> {
        Ok(self.desk.make_token(&key(workspace)?, who, name)?.secret)
    }

    fn revoke_token(&self, workspace: &str, who: &str, number: u64) -> Result<(), No> {
        let known = self.desk.revoke_token(&key(workspace)?, who, number)?;
        if known { Ok(()) } else { Err(Fault::NotFound.into()) }
    }

    fn check_token(&self, secret: &str) -> Result<Option<(String, String)>, Fault> {
        let holder = self.desk.check_token(secret)?;
        Ok(holder.map(|holder| (holder.workspace.to_string(), holder.name)))
    }

    fn intake_links(&self, workspace: &str) -> Result<Vec<IntakeLink>, Fault> {
        let cards = self.desk.intakes(&key(workspace)?)?;
        Ok(cards.into_iter().map(workspace::intake).collect())
    }

    fn make_intake(&self, workspace: &str, who: &str, customer: &str) -> Result<String, No> {
        Ok(self.desk.make_intake(&key(workspace)?, who, customer)?.secret)
    }

    fn revoke_intake(&self, workspace: &str, who: &str, number: u64) -> Result<(), No> {
        let known = self.desk.revoke_intake(&key(workspace)?, who, number)?;
        if known { Ok(()) } else { Err(Fault::NotFound.into()) }
    }

    fn release(&self, at: &At, who: &str) -> Result<(), No> {
        leaving::said(self.desk.release_intake(&id(at)?, who))
    }

    fn customer(&self, secret: &str) -> Result<CustomerShown, Fault> {
        match self.desk.see_intake(secret) {
            Ok(view) => Ok(workspace::customer(secret, view)),
            Err(IntakeError::Desk(error)) => Err(error.into()),
            Err(_) => Err(Fault::NotFound),
        }
    }

    fn submit(&self, secret: &str, questions: &str) -> Result<(), No> {
        let review = self.desk.submit_intake(secret, questions)?;
        self.accepted(review).map(drop)
    }

    fn customers_file(&self, secret: &str, place: u64) -> Result<Sent, Fault> {
        let place = usize::try_from(place).map_err(|_| Fault::NotFound)?;
        match self.desk.intake_file(secret, place) {
            Ok(file) => Ok(Sent { name: file.name, bytes: file.bytes }),
            Err(IntakeError::Desk(error)) => Err(error.into()),
            Err(_) => Err(Fault::NotFound),
        }
    }

    fn ask(&self, workspace: &str, question: &str, section: &str) -> Result<serde_json::Value, No> {
        answering::ask(&self.desk, &key(workspace)?, question, section)
    }
}
