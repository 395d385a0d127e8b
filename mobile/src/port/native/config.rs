//! What a test or a demonstration may put in place of the real device's clock, dice and network.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Instant, SystemTime};

use vitrine_shared::time::Timestamp;

use crate::core::platform::Connection;
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
    /// The room for each of its databases.
    pub room: Room,
}

/// How large a database may grow.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    /// As the disk allows.
    #[default]
    Disk,
    /// So many bytes, whatever the disk allows.
    Bytes(u64),
}

impl Default for PhoneConfig {
    /// The real device, with its network on.
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock::default()),
            random: Arc::new(OsRandom),
            network: Network::default(),
            room: Room::default(),
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
pub struct Network(Arc<Link>);

#[derive(Debug)]
struct Link {
    is_on: AtomicBool,
    connection: Mutex<Connection>,
}

impl Default for Network {
    /// One that is on, and costs nothing.
    fn default() -> Self {
        Self(Arc::new(Link {
            is_on: AtomicBool::new(true),
            connection: Mutex::new(Connection::Free),
        }))
    }
}

impl Network {
    /// Switches it on or off: off, every request fails as it does in a cellar.
    pub fn switch(&self, on: bool) {
        self.0.is_on.store(on, Ordering::SeqCst);
    }

    /// Whether it is on.
    pub fn is_on(&self) -> bool {
        self.0.is_on.load(Ordering::SeqCst)
    }

    /// Puts the phone on a network of another kind.
    pub fn join(&self, connection: Connection) {
        *self.0.connection.lock().unwrap_or_else(PoisonError::into_inner) = connection;
    }

    /// What kind of network it is.
    pub fn connection(&self) -> Connection {
        *self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
