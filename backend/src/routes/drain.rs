//! Requests that are answered before they were read to their end.
//!
//! HTTP/1.1 reuses a connection only once the whole request has come. A handler that refuses a
//! request by its head alone would leave the rest unread, the connection would be closed, and the
//! client's next request on it would be lost. So a little of what is still coming is read and thrown
//! away beside the answer; whoever sends much more than that loses the connection.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http_body::{Frame, SizeHint};
use http_body_util::BodyExt as _;

/// How much is thrown away to keep a connection.
const MAX_DRAINED_BYTES: usize = 512 * 1024;

/// How long it may take to come.
const MAX_DRAINED_FOR: Duration = Duration::from_secs(5);

/// Around every route: reads what a handler has left of its request.
pub async fn drain(request: Request, next: Next) -> Response {
    next.run(request.map(|body| Body::new(Drained(body)))).await
}

struct Drained(Body);

impl HttpBody for Drained {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.0).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}

impl Drop for Drained {
    fn drop(&mut self) {
        if self.0.is_end_stream() {
            return;
        }
        let rest = std::mem::take(&mut self.0);
        // Outside a runtime the connection is gone as well.
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(tokio::time::timeout(MAX_DRAINED_FOR, throw_away(rest)));
        }
    }
}

async fn throw_away(mut rest: Body) {
    let mut left = MAX_DRAINED_BYTES;
    while let Some(Ok(frame)) = rest.frame().await {
        let come = frame.data_ref().map_or(0, Bytes::len);
        match left.checked_sub(come) {
            Some(fewer) => left = fewer,
            None => return,
        }
    }
}
