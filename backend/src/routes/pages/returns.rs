//! `/visits/{visit}/return`: the form that sends a visit back.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Tz;
use maud::Markup;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Asked, MAX_RETURN_CHARS};

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, words};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, HOME_ZONE, PageContext};
use crate::pages::visit::return_form::{self, field_of};
use crate::reports::visit::VisitView;
use crate::routes::extract::Path;
use crate::services::returns::{self, Wanted};
use crate::services::{Outcome, reading};

/// How many days the form proposes.
const PROPOSED: Days = Days::new(3);

/// `GET /visits/{visit}/return`
pub async fn show_return_form(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
) -> Outcome<Markup> {
    let view = in_review(&app, &staff, id).await?;
    let today = app.now().to_utc().with_timezone(&zone_of(&view)).date_naive();
    let day = today.checked_add_days(PROPOSED).unwrap_or(today);
    let proposed = [
        ("due_day".to_owned(), day.to_string()),
        ("due_time".to_owned(), "18:00".to_owned()),
    ];
    Ok(return_form::page(&view, &Typed::new(proposed), staff.cx()))
}

/// `POST /visits/{visit}/returns`
pub async fn return_visit(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<VisitId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let view = in_review(&app, &staff, id).await?;
    let due_at = due(&mut typed, zone_of(&view), app.now(), cx);
    let questions = asked(&mut typed, &view, cx);
    let words = words(&mut typed, "words", MAX_RETURN_CHARS, cx);
    if let (true, Some(due_at)) = (typed.is_right(), due_at) {
        let wanted = Wanted {
            due_at,
            words: Some(words),
            questions,
        };
        returns::return_visit(&app, staff.scope(), id, wanted).await?;
        let address = format!("/visits/{id}?done={}", Done::Returned.name());
        return Ok(Redirect::to(&address).into_response());
    }
    Ok(form_again(return_form::page(&view, &typed, cx)))
}

async fn in_review(app: &App, staff: &StaffReader, id: VisitId) -> Outcome<VisitView> {
    let view = reading::visit::visit(app, staff.scope(), id).await?;
    if view.facts.place.state == VisitState::InReview {
        Ok(view)
    } else {
        Err(Code::MoveNotAllowed.into())
    }
}

fn zone_of(view: &VisitView) -> Tz {
    view.facts.place.time_zone.parse().unwrap_or(HOME_ZONE)
}

fn due(typed: &mut Typed, zone: Tz, now: Timestamp, cx: &PageContext) -> Option<Timestamp> {
    let day = NaiveDate::parse_from_str(typed.value("due_day"), "%Y-%m-%d").ok();
    let time = NaiveTime::parse_from_str(typed.value("due_time"), "%H:%M").ok();
    let local = day.zip(time).map(|(day, time)| day.and_time(time));
    let at = local.and_then(|local| zone.from_local_datetime(&local).earliest());
    let Some(at) = at.map(|at| Timestamp::from(at.to_utc())) else {
        typed.wrong("due_day", cx.t("form-date"));
        return None;
    };
    if at <= now {
        typed.wrong("due_day", cx.t("return-due-past"));
    } else if at.unix_ms() - now.unix_ms() > returns::LONGEST_MS {
        typed.wrong("due_day", cx.t("return-due-far"));
    }
    Some(at)
}

fn asked(typed: &mut Typed, view: &VisitView, cx: &PageContext) -> Vec<Asked> {
    let mut questions = Vec::new();
    for question in view
        .touchpoints
        .iter()
        .flat_map(|touchpoint| &touchpoint.questions)
    {
        let field = field_of(&question.id);
        let words = words(typed, &field, MAX_RETURN_CHARS, cx);
        if let (false, Ok(question)) = (words.is_empty(), question.id.parse()) {
            questions.push(Asked { question, words });
        }
    }
    if questions.is_empty() {
        typed.wrong("", cx.t("return-nothing"));
    }
    questions
}
