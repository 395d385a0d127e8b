//! `/api/v1/visits/{visit}/events` and `/status`

use serde_json::json;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::What;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::wire::{PushReply, SignedReceipt};

use crate::support::{Log, Stage, both};

both! {
    a_visit_without_photos_gets_its_receipt_at_once,
    a_repeated_batch_changes_nothing,
    batches_may_overlap_but_not_contradict,
    a_visit_of_somebody_else_is_not_touched,
    a_batch_that_does_not_continue_the_chain_is_refused_whole,
    a_batch_that_the_phone_did_not_sign_is_refused,
    an_answer_that_does_not_fit_ends_what_is_kept,
    a_submission_that_lacks_something_is_refused,
    nothing_follows_a_submission,
    an_evaluator_gives_a_visit_up,
}

async fn a_visit_without_photos_gets_its_receipt_at_once(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let reply = phone.push(log.fill().submit(), 1).await;
    insta::assert_snapshot!("pushed", reply.shown().replace(r"\", ""));
    let reply: PushReply = reply.read();
    let receipt: SignedReceipt = reply.status.receipt.clone().unwrap();
    let receipt = receipt.verify(&phone.server_key).unwrap();
    assert_eq!((receipt.visit, receipt.last_event), (log.visit, log.head.hash));
    let status = phone.status(&visits[0]).await.ok();
    assert_eq!(status, serde_json::to_value(&reply.status).unwrap());
    let line = &stage
        .admin
        .get(&format!("/api/v1/waves/{}/visits", stage.wave))
        .await
        .ok()[0];
    assert_eq!(
        (&line["score"], &line["state"]),
        (&json!("1"), &json!("submitted"))
    );
}

async fn a_repeated_batch_changes_nothing(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let first = phone.push(log.fill().submit(), 1).await.ok();
    let again = phone.push(&log, 1).await.ok();
    assert_eq!(first["status"], again["status"]);
    let outcomes = again["outcomes"].as_array().unwrap();
    assert!(
        outcomes.iter().all(|o| o["outcome"] == "duplicate"),
        "{outcomes:?}"
    );
}

async fn batches_may_overlap_but_not_contradict(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    phone.push(log.write(What::CheckedIn), 1).await.ok();
    let mut other = log.clone();
    log.answer("greeted", json!({ "yes_no": true }));
    let overlapping = phone.push(&log, 1).await.ok();
    assert_eq!(overlapping["outcomes"][0]["outcome"], "duplicate");
    assert_eq!(overlapping["outcomes"][1]["outcome"], "accepted");

    other.answer("greeted", json!({ "yes_no": false }));
    assert_eq!(phone.push(&other, 1).await.code(), "event-conflict");
    log.answer("shelves", json!({ "choice": "full" }))
        .answer("recommend", json!({ "rating": 9 }));
    assert_eq!(phone.push(&log, 4).await.code(), "event-gap");
    assert_eq!(phone.status(&visits[0]).await.ok()["next_seq"], 3);
}

async fn a_visit_of_somebody_else_is_not_touched(stage: Stage) {
    let (phone, mine) = stage.evaluator("Avaliador 1", 1).await;
    let (colleague, theirs) = stage.evaluator("Avaliador 2", 1).await;
    let mut log = colleague.log(&mine[0]);
    log.fill();
    let refused = colleague.push(&log, 1).await;
    assert_eq!(refused.code(), "not-your-visit");
    insta::assert_snapshot!("not_your_visit", refused.shown());
    assert_eq!(colleague.status(&mine[0]).await.code(), "not-your-visit");
    assert_eq!(phone.status(&mine[0]).await.ok()["next_seq"], 1);

    let unknown = phone.id.to_string();
    assert_eq!(colleague.status(&unknown).await.code(), "not-found");
    let admin = stage.other_agency().await;
    let visit = format!("/api/v1/visits/{}", theirs[0]);
    assert_eq!(
        admin.get(&visit).await.code(),
        "not-found",
        "another agency's visit does not exist"
    );
    let moved = admin
        .post(&format!("{visit}/moves"), &json!({ "to": "cancelled" }))
        .await;
    assert_eq!(moved.code(), "not-found");
}

async fn a_batch_that_does_not_continue_the_chain_is_refused_whole(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    log.fill();
    let mut forged = log.clone();
    // The signed last event stays as it is; what comes before is another story.
    let mut other = Log::new(log.visit, log.device);
    other
        .write(What::CheckedIn)
        .answer("greeted", json!({ "yes_no": false }));
    forged.records[..2].clone_from_slice(&other.records);
    let refused = phone.push(&forged, 1).await;
    assert_eq!(refused.code(), "chain-broken");
    insta::assert_snapshot!("chain_broken", refused.shown());
    assert_eq!(
        phone.status(&visits[0]).await.ok()["next_seq"],
        1,
        "nothing was kept"
    );

    let mut request = log.request(1, &phone.key);
    request.checklist = Digest::of(b"another");
    assert_eq!(phone.push_as(&log, &request).await.code(), "checklist-unknown");
    let mut request = log.request(1, &phone.key);
    request.events.remove(1);
    assert_eq!(
        phone.push_as(&log, &request).await.code(),
        "malformed",
        "not consecutive"
    );
    assert_eq!(phone.push(&log, 1).await.status, 200, "the true chain is taken");
}

async fn a_batch_that_the_phone_did_not_sign_is_refused(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    log.fill();
    let request = log.request(1, &SecretKey::from_seed(&[3; 32]));
    assert_eq!(phone.push_as(&log, &request).await.code(), "signature-invalid");
    assert_eq!(phone.status(&visits[0]).await.ok()["state"], "assigned");
}

async fn an_answer_that_does_not_fit_ends_what_is_kept(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    log.write(What::CheckedIn)
        .answer("recommend", json!({ "rating": 11 }))
        .answer("greeted", json!({ "yes_no": true }));
    let reply = phone.push(&log, 1).await;
    insta::assert_snapshot!("answer_invalid", reply.shown());
    assert_eq!(reply.ok()["status"]["next_seq"], 2);
    assert_eq!(phone.push(&log, 2).await.code(), "answer-invalid");
}

async fn a_submission_that_lacks_something_is_refused(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    log.write(What::CheckedIn).submit();
    let reply = phone.push(&log, 1).await.ok();
    assert_eq!(
        reply["outcomes"][2],
        json!({ "outcome": "rejected", "code": "submission-invalid" })
    );
    assert_eq!(reply["status"]["state"], "in_progress");
}

async fn nothing_follows_a_submission(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    phone.push(log.fill().submit(), 1).await.ok();
    log.answer("greeted", json!({ "yes_no": false }));
    assert_eq!(phone.push(&log, log.head.seq).await.code(), "visit-closed");
}

async fn an_evaluator_gives_a_visit_up(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    let reason = "Loja fechada".to_owned();
    let reply = phone
        .push(log.write(What::CheckedIn).write(What::Released { reason }), 1)
        .await;
    assert_eq!(reply.ok()["status"]["state"], "released");
}
