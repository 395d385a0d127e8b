//! One round of sync, and what its failures mean.

use std::cell::Cell;

use vitrine_shared::problem::{Code, Disposition};

use crate::core::actor::Core;
use crate::core::api::Api;
use crate::core::db::Identity;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, SyncState};

/// How a round ended.
#[derive(Debug)]
pub enum End {
    /// The phone is not enrolled.
    Off,
    /// Everything that can be sent was sent.
    Clean,
    /// Something is to be tried again.
    Failed {
        /// What went wrong last.
        fault: Fault,
        /// Whether anything was sent all the same.
        progress: bool,
    },
    /// The server does not know this phone.
    EnrolAgain(Code),
    /// The server needs a newer app.
    UpdateNeeded,
}

/// Why a round stops before its end.
#[derive(Debug)]
pub(super) enum Stop {
    /// There is no use in going on now.
    Fault(Fault),
    /// The server does not know this phone.
    EnrolAgain(Code),
    /// The server needs a newer app.
    UpdateNeeded,
    /// The phone's own storage failed.
    Core(CoreError),
}

impl From<CoreError> for Stop {
    fn from(error: CoreError) -> Self {
        Self::Core(error)
    }
}

/// What a failure means for the one thing that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Try it again in the next round.
    Later,
    /// Never send it again as it is: a person has to look.
    Held,
}

/// What a round works with.
pub(super) struct Link<'a, P> {
    pub(super) core: &'a Core<P>,
    pub(super) identity: &'a Identity,
    pub(super) api: Api<'a, P>,
    /// Whether anything was sent in this round.
    pub(super) progress: Cell<bool>,
    /// What went wrong last without stopping the round.
    pub(super) left: Cell<Option<Fault>>,
}

/// Does one round.
pub async fn round<P: Platform>(core: &Core<P>) -> End {
    let identity = match core.store.identity() {
        Ok(Some(identity)) => identity,
        Ok(None) => return End::Off,
        Err(error) => return storage_failed(&error, false),
    };
    if let Some(code) = identity.disowned {
        return End::EnrolAgain(code);
    }
    core.set_sync(SyncState::Running);
    let link = Link {
        core,
        identity: &identity,
        api: Api::new(
            core.platform.as_ref(),
            &identity.enrolment.server,
            Some(&identity.token),
        ),
        progress: Cell::new(false),
        left: Cell::new(None),
    };
    let outcome = link.everything().await;
    core.set_sending(None);
    let progress = link.progress.get();
    match (outcome, link.left.get()) {
        (Ok(()), None) => match core.store.set_synced_at(core.platform.now()) {
            Ok(()) => End::Clean,
            Err(error) => storage_failed(&error, progress),
        },
        (Ok(()), Some(fault)) | (Err(Stop::Fault(fault)), _) => End::Failed { fault, progress },
        (Err(Stop::UpdateNeeded), _) => End::UpdateNeeded,
        (Err(Stop::Core(error)), _) => storage_failed(&error, progress),
        (Err(Stop::EnrolAgain(code)), _) => match core.store.disown(&identity.token, Some(code)) {
            Ok(()) => End::EnrolAgain(code),
            Err(error) => storage_failed(&error, progress),
        },
    }
}

fn storage_failed(error: &CoreError, progress: bool) -> End {
    let fault = match error {
        CoreError::StorageFull => Fault::StorageFull,
        _ => Fault::Storage,
    };
    End::Failed { fault, progress }
}

impl<P: Platform> Link<'_, P> {
    /// Small things first: a short time on a network is best used for events.
    async fn everything(&self) -> Result<(), Stop> {
        self.send_requests().await?;
        self.pull().await?;
        let visits = self.core.store.visits()?;
        for row in visits.iter().filter(|row| row.last_seq > 0) {
            self.push(row.assignment.visit).await?;
        }
        self.pull_guides().await?;
        for row in visits
            .iter()
            .filter(|row| row.last_seq > 0 && row.received_at.is_none())
        {
            if self.core.photos_wait()?.is_none() {
                self.upload_photos(row.assignment.visit).await?;
            }
            self.collect_receipt(row.assignment.visit).await?;
        }
        Ok(())
    }

    /// What a failure means for the thing that was sent, where the round goes on.
    pub(super) fn weigh(&self, fault: Fault) -> Result<Verdict, Stop> {
        let verdict = match fault {
            Fault::Offline | Fault::Problem(Code::Unavailable | Code::RateLimited) => {
                return Err(Stop::Fault(fault));
            }
            Fault::ForeignReply | Fault::WrongSignature | Fault::Storage | Fault::StorageFull => {
                Verdict::Later
            }
            Fault::Problem(code) => match code.disposition() {
                Disposition::Retry => Verdict::Later,
                Disposition::Reject => Verdict::Held,
                Disposition::Reauthenticate => return Err(Stop::EnrolAgain(code)),
                Disposition::Upgrade => return Err(Stop::UpdateNeeded),
            },
        };
        if verdict == Verdict::Later {
            self.left.set(Some(fault));
        }
        Ok(verdict)
    }
}
