//! `/api/v1/enrol` and `/api/v1/sync`

use serde_json::{Value, json};
use vitrine_shared::id::DeviceId;
use vitrine_shared::signature::SecretKey;

use crate::support::{Device, Stage, both, on_sqlite};

both! {
    a_phone_enrols_and_finds_its_visits,
    a_code_works_for_one_phone_and_again_for_the_same,
    a_code_expires,
    a_revoked_phone_is_told,
    a_phone_with_somebodys_work_is_not_given_to_another,
}

async fn a_phone_enrols_and_finds_its_visits(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 2).await;
    let reply = phone.api.get("/api/v1/sync").await;
    insta::assert_snapshot!("sync", reply.shown());
    let body = reply.ok();
    assert_eq!(body["assignments"].as_array().unwrap().len(), visits.len());

    let after = phone
        .api
        .get(&format!("/api/v1/sync?after={}", body["cursor"]))
        .await
        .ok();
    assert_eq!(after["assignments"], json!([]));
    assert_eq!(after["cursor"], body["cursor"]);

    let digest = body["assignments"][0]["checklist"]["sha256"].as_str().unwrap();
    let checklist = phone.api.get(&format!("/api/v1/checklists/{digest}")).await;
    assert_eq!(
        vitrine_shared::digest::Digest::of(&checklist.bytes).to_string(),
        digest
    );
    assert!(checklist.header("cache-control").unwrap().contains("immutable"));
}

async fn a_code_works_for_one_phone_and_again_for_the_same(stage: Stage) {
    let (_, code) = stage.invited("Avaliador 1").await;
    let (id, key) = (
        DeviceId::new(stage.now(), [1; 10]),
        SecretKey::from_seed(&[1; 32]),
    );
    let request = Device::request(&code.to_lowercase(), id, &key);
    let first = stage.stranger().post("/api/v1/enrol", &request).await;
    insta::assert_snapshot!("enrolled", first.shown());
    let again = stage.stranger().post("/api/v1/enrol", &request).await.ok();
    let works = async |reply: &Value| {
        let token = reply["token"].as_str().unwrap();
        stage
            .stranger()
            .bearing(token)
            .get("/api/v1/sync")
            .await
            .status
            .as_u16()
    };
    // Whichever of the two replies the phone heard last, or first: what it holds works.
    assert_eq!(first.ok()["token"], again["token"]);
    assert_eq!(works(&again).await, 200);

    let other = Device::request(
        &code,
        DeviceId::new(stage.now(), [2; 10]),
        &SecretKey::from_seed(&[2; 32]),
    );
    let refused = stage.stranger().post("/api/v1/enrol", &other).await;
    assert_eq!(refused.code(), "invitation-invalid");
    let unknown = Device::request("0000000000000000", id, &key);
    assert_eq!(
        stage.stranger().post("/api/v1/enrol", &unknown).await.code(),
        "invitation-invalid"
    );
}

async fn a_code_expires(stage: Stage) {
    let (_, code) = stage.invited("Avaliador 1").await;
    stage.pass_ms(48 * 60 * 60 * 1000);
    let request = Device::request(
        &code,
        DeviceId::new(stage.now(), [1; 10]),
        &SecretKey::from_seed(&[1; 32]),
    );
    let late = stage.stranger().post("/api/v1/enrol", &request).await;
    assert_eq!(late.code(), "invitation-expired");
    insta::assert_snapshot!("invitation_expired", late.shown());
}

async fn a_revoked_phone_is_told(stage: Stage) {
    let (phone, _) = stage.evaluator("Avaliador 1", 0).await;
    assert_eq!(phone.api.get("/api/v1/sync").await.status, 200);
    let path = format!("/api/v1/devices/{}", phone.id);
    let revoked = stage.admin.send("DELETE", &path, &[], Vec::new()).await;
    assert_eq!(revoked.status, 204);
    assert_eq!(phone.api.get("/api/v1/sync").await.code(), "device-revoked");
}

async fn a_phone_with_somebodys_work_is_not_given_to_another(stage: Stage) {
    let (phone, _) = stage.evaluator("Avaliador 1", 0).await;
    let (_, code) = stage.invited("Avaliador 2").await;
    let same = Device::request(&code, phone.id, &phone.key);
    let refused = stage.stranger().post("/api/v1/enrol", &same).await;
    assert_eq!(refused.code(), "device-of-another");
    // The code is not used up, and the phone goes on for whom it was.
    assert_eq!(phone.api.get("/api/v1/sync").await.status, 200);
    Device::enrol(&stage.stranger(), &code).await;
}

#[test]
fn what_is_no_key_or_no_token_is_refused() {
    on_sqlite(async |stage: Stage| {
        let request = json!({ "code": "x", "device": "x", "public_key": "x", "label": "x" });
        assert_eq!(
            stage.stranger().post("/api/v1/enrol", &request).await.code(),
            "malformed"
        );
        assert_eq!(
            stage.stranger().get("/api/v1/sync").await.code(),
            "not-authenticated"
        );
        let made_up = stage.stranger().bearing("made-up");
        assert_eq!(made_up.get("/api/v1/sync").await.code(), "not-authenticated");
    });
}
