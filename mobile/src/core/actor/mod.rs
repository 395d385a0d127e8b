//! The actor: takes commands one by one, keeps what they change, and tells what happened.
//!
//! A command that needs no network and no picture is done before the next one is looked at.
//! The others ([`Work::Later`]) leave the actor free while they wait.

mod audio;
mod board;
mod corrections;
mod day;
mod enrol;
mod expenses;
mod notes;
mod photos;
mod practice;
mod queue;
mod record;
mod requests;
mod rescue;
mod training;
mod views;
mod visits;

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use vitrine_shared::digest::Digest;
use vitrine_shared::id::{PhotoId, VisitId};

use self::practice::Practice;
use super::db::{Identity, Store, VisitRow};
use super::platform::Platform;
use super::protocol::{Command, CoreError, DayCommand, MediaCommand, Notice, Reply, SyncState};
use super::session::{Clocks, Session};
use super::sync::Control;
use photos::Place;

/// The core of one phone.
pub struct Core<P> {
    pub(super) platform: Rc<P>,
    pub(super) store: Store,
    pub(super) control: Control,
    sessions: RefCell<HashMap<VisitId, Session>>,
    /// What is on its way at this moment.
    sending: Cell<Option<Sending>>,
    /// Whether the person said that photos may be sent on the network of now.
    photos_said: Cell<bool>,
    notify: Box<dyn Fn(Notice)>,
    practice: RefCell<Option<Practice<P>>>,
    /// Whether pictures of guidelines may be lacking, or here in vain.
    pub(super) guides_due: Cell<bool>,
}

/// What is on its way at this moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sending {
    Events(VisitId),
    Photo(PhotoId),
}

/// A command that was taken.
#[allow(clippy::large_enum_variant, reason = "one at a time, taken apart at once")]
pub enum Work {
    /// It is done.
    Done(Box<Result<Reply, CoreError>>),
    /// It goes on beside other commands.
    Later(Pin<Box<dyn Future<Output = Result<Reply, CoreError>>>>),
}

impl<P: Platform> Core<P> {
    /// The core over this storage; `notify` is told what happens by itself.
    pub fn new(platform: P, store: Store, notify: impl Fn(Notice) + 'static) -> Rc<Self> {
        Rc::new(Self::sharing(Rc::new(platform), store, notify))
    }

    fn sharing(platform: Rc<P>, store: Store, notify: impl Fn(Notice) + 'static) -> Self {
        Self {
            platform,
            store,
            control: Control::default(),
            sessions: RefCell::default(),
            sending: Cell::default(),
            photos_said: Cell::default(),
            notify: Box::new(notify),
            practice: RefCell::new(None),
            guides_due: Cell::new(true),
        }
    }

    /// Takes a command.
    pub fn handle(self: &Rc<Self>, command: Command) -> Work {
        if let Some(practice) = self.practising(&command) {
            return practice.handle(command);
        }
        let core = Rc::clone(self);
        let done = match command {
            Command::Enrol { server, code, label } => {
                return Work::Later(Box::pin(async move { core.enrol(&server, &code, label).await }));
            }
            Command::Day(DayCommand::Claim { visit }) => {
                return Work::Later(Box::pin(async move { core.claim(visit).await }));
            }
            Command::SyncNow => return Work::Later(Box::pin(async move { core.sync_now().await })),
            Command::AddPhoto {
                visit,
                question,
                source,
                position,
                bytes,
            } => {
                let place = Place::of(question, source);
                return Work::Later(Box::pin(async move {
                    core.keep_photo(visit, place, position, bytes).await
                }));
            }
            Command::Media(MediaCommand::ReplacePhoto {
                visit,
                photo,
                with,
                position,
                bytes,
            }) => {
                return Work::Later(Box::pin(async move {
                    let place = core.place_of(visit, photo, with)?;
                    core.keep_photo(visit, place, position, bytes).await
                }));
            }
            Command::Media(MediaCommand::AddPhotoFromElsewhere {
                visit,
                question,
                reason,
                position,
                bytes,
            }) => {
                let place = Place::elsewhere(question, reason);
                return Work::Later(Box::pin(async move {
                    core.keep_photo(visit, place, position, bytes).await
                }));
            }
            Command::Media(MediaCommand::AddAudio {
                visit,
                question,
                duration_ms,
                position,
                bytes,
            }) => self.add_audio(visit, question, duration_ms, position, bytes.0),
            Command::Media(MediaCommand::DiscardAudio { visit, audio }) => self.discard_audio(visit, audio),
            Command::Media(MediaCommand::Audio { audio }) => self.audio(audio),
            Command::Status => self.status(),
            Command::ListVisits => self.list_visits(),
            Command::OpenVisit { visit } => self.open_visit(visit),
            Command::CheckIn { visit, position } => self.check_in(visit, position),
            Command::Answer {
                visit,
                question,
                answer,
                comment,
            } => self.answer(visit, question, answer, comment),
            Command::Clear { visit, question } => self.clear(visit, question),
            Command::KeepNote {
                visit,
                question,
                words,
            } => self.keep_note(visit, &question, &words),
            Command::DiscardPhoto { visit, photo } => self.discard_photo(visit, photo),
            Command::Photo { photo, size } => self.photo(photo, size),
            Command::Guide { sha256 } => self.guide(&sha256),
            Command::Pause { visit } => self.pause(visit),
            Command::Resume { visit } => self.resume(visit),
            Command::CheckOut { visit, position } => self.check_out(visit, position),
            Command::Declare { visit, lang } => self.declare(visit, lang),
            Command::Submit { visit } => self.submit(visit),
            Command::Day(command) => self.day(command),
            Command::Training(command) => self.training(command),
            Command::Returned(command) => self.returned(command),
            Command::Record(command) => self.record_of_own(command),
            Command::Money(command) => self.money(command),
            Command::Queue => self.queue(),
            Command::RetryNow => self.retry_now(),
            Command::FreeSpace => self.free_space(),
            Command::Rescue(command) => self.rescue(command),
        };
        Work::Done(Box::new(done))
    }

