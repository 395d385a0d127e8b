//! What travels between page and Worker.

use serde::{Deserialize, Serialize};

use crate::core::protocol::{Command, CoreError, Notice, Reply};

/// From the page.
#[derive(Serialize, Deserialize)]
pub struct Down {
    /// Comes back with the reply.
    pub number: u64,
    /// What is asked for.
    pub command: Command,
}

/// From the Worker.
#[derive(Serialize, Deserialize)]
pub enum Up {
    /// The storage is open, or why not; the first message.
    Opened(Result<(), CoreError>),
    /// The reply to the command of this number.
    Reply(u64, Result<Reply, CoreError>),
    /// What the core says by itself.
    Notice(Notice),
}

impl Down {
    /// As text and bytes.
    pub fn pack(mut self) -> Result<(String, Option<Vec<u8>>), CoreError> {
        let blob = self.command.take_blob();
        Ok((text(&self)?, blob))
    }

    /// From text and bytes.
    pub fn unpack(text: &str, blob: Option<Vec<u8>>) -> Option<Self> {
        let mut down: Self = serde_json::from_str(text).ok()?;
        if let Some(blob) = blob {
            down.command.put_blob(blob);
        }
        Some(down)
    }
}

impl Up {
    /// As text and bytes.
    pub fn pack(mut self) -> Result<(String, Option<Vec<u8>>), CoreError> {
        let blob = match &mut self {
            Self::Reply(_, Ok(reply)) => reply.take_blob(),
            _ => None,
        };
        Ok((text(&self)?, blob))
    }

    /// From text and bytes.
    pub fn unpack(text: &str, blob: Option<Vec<u8>>) -> Option<Self> {
        let mut up: Self = serde_json::from_str(text).ok()?;
        if let (Self::Reply(_, Ok(reply)), Some(blob)) = (&mut up, blob) {
            reply.put_blob(blob);
        }
        Some(up)
    }
}

fn text(message: &impl Serialize) -> Result<String, CoreError> {
    // The protocol's own types always have a JSON form.
    serde_json::to_string(message).map_err(|error| CoreError::Storage(error.to_string()))
}
