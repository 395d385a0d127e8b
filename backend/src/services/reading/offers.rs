//! The page on which a wave's open visits find somebody to do them.

use vitrine_shared::id::WaveId;
use vitrine_shared::visit::VisitState;

use super::waves::{Places, all_visits, card};
use crate::app::App;
use crate::reports::named::Named;
use crate::reports::offers::{OffersView, OpenVisit};
use crate::services::Outcome;
use crate::storage::visits::VisitFilter;
use crate::storage::{Role, Scope};

/// The visits of a wave that nobody does, with its rules.
///
/// # Errors
/// No such wave in scope.
pub async fn offers(app: &App, scope: &Scope, id: WaveId) -> Outcome<OffersView> {
    let store = app.store();
    let wave = store.wave(scope, id).await?;
    let places = Places::of(app, scope, &wave).await?;
    let reasons = store.release_reasons(scope, id).await?;
    let mut open = Vec::new();
    for state in [VisitState::Released, VisitState::Planned, VisitState::Offered] {
        let filter = VisitFilter {
            wave: Some(id),
            state: Some(state),
            ..VisitFilter::default()
        };
        let mut visits: Vec<OpenVisit> = all_visits(app, scope, filter)
            .await?
            .into_iter()
            .map(|line| OpenVisit {
                reason: reasons.get(&line.visit.id).cloned(),
                visit: places.board_visit(line),
            })
            .collect();
        visits.sort_by(|a, b| {
            let key = |it: &OpenVisit| (it.visit.closes_at, it.visit.location.name.clone());
            key(a).cmp(&key(b))
        });
        open.extend(visits);
    }
    let clients = store.clients(scope).await?;
    let conflicts = store.conflicts(scope, wave.client).await?;
    Ok(OffersView {
        rules: store.wave_rules(scope, id).await?,
        open,
        evaluators: store
            .users(scope, Some(Role::Evaluator))
            .await?
            .into_iter()
            .map(|user| Named::new(user.id, user.name))
            .collect(),
        conflicts: conflicts
            .into_iter()
            .map(|it| (Named::new(it.user, it.user_name), it.until))
            .collect(),
        card: card(app, scope, wave, &clients).await?,
    })
}
