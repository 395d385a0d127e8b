//! Expenses from the claim to the payment: `/api/v1/visits/{visit}/expense-decisions` and its receipts.

use serde_json::{Value, json};
use vitrine_shared::event::What;
use vitrine_shared::expense::{Claim, ExpenseKind};
use vitrine_shared::id::{ExpenseId, PhotoId, VisitId};

use crate::support::money::{LIMIT, accept, claim, moved, new_id, receipt, spent, unspent};
use crate::support::{Announced, PHOTO, Stage, both, start, unique};

both! {
    a_visit_is_paid_with_what_was_accepted_of_its_expenses,
    a_brand_sees_nothing_of_what_was_spent,
    the_limit_holds_unless_somebody_says_otherwise,
    a_return_lapses_what_was_decided,
    claims_that_make_no_sense_are_refused,
}

async fn a_visit_is_paid_with_what_was_accepted_of_its_expenses(stage: Stage) {
    let mut it = unspent(&stage, "Avaliador 1").await;
    let visit = it.visit.clone();
    let bus = claim(ExpenseKind::Transport, 950);
    let photo = receipt(bus.expense);
    it.claims.push(bus.expense);
    it.log
        .fill()
        .write(What::ExpenseClaimed(bus))
        .write(What::PhotoTaken(photo.clone()));
    it.phone.push(it.log.submit(), 1).await.ok();
    assert_eq!(it.pulled().await["expense_cap_minor"], LIMIT);
    let announced = Announced {
        phone: it.phone,
        visit: visit.clone(),
        photo: photo.photo,
        bytes: PHOTO.to_vec(),
    };
    let path = format!("/api/v1/visits/{visit}/moves");
    let early = stage.admin.post(&path, &json!({ "to": "in_review" })).await;
    assert_eq!(early.code(), "media-incomplete", "the receipt has not arrived");
    assert_eq!(announced.upload().await.status, 204);
    it.phone = announced.phone;
    moved(&stage, &visit, &["in_review"]).await;

    let picture = format!("/api/v1/visits/{visit}/receipts/{}", photo.photo);
    let shown = stage.admin.get(&picture).await;
    assert_eq!(
        (shown.status.as_u16(), shown.header("content-type")),
        (200, Some("image/jpeg"))
    );
    let as_evidence = format!("/api/v1/visits/{visit}/photos/{}", photo.photo);
    assert_eq!(
        stage.admin.get(&as_evidence).await.code(),
        "not-found",
        "it is no evidence"
    );

    accept(&stage, &it, 0).await;
    assert_eq!(
        it.due(&stage).await,
        Value::Null,
        "nothing is owed before it is found good"
    );
    moved(&stage, &visit, &["approved"]).await;
    let due = it.due(&stage).await;
    assert_eq!(
        (&due["due_minor"], &due["owed"]["expenses_minor"]),
        (&json!(5_450), &json!(950))
    );
    let told = it.pulled().await;
    assert_eq!(told["expense_decisions"][0]["accepted_minor"], 950);

    let paid = stage
        .admin
        .post("/api/v1/payments", &it.payment(new_id(&stage), 5_450))
        .await;
    assert_eq!(paid.status, 201, "{}", paid.shown());
    assert_eq!(it.due(&stage).await, Value::Null, "it is settled");
    let told = it.pulled().await;
    assert_eq!(
        (
            &told["payments"][0]["amount_minor"],
            &told["payments"][0]["reference"]
        ),
        (&json!(5_450), &json!("Pix 123"))
    );
}

async fn a_brand_sees_nothing_of_what_was_spent(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[1_000]).await;
    accept(&stage, &it, 0).await;
    moved(&stage, &it.visit, &["approved", "published"]).await;
    let viewer = stage.person("client_viewer").await;
    let visit = viewer.get(&format!("/api/v1/visits/{}", it.visit)).await.ok();
    assert_eq!(
        (&visit["fee_minor"], &visit["expense_cap_minor"]),
        (&json!(0), &Value::Null)
    );
    let page = viewer.get(&format!("/brand/visits/{}", it.visit)).await;
    let html = String::from_utf8_lossy(&page.bytes).into_owned();
    assert_eq!(page.status, 200);
    for hidden in ["R$", "um café", "receipts", "BRL"] {
        assert!(!html.contains(hidden), "{hidden}");
    }
    assert!(
        html.contains("dd"),
        "the rest of the visit is there, and that it was handed in"
    );
    let scope = {
        let session = viewer.get(&it.decisions()).await;
        assert_eq!(session.code(), "forbidden");
        viewer
    };
    for path in [
        format!(
            "/api/v1/visits/{}/receipts/{}",
            it.visit,
            PhotoId::new(start(), unique())
        ),
        format!("/api/v1/visits/{}/events", it.visit),
        "/api/v1/dues".to_owned(),
        "/api/v1/payments".to_owned(),
    ] {
        assert_eq!(scope.get(&path).await.code(), "forbidden", "{path}");
    }
    assert_ne!(scope.get("/payments/due.csv").await.status, 200);
}

