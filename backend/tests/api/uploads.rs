//! `/api/v1/uploads`: tus 1.0 at its edges.

use std::time::{Duration, Instant};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use image::codecs::jpeg::JpegEncoder;
use sha1::Sha1;
use sha2::{Digest as _, Sha256};
use tokio::io::AsyncWriteExt as _;
use vitrine_shared::digest::Digest;
use vitrine_shared::wire::VisitStatus;

use crate::support::{Announced, PHOTO, Stage, announce, both, on_sqlite};

both! {
    a_photo_arrives_in_pieces,
    a_finished_upload_stays_finished,
    a_photo_must_be_announced,
    the_wrong_bytes_are_to_be_sent_anew,
    what_is_no_photo_is_refused_and_changes_nothing,
}

async fn a_photo_arrives_in_pieces(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    let url = it.created().await;
    assert_eq!(it.offset(&url).await, Ok(0));
    let first = it.patch(&url, 0, &PHOTO[..1000], &[]).await;
    assert_eq!(
        (first.status.as_u16(), first.header("upload-offset")),
        (204, Some("1000"))
    );
    assert!(first.header("upload-expires").unwrap().ends_with(" GMT"));
    assert_eq!(it.created().await, url, "creating it again finds it");
    assert_eq!(it.offset(&url).await, Ok(1000));
    let status = it.phone.status(&it.visit).await.ok();
    assert_eq!(
        status["receipt"],
        serde_json::Value::Null,
        "no receipt without the photo"
    );

    let rest = it.patch(&url, 1000, &PHOTO[1000..], &[]).await;
    let length = PHOTO.len().to_string();
    assert_eq!(
        (rest.status.as_u16(), rest.header("upload-offset")),
        (204, Some(length.as_str()))
    );
    let reply = it.phone.status(&it.visit).await;
    let status = reply.ok();
    let VisitStatus {
        missing_photos,
        receipt,
        ..
    } = reply.read();
    assert_eq!(missing_photos, []);
    let receipt = receipt.unwrap().verify(&it.phone.server_key).unwrap();
    assert_eq!(receipt.photos, [Digest::of(PHOTO)]);
    assert_eq!(
        it.phone.status(&it.visit).await.ok(),
        status,
        "the receipt stays the same"
    );
}

async fn a_finished_upload_stays_finished(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    assert_eq!(it.upload().await.status, 204);
    let again = it.create().await;
    let length = PHOTO.len().to_string();
    assert_eq!(again.status, 201);
    assert_eq!(again.header("upload-offset"), Some(length.as_str()));
    let url = again.header("location").unwrap();
    assert_eq!(it.offset(url).await, Ok(PHOTO.len() as u64));
    assert_eq!(it.patch(url, 0, PHOTO, &[]).await.code(), "upload-offset");
    assert_eq!(it.patch(url, PHOTO.len(), b"", &[]).await.status, 204);
    assert_eq!(it.send("DELETE", url, &[], b"").await.status, 204);
    assert_eq!(it.missing().await, 0, "evidence stays");
}

async fn a_photo_must_be_announced(stage: Stage) {
    let mut it = announce(&stage, PHOTO).await;
    let (phone, visits) = stage.evaluator("Avaliador 2", 1).await;
    let colleague = Announced {
        phone,
        visit: it.visit.clone(),
        photo: it.photo,
        bytes: PHOTO.to_vec(),
    };
    assert_eq!(colleague.create().await.code(), "not-your-visit");
    let unannounced = Announced {
        visit: visits[0].clone(),
        ..colleague
    };
    assert_eq!(unannounced.create().await.code(), "photo-unknown");
    it.bytes.push(0);
    assert_eq!(it.create().await.code(), "photo-unknown", "another digest");
    it.bytes = vec![0; 8 * 1024 * 1024 + 1];
    assert_eq!(it.create().await.code(), "photo-too-large");
}

async fn the_wrong_bytes_are_to_be_sent_anew(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    let url = it.created().await;
    let mut damaged = PHOTO.to_vec();
    damaged[5000] ^= 1;
    let refused = it.patch(&url, 0, &damaged, &[]).await;
    assert_eq!(
        (refused.status.as_u16(), refused.code().as_str()),
        (460, "photo-mismatch")
    );
    assert_eq!(it.offset(&url).await, Err(410), "the upload is gone");
    assert_eq!(it.missing().await, 1);
    assert_eq!(it.upload().await.status, 204);
    assert_eq!(it.missing().await, 0);
}

