//! Reading questions: what every one has, and what its kind adds.

use super::condition;
use super::item::Item;
use super::pictures;
use super::read::{decimal, flag, items, name, optional_text, required_items, text, weight};
use super::reader::{Reader, Table};
use crate::barcode::Symbology;
use crate::checklist::{Band, Cap, CapOf, Choice, Critical, Kind, PhotoRule, Question, Slug, YesNoPoints};
use crate::points::Milli;

/// The longest text that is asked for where the author says nothing.
const DEFAULT_MAX_CHARS: u32 = 1000;

/// The most photos where the author says nothing.
const DEFAULT_MAX_PHOTOS: u32 = 3;

/// The kinds by name.
const KINDS: [&str; 16] = [
    "yes_no", "single", "multiple", "scale", "nps", "csat", "ces", "thumb", "number", "text", "date", "time",
    "timer", "barcode", "photo", "note",
];

/// Reads one question.
pub(super) fn read(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Question> {
    let mut table = item.table(reader)?;
    let id = name(reader, &mut table, "id");
    let words = text(reader, &mut table, "text");
    let guidance = optional_text(reader, &mut table, "guidance");
    let pictures: Vec<_> = items(reader, &mut table, "pictures")
        .iter()
        .filter_map(|item| pictures::read(reader, item))
        .collect();
    let named = table
        .require(reader, "kind")
        .and_then(|item| item.word(reader, &KINDS, |kind| kind));
    let kind = named.map_or(Kind::Note, |named| kind(reader, &mut table, named));
    let required = table
        .get(reader, "required")
        .and_then(|item| item.boolean(reader));
    let photos = table
        .get(reader, "photos")
        .and_then(|item| photo_rule(reader, &item, &id));
    let question = Question {
        required: required.unwrap_or(!matches!(kind, Kind::Note)),
        text: words,
        guidance,
        pictures,
        weight: weight(reader, &mut table),
        bonus: flag(reader, &mut table, "bonus"),
        may_not_apply: flag(reader, &mut table, "may_not_apply"),
        critical: table
            .get(reader, "critical")
            .and_then(|item| critical(reader, &item)),
        group: table.get(reader, "group").and_then(|item| item.slug(reader)),
        show_if: table
            .get(reader, "show_if")
            .and_then(|item| condition::read(reader, &item, None)),
        photos,
        voice_memos: table
            .get(reader, "voice_memos")
            .and_then(|item| item.boolean(reader))
            .unwrap_or(true),
        kind,
        id,
    };
    match named {
        Some(_) => table.finish(reader),
        // Its other keys cannot be judged.
        None => {
            reader.unreadable.insert(question.id.clone());
        }
    }
    Some(question)
}

fn kind(reader: &mut Reader<'_>, table: &mut Table<'_>, named: &str) -> Kind {
    match named {
        "yes_no" => Kind::YesNo {
            points: table
                .get(reader, "points")
                .and_then(|item| yes_no_points(reader, &item)),
        },
        "single" => Kind::Single {
            options: options(reader, table),
        },
        "multiple" => Kind::Multiple {
            options: options(reader, table),
        },
        "scale" => Kind::Scale {
            min: table
                .require(reader, "min")
                .and_then(|item| item.integer(reader))
                .unwrap_or_default(),
            max: table
                .require(reader, "max")
                .and_then(|item| item.integer(reader))
                .unwrap_or_default(),
            min_label: optional_text(reader, table, "min_label"),
            max_label: optional_text(reader, table, "max_label"),
            points: items(reader, table, "points")
                .iter()
                .filter_map(|item| item.milli(reader))
                .collect(),
        },
        "nps" => Kind::Nps,
        "csat" => Kind::Csat,
        "ces" => Kind::Ces,
        "thumb" => Kind::Thumb,
        "number" => Kind::Number {
            min: decimal(reader, table, "min"),
            max: decimal(reader, table, "max"),
            unit: optional_text(reader, table, "unit"),
            bands: bands(reader, table),
        },
        "text" => {
            let max_chars = table.get(reader, "max_chars").and_then(|item| item.count(reader));
            Kind::Text {
                max_chars: max_chars.unwrap_or(DEFAULT_MAX_CHARS),
            }
        }
        "date" => Kind::Date,
        "time" => Kind::Time,
        "timer" => Kind::Timer {
            bands: bands(reader, table),
        },
        "barcode" => Kind::Barcode {
            formats: items(reader, table, "formats")
                .iter()
                .filter_map(|item| item.word(reader, &Symbology::ALL, Symbology::as_str))
                .collect(),
        },
        "photo" => Kind::Photo,
        _ => Kind::Note,
    }
}

fn yes_no_points(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<YesNoPoints> {
    let mut table = item.table(reader)?;
    let yes = table.require(reader, "yes").and_then(|item| item.milli(reader));
    let no = table.require(reader, "no").and_then(|item| item.milli(reader));
    table.finish(reader);
    Some(YesNoPoints { yes: yes?, no: no? })
}

fn options(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Vec<Choice> {
    let items = required_items(reader, table, "options");
    items.iter().filter_map(|item| option(reader, item)).collect()
}

fn option(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Choice> {
    let mut table = item.table(reader)?;
    let option = Choice {
        id: name(reader, &mut table, "id"),
        text: text(reader, &mut table, "text"),
        points: decimal(reader, &mut table, "points"),
        not_applicable: flag(reader, &mut table, "not_applicable"),
        exclusive: flag(reader, &mut table, "exclusive"),
    };
    table.finish(reader);
    Some(option)
}

fn bands(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Vec<Band> {
    let items = items(reader, table, "bands");
    items.iter().filter_map(|item| band(reader, item)).collect()
}

fn band(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Band> {
    let mut table = item.table(reader)?;
    let up_to = decimal(reader, &mut table, "up_to");
    let points = table
        .require(reader, "points")
        .and_then(|item| item.milli(reader));
    table.finish(reader);
    Some(Band {
        up_to,
        points: points.unwrap_or(Milli::ZERO),
    })
}

/// `critical = true`, or a table that names the score it caps.
fn critical(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Critical> {
    if item.is_boolean() {
        return item.boolean(reader)?.then_some(Critical { caps: None });
    }
    let mut table = item.table(reader)?;
    let scores = [CapOf::Touchpoint, CapOf::Visit];
    let name_of = |of| match of {
        CapOf::Touchpoint => "touchpoint",
        CapOf::Visit => "visit",
    };
    let of = table
        .require(reader, "caps")
        .and_then(|item| item.word(reader, &scores, name_of));
    let percent = table
        .require(reader, "at_percent")
        .and_then(|item| item.milli(reader));
    table.finish(reader);
    Some(Critical {
        caps: Some(Cap {
            of: of?,
            percent: percent?,
        }),
    })
}

fn photo_rule(reader: &mut Reader<'_>, item: &Item<'_>, own: &Slug) -> Option<PhotoRule> {
    let mut table = item.table(reader)?;
    let min = table
        .get(reader, "min")
        .and_then(|item| item.count(reader))
        .unwrap_or(1);
    let max = table.get(reader, "max").and_then(|item| item.count(reader));
    let rule = PhotoRule {
        min,
        max: max.unwrap_or_else(|| min.max(DEFAULT_MAX_PHOTOS)),
        camera_only: flag(reader, &mut table, "camera_only"),
        when: table
            .get(reader, "when")
            .and_then(|item| condition::read(reader, &item, Some(own))),
    };
    table.finish(reader);
    Some(rule)
}
