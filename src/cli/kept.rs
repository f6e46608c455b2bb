//! The database as the command line opens it, and the clock that it dates its rows by.

use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::Context as _;
use clap::Args;

use crate::document::{Date, iso_date};
use crate::library::PastAnswer;
use crate::store::Store;

/// The workspace whose past answers are meant.
#[derive(Debug, Args)]
pub(super) struct WorkspaceTyped {
    /// The folder of the vendor's documents
    #[arg(long, short, value_name = "DIR")]
    pub workspace: PathBuf,
}

/// A day, as typed.
pub(super) fn day(text: &str) -> Result<Date, String> {
    iso_date(text).ok_or_else(|| "expected a day such as 2026-03-01".to_owned())
}

/// Opens the database, made if need be.
pub(super) fn open(data: &Option<PathBuf>, workspace: &Path) -> anyhow::Result<Store> {
    Ok(Store::open(folder(data, workspace)?, workspace)?)
}

/// Opens the database where there is one.
pub(super) fn existing(data: &Option<PathBuf>, workspace: &Path) -> anyhow::Result<Option<Store>> {
    Ok(Store::existing(folder(data, workspace)?, workspace)?)
}

fn folder<'d>(data: &'d Option<PathBuf>, workspace: &Path) -> anyhow::Result<&'d Path> {
    if !workspace.is_dir() {
        anyhow::bail!(
            "{}: there is no such folder. Give the folder that holds one vendor's documents: --workspace DIR",
            workspace.display()
        );
    }
    data.as_deref().context("this system names no folder for data; name one: --data DIR")
}

/// What was answered before; none, with a warning, where the database cannot be opened.
pub(super) fn past(data: &Option<PathBuf>, workspace: &Path) -> Vec<PastAnswer> {
    let answers = existing(data, workspace).and_then(|store| {
        let answers = store.map(|mut store| store.answers()).transpose()?;
        Ok(answers.unwrap_or_default())
    });
    answers.unwrap_or_else(|error| {
        eprintln!("warning: earlier answers are left out: {error:#}");
        Vec::new()
    })
}

fn clock() -> time::OffsetDateTime {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |passed| passed.as_secs());
    let seconds = i64::try_from(seconds).unwrap_or(0);
    time::OffsetDateTime::from_unix_timestamp(seconds).unwrap_or(time::OffsetDateTime::UNIX_EPOCH)
}

/// The day it is, in UTC.
pub(super) fn today() -> Date {
    clock().date()
}

/// The time it is: `2026-03-01T12:00:00Z`.
pub(super) fn now() -> String {
    let now = clock();
    format!("{}T{:02}:{:02}:{:02}Z", now.date(), now.hour(), now.minute(), now.second())
}
