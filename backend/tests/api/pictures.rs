//! `/api/v1/pictures`

use std::io::Cursor;

use image::{ImageFormat, Rgb, RgbImage};
use serde_json::{Value, json};
use vitrine_shared::digest::Digest;

use crate::support::{Api, CHECKLIST, PHOTO, Reply, Stage, both};

both! {
    a_picture_is_made_small_and_loses_its_metadata,
    the_same_upload_is_the_same_picture,
    what_is_no_picture_is_refused,
    a_checklist_names_only_pictures_that_were_uploaded,
    a_published_checklist_keeps_its_picture,
    a_picture_is_for_those_who_may_read_its_checklist,
    only_planners_upload,
}

impl Api {
    async fn upload(&self, name: &str, bytes: Vec<u8>) -> Reply {
        let path = format!("/api/v1/pictures?name={name}");
        self.send("POST", &path, &[("accept-language", "en")], bytes)
            .await
    }
}

/// A plain picture of this colour, as a drawing program saves it.
fn drawn(colour: [u8; 3]) -> Vec<u8> {
    png(&RgbImage::from_pixel(120, 90, Rgb(colour)))
}

fn png(picture: &RgbImage) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    picture.write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

/// The checklist with pictures beside its first question.
fn illustrated(version: u32, file: &str) -> String {
    CHECKLIST
        .replacen("version = 1", &format!("version = {version}"), 1)
        .replacen(
            "kind = \"yes_no\"",
            &format!("kind = \"yes_no\"\npictures = [{{ file = \"{file}\", shows = \"good\", caption = \"A greeting\" }}]"),
            1,
        )
}

async fn a_picture_is_made_small_and_loses_its_metadata(stage: Stage) {
    let kept = stage.admin.upload("front.jpg", PHOTO.to_vec()).await.ok();
    let shown = stage
        .admin
        .get(&format!("/api/v1/pictures/{}", sha256(&kept)))
        .await;
    assert_eq!(shown.status, 200);
    assert_eq!(shown.header("content-type"), Some("image/jpeg"));
    assert_eq!(shown.bytes.len() as u64, kept["size_bytes"].as_u64().unwrap());
    assert_eq!(Digest::of(&shown.bytes).to_string(), sha256(&kept));
    assert!(!shown.bytes.windows(4).any(|w| w == b"Exif"));
    let wide = RgbImage::from_pixel(2000, 400, Rgb([9, 90, 90]));
    let wide = stage.admin.upload("wide.png", png(&wide)).await.ok();
    assert_eq!(
        (wide["width"].as_u64(), wide["height"].as_u64()),
        (Some(1280), Some(256))
    );
    let listed = stage.admin.get("/api/v1/pictures").await.ok();
    assert_eq!(listed, json!([kept, wide]));
}

async fn the_same_upload_is_the_same_picture(stage: Stage) {
    let first = stage.admin.upload("a.png", drawn([200, 0, 0])).await.ok();
    let again = stage.admin.upload("a.png", drawn([200, 0, 0])).await.ok();
    assert_eq!(first, again);
    let other_name = stage.admin.upload("b.png", drawn([200, 0, 0])).await.ok();
    assert_eq!(sha256(&other_name), sha256(&first));
    let taken_over = stage.admin.upload("a.png", drawn([0, 0, 200])).await.ok();
    assert_ne!(sha256(&taken_over), sha256(&first));
    let listed = stage.admin.get("/api/v1/pictures").await.ok();
    assert_eq!(listed, json!([taken_over, other_name]));
}

async fn what_is_no_picture_is_refused(stage: Stage) {
    let svg = b"<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>".to_vec();
    let mut bomb = drawn([0, 0, 0]);
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let cut = PHOTO[..2000].to_vec();
    for hostile in [Vec::new(), b"GIF89a".to_vec(), svg, bomb, cut] {
        assert_eq!(stage.admin.upload("x.png", hostile).await.code(), "photo-invalid");
    }
    let huge = vec![0; 8 * 1024 * 1024 + 1];
    assert_eq!(stage.admin.upload("x.png", huge).await.code(), "too-large");
    for name in ["", "..%2F..%2Fetc", "a%20b", &"x".repeat(81)] {
        let refused = stage.admin.upload(name, drawn([1, 2, 3])).await;
        assert_eq!(refused.code(), "invalid", "{name}");
    }
    assert_eq!(stage.admin.get("/api/v1/pictures").await.ok(), json!([]));
}

