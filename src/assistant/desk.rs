//! The desk: what the review pages and the API stand on. Questionnaires come in, are answered row by row, decided by people,
//! and leave. Every method waits until it is done and may be called from any thread; what is on a page, and who may see it,
//! must not enter here.

mod cards;
mod decide;
mod detail;
mod export;
mod history;
mod intake;
mod layout;
mod learnt;
mod offline;
mod on_record;
mod outside;
mod pasted;
mod rows;
mod run;
mod turns;
mod upload;
mod workspace;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Assistant, AssistantError, FillError, Judging, Reading, Workspace, WorkspaceError};
use crate::check::UnknownCode;
use crate::encode::VectorCache;
use crate::report::{CameBackError, ReportError, TableError};
use crate::review::{RowNumber, Timestamp};
use crate::sandbox::SandboxError;
use crate::store::{KeptReview, Store, StoreError};
pub use cards::{
    Assigned, CandidateView, CellView, Counts, EarlierView, Phase, ReviewCard, RowCard, RowDetail, RowFilter,
    RowSort, SuggestionView, WorkspaceCard,
};
pub use decide::{Batch, DecideError};
pub use export::{Export, ExportCard, ExportError, ExportKind, ExportPart, ExportedFile};
pub use history::{HistoryKind, HistoryLine};
pub use intake::{
    IntakeCard, IntakeError, IntakeView, MadeSecret, ReleasedView, SubmissionView, TokenCard, TokenHolder,
};
pub use layout::{Corrections, Doubt, LayoutView};
pub use offline::Merged;
pub use outside::Outside;
use rows::Kept;
use turns::Turns;
pub use upload::Upload;
pub use workspace::{LibraryEntry, SectionFigure};

/// What names a workspace in addresses: made of its folder's name.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WorkspaceKey(String);

impl WorkspaceKey {
    /// Letters and digits of a name, in lower case, with hyphens for all else.
    pub fn of(name: &str) -> Self {
        let kept = |c: char| if c.is_alphanumeric() { c } else { '-' };
        let key: String = name.to_lowercase().chars().map(kept).collect();
        let key = key.split('-').filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
        Self(if key.is_empty() { "workspace".to_owned() } else { key })
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for WorkspaceKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Which review: its workspace and its number. As text `orrery-freight.12`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ReviewId {
    pub workspace: WorkspaceKey,
    pub number: u64,
}

impl fmt::Display for ReviewId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.workspace, self.number)
    }
}

impl FromStr for ReviewId {
    type Err = NoReviewId;

    fn from_str(text: &str) -> Result<Self, NoReviewId> {
        let wrong = || NoReviewId(text.to_owned());
        let (workspace, number) = text.rsplit_once('.').ok_or_else(wrong)?;
        let key = WorkspaceKey::of(workspace);
        let number = number.parse().map_err(|_| wrong())?;
        if key.as_str() == workspace { Ok(Self { workspace: key, number }) } else { Err(wrong()) }
    }
}

/// A text that names no review.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” names no review")]
pub struct NoReviewId(pub String);

/// What a desk is opened with.
#[derive(Clone, Debug)]
pub struct DeskConfig {
    /// The data folder, made if need be.
    pub data: PathBuf,
    /// The folders of the workspaces. Folders of one name get keys with numbers.
    pub workspaces: Vec<PathBuf>,
    /// How documents and customers' files are read.
    pub reading: Reading,
    pub vectors: VectorCache,
    pub judging: Judging,
    /// The largest file that is taken.
    pub most_bytes: usize,
    /// The confidence under which questions stay open, for workspaces that set none.
    pub threshold: f64,
    pub outside: Outside,
}

