//! Whose phone this is, and what became of it: emptied by the browser, or given to another person.

use dioxus::prelude::*;

use super::Phone;
use crate::core::protocol::{Command, Reply, RescueCommand, RescueReply, Status};
use crate::ui::platform;

/// Where it is remembered, beside the database, that somebody was enrolled here.
const ENROLLED: &str = "vitrine.enrolled";

impl Phone {
    /// Whether somebody was enrolled here and the database knows nobody: its files were cleared.
    pub fn is_evicted(self) -> bool {
        let status = self.status.read();
        status.as_ref().is_some_and(|status| {
            status.enrolment.is_none()
                && status.storage.set_aside.is_none()
                && status.storage.locked == 0
                && platform::recall(ENROLLED).is_some()
        })
    }

    /// Notes that somebody is enrolled, and has the browser send later what waits.
    pub(super) fn note_custody(self, status: &Status) {
        if status.enrolment.is_some() && platform::recall(ENROLLED).is_none() {
            platform::remember(ENROLLED, "1");
        }
        let had = self
            .status
            .peek()
            .as_ref()
            .map_or(0, |status| status.unsent.visits);
        if status.unsent.visits > 0 && had == 0 {
            let words = self.words.peek();
            platform::send_later(&words.text("reminder-title"), &words.text("reminder-text"));
        }
    }

    /// Locks the work of the person who is enrolled away, so that another can enrol.
    pub fn lock_work(self) {
        self.send(Command::Rescue(RescueCommand::LockWork), |phone, reply| {
            if let Ok(Reply::Rescue(RescueReply::Restart)) = reply {
                platform::forget(ENROLLED);
                phone.restart();
            }
        });
    }

    /// Starts the app anew, with whatever database is in use now.
    pub fn restart(mut self) {
        if cfg!(target_arch = "wasm32") {
            platform::reload();
            return;
        }
        self.core.set(None);
        self.status.set(None);
        self.visits.set(None);
        self.start_again();
    }
}
