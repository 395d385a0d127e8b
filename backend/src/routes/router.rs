//! Every address of the server.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::StatusCode;
use axum::middleware;
use axum::routing::{delete, get, head, post, put};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::timeout::TimeoutLayer;
use vitrine_shared::wire::MAX_JSON_BYTES;

use super::drain::drain;
use super::observe::{observe, panicked};
use super::{app_files, health, pages, phone, staff, uploads};
use crate::app::App;
use crate::services::guide_pictures::MAX_UPLOAD_BYTES;

/// How long a request may take, uploads apart: they end when nothing comes for a while.
const TIME_LIMIT: Duration = Duration::from_secs(30);

/// The whole server.
pub fn build_router(app: App) -> Router {
    Router::new()
        .merge(health_routes())
        .merge(phone_routes())
        .merge(staff_routes())
        .merge(page_routes())
        .merge(picture_routes())
        .layer(TimeoutLayer::with_status_code(
            StatusCode::SERVICE_UNAVAILABLE,
            TIME_LIMIT,
        ))
        .layer(DefaultBodyLimit::max(MAX_JSON_BYTES))
        .merge(upload_routes())
        .merge(visit_file_routes())
        .merge(app_routes())
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn(drain))
        .layer(middleware::from_fn_with_state(app.clone(), observe))
        .with_state(app)
}

fn health_routes() -> Router<App> {
    Router::new()
        .route("/healthz", get(health::get_health))
        .route("/readyz", get(health::get_readiness))
}

/// What phones ask for, bearing their device token.
fn phone_routes() -> Router<App> {
    Router::new()
        .route("/api/v1/enrol", post(phone::enrol_phone))
        .route("/api/v1/sync", get(phone::get_sync))
        .route("/api/v1/requests", post(phone::answer_requests))
        .route("/api/v1/board", get(phone::get_board))
        .route("/api/v1/checklists/{sha256}", get(phone::get_checklist))
        .route("/api/v1/trainings/{sha256}", get(phone::get_training))
        .route(
            "/api/v1/visits/{visit}/events",
            post(phone::push_events).get(staff::visits::get_log),
        )
        .route("/api/v1/visits/{visit}/status", get(phone::get_status))
}

/// Resumable uploads of photos (tus 1.0).
fn upload_routes() -> Router<App> {
    let all = post(uploads::create_upload).options(uploads::get_options);
    let one = head(uploads::get_offset)
        .patch(uploads::append_upload)
        .delete(uploads::delete_upload)
        .post(uploads::overridden)
        .options(uploads::get_options);
    Router::new()
        .route("/api/v1/uploads", all)
        .route("/api/v1/uploads/{visit}/{photo}", one)
        .layer(DefaultBodyLimit::disable())
        .layer(middleware::from_fn(uploads::speak_tus))
}

/// Visits that come as files: as large as they are, for as long as something comes.
fn visit_file_routes() -> Router<App> {
    Router::new()
        .route("/api/v1/visit-files", post(staff::visit_files::import_visit_file))
        .merge(pages::visit_file_routes())
        .layer(DefaultBodyLimit::disable())
}

/// What people of the agency and of brands ask for, bearing their session.
fn staff_routes() -> Router<App> {
    Router::new()
        .route(
            "/api/v1/session",
            post(staff::session::log_in).delete(staff::session::log_out),
        )
        .route("/api/v1/clients", post(staff::directory::create_client))
        .route(
            "/api/v1/clients/{client}/nodes",
            post(staff::directory::create_node),
        )
        .route("/api/v1/clients/{client}/comparison", get(pages::get_comparison))
        .route(
            "/api/v1/clients/{client}/locations",
            post(staff::directory::create_locations),
        )
        .route("/api/v1/users", post(staff::people::create_user))
        .route(
            "/api/v1/users/{user}/invitations",
            post(staff::people::invite_user),
        )
        .route("/api/v1/devices/{device}", delete(staff::people::revoke_device))
        .route("/api/v1/users/{user}/courses", get(staff::training::list_courses))
        .route(
            "/api/v1/users/{user}/quiz-resets",
            post(staff::training::give_attempts),
        )
        .route("/api/v1/checklists", post(staff::checklists::publish_checklist))
        .route("/api/v1/trainings", post(staff::training::publish_training))
        .route("/api/v1/waves", post(staff::waves::create_wave))
        .route(
            "/api/v1/waves/{wave}/visits",
            post(staff::waves::create_visits).get(staff::waves::list_visits),
        )
        .route("/api/v1/waves/{wave}/offers", post(staff::offers::offer_visits))
        .route(
            "/api/v1/waves/{wave}/rules",
            get(staff::offers::get_rules).put(staff::offers::set_rules),
        )
        .route(
            "/api/v1/clients/{client}/conflicts/{user}",
            put(staff::offers::set_conflict).delete(staff::offers::clear_conflict),
        )
        .route("/api/v1/visits/{visit}", get(staff::visits::get_visit))
        .route("/api/v1/visits/{visit}/moves", post(staff::visits::move_visit))
        .route("/api/v1/appeals", get(staff::appeals::list_open_appeals))
        .route(
            "/api/v1/visits/{visit}/rejections",
            get(staff::appeals::list_rejections),
        )
        .route(
            "/api/v1/visits/{visit}/appeal",
            post(staff::appeals::decide_appeal),
        )
        .route(
            "/api/v1/visits/{visit}/verdicts",
            post(staff::verdicts::give_verdict).get(staff::verdicts::list_verdicts),
        )
        .route(
            "/api/v1/visits/{visit}/returns",
            post(staff::returns::return_visit).get(staff::returns::list_returns),
        )
        .route(
            "/api/v1/visits/{visit}/receipts/{photo}",
            get(staff::expenses::get_receipt_photo),
        )
        .route(
            "/api/v1/visits/{visit}/expense-decisions",
            post(staff::expenses::decide_expense).get(staff::expenses::list_decisions),
        )
        .route("/api/v1/dues", get(staff::payments::list_dues))
        .route(
            "/api/v1/payments",
            post(staff::payments::record_payment).get(staff::payments::list_payments),
        )
        .route(
            "/api/v1/payments/{payment}/reversal",
            post(staff::payments::reverse_payment),
        )
        .route(
            "/api/v1/visits/{visit}/photos/{photo}",
            get(staff::visits::get_photo),
        )
        .route(
            "/api/v1/visits/{visit}/audio/{audio}",
            get(staff::audio::get_audio),
        )
}

/// Pictures of guidelines, which are larger than any JSON.
fn picture_routes() -> Router<App> {
    let all = post(staff::pictures::keep_picture).get(staff::pictures::list_pictures);
    Router::new()
        .route("/api/v1/pictures", all)
        .route("/api/v1/pictures/{sha256}", get(staff::pictures::get_picture))
        .layer(DefaultBodyLimit::max(MAX_UPLOAD_BYTES))
}

/// What people read in a browser.
fn page_routes() -> Router<App> {
    pages::routes()
}

/// The phone app's files.
fn app_routes() -> Router<App> {
    Router::new()
        .route("/app", get(app_files::redirect_to_folder))
        .route("/app/", get(app_files::get_index))
        .route("/app/{*path}", get(app_files::get_file))
}
