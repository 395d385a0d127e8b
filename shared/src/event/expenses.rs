//! A visit's log for those who do not pay for it.

use std::collections::BTreeSet;

use super::{Event, What};
use crate::id::PhotoId;

/// The events of a visit without whatever was spent: no claims, no photos of receipts, and hand-ins
/// that name neither. They add up to
/// [`Sheet::without_expenses`](crate::sheet::Sheet::without_expenses); the chain's hashes are not theirs.
pub fn without_expenses(events: Vec<Event>) -> Vec<Event> {
    let receipt = |event: &Event| match &event.what {
        What::PhotoTaken(photo) if photo.expense().is_some() => Some(photo.photo),
        _ => None,
    };
    let receipts: BTreeSet<PhotoId> = events.iter().filter_map(receipt).collect();
    let strip = |mut event: Event| {
        match &mut event.what {
            What::ExpenseClaimed(_) | What::ExpenseWithdrawn { .. } => return None,
            What::PhotoTaken(photo) if receipts.contains(&photo.photo) => return None,
            What::PhotoDiscarded { photo } if receipts.contains(photo) => return None,
            What::Submitted(manifest) => {
                manifest.expenses.clear();
                manifest.photos.retain(|photo| !receipts.contains(&photo.photo));
            }
            _ => {}
        }
        Some(event)
    };
    events.into_iter().filter_map(strip).collect()
}
