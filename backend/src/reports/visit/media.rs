//! The photos and voice memos of a visit, each photo with what was done to it.

use std::collections::{BTreeMap, BTreeSet};

use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::event::{Audio, Edits, Event, NoCamera, Photo, PhotoSource, PhotoWarning, What};
use vitrine_shared::id::{MediaId, PhotoId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::time::Timestamp;

/// A photo of a visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PhotoView {
    /// The photo.
    pub id: PhotoId,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Where it came from.
    pub source: PhotoSource,
    /// What the phone warned of.
    pub warnings: Vec<PhotoWarning>,
    /// When it was taken.
    pub taken_at: Timestamp,
    /// Whether it arrived and was verified.
    pub arrived: bool,
    /// What was changed in it by hand.
    pub edits: Option<Edits>,
    /// Why it does not come from the camera in the app, as its question asks.
    pub no_camera: Option<NoCamera>,
    /// What it went through, the first first; empty where it is as it was taken at once.
    pub past: Vec<PhotoStep>,
}

/// A step on the way to the photo that was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PhotoStep {
    /// What was done.
    pub done: PhotoDeed,
    /// When, by the phone's clock.
    pub at: Timestamp,
}

/// What was done to a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoDeed {
    /// Taken for the first time.
    Taken,
    /// Taken again.
    Retaken,
    /// Changed by hand.
    Edited,
}

impl PhotoDeed {
    /// What this photo's event did.
    pub fn of(photo: &Photo) -> Self {
        match (&photo.replaces, &photo.edits) {
            (None, _) => Self::Taken,
            (Some(_), None) => Self::Retaken,
            (Some(_), Some(_)) => Self::Edited,
        }
    }

    /// The kind of its event in the words of the log.
    pub fn kind(self) -> &'static str {
        match self {
            Self::Taken => "photo_taken",
            Self::Retaken => "photo_retaken",
            Self::Edited => "photo_edited",
        }
    }
}

/// A voice memo of a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MemoView {
    /// The memo.
    pub id: MediaId,
    /// How long it plays, in milliseconds.
    pub duration_ms: i64,
    /// When it was recorded.
    pub recorded_at: Timestamp,
    /// Whether it arrived and was verified.
    pub arrived: bool,
}

/// What the events say of photos and memos.
pub(super) struct Media<'a> {
    taken: BTreeMap<PhotoId, (&'a Photo, Timestamp)>,
    recorded: BTreeMap<MediaId, Timestamp>,
    thrown: BTreeSet<PhotoId>,
    arrived: &'a BTreeSet<MediaId>,
}

impl<'a> Media<'a> {
    pub fn new(events: &'a [Event], arrived: &'a BTreeSet<MediaId>) -> Self {
        let mut media = Self {
            taken: BTreeMap::new(),
            recorded: BTreeMap::new(),
            thrown: BTreeSet::new(),
            arrived,
        };
        for event in events {
            match &event.what {
                What::PhotoTaken(photo) => {
                    media.taken.insert(photo.photo, (photo, event.at));
                }
                What::AudioRecorded(audio) => {
                    media.recorded.insert(audio.audio, event.at);
                }
                What::PhotoDiscarded { photo } => {
                    media.thrown.insert(*photo);
                }
                _ => {}
            }
        }
        media
    }

    /// The kept photos of a question.
    pub fn photos(&self, sheet: &Sheet, question: &Slug) -> Vec<PhotoView> {
        let kept = sheet.photos.values().filter(|photo| photo.question == *question);
        kept.filter_map(|photo| self.photo(photo)).collect()
    }

    /// A photo that was taken in the visit, whether or not it was kept.
    pub fn photo(&self, photo: &Photo) -> Option<PhotoView> {
        let past = self.past(photo);
        Some(PhotoView {
            id: photo.photo,
            width: photo.width,
            height: photo.height,
            source: photo.source,
            warnings: photo.warnings.clone(),
            taken_at: self.taken.get(&photo.photo)?.1,
            arrived: self.arrived.contains(&photo.photo),
            edits: photo.edits,
            no_camera: photo.no_camera,
            past: if past.len() > 1 { past } else { Vec::new() },
        })
    }

    /// How many photos of a question were thrown away and not replaced.
    pub fn thrown(&self, question: &Slug) -> u32 {
        let of_question = |id: &&PhotoId| {
            self.taken
                .get(*id)
                .is_some_and(|(photo, _)| photo.question == *question)
        };
        u32::try_from(self.thrown.iter().filter(of_question).count()).unwrap_or(u32::MAX)
    }

    /// The kept voice memos of a question.
    pub fn memos(&self, sheet: &Sheet, question: &Slug) -> Vec<MemoView> {
        let kept = sheet.audio.values().filter(|audio| audio.question == *question);
        kept.filter_map(|audio| self.memo(audio)).collect()
    }

    /// A memo that was recorded in the visit, whether or not it was kept.
    pub fn memo(&self, audio: &Audio) -> Option<MemoView> {
        Some(MemoView {
            id: audio.audio,
            duration_ms: i64::try_from(audio.duration_ms).unwrap_or(i64::MAX),
            recorded_at: *self.recorded.get(&audio.audio)?,
            arrived: self.arrived.contains(&audio.audio),
        })
    }

    /// From the first photo to this one. A photo replaces only one that was taken before it, so that
    /// this ends.
    fn past(&self, photo: &Photo) -> Vec<PhotoStep> {
        let mut steps = Vec::new();
        let mut next = Some(photo.photo);
        while let Some((photo, at)) = next.and_then(|id| self.taken.get(&id)) {
            steps.push(PhotoStep {
                done: PhotoDeed::of(photo),
                at: *at,
            });
            next = photo.replaces;
        }
        steps.reverse();
        steps
    }
}

/// Kept photos of questions that take the app's camera alone, and came from elsewhere.
pub(super) fn not_by_camera(checklist: &Checklist, sheet: &Sheet) -> u32 {
    let is_camera_only = |question: &Slug| {
        let rule = checklist.question(question).and_then(|q| q.photos.as_ref());
        rule.is_some_and(|rule| rule.camera_only)
    };
    let count = sheet
        .photos
        .values()
        .filter(|photo| photo.source == PhotoSource::File && is_camera_only(&photo.question))
        .count();
    u32::try_from(count).unwrap_or(u32::MAX)
}
