//! What the core needs from the device it runs on: the one seam between it and the outside.

use std::future::Future;

use vitrine_shared::time::Timestamp;

use super::media::Picture;
use super::protocol::{CoreError, Fault};

/// A device: a real phone, a browser's Worker, or a test's.
pub trait Platform: 'static {
    /// The wall clock. The evaluator may have moved it.
    fn now(&self) -> Timestamp;

    /// Milliseconds on a clock that is never moved, since some fixed moment of this run.
    fn monotonic_ms(&self) -> i64;

    /// Fills the buffer with bytes nobody can guess.
    ///
    /// # Errors
    /// If the device has none to give.
    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), CoreError>;

    /// What kind of network the device is on.
    fn connection(&self) -> Connection;

    /// Waits.
    fn sleep(&self, ms: u64) -> impl Future<Output = ()>;

    /// Sends a request and reads its whole reply; follows no redirect.
    ///
    /// # Errors
    /// [`Fault::Offline`] where there was no whole reply in time, [`Fault::ForeignReply`] where it
    /// was larger than [`MAX_REPLY_BYTES`].
    fn send(&self, request: Request) -> impl Future<Output = Result<Response, Fault>>;

    /// Decodes a picture, turns it upright, and makes it small and free of metadata.
    ///
    /// # Errors
    /// [`CoreError::PhotoUnreadable`] for what is no picture, or too large.
    fn prepare_photo(&self, bytes: Vec<u8>) -> impl Future<Output = Result<Picture, CoreError>>;
}

/// A kind of network, by what sending over it costs the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Connection {
    /// Nothing: Wi-Fi, or a cable.
    Free,
    /// Something: a mobile network, or one that is to be spared.
    Metered,
    /// The device does not tell.
    Unknown,
}

/// The largest reply that is read, in bytes.
pub const MAX_REPLY_BYTES: usize = 8 * 1024 * 1024;

/// An HTTP method that the protocol uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names are HTTP's own")]
pub enum Method {
    Get,
    Head,
    Patch,
    Post,
}

impl Method {
    /// Its name on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Post => "POST",
        }
    }
}

/// A request. It may carry the token, so it has no `Debug`.
pub struct Request {
    /// The method.
    pub method: Method,
    /// The whole address.
    pub url: String,
    /// Header names in lower case, with their values.
    pub headers: Vec<(&'static str, String)>,
    /// The body; empty for none.
    pub body: Vec<u8>,
    /// How long the whole exchange may take.
    pub timeout_ms: u64,
}

/// A reply, whole.
#[derive(Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Header names in lower case, with their values.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Response {
    /// The first header of this lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }
}
