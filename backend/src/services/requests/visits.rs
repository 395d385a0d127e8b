//! Giving a visit back, and appealing against a rejection: both take words that somebody can read.

use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{MAX_APPEAL_CHARS, MAX_REASON_CHARS};

use crate::storage::requests::Deed;

/// A visit is given back with a reason that somebody can read.
pub(super) fn give_back(visit: VisitId, reason: &str) -> Deed {
    let reason = reason.trim();
    if reason.is_empty() || reason.chars().count() > MAX_REASON_CHARS {
        return Deed::Refuse(Code::Invalid);
    }
    Deed::GiveBack {
        visit,
        reason: reason.to_owned(),
    }
}

/// What speaks against a rejection is said in words.
pub(super) fn appeal(visit: VisitId, rejection: u32, words: &str) -> Deed {
    let words = words.trim();
    if words.is_empty() || words.chars().count() > MAX_APPEAL_CHARS {
        return Deed::Refuse(Code::Invalid);
    }
    Deed::Appeal {
        visit,
        rejection,
        words: words.to_owned(),
    }
}
