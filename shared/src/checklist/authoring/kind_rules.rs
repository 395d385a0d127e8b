//! What makes sense within one kind of question: options, bands, steps and limits.

use super::reader::Reader;
use super::rules::unique;
use crate::checklist::{Band, Choice, Kind};
use crate::points::Milli;

/// The most options of a choice.
const MAX_OPTIONS: usize = 60;

/// The most steps of a scale.
const MAX_STEPS: i64 = 20;

/// The longest text that may be asked for, in characters.
const MAX_CHARS: u32 = 10_000;

/// Notes what does not make sense within the kind.
pub(super) fn check(kind: &Kind, path: &str, reader: &mut Reader<'_>) {
    match kind {
        Kind::Single { options } => {
            check_options(options, path, reader);
            for (index, _) in options.iter().enumerate().filter(|(_, option)| option.exclusive) {
                let path = format!("{path}.options[{index}].exclusive");
                reader.find(&path, "in a single choice every option excludes the others");
            }
        }
        Kind::Multiple { options } => check_options(options, path, reader),
        Kind::Scale { min, max, points, .. } => {
            let steps = max.saturating_sub(*min).saturating_add(1);
            if !(2..=MAX_STEPS).contains(&steps) {
                reader.find(
                    path,
                    format!("a scale has 2 to {MAX_STEPS} steps: `max` is above `min`"),
                );
            } else if !points.is_empty() && i64::try_from(points.len()) != Ok(steps) {
                let message = format!(
                    "{} points for {steps} steps: one for each, lowest first",
                    points.len()
                );
                reader.find(&format!("{path}.points"), message);
            }
        }
        Kind::Number { min, max, bands, .. } => {
            if let (Some(min), Some(max)) = (min, max)
                && min >= max
            {
                reader.find(&format!("{path}.min"), "`min` is below `max`");
            }
            check_bands(bands, path, reader);
        }
        Kind::Timer { bands } => check_bands(bands, path, reader),
        Kind::Text { max_chars } if !(1..=MAX_CHARS).contains(max_chars) => {
            reader.find(
                &format!("{path}.max_chars"),
                format!("a text has 1 to {MAX_CHARS} characters"),
            );
        }
        _ => {}
    }
}

fn check_options(options: &[Choice], path: &str, reader: &mut Reader<'_>) {
    let path = format!("{path}.options");
    if !(2..=MAX_OPTIONS).contains(&options.len()) && !reader.has_finding(&path) {
        reader.find(&path, format!("a choice has 2 to {MAX_OPTIONS} options"));
    }
    unique(reader, &path, options.iter().map(|option| &option.id));
    let scored = options.iter().any(|option| option.points.is_some());
    for (index, option) in options.iter().enumerate() {
        let path = format!("{path}[{index}]");
        if option.not_applicable && option.points.is_some() {
            reader.find(
                &format!("{path}.points"),
                "an option that does not apply earns no points",
            );
        }
        if scored && !option.not_applicable && option.points.is_none() {
            reader.find(
                &path,
                "the other options have points: say what this one earns, 0 if nothing",
            );
        }
    }
}

fn check_bands(bands: &[Band], path: &str, reader: &mut Reader<'_>) {
    let mut below: Option<Milli> = None;
    for (index, band) in bands.iter().enumerate() {
        let path = format!("{path}.bands[{index}]");
        let is_last = index + 1 == bands.len();
        match band.up_to {
            None if !is_last => reader.find(&path, "only the last band has no `up_to`"),
            Some(_) if is_last => reader.find(
                &path,
                "the last band has no `up_to`: it takes what is above the others",
            ),
            Some(up_to) if below.is_some_and(|below| up_to <= below) => {
                reader.find(
                    &format!("{path}.up_to"),
                    "bands ascend: each limit is above the one before",
                );
            }
            _ => {}
        }
        below = band.up_to.or(below);
    }
}

/// The least that an answer can earn; `None` where the kind does not score.
pub(super) fn least(kind: &Kind) -> Option<Milli> {
    match kind {
        Kind::YesNo { points } => points.map(|points| points.yes.min(points.no)),
        Kind::Single { options } => options.iter().filter_map(|option| option.points).min(),
        Kind::Multiple { options } => {
            // A single option chosen alone, and never below zero.
            let least = options.iter().filter_map(|option| option.points).min()?;
            Some(least.max(Milli::ZERO))
        }
        Kind::Scale { points, .. } => points.iter().copied().min(),
        Kind::Number { bands, .. } | Kind::Timer { bands } => bands.iter().map(|band| band.points).min(),
        _ => None,
    }
}
