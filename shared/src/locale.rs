//! How numbers, dates, durations and money are written in each language.
//!
//! Only the few forms that Vitrine shows; no locale database. Every number that a person reads goes
//! through here, so that 83,3% never stands beside 83.3%.

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, NaiveTime, Timelike};

use crate::amount::plain;
use crate::points::Milli;
use crate::score::Exact;
use crate::text::Lang;
use crate::time::Timestamp;

/// A space at which no line breaks.
const NBSP: char = '\u{a0}';

/// Months as English dates name them: 04/05 would be read differently on either side of an ocean.
const ENGLISH_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

impl Lang {
    /// A plain decimal (`-1234.50`) with this language's separators, its digits kept as they are.
    pub fn separators(self, plain: &str) -> String {
        let (sign, digits) = plain.strip_prefix('-').map_or(("", plain), |rest| ("-", rest));
        let (whole, places) = digits.split_once('.').unwrap_or((digits, ""));
        let (group, point, from_digits) = match self {
            Self::PtBr => ('.', ',', 4),
            Self::En => (',', '.', 4),
            // Spanish groups from five digits on: 1234, but 12.345.
            Self::Es => ('.', ',', 5),
        };
        let mut out = sign.to_owned();
        for (index, digit) in whole.chars().enumerate() {
            let left = whole.len() - index;
            if index > 0 && left % 3 == 0 && whole.len() >= from_digits {
                out.push(group);
            }
            out.push(digit);
        }
        if !places.is_empty() {
            out.push(point);
            out.push_str(places);
        }
        out
    }

    /// A whole number.
    pub fn integer(self, number: i64) -> String {
        self.separators(&number.to_string())
    }

    /// A decimal, without trailing zeros.
    pub fn decimal(self, number: Milli) -> String {
        self.separators(&number.to_string())
    }

    /// A measured or computed number with so many places, rounded half to even as `f64` is printed;
    /// a dash where it is no number.
    pub fn float(self, number: f64, places: usize) -> String {
        if !number.is_finite() {
            return "–".to_owned();
        }
        let text = format!("{number:.places$}");
        let is_zero = text.bytes().all(|b| matches!(b, b'-' | b'0' | b'.'));
        self.separators(if is_zero {
            text.trim_start_matches('-')
        } else {
            &text
        })
    }

    /// A score in percent with one decimal, rounded half away from zero.
    pub fn percent(self, score: &Exact) -> String {
        self.percent_of_tenths(score.percent_tenths())
    }

    /// Parts per million in percent with one decimal, rounded half away from zero.
    pub fn ppm(self, ppm: i64) -> String {
        let tenths = (ppm.unsigned_abs().saturating_add(500) / 1000).min(i64::MAX.unsigned_abs());
        let tenths = i64::try_from(tenths).unwrap_or(i64::MAX);
        self.percent_of_tenths(if ppm < 0 { -tenths } else { tenths })
    }

    /// Tenths of a percent in percent with one decimal.
    pub fn percent_of_tenths(self, tenths: i64) -> String {
        let sign = if tenths < 0 { "-" } else { "" };
        let magnitude = tenths.unsigned_abs();
        let number = self.separators(&format!("{sign}{}.{}", magnitude / 10, magnitude % 10));
        match self {
            Self::PtBr | Self::En => format!("{number}%"),
            Self::Es => format!("{number}{NBSP}%"),
        }
    }

    /// An amount in a currency's minor unit (`4500`, `BRL` → R$ 45,00).
    pub fn money(self, minor: i64, currency: &str) -> String {
        let symbol = match currency {
            "BRL" => "R$",
            "USD" => "US$",
            "EUR" => "€",
            "GBP" => "£",
            other => other,
        };
        let plain = plain(minor, currency);
        let (sign, digits) = plain
            .strip_prefix('-')
            .map_or(("", plain.as_str()), |rest| ("-", rest));
        let number = self.separators(digits);
        match self {
            Self::PtBr | Self::En => format!("{sign}{symbol}{NBSP}{number}"),
            Self::Es => format!("{sign}{number}{NBSP}{symbol}"),
        }
    }

