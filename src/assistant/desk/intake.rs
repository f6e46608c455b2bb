//! Links for customers, and tokens for programs. A secret is shown once, when it is made; only its hash is kept. A customer
//! sees nothing of an answer before a person releases it.

use super::export::{ExportError, ExportKind, ExportedFile};
use super::{Desk, DeskError, ReviewId, Room, Upload, WorkspaceKey, named};
use crate::document::{ContentHash, Disclosure};
use crate::review::{RowNumber, Timestamp};
use crate::store::{KeptSecret, Released, SecretEvent, SecretKind};

/// A secret that was just made. It is shown once, and cannot be shown again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MadeSecret {
    pub number: u64,
    pub secret: String,
}

/// A link for a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeCard {
    pub number: u64,
    pub customer: String,
    pub by: String,
    pub at: Timestamp,
    pub revoked: bool,
    /// The reviews that came in by it, and when each was released last.
    pub submissions: Vec<(ReviewId, Option<Timestamp>)>,
}

/// What a customer sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IntakeView {
    /// What the vendor calls itself.
    pub vendor: String,
    pub customer: String,
    pub submissions: Vec<SubmissionView>,
}

/// Questions that a customer sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubmissionView {
    pub review: ReviewId,
    pub at: Timestamp,
    pub questions: usize,
    /// None before they are released.
    pub released: Option<ReleasedView>,
}

/// What was released to a customer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedView {
    pub at: Timestamp,
    /// Each question with its answer; empty where it was not answered.
    pub answers: Vec<(String, String)>,
    /// The file's name.
    pub file: String,
}

/// A token for programs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenCard {
    pub number: u64,
    pub name: String,
    pub by: String,
    pub at: Timestamp,
    pub revoked: bool,
}

/// Who shows a token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenHolder {
    pub workspace: WorkspaceKey,
    /// What the token was made for; stands in the history as the person.
    pub name: String,
}

/// Why a customer's link does not work.
#[derive(Debug, thiserror::Error)]
pub enum IntakeError {
    /// Unknown and revoked links are told apart by nobody.
    #[error("this link does not work any more; ask for a new one")]
    NoSuchLink,
    #[error("nothing was released yet")]
    NotReleased,
    #[error(transparent)]
    Desk(#[from] DeskError),
}

impl Desk {
    /// Makes a link for a customer.
    pub fn make_intake(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        customer: &str,
    ) -> Result<MadeSecret, DeskError> {
        self.make(workspace, person, SecretKind::Intake, customer)
    }

    /// The links of a workspace, the newest first.
    pub fn intakes(&self, workspace: &WorkspaceKey) -> Result<Vec<IntakeCard>, DeskError> {
        let room = self.room(workspace)?;
        let found = room.store().secrets(SecretKind::Intake, None)?;
        found.into_iter().map(|secret| intake_card(workspace, room, secret)).collect()
    }

    /// From now on the link opens nothing.
    pub fn revoke_intake(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        number: u64,
    ) -> Result<bool, DeskError> {
        self.revoke(workspace, person, SecretKind::Intake, number)
    }

    /// Takes a customer's questions, as text. The caller limits how often.
    pub fn submit_intake(&self, secret: &str, questions: &str) -> Result<ReviewId, IntakeError> {
        let (key, room, found) = self.intake(secret)?;
        let bytes = self.workbook_of(questions)?;
        let name = format!("questions of {}.xlsx", found.name);
        let (customer, audience) = (Some(found.name.clone()), Disclosure::default());
        let upload = Upload { name, bytes, customer, due: None, audience };
        let review = self.upload(key, &found.name, upload)?;
        let event = self.secret_event("submitted", &found.name, Some(review.number));
        room.store().note_secret(found.number, &event).map_err(DeskError::from)?;
        Ok(review)
    }

    /// What a customer sees.
    pub fn see_intake(&self, secret: &str) -> Result<IntakeView, IntakeError> {
        let (key, room, found) = self.intake(secret)?;
        let submissions =
            found.submitted().map(|review| submission(key, room, review)).collect::<Result<_, _>>()?;
        Ok(IntakeView { vendor: room.name(), customer: found.name, submissions })
    }

    /// The file that was released to a customer; `place` counts their submissions from 0.
    pub fn intake_file(&self, secret: &str, place: usize) -> Result<ExportedFile, IntakeError> {
        let (_, room, found) = self.intake(secret)?;
        let review = found.submitted().nth(place).ok_or(IntakeError::NotReleased)?;
        let file = room.store().released(review).map_err(DeskError::from)?.ok_or(IntakeError::NotReleased)?;
        Ok(ExportedFile { name: file.name, bytes: file.bytes })
    }

