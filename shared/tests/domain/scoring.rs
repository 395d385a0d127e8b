//! Properties of the score.

use std::collections::BTreeMap;

use proptest::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Choice, Condition, Critical, Kind, Question, YesNoPoints};
use vitrine_shared::fixtures::{self, slug};
use vitrine_shared::points::Milli;
use vitrine_shared::score::{Exact, VisitScore, score};

use crate::generate::{Case, case, milli, text};
use crate::reference;

fn score_of(case: &Case) -> VisitScore {
    score(&case.checklist, None, &case.answers)
}

fn as_f64(score: &Exact) -> f64 {
    let text = score.to_string();
    let (above, below) = text.split_once('/').unwrap_or((&text, "1"));
    above.parse::<f64>().unwrap() / below.parse::<f64>().unwrap()
}

fn questions(checklist: &mut Checklist) -> impl Iterator<Item = &mut Question> {
    checklist
        .touchpoints
        .iter_mut()
        .flat_map(|touchpoint| &mut touchpoint.questions)
}

/// Question `index` of the checklist and its place, if there are so many.
fn place(checklist: &Checklist, index: usize) -> Option<(usize, usize)> {
    let places = checklist.touchpoints.iter().enumerate();
    let mut places = places.flat_map(|(t, touchpoint)| (0..touchpoint.questions.len()).map(move |q| (t, q)));
    places.nth(index)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn lies_between_nothing_and_full(case in case()) {
        let score = score_of(&case);
        let parts = score.touchpoints.iter().filter_map(|t| t.score.clone()).chain(score.visit);
        for part in parts {
            prop_assert!((0..=1_000_000).contains(&part.ppm()), "{part}");
        }
    }

    #[test]
    fn agrees_with_the_naive_reference(case in case(), bonus in any::<u32>(), above: bool) {
        let mut case = case;
        case.checklist.bonus_above_full = above;
        for (index, question) in questions(&mut case.checklist).enumerate() {
            question.bonus = (bonus >> (index % 32)) & 7 == 7;
        }
        let ours = score_of(&case).visit.map(|score| as_f64(&score));
        match (ours, reference::score(&case.checklist, &case.answers)) {
            (None, None) => {}
            (Some(ours), Some(theirs)) => prop_assert!((ours - theirs).abs() < 1e-9, "{ours} {theirs}"),
            other => prop_assert!(false, "{other:?}"),
        }
    }

    #[test]
    fn does_not_depend_on_the_order(case in case(), turn in 0usize..9) {
        let mut turned = case.clone();
        for touchpoint in &mut turned.checklist.touchpoints {
            touchpoint.questions.reverse();
        }
        let count = turned.checklist.touchpoints.len();
        turned.checklist.touchpoints.rotate_left(turn % count);
        let (ours, mut theirs) = (score_of(&case), score_of(&turned));
        prop_assert_eq!(&ours.visit, &theirs.visit);
        theirs.touchpoints.rotate_right(turn % count);
        prop_assert_eq!(ours.touchpoints, theirs.touchpoints);
    }

    #[test]
    fn does_not_change_when_all_weights_grow_alike(case in case(), k in 2i64..1000, l in 2i64..1000) {
        let mut scaled = case.clone();
        for touchpoint in &mut scaled.checklist.touchpoints {
            touchpoint.weight = milli(touchpoint.weight.thousandths() * k);
            for question in &mut touchpoint.questions {
                question.weight = milli(question.weight.thousandths() * l);
            }
        }
        prop_assert_eq!(score_of(&case), score_of(&scaled));
    }

    #[test]
    fn of_a_hidden_question_is_that_of_a_checklist_without_it(case in case(), index in 0usize..12) {
        let Some((t, q)) = place(&case.checklist, index) else { return Ok(()) };
        let (mut hidden, mut without) = (case.clone(), case);
        hidden.checklist.touchpoints[t].questions[q].show_if = Some(Condition::Any(Vec::new()));
        without.checklist.touchpoints[t].questions.remove(q);
        prop_assert_eq!(score_of(&hidden), score_of(&without));
    }

    #[test]
    fn of_a_question_that_does_not_apply_is_that_of_no_answer(case in case(), index in 0usize..12) {
        let mut case = case;
        for question in questions(&mut case.checklist) {
            question.show_if = None;
        }
        let Some((t, q)) = place(&case.checklist, index) else { return Ok(()) };
        let id = case.checklist.touchpoints[t].questions[q].id.clone();
        let before = score_of(&case);
        let (mut inapplicable, mut unanswered) = (case.clone(), case);
        inapplicable.answers.insert(id.clone(), Answer::NotApplicable);
        unanswered.answers.remove(&id);
        let after = score_of(&inapplicable);
        prop_assert_eq!(&after, &score_of(&unanswered));
        for (index, (before, after)) in before.touchpoints.iter().zip(&after.touchpoints).enumerate() {
            prop_assert!(index == t || before == after, "another touchpoint changed");
        }
    }

    #[test]
    fn of_nothing_is_none_and_never_zero(case in case()) {
        let empty = Case { answers: BTreeMap::new(), ..case };
        let score = score_of(&empty);
        prop_assert_eq!(score.visit, None);
        prop_assert!(score.touchpoints.iter().all(|t| t.score.is_none() && t.questions == 0));
    }

    #[test]
    fn survives_the_wire(case in case()) {
        let score = score_of(&case);
        let json = serde_json::to_string(&score).unwrap();
        prop_assert_eq!(serde_json::from_str::<VisitScore>(&json).unwrap(), score);
    }
}

