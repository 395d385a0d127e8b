//! What screens show, made from what is kept.

use vitrine_shared::checklist::{Kind, Question, Visible};
use vitrine_shared::id::VisitId;

use super::corrections::{asked_anew, awaited};
use super::photos::kept;
use super::queue::photo_transfer;
use super::{Core, Sending};
use crate::core::db::{PhotoRow, VisitRow};
use crate::core::platform::Platform;
use crate::core::protocol::{
    Availability, CoreError, MissingItem, OpenVisit, PhotoCard, PhotoRequest, Progress, Reply, SheetView,
    Stage, Status, Storage, TouchpointProgress, VisitCard,
};
use crate::core::session::Session;

impl<P: Platform> Core<P> {
    pub(super) fn status(&self) -> Result<Reply, CoreError> {
        let (photo_bytes, freeable_bytes) = self.store.photo_sizes()?;
        Ok(Reply::Status(Status {
            enrolment: self.store.identity()?.map(|identity| identity.enrolment),
            sync: self.control.state(),
            synced_at: self.store.synced_at()?,
            unsent: self.unsent()?,
            storage: Storage {
                photo_bytes,
                freeable_bytes,
                set_aside: self.store.set_aside()?.into_iter().next(),
                locked: self.locked_work(),
            },
        }))
    }

    pub(super) fn list_visits(&self) -> Result<Reply, CoreError> {
        let cards = self
            .store
            .visits()?
            .iter()
            .map(|row| self.card(row))
            .collect::<Result<_, _>>()?;
        Ok(Reply::Visits(cards))
    }

    pub(super) fn open_visit(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        Ok(Reply::Visit(Box::new(OpenVisit {
            card: self.card(&row)?,
            checklist: session.checklist().clone(),
            sheet: self.sheet_view(&row, &session)?,
        })))
    }

    pub(super) fn sheet_reply(&self, row: &VisitRow, session: &Session) -> Result<Reply, CoreError> {
        Ok(Reply::Sheet(Box::new(self.sheet_view(row, session)?)))
    }

    pub(super) fn card(&self, row: &VisitRow) -> Result<VisitCard, CoreError> {
        let session = self.session(row);
        let persona = session.as_ref().ok().and_then(|session| {
            let played = row.assignment.persona.as_ref()?;
            let mut personas = session.checklist().personas.iter();
            let persona = personas.find(|persona| persona.id == *played)?;
            Some(persona.title.clone())
        });
        let (availability, stage, progress) = match session {
            Ok(session) => (
                Availability::Ready,
                stage(row, &session),
                self.tally(row, &session).1,
            ),
            Err(CoreError::ChecklistMissing) => (
                Availability::ChecklistMissing,
                unopened_stage(row),
                Progress::default(),
            ),
            Err(CoreError::UpdateNeeded) => (
                Availability::UpdateNeeded,
                unopened_stage(row),
                Progress::default(),
            ),
            Err(CoreError::Storage(_)) => (Availability::Damaged, unopened_stage(row), Progress::default()),
            Err(error) => return Err(error),
        };
        let refused_photo = self
            .store
            .photos(row.assignment.visit)?
            .into_iter()
            .find(|photo| photo.held);
        Ok(VisitCard {
            assignment: row.assignment.clone(),
            stage,
            availability,
            progress,
            received_at: row.received_at,
            trouble: if row.held {
                row.trouble
            } else {
                refused_photo.and_then(|photo| photo.trouble)
            },
            asked: self.asked(row.assignment.visit)?,
            to_learn: row.next_seq <= 1
                && row.assignment.state.is_with_evaluator()
                && self.is_to_learn(&row.assignment.checklist)?,
            persona,
        })
    }

