//! Visits of forty answers pushed by many phones at once, with and without photos.

use anyhow::Context;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bytes::Bytes;
use http_body_util::Full;
use hyper::Request;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::What;
use vitrine_shared::id::VisitId;

use super::load::{Job, Step};
use crate::demo::scene::{Scene, draw};
use crate::handset::{Handset, VisitLog, photo_of};
use crate::staff::Staff;
use crate::stage::{Wave, invite_evaluator};

/// Enrolled handsets with visits to push.
pub struct Crowd {
    handsets: Vec<Handset>,
    visits: Vec<(usize, VisitId)>,
    checklist: Checklist,
    digest: Digest,
    photo: Vec<u8>,
}

impl Crowd {
    /// Enrols handsets and plans `visits` for them, shared out evenly.
    ///
    /// # Errors
    /// Fails with the server's problem document.
    pub fn gather(
        origin: &str,
        staff: &Staff,
        wave: &Wave,
        size: usize,
        visits: usize,
    ) -> anyhow::Result<Self> {
        let mut handsets = Vec::with_capacity(size);
        let mut planned = Vec::with_capacity(visits);
        for number in 0..size {
            let (evaluator, code) = invite_evaluator(staff, number)?;
            let handset = Handset::enrol(origin, &code)?;
            let mine = wave.assign(staff, &evaluator, visits.div_ceil(size))?;
            planned.extend(mine.into_iter().map(|visit| (number, visit)));
            handsets.push(handset);
        }
        let first = handsets.first().context("a crowd of nobody")?;
        let reference = first
            .assignments()?
            .into_iter()
            .next()
            .context("nothing was assigned")?
            .checklist;
        let checklist = first.checklist(&reference.sha256)?;
        Ok(Self {
            handsets,
            visits: planned,
            checklist,
            digest: reference.sha256,
            photo: photo_of_300_kb()?,
        })
    }

    /// Takes `count` visits off the plan, each a job: its events in one push, then its photos.
    ///
    /// # Errors
    /// Fails when the plan runs out.
    pub fn jobs(&mut self, origin: &str, count: usize, photos: usize) -> anyhow::Result<Vec<Job>> {
        let from = self
            .visits
            .len()
            .checked_sub(count)
            .context("not enough visits were planned")?;
        let taken = self.visits.split_off(from);
        taken
            .into_iter()
            .map(|(handset, visit)| self.job(origin, handset, visit, photos))
            .collect()
    }

    fn job(&self, origin: &str, handset: usize, visit: VisitId, photos: usize) -> anyhow::Result<Job> {
        let handset = self.handsets.get(handset).context("an unknown handset")?;
        let mut log = VisitLog::new(visit, handset.device, self.digest);
        log.add(&self.checklist, What::CheckedIn)?;
        for (index, (_, question)) in self.checklist.questions().enumerate() {
            let answer = Answer::YesNo(index % 3 != 0);
            log.add(
                &self.checklist,
                What::Answered {
                    question: question.id.clone(),
                    answer,
                    comment: None,
                },
            )?;
        }
        let mut uploads = Vec::new();
        for number in 0..photos {
            // The last bytes differ, so that no two photos have the same digest.
            let mut jpeg = self.photo.clone();
            jpeg.extend_from_slice(visit.as_bytes());
            jpeg.push(u8::try_from(number)?);
            let photo = photo_of("q0-0", &jpeg)?;
            uploads.push(self.upload(origin, handset, visit, &photo, jpeg)?);
            log.add(&self.checklist, What::PhotoTaken(photo))?;
        }
        log.submit(&self.checklist)?;
        let body = serde_json::to_vec(&log.request(1, &handset.key))?;
        let push = request("POST", &format!("{origin}/api/v1/visits/{visit}/events"), handset)
            .header("content-type", "application/json")
            .body(Full::new(Bytes::from(body)))?;
        let mut job = vec![Step {
            request: push,
            upload: None,
        }];
        job.extend(uploads);
        Ok(job)
    }

    /// A photo by tus: its creation, and the whole of it in one chunk.
    fn upload(
        &self,
        origin: &str,
        handset: &Handset,
        visit: VisitId,
        photo: &vitrine_shared::event::Photo,
        jpeg: Vec<u8>,
    ) -> anyhow::Result<Step> {
        let encode = |value: String| STANDARD.encode(value);
        let metadata = format!(
            "visit {},photo {},sha256 {}",
            encode(visit.to_string()),
            encode(photo.photo.to_string()),
            encode(photo.sha256.to_string()),
        );
        let request = request("POST", &format!("{origin}/api/v1/uploads"), handset)
            .header("tus-resumable", "1.0.0")
            .header("upload-length", jpeg.len())
            .header("upload-metadata", metadata)
            .body(Full::default())?;
        Ok(Step {
            request,
            upload: Some(Bytes::from(jpeg)),
        })
    }
}

fn request(method: &str, url: &str, handset: &Handset) -> hyper::http::request::Builder {
    let host = url
        .trim_start_matches("http://")
        .split('/')
        .next()
        .unwrap_or_default()
        .to_owned();
    Request::builder()
        .method(method)
        .uri(url)
        .header("host", host)
        .header("authorization", format!("Bearer {}", handset.enrolment.token))
}

/// A drawn photo, padded behind its end marker to the size that phones send.
fn photo_of_300_kb() -> anyhow::Result<Vec<u8>> {
    let mut jpeg = draw(Scene::Shelf, 1)?;
    if jpeg.len() < 300_000 {
        jpeg.resize(300_000, 0);
    }
    Ok(jpeg)
}
