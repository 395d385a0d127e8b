//! What the screens ask for when something went wrong: visits as files, databases that lie aside,
//! photos that wait for a network that costs nothing.

use serde::{Deserialize, Serialize};
use vitrine_shared::id::{PhotoId, VisitId};

use super::Blob;

/// What the screens ask for when something went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RescueCommand {
    /// Makes a visit's file, sent or not. Reply: [`RescueReply::File`].
    Export {
        /// The visit.
        visit: VisitId,
    },
    /// What lies aside of damaged databases. Reply: [`RescueReply::Aside`].
    ListAside,
    /// Makes the file of a visit of a database that lies aside. Reply: [`RescueReply::File`].
    ExportAside {
        /// The database's file.
        file: String,
        /// The visit.
        visit: VisitId,
    },
    /// The JPEG of a photo of a database that lies aside. Reply: [`Reply::Photo`](super::Reply::Photo).
    PhotoAside {
        /// The database's file.
        file: String,
        /// The photo.
        photo: PhotoId,
    },
    /// A damaged database as it is. Reply: [`RescueReply::Raw`].
    RawAside {
        /// The database's file.
        file: String,
    },
    /// Speaks no more of a database that lies aside; it stays where it is. Reply: [`Reply::Done`](super::Reply::Done).
    DismissAside {
        /// The database's file.
        file: String,
    },
    /// Locks the work of the person who is enrolled away, so that another can enrol; it comes back
    /// when the same person does. Reply: [`RescueReply::Restart`].
    LockWork,
    /// Chooses on which networks photos are sent. Events always are: they are small.
    /// Reply: [`Reply::Done`](super::Reply::Done).
    SendPhotosOn {
        /// Where.
        networks: PhotoNetworks,
    },
    /// Sends photos on the network of now, whatever was chosen; until it is lost.
    /// Reply: [`Reply::Done`](super::Reply::Done).
    SendPhotosNow,
}

/// What a rescue gives back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RescueReply {
    /// A visit's file.
    File(VisitFile),
    /// What lies aside.
    Aside(Vec<Aside>),
    /// A database as it is.
    Raw {
        /// What to call it.
        name: String,
        /// Its bytes.
        #[serde(skip)]
        bytes: Blob,
    },
    /// It is done, and the app has to start anew.
    Restart,
}

/// A visit's file, but for its photos: they are asked for one by one, and follow in this order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitFile {
    /// What to call it.
    pub name: String,
    /// The size of the whole.
    pub size_bytes: u64,
    /// Its beginning, events included.
    #[serde(skip)]
    pub head: Blob,
    /// The photos that follow.
    pub photos: Vec<PhotoId>,
    /// Photos that cannot be read any more, or were freed after their receipt.
    pub photos_lacking: u32,
    /// Events that cannot be read any more.
    pub events_lacking: u64,
}

/// A damaged database that was left where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Aside {
    /// Its file.
    pub file: String,
    /// The visits that can still be read, those without a receipt alone.
    pub visits: Vec<AsideVisit>,
    /// Visits that are there and cannot be read.
    pub unreadable: u32,
}

/// A visit of a damaged database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AsideVisit {
    /// The visit.
    pub visit: VisitId,
    /// The brand that is visited.
    pub brand: String,
    /// The location's name.
    pub location: String,
}

/// On which networks photos are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoNetworks {
    /// On every one.
    #[default]
    Any,
    /// Where sending costs nothing; where the phone does not tell, the person is asked.
    WifiOnly,
}

/// Why photos wait though there is a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotosWait {
    /// For Wi-Fi: this network costs.
    Wifi,
    /// For the person's word: the phone does not tell what network this is.
    Word,
}

impl RescueReply {
    /// Takes the bytes out that travel beside the message.
    pub(super) fn take_blob(&mut self) -> Option<Vec<u8>> {
        match self {
            Self::File(VisitFile { head: bytes, .. }) | Self::Raw { bytes, .. } => {
                Some(std::mem::take(&mut bytes.0))
            }
            Self::Aside(_) | Self::Restart => None,
        }
    }

    /// Puts the bytes back that travelled beside the message.
    pub(super) fn put_blob(&mut self, blob: Vec<u8>) {
        if let Self::File(VisitFile { head: bytes, .. }) | Self::Raw { bytes, .. } = self {
            bytes.0 = blob;
        }
    }
}
