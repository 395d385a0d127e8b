//! A visit laid out for reading: answers by touchpoint with what each earned, photos, the log.

mod build;
mod expenses;
mod log;
mod media;
mod rounds;
mod signals;
mod timing;

use chrono::{NaiveDate, NaiveTime};
use vitrine_shared::id::{ClientId, LocationId, UserId, VisitId, WaveId};
use vitrine_shared::place::Whereabouts;
use vitrine_shared::points::Milli;
use vitrine_shared::score::{Earned, Exact};
use vitrine_shared::text::Text;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{Rejection, Verdict};

pub use build::{VisitFacts, build};
pub use expenses::{ClaimView, DecisionView, ExpensesView, ReceiptView};
pub use log::{LogEntry, LogWhat, read_log};
pub use media::{MemoView, PhotoDeed, PhotoStep, PhotoView};
pub use rounds::{ReturnView, RoundView};

use super::named::Named;

/// The page of one visit.
#[derive(Clone, Debug)]
pub struct VisitView {
    /// What is planned and known of it.
    pub facts: VisitFacts,
    /// The checklist's name.
    pub checklist: Text,
    /// The checklist's version.
    pub checklist_version: u32,
    /// The persona that was played.
    pub persona: Option<Text>,
    /// When the evaluator checked in.
    pub checked_in: Option<Timestamp>,
    /// Where the phone was at check-in, measured against the location.
    pub arrival: Option<Whereabouts>,
    /// When the evaluator checked out.
    pub checked_out: Option<Timestamp>,
    /// Where the phone was at check-out.
    pub departure: Option<Whereabouts>,
    /// When it was handed in.
    pub submitted: Option<Timestamp>,
    /// Its score; `None` where nothing applied.
    pub score: Option<Exact>,
    /// The version of the scoring.
    pub scoring_version: u32,
    /// Its touchpoints in the order of the journey.
    pub touchpoints: Vec<TouchpointView>,
    /// Critical items that failed.
    pub failed_critical: Vec<Text>,
    /// What stands out and should be looked at; none of it decides by itself.
    pub signals: Vec<Signal>,
    /// What happened, in order.
    pub log: Vec<LogEntry>,
}

/// Something that stands out in a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Signal {
    /// A position that the phone itself called made up.
    MockLocation,
    /// Check-in or check-out so many metres from the location, beyond what inaccuracy explains.
    FarAway(u32),
    /// The phone gave no position at check-in.
    NoPosition,
    /// So many answers that are no words were given after leaving, the last so many milliseconds after.
    LateAnswers(u32, i64),
    /// Between check-in and check-out or submission passed less than so many minutes.
    ShortStay(i64),
    /// The phone's clock disagreed with its monotonic clock by this many minutes at most.
    ClockMoved(i64),
    /// Photos that the phone warned of and the evaluator kept.
    WarnedPhotos(u32),
    /// Photos that were to come from the camera in the app, and came from elsewhere.
    NotByCamera(u32),
    /// The phone's score differs from the server's.
    ScoreDiffers,
}

/// One touchpoint of a visit.
#[derive(Clone, Debug)]
pub struct TouchpointView {
    /// Its id, to be linked to.
    pub id: String,
    /// Its name.
    pub title: Text,
    /// Its weight in the visit's score.
    pub weight: Milli,
    /// Its score; `None` where nothing applied.
    pub score: Option<Exact>,
    /// Its questions that were shown, in order.
    pub questions: Vec<QuestionView>,
}

/// One question of a visit.
#[derive(Clone, Debug)]
pub struct QuestionView {
    /// Its id.
    pub id: String,
    /// What was asked.
    pub text: Text,
    /// What was answered; `None` where it was left open.
    pub answer: Option<AnswerView>,
    /// What the evaluator added in words.
    pub comment: Option<String>,
    /// What it earned; `None` where it does not count.
    pub earned: Option<Earned>,
    /// Whether it earned less than it should have. A bonus that was not earned is no loss.
    pub is_lost: bool,
    /// Whether it is a critical item that failed.
    pub failed_critical: bool,
    /// Its photos.
    pub photos: Vec<PhotoView>,
    /// How many photos of it were thrown away, those not counted that another took the place of.
    pub photos_thrown: u32,
    /// Its voice memos; none for a brand, which hears none.
    pub memos: Vec<MemoView>,
    /// When it was last answered, in milliseconds since the visit began.
    pub answered_ms: Option<i64>,
    /// How long after leaving it was answered as it stands, in milliseconds; none before leaving.
    pub late_ms: Option<i64>,
    /// How long after leaving its comment was written, in milliseconds; none before leaving.
    pub comment_late_ms: Option<i64>,
    /// How many times it was answered or cleared after the first.
    pub changes: u32,
    /// What each return asked of it, and what it was before; for staff.
    pub rounds: Vec<RoundView>,
}

/// An answer in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AnswerView {
    /// Yes or no.
    YesNo(bool),
    /// What was chosen.
    Options(Vec<Text>),
    /// A step between two ends.
    Rating {
        /// The step.
        step: i64,
        /// The lowest.
        min: i64,
        /// The highest.
        max: i64,
    },
    /// Thumb up (`true`) or down.
    Thumb(bool),
    /// A number with what it counts.
    Number(Milli, Option<Text>),
    /// The evaluator's words.
    Words(String),
    /// A date.
    Date(NaiveDate),
    /// A time of day.
    Time(NaiveTime),
    /// How long something took, in milliseconds.
    ElapsedMs(i64),
    /// A code that was scanned or typed.
    Code(String),
    /// Marked as not applicable.
    NotApplicable,
}

/// What was said of the evaluator's work, with who said it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictView {
    /// What was said.
    pub verdict: Verdict,
    /// The name of who said it; `None` at the server's command line.
    pub by: Option<String>,
}

/// A rejection of a visit, with who decided what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RejectionView {
    /// The rejection and its appeal.
    pub rejection: Rejection,
    /// The name of who rejected; `None` at the server's command line.
    pub by: Option<String>,
    /// The name of who decided of the appeal.
    pub decided_by: Option<String>,
}

/// Ids of what a visit hangs on, for links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VisitPlace {
    /// The visit.
    pub id: VisitId,
    /// Its brand.
    pub client: Named<ClientId>,
    /// Its wave.
    pub wave: Named<WaveId>,
    /// Its location.
    pub location: Named<LocationId>,
    /// The location's address.
    pub address: String,
    /// The location's latitude and longitude in 10⁻⁷ degrees, where they are known.
    pub coordinates: Option<(i64, i64)>,
    /// The location's IANA time zone.
    pub time_zone: String,
    /// Who does it; `None` where nobody does, or where the reader may not know.
    pub evaluator: Option<Named<UserId>>,
    /// Where it stands.
    pub state: VisitState,
}

impl VisitView {
    /// The photos that count, in the order of the checklist, each with its question's text.
    pub fn photos(&self) -> impl Iterator<Item = (&PhotoView, &Text)> {
        self.questions()
            .flat_map(|question| question.photos.iter().map(|photo| (photo, &question.text)))
    }

    /// Those photos, each question's with the ones that returns took away.
    pub fn all_photos(&self) -> impl Iterator<Item = (&PhotoView, &Text)> {
        self.questions().flat_map(|question| {
            let before = question.rounds.iter().flat_map(|round| &round.photos);
            let photos = question.photos.iter().chain(before);
            photos.map(|photo| (photo, &question.text))
        })
    }

    fn questions(&self) -> impl Iterator<Item = &QuestionView> {
        self.touchpoints
            .iter()
            .flat_map(|touchpoint| &touchpoint.questions)
    }
}
