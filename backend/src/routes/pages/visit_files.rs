//! `/visit-files`: taking in a visit that comes as a file.

use axum::extract::{Multipart, State};
use axum::response::{IntoResponse, Response};
use maud::Markup;
use vitrine_shared::problem::Code;

use super::reader::{StaffReader, form_again};
use crate::app::App;
use crate::pages::staff::visit_files::{self as page, Told};
use crate::services::visit_files::{self, Import};
use crate::services::{Failure, Outcome};
use crate::storage::Scope;

/// The field of the form that holds the file.
const FIELD: &str = "file";

/// `GET /visit-files`
pub async fn list_visit_files(State(app): State<App>, staff: StaffReader) -> Outcome<Markup> {
    show(&app, &staff, None).await
}

/// `POST /visit-files`
pub async fn import_visit_file(
    State(app): State<App>,
    staff: StaffReader,
    form: Multipart,
) -> Outcome<Response> {
    match import(&app, staff.scope(), form).await {
        Ok(import) => Ok(show(&app, &staff, Some(Told::Imported(import)))
            .await?
            .into_response()),
        Err(Failure::Refused(refusal)) if refusal.code != Code::Forbidden => {
            let told = Told::Refused(refusal.code);
            Ok(form_again(show(&app, &staff, Some(told)).await?))
        }
        Err(failure) => Err(failure),
    }
}

async fn import(app: &App, scope: &Scope, mut form: Multipart) -> Outcome<Import> {
    let cut = |_| Failure::because(Code::VisitFileDamaged, "the form did not arrive whole");
    while let Some(field) = form.next_field().await.map_err(cut)? {
        if field.name() == Some(FIELD) {
            return visit_files::import(app, scope, field).await;
        }
    }
    Err(Code::VisitFileDamaged.into())
}

async fn show(app: &App, staff: &StaffReader, told: Option<Told>) -> Outcome<Markup> {
    let files = visit_files::list(app, staff.scope()).await?;
    Ok(page::page(&files, told.as_ref(), staff.cx()))
}
