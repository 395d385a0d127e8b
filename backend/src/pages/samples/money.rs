//! Money: what was spent in a visit, what is due, the ledger.

use chrono::NaiveDate;
use vitrine_shared::expense::{ExpenseDecision, ExpenseKind, Ruling};
use vitrine_shared::id::{ExpenseId, PaymentId, PhotoId, UserId};
use vitrine_shared::payment::Owed;
use vitrine_shared::visit::VisitState;

use super::{DAY_MS, at, bytes, evaluator, location, visit_id};
use crate::reports::payments::{AccountView, DuesView, PaidView, Wanted};
use crate::reports::visit::{ClaimView, DecisionView, ExpensesView, ReceiptView};
use crate::storage::payments::{Due, DueSum, Payment};

fn expense(number: usize) -> ExpenseId {
    id!(ExpenseId, 8, number)
}

fn payment_id(number: usize) -> PaymentId {
    id!(PaymentId, 9, number)
}

pub fn spent() -> ExpensesView {
    let claim = |number, kind, amount_minor, note: Option<&str>| ClaimView {
        id: expense(number),
        kind,
        amount_minor,
        note: note.map(str::to_owned),
        receipts: Vec::new(),
        decisions: Vec::new(),
    };
    let decided = DecisionView {
        decision: ExpenseDecision {
            expense: expense(2),
            claimed_minor: 1800,
            accepted_minor: 1200,
            ruling: Ruling::Reduced,
            words: Some("Só a primeira hora foi combinada.".to_owned()),
            at: at(0),
        },
        stands: true,
        by: Some("Coordenação".to_owned()),
    };
    ExpensesView {
        currency: "BRL".to_owned(),
        cap_minor: Some(4000),
        claims: vec![
            ClaimView {
                receipts: vec![ReceiptView {
                    id: id!(PhotoId, 7, 9),
                    width: 1200,
                    height: 1600,
                    arrived: true,
                }],
                ..claim(1, ExpenseKind::Purchase, 3990, Some("Camisa de teste"))
            },
            ClaimView {
                decisions: vec![decided],
                ..claim(2, ExpenseKind::Parking, 1800, None)
            },
        ],
        may_decide: true,
    }
}

pub fn dues() -> DuesView {
    let sum = |number: usize, currency: &str, owed_minor, paid_minor| DueSum {
        evaluator: evaluator(number).id,
        evaluator_name: evaluator(number).name,
        currency: currency.to_owned(),
        open_visits: 3,
        owed_minor,
        paid_minor,
    };
    DuesView {
        wanted: Wanted {
            standing: "open",
            ..Wanted::default()
        },
        evaluators: vec![evaluator(1), evaluator(2)],
        sums: vec![
            sum(1, "BRL", 123_450, 0),
            sum(2, "BRL", 4500, 6000),
            sum(2, "USD", 2500, 0),
        ],
    }
}

fn payment(number: usize, amount_minor: i64, reverses: Option<PaymentId>) -> Payment {
    Payment {
        id: payment_id(number),
        evaluator: evaluator(1).id,
        evaluator_name: evaluator(1).name,
        currency: "BRL".to_owned(),
        amount_minor,
        paid_on: NaiveDate::from_ymd_opt(2026, 5, 4).unwrap_or_default(),
        reference: format!("Pix {number}"),
        visits: 2,
        reverses,
        is_reversed: number == 1,
        recorded_by: Some("Coordenação".to_owned()),
        recorded_at: at(0),
    }
}

fn ledger() -> Vec<Payment> {
    vec![
        payment(3, 9000, None),
        payment(2, -4500, Some(payment_id(1))),
        payment(1, 4500, None),
    ]
}

pub fn paid() -> PaidView {
    PaidView {
        wanted: Wanted::default(),
        evaluators: vec![evaluator(1)],
        payments: ledger(),
        is_cut: false,
        may_pay: true,
        next: payment_id(7),
    }
}

pub fn account() -> AccountView {
    let due = |number: usize, state, expenses_minor, paid_minor| Due {
        visit: visit_id(number),
        state,
        submitted_at: Some(at(-DAY_MS)),
        evaluator: UserId::new(at(0), bytes(5, 1)),
        evaluator_name: evaluator(1).name,
        brand: "Casa Aurora".to_owned(),
        location: location(number).name,
        location_code: format!("SP-{number}"),
        currency: "BRL".to_owned(),
        owed: Owed::of(state, 4500, 500, expenses_minor),
        paid_minor,
    };
    AccountView {
        evaluator: evaluator(1),
        currency: "BRL".to_owned(),
        dues: vec![
            due(1, VisitState::Approved, 1200, 0),
            due(2, VisitState::Published, 0, 7000),
            due(3, VisitState::Excluded, 3990, 4500),
        ],
        payments: ledger(),
        may_pay: true,
        next: payment_id(7),
        today: NaiveDate::from_ymd_opt(2026, 5, 5).unwrap_or_default(),
    }
}
