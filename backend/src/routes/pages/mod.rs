//! Pages: who asks, one service, one page.

mod import;
mod reader;
mod typed;

mod appeals;
mod brand;
mod door;
mod expenses;
mod offers;
mod payments;
mod payments_csv;
mod people;
mod places;
mod returns;
mod training;
mod verdicts;
mod visit_files;
mod visits;
mod waves;

use axum::Router;
use axum::routing::{get, post};

use crate::app::App;
use crate::pages::assets;

pub use brand::get_comparison;
pub use reader::{Explained, lang_of, problem_page};

/// The page that takes files in.
pub fn visit_file_routes() -> Router<App> {
    let page = get(visit_files::list_visit_files).post(visit_files::import_visit_file);
    Router::new().route("/visit-files", page)
}

/// Every page and what its forms are sent to.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(assets::router())
        .route("/", get(door::show_home))
        .route("/login", get(door::show_login).post(door::log_in))
        .route("/logout", post(door::log_out))
        .route("/language", post(door::choose_language))
        .route("/waves", get(waves::list_waves).post(waves::create_wave))
        .route("/waves/new", get(waves::show_new_wave))
        .route("/waves/{wave}", get(waves::show_board))
        .route("/waves/{wave}/assign", get(waves::show_assign_form))
        .route("/waves/{wave}/visits", post(waves::create_visits))
        .route(
            "/waves/{wave}/offers",
            get(offers::show_offers).post(offers::offer_visits),
        )
        .route("/waves/{wave}/assignments", post(offers::assign_visit))
        .route("/waves/{wave}/rules", post(offers::set_rules))
        .route("/waves/{wave}/conflicts", post(offers::set_conflict))
        .route("/waves/{wave}/conflicts/cleared", post(offers::clear_conflict))
        .route("/visits/{visit}", get(visits::show_visit))
        .route("/visits/{visit}/moves", post(visits::move_visit))
        .route("/visits/{visit}/appeal", post(appeals::decide_appeal))
        .route("/visits/{visit}/verdict", post(verdicts::give_verdict))
        .route("/visits/{visit}/expenses", post(expenses::decide_expense))
        .route(
            "/visits/{visit}/expenses/within-limit",
            post(expenses::accept_within_limit),
        )
        .route("/payments", get(payments::list_dues))
        .route("/payments/paid", get(payments::list_paid))
        .route("/payments/due.csv", get(payments_csv::export_dues))
        .route("/payments/paid.csv", get(payments_csv::export_paid))
        .route(
            "/payments/evaluators/{user}",
            get(payments::show_account).post(payments::record_payment),
        )
        .route("/payments/{payment}/reversal", post(payments::reverse_payment))
        .route("/visits/{visit}/return", get(returns::show_return_form))
        .route("/visits/{visit}/returns", post(returns::return_visit))
        .route("/places", get(places::list_places).post(places::create_brand))
        .route("/places/{client}", post(places::create_places))
        .route("/people", get(people::list_people).post(people::create_person))
        .route("/people/evaluators", post(people::create_evaluators))
        .route("/people/{user}/invitation", post(people::invite_evaluator))
        .route("/people/{user}/training", get(training::show_learner))
        .route("/people/{user}/training/attempts", post(training::give_attempts))
        .route(
            "/training",
            get(training::list_trainings).post(training::publish_training),
        )
        .route("/brand/visits/{visit}", get(visits::show_published_visit))
        .route("/brand/{client}", get(brand::show_ranking))
        .route("/brand/{client}/{view}", get(brand::show_view))
        .route("/brand/{client}/locations/{location}", get(brand::show_place))
}
