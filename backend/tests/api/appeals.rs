//! `/api/v1/visits/{visit}/rejections` and `/appeal`, and the evaluator's half in requests and sync.

use serde_json::{Value, json};

use crate::support::{Device, Stage, both};

both! {
    a_rejection_says_why_and_is_appealed_once,
    an_appeal_that_is_taken_up_brings_the_visit_back_into_review,
    a_dismissal_says_why_and_the_rejection_stays,
    late_empty_and_foreign_appeals_are_refused,
    only_staff_of_the_agency_decide,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

/// A visit that was handed in and rejected.
async fn rejected(stage: &Stage) -> (Device, String) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let visit = visits[0].clone();
    phone.push(phone.log(&visit).fill().submit(), 1).await.ok();
    step(stage, &visit, json!({ "to": "in_review" })).await;
    step(
        stage,
        &visit,
        json!({ "to": "rejected", "reason": " Fora do horário. " }),
    )
    .await;
    (phone, visit)
}

async fn step(stage: &Stage, visit: &str, to: Value) {
    let path = format!("/api/v1/visits/{visit}/moves");
    stage.admin.post(&path, &to).await.ok();
}

async fn decide(stage: &Stage, visit: &str, decided: Value) -> Value {
    let path = format!("/api/v1/visits/{visit}/appeal");
    stage.admin.post(&path, &decided).await.ok()
}

/// What became of an appeal; `number` tells requests apart.
async fn appeal(phone: &Device, number: u8, visit: &str, rejection: u32, words: &str) -> Value {
    let request = json!({
        "id": format!("0199aaaa-0000-7000-8000-0000000000{number:02}"), "at": "2026-05-04T10:00:00Z", "type": "appeal",
        "visit": visit, "rejection": rejection, "words": words,
    });
    let body = json!({ "requests": [request] });
    let reply = phone.api.post("/api/v1/requests", &body).await.ok();
    reply["outcomes"][0].clone()
}

async fn told(phone: &Device) -> Value {
    let pulled = phone.api.get("/api/v1/sync?after=0").await.ok();
    pulled["assignments"][0].clone()
}

fn done() -> Value {
    json!({ "outcome": "done" })
}

async fn a_rejection_says_why_and_is_appealed_once(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let visit = &visits[0];
    phone.push(phone.log(visit).fill().submit(), 1).await.ok();
    step(&stage, visit, json!({ "to": "in_review" })).await;
    let moves = format!("/api/v1/visits/{visit}/moves");
    for reason in [json!(null), json!("  "), json!("x".repeat(1001))] {
        let refused = stage
            .admin
            .post(&moves, &json!({ "to": "rejected", "reason": reason }))
            .await;
        assert_eq!(refused.code(), "invalid");
    }
    step(
        &stage,
        visit,
        json!({ "to": "rejected", "reason": " Fora do horário. " }),
    )
    .await;

    let rejection = told(&phone).await["rejections"][0].clone();
    assert_eq!(
        (&rejection["number"], &rejection["words"]),
        (&json!(1), &json!("Fora do horário."))
    );
    assert!(rejection.get("by_name").is_none(), "not who rejected");
    assert_eq!(appeal(&phone, 1, visit, 2, "Eu?").await["code"], "appeal-closed");
    for _ in 0..2 {
        assert_eq!(
            appeal(&phone, 2, visit, 1, " Estive lá às 15h. ").await["outcome"],
            "done"
        );
        // Another request, not the same once more.
        assert_eq!(
            appeal(&phone, 3, visit, 1, "E mais isto.").await["code"],
            "appeal-closed"
        );
    }
    let rejection = told(&phone).await["rejections"][0].clone();
    assert_eq!(rejection["appeal"]["words"], "Estive lá às 15h.");
    assert!(rejection["appeal"].get("decision").is_none());

    let lines = stage
        .admin
        .get(&format!("/api/v1/visits/{visit}/rejections"))
        .await
        .ok();
    assert_eq!(lines[0]["by_name"], "Admin");
    let open = stage.admin.get("/api/v1/appeals").await.ok();
    assert_eq!(
        (&open[0]["visit"], &open[0]["evaluator_name"]),
        (&json!(visit), &json!("Avaliador 1"))
    );
}

