//! Checking a batch against a visit: pure, so that it can be done again when the visit changed.

use std::collections::BTreeMap;

use vitrine_shared::checklist::Checklist;
use vitrine_shared::digest::Digest;
use vitrine_shared::event::{ChainError, Event, Head, Manifest, Record, What, genesis};
use vitrine_shared::problem::Code;
use vitrine_shared::sheet::{ApplyError, Sheet};
use vitrine_shared::signature::SecretKey;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{
    Outcome as EventOutcome, PushRequest, Receipt, Return, SignedReceipt, VisitStatus,
};

use super::measures::measures;
use crate::services::Outcome;
use crate::storage::ingest::{PreparedBatch, PushContext, Submission};

/// The hashes of events that were stored before, by number.
pub(super) type Known = BTreeMap<u64, Digest>;

/// What a batch is checked with.
pub(super) struct Checked<'a> {
    /// The visit's checklist.
    pub checklist: &'a Checklist,
    /// Whether the evaluator passed the training that the checklist may have.
    pub may_begin: bool,
    /// The key that receipts are signed with.
    pub key: &'a SecretKey,
    /// The server's time.
    pub now: Timestamp,
    /// What was asked each time, where the visit is returned.
    pub returns: &'a [Return],
}

/// A checked batch.
pub(super) struct Prepared {
    /// What becomes of each event once the batch is stored.
    pub outcomes: Vec<EventOutcome>,
    /// What is to be stored, if anything is new.
    pub batch: Option<PreparedBatch>,
    /// The visit after it; photos and receipt are known when it is stored.
    pub status: VisitStatus,
}

/// What the events so far lead to.
struct Projection {
    head: Head,
    state: VisitState,
    sheet: Sheet,
    moves: Vec<VisitState>,
    events: Vec<(Record, Event)>,
    submitted: Option<Manifest>,
}

impl Checked<'_> {
    /// Checks the batch: its chain as a whole, because one signature covers it, then each new event
    /// in order. The first that is refused is the last that is looked at.
    pub fn prepare(
        &self,
        mut context: PushContext,
        request: &PushRequest,
        known: &Known,
    ) -> Outcome<Prepared> {
        let start = || Head::empty(genesis(context.visit, context.device, &context.checklist_sha256));
        let head = context.head.unwrap_or_else(start);
        let (repeated, new) = follow(head, &request.events, known)?;
        let mut projection = Projection {
            head,
            state: context.state,
            sheet: std::mem::take(&mut context.sheet),
            moves: Vec::new(),
            events: Vec::with_capacity(new.len()),
            submitted: None,
        };
        let mut outcomes = vec![EventOutcome::Duplicate; repeated];
        let mut refused = None;
        for (head, record, event) in new {
            let outcome = match refused {
                // What comes behind a refused event waits for it.
                Some(_) => Err(Code::EventGap),
                None => self.take(&mut projection, &context, head, record, event),
            };
            outcomes.push(match outcome {
                Ok(()) => EventOutcome::Accepted,
                Err(code) => {
                    refused.get_or_insert(code);
                    EventOutcome::Rejected { code }
                }
            });
        }
        let status = VisitStatus {
            state: projection.state,
            next_seq: projection.head.seq + 1,
            missing_photos: Vec::new(),
            receipt: None,
        };
        let batch = if projection.events.is_empty() {
            None
        } else {
            Some(PreparedBatch {
                submission: self.submission(&context, &projection)?,
                context,
                events: projection.events,
                signature: refused.is_none().then_some(request.signature),
                sheet: projection.sheet,
                moves: projection.moves,
                received_at: self.now,
            })
        };
        Ok(Prepared {
            outcomes,
            batch,
            status,
        })
    }

    fn take(
        &self,
        projection: &mut Projection,
        context: &PushContext,
        head: Head,
        record: &Record,
        event: Event,
    ) -> Result<(), Code> {
        let begin: &[VisitState] = match projection.state {
            VisitState::Assigned => &[VisitState::Accepted, VisitState::InProgress],
            VisitState::Accepted => &[VisitState::InProgress],
            VisitState::InProgress => &[],
            VisitState::Returned => {
                self.may_correct(context, &event.what)?;
                &[]
            }
            _ => return Err(Code::VisitClosed),
        };
        if matches!(event.what, What::CheckedIn) && !self.may_begin {
            return Err(Code::NotCertified);
        }
        projection
            .sheet
            .apply(self.checklist, context.persona.as_ref(), &event)
            .map_err(code_of)?;
        projection.enter(begin);
        match &event.what {
            // Corrected for a return that was taken back and asked anew: kept, and the visit still waits.
            What::Submitted(_) if self.round_asked() > projection.sheet.round() => {}
            What::Submitted(manifest) => {
                projection.enter(&[VisitState::Submitted]);
                projection.submitted = Some(manifest.clone());
            }
            What::Released { .. } => projection.enter(&[VisitState::Released]),
            _ => {}
        }
        projection.head = head;
        projection.events.push((record.clone(), event));
        Ok(())
    }

    /// A correction goes on from the hand-in that was returned, with what was asked.
    fn may_correct(&self, context: &PushContext, what: &What) -> Result<(), Code> {
        let last = self.returns.last().ok_or(Code::VisitClosed)?;
        if context.device != last.device {
            return Err(Code::OtherPhone);
        }
        let What::Reopened { round, questions } = what else {
            return Ok(());
        };
        // The phone may not have known that an earlier one was taken back.
        let mut returns = self.returns.iter();
        let was_asked = |it: &Return| it.round == *round && *questions == it.asked();
        if returns.any(was_asked) {
            Ok(())
        } else {
            Err(Code::QuestionNotAsked)
        }
    }

    /// The round that the visit waits for; 0 where it was not returned.
    fn round_asked(&self) -> u32 {
        self.returns.last().map_or(0, |last| last.round)
    }

    fn submission(&self, context: &PushContext, projection: &Projection) -> Outcome<Option<Submission>> {
        let Some(manifest) = &projection.submitted else {
            return Ok(None);
        };
        let persona = context.persona.as_ref();
        let score = projection.sheet.score(self.checklist, persona);
        if score.visit != manifest.score {
            // The server's score counts; the difference tells of an outdated or defective phone.
            tracing::warn!(visit = %context.visit, "the phone computed another score");
        }
        let receipt = Receipt {
            visit: context.visit,
            device: context.device,
            last_event: projection.head.hash,
            photos: manifest.photos.iter().map(|photo| photo.sha256).collect(),
            audio: manifest.audio.iter().map(|audio| audio.sha256).collect(),
            received_at: self.now,
        };
        Ok(Some(Submission {
            measures: measures(self.checklist, persona, &projection.sheet.answers),
            receipt: SignedReceipt::sign(&receipt, self.key)?,
            score,
        }))
    }
}

