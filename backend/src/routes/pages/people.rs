//! `/people`: everyone, and inviting evaluators.

use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use vitrine_shared::id::{ClientId, UserId};
use vitrine_shared::text::Lang;

use super::import;
use super::reader::{StaffReader, form_again};
use super::typed::{Sent, blame, required};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::Done;
use crate::pages::staff::{invitation, people as list};
use crate::reports::directory::InvitationView;
use crate::reports::named::Named;
use crate::routes::extract::{Origin, Path};
use crate::services::people::{self, NewUser};
use crate::services::{Outcome, enrolment, reading};
use crate::storage::{Role, Scope};

/// `GET /people`
pub async fn list_people(State(app): State<App>, staff: StaffReader) -> Outcome<Markup> {
    let view = reading::directory::people(&app, staff.scope()).await?;
    Ok(list::page(&view, &Typed::default(), staff.cx()))
}

/// `POST /people`
pub async fn create_person(
    State(app): State<App>,
    staff: StaffReader,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let name = required(&mut typed, "name", cx);
    let email = required(&mut typed, "email", cx);
    let role = Role::from_name(typed.value("role"));
    if role.is_none() {
        typed.wrong("role", cx.t("form-choice"));
    }
    let client: Option<ClientId> = typed.value("client").parse().ok();
    let password = Some(typed.value("password").to_owned()).filter(|password| !password.is_empty());
    if let (true, Some(role)) = (typed.is_right(), role) {
        let new = NewUser {
            email: Some(email),
            name,
            role,
            lang: Lang::default(),
            password,
            client,
            node: None,
        };
        match people::create_user(&app, staff.scope(), new).await {
            Ok(_) => return Ok(done()),
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    again(&app, &staff, &typed).await
}

/// `POST /people/evaluators`
pub async fn create_evaluators(
    State(app): State<App>,
    staff: StaffReader,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let columns: Vec<&str> = list::COLUMNS.split(';').collect();
    let rows = import::rows(&mut typed, &columns, 1, cx);
    let mut new = Vec::with_capacity(rows.len());
    for (index, row) in rows.iter().enumerate() {
        let [email, name, lang] = row.as_slice() else {
            continue;
        };
        let lang = match lang.as_str() {
            "" => Some(Lang::default()),
            tag => Lang::negotiate([tag]),
        };
        if lang.is_none() {
            import::wrong_cell(
                &mut typed,
                index,
                "lang",
                row.last().map_or("", String::as_str),
                cx,
            );
        }
        if name.is_empty() {
            import::wrong_cell(&mut typed, index, "name", "", cx);
        }
        new.push(evaluator(email, name, lang.unwrap_or_default()));
    }
    if typed.is_right() {
        match create_all(&app, staff.scope(), new).await {
            Ok(()) => return Ok(done()),
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    again(&app, &staff, &typed).await
}

fn evaluator(email: &str, name: &str, lang: Lang) -> NewUser {
    NewUser {
        email: Some(email.to_owned()).filter(|email| !email.is_empty()),
        name: name.to_owned(),
        role: Role::Evaluator,
        lang,
        password: None,
        client: None,
        node: None,
    }
}

/// One after the other; those before a failure stay, and are shown in the list.
async fn create_all(app: &App, scope: &Scope, new: Vec<NewUser>) -> Outcome<()> {
    for user in new {
        people::create_user(app, scope, user).await?;
    }
    Ok(())
}

/// `POST /people/{user}/invitation`
pub async fn invite_evaluator(
    State(app): State<App>,
    staff: StaffReader,
    Origin(origin): Origin,
    Path(user): Path<UserId>,
) -> Outcome<impl IntoResponse> {
    let evaluator = app.store().user(staff.scope(), user).await?;
    let agency = app.store().agency(staff.scope()).await?;
    let made = enrolment::invite(&app, staff.scope(), user).await?;
    let view = InvitationView {
        evaluator: Named::new(evaluator.id, evaluator.name),
        agency: agency.name,
        link: made.link(&origin),
        expires_at: made.expires_at,
    };
    // The code is a secret: no cache keeps it.
    Ok((
        [(header::CACHE_CONTROL, "no-store")],
        invitation::page(&view, staff.cx()),
    ))
}

fn done() -> Response {
    Redirect::to(&format!("/people?done={}", Done::PeopleAdded.name())).into_response()
}

async fn again(app: &App, staff: &StaffReader, typed: &Typed) -> Outcome<Response> {
    let view = reading::directory::people(app, staff.scope()).await?;
    Ok(form_again(list::page(&view, typed, staff.cx())))
}
