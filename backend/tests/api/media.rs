//! Voice memos, hostile ones too, and pictures that were covered by hand.

use serde_json::json;
use vitrine_backend::blobs::Form;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Audio, AudioFormat, Edits, Photo, What};
use vitrine_shared::id::{MediaId, PhotoId};
use vitrine_shared::wire::MAX_AUDIO_BYTES;

use crate::support::device::{Log, start, unique};
use crate::support::{Announced, PHOTO};
use crate::support::{Stage, both};

both! {
    staff_hear_a_memo_and_a_brand_does_not,
    a_memo_that_was_handed_in_and_replaced_is_still_heard_by_staff,
    what_is_no_recording_is_refused_and_changes_nothing,
    a_memo_that_is_too_large_is_never_announced,
    a_covered_picture_is_erased_wherever_it_stood,
    bytes_that_another_photo_has_stay,
}

const WEBM: &[u8] = b"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm\x42\x87\x81\x04 a few clusters";

fn memo(bytes: &[u8]) -> Audio {
    Audio {
        audio: MediaId::new(start(), unique()),
        question: "greeted".parse().unwrap(),
        sha256: Digest::of(bytes),
        size_bytes: bytes.len() as u64,
        duration_ms: 6_500,
        format: AudioFormat::Webm,
    }
}

/// A phone whose first visit is handed in with a memo of these bytes.
async fn with_memo(stage: &Stage, bytes: &[u8]) -> Announced {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let audio = memo(bytes);
    let photo = audio.audio;
    log.fill().write(What::AudioRecorded(audio));
    phone.push(log.submit(), 1).await.ok();
    Announced {
        phone,
        visit: visits[0].clone(),
        photo,
        bytes: bytes.to_vec(),
    }
}

async fn staff_hear_a_memo_and_a_brand_does_not(stage: Stage) {
    let it = with_memo(&stage, WEBM).await;
    let path = format!("/api/v1/visits/{}/audio/{}", it.visit, it.photo());
    assert_eq!(stage.admin.get(&path).await.code(), "not-found", "on its way");
    let status = it.phone.status(&it.visit).await.ok();
    assert_eq!(status["missing_photos"], json!([it.photo()]));
    assert!(status["receipt"].is_null(), "no receipt without the memo");
    assert_eq!(it.upload().await.status, 204);
    let status = it.phone.status(&it.visit).await.ok();
    assert!(!status["receipt"].is_null());

    let heard = stage.admin.get(&path).await;
    assert_eq!((heard.status.as_u16(), heard.bytes.as_slice()), (200, WEBM));
    assert_eq!(heard.header("content-type"), Some("audio/webm"));
    assert_eq!(heard.header("x-content-type-options"), Some("nosniff"));
    let disposition = heard.header("content-disposition").unwrap();
    assert!(disposition.starts_with("attachment"), "{disposition}");
    assert!(
        heard
            .header("content-security-policy")
            .unwrap()
            .contains("sandbox")
    );
    let ranged = |range: &'static str| {
        let path = path.clone();
        let admin = &stage.admin;
        async move { admin.send("GET", &path, &[("range", range)], Vec::new()).await }
    };
    let part = ranged("bytes=4-7").await;
    assert_eq!((part.status.as_u16(), part.bytes.as_slice()), (206, &WEBM[4..8]));
    let range = format!("bytes 4-7/{}", WEBM.len());
    assert_eq!(part.header("content-range"), Some(range.as_str()));
    assert_eq!(
        ranged("bytes=999-").await.bytes,
        WEBM,
        "what is not there is answered by all"
    );

    let page = stage.admin.get(&format!("/visits/{}", it.visit)).await;
    assert!(
        page.shown().contains(&format!("src=\"{path}\"")),
        "{}",
        page.shown()
    );
    // A memo is no photo, nor the other way round.
    let as_photo = format!("/api/v1/visits/{}/photos/{}", it.visit, it.photo());
    assert_eq!(stage.admin.get(&as_photo).await.code(), "not-found");

    assert_eq!(stage.stranger().get(&path).await.code(), "not-authenticated");
    assert_eq!(stage.other_agency().await.get(&path).await.code(), "not-found");
    let viewer = stage.person("client_viewer").await;
    let moves = format!("/api/v1/visits/{}/moves", it.visit);
    for to in ["in_review", "approved", "published"] {
        stage.admin.post(&moves, &json!({ "to": to })).await.ok();
    }
    assert_eq!(
        viewer.get(&path).await.code(),
        "not-found",
        "a voice is who the evaluator is"
    );
    let page = viewer.get(&format!("/brand/visits/{}", it.visit)).await;
    assert_eq!(page.status, 200);
    assert!(!page.shown().contains("<audio"));
}

