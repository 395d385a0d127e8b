//! The dry run: a visit that is done by a core of its own, over a database in memory.
//!
//! Everything of a visit works, because it is the same code; nothing of it can get out, because that
//! core has no sync and its database no file. The copy has an id that no other visit has, and the
//! commands that name it go there.

use std::rc::Rc;

use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Assignment, EnrolReply, SyncReply};

use super::Core;
use crate::core::db::{Attempt, Store, VisitRow};
use crate::core::platform::Platform;
use crate::core::protocol::{Command, CoreError, MediaCommand, PhotoSize, Reply};

/// A dry run under way.
pub(super) struct Practice<P> {
    visit: VisitId,
    core: Rc<Core<P>>,
}

impl<P: Platform> Core<P> {
    /// Begins a dry run of a visit on this phone, whatever its state.
    pub(super) fn practise(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let row = self.store.visit(visit)?;
        let copy = self.copy_of(&row)?;
        let store = self.practice_store(&copy)?;
        let core = Self::sharing(Rc::clone(&self.platform), store, |_| {});
        let visit = copy.visit;
        self.practice.replace(Some(Practice {
            visit,
            core: Rc::new(core),
        }));
        Ok(Reply::Practice { visit })
    }

    /// Forgets the dry run, if there is one.
    pub(super) fn end_practice(&self) {
        self.practice.replace(None);
    }

    /// The core of the dry run, where the command is for it.
    pub(super) fn practising(&self, command: &Command) -> Option<Rc<Self>> {
        let practice = self.practice.borrow();
        let Practice { visit, core } = practice.as_ref()?;
        let is_for_it = match command {
            Command::Photo { photo: file, .. } | Command::Media(MediaCommand::Audio { audio: file }) => {
                core.store.photo_file(*file, PhotoSize::Thumb).is_ok()
            }
            other => other.visit() == Some(*visit),
        };
        is_for_it.then(|| Rc::clone(core))
    }

    fn copy_of(&self, row: &VisitRow) -> Result<Assignment, CoreError> {
        let mut random = [0; 10];
        self.platform.fill_random(&mut random)?;
        Ok(Assignment {
            visit: VisitId::new(self.platform.now(), random),
            state: VisitState::Accepted,
            ..row.assignment.clone()
        })
    }

    /// A database in memory with nothing in it but this visit, its checklist, and who the phone is,
    /// without the token and the key: what is practised could not be sent even by mistake.
    fn practice_store(&self, visit: &Assignment) -> Result<Store, CoreError> {
        let sha256 = visit.checklist.sha256;
        let checklist = self.store.checklist_bytes(&sha256)?;
        let who = self.identity()?;
        let (_, key) = self.new_device()?;
        let store = Store::in_memory()?;
        let attempt = Attempt {
            server: who.enrolment.server,
            code_sha256: Digest::of(&[]),
            device: who.enrolment.device,
            key,
        };
        let reply = EnrolReply {
            token: String::new(),
            evaluator: who.enrolment.evaluator,
            evaluator_name: who.enrolment.evaluator_name,
            agency_name: who.enrolment.agency_name,
            lang: who.enrolment.lang,
            server_key: who.server_key,
        };
        store.enrol(&attempt, &reply)?;
        store.keep_checklist(&sha256, &checklist)?;
        store.keep_pull(&SyncReply {
            cursor: 0,
            more: false,
            server_time: self.platform.now(),
            assignments: vec![visit.clone()],
            courses: Vec::new(),
        })?;
        Ok(store)
    }
}
