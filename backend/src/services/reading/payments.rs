//! What evaluators are owed and were paid, for the agency's pages.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use vitrine_shared::id::UserId;
use vitrine_shared::time::Timestamp;

use crate::app::App;
use crate::reports::named::Named;
use crate::reports::payments::{AccountView, DuesView, PaidView, Wanted};
use crate::services::{Outcome, payments};
use crate::storage::payments::{DueFilter, PaidFilter, Standing};
use crate::storage::{Role, Scope};

/// The most entries of the ledger on a page; the export has all.
const SHOWN: u32 = 300;

/// The most visits of one person that can be paid on a page.
const OPEN: u32 = 1000;

/// What is owed, by person and currency.
///
/// # Errors
/// Not for the caller's role.
pub async fn dues(app: &App, scope: &Scope, wanted: Wanted, zone: Tz) -> Outcome<DuesView> {
    let sums = app.store().due_sums(scope, &due_filter(&wanted, zone)).await?;
    Ok(DuesView {
        sums,
        evaluators: evaluators(app, scope).await?,
        wanted,
    })
}

/// The ledger.
///
/// # Errors
/// Not for the caller's role.
pub async fn paid(app: &App, scope: &Scope, wanted: Wanted) -> Outcome<PaidView> {
    let mut entries = app
        .store()
        .payments(scope, &paid_filter(&wanted), SHOWN + 1)
        .await?;
    let is_cut = entries.len() > SHOWN as usize;
    entries.truncate(SHOWN as usize);
    Ok(PaidView {
        payments: entries,
        is_cut,
        evaluators: evaluators(app, scope).await?,
        wanted,
        may_pay: may_pay(scope),
        next: payments::new_id(app)?,
    })
}

/// What one person is owed in one currency.
///
/// # Errors
/// No such person in scope.
pub async fn account(
    app: &App,
    scope: &Scope,
    evaluator: UserId,
    currency: &str,
    zone: Tz,
) -> Outcome<AccountView> {
    let user = app.store().user(scope, evaluator).await?;
    let due = DueFilter {
        evaluator: Some(evaluator),
        currency: Some(currency.to_owned()),
        ..DueFilter::default()
    };
    let paid = PaidFilter {
        evaluator: Some(evaluator),
        currency: Some(currency.to_owned()),
        ..PaidFilter::default()
    };
    Ok(AccountView {
        evaluator: Named::new(user.id, user.name),
        currency: currency.to_owned(),
        dues: app.store().dues(scope, &due, OPEN).await?,
        payments: app.store().payments(scope, &paid, SHOWN).await?,
        may_pay: may_pay(scope),
        next: payments::new_id(app)?,
        today: app.now().to_utc().with_timezone(&zone).date_naive(),
    })
}

fn may_pay(scope: &Scope) -> bool {
    matches!(scope.role(), Role::Admin | Role::Coordinator)
}

/// The conditions on visits: the days are those on which they were handed in.
pub fn due_filter(wanted: &Wanted, zone: Tz) -> DueFilter {
    let begins = |day: NaiveDate| {
        let local = zone.from_local_datetime(&day.and_time(NaiveTime::MIN)).earliest();
        // A clock that springs forward at midnight has no such moment.
        let at: DateTime<Utc> =
            local.map_or_else(|| day.and_time(NaiveTime::MIN).and_utc(), |at| at.to_utc());
        Timestamp::from(at)
    };
    let next = |day: NaiveDate| day.checked_add_days(Days::new(1)).unwrap_or(day);
    DueFilter {
        evaluator: wanted.evaluator,
        from: wanted.from.map(begins),
        until: wanted.to.map(|day| begins(next(day))),
        standing: match wanted.standing {
            "settled" => Standing::Settled,
            "all" => Standing::All,
            _ => Standing::Open,
        },
        ..DueFilter::default()
    }
}

/// The conditions on the ledger: the days are those of the payments.
pub fn paid_filter(wanted: &Wanted) -> PaidFilter {
    PaidFilter {
        evaluator: wanted.evaluator,
        from: wanted.from,
        to: wanted.to,
        ..PaidFilter::default()
    }
}

async fn evaluators(app: &App, scope: &Scope) -> Outcome<Vec<Named<UserId>>> {
    let users = app.store().users(scope, Some(Role::Evaluator)).await?;
    Ok(users
        .into_iter()
        .map(|user| Named::new(user.id, user.name))
        .collect())
}
