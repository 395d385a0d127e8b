//! Forms as they were sent, and what services find wrong with them in the reader's words.

use axum::extract::{Form, FromRequest, Request};
use chrono::{NaiveDate, NaiveTime, TimeZone};
use vitrine_shared::amount::parse_minor;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;

use crate::app::App;
use crate::pages::components::form::Typed;
use crate::pages::context::{HOME_ZONE, PageContext};
use crate::services::Failure;

/// The fields of a form.
pub struct Sent(pub Typed);

impl FromRequest<App> for Sent {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        match Form::<Vec<(String, String)>>::from_request(request, app).await {
            Ok(Form(fields)) => Ok(Self(Typed::new(fields))),
            Err(rejection) => Err(Failure::because(Code::Malformed, rejection.body_text())),
        }
    }
}

/// Writes down what a service found wrong; what is not about the form stays a failure.
///
/// # Errors
/// The failure, if the form cannot be blamed for it.
pub fn blame(failure: Failure, typed: &mut Typed, cx: &PageContext) -> Result<(), Failure> {
    let Failure::Refused(refusal) = &failure else {
        return Err(failure);
    };
    match refusal.code {
        Code::Invalid => {
            for finding in &refusal.findings {
                let (row, field) = place_of(&finding.path);
                let column = cx.f("form-value", &[("field", field.into())]);
                let message = match row {
                    Some(row) => cx.f(
                        "form-row",
                        &[("row", (row + 1).into()), ("message", column.into())],
                    ),
                    None => column,
                };
                typed.wrong(field, message);
            }
            Ok(())
        }
        Code::NotCertified => {
            typed.wrong("evaluator", cx.t("assign-not-certified"));
            Ok(())
        }
        Code::RuleWindow
        | Code::RuleConflict
        | Code::RuleRotation
        | Code::RuleSpacing
        | Code::RuleDayLimit
        | Code::RuleGrade => {
            let why = cx.catalog().problem(refusal.code);
            typed.wrong(
                "",
                match refusal.until {
                    Some(until) => {
                        let at = cx.moment_text(until, HOME_ZONE.name());
                        cx.f("refused-until", &[("why", why.into()), ("at", at.into())])
                    }
                    None => why,
                },
            );
            Ok(())
        }
        Code::MoveNotAllowed
        | Code::AlreadyExists
        | Code::PaymentChanged
        | Code::PaymentReversed
        | Code::WrongCredentials
        | Code::RateLimited
        | Code::ChecklistUnknown => {
            typed.wrong("", cx.catalog().problem(refusal.code));
            Ok(())
        }
        _ => Err(failure),
    }
}

/// `[3].name` is `name` of row 3.
fn place_of(path: &str) -> (Option<usize>, &str) {
    let split = path.strip_prefix('[').and_then(|rest| rest.split_once("]."));
    match split.map(|(row, field)| (row.parse().ok(), field)) {
        Some(place) => place,
        None => (None, path),
    }
}

/// The text of a field that has to be there; what is missing is written down.
pub fn required(typed: &mut Typed, field: &str, cx: &PageContext) -> String {
    let value = typed.value(field).trim().to_owned();
    if value.is_empty() {
        typed.wrong(field, cx.t("form-required"));
    }
    value
}

/// The trimmed text of a field that may be left empty; one that is too long is written down.
pub fn words(typed: &mut Typed, field: &str, max: usize, cx: &PageContext) -> String {
    let value = typed.value(field).trim().to_owned();
    if value.chars().count() > max {
        typed.wrong(field, cx.f("form-too-long", &[("max", max.into())]));
    }
    value
}

/// An id or a name among several; what is none is written down.
pub fn choice<T: std::str::FromStr>(typed: &mut Typed, field: &str, cx: &PageContext) -> Option<T> {
    let value = typed.value(field).parse().ok();
    if value.is_none() {
        typed.wrong(field, cx.t("form-choice"));
    }
    value
}

/// The window from the first moment of `opens` to the last of `closes`, in the agency's zone.
pub fn window(typed: &mut Typed, cx: &PageContext) -> Option<(Timestamp, Timestamp)> {
    let opens = day(typed, "opens", NaiveTime::MIN, cx);
    let end_of_day = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    let closes = day(typed, "closes", end_of_day, cx);
    let (opens, closes) = (opens?, closes?);
    if closes < opens {
        typed.wrong("closes", cx.t("form-dates-order"));
        return None;
    }
    Some((opens, closes))
}

/// The last moment of a day, in the agency's zone.
pub fn last_moment(typed: &mut Typed, field: &str, cx: &PageContext) -> Option<Timestamp> {
    let end_of_day = NaiveTime::from_hms_opt(23, 59, 59).unwrap_or_default();
    day(typed, field, end_of_day, cx)
}

fn day(typed: &mut Typed, field: &str, time: NaiveTime, cx: &PageContext) -> Option<Timestamp> {
    let day = NaiveDate::parse_from_str(typed.value(field), "%Y-%m-%d").ok();
    // A clock that springs forward at midnight has no such moment: the earliest after it is meant.
    let at = day.and_then(|day| HOME_ZONE.from_local_datetime(&day.and_time(time)).earliest());
    if at.is_none() {
        typed.wrong(field, cx.t("form-date"));
    }
    at.map(|at| at.to_utc().into())
}

/// An amount of money such as `45,00` in hundredths.
pub fn amount(typed: &mut Typed, field: &str, cx: &PageContext) -> Option<i64> {
    amount_in(typed, field, "BRL", cx)
}

/// An amount of money in the minor unit of this currency.
pub fn amount_in(typed: &mut Typed, field: &str, currency: &str, cx: &PageContext) -> Option<i64> {
    let minor = parse_minor(typed.value(field), currency);
    if minor.is_none() {
        typed.wrong(field, cx.t("form-amount"));
    }
    minor
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_names_its_row_and_column() {
        assert_eq!(place_of("[3].name"), (Some(3), "name"));
        assert_eq!(place_of("name"), (None, "name"));
    }
}
