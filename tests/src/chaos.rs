//! The network of the field: a proxy that repeats, delays, cuts and loses requests, by a seed.
//!
//! It stands between phones and a real server. What it does is drawn per request, so a failing
//! run of one phone is repeated by its seed.

mod fate;
mod figures;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use tokio::net::{TcpListener, TcpStream};

pub use fate::{Fate, Odds};
pub use figures::Figures;

type Body = UnsyncBoxBody<Bytes, io::Error>;

/// How long a far away mast takes.
const LATENCY: Duration = Duration::from_secs(3);

/// 20 kbit/s, a tenth of a second at a time.
const TRICKLE_BYTES: usize = 250;
const TRICKLE_EVERY: Duration = Duration::from_millis(100);

/// A running proxy; it ends with its runtime when dropped.
pub struct Proxy {
    address: SocketAddr,
    weather: Arc<Weather>,
    _runtime: tokio::runtime::Runtime,
}

struct Weather {
    target: SocketAddr,
    odds: Mutex<Odds>,
    draw: Mutex<StdRng>,
    /// Requests to be sent once more, after others have passed.
    late: Mutex<Vec<Request<Bytes>>>,
    /// Where the server keeps its half uploads.
    spool: Mutex<Option<PathBuf>>,
    figures: Mutex<Figures>,
}

impl Proxy {
    /// Starts a proxy in front of `target` on a port of the system's choosing.
    ///
    /// # Errors
    /// Fails where no port can be had.
    pub fn start(target: SocketAddr, seed: u64, odds: Odds) -> anyhow::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()?;
        let weather = Arc::new(Weather {
            target,
            odds: Mutex::new(odds),
            draw: Mutex::new(StdRng::seed_from_u64(seed)),
            late: Mutex::default(),
            spool: Mutex::default(),
            figures: Mutex::default(),
        });
        let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0)))?;
        let address = listener.local_addr()?;
        runtime.spawn(accept(listener, Arc::clone(&weather)));
        Ok(Self {
            address,
            weather,
            _runtime: runtime,
        })
    }

    /// Where phones reach it.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Changes the weather for the requests to come.
    pub fn set_odds(&self, odds: Odds) {
        *lock(&self.weather.odds) = odds;
    }

    /// Tells where the server's data are, so that half uploads can be forgotten there.
    pub fn forget_in(&self, data: &Path) {
        *lock(&self.weather.spool) = Some(data.join("spool"));
    }

    /// What came by so far.
    pub fn figures(&self) -> Figures {
        lock(&self.weather.figures).clone()
    }
}