    /// Begins a round of sync at once: the device says that there is a network again.
    pub fn wake(&self) {
        // What was said of another network does not hold for this one.
        self.photos_said.set(false);
        self.control.nudge();
    }

    fn retry_now(&self) -> Result<Reply, CoreError> {
        self.store.release_held()?;
        if let Some(identity) = self.store.identity()? {
            self.store.disown(&identity.token, None)?;
        }
        self.control.nudge();
        self.notify(Notice::QueueChanged);
        Ok(Reply::Done)
    }

    fn free_space(&self) -> Result<Reply, CoreError> {
        let bytes = self.store.free_photos()?;
        self.store.free_notes()?;
        self.notify(Notice::QueueChanged);
        Ok(Reply::Freed { bytes })
    }

    fn guide(&self, sha256: &Digest) -> Result<Reply, CoreError> {
        let bytes = self.store.guide(sha256)?.into();
        Ok(Reply::Photo { bytes })
    }

    async fn sync_now(&self) -> Result<Reply, CoreError> {
        self.control.round_from_now().await?;
        self.status()
    }

    pub(super) fn notify(&self, notice: Notice) {
        (self.notify)(notice);
    }

    pub(super) fn set_sync(&self, state: SyncState) {
        if self.control.set_state(state) {
            self.notify(Notice::Sync(state));
        }
    }

    pub(super) fn set_sending(&self, sending: Option<Sending>) {
        if self.sending.replace(sending) != sending {
            self.notify(Notice::QueueChanged);
        }
    }

    pub(super) fn identity(&self) -> Result<Identity, CoreError> {
        self.store.identity()?.ok_or(CoreError::NotEnrolled)
    }

    /// The visit in memory, read from its events where it is not there.
    pub(super) fn session(&self, row: &VisitRow) -> Result<Session, CoreError> {
        let visit = row.assignment.visit;
        if let Some(session) = self.sessions.borrow().get(&visit) {
            return Ok(session.clone());
        }
        let session = Session::replay(
            self.store.checklist(&row.assignment.checklist.sha256)?,
            &row.assignment,
            self.identity()?.enrolment.device,
            &self.store.records(visit, 1, usize::MAX)?,
            self.clocks(),
        )?;
        let rows = self.store.photos(visit)?;
        let is_here = |photo: &PhotoId| rows.iter().any(|row| row.photo == *photo);
        if !session.sheet().photos.keys().all(is_here) {
            return Err(CoreError::Storage("damaged visit: a photo is missing".to_owned()));
        }
        self.sessions.borrow_mut().insert(visit, session.clone());
        Ok(session)
    }

    /// Forgets every visit in memory: each is read from storage when it is needed.
    pub(super) fn forget_sessions(&self) {
        self.sessions.borrow_mut().clear();
    }

    /// Forgets the visits that were not begun: a pull may have given them another checklist.
    pub(super) fn forget_unbegun(&self) {
        self.sessions
            .borrow_mut()
            .retain(|_, session| session.head().seq > 0);
    }

    fn clocks(&self) -> Clocks {
        Clocks {
            now: self.platform.now(),
            monotonic_ms: self.platform.monotonic_ms(),
        }
    }
}
