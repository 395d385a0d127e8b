//! `/api/v1/trainings`, attempts at quizzes, and what is closed without a certificate.

use serde_json::{Value, json};
use vitrine_shared::id::RequestId;
use vitrine_shared::training::Training;
use vitrine_shared::wire::{Course, SyncReply};

use crate::support::{Api, CHECKLIST, Device, Reply, Stage, both, unique};

const TRAINING: &str = include_str!("support/training.toml");
const HOUR_MS: i64 = 60 * 60 * 1000;

both! {
    a_published_training_never_changes,
    a_training_with_findings_or_without_its_checklist_is_refused,
    only_planners_publish_and_no_brand_reads,
    the_phone_pulls_what_is_to_be_learnt,
    the_server_grades_an_attempt_itself,
    attempts_are_limited_and_given_anew,
    an_attempt_made_again_counts_once,
    nonsense_is_no_attempt,
    nobody_begins_a_visit_without_the_certificate,
    nobody_is_given_a_visit_without_the_certificate,
    a_certificate_is_for_one_version,
    the_coordinators_pages_show_it,
}

async fn publish(api: &Api, toml: &str) -> Reply {
    let headers = [("content-type", "application/toml"), ("accept-language", "en")];
    api.send("POST", "/api/v1/trainings", &headers, toml.into()).await
}

/// An evaluator's phone without visits; with the person's id.
async fn learner(stage: &Stage) -> (Device, String) {
    let (user, code) = stage.invited("Avaliadora").await;
    (Device::enrol(&stage.stranger(), &code).await, user)
}

fn attempt(stage: &Stage, names: &str, photos: &str) -> Value {
    let training = vitrine_shared::checklist::authoring::training_from_toml(TRAINING).unwrap();
    let (_, digest) = training.to_canonical().unwrap();
    json!({
        "id": RequestId::new(stage.now(), unique()), "at": stage.now(), "type": "attempt",
        "checklist": "corner-shop", "version": 1, "training": digest, "seed": 7,
        "answers": { "names": names, "photos": photos },
    })
}

fn passed(stage: &Stage) -> Value {
    attempt(stage, "no", "never")
}

fn failed(stage: &Stage) -> Value {
    attempt(stage, "no", "always")
}

/// Hands one attempt in; gives its outcome.
async fn hand_in(phone: &Device, attempt: &Value) -> Value {
    let body = json!({ "requests": [attempt] });
    phone.api.post("/api/v1/requests", &body).await.ok()["outcomes"][0].clone()
}

async fn courses(phone: &Device) -> Vec<Course> {
    phone
        .api
        .get("/api/v1/sync?after=0")
        .await
        .read::<SyncReply>()
        .courses
}

async fn a_published_training_never_changes(stage: Stage) {
    let first = publish(&stage.admin, TRAINING).await;
    assert_eq!(first.status, 201);
    let again = publish(&stage.admin, &format!("# A comment.\n{TRAINING}")).await;
    assert_eq!(again.status, 200);
    assert_eq!(again.ok(), first.ok());
    let changed = TRAINING.replace("pass_percent = 75", "pass_percent = 50");
    assert_eq!(publish(&stage.admin, &changed).await.code(), "already-exists");
}

async fn a_training_with_findings_or_without_its_checklist_is_refused(stage: Stage) {
    let wrong = TRAINING.replace("right = true, ", "");
    let refused = publish(&stage.admin, &wrong).await;
    assert_eq!(refused.code(), "invalid");
    insta::assert_snapshot!("training_invalid", refused.shown());
    let unknown = TRAINING.replace("version = 1", "version = 9");
    assert_eq!(publish(&stage.admin, &unknown).await.code(), "checklist-unknown");
}

async fn only_planners_publish_and_no_brand_reads(stage: Stage) {
    let published = publish(&stage.admin, TRAINING).await.ok();
    let reviewer = stage.person("reviewer").await;
    let changed = TRAINING.replace("version = 1", "version = 2");
    assert_eq!(publish(&reviewer, &changed).await.code(), "forbidden");
    let (phone, user) = learner(&stage).await;
    assert_eq!(phone.api.get("/api/v1/users/x/courses").await.status, 401);
    let path = format!("/api/v1/trainings/{}", published["sha256"].as_str().unwrap());
    let brand = stage.person("client_viewer").await;
    assert_eq!(brand.get(&path).await.status, 401, "only phones pull");
    let of = json!({ "checklist": "corner-shop", "version": 1 });
    let resets = format!("/api/v1/users/{user}/quiz-resets");
    assert_eq!(reviewer.post(&resets, &of).await.code(), "forbidden");
    let other = stage.other_agency().await;
    assert_eq!(other.post(&resets, &of).await.code(), "not-found");
    let theirs = other.get(&format!("/api/v1/users/{user}/courses")).await;
    assert_eq!(theirs.code(), "not-found");
}