async fn a_checklist_names_only_pictures_that_were_uploaded(stage: Stage) {
    let refused = stage.admin.publish(&illustrated(2, "greting.png")).await;
    assert_eq!(refused.code(), "checklist-invalid");
    insta::assert_snapshot!("picture_unknown", refused.shown());
    stage.admin.upload("greeting.png", drawn([0, 90, 0])).await.ok();
    let refused = stage.admin.publish(&illustrated(2, "greting.png")).await;
    assert!(refused.shown().contains("did you mean `greeting.png`?"));
    let published = stage.admin.publish(&illustrated(2, "greeting.png")).await;
    assert_eq!(published.status, 201);
    let other = stage.other_agency().await;
    let refused = other.publish(&illustrated(2, "greeting.png")).await;
    assert_eq!(
        refused.code(),
        "checklist-invalid",
        "another agency's picture is no picture"
    );
}

async fn a_published_checklist_keeps_its_picture(stage: Stage) {
    let first = stage.admin.upload("greeting.png", drawn([0, 90, 0])).await.ok();
    let published = stage.admin.publish(&illustrated(2, "greeting.png")).await.ok();
    stage.admin.upload("greeting.png", drawn([90, 0, 0])).await.ok();
    let shown = stage
        .admin
        .get(&format!("/api/v1/pictures/{}", sha256(&first)))
        .await;
    assert_eq!(shown.status, 200);
    let again = stage.admin.publish(&illustrated(2, "greeting.png")).await;
    assert_eq!(
        again.code(),
        "checklist-conflict",
        "a version never changes, nor do its pictures"
    );
    stage.admin.upload("greeting.png", drawn([0, 90, 0])).await.ok();
    let same = stage.admin.publish(&illustrated(2, "greeting.png")).await;
    assert_eq!((same.status.as_u16(), same.ok()), (200, published));
}

async fn a_picture_is_for_those_who_may_read_its_checklist(stage: Stage) {
    let kept = stage.admin.upload("greeting.png", drawn([0, 90, 0])).await.ok();
    let published = stage.admin.publish(&illustrated(2, "greeting.png")).await.ok();
    let path = format!("/api/v1/pictures/{}", sha256(&kept));
    let (phone, _) = stage.evaluator("Avaliador 1", 1).await;
    let refused = phone.api.get(&path).await;
    assert_eq!(refused.code(), "not-found", "their visit runs another checklist");
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.get(&path).await.code(), "not-found");

    let wave = json!({
        "client": stage.client, "name": "Onda 2", "checklist": published,
        "opens_at": stage.now().plus_ms(-100_000_000), "closes_at": stage.now().plus_ms(1_000_000_000),
    });
    let wave = stage.admin.post("/api/v1/waves", &wave).await.ok();
    let (user, code) = stage.invited("Avaliador 2").await;
    let theirs = crate::support::Device::enrol(&stage.stranger(), &code).await;
    let visits = format!("/api/v1/waves/{}/visits", wave["id"].as_str().unwrap());
    stage
        .admin
        .post(&visits, &json!([stage.visit_at(&user)]))
        .await
        .ok();
    let shown = theirs.api.get(&path).await;
    assert_eq!(shown.status, 200);
    assert_eq!(Digest::of(&shown.bytes).to_string(), sha256(&kept));
    assert!(shown.header("cache-control").unwrap().contains("immutable"));
    assert_eq!(viewer.get(&path).await.status, 200);
    assert_eq!(phone.api.get(&path).await.code(), "not-found");
    assert_eq!(stage.other_agency().await.get(&path).await.code(), "not-found");
    assert_eq!(stage.stranger().get(&path).await.code(), "not-authenticated");
    assert_eq!(theirs.api.get("/api/v1/pictures/etc").await.code(), "not-found");
}

async fn only_planners_upload(stage: Stage) {
    let reviewer = stage.person("reviewer").await;
    assert_eq!(
        reviewer.upload("a.png", drawn([1, 2, 3])).await.code(),
        "forbidden"
    );
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.upload("a.png", drawn([1, 2, 3])).await.code(), "forbidden");
    let (phone, _) = stage.evaluator("Avaliador 1", 1).await;
    assert_eq!(
        phone.api.upload("a.png", drawn([1, 2, 3])).await.code(),
        "not-authenticated"
    );
    let coordinator = stage.person("coordinator").await;
    assert_eq!(coordinator.upload("a.png", drawn([1, 2, 3])).await.status, 200);
}

fn sha256(picture: &Value) -> String {
    picture["sha256"].as_str().unwrap().to_owned()
}