async fn the_limit_holds_unless_somebody_says_otherwise(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[2_500, 1_000, 700]).await;
    accept(&stage, &it, 0).await;
    let decide = async |wanted: Value| stage.admin.post(&it.decisions(), &wanted).await;
    let [_, second, third] = it.claims[..] else {
        panic!("three claims")
    };
    let amount_of = |expense: ExpenseId| it.log.sheet.claims[&expense].amount_minor;
    let beyond = json!({ "expense": second, "ruling": "accept", "words": "por favor" });
    let first_amount = amount_of(it.claims[0]);
    if first_amount + amount_of(second) > LIMIT {
        assert_eq!(decide(beyond).await.code(), "invalid");
    }
    let unsaid = json!({ "expense": second, "ruling": "accept", "beyond_limit": true });
    if first_amount + amount_of(second) > LIMIT {
        assert_eq!(decide(unsaid).await.code(), "invalid", "without words");
    }
    for wrong in [
        json!({ "expense": second, "ruling": "refuse" }),
        json!({ "expense": second, "ruling": "reduce", "words": "x" }),
        json!({ "expense": second, "ruling": "reduce", "words": "x", "amount_minor": 0 }),
        json!({ "expense": second, "ruling": "reduce", "words": "x", "amount_minor": amount_of(second) }),
    ] {
        assert_eq!(decide(wrong.clone()).await.code(), "invalid", "{wrong}");
    }
    let session = format!("/visits/{}/expenses/within-limit", it.visit);
    let done = stage
        .admin
        .send("POST", &session, &[("accept", "text/html")], Vec::new())
        .await;
    assert!(
        done.status.is_success() || done.status.is_redirection(),
        "{}",
        done.shown()
    );
    let lines = stage.admin.get(&it.decisions()).await.ok();
    let standing = |lines: &Value| -> i64 {
        let lines = lines.as_array().unwrap().iter();
        lines
            .filter(|line| line["stands"] == true)
            .map(|line| line["accepted_minor"].as_i64().unwrap())
            .sum()
    };
    assert_eq!(lines.as_array().unwrap().len(), 3);
    assert_eq!(standing(&lines), LIMIT, "all within the limit, and all of it");
    let over = json!({ "expense": third, "ruling": "accept", "beyond_limit": true, "words": "combinado" });
    assert_eq!(decide(over).await.status, 201);
    let lines = stage.admin.get(&it.decisions()).await.ok();
    assert_eq!(
        lines.as_array().unwrap().len(),
        4,
        "what was decided before stays on record"
    );
    assert!(standing(&lines) >= LIMIT);
}

async fn a_return_lapses_what_was_decided(stage: Stage) {
    let mut it = spent(&stage, "Avaliador 1", &[1_000]).await;
    accept(&stage, &it, 0).await;
    let asked = json!({
        "due_at": stage.now().plus_ms(48 * 3_600_000),
        "questions": [{ "question": "greeted", "words": "Quem?" }],
    });
    let path = format!("/api/v1/visits/{}/returns", it.visit);
    stage.admin.post(&path, &asked).await.ok();
    let from = it.log.head.seq + 1;
    let more = claim(ExpenseKind::Parking, 400);
    it.log
        .write(What::Reopened {
            round: 1,
            questions: vec!["greeted".parse().unwrap()],
        })
        .write(What::ExpenseClaimed(more.clone()))
        .submit();
    it.phone.push(&it.log, from).await.ok();
    moved(&stage, &it.visit, &["in_review", "approved"]).await;
    let due = it.due(&stage).await;
    assert_eq!(
        due["owed"]["expenses_minor"], 0,
        "what is handed in again is decided again"
    );
    assert_eq!(it.pulled().await["expense_decisions"], Value::Null);
    accept(&stage, &it, 0).await;
    let wanted = json!({ "expense": more.expense, "ruling": "accept" });
    stage.admin.post(&it.decisions(), &wanted).await.ok();
    assert_eq!(it.due(&stage).await["owed"]["expenses_minor"], 1_400);
}

async fn claims_that_make_no_sense_are_refused(stage: Stage) {
    let (phone, visits) = stage.evaluator("Avaliador 1", 1).await;
    let mut log = phone.log(&visits[0]);
    phone.push(log.write(What::CheckedIn), 1).await.ok();
    let known = claim(ExpenseKind::Meal, 100);
    for wrong in [
        What::ExpenseClaimed(claim(ExpenseKind::Meal, 0)),
        What::ExpenseClaimed(claim(ExpenseKind::Meal, -100)),
        What::ExpenseWithdrawn {
            expense: known.expense,
            photos: Vec::new(),
        },
        What::PhotoTaken(receipt(known.expense)),
    ] {
        let mut other = log.clone();
        other.write(wrong);
        assert_eq!(phone.push(&other, 2).await.code(), "expense-invalid");
    }
    // No limit was agreed: what is claimed is recorded all the same, and changed and taken back.
    let photo = receipt(known.expense);
    log.write(What::ExpenseClaimed(known.clone()))
        .write(What::PhotoTaken(photo.clone()))
        .write(What::ExpenseClaimed(Claim {
            amount_minor: 250,
            ..known.clone()
        }));
    let reply = phone.push(&log, 2).await.ok();
    assert_eq!(reply["status"]["missing_photos"], json!([photo.photo]));
    let from = log.head.seq + 1;
    log.write(What::ExpenseWithdrawn {
        expense: known.expense,
        photos: vec![photo.photo],
    });
    let reply = phone.push(&log, from).await.ok();
    assert_eq!(
        reply["status"]["missing_photos"],
        json!([]),
        "the receipt went with it"
    );
    let visit: VisitId = visits[0].parse().unwrap();
    assert_eq!(log.visit, visit);
}
