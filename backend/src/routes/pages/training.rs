//! `/training` and `/people/{user}/training`: what is published, who passed, new attempts.

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use vitrine_shared::id::UserId;
use vitrine_shared::problem::Code;

use super::reader::{StaffReader, form_again};
use super::typed::{Sent, blame, choice, required};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, PageContext};
use crate::pages::staff::{learner, training as list};
use crate::routes::extract::Path;
use crate::services::{Failure, Outcome, reading, training};

/// `GET /training`
pub async fn list_trainings(State(app): State<App>, staff: StaffReader) -> Outcome<Markup> {
    let view = reading::training::trainings(&app, staff.scope()).await?;
    Ok(list::page(&view, &Typed::default(), staff.cx()))
}

/// `POST /training`
pub async fn publish_training(
    State(app): State<App>,
    staff: StaffReader,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let toml = required(&mut typed, "toml", cx);
    if typed.is_right() {
        match training::publish(&app, staff.scope(), &toml).await {
            Ok(_) => {
                let done = format!("/training?done={}", Done::TrainingPublished.name());
                return Ok(Redirect::to(&done).into_response());
            }
            Err(failure) => find(failure, &mut typed, cx)?,
        }
    }
    let view = reading::training::trainings(&app, staff.scope()).await?;
    Ok(form_again(list::page(&view, &typed, cx)))
}

/// Writes down what is wrong with the file, line by line.
fn find(failure: Failure, typed: &mut Typed, cx: &PageContext) -> Result<(), Failure> {
    match &failure {
        Failure::Refused(refusal) if refusal.code == Code::Invalid => {
            for finding in &refusal.findings {
                let row = finding.line.unwrap_or_default();
                let message = finding.message.as_str().into();
                typed.wrong(
                    "toml",
                    cx.f("form-row", &[("row", row.into()), ("message", message)]),
                );
            }
            Ok(())
        }
        Failure::Refused(refusal) if refusal.code == Code::AlreadyExists => {
            typed.wrong("toml", cx.t("training-conflict"));
            Ok(())
        }
        _ => blame(failure, typed, cx),
    }
}

/// `GET /people/{user}/training`
pub async fn show_learner(
    State(app): State<App>,
    staff: StaffReader,
    Path(user): Path<UserId>,
) -> Outcome<Markup> {
    let view = reading::training::learner(&app, staff.scope(), user).await?;
    Ok(learner::page(&view, staff.cx()))
}

/// `POST /people/{user}/training/attempts`
pub async fn give_attempts(
    State(app): State<App>,
    staff: StaffReader,
    Path(user): Path<UserId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let (checklist, version) = (
        choice(&mut typed, "checklist", cx),
        choice(&mut typed, "version", cx),
    );
    let (Some(checklist), Some(version)) = (checklist, version) else {
        return Err(Code::Malformed.into());
    };
    training::give_attempts(&app, staff.scope(), user, checklist, version).await?;
    let done = format!("/people/{user}/training?done={}", Done::AttemptsGiven.name());
    Ok(Redirect::to(&done).into_response())
}
