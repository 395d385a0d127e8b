//! The answer sheet: what a visit's events add up to, the same on phone and server.

mod expenses;
mod rounds;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::answer::{Answer, AnswerError};
use crate::checklist::{Checklist, Question, Slug, Touchpoint, Visible};
use crate::digest::Digest;
use crate::event::{Audio, Event, Manifest, ManifestAudio, ManifestPhoto, Photo, What};
use crate::expense::{Claim, ClaimError};
use crate::id::{ExpenseId, MediaId, PhotoId};
use crate::score::{VisitScore, score};
use crate::time::Timestamp;
use crate::wire::{MAX_AUDIO_BYTES, MAX_AUDIO_MS};

pub use rounds::HandIn;

/// The state of a visit's answers after some of its events.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    /// The current answer of each question, hidden ones included.
    pub answers: BTreeMap<Slug, Answer>,
    /// The evaluator's words beside an answer.
    pub comments: BTreeMap<Slug, String>,
    /// The photos kept, in the order they were taken, those of receipts among them.
    pub photos: BTreeMap<PhotoId, Photo>,
    /// The voice memos kept, in the order they were recorded.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub audio: BTreeMap<MediaId, Audio>,
    /// What was spent and is asked back, in the order it was claimed first.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<ExpenseId, Claim>,
    /// When the evaluator checked in.
    pub checked_in: Option<Timestamp>,
    /// When the evaluator checked out.
    pub checked_out: Option<Timestamp>,
    /// The digest of the statement that was signed.
    pub declared: Option<Digest>,
    /// When the visit was submitted, and what with.
    pub submitted: Option<(Timestamp, Manifest)>,
    /// Whether the evaluator gave the visit up.
    pub released: bool,
    /// What was handed in and came back, the first round first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rounds: Vec<HandIn>,
}

/// The longest comment beside an answer, in characters.
pub const MAX_COMMENT_CHARS: usize = 2000;

/// The most photos of a question that asks for none: evidence the evaluator adds unasked.
pub const MAX_UNASKED_PHOTOS: u32 = 5;

/// The most voice memos of a question.
pub const MAX_AUDIO_OF_A_QUESTION: u32 = 3;

/// A recorder ends its last piece a little after it is told to.
const AUDIO_SLACK_MS: u64 = 5_000;

/// Why an event cannot follow those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApplyError {
    /// The first event is the check-in, and there is only one.
    #[error("a visit begins with its one check-in")]
    CheckInFirst,
    /// The visit was submitted or released before.
    #[error("the visit is closed")]
    Closed,
    /// The checklist has no such question.
    #[error("the checklist has no such question")]
    UnknownQuestion,
    /// The answer does not fit the question.
    #[error(transparent)]
    Answer(#[from] AnswerError),
    /// A photo's id was used before, an unknown photo was discarded, or the question has enough.
    #[error("the photo is unknown, was taken before, or is one too many")]
    Photo,
    /// A voice memo's id was used before, an unknown one was discarded, the question takes none or has
    /// enough, or it is too long.
    #[error("the voice memo is unknown, was recorded before, or is too much")]
    Audio,
    /// The claim cannot be made, or is not there to be taken back.
    #[error(transparent)]
    Claim(#[from] ClaimError),
    /// The statement that was signed is not the checklist's.
    #[error("the declaration is not the checklist's")]
    Statement,
    /// The manifest does not say what the events add up to.
    #[error("the manifest does not match the events")]
    Manifest,
    /// A submission without a declaration, or with something missing.
    #[error("the visit is not complete")]
    Incomplete,
    /// The visit came back for other questions, or not at all.
    #[error("the agency did not ask about this")]
    NotAsked,
}

/// Something that a visit lacks before it can be submitted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Missing<'a> {
    /// The touchpoint to go to.
    pub touchpoint: &'a Slug,
    /// The question.
    pub question: &'a Slug,
    /// What it lacks.
    pub lack: Lack,
}

