//! On which networks photos are sent.

use rusqlite::OptionalExtension;

use super::{CoreError, Store, damaged};
use crate::core::protocol::PhotoNetworks;

impl Store {
    /// What the person chose.
    ///
    /// # Errors
    /// If storage fails.
    pub fn photo_networks(&self) -> Result<PhotoNetworks, CoreError> {
        let chosen: Option<String> = self
            .connection
            .prepare_cached("SELECT photos FROM sending")?
            .query_row([], |row| row.get(0))
            .optional()?;
        // Written by another version of the app, it may be a choice that this one does not know.
        Ok(chosen
            .and_then(|chosen| serde_json::from_str(&chosen).ok())
            .unwrap_or_default())
    }

    /// Keeps the choice.
    ///
    /// # Errors
    /// If storage fails.
    pub fn set_photo_networks(&self, networks: PhotoNetworks) -> Result<(), CoreError> {
        let chosen = serde_json::to_string(&networks).map_err(damaged)?;
        self.connection.execute(
            "INSERT OR REPLACE INTO sending (one, photos) VALUES (1, ?1)",
            [chosen],
        )?;
        Ok(())
    }
}
