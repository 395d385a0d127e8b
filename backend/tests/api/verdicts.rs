//! `/api/v1/visits/{visit}/verdicts`

use serde_json::json;

use crate::support::{Stage, both};

both! {
    approved_work_is_graded_and_the_evaluator_reads_it,
    who_may_grade_and_when,
}

async fn approved_work_is_graded_and_the_evaluator_reads_it(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    let moves = format!("/api/v1/visits/{}/moves", visits[0]);
    let path = format!("/api/v1/visits/{}/verdicts", visits[0]);
    let first = json!({ "grade_halves": 7, "words": " Faltou atenção. " });
    stage.admin.post(&moves, &json!({ "to": "in_review" })).await.ok();
    assert_eq!(stage.admin.post(&path, &first).await.code(), "move-not-allowed");
    stage.admin.post(&moves, &json!({ "to": "approved" })).await.ok();
    assert_eq!(stage.admin.post(&path, &first).await.status, 201);
    let second = json!({ "grade_halves": 9, "bonus_minor": 1050 });
    assert_eq!(stage.admin.post(&path, &second).await.status, 201);

    let pulled = phone.api.get("/api/v1/sync?after=0").await.ok();
    let verdict = &pulled["assignments"][0]["verdict"];
    assert_eq!(
        (&verdict["grade_halves"], &verdict["bonus_minor"]),
        (&json!(9), &json!(1050))
    );
    assert!(verdict.get("by_name").is_none(), "not who gave it");
    let told = stage.admin.get(&path).await.ok();
    assert_eq!(
        (&told[0]["grade_halves"], &told[0]["by_name"]),
        (&json!(9), &json!("Admin"))
    );
    assert_eq!(
        told[1]["words"], "Faltou atenção.",
        "what was said before stays on record"
    );
}

async fn who_may_grade_and_when(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    let moves = format!("/api/v1/visits/{}/moves", visits[0]);
    for to in ["in_review", "approved"] {
        stage.admin.post(&moves, &json!({ "to": to })).await.ok();
    }
    let path = format!("/api/v1/visits/{}/verdicts", visits[0]);
    let grade = json!({ "grade_halves": 10 });
    for bad in [
        json!({ "grade_halves": 1 }),
        json!({ "grade_halves": 11 }),
        json!({ "grade_halves": 5, "bonus_minor": -1 }),
        json!({ "grade_halves": 5, "words": "x".repeat(1001) }),
    ] {
        assert_eq!(stage.admin.post(&path, &bad).await.code(), "invalid");
    }
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.post(&path, &grade).await.code(), "forbidden");
    assert_eq!(viewer.get(&path).await.code(), "forbidden");
    assert_eq!(phone.api.post(&path, &grade).await.code(), "not-authenticated");
    let other = stage.other_agency().await;
    assert_eq!(other.post(&path, &grade).await.code(), "not-found");
    assert_eq!(stage.admin.get(&path).await.ok(), json!([]));
}