/// What a question lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Lack {
    /// Its answer.
    Answer,
    /// So many photos more.
    Photos(u32),
}

impl Sheet {
    /// Adds one event.
    ///
    /// # Errors
    /// Refuses an event that cannot follow those before it; the sheet is then unchanged.
    pub fn apply(
        &mut self,
        checklist: &Checklist,
        persona: Option<&Slug>,
        event: &Event,
    ) -> Result<(), ApplyError> {
        if let What::Reopened { round, questions } = &event.what {
            return self.reopen(checklist, *round, questions, event.at);
        }
        if self.submitted.is_some() || self.released {
            return Err(ApplyError::Closed);
        }
        if self.checked_in.is_some() == matches!(event.what, What::CheckedIn) {
            return Err(ApplyError::CheckInFirst);
        }
        if !self.allows(checklist, persona, &event.what) {
            return Err(ApplyError::NotAsked);
        }
        let known = |id: &Slug| checklist.question(id).ok_or(ApplyError::UnknownQuestion);
        match &event.what {
            What::CheckedIn => self.checked_in = Some(event.at),
            What::Answered {
                question,
                answer,
                comment,
            } => {
                answer.check(known(question)?)?;
                if comment
                    .as_ref()
                    .is_some_and(|words| words.chars().count() > MAX_COMMENT_CHARS)
                {
                    return Err(AnswerError::TooLong.into());
                }
                self.answers.insert(question.clone(), answer.clone());
                match comment {
                    Some(words) => self.comments.insert(question.clone(), words.clone()),
                    None => self.comments.remove(question),
                };
            }
            What::Cleared { question } => {
                known(question)?;
                self.answers.remove(question);
                self.comments.remove(question);
            }
            What::PhotoTaken(photo) => {
                let most = match photo.expense() {
                    Some(expense) => self.most_receipts(expense)?,
                    None => {
                        let rule = known(&photo.question)?.photos.as_ref();
                        rule.map_or(MAX_UNASKED_PHOTOS, |rule| rule.max)
                    }
                };
                let is_there = |old: &PhotoId| {
                    self.photos
                        .get(old)
                        .is_some_and(|old| old.question == photo.question)
                };
                let has_room = match &photo.replaces {
                    Some(old) => is_there(old),
                    None => self.photos_of(&photo.question) < most,
                };
                if self.is_used(&photo.photo) || !has_room {
                    return Err(ApplyError::Photo);
                }
                if let Some(old) = &photo.replaces {
                    self.photos.remove(old);
                }
                self.photos.insert(photo.photo, photo.clone());
            }
            What::PhotoDiscarded { photo } => {
                self.photos.remove(photo).ok_or(ApplyError::Photo)?;
            }
            What::AudioRecorded(audio) => {
                let is_taken = known(&audio.question)?.takes_voice_memo();
                let fits = audio.size_bytes <= MAX_AUDIO_BYTES
                    && audio.duration_ms <= MAX_AUDIO_MS + AUDIO_SLACK_MS
                    && self.audio_of(&audio.question) < MAX_AUDIO_OF_A_QUESTION;
                if self.is_used(&audio.audio) || !is_taken || !fits {
                    return Err(ApplyError::Audio);
                }
                self.audio.insert(audio.audio, audio.clone());
            }
            What::AudioDiscarded { audio } => {
                self.audio.remove(audio).ok_or(ApplyError::Audio)?;
            }
            What::ExpenseClaimed(claim) => self.claim(claim)?,
            What::ExpenseWithdrawn { expense, photos } => self.withdraw(*expense, photos)?,
            What::Paused | What::Resumed => {}
            What::CheckedOut => self.checked_out = Some(event.at),
            What::Declared { statement } => {
                let mut texts = checklist
                    .declaration
                    .langs()
                    .filter_map(|lang| checklist.declaration.get(lang));
                if !texts.any(|text| Digest::of(text.as_bytes()) == *statement) {
                    return Err(ApplyError::Statement);
                }
                self.declared = Some(*statement);
            }
            What::Submitted(manifest) => {
                if self.declared.is_none() || !self.missing(checklist, persona).is_empty() {
                    return Err(ApplyError::Incomplete);
                }
                if manifest.answers_sha256 != self.answers_digest()
                    || manifest.photos != self.manifest_photos()
                    || manifest.audio != self.manifest_audio()
                    || !manifest.expenses.iter().eq(self.claims.values())
                {
                    return Err(ApplyError::Manifest);
                }
                self.submitted = Some((event.at, manifest.clone()));
            }
            What::Released { .. } => self.released = true,
            // Taken above: it alone follows a submission.
            What::Reopened { .. } => return Err(ApplyError::Closed),
        }
        Ok(())
    }

