//! Opening: the newest database that is whole, brought to this version's form.

use rusqlite::{Connection, ErrorCode};

use super::{CoreError, Store};

/// One step per version, each in a transaction of its own. Shipped steps never change.
const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("migrations/0001.sql")),
    (7, include_str!("migrations/0007.sql")),
];

/// The tables that are checked at every start; photos are checked by their digest when they are used.
const CHECKED: &[&str] = &["identity", "checklists", "visits", "events", "photos"];

/// Where databases lie.
pub trait Files {
    /// The names of the databases that exist.
    ///
    /// # Errors
    /// If the folder cannot be read.
    fn names(&self) -> Result<Vec<String>, CoreError>;

    /// Opens or makes the database of this name, with the journal that suits the place.
    ///
    /// # Errors
    /// If it cannot be opened.
    fn open(&self, name: &str) -> rusqlite::Result<Connection>;
}

impl Store {
    /// Opens the newest database. One that is damaged stays as it is and the next one is begun.
    ///
    /// # Errors
    /// [`CoreError::UpdateNeeded`] for the database of a newer app; if the place cannot be read or
    /// written. Damage is no error.
    pub fn open(files: &impl Files) -> Result<Self, CoreError> {
        let newest = files.names()?.iter().filter_map(|name| generation(name)).max();
        let current = newest.unwrap_or(0);
        let (connection, set_aside) = match open_whole(files, current) {
            Ok(connection) => (connection, None),
            Err(error) if is_damage(&error) => (open_whole(files, current + 1)?, Some(file_name(current))),
            Err(error) => return Err(error.into()),
        };
        if MIGRATIONS
            .iter()
            .all(|(known, _)| Ok(*known) != version(&connection))
        {
            return Err(CoreError::UpdateNeeded);
        }
        Ok(Self {
            connection,
            set_aside,
        })
    }
}

fn file_name(generation: u32) -> String {
    format!("phone-{generation}.db")
}

fn generation(name: &str) -> Option<u32> {
    name.trim_start_matches('/')
        .strip_prefix("phone-")?
        .strip_suffix(".db")?
        .parse()
        .ok()
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(
        error.sqlite_error_code(),
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)
    )
}

fn open_whole(files: &impl Files, generation: u32) -> rusqlite::Result<Connection> {
    let connection = files.open(&file_name(generation))?;
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")?;
    migrate(&connection)?;
    for table in CHECKED {
        let verdict: String =
            connection.query_row(&format!("PRAGMA quick_check({table})"), [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(rusqlite::Error::SqliteFailure(
                rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT),
                Some(verdict),
            ));
        }
    }
    Ok(connection)
}

fn migrate(connection: &Connection) -> rusqlite::Result<()> {
    let current = version(connection)?;
    for (version, sql) in MIGRATIONS.iter().filter(|(version, _)| *version > current) {
        let transaction = connection.unchecked_transaction()?;
        transaction.execute_batch(sql)?;
        transaction.pragma_update(None, "user_version", version)?;
        transaction.commit()?;
    }
    Ok(())
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_databases_are_read_back() {
        assert_eq!(generation(&file_name(12)), Some(12));
        assert_eq!(generation("/phone-3.db"), Some(3));
        assert_eq!(generation("phone-3.db-wal"), None);
    }
}
