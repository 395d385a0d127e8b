//! The app's texts in the language of the person who holds the phone.

use std::rc::Rc;

use chrono::{DateTime, FixedOffset, Offset, Utc};
use vitrine_shared::event::PhotoWarning;
use vitrine_shared::i18n::{Catalog, FluentValue};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use super::agenda::Turn;
use super::platform;
use crate::core::protocol::{CoreError, Fault, VisitCard};

/// Where the chosen language is remembered.
const REMEMBERED: &str = "vitrine.lang";

/// The texts of one language.
#[derive(Clone)]
pub struct Words(Rc<Catalog>);

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// The language that was chosen on this phone, if one was.
pub fn remembered() -> Option<Lang> {
    platform::recall(REMEMBERED)?.parse().ok()
}

/// Keeps the choice of a language.
pub fn remember(lang: Lang) {
    platform::remember(REMEMBERED, lang.tag());
}

impl Words {
    /// The texts of this language; what it lacks is taken from Brazilian Portuguese.
    pub fn new(lang: Lang) -> Self {
        let catalog = |lang| Catalog::new(lang, &[&platform::texts(lang).unwrap_or_default()]);
        platform::set_language(lang.tag());
        Self(Rc::new(match lang {
            Lang::PtBr => catalog(lang),
            _ => catalog(lang).with_fallback(catalog(Lang::PtBr)),
        }))
    }

    /// The texts in the language that was chosen, else the phone's own.
    pub fn of_this_phone() -> Self {
        let lang = remembered().or_else(|| {
            let tags = platform::languages();
            Lang::negotiate(tags.iter().map(String::as_str))
        });
        Self::new(lang.unwrap_or_default())
    }

    /// The language.
    pub fn lang(&self) -> Lang {
        self.0.lang()
    }

    /// The text of this key.
    pub fn text(&self, key: &str) -> String {
        self.0.text(key)
    }

    /// The text of this key with its arguments.
    pub fn format(&self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        self.0.format(key, args)
    }

    /// The text of this key with a count.
    pub fn count(&self, key: &str, count: impl Into<FluentValue<'static>>) -> String {
        self.0.format(key, &[("count", count.into())])
    }

    /// Why something was not done, in words for people.
    pub fn error(&self, error: &CoreError) -> String {
        match error {
            CoreError::Answer(error) => self.0.answer_error(*error),
            CoreError::Fault(fault) => self.fault(*fault),
            _ => self.0.text(&format!("error-{}", error.name())),
        }
    }

    /// Why something did not reach the server, in words for people.
    pub fn fault(&self, fault: Fault) -> String {
        match fault {
            Fault::Problem(code) => self.0.problem(code),
            _ => self.0.text(&format!("fault-{}", fault.name())),
        }
    }

    /// What is wrong with a photo.
    pub fn warning(&self, warning: PhotoWarning) -> String {
        self.0.text(match warning {
            PhotoWarning::Blurred => "photo-warning-blurred",
            PhotoWarning::Dark => "photo-warning-dark",
            PhotoWarning::Bright => "photo-warning-bright",
            PhotoWarning::NearDuplicate => "photo-warning-near_duplicate",
        })
    }

    /// A time of day in a zone.
    pub fn time(&self, at: Timestamp, zone: &str) -> String {
        self.lang().time(there(at, zone).time())
    }

    /// A day in a zone, as people speak of it: today, tomorrow, or its date.
    pub fn day(&self, at: Timestamp, zone: &str) -> String {
        let day = there(at, zone).date_naive();
        let today = now().map(|now| there(now, zone).date_naive());
        match today.map(|today| (day - today).num_days()) {
            Some(0) => self.text("day-today"),
            Some(1) => self.text("day-tomorrow"),
            Some(-1) => self.text("day-yesterday"),
            _ => self.lang().short_date(day),
        }
    }

    /// A moment on the phone's own clock: the day where it is not today, and the time.
    pub fn moment(&self, at: Timestamp) -> String {
        self.format(
            "moment",
            &[
                ("day", self.day(at, "").into()),
                ("time", self.time(at, "").into()),
            ],
        )
    }

    /// From when to when, in a zone.
    pub fn window(&self, opens: Timestamp, closes: Timestamp, zone: &str) -> String {
        let (from, to) = (there(opens, zone), there(closes, zone));
        let key = if from.date_naive() == to.date_naive() {
            "window-one-day"
        } else {
            "window-days"
        };
        self.format(
            key,
            &[
                ("day", self.day(opens, zone).into()),
                ("from", self.lang().time(from.time()).into()),
                ("last", self.day(closes, zone).into()),
                ("to", self.lang().time(to.time()).into()),
            ],
        )
    }
}

/// When a visit has its turn, by the day where it is.
pub fn turn(card: &VisitCard) -> Option<Turn> {
    let now = now()?;
    let zone = &card.assignment.location.time_zone;
    let day = |at| there(at, zone).date_naive();
    let days = (day(card.assignment.closes_at) - day(now)).num_days();
    Some(Turn::of(card, now, days))
}

/// What the phone's clock says.
pub fn now() -> Option<Timestamp> {
    Timestamp::from_unix_ms(platform::now_ms())
}

fn there(at: Timestamp, zone: &str) -> DateTime<FixedOffset> {
    let minutes = platform::zone_offset_minutes(zone, at);
    let offset = FixedOffset::east_opt(minutes.saturating_mul(60)).unwrap_or_else(|| Utc.fix());
    at.to_utc().with_timezone(&offset)
}
