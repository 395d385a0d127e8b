//! Training: grading, the order of questions, and who may try again when.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use vitrine_shared::checklist::Slug;
use vitrine_shared::checklist::authoring::training_from_toml;
use vitrine_shared::digest::Digest;
use vitrine_shared::fixtures::{at, slug};
use vitrine_shared::training::{
    NotAnswered, QuizChoice, QuizQuestion, Standing, Training, TrainingError, Tried, asked, grade, standing,
};
use vitrine_shared::wire::SyncReply;

use crate::authoring::tell;
use crate::generate::text;

const HOUR_MS: i64 = 60 * 60 * 1000;

/// A quiz of so many questions with three options each, the first of them right.
fn training(questions: usize, pass_percent: u32) -> Training {
    let choice = |id: &str| QuizChoice {
        id: slug(id),
        text: text(id),
        right: id == "a",
    };
    Training {
        format: 1,
        checklist: slug("store"),
        version: 1,
        languages: Vec::new(),
        title: text("Training"),
        pass_percent,
        attempts: 3,
        wait_hours: Some(24),
        modules: Vec::new(),
        quiz: (0..questions)
            .map(|number| QuizQuestion {
                id: slug(&format!("q{number}")),
                text: text("?"),
                options: ["a", "b", "c"].map(choice).to_vec(),
                explanation: text("!"),
            })
            .collect(),
    }
}

fn answers(right: &[bool]) -> BTreeMap<Slug, Slug> {
    right
        .iter()
        .enumerate()
        .map(|(number, right)| (slug(&format!("q{number}")), slug(if *right { "a" } else { "c" })))
        .collect()
}

proptest! {
    #[test]
    fn a_quiz_is_passed_from_the_mark_on(right in vec(any::<bool>(), 1..40), pass_percent in 1u32..=100) {
        let training = training(right.len(), pass_percent);
        let grade = grade(&training, &answers(&right)).unwrap();
        let count = right.iter().filter(|right| **right).count();
        prop_assert_eq!(grade.right as usize, count);
        prop_assert_eq!(grade.asked as usize, right.len());
        // In floating point only because the figures are small enough for it to be exact.
        let share = count as f64 * 100.0 / right.len() as f64;
        prop_assert_eq!(grade.passed, share >= f64::from(pass_percent) - 1e-9);
    }

    #[test]
    fn one_more_right_answer_never_fails_a_quiz(
        right in vec(any::<bool>(), 1..20), better in any::<prop::sample::Index>(), pass_percent in 1u32..=100,
    ) {
        let training = training(right.len(), pass_percent);
        let before = grade(&training, &answers(&right)).unwrap();
        let mut improved = right.clone();
        improved[better.index(right.len())] = true;
        let after = grade(&training, &answers(&improved)).unwrap();
        prop_assert!(after.right >= before.right);
        prop_assert!(after.passed || !before.passed);
    }

    #[test]
    fn a_seed_asks_everything_once_and_always_in_the_same_order(questions in 1usize..20, seed in any::<u32>()) {
        let training = training(questions, 80);
        let order = asked(&training, seed);
        prop_assert_eq!(&order, &asked(&training, seed));
        let mut ids: Vec<&Slug> = order.iter().map(|it| &it.question.id).collect();
        ids.sort();
        let mut all: Vec<&Slug> = training.quiz.iter().map(|question| &question.id).collect();
        all.sort();
        prop_assert_eq!(ids, all);
        for it in &order {
            let mut options: Vec<&str> = it.options.iter().map(|choice| choice.id.as_str()).collect();
            options.sort_unstable();
            prop_assert_eq!(options, ["a", "b", "c"]);
        }
    }

    #[test]
    fn nobody_gets_more_attempts_in_a_wait_than_there_are(
        gaps in vec(0i64..40 * HOUR_MS, 0..40), attempts in 1u32..5, wait in 1u32..48,
    ) {
        let training = Training { attempts, wait_hours: Some(wait), ..training(3, 80) };
        let mut tried: Vec<Tried> = Vec::new();
        let mut now = at(0);
        for gap in gaps {
            now = now.plus_ms(gap);
            match standing(&training, &tried, now) {
                Standing::Open { left } => {
                    prop_assert!((1..=attempts).contains(&left));
                    tried.push(Tried { at: now, passed: false });
                }
                Standing::UsedUp { opens_at } => {
                    let opens_at = opens_at.unwrap();
                    prop_assert!(opens_at > now);
                    let then = standing(&training, &tried, opens_at);
                    prop_assert_eq!(then, Standing::Open { left: attempts });
                }
                Standing::Passed => prop_assert!(false, "nothing was passed"),
            }
            // Any run of more than a round holds a whole wait.
            let round = attempts as usize;
            for run in tried.windows(round + 1) {
                let longest = run.windows(2).map(|pair| pair[1].at.unix_ms() - pair[0].at.unix_ms()).max();
                prop_assert!(longest >= Some(i64::from(wait) * HOUR_MS));
            }
        }
        tried.push(Tried { at: now, passed: true });
        prop_assert_eq!(standing(&training, &tried, now), Standing::Passed);
    }
}

