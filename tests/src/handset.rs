//! A device at the level of the wire: what it sends is chosen by the test, event by event.
//!
//! Honest visits are done by the real phone ([`crate::phone`]); this one also sends what a phone
//! never would, and it costs a benchmark little.

use anyhow::{Context, bail};
use reqwest::blocking::{Client, Response};
use serde::Serialize;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{Event, Head, Photo, Record, What, batch_message, genesis};
use vitrine_shared::id::{DeviceId, VisitId};
use vitrine_shared::sheet::Sheet;
use vitrine_shared::signature::{SecretKey, Signature};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{
    Assignment, EnrolReply, EnrolRequest, PushReply, PushRequest, SyncReply, VisitStatus,
};

/// An enrolled device.
#[derive(Debug)]
pub struct Handset {
    http: Client,
    origin: String,
    /// The device's id.
    pub device: DeviceId,
    /// The device's key.
    pub key: SecretKey,
    /// What it was given.
    pub enrolment: EnrolReply,
}

impl Handset {
    /// Trades an invitation's code for a token.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn enrol(origin: &str, code: &str) -> anyhow::Result<Self> {
        let http = Client::new();
        let key = SecretKey::from_seed(&rand::random());
        let device = DeviceId::new(now(), rand::random());
        let request = EnrolRequest {
            code: code.to_owned(),
            device,
            public_key: key.public(),
            label: "Handset".to_owned(),
        };
        let response = http
            .post(format!("{origin}/api/v1/enrol"))
            .json(&request)
            .send()?;
        let status = response.status();
        let body = response.text()?;
        if !status.is_success() {
            bail!("enrolment answered {status}: {body}");
        }
        Ok(Self {
            http,
            origin: origin.to_owned(),
            device,
            key,
            enrolment: serde_json::from_str(&body)?,
        })
    }

    /// Everything that was assigned to the evaluator.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn assignments(&self) -> anyhow::Result<Vec<Assignment>> {
        let mut all = Vec::new();
        let mut after = 0;
        loop {
            let page: SyncReply = self.get(&format!("/api/v1/sync?after={after}"))?.json()?;
            after = page.cursor;
            all.extend(page.assignments);
            if !page.more {
                return Ok(all);
            }
        }
    }

    /// The checklist with this digest.
    ///
    /// # Errors
    /// Fails when the server gives other bytes.
    pub fn checklist(&self, sha256: &Digest) -> anyhow::Result<Checklist> {
        let bytes = self.get(&format!("/api/v1/checklists/{sha256}"))?.bytes()?;
        Checklist::from_canonical(&bytes, sha256).context("the checklist that came")
    }

    /// Where a visit stands on the server.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn status(&self, visit: VisitId) -> anyhow::Result<VisitStatus> {
        Ok(self.get(&format!("/api/v1/visits/{visit}/status"))?.json()?)
    }

    /// Sends a batch and gives whatever comes back.
    ///
    /// # Errors
    /// Fails when the server cannot be reached.
    pub fn try_push(&self, visit: VisitId, request: &impl Serialize) -> anyhow::Result<Response> {
        let url = format!("{}/api/v1/visits/{visit}/events", self.origin);
        Ok(self
            .http
            .post(url)
            .bearer_auth(&self.enrolment.token)
            .json(request)
            .send()?)
    }

    /// Sends a batch.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn push(&self, visit: VisitId, request: &PushRequest) -> anyhow::Result<PushReply> {
        let response = self.try_push(visit, request)?;
        let status = response.status();
        let body = response.text()?;
        if !status.is_success() {
            bail!("push answered {status}: {body}");
        }
        Ok(serde_json::from_str(&body)?)
    }

    fn get(&self, path: &str) -> anyhow::Result<Response> {
        let url = format!("{}{path}", self.origin);
        let response = self.http.get(url).bearer_auth(&self.enrolment.token).send()?;
        if !response.status().is_success() {
            bail!("{path} answered {}: {}", response.status(), response.text()?);
        }
        Ok(response)
    }
}

/// The log of one visit as a device writes it.
#[derive(Debug)]
pub struct VisitLog {
    visit: VisitId,
    device: DeviceId,
    digest: Digest,
    head: Head,
    started: Timestamp,
    /// What the events so far add up to.
    pub sheet: Sheet,
    /// Every event so far.
    pub records: Vec<Record>,
}

impl VisitLog {
    /// An empty log.
    pub fn new(visit: VisitId, device: DeviceId, digest: Digest) -> Self {
        let head = Head::empty(genesis(visit, device, &digest));
        Self {
            visit,
            device,
            digest,
            head,
            started: now(),
            sheet: Sheet::default(),
            records: Vec::new(),
        }
    }

    /// Adds an event, whether or not it makes sense.
    ///
    /// # Errors
    /// Never for what can be written as JSON.
    pub fn write(&mut self, what: What) -> anyhow::Result<Event> {
        let elapsed_ms = i64::try_from(self.records.len())? * 4_000;
        let at = self.started.plus_ms(elapsed_ms);
        let event = Event {
            seq: self.head.seq + 1,
            at,
            elapsed_ms,
            position: None,
            what,
        };
        let (head, record) = self.head.append(event.clone())?;
        self.head = head;
        self.records.push(record);
        Ok(event)
    }

    /// Adds an event that the checklist allows here.
    ///
    /// # Errors
    /// Fails when a phone would have refused it.
    pub fn add(&mut self, checklist: &Checklist, what: What) -> anyhow::Result<()> {
        let event = self.write(what)?;
        Ok(self.sheet.apply(checklist, None, &event)?)
    }

    /// Declares and submits what is there.
    ///
    /// # Errors
    /// Fails when something is missing.
    pub fn submit(&mut self, checklist: &Checklist) -> anyhow::Result<()> {
        self.add(checklist, What::CheckedOut)?;
        self.add(
            checklist,
            What::Declared {
                statement: Digest::of(checklist.declaration.in_lang(Lang::PtBr).as_bytes()),
            },
        )?;
        let manifest = self.sheet.manifest(checklist, None);
        self.add(checklist, What::Submitted(manifest))
    }

    /// The events from this one on as a signed batch.
    pub fn request(&self, from_seq: u64, key: &SecretKey) -> PushRequest {
        let events: Vec<_> = self
            .records
            .iter()
            .filter(|record| record.seq >= from_seq)
            .cloned()
            .collect();
        PushRequest {
            checklist: self.digest,
            events,
            signature: self.signature(key),
        }
    }

    /// The device's signature over everything so far.
    pub fn signature(&self, key: &SecretKey) -> Signature {
        key.sign(&batch_message(self.visit, self.device, &self.head))
    }
}

/// What is known of a photo with these bytes, for its event.
pub fn photo_of(question: &str, jpeg: &[u8]) -> anyhow::Result<Photo> {
    Ok(Photo {
        photo: vitrine_shared::id::PhotoId::new(now(), rand::random()),
        question: question.parse()?,
        sha256: Digest::of(jpeg),
        size_bytes: u64::try_from(jpeg.len())?,
        width: 1280,
        height: 960,
        source: vitrine_shared::event::PhotoSource::Camera,
        dhash: "0000000000000000".to_owned(),
        warnings: Vec::new(),
        replaces: None,
        edits: None,
        no_camera: None,
    })
}

/// The time of this machine's clock.
pub fn now() -> Timestamp {
    Timestamp::from(chrono::Utc::now())
}
