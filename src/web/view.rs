//! What the pages show: plain words and links, ready to print. No handler, no database and no core type enters a
//! template; `translate` makes these from what the desk says.

mod export;
mod fault;
mod history;
mod intake;
mod layout;
mod questionnaires;
mod review;
mod row;
mod shell;
mod workspace;

pub use export::{Check, Download, ExportPage, Exported, Merge, Unmerged};
pub use fault::FaultPage;
pub use history::{Event, HistoryPage};
pub use intake::{CustomerPage, CustomersAnswer, IntakeLink, IntakePage, MadeLink, Submission};
pub use layout::{ColumnShown, Doubt, GridCell, GridRow, GridShown, LayoutPage, SheetTab};
pub use questionnaires::{Due, NewPage, QuestionnairesPage, ReviewLine, Typed, Wrong};
pub use review::{ApprovePage, Filters, Item, Progress, ReviewPage, RowAnswer};
pub use row::{Candidate, Conflict, Draft, Earlier, Evidence, Given, Piece, RowShown, Source, Suggested};
pub use shell::{Band, Bar, BarPart, Choice, Link, Shell, State};
pub use workspace::{
    BandFigure, Counted, CoveragePage, DialStep, DocumentLine, DocumentPage, DocumentsPage, Figure,
    FiguresPage, Gap, LibraryLine, LibraryPage, SectionCoverage, SectionShown, SettingsPage, TABS, TokenLine,
};
