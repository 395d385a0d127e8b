//! No visit without the training: who may begin one, and who may be given one.
//!
//! Taking in events asks this once for each visit that begins, so the answers that hold stay in
//! memory: a certificate is never taken back, and whether a checklist has a training is looked up
//! anew every few seconds.

use std::collections::{HashMap, HashSet};
use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use vitrine_shared::digest::Digest;
use vitrine_shared::id::{AgencyId, UserId};

use crate::app::App;
use crate::services::Outcome;
use crate::storage::Scope;
use crate::storage::training::Admission;

/// How long a training that was published on another replica takes to be noticed here.
const KEPT: Duration = Duration::from_secs(5);
const AT_MOST: usize = 65_536;

/// What is known of checklists with training and of those who passed it.
#[derive(Default)]
pub struct Gate {
    /// Checklists that had no training when they were looked at.
    free: RwLock<HashMap<(AgencyId, Digest), Instant>>,
    certified: RwLock<HashSet<(UserId, Digest)>>,
}

impl Gate {
    fn is_free(&self, agency: AgencyId, checklist: &Digest) -> bool {
        let free = self.free.read().unwrap_or_else(PoisonError::into_inner);
        free.get(&(agency, *checklist))
            .is_some_and(|since| since.elapsed() < KEPT)
    }

    fn keep_free(&self, agency: AgencyId, checklist: Digest) {
        let mut free = self.free.write().unwrap_or_else(PoisonError::into_inner);
        if free.len() >= AT_MOST {
            free.clear();
        }
        free.insert((agency, checklist), Instant::now());
    }

    fn is_certified(&self, user: UserId, checklist: &Digest) -> bool {
        let certified = self.certified.read().unwrap_or_else(PoisonError::into_inner);
        certified.contains(&(user, *checklist))
    }

    fn keep_certified(&self, user: UserId, checklist: Digest) {
        let mut certified = self.certified.write().unwrap_or_else(PoisonError::into_inner);
        if certified.len() >= AT_MOST {
            certified.clear();
        }
        certified.insert((user, checklist));
    }

    /// A training was published: what had none is looked at anew.
    pub(super) fn forget_trainings(&self, agency: AgencyId) {
        let mut free = self.free.write().unwrap_or_else(PoisonError::into_inner);
        free.retain(|(of, _), _| *of != agency);
    }
}

/// Whether visits by this checklist are open to the person: it has no training, or they passed it.
/// An evaluator asks for themselves, staff for anybody.
///
/// # Errors
/// Not for the caller's role.
pub async fn is_open(app: &App, scope: &Scope, user: UserId, checklist: &Digest) -> Outcome<bool> {
    let gate = app.gate();
    if gate.is_free(scope.agency(), checklist) || gate.is_certified(user, checklist) {
        return Ok(true);
    }
    match app.store().admission(scope, user, checklist).await? {
        Admission::Free => gate.keep_free(scope.agency(), *checklist),
        Admission::Certified => gate.keep_certified(user, *checklist),
        Admission::Lacking => return Ok(false),
    }
    Ok(true)
}
