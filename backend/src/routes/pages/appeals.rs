//! `/visits/{visit}/appeal`: what is decided of an appeal.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{AppealOutcome, MAX_APPEAL_CHARS};

use super::reader::StaffReader;
use super::typed::{Sent, blame, words};
use super::visits::visit_again;
use crate::app::App;
use crate::pages::context::Done;
use crate::routes::extract::Path;
use crate::services::Outcome;
use crate::services::appeals::{self, Decided};

/// `POST /visits/{visit}/appeal`
pub async fn decide_appeal(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let outcome = AppealOutcome::from_name(typed.value("outcome")).ok_or(Code::Malformed)?;
    let words = words(&mut typed, "appeal_words", MAX_APPEAL_CHARS, cx);
    if words.is_empty() && outcome == AppealOutcome::Dismissed {
        typed.wrong("appeal_words", cx.t("appeal-words-needed"));
    }
    if typed.is_right() {
        let decided = Decided {
            outcome,
            words: Some(words),
        };
        match appeals::decide(&app, staff.scope(), id, decided).await {
            Ok(_) => {
                let address = format!("/visits/{id}?done={}", Done::AppealDecided.name());
                return Ok(Redirect::to(&address).into_response());
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    visit_again(&app, &staff, id, &typed).await
}
