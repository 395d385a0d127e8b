//! What a test or a demonstration may put in place of the real device's clock, dice and network.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Instant, SystemTime};

use vitrine_shared::time::Timestamp;

use crate::core::protocol::CoreError;

/// What a phone runs on.
#[derive(Clone)]
pub struct PhoneConfig {
    /// Its clocks.
    pub clock: Arc<dyn Clock>,
    /// Its source of randomness.
    pub random: Arc<dyn Random>,
    /// Its network.
    pub network: Network,
}

impl Default for PhoneConfig {
    /// The real device, with its network on.
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock::default()),
            random: Arc::new(OsRandom),
            network: Network::default(),
        }
    }
}

/// The two clocks of a phone.
pub trait Clock: Send + Sync {
    /// The wall clock.
    fn now(&self) -> Timestamp;

    /// Milliseconds on a clock that is never moved.
    fn monotonic_ms(&self) -> i64;
}

/// The device's own clocks.
#[derive(Clone, Copy, Debug)]
pub struct SystemClock(Instant);

impl Default for SystemClock {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::from(chrono::DateTime::<chrono::Utc>::from(SystemTime::now()))
    }

    fn monotonic_ms(&self) -> i64 {
        i64::try_from(self.0.elapsed().as_millis()).unwrap_or(i64::MAX)
    }
}

/// A source of randomness.
pub trait Random: Send + Sync {
    /// Fills the buffer.
    ///
    /// # Errors
    /// If there is none to be had.
    fn fill(&self, bytes: &mut [u8]) -> Result<(), CoreError>;
}

/// The operating system's randomness.
#[derive(Clone, Copy, Debug)]
pub struct OsRandom;

impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), CoreError> {
        getrandom::fill(bytes).map_err(|error| CoreError::Storage(error.to_string()))
    }
}

/// A phone's network, with a switch. Clones are the same network.
#[derive(Clone, Debug)]
pub struct Network(Arc<AtomicBool>);

impl Default for Network {
    fn default() -> Self {
        Self(Arc::new(AtomicBool::new(true)))
    }
}

impl Network {
    /// Switches it on or off: off, every request fails as it does in a cellar.
    pub fn switch(&self, on: bool) {
        self.0.store(on, Ordering::SeqCst);
    }

    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}