async fn what_is_no_photo_is_refused_and_changes_nothing(stage: Stage) {
    // A small file that claims to be 65,000 pixels square.
    let mut bomb = Vec::new();
    let small = image::RgbImage::new(16, 16);
    small.write_with_encoder(JpegEncoder::new(&mut bomb)).unwrap();
    let frame = bomb.windows(2).position(|w| w == [0xFF, 0xC0]).unwrap();
    bomb[frame + 5..frame + 9].copy_from_slice(&[0xFD, 0xE8, 0xFD, 0xE8]);
    for (bytes, code) in [
        (&b"<html>not a photo</html>"[..], "photo-invalid"),
        (&bomb, "photo-too-large"),
    ] {
        let it = announce(&stage, bytes).await;
        let refused = it.upload().await;
        assert_eq!(refused.code(), code);
        insta::assert_snapshot!(code, refused.shown());
        assert_eq!(it.missing().await, 1);
    }
}

#[test]
fn a_photo_of_too_many_bytes_is_refused_before_any_of_it_is_sent() {
    on_sqlite(async |stage: Stage| {
        let it = announce(&stage, PHOTO).await;
        let length = (vitrine_shared::wire::MAX_PHOTO_BYTES + 1).to_string();
        let metadata = it.metadata(&Digest::of(PHOTO));
        let headers = [
            ("upload-length", length.as_str()),
            ("upload-metadata", metadata.as_str()),
        ];
        let refused = it.send("POST", "/api/v1/uploads", &headers, b"").await;
        assert_eq!(refused.code(), "photo-too-large");
        assert_eq!(it.missing().await, 1);
    });
}

#[test]
fn the_protocol_is_held_to() {
    on_sqlite(async |stage: Stage| {
        let it = announce(&stage, PHOTO).await;
        let url = it.created().await;
        let chunk = &PHOTO[..10];
        assert_eq!(it.patch(&url, 5, chunk, &[]).await.code(), "upload-offset");
        let typed = [("content-type", "image/jpeg"), ("upload-offset", "0")];
        assert_eq!(
            it.send("PATCH", &url, &typed, chunk).await.code(),
            "unsupported-media-type"
        );
        let no_offset = [("content-type", "application/offset+octet-stream")];
        assert_eq!(
            it.send("PATCH", &url, &no_offset, chunk).await.code(),
            "malformed"
        );

        let old = [("tus-resumable", "0.2.2")];
        let refused = it.phone.api.send("HEAD", &url, &old, Vec::new()).await;
        assert_eq!(
            (refused.status.as_u16(), refused.header("tus-version")),
            (412, Some("1.0.0"))
        );

        let options = it
            .phone
            .api
            .send("OPTIONS", "/api/v1/uploads", &[], Vec::new())
            .await;
        assert_eq!(options.status, 204);
        let extensions = options.header("tus-extension").unwrap();
        assert_eq!(extensions, "creation,checksum,expiration,termination");
        assert_eq!(options.header("tus-checksum-algorithm"), Some("sha1,sha256"));
        assert_eq!(options.header("tus-max-size"), Some("8388608"));

        let long = [PHOTO, b"more"].concat();
        assert_eq!(it.patch(&url, 0, &long, &[]).await.code(), "too-large");
        assert_eq!(it.offset(&url).await, Ok(0), "nothing of it was kept");

        let head = it.send("HEAD", &url, &[], b"").await;
        assert_eq!(head.header("cache-control"), Some("no-store"));
        assert_eq!(
            head.header("upload-length"),
            Some(PHOTO.len().to_string().as_str())
        );
        assert_eq!(
            head.header("upload-metadata"),
            Some(it.metadata(&Digest::of(PHOTO)).as_str())
        );

        let tunnelled = [
            ("content-type", "application/offset+octet-stream"),
            ("upload-offset", "0"),
            ("x-http-method-override", "PATCH"),
        ];
        assert_eq!(it.send("POST", &url, &tunnelled, chunk).await.status, 204);
        assert_eq!(it.send("DELETE", &url, &[], b"").await.status, 204);
        assert_eq!(it.offset(&url).await, Err(410));
        assert_eq!(it.send("DELETE", &url, &[], b"").await.code(), "upload-gone");
    });
}

