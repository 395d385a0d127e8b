//! How the rest of the core speaks to the sync.

use std::cell::{Cell, RefCell};

use futures_channel::{mpsc, oneshot};

use crate::core::protocol::{CoreError, SyncState};

/// Where nudges arrive.
pub type Inbox = mpsc::UnboundedReceiver<Nudge>;

/// Somebody who waits for the end of a round.
pub type Waiter = oneshot::Sender<()>;

/// A reason to begin a round.
pub enum Nudge {
    /// At once.
    Now,
    /// Something changed; more may follow.
    Soon,
    /// At once, and somebody waits for its end.
    Round(Waiter),
}

impl Nudge {
    /// Who waits.
    pub fn into_waiter(self) -> Option<Waiter> {
        match self {
            Self::Round(waiter) => Some(waiter),
            Self::Now | Self::Soon => None,
        }
    }
}

/// The sync's state and its letter box.
pub struct Control {
    state: Cell<SyncState>,
    nudges: mpsc::UnboundedSender<Nudge>,
    inbox: RefCell<Option<Inbox>>,
}

impl Default for Control {
    /// Of a sync that has not begun.
    fn default() -> Self {
        let (nudges, inbox) = mpsc::unbounded();
        Self {
            state: Cell::new(SyncState::Off),
            nudges,
            inbox: RefCell::new(Some(inbox)),
        }
    }
}

impl Control {
    /// What the sync does.
    pub fn state(&self) -> SyncState {
        self.state.get()
    }

    /// Begins a round at once.
    pub fn nudge(&self) {
        self.post(Nudge::Now);
    }

    /// Begins a round soon, unless one is waited for already.
    pub fn nudge_soon(&self) {
        self.post(Nudge::Soon);
    }

    /// Begins a round at once and waits for its end. A round under way does not count: it may have
    /// passed by what was changed since.
    ///
    /// # Errors
    /// [`CoreError::Ended`] if the sync is not running.
    pub async fn round_from_now(&self) -> Result<(), CoreError> {
        let (waiter, end) = oneshot::channel();
        self.post(Nudge::Round(waiter));
        end.await.map_err(|_| CoreError::Ended)
    }

    /// The letter box, for the one sync that reads it.
    pub fn take_inbox(&self) -> Option<Inbox> {
        self.inbox.take()
    }

    /// Sets what the sync does; answers whether that is new.
    pub fn set_state(&self, state: SyncState) -> bool {
        self.state.replace(state) != state
    }

    fn post(&self, nudge: Nudge) {
        // After the sync has ended there is nothing to begin.
        let _ended = self.nudges.unbounded_send(nudge);
    }
}
