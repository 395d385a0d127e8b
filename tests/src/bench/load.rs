//! A load of prepared requests over a number of kept-alive connections.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// Something to do over one connection: a few steps, one after the other.
pub type Job = Vec<Step>;

/// A request, and what follows from its answer.
#[derive(Debug)]
pub struct Step {
    /// The request.
    pub request: Request<Full<Bytes>>,
    /// Bytes to send to the upload that the request created (tus).
    pub upload: Option<Bytes>,
}

/// How long each job took, and all of them.
#[derive(Debug)]
pub struct Run {
    /// The time of each job, ascending.
    pub latencies: Vec<Duration>,
    /// From the first request to the last answer.
    pub elapsed: Duration,
}

impl Run {
    /// Jobs per second.
    pub fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that this share of jobs (0 to 1) did not exceed.
    pub fn quantile(&self, share: f64) -> Duration {
        let last = self.latencies.len().saturating_sub(1);
        let index = (share * last as f64).round() as usize;
        self.latencies.get(index.min(last)).copied().unwrap_or_default()
    }
}

/// Does all jobs over so many connections.
///
/// # Errors
/// Fails with the first answer that is not a success.
pub async fn run(address: SocketAddr, jobs: Vec<Job>, connections: usize) -> anyhow::Result<Run> {
    let jobs = Arc::new(jobs);
    let next = Arc::new(AtomicUsize::new(0));
    let mut senders = Vec::with_capacity(connections);
    for _ in 0..connections {
        senders.push(connect(address).await?);
    }
    let started = Instant::now();
    let workers: Vec<_> = senders
        .into_iter()
        .map(|sender| tokio::spawn(work(sender, Arc::clone(&jobs), Arc::clone(&next))))
        .collect();
    let mut latencies = Vec::with_capacity(jobs.len());
    for worker in workers {
        latencies.extend(worker.await??);
    }
    let elapsed = started.elapsed();
    latencies.sort_unstable();
    Ok(Run { latencies, elapsed })
}

async fn connect(address: SocketAddr) -> anyhow::Result<SendRequest<Full<Bytes>>> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    let (sender, connection) = handshake(TokioIo::new(stream)).await?;
    tokio::spawn(connection);
    Ok(sender)
}

async fn work(
    mut sender: SendRequest<Full<Bytes>>,
    jobs: Arc<Vec<Job>>,
    next: Arc<AtomicUsize>,
) -> anyhow::Result<Vec<Duration>> {
    let mut latencies = Vec::new();
    while let Some(job) = jobs.get(next.fetch_add(1, Ordering::Relaxed)) {
        let started = Instant::now();
        for step in job {
            let location = send(&mut sender, step.request.clone()).await?;
            if let Some(bytes) = &step.upload {
                let location = location.context("the server made an upload without saying where")?;
                send(&mut sender, patch(&step.request, &location, bytes.clone())?).await?;
            }
        }
        latencies.push(started.elapsed());
    }
    Ok(latencies)
}

/// Sends one request; gives the `Location` of its answer.
async fn send(
    sender: &mut SendRequest<Full<Bytes>>,
    request: Request<Full<Bytes>>,
) -> anyhow::Result<Option<String>> {
    sender.ready().await?;
    let path = request.uri().path().to_owned();
    let response = sender.send_request(request).await?;
    let status = response.status();
    let location = response
        .headers()
        .get("location")
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned);
    let body = response.into_body().collect().await?.to_bytes();
    if !status.is_success() {
        bail!("{path} answered {status}: {}", String::from_utf8_lossy(&body));
    }
    if body.windows(8).any(|window| window == b"rejected") {
        bail!("{path} rejected an event: {}", String::from_utf8_lossy(&body));
    }
    Ok(location)
}

/// The whole upload in one chunk, with the creation's headers.
fn patch(
    creation: &Request<Full<Bytes>>,
    location: &str,
    bytes: Bytes,
) -> anyhow::Result<Request<Full<Bytes>>> {
    let path = location
        .strip_prefix("http://")
        .and_then(|rest| rest.split_once('/'))
        .map(|(_, path)| format!("/{path}"));
    let mut request = Request::builder()
        .method("PATCH")
        .uri(path.as_deref().unwrap_or(location));
    for name in ["host", "authorization", "tus-resumable"] {
        if let Some(value) = creation.headers().get(name) {
            request = request.header(name, value);
        }
    }
    let request = request
        .header("content-type", "application/offset+octet-stream")
        .header("upload-offset", "0");
    Ok(request.body(Full::new(bytes))?)
}

/// The address in an origin such as `http://127.0.0.1:8080`.
///
/// # Errors
/// Fails for anything else.
pub fn address_of(origin: &str) -> anyhow::Result<SocketAddr> {
    origin
        .trim_start_matches("http://")
        .parse()
        .context("the server's address")
}
