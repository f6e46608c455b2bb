//! Live updates: a stream of server-sent events, each the changed items of the list as the page prints them. What a
//! browser missed while it was away, it sees when the page is loaded again.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::time::Duration;

use askama::Template;
use axum::extract::{Path, State};
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use tokio::sync::mpsc;

use super::fault::Fault;
use super::office::{At, Changed, Office};
use super::site::Site;
use super::view::{Item, Progress, Shell};

/// Changes told in one event.
pub(super) const TOGETHER: usize = 40;

/// What changed.
#[derive(Template)]
#[template(path = "live.html")]
struct LivePart {
    shell: Shell,
    items: Vec<Item>,
    progress: Progress,
    running: bool,
    oob: bool,
}

/// The stream of one review.
pub(super) async fn events(
    State(site): State<Site>,
    Path((workspace, review)): Path<(String, u64)>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    let at = At { workspace, review };
    let there = at.clone();
    site.ask(move |office| office.head(&there)).await?;
    let receiver = site.watch(at.clone())?;
    let told = stream::unfold((site, at, receiver), |(site, at, mut receiver)| async move {
        let event = next(&site, &at, &mut receiver).await?;
        Some((Ok(event), (site, at, receiver)))
    });
    Ok(Sse::new(told).keep_alive(KeepAlive::new().interval(Duration::from_secs(15))))
}

async fn next(site: &Site, at: &At, receiver: &mut mpsc::Receiver<Changed>) -> Option<Event> {
    loop {
        let mut rows: BTreeSet<u32> = receiver.recv().await?.row.into_iter().collect();
        while rows.len() < TOGETHER
            && let Ok(more) = receiver.try_recv()
        {
            rows.extend(more.row);
        }
        let at = at.clone();
        // A change that cannot be shown is seen when the page is loaded again.
        if let Ok(part) = site.ask(move |office| part(office, &at, &rows)).await {
            return Some(Event::default().event("row").data(part.replace(['\r', '\n'], " ")));
        }
    }
}

fn part(office: &dyn Office, at: &At, rows: &BTreeSet<u32>) -> Result<String, Fault> {
    let items = rows.iter().map(|row| office.item(at, *row)).collect::<Result<_, _>>()?;
    let head = office.head(at)?;
    let part = LivePart {
        shell: Shell::default(),
        items,
        progress: head.progress,
        running: head.running,
        oob: true,
    };
    part.render().map_err(|e| Fault::Broken(e.to_string()))
}
