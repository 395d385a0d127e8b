//! The evaluator's day: taking on visits and giving them back, the job board, what is near.

use dioxus::prelude::*;
use vitrine_shared::event::Position;
use vitrine_shared::id::VisitId;

use super::Phone;
use crate::core::protocol::{BoardView, Command, CoreError, DayCommand, Reply};
use crate::ui::platform;

/// Where the last known position is remembered.
const REMEMBERED: &str = "vitrine.position";

/// Handles to the day.
#[derive(Clone, Copy, PartialEq)]
pub struct Day {
    /// The job board; none before it came.
    pub board: Signal<Option<BoardView>>,
    /// The visit of the board that is being asked for.
    pub claiming: Signal<Option<VisitId>>,
    /// Why the last claim could not be made.
    pub trouble: Signal<Option<CoreError>>,
    /// The last known position.
    pub position: Signal<Option<Position>>,
    /// Whether the list goes by distance.
    pub by_distance: Signal<bool>,
    /// Whether a position is waited for.
    pub is_locating: Signal<bool>,
    /// Whether the phone gave no position when it was asked.
    pub no_position: Signal<bool>,
}

impl Day {
    pub(super) fn new() -> Self {
        let remembered = platform::recall(REMEMBERED);
        Self {
            board: Signal::new(None),
            claiming: Signal::new(None),
            trouble: Signal::new(None),
            position: Signal::new(remembered.and_then(|json| serde_json::from_str(&json).ok())),
            by_distance: Signal::new(false),
            is_locating: Signal::new(false),
            no_position: Signal::new(false),
        }
    }
}

impl Phone {
    /// Accepts a visit.
    pub fn accept(self, visit: VisitId) {
        self.act(Command::Day(DayCommand::Accept { visit }));
    }

    /// Gives a visit back.
    pub fn give_back(self, visit: VisitId, reason: String) {
        self.save_drafts();
        self.act(Command::Day(DayCommand::GiveBack { visit, reason }));
    }

    /// Asks for the job board.
    pub fn refresh_board(self) {
        self.send(Command::Day(DayCommand::Board), |mut phone, reply| {
            if let Ok(Reply::Board(board)) = reply {
                phone.day.board.set(Some(*board));
            }
        });
    }

    /// Asks for a visit of the board; `then` is done where it is the evaluator's.
    pub fn claim(mut self, visit: VisitId, then: impl FnOnce() + 'static) {
        self.day.claiming.set(Some(visit));
        self.day.trouble.set(None);
        self.send(
            Command::Day(DayCommand::Claim { visit }),
            move |mut phone, reply| {
                phone.day.claiming.set(None);
                phone.refresh_board();
                phone.refresh_visits();
                phone.refresh_status();
                match reply {
                    Ok(Reply::Claimed { is_yours: true }) => then(),
                    Ok(_) => {}
                    Err(error) => phone.day.trouble.set(Some(error)),
                }
            },
        );
    }

    /// Orders the list by distance, or by time. The position is asked for now and never before; where
    /// the phone does not tell, the last one that it told is taken.
    pub fn sort_by_distance(mut self, is_wanted: bool) {
        self.day.no_position.set(false);
        if !is_wanted {
            self.day.by_distance.set(false);
            return;
        }
        self.day.is_locating.set(true);
        dioxus::core::spawn_forever(async move {
            let position = platform::position(platform::POSITION_TIMEOUT_MS).await;
            self.day.is_locating.set(false);
            if let Ok(position) = position {
                if let Ok(json) = serde_json::to_string(&position) {
                    platform::remember(REMEMBERED, &json);
                }
                self.day.position.set(Some(position));
            }
            let is_known = self.day.position.peek().is_some();
            self.day.by_distance.set(is_known);
            self.day.no_position.set(!is_known);
        });
    }
}
