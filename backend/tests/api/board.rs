//! `/api/v1/board`, `/api/v1/waves/{wave}/offers` and `/rules`, `/api/v1/clients/{client}/conflicts`

use serde_json::{Value, json};

use crate::support::{Device, Stage, both};

both! {
    what_is_offered_is_on_everybodys_board_until_somebody_takes_it,
    the_board_says_which_rule_refuses_and_until_when,
    rules_hold_for_whoever_assigns,
    who_was_graded_too_low_is_refused_and_a_beginner_is_not,
    one_person_cannot_take_two_visits_past_a_rule_at_once,
    who_coordinates_sees_why_a_visit_came_back_and_gives_it_on,
}

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

async fn planned(stage: &Stage, location: usize, count: usize) -> Vec<String> {
    let visit = json!({
        "location": stage.locations[location], "scenario": "Procure um presente.",
        "opens_at": stage.now(), "closes_at": stage.now().plus_ms(DAY_MS),
        "fee_minor": 4500, "currency": "BRL",
    });
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let made = stage.admin.post(&path, &vec![visit; count]).await.ok();
    let ids = made.as_array().unwrap().iter();
    ids.map(|it| it["id"].as_str().unwrap().to_owned()).collect()
}

async fn offer(stage: &Stage, visits: &[String]) {
    let path = format!("/api/v1/waves/{}/offers", stage.wave);
    let done = stage.admin.post(&path, &json!({ "visits": visits })).await;
    assert_eq!(done.status, 204);
}

async fn set_rules(stage: &Stage, rules: Value) {
    let path = format!("/api/v1/waves/{}/rules", stage.wave);
    let headers = [("content-type", "application/json")];
    let done = stage
        .admin
        .send("PUT", &path, &headers, rules.to_string().into_bytes())
        .await;
    assert_eq!(done.status, 204);
}

async fn board(phone: &Device) -> Vec<Value> {
    let board = phone.api.get("/api/v1/board").await.ok();
    board["offers"].as_array().unwrap().clone()
}

async fn claim(phone: &Device, number: u8, visit: &str) -> Value {
    let device = phone.id.to_string();
    let id = format!(
        "0199aaaa-0000-7000-8000-{}{number:02}",
        &device[device.len() - 10..]
    );
    let body = json!({ "requests": [
        { "id": id, "at": "2026-05-04T10:00:00Z", "type": "claim", "visit": visit },
    ] });
    phone.api.post("/api/v1/requests", &body).await.ok()["outcomes"][0].clone()
}

async fn what_is_offered_is_on_everybodys_board_until_somebody_takes_it(stage: Stage) {
    let (first, _) = stage.evaluator("Avaliador 1", 0).await;
    let (second, _) = stage.evaluator("Avaliador 2", 0).await;
    let visits = planned(&stage, 0, 2).await;
    assert_eq!(board(&first).await, Vec::<Value>::new());
    offer(&stage, &visits[..1]).await;
    for phone in [&first, &second] {
        let offers = board(phone).await;
        assert_eq!(offers.len(), 1);
        assert_eq!(offers[0]["visit"]["visit"], visits[0].as_str());
        assert_eq!(offers[0]["visit"]["state"], "offered");
        assert_eq!(offers[0].get("refusals"), None);
    }
    assert_eq!(claim(&first, 1, &visits[0]).await["outcome"], "done");
    let late = claim(&second, 1, &visits[0]).await;
    assert_eq!(late["code"], "visit-taken");
    assert_eq!(board(&second).await, Vec::<Value>::new());
    let feed = first.api.get("/api/v1/sync?after=0").await.ok();
    assert_eq!(feed["assignments"][0]["state"], "accepted");
    // Once its time has passed, nobody sees it any more.
    offer(&stage, &visits[1..]).await;
    stage.pass_ms(DAY_MS + 1);
    assert_eq!(board(&second).await, Vec::<Value>::new());
    assert_eq!(claim(&second, 2, &visits[1]).await["code"], "rule-window");
    assert_eq!(
        stage.stranger().get("/api/v1/board").await.code(),
        "not-authenticated"
    );
}

