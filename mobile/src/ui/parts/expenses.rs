//! The line that leads to what was spent in a visit, with its sum and the agreed limit.

use dioxus::prelude::*;
use vitrine_shared::expense::{payable_minor, sum_minor};
use vitrine_shared::id::VisitId;

use super::icon::{Icon, Sign};
use crate::ui::route::Route;
use crate::ui::state::{use_phone, use_words};
use crate::ui::words::Words;

/// The agreed limit in words.
pub fn cap_text(words: &Words, cap_minor: i64, currency: &str) -> String {
    let amount = words.lang().money(cap_minor, currency);
    words.format("expenses-up-to", &[("amount", amount.into())])
}

/// What was spent, in one line that leads to all of it.
#[component]
pub fn SpentLine(visit: VisitId) -> Element {
    let phone = use_phone();
    let words = use_words();
    let card = phone.desk.card.read();
    let sheet = phone.desk.sheet.read();
    let (Some(card), Some(sheet)) = (card.as_ref(), sheet.as_ref()) else {
        return rsx! {};
    };
    let (cap, currency) = (card.assignment.expense_cap_minor, &card.assignment.currency);
    let sum = sum_minor(sheet.claims.iter().map(|claim| claim.amount_minor));
    let is_over = sum > payable_minor(sum, cap);
    let count = sheet.claims.len();
    if count == 0 && !sheet.stage.is_open() {
        return rsx! {};
    }
    rsx! {
        Link {
            class: "row-card row-line",
            to: Route::ExpensesScreen { visit },
            "data-testid": "to-expenses",
            div { class: "row-main",
                p { class: "row-question", {words.text("expenses-title")} }
                p { class: if is_over { "row-sub spent-over" } else { "row-sub" },
                    if is_over {
                        Icon { sign: Sign::Alert }
                    }
                    if count == 0 {
                        {match cap {
                            Some(cap) => cap_text(&words, cap, currency),
                            None => words.text("expenses-no-limit"),
                        }}
                    } else {
                        {words.count("expenses-count", count)}
                    }
                }
            }
            if count > 0 {
                span { class: "spent-sum numeric", "data-testid": "spent-sum", {words.lang().money(sum, currency)} }
            }
            span { class: "row-go", Icon { sign: Sign::Next } }
        }
    }
}
