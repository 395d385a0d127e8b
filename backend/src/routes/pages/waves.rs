//! `/waves`: the list, the boards, and planning.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use vitrine_shared::checklist::Slug;
use vitrine_shared::digest::Digest;
use vitrine_shared::id::{LocationId, UserId, WaveId};

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, amount, blame, choice, required, window};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::Done;
use crate::pages::staff::{wave, wave_forms, waves as list};
use crate::reports::wave::Stage;
use crate::routes::extract::{Path, Query};
use crate::services::waves::{self, NewWave, PlannedVisit};
use crate::services::{Outcome, reading};

/// `GET /waves`
pub async fn list_waves(State(app): State<App>, staff: StaffReader) -> Outcome<Markup> {
    let cards = reading::waves::waves(&app, staff.scope()).await?;
    Ok(list::page(&cards, staff.cx()))
}

/// `GET /waves/new`
pub async fn show_new_wave(State(app): State<App>, staff: StaffReader) -> Outcome<Markup> {
    let view = reading::waves::new_wave(&app, staff.scope()).await?;
    Ok(wave_forms::new_page(&view, &Typed::default(), staff.cx()))
}

/// `POST /waves`
pub async fn create_wave(
    State(app): State<App>,
    staff: StaffReader,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let (scope, cx) = (staff.scope(), staff.cx());
    let view = reading::waves::new_wave(&app, scope).await?;
    let name = required(&mut typed, "name", cx);
    let client = choice(&mut typed, "client", cx);
    let digest: Option<Digest> = choice(&mut typed, "checklist", cx);
    let option = digest.and_then(|it| {
        view.checklists
            .iter()
            .find(|option| option.reference.sha256 == it)
    });
    let window = window(&mut typed, cx);
    if let (true, Some(client), Some(option), Some((opens_at, closes_at))) =
        (typed.is_right(), client, option, window)
    {
        let new = NewWave {
            client,
            name,
            checklist: option.reference.clone(),
            opens_at,
            closes_at,
        };
        match waves::create_wave(&app, scope, new).await {
            Ok(id) => {
                return Ok(
                    Redirect::to(&format!("/waves/{id}?done={}", Done::WaveMade.name())).into_response(),
                );
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    Ok(form_again(wave_forms::new_page(&view, &typed, cx)))
}

/// What of a board is wanted.
#[derive(Debug, Deserialize)]
pub struct BoardQuery {
    stage: Option<String>,
    late: Option<String>,
}

/// `GET /waves/{wave}`
pub async fn show_board(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Query(wanted): Query<BoardQuery>,
) -> Outcome<Markup> {
    let stage = wanted.stage.as_deref().and_then(Stage::from_name);
    let board =
        reading::waves::board(&app, staff.scope(), id, stage, wanted.late.is_some(), app.now()).await?;
    Ok(wave::page(&board, staff.cx()))
}

/// `GET /waves/{wave}/assign`
pub async fn show_assign_form(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
) -> Outcome<Markup> {
    let view = reading::waves::assign_form(&app, staff.scope(), id).await?;
    Ok(wave_forms::assign_page(&view, &Typed::default(), staff.cx()))
}

/// `POST /waves/{wave}/visits`
pub async fn create_visits(
    State(app): State<App>,
    staff: StaffReader,
    Path(id): Path<WaveId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let (scope, cx) = (staff.scope(), staff.cx());
    let view = reading::waves::assign_form(&app, scope, id).await?;
    let locations: Vec<LocationId> = typed
        .values("location")
        .filter_map(|id| id.parse().ok())
        .collect();
    if locations.is_empty() {
        typed.wrong("location", cx.t("form-choose-places"));
    }
    let evaluator = match typed.value("evaluator") {
        "" => None,
        _ => choice::<UserId>(&mut typed, "evaluator", cx),
    };
    let persona: Option<Slug> = if view.personas.is_empty() {
        None
    } else {
        choice(&mut typed, "persona", cx)
    };
    let scenario = required(&mut typed, "scenario", cx);
    let window = window(&mut typed, cx);
    let fee = amount(&mut typed, "fee", cx);
    let expense_cap_minor = match typed.value("expense_cap").trim() {
        "" => None,
        _ => amount(&mut typed, "expense_cap", cx),
    };
    if let (true, Some((opens_at, closes_at)), Some(fee_minor)) = (typed.is_right(), window, fee) {
        // A wave's days may begin and end within a day of the form's.
        let (opens_at, closes_at) = (
            opens_at.max(view.card.opens_at),
            closes_at.min(view.card.closes_at),
        );
        let planned = locations
            .into_iter()
            .map(|location| PlannedVisit {
                location,
                evaluator,
                scenario: scenario.clone(),
                persona: persona.clone(),
                opens_at,
                closes_at,
                fee_minor,
                currency: "BRL".to_owned(),
                expense_cap_minor,
            })
            .collect();
        match waves::create_visits(&app, scope, id, planned).await {
            Ok(_) => {
                return Ok(
                    Redirect::to(&format!("/waves/{id}?done={}", Done::VisitsPlanned.name())).into_response(),
                );
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    Ok(form_again(wave_forms::assign_page(&view, &typed, cx)))
}
