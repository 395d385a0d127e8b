//! Collecting the server's receipt: only with it is anything safe to delete.

use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::wire::{Receipt, SignedReceipt};

use super::round::{Link, Stop};
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, Notice};
use crate::core::session::Session;

impl<P: Platform> Link<'_, P> {
    /// Asks for the receipt of a visit that was handed in and sent.
    pub(super) async fn collect_receipt(&self, visit: VisitId) -> Result<(), Stop> {
        let store = &self.core.store;
        let row = store.visit(visit)?;
        let session = match self.core.session(&row) {
            Ok(session) => session,
            // One damaged visit holds up no other.
            Err(CoreError::Storage(_)) => return self.visit_failed(visit, Fault::Storage),
            Err(error) => return Err(error.into()),
        };
        let is_submitted = session.sheet().submitted.is_some();
        let all_sent = row.unsent_events() == 0 && store.photos(visit)?.iter().all(|photo| photo.is_sent());
        if row.held || row.received_at.is_some() || !is_submitted || !all_sent {
            return Ok(());
        }
        let status = match self.api.status(visit).await {
            Ok(status) => status,
            Err(fault) => return self.visit_failed(visit, fault),
        };
        let Some(signed) = status.receipt.as_ref() else {
            // It still checks the photos, or lost something: that is sent in the next round.
            self.take_status(&row, &status)?;
            self.left.set(Some(Fault::Problem(Code::MediaIncomplete)));
            return Ok(());
        };
        if !self.is_ours(signed, visit, &session) {
            return self.visit_failed(visit, Fault::WrongSignature);
        }
        store.keep_receipt(visit, signed, self.core.platform.now())?;
        self.progress.set(true);
        self.core.notify(Notice::Received { visit });
        self.core.notify(Notice::QueueChanged);
        Ok(())
    }

    /// Whether our server signed for exactly what this phone handed in.
    fn is_ours(&self, signed: &SignedReceipt, visit: VisitId, session: &Session) -> bool {
        let Some((_, manifest)) = &session.sheet().submitted else {
            return false;
        };
        let Some(receipt) = signed.verify(&self.identity.server_key) else {
            return false;
        };
        let expected = Receipt {
            visit,
            device: self.identity.enrolment.device,
            last_event: session.head().hash,
            photos: manifest.photos.iter().map(|photo| photo.sha256).collect(),
            audio: manifest.audio.iter().map(|audio| audio.sha256).collect(),
            received_at: receipt.received_at,
        };
        receipt == expected
    }
}