async fn a_memo_that_was_handed_in_and_replaced_is_still_heard_by_staff(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let (never, kept) = (memo(b"never handed in"), memo(WEBM));
    let (unheard, old) = (never.audio, kept.audio);
    log.fill()
        .write(What::AudioRecorded(never))
        .write(What::AudioDiscarded { audio: unheard })
        .write(What::AudioRecorded(kept));
    phone.push(log.submit(), 1).await.ok();
    let it = Announced {
        phone,
        visit: visits[0].clone(),
        photo: old,
        bytes: WEBM.to_vec(),
    };
    assert_eq!(it.upload().await.status, 204);
    let moves = format!("/api/v1/visits/{}/moves", it.visit);
    stage.admin.post(&moves, &json!({ "to": "in_review" })).await.ok();
    let back = json!({
        "due_at": stage.now().plus_ms(48 * 60 * 60 * 1000),
        "questions": [{ "question": "greeted", "words": "Record it again." }],
    });
    let returns = format!("/api/v1/visits/{}/returns", it.visit);
    assert_eq!(stage.admin.post(&returns, &back).await.status, 201);
    let from = log.head.seq + 1;
    log.write(What::Reopened {
        round: 1,
        questions: vec!["greeted".parse().unwrap()],
    })
    .write(What::AudioDiscarded { audio: old });
    it.phone.push(log.submit(), from).await.ok();

    let path = |id: MediaId| format!("/api/v1/visits/{}/audio/{id}", it.visit);
    let heard = stage.admin.get(&path(old)).await;
    assert_eq!((heard.status.as_u16(), heard.bytes.as_slice()), (200, WEBM));
    assert_eq!(stage.admin.get(&path(unheard)).await.code(), "not-found");
    assert_eq!(
        stage.other_agency().await.get(&path(old)).await.code(),
        "not-found"
    );
    let page = stage.admin.get(&format!("/visits/{}", it.visit)).await;
    assert!(
        page.shown().contains(&path(old)),
        "it stands in the visit's history"
    );
    for to in ["in_review", "approved", "published"] {
        stage.admin.post(&moves, &json!({ "to": to })).await.ok();
    }
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.get(&path(old)).await.code(), "not-found");
}

async fn what_is_no_recording_is_refused_and_changes_nothing(stage: Stage) {
    let mp4 = b"\0\0\0\x18ftypmp42 of another kind than announced";
    for (n, bytes) in [&b"<script>alert(document.cookie)</script>"[..], PHOTO, mp4, b"x"]
        .into_iter()
        .enumerate()
    {
        let (phone, visits) = stage.evaluator(&format!("Avaliador {n}"), 1).await;
        let mut log = phone.log(&visits[0]);
        let audio = memo(bytes);
        let photo = audio.audio;
        log.fill().write(What::AudioRecorded(audio));
        phone.push(log.submit(), 1).await.ok();
        let it = Announced {
            phone,
            visit: visits[0].clone(),
            photo,
            bytes: bytes.to_vec(),
        };
        assert_eq!(it.upload().await.code(), "audio-invalid");
        let status = it.phone.status(&it.visit).await.ok();
        assert_eq!(status["missing_photos"], json!([photo]));
        let path = format!("/api/v1/visits/{}/audio/{photo}", it.visit);
        assert_eq!(stage.admin.get(&path).await.code(), "not-found");
    }
}

