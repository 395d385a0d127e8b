//! Rounds of correction: what was handed in and came back, and what may be changed since.
//!
//! A returned visit opens the questions that the reviewer asked about, and whatever a changed answer
//! brings up: questions that were not shown before, photos that are demanded now. Everything else
//! stays as it was handed in, but for the expenses: what was spent may be claimed in every round.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{ApplyError, Lack, Sheet};
use crate::answer::Answer;
use crate::checklist::{Checklist, Slug, Visible};
use crate::event::{Audio, Manifest, Photo, What};
use crate::expense::{Claim, expense_of};
use crate::id::{ExpenseId, MediaId, PhotoId};
use crate::time::Timestamp;

/// A hand-in that came back.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HandIn {
    /// When it was handed in.
    pub at: Timestamp,
    /// What with.
    pub manifest: Manifest,
    /// Its answers, hidden ones included.
    pub answers: BTreeMap<Slug, Answer>,
    /// The words beside them.
    pub comments: BTreeMap<Slug, String>,
    /// Its photos.
    pub photos: BTreeMap<PhotoId, Photo>,
    /// Its voice memos.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub audio: BTreeMap<MediaId, Audio>,
    /// What was claimed.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub claims: BTreeMap<ExpenseId, Claim>,
    /// The round of correction that follows it, from 1.
    pub round: u32,
    /// When the evaluator took that round up.
    pub reopened_at: Timestamp,
    /// What the reviewer asked about.
    pub asked: BTreeSet<Slug>,
}

impl HandIn {
    /// The photos of receipts.
    pub(super) fn receipts(&self) -> impl Iterator<Item = PhotoId> {
        let receipts = self.photos.values().filter(|photo| photo.expense().is_some());
        receipts.map(|photo| photo.photo)
    }
}

impl Sheet {
    /// The round of correction that the visit is in, or was handed in after; 0 before the first.
    pub fn round(&self) -> u32 {
        self.rounds.last().map_or(0, |back| back.round)
    }

    /// What was handed in before, while it is being corrected.
    pub fn correction(&self) -> Option<&HandIn> {
        if self.submitted.is_some() || self.released {
            return None;
        }
        self.rounds.last()
    }

    /// Whether the answer of this question may be changed now, as far as returns go: always in the
    /// first round; in a correction if it was asked about or was not shown before.
    pub fn may_answer(&self, checklist: &Checklist, persona: Option<&Slug>, question: &Slug) -> bool {
        let Some(before) = self.correction() else {
            return true;
        };
        before.asked.contains(question)
            || (!Visible::new(checklist, persona, &before.answers).shows(question)
                && Visible::new(checklist, persona, &self.answers).shows(question))
    }

    /// Whether a photo may be added to this question now, as far as returns go: as with its answer,
    /// and where a changed answer demands a photo. A receipt always may.
    pub fn may_photograph(&self, checklist: &Checklist, persona: Option<&Slug>, question: &Slug) -> bool {
        expense_of(question).is_some()
            || self.may_answer(checklist, persona, question)
            || self
                .missing(checklist, persona)
                .iter()
                .any(|missing| missing.question == question && matches!(missing.lack, Lack::Photos(_)))
    }

    /// Whether this photo may be thrown away now, as far as returns go: what was handed in before
    /// only where its question may be answered, and receipts.
    pub fn may_discard(&self, checklist: &Checklist, persona: Option<&Slug>, photo: PhotoId) -> bool {
        let handed_in = self.correction().and_then(|before| before.photos.get(&photo));
        handed_in.is_none_or(|photo| {
            photo.expense().is_some() || self.may_answer(checklist, persona, &photo.question)
        })
    }

    /// Whether the visit, if it is being corrected, was returned for this.
    pub(super) fn allows(&self, checklist: &Checklist, persona: Option<&Slug>, what: &What) -> bool {
        match what {
            What::Answered { question, .. } | What::Cleared { question } => {
                self.may_answer(checklist, persona, question)
            }
            What::PhotoTaken(photo) => match photo.replaces {
                Some(old) => self.may_discard(checklist, persona, old),
                None => self.may_photograph(checklist, persona, &photo.question),
            },
            What::PhotoDiscarded { photo } => self.may_discard(checklist, persona, *photo),
            What::AudioRecorded(audio) => self.may_answer(checklist, persona, &audio.question),
            What::AudioDiscarded { audio } => {
                let handed_in = self.correction().and_then(|before| before.audio.get(audio));
                handed_in.is_none_or(|audio| self.may_answer(checklist, persona, &audio.question))
            }
            // The stay is over, and what was handed in is not given up.
            What::CheckedOut | What::Released { .. } => self.correction().is_none(),
            What::CheckedIn
            | What::ExpenseClaimed(_)
            | What::ExpenseWithdrawn { .. }
            | What::Paused
            | What::Resumed
            | What::Declared { .. }
            | What::Submitted(_)
            | What::Reopened { .. } => true,
        }
    }

    /// Takes a later round of correction up.
    pub(super) fn reopen(
        &mut self,
        checklist: &Checklist,
        round: u32,
        questions: &[Slug],
        at: Timestamp,
    ) -> Result<(), ApplyError> {
        // A round may be left out: the agency took it back before this phone knew of it.
        if round <= self.round() || questions.is_empty() {
            return Err(ApplyError::NotAsked);
        }
        if questions.iter().any(|id| checklist.question(id).is_none()) {
            return Err(ApplyError::UnknownQuestion);
        }
        let asked = questions.iter().cloned().collect();
        let back = match (&self.submitted, self.correction()) {
            (Some((handed_in_at, manifest)), _) => HandIn {
                at: *handed_in_at,
                manifest: manifest.clone(),
                answers: self.answers.clone(),
                comments: self.comments.clone(),
                photos: self.photos.clone(),
                audio: self.audio.clone(),
                claims: self.claims.clone(),
                round,
                reopened_at: at,
                asked,
            },
            // Taken back while it was being corrected, and asked anew: what was corrected until then
            // stays, beside the same hand-in.
            (None, Some(before)) => HandIn {
                round,
                reopened_at: at,
                asked,
                ..before.clone()
            },
            (None, None) => return Err(ApplyError::NotAsked),
        };
        self.rounds.push(back);
        self.submitted = None;
        // What changes is signed for again.
        self.declared = None;
        Ok(())
    }
}
