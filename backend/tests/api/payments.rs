//! What is due and what was paid: `/api/v1/dues`, `/api/v1/payments`, and the pages' forms and files.

use serde_json::{Value, json};
use vitrine_shared::id::{ExpenseId, PaymentId};

use crate::support::money::{accept, moved, new_id, spent};
use crate::support::{Api, Stage, both, start, unique};

both! {
    the_same_payment_twice_is_one,
    what_changes_after_a_payment_is_due,
    a_wrong_payment_is_reversed_once,
    who_decides_and_who_pays,
    what_is_due_is_exported_and_summed_as_it_is,
}

async fn the_same_payment_twice_is_one(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[]).await;
    moved(&stage, &it.visit, &["approved"]).await;
    let payment = it.payment(new_id(&stage), 4_500);
    let statuses = [
        stage.admin.post("/api/v1/payments", &payment).await.status,
        stage.admin.post("/api/v1/payments", &payment).await.status,
    ];
    assert_eq!(statuses.map(|status| status.as_u16()), [201, 200]);
    let mut other = payment.clone();
    other["reference"] = "Pix 124".into();
    assert_eq!(
        stage.admin.post("/api/v1/payments", &other).await.code(),
        "already-exists"
    );
    let again = it.payment(new_id(&stage), 4_500);
    assert_eq!(
        stage.admin.post("/api/v1/payments", &again).await.code(),
        "payment-changed",
        "another form, from before"
    );
    let together = (0..4).map(|_| {
        let (api, again) = (stage.admin.clone(), it.payment(new_id(&stage), 4_500));
        tokio::spawn(async move { api.post("/api/v1/payments", &again).await.status.as_u16() })
    });
    for done in together.collect::<Vec<_>>() {
        assert_eq!(done.await.unwrap(), 409);
    }
    let ledger = stage.admin.get("/api/v1/payments").await.ok();
    assert_eq!(ledger.as_array().unwrap().len(), 1);
}

async fn what_changes_after_a_payment_is_due(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[1_000]).await;
    moved(&stage, &it.visit, &["approved"]).await;
    let pay = async |seen| {
        stage
            .admin
            .post("/api/v1/payments", &it.payment(new_id(&stage), seen))
            .await
    };
    assert_eq!(pay(4_500).await.status, 201);
    accept(&stage, &it, 0).await;
    assert_eq!(it.due(&stage).await["due_minor"], 1_000, "the difference");
    assert_eq!(pay(1_000).await.status, 201);
    let verdict = json!({ "grade_halves": 9, "words": "Muito bom.", "bonus_minor": 250 });
    let path = format!("/api/v1/visits/{}/verdicts", it.visit);
    assert_eq!(stage.admin.post(&path, &verdict).await.status, 201);
    let due = it.due(&stage).await;
    assert_eq!(
        (&due["due_minor"], &due["owed"]["bonus_minor"]),
        (&json!(250), &json!(250))
    );
    assert_eq!(pay(250).await.status, 201);
    moved(&stage, &it.visit, &["in_review"]).await;
    let path = format!("/api/v1/visits/{}/moves", it.visit);
    let rejected = json!({ "to": "rejected", "reason": "Não foi a loja." });
    stage.admin.post(&path, &rejected).await.ok();
    assert_eq!(it.due(&stage).await["due_minor"], -5_750, "said as it is");
    assert_eq!(pay(-5_750).await.status, 201, "given back");
    assert_eq!(it.due(&stage).await, Value::Null);
}

async fn a_wrong_payment_is_reversed_once(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[]).await;
    moved(&stage, &it.visit, &["approved"]).await;
    let id = new_id(&stage);
    stage
        .admin
        .post("/api/v1/payments", &it.payment(id, 4_500))
        .await
        .ok();
    let reverse = async |wrong: PaymentId, by: PaymentId| {
        let path = format!("/api/v1/payments/{wrong}/reversal");
        let body = json!({ "payment": by, "reference": "conta errada" });
        stage.admin.post(&path, &body).await
    };
    let reversal = new_id(&stage);
    assert_eq!(reverse(id, reversal).await.status, 201);
    assert_eq!(reverse(id, reversal).await.status, 200, "the same again");
    assert_eq!(reverse(id, new_id(&stage)).await.code(), "payment-reversed");
    assert_eq!(reverse(reversal, new_id(&stage)).await.code(), "payment-reversed");
    assert_eq!(reverse(new_id(&stage), new_id(&stage)).await.code(), "not-found");
    assert_eq!(it.due(&stage).await["due_minor"], 4_500, "due again");
    let told = it.pulled().await;
    assert_eq!(told["payments"][1]["reverses"], json!(id));
    let ledger = stage.admin.get("/api/v1/payments").await.ok();
    let sum: i64 = ledger
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["amount_minor"].as_i64().unwrap())
        .sum();
    assert_eq!(sum, 0, "the ledger's sum is what was paid");
}

