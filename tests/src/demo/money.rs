//! What the demo's visits cost: expenses with their receipts, what is decided of them, and payments.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use rand::RngExt;
use rand::rngs::StdRng;
use serde::Deserialize;
use serde_json::{Value, json};
use vitrine_mobile::core::protocol::Claimed;
use vitrine_shared::expense::ExpenseKind;
use vitrine_shared::id::{ExpenseId, PaymentId, UserId, VisitId};

use crate::handset::now;
use crate::staff::Staff;

/// The fee of a visit.
pub const FEE_MINOR: i64 = 6_500;

/// What is paid of a visit's expenses without somebody deciding otherwise.
pub const EXPENSE_LIMIT_MINOR: i64 = 4_000;

/// The most visits that a list of what is due holds.
const PAGE: usize = 500;

/// What an evaluator spent in a visit: in a third of them something, now and then more than was agreed.
pub fn spent(rng: &mut StdRng) -> Option<Claimed> {
    let (kind, cost_minor, note) = match rng.random_range(0..9) {
        0 => (ExpenseKind::Purchase, 1_500..5_200, "Compra pedida pelo roteiro"),
        1 => (ExpenseKind::Transport, 440..1_900, ""),
        2 => (ExpenseKind::Parking, 800..2_400, ""),
        _ => return None,
    };
    Some(Claimed {
        kind,
        amount_minor: rng.random_range(cost_minor) / 10 * 10,
        note: note.to_owned(),
    })
}

/// Decides a claim: what was agreed is accepted, more is cut down to it, and a few have no receipt that
/// can be read.
///
/// # Errors
/// Fails with the server's refusal.
pub fn decide(staff: &Staff, visit: VisitId, claim: &Claim) -> anyhow::Result<()> {
    let mut wanted = json!({ "expense": claim.expense, "ruling": "accept" });
    let reason = if claim.number % 10 == 9 {
        Some(("refuse", Value::Null, "O valor no comprovante não pode ser lido."))
    } else if claim.amount_minor > EXPENSE_LIMIT_MINOR {
        Some((
            "reduce",
            json!(EXPENSE_LIMIT_MINOR),
            "Pago até o limite combinado.",
        ))
    } else {
        None
    };
    if let Some((ruling, amount_minor, words)) = reason {
        wanted = json!({
            "expense": claim.expense, "ruling": ruling, "amount_minor": amount_minor, "words": words,
        });
    }
    let _: Value = staff.post(&format!("/api/v1/visits/{visit}/expense-decisions"), &wanted)?;
    Ok(())
}

/// A claim that was made.
#[derive(Clone, Copy, Debug)]
pub struct Claim {
    /// The expense.
    pub expense: ExpenseId,
    /// What is asked back.
    pub amount_minor: i64,
    /// Tells claims apart, so that some are decided otherwise; not unique.
    pub number: usize,
}

#[derive(Deserialize)]
struct Due {
    visit: VisitId,
    evaluator: UserId,
    due_minor: i64,
}

/// Pays each evaluator what is due for these visits, in one payment.
///
/// # Errors
/// Fails with the server's refusal.
pub fn pay(staff: &Staff, visits: &[VisitId], reference: &str, paid_on: NaiveDate) -> anyhow::Result<()> {
    let mut owed: BTreeMap<UserId, BTreeMap<VisitId, i64>> = BTreeMap::new();
    let mut path = "/api/v1/dues".to_owned();
    loop {
        let dues: Vec<Due> = staff.get(&path)?;
        for due in dues.iter().filter(|due| visits.contains(&due.visit)) {
            owed.entry(due.evaluator)
                .or_default()
                .insert(due.visit, due.due_minor);
        }
        match dues.last() {
            Some(last) if dues.len() == PAGE => path = format!("/api/v1/dues?after={}", last.visit),
            _ => break,
        }
    }
    let mut rng = rand::rng();
    for (evaluator, visits) in owed {
        let _: Value = staff.post(
            "/api/v1/payments",
            &json!({
                "payment": PaymentId::new(now(), rng.random()), "evaluator": evaluator, "currency": "BRL",
                "paid_on": paid_on, "reference": reference, "visits": visits,
            }),
        )?;
    }
    Ok(())
}
