//! When a question is shown.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Condition, Question, Slug, Test, Visible};
use vitrine_shared::fixtures::{self, slug};

use crate::generate::milli;

fn asks(question: &str, test: Test) -> Condition {
    Condition::Answer {
        question: slug(question),
        test,
    }
}

fn is(question: &str, name: &str) -> Condition {
    asks(question, Test::OneOf(vec![slug(name)]))
}

fn question<'a>(checklist: &'a mut Checklist, id: &str) -> &'a mut Question {
    let all = checklist.touchpoints.iter_mut().flat_map(|t| &mut t.questions);
    all.into_iter().find(|q| q.id.as_str() == id).unwrap()
}

fn shown(checklist: &Checklist, persona: Option<&str>, answers: &BTreeMap<Slug, Answer>, id: &str) -> bool {
    Visible::new(checklist, persona.map(slug).as_ref(), answers).shows(&slug(id))
}

/// Whether the condition holds over the fixture's answers.
fn holds(condition: &Condition) -> bool {
    let (checklist, answers) = (fixtures::checklist(), fixtures::answers());
    let persona = slug("self");
    Visible::new(&checklist, Some(&persona), &answers).holds(condition)
}

#[test]
fn every_test_looks_at_the_answer_as_its_kind_is_answered() {
    let between = |min: Option<i64>, max: Option<i64>| Test::Between {
        min: min.map(milli),
        max: max.map(milli),
    };
    let cases = [
        (is("greeted", "yes"), true),
        (is("greeted", "no"), false),
        (is("lights", "some"), true),
        (
            asks("approach", Test::OneOf(vec![slug("nothing"), slug("showed")])),
            true,
        ),
        (asks("approach", Test::OneOf(vec![slug("explained")])), false),
        (asks("wait", between(Some(150_000), Some(150_000))), true),
        (asks("wait", between(Some(150_001), None)), false),
        (asks("nps", between(None, Some(8000))), true),
        (asks("greeted", between(Some(0), None)), false),
        (asks("lights", Test::LosesPoints), true),
        (asks("greeted", Test::LosesPoints), false),
        (asks("nps", Test::LosesPoints), false),
        (asks("fitting", Test::NotApplicable), true),
        (asks("fitting", Test::LosesPoints), false),
        (asks("fitting", Test::Answered), true),
        (asks("total", Test::Answered), false),
        (Condition::Persona(vec![slug("gift"), slug("self")]), true),
        (Condition::Persona(vec![slug("gift")]), false),
    ];
    for (condition, expected) in cases {
        assert_eq!(holds(&condition), expected, "{condition:?}");
        assert_eq!(holds(&Condition::Not(Box::new(condition.clone()))), !expected);
        assert_eq!(
            holds(&Condition::All(vec![is("greeted", "yes"), condition.clone()])),
            expected
        );
        assert_eq!(
            holds(&Condition::Any(vec![is("greeted", "no"), condition])),
            expected
        );
    }
    assert!(holds(&Condition::All(Vec::new())));
    assert!(!holds(&Condition::Any(Vec::new())));
}

#[test]
fn what_hides_a_question_hides_what_depends_on_it() {
    let mut checklist = fixtures::checklist();
    question(&mut checklist, "insisted").show_if = Some(asks("why_not_greeted", Test::Answered));
    question(&mut checklist, "fitting").show_if = Some(is("insisted", "no"));
    let mut answers = fixtures::answers();
    answers.insert(slug("greeted"), Answer::YesNo(false));
    answers.insert(slug("why_not_greeted"), Answer::Text("on the phone".to_owned()));
    assert!(shown(&checklist, None, &answers, "fitting"));
    // The text stays where it was typed, but nothing looks at it any more.
    answers.insert(slug("greeted"), Answer::YesNo(true));
    for id in ["why_not_greeted", "insisted", "fitting"] {
        assert!(!shown(&checklist, None, &answers, id), "{id}");
    }
    let visible = Visible::new(&checklist, None, &answers);
    assert_eq!(visible.answer(&slug("why_not_greeted")), None);
    assert!(!visible.holds(&asks("why_not_greeted", Test::Answered)));
}

#[test]
fn a_condition_may_look_ahead() {
    let mut checklist = fixtures::checklist();
    question(&mut checklist, "window_clean").show_if = Some(is("loyalty", "yes"));
    let mut answers = fixtures::answers();
    assert!(!shown(&checklist, None, &answers, "window_clean"));
    answers.insert(slug("loyalty"), Answer::YesNo(true));
    assert!(shown(&checklist, None, &answers, "window_clean"));
}

#[test]
fn questions_that_wait_for_each_other_stay_hidden_and_nothing_hangs() {
    let mut checklist = fixtures::checklist();
    question(&mut checklist, "receipt").show_if = Some(asks("loyalty", Test::Answered));
    question(&mut checklist, "loyalty").show_if = Some(asks("receipt", Test::Answered));
    question(&mut checklist, "total").show_if = Some(asks("total", Test::Answered));
    let answers = fixtures::answers();
    for id in ["receipt", "loyalty", "total"] {
        assert!(!shown(&checklist, None, &answers, id), "{id}");
    }
    assert!(shown(&checklist, None, &answers, "greeted"));
}

#[test]
fn a_question_for_one_persona_is_shown_to_that_one_alone() {
    let (checklist, answers) = (fixtures::checklist(), fixtures::answers());
    for (persona, expected) in [(Some("gift"), true), (Some("self"), false), (None, false)] {
        assert_eq!(
            shown(&checklist, persona, &answers, "gift_wrap"),
            expected,
            "{persona:?}"
        );
    }
}

#[test]
fn an_unknown_question_is_not_shown_and_satisfies_nothing() {
    assert!(!holds(&asks("nobody_asked", Test::Answered)));
    assert!(!shown(
        &fixtures::checklist(),
        None,
        &fixtures::answers(),
        "nobody_asked"
    ));
}
