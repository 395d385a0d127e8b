//! How often somebody may try to log in or enrol.

use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::time::Duration;

use governor::clock::{Clock as _, DefaultClock};
use governor::state::keyed::HashMapStateStore;
use governor::{Quota, RateLimiter};

type Limiter<K> = RateLimiter<K, HashMapStateStore<K>, DefaultClock>;

/// More distinct keys than this, and the ones that are fresh again are forgotten.
const MANY_KEYS: usize = 10_000;

/// The limits of tries. A try counts against its address, and against the account it names whatever
/// address it comes from.
pub struct RateLimits {
    address: Limiter<IpAddr>,
    account: Limiter<String>,
}

/// Too many tries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Exceeded {
    /// How long until the next one is taken.
    pub wait: Duration,
}

impl RateLimits {
    /// A burst of 100 tries for each address (a whole team behind one router), then one every two
    /// seconds; a burst of 10 for each account, then one every 10 seconds.
    pub fn new() -> Self {
        Self::with_quotas(
            quota(100, Duration::from_secs(2)),
            quota(10, Duration::from_secs(10)),
        )
    }

    fn with_quotas(address: Quota, account: Quota) -> Self {
        Self {
            address: RateLimiter::hashmap(address),
            account: RateLimiter::hashmap(account),
        }
    }

    /// Counts a try.
    ///
    /// # Errors
    /// Says how long to wait where there were too many.
    pub fn check(&self, address: IpAddr, account: &str) -> Result<(), Exceeded> {
        count(&self.address, &address)?;
        count(&self.account, &account.trim().to_lowercase())
    }
}

impl Default for RateLimits {
    fn default() -> Self {
        Self::new()
    }
}

fn quota(burst: u32, refill: Duration) -> Quota {
    let one = Quota::per_second(NonZeroU32::MIN);
    Quota::with_period(refill)
        .unwrap_or(one)
        .allow_burst(NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN))
}

fn count<K: Hash + Eq + Clone>(limiter: &Limiter<K>, key: &K) -> Result<(), Exceeded> {
    if limiter.len() > MANY_KEYS {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|not_until| Exceeded {
        wait: not_until.wait_time_from(limiter.clock().now()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::LOCALHOST);
    const AWAY: IpAddr = IpAddr::V4(std::net::Ipv4Addr::BROADCAST);

    #[test]
    fn an_account_is_guarded_from_every_address_and_an_address_over_every_account() {
        let slow = Duration::from_secs(3600);
        let limits = RateLimits::with_quotas(quota(3, slow), quota(2, slow));
        assert_eq!(limits.check(HOME, "ana@x"), Ok(()));
        assert_eq!(limits.check(HOME, " Ana@X "), Ok(()));
        assert!(limits.check(AWAY, "ana@x").unwrap_err().wait > Duration::from_secs(1000));
        assert_eq!(limits.check(HOME, "bia@x"), Ok(()));
        assert!(limits.check(HOME, "caio@x").is_err(), "the address had its three");
        assert_eq!(limits.check(AWAY, "caio@x"), Ok(()));
    }
}
