//! What travels between page and Worker: a message in the compact form of postcard, and beside it
//! the bytes of a photo or a recording, which are transferred without a copy.
//!
//! Both ends are the same build, so the form needs no names and no versions.

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
#[allow(clippy::large_enum_variant, reason = "one at a time, taken apart at once")]
pub enum Up {
    /// The storage is open, or why not; the first message.
    Opened(Result<(), CoreError>),
    /// The reply to the command of this number.
    Reply(u64, Result<Reply, CoreError>),
    /// What the core says by itself.
    Notice(Notice),
}

/// A message and the bytes beside it.
pub type Packed = (Vec<u8>, Option<Vec<u8>>);

impl Down {
    /// As it travels.
    ///
    /// # Errors
    /// [`CoreError::Storage`] for what has no such form; the protocol's own types have one.
    pub fn pack(mut self) -> Result<Packed, CoreError> {
        let blob = self.command.take_blob();
        Ok((message(&self)?, blob))
    }

    /// As it was before it travelled; nothing where it is not from this build.
    pub fn unpack(message: &[u8], blob: Option<Vec<u8>>) -> Option<Self> {
        let mut down: Self = postcard::from_bytes(message).ok()?;
        if let Some(blob) = blob {
            down.command.put_blob(blob);
        }
        Some(down)
    }
}

impl Up {
    /// As it travels.
    ///
    /// # Errors
    /// As for [`Down::pack`].
    pub fn pack(mut self) -> Result<Packed, CoreError> {
        let blob = match &mut self {
            Self::Reply(_, Ok(reply)) => reply.take_blob(),
            _ => None,
        };
        Ok((message(&self)?, blob))
    }

    /// As it was before it travelled; nothing where it is not from this build.
    pub fn unpack(message: &[u8], blob: Option<Vec<u8>>) -> Option<Self> {
        let mut up: Self = postcard::from_bytes(message).ok()?;
        if let (Self::Reply(_, Ok(reply)), Some(blob)) = (&mut up, blob) {
            reply.put_blob(blob);
        }
        Some(up)
    }
}

fn message(message: &impl Serialize) -> Result<Vec<u8>, CoreError> {
    postcard::to_allocvec(message).map_err(|error| CoreError::Storage(error.to_string()))
}