async fn the_phone_pulls_what_is_to_be_learnt(stage: Stage) {
    let (phone, _) = learner(&stage).await;
    assert_eq!(courses(&phone).await, []);
    let published = publish(&stage.admin, TRAINING).await.ok();
    let courses = courses(&phone).await;
    let [course] = &courses[..] else {
        panic!("one course: {courses:?}")
    };
    assert_eq!((course.checklist.as_str(), course.version), ("corner-shop", 1));
    assert_eq!(course.certificate, None);
    let path = format!("/api/v1/trainings/{}", course.training);
    assert_eq!(published["sha256"], course.training.to_string());
    let bytes = phone.api.get(&path).await.bytes;
    let training = Training::from_canonical(&bytes, &course.training).unwrap();
    assert_eq!(training.quiz.len(), 2);
    let nothing = format!("/api/v1/trainings/{}", "0".repeat(64));
    assert_eq!(phone.api.get(&nothing).await.code(), "not-found");
}

async fn the_server_grades_an_attempt_itself(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, _) = learner(&stage).await;
    assert_eq!(hand_in(&phone, &failed(&stage)).await["outcome"], "done");
    let mut boast = failed(&stage);
    boast["passed"] = true.into();
    assert_eq!(hand_in(&phone, &boast).await["outcome"], "done");
    let course = courses(&phone).await.remove(0);
    assert_eq!(course.certificate, None, "nobody's word counts");
    let grades: Vec<_> = course.attempts.iter().map(|line| line.grade.right).collect();
    assert_eq!(grades, [1, 1]);

    let (phone, user) = learner(&stage).await;
    assert_eq!(hand_in(&phone, &passed(&stage)).await["outcome"], "done");
    let course = courses(&phone).await.remove(0);
    let certificate = course.certificate.unwrap();
    assert_eq!((certificate.right, certificate.asked), (2, 2));
    assert_eq!(certificate.attempt, course.attempts[0].id);
    let seen = stage.admin.get(&format!("/api/v1/users/{user}/courses")).await;
    assert_eq!(seen.read::<Vec<Course>>(), [course], "staff sees the same");
}

async fn attempts_are_limited_and_given_anew(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, user) = learner(&stage).await;
    for _ in 0..2 {
        assert_eq!(hand_in(&phone, &failed(&stage)).await["outcome"], "done");
    }
    let refused = hand_in(&phone, &passed(&stage)).await;
    assert_eq!(refused["code"], "attempts-used-up");
    assert!(refused["until"].is_string(), "{refused}");
    // A phone whose clock runs ahead wins nothing.
    let mut ahead = passed(&stage);
    ahead["at"] = json!(stage.now().plus_ms(30 * HOUR_MS));
    assert_eq!(hand_in(&phone, &ahead).await["code"], "attempts-used-up");
    stage.pass_ms(24 * HOUR_MS);
    assert_eq!(hand_in(&phone, &failed(&stage)).await["outcome"], "done");
    assert_eq!(hand_in(&phone, &failed(&stage)).await["outcome"], "done");
    assert_eq!(hand_in(&phone, &passed(&stage)).await["code"], "attempts-used-up");

    let of = json!({ "checklist": "corner-shop", "version": 1 });
    let resets = format!("/api/v1/users/{user}/quiz-resets");
    for _ in 0..2 {
        assert_eq!(stage.admin.post(&resets, &of).await.status, 204);
    }
    let course = courses(&phone).await.remove(0);
    assert_eq!(course.attempts.len(), 4);
    assert!(course.attempts.iter().all(|line| !line.counts));
    assert_eq!(hand_in(&phone, &passed(&stage)).await["outcome"], "done");
    assert!(courses(&phone).await.remove(0).certificate.is_some());
}

async fn an_attempt_made_again_counts_once(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, _) = learner(&stage).await;
    let attempt = failed(&stage);
    for _ in 0..4 {
        assert_eq!(hand_in(&phone, &attempt).await["outcome"], "done");
    }
    assert_eq!(courses(&phone).await.remove(0).attempts.len(), 1);
}

