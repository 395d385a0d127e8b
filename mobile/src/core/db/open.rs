//! Opening: the newest database that is whole, brought to this version's form.

use rusqlite::{Connection, ErrorCode};

use super::{CoreError, Store};

/// One step per version, each in a transaction of its own. Shipped steps never change.
const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("migrations/0001.sql")),
    (2, include_str!("migrations/0002.sql")),
    (5, include_str!("migrations/0005.sql")),
    (7, include_str!("migrations/0007.sql")),
];

/// Which steps a database has taken. The first app kept their number in `user_version` alone.
const STEPS: &str = "CREATE TABLE IF NOT EXISTS steps (version INTEGER PRIMARY KEY) STRICT";

/// The tables that are checked at every start; photos are checked by their digest when they are used.
const CHECKED: &[&str] = &["identity", "checklists", "visits", "events", "photos", "outbox"];

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
        if is_newer(&connection)? {
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
    let before = version(connection)?;
    connection.execute_batch(STEPS)?;
    if before == 1 {
        connection.execute("INSERT OR IGNORE INTO steps (version) VALUES (1)", [])?;
    }
    for (step, sql) in MIGRATIONS {
        let transaction = connection.unchecked_transaction()?;
        if transaction.execute("INSERT OR IGNORE INTO steps (version) VALUES (?1)", [step])? == 0 {
            continue;
        }
        transaction.execute_batch(sql)?;
        // An app that knows fewer steps must not write here.
        let newest = before.max(*step).max(version(&transaction)?);
        transaction.pragma_update(None, "user_version", newest)?;
        transaction.commit()?;
    }
    Ok(())
}

/// Whether the database has taken a step that this app does not know.
fn is_newer(connection: &Connection) -> rusqlite::Result<bool> {
    let mut statement = connection.prepare("SELECT version FROM steps")?;
    let mut taken = statement.query([])?;
    while let Some(row) = taken.next()? {
        let step: u32 = row.get(0)?;
        if MIGRATIONS.iter().all(|(known, _)| *known != step) {
            return Ok(true);
        }
    }
    let version = version(connection)?;
    Ok(MIGRATIONS.iter().all(|(known, _)| *known != version))
}

fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Folder(std::path::PathBuf);

    impl Files for Folder {
        fn names(&self) -> Result<Vec<String>, CoreError> {
            let files = std::fs::read_dir(&self.0).unwrap();
            Ok(files
                .map(|file| file.unwrap().file_name().into_string().unwrap())
                .collect())
        }

        fn open(&self, name: &str) -> rusqlite::Result<Connection> {
            Connection::open(self.0.join(name))
        }
    }

    fn tables(folder: &Folder) -> Vec<String> {
        let connection = folder.open("phone-0.db").unwrap();
        let mut statement = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            .unwrap();
        let names = statement.query_map([], |row| row.get(0)).unwrap();
        names.map(Result::unwrap).collect()
    }

    fn put(folder: &Folder, sql: &str) {
        folder.open("phone-0.db").unwrap().execute_batch(sql).unwrap();
    }

    #[test]
    fn the_database_of_the_first_app_takes_every_step_since() {
        let (first, new) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let (first, new) = (Folder(first.path().into()), Folder(new.path().into()));
        put(&first, include_str!("migrations/0001.sql"));
        put(&first, "UPDATE pull SET cursor = 7; PRAGMA user_version = 1");
        let store = Store::open(&first).unwrap();
        assert_eq!(store.cursor().unwrap(), 7, "what was there is there");
        assert_eq!(store.set_aside(), None);
        Store::open(&new).unwrap();
        assert_eq!(tables(&first), tables(&new));
        Store::open(&first).unwrap();
    }

    #[test]
    fn a_step_that_is_missing_below_a_later_one_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder(folder.path().into());
        Store::open(&folder).unwrap();
        let complete = tables(&folder);
        put(&folder, "DROP TABLE outbox; DELETE FROM steps WHERE version = 2");
        Store::open(&folder).unwrap();
        assert_eq!(tables(&folder), complete);
    }

    #[test]
    fn the_database_of_a_newer_app_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder(folder.path().into());
        for newer in ["INSERT INTO steps VALUES (999)", "PRAGMA user_version = 999"] {
            Store::open(&folder).unwrap();
            put(&folder, newer);
            let refused = Store::open(&folder).err().unwrap();
            assert_eq!(refused, CoreError::UpdateNeeded);
            put(
                &folder,
                "DELETE FROM steps WHERE version = 999; PRAGMA user_version = 2",
            );
        }
    }

    #[test]
    fn names_of_databases_are_read_back() {
        assert_eq!(generation(&file_name(12)), Some(12));
        assert_eq!(generation("/phone-3.db"), Some(3));
        assert_eq!(generation("phone-3.db-wal"), None);
    }
}