impl Projection {
    fn enter(&mut self, states: &[VisitState]) {
        self.moves.extend_from_slice(states);
        if let Some(last) = states.last() {
            self.state = *last;
        }
    }
}

/// The new events of a batch, each with the chain's head after it.
type Followed<'a> = Vec<(Head, &'a Record, Event)>;

/// Follows the chain through the whole batch: how many events came again, and the new ones.
fn follow<'a>(mut head: Head, records: &'a [Record], known: &Known) -> Result<(usize, Followed<'a>), Code> {
    let stored_to = head.seq;
    let repeated = records
        .iter()
        .take_while(|record| record.seq <= stored_to)
        .count();
    let (old, new) = records.split_at_checked(repeated).unwrap_or((records, &[]));
    if old
        .iter()
        .any(|record| known.get(&record.seq) != Some(&record.hash))
    {
        return Err(Code::EventConflict);
    }
    let mut followed = Vec::with_capacity(new.len());
    for record in new {
        let (next, event) = head.follow(record).map_err(|error| match error {
            ChainError::Gap { .. } => Code::EventGap,
            ChainError::Malformed => Code::EventMalformed,
            ChainError::WrongHash => Code::ChainBroken,
        })?;
        head = next;
        followed.push((next, record, event));
    }
    Ok((repeated, followed))
}

fn code_of(error: ApplyError) -> Code {
    match error {
        ApplyError::Closed => Code::VisitClosed,
        ApplyError::NotAsked => Code::QuestionNotAsked,
        ApplyError::CheckInFirst | ApplyError::Photo | ApplyError::Audio => Code::EventOutOfOrder,
        ApplyError::UnknownQuestion | ApplyError::Answer(_) => Code::AnswerInvalid,
        ApplyError::Claim(_) => Code::ExpenseInvalid,
        ApplyError::Statement | ApplyError::Manifest | ApplyError::Incomplete => Code::SubmissionInvalid,
    }
}
