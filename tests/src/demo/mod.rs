//! The demo agency, made through the public API: staff by its JSON, evaluators by headless phones.

pub mod plan;
pub mod scene;

mod found;
mod money;
mod play;

use std::path::Path;

use serde_json::{Value, json};

use crate::process::Server;
use crate::staff::Staff;
use crate::stage::id_of;

/// The password of every demo log-in. The demo listens on this machine alone.
pub const PASSWORD: &str = "vitrine-demo-2026";

/// A log-in of the demo.
#[derive(Clone, Debug)]
pub struct LogIn {
    /// What it is for.
    pub role: &'static str,
    /// Its e-mail.
    pub email: &'static str,
}

/// The demo's log-ins.
pub const LOG_INS: [LogIn; 3] = [
    LogIn {
        role: "administrator",
        email: "admin@demo.vitrine.test",
    },
    LogIn {
        role: "coordinator",
        email: "coordenacao@demo.vitrine.test",
    },
    LogIn {
        role: "brand",
        email: "marca@demo.vitrine.test",
    },
];

/// What the demo made.
#[derive(Clone, Debug)]
pub struct Demo {
    /// The link that enrols a phone as the first evaluator, once.
    pub enrolment_link: String,
    /// How many visits were done and published.
    pub published: usize,
}

/// Makes the demo agency on a running server whose data are in this folder.
///
/// # Errors
/// Fails with whatever the server refused.
pub fn load(origin: &str, data: &Path, retail_checklist: &str, training: &str) -> anyhow::Result<Demo> {
    let [admin, coordinator, brand] = LOG_INS;
    Server::add_administrator(data, None, admin.email, PASSWORD, "Agência Demonstração")?;
    let admin = Staff::log_in(origin, admin.email, PASSWORD)?;
    let _: Value = admin.post(
        "/api/v1/users",
        &json!({ "email": coordinator.email, "name": "Coordenação", "role": "coordinator",
                 "lang": "pt-BR", "password": PASSWORD }),
    )?;
    let staff = Staff::log_in(origin, coordinator.email, PASSWORD)?;

    let founded = found::agency(&staff, retail_checklist, training)?;
    let _: Value = admin.post(
        "/api/v1/users",
        &json!({ "email": brand.email, "name": "Marca", "role": "client_manager", "lang": "pt-BR",
                 "password": PASSWORD, "client": founded.client }),
    )?;
    let published = play::waves(origin, &staff, &founded)?;

    let first = founded.evaluators.first().map(String::as_str).unwrap_or_default();
    let invitation: Value = staff.post(&format!("/api/v1/users/{first}/invitations"), &json!({}))?;
    let enrolment_link = invitation
        .get("link")
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned();
    Ok(Demo {
        enrolment_link,
        published,
    })
}

/// The id of what a request made.
fn made(staff: &Staff, path: &str, body: &Value) -> anyhow::Result<String> {
    id_of(&staff.post(path, body)?)
}
