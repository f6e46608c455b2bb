//! `serve`: the review pages, on this machine.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::sync::Arc;

use anyhow::Context as _;
use clap::Args;

use super::{Caches, LimitsTyped, at_least_one};
use crate::assistant::desk::{Desk, DeskConfig, Outside};
use crate::assistant::{DEFAULT_THRESHOLD, Judging};
use crate::web::{Clerk, Setup, serve};

/// Where the sample workspaces lie in the repository.
const SAMPLES: &str = "knowledge";
/// What a running server holds in its data folder.
const LOCK: &str = "serving.lock";

/// Review questionnaires in the browser
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  countersign serve --open                                   # with the sample workspaces, in the repository
  countersign serve --workspaces ~/policies ~/policies-eu    # a workspace for each folder

Everything is kept in the data folder (--data DIR). The server answers to this machine alone unless --listen names another \
address; it has no accounts yet, so whoever reaches it can read and decide.")]
pub(super) struct Typed {
    /// The folders of documents, a workspace each [default: the sample workspaces in knowledge/]
    #[arg(long, short, value_name = "DIR", num_args = 1..)]
    workspaces: Vec<PathBuf>,
    /// The address to listen on
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    listen: SocketAddr,
    /// An address of its own for the pages of intake links, the only ones that customers need to reach
    #[arg(long, value_name = "ADDRESS")]
    intake: Option<SocketAddr>,
    /// What intake links begin with, where customers reach that address under another name
    #[arg(long, value_name = "URL")]
    intake_url: Option<String>,
    /// Open the pages in the browser
    #[arg(long)]
    open: bool,
    /// Whose decisions they are, until a browser says otherwise [default: the login's name]
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// The largest file that is taken
    #[arg(long, value_name = "MB", value_parser = at_least_one(), default_value_t = 64)]
    max_upload: u64,
    /// Judge by nearness alone, without the reader: faster, and more often wrong
    #[arg(long)]
    fast: bool,
    #[command(flatten)]
    limits: LimitsTyped,
}

pub(super) fn run(typed: &Typed, caches: &Caches, data: &Option<PathBuf>) -> anyhow::Result<ExitCode> {
    let workspaces = if typed.workspaces.is_empty() { samples()? } else { typed.workspaces.clone() };
    workspaces.iter().try_for_each(|folder| check(folder))?;
    let most_bytes =
        usize::try_from(typed.max_upload << 20).context("--max-upload is more than this machine can hold")?;
    let data = data.clone().context("this system names no folder for data; name one: --data DIR")?;
    let _alone = alone(&data)?;
    let desk = Desk::open(DeskConfig {
        data,
        workspaces,
        reading: caches.reading(typed.limits.sandbox()?),
        vectors: caches.vectors.clone(),
        judging: if typed.fast { Judging::Fast } else { Judging::Careful },
        most_bytes,
        threshold: DEFAULT_THRESHOLD,
        outside: Outside::system(),
    })?;
    let setup = Setup {
        listen: typed.listen,
        intake: typed.intake,
        intake_url: typed.intake_url.clone(),
        person: typed.person.clone().unwrap_or_else(login),
        limit: most_bytes,
    };
    serve(Arc::new(Clerk::of(desk)), setup, |address| ready(address, typed.open))?;
    Ok(ExitCode::SUCCESS)
}

/// Holds the data folder for this server alone while it runs: pages of two servers would not hear of each other's decisions.
fn alone(data: &Path) -> anyhow::Result<File> {
    std::fs::create_dir_all(data).with_context(|| format!("{}: cannot be made", data.display()))?;
    let path = data.join(LOCK);
    let file = File::create(&path).with_context(|| format!("{}: cannot be written", path.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => anyhow::bail!(
            "{}: another server keeps its reviews here; use that one, end it, or name another folder: --data DIR",
            data.display()
        ),
        Err(TryLockError::Error(error)) => {
            Err(error).with_context(|| format!("{}: cannot be locked", path.display()))
        }
    }
}

/// The sample workspaces, where the program is run in the repository.
fn samples() -> anyhow::Result<Vec<PathBuf>> {
    let none = "name the folder of your documents: --workspaces DIR";
    let entries = std::fs::read_dir(SAMPLES).context(none)?;
    let mut folders: Vec<PathBuf> =
        entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| path.is_dir()).collect();
    folders.sort();
    if folders.is_empty() { anyhow::bail!(none) } else { Ok(folders) }
}

fn check(folder: &Path) -> anyhow::Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    anyhow::bail!(
        "{}: there is no such folder; give the folder that holds one vendor's documents",
        folder.display()
    )
}

fn login() -> String {
    let names = ["USER", "USERNAME", "LOGNAME"].into_iter().filter_map(|name| std::env::var(name).ok());
    names
        .map(|name| name.trim().to_owned())
        .find(|name| !name.is_empty())
        .unwrap_or_else(|| "Reviewer".to_owned())
}

fn ready(address: SocketAddr, open: bool) {
    let url = format!("http://{address}");
    println!("Countersign is at {url} (Ctrl+C ends it)");
    if !address.ip().is_loopback() {
        eprintln!(
            "warning: {address} is reached from other machines, and whoever reaches it can read and decide"
        );
    }
    if open && let Err(error) = browse(&url) {
        eprintln!("warning: no browser could be opened ({error}); open {url} yourself");
    }
}

/// Opens an address in the browser that the platform would.
fn browse(url: &str) -> std::io::Result<()> {
    let (program, arguments): (&str, &[&str]) = if cfg!(target_os = "macos") {
        ("open", &[])
    } else if cfg!(windows) {
        ("rundll32", &["url.dll,FileProtocolHandler"])
    } else {
        ("xdg-open", &[])
    };
    Command::new(program).args(arguments).arg(url).spawn().map(drop)
}
