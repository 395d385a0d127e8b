//! `/visits/{visit}/verdict`: the grade of an evaluator's work.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use vitrine_shared::id::VisitId;
use vitrine_shared::wire::MAX_VERDICT_CHARS;

use super::reader::StaffReader;
use super::typed::{Sent, amount, blame, choice, words};
use super::visits::visit_again;
use crate::app::App;
use crate::pages::context::Done;
use crate::routes::extract::Path;
use crate::services::Outcome;
use crate::services::verdicts::{self, Given};

/// `POST /visits/{visit}/verdict`
pub async fn give_verdict(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let grade_halves = choice(&mut typed, "grade", cx);
    let bonus_minor = match typed.value("bonus").trim() {
        "" => Some(0),
        _ => amount(&mut typed, "bonus", cx),
    };
    let words = words(&mut typed, "verdict_words", MAX_VERDICT_CHARS, cx);
    if let (true, Some(grade_halves), Some(bonus_minor)) = (typed.is_right(), grade_halves, bonus_minor) {
        let given = Given {
            grade_halves,
            words: Some(words),
            bonus_minor,
        };
        match verdicts::give(&app, staff.scope(), id, given).await {
            Ok(()) => {
                let address = format!("/visits/{id}?done={}", Done::Graded.name());
                return Ok(Redirect::to(&address).into_response());
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    visit_again(&app, &staff, id, &typed).await
}
