//! An evaluator with a real headless phone: enrols, pulls, does visits, waits for receipts.

use std::path::Path;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use rand::rngs::StdRng;
use vitrine_mobile::core::protocol::{
    Claimed, Command, InvitationCode, MoneyCommand, OpenVisit, Queue, Reply, SheetView, Stage, Status,
    VisitCard,
};
use vitrine_mobile::port::native::{Clock, Network, PhoneConfig};
use vitrine_mobile::port::thread::Phone;
use vitrine_shared::checklist::{Question, Slug, Touchpoint};
use vitrine_shared::event::{PhotoSource, Position};
use vitrine_shared::expense::receipt_slot;
use vitrine_shared::id::{ExpenseId, VisitId};
use vitrine_shared::text::Lang;
use vitrine_shared::time::Timestamp;

use crate::evaluator::answer;
use crate::handset::now;

/// A clock that a test sets. It stands still between settings.
#[derive(Debug)]
pub struct HandClock {
    at: RwLock<Timestamp>,
    monotonic_ms: AtomicI64,
}

impl HandClock {
    /// A clock that shows this time.
    pub fn at(at: Timestamp) -> Self {
        Self {
            at: RwLock::new(at),
            monotonic_ms: AtomicI64::new(0),
        }
    }

    /// Sets the wall clock; the monotonic one goes on.
    pub fn set(&self, at: Timestamp) {
        *self.at.write().unwrap_or_else(PoisonError::into_inner) = at;
    }

    /// Lets time pass on both clocks.
    pub fn pass(&self, ms: i64) {
        self.monotonic_ms.fetch_add(ms, Ordering::SeqCst);
        let mut at = self.at.write().unwrap_or_else(PoisonError::into_inner);
        *at = at.plus_ms(ms);
    }
}

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.at.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn monotonic_ms(&self) -> i64 {
        self.monotonic_ms.load(Ordering::SeqCst)
    }
}

/// Takes a picture for a question; the number counts the visit's photos.
pub type Camera<'a> = dyn FnMut(&Touchpoint, &Question, usize) -> anyhow::Result<Vec<u8>> + 'a;

/// How a visit is played.
pub struct Play<'a> {
    /// How likely each answer is a good one, by touchpoint and question.
    pub quality: &'a dyn Fn(&Touchpoint, &Question) -> f64,
    /// What photos are taken.
    pub camera: &'a mut Camera<'a>,
    /// The dice.
    pub rng: &'a mut StdRng,
    /// Where the evaluator stands.
    pub position: Option<Position>,
}

/// An evaluator's phone.
pub struct Evaluator {
    /// The phone itself.
    pub phone: Phone,
    /// Its network.
    pub network: Network,
    /// Its clock.
    pub clock: Arc<HandClock>,
}

impl Evaluator {
    /// Opens the phone in this folder, with the time of this machine.
    ///
    /// # Errors
    /// Fails where the phone cannot be opened.
    pub fn open(folder: &Path) -> anyhow::Result<Self> {
        let clock = Arc::new(HandClock::at(now()));
        let network = Network::default();
        let config = PhoneConfig {
            clock: Arc::<HandClock>::clone(&clock),
            network: network.clone(),
            ..PhoneConfig::default()
        };
        Ok(Self {
            phone: Phone::open(folder, config)?,
            network,
            clock,
        })
    }

    /// Opens and enrols, and waits for the first visits.
    ///
    /// # Errors
    /// Fails with the server's refusal.
    pub fn enrol(folder: &Path, origin: &str, code: &str) -> anyhow::Result<Self> {
        let evaluator = Self::open(folder)?;
        evaluator.phone.call(Command::Enrol {
            server: origin.to_owned(),
            code: InvitationCode(code.to_owned()),
            label: "Headless phone".to_owned(),
        })?;
        Ok(evaluator)
    }

    /// The visits on the phone.
    ///
    /// # Errors
    /// Fails where the phone's storage does.
    pub fn visits(&self) -> anyhow::Result<Vec<VisitCard>> {
        match self.phone.call(Command::ListVisits)? {
            Reply::Visits(visits) => Ok(visits),
            other => bail!("not a list of visits: {other:?}"),
        }
    }

    /// Waits until so many visits are there and can be done.
    ///
    /// # Errors
    /// Fails when they do not come in time.
    pub fn wait_for_visits(&self, count: usize, within: Duration) -> anyhow::Result<Vec<VisitCard>> {
        use vitrine_mobile::core::protocol::Availability::Ready;
        self.phone.call(Command::SyncNow)?;
        wait_until(within, "the visits", || {
            let visits = self.visits()?;
            let ready = visits.iter().filter(|visit| visit.availability == Ready).count();
            Ok((ready >= count).then_some(visits))
        })
    }

    /// How the phone stands.
    ///
    /// # Errors
    /// Fails where the phone's storage does.
    pub fn status(&self) -> anyhow::Result<Status> {
        match self.phone.call(Command::Status)? {
            Reply::Status(status) => Ok(status),
            other => bail!("not a status: {other:?}"),
        }
    }

    /// What is still to be sent.
    ///
    /// # Errors
    /// Fails where the phone's storage does.
    pub fn queue(&self) -> anyhow::Result<Queue> {
        match self.phone.call(Command::Queue)? {
            Reply::Queue(queue) => Ok(queue),
            other => bail!("not a queue: {other:?}"),
        }
    }

    /// Opens a visit.
    ///
    /// # Errors
    /// Fails for a visit that is not on the phone.
    pub fn open_visit(&self, visit: VisitId) -> anyhow::Result<OpenVisit> {
        match self.phone.call(Command::OpenVisit { visit })? {
            Reply::Visit(open) => Ok(*open),
            other => bail!("not a visit: {other:?}"),
        }
    }

