//! The job board as the server told it last: readable without a network.

use rusqlite::params;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::BoardReply;

use super::{CoreError, Store, damaged, time};

impl Store {
    /// Keeps the board that was pulled. Answers whether it differs from the one before.
    ///
    /// # Errors
    /// If storage fails.
    pub fn keep_board(&self, board: &BoardReply, at: Timestamp) -> Result<bool, CoreError> {
        let changed = self.board()?.is_none_or(|(known, _)| known != *board);
        let body = serde_json::to_string(board).map_err(damaged)?;
        self.connection.execute(
            "INSERT OR REPLACE INTO board (one, body, told_at) VALUES (1, ?1, ?2)",
            params![body, at.unix_ms()],
        )?;
        Ok(changed)
    }

    /// The board, and when the server told it.
    ///
    /// # Errors
    /// If storage fails.
    pub fn board(&self) -> Result<Option<(BoardReply, Timestamp)>, CoreError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT body, told_at FROM board")?;
        let mut rows = statement.query([])?;
        let Some(row) = rows.next()? else {
            return Ok(None);
        };
        let body: String = row.get("body")?;
        let board = serde_json::from_str(&body).map_err(damaged)?;
        Ok(Some((board, time(row.get("told_at")?)?)))
    }
}
