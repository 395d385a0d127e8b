//! Client brands, their hierarchy and their locations.

use serde::Deserialize;
use vitrine_shared::id::{ClientId, LocationId, NodeId};

use super::Outcome;
use super::check::{Check, MAX_NAME_CHARS, MAX_WORDS_CHARS};
use crate::app::App;
use crate::random;
use crate::storage::Scope;
use crate::storage::brands::{Client, Location, Node, Ownership};

/// A brand to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewClient {
    /// Its name, unique in the agency.
    pub name: String,
}

/// A part of a brand to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewNode {
    /// The part that it belongs to; none at the top.
    #[serde(default)]
    pub parent: Option<NodeId>,
    /// Its name, unique under its parent.
    pub name: String,
    /// What kind of part it is, in the brand's words.
    pub level: String,
}

/// A location to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewLocation {
    /// The part of the brand it belongs to.
    #[serde(default)]
    pub node: Option<NodeId>,
    /// What the brand calls it, unique within the brand.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its street address in one line.
    pub address: String,
    /// Latitude in 10⁻⁷ degrees.
    #[serde(default)]
    pub lat_e7: Option<i64>,
    /// Longitude in 10⁻⁷ degrees.
    #[serde(default)]
    pub lon_e7: Option<i64>,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Whose it is.
    pub ownership: Ownership,
}

/// Adds a brand.
///
/// # Errors
/// Its name is no name, or taken.
pub async fn create_client(app: &App, scope: &Scope, new: NewClient) -> Outcome<ClientId> {
    let mut check = Check::default();
    check.text(&new.name, MAX_NAME_CHARS, "name");
    check.done()?;
    let now = app.now();
    let client = Client {
        id: ClientId::new(now, random::bytes()?),
        name: new.name.trim().to_owned(),
    };
    app.store().create_client(scope, &client, now).await?;
    Ok(client.id)
}

/// Adds a part to a brand.
///
/// # Errors
/// No such brand or parent in scope; its name is no name, or taken.
pub async fn create_node(app: &App, scope: &Scope, of: ClientId, new: NewNode) -> Outcome<NodeId> {
    let mut check = Check::default();
    check.text(&new.name, MAX_NAME_CHARS, "name");
    check.text(&new.level, MAX_NAME_CHARS, "level");
    check.done()?;
    let now = app.now();
    let node = Node {
        id: NodeId::new(now, random::bytes()?),
        parent: new.parent,
        name: new.name.trim().to_owned(),
        level: new.level.trim().to_owned(),
    };
    app.store().create_node(scope, of, &node, now).await?;
    Ok(node.id)
}

/// Adds locations to a brand, all or none.
///
/// # Errors
/// No such brand or node in scope; something about them is out of its limits, or a code is taken.
pub async fn create_locations(
    app: &App,
    scope: &Scope,
    of: ClientId,
    new: Vec<NewLocation>,
) -> Outcome<Vec<LocationId>> {
    let mut check = Check::default();
    for (index, place) in new.iter().enumerate() {
        check_location(&mut check, place, index);
    }
    check.done()?;
    let now = app.now();
    let mut places = Vec::with_capacity(new.len());
    for place in new {
        places.push(Location {
            id: LocationId::new(now, random::bytes()?),
            client: of,
            node: place.node,
            code: place.code.trim().to_owned(),
            name: place.name.trim().to_owned(),
            address: place.address.trim().to_owned(),
            lat_e7: place.lat_e7,
            lon_e7: place.lon_e7,
            time_zone: place.time_zone,
            ownership: place.ownership,
        });
    }
    app.store().create_locations(scope, &places, now).await?;
    Ok(places.iter().map(|place| place.id).collect())
}

fn check_location(check: &mut Check, place: &NewLocation, index: usize) {
    const QUARTER_TURN_E7: i64 = 900_000_000;
    let at = |field: &str| format!("[{index}].{field}");
    check.text(&place.code, MAX_NAME_CHARS, &at("code"));
    check.text(&place.name, MAX_NAME_CHARS, &at("name"));
    check.text(&place.address, MAX_WORDS_CHARS, &at("address"));
    let within = |value: Option<i64>, limit: i64| value.is_none_or(|v| (-limit..=limit).contains(&v));
    check.require(
        within(place.lat_e7, QUARTER_TURN_E7),
        &at("lat_e7"),
        "must be between -90 and 90 degrees, in ten-millionths",
    );
    check.require(
        within(place.lon_e7, 2 * QUARTER_TURN_E7),
        &at("lon_e7"),
        "must be between -180 and 180 degrees, in ten-millionths",
    );
    let both = place.lat_e7.is_some() == place.lon_e7.is_some();
    check.require(both, &at("lat_e7"), "latitude and longitude go together");
    check.require(
        is_zone_name(&place.time_zone),
        &at("time_zone"),
        "must be an IANA time zone such as America/Sao_Paulo",
    );
}

/// Whether this has the form of an IANA time zone's name.
fn is_zone_name(name: &str) -> bool {
    let part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_uppercase())
            && part
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'+'))
    };
    name.len() <= 64 && name.split('/').all(part)
}
