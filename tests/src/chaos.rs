//! The network of the field: a proxy that repeats, delays, cuts and loses requests, by a seed.
//!
//! It stands between a phone and a real server. What it does is drawn per request, so a failing
//! run is repeated by its seed.

mod fate;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use anyhow::Context;
use bytes::Bytes;
use http_body_util::combinators::UnsyncBoxBody;
use http_body_util::{BodyExt, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::client::conn::http1::handshake;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use rand::SeedableRng;
use rand::rngs::StdRng;
use tokio::net::{TcpListener, TcpStream};

pub use fate::{Fate, Odds};

type Body = UnsyncBoxBody<Bytes, io::Error>;

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
    requests: AtomicU64,
    disturbed: AtomicU64,
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
            requests: AtomicU64::new(0),
            disturbed: AtomicU64::new(0),
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

    /// How many requests came, and how many of them were disturbed.
    pub fn counts(&self) -> (u64, u64) {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        (read(&self.weather.requests), read(&self.weather.disturbed))
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
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.deliver_late().await;
        let odds = *lock(&self.odds);
        let fate = odds.draw(&mut lock(&self.draw));
        if fate != Fate::Pass {
            self.disturbed.fetch_add(1, Ordering::Relaxed);
        }
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
            Fate::ServerError => Ok(Response::builder()
                .status(StatusCode::BAD_GATEWAY)
                .body(whole(Bytes::new()))?),
        }
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
        Ok(Response::from_parts(parts, body.collect().await?.to_bytes()))
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

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
