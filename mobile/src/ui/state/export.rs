//! Putting a visit's file together: its beginning comes from the core, its photos one by one.

use dioxus::core::spawn_forever;
use dioxus::prelude::*;
use vitrine_shared::id::{PhotoId, VisitId};

use super::Phone;
use crate::core::protocol::{Blob, Command, CoreError, PhotoSize, Reply, RescueCommand, RescueReply};
use crate::ui::platform::OutFile;

/// Where a visit is to be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the database in use.
    InUse(VisitId),
    /// In a damaged one that lies aside.
    Aside(String, VisitId),
}

/// How far a file is.
#[derive(Clone, PartialEq)]
pub enum Packing {
    /// Nobody asked for it.
    Idle,
    /// So many of its photos are in it.
    Busy {
        /// So many.
        done: usize,
        /// Of so many.
        total: usize,
    },
    /// It is whole, and can be given away.
    Ready(Packed),
    /// It could not be made.
    Failed(CoreError),
}

/// A visit's file.
#[derive(Clone, PartialEq)]
pub struct Packed {
    /// The file.
    pub file: OutFile,
    /// Its size.
    pub size_bytes: u64,
    /// Photos that could not be read.
    pub photos_lacking: u32,
    /// Events that could not be read.
    pub events_lacking: u64,
}

impl Source {
    fn file(&self) -> RescueCommand {
        match self.clone() {
            Self::InUse(visit) => RescueCommand::Export { visit },
            Self::Aside(file, visit) => RescueCommand::ExportAside { file, visit },
        }
    }

    fn photo(&self, photo: PhotoId) -> Command {
        match self.clone() {
            Self::InUse(_) => Command::Photo {
                photo,
                size: PhotoSize::Full,
            },
            Self::Aside(file, _) => Command::Rescue(RescueCommand::PhotoAside { file, photo }),
        }
    }
}

impl Phone {
    /// Makes a visit's file; how far it is shows in `packing`.
    pub fn pack(self, source: Source, mut packing: Signal<Packing>) {
        packing.set(Packing::Busy { done: 0, total: 0 });
        spawn_forever(async move {
            let outcome = self.put_together(&source, packing).await;
            tell(packing, outcome.unwrap_or_else(Packing::Failed));
        });
    }

    async fn put_together(self, source: &Source, packing: Signal<Packing>) -> Result<Packing, CoreError> {
        let reply = self.call(Command::Rescue(source.file())).await?;
        let Reply::Rescue(RescueReply::File(made)) = reply else {
            return Ok(Packing::Idle);
        };
        let mut file = OutFile::begin(&made.name);
        file.add(made.head.0);
        let total = made.photos.len();
        for (done, photo) in made.photos.into_iter().enumerate() {
            tell(packing, Packing::Busy { done, total });
            if let Reply::Photo { bytes: Blob(jpeg) } = self.call(source.photo(photo)).await? {
                file.add(jpeg);
            }
        }
        Ok(Packing::Ready(Packed {
            file,
            size_bytes: made.size_bytes,
            photos_lacking: made.photos_lacking,
            events_lacking: made.events_lacking,
        }))
    }

    /// Makes a file of a damaged database as it is.
    pub fn pack_raw(self, file: String, mut packing: Signal<Packing>) {
        packing.set(Packing::Busy { done: 0, total: 0 });
        let command = Command::Rescue(RescueCommand::RawAside { file });
        self.send(command, move |_, reply| {
            let outcome = match reply {
                Ok(Reply::Rescue(RescueReply::Raw { name, bytes })) => {
                    let size_bytes = bytes.0.len() as u64;
                    let mut file = OutFile::begin(&name);
                    file.add(bytes.0);
                    Packing::Ready(Packed {
                        file,
                        size_bytes,
                        photos_lacking: 0,
                        events_lacking: 0,
                    })
                }
                Ok(_) => Packing::Idle,
                Err(error) => Packing::Failed(error),
            };
            tell(packing, outcome);
        });
    }

    async fn call(self, command: Command) -> Result<Reply, CoreError> {
        let reply = self.core.peek().as_ref().map(|core| core.call(command));
        match reply {
            Some(reply) => reply.await,
            None => Err(CoreError::Ended),
        }
    }
}

/// The screen that asked may be gone.
fn tell(mut packing: Signal<Packing>, news: Packing) {
    if let Ok(mut packing) = packing.try_write() {
        *packing = news;
    }
}