    /// A day: 04/05/2026, in English 4 May 2026.
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Self::PtBr | Self::Es => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
            Self::En => {
                let month = ENGLISH_MONTHS.get(date.month0() as usize).copied();
                format!("{} {} {}", date.day(), month.unwrap_or_default(), date.year())
            }
        }
    }

    /// A day of this year: 04/05, in English 4 May.
    pub fn short_date(self, date: NaiveDate) -> String {
        match self {
            Self::PtBr | Self::Es => format!("{:02}/{:02}", date.day(), date.month()),
            Self::En => {
                let month = ENGLISH_MONTHS.get(date.month0() as usize).copied();
                format!("{} {}", date.day(), month.unwrap_or_default())
            }
        }
    }

    /// A time of day to the minute, of 24 hours.
    pub fn time(self, time: NaiveTime) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// A moment where the clocks are `offset` from UTC: the day and the minute.
    pub fn date_time(self, at: Timestamp, offset: FixedOffset) -> String {
        let there: DateTime<FixedOffset> = at.to_utc().with_timezone(&offset);
        format!("{} {}", self.date(there.date_naive()), self.time(there.time()))
    }

    /// How long something took, to the second: `45 s`, `3 min 20 s`, `1 h 05 min`.
    pub fn duration(self, ms: i64) -> String {
        let seconds = (ms.max(0) + 500) / 1000;
        match (seconds / 3600, seconds / 60 % 60, seconds % 60) {
            (0, 0, s) => format!("{s}{NBSP}s"),
            (0, m, 0) => format!("{m}{NBSP}min"),
            (0, m, s) => format!("{m}{NBSP}min{NBSP}{s}{NBSP}s"),
            (h, m, _) => format!("{h}{NBSP}h{NBSP}{m:02}{NBSP}min"),
        }
    }

    /// A size in kB, in MB from a million bytes on, in GB from a thousand million on.
    pub fn bytes(self, size: u64) -> String {
        let (unit, tenth) = match size {
            ..1_000_000 => return format!("{}{NBSP}kB", size.div_ceil(1000)),
            1_000_000..1_000_000_000 => ("MB", 100_000),
            _ => ("GB", 100_000_000),
        };
        let tenths = size.saturating_add(tenth / 2) / tenth;
        let plain = format!("{}.{}", tenths / 10, tenths % 10);
        format!("{}{NBSP}{unit}", self.separators(&plain))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: [Lang; 3] = Lang::ALL;

    fn in_all(write: impl Fn(Lang) -> String) -> [String; 3] {
        ALL.map(|lang| write(lang).replace(NBSP, " "))
    }

    #[test]
    fn separators_are_the_languages_own() {
        assert_eq!(in_all(|l| l.integer(1234)), ["1.234", "1,234", "1234"]);
        assert_eq!(
            in_all(|l| l.integer(-1_234_567)),
            ["-1.234.567", "-1,234,567", "-1.234.567"]
        );
        assert_eq!(
            in_all(|l| l.decimal("0.25".parse().unwrap())),
            ["0,25", "0.25", "0,25"]
        );
        assert_eq!(in_all(|l| l.float(-0.04, 1)), ["0,0", "0.0", "0,0"]);
        assert_eq!(in_all(|l| l.float(f64::NAN, 1)), ["–", "–", "–"]);
    }

    #[test]
    fn scores_show_one_decimal_rounded_half_away_from_zero() {
        let five_sixths: Exact = "5/6".parse().unwrap();
        assert_eq!(in_all(|l| l.percent(&five_sixths)), ["83,3%", "83.3%", "83,3 %"]);
        assert_eq!(Lang::En.ppm(833_333), "83.3%");
        assert_eq!(Lang::En.ppm(62_500), "6.3%");
        assert_eq!(Lang::En.ppm(-62_500), "-6.3%");
        assert_eq!(Lang::En.ppm(1_000_000), "100.0%");
        assert_eq!(
            Lang::En.ppm(i64::MIN),
            Lang::En.percent_of_tenths(-9_223_372_036_854_776)
        );
    }

    #[test]
    fn moments_are_shown_in_the_places_own_time() {
        let at: Timestamp = serde_json::from_str("\"2026-05-04T01:30:00Z\"").unwrap();
        let sao_paulo = FixedOffset::west_opt(3 * 3600).unwrap();
        assert_eq!(
            in_all(|l| l.date_time(at, sao_paulo)),
            ["03/05/2026 22:30", "3 May 2026 22:30", "03/05/2026 22:30"]
        );
    }

    #[test]
    fn money_durations_and_sizes() {
        assert_eq!(
            in_all(|l| l.money(123_450, "BRL")),
            ["R$ 1.234,50", "R$ 1,234.50", "1234,50 R$"]
        );
        assert_eq!(
            in_all(|l| l.money(-5, "ARS")),
            ["-ARS 0,05", "-ARS 0.05", "-0,05 ARS"]
        );
        assert_eq!(
            in_all(|l| l.money(5000, "CLP")),
            ["CLP 5.000", "CLP 5,000", "5000 CLP"]
        );
        let shown = |ms| Lang::En.duration(ms).replace(NBSP, " ");
        assert_eq!(
            [
                shown(-1),
                shown(44_600),
                shown(180_000),
                shown(200_000),
                shown(3_900_000)
            ],
            ["0 s", "45 s", "3 min", "3 min 20 s", "1 h 05 min"]
        );
        assert_eq!(in_all(|l| l.bytes(2_340_000)), ["2,3 MB", "2.3 MB", "2,3 MB"]);
        assert_eq!(Lang::En.bytes(1).replace(NBSP, " "), "1 kB");
        assert_eq!(Lang::En.bytes(10_737_418_240).replace(NBSP, " "), "10.7 GB");
    }
}
