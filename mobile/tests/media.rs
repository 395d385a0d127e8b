//! Photos taken again or covered by hand, photos from elsewhere, and voice memos: in the log, in the
//! storage, and on their way.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use vitrine_mobile::core::protocol::{
    Blob, Command, CoreError, MediaCommand, NewPicture, PhotoSize, Reply, SheetView, Transfer,
};
use vitrine_shared::event::{AudioFormat, Edits, NoCamera, Photo, PhotoSource, PhotoWarning, What};
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::PhotoId;
use vitrine_shared::wire::{MAX_AUDIO_BYTES, MAX_AUDIO_MS};

use support::phone::camera;
use support::stand::Stand;

impl Stand {
    fn media(&self, command: MediaCommand) -> Result<Reply, CoreError> {
        self.phone.call(Command::Media(command))
    }

    fn replace(
        &self,
        photo: PhotoId,
        with: NewPicture,
        name: &str,
    ) -> Result<(PhotoId, Vec<PhotoWarning>, SheetView), CoreError> {
        let command = MediaCommand::ReplacePhoto {
            visit: self.visit,
            photo,
            with,
            position: None,
            bytes: Blob(camera(name)),
        };
        match self.media(command)? {
            Reply::PhotoAdded {
                photo,
                warnings,
                sheet,
            } => Ok((photo, warnings, *sheet)),
            other => panic!("{other:?}"),
        }
    }

    fn memo(&self, question: &str, bytes: Vec<u8>) -> Result<SheetView, CoreError> {
        let command = MediaCommand::AddAudio {
            visit: self.visit,
            question: slug(question),
            duration_ms: 4_200,
            position: None,
            bytes: Blob(bytes),
        };
        self.phone.change(Command::Media(command))
    }

    /// The photos of the log that the server has, in order.
    fn logged(&self) -> Vec<Photo> {
        let world = self.server.world();
        let events = world.ledgers[&self.visit].events();
        let photos = events.filter_map(|event| match event.what {
            What::PhotoTaken(photo) => Some(photo),
            _ => None,
        });
        photos.collect()
    }
}

fn recording(length: usize) -> Vec<u8> {
    let mut bytes = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm".to_vec();
    bytes.resize(length, 7);
    bytes
}

const BY_CAMERA: NewPicture = NewPicture::Retaken {
    source: PhotoSource::Camera,
    no_camera: None,
};

#[test]
fn a_photo_taken_again_and_covered_keeps_its_history_and_no_bytes() {
    let it = Stand::checked_in();
    let (first, _) = it
        .phone
        .photo(it.visit, "lights", camera("iphone-4s-gps-1.jpg"))
        .unwrap();
    // The same picture again is no duplicate of the one that it replaces.
    let (second, warnings, _) = it.replace(first, BY_CAMERA, "iphone-4s-gps-1.jpg").unwrap();
    assert!(!warnings.contains(&PhotoWarning::NearDuplicate), "{warnings:?}");
    let edits = |covered, drawn| NewPicture::Edited(Edits { covered, drawn });
    let (third, ..) = it.replace(second, edits(1, 0), "canon-s400.jpg").unwrap();
    let (last, _, sheet) = it.replace(third, edits(1, 2), "nikon-d2h-gps.jpg").unwrap();
    assert_eq!(sheet.photos.len(), 1);
    let sum = Edits { covered: 2, drawn: 2 };
    assert_eq!(sheet.photos[0].edits, Some(sum));

    for gone in [first, second, third] {
        let full = Command::Photo {
            photo: gone,
            size: PhotoSize::Full,
        };
        assert_eq!(it.phone.call(full), Err(CoreError::PhotoUnknown));
        let again = it.replace(gone, BY_CAMERA, "canon-s400.jpg");
        assert_eq!(again.unwrap_err(), CoreError::PhotoUnknown);
    }
    assert_eq!(it.phone.queue().unsent.photos, 1, "what was replaced is not sent");

    it.phone.network.switch(true);
    it.phone.sync();
    let log = it.logged();
    let replaced: Vec<_> = log.iter().map(|photo| photo.replaces).collect();
    assert_eq!(replaced, [None, Some(first), Some(second), Some(third)]);
    assert_eq!(log[3].edits, Some(sum));
    let world = it.server.world();
    let sent: Vec<_> = world.uploads.iter().map(|upload| upload.photo).collect();
    assert_eq!(sent, [last]);
}

#[test]
fn a_full_question_takes_another_photo_only_in_anothers_place() {
    let it = Stand::checked_in();
    let mut last = None;
    for _ in 0..3 {
        let (photo, _) = it
            .phone
            .photo(it.visit, "window_clean", camera("canon-s400.jpg"))
            .unwrap();
        last = Some(photo);
    }
    let (_, _, sheet) = it.replace(last.unwrap(), BY_CAMERA, "nikon-d2h-gps.jpg").unwrap();
    assert_eq!(sheet.photos.len(), 3);
    let full = it.phone.photo(it.visit, "window_clean", camera("canon-s400.jpg"));
    assert_eq!(full.unwrap_err(), CoreError::PhotoLimit);
}

