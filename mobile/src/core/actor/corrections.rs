//! Returned visits: taking one up, and what screens show of it.

use std::collections::BTreeMap;

use vitrine_shared::checklist::{Kind, Question, Slug, Visible};
use vitrine_shared::event::{Audio, Photo, What};
use vitrine_shared::id::{MediaId, PhotoId, VisitId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::wire::Return;

use super::Core;
use super::queue::photo_transfer;
use crate::core::db::{PhotoRow, VisitRow};
use crate::core::platform::Platform;
use crate::core::protocol::{Before, CoreError, Correction, PhotoCard, Reply, ReturnedCommand, Transfer};
use crate::core::session::Session;

impl<P: Platform> Core<P> {
    pub(super) fn returned(&self, command: ReturnedCommand) -> Result<Reply, CoreError> {
        match command {
            ReturnedCommand::TakeUp { visit } => self.take_up(visit),
        }
    }

    fn take_up(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let is_in_hand = session.sheet().correction().is_some();
        let asked_later = asked_anew(&row, session.sheet());
        if is_in_hand && !asked_later {
            return self.sheet_reply(&row, &session);
        }
        if session.sheet().submitted.is_none() && !is_in_hand && row.assignment.open_return().is_some() {
            return Err(CoreError::OtherPhone);
        }
        let Some(open) = awaited(&row, session.sheet()) else {
            return Err(CoreError::VisitClosed);
        };
        let what = What::Reopened {
            round: open.round,
            questions: open.asked(),
        };
        let next = self.record_with(&row, &session, what, None, |record| {
            self.store.append_reopened(visit, record)
        })?;
        // Its receipt was for what is now being changed.
        self.sheet_reply(&self.store.visit(visit)?, &next)
    }

    /// What is asked, while the visit waits for its correction or is being corrected.
    pub(super) fn correction(
        &self,
        row: &VisitRow,
        session: &Session,
        rows: &[PhotoRow],
    ) -> Option<Correction> {
        let sheet = session.sheet();
        let asked = awaited(row, sheet)?;
        let persona = row.assignment.persona.as_ref();
        let checklist = session.checklist();
        let before = sheet.correction().filter(|_| !asked_anew(row, sheet));
        let (answers, comments, photos) = match before {
            Some(before) => (&before.answers, &before.comments, &before.photos),
            None => (&sheet.answers, &sheet.comments, &sheet.photos),
        };
        let shown = Visible::new(checklist, persona, &sheet.answers);
        let questions = || {
            let all = checklist.questions().map(|(_, question)| question);
            all.filter(|question| shown.shows(&question.id) && question.kind != Kind::Note)
        };
        let open =
            |question: &&Question| before.is_some() && may_change(sheet, session, row, &question.id, photos);
        let is_changed = |question: &&Question| {
            let memos = |audio: &'_ BTreeMap<MediaId, Audio>| -> Vec<MediaId> {
                let of = audio.values().filter(|audio| audio.question == question.id);
                of.map(|audio| audio.audio).collect()
            };
            before.is_some()
                && (sheet.answers.get(&question.id) != answers.get(&question.id)
                    || sheet.comments.get(&question.id) != comments.get(&question.id)
                    || !photos_of(&sheet.photos, &question.id).eq(photos_of(photos, &question.id))
                    || before.is_some_and(|before| memos(&sheet.audio) != memos(&before.audio)))
        };
        let open: Vec<Slug> = questions()
            .filter(open)
            .map(|question| question.id.clone())
            .collect();
        let of_interest = asked.questions.iter().map(|asked| &asked.question).chain(&open);
        let before_of = |id: &Slug| Before {
            answer: answers.get(id).cloned(),
            comment: comments.get(id).cloned(),
            photos: photos_of(photos, id)
                .filter_map(|photo| photos.get(photo))
                .map(|photo| card_of(photo, rows))
                .collect(),
        };
        Some(Correction {
            round: asked.round,
            asked_at: asked.asked_at,
            due_at: asked.due_at,
            words: asked.words.clone(),
            asked: asked.questions.clone(),
            before: of_interest.map(|id| (id.clone(), before_of(id))).collect(),
            changed: questions()
                .filter(is_changed)
                .map(|question| question.id.clone())
                .collect(),
            photos_only: open
                .iter()
                .filter(|id| !sheet.may_answer(checklist, persona, id))
                .cloned()
                .collect(),
            open,
        })
    }
}

/// The return that waits for this phone's correction.
pub(super) fn awaited<'a>(row: &'a VisitRow, sheet: &Sheet) -> Option<&'a Return> {
    let returned = row.assignment.open_return()?;
    let is_corrected = sheet.round() >= returned.round;
    let was_handed_in = sheet.submitted.is_some() || sheet.correction().is_some();
    let waits = was_handed_in && (!is_corrected || sheet.correction().is_some());
    waits.then_some(returned)
}

/// Whether the agency took the return back that is being corrected here, and asked anew: what it asks
/// now is to be taken up first.
pub(super) fn asked_anew(row: &VisitRow, sheet: &Sheet) -> bool {
    let open = row.assignment.open_return();
    sheet.correction().is_some() && open.is_some_and(|open| sheet.round() < open.round)
}

/// Whether anything of the question may be changed: its answer, or its photos alone.
fn may_change(
    sheet: &Sheet,
    session: &Session,
    row: &VisitRow,
    question: &Slug,
    before: &BTreeMap<PhotoId, Photo>,
) -> bool {
    let persona = row.assignment.persona.as_ref();
    let has_new_photo = || photos_of(&sheet.photos, question).any(|photo| !before.contains_key(photo));
    sheet.may_photograph(session.checklist(), persona, question) || has_new_photo()
}

fn photos_of<'a>(
    photos: &'a BTreeMap<PhotoId, Photo>,
    question: &'a Slug,
) -> impl Iterator<Item = &'a PhotoId> {
    photos
        .iter()
        .filter(move |(_, photo)| photo.question == *question)
        .map(|(id, _)| id)
}

/// A photo that was handed in, whether or not it was replaced since.
fn card_of(photo: &Photo, rows: &[PhotoRow]) -> PhotoCard {
    let row = rows.iter().find(|row| row.photo == photo.photo);
    let transfer = row.map_or(Transfer::Sent, |row| photo_transfer(row, false));
    PhotoCard::new(photo, transfer, row.is_some_and(|row| row.on_phone))
}
