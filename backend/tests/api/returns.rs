//! `/api/v1/visits/{visit}/returns`

use serde_json::{Value, json};
use vitrine_backend::services::sweep::sweep;
use vitrine_shared::event::What;
use vitrine_shared::wire::{RETURN_GRACE_MS, SignedReceipt, VisitStatus};

use crate::support::{Announced, PHOTO};
use crate::support::{Device, Log, Stage, both, redacted};

both! {
    a_visit_comes_back_for_some_questions_and_is_handed_in_again,
    what_was_not_asked_about_stays,
    several_rounds_follow_each_other,
    a_replaced_photo_stays_on_record,
    only_the_phone_that_handed_in_corrects,
    what_is_asked_must_be_answerable,
    who_may_return_a_visit,
    a_correction_that_nobody_made_expires,
    a_return_is_taken_back_and_what_came_before_counts,
    what_was_corrected_for_a_return_taken_back_goes_on_in_the_next,
}

const HOUR_MS: i64 = 60 * 60 * 1000;

/// Asks about these questions, with two days' time.
fn asking(stage: &Stage, questions: &[&str]) -> Value {
    let asked: Vec<Value> = questions
        .iter()
        .map(|name| json!({ "question": name, "words": format!("Look at {name} again.") }))
        .collect();
    json!({
        "due_at": stage.now().plus_ms(48 * HOUR_MS), "words": " Almost there. ", "questions": asked,
    })
}

fn returns_of(visit: &str) -> String {
    format!("/api/v1/visits/{visit}/returns")
}

async fn moved(stage: &Stage, visit: &str, to: &str) {
    let path = format!("/api/v1/visits/{visit}/moves");
    stage.admin.post(&path, &json!({ "to": to })).await.ok();
}

/// A visit without photos, handed in, taken into review and sent back for these questions.
async fn returned(stage: &Stage, questions: &[&str]) -> (Device, String, Log) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let visit = visits[0].clone();
    let mut log = phone.log(&visit);
    phone.push(log.fill().submit(), 1).await.ok();
    moved(stage, &visit, "in_review").await;
    let back = stage
        .admin
        .post(&returns_of(&visit), &asking(stage, questions))
        .await;
    assert_eq!(back.status, 201, "{}", back.shown());
    (phone, visit, log)
}

fn reopened(round: u32, questions: &[&str]) -> What {
    What::Reopened {
        round,
        questions: questions.iter().map(|name| name.parse().unwrap()).collect(),
    }
}

fn receipt(phone: &Device, status: &VisitStatus) -> (SignedReceipt, String) {
    let signed = status.receipt.clone().unwrap();
    let receipt = signed.verify(&phone.server_key).unwrap();
    (signed, receipt.last_event.to_string())
}

async fn a_visit_comes_back_for_some_questions_and_is_handed_in_again(stage: Stage) {
    let (phone, visit, mut log) = returned(&stage, &["recommend", "greeted"]).await;
    let (first, last_event) = receipt(&phone, &phone.status(&visit).await.read());
    assert_eq!(last_event, log.head.hash.to_string());

    let pulled = phone.api.get("/api/v1/sync?after=0").await.ok();
    let assignment = &pulled["assignments"][0];
    assert_eq!(assignment["state"], "returned");
    insta::assert_json_snapshot!("return_pulled", redacted(assignment["returns"].clone()));

    let from = log.head.seq + 1;
    log.write(reopened(1, &["greeted", "recommend"]))
        .answer("greeted", json!({ "yes_no": false }));
    phone.push(&log, from).await.ok();
    let between: VisitStatus = phone.status(&visit).await.read();
    assert_eq!(between.receipt, None, "the receipt was for what is being changed");
    assert_eq!(between.state.as_str(), "returned");
    let reply = phone.push(log.submit(), from).await.ok();
    assert_eq!(reply["status"]["state"], "submitted");
    // The same again, as after a lost reply.
    assert_eq!(phone.push(&log, from).await.ok()["status"]["state"], "submitted");
    let (second, last_event) = receipt(&phone, &phone.status(&visit).await.read());
    assert_ne!(first, second);
    assert_eq!(last_event, log.head.hash.to_string());

    let lines = stage
        .admin
        .get(&format!("/api/v1/waves/{}/visits", stage.wave))
        .await
        .ok();
    assert_eq!(lines[0]["score"], "2/3", "what was corrected is scored");
    let told = stage.admin.get(&returns_of(&visit)).await.ok();
    assert_eq!(
        (&told[0]["by_name"], &told[0]["round"]),
        (&json!("Admin"), &json!(1))
    );
    for to in ["in_review", "approved", "published"] {
        moved(&stage, &visit, to).await;
    }
}

