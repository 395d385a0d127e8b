//! Reading a checklist's own keys, its personas and touchpoints.

use super::condition;
use super::item::Item;
use super::question;
use super::reader::{Reader, Table};
use crate::checklist::{Channel, Checklist, FORMAT, Group, Persona, Pillar, Slug, Touch, Touchpoint};
use crate::points::Milli;
use crate::text::{Lang, Text};

/// The most instances of a group where the author says nothing.
const DEFAULT_INSTANCES: u32 = 5;

/// Reads the whole document. What could not be read has a stand-in, and a finding that keeps the
/// checklist from being used.
pub(super) fn checklist(reader: &mut Reader<'_>, mut table: Table<'_>) -> Option<Checklist> {
    reader.langs = languages(reader, &mut table);
    let format = table.get(reader, "format").and_then(|item| item.count(reader));
    let mut checklist = Checklist {
        format: FORMAT,
        id: name(reader, &mut table, "id"),
        version: table
            .require(reader, "version")
            .and_then(|item| item.count(reader))
            .unwrap_or(1),
        sector: name(reader, &mut table, "sector"),
        framework: name(reader, &mut table, "framework"),
        languages: reader.langs.clone(),
        title: text(reader, &mut table, "title"),
        briefing: text(reader, &mut table, "briefing"),
        personas: items(reader, &mut table, "personas")
            .iter()
            .filter_map(|item| persona(reader, item))
            .collect(),
        bonus_above_full: flag(reader, &mut table, "bonus_above_full"),
        declaration: text(reader, &mut table, "declaration"),
        touchpoints: required_items(reader, &mut table, "touchpoints")
            .iter()
            .filter_map(|item| touchpoint(reader, item))
            .collect(),
    };
    checklist.format = format.unwrap_or_else(|| checklist.needed_format());
    table.finish(reader);
    Some(checklist)
}

fn languages(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Vec<Lang> {
    let items = required_items(reader, table, "languages");
    let mut langs = Vec::new();
    for item in &items {
        let Some(lang) = item.word(reader, &Lang::ALL, Lang::tag) else {
            continue;
        };
        if langs.contains(&lang) {
            reader.find(&item.path, format!("`{lang}` is listed twice"));
        } else {
            langs.push(lang);
        }
    }
    if items.is_empty() && table.has("languages") {
        reader.find("languages", "list at least one language");
    }
    langs
}

fn persona(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Persona> {
    let mut table = item.table(reader)?;
    let persona = Persona {
        id: name(reader, &mut table, "id"),
        title: text(reader, &mut table, "title"),
        brief: text(reader, &mut table, "brief"),
    };
    table.finish(reader);
    Some(persona)
}

fn touchpoint(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Touchpoint> {
    let mut table = item.table(reader)?;
    let mut word = |reader: &mut Reader<'_>, key| table.require(reader, key);
    let channel = word(reader, "channel").and_then(|item| item.word(reader, Channel::ALL, Channel::as_str));
    let touch = word(reader, "touch").and_then(|item| item.word(reader, Touch::ALL, Touch::as_str));
    let pillar = word(reader, "pillar").and_then(|item| item.word(reader, Pillar::ALL, Pillar::as_str));
    let touchpoint = Touchpoint {
        id: name(reader, &mut table, "id"),
        title: text(reader, &mut table, "title"),
        stage: name(reader, &mut table, "stage"),
        channel: channel.unwrap_or(Channel::InStore),
        touch: touch.unwrap_or(Touch::Low),
        pillar: pillar.unwrap_or(Pillar::Processes),
        weight: weight(reader, &mut table),
        groups: items(reader, &mut table, "groups")
            .iter()
            .filter_map(|item| group(reader, item))
            .collect(),
        questions: required_items(reader, &mut table, "questions")
            .iter()
            .filter_map(|item| question::read(reader, item))
            .collect(),
    };
    table.finish(reader);
    Some(touchpoint)
}

fn group(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Group> {
    let mut table = item.table(reader)?;
    let mut count = |reader: &mut Reader<'_>, key, default| {
        let item = table.get(reader, key);
        item.and_then(|item| item.count(reader)).unwrap_or(default)
    };
    let (min, max) = (count(reader, "min", 1), count(reader, "max", DEFAULT_INSTANCES));
    let group = Group {
        id: name(reader, &mut table, "id"),
        title: text(reader, &mut table, "title"),
        text: text(reader, &mut table, "text"),
        min,
        max,
        show_if: table
            .get(reader, "show_if")
            .and_then(|item| condition::read(reader, &item, None)),
    };
    table.finish(reader);
    Some(group)
}

/// A name that has to be there.
pub(super) fn name(reader: &mut Reader<'_>, table: &mut Table<'_>, key: &'static str) -> Slug {
    table
        .require(reader, key)
        .and_then(|item| item.slug(reader))
        .unwrap_or_else(Slug::unreadable)
}

/// A text that has to be there.
pub(super) fn text(reader: &mut Reader<'_>, table: &mut Table<'_>, key: &'static str) -> Text {
    table
        .require(reader, key)
        .and_then(|item| item.text(reader))
        .unwrap_or_default()
}

/// A text that may be there.
pub(super) fn optional_text(
    reader: &mut Reader<'_>,
    table: &mut Table<'_>,
    key: &'static str,
) -> Option<Text> {
    table.get(reader, key)?.text(reader)
}

/// True or false; false where nothing is said.
pub(super) fn flag(reader: &mut Reader<'_>, table: &mut Table<'_>, key: &'static str) -> bool {
    table
        .get(reader, key)
        .and_then(|item| item.boolean(reader))
        .unwrap_or_default()
}

/// A decimal that may be there.
pub(super) fn decimal(reader: &mut Reader<'_>, table: &mut Table<'_>, key: &'static str) -> Option<Milli> {
    table.get(reader, key)?.milli(reader)
}

/// The weight; 1 where nothing is said.
pub(super) fn weight(reader: &mut Reader<'_>, table: &mut Table<'_>) -> Milli {
    decimal(reader, table, "weight").unwrap_or(Milli::ONE)
}

/// The items of a list that may be there.
pub(super) fn items<'t>(reader: &mut Reader<'_>, table: &mut Table<'t>, key: &'static str) -> Vec<Item<'t>> {
    table
        .get(reader, key)
        .map(|list| list.list(reader))
        .unwrap_or_default()
}

/// The items of a list that has to be there.
pub(super) fn required_items<'t>(
    reader: &mut Reader<'_>,
    table: &mut Table<'t>,
    key: &'static str,
) -> Vec<Item<'t>> {
    table
        .require(reader, key)
        .map(|list| list.list(reader))
        .unwrap_or_default()
}
