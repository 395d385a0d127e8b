//! What can go wrong in the storage, told apart by what a caller can do about it.

use sqlx::error::DatabaseError;
use vitrine_shared::eligibility::Ineligible;
use vitrine_shared::visit::MoveError;

/// Why a storage call did nothing. A call that fails has changed nothing.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// Nothing there, or nothing that exists in the caller's scope.
    #[error("not found")]
    NotFound,
    /// The caller's role never does this.
    #[error("not for this role")]
    Forbidden,
    /// The rows would contradict each other.
    #[error("refused by {}", .0.as_str())]
    Constraint(Constraint),
    /// The visit may not be moved so.
    #[error(transparent)]
    Move(#[from] MoveError),
    /// The evaluator has not passed the training of the visit's checklist.
    #[error("the evaluator is not certified for the checklist")]
    NotCertified,
    /// The wave's rules do not let the evaluator do the visit.
    #[error("refused by {}", .0.code.as_str())]
    Ineligible(Ineligible),
    /// Something else is due for a visit than was seen.
    #[error("what is due has changed")]
    DueChanged,
    /// The row changed since it was read: read it again.
    #[error("changed by another writer")]
    Stale,
    /// Another writer was in the way for too long; the same call may succeed later.
    #[error("the database is busy")]
    Busy,
    /// The storage is shutting down.
    #[error("the storage is closed")]
    Closed,
    /// A stored value is not what this code writes.
    #[error("the stored value of {0} cannot be read")]
    Corrupt(&'static str),
    /// The address is none that this code can open.
    #[error("not a database address: {0}")]
    Address(String),
    /// The schema is not what this code expects.
    #[error("the schema could not be brought up to date")]
    Migrate(#[from] sqlx::migrate::MigrateError),
    /// The database failed.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
    /// The embedded database failed.
    #[error("the database failed")]
    Sqlite(#[source] rusqlite::Error),
}

macro_rules! constraints {
    ($($(#[$doc:meta])* $variant:ident = $name:literal $(, $columns:literal)?;)+) => {
        /// The constraint that a write met, the same on every engine.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Constraint {
            $($(#[$doc])* $variant,)+
            /// A row that is pointed at does not exist.
            Reference,
            /// Another one: a mistake in this code rather than in what was asked.
            Other,
        }

        impl Constraint {
            /// Its name in the schema.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    Self::Reference => "a foreign key",
                    Self::Other => "a constraint",
                }
            }

            /// By its name: PostgreSQL for all, SQLite for checks and for indexes over expressions.
            fn named(name: &str) -> Self {
                match name {
                    $($name => Self::$variant,)+
                    _ if name.ends_with("_fkey") => Self::Reference,
                    _ => Self::Other,
                }
            }

            /// By SQLite's message, which lists columns instead of a name.
            fn from_sqlite(message: &str) -> Self {
                let (kind, what) = message.split_once(": ").unwrap_or((message, ""));
                match (kind, what) {
                    ("FOREIGN KEY constraint failed", _) => Self::Reference,
                    ("CHECK constraint failed", name) => Self::named(name),
                    $($(("UNIQUE constraint failed", $columns) => Self::$variant,)?)+
                    ("UNIQUE constraint failed", what) => {
                        Self::named(what.trim_start_matches("index '").trim_end_matches('\''))
                    }
                    _ => Self::Other,
                }
            }
        }

        #[cfg(test)]
        pub(super) const NAMES: &[&str] = &[$($name,)+];
    };
}

constraints! {
    /// An agency of that name exists.
    AgencyName = "agencies_name_key", "agencies.name";
    /// The agency has a client of that name.
    ClientName = "clients_name_key", "clients.agency_id, clients.name";
    /// The parent has a node of that name.
    NodeName = "nodes_name_key";
    /// The client has a location with that code.
    LocationCode = "locations_code_key", "locations.client_id, locations.code";
    /// Somebody logs in with that e-mail address.
    UserEmail = "users_email_key", "users.email";
    /// The role and the brand do not go together.
    UserBrand = "users_brand_check";
    /// Another device has that id.
    DeviceId = "devices_pkey", "devices.id";
    /// That version of the checklist was published with other contents.
    ChecklistVersion = "checklists_pkey", "checklists.agency_id, checklists.id, checklists.version";
    /// Another training was published for that version of the checklist.
    TrainingVersion = "trainings_pkey", "trainings.agency_id, trainings.checklist_id, trainings.version";
    /// The client has a wave of that name.
    WaveName = "waves_name_key", "waves.client_id, waves.name";
    /// The wave closes before it opens.
    WaveWindow = "waves_window_check";
    /// The visit closes before it opens.
    VisitWindow = "visits_window_check";
    /// Another payment has that id.
    Payment = "payments_pkey", "payments.id";
    /// The payment was reversed before, or is itself a reversal.
    PaymentReversed = "payments_reverses_key", "payments.reverses";
}

impl From<sqlx::Error> for StorageError {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::RowNotFound => Self::NotFound,
            sqlx::Error::PoolTimedOut => Self::Busy,
            sqlx::Error::PoolClosed => Self::Closed,
            sqlx::Error::Database(cause) => classify(cause.as_ref()).unwrap_or(Self::Database(error)),
            _ => Self::Database(error),
        }
    }
}

fn classify(cause: &dyn DatabaseError) -> Option<StorageError> {
    use sqlx::error::ErrorKind as K;

    match cause.kind() {
        K::UniqueViolation | K::ForeignKeyViolation | K::NotNullViolation | K::CheckViolation => {
            Some(StorageError::Constraint(match cause.constraint() {
                Some(name) => Constraint::named(name),
                None => Constraint::from_sqlite(cause.message()),
            }))
        }
        // PostgreSQL: serialization failure, deadlock, lock not available. SQLite: busy, locked.
        _ => match cause.code().as_deref() {
            Some("40001" | "40P01" | "55P03" | "5" | "6" | "517" | "261") => Some(StorageError::Busy),
            _ => None,
        },
    }
}

impl From<rusqlite::Error> for StorageError {
    fn from(error: rusqlite::Error) -> Self {
        let rusqlite::Error::SqliteFailure(code, message) = &error else {
            return Self::Sqlite(error);
        };
        match code.code {
            rusqlite::ErrorCode::ConstraintViolation => {
                Self::Constraint(Constraint::from_sqlite(message.as_deref().unwrap_or_default()))
            }
            rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked => Self::Busy,
            _ => Self::Sqlite(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_named_constraint_is_in_the_schema() {
        let schema = concat!(
            include_str!("../../migrations/0001_start.sql"),
            include_str!("../../migrations/0003_training.sql"),
            include_str!("../../migrations/0010_money.sql"),
        );
        for name in NAMES {
            assert!(schema.contains(name), "{name}");
        }
    }

    #[test]
    fn sqlite_messages_become_names() {
        let of = Constraint::from_sqlite;
        assert_eq!(of("UNIQUE constraint failed: users.email"), Constraint::UserEmail);
        assert_eq!(
            of("UNIQUE constraint failed: index 'nodes_name_key'"),
            Constraint::NodeName
        );
        assert_eq!(
            of("CHECK constraint failed: waves_window_check"),
            Constraint::WaveWindow
        );
        assert_eq!(of("FOREIGN KEY constraint failed"), Constraint::Reference);
    }
}
