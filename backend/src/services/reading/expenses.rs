//! What was spent in a visit, laid out for those who decide.

use vitrine_shared::event::Photo;

use crate::app::App;
use crate::reports::visit::{ClaimView, DecisionView, ExpensesView, ReceiptView};
use crate::services::Outcome;
use crate::storage::expenses::is_decidable;
use crate::storage::visits::Visit;
use crate::storage::{Caller, Scope};

/// What was spent in a visit as it was handed in; none for a brand, and where nothing was spent and
/// nothing was agreed.
///
/// # Errors
/// Only the storage's.
pub async fn of_visit(app: &App, scope: &Scope, visit: &Visit) -> Outcome<Option<ExpensesView>> {
    let store = app.store();
    let sheet = match scope.sees_expenses() {
        true => store.sheet(scope, visit.id).await?.map(|(_, sheet)| sheet),
        false => return Ok(None),
    };
    let claims = sheet
        .map(|sheet| sheet.handed_in_claims().clone())
        .unwrap_or_default();
    if claims.is_empty() && visit.expense_cap_minor.is_none() {
        return Ok(None);
    }
    let photos = store.receipt_photos(scope, visit.id).await?;
    let decisions = store.expense_decisions(scope, visit.id).await?;
    let receipt = |photo: &Photo, arrived: bool| ReceiptView {
        id: photo.photo,
        width: photo.width,
        height: photo.height,
        arrived,
    };
    let claims = claims.into_values().map(|claim| {
        let of_claim = photos
            .iter()
            .filter(|it| it.photo.expense() == Some(claim.expense));
        let decided = decisions
            .iter()
            .filter(|line| line.decision.expense == claim.expense);
        ClaimView {
            id: claim.expense,
            kind: claim.kind,
            amount_minor: claim.amount_minor,
            note: claim.note,
            receipts: of_claim
                .map(|it| receipt(&it.photo, it.arrived_at.is_some()))
                .collect(),
            decisions: decided
                .map(|line| DecisionView {
                    decision: line.decision.clone(),
                    stands: line.stands,
                    by: line.by_name.clone(),
                })
                .collect(),
        }
    });
    let is_staff = matches!(scope.caller(), Caller::Staff { .. } | Caller::Operator);
    Ok(Some(ExpensesView {
        currency: visit.currency.clone(),
        cap_minor: visit.expense_cap_minor,
        claims: claims.collect(),
        may_decide: is_staff && is_decidable(visit.state),
    }))
}
