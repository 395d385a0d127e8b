//! Sync: pull what changed, push events, upload photos, collect receipts; for ever.
//!
//! A round may be cut anywhere and done again: whatever the server has twice it takes once, and
//! nothing here is marked as sent before the server said so in the protocol's own form.

mod backoff;
mod board;
mod control;
mod guides;
mod pull;
mod push;
mod receipt;
mod requests;
mod round;
mod upload;

use std::rc::Rc;

use futures_util::future::{Either, select};
use futures_util::{FutureExt, StreamExt, pin_mut};

pub use control::Control;

use backoff::Backoff;
use control::{Inbox, Nudge, Waiter};
use round::{End, round};

use super::actor::Core;
use super::platform::Platform;
use super::protocol::SyncState;

/// How long after a clean round the phone looks for changes by itself.
const IDLE_MS: u64 = 5 * 60 * 1000;

/// How soon after a change it is sent, so that a run of taps goes in one batch.
const SOON_MS: u64 = 5000;

/// How often a phone asks that the server turned away.
const TURNED_AWAY_MS: u64 = 60 * 60 * 1000;

/// Keeps the phone in sync for as long as it is polled. A second one for the same core ends at once.
pub async fn run<P: Platform>(core: Rc<Core<P>>) {
    let Some(mut inbox) = core.control.take_inbox() else {
        return;
    };
    let mut backoff = Backoff::default();
    let mut waiters = Vec::new();
    loop {
        while let Some(Some(nudge)) = inbox.next().now_or_never() {
            waiters.extend(nudge.into_waiter());
        }
        let end = round(&core).await;
        let delay_ms = settle(&core, end, &mut backoff);
        for waiter in waiters.drain(..) {
            // Whoever asked may be gone.
            let _gone = Waiter::send(waiter, ());
        }
        waiters.extend(wait(&core, &mut inbox, delay_ms).await);
    }
}

/// Says how the round ended, and how long it is until the next one.
fn settle<P: Platform>(core: &Core<P>, end: End, backoff: &mut Backoff) -> u64 {
    let now = core.platform.now();
    let (state, delay_ms) = match end {
        End::Off => (SyncState::Off, TURNED_AWAY_MS),
        End::Clean => {
            backoff.reset();
            (SyncState::Idle, IDLE_MS)
        }
        End::EnrolAgain(code) => (SyncState::EnrolAgain { code }, TURNED_AWAY_MS),
        End::UpdateNeeded => (SyncState::UpdateNeeded, TURNED_AWAY_MS),
        End::Failed { fault, progress } => {
            if progress {
                backoff.reset();
            }
            let mut random = [0; 4];
            // Without randomness the delay is only less spread.
            let _plain = core.platform.fill_random(&mut random);
            let delay_ms = backoff.next_ms(u32::from_le_bytes(random));
            let next_try_at = now.plus_ms(i64::try_from(delay_ms).unwrap_or(i64::MAX));
            (SyncState::Waiting { fault, next_try_at }, delay_ms)
        }
    };
    core.set_sync(state);
    delay_ms
}

/// Waits for the delay or a nudge, whichever is first.
async fn wait<P: Platform>(core: &Core<P>, inbox: &mut Inbox, delay_ms: u64) -> Option<Waiter> {
    let mut delay_ms = delay_ms;
    let began_ms = core.platform.monotonic_ms();
    let passed_ms = || {
        let passed_ms = core.platform.monotonic_ms().saturating_sub(began_ms);
        passed_ms.max(0).unsigned_abs()
    };
    loop {
        let sleep = core.platform.sleep(delay_ms.saturating_sub(passed_ms()));
        pin_mut!(sleep);
        match select(inbox.next(), sleep).await {
            Either::Left((Some(Nudge::Soon), _)) => {
                if core.control.state() == SyncState::Idle {
                    delay_ms = delay_ms.min(passed_ms() + SOON_MS);
                }
            }
            Either::Left((Some(nudge), _)) => return nudge.into_waiter(),
            Either::Left((None, _)) | Either::Right(_) => return None,
        }
    }
}
