//! The evaluator's own record, and appeals against rejections.

use vitrine_shared::id::VisitId;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Ask, MAX_APPEAL_CHARS, MeanGrade};

use super::Core;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, OwnGrade, RecordCommand, RecordLine, RecordView, Reply, Stage};

impl<P: Platform> Core<P> {
    pub(super) fn record_of_own(&self, command: RecordCommand) -> Result<Reply, CoreError> {
        match command {
            RecordCommand::List => self.list_record(),
            RecordCommand::Appeal { visit, words } => self.appeal(visit, &words),
        }
    }

    fn list_record(&self) -> Result<Reply, CoreError> {
        let mut lines = Vec::new();
        // Handed in here, and not known to the agency yet.
        for row in self.store.visits()?.iter().filter(|row| row.last_seq > 0) {
            let known = self.store.recorded(row.assignment.visit);
            let is_known = match known {
                Ok(_) => true,
                Err(CoreError::VisitUnknown) => false,
                Err(error) => return Err(error),
            };
            if is_known {
                continue;
            }
            let stage = self.card(row)?.stage;
            if matches!(stage, Stage::Submitted | Stage::Received) {
                lines.push(RecordLine {
                    assignment: row.assignment.clone(),
                    is_sent: stage == Stage::Received,
                    asked: None,
                });
            }
        }
        for assignment in self.store.record()? {
            lines.push(RecordLine {
                asked: self.asked(assignment.visit)?,
                assignment,
                is_sent: true,
            });
        }
        lines.sort_by_key(|line| std::cmp::Reverse(line.assignment.opens_at));
        let verdicts = lines.iter().filter_map(|line| line.assignment.verdict.as_ref());
        let grade = MeanGrade::of(verdicts.map(|verdict| (verdict.at, verdict.grade_halves)));
        Ok(Reply::Record(Box::new(RecordView {
            grade: grade.map(|mean| OwnGrade {
                hundredths: mean.hundredths(),
                count: mean.count(),
            }),
            lines,
        })))
    }

    fn appeal(&self, visit: VisitId, words: &str) -> Result<Reply, CoreError> {
        let words = words.trim().to_owned();
        if words.is_empty() || words.chars().count() > MAX_APPEAL_CHARS {
            return Err(CoreError::ReasonMissing);
        }
        let assignment = self.store.recorded(visit)?;
        let rejection = assignment.rejections.last();
        let Some(rejection) = rejection.filter(|_| assignment.state == VisitState::Rejected) else {
            return Err(CoreError::VisitClosed);
        };
        let asked = self.asked(visit)?;
        if rejection.appeal.is_some() || asked.is_some_and(|asked| asked.refused.is_none()) {
            return Ok(Reply::Done);
        }
        if self.platform.now() > rejection.appeal_until {
            return Err(CoreError::AppealLate);
        }
        if let Some(asked) = asked {
            self.store.drop_request(asked.request)?;
        }
        self.ask(Ask::Appeal {
            visit,
            rejection: rejection.number,
            words,
        })?;
        Ok(Reply::Done)
    }
}
