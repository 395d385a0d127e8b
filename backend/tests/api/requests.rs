//! `/api/v1/requests`

use serde_json::{Value, json};

use crate::support::{Stage, both};

both! {
    requests_are_answered_in_order_and_again_the_same,
    one_that_is_not_understood_holds_up_no_other,
    a_reason_is_needed_and_has_its_limits,
    requests_need_a_token,
}

const IDS: [&str; 4] = [
    "0199aaaa-0000-7000-8000-000000000001",
    "0199aaaa-0000-7000-8000-000000000002",
    "0199aaaa-0000-7000-8000-000000000003",
    "0199aaaa-0000-7000-8000-000000000004",
];

fn ask(id: &str, kind: &str, visit: &str, reason: Option<&str>) -> Value {
    let mut ask = json!({ "id": id, "at": "2026-05-04T10:00:00Z", "type": kind, "visit": visit });
    if let Some(reason) = reason {
        ask["reason"] = reason.into();
    }
    ask
}

async fn requests_are_answered_in_order_and_again_the_same(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 2).await;
    let body = json!({ "requests": [
        ask(IDS[0], "accept", &visits[0], None),
        ask(IDS[1], "release", &visits[0], Some("Adoeci.")),
        ask(IDS[2], "accept", &visits[0], None),
        ask(IDS[3], "decline", &visits[1], Some("Muito longe.")),
    ] });
    let expected = json!({ "outcomes": [
        { "outcome": "done" },
        { "outcome": "done" },
        { "outcome": "refused", "code": "visit-closed" },
        { "outcome": "done" },
    ] });
    for _ in 0..3 {
        assert_eq!(phone.api.post("/api/v1/requests", &body).await.ok(), expected);
    }
    for visit in &visits {
        let visit = stage.admin.get(&format!("/api/v1/visits/{visit}")).await.ok();
        assert_eq!(visit["state"], "released");
    }
    // The same id with other words in it is another request.
    let other = json!({ "requests": [ask(IDS[3], "decline", &visits[1], Some("Muito caro."))] });
    let refused = phone.api.post("/api/v1/requests", &other).await.ok();
    assert_eq!(refused["outcomes"][0]["code"], "request-conflict");
}

async fn one_that_is_not_understood_holds_up_no_other(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let body = json!({ "requests": [
        ask(IDS[0], "teleport", &visits[0], None),
        ask(IDS[1], "accept", &visits[0], None),
    ] });
    let reply = phone.api.post("/api/v1/requests", &body).await.ok();
    assert_eq!(reply["outcomes"][0]["code"], "malformed");
    assert_eq!(reply["outcomes"][1], json!({ "outcome": "done" }));
    let many: Vec<_> = (0..51).map(|_| ask(IDS[2], "accept", &visits[0], None)).collect();
    let refused = phone
        .api
        .post("/api/v1/requests", &json!({ "requests": many }))
        .await;
    assert_eq!(refused.code(), "too-large");
}

async fn a_reason_is_needed_and_has_its_limits(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    for (id, reason) in [(IDS[0], " ".to_owned()), (IDS[1], "x".repeat(1001))] {
        let body = json!({ "requests": [ask(id, "decline", &visits[0], Some(&reason))] });
        let reply = phone.api.post("/api/v1/requests", &body).await.ok();
        assert_eq!(reply["outcomes"][0]["code"], "invalid");
    }
}

async fn requests_need_a_token(stage: Stage) {
    let body = json!({ "requests": [] });
    for api in [stage.stranger(), stage.person("coordinator").await] {
        let refused = api.post("/api/v1/requests", &body).await;
        assert_eq!(refused.code(), "not-authenticated");
    }
}
