//! `/visits` and `/brand/visits`: one visit.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::MAX_APPEAL_CHARS;

use super::reader::{Reader, StaffReader, form_again};
use super::typed::{Sent, words};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::Done;
use crate::pages::visit;
use crate::routes::extract::Path;
use crate::services::visits::Wanted;
use crate::services::{Outcome, reading, visits};

/// `GET /visits/{visit}`
pub async fn show_visit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
) -> Outcome<Markup> {
    let view = reading::visit::visit(&app, staff.scope(), id).await?;
    Ok(visit::staff_page(&view, &Typed::default(), staff.cx()))
}

/// The page of the visit once more, with what is wrong with a form on it.
pub(super) async fn visit_again(
    app: &App,
    staff: &StaffReader,
    id: VisitId,
    typed: &Typed,
) -> Outcome<Response> {
    let view = reading::visit::visit(app, staff.scope(), id).await?;
    Ok(form_again(visit::staff_page(&view, typed, staff.cx())))
}

/// `GET /brand/visits/{visit}`
pub async fn show_published_visit(
    State(app): State<App>,
    reader: Reader,
    Path(id): Path<VisitId>,
) -> Outcome<Markup> {
    let view = reading::visit::visit(&app, reader.scope(), id).await?;
    if view.facts.place.state != VisitState::Published {
        return Err(Code::NotFound.into());
    }
    Ok(visit::brand_page(&view, &reader.cx))
}

/// `POST /visits/{visit}/moves`
pub async fn move_visit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let to = VisitState::from_name(typed.value("to")).ok_or(Code::Malformed)?;
    // What the page showed may be old: a move is made from the state that was seen, or not at all.
    let before = visits::visit(&app, staff.scope(), id).await?;
    if before.state.as_str() != typed.value("from") {
        return Err(Code::MoveNotAllowed.into());
    }
    let mut wanted = Wanted::from(to);
    if to == VisitState::Rejected {
        let cx = staff.cx();
        let reason = words(&mut typed, "reject_words", MAX_APPEAL_CHARS, cx);
        if reason.is_empty() {
            typed.wrong("reject_words", cx.t("reject-words-needed"));
        }
        wanted.reason = Some(reason);
    }
    if !typed.is_right() {
        return visit_again(&app, &staff, id, &typed).await;
    }
    visits::move_visit(&app, staff.scope(), id, wanted).await?;
    let address = format!("/visits/{id}?done={}", Done::Moved.name());
    Ok(Redirect::to(&address).into_response())
}