async fn accept(listener: TcpListener, weather: Arc<Weather>) {
    while let Ok((stream, _)) = listener.accept().await {
        let weather = Arc::clone(&weather);
        tokio::spawn(async move {
            let service = service_fn(move |request| {
                let weather = Arc::clone(&weather);
                async move { weather.pass(request).await }
            });
            // An error here is a connection that a fate cut: what the proxy is for.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

impl Weather {
    /// Lets one request meet its fate. An error closes the connection without an answer.
    async fn pass(&self, request: Request<Incoming>) -> anyhow::Result<Response<Body>> {
        let (parts, body) = request.into_parts();
        let request = Request::from_parts(parts, body.collect().await?.to_bytes());
        self.deliver_late().await;
        let odds = *lock(&self.odds);
        let goes_on = *request.method() == Method::PATCH
            && request
                .headers()
                .get("upload-offset")
                .is_some_and(|offset| offset != "0");
        let fate = odds.draw(&mut lock(&self.draw), request.body().len(), goes_on);
        lock(&self.figures).count(&request, fate);
        self.meet(fate, request).await
    }

    async fn meet(&self, fate: Fate, request: Request<Bytes>) -> anyhow::Result<Response<Body>> {
        match fate {
            Fate::Pass => Ok(self.forward(request).await?.map(whole)),
            Fate::Repeat => {
                self.forward(request.clone()).await?;
                Ok(self.forward(request).await?.map(whole))
            }
            Fate::LoseReply => {
                self.forward(request).await?;
                anyhow::bail!("the reply was lost")
            }
            Fate::Late => {
                lock(&self.late).push(request);
                anyhow::bail!("the request is on its way, the caller has given up")
            }
            Fate::CutRequest => {
                let (parts, bytes) = request.into_parts();
                // Whether the server answers a half request or not, nobody hears it.
                let _ = self.send(Request::from_parts(parts, half(&bytes))).await;
                anyhow::bail!("the request was cut")
            }
            Fate::CutReply => Ok(self.forward(request).await?.map(|bytes| half(&bytes))),
            Fate::Portal => Ok(Response::builder()
                .header("content-type", "text/html")
                .body(whole(Bytes::from_static(
                    b"<!doctype html><title>Wi-Fi</title>Accept the terms.",
                )))?),
            Fate::ServerError => {
                let errors = [500_u16, 502, 503, 504];
                let index = lock(&self.draw).random_range(0..errors.len());
                let status = errors.get(index).copied().unwrap_or(500);
                Ok(Response::builder().status(status).body(whole(Bytes::new()))?)
            }
            Fate::Forget => {
                self.forget(request.uri().path())?;
                Ok(self.forward(request).await?.map(whole))
            }
            Fate::Latency => {
                tokio::time::sleep(LATENCY).await;
                Ok(self.forward(request).await?.map(whole))
            }
            Fate::Trickle => {
                let (parts, bytes) = request.into_parts();
                let answer = self.send(Request::from_parts(parts, trickle(bytes))).await?;
                Ok(answer.map(trickle))
            }
        }
    }

    /// Removes the half upload that this path is the address of, as a server does that was set up anew.
    fn forget(&self, path: &str) -> io::Result<()> {
        let Some(spool) = lock(&self.spool).clone() else {
            return Ok(());
        };
        for entry in std::fs::read_dir(spool)? {
            let entry = entry?;
            let name = entry.file_name();
            let mut ids = name.to_str().unwrap_or_default().split('_');
            if ids.all(|id| path.contains(id)) {
                std::fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    /// Sends what was held back, in reverse: the reordering that a real network rarely manages.
    async fn deliver_late(&self) {
        let held = {
            let mut late = lock(&self.late);
            if late.len() < 3 {
                Vec::new()
            } else {
                std::mem::take(&mut *late)
            }
        };
        for request in held.into_iter().rev() {
            let _ = self.forward(request).await;
        }
    }

    async fn forward(&self, request: Request<Bytes>) -> anyhow::Result<Response<Bytes>> {
        let (parts, bytes) = request.into_parts();
        self.send(Request::from_parts(parts, whole(bytes))).await
    }

    async fn send(&self, request: Request<Body>) -> anyhow::Result<Response<Bytes>> {
        let stream = TcpStream::connect(self.target)
            .await
            .context("the server is away")?;
        let (mut sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        let (parts, body) = sender.send_request(request).await?.into_parts();
        let bytes = body.collect().await?.to_bytes();
        lock(&self.figures).bytes_down += bytes.len() as u64;
        Ok(Response::from_parts(parts, bytes))
    }
}

fn whole(bytes: Bytes) -> Body {
    Full::new(bytes)
        .map_err(|never: Infallible| match never {})
        .boxed_unsync()
}

/// The first half of the bytes, then a broken connection.
fn half(bytes: &Bytes) -> Body {
    let first = bytes.slice(..bytes.len() / 2);
    let frames = [
        Ok(Frame::data(first)),
        Err(io::Error::from(io::ErrorKind::ConnectionReset)),
    ];
    StreamBody::new(futures_util::stream::iter(frames)).boxed_unsync()
}

/// The bytes a few at a time.
fn trickle(bytes: Bytes) -> Body {
    let drops = futures_util::stream::unfold(bytes, |mut rest| async move {
        if rest.is_empty() {
            return None;
        }
        tokio::time::sleep(TRICKLE_EVERY).await;
        let drop = rest.split_to(TRICKLE_BYTES.min(rest.len()));
        Some((Ok(Frame::data(drop)), rest))
    });
    StreamBody::new(drops).boxed_unsync()
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
