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
pub use clerk::Clerk;
pub use fault::Fault;
use office::Office;

/// How a server is set up.
#[derive(Clone, Debug)]
pub struct Setup {
    pub listen: SocketAddr,
    /// Whose decisions they are, where a browser has not said.
    pub person: String,
    /// The largest upload, in bytes.
    pub limit: usize,
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
        let listener = tokio::net::TcpListener::bind(setup.listen)
            .await
            .map_err(|e| ServeError::Listen(setup.listen, e))?;
        let address = listener.local_addr()?;
        let routes = router::routes(office, &Setup { listen: address, ..setup });
        ready(address);
        let service = routes.into_make_service_with_connect_info::<SocketAddr>();
        // Live updates never end by themselves, so open connections are not waited for.
        tokio::select! {
            served = axum::serve(listener, service) => served?,
            _ = tokio::signal::ctrl_c() => {}
        }
        Ok(())
    })
}
