//! The pages: a server on axum. A handler translates, calls the office once, and translates back; what is decided is
//! decided there. No rule of reviewing, no SQL and no document is ever handled here.

mod api;
mod assets;
mod clerk;
mod fault;
mod guard;
mod live;
pub mod office;
mod pages;
mod person;
mod rate;
mod router;
mod site;
mod upload;
pub mod view;

use std::net::SocketAddr;
use std::sync::Arc;

pub use assets::weight;
use axum::extract::connect_info::IntoMakeServiceWithConnectInfo;
pub use clerk::Clerk;
pub use fault::Fault;
use office::Office;
use site::Site;
use tokio::net::TcpListener;

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    pub listen: SocketAddr,
    /// Where the pages of intake links are served, and nothing else; none: beside the others.
    pub intake: Option<SocketAddr>,
    /// What intake links begin with; none: the address at which they are made.
    pub intake_url: Option<String>,
    /// Whose decisions they are, where a browser has not said.
    pub person: String,
    /// The largest upload, in bytes.
    pub limit: usize,
}

impl Setup {
    /// What an intake link begins with, made at a page of this host.
    fn intake_base(&self, host: &str) -> String {
        let door = || self.intake.map_or_else(|| format!("http://{host}"), |door| format!("http://{door}"));
        self.intake_url.as_ref().map_or_else(door, |url| url.trim_end_matches('/').to_owned())
    }
}

/// Why there is no server.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(
        "{0}: the address cannot be listened on ({1}); another server may be there already. Name another: --listen 127.0.0.1:7879"
    )]
    Listen(SocketAddr, std::io::Error),
    #[error("the server cannot be started: {0}")]
    Start(#[from] std::io::Error),
}

/// Serves until the process is told to end. `ready` hears the address once it is listened on.
pub fn serve(
    office: Arc<dyn Office>,
    setup: Setup,
    ready: impl FnOnce(SocketAddr),
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let listener = bind(setup.listen).await?;
        let address = listener.local_addr()?;
        let door = match setup.intake {
            Some(intake) => Some(bind(intake).await?),
            None => None,
        };
        let intake = door.as_ref().map(|door| door.local_addr()).transpose()?;
        let site = Site::new(office, &Setup { listen: address, intake, ..setup });
        ready(address);
        // Live updates never end by themselves, so open connections are not waited for.
        tokio::select! {
            served = axum::serve(listener, connected(router::routes(site.clone()))) => served?,
            served = customers(door, site) => served?,
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}

async fn bind(address: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(address).await.map_err(|e| ServeError::Listen(address, e))
}

/// Serves the pages of intake links at a door of their own, where there is one.
async fn customers(door: Option<TcpListener>, site: Site) -> std::io::Result<()> {
    match door {
        Some(door) => axum::serve(door, connected(router::customers(site))).await,
        None => std::future::pending().await,
    }
}

fn connected(routes: axum::Router) -> IntoMakeServiceWithConnectInfo<axum::Router, SocketAddr> {
    routes.into_make_service_with_connect_info()
}
