//! Training on the phone: read, tried and passed without a network; no visit before it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::path::Path;
use std::sync::Arc;

use vitrine_mobile::core::protocol::{
    Command, CoreError, CourseCard, CourseId, OpenCourse, Reply, Stage, TrainingCommand, Transfer,
};
use vitrine_mobile::port::native::{Clock, Network, PhoneConfig};
use vitrine_mobile::port::thread::Phone;
use vitrine_shared::fixtures::slug;
use vitrine_shared::id::VisitId;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::training::Standing;
use vitrine_shared::wire::{Ask, RequestOutcome};

use support::phone::TestPhone;
use support::server::Server;
use support::stand::assigned;
use support::training::training;
use support::world::checklist;

/// A clock that the test moves; it goes on by itself no further than that.
struct HandClock(std::sync::Mutex<Timestamp>);

impl Clock for HandClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn monotonic_ms(&self) -> i64 {
        self.0.lock().unwrap().unix_ms()
    }
}

struct Stand {
    server: Server,
    phone: TestPhone,
    clock: Arc<HandClock>,
    visit: VisitId,
    folder: tempfile::TempDir,
}

fn open(folder: &Path, clock: &Arc<HandClock>, is_online: bool) -> TestPhone {
    let network = Network::default();
    network.switch(is_online);
    let config = PhoneConfig {
        clock: Arc::<HandClock>::clone(clock),
        network: network.clone(),
        ..PhoneConfig::default()
    };
    TestPhone {
        phone: Phone::open(folder, config).unwrap(),
        network,
    }
}

impl Stand {
    /// A phone with one visit whose checklist has a training, out of reach of the network.
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (server, visit) = assigned();
        server.world().publish_training(&training(&checklist()));
        let clock = Arc::new(HandClock(std::sync::Mutex::new(vitrine_shared::fixtures::at(0))));
        let phone = open(folder.path(), &clock, true);
        phone.enrol(&server.origin, "code-1").unwrap();
        phone.sync();
        phone.network.switch(false);
        Self {
            server,
            phone,
            clock,
            visit,
            folder,
        }
    }

    /// The app ends and starts again.
    fn restart(self) -> Self {
        drop(self.phone);
        Self {
            phone: open(self.folder.path(), &self.clock, false),
            ..self
        }
    }

    fn pass_hours(&self, hours: i64) {
        let mut now = self.clock.0.lock().unwrap();
        *now = now.plus_ms(hours * 3_600_000);
    }

    fn course(&self) -> CourseId {
        CourseId {
            checklist: checklist().id,
            version: checklist().version,
        }
    }

    fn cards(&self) -> Vec<CourseCard> {
        match self.phone.call(Command::Training(TrainingCommand::List)).unwrap() {
            Reply::Courses(cards) => cards,
            other => panic!("{other:?}"),
        }
    }

    fn learn(&self, command: TrainingCommand) -> Result<OpenCourse, CoreError> {
        match self.phone.call(Command::Training(command))? {
            Reply::Course(open) => Ok(*open),
            other => panic!("{other:?}"),
        }
    }

    fn look(&self) -> OpenCourse {
        let course = self.course();
        self.learn(TrainingCommand::Open { course }).unwrap()
    }

    fn answer(&self, question: &str, option: &str) -> Result<OpenCourse, CoreError> {
        self.learn(TrainingCommand::AnswerQuiz {
            course: self.course(),
            question: slug(question),
            option: slug(option),
        })
    }

    fn begin(&self) -> Result<OpenCourse, CoreError> {
        let course = self.course();
        self.learn(TrainingCommand::BeginQuiz { course })
    }

    fn hand_in(&self) -> Result<OpenCourse, CoreError> {
        let course = self.course();
        self.learn(TrainingCommand::HandInQuiz { course })
    }

    /// Takes the quiz with this option everywhere.
    fn take(&self, option: &str) -> Result<OpenCourse, CoreError> {
        self.begin()?;
        for question in ["one", "two", "three"] {
            self.answer(question, option)?;
        }
        self.hand_in()
    }

    fn check_in(&self) -> Result<Reply, CoreError> {
        let visit = self.visit;
        self.phone.call(Command::CheckIn {
            visit,
            position: None,
        })
    }
}

#[test]
fn learnt_failed_and_passed_without_a_network_then_known_to_the_agency() {
    let stand = Stand::new();
    let card = &stand.cards()[0];
    assert_eq!((card.modules, card.modules_read, card.visits), (2, 0, 1));
    assert_eq!(card.standing, Some(Standing::Open { left: 2 }));
    assert_eq!(stand.check_in(), Err(CoreError::TrainingNeeded));
    assert!(stand.phone.visits()[0].to_learn);

    let read = TrainingCommand::ModuleRead {
        course: stand.course(),
        module: slug("role"),
    };
    assert_eq!(stand.learn(read).unwrap().read, [slug("role")]);
    let failed = stand.take("b").unwrap();
    assert!(!failed.result.unwrap().grade.passed);
    assert_eq!(failed.card.standing, Some(Standing::Open { left: 1 }));
    assert_eq!(stand.check_in(), Err(CoreError::TrainingNeeded));

    let passed = stand.take("a").unwrap();
    let certificate = passed.card.certificate.unwrap();
    assert_eq!((certificate.right, certificate.is_confirmed), (3, false));
    assert_eq!(passed.card.visits, 0);
    assert!(!stand.phone.visits()[0].to_learn);
    stand.check_in().unwrap();

    stand.phone.network.switch(true);
    assert_eq!(stand.phone.sync().unsent, Default::default());
    let certificate = stand.look().card.certificate.unwrap();
    assert!(certificate.is_confirmed);
    let world = stand.server.world();
    assert_eq!(world.deeds.len(), 2, "each attempt once: {:?}", world.deeds);
    assert_eq!(world.ledgers[&stand.visit].accepted, 1);
}

