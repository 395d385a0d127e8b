//! Who asks, and therefore which rows exist for them.
//!
//! A [`Scope`] is made by the storage alone, out of a session, a device or the operator's command
//! line, and every query outside of logging in takes one. What lies outside of a scope is not
//! refused but absent: it reads as [`StorageError::NotFound`].

use vitrine_shared::id::{AgencyId, ClientId, DeviceId, NodeId, UserId};
use vitrine_shared::visit::Actor;

use super::error::StorageError;
use super::sql::Sql;

macro_rules! names {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[derive(serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every one, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name on the wire and in storage.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The one of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == name)
            }
        }
    };
}

pub(super) use names;

names! {
    /// What a user is to the agency.
    Role {
        /// Runs the agency's installation: staff, clients, everything a coordinator does.
        Admin = "admin",
        /// Plans waves and visits, reviews and publishes.
        Coordinator = "coordinator",
        /// Reviews.
        Reviewer = "reviewer",
        /// Visits.
        Evaluator = "evaluator",
        /// Reads what was published of a brand, or of a part of it.
        ClientViewer = "client_viewer",
        /// Reads as a viewer does, for the places they manage.
        ClientManager = "client_manager",
    }
}

/// The rows that exist for a caller.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    agency: AgencyId,
    caller: Caller,
}

/// Who calls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Caller {
    /// The person at the server's command line: staff without a log-in.
    Operator,
    /// A person of the agency: everything of the agency.
    Staff {
        /// The person.
        user: UserId,
        /// Admin, coordinator or reviewer.
        role: Role,
    },
    /// An evaluator: their own visits.
    Evaluator {
        /// The person.
        user: UserId,
        /// The phone, when a phone calls.
        device: Option<DeviceId>,
    },
    /// A person of a brand: what was published of the brand's own places, within their part of it.
    /// Competitors and places outside their part appear in comparisons only.
    Brand {
        /// The person.
        user: UserId,
        /// Viewer or manager.
        role: Role,
        /// The brand.
        client: ClientId,
        /// The part of the brand; all of it without one.
        node: Option<NodeId>,
    },
}

impl Scope {
    pub(super) fn new(agency: AgencyId, caller: Caller) -> Self {
        Self { agency, caller }
    }

    /// The agency, outside of which nothing exists.
    pub fn agency(&self) -> AgencyId {
        self.agency
    }

    /// Who calls.
    pub fn caller(&self) -> &Caller {
        &self.caller
    }

    /// The person who calls; none at the command line.
    pub fn user(&self) -> Option<UserId> {
        match &self.caller {
            Caller::Operator => None,
            Caller::Staff { user, .. } | Caller::Evaluator { user, .. } | Caller::Brand { user, .. } => {
                Some(*user)
            }
        }
    }

    /// The caller's role; the operator counts as an admin.
    pub fn role(&self) -> Role {
        match &self.caller {
            Caller::Operator => Role::Admin,
            Caller::Staff { role, .. } | Caller::Brand { role, .. } => *role,
            Caller::Evaluator { .. } => Role::Evaluator,
        }
    }

    /// As whom the caller moves visits; a brand moves none.
    pub fn actor(&self) -> Option<Actor> {
        match self.role() {
            Role::Admin | Role::Coordinator => Some(Actor::Coordinator),
            Role::Reviewer => Some(Actor::Reviewer),
            Role::Evaluator => Some(Actor::Evaluator),
            Role::ClientViewer | Role::ClientManager => None,
        }
    }

    /// The phone that calls, with its evaluator.
    ///
    /// # Errors
    /// [`StorageError::Forbidden`] for everyone but a phone.
    pub(super) fn phone(&self) -> Result<(UserId, DeviceId), StorageError> {
        match &self.caller {
            Caller::Evaluator {
                user,
                device: Some(device),
            } => Ok((*user, *device)),
            _ => Err(StorageError::Forbidden),
        }
    }

    /// Staff, of any role.
    pub(super) fn require_staff(&self) -> Result<(), StorageError> {
        match &self.caller {
            Caller::Operator | Caller::Staff { .. } => Ok(()),
            _ => Err(StorageError::Forbidden),
        }
    }

    /// Those who plan: coordinators, admins and the operator.
    pub(super) fn require_planner(&self) -> Result<(), StorageError> {
        match self.role() {
            Role::Admin | Role::Coordinator => Ok(()),
            _ => Err(StorageError::Forbidden),
        }
    }

    /// Adds the condition that a row of `visits v` joined with `locations l` is in scope.
    pub(super) fn sees_visit(&self, sql: Sql) -> Sql {
        let sql = sql.push("v.agency_id = ").bind(self.agency);
        match &self.caller {
            Caller::Operator | Caller::Staff { .. } => sql,
            Caller::Evaluator { user, .. } => sql.push(" AND v.evaluator_id = ").bind(*user),
            Caller::Brand { client, node, .. } => {
                let sql = sql
                    .push(" AND v.state = 'published' AND l.ownership <> 'competitor' AND v.client_id = ")
                    .bind(*client);
                within(sql, *node)
            }
        }
    }

    /// Adds the condition that a row of `locations l` is in scope by name: competitors are, for the
    /// whole brand's readers; for an evaluator, the places of their visits.
    pub(super) fn sees_location(&self, sql: Sql) -> Sql {
        let sql = sql.push("l.agency_id = ").bind(self.agency);
        match &self.caller {
            Caller::Operator | Caller::Staff { .. } => sql,
            Caller::Evaluator { user, .. } => sql
                .push(" AND EXISTS (SELECT 1 FROM visits v WHERE v.location_id = l.id AND v.evaluator_id = ")
                .bind(*user)
                .push(")"),
            Caller::Brand { client, node, .. } => {
                within(sql.push(" AND l.client_id = ").bind(*client), *node)
            }
        }
    }

    /// Adds the condition that a row of a table with an `agency_id` and a client's id in the column
    /// `client` is in scope. An evaluator sees no client but through their visits.
    pub(super) fn sees_client(&self, sql: Sql, table: &'static str, client: &'static str) -> Sql {
        let sql = sql.push(table).push(".agency_id = ").bind(self.agency);
        match &self.caller {
            Caller::Operator | Caller::Staff { .. } => sql,
            Caller::Evaluator { .. } => sql.push(" AND 1 = 0"),
            Caller::Brand { client: own, .. } => sql
                .push(" AND ")
                .push(table)
                .push(".")
                .push(client)
                .push(" = ")
                .bind(*own),
        }
    }
}

/// Adds the condition that `locations l` lies under the node.
fn within(sql: Sql, node: Option<NodeId>) -> Sql {
    match node {
        None => sql,
        Some(node) => sql
            .push(" AND l.node_id IN (SELECT node_id FROM node_ancestors WHERE ancestor_id = ")
            .bind(node)
            .push(")"),
    }
}
