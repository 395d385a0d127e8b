//! `/payments`: what evaluators are owed, recording what was paid, the ledger.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use maud::Markup;
use serde::Deserialize;
use vitrine_shared::id::{PaymentId, UserId, VisitId};
use vitrine_shared::payment::MAX_REFERENCE_CHARS;
use vitrine_shared::problem::Code;

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, blame, required};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, HOME_ZONE};
use crate::pages::staff::payments as page;
use crate::reports::payments::Wanted as List;
use crate::routes::extract::{Path, Query};
use crate::services::payments::{self, Reversal, Wanted};
use crate::services::{Outcome, reading};

/// What of the lists is wanted. What cannot be read is not asked for.
#[derive(Debug, Default, Deserialize)]
pub struct ListQuery {
    from: Option<String>,
    to: Option<String>,
    evaluator: Option<String>,
    standing: Option<String>,
}

impl ListQuery {
    /// As it is shown and read.
    pub fn wanted(&self) -> List {
        let day = |text: &Option<String>| text.as_deref().and_then(|text| text.parse::<NaiveDate>().ok());
        List {
            from: day(&self.from),
            to: day(&self.to),
            evaluator: self.evaluator.as_deref().and_then(|id| id.parse().ok()),
            standing: match self.standing.as_deref() {
                Some("settled") => "settled",
                Some("all") => "all",
                _ => "open",
            },
        }
    }
}

/// `GET /payments`
pub async fn list_dues(
    State(app): State<App>,
    staff: StaffReader,
    Query(query): Query<ListQuery>,
) -> Outcome<Markup> {
    let view = reading::payments::dues(&app, staff.scope(), query.wanted(), HOME_ZONE).await?;
    Ok(page::dues(&view, staff.cx()))
}

/// `GET /payments/paid`
pub async fn list_paid(
    State(app): State<App>,
    staff: StaffReader,
    Query(query): Query<ListQuery>,
) -> Outcome<Markup> {
    let view = reading::payments::paid(&app, staff.scope(), query.wanted()).await?;
    Ok(page::paid(&view, staff.cx()))
}

/// In which currency.
#[derive(Debug, Deserialize)]
pub struct AccountQuery {
    currency: Option<String>,
}

impl AccountQuery {
    fn currency(&self) -> &str {
        self.currency.as_deref().unwrap_or("BRL")
    }
}

/// `GET /payments/evaluators/{user}`
pub async fn show_account(
    State(app): State<App>,
    staff: StaffReader,
    Path(user): Path<UserId>,
    Query(query): Query<AccountQuery>,
) -> Outcome<Markup> {
    let view = reading::payments::account(&app, staff.scope(), user, query.currency(), HOME_ZONE).await?;
    let today = [("paid_on", view.today.to_string())];
    Ok(page::account(&view, &Typed::default().or(today), staff.cx()))
}

/// `POST /payments/evaluators/{user}`
pub async fn record_payment(
    State(app): State<App>,
    staff: StaffReader,
    Path(user): Path<UserId>,
    Query(query): Query<AccountQuery>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let (scope, cx) = (staff.scope(), staff.cx());
    let payment: PaymentId = typed.value("payment").parse().map_err(|_| Code::Malformed)?;
    let mut visits = BTreeMap::new();
    for chosen in typed.values("visit") {
        let visit: VisitId = chosen.parse().map_err(|_| Code::Malformed)?;
        let seen = typed.value(&page::seen_field(visit)).parse::<i64>();
        visits.insert(visit, seen.map_err(|_| Code::Malformed)?);
    }
    if visits.is_empty() {
        typed.wrong("visit", cx.t("payment-choose-visits"));
    }
    let paid_on = typed.value("paid_on").parse::<NaiveDate>().ok();
    if paid_on.is_none() {
        typed.wrong("paid_on", cx.t("form-date"));
    }
    let reference = required(&mut typed, "reference", cx);
    if reference.chars().count() > MAX_REFERENCE_CHARS {
        let max = [("max", MAX_REFERENCE_CHARS.into())];
        typed.wrong("reference", cx.f("form-too-long", &max));
    }
    if let (true, Some(paid_on)) = (typed.is_right(), paid_on) {
        let wanted = Wanted {
            payment,
            evaluator: user,
            currency: query.currency().to_owned(),
            paid_on,
            reference,
            visits,
        };
        match payments::record(&app, scope, wanted).await {
            Ok(_) => {
                return Ok(back(
                    &page::account_address(user, query.currency()),
                    Done::PaymentRecorded,
                ));
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    let view = reading::payments::account(&app, scope, user, query.currency(), HOME_ZONE).await?;
    Ok(form_again(page::account(&view, &typed, cx)))
}

/// `POST /payments/{payment}/reversal`
pub async fn reverse_payment(
    State(app): State<App>,
    staff: StaffReader,
    Path(wrong): Path<PaymentId>,
    Sent(typed): Sent,
) -> Outcome<Response> {
    let payment = typed.value("payment").parse().map_err(|_| Code::Malformed)?;
    let evaluator: UserId = typed.value("evaluator").parse().map_err(|_| Code::Malformed)?;
    let wanted = Reversal {
        payment,
        reference: typed.value("reference").to_owned(),
    };
    payments::reverse(&app, staff.scope(), wrong, &wanted).await?;
    let address = page::account_address(evaluator, typed.value("currency"));
    Ok(back(&address, Done::PaymentReversed))
}

fn back(address: &str, done: Done) -> Response {
    Redirect::to(&format!("{address}&done={}", done.name())).into_response()
}
