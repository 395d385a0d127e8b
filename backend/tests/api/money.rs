//! Expenses from the claim to the payment: `/api/v1/visits/{visit}/…`, `/api/v1/dues`, `/api/v1/payments`,
//! and the pages' forms and files.

use serde_json::{Value, json};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Photo, PhotoSource, What};
use vitrine_shared::expense::{Claim, ExpenseKind, receipt_slot};
use vitrine_shared::id::{ExpenseId, PaymentId, PhotoId, UserId, VisitId};

use crate::support::device::{Log, start, unique};
use crate::support::{Announced, Api, Device, PHOTO, Stage, both};

both! {
    a_visit_is_paid_with_what_was_accepted_of_its_expenses,
    a_brand_sees_nothing_of_what_was_spent,
    the_limit_holds_unless_somebody_says_otherwise,
    a_return_lapses_what_was_decided,
    the_same_payment_twice_is_one,
    what_changes_after_a_payment_is_due,
    a_wrong_payment_is_reversed_once,
    who_decides_and_who_pays,
    what_is_due_is_exported_and_summed_as_it_is,
    claims_that_make_no_sense_are_refused,
}

const LIMIT: i64 = 3_000;

/// A phone whose visit, with an agreed limit, was handed in with these claims and is in review.
struct Spent {
    phone: Device,
    user: UserId,
    visit: String,
    log: Log,
    claims: Vec<ExpenseId>,
}

fn claim(kind: ExpenseKind, amount_minor: i64) -> Claim {
    Claim {
        expense: ExpenseId::new(start(), unique()),
        kind,
        amount_minor,
        note: Some("um café".to_owned()),
    }
}

fn receipt(expense: ExpenseId) -> Photo {
    Photo {
        photo: PhotoId::new(start(), unique()),
        question: receipt_slot(expense),
        sha256: Digest::of(PHOTO),
        size_bytes: PHOTO.len() as u64,
        width: 640,
        height: 480,
        source: PhotoSource::File,
        dhash: "0000000000000000".to_owned(),
        warnings: Vec::new(),
        replaces: None,
        edits: None,
        no_camera: None,
    }
}

async fn spent(stage: &Stage, name: &str, amounts: &[i64]) -> Spent {
    let (user, code) = stage.invited(name).await;
    let phone = Device::enrol(&stage.stranger(), &code).await;
    let mut planned = stage.visit_at(&user);
    planned["expense_cap_minor"] = LIMIT.into();
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let made = stage.admin.post(&path, &json!([planned])).await.ok();
    let visit = made[0]["id"].as_str().unwrap().to_owned();
    let mut log = phone.log(&visit);
    log.fill();
    let mut claims = Vec::new();
    for amount in amounts {
        let claim = claim(ExpenseKind::Purchase, *amount);
        claims.push(claim.expense);
        log.write(What::ExpenseClaimed(claim));
    }
    claims.sort_unstable();
    phone.push(log.submit(), 1).await.ok();
    moved(stage, &visit, &["in_review"]).await;
    Spent {
        phone,
        user: user.parse().unwrap(),
        visit,
        log,
        claims,
    }
}

async fn moved(stage: &Stage, visit: &str, states: &[&str]) {
    let path = format!("/api/v1/visits/{visit}/moves");
    for to in states {
        stage.admin.post(&path, &json!({ "to": to })).await.ok();
    }
}

impl Spent {
    fn decisions(&self) -> String {
        format!("/api/v1/visits/{}/expense-decisions", self.visit)
    }

    async fn due(&self, stage: &Stage) -> Value {
        let path = format!("/api/v1/dues?evaluator={}", self.user);
        let dues = stage.admin.get(&path).await.ok();
        let mut dues = dues.as_array().unwrap().iter();
        dues.find(|due| due["visit"] == self.visit.as_str())
            .cloned()
            .unwrap_or_default()
    }

    fn payment(&self, id: PaymentId, seen_minor: i64) -> Value {
        json!({
            "payment": id, "evaluator": self.user, "currency": "BRL", "paid_on": "2026-09-22",
            "reference": "Pix 123", "visits": { (self.visit.as_str()): seen_minor },
        })
    }

    async fn pulled(&self) -> Value {
        let pulled = self.phone.api.get("/api/v1/sync?after=0").await.ok();
        pulled["assignments"][0].clone()
    }
}

fn new_id(stage: &Stage) -> PaymentId {
    PaymentId::new(stage.now(), unique())
}

async fn accept(stage: &Stage, spent: &Spent, index: usize) {
    let wanted = json!({ "expense": spent.claims[index], "ruling": "accept" });
    let done = stage.admin.post(&spent.decisions(), &wanted).await;
    assert_eq!(done.status, 201, "{}", done.shown());
}

async fn a_visit_is_paid_with_what_was_accepted_of_its_expenses(stage: Stage) {
    let (user, code) = stage.invited("Avaliador 1").await;
    let phone = Device::enrol(&stage.stranger(), &code).await;
    let mut planned = stage.visit_at(&user);
    planned["expense_cap_minor"] = LIMIT.into();
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let made = stage.admin.post(&path, &json!([planned])).await.ok();
    let visit = made[0]["id"].as_str().unwrap().to_owned();
    let mut log = phone.log(&visit);
    let bus = claim(ExpenseKind::Transport, 950);
    let photo = receipt(bus.expense);
    log.fill()
        .write(What::ExpenseClaimed(bus.clone()))
        .write(What::PhotoTaken(photo.clone()));
    phone.push(log.submit(), 1).await.ok();
    let mut it = Spent {
        phone,
        user: user.parse().unwrap(),
        visit: visit.clone(),
        log,
        claims: vec![bus.expense],
    };
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