async fn the_board_says_which_rule_refuses_and_until_when(stage: Stage) {
    let (user, code) = stage.invited("Avaliador 1").await;
    let phone = Device::enrol(&stage.stranger(), &code).await;
    let done = stage.assign(&user, 1).await;
    phone.push(phone.log(&done[0]).fill().submit(), 1).await.ok();
    let there = planned(&stage, 0, 1).await;
    let elsewhere = planned(&stage, 1, 1).await;
    offer(&stage, &[there[0].clone(), elsewhere[0].clone()]).await;
    set_rules(&stage, json!({ "rotation_days": 30 })).await;
    let offers = board(&phone).await;
    let of = |visit: &str| offers.iter().find(|it| it["visit"]["visit"] == visit).unwrap();
    assert_eq!(of(&elsewhere[0]).get("refusals"), None);
    let refusal = &of(&there[0])["refusals"][0];
    assert_eq!(refusal["code"], "rule-rotation");
    let refused = claim(&phone, 1, &there[0]).await;
    assert_eq!(
        (&refused["code"], &refused["until"]),
        (&refusal["code"], &refusal["until"])
    );

    let (other, _) = stage.evaluator("Avaliador 2", 0).await;
    assert!(board(&other).await.iter().all(|it| it.get("refusals").is_none()));
    let path = format!("/api/v1/clients/{}/conflicts/{user}", stage.client);
    let headers = [("content-type", "application/json")];
    let noted = stage.admin.send("PUT", &path, &headers, b"{}".to_vec()).await;
    assert_eq!(noted.status, 204);
    assert_eq!(claim(&phone, 2, &elsewhere[0]).await["code"], "rule-conflict");
    let cleared = stage.admin.send("DELETE", &path, &[], Vec::new()).await;
    assert_eq!(cleared.status, 204);
    assert_eq!(claim(&phone, 3, &elsewhere[0]).await["outcome"], "done");
}

async fn who_was_graded_too_low_is_refused_and_a_beginner_is_not(stage: Stage) {
    let (graded, done) = stage.evaluator("Avaliador 1", 1).await;
    let (beginner, _) = stage.evaluator("Avaliador 2", 0).await;
    graded.push(graded.log(&done[0]).fill().submit(), 1).await.ok();
    let moves = format!("/api/v1/visits/{}/moves", done[0]);
    for to in ["in_review", "approved"] {
        stage.admin.post(&moves, &json!({ "to": to })).await.ok();
    }
    let visits = planned(&stage, 1, 2).await;
    offer(&stage, &visits).await;
    set_rules(&stage, json!({ "min_grade_halves": 8 })).await;
    let refusals = async |phone: &Device| board(phone).await[0].get("refusals").cloned();
    assert_eq!(refusals(&graded).await, None, "approved and not graded");

    let verdicts = format!("/api/v1/visits/{}/verdicts", done[0]);
    let grade = async |halves: u8| {
        let given = stage
            .admin
            .post(&verdicts, &json!({ "grade_halves": halves }))
            .await;
        assert_eq!(given.status, 201);
    };
    grade(7).await;
    assert_eq!(refusals(&graded).await, Some(json!([{ "code": "rule-grade" }])));
    assert_eq!(claim(&graded, 1, &visits[0]).await["code"], "rule-grade");
    assert_eq!(refusals(&beginner).await, None);
    assert_eq!(claim(&beginner, 1, &visits[0]).await["outcome"], "done");
    // Graded anew, the last word counts.
    grade(8).await;
    assert_eq!(claim(&graded, 2, &visits[1]).await["outcome"], "done");
    for (bad, field) in [(1, "min_grade_halves"), (11, "min_grade_halves")] {
        let path = format!("/api/v1/waves/{}/rules", stage.wave);
        let headers = [("content-type", "application/json")];
        let rules = json!({ field: bad }).to_string().into_bytes();
        let refused = stage.admin.send("PUT", &path, &headers, rules).await;
        assert_eq!(refused.code(), "invalid");
    }
}

