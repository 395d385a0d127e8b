//! Founding the demo agency: its brand, regions, locations, checklist, waves and evaluators.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use vitrine_shared::time::Timestamp;

use super::made;
use super::plan::{REGIONS, SEVERITIES, STORES, WAVES};
use crate::handset::now;
use crate::staff::Staff;
use crate::stage::{DAY_MS, ids_of, new_evaluator, personas_of};

/// The agency before its first visit.
pub struct Founded {
    /// The brand.
    pub client: String,
    /// The locations, in the order of [`STORES`].
    pub locations: Vec<String>,
    /// The waves with their windows, in the order of [`WAVES`].
    pub waves: Vec<OpenWave>,
    /// The evaluators, in the order of [`SEVERITIES`].
    pub evaluators: Vec<String>,
    /// The personas of the checklist.
    pub personas: Vec<String>,
}

/// A wave on the server.
pub struct OpenWave {
    /// Its id.
    pub id: String,
    /// When it opened.
    pub opens_at: Timestamp,
    /// When it closes.
    pub closes_at: Timestamp,
}

/// Makes everything that comes before visits.
pub fn agency(staff: &Staff, checklist_toml: &str, training_toml: &str) -> anyhow::Result<Founded> {
    let client = made(staff, "/api/v1/clients", &json!({ "name": "Casa Aurora" }))?;
    let mut nodes = BTreeMap::new();
    for region in REGIONS {
        let path = format!("/api/v1/clients/{client}/nodes");
        nodes.insert(
            region,
            made(staff, &path, &json!({ "name": region, "level": "region" }))?,
        );
    }
    let e7 = |degrees: f64| (degrees * 1e7).round() as i64;
    let locations: Vec<Value> = STORES
        .iter()
        .map(|store| {
            json!({
                "node": nodes.get(store.region), "code": store.code, "name": store.name, "address": store.address,
                "lat_e7": e7(store.position.0), "lon_e7": e7(store.position.1),
                "time_zone": store.time_zone, "ownership": store.ownership,
            })
        })
        .collect();
    let path = format!("/api/v1/clients/{client}/locations");
    let locations = ids_of(&staff.post(&path, &json!(locations))?)?;

    let checklist = staff.publish_checklist(checklist_toml)?;
    staff.publish_training(training_toml)?;
    let mut waves = Vec::new();
    for wave in WAVES {
        let opens_at = now().plus_ms(-wave.opened_days_ago * DAY_MS);
        let closes_at = opens_at.plus_ms(wave.days * DAY_MS);
        let body = json!({
            "client": client, "name": wave.name, "checklist": checklist,
            "opens_at": opens_at, "closes_at": closes_at,
        });
        waves.push(OpenWave {
            id: made(staff, "/api/v1/waves", &body)?,
            opens_at,
            closes_at,
        });
    }
    let evaluators = (1..=SEVERITIES.len())
        .map(|number| new_evaluator(staff, number))
        .collect::<Result<_, _>>()?;
    Ok(Founded {
        client,
        locations,
        waves,
        evaluators,
        personas: personas_of(checklist_toml)?,
    })
}
