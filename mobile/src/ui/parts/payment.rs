//! What a visit pays: what is due, what was paid when.

use std::collections::BTreeMap;

use dioxus::prelude::*;
use vitrine_shared::expense::sum_minor;
use vitrine_shared::payment::{Owed, PaymentLine, is_payable, paid_minor};
use vitrine_shared::wire::Assignment;

use super::icon::{Icon, Sign};
use crate::core::protocol::VisitCard;
use crate::ui::state::use_words;
use crate::ui::words::Words;

/// What is owed for a visit as it stands.
fn owed_of(assignment: &Assignment) -> Owed {
    let accepted = assignment
        .expense_decisions
        .iter()
        .map(|made| made.accepted_minor);
    let bonus = assignment
        .verdict
        .as_ref()
        .map_or(0, |verdict| verdict.bonus_minor);
    Owed::of(assignment.state, assignment.fee_minor, bonus, sum_minor(accepted))
}

/// How the payment of a visit stands, as it looks and in words.
fn standing(visit: &Assignment, words: &Words) -> (&'static str, Sign, String) {
    let due = owed_of(visit).due_minor(paid_minor(&visit.payments));
    let money = |minor: i64| words.lang().money(minor, &visit.currency);
    match due {
        0 => ("state state-good", Sign::Check, words.text("payment-settled")),
        1.. => (
            "state state-info",
            Sign::Clock,
            words.format("payment-due", &[("amount", money(due).into())]),
        ),
        _ => (
            "state state-warn",
            Sign::Alert,
            words.format("payment-over", &[("amount", money(due.saturating_neg()).into())]),
        ),
    }
}

/// How the payment of a visit stands, in short: for lists.
#[component]
pub fn PaidShort(assignment: Assignment) -> Element {
    let words = use_words();
    if !is_payable(assignment.state) && assignment.payments.is_empty() {
        return rsx! {};
    }
    let (class, sign, text) = standing(&assignment, &words);
    // What was taken back is told with the visit itself.
    let stands = |line: &&PaymentLine| {
        line.reverses.is_none()
            && !assignment
                .payments
                .iter()
                .any(|other| other.reverses == Some(line.payment))
    };
    rsx! {
        p { class: "row-facts",
            span { class, "data-testid": "record-payment",
                Icon { sign }
                {text}
            }
        }
        for line in assignment.payments.iter().filter(stands) {
            p { key: "{line.payment}", class: "row-sub numeric", "data-testid": "record-paid",
                {words.format(
                    "payment-line",
                    &[
                        ("amount", words.lang().money(line.amount_minor, &assignment.currency).into()),
                        ("day", words.lang().date(line.paid_on).into()),
                        ("reference", line.reference.clone().into()),
                    ],
                )}
            }
        }
    }
}

/// What is due and what was paid in all, each currency for itself.
#[component]
pub fn PaidSums(assignments: Vec<Assignment>) -> Element {
    let words = use_words();
    let mut sums: BTreeMap<String, (i64, i64)> = BTreeMap::new();
    for visit in &assignments {
        let paid = paid_minor(&visit.payments);
        let sum = sums.entry(visit.currency.clone()).or_default();
        sum.0 = sum.0.saturating_add(owed_of(visit).due_minor(paid));
        sum.1 = sum.1.saturating_add(paid);
    }
    sums.retain(|_, sum| *sum != (0, 0));
    let list = |of: fn(&(i64, i64)) -> i64| -> String {
        let amounts = sums
            .iter()
            .map(|(currency, sum)| words.lang().money(of(sum), currency));
        amounts.collect::<Vec<_>>().join(" + ")
    };
    if sums.is_empty() {
        return rsx! {};
    }
    rsx! {
        dl { class: "sums", "data-testid": "record-sums",
            div {
                dt { {words.text("payment-sum-due")} }
                dd { class: "numeric", "data-testid": "record-due", {list(|sum| sum.0)} }
            }
            div {
                dt { {words.text("payment-sum-paid")} }
                dd { class: "numeric", "data-testid": "record-received", {list(|sum| sum.1)} }
            }
        }
    }
}

/// How the payment of a visit stands; nothing before the agency found it good, if nothing was paid.
#[component]
pub fn PaidNote(card: VisitCard) -> Element {
    let words = use_words();
    let visit = &card.assignment;
    if !is_payable(visit.state) && visit.payments.is_empty() {
        return rsx! {};
    }
    let owed = owed_of(visit);
    let money = |minor: i64| words.lang().money(minor, &visit.currency);
    let (class, sign, text) = standing(visit, &words);
    rsx! {
        section { class: "panel payment", "data-testid": "payment",
            h2 { {words.text("payment-title")} }
            p { class, "data-testid": "payment-state",
                Icon { sign }
                {text}
            }
            dl { class: "sums",
                div {
                    dt { {words.text("fact-fee")} }
                    dd { class: "numeric", {money(owed.fee_minor)} }
                }
                if owed.bonus_minor > 0 {
                    div {
                        dt { {words.text("payment-bonus")} }
                        dd { class: "numeric", {money(owed.bonus_minor)} }
                    }
                }
                if owed.expenses_minor > 0 {
                    div {
                        dt { {words.text("expenses-title")} }
                        dd { class: "numeric", {money(owed.expenses_minor)} }
                    }
                }
                for line in visit.payments.iter() {
                    div { key: "{line.payment}", "data-testid": "payment-line",
                        dt {
                            {words.format(
                                if line.reverses.is_some() { "payment-reversed-on" } else { "payment-paid-on" },
                                &[
                                    ("day", words.lang().date(line.paid_on).into()),
                                    ("reference", line.reference.clone().into()),
                                ],
                            )}
                        }
                        dd { class: "numeric", {money(line.amount_minor)} }
                    }
                }
            }
        }
    }
}
