//! Photos that take another's place, and voice memos.

use serde_json::json;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Audio, AudioFormat, Edits, Event, Photo, What};
use vitrine_shared::fixtures::{self, at, slug};
use vitrine_shared::id::{MediaId, PhotoId};
use vitrine_shared::sheet::{ApplyError, MAX_AUDIO_OF_A_QUESTION, MAX_UNASKED_PHOTOS, Sheet};
use vitrine_shared::wire::{MAX_AUDIO_BYTES, MAX_AUDIO_MS};

fn begun() -> Sheet {
    let mut sheet = Sheet::default();
    apply(&mut sheet, What::CheckedIn).unwrap();
    sheet
}

fn apply(sheet: &mut Sheet, what: What) -> Result<(), ApplyError> {
    apply_with(sheet, &fixtures::checklist(), what)
}

fn apply_with(sheet: &mut Sheet, checklist: &Checklist, what: What) -> Result<(), ApplyError> {
    let before = sheet.clone();
    let event = Event {
        seq: 1,
        at: at(30_000),
        elapsed_ms: 30_000,
        position: None,
        what,
    };
    let outcome = sheet.apply(checklist, None, &event);
    if outcome.is_err() {
        assert_eq!(*sheet, before, "a refused event changes nothing");
    }
    outcome
}

fn id(number: u8) -> PhotoId {
    PhotoId::new(at(20_000), [number; 10])
}

fn photo(question: &str, number: u8, replaces: Option<u8>) -> What {
    What::PhotoTaken(Photo {
        photo: id(number),
        question: slug(question),
        replaces: replaces.map(id),
        ..fixtures::photo()
    })
}

fn memo(question: &str, number: u8) -> Audio {
    Audio {
        audio: id(number),
        question: slug(question),
        sha256: Digest::of(&[number]),
        size_bytes: 40_000,
        duration_ms: 12_000,
        format: AudioFormat::Webm,
    }
}

#[test]
fn a_photo_taken_again_takes_the_others_place_even_where_there_is_no_room() {
    let mut sheet = begun();
    let full = u8::try_from(MAX_UNASKED_PHOTOS).unwrap();
    for number in 0..full {
        apply(&mut sheet, photo("greeted", number, None)).unwrap();
    }
    assert_eq!(
        apply(&mut sheet, photo("greeted", 50, None)),
        Err(ApplyError::Photo)
    );
    apply(&mut sheet, photo("greeted", 50, Some(2))).unwrap();
    assert!(!sheet.photos.contains_key(&id(2)));
    assert_eq!(sheet.photos.len(), usize::from(full));
    // What is gone cannot be replaced again, nor the photo of another question, nor itself.
    for (number, replaced, question) in [(51, 2, "greeted"), (52, 50, "window_clean"), (50, 50, "greeted")] {
        assert_eq!(
            apply(&mut sheet, photo(question, number, Some(replaced))),
            Err(ApplyError::Photo)
        );
    }
}

#[test]
fn a_photo_of_before_reads_as_it_was_written() {
    let old = serde_json::to_value(fixtures::photo()).unwrap();
    for field in ["replaces", "edits", "no_camera"] {
        assert!(
            old.get(field).is_none(),
            "{field} would change the hash of old events"
        );
    }
    let mut new = old;
    new["replaces"] = json!(id(3));
    new["edits"] = json!({"covered": 2, "drawn": 0});
    let new: Photo = serde_json::from_value(new).unwrap();
    assert_eq!(new.replaces, Some(id(3)));
    assert_eq!(new.edits, Some(Edits { covered: 2, drawn: 0 }));
}

#[test]
fn memos_are_taken_within_their_limits_and_kept_in_the_manifest() {
    let mut sheet = begun();
    apply(&mut sheet, What::AudioRecorded(memo("greeted", 1))).unwrap();
    let refused = [
        memo("greeted", 1),
        memo("no_such", 2),
        Audio {
            size_bytes: MAX_AUDIO_BYTES + 1,
            ..memo("greeted", 2)
        },
        Audio {
            duration_ms: 2 * MAX_AUDIO_MS,
            ..memo("greeted", 2)
        },
    ];
    for audio in refused {
        assert!(apply(&mut sheet, What::AudioRecorded(audio)).is_err());
    }
    // Photos and memos share their ids.
    assert_eq!(
        apply(&mut sheet, photo("greeted", 1, None)),
        Err(ApplyError::Photo)
    );
    for number in 2..=u8::try_from(MAX_AUDIO_OF_A_QUESTION).unwrap() {
        apply(&mut sheet, What::AudioRecorded(memo("greeted", number))).unwrap();
    }
    assert_eq!(
        apply(&mut sheet, What::AudioRecorded(memo("greeted", 9))),
        Err(ApplyError::Audio)
    );
    let discard = What::AudioDiscarded { audio: id(1) };
    apply(&mut sheet, discard.clone()).unwrap();
    assert_eq!(apply(&mut sheet, discard), Err(ApplyError::Audio));
    let kept: Vec<MediaId> = sheet
        .manifest(&fixtures::checklist(), None)
        .audio
        .iter()
        .map(|audio| audio.audio)
        .collect();
    assert_eq!(kept, [id(2), id(3)]);
}

#[test]
fn a_checklist_may_do_without_memos_and_says_nothing_where_it_does_not() {
    let mut checklist = fixtures::checklist();
    let (bytes, _) = checklist.to_canonical().unwrap();
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        !text.contains("voice_memos"),
        "published checklists keep their digests"
    );
    let greeted: Slug = slug("greeted");
    for question in checklist.touchpoints.iter_mut().flat_map(|t| &mut t.questions) {
        question.voice_memos = question.id != greeted;
    }
    let mut sheet = begun();
    assert_eq!(
        apply_with(&mut sheet, &checklist, What::AudioRecorded(memo("greeted", 1))),
        Err(ApplyError::Audio)
    );
    apply_with(
        &mut sheet,
        &checklist,
        What::AudioRecorded(memo("window_clean", 1)),
    )
    .unwrap();
}