async fn what_was_not_asked_about_stays(stage: Stage) {
    let (phone, visit, log) = returned(&stage, &["greeted"]).await;
    let from = log.head.seq + 1;
    let mut unopened = log.clone();
    unopened.answer("greeted", json!({ "yes_no": false }));
    assert_eq!(phone.push(&unopened, from).await.code(), "visit-closed");
    for (round, questions) in [(1, vec!["greeted", "shelves"]), (2, vec!["greeted"]), (1, vec![])] {
        let mut other = log.clone();
        other.write(reopened(round, &questions));
        assert_eq!(phone.push(&other, from).await.code(), "question-not-asked");
    }
    let mut log = log;
    log.write(reopened(1, &["greeted"]));
    phone.push(&log, from).await.ok();
    let from = log.head.seq + 1;
    for what in [
        What::Cleared {
            question: "recommend".parse().unwrap(),
        },
        What::Released {
            reason: "no".to_owned(),
        },
        What::CheckedOut,
    ] {
        let mut other = log.clone();
        other.write(what);
        let refused = phone.push(&other, from).await;
        assert_eq!(refused.code(), "question-not-asked");
    }
    assert_eq!(phone.status(&visit).await.ok()["next_seq"], from);
}

async fn several_rounds_follow_each_other(stage: Stage) {
    let (phone, visit, mut log) = returned(&stage, &["greeted"]).await;
    let mut receipts = vec![receipt(&phone, &phone.status(&visit).await.read()).1];
    for round in 1..=3 {
        let from = log.head.seq + 1;
        log.write(reopened(round, &["greeted"]))
            .answer("greeted", json!({ "yes_no": round % 2 == 0 }))
            .submit();
        phone.push(&log, from).await.ok();
        receipts.push(receipt(&phone, &phone.status(&visit).await.read()).1);
        moved(&stage, &visit, "in_review").await;
        if round < 3 {
            let path = returns_of(&visit);
            let back = stage.admin.post(&path, &asking(&stage, &["greeted"])).await;
            assert_eq!(back.status, 201);
        }
    }
    receipts.dedup();
    assert_eq!(receipts.len(), 4, "each hand-in has its own");
    let told = stage.admin.get(&returns_of(&visit)).await.ok();
    assert_eq!(told.as_array().unwrap().len(), 3);
}

async fn a_replaced_photo_stays_on_record(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let old = log.fill().photo(PHOTO);
    phone.push(log.submit(), 1).await.ok();
    let announced = Announced {
        phone,
        visit: visits[0].clone(),
        photo: old,
        bytes: PHOTO.to_vec(),
    };
    let (phone, visit) = (&announced.phone, &announced.visit);
    assert_eq!(announced.upload().await.status, 204);
    moved(&stage, visit, "in_review").await;
    let back = stage
        .admin
        .post(&returns_of(visit), &asking(&stage, &["shelves"]))
        .await;
    assert_eq!(back.status, 201);
    let from = log.head.seq + 1;
    log.write(reopened(1, &["shelves"]))
        .write(What::PhotoDiscarded { photo: old });
    let new = log.photo(b"another photo");
    let reply = phone.push(log.submit(), from).await.ok();
    assert_eq!(reply["status"]["missing_photos"], json!([new]));
    assert_eq!(reply["status"]["receipt"], Value::Null);
    let path = format!("/api/v1/visits/{visit}/moves");
    let early = stage.admin.post(&path, &json!({ "to": "in_review" })).await;
    assert_eq!(early.code(), "media-incomplete", "the new photo has not arrived");

    let picture = format!("/api/v1/visits/{visit}/photos/{old}");
    let shown = stage.admin.get(&picture).await;
    assert_eq!(shown.status, 200, "staff see what was handed in first");
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.get(&picture).await.code(), "not-found");
}

