//! `/api/v1/visits/{visit}/photos/{photo}`

use crate::support::{PHOTO, announce};
use crate::support::{Stage, both};

both! { staff_see_photos_without_their_metadata, a_photo_that_has_not_arrived_is_not_there }

async fn staff_see_photos_without_their_metadata(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    assert_eq!(it.upload().await.status, 204);
    let path = format!("/api/v1/visits/{}/photos/{}", it.visit, it.photo());
    for size in ["", "?size=thumb"] {
        let shown = stage.admin.get(&format!("{path}{size}")).await;
        assert_eq!(shown.status, 200);
        assert_eq!(shown.header("content-type"), Some("image/jpeg"));
        assert!(!shown.bytes.windows(4).any(|w| w == b"Exif"));
        assert_ne!(shown.bytes, PHOTO);
        let again = stage.admin.get(&format!("{path}{size}")).await;
        assert_eq!(again.bytes, shown.bytes);
    }
    assert_eq!(
        stage.admin.get(&format!("{path}?size=huge")).await.code(),
        "malformed"
    );
    assert_eq!(stage.stranger().get(&path).await.code(), "not-authenticated");
    assert_eq!(stage.other_agency().await.get(&path).await.code(), "not-found");
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.get(&path).await.code(), "not-found", "not published yet");
    let moves = format!("/api/v1/visits/{}/moves", it.visit);
    for to in ["in_review", "approved", "published"] {
        stage
            .admin
            .post(&moves, &serde_json::json!({ "to": to }))
            .await
            .ok();
    }
    assert_eq!(viewer.get(&path).await.status, 200);
}

async fn a_photo_that_has_not_arrived_is_not_there(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    let path = format!("/api/v1/visits/{}/photos/{}", it.visit, it.photo());
    assert_eq!(stage.admin.get(&path).await.code(), "not-found");
}
