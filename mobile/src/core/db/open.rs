//! Opening: the newest database that is whole, brought to this version's form.

use std::collections::BTreeSet;

use rusqlite::{Connection, ErrorCode, OptionalExtension};

use super::aside::{Shelf, is_locked};
use super::{CoreError, Store};

/// One step per version, each in a transaction of its own. Shipped steps never change.
const MIGRATIONS: &[(u32, &str)] = &[
    (1, include_str!("migrations/0001.sql")),
    (2, include_str!("migrations/0002.sql")),
    (3, include_str!("migrations/0003.sql")),
    (5, include_str!("migrations/0005.sql")),
    (6, include_str!("migrations/0006.sql")),
    (7, include_str!("migrations/0007.sql")),
    (8, include_str!("migrations/0008.sql")),
    (9, include_str!("migrations/0009.sql")),
    (10, include_str!("migrations/0010.sql")),
    (11, include_str!("migrations/0011.sql")),
];

/// Which steps a database has taken. The first app kept their number in `user_version` alone.
const STEPS: &str = "CREATE TABLE IF NOT EXISTS steps (version INTEGER PRIMARY KEY) STRICT";

/// The tables that are checked at every start; photos are checked by their digest when they are used.
const CHECKED: &[&str] = &[
    "identity",
    "checklists",
    "visits",
    "events",
    "photos",
    "outbox",
    "board",
    "courses",
    "trainings",
    "quizzes",
];

/// Whether a visit's events end elsewhere than where the last one was written.
const VANISHED: &str = "SELECT EXISTS (
    SELECT visit, max(seq) FROM events GROUP BY visit EXCEPT SELECT visit, seq FROM ends
) OR EXISTS (
    SELECT visit, seq FROM ends EXCEPT SELECT visit, max(seq) FROM events GROUP BY visit
)";

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

    /// The bytes of the database of this name, which is not open.
    ///
    /// # Errors
    /// If it cannot be read.
    fn read(&self, name: &str) -> Result<Vec<u8>, CoreError>;
}

impl Store {
    /// Opens the newest database that is whole and not locked away. One that is damaged stays as it
    /// is; where none is left, the next one is begun.
    ///
    /// # Errors
    /// [`CoreError::UpdateNeeded`] for the database of a newer app; if the place cannot be read or
    /// written. Damage is no error.
    pub fn open(files: impl Files + 'static) -> Result<Self, CoreError> {
        let mut generations: Vec<_> = files
            .names()?
            .iter()
            .filter_map(|name| generation(name))
            .collect();
        generations.sort_unstable();
        let next = generations.last().map_or(0, |newest| newest + 1);
        let (mut current, mut damaged, mut others) = (None, Vec::new(), Vec::new());
        for generation in generations.into_iter().rev() {
            match Self::open_whole(&files, generation) {
                Ok(store) if current.is_none() && !is_locked(&store.connection)? => current = Some(store),
                Ok(store) => others.push(store),
                Err(Unopened::Damaged) => damaged.push(file_name(generation)),
                Err(Unopened::Core(error)) => return Err(error),
            }
        }
        let current = match current {
            Some(store) => store,
            None => Self::open_whole(&files, next).map_err(|unopened| match unopened {
                Unopened::Damaged => CoreError::Storage("a new database is damaged".to_owned()),
                Unopened::Core(error) => error,
            })?,
        };
        current.note_public_key()?;
        Ok(Self {
            shelf: Shelf::new(files, damaged, others),
            ..current
        })
    }

    /// Opens a database and reads what every start needs of it.
    fn open_whole(files: &impl Files, generation: u32) -> Result<Self, Unopened> {
        let store = Self {
            connection: open_checked(files, generation)?,
            shelf: Shelf::default(),
        };
        if is_newer(&store.connection)? {
            return Err(Unopened::Core(CoreError::UpdateNeeded));
        }
        match store.read_all() {
            Ok(()) => Ok(store),
            // Its pages are in order, and what is written on them is not.
            Err(CoreError::Storage(_)) => Err(Unopened::Damaged),
            Err(error) => Err(Unopened::Core(error)),
        }
    }
}

