//! The time, as something that tests can set.

use std::time::SystemTime;

use vitrine_shared::time::Timestamp;

/// Where the time comes from.
pub trait Clock: Send + Sync {
    /// The time now.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let since_1970 = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        let unix_ms = i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX);
        Timestamp::from_unix_ms(unix_ms).unwrap_or_else(|| chrono::DateTime::UNIX_EPOCH.into())
    }
}
