//! `/api/v1/checklists`

use crate::support::{CHECKLIST, Stage, both};

both! {
    publishing_the_same_again_changes_nothing,
    a_published_version_never_changes,
    a_malformed_checklist_is_told_every_finding,
    a_wave_needs_a_published_checklist,
}

async fn publishing_the_same_again_changes_nothing(stage: Stage) {
    let reformatted = format!("# A comment.\n\n{CHECKLIST}");
    let again = stage.admin.publish(&reformatted).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.ok(), stage.checklist);
    insta::assert_snapshot!("published", again.shown());
}

async fn a_published_version_never_changes(stage: Stage) {
    let changed = CHECKLIST.replace("Were you greeted?", "Did anybody greet you?");
    assert_eq!(stage.admin.publish(&changed).await.code(), "checklist-conflict");
    let next = changed.replace("version = 1", "version = 2");
    assert_eq!(stage.admin.publish(&next).await.status, 201);
}

async fn a_malformed_checklist_is_told_every_finding(stage: Stage) {
    let broken = CHECKLIST
        .replace("version = 1", "version = 3")
        .replace("pillar = \"people\"", "pillar = \"weather\"")
        .replace("kind = \"nps\"", "kind = \"horoscope\"")
        .replace("stage = \"active_evaluation\"", "stage = \"nowhere\"");
    let refused = stage.admin.publish(&broken).await;
    assert_eq!(refused.code(), "checklist-invalid");
    insta::assert_snapshot!("checklist_invalid", refused.shown());
    assert_eq!(
        stage.admin.publish("= not toml").await.code(),
        "checklist-invalid"
    );
    let digest = stage.checklist["sha256"].as_str().unwrap();
    let (phone, _) = stage.evaluator("Avaliador 1", 1).await;
    assert_eq!(
        phone
            .api
            .get(&format!("/api/v1/checklists/{digest}"))
            .await
            .status,
        200
    );
}

async fn a_wave_needs_a_published_checklist(stage: Stage) {
    let mut name = stage.checklist.clone();
    name["version"] = 7.into();
    let wave = serde_json::json!({
        "client": stage.client, "name": "Onda 2", "checklist": name,
        "opens_at": stage.now(), "closes_at": stage.now().plus_ms(1000),
    });
    let refused = stage.admin.post("/api/v1/waves", &wave).await;
    assert_eq!(refused.code(), "checklist-unknown");
}
