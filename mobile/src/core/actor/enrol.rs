//! Enrolment: an invitation's code becomes a device token.

use vitrine_shared::digest::Digest;
use vitrine_shared::id::DeviceId;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::wire::EnrolRequest;

use super::Core;
use crate::core::api::{Api, origin};
use crate::core::db::{Attempt, Identity, RequestRow};
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, InvitationCode, Notice, Reply};

impl<P: Platform> Core<P> {
    pub(super) async fn enrol(
        &self,
        server: &str,
        code: &InvitationCode,
        label: String,
    ) -> Result<Reply, CoreError> {
        let server = origin(server).ok_or(CoreError::BadServer)?;
        let attempt = self.attempt(server, code)?;
        let request = EnrolRequest {
            code: code.0.trim().to_owned(),
            device: attempt.device,
            public_key: attempt.key.public(),
            label,
        };
        let reply = Api::new(&self.platform, &attempt.server, None)
            .enrol(&request)
            .await?;
        if let Some(former) = self.holds_unsent()? {
            // The work that is here can only be sent as who did it.
            let same = former.enrolment.device == attempt.device
                && former.enrolment.evaluator == reply.evaluator
                && former.enrolment.server == attempt.server;
            if !same {
                return Err(CoreError::OtherEnrolment);
            }
        }
        self.store.enrol(&attempt, &reply)?;
        self.forget_sessions();
        self.control.nudge();
        self.notify(Notice::VisitsChanged);
        self.status()
    }

    /// The attempt of this code: the same when it is tried again, since the reply to an earlier try
    /// may have been lost. A phone with unsent work stays the device that it is.
    fn attempt(&self, server: String, code: &InvitationCode) -> Result<Attempt, CoreError> {
        let code_sha256 = Digest::of(code.0.trim().as_bytes());
        let unsent = self.holds_unsent()?;
        if unsent
            .as_ref()
            .is_some_and(|former| former.enrolment.server != server)
        {
            return Err(CoreError::OtherEnrolment);
        }
        if let Some(attempt) = self.store.attempt()?
            && attempt.server == server
            && attempt.code_sha256 == code_sha256
            && unsent
                .as_ref()
                .is_none_or(|former| former.enrolment.device == attempt.device)
        {
            return Ok(attempt);
        }
        let (device, key) = match unsent {
            Some(former) => (former.enrolment.device, former.key),
            None => self.new_device()?,
        };
        let attempt = Attempt {
            server,
            code_sha256,
            device,
            key,
        };
        self.store.begin_attempt(&attempt)?;
        Ok(attempt)
    }

    fn new_device(&self) -> Result<(DeviceId, SecretKey), CoreError> {
        let (mut random, mut seed) = ([0; 10], [0; 32]);
        self.platform.fill_random(&mut random)?;
        self.platform.fill_random(&mut seed)?;
        Ok((
            DeviceId::new(self.platform.now(), random),
            SecretKey::from_seed(&seed),
        ))
    }

    /// Who this phone is, if it holds a visit that was begun and has no receipt, or a request to send.
    fn holds_unsent(&self) -> Result<Option<Identity>, CoreError> {
        let unsent = self
            .store
            .visits()?
            .iter()
            .any(|row| row.last_seq > 0 && row.received_at.is_none())
            || self.store.requests()?.iter().any(RequestRow::is_waiting);
        if unsent { self.store.identity() } else { Ok(None) }
    }
}