#[test]
fn orders_differ_between_attempts() {
    let training = training(8, 80);
    let orders: std::collections::BTreeSet<Vec<String>> = (0..50)
        .map(|seed| {
            let order = asked(&training, seed);
            order.iter().map(|it| it.question.id.to_string()).collect()
        })
        .collect();
    assert!(orders.len() > 45, "{} orders of 50", orders.len());
}

#[test]
fn the_order_of_a_seed_is_the_same_for_ever() {
    let training = training(6, 80);
    let order: Vec<String> = asked(&training, 2026)
        .iter()
        .map(|it| {
            let options: String = it.options.iter().map(|choice| choice.id.as_str()).collect();
            format!("{}{options}", it.question.id)
        })
        .collect();
    assert_eq!(order, ["q3bca", "q4cab", "q0abc", "q2cab", "q5acb", "q1acb"]);
}

#[test]
fn an_unfinished_or_foreign_quiz_is_not_graded() {
    let training = training(3, 80);
    let mut short = answers(&[true, true]);
    assert_eq!(grade(&training, &short), Err(NotAnswered::Incomplete));
    short.insert(slug("q2"), slug("d"));
    assert_eq!(grade(&training, &short), Err(NotAnswered::Unknown));
    let mut long = answers(&[true, true, true]);
    long.insert(slug("q9"), slug("a"));
    assert_eq!(grade(&training, &long), Err(NotAnswered::Unknown));
}

#[test]
fn without_a_wait_only_a_coordinator_gives_new_attempts() {
    let training = Training {
        wait_hours: None,
        ..training(3, 80)
    };
    let tried: Vec<Tried> = (0..3)
        .map(|hour| Tried {
            at: at(hour * HOUR_MS),
            passed: false,
        })
        .collect();
    let years_later = at(30_000 * HOUR_MS);
    assert_eq!(
        standing(&training, &tried, years_later),
        Standing::UsedUp { opens_at: None }
    );
    assert_eq!(standing(&training, &[], years_later), Standing::Open { left: 3 });
}

#[test]
fn a_clock_turned_back_shortens_no_wait() {
    let training = training(3, 80);
    let tried = [0, 5 * HOUR_MS, -20 * HOUR_MS].map(|ms| Tried {
        at: at(ms),
        passed: false,
    });
    let opens_at = Some(at(29 * HOUR_MS));
    assert_eq!(
        standing(&training, &tried, at(28 * HOUR_MS)),
        Standing::UsedUp { opens_at }
    );
}

#[test]
fn the_shipped_training_keeps_its_canonical_form() {
    let training =
        training_from_toml(include_str!("../../../checklists/training/retail-store.toml")).unwrap();
    let (bytes, digest) = training.to_canonical().unwrap();
    assert_eq!(Training::from_canonical(&bytes, &digest).unwrap(), training);
    assert_eq!((training.attempts, training.wait_hours), (3, Some(24)));
    let other = Digest::of(b"something else");
    assert!(matches!(
        Training::from_canonical(&bytes, &other),
        Err(TrainingError::WrongDigest(_))
    ));
    let newer = String::from_utf8(bytes)
        .unwrap()
        .replacen("\"format\":1", "\"format\":2", 1);
    let digest = Digest::of(newer.as_bytes());
    assert!(matches!(
        Training::from_canonical(newer.as_bytes(), &digest),
        Err(TrainingError::NewerFormat(2))
    ));
}

#[test]
fn a_sync_without_courses_is_one_of_an_older_server() {
    let old = r#"{"cursor":7,"more":false,"server_time":"2026-05-04T13:00:00.000Z","assignments":[]}"#;
    let reply: SyncReply = serde_json::from_str(old).unwrap();
    assert!(reply.courses.is_empty());
    assert_eq!(serde_json::to_string(&reply).unwrap(), old);
}

#[test]
fn authors_are_told_what_is_wrong_with_limits() {
    let source = r#"checklist = "store"
version = 0
languages = ["en"]
pass_percent = 101
attempts = 0
wait_hours = 1000
title = "T"
modules = []
quiz = []"#;
    let findings = tell(training_from_toml(source).unwrap_err());
    assert_eq!(
        findings,
        [
            "2:1 version: versions of checklists count up from 1",
            "4:1 pass_percent: the pass mark is 1 to 100 percent",
            "5:1 attempts: the quiz may be tried at least once",
            "6:1 wait_hours: the wait is 1 to 672 hours; without it only a coordinator gives new attempts",
            "9:1 quiz: the quiz asks at least one question",
        ]
    );
}