#[test]
fn of_the_fixture_is_the_one_worked_by_hand() {
    let score = score(&fixtures::checklist(), Some(&slug("self")), &fixtures::answers());
    let parts: Vec<_> = score
        .touchpoints
        .iter()
        .map(|t| t.score.as_ref().map(Exact::to_string))
        .collect();
    let by_hand = [Some("2/3"), Some("3/4"), Some("1/3"), None];
    assert_eq!(parts, by_hand.map(|part| part.map(str::to_owned)));
    assert_eq!(score.visit.unwrap().to_string(), fixtures::SCORE);
    assert_eq!(
        score.touchpoints.iter().map(|t| t.questions).collect::<Vec<_>>(),
        [2, 4, 2, 0]
    );
    assert!(score.failed_critical.is_empty());
}

#[test]
fn a_failed_critical_item_is_named_and_holds_its_touchpoint_down() {
    let (mut answers, checklist) = (fixtures::answers(), fixtures::checklist());
    answers.insert(slug("greeted"), Answer::YesNo(false));
    answers.insert(slug("wait"), Answer::ElapsedMs(0));
    answers.insert(
        slug("approach"),
        Answer::Choices(
            ["asked_needs", "showed", "explained"]
                .map(slug)
                .into_iter()
                .collect(),
        ),
    );
    // (0 + 2 + 3 + 1)/(2 + 2 + 3 + 1) = 3/4, held at 50 %: (2/3 + 3·1/2 + 2·1/3)/6 = 17/36.
    let capped = score(&checklist, None, &answers);
    assert_eq!(capped.failed_critical, [slug("greeted")]);
    assert_eq!(capped.touchpoints[1].score, Some("1/2".parse().unwrap()));
    assert_eq!(capped.visit, Some("17/36".parse().unwrap()));
}

/// A checklist of one touchpoint with these questions, all answered "yes" where it can be.
fn one(questions: Vec<(i64, bool, Option<Critical>)>) -> Checklist {
    let mut checklist = fixtures::checklist();
    let template = checklist.touchpoints[0].questions[0].clone();
    let asked = questions
        .into_iter()
        .enumerate()
        .map(|(index, (weight, bonus, critical))| Question {
            id: slug(&format!("q{index}")),
            kind: Kind::YesNo {
                points: Some(YesNoPoints {
                    yes: Milli::ONE,
                    no: Milli::ZERO,
                }),
            },
            weight: milli(weight),
            bonus,
            critical,
            ..template.clone()
        });
    checklist.touchpoints.truncate(1);
    checklist.touchpoints[0].questions = asked.collect();
    checklist
}

fn answered(yes: &[bool]) -> BTreeMap<vitrine_shared::checklist::Slug, Answer> {
    let answer = |(index, yes): (usize, &bool)| (slug(&format!("q{index}")), Answer::YesNo(*yes));
    yes.iter().enumerate().map(answer).collect()
}

#[test]
fn bonus_earns_on_top_up_to_full_or_beyond_where_the_checklist_says_so() {
    let mut checklist = one(vec![(1000, false, None), (1000, false, None), (1000, true, None)]);
    let visit = |checklist: &Checklist, yes: &[bool]| {
        score(checklist, None, &answered(yes))
            .visit
            .map(|score| score.to_string())
    };
    assert_eq!(
        visit(&checklist, &[true, false, true]).unwrap(),
        "1",
        "1/2 and a bonus of 1/2"
    );
    assert_eq!(
        visit(&checklist, &[true, false, false]).unwrap(),
        "1/2",
        "a bonus missed costs nothing"
    );
    assert_eq!(visit(&checklist, &[true, true, true]).unwrap(), "1");
    checklist.bonus_above_full = true;
    assert_eq!(visit(&checklist, &[true, true, true]).unwrap(), "3/2");
}

#[test]
fn points_may_be_taken_away_but_a_multiple_choice_never_goes_below_nothing() {
    let option = |id: &str, points: i64| Choice {
        id: slug(id),
        text: text(id),
        points: Some(milli(points)),
        not_applicable: false,
        exclusive: false,
    };
    let mut checklist = one(vec![(1000, false, None)]);
    let options = vec![option("good", 2000), option("better", 1000), option("bad", -5000)];
    checklist.touchpoints[0].questions[0].kind = Kind::Multiple {
        options: options.clone(),
    };
    let chosen = |names: &[&str]| {
        let answer = Answer::Choices(names.iter().map(|name| slug(name)).collect());
        score(&checklist, None, &BTreeMap::from([(slug("q0"), answer)]))
            .visit
            .unwrap()
            .to_string()
    };
    assert_eq!(chosen(&["good"]), "2/3");
    assert_eq!(chosen(&["good", "better"]), "1");
    assert_eq!(chosen(&["good", "bad"]), "0");
    let mut single = checklist.clone();
    single.touchpoints[0].questions[0].kind = Kind::Single { options };
    let answer = BTreeMap::from([(slug("q0"), Answer::Choice(slug("bad")))]);
    assert_eq!(score(&single, None, &answer).visit.unwrap().to_string(), "-5/2");
}

#[test]
fn touchpoints_that_weigh_nothing_give_no_visit_score() {
    let mut checklist = one(vec![(1000, false, None)]);
    checklist.touchpoints[0].weight = Milli::ZERO;
    let score = score(&checklist, None, &answered(&[true]));
    assert_eq!((score.visit, score.touchpoints[0].score.is_some()), (None, true));
}
