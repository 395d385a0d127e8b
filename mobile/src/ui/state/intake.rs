//! Photos on their way into the visit: where each belongs, and what was found wrong with it.

use std::future::Future;

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::event::{Edits, NoCamera, PhotoSource, PhotoWarning, Position};
use vitrine_shared::id::{PhotoId, VisitId};

use super::Phone;
use super::album::Adding;
use crate::core::protocol::{Blob, Command, CoreError, MediaCommand, NewPicture, Reply};

/// Where a photo belongs that is being taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Intake {
    /// The visit.
    pub visit: VisitId,
    /// The question it belongs to.
    pub question: Slug,
    /// The photo whose place it takes.
    pub replaces: Option<PhotoId>,
    /// Why the camera in the app could not take it, where only that counts.
    pub no_camera: Option<NoCamera>,
}

/// A photo that was saved with warnings, and that nobody looked at since.
#[derive(Clone, Debug, PartialEq)]
pub struct Fresh {
    /// The visit.
    pub visit: VisitId,
    /// The question it belongs to.
    pub question: Slug,
    /// The photo.
    pub photo: PhotoId,
    /// What was found wrong with it.
    pub warnings: Vec<PhotoWarning>,
}

impl Intake {
    fn command(&self, source: PhotoSource, position: Option<Position>, bytes: Vec<u8>) -> Command {
        let (visit, question, bytes) = (self.visit, self.question.clone(), Blob(bytes));
        match (self.replaces, self.no_camera) {
            (Some(photo), no_camera) => Command::Media(MediaCommand::ReplacePhoto {
                visit,
                photo,
                with: NewPicture::Retaken { source, no_camera },
                position,
                bytes,
            }),
            (None, Some(reason)) => Command::Media(MediaCommand::AddPhotoFromElsewhere {
                visit,
                question,
                reason,
                position,
                bytes,
            }),
            (None, None) => Command::AddPhoto {
                visit,
                question,
                source,
                position,
                bytes,
            },
        }
    }
}

impl Phone {
    /// Keeps a photo that `read` brings; how it goes shows in [`Album::adding`](super::Album::adding).
    pub fn add_photo(
        self,
        intake: Intake,
        source: PhotoSource,
        read: impl Future<Output = Option<Vec<u8>>> + 'static,
    ) {
        let (visit, question, replaces) = (intake.visit, intake.question.clone(), intake.replaces);
        self.take_in(visit, question, replaces, read, move |position, bytes| {
            intake.command(source, position, bytes)
        });
    }

    /// Keeps a picture that was changed by hand, in the place of what it was.
    pub fn keep_edit(
        self,
        visit: VisitId,
        question: Slug,
        photo: PhotoId,
        edits: Edits,
        read: impl Future<Output = Option<Vec<u8>>> + 'static,
    ) {
        self.take_in(visit, question, Some(photo), read, move |position, bytes| {
            Command::Media(MediaCommand::ReplacePhoto {
                visit,
                photo,
                with: NewPicture::Edited(edits),
                position,
                bytes: Blob(bytes),
            })
        });
    }

    fn take_in(
        mut self,
        visit: VisitId,
        question: Slug,
        replaces: Option<PhotoId>,
        read: impl Future<Output = Option<Vec<u8>>> + 'static,
        command: impl FnOnce(Option<Position>, Vec<u8>) -> Command + 'static,
    ) {
        let number = self.album.next_number();
        self.album.adding.write().push(Adding {
            number,
            visit,
            question: question.clone(),
            failed: None,
        });
        spawn_forever(async move {
            let Some(bytes) = read.await else {
                self.photo_failed(number, CoreError::PhotoUnreadable);
                return;
            };
            let command = command(self.album.recent_position(), bytes);
            self.send(command, move |mut phone, reply| match reply {
                Ok(Reply::PhotoAdded {
                    photo,
                    warnings,
                    sheet,
                }) => {
                    if let Some(old) = replaces {
                        phone.drop_thumb(old);
                        phone.seen_photo(old);
                    }
                    if !warnings.is_empty() {
                        phone.album.fresh.write().push(Fresh {
                            visit,
                            question,
                            photo,
                            warnings,
                        });
                    }
                    phone.take_sheet(*sheet);
                    phone.album.dismiss(number);
                }
                Ok(_) => phone.album.dismiss(number),
                Err(error) => phone.photo_failed(number, error),
            });
        });
    }

    /// A photo was looked at with its warnings.
    pub fn seen_photo(mut self, photo: PhotoId) {
        if self.album.fresh.peek().iter().any(|fresh| fresh.photo == photo) {
            self.album.fresh.write().retain(|fresh| fresh.photo != photo);
        }
    }
}