async fn only_the_phone_that_handed_in_corrects(stage: Stage) {
    let (user, code) = stage.invited("Avaliador 1").await;
    let first = Device::enrol(&stage.stranger(), &code).await;
    let visit = stage.assign(&user, 1).await.remove(0);
    let path = format!("/api/v1/users/{user}/invitations");
    let invitation = stage.admin.post(&path, &json!({})).await.ok();
    let second = Device::enrol(&stage.stranger(), invitation["code"].as_str().unwrap()).await;
    let mut begun = second.log(&visit);
    second.push(begun.write(What::CheckedIn), 1).await.ok();
    let mut log = first.log(&visit);
    first.push(log.fill().submit(), 1).await.ok();
    moved(&stage, &visit, "in_review").await;
    stage
        .admin
        .post(&returns_of(&visit), &asking(&stage, &["greeted"]))
        .await
        .ok();
    begun.answer("greeted", json!({ "yes_no": false }));
    assert_eq!(second.push(&begun, 2).await.code(), "other-phone");
    let pulled = second.api.get("/api/v1/sync?after=0").await.ok();
    let device = &pulled["assignments"][0]["returns"][0]["device"];
    assert_eq!(*device, json!(first.id), "the other phone is told whose it is");
}

async fn what_is_asked_must_be_answerable(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let path = returns_of(&visits[0]);
    let early = stage.admin.post(&path, &asking(&stage, &["greeted"])).await;
    assert_eq!(early.code(), "move-not-allowed", "nothing was handed in");
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    let early = stage.admin.post(&path, &asking(&stage, &["greeted"])).await;
    assert_eq!(early.code(), "move-not-allowed", "it is not in review");
    moved(&stage, &visits[0], "in_review").await;
    let mut bad = asking(&stage, &["greeted", "greeted", "nobody_asked"]);
    bad["questions"][0]["words"] = " ".into();
    bad["words"] = "x".repeat(1001).into();
    bad["due_at"] = json!(stage.now().plus_ms(-1));
    insta::assert_snapshot!("return_invalid", stage.admin.post(&path, &bad).await.shown());
    let nothing = stage.admin.post(&path, &asking(&stage, &[])).await;
    assert_eq!(nothing.code(), "invalid");
    let moves = format!("/api/v1/visits/{}/moves", visits[0]);
    let bare = stage.admin.post(&moves, &json!({ "to": "returned" })).await;
    assert_eq!(bare.code(), "invalid", "without a word");
    assert_eq!(stage.admin.get(&path).await.ok(), json!([]));
}

async fn who_may_return_a_visit(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    phone.push(phone.log(&visits[0]).fill().submit(), 1).await.ok();
    moved(&stage, &visits[0], "in_review").await;
    let (path, asking) = (returns_of(&visits[0]), asking(&stage, &["greeted"]));
    let viewer = stage.person("client_viewer").await;
    assert_eq!(viewer.post(&path, &asking).await.code(), "forbidden");
    let other = stage.other_agency().await;
    assert_eq!(other.post(&path, &asking).await.code(), "not-found");
    assert_eq!(phone.api.post(&path, &asking).await.code(), "not-authenticated");
    let reviewer = stage.person("reviewer").await;
    assert_eq!(reviewer.post(&path, &asking).await.status, 201);
    assert_eq!(reviewer.get(&path).await.ok()[0]["by_name"], "reviewer");
}

