//! What a proxy saw, in numbers.

use std::collections::hash_map::DefaultHasher;
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::hash::{Hash, Hasher};

use bytes::Bytes;
use hyper::{Method, Request};

use super::fate::Fate;

/// What came by.
#[derive(Clone, Debug, Default)]
pub struct Figures {
    /// How many requests phones sent.
    pub requests: u64,
    /// What became of them.
    pub fates: BTreeMap<Fate, u64>,
    /// How many of them had been sent before, byte for byte, and could change something.
    pub repeated: u64,
    /// The bytes of the requests' bodies.
    pub bytes_up: u64,
    /// The bytes of the answers' bodies.
    pub bytes_down: u64,
    seen: HashSet<u64>,
}

impl Figures {
    /// How many requests did not simply pass.
    pub fn disturbed(&self) -> u64 {
        self.requests - self.fates.get(&Fate::Pass).copied().unwrap_or(0)
    }

    pub(super) fn count(&mut self, request: &Request<Bytes>, fate: Fate) {
        self.requests += 1;
        *self.fates.entry(fate).or_default() += 1;
        self.bytes_up += request.body().len() as u64;
        if matches!(*request.method(), Method::POST | Method::PATCH) {
            let mut hasher = DefaultHasher::new();
            (request.method(), request.uri(), request.body()).hash(&mut hasher);
            for name in ["upload-offset", "upload-metadata"] {
                request.headers().get(name).hash(&mut hasher);
            }
            self.repeated += u64::from(!self.seen.insert(hasher.finish()));
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "{} requests, {} of them disturbed, {} sent again as they were; {:.1} MB up, {:.1} MB down",
            self.requests,
            self.disturbed(),
            self.repeated,
            self.bytes_up as f64 / 1e6,
            self.bytes_down as f64 / 1e6
        )?;
        let told: Vec<_> = self
            .fates
            .iter()
            .map(|(fate, times)| format!("{times} {}", fate.name()))
            .collect();
        write!(f, "{}", told.join(", "))
    }
}
