//! A visit in which money was spent: the claims, their receipts, and what is due for it.

use serde_json::{Value, json};
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Photo, PhotoSource, What};
use vitrine_shared::expense::{Claim, ExpenseKind, receipt_slot};
use vitrine_shared::id::{ExpenseId, PaymentId, PhotoId, UserId};

use super::{Device, Log, PHOTO, Stage, start, unique};

/// What may be spent in a visit.
pub const LIMIT: i64 = 3_000;

/// A phone with one visit of an agreed limit, and what was claimed in it.
pub struct Spent {
    pub phone: Device,
    pub user: UserId,
    pub visit: String,
    pub log: Log,
    pub claims: Vec<ExpenseId>,
}

pub fn claim(kind: ExpenseKind, amount_minor: i64) -> Claim {
    Claim {
        expense: ExpenseId::new(start(), unique()),
        kind,
        amount_minor,
        note: Some("um café".to_owned()),
    }
}

pub fn receipt(expense: ExpenseId) -> Photo {
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

/// The visit before anything is written in it.
pub async fn unspent(stage: &Stage, name: &str) -> Spent {
    let (user, code) = stage.invited(name).await;
    let phone = Device::enrol(&stage.stranger(), &code).await;
    let mut planned = stage.visit_at(&user);
    planned["expense_cap_minor"] = LIMIT.into();
    let path = format!("/api/v1/waves/{}/visits", stage.wave);
    let made = stage.admin.post(&path, &json!([planned])).await.ok();
    let visit = made[0]["id"].as_str().unwrap().to_owned();
    let log = phone.log(&visit);
    Spent {
        phone,
        user: user.parse().unwrap(),
        visit,
        log,
        claims: Vec::new(),
    }
}

/// The visit handed in with claims of these amounts, and in review.
pub async fn spent(stage: &Stage, name: &str, amounts: &[i64]) -> Spent {
    let mut it = unspent(stage, name).await;
    it.log.fill();
    for amount in amounts {
        let claim = claim(ExpenseKind::Purchase, *amount);
        it.claims.push(claim.expense);
        it.log.write(What::ExpenseClaimed(claim));
    }
    it.claims.sort_unstable();
    it.phone.push(it.log.submit(), 1).await.ok();
    moved(stage, &it.visit, &["in_review"]).await;
    it
}

pub async fn moved(stage: &Stage, visit: &str, states: &[&str]) {
    let path = format!("/api/v1/visits/{visit}/moves");
    for to in states {
        stage.admin.post(&path, &json!({ "to": to })).await.ok();
    }
}

impl Spent {
    pub fn decisions(&self) -> String {
        format!("/api/v1/visits/{}/expense-decisions", self.visit)
    }

    pub async fn due(&self, stage: &Stage) -> Value {
        let path = format!("/api/v1/dues?evaluator={}", self.user);
        let dues = stage.admin.get(&path).await.ok();
        let mut dues = dues.as_array().unwrap().iter();
        dues.find(|due| due["visit"] == self.visit.as_str())
            .cloned()
            .unwrap_or_default()
    }

    pub fn payment(&self, id: PaymentId, seen_minor: i64) -> Value {
        json!({
            "payment": id, "evaluator": self.user, "currency": "BRL", "paid_on": "2026-09-22",
            "reference": "Pix 123", "visits": { (self.visit.as_str()): seen_minor },
        })
    }

    pub async fn pulled(&self) -> Value {
        let pulled = self.phone.api.get("/api/v1/sync?after=0").await.ok();
        pulled["assignments"][0].clone()
    }
}

pub fn new_id(stage: &Stage) -> PaymentId {
    PaymentId::new(stage.now(), unique())
}

pub async fn accept(stage: &Stage, spent: &Spent, index: usize) {
    let wanted = json!({ "expense": spent.claims[index], "ruling": "accept" });
    let done = stage.admin.post(&spent.decisions(), &wanted).await;
    assert_eq!(done.status, 201, "{}", done.shown());
}
