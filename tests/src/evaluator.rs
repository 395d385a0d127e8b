//! An evaluator who answers any checklist, and whose answers follow from how good the store was.

use std::collections::BTreeSet;

use chrono::{NaiveDate, NaiveTime};
use rand::rngs::StdRng;
use rand::{Rng, RngExt};
use vitrine_shared::answer::Answer;
use vitrine_shared::barcode;
use vitrine_shared::checklist::{Band, Choice, Kind, Question};
use vitrine_shared::points::Milli;

/// What evaluators write when they have to explain themselves; never about a person.
const REMARKS: [&str; 6] = [
    "O atendimento foi cordial, mas demorou a começar.",
    "A equipe conhecia bem os produtos e ofereceu alternativas.",
    "Havia caixas no corredor e pouca sinalização de preços.",
    "Ambiente limpo e bem iluminado, música em volume agradável.",
    "Ninguém perguntou do que eu precisava antes de mostrar produtos.",
    "O caixa explicou a política de trocas sem que eu pedisse.",
];

/// One code of each form, from public examples.
const CODES: [&str; 5] = [
    "4006381333931",
    "73513537",
    "036000291452",
    "15400141288763",
    "LOTE-7",
];

/// The answer to a question in a store where things go well with probability `quality` (0 to 1).
/// `None` for a question that takes no answer.
pub fn answer(question: &Question, quality: f64, rng: &mut StdRng) -> Option<Answer> {
    let quality = quality.clamp(0.02, 0.98);
    Some(match &question.kind {
        Kind::YesNo { points } => {
            let yes_is_good = points.is_none_or(|points| points.yes >= points.no);
            Answer::YesNo(rng.random_bool(quality) == yes_is_good)
        }
        Kind::Single { options } => Answer::Choice(graded(options, quality, rng)?.id.clone()),
        Kind::Multiple { options } => Answer::Choices(several(options, quality, rng)?),
        Kind::Scale { .. } | Kind::Nps | Kind::Csat | Kind::Ces => {
            let (min, max) = question.kind.steps()?;
            Answer::Rating(step(min, max, quality, rng))
        }
        Kind::Thumb => Answer::Thumb(rng.random_bool(quality)),
        Kind::Number { min, max, .. } => Answer::Number(number(*min, *max, rng)?),
        Kind::Text { max_chars } => {
            Answer::Text(pick(&REMARKS, rng)?.chars().take(*max_chars as usize).collect())
        }
        Kind::Date => Answer::Date(NaiveDate::from_ymd_opt(2026, 1, 1)?),
        Kind::Time => Answer::Time(NaiveTime::from_hms_opt(
            rng.random_range(10..20),
            rng.random_range(0..60),
            0,
        )?),
        Kind::Timer { bands } => Answer::ElapsedMs(waited_ms(bands, quality, rng)),
        Kind::Barcode { formats } => {
            let fitting = CODES
                .into_iter()
                .find(|code| barcode::check(code, formats).is_ok());
            Answer::Barcode(fitting?.to_owned())
        }
        Kind::Photo | Kind::Note => return None,
    })
}

fn pick<'a, T>(from: &'a [T], rng: &mut StdRng) -> Option<&'a T> {
    from.get(rng.random_range(0..from.len().max(1)))
}

/// Good stores get the best option, others one further down; what does not apply is rare.
fn graded<'a>(options: &'a [Choice], quality: f64, rng: &mut StdRng) -> Option<&'a Choice> {
    let (not_applicable, mut graded): (Vec<_>, Vec<_>) =
        options.iter().partition(|option| option.not_applicable);
    if !not_applicable.is_empty() && rng.random_bool(0.06) {
        return pick(&not_applicable, rng).copied();
    }
    if graded.iter().all(|option| option.points.is_none()) {
        return pick(&graded, rng).copied();
    }
    graded.sort_by_key(|option| std::cmp::Reverse(option.points));
    let chosen = graded.iter().find(|_| rng.random_bool(quality));
    chosen.or(graded.last()).copied()
}

fn several(
    options: &[Choice],
    quality: f64,
    rng: &mut StdRng,
) -> Option<BTreeSet<vitrine_shared::checklist::Slug>> {
    let alone = |option: &&Choice| option.exclusive || option.not_applicable;
    let good = |option: &Choice| option.points.is_none_or(|points| points > Milli::ZERO);
    let chosen: BTreeSet<_> = options
        .iter()
        .filter(|option| !alone(option))
        .filter(|option| rng.random_bool(if good(option) { quality } else { 1.0 - quality }))
        .map(|option| option.id.clone())
        .collect();
    if !chosen.is_empty() {
        return Some(chosen);
    }
    let fallback = options.iter().find(alone).or(options.first())?;
    Some(BTreeSet::from([fallback.id.clone()]))
}

/// Ratings lie around the quality, never all at one step.
fn step(min: i64, max: i64, quality: f64, rng: &mut StdRng) -> i64 {
    let noise = rng.random_range(-0.22..0.22);
    let at = (quality + noise).clamp(0.0, 1.0) * (max - min) as f64;
    (min + at.round() as i64).clamp(min, max)
}

fn number(min: Option<Milli>, max: Option<Milli>, rng: &mut StdRng) -> Option<Milli> {
    let lowest = min.map_or(0, |min| min.thousandths() / 1000);
    let highest = max
        .map_or(lowest + 20, |max| max.thousandths() / 1000)
        .min(lowest + 250);
    Milli::from_whole(rng.random_range(lowest..=highest.max(lowest)))
}

/// A wait that falls into the first band as often as the store is good.
fn waited_ms(bands: &[Band], quality: f64, rng: &mut StdRng) -> i64 {
    let limits: Vec<i64> = bands
        .iter()
        .filter_map(|band| band.up_to)
        .map(Milli::thousandths)
        .collect();
    let (Some(&first), Some(&last)) = (limits.first(), limits.last()) else {
        return rng.random_range(20_000..400_000);
    };
    if rng.random_bool(quality) {
        return rng.random_range(first / 4..=first);
    }
    let spread = i64::from(rng.next_u32() % 60) * 1000;
    rng.random_range(first..=last) + spread
}