    pub(super) fn sheet_view(&self, row: &VisitRow, session: &Session) -> Result<SheetView, CoreError> {
        let (sheet, checklist) = (session.sheet(), session.checklist());
        let persona = row.assignment.persona.as_ref();
        let shown = Visible::new(checklist, persona, &sheet.answers);
        let questions = checklist.questions().map(|(_, question)| question);
        let visible: Vec<_> = questions.filter(|question| shown.shows(&question.id)).collect();
        let request = |question: &Question| {
            let rule = question.photos.as_ref()?;
            let asked = rule.when.as_ref().is_none_or(|when| shown.holds(when));
            Some(PhotoRequest {
                question: question.id.clone(),
                min: if asked { rule.min } else { 0 },
                max: rule.max,
                kept: kept(sheet, question),
                camera_only: rule.camera_only,
            })
        };
        let rows = self.store.photos(row.assignment.visit)?;
        let (touchpoints, progress) = self.tally(row, session);
        let (arrival, departure) = session.whereabouts(&row.assignment.location);
        Ok(SheetView {
            visit: row.assignment.visit,
            stage: stage(row, session),
            events: session.head().seq,
            answers: sheet.answers.clone(),
            comments: sheet.comments.clone(),
            notes: self.store.notes(row.assignment.visit)?,
            photos: rows
                .iter()
                .filter_map(|photo| self.photo_card(photo, session))
                .collect(),
            audio: rows
                .iter()
                .filter_map(|audio| self.audio_card(audio, session))
                .collect(),
            claims: sheet.claims.values().cloned().collect(),
            visible: visible.iter().map(|question| question.id.clone()).collect(),
            photo_requests: visible.iter().filter_map(|question| request(question)).collect(),
            touchpoints,
            progress,
            missing: sheet
                .missing(checklist, persona)
                .into_iter()
                .map(|missing| MissingItem {
                    touchpoint: missing.touchpoint.clone(),
                    question: missing.question.clone(),
                    lack: missing.lack,
                })
                .collect(),
            checked_in: sheet.checked_in,
            arrival,
            checked_out: sheet.checked_out,
            departure,
            declared: session.is_declared(),
            submitted: sheet.submitted.as_ref().map(|(at, _)| *at),
            received_at: row.received_at,
            correction: self.correction(row, session, &rows),
        })
    }

    fn photo_card(&self, row: &PhotoRow, session: &Session) -> Option<PhotoCard> {
        let photo = session.sheet().photos.get(&row.photo)?;
        let transfer = photo_transfer(row, self.is_sending(Sending::Photo(row.photo)));
        Some(PhotoCard::new(photo, transfer, row.on_phone))
    }

    /// How far each touchpoint is, and the visit.
    fn tally(&self, row: &VisitRow, session: &Session) -> (Vec<TouchpointProgress>, Progress) {
        let (sheet, checklist) = (session.sheet(), session.checklist());
        let persona = row.assignment.persona.as_ref();
        let shown = Visible::new(checklist, persona, &sheet.answers);
        let missing = sheet.missing(checklist, persona);
        let mut sum = Progress::default();
        let mut touchpoints = Vec::with_capacity(checklist.touchpoints.len());
        for touchpoint in &checklist.touchpoints {
            let mut progress = Progress::default();
            for question in touchpoint
                .questions
                .iter()
                .filter(|question| shown.shows(&question.id))
            {
                let lacks = missing.iter().any(|missing| *missing.question == question.id);
                let done = match question.kind {
                    Kind::Note => continue,
                    _ if checklist.goes_without_saying(question) => continue,
                    Kind::Photo => kept(sheet, question) > 0,
                    _ => sheet.answers.contains_key(&question.id),
                };
                progress.shown += 1;
                progress.done += u32::from(done && !lacks);
                progress.missing += u32::from(lacks);
            }
            sum.shown += progress.shown;
            sum.done += progress.done;
            sum.missing += progress.missing;
            touchpoints.push(TouchpointProgress {
                touchpoint: touchpoint.id.clone(),
                progress,
            });
        }
        (touchpoints, sum)
    }
}

fn stage(row: &VisitRow, session: &Session) -> Stage {
    match session.stage() {
        Stage::Submitted if awaited(row, session.sheet()).is_some() => Stage::Returned,
        Stage::Submitted if row.received_at.is_some() => Stage::Received,
        Stage::Submitted => Stage::Submitted,
        Stage::GivenBack => Stage::GivenBack,
        _ if !row.assignment.state.is_with_evaluator() => Stage::TakenAway,
        Stage::Correcting if asked_anew(row, session.sheet()) => Stage::Returned,
        Stage::Correcting => Stage::Correcting,
        // A returned visit was handed in, but not from this phone.
        _ if row.assignment.open_return().is_some() => Stage::Elsewhere,
        stage => stage,
    }
}

/// The stage of a visit whose checklist cannot be read: nothing was done of it.
fn unopened_stage(row: &VisitRow) -> Stage {
    if row.assignment.open_return().is_some() {
        Stage::Elsewhere
    } else if row.assignment.state.is_with_evaluator() {
        Stage::ToDo
    } else {
        Stage::TakenAway
    }
}
