//! A database for dry runs: in memory, of the same form, gone with the store that holds it.

use rusqlite::Connection;

use super::open::prepare;
use super::{CoreError, Shelf, Store};

impl Store {
    /// An empty database without a file.
    ///
    /// # Errors
    /// If there is no memory for it.
    pub fn in_memory() -> Result<Self, CoreError> {
        let connection = Connection::open_in_memory()?;
        prepare(&connection)?;
        Ok(Self {
            connection,
            shelf: Shelf::default(),
        })
    }
}
