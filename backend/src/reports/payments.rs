//! What evaluators are owed and were paid, as the agency's pages show it.

use chrono::NaiveDate;
use vitrine_shared::id::{PaymentId, UserId};

use super::named::Named;
use crate::storage::payments::{Due, DueSum, Payment};

/// What is wanted of the lists: the days of a period, one evaluator, settled or not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Of this evaluator.
    pub evaluator: Option<UserId>,
    /// Of which standing; its name in the address.
    pub standing: &'static str,
}

/// What is owed, by person and currency.
#[derive(Clone, Debug)]
pub struct DuesView {
    /// What was asked for.
    pub wanted: Wanted,
    /// Those who can be chosen.
    pub evaluators: Vec<Named<UserId>>,
    /// The sums, in the order of names.
    pub sums: Vec<DueSum>,
}

/// A sum in one currency: sums of different currencies are never added.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Total {
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// What is owed, in the minor unit.
    pub owed_minor: i64,
    /// What was paid, in the minor unit.
    pub paid_minor: i64,
}

impl Total {
    /// What is left to pay, in the minor unit.
    pub fn due_minor(&self) -> i64 {
        self.owed_minor.saturating_sub(self.paid_minor)
    }
}

impl DuesView {
    /// The totals, one for each currency, in the order of their codes.
    pub fn totals(&self) -> Vec<Total> {
        let mut totals: Vec<Total> = Vec::new();
        for sum in &self.sums {
            let at = totals.iter().position(|total| total.currency == sum.currency);
            match at.and_then(|at| totals.get_mut(at)) {
                Some(total) => {
                    total.owed_minor = total.owed_minor.saturating_add(sum.owed_minor);
                    total.paid_minor = total.paid_minor.saturating_add(sum.paid_minor);
                }
                None => totals.push(Total {
                    currency: sum.currency.clone(),
                    owed_minor: sum.owed_minor,
                    paid_minor: sum.paid_minor,
                }),
            }
        }
        totals.sort_by(|a, b| a.currency.cmp(&b.currency));
        totals
    }
}

/// The ledger, the last entry first.
#[derive(Clone, Debug)]
pub struct PaidView {
    /// What was asked for.
    pub wanted: Wanted,
    /// Those who can be chosen.
    pub evaluators: Vec<Named<UserId>>,
    /// The entries.
    pub payments: Vec<Payment>,
    /// Whether there are more than are shown.
    pub is_cut: bool,
    /// Whether the reader may take payments back.
    pub may_pay: bool,
    /// The id that a reversal made on this page is to have.
    pub next: PaymentId,
}

/// What one person is owed in one currency, and what they were paid.
#[derive(Clone, Debug)]
pub struct AccountView {
    /// The person.
    pub evaluator: Named<UserId>,
    /// The ISO 4217 code of the currency.
    pub currency: String,
    /// The visits that are not settled.
    pub dues: Vec<Due>,
    /// The ledger, the last entry first.
    pub payments: Vec<Payment>,
    /// Whether the reader may record payments.
    pub may_pay: bool,
    /// The id that a payment or reversal made on this page is to have.
    pub next: PaymentId,
    /// The day of now, as the form proposes it.
    pub today: NaiveDate,
}

impl AccountView {
    /// What is due in all, in the minor unit.
    pub fn due_minor(&self) -> i64 {
        self.dues
            .iter()
            .fold(0, |sum, due| sum.saturating_add(due.due_minor()))
    }
}
