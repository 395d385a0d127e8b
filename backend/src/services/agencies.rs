//! The operator's way in: the first agency and its staff. For the command line alone.

use vitrine_shared::id::{AgencyId, UserId};

use super::people::{self, NewUser};
use super::{Failure, Outcome};
use crate::app::App;
use crate::random;
use crate::storage::agencies::Agency;

/// Adds a person to the agency of this name, founding it where there is none.
///
/// # Errors
/// Something about the person is out of its limits, or the address is taken.
pub async fn add_person(app: &App, agency_name: &str, new: NewUser) -> Outcome<UserId> {
    let agency_name = agency_name.trim();
    if agency_name.is_empty() {
        return Err(Failure::invalid("agency", "must not be blank"));
    }
    let scope = match app.store().operator(agency_name).await? {
        Some(scope) => scope,
        None => {
            let now = app.now();
            let agency = Agency {
                id: AgencyId::new(now, random::bytes()?),
                name: agency_name.to_owned(),
            };
            app.store().found_agency(&agency, now).await?
        }
    };
    people::create_user(app, &scope, new).await
}
