//! What every handler shares: the office, and calling it off the server's own threads.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc::Receiver;

use super::fault::Fault;
use super::guard::Hosts;
use super::office::{self, At, Changed, Named, Office};
use super::person::Person;
use super::rate::Rate;
use super::view::{Link, Shell};
use super::{Setup, live};

/// Text around a file in a form.
const AROUND: usize = 1 << 20;
/// Requests of one stranger in a minute.
const REQUESTS: u32 = 30;
/// Questionnaires that come in by one link in an hour; each is a review that somebody has to look at.
pub(super) const SUBMISSIONS: u32 = 10;

/// What handlers share.
#[derive(Clone)]
pub(super) struct Site {
    office: Arc<dyn Office>,
    pub(super) hosts: Hosts,
    pub(super) setup: Setup,
    /// What strangers may ask for, by address.
    pub(super) strangers: Arc<Rate<IpAddr>>,
    /// How often questions may be sent, by link.
    pub(super) submissions: Arc<Rate<String>>,
}

impl Site {
    pub(super) fn new(office: Arc<dyn Office>, setup: &Setup) -> Self {
        let hosts = Hosts::of(setup.listen);
        let strangers = Arc::new(Rate::of(REQUESTS, Duration::from_secs(60)));
        let submissions = Arc::new(Rate::of(SUBMISSIONS, Duration::from_secs(60 * 60)));
        Self { office, hosts, setup: setup.clone(), strangers, submissions }
    }

    /// Calls the office on a thread that may block.
    pub(super) async fn ask<T: Send + 'static, E: From<Fault> + Send + 'static>(
        &self,
        question: impl FnOnce(&dyn Office) -> Result<T, E> + Send + 'static,
    ) -> Result<T, E> {
        let office = Arc::clone(&self.office);
        let answered = tokio::task::spawn_blocking(move || question(&*office)).await;
        answered.unwrap_or_else(|e| {
            Err(Fault::Broken(format!("The program broke off while answering: {e}")).into())
        })
    }

    /// Hears of changes, on a thread of its own that ends soon after nobody listens any more.
    pub(super) fn watch(&self, at: At) -> Result<Receiver<Changed>, Fault> {
        let (sender, receiver) = tokio::sync::mpsc::channel(live::TOGETHER);
        let office = Arc::clone(&self.office);
        let mut hear = move |change: Option<Changed>| match change {
            Some(change) => sender.blocking_send(change).is_ok(),
            None => !sender.is_closed(),
        };
        std::thread::Builder::new()
            .name("live updates".into())
            .spawn(move || office.watch(&at, &mut hear))
            .map_err(|e| Fault::Broken(format!("Live updates cannot be started: {e}")))?;
        Ok(receiver)
    }

    /// The most that one request may send: the largest upload, with what a form has around it.
    pub(super) fn most_sent(&self) -> usize {
        self.setup.limit + AROUND
    }

    /// The largest upload in words.
    pub(super) fn limit(&self) -> String {
        format!("{} MB", self.setup.limit >> 20)
    }
}

/// Where a page is, and for whom.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) workspace: String,
    pub(super) person: Person,
    /// The navigation's entry.
    pub(super) entry: &'static str,
    pub(super) back: String,
}

impl Place {
    /// A page of a workspace, under this entry of the navigation.
    pub(super) fn of_workspace(workspace: String, person: Person, entry: &'static str, page: &str) -> Self {
        let back = format!("{}{page}", office::workspace_href(&workspace));
        Self { workspace, person, entry, back }
    }

    /// A page of a review.
    pub(super) fn of_review(at: &At, person: Person, page: &str) -> Self {
        let back = format!("{}{page}", at.href());
        Self { workspace: at.workspace.clone(), person, entry: "questionnaires", back }
    }

    /// The top of the page, and the workspace's name. Fails where there is no such workspace.
    pub(super) fn shell(&self, office: &dyn Office) -> Result<(Shell, Named), Fault> {
        let all = office.workspaces()?;
        let here = all.iter().find(|one| one.key == self.workspace).ok_or(Fault::NotFound)?.clone();
        let shell = Shell {
            here: Some(Link::from(&here)),
            workspaces: all.iter().map(Link::from).collect(),
            person: Some(self.person.0.clone()),
            place: self.entry,
            back: self.back.clone(),
        };
        Ok((shell, here))
    }

    /// The workspace's address.
    pub(super) fn base(&self) -> String {
        office::workspace_href(&self.workspace)
    }
}
