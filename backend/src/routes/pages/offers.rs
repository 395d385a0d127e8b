//! `/waves/{wave}/offers`: who is to do a wave's open visits, and by which rules.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use vitrine_shared::eligibility::Rules;
use vitrine_shared::id::{ClientId, UserId, VisitId, WaveId};
use vitrine_shared::problem::Code;
use vitrine_shared::visit::VisitState;

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, blame, choice, last_moment};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, PageContext};
use crate::pages::staff::offers as page;
use crate::reports::offers::OffersView;
use crate::routes::extract::Path;
use crate::services::offers::{self, Offering};
use crate::services::visits::Wanted;
use crate::services::{Outcome, reading, visits};

/// `GET /waves/{wave}/offers`
pub async fn show_offers(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
) -> Outcome<Markup> {
    let view = reading::offers::offers(&app, staff.scope(), id).await?;
    Ok(page::page(
        &view,
        &with_rules(&view, Typed::default()),
        staff.cx(),
    ))
}

/// `POST /waves/{wave}/offers`
pub async fn offer_visits(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(typed): Sent,
) -> Outcome<Redirect> {
    let chosen: Vec<VisitId> = typed.values("visit").filter_map(|id| id.parse().ok()).collect();
    if typed.value("do") == "withdraw" {
        for visit in chosen {
            visits::move_visit(&app, staff.scope(), visit, VisitState::Planned.into()).await?;
        }
    } else {
        offers::offer(&app, staff.scope(), id, Offering { visits: chosen }).await?;
    }
    Ok(back(id, Done::Moved))
}

/// `POST /waves/{wave}/assignments`
pub async fn assign_visit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let visit: VisitId = typed.value("visit").parse().map_err(|_| Code::Malformed)?;
    let Some(evaluator) = choice::<UserId>(&mut typed, "evaluator", cx) else {
        return again(&app, &staff, id, typed).await;
    };
    let wanted = Wanted {
        evaluator: Some(evaluator),
        ..VisitState::Assigned.into()
    };
    match visits::move_visit(&app, staff.scope(), visit, wanted).await {
        Ok(_) => Ok(back(id, Done::Moved).into_response()),
        Err(failure) => {
            let mut typed = Typed::default();
            blame(failure, &mut typed, cx)?;
            again(&app, &staff, id, typed).await
        }
    }
}

/// `POST /waves/{wave}/rules`
pub async fn set_rules(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let rules = Rules {
        rotation_days: whole(&mut typed, "rotation_days", cx),
        spacing_days: whole(&mut typed, "spacing_days", cx),
        most_per_day: whole(&mut typed, "most_per_day", cx),
        min_grade_halves: whole(&mut typed, "min_grade_halves", cx),
    };
    if typed.is_right() {
        match offers::set_rules(&app, staff.scope(), id, rules).await {
            Ok(()) => return Ok(back(id, Done::RulesSet).into_response()),
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    again(&app, &staff, id, typed).await
}

/// `POST /waves/{wave}/conflicts`
pub async fn set_conflict(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let client = client_of(&app, &staff, id).await?;
    let evaluator = choice::<UserId>(&mut typed, "evaluator", cx);
    let until = match typed.value("until") {
        "" => None,
        _ => last_moment(&mut typed, "until", cx),
    };
    if let (true, Some(evaluator)) = (typed.is_right(), evaluator) {
        offers::set_conflict(&app, staff.scope(), client, evaluator, until).await?;
        return Ok(back(id, Done::RulesSet).into_response());
    }
    again(&app, &staff, id, typed).await
}

/// `POST /waves/{wave}/conflicts/cleared`
pub async fn clear_conflict(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(typed): Sent,
) -> Outcome<Redirect> {
    let client = client_of(&app, &staff, id).await?;
    let evaluator: UserId = typed.value("evaluator").parse().map_err(|_| Code::Malformed)?;
    offers::clear_conflict(&app, staff.scope(), client, evaluator).await?;
    Ok(back(id, Done::RulesSet))
}

/// The brand that the wave is for.
async fn client_of(app: &App, staff: &StaffReader, id: WaveId) -> Outcome<ClientId> {
    let view = reading::offers::offers(app, staff.scope(), id).await?;
    Ok(view.card.client.id)
}

fn back(id: WaveId, done: Done) -> Redirect {
    Redirect::to(&format!("/waves/{id}/offers?done={}", done.name()))
}

async fn again(app: &App, staff: &StaffReader, id: WaveId, typed: Typed) -> Outcome<Response> {
    let view = reading::offers::offers(app, staff.scope(), id).await?;
    let typed = with_rules(&view, typed);
    Ok(form_again(page::page(&view, &typed, staff.cx())))
}

/// The rules as they are, where the form says nothing else.
fn with_rules(view: &OffersView, typed: Typed) -> Typed {
    let rules = view.rules;
    typed.or([
        ("rotation_days", rules.rotation_days.to_string()),
        ("spacing_days", rules.spacing_days.to_string()),
        ("most_per_day", rules.most_per_day.to_string()),
        ("min_grade_halves", rules.min_grade_halves.to_string()),
    ])
}

/// A whole number that is not negative; nothing typed is 0.
fn whole(typed: &mut Typed, field: &str, cx: &PageContext) -> u32 {
    match typed.value(field).trim() {
        "" => 0,
        text => text.parse().unwrap_or_else(|_| {
            typed.wrong(field, cx.t("form-whole"));
            0
        }),
    }
}
