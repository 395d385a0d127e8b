//! Everybody who listens to what the core says by itself.

use std::sync::{Mutex, PoisonError};

use futures_channel::mpsc;
use futures_util::StreamExt;

use crate::core::protocol::Notice;

/// The listeners.
#[derive(Default)]
pub(super) struct Audience(Mutex<Vec<mpsc::UnboundedSender<Notice>>>);

impl Audience {
    /// Tells everybody who still listens.
    pub fn tell(&self, notice: Notice) {
        self.lock()
            .retain(|listener| listener.unbounded_send(notice.clone()).is_ok());
    }

    /// One more listener, from now on.
    pub fn join(&self) -> Notices {
        let (listener, notices) = mpsc::unbounded();
        self.lock().push(listener);
        Notices(notices)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<mpsc::UnboundedSender<Notice>>> {
        // A list of senders is whole at every moment.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What the core says by itself.
pub struct Notices(mpsc::UnboundedReceiver<Notice>);

impl Notices {
    /// The next notice; `None` when the core has ended.
    pub async fn next(&mut self) -> Option<Notice> {
        self.0.next().await
    }
}
