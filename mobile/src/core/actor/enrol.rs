//! Enrolment: an invitation's code becomes a device token.

use vitrine_shared::digest::Digest;
use vitrine_shared::id::DeviceId;
use vitrine_shared::problem::Code;
use vitrine_shared::signature::SecretKey;
use vitrine_shared::wire::{EnrolReply, EnrolRequest};

use super::Core;
use crate::core::api::{Api, origin};
use crate::core::db::{Attempt, Identity};
use crate::core::platform::Platform;
use crate::core::protocol::{CoreError, Fault, InvitationCode, Notice, Reply, RescueReply};

impl<P: Platform> Core<P> {
    pub(super) async fn enrol(
        &self,
        server: &str,
        code: &InvitationCode,
        label: String,
    ) -> Result<Reply, CoreError> {
        let server = origin(server).ok_or(CoreError::BadServer)?;
        if let Some(reply) = self.come_back(&server, code, &label).await? {
            return Ok(reply);
        }
        let attempt = self.attempt(server, code)?;
        let unsent = self.holds_unsent()?;
        let reply = match self.ask_to_enrol(&attempt, code, label).await {
            // The work that is here can only be sent as who did it.
            Err(Fault::Problem(Code::DeviceOfAnother)) if unsent.is_some() => {
                return Err(CoreError::OtherEnrolment);
            }
            reply => reply?,
        };
        if let Some(former) = unsent {
            let same = former.enrolment.device == attempt.device
                && former.enrolment.evaluator == reply.evaluator
                && former.enrolment.server == attempt.server;
            if !same {
                return Err(CoreError::OtherEnrolment);
            }
        }
        self.store.enrol(&attempt, &reply)?;
        self.forget_sessions();
        self.end_practice();
        self.control.nudge();
        self.notify(Notice::VisitsChanged);
        self.status()
    }

    /// Whether the invitation is for somebody whose work is locked away here: then it comes back.
    async fn come_back(
        &self,
        server: &str,
        code: &InvitationCode,
        label: &str,
    ) -> Result<Option<Reply>, CoreError> {
        let code_sha256 = Digest::of(code.0.trim().as_bytes());
        let is_tried = |attempt: &Attempt| attempt.code_sha256 == code_sha256;
        if self.store.attempt()?.as_ref().is_some_and(is_tried) {
            // It is being used by who this phone is now.
            return Ok(None);
        }
        for locked in self.store.locked() {
            let Some(former) = locked.identity()? else {
                continue;
            };
            if former.enrolment.server != server {
                continue;
            }
            let attempt = Attempt {
                server: server.to_owned(),
                code_sha256,
                device: former.enrolment.device,
                key: former.key,
            };
            let reply = match self.ask_to_enrol(&attempt, code, label.to_owned()).await {
                Err(Fault::Problem(Code::DeviceOfAnother)) => continue,
                reply => reply?,
            };
            locked.enrol(&attempt, &reply)?;
            // In this order: cut in between, the work is still locked and found again.
            locked.unlock()?;
            self.store.lock()?;
            return Ok(Some(RescueReply::Restart.into()));
        }
        Ok(None)
    }

    async fn ask_to_enrol(
        &self,
        attempt: &Attempt,
        code: &InvitationCode,
        label: String,
    ) -> Result<EnrolReply, Fault> {
        let request = EnrolRequest {
            code: code.0.trim().to_owned(),
            device: attempt.device,
            public_key: attempt.key.public(),
            label,
        };
        let api = Api::new(self.platform.as_ref(), &attempt.server, None);
        api.enrol(&request).await
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

    pub(super) fn new_device(&self) -> Result<(DeviceId, SecretKey), CoreError> {
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
        if self.store.holds_unsent()? {
            self.store.identity()
        } else {
            Ok(None)
        }
    }
}