    /// The manifest of the visit as it stands.
    pub fn manifest(&self, checklist: &Checklist, persona: Option<&Slug>) -> Manifest {
        Manifest {
            answers_sha256: self.answers_digest(),
            photos: self.manifest_photos(),
            audio: self.manifest_audio(),
            expenses: self.claims.values().cloned().collect(),
            score: self.score(checklist, persona).visit,
        }
    }

    /// The score of the visit as it stands.
    pub fn score(&self, checklist: &Checklist, persona: Option<&Slug>) -> VisitScore {
        score(checklist, persona, &self.answers)
    }

    /// SHA-256 of the answers as JSON, ordered by question.
    pub fn answers_digest(&self) -> Digest {
        // A map of names to answers always has a JSON form.
        Digest::of(&serde_json::to_vec(&self.answers).unwrap_or_default())
    }

    fn manifest_photos(&self) -> Vec<ManifestPhoto> {
        self.photos
            .values()
            .map(|p| ManifestPhoto {
                photo: p.photo,
                sha256: p.sha256,
            })
            .collect()
    }

    fn manifest_audio(&self) -> Vec<ManifestAudio> {
        self.audio
            .values()
            .map(|audio| ManifestAudio {
                audio: audio.audio,
                sha256: audio.sha256,
            })
            .collect()
    }

    /// Whether anything that is sent apart from the events was kept.
    pub fn has_media(&self) -> bool {
        !self.photos.is_empty() || !self.audio.is_empty()
    }

    fn is_used(&self, id: &MediaId) -> bool {
        let handed_in = |back: &HandIn| back.photos.contains_key(id) || back.audio.contains_key(id);
        self.photos.contains_key(id) || self.audio.contains_key(id) || self.rounds.iter().any(handed_in)
    }

    /// What the visit lacks before it can be submitted, in the order of the checklist.
    pub fn missing<'a>(&self, checklist: &'a Checklist, persona: Option<&Slug>) -> Vec<Missing<'a>> {
        let visible = Visible::new(checklist, persona, &self.answers);
        let lack_of = |question: &Question| {
            if !visible.shows(&question.id) {
                return None;
            }
            if question.required && question.kind.takes_answer() && !self.answers.contains_key(&question.id) {
                return Some(Lack::Answer);
            }
            let rule = question.photos.as_ref()?;
            if !rule.when.as_ref().is_none_or(|when| visible.holds(when)) {
                return None;
            }
            let lacking = rule.min.saturating_sub(self.photos_of(&question.id));
            (lacking > 0).then_some(Lack::Photos(lacking))
        };
        let entry = |(touchpoint, question): (&'a Touchpoint, &'a Question)| {
            lack_of(question).map(|lack| Missing {
                touchpoint: &touchpoint.id,
                question: &question.id,
                lack,
            })
        };
        checklist.questions().filter_map(entry).collect()
    }

    fn photos_of(&self, question: &Slug) -> u32 {
        let count = self
            .photos
            .values()
            .filter(|photo| photo.question == *question)
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// How many voice memos of the question are kept.
    pub fn audio_of(&self, question: &Slug) -> u32 {
        let count = self
            .audio
            .values()
            .filter(|audio| audio.question == *question)
            .count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }
}
