//! A device with an operating system.

mod config;
mod folder;
mod http;
mod picture;

use std::time::Duration;

use vitrine_shared::time::Timestamp;

pub use config::{Clock, Network, OsRandom, PhoneConfig, Random, Room, SystemClock};
pub use folder::Folder;

use crate::core::media::Picture;
use crate::core::platform::{Connection, Platform, Request, Response};
use crate::core::protocol::{CoreError, Fault};

/// The device.
pub struct Native {
    config: PhoneConfig,
    client: reqwest::Client,
}

impl Native {
    /// The device with these clocks and this network.
    ///
    /// # Errors
    /// If the HTTP client cannot be set up.
    pub fn new(config: PhoneConfig) -> Result<Self, CoreError> {
        Ok(Self {
            config,
            client: http::client()?,
        })
    }
}

impl Platform for Native {
    fn now(&self) -> Timestamp {
        self.config.clock.now()
    }

    fn monotonic_ms(&self) -> i64 {
        self.config.clock.monotonic_ms()
    }

    fn fill_random(&self, bytes: &mut [u8]) -> Result<(), CoreError> {
        self.config.random.fill(bytes)
    }

    fn connection(&self) -> Connection {
        self.config.network.connection()
    }

    async fn sleep(&self, ms: u64) {
        tokio::time::sleep(Duration::from_millis(ms)).await;
    }

    async fn send(&self, request: Request) -> Result<Response, Fault> {
        if !self.config.network.is_on() {
            return Err(Fault::Offline);
        }
        http::send(&self.client, request).await
    }

    async fn prepare_photo(&self, bytes: Vec<u8>) -> Result<Picture, CoreError> {
        let work = tokio::task::spawn_blocking(move || picture::prepare(&bytes));
        work.await.map_err(|_| CoreError::PhotoUnreadable)?
    }
}
