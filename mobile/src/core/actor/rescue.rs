//! What is done when something went wrong: visits as files, databases aside, photos that wait.

use vitrine_shared::id::VisitId;

use super::Core;
use crate::core::platform::{Connection, Platform};
use crate::core::protocol::{
    CoreError, Notice, PhotoNetworks, PhotoSize, PhotosWait, Reply, RescueCommand, RescueReply,
};
use crate::core::visit_file::pack;

impl<P: Platform> Core<P> {
    pub(super) fn rescue(&self, command: RescueCommand) -> Result<Reply, CoreError> {
        match command {
            RescueCommand::Export { visit } => self.export(visit),
            RescueCommand::ListAside => Ok(RescueReply::Aside(self.store.list_aside()?).into()),
            RescueCommand::ExportAside { file, visit } => {
                let aside = self.store.aside(&file)?;
                let identity = aside.identity()?.ok_or(CoreError::NotEnrolled)?;
                let packed = pack(&aside, &identity, visit, self.platform.now())?;
                Ok(RescueReply::File(packed).into())
            }
            RescueCommand::PhotoAside { file, photo } => {
                let bytes = self.store.aside(&file)?.photo_file(photo, PhotoSize::Full)?;
                Ok(Reply::Photo { bytes: bytes.into() })
            }
            RescueCommand::RawAside { file } => {
                let bytes = self.store.raw_aside(&file)?.into();
                let name = file.trim_start_matches('/').to_owned();
                Ok(RescueReply::Raw { name, bytes }.into())
            }
            RescueCommand::DismissAside { file } => {
                self.store.dismiss(&file)?;
                Ok(Reply::Done)
            }
            RescueCommand::LockWork => {
                self.store.lock()?;
                Ok(RescueReply::Restart.into())
            }
            RescueCommand::SendPhotosOn { networks } => {
                self.store.set_photo_networks(networks)?;
                self.photos_said.set(false);
                Ok(self.send_soon())
            }
            RescueCommand::SendPhotosNow => {
                self.photos_said.set(true);
                Ok(self.send_soon())
            }
        }
    }

    /// Why photos wait though there may be a network.
    pub(in crate::core) fn photos_wait(&self) -> Result<Option<PhotosWait>, CoreError> {
        if self.photos_said.get() || self.store.photo_networks()? == PhotoNetworks::Any {
            return Ok(None);
        }
        Ok(match self.platform.connection() {
            Connection::Free => None,
            Connection::Metered => Some(PhotosWait::Wifi),
            Connection::Unknown => Some(PhotosWait::Word),
        })
    }

    /// How many people's unsent work is locked away here.
    pub(super) fn locked_work(&self) -> u32 {
        let holds_work = |store: &&crate::core::db::Store| store.holds_unsent().unwrap_or(true);
        let count = self.store.locked().iter().filter(holds_work).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn export(&self, visit: VisitId) -> Result<Reply, CoreError> {
        let packed = pack(&self.store, &self.identity()?, visit, self.platform.now())?;
        Ok(RescueReply::File(packed).into())
    }

    fn send_soon(&self) -> Reply {
        self.control.nudge();
        self.notify(Notice::QueueChanged);
        Reply::Done
    }
}

impl From<RescueReply> for Reply {
    fn from(reply: RescueReply) -> Self {
        Self::Rescue(reply)
    }
}
