//! The evaluator's own record: it outlives the visits on the phone, and a rejection is appealed offline.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "tests"
)]

mod support;

use std::time::{SystemTime, UNIX_EPOCH};

use vitrine_mobile::core::protocol::{
    AskedWhat, Command, CoreError, Fault, OwnGrade, RecordCommand, RecordView, Reply, ReturnedCommand, Stage,
};
use vitrine_shared::answer::Answer;
use vitrine_shared::fixtures::slug;
use vitrine_shared::problem::Code;
use vitrine_shared::time::Timestamp;
use vitrine_shared::visit::VisitState;
use vitrine_shared::wire::{AppealDecision, AppealOutcome, Ask, MAX_APPEAL_CHARS, RequestOutcome, Verdict};

use support::phone::TestPhone;
use support::stand::Stand;
use support::world::checklist;

const DAY_MS: i64 = 24 * 60 * 60 * 1000;

impl Stand {
    /// A visit that was received, rejected so many days ago.
    fn rejected(days_ago: i64) -> Self {
        let stand = Self::received();
        let when = now().plus_ms(-days_ago * DAY_MS);
        stand
            .server
            .world()
            .reject(stand.visit, when, "A fachada não aparece.");
        stand.phone.sync();
        stand
    }

    fn record(&self) -> RecordView {
        record(&self.phone)
    }

    fn appeal(&self, words: &str) -> Result<Reply, CoreError> {
        self.phone.call(Command::Record(RecordCommand::Appeal {
            visit: self.visit,
            words: words.to_owned(),
        }))
    }
}

fn record(phone: &TestPhone) -> RecordView {
    match phone.call(Command::Record(RecordCommand::List)).unwrap() {
        Reply::Record(record) => *record,
        other => panic!("{other:?}"),
    }
}

fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap();
    Timestamp::from_unix_ms(since.as_millis().try_into().unwrap()).unwrap()
}

fn verdict(grade_halves: u8, seconds: i64) -> Verdict {
    Verdict {
        grade_halves,
        words: Some("Fotos nítidas.".to_owned()),
        bonus_minor: 1500,
        at: now().plus_ms(seconds * 1000),
    }
}

#[test]
fn what_was_handed_in_is_on_record_before_anybody_knows_of_it() {
    let stand = Stand::pulled();
    assert_eq!(stand.record(), RecordView::default());
    stand.phone.network.switch(false);
    stand.phone.do_visit(stand.visit);
    let record = stand.record();
    assert_eq!((record.lines.len(), record.grade), (1, None));
    assert!(!record.lines[0].is_sent);
}

#[test]
fn grades_come_with_their_words_and_make_the_own_grade() {
    let stand = Stand::received();
    let second = {
        let mut world = stand.server.world();
        world.change(stand.visit, |visit| {
            visit.state = VisitState::Approved;
            visit.verdict = Some(verdict(9, 0));
        });
        let second = world.assign(&checklist(), 2);
        world.change(second, |visit| {
            visit.state = VisitState::Published;
            visit.verdict = Some(verdict(10, 1));
        });
        second
    };
    stand.phone.sync();
    stand.phone.network.switch(false);
    let record = stand.record();
    let mean = OwnGrade {
        hundredths: 475,
        count: 2,
    };
    assert_eq!(record.grade, Some(mean));
    let of = |visit| {
        record
            .lines
            .iter()
            .find(|line| line.assignment.visit == visit)
            .unwrap()
    };
    let first = of(stand.visit).assignment.verdict.as_ref().unwrap();
    assert_eq!(
        (first.grade_halves, first.words.as_deref(), first.bonus_minor),
        (9, Some("Fotos nítidas."), 1500)
    );
    // Done with another phone, it is on record all the same, and nowhere else.
    assert!(of(second).is_sent);
    assert!(
        stand
            .phone
            .visits()
            .iter()
            .all(|card| card.assignment.visit != second)
    );
}

#[test]
fn a_new_phone_has_the_whole_record() {
    let stand = Stand::received();
    stand.server.world().change(stand.visit, |visit| {
        visit.state = VisitState::Approved;
        visit.verdict = Some(verdict(8, 0));
    });
    let folder = tempfile::tempdir().unwrap();
    let phone = TestPhone::open(folder.path(), 2);
    stand.server.world().device = None;
    phone.enrol(&stand.server.origin, "code-2").unwrap();
    phone.sync();
    assert!(phone.visits().is_empty());
    let record = record(&phone);
    assert_eq!(record.grade.map(|grade| grade.hundredths), Some(400));
}

