//! Scoring once more, naively in binary fractions and from the words of the rules alone.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Band, CapOf, Checklist, Condition, Kind, Question, Slug, Test};
use vitrine_shared::points::Milli;

type Answers = BTreeMap<Slug, Answer>;

/// The visit's score, 1 for 100 %.
pub fn score(checklist: &Checklist, answers: &Answers) -> Option<f64> {
    let (mut sum, mut weights, mut ceiling) = (0.0, 0.0, f64::INFINITY);
    for touchpoint in &checklist.touchpoints {
        let (mut earned, mut possible, mut cap) = (0.0, 0.0, f64::INFINITY);
        for question in &touchpoint.questions {
            let Some(answer) = answers
                .get(&question.id)
                .filter(|_| shown(checklist, question, answers))
            else {
                continue;
            };
            let Some((got, best)) = points(question, answer) else {
                continue;
            };
            earned += number(question.weight) * got;
            possible += if question.bonus {
                0.0
            } else {
                number(question.weight) * best
            };
            let fails = question.critical.is_some() && best > 0.0 && got <= 0.0;
            if let Some(caps) = question.critical.and_then(|c| c.caps).filter(|_| fails) {
                let percent = number(caps.percent) / 100.0;
                match caps.of {
                    CapOf::Visit => ceiling = ceiling.min(percent),
                    CapOf::Touchpoint => cap = cap.min(percent),
                }
            }
        }
        if possible > 0.0 {
            let ratio: f64 = earned / possible;
            let full = if checklist.bonus_above_full {
                f64::INFINITY
            } else {
                1.0
            };
            sum += number(touchpoint.weight) * ratio.min(full).min(cap);
            weights += number(touchpoint.weight);
        }
    }
    (weights > 0.0).then(|| (sum / weights).min(ceiling))
}

fn number(milli: Milli) -> f64 {
    milli.thousandths() as f64 / 1000.0
}

fn shown(checklist: &Checklist, question: &Question, answers: &Answers) -> bool {
    question
        .show_if
        .as_ref()
        .is_none_or(|condition| holds(checklist, condition, answers))
}

fn holds(checklist: &Checklist, condition: &Condition, answers: &Answers) -> bool {
    let Condition::Answer { question, test } = condition else {
        unreachable!("not generated")
    };
    let Some(asked) = checklist
        .question(question)
        .filter(|q| shown(checklist, q, answers))
    else {
        return false;
    };
    let Some(answer) = answers.get(question) else {
        return false;
    };
    let says = |name: &str| match answer {
        Answer::YesNo(yes) => name == if *yes { "yes" } else { "no" },
        Answer::Choice(option) => option.as_str() == name,
        Answer::Choices(options) => options.iter().any(|o| o.as_str() == name),
        _ => false,
    };
    match test {
        Test::Answered => true,
        Test::NotApplicable => inapplicable(asked, answer),
        Test::LosesPoints => points(asked, answer).is_some_and(|(got, best)| got < best),
        Test::OneOf(names) => names.iter().any(|name| says(name.as_str())),
        Test::Between { min, .. } => value(answer).is_some_and(|v| min.is_none_or(|min| number(min) <= v)),
    }
}

fn value(answer: &Answer) -> Option<f64> {
    match answer {
        Answer::Rating(step) => Some(*step as f64),
        Answer::Number(n) => Some(number(*n)),
        Answer::ElapsedMs(ms) => Some(*ms as f64 / 1000.0),
        _ => None,
    }
}

fn inapplicable(question: &Question, answer: &Answer) -> bool {
    let chosen: Vec<&Slug> = match answer {
        Answer::NotApplicable => return true,
        Answer::Choice(option) => vec![option],
        Answer::Choices(options) => options.iter().collect(),
        _ => return false,
    };
    question
        .kind
        .options()
        .iter()
        .any(|o| o.not_applicable && chosen.contains(&&o.id))
}

/// What was earned, and the best there was.
fn points(question: &Question, answer: &Answer) -> Option<(f64, f64)> {
    if inapplicable(question, answer) {
        return None;
    }
    let most = |all: &[f64]| all.iter().copied().reduce(f64::max);
    let band = |bands: &[Band]| {
        let here = bands.iter().find(|b| {
            b.up_to
                .is_none_or(|limit| value(answer).unwrap() <= number(limit))
        });
        let all: Vec<f64> = bands.iter().map(|b| number(b.points)).collect();
        Some((number(here?.points), most(&all)?))
    };
    match (&question.kind, answer) {
        (Kind::YesNo { points }, Answer::YesNo(yes)) => {
            let (of_yes, of_no) = (number((*points)?.yes), number((*points)?.no));
            Some((if *yes { of_yes } else { of_no }, of_yes.max(of_no)))
        }
        (Kind::Single { options }, Answer::Choice(chosen)) => {
            let all: Vec<f64> = options.iter().filter_map(|o| o.points).map(number).collect();
            let got = options
                .iter()
                .find(|o| o.id == *chosen)?
                .points
                .map_or(0.0, number);
            Some((got, most(&all)?))
        }
        (Kind::Multiple { options }, Answer::Choices(chosen)) => {
            options.iter().find(|o| o.points.is_some())?;
            let sum = |wanted: &dyn Fn(&Slug) -> bool| -> f64 {
                options
                    .iter()
                    .filter(|o| wanted(&o.id))
                    .filter_map(|o| o.points)
                    .map(number)
                    .sum()
            };
            Some((sum(&|id| chosen.contains(id)), sum(&|_| true)))
        }
        (Kind::Scale { min, points, .. }, Answer::Rating(step)) => {
            let all: Vec<f64> = points.iter().copied().map(number).collect();
            Some((all[(step - min) as usize], most(&all)?))
        }
        (Kind::Timer { bands } | Kind::Number { bands, .. }, _) => band(bands),
        _ => None,
    }
}
