//! Pictures of guidelines: the addresses under which those that are here can be shown.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use vitrine_shared::digest::Digest;

use super::Phone;
use crate::core::protocol::{Blob, Command, Reply};
use crate::ui::platform;

/// A picture as far as it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Guide {
    /// It was asked for.
    Asked,
    /// It is not on this phone yet.
    Missing,
    /// It can be shown from this address.
    Here(String),
}

/// Handles to the pictures of guidelines that were asked for since a visit was opened.
#[derive(Clone, Copy, PartialEq)]
pub struct Guides(Signal<BTreeMap<Digest, Guide>>);

impl Guides {
    pub(super) fn new() -> Self {
        Self(Signal::new(BTreeMap::new()))
    }

    /// A picture as far as it is known.
    pub fn get(&self, sha256: &Digest) -> Guide {
        self.0.read().get(sha256).cloned().unwrap_or(Guide::Asked)
    }
}

impl Phone {
    /// Asks for a picture once.
    pub fn fetch_guide(mut self, sha256: Digest) {
        if self.guides.0.peek().contains_key(&sha256) {
            return;
        }
        self.guides.0.write().insert(sha256, Guide::Asked);
        self.ask_guide(sha256);
    }

    /// Asks once more for those that were not here.
    pub(super) fn ask_missing_guides(self) {
        let known = self.guides.0.peek();
        let missing = known.iter().filter(|(_, guide)| **guide == Guide::Missing);
        for sha256 in missing.map(|(sha256, _)| *sha256).collect::<Vec<_>>() {
            self.ask_guide(sha256);
        }
    }

    fn ask_guide(self, sha256: Digest) {
        self.send(Command::Guide { sha256 }, move |mut phone, reply| {
            let found = match reply {
                Ok(Reply::Photo { bytes: Blob(jpeg) }) => Guide::Here(platform::picture_url(&jpeg)),
                _ => Guide::Missing,
            };
            let mut known = phone.guides.0.write();
            // The visit may have been closed meanwhile, or the same picture have come twice.
            let unwanted = match known.get_mut(&sha256) {
                None | Some(Guide::Here(_)) => Some(found),
                Some(waiting) => {
                    *waiting = found;
                    None
                }
            };
            if let Some(Guide::Here(url)) = unwanted {
                platform::drop_url(&url);
            }
        });
    }

    /// Forgets every picture: the visit was closed.
    pub(super) fn drop_guides(mut self) {
        for guide in std::mem::take(&mut *self.guides.0.write()).into_values() {
            if let Guide::Here(url) = guide {
                platform::drop_url(&url);
            }
        }
    }
}
