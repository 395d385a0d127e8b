//! An open visit in memory: what its events add up to, and the event that comes next.

use std::rc::Rc;

use vitrine_shared::checklist::Checklist;
use vitrine_shared::event::{Event, Head, Position, Record, What, genesis};
use vitrine_shared::id::DeviceId;
use vitrine_shared::place::Whereabouts;
use vitrine_shared::sheet::{ApplyError, Sheet};
use vitrine_shared::time::Timestamp;
use vitrine_shared::wire::{Assignment, LocationCard};

use super::protocol::{CoreError, Stage};

/// An open visit.
#[derive(Clone)]
pub struct Session {
    checklist: Rc<Checklist>,
    head: Head,
    sheet: Sheet,
    paused: bool,
    declared: bool,
    /// Where the phone was at check-in; the inner one is none where it gave no position.
    arrival: Option<Option<Position>>,
    /// Where the phone was at check-out.
    departure: Option<Option<Position>>,
    /// The monotonic time of the visit's first event, where it has one.
    anchor_ms: Option<i64>,
}

/// The two clocks of the phone, read together.
#[derive(Clone, Copy, Debug)]
pub struct Clocks {
    /// The wall clock.
    pub now: Timestamp,
    /// The clock that is never moved, in milliseconds of this run.
    pub monotonic_ms: i64,
}

impl Session {
    /// Reads a visit's events anew.
    ///
    /// # Errors
    /// [`CoreError::Storage`] if the events are not the ones that were written.
    pub fn replay(
        checklist: Checklist,
        assignment: &Assignment,
        device: DeviceId,
        records: &[Record],
        clocks: Clocks,
    ) -> Result<Self, CoreError> {
        let start = genesis(assignment.visit, device, &assignment.checklist.sha256);
        let mut session = Self {
            checklist: Rc::new(checklist),
            head: Head::empty(start),
            sheet: Sheet::default(),
            paused: false,
            declared: false,
            arrival: None,
            departure: None,
            anchor_ms: None,
        };
        let damaged = |error: &dyn std::fmt::Display| CoreError::Storage(format!("damaged event: {error}"));
        for record in records {
            let (head, event) = session.head.follow(record).map_err(|error| damaged(&error))?;
            session
                .sheet
                .apply(&session.checklist, assignment.persona.as_ref(), &event)
                .map_err(|error| damaged(&error))?;
            session.settle(head, &event);
            // Time goes on by the wall clock while the app is not running, never backwards.
            let asleep_ms = (clocks.now.unix_ms() - event.at.unix_ms()).max(0);
            session.anchor_ms = Some(clocks.monotonic_ms - event.elapsed_ms - asleep_ms);
        }
        Ok(session)
    }

    /// The session after one more event, and the event to be kept before it counts.
    ///
    /// # Errors
    /// If the event cannot follow.
    pub fn step(
        &self,
        assignment: &Assignment,
        what: What,
        position: Option<Position>,
        clocks: Clocks,
    ) -> Result<(Self, Record), CoreError> {
        if !assignment.state.is_with_evaluator() {
            return Err(CoreError::VisitClosed);
        }
        let is_in_chain = self.sheet.submitted.is_some() || self.sheet.correction().is_some();
        if assignment.open_return().is_some() && !is_in_chain {
            return Err(CoreError::OtherPhone);
        }
        let anchor_ms = self.anchor_ms.unwrap_or(clocks.monotonic_ms);
        let event = Event {
            seq: self.head.seq + 1,
            at: clocks.now,
            elapsed_ms: clocks.monotonic_ms - anchor_ms,
            position,
            what,
        };
        let mut next = self.clone();
        next.sheet
            .apply(&self.checklist, assignment.persona.as_ref(), &event)
            .map_err(refusal)?;
        let (head, record) = self
            .head
            .append(event.clone())
            .map_err(|error| CoreError::Storage(error.to_string()))?;
        next.anchor_ms = Some(anchor_ms);
        next.settle(head, &event);
        Ok((next, record))
    }

    /// The checklist.
    pub fn checklist(&self) -> &Checklist {
        &self.checklist
    }

    /// What the events add up to.
    pub fn sheet(&self) -> &Sheet {
        &self.sheet
    }

    /// The end of the chain of events.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Whether the visit is put aside.
    pub fn is_paused(&self) -> bool {
        self.paused
    }

    /// Whether the statement was signed for the visit as it stands.
    pub fn is_declared(&self) -> bool {
        self.declared
    }

    /// Where the phone was at check-in and at check-out, measured against the location.
    pub fn whereabouts(&self, location: &LocationCard) -> (Option<Whereabouts>, Option<Whereabouts>) {
        let place = location.lat_e7.zip(location.lon_e7);
        let measure = |position: &Option<Position>| Whereabouts::of(position.as_ref(), place);
        (
            self.arrival.as_ref().map(measure),
            self.departure.as_ref().map(measure),
        )
    }

    /// How far the evaluator is, as far as this phone knows.
    pub fn stage(&self) -> Stage {
        if self.sheet.released {
            Stage::GivenBack
        } else if self.sheet.submitted.is_some() {
            Stage::Submitted
        } else if self.sheet.correction().is_some() {
            Stage::Correcting
        } else if self.sheet.checked_in.is_none() {
            Stage::ToDo
        } else if self.paused {
            Stage::Paused
        } else if self.sheet.checked_out.is_some() {
            Stage::CheckedOut
        } else {
            Stage::InProgress
        }
    }

    fn settle(&mut self, head: Head, event: &Event) {
        self.head = head;
        match event.what {
            What::Paused => self.paused = true,
            What::Resumed => self.paused = false,
            What::Declared { .. } => self.declared = true,
            What::Answered { .. }
            | What::Cleared { .. }
            | What::PhotoTaken(_)
            | What::PhotoDiscarded { .. }
            | What::AudioRecorded(_)
            | What::AudioDiscarded { .. }
            | What::ExpenseClaimed(_)
            | What::ExpenseWithdrawn { .. }
            | What::Reopened { .. } => {
                self.declared = false;
            }
            What::CheckedIn => self.arrival = Some(event.position),
            What::CheckedOut => self.departure = Some(event.position),
            What::Submitted(_) | What::Released { .. } => {}
        }
    }
}

fn refusal(error: ApplyError) -> CoreError {
    match error {
        ApplyError::CheckInFirst => CoreError::NotCheckedIn,
        ApplyError::NotAsked => CoreError::NotAsked,
        ApplyError::Closed => CoreError::VisitClosed,
        ApplyError::UnknownQuestion => CoreError::QuestionUnknown,
        ApplyError::Answer(error) => CoreError::Answer(error),
        ApplyError::Photo => CoreError::PhotoUnknown,
        ApplyError::Audio => CoreError::AudioUnknown,
        ApplyError::Claim(error) => CoreError::Claim(error),
        ApplyError::Incomplete => CoreError::Incomplete,
        ApplyError::Statement => CoreError::NotDeclared,
        ApplyError::Manifest => CoreError::Storage(error.to_string()),
    }
}