async fn rules_hold_for_whoever_assigns(stage: Stage) {
    let (user, _) = stage.invited("Avaliador 1").await;
    let rules = format!("/api/v1/waves/{}/rules", stage.wave);
    assert_eq!(stage.admin.get(&rules).await.ok()["most_per_day"], 0);
    set_rules(&stage, json!({ "spacing_days": 3 })).await;
    let first = planned(&stage, 0, 2).await;
    let assign = json!({ "to": "assigned", "evaluator": user });
    let path = |visit: &str| format!("/api/v1/visits/{visit}/moves");
    assert_eq!(
        stage.admin.post(&path(&first[0]), &assign).await.ok()["state"],
        "assigned"
    );
    let refused = stage.admin.post(&path(&first[1]), &assign).await;
    assert_eq!(
        (refused.status.as_u16(), refused.code().as_str()),
        (409, "rule-spacing")
    );
    let problem: Value = serde_json::from_slice(&refused.bytes).unwrap();
    assert!(problem["until"].is_string(), "{problem}");
    let wave = format!("/api/v1/waves/{}/visits", stage.wave);
    let refused = stage.admin.post(&wave, &json!([stage.visit_at(&user)])).await;
    assert_eq!(
        refused.code(),
        "rule-spacing",
        "planning for somebody is assigning"
    );
    let headers = [("content-type", "application/json")];
    let wrong = r#"{"rotation_days":731}"#;
    let refused = stage
        .admin
        .send("PUT", &rules, &headers, wrong.as_bytes().to_vec())
        .await;
    assert_eq!(refused.code(), "invalid");
    assert_eq!(stage.other_agency().await.get(&rules).await.code(), "not-found");
}

async fn one_person_cannot_take_two_visits_past_a_rule_at_once(stage: Stage) {
    set_rules(&stage, json!({ "rotation_days": 30 })).await;
    let visits = planned(&stage, 0, 4).await;
    offer(&stage, &visits).await;
    let (phone, _) = stage.evaluator("Avaliador 1", 0).await;
    let (a, b, c, d) = tokio::join!(
        claim(&phone, 1, &visits[0]),
        claim(&phone, 2, &visits[1]),
        claim(&phone, 3, &visits[2]),
        claim(&phone, 4, &visits[3]),
    );
    let done = [&a, &b, &c, &d]
        .iter()
        .filter(|it| it["outcome"] == "done")
        .count();
    assert_eq!(done, 1, "{a} {b} {c} {d}");
}

async fn who_coordinates_sees_why_a_visit_came_back_and_gives_it_on(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let (next, _) = stage.invited("Avaliador 2").await;
    // Begun, then given up: the event says why.
    let reason = "A loja estava fechada.".to_owned();
    let mut log = phone.log(&visits[0]);
    log.fill().write(vitrine_shared::event::What::Released { reason });
    phone.push(&log, 1).await.ok();
    let offers = format!("/waves/{}/offers", stage.wave);
    for page in [&offers, &format!("/visits/{}", visits[0])] {
        let page = stage.admin.get(page).await;
        let html = String::from_utf8(page.bytes).unwrap();
        assert!(html.contains("A loja estava fechada."), "{html}");
    }
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let assign = format!("/waves/{}/assignments", stage.wave);
    let body = format!("visit={}&evaluator={next}", visits[0]);
    let sent = stage.admin.send("POST", &assign, &form, body.into_bytes()).await;
    assert_eq!(sent.status, 200, "the form leads back to the page");
    let visit = stage
        .admin
        .get(&format!("/api/v1/visits/{}", visits[0]))
        .await
        .ok();
    assert_eq!(
        (&visit["state"], &visit["evaluator"]),
        (&json!("assigned"), &json!(next))
    );
    // The form says which rule refuses, in the reader's language.
    set_rules(&stage, json!({ "rotation_days": 30 })).await;
    let again = planned(&stage, 0, 1).await;
    let body = format!("visit={}&evaluator={next}", again[0]);
    let refused = stage.admin.send("POST", &assign, &form, body.into_bytes()).await;
    assert_eq!(refused.status, 422);
    let html = String::from_utf8(refused.bytes).unwrap();
    assert!(html.contains("does not return to this place so soon"), "{html}");
}