#[test]
fn a_rejection_is_appealed_offline_once_and_its_answer_is_read() {
    let stand = Stand::rejected(1);
    stand.phone.network.switch(false);
    let line = stand.record().lines.remove(0);
    let rejection = line.rejection().unwrap();
    assert_eq!(rejection.words.as_deref(), Some("A fachada não aparece."));
    assert!(line.may_appeal(now()));
    for words in ["   ".to_owned(), "x".repeat(MAX_APPEAL_CHARS + 1)] {
        assert_eq!(stand.appeal(&words), Err(CoreError::ReasonMissing));
    }
    stand.appeal(" Ela aparece na segunda foto. ").unwrap();
    stand.appeal("Outra coisa.").unwrap();
    let line = stand.record().lines.remove(0);
    assert_eq!(line.asked.unwrap().what, AskedWhat::Appeal);
    assert!(!line.may_appeal(now()), "it waits to be sent");
    assert_eq!(stand.phone.status().unsent.requests, 1);

    // The app may be killed before it is sent.
    let stand = stand.again(true);
    stand.phone.sync();
    stand.phone.sync();
    let asked = Ask::Appeal {
        visit: stand.visit,
        rejection: 1,
        words: "Ela aparece na segunda foto.".to_owned(),
    };
    assert_eq!(stand.server.world().deeds, [asked], "said twice, made once");
    let line = stand.record().lines.remove(0);
    assert_eq!(line.asked, None);
    let appeal = line.rejection().unwrap().appeal.clone().unwrap();
    assert_eq!(appeal.words, "Ela aparece na segunda foto.");

    stand.server.world().change(stand.visit, |visit| {
        let appeal = visit.rejections[0].appeal.as_mut().unwrap();
        appeal.decision = Some(AppealDecision {
            outcome: AppealOutcome::Dismissed,
            at: now(),
            words: Some("É outra loja.".to_owned()),
        });
    });
    stand.phone.sync();
    let line = stand.record().lines.remove(0);
    let decision = line
        .rejection()
        .unwrap()
        .appeal
        .clone()
        .unwrap()
        .decision
        .unwrap();
    assert_eq!(decision.words.as_deref(), Some("É outra loja."));
    assert!(!line.may_appeal(now()));
}

#[test]
fn an_appeal_that_is_refused_says_why_and_changes_nothing() {
    let stand = Stand::rejected(1);
    stand.server.world().refuse_requests = Some(RequestOutcome::from(Code::AppealLate));
    stand.appeal("Estive lá.").unwrap();
    stand.phone.sync();
    let line = stand.record().lines.remove(0);
    assert_eq!(
        line.asked.unwrap().refused,
        Some(Fault::Problem(Code::AppealLate))
    );
    assert_eq!(line.assignment.state, VisitState::Rejected);
    assert!(stand.server.world().deeds.is_empty());
}

#[test]
fn after_seven_days_and_for_what_was_not_rejected_there_is_no_appeal() {
    let stand = Stand::rejected(8);
    assert!(!stand.record().lines[0].may_appeal(now()));
    assert_eq!(stand.appeal("Estive lá."), Err(CoreError::AppealLate));
    stand.server.world().move_to(stand.visit, VisitState::Approved);
    stand.phone.sync();
    assert_eq!(stand.appeal("Estive lá."), Err(CoreError::VisitClosed));
    assert_eq!(stand.phone.status().unsent.requests, 0);
}

/// Sends the visit back, and has the phone correct a question without handing it in.
fn corrects(stand: &Stand) {
    stand.server.world().send_back(stand.visit, &["lights"]);
    stand.phone.sync();
    let visit = stand.visit;
    stand.phone.network.switch(false);
    let take_up = Command::Returned(ReturnedCommand::TakeUp { visit });
    stand.phone.call(take_up).unwrap();
    let answer = Answer::Choice(slug("none"));
    stand.phone.answer(visit, slug("lights"), answer).unwrap();
}

#[test]
fn a_return_that_is_taken_back_leaves_what_was_corrected_on_the_phone() {
    let stand = Stand::received();
    corrects(&stand);
    stand.server.world().change(stand.visit, |visit| {
        visit.state = VisitState::InReview;
        visit.returns[0].taken_back_at = Some(now());
    });
    stand.phone.network.switch(true);
    stand.phone.sync();
    let sheet = stand.phone.open_visit(stand.visit).sheet;
    assert_eq!(sheet.stage, Stage::TakenAway);
    assert_eq!(
        sheet.answers[&slug("lights")],
        Answer::Choice(slug("none")),
        "nothing is lost"
    );

    // Asked anew, what is asked now is taken up behind what was corrected then.
    stand.server.world().send_back(stand.visit, &["window_clean"]);
    stand.phone.sync();
    let sheet = stand.phone.open_visit(stand.visit).sheet;
    assert_eq!(sheet.stage, Stage::Returned);
    assert!(sheet.correction.unwrap().open.is_empty());
    let visit = stand.visit;
    stand
        .phone
        .call(Command::Returned(ReturnedCommand::TakeUp { visit }))
        .unwrap();
    let sheet = stand.phone.open_visit(stand.visit).sheet;
    assert_eq!(sheet.stage, Stage::Correcting);
    let correction = sheet.correction.unwrap();
    assert_eq!(
        (correction.round, correction.open),
        (2, vec![slug("window_clean")])
    );
}
