//! Playing the demo's visits: each evaluator with a phone, a severity and a way round the stores.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;
use std::time::Duration;

use anyhow::Context;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use serde_json::{Value, json};
use vitrine_shared::checklist::{Checklist, Question, Slug, Touchpoint};
use vitrine_shared::event::Position;
use vitrine_shared::id::VisitId;

use super::found::Founded;
use super::money::{self, Claim, EXPENSE_LIMIT_MINOR, FEE_MINOR};
use super::plan::{SCENARIOS, SEVERITIES, STORES, WAVES};
use super::scene::{Scene, draw};
use crate::handset::now;
use crate::phone::{Evaluator, Play};
use crate::staff::Staff;
use crate::stage::{DAY_MS, ids_of};

/// The demo is the same every time.
const SEED: u64 = 20_260_501;

/// How long a phone may take to send its visits on a slow machine.
const PATIENCE: Duration = Duration::from_secs(300);

/// A visit of the plan.
struct Planned {
    wave: usize,
    store: usize,
    evaluator: usize,
    visit: VisitId,
    outcome: Outcome,
    /// What was spent and is asked back, once the visit was done.
    claim: OnceLock<Claim>,
}

/// How far a visit has come when the demo is opened.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Published,
    Approved,
    Submitted,
    Assigned,
}

/// Plans, does, reviews and publishes; gives how many were published.
pub fn waves(origin: &str, staff: &Staff, founded: &Founded) -> anyhow::Result<usize> {
    // Nobody is given a visit before passing the training.
    let phones = founded
        .evaluators
        .iter()
        .map(|evaluator| trained(origin, staff, founded, evaluator))
        .collect::<anyhow::Result<Vec<_>>>()?;
    let planned = plan(staff, founded)?;
    days(phones, &planned)?;
    let mut published = 0;
    for visit in &planned {
        let states: &[&str] = match visit.outcome {
            Outcome::Published => &["in_review", "approved", "published"],
            Outcome::Approved => &["in_review", "approved"],
            Outcome::Submitted | Outcome::Assigned => &[],
        };
        staff.move_visit(&visit.visit.to_string(), states)?;
        if let (Some(claim), false) = (visit.claim.get(), states.is_empty()) {
            money::decide(staff, visit.visit, claim)?;
        }
        published += usize::from(visit.outcome == Outcome::Published);
    }
    // The closed waves are paid; of the open one everything is still due.
    let closed = WAVES.iter().zip(&founded.waves).take(WAVES.len() - 1);
    for (number, (wave, open)) in closed.enumerate() {
        let visits: Vec<VisitId> = planned
            .iter()
            .filter(|it| it.wave == number)
            .map(|it| it.visit)
            .collect();
        let paid_on = open.closes_at.plus_ms(10 * DAY_MS).to_utc().date_naive();
        money::pay(staff, &visits, &format!("Pix, {}", wave.name), paid_on)?;
    }
    Ok(published)
}

/// Lets the evaluators do their visits, as many of them at once as there are processors.
fn days(phones: Vec<(tempfile::TempDir, Evaluator)>, planned: &[Planned]) -> anyhow::Result<()> {
    let evaluators = phones.len();
    let waiting = Mutex::new(phones.into_iter().zip(SEVERITIES).enumerate());
    let next = || waiting.lock().unwrap_or_else(PoisonError::into_inner).next();
    let work = || -> anyhow::Result<()> {
        while let Some((number, ((_folder, phone), severity))) = next() {
            let visits = day(&phone, planned, number, severity)?;
            eprintln!("  evaluator {} of {evaluators}: {visits} visits", number + 1);
        }
        Ok(())
    };
    let lanes = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let lanes: Vec<_> = (0..lanes).map(|_| scope.spawn(work)).collect();
        lanes.into_iter().try_for_each(|lane| {
            lane.join()
                .map_err(|_| anyhow::anyhow!("an evaluator's thread panicked"))?
        })
    })
}

/// Does one evaluator's visits and waits until the server has them all; gives how many were assigned.
fn day(phone: &Evaluator, planned: &[Planned], number: usize, severity: f64) -> anyhow::Result<usize> {
    let mine: Vec<&Planned> = planned.iter().filter(|visit| visit.evaluator == number).collect();
    phone.wait_for_visits(mine.len(), PATIENCE)?;
    for visit in mine.iter().filter(|visit| visit.outcome != Outcome::Assigned) {
        one_visit(phone, visit, severity)?;
    }
    phone.clock.set(now());
    phone.wait_for_receipts(PATIENCE)?;
    Ok(mine.len())
}

/// An evaluator's phone, enrolled and its holder certified the week before the first wave.
fn trained(
    origin: &str,
    staff: &Staff,
    founded: &Founded,
    evaluator: &str,
) -> anyhow::Result<(tempfile::TempDir, Evaluator)> {
    let path = format!("/api/v1/users/{evaluator}/invitations");
    let invitation: Value = staff.post(&path, &json!({}))?;
    let code = invitation
        .get("code")
        .and_then(Value::as_str)
        .context("an invitation without a code")?;
    let folder = tempfile::tempdir()?;
    let phone = Evaluator::enrol(folder.path(), origin, code)?;
    if let Some(first) = founded.waves.first() {
        phone.clock.set(first.opens_at.plus_ms(-7 * DAY_MS));
    }
    phone.pass_trainings(PATIENCE)?;
    phone.clock.set(now());
    Ok((folder, phone))
}

