//! `/api/v1/clients`, `/users`, `/waves` and `/visits`

use serde_json::json;

use crate::support::{PHOTO, announce};
use crate::support::{Stage, both};

both! {
    a_visit_goes_from_submission_to_the_brand,
    review_waits_for_the_photos,
    who_reviews_neither_plans_nor_publishes,
    a_brand_sees_only_what_was_published,
    values_out_of_their_limits_are_told_with_their_place,
    names_are_taken_once,
    nothing_of_another_agency_can_be_named,
}

async fn a_visit_goes_from_submission_to_the_brand(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    let moves = format!("/api/v1/visits/{}/moves", visits[0]);
    let skipped = stage.admin.post(&moves, &json!({ "to": "published" })).await;
    assert_eq!(skipped.code(), "move-not-allowed");
    insta::assert_snapshot!("move_not_allowed", skipped.shown());
    for to in ["in_review", "approved", "published"] {
        stage.admin.post(&moves, &json!({ "to": to })).await.ok();
    }
    let lines = stage
        .admin
        .get(&format!("/api/v1/waves/{}/visits", stage.wave))
        .await;
    insta::assert_snapshot!("wave_visits", lines.shown());
    let visit = stage.admin.get(&format!("/api/v1/visits/{}", visits[0])).await;
    insta::assert_snapshot!("visit", visit.shown());
}

async fn review_waits_for_the_photos(stage: Stage) {
    let it = announce(&stage, PHOTO).await;
    let moves = format!("/api/v1/visits/{}/moves", it.visit);
    let early = stage.admin.post(&moves, &json!({ "to": "in_review" })).await;
    assert_eq!(early.code(), "media-incomplete");
    assert_eq!(it.upload().await.status, 204);
    assert_eq!(
        stage.admin.post(&moves, &json!({ "to": "in_review" })).await.ok()["state"],
        "in_review"
    );
}

async fn who_reviews_neither_plans_nor_publishes(stage: Stage) {
    let reviewer = stage.person("reviewer").await;
    let planned = reviewer
        .post("/api/v1/clients", &json!({ "name": "Outra marca" }))
        .await;
    assert_eq!(planned.code(), "forbidden");
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    let moves = format!("/api/v1/visits/{}/moves", visits[0]);
    for to in ["in_review", "approved"] {
        reviewer.post(&moves, &json!({ "to": to })).await.ok();
    }
    assert_eq!(
        reviewer.post(&moves, &json!({ "to": "published" })).await.code(),
        "forbidden"
    );
    let coordinator = stage.person("coordinator").await;
    assert_eq!(
        coordinator
            .post(&moves, &json!({ "to": "published" }))
            .await
            .status,
        200
    );
}

async fn a_brand_sees_only_what_was_published(stage: Stage) {
    let (_, visits) = stage.evaluator("Avaliador 1", 1).await;
    let viewer = stage.person("client_viewer").await;
    let visit = format!("/api/v1/visits/{}", visits[0]);
    assert_eq!(viewer.get(&visit).await.code(), "not-found");
    let moved = viewer
        .post(&format!("{visit}/moves"), &json!({ "to": "cancelled" }))
        .await;
    assert_eq!(moved.code(), "forbidden");
    let lines = viewer.get(&format!("/api/v1/waves/{}/visits", stage.wave)).await;
    assert_eq!(lines.ok(), json!([]));
    let (phone, _) = stage.evaluator("Avaliador 2", 0).await;
    assert_eq!(
        phone.api.get(&visit).await.code(),
        "not-authenticated",
        "a phone has no session"
    );
}

async fn values_out_of_their_limits_are_told_with_their_place(stage: Stage) {
    let bad = json!([{
        "code": " ", "name": "Loja", "address": "Rua Um", "lat_e7": 900000001i64,
        "time_zone": "são paulo", "ownership": "own",
    }]);
    let path = format!("/api/v1/clients/{}/locations", stage.client);
    let refused = stage.admin.post(&path, &bad).await;
    assert_eq!(refused.code(), "invalid");
    insta::assert_snapshot!("locations_invalid", refused.shown());

    let mut visit = stage.visit_at(&stage.client);
    visit["closes_at"] = json!(stage.now().plus_ms(-10 * 24 * 3600 * 1000));
    visit["currency"] = "reais".into();
    visit["persona"] = "pirate".into();
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let refused = stage.admin.post(&path, &json!([visit])).await;
    insta::assert_snapshot!("visits_invalid", refused.shown());

    let person = json!({ "name": "X", "email": "x", "role": "client_viewer", "password": "short" });
    let refused = stage.admin.post("/api/v1/users", &person).await;
    insta::assert_snapshot!("user_invalid", refused.shown());
}

async fn names_are_taken_once(stage: Stage) {
    let again = stage
        .admin
        .post("/api/v1/clients", &json!({ "name": "Marca" }))
        .await;
    assert_eq!(again.code(), "already-exists");
    insta::assert_snapshot!("client_exists", again.shown());
    let other = stage.other_agency().await;
    assert_eq!(
        other
            .post("/api/v1/clients", &json!({ "name": "Marca" }))
            .await
            .status,
        201
    );
}

async fn nothing_of_another_agency_can_be_named(stage: Stage) {
    let other = stage.other_agency().await;
    let (user, _) = stage.invited("Avaliador 1").await;
    let wave = format!("/api/v1/waves/{}/visits", stage.wave);
    assert_eq!(other.get(&wave).await.code(), "not-found");
    assert_eq!(
        other.post(&wave, &json!([stage.visit_at(&user)])).await.code(),
        "not-found"
    );
    let nodes = format!("/api/v1/clients/{}/nodes", stage.client);
    let node = json!({ "name": "Norte", "level": "region" });
    assert_eq!(other.post(&nodes, &node).await.code(), "not-found");
    assert_eq!(stage.admin.post(&nodes, &node).await.status, 201);
    let invitations = format!("/api/v1/users/{user}/invitations");
    assert_eq!(other.post(&invitations, &json!({})).await.code(), "not-found");
    assert_eq!(other.get("/api/v1/visits/not-an-id").await.code(), "not-found");
}
