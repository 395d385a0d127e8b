//! The visit that is open: its card, its checklist, its answers as they are saved.

use std::collections::BTreeMap;
use std::rc::Rc;

use dioxus::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::id::VisitId;
use vitrine_shared::sheet::MAX_UNASKED_PHOTOS;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::Phone;
use super::edits::{Draft, Edit};
use super::notes::Jot;
use crate::core::protocol::{Command, CoreError, PhotoRequest, Reply, SheetView, Stage, VisitCard};
use crate::ui::platform::{self, NoFix};

/// Handles to the open visit.
#[derive(Clone, Copy, PartialEq)]
pub struct Desk {
    pub(super) visit: Signal<Option<VisitId>>,
    /// The visit in the list.
    pub card: Signal<Option<VisitCard>>,
    /// Its checklist.
    pub checklist: Signal<Option<Rc<Checklist>>>,
    /// Its answers as they are saved.
    pub sheet: Signal<Option<SheetView>>,
    /// Why it could not be opened, or what was asked of it last could not be done.
    pub trouble: Signal<Option<CoreError>>,
    /// Whether something other than an answer is being done (checking in, handing in).
    pub is_working: Signal<bool>,
    /// Whether the phone is being asked where it is, for a check-in or a check-out.
    pub is_locating: Signal<bool>,
    /// Why the phone told no position when it was asked last.
    pub no_fix: Signal<Option<NoFix>>,
    /// Whether what the check-in found is still to be read.
    pub arrival_is_news: Signal<bool>,
    pub(super) edits: Signal<BTreeMap<Slug, Edit>>,
    pub(super) drafts: Signal<BTreeMap<Slug, Draft>>,
    pub(super) jots: Signal<BTreeMap<Slug, Jot>>,
    pub(super) ticket: Signal<u64>,
}

impl Desk {
    pub(super) fn new() -> Self {
        Self {
            visit: Signal::new(None),
            card: Signal::new(None),
            checklist: Signal::new(None),
            sheet: Signal::new(None),
            trouble: Signal::new(None),
            is_working: Signal::new(false),
            is_locating: Signal::new(false),
            no_fix: Signal::new(None),
            arrival_is_news: Signal::new(false),
            edits: Signal::new(BTreeMap::new()),
            drafts: Signal::new(BTreeMap::new()),
            jots: Signal::new(BTreeMap::new()),
            ticket: Signal::new(0),
        }
    }

    /// Whether this visit is the open one and has come.
    pub fn has(&self, visit: VisitId) -> bool {
        self.sheet
            .read()
            .as_ref()
            .is_some_and(|sheet| sheet.visit == visit)
    }

    /// The answer as the person gave it last, saved or not yet.
    pub fn answer(&self, question: &Slug) -> Option<Answer> {
        if let Some(edit) = self.edits.read().get(question) {
            return edit.answer.clone();
        }
        self.sheet.read().as_ref()?.answers.get(question).cloned()
    }

    /// The words beside an answer, saved or not yet.
    pub fn comment(&self, question: &Slug) -> Option<String> {
        if let Some(edit) = self.edits.read().get(question) {
            return edit.comment.clone();
        }
        self.sheet.read().as_ref()?.comments.get(question).cloned()
    }

    /// The photos that a question asks for.
    pub fn photo_request(&self, question: &Slug) -> Option<PhotoRequest> {
        let sheet = self.sheet.read();
        let mut requests = sheet.as_ref()?.photo_requests.iter();
        requests.find(|request| request.question == *question).cloned()
    }

    /// The room for photos of a question that asks for none.
    pub fn unasked_photos(&self, question: &Slug) -> PhotoRequest {
        let sheet = self.sheet.read();
        let photos = sheet
            .as_ref()
            .map(|sheet| sheet.photos.as_slice())
            .unwrap_or_default();
        let kept = photos.iter().filter(|photo| photo.question == *question).count();
        PhotoRequest {
            question: question.clone(),
            min: 0,
            max: MAX_UNASKED_PHOTOS,
            kept: u32::try_from(kept).unwrap_or(u32::MAX),
            camera_only: false,
        }
    }

    /// The shown questions before and after this one.
    pub fn neighbours(&self, question: &Slug) -> (Option<Slug>, Option<Slug>) {
        let visible = self.pages();
        let Some(at) = visible.iter().position(|id| id == question) else {
            return (None, visible.first().cloned());
        };
        let before = at.checked_sub(1).and_then(|before| visible.get(before));
        (before.cloned(), visible.get(at + 1).cloned())
    }

    /// Where the visit goes on: the first question that stands in the way of handing in, else the first.
    pub fn next_question(&self) -> Option<Slug> {
        let sheet = self.sheet.read();
        let sheet = sheet.as_ref()?;
        let missing = sheet.missing.first().map(|item| item.question.clone());
        missing
            .or_else(|| self.next_asked())
            .or_else(|| sheet.visible.first().cloned())
    }

    /// When the evaluator left the place of the open visit.
    pub fn left_at(&self) -> Option<Timestamp> {
        self.sheet.read().as_ref()?.checked_out
    }

    /// How far the evaluator is with the open visit.
    pub fn stage(&self) -> Option<Stage> {
        self.sheet.read().as_ref().map(|sheet| sheet.stage)
    }