#[test]
fn a_question_for_the_camera_alone_takes_another_photo_with_the_reason() {
    let it = Stand::checked_in();
    let from_gallery = |reason: Option<NoCamera>| {
        let (visit, question, position) = (it.visit, slug("window_clean"), None);
        let bytes = Blob(camera("canon-s400.jpg"));
        match reason {
            Some(reason) => it.media(MediaCommand::AddPhotoFromElsewhere {
                visit,
                question,
                reason,
                position,
                bytes,
            }),
            None => it.phone.call(Command::AddPhoto {
                visit,
                question,
                source: PhotoSource::File,
                position,
                bytes,
            }),
        }
    };
    assert_eq!(from_gallery(None).unwrap_err(), CoreError::CameraOnly);
    let Reply::PhotoAdded { photo, .. } = from_gallery(Some(NoCamera::Refused)).unwrap() else {
        panic!("not added")
    };
    // An edit of it changes nothing about where it came from.
    let edit = NewPicture::Edited(Edits { covered: 1, drawn: 0 });
    it.replace(photo, edit, "canon-s400.jpg").unwrap();
    it.phone.network.switch(true);
    it.phone.sync();
    for photo in it.logged() {
        assert_eq!(
            (photo.source, photo.no_camera),
            (PhotoSource::File, Some(NoCamera::Refused))
        );
    }
}

#[test]
fn memos_are_kept_sent_and_receipted_like_photos() {
    let it = Stand::checked_in();
    let sheet = it.memo("lights", recording(300_000)).unwrap();
    let memo = sheet.audio[0].clone();
    assert_eq!(
        (memo.format, memo.duration_ms, memo.size_bytes),
        (AudioFormat::Webm, 4_200, 300_000)
    );
    assert_eq!(memo.transfer, Transfer::Waiting);
    let discarded = it.memo("lights", recording(5_000)).unwrap().audio[1].audio;
    let discard = MediaCommand::DiscardAudio {
        visit: it.visit,
        audio: discarded,
    };
    it.media(discard.clone()).unwrap();
    assert_eq!(it.media(discard), Err(CoreError::AudioUnknown));

    // The phone dies: the memo is there.
    let it = it.again(false);
    let audio = MediaCommand::Audio { audio: memo.audio };
    let played = it.media(audio.clone()).unwrap();
    assert_eq!(
        played,
        Reply::Audio {
            bytes: Blob(recording(300_000))
        }
    );
    assert!(it.phone.queue().visits[0].photos[0].is_audio);

    it.phone.network.switch(true);
    it.phone.do_visit_after_check_in(it.visit);
    it.phone.sync();
    let open = it.phone.open_visit(it.visit);
    assert!(open.sheet.received_at.is_some(), "the receipt covers the memo");
    assert_eq!(open.sheet.audio[0].transfer, Transfer::Sent);
    {
        let world = it.server.world();
        let sent: Vec<_> = world.uploads.iter().map(|upload| upload.photo).collect();
        assert!(sent.contains(&memo.audio) && !sent.contains(&discarded));
    }
    it.phone.free();
    assert_eq!(it.media(audio), Err(CoreError::PhotoUnknown));
}

#[test]
fn memos_that_are_none_too_large_or_too_many_are_refused_and_change_nothing() {
    let it = Stand::checked_in();
    let events = it.phone.open_visit(it.visit).sheet.events;
    let too_large = usize::try_from(MAX_AUDIO_BYTES).unwrap() + 1;
    let cases = [
        (
            "lights",
            b"<script>alert(1)</script>".to_vec(),
            CoreError::AudioUnreadable,
        ),
        ("lights", camera("canon-s400.jpg"), CoreError::AudioUnreadable),
        ("lights", Vec::new(), CoreError::AudioUnreadable),
        ("lights", recording(too_large), CoreError::AudioTooLarge),
        ("no_such", recording(100), CoreError::QuestionUnknown),
    ];
    for (question, bytes, error) in cases {
        assert_eq!(it.memo(question, bytes).unwrap_err(), error);
    }
    assert_eq!(it.phone.open_visit(it.visit).sheet.events, events);
    for _ in 0..3 {
        it.memo("lights", recording(2_000)).unwrap();
    }
    assert_eq!(
        it.memo("lights", recording(2_000)).unwrap_err(),
        CoreError::AudioLimit
    );
    assert!(
        it.phone
            .open_visit(it.visit)
            .sheet
            .audio
            .iter()
            .all(|memo| memo.duration_ms <= MAX_AUDIO_MS)
    );
}
