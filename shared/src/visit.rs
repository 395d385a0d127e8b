//! The states of a visit, and who may move it from one to the next.

use serde::{Deserialize, Serialize};

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VisitState {
    /// Wanted, with nobody to do it yet.
    Planned,
    /// On the job board for eligible evaluators.
    Offered,
    /// Given to an evaluator, who has not answered.
    Assigned,
    /// The evaluator will do it.
    Accepted,
    /// Begun.
    InProgress,
    /// Handed in.
    Submitted,
    /// Being reviewed.
    InReview,
    /// Sent back for some questions.
    Returned,
    /// Found good.
    Approved,
    /// Seen by the brand.
    Published,
    /// Accepted and paid, but not counted.
    Excluded,
    /// Not accepted.
    Rejected,
    /// Given up by the evaluator.
    Released,
    /// Called off.
    Cancelled,
    /// Its window passed.
    Expired,
}

/// Who moves a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Actor {
    /// Plans and assigns.
    Coordinator,
    /// Reviews; a coordinator may do it too.
    Reviewer,
    /// The visit's own evaluator.
    Evaluator,
    /// The server by itself, when a time passes.
    Clock,
}

/// Why a visit may not be moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MoveError {
    /// No such move exists.
    #[error("a visit cannot go from {from:?} to {to:?}")]
    NoSuchMove {
        /// Where it stands.
        from: VisitState,
        /// Where it was to go.
        to: VisitState,
    },
    /// The move exists, but not for this actor.
    #[error("{actor:?} may not move a visit from {from:?} to {to:?}")]
    NotYours {
        /// Who tried.
        actor: Actor,
        /// Where it stands.
        from: VisitState,
        /// Where it was to go.
        to: VisitState,
    },
    /// Review needs every photo of the manifest.
    #[error("photos are still missing")]
    MediaIncomplete,
}

impl VisitState {
    /// Every state, in the order of a visit's life.
    pub const ALL: [Self; 15] = [
        Self::Planned,
        Self::Offered,
        Self::Assigned,
        Self::Accepted,
        Self::InProgress,
        Self::Submitted,
        Self::InReview,
        Self::Returned,
        Self::Approved,
        Self::Published,
        Self::Excluded,
        Self::Rejected,
        Self::Released,
        Self::Cancelled,
        Self::Expired,
    ];

    /// Its name on the wire and in storage.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Offered => "offered",
            Self::Assigned => "assigned",
            Self::Accepted => "accepted",
            Self::InProgress => "in_progress",
            Self::Submitted => "submitted",
            Self::InReview => "in_review",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Published => "published",
            Self::Excluded => "excluded",
            Self::Rejected => "rejected",
            Self::Released => "released",
            Self::Cancelled => "cancelled",
            Self::Expired => "expired",
        }
    }

    /// The state of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    /// Whether the visit is on its evaluator's phone to be done.
    pub fn is_with_evaluator(self) -> bool {
        matches!(
            self,
            Self::Assigned | Self::Accepted | Self::InProgress | Self::Returned
        )
    }

    /// Whether its score counts in what brands read.
    pub fn counts(self) -> bool {
        self == Self::Published
    }
}

/// Says whether `actor` may move a visit `from` one state `to` another.
/// `media_complete` is the fact beside the state: every photo of the manifest arrived, verified.
///
/// # Errors
/// Says which precondition fails; the visit stays where it is.
pub fn check_move(
    from: VisitState,
    to: VisitState,
    actor: Actor,
    media_complete: bool,
) -> Result<(), MoveError> {
    use Actor::{Clock, Coordinator, Evaluator, Reviewer};
    use VisitState as S;

    let who: &[Actor] = match (from, to) {
        (S::Planned, S::Offered | S::Assigned) | (S::Offered, S::Assigned | S::Planned) => &[Coordinator],
        (S::Offered, S::Accepted) | (S::Assigned, S::Accepted) => &[Evaluator],
        (S::Assigned, S::Assigned | S::Planned) | (S::Accepted, S::Assigned | S::Planned) => &[Coordinator],
        (S::Accepted, S::InProgress) | (S::InProgress | S::Returned, S::Submitted) => &[Evaluator],
        (S::Assigned | S::Accepted | S::InProgress, S::Released) => &[Evaluator],
        (S::Released, S::Planned) => &[Coordinator, Clock],
        (S::Submitted, S::InReview) => &[Reviewer, Coordinator],
        (S::InReview, S::Approved | S::Returned | S::Excluded | S::Rejected) => &[Reviewer, Coordinator],
        // A return that nobody will answer, and work that was rejected wrongly.
        (S::Returned | S::Rejected, S::InReview) => &[Reviewer, Coordinator],
        (S::Approved, S::Published | S::InReview) => &[Coordinator],
        (S::Published, S::InReview) => &[Coordinator],
        (S::Planned | S::Offered | S::Assigned | S::Accepted, S::Cancelled) => &[Coordinator],
        (S::Planned | S::Offered | S::Assigned | S::Accepted | S::Returned, S::Expired) => &[Clock],
        _ => return Err(MoveError::NoSuchMove { from, to }),
    };
    if !who.contains(&actor) {
        return Err(MoveError::NotYours { actor, from, to });
    }
    if to == S::InReview && !media_complete {
        return Err(MoveError::MediaIncomplete);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_wire() {
        for state in VisitState::ALL {
            assert_eq!(serde_json::to_value(state).unwrap(), state.as_str());
            assert_eq!(VisitState::from_name(state.as_str()), Some(state));
        }
    }

    #[test]
    fn a_visit_reaches_the_brand_only_through_submission_review_and_approval() {
        let allowed = |from, to| {
            [
                Actor::Coordinator,
                Actor::Reviewer,
                Actor::Evaluator,
                Actor::Clock,
            ]
            .into_iter()
            .any(|actor| check_move(from, to, actor, true).is_ok())
        };
        let before = |to| {
            VisitState::ALL
                .into_iter()
                .filter(move |from| allowed(*from, to))
                .collect::<Vec<_>>()
        };
        assert_eq!(before(VisitState::Published), [VisitState::Approved]);
        assert_eq!(before(VisitState::Approved), [VisitState::InReview]);
        assert_eq!(
            before(VisitState::InReview),
            [
                VisitState::Submitted,
                VisitState::Returned,
                VisitState::Approved,
                VisitState::Published,
                VisitState::Rejected
            ]
        );
        assert_eq!(
            before(VisitState::Submitted),
            [VisitState::InProgress, VisitState::Returned]
        );
    }

    #[test]
    fn nobody_reviews_while_photos_are_missing() {
        let review = |complete| {
            check_move(
                VisitState::Submitted,
                VisitState::InReview,
                Actor::Reviewer,
                complete,
            )
        };
        assert_eq!(review(false), Err(MoveError::MediaIncomplete));
        assert_eq!(review(true), Ok(()));
    }

    #[test]
    fn an_evaluator_never_reviews_and_a_brand_never_moves() {
        for to in VisitState::ALL {
            let moved = check_move(VisitState::InReview, to, Actor::Evaluator, true);
            assert!(moved.is_err(), "{to:?}");
        }
    }
}