async fn a_memo_that_is_too_large_is_never_announced(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let large = Audio {
        size_bytes: MAX_AUDIO_BYTES + 1,
        ..memo(WEBM)
    };
    let mut log = phone.log(&visits[0]);
    log.write(What::CheckedIn);
    phone.push(&log, 1).await.ok();
    log.write(What::AudioRecorded(large));
    assert_eq!(phone.push(&log, 2).await.code(), "event-out-of-order");
}

/// Announces a picture that takes this one's place, covered by hand.
fn cover(log: &mut Log, old: PhotoId) -> PhotoId {
    let covered = Photo {
        photo: PhotoId::new(start(), unique()),
        sha256: Digest::of(b"covered"),
        replaces: Some(old),
        edits: Some(Edits { covered: 1, drawn: 0 }),
        ..log.sheet.photos[&old].clone()
    };
    let id = covered.photo;
    log.write(What::PhotoTaken(covered));
    id
}

async fn a_covered_picture_is_erased_wherever_it_stood(stage: Stage) {
    // Seen by nobody, looked at already, and half sent.
    for (n, (sent, is_seen)) in [(PHOTO.len(), false), (PHOTO.len(), true), (1000, false)]
        .into_iter()
        .enumerate()
    {
        let (phone, visits) = stage.evaluator(&format!("Avaliador {n}"), 1).await;
        let mut log = phone.log(&visits[0]);
        // Not the same bytes each time: what others have stays.
        let bytes = [PHOTO, &[u8::try_from(n).unwrap()]].concat();
        let photo = log.fill().photo(&bytes);
        phone.push(&log, 1).await.ok();
        let it = Announced {
            phone,
            visit: visits[0].clone(),
            photo,
            bytes,
        };
        let url = it.created().await;
        let end = if sent == PHOTO.len() { it.bytes.len() } else { sent };
        it.patch(&url, 0, &it.bytes[..end], &[]).await;
        let path = format!("/api/v1/visits/{}/photos/{photo}", it.visit);
        if is_seen {
            assert_eq!(stage.admin.get(&path).await.status, 200);
        }
        let before = log.records.len() as u64;
        let covered = cover(&mut log, photo);
        it.phone.push(&log, before + 1).await.ok();

        assert_eq!(stage.admin.get(&path).await.code(), "not-found");
        assert!(it.offset(&url).await.is_err());
        let digest = Digest::of(&it.bytes);
        for form in [Form::Original, Form::Shown, Form::Thumb] {
            assert_eq!(stage.server.app.blobs().get(&digest, form).await.unwrap(), None);
        }
        assert_eq!(stage.server.app.store().erasures(None, 10).await.unwrap(), []);
        let status = it.phone.status(&it.visit).await.ok();
        assert_eq!(
            status["missing_photos"],
            json!([covered]),
            "only the covered one is waited for"
        );
        let page = stage.admin.get(&format!("/visits/{}", it.visit)).await.shown();
        assert!(page.contains("Photo changed by hand"), "{page}");
    }
}

async fn bytes_that_another_photo_has_stay(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let (first, second) = (log.fill().photo(PHOTO), log.photo(PHOTO));
    phone.push(&log, 1).await.ok();
    let mut it = Announced {
        phone,
        visit: visits[0].clone(),
        photo: first,
        bytes: PHOTO.to_vec(),
    };
    for photo in [first, second] {
        it.photo = photo;
        assert_eq!(it.upload().await.status, 204);
    }
    let before = log.records.len() as u64;
    cover(&mut log, first);
    it.phone.push(&log, before + 1).await.ok();
    let path = |photo| format!("/api/v1/visits/{}/photos/{photo}", it.visit);
    assert_eq!(stage.admin.get(&path(first)).await.code(), "not-found");
    assert_eq!(stage.admin.get(&path(second)).await.status, 200);
}