async fn nonsense_is_no_attempt(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, _) = learner(&stage).await;
    let with = |field: &str, value: Value| {
        let mut attempt = passed(&stage);
        attempt[field] = value;
        attempt
    };
    let cases = [
        (with("answers", json!({ "names": "no" })), "answer-invalid"),
        (
            with("answers", json!({ "names": "no", "photos": "sometimes" })),
            "answer-invalid",
        ),
        (with("training", "0".repeat(64).into()), "not-found"),
        (with("checklist", "hotel".into()), "checklist-unknown"),
        (with("version", 0.into()), "checklist-unknown"),
        (with("version", 9.into()), "checklist-unknown"),
        (with("seed", (-1).into()), "malformed"),
    ];
    for (attempt, code) in cases {
        assert_eq!(hand_in(&phone, &attempt).await["code"], code, "{attempt}");
    }
    assert!(courses(&phone).await.remove(0).attempts.is_empty());
}

async fn nobody_begins_a_visit_without_the_certificate(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 2).await;
    // Begun before the training was published: it goes on.
    let mut begun = phone.log(&visits[0]);
    begun.fill();
    phone.push(&begun, 1).await.ok();
    publish(&stage.admin, TRAINING).await.ok();
    begun.submit();
    phone.push(&begun, 5).await.ok();

    let mut log = phone.log(&visits[1]);
    log.fill().submit();
    assert_eq!(phone.push(&log, 1).await.code(), "not-certified");
    assert_eq!(phone.status(&visits[1]).await.ok()["next_seq"], 1);
    hand_in(&phone, &failed(&stage)).await;
    assert_eq!(phone.push(&log, 1).await.code(), "not-certified");
    hand_in(&phone, &passed(&stage)).await;
    let taken = phone.push(&log, 1).await.ok();
    assert_eq!(taken["status"]["state"], "submitted", "nothing was lost");
}

async fn nobody_is_given_a_visit_without_the_certificate(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, user) = learner(&stage).await;
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let planned = json!([stage.visit_at(&user)]);
    assert_eq!(stage.admin.post(&path, &planned).await.code(), "not-certified");
    let mut nobodys = stage.visit_at(&user);
    nobodys["evaluator"] = Value::Null;
    let made = stage.admin.post(&path, &json!([nobodys, nobodys])).await.ok();
    let visit = |index: usize| made[index]["id"].as_str().unwrap().to_owned();
    let moves = format!("/api/v1/visits/{}/moves", visit(0));
    let assign = json!({ "to": "assigned", "evaluator": user });
    assert_eq!(stage.admin.post(&moves, &assign).await.code(), "not-certified");
    hand_in(&phone, &passed(&stage)).await;
    assert_eq!(stage.admin.post(&path, &planned).await.status, 201);
    assert_eq!(stage.admin.post(&moves, &assign).await.ok()["state"], "assigned");
}

async fn a_certificate_is_for_one_version(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, _) = learner(&stage).await;
    hand_in(&phone, &passed(&stage)).await;
    let second = CHECKLIST
        .replace("version = 1", "version = 2")
        .replace("Were you greeted?", "Did anybody greet you?");
    let second = stage.admin.publish(&second).await.ok();
    let wave = json!({
        "client": stage.client, "name": "Onda 2", "checklist": second,
        "opens_at": stage.now(), "closes_at": stage.now().plus_ms(HOUR_MS),
    });
    stage.admin.post("/api/v1/waves", &wave).await.ok();
    let both = courses(&phone).await;
    let versions: Vec<_> = both
        .iter()
        .map(|course| (course.version, course.certificate.is_some()))
        .collect();
    assert_eq!(
        versions,
        [(1, true), (2, false)],
        "the same training, passed anew"
    );
    assert_eq!(both[0].training, both[1].training);
    let mut again = passed(&stage);
    again["version"] = 2.into();
    assert_eq!(hand_in(&phone, &again).await["outcome"], "done");
    assert!(courses(&phone).await[1].certificate.is_some());
}

async fn the_coordinators_pages_show_it(stage: Stage) {
    publish(&stage.admin, TRAINING).await.ok();
    let (phone, user) = learner(&stage).await;
    hand_in(&phone, &failed(&stage)).await;
    hand_in(&phone, &passed(&stage)).await;
    let page = async |path: &str| {
        let reply = stage.admin.get(path).await;
        assert_eq!(reply.status, 200, "{path}");
        String::from_utf8(reply.bytes).unwrap()
    };
    assert!(page("/training").await.contains("How to visit a corner shop"));
    let people = page("/people").await;
    assert!(people.contains(&format!("/people/{user}/training")));
    let learner = page(&format!("/people/{user}/training")).await;
    assert!(learner.contains("1/2") && learner.contains("2/2"));
    let form = [("content-type", "application/x-www-form-urlencoded")];
    let posted = stage
        .admin
        .send("POST", "/training", &form, b"toml=checklist+%3D+1".to_vec())
        .await;
    assert_eq!(posted.status, 422, "what is wrong comes back with the form");
}
