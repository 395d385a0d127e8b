//! Random checklists with random answers that fit them.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{
    Band, Cap, CapOf, Channel, Checklist, Choice, Condition, Critical, Kind, Pillar, Question, Slug, Test,
    Touch, Touchpoint, YesNoPoints,
};
use vitrine_shared::fixtures::{self, slug};
use vitrine_shared::points::Milli;
use vitrine_shared::text::{Lang, Text};

/// A checklist and answers to some of its questions.
#[derive(Clone, Debug)]
pub struct Case {
    pub checklist: Checklist,
    pub answers: BTreeMap<Slug, Answer>,
}

pub fn milli(thousandths: i64) -> Milli {
    Milli::from_thousandths(thousandths).unwrap()
}

pub fn text(words: &str) -> Text {
    [(Lang::En, words.to_owned())].into_iter().collect()
}

/// Cases without bonus questions and negative points, whose scores lie within [0, 1].
pub fn case() -> impl Strategy<Value = Case> {
    let questions = || vec(question(), 0..7);
    vec((1i64..4000, questions()), 1..5).prop_map(build)
}

/// A question without its id, and the seed of its answer.
#[derive(Clone, Debug)]
struct Draft {
    kind: Kind,
    weight: i64,
    may_not_apply: bool,
    critical: Option<Critical>,
    condition: Option<(usize, Test)>,
    answer: Option<usize>,
}

fn question() -> impl Strategy<Value = Draft> {
    (
        kind(),
        1i64..3000,
        any::<bool>(),
        prop_oneof![3 => Just(None), 1 => critical().prop_map(Some)],
        prop_oneof![2 => Just(None), 1 => (0usize..40, test()).prop_map(Some)],
        prop_oneof![1 => Just(None), 5 => (0usize..1000).prop_map(Some)],
    )
        .prop_map(
            |(kind, weight, may_not_apply, critical, condition, answer)| Draft {
                kind,
                weight,
                may_not_apply,
                critical,
                condition,
                answer,
            },
        )
}

fn critical() -> impl Strategy<Value = Critical> {
    let cap = (any::<bool>(), 0i64..100_000).prop_map(|(visit, percent)| Cap {
        of: if visit { CapOf::Visit } else { CapOf::Touchpoint },
        percent: milli(percent),
    });
    prop::option::of(cap).prop_map(|caps| Critical { caps })
}

fn test() -> impl Strategy<Value = Test> {
    prop_oneof![
        Just(Test::Answered),
        Just(Test::NotApplicable),
        Just(Test::LosesPoints),
        Just(Test::OneOf(vec![slug("yes"), slug("o0"), slug("o2")])),
        (0i64..9000).prop_map(|min| Test::Between {
            min: Some(milli(min)),
            max: None
        }),
    ]
}

fn kind() -> impl Strategy<Value = Kind> {
    let points = || (0i64..=5000).prop_map(milli);
    let options = || {
        vec((prop::option::of(0i64..=5000), prop::bool::weighted(0.15)), 1..6).prop_map(|options| {
            let choice = |(index, (points, not_applicable)): (usize, (Option<i64>, bool))| Choice {
                id: slug(&format!("o{index}")),
                text: text("an option"),
                points: points.filter(|_| !not_applicable).map(milli),
                not_applicable,
                exclusive: false,
            };
            options.into_iter().enumerate().map(choice).collect::<Vec<_>>()
        })
    };
    let bands = || {
        vec(points(), 0..4).prop_map(|points| {
            let last = points.len().saturating_sub(1);
            let limit = |index: usize| (index < last).then(|| milli(2000 * (index as i64 + 1)));
            let band = |(index, points)| Band {
                up_to: limit(index),
                points,
            };
            points.into_iter().enumerate().map(band).collect::<Vec<_>>()
        })
    };
    prop_oneof![
        (points(), points()).prop_map(|(yes, no)| Kind::YesNo {
            points: Some(YesNoPoints { yes, no })
        }),
        Just(Kind::YesNo { points: None }),
        options().prop_map(|options| Kind::Single { options }),
        options().prop_map(|options| Kind::Multiple { options }),
        vec(points(), 5..=5).prop_map(|points| Kind::Scale {
            min: 1,
            max: 5,
            min_label: None,
            max_label: None,
            points
        }),
        bands().prop_map(|bands| Kind::Timer { bands }),
        bands().prop_map(|bands| Kind::Number {
            min: None,
            max: None,
            unit: None,
            bands
        }),
        Just(Kind::Nps),
        Just(Kind::Text { max_chars: 100 }),
    ]
}

fn build(drafts: Vec<(i64, Vec<Draft>)>) -> Case {
    let mut answers = BTreeMap::new();
    let mut asked: Vec<Slug> = Vec::new();
    let mut touchpoints = Vec::new();
    for (index, (weight, drafts)) in drafts.into_iter().enumerate() {
        let mut questions = Vec::new();
        for draft in drafts {
            let id = slug(&format!("q{}", asked.len()));
            let show_if = draft.condition.and_then(|(back, test)| {
                // Only earlier questions, so that there is no cycle.
                let question = asked.get(asked.len().checked_sub(back + 1)?)?.clone();
                Some(Condition::Answer { question, test })
            });
            let question = Question {
                id: id.clone(),
                text: text("a question"),
                guidance: None,
                kind: draft.kind,
                required: true,
                weight: milli(draft.weight),
                bonus: false,
                may_not_apply: draft.may_not_apply,
                critical: draft.critical,
                group: None,
                show_if,
                photos: None,
                pictures: Vec::new(),
                voice_memos: true,
            };
            if let Some(answer) = draft.answer.and_then(|seed| answer(&question, seed)) {
                assert_eq!(answer.check(&question), Ok(()), "{answer:?} to {question:?}");
                answers.insert(id.clone(), answer);
            }
            asked.push(id);
            questions.push(question);
        }
        touchpoints.push(Touchpoint {
            id: slug(&format!("t{index}")),
            title: text("a touchpoint"),
            stage: slug("closure"),
            channel: Channel::InStore,
            touch: Touch::Low,
            pillar: Pillar::People,
            weight: milli(weight),
            groups: Vec::new(),
            questions,
        });
    }
    let checklist = Checklist {
        touchpoints,
        personas: Vec::new(),
        ..fixtures::checklist()
    };
    Case { checklist, answers }
}

/// An answer that fits, chosen by the seed; `None` where none does.
fn answer(question: &Question, seed: usize) -> Option<Answer> {
    if question.may_not_apply && seed.is_multiple_of(7) {
        return Some(Answer::NotApplicable);
    }
    Some(match &question.kind {
        Kind::YesNo { .. } => Answer::YesNo(seed.is_multiple_of(2)),
        Kind::Single { options } => Answer::Choice(options[seed % options.len()].id.clone()),
        Kind::Multiple { options } => {
            let first = &options[seed % options.len()];
            let joins = |o: &&Choice| !first.not_applicable && !o.not_applicable && seed.is_multiple_of(3);
            let rest = options.iter().filter(joins).map(|o| o.id.clone());
            Answer::Choices(rest.chain([first.id.clone()]).collect())
        }
        Kind::Scale { min, .. } => Answer::Rating(min + seed as i64 % 5),
        Kind::Nps => Answer::Rating(seed as i64 % 11),
        Kind::Timer { .. } => Answer::ElapsedMs(seed as i64 * 10),
        Kind::Number { .. } => Answer::Number(milli(seed as i64 * 10)),
        Kind::Text { .. } => Answer::Text("words".to_owned()),
        _ => return None,
    })
}