    /// Shows a customer the answers of a finished review, and gives them the file: a final export, kept as it is now.
    pub fn release_intake(&self, review: &ReviewId, person: &str) -> Result<(), ExportError> {
        let export = self.export(review, person, ExportKind::Final)?;
        let (room, _) = self.review(review)?;
        let kept = room.rows(review.number)?;
        let answers = (1..=kept.records.len()).map(|number| {
            let record = kept.row(RowNumber(number as u32))?;
            Ok((
                record.question.text.clone(),
                super::rows::row_card(record, &crate::review::fold(record)).answer,
            ))
        });
        let released = Released {
            name: export.filled.name,
            bytes: export.filled.bytes,
            answers: answers.collect::<Result<_, DeskError>>()?,
            at: self.now(),
        };
        let event = self.event("released", person, released.name.clone());
        let mut store = room.store();
        store.release(review.number, &released, person).map_err(DeskError::from)?;
        Ok(store.note_review(review.number, &event).map_err(DeskError::from)?)
    }

    /// Makes a token for a program.
    pub fn make_token(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        name: &str,
    ) -> Result<MadeSecret, DeskError> {
        self.make(workspace, person, SecretKind::Token, name)
    }

    /// The tokens of a workspace, the newest first.
    pub fn tokens(&self, workspace: &WorkspaceKey) -> Result<Vec<TokenCard>, DeskError> {
        let found = self.room(workspace)?.store().secrets(SecretKind::Token, None)?;
        let card = |secret: KeptSecret| TokenCard {
            revoked: secret.is_revoked(),
            number: secret.number,
            name: secret.name,
            by: secret.person,
            at: secret.at,
        };
        Ok(found.into_iter().map(card).collect())
    }

    /// From now on the token opens nothing.
    pub fn revoke_token(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        number: u64,
    ) -> Result<bool, DeskError> {
        self.revoke(workspace, person, SecretKind::Token, number)
    }

    /// Whose token this is; none where it opens nothing.
    pub fn check_token(&self, secret: &str) -> Result<Option<TokenHolder>, DeskError> {
        let found = self.secret(SecretKind::Token, secret)?;
        Ok(found.map(|(key, _, secret)| TokenHolder { workspace: key.clone(), name: secret.name }))
    }

    fn make(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        kind: SecretKind,
        name: &str,
    ) -> Result<MadeSecret, DeskError> {
        let (room, person, name) = (self.room(workspace)?, named(person)?, named(name)?);
        let secret = self.config.outside.secret()?;
        let hash = ContentHash::of(secret.as_bytes());
        let number = room.store().add_secret(kind, hash, name, (person, self.now()))?;
        Ok(MadeSecret { number, secret })
    }

    fn revoke(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        kind: SecretKind,
        number: u64,
    ) -> Result<bool, DeskError> {
        let mut store = self.room(workspace)?.store();
        let known = store.secrets(kind, None)?.iter().any(|secret| secret.number == number);
        let event = self.secret_event("revoked", named(person)?, None);
        Ok(known && store.note_secret(number, &event)?)
    }

    fn secret_event(&self, kind: &str, person: &str, review: Option<u64>) -> SecretEvent {
        SecretEvent { kind: kind.to_owned(), review, person: person.to_owned(), at: self.now() }
    }

    fn intake(&self, secret: &str) -> Result<(&WorkspaceKey, &Room, KeptSecret), IntakeError> {
        self.secret(SecretKind::Intake, secret)?.ok_or(IntakeError::NoSuchLink)
    }

    /// The secret, where one of the workspaces has it and it was not revoked.
    fn secret(
        &self,
        kind: SecretKind,
        secret: &str,
    ) -> Result<Option<(&WorkspaceKey, &Room, KeptSecret)>, DeskError> {
        let hash = ContentHash::of(secret.as_bytes());
        for (key, room) in &self.rooms {
            let found = room.store().secrets(kind, Some(hash))?;
            if let Some(found) = found.into_iter().find(|secret| !secret.is_revoked()) {
                return Ok(Some((key, room, found)));
            }
        }
        Ok(None)
    }
}

fn intake_card(key: &WorkspaceKey, room: &Room, secret: KeptSecret) -> Result<IntakeCard, DeskError> {
    let submissions = secret.submitted().map(|number| {
        let released = room.store().released(number)?;
        Ok((ReviewId { workspace: key.clone(), number }, released.map(|file| file.at)))
    });
    let submissions = submissions.collect::<Result<_, DeskError>>()?;
    let (revoked, KeptSecret { number, name: customer, person: by, at, .. }) = (secret.is_revoked(), secret);
    Ok(IntakeCard { number, customer, by, at, revoked, submissions })
}

fn submission(key: &WorkspaceKey, room: &Room, number: u64) -> Result<SubmissionView, DeskError> {
    let mut store = room.store();
    let review = store.review(number)?;
    let released = store.released(number)?;
    let released = released.map(|file| ReleasedView { at: file.at, answers: file.answers, file: file.name });
    let (at, questions) = review.map_or((Timestamp::from_unix(0), 0), |review| (review.at, review.rows));
    let review = ReviewId { workspace: key.clone(), number };
    Ok(SubmissionView { review, at, questions, released })
}
