//! `/visits/{visit}/expenses`: deciding what is paid of expenses, on the visit's page.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use vitrine_shared::id::{ExpenseId, VisitId};
use vitrine_shared::problem::Code;

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, amount_in};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, PageContext};
use crate::pages::visit::{self, field_of_claim};
use crate::routes::extract::Path;
use crate::services::expenses::{self, Wanted, WantedRuling};
use crate::services::{Failure, Outcome, reading, visits};

/// `POST /visits/{visit}/expenses`
pub async fn decide_expense(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let (scope, cx) = (staff.scope(), staff.cx());
    let expense: ExpenseId = typed.value("expense").parse().map_err(|_| Code::Malformed)?;
    let field = |name: &str| field_of_claim(name, expense);
    let Some(ruling) = WantedRuling::from_name(typed.value(&field("choice"))) else {
        typed.wrong(&field("choice"), cx.t("form-choice"));
        return again(&app, &staff, id, &typed).await;
    };
    let currency = visits::visit(&app, scope, id).await?.currency;
    let amount_minor = match ruling {
        WantedRuling::Reduce => amount_in(&mut typed, &field("amount"), &currency, cx),
        WantedRuling::Accept | WantedRuling::Refuse => None,
    };
    if typed.is_right() {
        let wanted = Wanted {
            expense,
            ruling,
            amount_minor,
            words: Some(typed.value(&field("words")).to_owned()),
            beyond_limit: !typed.value(&field("beyond")).is_empty(),
        };
        match expenses::decide(&app, scope, id, &wanted).await {
            Ok(()) => return Ok(decided(id)),
            Err(failure) => blame(failure, &mut typed, expense, cx)?,
        }
    }
    again(&app, &staff, id, &typed).await
}

/// `POST /visits/{visit}/expenses/within-limit`
pub async fn accept_within_limit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
) -> Outcome<Response> {
    expenses::accept_within_limit(&app, staff.scope(), id).await?;
    Ok(decided(id))
}

fn decided(id: VisitId) -> Response {
    let done = Done::ExpensesDecided.name();
    Redirect::to(&format!("/visits/{id}?done={done}#expenses")).into_response()
}

async fn again(app: &App, staff: &StaffReader, id: VisitId, typed: &Typed) -> Outcome<Response> {
    let view = reading::visit::visit(app, staff.scope(), id).await?;
    Ok(form_again(visit::staff_page(&view, typed, staff.cx())))
}

/// Writes down what is wrong with the decision on this claim.
fn blame(failure: Failure, typed: &mut Typed, expense: ExpenseId, cx: &PageContext) -> Outcome<()> {
    let Failure::Refused(refusal) = &failure else {
        return Err(failure);
    };
    if refusal.code != Code::Invalid {
        return Err(failure);
    }
    for finding in &refusal.findings {
        let (name, key) = match finding.path.as_str() {
            "amount_minor" => ("amount", "expense-wrong-part"),
            "beyond_limit" => ("beyond", "expense-wrong-beyond"),
            _ => ("words", "expense-wrong-words"),
        };
        typed.wrong(&field_of_claim(name, expense), cx.t(key));
    }
    Ok(())
}