/// Shares the visits out: at a location no evaluator comes twice in a row.
fn plan(staff: &Staff, founded: &Founded) -> anyhow::Result<Vec<Planned>> {
    let mut planned = Vec::new();
    for (wave, (rounds, open)) in WAVES.iter().zip(&founded.waves).enumerate() {
        let mut bodies = Vec::new();
        let mut places = Vec::new();
        for store in 0..STORES.len() {
            for round in 0..rounds.visits_per_location {
                let evaluator = (store * 3 + round * 5 + wave * 2) % SEVERITIES.len();
                let body = json!({
                    "location": founded.locations.get(store), "evaluator": founded.evaluators.get(evaluator),
                    "scenario": SCENARIOS.get((store + round) % SCENARIOS.len()),
                    "persona": founded.personas.get((store + round) % founded.personas.len().max(1)),
                    "opens_at": open.opens_at, "closes_at": open.closes_at,
                    "fee_minor": FEE_MINOR, "currency": "BRL", "expense_cap_minor": EXPENSE_LIMIT_MINOR,
                });
                bodies.push(body);
                places.push((store, evaluator));
            }
        }
        let visits = ids_of(&staff.post(&format!("/api/v1/waves/{}/visits", open.id), &json!(bodies))?)?;
        let last_wave = wave + 1 == WAVES.len();
        for (index, ((store, evaluator), visit)) in places.into_iter().zip(visits).enumerate() {
            // The open wave shows every stage of the work; the closed ones are done.
            let outcome = match index % 11 {
                3 if last_wave => Outcome::Submitted,
                5 if last_wave => Outcome::Approved,
                7 | 10 if last_wave => Outcome::Assigned,
                _ => Outcome::Published,
            };
            planned.push(Planned {
                wave,
                store,
                evaluator,
                visit: visit.parse()?,
                outcome,
                claim: OnceLock::new(),
            });
        }
    }
    Ok(planned)
}

fn one_visit(phone: &Evaluator, planned: &Planned, severity: f64) -> anyhow::Result<()> {
    let (store, wave) = STORES
        .get(planned.store)
        .zip(WAVES.get(planned.wave))
        .context("a visit to nowhere")?;
    let mut rng = StdRng::seed_from_u64(SEED ^ u64::from_be_bytes(stable_bytes(planned)));
    let card = phone.open_visit(planned.visit)?;
    let day_ms = card.card.assignment.opens_at.unix_ms() + rng.random_range(1..20) * DAY_MS;
    let at = vitrine_shared::time::Timestamp::from_unix_ms(day_ms.min(now().unix_ms() - DAY_MS))
        .context("a date")?;
    phone.clock.set(at);

    let mood = rng.random_range(-0.08..0.08);
    let base = 0.74 + store.strength + wave.lift + severity + mood;
    let ease = difficulty(&card.checklist);
    let quality =
        |touchpoint: &Touchpoint, _: &Question| base + ease.get(&touchpoint.id).copied().unwrap_or(0.0);
    let seed = rng.random();
    let mut camera = |touchpoint: &Touchpoint, question: &Question, count: usize| {
        draw(
            scene_of(touchpoint, question),
            u64::wrapping_add(seed, count as u64),
        )
    };
    let e7 = |degrees: f64| (degrees * 1e7).round() as i64;
    let position = Some(Position {
        lat_e7: e7(store.position.0) + rng.random_range(-3000..3000),
        lon_e7: e7(store.position.1) + rng.random_range(-3000..3000),
        accuracy_m: rng.random_range(6..40),
        mock: false,
    });
    phone.observe(
        planned.visit,
        Play {
            quality: &quality,
            camera: &mut camera,
            rng: &mut rng,
            position,
        },
    )?;
    if let Some(claimed) = money::spent(&mut rng) {
        let amount_minor = claimed.amount_minor;
        let expense = phone.claim(planned.visit, claimed, draw(Scene::Receipt, rng.random())?)?;
        let number = planned.store + planned.evaluator;
        // A visit is done once.
        let _ = planned.claim.set(Claim {
            expense,
            amount_minor,
            number,
        });
    }
    phone.hand_in(planned.visit, position)?;
    Ok(())
}

/// The same for the same place in the plan, whatever ids the server gave.
fn stable_bytes(planned: &Planned) -> [u8; 8] {
    let small = |number: usize| u8::try_from(number % 251).unwrap_or_default();
    [
        0,
        0,
        0,
        0,
        1,
        small(planned.wave),
        small(planned.store),
        small(planned.evaluator),
    ]
}

/// Some touchpoints are harder than others, the same ones in every store.
fn difficulty(checklist: &Checklist) -> BTreeMap<Slug, f64> {
    const PATTERN: [f64; 5] = [0.08, 0.04, -0.02, -0.1, -0.04];
    let touchpoints = checklist
        .touchpoints
        .iter()
        .map(|touchpoint| touchpoint.id.clone());
    touchpoints.zip(PATTERN.into_iter().cycle()).collect()
}

fn scene_of(touchpoint: &Touchpoint, question: &Question) -> Scene {
    let names = format!("{} {}", touchpoint.id, question.id);
    let has = |words: &[&str]| words.iter().any(|word| names.contains(word));
    if has(&["receipt", "invoice"]) {
        Scene::Receipt
    } else if has(&["checkout", "queue", "payment"]) {
        Scene::Checkout
    } else if has(&["facade", "window", "front", "entrance"]) {
        Scene::Facade
    } else {
        Scene::Shelf
    }
}