/// Why something could not be done; nothing was changed then.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("there is no workspace “{0}” here")]
    NoSuchWorkspace(WorkspaceKey),
    #[error("there is no review {0} here")]
    NoSuchReview(ReviewId),
    #[error("there is no row {0} in this review")]
    NoSuchRow(RowNumber),
    #[error(
        "{file} has {size} MB, and {most} MB are taken; save a copy without pictures, or send its sheets one by one"
    )]
    TooLarge { file: String, size: usize, most: usize },
    #[error("there is no export {0} of this review")]
    NoSuchExport(u64),
    #[error("nobody is named; say who you are")]
    Nobody,
    #[error(
        "there are no questions in what was pasted; put one on each line, or paste cells from a spreadsheet"
    )]
    NothingPasted,
    #[error("the layout was accepted already; its rows are being answered")]
    LaidOut,
    #[error("the layout is not accepted yet; look at it and say that it is right")]
    NotLaidOut,
    #[error("the correction cannot be used: {0}")]
    Correction(String),
    #[error("a threshold is a number from 0 to 1, and {0} is not")]
    Threshold(f64),
    #[error("the system gives no random numbers: {0}")]
    Random(String),
    #[error(transparent)]
    File(#[from] SandboxError),
    #[error(transparent)]
    Fill(#[from] FillError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Workspace(#[from] WorkspaceError),
    #[error(transparent)]
    Assistant(#[from] AssistantError),
    #[error(transparent)]
    Report(#[from] ReportError),
    #[error(transparent)]
    Codes(#[from] UnknownCode),
    #[error(transparent)]
    Table(#[from] TableError),
    #[error(transparent)]
    CameBack(#[from] CameBackError),
}

impl DeskError {
    /// Somebody else holds the database; later it is free again.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Store(StoreError::Locked { .. }))
    }
}

/// Something that happened to a review, for whoever looks at it now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    pub review: ReviewId,
    /// None where it is about the review as a whole.
    pub row: Option<RowNumber>,
    pub kind: EventKind,
}

/// The kinds of things that happen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EventKind {
    /// A review came in, or its layout was accepted.
    Changed,
    Suggested,
    /// Decided, undone, assigned or commented.
    Decided,
    /// Answering began, ended, or broke off.
    Started,
    Ended,
    Failed,
    Exported,
}

/// The desk of all workspaces of a data folder.
pub struct Desk {
    config: DeskConfig,
    rooms: BTreeMap<WorkspaceKey, Room>,
    listeners: Mutex<Vec<Sender<Event>>>,
    running: Mutex<HashSet<ReviewId>>,
    turns: Turns,
}

/// What belongs to one workspace. Nothing of it is reached from another's.
struct Room {
    path: PathBuf,
    store: Mutex<Store>,
    documents: Mutex<Option<(String, Arc<Workspace>)>>,
    assistant: Mutex<Option<(String, Arc<Assistant>)>>,
    rows: Mutex<HashMap<u64, Arc<Kept>>>,
}

/// What was locked by a thread that panicked is still whole: nothing here is changed half.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Desk {
    /// Opens the data folder for these workspaces.
    pub fn open(config: DeskConfig) -> Result<Self, DeskError> {
        let mut rooms = BTreeMap::new();
        for path in &config.workspaces {
            rooms.insert(free_key(path, &rooms), Room::open(&config.data, path)?);
        }
        let (listeners, running, turns) = (Mutex::default(), Mutex::default(), Turns::default());
        Ok(Self { config, rooms, listeners, running, turns })
    }

    /// Hears of everything that happens from now on, in all workspaces. Ends when the desk does.
    pub fn events(&self) -> Receiver<Event> {
        let (sender, receiver) = channel();
        lock(&self.listeners).push(sender);
        receiver
    }

    /// The largest file that is taken.
    pub fn most_bytes(&self) -> usize {
        self.config.most_bytes
    }

    /// The time it is, as the desk sees it.
    pub fn now(&self) -> Timestamp {
        self.config.outside.now()
    }

    fn tell(&self, review: &ReviewId, row: Option<RowNumber>, kind: EventKind) {
        let event = Event { review: review.clone(), row, kind };
        // Who hears no more is forgotten.
        lock(&self.listeners).retain(|listener| listener.send(event.clone()).is_ok());
    }

    fn room(&self, key: &WorkspaceKey) -> Result<&Room, DeskError> {
        self.rooms.get(key).ok_or_else(|| DeskError::NoSuchWorkspace(key.clone()))
    }

    /// The room of a review, and the review.
    fn review(&self, id: &ReviewId) -> Result<(&Room, KeptReview), DeskError> {
        let room = self.rooms.get(&id.workspace).ok_or_else(|| DeskError::NoSuchReview(id.clone()))?;
        let found = room.store().review(id.number)?;
        found.map(|review| (room, review)).ok_or_else(|| DeskError::NoSuchReview(id.clone()))
    }
}

impl Room {
    fn open(data: &Path, path: &Path) -> Result<Self, DeskError> {
        Ok(Self {
            path: path.to_path_buf(),
            store: Mutex::new(Store::open(data, path)?),
            documents: Mutex::default(),
            assistant: Mutex::default(),
            rows: Mutex::default(),
        })
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        lock(&self.store)
    }
}

fn free_key(path: &Path, taken: &BTreeMap<WorkspaceKey, Room>) -> WorkspaceKey {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = whole.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let key = WorkspaceKey::of(&name);
    let numbered = (2..).map(|number| WorkspaceKey(format!("{key}-{number}")));
    let mut keys = std::iter::once(key.clone()).chain(numbered);
    keys.find(|key| !taken.contains_key(key)).unwrap_or(key)
}

/// A person's name, or a program's, as it stands in the history.
fn named(person: &str) -> Result<&str, DeskError> {
    let person = person.trim();
    if person.is_empty() { Err(DeskError::Nobody) } else { Ok(person) }
}

impl fmt::Debug for Desk {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Desk").field("workspaces", &self.rooms.keys()).finish_non_exhaustive()
    }
}
