//! `/visits` and `/brand/visits`: one visit.

use axum::extract::State;
use axum::response::Redirect;
use maud::Markup;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;

use super::reader::{Reader, StaffReader};
use super::typed::Sent;
use crate::app::App;
use crate::pages::context::Done;
use crate::pages::visit;
use crate::routes::extract::Path;
use crate::services::{Outcome, reading, visits};

/// `GET /visits/{visit}`
pub async fn show_visit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
) -> Outcome<Markup> {
    let view = reading::visit::visit(&app, staff.scope(), id).await?;
    Ok(visit::staff_page(&view, staff.cx()))
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
    Sent(typed): Sent,
) -> Outcome<Redirect> {
    let to = VisitState::from_name(typed.value("to")).ok_or(Code::Malformed)?;
    // What the page showed may be old: a move is made from the state that was seen, or not at all.
    let before = visits::visit(&app, staff.scope(), id).await?;
    if before.state.as_str() != typed.value("from") {
        return Err(Code::MoveNotAllowed.into());
    }
    visits::move_visit(&app, staff.scope(), id, to, None).await?;
    Ok(Redirect::to(&format!("/visits/{id}?done={}", Done::Moved.name())))
}
