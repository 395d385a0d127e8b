//! Taking on a visit and giving it back.

use vitrine_shared::event::What;
use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Ask, MAX_REASON_CHARS};

use super::Core;
use crate::core::platform::Platform;
use crate::core::protocol::{AskedWhat, CoreError, DayCommand, Reply};

impl<P: Platform> Core<P> {
    pub(super) fn day(&self, command: DayCommand) -> Result<Reply, CoreError> {
        match command {
            DayCommand::Accept { visit } => self.accept(visit),
            DayCommand::GiveBack { visit, reason } => self.give_back(visit, &reason),
            DayCommand::Board => self.board(),
            // Done beside other commands, before it comes here.
            DayCommand::Claim { .. } => Ok(Reply::Done),
            DayCommand::Drop { request } => self.drop_request(request),
        }
    }

    fn accept(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let row = self.store.visit(visit)?;
        let asked = self.asked(visit)?.filter(|asked| asked.refused.is_none());
        match (row.assignment.state, asked.map(|asked| asked.what)) {
            // Begun is accepted, and so is what was asked before.
            (VisitState::Accepted | VisitState::InProgress, None)
            | (_, Some(AskedWhat::Accept | AskedWhat::Claim)) => Ok(Reply::Done),
            (VisitState::Assigned, None) => {
                self.ask(Ask::Accept { visit })?;
                Ok(Reply::Done)
            }
            _ => Err(CoreError::VisitClosed),
        }
    }

    fn give_back(&self, visit: VisitId, reason: &str) -> Result<Reply, CoreError> {
        let reason = reason.trim().to_owned();
        if reason.is_empty() || reason.chars().count() > MAX_REASON_CHARS {
            return Err(CoreError::ReasonMissing);
        }
        let row = self.store.visit(visit)?;
        if self.gave_back(visit)? {
            return Ok(Reply::Done);
        }
        if row.last_seq > 0 {
            // Behind what was done of it: the server would take nothing that comes after it.
            let session = self.session(&row)?;
            self.record_with(&row, &session, What::Released { reason }, None, |record| {
                self.store.append(visit, record)
            })?;
            self.control.nudge();
            return Ok(Reply::Done);
        }
        let accepted = self
            .asked(visit)?
            .is_some_and(|asked| asked.what == AskedWhat::Accept && asked.refused.is_none());
        self.ask(match row.assignment.state {
            VisitState::Assigned if !accepted => Ask::Decline { visit, reason },
            state if state.is_with_evaluator() => Ask::Release { visit, reason },
            _ => return Err(CoreError::VisitClosed),
        })?;
        Ok(Reply::Done)
    }
}
