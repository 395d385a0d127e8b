//! The people of the agency and of its brands.

use serde::Deserialize;
use vitrine_shared::id::{ClientId, NodeId, UserId};
use vitrine_shared::text::Lang;

use super::check::{Check, MAX_NAME_CHARS};
use super::{Failure, Outcome, sessions};
use crate::app::App;
use crate::random;
use crate::security::password;
use crate::storage::people::User;
use crate::storage::{Role, Scope};

/// A person to be added.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewUser {
    /// What they log in with; an evaluator may have none.
    #[serde(default)]
    pub email: Option<String>,
    /// What the agency calls them.
    pub name: String,
    /// What they are to the agency.
    pub role: Role,
    /// Their language.
    #[serde(default)]
    pub lang: Lang,
    /// Their password; without one they cannot log in by password.
    #[serde(default)]
    pub password: Option<String>,
    /// The brand whose reports they read.
    #[serde(default)]
    pub client: Option<ClientId>,
    /// The part of the brand they are held to.
    #[serde(default)]
    pub node: Option<NodeId>,
}

/// Adds a person.
///
/// # Errors
/// Something about them is out of its limits, the address is taken, or the brand is not in scope.
pub async fn create_user(app: &App, scope: &Scope, new: NewUser) -> Outcome<UserId> {
    let email = new.email.as_deref().map(sessions::canonical_email);
    let mut check = Check::default();
    check.text(&new.name, MAX_NAME_CHARS, "name");
    if let Some(email) = &email {
        let (name, domain) = email.split_once('@').unwrap_or_default();
        let plausible = !name.is_empty() && !domain.is_empty() && !email.contains(char::is_whitespace);
        check.require(plausible, "email", "must be an e-mail address");
        check.text(email, MAX_NAME_CHARS, "email");
    }
    check.require(
        email.is_some() || new.role == Role::Evaluator,
        "email",
        "is needed to log in; only evaluators do without",
    );
    if let Some(password) = &new.password {
        let fits = password.chars().count() >= password::MIN_CHARS && password.len() <= password::MAX_BYTES;
        check.require(fits, "password", "must have 8 to 1024 characters");
    }
    let is_of_brand = matches!(new.role, Role::ClientViewer | Role::ClientManager);
    check.require(
        is_of_brand == new.client.is_some(),
        "client",
        "people of a brand, and only they, name it",
    );
    check.require(
        new.node.is_none() || new.client.is_some(),
        "node",
        "a part of a brand needs the brand",
    );
    check.require(
        new.role != Role::Admin || scope.role() == Role::Admin,
        "role",
        "only an admin adds another",
    );
    check.done()?;

    let now = app.now();
    let password_hash = match new.password {
        None => None,
        Some(password) => Some(app.passwords().hash(password).await.map_err(Failure::internal)?),
    };
    let user = User {
        id: UserId::new(now, random::bytes()?),
        email,
        name: new.name.trim().to_owned(),
        role: new.role,
        lang: new.lang,
        client: new.client,
        node: new.node,
    };
    app.store().create_user(scope, &user, password_hash, now).await?;
    Ok(user.id)
}