#[test]
fn a_chunk_is_taken_only_with_its_checksum() {
    on_sqlite(async |stage: Stage| {
        let it = announce(&stage, PHOTO).await;
        let url = it.created().await;
        let chunk = &PHOTO[..4000];
        let sha1 = format!("sha1 {}", STANDARD.encode(Sha1::digest(chunk)));
        let wrong = it
            .patch(&url, 0, &PHOTO[1..4001], &[("upload-checksum", &sha1)])
            .await;
        assert_eq!(
            (wrong.status.as_u16(), wrong.code().as_str()),
            (460, "checksum-mismatch")
        );
        assert_eq!(it.offset(&url).await, Ok(0));
        assert_eq!(
            it.patch(&url, 0, chunk, &[("upload-checksum", &sha1)])
                .await
                .status,
            204
        );
        let rest = &PHOTO[4000..];
        let sha256 = format!("sha256 {}", STANDARD.encode(Sha256::digest(rest)));
        assert_eq!(
            it.patch(&url, 4000, rest, &[("upload-checksum", &sha256)])
                .await
                .status,
            204
        );
        assert_eq!(it.missing().await, 0);
        let md5 = it.patch(&url, 0, chunk, &[("upload-checksum", "md5 AAAA")]).await;
        assert_eq!(md5.code(), "malformed");
    });
}

#[test]
fn an_upload_expires_and_can_be_made_again() {
    on_sqlite(async |stage: Stage| {
        let it = announce(&stage, PHOTO).await;
        let url = it.created().await;
        it.patch(&url, 0, &PHOTO[..1000], &[]).await;
        stage.pass_ms(7 * 24 * 60 * 60 * 1000 + 1000);
        vitrine_backend::services::sweep::sweep(&stage.server.app).await;
        let spool = std::fs::read_dir(stage.folder.path().join("spool")).unwrap();
        assert_eq!(spool.count(), 0, "the sweeper took it");
        assert_eq!(it.offset(&url).await, Err(410));
        assert_eq!(
            it.patch(&url, 1000, &PHOTO[1000..], &[]).await.code(),
            "upload-gone"
        );
        // The new one is begun at the machine's time, which is the past of the server's.
        stage.pass_ms(-7 * 24 * 60 * 60 * 1000 - 1000);
        assert_eq!(it.upload().await.status, 204);
    });
}

#[test]
fn what_arrived_of_a_cut_chunk_is_kept() {
    on_sqlite(async |stage: Stage| {
        let it = announce(&stage, PHOTO).await;
        let url = it.created().await;
        let mut line = tokio::net::TcpStream::connect(stage.server.addr).await.unwrap();
        let head = format!(
            "PATCH {url} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\ntus-resumable: 1.0.0\r\n\
             content-type: application/offset+octet-stream\r\nupload-offset: 0\r\ncontent-length: {}\r\n\r\n",
            it.phone.token,
            PHOTO.len()
        );
        line.write_all(head.as_bytes()).await.unwrap();
        line.write_all(&PHOTO[..3000]).await.unwrap();
        line.flush().await.unwrap();
        // A connection that hangs: whoever asks next takes the upload over.
        let file = stage
            .folder
            .path()
            .join(format!("spool/{}_{}", it.visit, it.photo));
        let deadline = Instant::now() + Duration::from_secs(20);
        while std::fs::metadata(&file).unwrap().len() == 0 {
            assert!(Instant::now() < deadline, "nothing was kept");
            tokio::task::yield_now().await;
        }
        let at = it.offset(&url).await.unwrap();
        assert!((1..=3000).contains(&at), "{at}");
        let at = usize::try_from(at).unwrap();
        assert_eq!(it.patch(&url, at, &PHOTO[at..], &[]).await.status, 204);
        assert_eq!(it.missing().await, 0);
        drop(line);
    });
}
