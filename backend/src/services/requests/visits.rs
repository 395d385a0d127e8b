//! Giving a visit back.

use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::MAX_REASON_CHARS;

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