async fn who_decides_and_who_pays(stage: Stage) {
    let it = spent(&stage, "Avaliador 1", &[1_000]).await;
    let wanted = json!({ "expense": it.claims[0], "ruling": "accept" });
    let other = stage.other_agency().await;
    assert_eq!(other.post(&it.decisions(), &wanted).await.code(), "not-found");
    assert_eq!(
        it.phone.api.post(&it.decisions(), &wanted).await.code(),
        "not-authenticated"
    );
    let reviewer = stage.person("reviewer").await;
    assert_eq!(reviewer.post(&it.decisions(), &wanted).await.status, 201);
    let unknown = json!({ "expense": ExpenseId::new(start(), unique()), "ruling": "accept" });
    assert_eq!(reviewer.post(&it.decisions(), &unknown).await.code(), "not-found");
    moved(&stage, &it.visit, &["approved"]).await;
    let payment = it.payment(new_id(&stage), 5_500);
    assert_eq!(
        reviewer.post("/api/v1/payments", &payment).await.code(),
        "forbidden"
    );
    assert_ne!(other.post("/api/v1/payments", &payment).await.status, 201);
    assert_eq!(other.get("/api/v1/dues").await.ok(), json!([]));
    let coordinator = stage.person("coordinator").await;
    assert_eq!(coordinator.post("/api/v1/payments", &payment).await.status, 201);
    assert_eq!(other.get("/api/v1/payments").await.ok(), json!([]));
    let mut strange = it.payment(new_id(&stage), 1);
    strange["currency"] = "USD".into();
    assert_eq!(
        coordinator.post("/api/v1/payments", &strange).await.code(),
        "not-found"
    );
    strange["visits"] = json!({});
    strange["reference"] = " ".into();
    strange["paid_on"] = "1899-01-01".into();
    assert_eq!(
        coordinator.post("/api/v1/payments", &strange).await.code(),
        "invalid"
    );
}

async fn what_is_due_is_exported_and_summed_as_it_is(stage: Stage) {
    let first = spent(&stage, "=Avaliador, \"1\"", &[1_000]).await;
    let second = spent(&stage, "Avaliador 2", &[2_000]).await;
    accept(&stage, &first, 0).await;
    accept(&stage, &second, 0).await;
    moved(&stage, &first.visit, &["approved", "published"]).await;
    moved(&stage, &second.visit, &["excluded"]).await;
    let rows = csv(&stage.admin, "/payments/due.csv").await;
    let mut due: Vec<_> = rows.iter().map(|row| (row[3].clone(), row[14].clone())).collect();
    due.sort();
    assert_eq!(
        due,
        [
            ("'=Avaliador, \"1\"".to_owned(), "55.00".to_owned()),
            ("Avaliador 2".to_owned(), "65.00".to_owned()),
        ]
    );
    let page = html(&stage.admin, "/payments").await;
    assert!(page.contains("120.00"), "the total in one currency: {page}");
    let payment = first.payment(new_id(&stage), 5_500);
    stage.admin.post("/api/v1/payments", &payment).await.ok();
    assert_eq!(csv(&stage.admin, "/payments/due.csv").await.len(), 1);
    assert_eq!(csv(&stage.admin, "/payments/due.csv?standing=all").await.len(), 2);
    let of_second = format!("/payments/due.csv?standing=all&evaluator={}", second.user);
    assert_eq!(csv(&stage.admin, &of_second).await.len(), 1);
    assert_eq!(
        csv(&stage.admin, "/payments/due.csv?to=2001-01-01").await.len(),
        0
    );
    let paid = csv(&stage.admin, "/payments/paid.csv?from=2026-09-22&to=2026-09-22").await;
    assert_eq!(paid.len(), 1);
    assert_eq!(
        (paid[0][2].as_str(), paid[0][13].as_str()),
        ("2026-09-22", "55.00")
    );
    assert_eq!(
        csv(&stage.admin, "/payments/paid.csv?from=2026-09-23")
            .await
            .len(),
        0
    );
    for path in [
        "/payments/paid".to_owned(),
        format!("/payments/evaluators/{}?currency=BRL", first.user),
        format!("/visits/{}", first.visit),
    ] {
        let page = html(&stage.admin, &path).await;
        assert!(page.contains("55.00") || page.contains("10.00"), "{path}");
    }
}

async fn html(api: &Api, path: &str) -> String {
    let headers = [
        ("accept", "text/html"),
        ("accept-language", "en"),
        ("cookie", "lang=en"),
    ];
    let page = api.send("GET", path, &headers[..2], Vec::new()).await;
    assert_eq!(page.status, 200, "{}", page.shown());
    String::from_utf8(page.bytes).unwrap()
}

/// The rows of a file, without its head.
async fn csv(api: &Api, path: &str) -> Vec<Vec<String>> {
    let file = api.get(path).await;
    assert_eq!(file.status, 200, "{}", file.shown());
    assert!(file.header("content-type").unwrap().starts_with("text/csv"));
    let text = file.bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap();
    let mut reader = ::csv::Reader::from_reader(text);
    let rows = reader.records().map(Result::unwrap);
    rows.map(|row| row.iter().map(str::to_owned).collect()).collect()
}
