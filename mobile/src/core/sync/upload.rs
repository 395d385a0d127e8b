//! Uploading photos, each from where the last try was cut.

use vitrine_shared::digest::Digest;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;

use super::round::{Link, Stop, Verdict};
use crate::core::actor::Sending;
use crate::core::api::Upload;
use crate::core::db::PhotoRow;
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, Notice, PhotoSize};

/// The size of a chunk: on a slow network it still arrives between two cuts.
const CHUNK_BYTES: usize = 128 * 1024;

/// Why an upload did not go on.
enum Cut {
    Fault(Fault),
    /// The server has it no more, or has it wrong: it is to be sent from its beginning.
    Gone(Fault),
    Core(CoreError),
}

impl Cut {
    /// Of a failure that concerns an upload which was made.
    fn of_upload(fault: Fault) -> Self {
        match fault {
            Fault::Problem(Code::UploadGone | Code::NotFound | Code::PhotoMismatch) => Self::Gone(fault),
            _ => Self::Fault(fault),
        }
    }
}

impl From<Fault> for Cut {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<CoreError> for Cut {
    fn from(error: CoreError) -> Self {
        Self::Core(error)
    }
}

impl<P: Platform> Link<'_, P> {
    /// Uploads the visit's photos that the server has been told of.
    pub(super) async fn upload_photos(&self, visit: VisitId) -> Result<(), Stop> {
        let row = self.core.store.visit(visit)?;
        for photo in self.core.store.photos(visit)? {
            if photo.held || photo.is_sent() || photo.seq >= row.next_seq {
                continue;
            }
            self.core.set_sending(Some(Sending::Photo(photo.photo)));
            match self.upload(&photo).await {
                Ok(()) => self.core.notify(Notice::VisitChanged { visit }),
                // Thrown away meanwhile.
                Err(Cut::Core(CoreError::PhotoUnknown)) => {}
                Err(Cut::Core(error)) => return Err(error.into()),
                Err(Cut::Fault(fault)) => {
                    let verdict = self.weigh(fault);
                    self.photo_failed(&photo, fault, verdict)?;
                }
                Err(Cut::Gone(fault)) => {
                    let verdict = self.begin_again(&photo, fault)?;
                    self.photo_failed(&photo, fault, Ok(verdict))?;
                }
            }
        }
        Ok(())
    }

    async fn upload(&self, photo: &PhotoRow) -> Result<(), Cut> {
        let (path, mut offset) = self.resume(photo).await?;
        while offset < photo.size_bytes {
            let chunk = self.core.store.photo_chunk(photo.photo, offset, CHUNK_BYTES)?;
            let sent = chunk.len() as u64;
            let now = self
                .api
                .send_chunk(&path, offset, chunk)
                .await
                .map_err(Cut::of_upload)?;
            if now <= offset || now > offset + sent {
                return Err(Fault::ForeignReply.into());
            }
            offset = now;
            self.core.store.set_upload(photo.photo, Some(&path), offset)?;
            self.progress.set(true);
            self.core.notify(Notice::QueueChanged);
        }
        Ok(())
    }

    /// The photo's upload and how much of it the server has.
    async fn resume(&self, photo: &PhotoRow) -> Result<(String, u64), Cut> {
        let known = match &photo.upload_url {
            Some(path) => self.offset(path).await?.map(|offset| (path.clone(), offset)),
            None => None,
        };
        let (path, offset) = match known {
            Some(known) => known,
            None => {
                let path = self.api.create_upload(&announced(photo)).await?;
                let gone = Cut::Gone(Fault::Problem(Code::UploadGone));
                let offset = self.offset(&path).await?.ok_or(gone)?;
                (path, offset)
            }
        };
        if offset > photo.size_bytes {
            return Err(Fault::ForeignReply.into());
        }
        self.core.store.set_upload(photo.photo, Some(&path), offset)?;
        Ok((path, offset))
    }

    async fn offset(&self, path: &str) -> Result<Option<u64>, Cut> {
        self.api.upload_offset(path).await.map_err(Cut::of_upload)
    }

    /// Has another upload made in the next round; what was damaged on this phone is not sent again.
    fn begin_again(&self, photo: &PhotoRow, fault: Fault) -> Result<Verdict, CoreError> {
        let is_whole = match self.core.store.photo_file(photo.photo, PhotoSize::Full) {
            Ok(jpeg) => Digest::of(&jpeg) == photo.sha256,
            // Thrown away meanwhile.
            Err(CoreError::PhotoUnknown) => true,
            Err(error) => return Err(error),
        };
        if !is_whole {
            return Ok(Verdict::Held);
        }
        self.core.store.set_upload(photo.photo, None, 0)?;
        self.left.set(Some(fault));
        Ok(Verdict::Later)
    }

    fn photo_failed(
        &self,
        photo: &PhotoRow,
        fault: Fault,
        verdict: Result<Verdict, Stop>,
    ) -> Result<(), Stop> {
        let held = matches!(verdict, Ok(Verdict::Held));
        let now = self.core.platform.now();
        self.core.store.set_photo_fault(photo.photo, fault, now, held)?;
        self.core.notify(Notice::QueueChanged);
        if held {
            self.core.notify(Notice::VisitChanged { visit: photo.visit });
        }
        verdict.map(|_| ())
    }
}

fn announced(photo: &PhotoRow) -> Upload {
    Upload {
        visit: photo.visit,
        photo: photo.photo,
        sha256: photo.sha256,
        size_bytes: photo.size_bytes,
    }
}
