//! Whether an answer fits its question.

use chrono::{NaiveDate, NaiveTime};
use vitrine_shared::answer::{Answer, AnswerError, LONGEST_TIMER_MS};
use vitrine_shared::checklist::{Kind, Question};
use vitrine_shared::fixtures::{self, slug};

use crate::generate::milli;

fn asked(id: &str) -> Question {
    fixtures::checklist().question(&slug(id)).unwrap().clone()
}

fn of_kind(kind: Kind) -> Question {
    Question {
        kind,
        ..asked("total")
    }
}

fn choices(names: &[&str]) -> Answer {
    Answer::Choices(names.iter().map(|name| slug(name)).collect())
}

#[test]
fn each_kind_takes_its_own_answers_within_its_limits() {
    use AnswerError::*;
    let one_to_five = || {
        of_kind(Kind::Scale {
            min: 1,
            max: 5,
            min_label: None,
            max_label: None,
            points: Vec::new(),
        })
    };
    let cases = [
        (asked("greeted"), Answer::YesNo(true), Ok(())),
        (asked("greeted"), Answer::Thumb(true), Err(WrongKind)),
        (asked("greeted"), Answer::NotApplicable, Err(MustApply)),
        (asked("insisted"), Answer::NotApplicable, Ok(())),
        (asked("lights"), Answer::Choice(slug("some")), Ok(())),
        (asked("lights"), Answer::Choice(slug("dim")), Err(UnknownOption)),
        (asked("lights"), choices(&["some"]), Err(WrongKind)),
        (asked("approach"), choices(&["showed", "explained"]), Ok(())),
        (
            asked("approach"),
            choices(&["showed", "sang"]),
            Err(UnknownOption),
        ),
        (asked("approach"), choices(&[]), Err(Empty)),
        (asked("approach"), choices(&["nothing"]), Ok(())),
        (
            asked("approach"),
            choices(&["nothing", "showed"]),
            Err(NotExclusive),
        ),
        (asked("nps"), Answer::Rating(0), Ok(())),
        (asked("nps"), Answer::Rating(11), Err(OutOfRange)),
        (asked("csat"), Answer::Rating(0), Err(OutOfRange)),
        (asked("ces"), Answer::Rating(7), Ok(())),
        (one_to_five(), Answer::Rating(5), Ok(())),
        (one_to_five(), Answer::Rating(i64::MIN), Err(OutOfRange)),
        (asked("greeted"), Answer::Rating(1), Err(WrongKind)),
        (asked("total"), Answer::Number(milli(0)), Ok(())),
        (asked("total"), Answer::Number(milli(-1)), Err(OutOfRange)),
        (asked("total"), Answer::Number(milli(10_000_001)), Err(OutOfRange)),
        (asked("wait"), Answer::ElapsedMs(LONGEST_TIMER_MS), Ok(())),
        (
            asked("wait"),
            Answer::ElapsedMs(LONGEST_TIMER_MS + 1),
            Err(OutOfRange),
        ),
        (asked("wait"), Answer::ElapsedMs(-1), Err(OutOfRange)),
        (asked("wait"), Answer::Number(milli(1)), Err(WrongKind)),
        (
            of_kind(Kind::Text { max_chars: 4 }),
            Answer::Text("ação".to_owned()),
            Ok(()),
        ),
        (
            of_kind(Kind::Text { max_chars: 4 }),
            Answer::Text("ações".to_owned()),
            Err(TooLong),
        ),
        (
            of_kind(Kind::Text { max_chars: 4 }),
            Answer::Text(" \n ".to_owned()),
            Err(Empty),
        ),
        (of_kind(Kind::Thumb), Answer::Thumb(false), Ok(())),
        (of_kind(Kind::Date), Answer::Date(NaiveDate::MIN), Ok(())),
        (of_kind(Kind::Time), Answer::Time(NaiveTime::MIN), Ok(())),
        (of_kind(Kind::Date), Answer::Time(NaiveTime::MIN), Err(WrongKind)),
        (asked("about"), Answer::NotApplicable, Err(WrongKind)),
        (
            of_kind(Kind::Photo),
            Answer::Text("see photo".to_owned()),
            Err(WrongKind),
        ),
    ];
    for (question, answer, expected) in cases {
        assert_eq!(answer.check(&question), expected, "{answer:?} to {}", question.id);
    }
}

#[test]
fn an_option_that_does_not_apply_excludes_the_others() {
    let mut question = asked("approach");
    if let Kind::Multiple { options } = &mut question.kind {
        options[0].not_applicable = true;
    }
    let both = choices(&["asked_needs", "showed"]);
    assert_eq!(both.check(&question), Err(AnswerError::NotExclusive));
}
