//! Doing a visit: every step is an event that is kept before it shows.

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Position, Record, What};
use vitrine_shared::id::VisitId;
use vitrine_shared::text::Lang;

use super::Core;
use crate::core::db::VisitRow;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Reply};
use crate::core::session::Session;

impl<P: Platform> Core<P> {
    pub(super) fn check_in(&self, visit: VisitId, position: Option<Position>) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        if session.sheet().checked_in.is_some() {
            return self.sheet_reply(&row, &session);
        }
        if self.gave_back(visit)? {
            return Err(CoreError::VisitClosed);
        }
        if self.is_to_learn(&row.assignment.checklist)? {
            return Err(CoreError::TrainingNeeded);
        }
        self.record(&row, &session, What::CheckedIn, position)
    }

    pub(super) fn answer(
        &self,
        visit: VisitId,
        question: Slug,
        answer: Answer,
        comment: Option<String>,
    ) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let comment = comment.filter(|words| !words.trim().is_empty());
        let sheet = session.sheet();
        let is_open = sheet.submitted.is_none();
        if is_open
            && sheet.answers.get(&question) == Some(&answer)
            && sheet.comments.get(&question) == comment.as_ref()
        {
            return self.sheet_reply(&row, &session);
        }
        let what = What::Answered {
            question,
            answer,
            comment,
        };
        self.record(&row, &session, what, None)
    }

    pub(super) fn clear(&self, visit: VisitId, question: Slug) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let known = session.checklist().question(&question).is_some();
        if known && session.sheet().submitted.is_none() && !session.sheet().answers.contains_key(&question) {
            return self.sheet_reply(&row, &session);
        }
        self.record(&row, &session, What::Cleared { question }, None)
    }

    pub(super) fn pause(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        if session.is_paused() {
            return self.sheet_reply(&row, &session);
        }
        self.record(&row, &session, What::Paused, None)
    }

    pub(super) fn resume(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        if !session.is_paused() {
            return self.sheet_reply(&row, &session);
        }
        self.record(&row, &session, What::Resumed, None)
    }

    pub(super) fn check_out(&self, visit: VisitId, position: Option<Position>) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        if session.sheet().checked_out.is_some() {
            return self.sheet_reply(&row, &session);
        }
        self.record(&row, &session, What::CheckedOut, position)
    }

    pub(super) fn declare(&self, visit: VisitId, lang: Lang) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let statement = Digest::of(session.checklist().declaration.in_lang(lang).as_bytes());
        if session.is_declared() && session.sheet().declared == Some(statement) {
            return self.sheet_reply(&row, &session);
        }
        self.record(&row, &session, What::Declared { statement }, None)
    }

    pub(super) fn submit(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let (sheet, persona) = (session.sheet(), row.assignment.persona.as_ref());
        if sheet.submitted.is_some() {
            return self.sheet_reply(&row, &session);
        }
        if sheet.checked_in.is_none() {
            return Err(CoreError::NotCheckedIn);
        }
        if !sheet.missing(session.checklist(), persona).is_empty() {
            return Err(CoreError::Incomplete);
        }
        if !session.is_declared() {
            return Err(CoreError::NotDeclared);
        }
        let manifest = sheet.manifest(session.checklist(), persona);
        let reply = self.record(&row, &session, What::Submitted(manifest), None);
        self.control.nudge();
        reply
    }

    pub(super) fn opened(&self, visit: VisitId) -> Result<(VisitRow, Session), CoreError> {
        let row = self.store.visit(visit)?;
        let session = self.session(&row)?;
        Ok((row, session))
    }

    fn record(
        &self,
        row: &VisitRow,
        session: &Session,
        what: What,
        position: Option<Position>,
    ) -> Result<Reply, CoreError> {
        let visit = row.assignment.visit;
        let next = self.record_with(row, session, what, position, |record| {
            self.store.append(visit, record)
        })?;
        self.sheet_reply(row, &next)
    }

    /// Makes the next event, has it kept, and only then counts it.
    pub(super) fn record_with(
        &self,
        row: &VisitRow,
        session: &Session,
        what: What,
        position: Option<Position>,
        keep: impl FnOnce(&Record) -> Result<(), CoreError>,
    ) -> Result<Session, CoreError> {
        let visit = row.assignment.visit;
        let (next, record) = session.step(&row.assignment, what, position, self.clocks())?;
        if let Err(error) = keep(&record) {
            // Whether the event was kept is for storage to say.
            self.sessions.borrow_mut().remove(&visit);
            return Err(error);
        }
        self.sessions.borrow_mut().insert(visit, next.clone());
        self.control.nudge_soon();
        Ok(next)
    }
}
