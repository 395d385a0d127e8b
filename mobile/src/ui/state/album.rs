//! Photos: those being saved, and the addresses under which saved ones can be shown.

use std::collections::{BTreeMap, BTreeSet};

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::Position;
use vitrine_shared::id::{PhotoId, VisitId};

use super::Phone;
use super::intake::Fresh;
use super::memos::Recorder;
use crate::core::protocol::{Blob, Command, CoreError, PhotoSize, Reply};
use crate::ui::platform;

/// How long a position is good for the next photos, in milliseconds.
const POSITION_LASTS_MS: i64 = 5 * 60 * 1000;

/// How many thumbnails are kept at hand before the first are dropped.
const THUMBS_KEPT: usize = 200;

/// A photo that is not saved yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Adding {
    /// Tells it from the others.
    pub number: u64,
    /// The visit.
    pub visit: VisitId,
    /// The question it belongs to.
    pub question: Slug,
    /// Why it could not be saved; none while it is being saved.
    pub failed: Option<CoreError>,
}

/// Handles to pictures.
#[derive(Clone, Copy, PartialEq)]
pub struct Album {
    /// Photos that are not saved yet.
    pub adding: Signal<Vec<Adding>>,
    /// Photos that were saved with warnings and not looked at since, the first first.
    pub fresh: Signal<Vec<Fresh>>,
    /// The voice memo that is being recorded.
    pub recorder: Signal<Recorder>,
    thumbs: Signal<BTreeMap<PhotoId, String>>,
    asked: Signal<BTreeSet<PhotoId>>,
    numbers: Signal<u64>,
    position: Signal<Option<(i64, Position)>>,
}

impl Album {
    pub(super) fn new() -> Self {
        Self {
            adding: Signal::new(Vec::new()),
            fresh: Signal::new(Vec::new()),
            recorder: Signal::new(Recorder::Idle),
            thumbs: Signal::new(BTreeMap::new()),
            asked: Signal::new(BTreeSet::new()),
            numbers: Signal::new(0),
            position: Signal::new(None),
        }
    }

    /// The photos of a question that are not saved yet.
    pub fn adding_to(&self, visit: VisitId, question: &Slug) -> Vec<Adding> {
        let adding = self.adding.read();
        adding
            .iter()
            .filter(|photo| photo.visit == visit && photo.question == *question)
            .cloned()
            .collect()
    }

    /// Whether a photo is being saved, or a voice memo recorded or saved.
    pub fn is_busy(&self) -> bool {
        self.adding.read().iter().any(|photo| photo.failed.is_none())
            || matches!(
                *self.recorder.read(),
                Recorder::Running { .. } | Recorder::Saving { .. }
            )
    }

    /// The first photo of a question that was saved with warnings and not looked at since.
    pub fn fresh_of(&self, visit: VisitId, question: &Slug) -> Option<Fresh> {
        let fresh = self.fresh.read();
        let mut of_question = fresh
            .iter()
            .filter(|fresh| fresh.visit == visit && fresh.question == *question);
        of_question.next().cloned()
    }

    pub(super) fn next_number(mut self) -> u64 {
        let number = *self.numbers.peek() + 1;
        self.numbers.set(number);
        number
    }

    /// The address of a thumbnail that has come.
    pub fn thumb(&self, photo: PhotoId) -> Option<String> {
        self.thumbs.read().get(&photo).cloned()
    }

    /// Takes a photo that could not be saved off the screen.
    pub fn dismiss(mut self, number: u64) {
        self.adding.write().retain(|photo| photo.number != number);
    }

    pub(super) fn keep_position(mut self, position: Option<Position>) {
        if let Some(position) = position {
            self.position.set(Some((platform::now_ms(), position)));
        }
    }

    pub(super) fn recent_position(&self) -> Option<Position> {
        let (at, position) = (*self.position.peek())?;
        (platform::now_ms() - at < POSITION_LASTS_MS).then_some(position)
    }
}

impl Phone {
    /// Throws a photo away.
    pub fn discard_photo(self, visit: VisitId, photo: PhotoId) {
        self.send(
            Command::DiscardPhoto { visit, photo },
            move |mut phone, reply| match reply {
                Ok(Reply::Sheet(sheet)) => {
                    phone.take_sheet(*sheet);
                    phone.drop_thumb(photo);
                    phone.seen_photo(photo);
                }
                Ok(_) => {}
                Err(error) => phone.desk.trouble.set(Some(error)),
            },
        );
    }

    /// Asks where the phone is, for the photos to come. Nothing waits for it.
    pub fn look_around(self) {
        if self.album.recent_position().is_some() {
            return;
        }
        spawn_forever(async move {
            let position = platform::position(platform::POSITION_TIMEOUT_MS).await;
            self.album.keep_position(position.ok());
        });
    }

    /// Asks for a thumbnail once.
    pub fn fetch_thumb(mut self, photo: PhotoId) {
        if !self.album.asked.write().insert(photo) {
            return;
        }
        let command = Command::Photo {
            photo,
            size: PhotoSize::Thumb,
        };
        self.send(command, move |mut phone, reply| {
            let Ok(Reply::Photo { bytes: Blob(jpeg) }) = reply else {
                return;
            };
            let overflow = {
                let mut thumbs = phone.album.thumbs.write();
                thumbs.insert(photo, platform::picture_url(&jpeg));
                // Ids are in the order of time: the first is the oldest.
                if thumbs.len() > THUMBS_KEPT {
                    thumbs.keys().next().copied()
                } else {
                    None
                }
            };
            if let Some(oldest) = overflow {
                phone.drop_thumb(oldest);
            }
        });
    }

    pub(super) fn drop_thumb(&mut self, photo: PhotoId) {
        self.album.asked.write().remove(&photo);
        if let Some(url) = self.album.thumbs.write().remove(&photo) {
            platform::drop_url(&url);
        }
    }

    pub(super) fn photo_failed(mut self, number: u64, error: CoreError) {
        let mut adding = self.album.adding.write();
        if let Some(photo) = adding.iter_mut().find(|photo| photo.number == number) {
            photo.failed = Some(error);
        }
    }
}
