//! A workspace as it is now: its documents, read anew when they change; its library, its figures, its settings.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Desk, DeskError, Room, WorkspaceKey, lock, named};
use crate::assistant::{Assistant, Workspace, WorkspaceError};
use crate::check::Diagnostic;
use crate::folder::{self, FolderError};
use crate::library::{PastAnswer, fate};
use crate::parse;
use crate::review::{Calibration, Figures, RowRecord, figures};
use crate::settings::Settings;

/// The setting that holds the threshold.
const THRESHOLD: &str = "threshold";

/// An answer of the library.
#[derive(Clone, Debug)]
pub struct LibraryEntry {
    pub answer: PastAnswer,
    /// A document that it rests on no longer says so.
    pub stale: bool,
}

/// How far the questions of a section were answered, in all reviews.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SectionFigure {
    pub section: String,
    pub questions: usize,
    /// Those that the documents answer.
    pub answered: usize,
}

impl Room {
    /// What the workspace calls itself, else its folder's name.
    pub(super) fn name(&self) -> String {
        let own = Settings::name_in(&self.path);
        let folder = || self.path.canonicalize().unwrap_or_else(|_| self.path.clone());
        own.unwrap_or_else(|| folder().file_name().unwrap_or_default().to_string_lossy().into_owned())
    }

    fn stamp(&self) -> Result<String, DeskError> {
        match folder::stamp(&self.path, parse::FORMATS) {
            Err(FolderError::Empty { .. }) => Ok("no documents".to_owned()),
            stamp => Ok(stamp.map_err(WorkspaceError::from)?),
        }
    }
}

impl Desk {
    /// The documents of a workspace as they are now; read anew where a file of it has changed.
    pub fn documents(&self, workspace: &WorkspaceKey) -> Result<Arc<Workspace>, DeskError> {
        let room = self.room(workspace)?;
        let stamp = room.stamp()?;
        let mut known = lock(&room.documents);
        match &*known {
            Some((then, read)) if *then == stamp => Ok(read.clone()),
            _ => {
                let read = match Workspace::open(&room.path, &[], &self.config.reading) {
                    // Its first document is still to come; until then nothing is answered.
                    Err(WorkspaceError::Folder(FolderError::Empty { .. })) => Workspace::default(),
                    read => read?,
                };
                let read = Arc::new(read);
                *known = Some((stamp, read.clone()));
                Ok(read)
            }
        }
    }

    /// What is wrong with the documents of a workspace, as `check` says it.
    pub fn diagnostics(&self, workspace: &WorkspaceKey) -> Result<Vec<Diagnostic>, DeskError> {
        let read = self.documents(workspace)?;
        Ok(read.diagnostics(&read.settings.allow, self.now().date())?)
    }

    /// The workspace, ready to answer, with its library as it is today.
    pub(super) fn assistant(&self, workspace: &WorkspaceKey) -> Result<Arc<Assistant>, DeskError> {
        let room = self.room(workspace)?;
        let documents = self.documents(workspace)?;
        let (answers, today) = (room.store().answers()?, self.now().date());
        let events: usize = answers.iter().map(|answer| answer.events.len()).sum();
        let stamp = format!("{}\n{} {events} {today}", room.stamp()?, answers.len());
        let mut known = lock(&room.assistant);
        match &*known {
            Some((then, ready)) if *then == stamp => Ok(ready.clone()),
            _ => {
                let ready = Assistant::ready(documents, self.config.judging, &self.config.vectors, &|_| {})?;
                let ready = Arc::new(ready.with_library(answers, today, &self.config.vectors, &|_| {})?);
                *known = Some((stamp, ready.clone()));
                Ok(ready)
            }
        }
    }

    /// The answer library, the newest first, without what was retired.
    pub fn library(&self, workspace: &WorkspaceKey) -> Result<Vec<LibraryEntry>, DeskError> {
        let documents = self.documents(workspace)?;
        let answers = self.room(workspace)?.store().answers()?;
        let entry = |answer: PastAnswer| {
            let stale = answer.backing.iter().any(|cited| fate(cited, &documents.documents).is_lost());
            LibraryEntry { answer, stale }
        };
        Ok(answers.into_iter().rev().filter(|answer| answer.retired().is_none()).map(entry).collect())
    }

    /// What the decisions of all reviews tell together.
    pub fn figures(&self, workspace: &WorkspaceKey) -> Result<Figures, DeskError> {
        Ok(figures(&self.all_rows(workspace)?))
    }

    /// How far the confidence of a workspace's suggestions is off, by what people decided.
    pub fn calibration(&self, workspace: &WorkspaceKey) -> Result<Calibration, DeskError> {
        Ok(Calibration::of(&self.all_rows(workspace)?))
    }

    /// How far each section that customers asked about is answered, by name.
    pub fn coverage(&self, workspace: &WorkspaceKey) -> Result<Vec<SectionFigure>, DeskError> {
        let mut found: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for record in self.all_rows(workspace)?.iter().flatten() {
            let Some(proposal) = record.proposal() else { continue };
            let section = record.question.section.clone().unwrap_or_default();
            let (questions, answered) = found.entry(section).or_default();
            *questions += 1;
            *answered += usize::from(proposal.answer.is_some());
        }
        let figure = |(section, (questions, answered))| SectionFigure { section, questions, answered };
        Ok(found.into_iter().map(figure).collect())
    }

    fn all_rows(&self, workspace: &WorkspaceKey) -> Result<Vec<Vec<RowRecord>>, DeskError> {
        let room = self.room(workspace)?;
        let reviews = room.store().reviews()?;
        reviews.iter().map(|review| Ok(room.rows(review.number)?.records.clone())).collect()
    }

    /// The confidence under which questions of new reviews stay open: set here, else by the workspace's file, else the
    /// desk's.
    pub fn threshold(&self, workspace: &WorkspaceKey) -> Result<f64, DeskError> {
        let set = self.room(workspace)?.store().setting(THRESHOLD)?;
        if let Some(set) = set.and_then(|set| set.parse().ok()) {
            return Ok(set);
        }
        let own = self.documents(workspace)?.settings.threshold;
        Ok(own.unwrap_or(self.config.threshold))
    }

    /// Sets it, for reviews that come in from now on.
    pub fn set_threshold(
        &self,
        workspace: &WorkspaceKey,
        person: &str,
        threshold: f64,
    ) -> Result<(), DeskError> {
        if !(0.0..=1.0).contains(&threshold) {
            return Err(DeskError::Threshold(threshold));
        }
        let by = (named(person)?, self.now());
        Ok(self.room(workspace)?.store().set(THRESHOLD, &threshold.to_string(), by)?)
    }
}
