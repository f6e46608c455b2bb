//! `fill --server`: the questionnaires go to a server that reviews them, and nothing is answered or written here.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;
use std::time::Duration;

use anyhow::{Context as _, anyhow, bail};
use clap::Args;
use serde::{Deserialize, Serialize};
use ureq::Agent;
use ureq::unversioned::multipart::{Form, Part};

use super::Typed;
use crate::cli::read;

/// The options that belong to a server alone.
#[derive(Debug, Args)]
pub(super) struct ServerTyped {
    /// Put the questionnaires up for review on a server (`countersign serve`) instead of filling them here
    #[arg(long, value_name = "URL", requires = "token", conflicts_with_all = NOT_THERE)]
    server: Option<String>,
    /// The server's token, made in the settings of the workspace that is to answer
    #[arg(long, value_name = "TOKEN", env = "COUNTERSIGN_TOKEN", hide_env_values = true)]
    token: Option<String>,
    /// When the answers are due there, as 2026-03-31
    #[arg(long, value_name = "DATE", requires = "server")]
    due: Option<String>,
}

/// What the server decides by itself or keeps with the review.
const NOT_THERE: [&str; 14] = [
    "workspace", "out", "threshold", "precision", "fast", "no_library", "fill_locked", "sheet", "question",
    "answer", "comment", "layout", "memory", "seconds",
];

/// How long a server may think about whether it takes a file before the file is sent all the same.
const PATIENCE: Duration = Duration::from_secs(10);

/// What became of one questionnaire; also the shape of `--json`.
#[derive(Debug, Serialize)]
struct Sent {
    file: String,
    #[serde(flatten)]
    ended: Ended,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Ended {
    UpForReview { url: String, layout_sure: bool },
    Failed { error: String },
}

/// What the server answers to a file.
#[derive(Deserialize)]
struct Taken {
    href: String,
    layout_sure: bool,
}

#[derive(Deserialize)]
struct Problem {
    problem: String,
}

/// A server with the token that opens one of its workspaces.
struct Server<'a> {
    url: &'a str,
    token: &'a str,
    agent: Agent,
}

/// Sends each questionnaire where a server was named; `None` where none was.
pub(super) fn run(typed: &Typed) -> Option<anyhow::Result<ExitCode>> {
    let url = typed.remote.server.as_deref()?;
    // clap has seen to it that a token is there.
    let token = typed.remote.token.as_deref().unwrap_or_default();
    Some(Server::at(url, token).and_then(|server| send_all(typed, &server)))
}

fn send_all(typed: &Typed, server: &Server) -> anyhow::Result<ExitCode> {
    let sent: Vec<Sent> = typed.questionnaires.iter().map(|path| send(typed, server, path)).collect();
    let mut out = std::io::stdout().lock();
    for one in &sent {
        if typed.json {
            writeln!(out, "{}", serde_json::to_string(one)?)?;
        } else {
            tell(&mut out, one)?;
        }
    }
    let well = sent.iter().all(|one| matches!(one.ended, Ended::UpForReview { .. }));
    Ok(if well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn send(typed: &Typed, server: &Server, path: &Path) -> Sent {
    let ended = match server.take(typed, path) {
        Ok(taken) => Ended::UpForReview {
            url: format!("{}{}", server.url, taken.href),
            layout_sure: taken.layout_sure,
        },
        Err(error) => Ended::Failed { error: format!("{error:#}") },
    };
    Sent { file: path.display().to_string(), ended }
}

fn tell(out: &mut impl Write, sent: &Sent) -> std::io::Result<()> {
    let file = &sent.file;
    match &sent.ended {
        Ended::UpForReview { url, layout_sure: true } => {
            writeln!(out, "{file}: being answered, to review at {url}")
        }
        Ended::UpForReview { url, .. } => {
            writeln!(out, "{file}: its layout is not sure; look at it, and it is answered: {url}")
        }
        Ended::Failed { error } => {
            eprintln!("error: {error}");
            Ok(())
        }
    }
}

impl<'a> Server<'a> {
    fn at(url: &'a str, token: &'a str) -> anyhow::Result<Self> {
        let url = url.trim_end_matches('/');
        if !url.starts_with("http://") {
            bail!(
                "--server {url}: the address of `countersign serve` begins with http://; reach one on another \
                 machine through a tunnel (ssh -L 7878:localhost:7878 HOST)"
            );
        }
        // What is wrong is told in the answer's own words.
        let config = Agent::config_builder().http_status_as_error(false);
        let agent = config.timeout_await_100(Some(PATIENCE)).build().into();
        Ok(Self { url, token, agent })
    }

    fn take(&self, typed: &Typed, path: &Path) -> anyhow::Result<Taken> {
        let bytes = read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let audience = typed.answering.audience.word();
        let mut form =
            Form::new().part("file", Part::bytes(&bytes).file_name(&name)).text("audience", audience);
        if let Some(customer) = &typed.customer {
            form = form.text("customer", customer);
        }
        if let Some(due) = &typed.remote.due {
            form = form.text("due", due);
        }
        let address = format!("{}/api/v1/reviews", self.url);
        // A file that is refused for its size or its token is not sent.
        let asked = self.agent.post(&address).header("Expect", "100-continue");
        let asked = asked.header("Authorization", format!("Bearer {}", self.token));
        let unreached = || {
            format!("{}: no answer from {}; is `countersign serve` running there?", path.display(), self.url)
        };
        let mut answer = asked.send(form).with_context(unreached)?;
        let (status, body) = (answer.status(), answer.body_mut());
        if status.is_success() {
            return body
                .read_json()
                .with_context(|| format!("{}: {address} is not a Countersign server", path.display()));
        }
        let problem = body.read_json::<Problem>().map(|said| said.problem);
        let problem = problem.unwrap_or_else(|_| format!("{address} answers {status}"));
        let of_file = format!("{name}: ");
        Err(anyhow!("{}: {}", path.display(), problem.strip_prefix(&of_file).unwrap_or(&problem)))
    }
}