    /// Whether a visit is open that takes answers: nothing may disturb it.
    pub fn is_busy(&self) -> bool {
        let is_open = matches!(
            self.stage(),
            Some(Stage::InProgress | Stage::CheckedOut | Stage::Correcting)
        );
        is_open || self.is_saving()
    }
}

impl Phone {
    /// Opens a visit; what was open before is closed.
    pub fn open_visit(mut self, visit: VisitId) {
        if *self.desk.visit.peek() != Some(visit) {
            self.close_visit();
            self.desk.visit.set(Some(visit));
        }
        self.refresh_visit(visit);
    }

    /// Closes the open visit; what is half-typed is saved.
    pub fn close_visit(mut self) {
        self.save_drafts();
        let closing = *self.desk.visit.peek();
        self.end_practice_of(closing);
        self.drop_guides();
        self.desk.visit.set(None);
        self.desk.card.set(None);
        self.desk.checklist.set(None);
        self.desk.sheet.set(None);
        self.desk.trouble.set(None);
        self.desk.no_fix.set(None);
        self.desk.arrival_is_news.set(false);
        self.desk.edits.write().clear();
        self.desk.jots.write().clear();
    }

    /// Asks for the open visit again; for another one there is nothing to do.
    pub fn refresh_visit(self, visit: VisitId) {
        if *self.desk.visit.peek() != Some(visit) {
            return;
        }
        self.send(Command::OpenVisit { visit }, move |mut phone, reply| {
            if *phone.desk.visit.peek() != Some(visit) {
                return;
            }
            match reply {
                Ok(Reply::Visit(open)) => {
                    phone.desk.trouble.set(None);
                    phone.desk.card.set(Some(open.card));
                    phone.desk.checklist.set(Some(Rc::new(open.checklist)));
                    phone.take_sheet(open.sheet);
                }
                Ok(_) => {}
                Err(error) => phone.desk.trouble.set(Some(error)),
            }
        });
    }

    /// Begins the visit with the phone's position, or without it where there is none in time;
    /// `then` hears of the first question once the visit has begun.
    pub fn check_in(mut self, visit: VisitId, then: impl FnOnce(Slug) + 'static) {
        self.desk.is_working.set(true);
        self.with_position(move |phone, position| {
            phone.send(Command::CheckIn { visit, position }, move |mut phone, reply| {
                phone.desk.arrival_is_news.set(reply.is_ok());
                phone.acted(reply);
                if let Some(question) = phone.desk.next_question().filter(|_| phone.desk.has(visit)) {
                    then(question);
                }
            });
        });
    }

    /// Marks that the evaluator left the place.
    pub fn check_out(mut self, visit: VisitId) {
        self.desk.is_working.set(true);
        self.with_position(move |phone, position| phone.act(Command::CheckOut { visit, position }));
    }

    /// Puts the visit aside.
    pub fn pause(self, visit: VisitId) {
        self.save_drafts();
        self.act(Command::Pause { visit });
    }

    /// Takes the visit up again, where it was put aside.
    pub fn resume(self, visit: VisitId) {
        if self.desk.stage() == Some(Stage::Paused) {
            self.act(Command::Resume { visit });
        }
    }

    /// Signs the statement and hands the visit in.
    pub fn hand_in(self, visit: VisitId, lang: Lang) {
        self.save_drafts();
        let mut working = self.desk.is_working;
        working.set(true);
        self.send(
            Command::Declare { visit, lang },
            move |phone, reply| match reply {
                Ok(Reply::Sheet(sheet)) => {
                    phone.take_sheet(*sheet);
                    phone.act(Command::Submit { visit });
                }
                Ok(_) => phone.done(None),
                Err(error) => phone.done(Some(error)),
            },
        );
    }

    pub(super) fn act(mut self, command: Command) {
        self.desk.is_working.set(true);
        self.send(command, Self::acted);
    }

    pub(super) fn acted(self, reply: Result<Reply, CoreError>) {
        self.done(self.take_reply(reply).err());
    }

    fn done(mut self, trouble: Option<CoreError>) {
        self.desk.is_working.set(false);
        self.desk.trouble.set(trouble);
        self.refresh_visits();
        self.refresh_status();
        let visit = *self.desk.visit.peek();
        if let Some(visit) = visit {
            self.refresh_visit(visit);
        }
    }

    /// Takes over the sheet that a change of the open visit gives back.
    pub(super) fn take_reply(self, reply: Result<Reply, CoreError>) -> Result<(), CoreError> {
        if let Reply::Sheet(sheet) = reply? {
            self.take_sheet(*sheet);
        }
        Ok(())
    }

    /// Takes a newer sheet of the open visit over.
    pub(super) fn take_sheet(mut self, sheet: SheetView) {
        if *self.desk.visit.peek() != Some(sheet.visit) {
            return;
        }
        let is_older = self
            .desk
            .sheet
            .peek()
            .as_ref()
            .is_some_and(|known| known.visit == sheet.visit && known.events > sheet.events);
        if !is_older {
            self.desk.sheet.set(Some(sheet));
        }
    }

    fn with_position(mut self, then: impl FnOnce(Self, Option<vitrine_shared::event::Position>) + 'static) {
        self.desk.is_locating.set(true);
        dioxus::core::spawn_forever(async move {
            let found = platform::position(platform::POSITION_TIMEOUT_MS).await;
            self.desk.is_locating.set(false);
            self.desk.no_fix.set(found.err());
            self.album.keep_position(found.ok());
            then(self, found.ok());
        });
    }
}
