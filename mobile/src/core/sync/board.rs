//! Pulling the job board, whole: it is small, and what of it is new matters only as a whole.

use super::round::{Link, Stop, Verdict};
use crate::core::platform::Platform;
use crate::core::protocol::Notice;

impl<P: Platform> Link<'_, P> {
    /// Pulls the board. Where it cannot be had, the one before stays.
    pub(super) async fn pull_board(&self) -> Result<(), Stop> {
        match self.api.board().await {
            Ok(board) => {
                if self.core.store.keep_board(&board, self.core.platform.now())? {
                    self.core.notify(Notice::VisitsChanged);
                }
            }
            Err(fault) => match self.weigh(fault)? {
                // A server that has no board offers nothing.
                Verdict::Held | Verdict::Later => {}
            },
        }
        Ok(())
    }
}
