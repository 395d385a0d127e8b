//! Voice memos: the one being recorded, and those that are played.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{MediaId, VisitId};

use super::Phone;
use crate::core::protocol::{AudioCard, Blob, Command, CoreError, MediaCommand, Reply};
use crate::ui::platform::{self, Recorded};

/// The memo that is being recorded, and what became of the last one.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Recorder {
    /// Nothing is recorded.
    #[default]
    Idle,
    /// A memo is being recorded.
    Running {
        /// The visit.
        visit: VisitId,
        /// The question it belongs to.
        question: Slug,
        /// For how long, in milliseconds.
        ms: u64,
    },
    /// It is being saved.
    Saving {
        /// The question it belongs to.
        question: Slug,
    },
    /// It was not recorded or not saved.
    Failed {
        /// The question it belongs to.
        question: Slug,
        /// Why.
        why: NoMemo,
    },
}

/// Why there is no memo.
#[derive(Clone, Debug, PartialEq)]
pub enum NoMemo {
    /// The phone does not let the app use its microphone.
    Refused,
    /// The phone gives the app no microphone.
    Missing,
    /// It could not be saved.
    Unsaved(CoreError),
}

impl Phone {
    /// Records a memo until it is stopped or thrown away. It goes on when its screen is left, and is
    /// saved when the app is put out of sight.
    pub fn record_memo(mut self, visit: VisitId, question: Slug) {
        self.album.recorder.set(Recorder::Running {
            visit,
            question: question.clone(),
            ms: 0,
        });
        spawn_forever(async move {
            let recorder = self.album.recorder;
            let recorded = platform::record(move |now_ms| {
                let mut recorder = recorder;
                if let Recorder::Running { ms, .. } = &mut *recorder.write() {
                    *ms = now_ms;
                }
            })
            .await;
            match recorded {
                Recorded::Memo { bytes, duration_ms } => self.save_memo(visit, question, duration_ms, bytes),
                Recorded::Dropped => self.album.recorder.set(Recorder::Idle),
                Recorded::Impossible { is_refused } => {
                    let why = if is_refused {
                        NoMemo::Refused
                    } else {
                        NoMemo::Missing
                    };
                    self.album.recorder.set(Recorder::Failed { question, why });
                }
            }
        });
    }

    fn save_memo(mut self, visit: VisitId, question: Slug, duration_ms: u64, bytes: Vec<u8>) {
        self.album.recorder.set(Recorder::Saving {
            question: question.clone(),
        });
        let command = Command::Media(MediaCommand::AddAudio {
            visit,
            question: question.clone(),
            duration_ms,
            position: self.album.recent_position(),
            bytes: Blob(bytes),
        });
        self.send(command, move |mut phone, reply| match phone.take_reply(reply) {
            Ok(()) => phone.album.recorder.set(Recorder::Idle),
            Err(error) => {
                let why = NoMemo::Unsaved(error);
                phone.album.recorder.set(Recorder::Failed { question, why });
            }
        });
    }

    /// Throws a memo away.
    pub fn discard_memo(self, visit: VisitId, audio: MediaId) {
        let command = Command::Media(MediaCommand::DiscardAudio { visit, audio });
        self.send(command, |mut phone, reply| {
            if let Err(error) = phone.take_reply(reply) {
                phone.desk.trouble.set(Some(error));
            }
        });
    }

    /// Gives `then` the address of a memo's sound; it drops it when it is done with it.
    pub fn fetch_memo(self, memo: &AudioCard, then: impl FnOnce(Option<String>) + 'static) {
        let format = memo.format;
        let command = Command::Media(MediaCommand::Audio { audio: memo.audio });
        self.send(command, move |_, reply| match reply {
            Ok(Reply::Audio { bytes: Blob(bytes) }) => then(Some(platform::sound_url(&bytes, format))),
            _ => then(None),
        });
    }
}