#[test]
fn a_quiz_survives_the_end_of_the_app_and_asks_in_the_same_order() {
    let stand = Stand::new();
    let seed = stand.begin().unwrap().quiz.unwrap().seed;
    stand.answer("two", "c").unwrap();
    let stand = stand.restart();
    let again = stand.begin().unwrap().quiz.unwrap();
    assert_eq!(again.seed, seed, "the same attempt");
    assert_eq!(again.answers[&slug("two")], slug("c"));
    assert_eq!(stand.hand_in().err(), Some(CoreError::QuizUnfinished));
    assert_eq!(stand.answer("two", "z").err(), Some(CoreError::QuestionUnknown));
    stand.answer("one", "a").unwrap();
    stand.answer("three", "a").unwrap();
    let result = stand.hand_in().unwrap().result.unwrap();
    assert_eq!((result.grade.right, result.grade.passed), (2, false));
    assert_eq!(result.quiz.seed, seed);
    assert_eq!(
        stand.hand_in().err(),
        Some(CoreError::QuizUnfinished),
        "only once"
    );
    let stand = stand.restart();
    assert_eq!(stand.look().result, Some(result), "the result is kept");
    assert_ne!(stand.begin().unwrap().quiz.unwrap().seed, seed);
}

#[test]
fn attempts_that_wait_count_and_cannot_be_dropped() {
    let stand = Stand::new();
    for _ in 0..2 {
        stand.take("b").unwrap();
    }
    assert_eq!(stand.begin().err(), Some(CoreError::AttemptsUsedUp));
    let queued = &stand.phone.queue().requests;
    assert_eq!(queued.len(), 2);
    for queued in queued {
        assert!(matches!(queued.ask, Ask::Attempt(_)));
        let drop = vitrine_mobile::core::protocol::DayCommand::Drop {
            request: queued.request,
        };
        stand.phone.call(Command::Day(drop)).unwrap();
    }
    assert_eq!(stand.phone.queue().requests.len(), 2, "what was tried was tried");
    let stand = stand.restart();
    assert_eq!(stand.begin().err(), Some(CoreError::AttemptsUsedUp));
    stand.pass_hours(24);
    assert_eq!(
        stand.cards()[0].standing,
        Some(Standing::Open { left: 2 }),
        "the wait is over"
    );
    stand.take("a").unwrap();
}

#[test]
fn new_attempts_of_the_coordinator_come_with_the_sync() {
    let stand = Stand::new();
    for _ in 0..2 {
        stand.take("c").unwrap();
    }
    stand.phone.network.switch(true);
    stand.phone.sync();
    assert_eq!(stand.begin().err(), Some(CoreError::AttemptsUsedUp));
    for line in &mut stand.server.world().courses[0].attempts {
        line.counts = false;
    }
    stand.phone.sync();
    let open = stand.look();
    assert_eq!(open.card.standing, Some(Standing::Open { left: 2 }));
    assert!(
        open.tried.iter().all(|line| !line.counts),
        "but they are remembered"
    );
}

#[test]
fn a_pass_that_the_agency_refuses_certifies_nobody() {
    let stand = Stand::new();
    stand.server.world().refuse_requests = Some(RequestOutcome::from(Code::AttemptsUsedUp));
    stand.take("a").unwrap();
    stand.check_in().unwrap();
    stand.server.world().refuse_pushes = Some(Code::NotCertified);
    stand.phone.network.switch(true);
    stand.phone.sync();
    let queue = stand.phone.queue();
    assert_eq!(queue.requests[0].transfer, Transfer::Attention);
    assert_eq!(stand.look().card.certificate, None);
    let card = &stand.phone.visits()[0];
    assert_eq!(
        (card.stage, card.trouble),
        (Stage::InProgress, None),
        "kept, and tried again"
    );

    {
        let mut world = stand.server.world();
        world.refuse_requests = None;
        world.refuse_pushes = None;
    }
    stand.take("a").unwrap();
    assert_eq!(stand.phone.sync().unsent.events, 0, "nothing was lost");
    assert_eq!(stand.server.world().ledgers[&stand.visit].accepted, 1);
}

#[test]
fn a_visit_that_was_begun_goes_on_when_a_training_comes() {
    let folder = tempfile::tempdir().unwrap();
    let (server, visit) = assigned();
    let phone = TestPhone::enrolled(folder.path(), &server);
    phone.check_in(visit);
    server.world().publish_training(&training(&checklist()));
    phone.sync();
    assert!(!phone.visits()[0].to_learn);
    phone.do_visit(visit);
    assert_eq!(phone.sync().unsent, Default::default());
}
