//! The state behind the screens: signals that live as long as the app.
//!
//! Nothing here is the truth: the core's database is. Commands are sent from here and not from
//! components, because a component that goes off the screen takes its tasks with it.

mod album;
mod correction;
mod custody;
mod day;
mod desk;
mod edits;
mod expenses;
mod export;
mod guides;
mod intake;
mod memos;
mod notes;
mod record;
mod startup;
mod training;
mod veil;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::text::Lang;

pub use album::{Adding, Album};
pub use day::Day;
pub use desk::Desk;
pub use edits::Saving;
pub use export::{Packed, Packing, Source};
pub use guides::{Guide, Guides};
pub use intake::{Fresh, Intake};
pub use memos::{NoMemo, Recorder};
pub use record::Record;
use startup::Ear;
pub use startup::start;
pub use training::School;
pub use veil::{Line, Veil};

use super::link::Core;
use super::platform::{self, PageEvent};
use super::words::{self, Words};
use crate::core::protocol::{Command, CoreError, Notice, Queue, Reply, Status, VisitCard};

/// How far the app has come up.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The core opens its storage.
    Starting,
    /// Another window has the storage.
    Elsewhere,
    /// The other window was asked to leave.
    TakingOver,
    /// The core could not start.
    Failed(CoreError),
    /// Everything is there.
    Ready,
}

/// The phone as its screens see it. Copied freely: it holds only handles.
#[derive(Clone, Copy, PartialEq)]
pub struct Phone {
    /// How far the app has come up.
    pub phase: Signal<Phase>,
    /// The texts.
    pub words: Signal<Words>,
    /// Who is enrolled, and how the sync stands.
    pub status: Signal<Option<Status>>,
    /// The list of visits; none before it came.
    pub visits: Signal<Option<Vec<VisitCard>>>,
    /// What is to be sent; none before it came.
    pub queue: Signal<Option<Queue>>,
    /// The visit that is open.
    pub desk: Desk,
    /// The day: the job board, what is near.
    pub day: Day,
    /// The evaluator's own record.
    pub record: Record,
    /// What is learnt and practised.
    pub school: School,
    /// Pictures.
    pub album: Album,
    /// Pictures of guidelines.
    pub guides: Guides,
    /// What is shown discreetly.
    pub veil: Veil,
    /// Whether the device says that it has a network.
    pub online: Signal<bool>,
    /// Whether a new version waits to take over.
    pub update_waits: Signal<bool>,
    /// Whether the app can be installed from here.
    pub installable: Signal<bool>,
    core: Signal<Option<Core>>,
    ear: Signal<Option<Ear>>,
}

/// The phone that this component belongs to.
pub fn use_phone() -> Phone {
    use_context()
}

/// The texts, in the language of now.
pub fn use_words() -> Words {
    use_context::<Phone>().words.read().clone()
}

impl Phone {
    /// Makes the state; once, in the root component.
    pub fn provide() -> Self {
        use_context_provider(|| Self {
            phase: Signal::new(Phase::Starting),
            words: Signal::new(Words::of_this_phone()),
            status: Signal::new(None),
            visits: Signal::new(None),
            queue: Signal::new(None),
            desk: Desk::new(),
            day: Day::new(),
            record: Record::new(),
            school: School::new(),
            album: Album::new(),
            guides: Guides::new(),
            veil: Veil::new(),
            online: Signal::new(true),
            update_waits: Signal::new(false),
            installable: Signal::new(false),
            core: Signal::new(None),
            ear: Signal::new(None),
        })
    }

    /// Sends a command at once; `then` hears of its end, whatever is on screen by then.
    pub fn send(self, command: Command, then: impl FnOnce(Self, Result<Reply, CoreError>) + 'static) {
        // Posted now, not when the task is first run: the page may be put away in between.
        let reply = self.core.peek().as_ref().map(|core| core.call(command));
        spawn_forever(async move {
            let result = match reply {
                Some(reply) => reply.await,
                None => Err(CoreError::Ended),
            };
            then(self, result);
        });
    }

    /// Asks who is enrolled, and how the sync stands.
    pub fn refresh_status(self) {
        self.send(Command::Status, |mut phone, reply| {
            if let Ok(Reply::Status(status)) = reply {
                phone.take_status(status);
            }
        });
    }

    /// Takes a status over; before a language was chosen, the agency's word for it counts.
    pub fn take_status(&mut self, status: Status) {
        if let (None, Some(enrolment)) = (words::remembered(), &status.enrolment)
            && enrolment.lang != self.words.peek().lang()
        {
            self.words.set(Words::new(enrolment.lang));
        }
        self.note_custody(&status);
        self.status.set(Some(status));
    }

    /// Does a round of sync at once.
    pub fn sync_now(self) {
        self.send(Command::SyncNow, |mut phone, reply| {
            if let Ok(Reply::Status(status)) = reply {
                phone.take_status(status);
            }
        });
    }

    /// Asks for the list of visits.
    pub fn refresh_visits(self) {
        self.send(Command::ListVisits, |mut phone, reply| {
            if let Ok(Reply::Visits(visits)) = reply {
                phone.visits.set(Some(visits));
            }
        });
    }

    /// Asks what is to be sent.
    pub fn refresh_queue(self) {
        self.send(Command::Queue, |mut phone, reply| {
            if let Ok(Reply::Queue(queue)) = reply {
                phone.queue.set(Some(queue));
            }
        });
    }

    /// Speaks this language from now on.
    pub fn speak(mut self, lang: Lang) {
        words::remember(lang);
        self.words.set(Words::new(lang));
    }

    /// Whether a new version may take over now: one waits, and nothing is half-done.
    pub fn may_update(self) -> bool {
        *self.update_waits.read() && !self.desk.is_busy() && !self.album.is_busy()
    }

    fn hear(mut self, notice: Notice) {
        match notice {
            Notice::Sync(state) => {
                if let Some(status) = self.status.write().as_mut() {
                    status.sync = state;
                }
                self.refresh_status();
            }
            Notice::VisitsChanged => {
                self.refresh_visits();
                self.refresh_board();
                self.refresh_record();
                self.refresh_school();
                // The open visit may have been sent back, or taken away.
                let open = *self.desk.visit.peek();
                if let Some(visit) = open {
                    self.refresh_visit(visit);
                }
            }
            Notice::VisitChanged { visit } | Notice::Received { visit } => {
                self.refresh_visits();
                self.refresh_visit(visit);
            }
            Notice::GuidesChanged => self.ask_missing_guides(),
            Notice::QueueChanged => {
                self.refresh_status();
                if self.queue.peek().is_some() {
                    self.refresh_queue();
                }
            }
        }
    }

    fn witness(mut self, event: PageEvent) {
        match event {
            PageEvent::Hidden => self.save_drafts(),
            PageEvent::Online(online) => {
                self.online.set(online);
                if online && *self.phase.peek() == Phase::Ready {
                    self.sync_now();
                }
            }
            PageEvent::UpdateWaits => self.update_waits.set(true),
            PageEvent::Installable(installable) => self.installable.set(installable),
            PageEvent::StorageAsked => self.leave(),
            PageEvent::StorageLost => platform::reload(),
        }
    }

    /// Saves what is half-typed, then leaves the storage to the window that asked for it.
    fn leave(self) {
        self.save_drafts();
        spawn_forever(async move {
            const PATIENCE: u32 = 15;
            for _ in 0..PATIENCE {
                if !self.desk.is_saving() && !self.album.is_busy() {
                    break;
                }
                platform::sleep(100).await;
            }
            // The page starts anew, finds the storage taken, and says so.
            platform::reload();
        });
    }
}
