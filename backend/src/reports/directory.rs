//! People and places of an agency, as lists.

use vitrine_shared::id::{ClientId, LocationId, UserId};
use vitrine_shared::time::Timestamp;

use super::comparison::Ownership;
use super::named::Named;
use crate::storage::Role;

/// The people of the agency and its brands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleView {
    /// Everyone, evaluators first.
    pub people: Vec<Person>,
    /// The brands that somebody can be given access to.
    pub clients: Vec<Named<ClientId>>,
}

/// One person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub user: Named<UserId>,
    /// What they log in with; an evaluator may have none.
    pub email: Option<String>,
    /// What they are to the agency.
    pub role: Role,
    /// The brand they belong to, on the brands' side.
    pub client: Option<String>,
    /// Their enrolled phones.
    pub devices: u32,
    /// The versions of checklists that they are certified for.
    pub certificates: u32,
}

/// The places of a brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlacesView {
    /// The brands to choose from.
    pub clients: Vec<Named<ClientId>>,
    /// The chosen brand; `None` before the first exists.
    pub client: Option<Named<ClientId>>,
    /// Its locations.
    pub places: Vec<PlaceEntry>,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceEntry {
    /// The location.
    pub location: Named<LocationId>,
    /// The brand's own code for it.
    pub code: String,
    /// Its region's name.
    pub region: Option<String>,
    /// Its street address in one line.
    pub address: String,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Whose it is.
    pub ownership: Ownership,
}

/// An invitation as it is handed to an evaluator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationView {
    /// The evaluator.
    pub evaluator: Named<UserId>,
    /// The agency's name.
    pub agency: String,
    /// The one-time link. Secret: shown once.
    pub link: String,
    /// Until when it works.
    pub expires_at: Timestamp,
}
