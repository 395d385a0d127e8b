//! `/places`: brands and their locations.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use maud::Markup;
use serde::Deserialize;
use vitrine_shared::id::{ClientId, NodeId};

use super::import;
use super::reader::{StaffReader, form_again};
use super::typed::{Sent, blame, required};
use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{Done, HOME_ZONE, PageContext};
use crate::pages::staff::places as list;
use crate::routes::extract::{Path, Query};
use crate::services::directory::{self, NewClient, NewLocation, NewNode};
use crate::services::{Outcome, reading};
use crate::storage::Scope;
use crate::storage::brands::Ownership;

/// Which brand's places are wanted.
#[derive(Debug, Deserialize)]
pub struct PlacesQuery {
    client: Option<ClientId>,
}

/// `GET /places`
pub async fn list_places(
    State(app): State<App>,
    staff: StaffReader,
    Query(PlacesQuery { client }): Query<PlacesQuery>,
) -> Outcome<Markup> {
    let view = reading::directory::places(&app, staff.scope(), client).await?;
    Ok(list::page(&view, &Typed::default(), staff.cx()))
}

/// `POST /places`
pub async fn create_brand(
    State(app): State<App>,
    staff: StaffReader,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let name = required(&mut typed, "brand", staff.cx());
    if typed.is_right() {
        match directory::create_client(&app, staff.scope(), NewClient { name }).await {
            Ok(id) => return Ok(Redirect::to(&format!("/places?client={id}")).into_response()),
            Err(failure) => blame(failure, &mut typed, staff.cx())?,
        }
    }
    again(&app, &staff, None, &typed).await
}

/// `POST /places/{client}`
pub async fn create_places(
    State(app): State<App>,
    staff: StaffReader,
    Path(client): Path<ClientId>,
    Sent(mut typed): Sent,
) -> Outcome<Response> {
    let cx = staff.cx();
    let columns: Vec<&str> = list::COLUMNS.split(';').collect();
    let rows = import::rows(&mut typed, &columns, 5, cx);
    let places: Vec<(NewLocation, String)> = rows
        .iter()
        .enumerate()
        .filter_map(|(index, row)| place(index, row, &mut typed, cx))
        .collect();
    if typed.is_right() {
        match create_all(&app, staff.scope(), client, places).await {
            Ok(()) => {
                let address = format!("/places?client={client}&done={}", Done::PlacesAdded.name());
                return Ok(Redirect::to(&address).into_response());
            }
            Err(failure) => blame(failure, &mut typed, cx)?,
        }
    }
    again(&app, &staff, Some(client), &typed).await
}

/// A row as a location, with its region's name.
fn place(index: usize, row: &[String], typed: &mut Typed, cx: &PageContext) -> Option<(NewLocation, String)> {
    let [code, name, address, region, ownership, time_zone, lat, lon] = row else {
        return None;
    };
    let owner = ownership_of(ownership);
    if owner.is_none() {
        import::wrong_cell(typed, index, "ownership", ownership, cx);
    }
    let mut degrees = |column: &str, value: &str| {
        let e7 = degrees_e7(value);
        if e7.is_none() && !value.is_empty() {
            import::wrong_cell(typed, index, column, value, cx);
        }
        e7
    };
    let (lat_e7, lon_e7) = (degrees("lat", lat), degrees("lon", lon));
    let time_zone = if time_zone.is_empty() {
        HOME_ZONE.name()
    } else {
        time_zone
    };
    let new = NewLocation {
        node: None,
        code: code.clone(),
        name: name.clone(),
        address: address.clone(),
        lat_e7,
        lon_e7,
        time_zone: time_zone.to_owned(),
        ownership: owner?,
    };
    Some((new, region.clone()))
}

/// Whose a place is, by the word of the wire or of any of our languages.
fn ownership_of(word: &str) -> Option<Ownership> {
    match word.to_lowercase().as_str() {
        "" | "own" | "própria" | "propria" | "próprio" | "proprio" | "propia" => Some(Ownership::Own),
        "franchise" | "franquia" | "franquicia" => Some(Ownership::Franchise),
        "competitor" | "concorrente" | "competidor" => Some(Ownership::Competitor),
        _ => None,
    }
}

fn degrees_e7(text: &str) -> Option<i64> {
    let degrees: f64 = text.replace(',', ".").parse().ok()?;
    // Beyond a full turn it is no coordinate; the service checks the rest.
    (degrees.abs() <= 360.0).then(|| (degrees * 1e7).round() as i64)
}

/// Makes the regions that are new, then the places, all or none.
async fn create_all(
    app: &App,
    scope: &Scope,
    client: ClientId,
    places: Vec<(NewLocation, String)>,
) -> Outcome<()> {
    let nodes = app.store().nodes(scope, client).await?;
    let mut regions: BTreeMap<String, NodeId> = nodes.into_iter().map(|node| (node.name, node.id)).collect();
    let mut new = Vec::with_capacity(places.len());
    for (mut place, region) in places {
        if !region.is_empty() {
            let id = match regions.get(&region) {
                Some(id) => *id,
                None => {
                    let node = NewNode {
                        parent: None,
                        name: region.clone(),
                        level: "region".to_owned(),
                    };
                    let id = directory::create_node(app, scope, client, node).await?;
                    regions.insert(region, id);
                    id
                }
            };
            place.node = Some(id);
        }
        new.push(place);
    }
    directory::create_locations(app, scope, client, new).await?;
    Ok(())
}

async fn again(app: &App, staff: &StaffReader, client: Option<ClientId>, typed: &Typed) -> Outcome<Response> {
    let view = reading::directory::places(app, staff.scope(), client).await?;
    Ok(form_again(list::page(&view, typed, staff.cx())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn coordinates_are_read_with_either_separator() {
        assert_eq!(degrees_e7("-23,5505"), Some(-235_505_000));
        assert_eq!(degrees_e7("46.6333"), Some(466_333_000));
        assert_eq!(degrees_e7("north"), None);
        assert_eq!(degrees_e7("4000"), None);
    }
}
