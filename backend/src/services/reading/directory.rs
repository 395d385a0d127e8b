//! The people and places of an agency.

use std::collections::BTreeMap;

use vitrine_shared::id::{ClientId, UserId};
use vitrine_shared::problem::Code;

use super::comparison::regions_of;
use crate::app::App;
use crate::reports::directory::{PeopleView, Person, PlaceEntry, PlacesView};
use crate::reports::named::Named;
use crate::services::Outcome;
use crate::storage::{Role, Scope};

/// Everyone, evaluators first.
///
/// # Errors
/// Not for the caller's role.
pub async fn people(app: &App, scope: &Scope) -> Outcome<PeopleView> {
    let store = app.store();
    let clients = store.clients(scope).await?;
    let mut devices: BTreeMap<UserId, u32> = BTreeMap::new();
    for device in store
        .devices(scope, None)
        .await?
        .iter()
        .filter(|device| device.revoked_at.is_none())
    {
        *devices.entry(device.user).or_default() += 1;
    }
    let mut certificates: BTreeMap<UserId, u32> = BTreeMap::new();
    for certified in store.certificates(scope, None).await? {
        *certificates.entry(certified.user).or_default() += 1;
    }
    let mut people: Vec<Person> = store
        .users(scope, None)
        .await?
        .into_iter()
        .map(|user| Person {
            client: user
                .client
                .and_then(|id| clients.iter().find(|c| c.id == id))
                .map(|c| c.name.clone()),
            devices: devices.get(&user.id).copied().unwrap_or_default(),
            certificates: certificates.get(&user.id).copied().unwrap_or_default(),
            user: Named::new(user.id, user.name),
            email: user.email,
            role: user.role,
        })
        .collect();
    people.sort_by_key(|person| person.role != Role::Evaluator);
    Ok(PeopleView {
        people,
        clients: clients
            .into_iter()
            .map(|client| Named::new(client.id, client.name))
            .collect(),
    })
}

/// The places of a brand, of the first one where none is chosen.
///
/// # Errors
/// No such brand in scope.
pub async fn places(app: &App, scope: &Scope, chosen: Option<ClientId>) -> Outcome<PlacesView> {
    let store = app.store();
    let clients = store.clients(scope).await?;
    let clients: Vec<Named<ClientId>> = clients
        .into_iter()
        .map(|client| Named::new(client.id, client.name))
        .collect();
    let client = match chosen {
        Some(id) => Some(
            clients
                .iter()
                .find(|client| client.id == id)
                .cloned()
                .ok_or(Code::NotFound)?,
        ),
        None => clients.first().cloned(),
    };
    let Some(client) = client else {
        return Ok(PlacesView {
            clients,
            client: None,
            places: Vec::new(),
        });
    };
    let nodes = store.nodes(scope, client.id).await?;
    let places = store
        .locations(scope, client.id)
        .await?
        .into_iter()
        .map(|location| PlaceEntry {
            region: regions_of(location.node, &nodes)
                .into_iter()
                .next()
                .map(|region| region.name),
            location: Named::new(location.id, location.name),
            code: location.code,
            address: location.address,
            time_zone: location.time_zone,
            ownership: location.ownership,
        })
        .collect();
    Ok(PlacesView {
        clients,
        client: Some(client),
        places,
    })
}
