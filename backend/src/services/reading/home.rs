//! What waits for a coordinator.

use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;

use super::waves::{Places, all_visits, waves};
use crate::app::App;
use crate::reports::home::{AppealEntry, HomeView, QueueEntry};
use crate::reports::named::Named;
use crate::reports::wave::WaveCard;
use crate::services::{Outcome, appeals};
use crate::storage::Scope;
use crate::storage::appeals::OpenAppeal;
use crate::storage::visits::VisitFilter;

/// The first visits of the queue: more are on the boards.
const QUEUE: usize = 12;

/// The coordinator's first page.
///
/// # Errors
/// Not for the caller's role.
pub async fn home(app: &App, scope: &Scope, now: Timestamp) -> Outcome<HomeView> {
    let clients = app.store().clients(scope).await?;
    let cards = waves(app, scope).await?;
    let mut view = HomeView {
        clients: clients
            .into_iter()
            .map(|client| Named::new(client.id, client.name))
            .collect(),
        appeals: appeals::open(app, scope)
            .await?
            .into_iter()
            .map(appeal_entry)
            .collect(),
        ..HomeView::default()
    };
    for card in &cards {
        view.to_publish += card.count(&[VisitState::Approved]);
        if has_work(card) {
            add_work(app, scope, card, now, &mut view).await?;
        }
    }
    view.queue
        .sort_by_key(|entry| (entry.visit.lacks_photos(), entry.visit.closes_at));
    view.queue.truncate(QUEUE);
    view.waves = cards
        .into_iter()
        .filter(|card| card.opens_at <= now && now <= card.closes_at)
        .collect();
    view.waves.sort_by_key(|card| card.closes_at);
    Ok(view)
}

fn appeal_entry(open: OpenAppeal) -> AppealEntry {
    AppealEntry {
        visit: Named::new(open.visit, open.location_name),
        evaluator: open.evaluator_name,
        received_at: open.received_at,
    }
}

/// Whether a wave has visits that somebody still has to do or to judge.
fn has_work(card: &WaveCard) -> bool {
    use VisitState as S;
    let pending = [
        S::Planned,
        S::Offered,
        S::Released,
        S::Assigned,
        S::Accepted,
        S::InProgress,
        S::Returned,
        S::Submitted,
        S::InReview,
    ];
    card.count(&pending) > 0
}

async fn add_work(
    app: &App,
    scope: &Scope,
    card: &WaveCard,
    now: Timestamp,
    view: &mut HomeView,
) -> Outcome<()> {
    let wave = app.store().wave(scope, card.wave.id).await?;
    let places = Places::of(app, scope, &wave).await?;
    let filter = VisitFilter {
        wave: Some(wave.id),
        ..VisitFilter::default()
    };
    for line in all_visits(app, scope, filter).await? {
        let is_complete = line.visit.media_complete;
        let visit = places.board_visit(line);
        view.late += u64::from(visit.is_late(now));
        match visit.state {
            VisitState::Submitted if !is_complete => view.waiting_for_photos += 1,
            VisitState::Submitted | VisitState::InReview => {
                view.to_review += 1;
                view.queue.push(QueueEntry {
                    visit,
                    wave: wave.name.clone(),
                    client: card.client.name.clone(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}
