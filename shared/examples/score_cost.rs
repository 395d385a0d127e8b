//! What one score of the shipped retail checklist costs, every shown question answered.
//!
//! `cargo run --release -p vitrine-shared --example score_cost`

#![allow(clippy::print_stdout, reason = "it prints its figures")]

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::Instant;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::{Checklist, Kind, Slug, authoring};
use vitrine_shared::points::Milli;
use vitrine_shared::score::score;

const ROUNDS: u32 = 20_000;

fn main() {
    let source = include_str!("../../checklists/retail/retail-store.toml");
    let plain = without_pictures(source);
    let Ok(checklist) = authoring::from_toml(&plain) else {
        println!("the checklist has findings");
        return;
    };
    let answers = answers(&checklist);
    let began = Instant::now();
    for _ in 0..ROUNDS {
        black_box(score(black_box(&checklist), None, black_box(&answers)));
    }
    let each = began.elapsed() / ROUNDS;
    let questions = checklist.questions().count();
    println!(
        "{questions} questions, {} answers: {each:?} a score",
        answers.len()
    );
}

/// The checklist without its pictures, which no score looks at.
fn without_pictures(source: &str) -> String {
    let mut parts = source.split("pictures = [\n");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |plain, part| {
        plain + part.split_once("\n]\n").map_or("", |(_, rest)| rest)
    })
}

fn answers(checklist: &Checklist) -> BTreeMap<Slug, Answer> {
    let answer = |kind: &Kind| match kind {
        Kind::YesNo { .. } => Some(Answer::YesNo(true)),
        Kind::Single { options } => options.get(1).map(|option| Answer::Choice(option.id.clone())),
        Kind::Multiple { options } => {
            let chosen = options.iter().filter(|option| !option.exclusive).take(2);
            Some(Answer::Choices(chosen.map(|option| option.id.clone()).collect()))
        }
        Kind::Timer { .. } => Some(Answer::ElapsedMs(95_000)),
        Kind::Number { .. } => Milli::from_whole(9).map(Answer::Number),
        Kind::Text { .. } => Some(Answer::Text("words".to_owned())),
        Kind::Thumb => Some(Answer::Thumb(true)),
        kind => kind.steps().map(|(_, max)| Answer::Rating(max - 1)),
    };
    checklist
        .questions()
        .filter_map(|(_, question)| Some((question.id.clone(), answer(&question.kind)?)))
        .collect()
}