impl Store {
    /// Reads whatever the list of visits is made of. Events are checked by their chain when their
    /// visit is opened: one damaged visit is no reason to put the others aside.
    fn read_all(&self) -> Result<(), CoreError> {
        self.identity()?;
        self.attempt()?;
        self.cursor()?;
        self.synced_at()?;
        self.photo_sizes()?;
        for row in self.visits()? {
            self.photos(row.assignment.visit)?;
        }
        self.requests()?;
        Ok(())
    }
}

/// Why a database is not used.
enum Unopened {
    Damaged,
    Core(CoreError),
}

impl From<rusqlite::Error> for Unopened {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            // A schema that is not the one that was written is damage as well.
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase | ErrorCode::Unknown) => Self::Damaged,
            _ => Self::Core(error.into()),
        }
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

fn open_checked(files: &impl Files, generation: u32) -> rusqlite::Result<Connection> {
    let connection = files.open(&file_name(generation))?;
    prepare(&connection)?;
    for table in CHECKED {
        let verdict: String =
            connection.query_row(&format!("PRAGMA quick_check({table})"), [], |row| row.get(0))?;
        if verdict != "ok" {
            return Err(corrupt(verdict));
        }
    }
    // A row whose name for its visit was changed would be missing without a word.
    let orphan: Option<String> = connection
        .query_row("PRAGMA foreign_key_check", [], |row| row.get(0))
        .optional()?;
    if let Some(table) = orphan {
        return Err(corrupt(table));
    }
    let vanished: bool = connection.query_row(VANISHED, [], |row| row.get(0))?;
    if vanished {
        return Err(corrupt("events are missing".to_owned()));
    }
    if columns(&connection)? != columns(&new_database()?)? {
        return Err(corrupt(
            "a table has other columns than it was made with".to_owned(),
        ));
    }
    Ok(connection)
}

/// What a database of this version has, to compare with.
fn new_database() -> rusqlite::Result<Connection> {
    let connection = Connection::open_in_memory()?;
    migrate(&connection)?;
    Ok(connection)
}

/// Every table's columns by name, in whatever order steps were taken, and every trigger.
fn columns(connection: &Connection) -> rusqlite::Result<BTreeSet<(String, String)>> {
    let mut statement = connection.prepare(
        "SELECT t.name, c.name FROM sqlite_schema t, pragma_table_info(t.name) c WHERE t.type = 'table'
         AND t.name NOT LIKE 'sqlite_%' UNION SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
    )?;
    let pairs = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    pairs.collect()
}

fn corrupt(what: String) -> rusqlite::Error {
    let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CORRUPT);
    rusqlite::Error::SqliteFailure(code, Some(what))
}

/// Sets a connection up and brings its database to this version's form.
pub(super) fn prepare(connection: &Connection) -> rusqlite::Result<()> {
    connection
        .execute_batch("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY;")?;
    migrate(connection)
}

fn migrate(connection: &Connection) -> rusqlite::Result<()> {
    let before = version(connection)?;
    connection.execute_batch(STEPS)?;
    if before == 1 {
        // Of the first app, which wrote no steps down.
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

    #[derive(Clone)]
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

        fn read(&self, name: &str) -> Result<Vec<u8>, CoreError> {
            Ok(std::fs::read(self.0.join(name)).unwrap())
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
        let store = Store::open(first.clone()).unwrap();
        assert_eq!(store.cursor().unwrap(), 0, "the record is pulled from the start");
        assert!(store.set_aside().unwrap().is_empty());
        Store::open(new.clone()).unwrap();
        assert_eq!(tables(&first), tables(&new));
        Store::open(first.clone()).unwrap();
    }

    #[test]
    fn a_step_that_is_missing_below_a_later_one_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder(folder.path().into());
        Store::open(folder.clone()).unwrap();
        let complete = tables(&folder);
        put(&folder, "DROP TABLE outbox; DELETE FROM steps WHERE version = 2");
        Store::open(folder.clone()).unwrap();
        assert_eq!(tables(&folder), complete);
    }

    #[test]
    fn the_database_of_a_newer_app_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let folder = Folder(folder.path().into());
        for newer in ["INSERT INTO steps VALUES (999)", "PRAGMA user_version = 999"] {
            Store::open(folder.clone()).unwrap();
            put(&folder, newer);
            let refused = Store::open(folder.clone()).err().unwrap();
            assert_eq!(refused, CoreError::UpdateNeeded);
            put(
                &folder,
                "DELETE FROM steps WHERE version = 999; PRAGMA user_version = 7",
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