async fn an_appeal_that_is_taken_up_brings_the_visit_back_into_review(stage: Stage) {
    let (phone, visit) = rejected(&stage).await;
    assert_eq!(appeal(&phone, 1, &visit, 1, "Não concordo.").await, done());
    let after = decide(
        &stage,
        &visit,
        json!({ "outcome": "taken_up", "words": "Vamos olhar." }),
    )
    .await;
    assert_eq!(after["state"], "in_review");
    let assignment = told(&phone).await;
    assert_eq!(assignment["state"], "in_review");
    let decision = &assignment["rejections"][0]["appeal"]["decision"];
    assert_eq!(
        (&decision["outcome"], &decision["words"]),
        (&json!("taken_up"), &json!("Vamos olhar."))
    );
    assert_eq!(stage.admin.get("/api/v1/appeals").await.ok(), json!([]));
    let lines = stage
        .admin
        .get(&format!("/api/v1/visits/{visit}/rejections"))
        .await
        .ok();
    assert_eq!(lines[0]["decided_by_name"], "Admin");

    // Rejected again, it is another rejection with an appeal of its own; whoever takes it back into
    // review takes up what is open.
    step(
        &stage,
        &visit,
        json!({ "to": "rejected", "reason": "Ainda não." }),
    )
    .await;
    assert_eq!(
        appeal(&phone, 2, &visit, 1, "De novo.").await["code"],
        "appeal-closed"
    );
    assert_eq!(appeal(&phone, 3, &visit, 2, "De novo.").await, done());
    step(&stage, &visit, json!({ "to": "in_review" })).await;
    step(&stage, &visit, json!({ "to": "approved" })).await;
    let assignment = told(&phone).await;
    assert_eq!(assignment["state"], "approved");
    assert_eq!(assignment["rejections"][1]["number"], 2);
    assert_eq!(
        assignment["rejections"][1]["appeal"]["decision"]["outcome"],
        "taken_up"
    );
}

async fn a_dismissal_says_why_and_the_rejection_stays(stage: Stage) {
    let (phone, visit) = rejected(&stage).await;
    let path = format!("/api/v1/visits/{visit}/appeal");
    let dismissal = json!({ "outcome": "dismissed", "words": "As fotos são de outro dia." });
    assert_eq!(
        stage.admin.post(&path, &dismissal).await.code(),
        "move-not-allowed"
    );
    assert_eq!(appeal(&phone, 1, &visit, 1, "Não concordo.").await, done());
    let silent = json!({ "outcome": "dismissed", "words": " " });
    assert_eq!(stage.admin.post(&path, &silent).await.code(), "invalid");
    assert_eq!(
        decide(&stage, &visit, dismissal.clone()).await["state"],
        "rejected"
    );
    assert_eq!(
        stage.admin.post(&path, &dismissal).await.code(),
        "move-not-allowed",
        "once"
    );
    let assignment = told(&phone).await;
    assert_eq!(assignment["state"], "rejected");
    let decision = &assignment["rejections"][0]["appeal"]["decision"];
    assert_eq!(
        (&decision["outcome"], &decision["words"]),
        (&json!("dismissed"), &json!("As fotos são de outro dia."))
    );
    assert_eq!(
        appeal(&phone, 2, &visit, 1, "Outra vez.").await["code"],
        "appeal-closed"
    );
}

async fn late_empty_and_foreign_appeals_are_refused(stage: Stage) {
    let (phone, visit) = rejected(&stage).await;
    let (other, _) = stage.evaluator("Avaliador 2", 0).await;
    assert_eq!(
        appeal(&other, 1, &visit, 1, "Não fui eu.").await["code"],
        "not-your-visit"
    );
    assert_eq!(appeal(&phone, 2, &visit, 1, "  ").await["code"], "invalid");
    let long = "x".repeat(1001);
    assert_eq!(appeal(&phone, 3, &visit, 1, &long).await["code"], "invalid");
    // A day more than the seven: what was written in time may have waited for a network.
    stage.pass_ms(8 * DAY_MS + 60_000);
    assert_eq!(
        appeal(&phone, 4, &visit, 1, "Tarde demais.").await["code"],
        "appeal-late"
    );
    assert_eq!(told(&phone).await["rejections"][0].get("appeal"), None);
}

async fn only_staff_of_the_agency_decide(stage: Stage) {
    let (phone, visit) = rejected(&stage).await;
    assert_eq!(appeal(&phone, 1, &visit, 1, "Não concordo.").await, done());
    let path = format!("/api/v1/visits/{visit}/appeal");
    let taken = json!({ "outcome": "taken_up" });
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.post(&path, &taken).await.code(), "forbidden");
    assert_eq!(viewer.get("/api/v1/appeals").await.code(), "forbidden");
    let rejections = format!("/api/v1/visits/{visit}/rejections");
    assert_eq!(viewer.get(&rejections).await.code(), "forbidden");
    assert_eq!(phone.api.post(&path, &taken).await.code(), "not-authenticated");
    let other = stage.other_agency().await;
    assert_eq!(other.post(&path, &taken).await.code(), "not-found");
    assert_eq!(other.get(&rejections).await.code(), "not-found");
    assert_eq!(other.get("/api/v1/appeals").await.ok(), json!([]));
    let reviewer = stage.person("reviewer").await;
    assert_eq!(reviewer.post(&path, &taken).await.ok()["state"], "in_review");
}
