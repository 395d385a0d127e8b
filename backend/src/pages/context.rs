//! Who reads a page, in which language, and when.

use chrono::Offset;
use chrono_tz::Tz;
use maud::{Markup, html};
use vitrine_shared::i18n::{Catalog, FluentValue};
use vitrine_shared::id::ClientId;
use vitrine_shared::score::Exact;
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use crate::i18n::catalog;

/// The zone of moments that belong to no location.
pub const HOME_ZONE: Tz = chrono_tz::America::Sao_Paulo;

/// What every page function takes beside its view model.
#[derive(Clone, Debug)]
pub struct PageContext {
    /// The reader's language.
    pub lang: Lang,
    /// Who reads; nobody before the log-in.
    pub viewer: Option<Viewer>,
    /// When the page was asked for.
    pub now: Timestamp,
    /// The address that was asked for: path and query.
    pub address: String,
    /// What the action before this page did, to be said once.
    pub done: Option<Done>,
}

/// The reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// What they are called.
    pub name: String,
    /// On which side of the counter they are.
    pub side: Side,
}

/// On which side a reader is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Agency staff.
    Agency,
    /// A brand's people.
    Brand(ClientId),
    /// An evaluator: the phone app is their place.
    Evaluator,
}

/// An action that was done, named in the address it redirects to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A visit was moved to another state.
    Moved,
    /// A visit was sent back.
    Returned,
    /// An evaluator's work was graded.
    Graded,
    /// An appeal was decided of.
    AppealDecided,
    /// Expenses were decided.
    ExpensesDecided,
    /// A payment was recorded.
    PaymentRecorded,
    /// A payment was taken back.
    PaymentReversed,
    /// A wave was made.
    WaveMade,
    /// Rules, or interests in a brand, were set.
    RulesSet,
    /// Visits were planned.
    VisitsPlanned,
    /// People were added.
    PeopleAdded,
    /// Locations were added.
    PlacesAdded,
    /// A training was published.
    TrainingPublished,
    /// An evaluator was given new attempts at a quiz.
    AttemptsGiven,
}

impl Done {
    /// Every one.
    pub const ALL: [Self; 14] = [
        Self::Moved,
        Self::Returned,
        Self::Graded,
        Self::AppealDecided,
        Self::ExpensesDecided,
        Self::PaymentRecorded,
        Self::PaymentReversed,
        Self::WaveMade,
        Self::RulesSet,
        Self::VisitsPlanned,
        Self::PeopleAdded,
        Self::PlacesAdded,
        Self::TrainingPublished,
        Self::AttemptsGiven,
    ];

    /// Its name in an address and in the key of its text.
    pub fn name(self) -> &'static str {
        match self {
            Self::Moved => "moved",
            Self::Returned => "returned",
            Self::Graded => "graded",
            Self::AppealDecided => "appeal-decided",
            Self::ExpensesDecided => "expenses-decided",
            Self::PaymentRecorded => "payment-recorded",
            Self::PaymentReversed => "payment-reversed",
            Self::WaveMade => "wave-made",
            Self::RulesSet => "rules-set",
            Self::VisitsPlanned => "visits-planned",
            Self::PeopleAdded => "people-added",
            Self::PlacesAdded => "places-added",
            Self::TrainingPublished => "training-published",
            Self::AttemptsGiven => "attempts-given",
        }
    }

    /// The one of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|done| done.name() == name)
    }
}

impl PageContext {
    /// The texts of the reader's language.
    pub fn catalog(&self) -> &'static Catalog {
        catalog(self.lang)
    }

    /// The text of this key.
    pub fn t(&self, key: &str) -> String {
        self.catalog().text(key)
    }

    /// The text of this key with its arguments.
    pub fn f(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.catalog().format(key, args)
    }

    /// The path of the address, without its query.
    pub fn path(&self) -> &str {
        self.address.split('?').next().unwrap_or_default()
    }

    /// A count with its separators.
    pub fn count(&self, number: u64) -> String {
        self.lang.integer(i64::try_from(number).unwrap_or(i64::MAX))
    }

    /// A percentage with one decimal and no sign, for columns and axes that say "%" once.
    pub fn tenths(&self, percent: f64) -> String {
        if !percent.is_finite() {
            return "–".to_owned();
        }
        let tenths = round_tenths(percent);
        let sign = if tenths < 0 { "−" } else { "" };
        let magnitude = tenths.unsigned_abs();
        format!(
            "{sign}{}",
            self.lang
                .separators(&format!("{}.{}", magnitude / 10, magnitude % 10))
        )
    }

    /// A difference of percentages: always with its sign.
    pub fn change(&self, points: f64) -> String {
        let text = self.tenths(points);
        if points.is_finite() && round_tenths(points) > 0 {
            format!("+{text}")
        } else {
            text
        }
    }

    /// A percentage with one decimal and its sign.
    pub fn percent(&self, percent: f64) -> String {
        self.lang.percent_of_tenths(round_tenths(percent))
    }

    /// A score with one decimal and its sign; a dash where there is none.
    pub fn score(&self, score: Option<&Exact>) -> String {
        score.map_or_else(|| "–".to_owned(), |score| self.lang.percent(score))
    }

    /// A moment where it happened: the day and the minute there.
    pub fn moment(&self, at: Timestamp, time_zone: &str) -> Markup {
        html! { time datetime=(at.to_string()) { (self.moment_text(at, time_zone)) } }
    }

    /// A moment in words alone.
    pub fn moment_text(&self, at: Timestamp, time_zone: &str) -> String {
        let zone: Tz = time_zone.parse().unwrap_or(HOME_ZONE);
        let offset = at.to_utc().with_timezone(&zone).offset().fix();
        self.lang.date_time(at, offset)
    }

    /// A moment that belongs to no location.
    pub fn moment_at_home(&self, at: Timestamp) -> Markup {
        self.moment(at, HOME_ZONE.name())
    }

    /// A day, for moments that belong to no location.
    pub fn day(&self, at: Timestamp) -> Markup {
        let there = at.to_utc().with_timezone(&HOME_ZONE);
        html! { time datetime=(at.to_string()) { (self.lang.date(there.date_naive())) } }
    }
}

/// Tenths of a percent from percent, by way of whole parts per million as scores are rounded.
fn round_tenths(percent: f64) -> i64 {
    // Scores are within ±10⁶ %, so nothing is cut.
    let ppm = (percent * 10_000.0).round() as i64;
    let tenths = (ppm.abs() + 500) / 1000;
    if ppm < 0 { -tenths } else { tenths }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn means_round_as_scores_do() {
        let cx = PageContext {
            lang: Lang::PtBr,
            viewer: None,
            now: Timestamp::from_unix_ms(0).unwrap(),
            address: "/".to_owned(),
            done: None,
        };
        assert_eq!(cx.tenths(62.25), "62,3");
        assert_eq!(cx.tenths(-0.04), "0,0");
        assert_eq!(cx.change(1.0), "+1,0");
        assert_eq!(cx.change(-1.26), "−1,3");
        assert_eq!(cx.percent(100.0), "100,0%");
    }

    #[test]
    fn what_was_done_is_named_back() {
        for done in Done::ALL {
            assert_eq!(Done::from_name(done.name()), Some(done));
        }
    }
}
