//! Questionnaires coming in: a file, or questions that were typed or pasted. What cannot be read is refused and not kept.

use super::layout::Found;
use super::{Desk, DeskError, EventKind, ReviewId, WorkspaceKey, named, pasted};
use crate::document::{Date, Disclosure};
use crate::report;
use crate::store::NewReview;

/// A questionnaire that comes in.
#[derive(Clone, Debug, Default)]
pub struct Upload {
    /// The file's name, without its folder.
    pub name: String,
    pub bytes: Vec<u8>,
    pub customer: Option<String>,
    pub due: Option<Date>,
    pub audience: Disclosure,
}

/// Who looks at a layout where everything is sure.
pub(super) const PROGRAM: &str = "Countersign";

impl Desk {
    /// Takes a questionnaire. Where everything in its layout is sure, it is accepted at once and can be answered.
    pub fn upload(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        upload: Upload,
    ) -> Result<ReviewId, DeskError> {
        let (room, person) = (self.room(workspace)?, named(person)?);
        let upload = self.checked(upload)?;
        let found = Found::read(self, &upload.name, &upload.bytes, Default::default())?;
        let review = NewReview {
            customer: upload.customer.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()),
            file: upload.name,
            bytes: upload.bytes,
            due: upload.due,
            audience: upload.audience,
            threshold: self.threshold(workspace)?,
            person: person.to_owned(),
            at: self.now(),
        };
        let sure = found.doubts().is_empty().then(|| self.laid_out(PROGRAM, &found));
        let number = room.store().add_review(&review, sure.as_ref())?;
        let id = ReviewId { workspace: workspace.clone(), number };
        self.tell(&id, None, EventKind::Changed);
        Ok(id)
    }

    /// Takes questions as text, one a line or as cells of a spreadsheet: they become a workbook of ours.
    pub fn paste(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        questions: &str,
        customer: Option<String>,
        due: Option<Date>,
    ) -> Result<ReviewId, DeskError> {
        let bytes = self.workbook_of(questions)?;
        let name = "pasted questions.xlsx".to_owned();
        let upload = Upload { name, bytes, customer, due, audience: Disclosure::default() };
        self.upload(workspace, person, upload)
    }

    /// Says anew for whom a review is and when it is due. What was said before stands in the history.
    pub fn amend(
        &self,
        review: &ReviewId,
        person: &str,
        customer: Option<String>,
        due: Option<Date>,
    ) -> Result<(), DeskError> {
        let (room, _) = self.review(review)?;
        let person = named(person)?;
        let customer = customer.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
        let due_in_words = due.map_or_else(|| "no date".to_owned(), |due| due.to_string());
        let detail = format!("for {}, due {due_in_words}", customer.as_deref().unwrap_or("nobody named"));
        let event = self.event("amended", person, detail);
        room.store().amend_review(review.number, (customer.as_deref(), due), &event)?;
        self.tell(review, None, EventKind::Changed);
        Ok(())
    }

    pub(super) fn workbook_of(&self, questions: &str) -> Result<Vec<u8>, DeskError> {
        let size = questions.len();
        if size > self.config.most_bytes {
            return Err(self.too_large("what was pasted", size));
        }
        let rows = pasted::rows(questions);
        if rows.is_empty() {
            return Err(DeskError::NothingPasted);
        }
        Ok(report::table("Questions", &pasted::COLUMNS, &rows)?)
    }

    fn checked(&self, upload: Upload) -> Result<Upload, DeskError> {
        let name = upload.name.rsplit(['/', '\\']).next().unwrap_or_default().trim().to_owned();
        let name = if name.is_empty() { "questionnaire".to_owned() } else { name };
        if upload.bytes.len() > self.config.most_bytes {
            return Err(self.too_large(&name, upload.bytes.len()));
        }
        Ok(Upload { name, ..upload })
    }

    pub(super) fn too_large(&self, file: &str, size: usize) -> DeskError {
        let megabytes = |bytes: usize| bytes.div_ceil(1 << 20);
        DeskError::TooLarge {
            file: file.to_owned(),
            size: megabytes(size),
            most: self.config.most_bytes >> 20,
        }
    }
}
