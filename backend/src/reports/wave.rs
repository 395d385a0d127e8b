//! Waves: the list of a brand's rounds, and the board of one round's visits.

use std::collections::BTreeMap;

use vitrine_shared::checklist::Slug;
use vitrine_shared::id::{ClientId, LocationId, UserId, VisitId, WaveId};
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::ChecklistRef;

use super::named::Named;

/// A wave in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveCard {
    /// The wave.
    pub wave: Named<WaveId>,
    /// Its brand.
    pub client: Named<ClientId>,
    /// Not before.
    pub opens_at: Timestamp,
    /// Not after.
    pub closes_at: Timestamp,
    /// How many of its visits stand where.
    pub counts: BTreeMap<VisitState, u64>,
}

impl WaveCard {
    /// All its visits but those called off.
    pub fn total(&self) -> u64 {
        let gone = self.count(&[VisitState::Cancelled]);
        self.counts.values().sum::<u64>().saturating_sub(gone)
    }

    /// Its visits in any of these states.
    pub fn count(&self, states: &[VisitState]) -> u64 {
        states.iter().filter_map(|state| self.counts.get(state)).sum()
    }
}

/// The stages a coordinator thinks in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody does it yet.
    Open,
    /// With an evaluator.
    Field,
    /// Handed in, to be judged.
    Review,
    /// Judged, not shown yet.
    Approved,
    /// With the brand.
    Published,
    /// Out of the wave.
    Closed,
}

impl Stage {
    /// Every stage in the order of a visit's life.
    pub const ALL: [Self; 6] = [
        Self::Open,
        Self::Field,
        Self::Review,
        Self::Approved,
        Self::Published,
        Self::Closed,
    ];

    /// The stage of a state.
    pub fn of(state: VisitState) -> Self {
        use VisitState as S;
        match state {
            S::Planned | S::Offered | S::Released => Self::Open,
            S::Assigned | S::Accepted | S::InProgress | S::Returned => Self::Field,
            S::Submitted | S::InReview => Self::Review,
            S::Approved => Self::Approved,
            S::Published => Self::Published,
            S::Excluded | S::Rejected | S::Cancelled | S::Expired => Self::Closed,
        }
    }

    /// Its states.
    pub fn states(self) -> Vec<VisitState> {
        VisitState::ALL
            .into_iter()
            .filter(|state| Self::of(*state) == self)
            .collect()
    }

    /// Its name in an address and in keys of texts.
    pub fn name(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Field => "field",
            Self::Review => "review",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Closed => "closed",
        }
    }

    /// The stage of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|stage| stage.name() == name)
    }
}

/// The visits of one wave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaveBoard {
    /// The wave with its counts.
    pub card: WaveCard,
    /// The checklist's name.
    pub checklist: Text,
    /// The checklist.
    pub checklist_ref: ChecklistRef,
    /// The stage that is shown; all where there is none.
    pub stage: Option<Stage>,
    /// Whether only late visits are shown.
    pub late_only: bool,
    /// The visits that are shown.
    pub visits: Vec<BoardVisit>,
}

/// A visit on the board.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BoardVisit {
    /// The visit.
    pub id: VisitId,
    /// Where it stands.
    pub state: VisitState,
    /// Where it goes.
    pub location: Named<LocationId>,
    /// Its region's name.
    pub region: Option<String>,
    /// Who does it.
    pub evaluator: Option<Named<UserId>>,
    /// Not after.
    pub closes_at: Timestamp,
    /// The location's IANA time zone.
    pub time_zone: String,
    /// Photos that arrived and were verified.
    pub photos_arrived: u32,
    /// Photos of the manifest; `None` before submission.
    pub photos_expected: Option<u32>,
    /// Its score in parts per million; `None` before submission, or where nothing applied.
    pub score_ppm: Option<i64>,
    /// Critical items that failed.
    pub failed_critical: u32,
}

impl BoardVisit {
    /// Whether it should have been handed in by now.
    pub fn is_late(&self, now: Timestamp) -> bool {
        matches!(Stage::of(self.state), Stage::Open | Stage::Field) && self.closes_at < now
    }

    /// Whether it has to be handed in within the next 48 hours.
    pub fn is_due(&self, now: Timestamp) -> bool {
        const SOON_MS: i64 = 48 * 3_600_000;
        matches!(Stage::of(self.state), Stage::Open | Stage::Field)
            && !self.is_late(now)
            && self.closes_at <= now.plus_ms(SOON_MS)
    }

    /// Whether photos of the manifest have yet to arrive.
    pub fn lacks_photos(&self) -> bool {
        self.photos_expected
            .is_some_and(|expected| self.photos_arrived < expected)
    }
}

/// What the form for a new wave offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewWave {
    /// The brands.
    pub clients: Vec<Named<ClientId>>,
    /// The published checklists.
    pub checklists: Vec<ChecklistOption>,
}

/// A published checklist to choose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChecklistOption {
    /// The checklist.
    pub reference: ChecklistRef,
    /// Its name.
    pub title: Text,
}

/// What the form that assigns visits offers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignForm {
    /// The wave with its counts.
    pub card: WaveCard,
    /// The personas of its checklist.
    pub personas: Vec<(Slug, Text)>,
    /// The brand's locations.
    pub locations: Vec<AssignLocation>,
    /// The evaluators who can be chosen.
    pub evaluators: Vec<Named<UserId>>,
}

/// A location to send somebody to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssignLocation {
    /// The location.
    pub location: Named<LocationId>,
    /// Its region's name.
    pub region: Option<String>,
    /// How many visits of the wave go there already.
    pub visits: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_state_is_in_exactly_one_stage() {
        let all: Vec<VisitState> = Stage::ALL.into_iter().flat_map(Stage::states).collect();
        assert_eq!(all.len(), VisitState::ALL.len());
        for stage in Stage::ALL {
            assert_eq!(Stage::from_name(stage.name()), Some(stage));
        }
    }
}
