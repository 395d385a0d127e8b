//! Listening, and stopping without dropping anybody.

use std::future::{Future, IntoFuture};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::routing::get;
use axum::serve::ListenerExt;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;

use crate::app::{App, OpenError};
use crate::clock::{Clock, SystemClock};
use crate::config::Config;
use crate::metrics;
use crate::routes::router::build_router;
use crate::services::sweep;

/// How long requests that were begun may take once the server is told to stop: uploads on a slow
/// line are cut then, and resumed elsewhere.
const GRACE: Duration = Duration::from_secs(10);

/// A running server.
pub struct Server {
    /// Where it listens.
    pub addr: SocketAddr,
    /// Where its metrics are read, if they are.
    pub metrics_addr: Option<SocketAddr>,
    /// Its parts.
    pub app: App,
    task: JoinHandle<std::io::Result<()>>,
}

/// Why a server did not start or did not go on.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// Something it needs cannot be used.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// An address cannot be listened on.
    #[error("cannot listen on {addr}: {source}")]
    Listen {
        /// The address.
        addr: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// Metrics cannot be counted.
    #[error("cannot count metrics: {0}")]
    Metrics(#[from] metrics_exporter_prometheus::BuildError),
    /// The file that tells the address cannot be written.
    #[error("cannot write the ready file: {0}")]
    ReadyFile(#[source] std::io::Error),
    /// The listener failed.
    #[error("stopped listening: {0}")]
    Stopped(#[source] std::io::Error),
}

/// Starts a server by the machine's clock; it serves until `shutdown` is ready.
///
/// # Errors
/// Says what cannot be used.
pub async fn serve(
    config: Config,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<Server, ServeError> {
    serve_by(config, Arc::new(SystemClock), shutdown).await
}

/// Starts a server by this clock.
///
/// # Errors
/// Says what cannot be used.
pub async fn serve_by(
    config: Config,
    clock: Arc<dyn Clock>,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<Server, ServeError> {
    let metrics_handle = metrics::start()?;
    let app = App::open(config.clone(), clock).await?;
    let listener = listen(config.listen).await?;
    let addr = address_of(&listener, config.listen)?;
    let stop = CancellationToken::new();

    let metrics_addr = match config.metrics_listen {
        None => None,
        Some(wanted) => {
            let listener = listen(wanted).await?;
            let addr = address_of(&listener, wanted)?;
            let router = Router::new().route("/metrics", get(|| async { metrics_handle.render() }));
            let stopped = stop.clone().cancelled_owned();
            tokio::spawn(
                axum::serve(listener, router)
                    .with_graceful_shutdown(stopped)
                    .into_future(),
            );
            Some(addr)
        }
    };
    tokio::spawn(sweep::run(app.clone(), stop.clone()));

    let router = build_router(app.clone()).into_make_service_with_connect_info::<SocketAddr>();
    let kept = app.clone();
    let task = tokio::spawn(async move {
        let listener = listener.tap_io(|stream| {
            // Small answers go out at once; where that cannot be set they go out a little later.
            let _ = stream.set_nodelay(true);
        });
        let told = stop.clone();
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            shutdown.await;
            told.cancel();
        });
        let given_up = async {
            stop.cancelled().await;
            tokio::time::sleep(GRACE).await;
        };
        let served = tokio::select! {
            served = serving.into_future() => served,
            () = given_up => Ok(()),
        };
        stop.cancel();
        kept.store().close().await;
        served
    });
    if let Some(path) = &config.ready_file {
        std::fs::write(path, format!("{addr}\n")).map_err(ServeError::ReadyFile)?;
    }
    tracing::info!("listening on http://{addr}");
    Ok(Server {
        addr,
        metrics_addr,
        app,
        task,
    })
}

impl Server {
    /// Waits until it has stopped: every request that was begun is answered, and the storage closed.
    ///
    /// # Errors
    /// The listener failed, or a part of the server panicked.
    pub async fn stopped(self) -> Result<(), ServeError> {
        self.task
            .await
            .unwrap_or_else(|panicked| Err(std::io::Error::other(panicked)))
            .map_err(ServeError::Stopped)
    }
}

async fn listen(addr: SocketAddr) -> Result<TcpListener, ServeError> {
    TcpListener::bind(addr)
        .await
        .map_err(|source| ServeError::Listen { addr, source })
}

fn address_of(listener: &TcpListener, wanted: SocketAddr) -> Result<SocketAddr, ServeError> {
    listener
        .local_addr()
        .map_err(|source| ServeError::Listen { addr: wanted, source })
}