    /// Has a command done that changes a visit's answers.
    ///
    /// # Errors
    /// Fails with the core's refusal.
    pub fn change(&self, command: Command) -> anyhow::Result<SheetView> {
        match self.phone.call(command)? {
            Reply::Sheet(sheet) | Reply::PhotoAdded { sheet, .. } => Ok(*sheet),
            other => bail!("not a visit's answers: {other:?}"),
        }
    }

    /// Does a whole visit: checks in, answers what is shown, takes the photos asked for, submits.
    ///
    /// # Errors
    /// Fails when the phone refuses something.
    pub fn play(&self, visit: VisitId, play: Play<'_>) -> anyhow::Result<SheetView> {
        let position = play.position;
        self.observe(visit, play)?;
        self.hand_in(visit, position)
    }

    /// Checks in, answers what is shown and takes the photos asked for.
    ///
    /// # Errors
    /// Fails when the phone refuses something.
    pub fn observe(&self, visit: VisitId, mut play: Play<'_>) -> anyhow::Result<SheetView> {
        let open = self.open_visit(visit)?;
        let mut sheet = self.change(Command::CheckIn {
            visit,
            position: play.position,
        })?;
        // An answer can bring up more questions: go through until nothing new is shown.
        let mut seen = std::collections::BTreeSet::new();
        while let Some(id) = sheet.visible.iter().find(|id| !seen.contains(*id)).cloned() {
            seen.insert(id.clone());
            let question = |(_, question): &(&Touchpoint, &Question)| question.id == id;
            let (touchpoint, question) = open
                .checklist
                .questions()
                .find(question)
                .context("an unknown question")?;
            self.clock.pass(6_000);
            let quality = (play.quality)(touchpoint, question);
            if let Some(answer) = answer(question, quality, play.rng) {
                sheet = self.change(Command::Answer {
                    visit,
                    question: id,
                    answer,
                    comment: None,
                })?;
            }
        }
        self.take_photos(visit, &open, sheet, &mut play)
    }

    /// Claims what was spent in a visit, with a photo of its receipt.
    ///
    /// # Errors
    /// Fails when the phone refuses something.
    pub fn claim(&self, visit: VisitId, claimed: Claimed, receipt: Vec<u8>) -> anyhow::Result<ExpenseId> {
        let expense = None;
        let sheet = self.change(Command::Money(MoneyCommand::Claim {
            visit,
            expense,
            claimed,
        }))?;
        let expense = sheet.claims.last().context("the claim is not there")?.expense;
        self.clock.pass(9_000);
        self.change(Command::AddPhoto {
            visit,
            question: receipt_slot(expense),
            source: PhotoSource::Camera,
            position: None,
            bytes: receipt.into(),
        })?;
        Ok(expense)
    }

    /// Leaves, declares and submits.
    ///
    /// # Errors
    /// Fails when the phone refuses something, with what the visit lacks.
    pub fn hand_in(&self, visit: VisitId, position: Option<Position>) -> anyhow::Result<SheetView> {
        self.clock.pass(20_000);
        self.change(Command::CheckOut { visit, position })?;
        let sheet = self.change(Command::Declare {
            visit,
            lang: Lang::PtBr,
        })?;
        let missing = &sheet.missing;
        self.change(Command::Submit { visit })
            .with_context(|| format!("missing: {missing:?}"))
    }

    fn take_photos(
        &self,
        visit: VisitId,
        open: &OpenVisit,
        mut sheet: SheetView,
        play: &mut Play<'_>,
    ) -> anyhow::Result<SheetView> {
        let wanted: Vec<(Slug, u32)> = sheet
            .photo_requests
            .iter()
            .map(|ask| (ask.question.clone(), ask.min.saturating_sub(ask.kept)))
            .collect();
        for (id, count) in wanted {
            let of = |(_, question): &(&Touchpoint, &Question)| question.id == id;
            let (touchpoint, question) = open
                .checklist
                .questions()
                .find(of)
                .context("an unknown question")?;
            for _ in 0..count {
                self.clock.pass(9_000);
                let bytes = (play.camera)(touchpoint, question, sheet.photos.len())?;
                sheet = self.change(Command::AddPhoto {
                    visit,
                    question: id.clone(),
                    source: PhotoSource::Camera,
                    position: play.position,
                    bytes: bytes.into(),
                })?;
            }
        }
        Ok(sheet)
    }

    /// Waits until the server's receipt of every submitted visit is held.
    ///
    /// # Errors
    /// Fails with the queue as it stands when that takes too long.
    pub fn wait_for_receipts(&self, within: Duration) -> anyhow::Result<()> {
        self.phone.call(Command::RetryNow)?;
        let received = wait_until(within, "the receipts", || {
            let visits = self.visits()?;
            Ok((!visits.iter().any(|visit| visit.stage == Stage::Submitted)).then_some(()))
        });
        received.with_context(|| format!("{:#?}", self.queue().map(|queue| (queue.sync, queue.unsent))))
    }
}

/// Asks until there is an answer.
///
/// # Errors
/// Fails when that takes too long, or asking fails.
pub fn wait_until<T>(
    within: Duration,
    what: &str,
    mut ask: impl FnMut() -> anyhow::Result<Option<T>>,
) -> anyhow::Result<T> {
    let started = Instant::now();
    loop {
        if let Some(answer) = ask()? {
            return Ok(answer);
        }
        if started.elapsed() > within {
            bail!("{what} did not come within {within:?}");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}
