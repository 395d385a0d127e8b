//! Recording and discarding voice memos.

use vitrine_shared::checklist::{Question, Slug};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Audio, AudioFormat, Position, What};
use vitrine_shared::id::{MediaId, VisitId};
use vitrine_shared::sheet::MAX_AUDIO_OF_A_QUESTION;
use vitrine_shared::wire::{MAX_AUDIO_BYTES, MAX_AUDIO_MS};

use super::Core;
use super::queue::photo_transfer;
use crate::core::actor::Sending;
use crate::core::db::{Medium, NewMedium, PhotoRow};
use crate::core::platform::Platform;
use crate::core::protocol::{AudioCard, CoreError, PhotoSize, Reply};
use crate::core::session::Session;

impl<P: Platform> Core<P> {
    pub(super) fn add_audio(
        &self,
        visit: VisitId,
        question: Slug,
        duration_ms: u64,
        position: Option<Position>,
        bytes: Vec<u8>,
    ) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        may_record(&session, &question)?;
        let format = AudioFormat::of(&bytes).ok_or(CoreError::AudioUnreadable)?;
        if bytes.len() as u64 > MAX_AUDIO_BYTES {
            return Err(CoreError::AudioTooLarge);
        }
        let audio = Audio {
            audio: self.new_media_id()?,
            question,
            sha256: Digest::of(&bytes),
            size_bytes: bytes.len() as u64,
            // A recorder's last piece comes a little after its end.
            duration_ms: duration_ms.min(MAX_AUDIO_MS),
            format,
        };
        let file = NewMedium {
            id: audio.audio,
            question: audio.question.clone(),
            sha256: audio.sha256,
            bytes,
            medium: Medium::Audio(format),
        };
        let next = self.record_with(&row, &session, What::AudioRecorded(audio), position, |record| {
            self.store.append_medium(visit, record, &file, None)
        })?;
        self.sheet_reply(&row, &next)
    }

    pub(super) fn discard_audio(&self, visit: VisitId, audio: MediaId) -> Result<Reply, CoreError> {
        let (row, session) = self.opened(visit)?;
        let before = session.sheet().correction();
        let was_handed_in = before.is_some_and(|before| before.audio.contains_key(&audio));
        let next = self.record_with(&row, &session, What::AudioDiscarded { audio }, None, |record| {
            if was_handed_in {
                self.store.append(visit, record)
            } else {
                self.store.append_discard(visit, record, audio)
            }
        })?;
        self.sheet_reply(&row, &next)
    }

    pub(super) fn audio(&self, audio: MediaId) -> Result<Reply, CoreError> {
        let bytes = self.store.photo_file(audio, PhotoSize::Full)?.into();
        Ok(Reply::Audio { bytes })
    }

    pub(super) fn audio_card(&self, row: &PhotoRow, session: &Session) -> Option<AudioCard> {
        let audio = session.sheet().audio.get(&row.photo)?;
        Some(AudioCard {
            audio: audio.audio,
            question: audio.question.clone(),
            duration_ms: audio.duration_ms,
            size_bytes: audio.size_bytes,
            format: audio.format,
            transfer: photo_transfer(row, self.is_sending(Sending::Photo(row.photo))),
            on_phone: row.on_phone,
        })
    }
}

fn may_record(session: &Session, question: &Slug) -> Result<(), CoreError> {
    let sheet = session.sheet();
    if sheet.submitted.is_some() {
        return Err(CoreError::VisitClosed);
    }
    if sheet.checked_in.is_none() {
        return Err(CoreError::NotCheckedIn);
    }
    let asked = session.checklist().question(question);
    if !asked.is_some_and(Question::takes_voice_memo) {
        return Err(CoreError::QuestionUnknown);
    }
    if sheet.audio_of(question) >= MAX_AUDIO_OF_A_QUESTION {
        return Err(CoreError::AudioLimit);
    }
    Ok(())
}