async fn a_correction_that_nobody_made_expires(stage: Stage) {
    let (phone, visit, mut log) = returned(&stage, &["greeted"]).await;
    let state = async || phone.status(&visit).await.ok()["state"].clone();
    stage.pass_ms(48 * HOUR_MS + RETURN_GRACE_MS - HOUR_MS);
    sweep(&stage.server.app).await;
    assert_eq!(state().await, "returned", "what was made in time may still come");
    stage.pass_ms(2 * HOUR_MS);
    sweep(&stage.server.app).await;
    assert_eq!(state().await, "expired");
    let pulled = phone.api.get("/api/v1/sync?after=0").await.ok();
    assert_eq!(pulled["assignments"][0]["state"], "expired", "the phone is told");
    let from = log.head.seq + 1;
    log.write(reopened(1, &["greeted"]));
    assert_eq!(phone.push(&log, from).await.code(), "visit-closed");
}

async fn a_return_is_taken_back_and_what_came_before_counts(stage: Stage) {
    let (phone, visit, mut log) = returned(&stage, &["greeted"]).await;
    let from = log.head.seq + 1;
    log.write(reopened(1, &["greeted"]))
        .answer("greeted", json!({ "yes_no": false }));
    phone.push(&log, from).await.ok();
    moved(&stage, &visit, "in_review").await;
    let told = stage.admin.get(&returns_of(&visit)).await.ok();
    assert!(told[0]["taken_back_at"].is_string());
    let pulled = phone.api.get("/api/v1/sync?after=0").await.ok();
    let assignment = &pulled["assignments"][0];
    assert_eq!(assignment["state"], "in_review");
    assert_eq!(
        assignment["returns"][0]["taken_back_at"],
        told[0]["taken_back_at"]
    );
    // The phone was not lost after all: it is told plainly, and keeps what it has.
    let from = log.head.seq + 1;
    let late = phone.push(log.submit(), from).await;
    assert_eq!(late.code(), "visit-closed");
    moved(&stage, &visit, "approved").await;
    let lines = stage
        .admin
        .get(&format!("/api/v1/waves/{}/visits", stage.wave))
        .await
        .ok();
    assert_eq!(lines[0]["score"], "1", "what was handed in before counts");
}

async fn what_was_corrected_for_a_return_taken_back_goes_on_in_the_next(stage: Stage) {
    let (phone, visit, mut log) = returned(&stage, &["greeted"]).await;
    moved(&stage, &visit, "in_review").await;
    let again = stage
        .admin
        .post(&returns_of(&visit), &asking(&stage, &["recommend"]))
        .await;
    assert_eq!(again.status, 201);
    // Corrected and handed in without a network, for the first return alone.
    let from = log.head.seq + 1;
    log.write(reopened(1, &["greeted"]))
        .answer("greeted", json!({ "yes_no": false }));
    let reply = phone.push(log.submit(), from).await.ok();
    assert_eq!(reply["status"]["state"], "returned", "the second one still waits");
    let from = log.head.seq + 1;
    log.write(reopened(2, &["recommend"]))
        .answer("recommend", json!({ "rating": 3 }));
    let reply = phone.push(log.submit(), from).await.ok();
    assert_eq!(reply["status"]["state"], "submitted");
    receipt(&phone, &phone.status(&visit).await.read());

    // A phone that never heard of the third begins with the fourth.
    for questions in [&["shelves"], &["greeted"]] {
        moved(&stage, &visit, "in_review").await;
        let again = stage
            .admin
            .post(&returns_of(&visit), &asking(&stage, questions))
            .await;
        assert_eq!(again.status, 201);
    }
    let from = log.head.seq + 1;
    log.write(reopened(4, &["greeted"]))
        .answer("greeted", json!({ "yes_no": true }));
    let reply = phone.push(log.submit(), from).await.ok();
    assert_eq!(reply["status"]["state"], "submitted");
}
