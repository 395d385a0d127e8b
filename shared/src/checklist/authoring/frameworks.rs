//! Reading `frameworks.toml`.

use super::item::Item;
use super::reader::{Reader, Table};
use crate::checklist::framework::{Framework, Stage};
use crate::text::Lang;

/// Reads every framework; all of them are written in every language.
pub(super) fn read(reader: &mut Reader<'_>, mut table: Table<'_>) -> Option<Vec<Framework>> {
    reader.langs = Lang::ALL.to_vec();
    let list = table.require(reader, "frameworks");
    let items = list.map(|list| list.list(reader)).unwrap_or_default();
    let frameworks = items.iter().filter_map(|item| framework(reader, item)).collect();
    table.finish(reader);
    Some(frameworks)
}

fn framework(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Framework> {
    let mut table = item.table(reader)?;
    let id = table.require(reader, "id").and_then(|id| id.slug(reader));
    let title = table
        .require(reader, "title")
        .and_then(|title| title.text(reader));
    let stages = table
        .require(reader, "stages")
        .map(|list| list.list(reader))
        .unwrap_or_default();
    let stages = stages.iter().filter_map(|item| stage(reader, item)).collect();
    table.finish(reader);
    Some(Framework {
        id: id?,
        title: title?,
        stages,
    })
}

fn stage(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Stage> {
    let mut table = item.table(reader)?;
    let id = table.require(reader, "id").and_then(|id| id.slug(reader));
    let title = table
        .require(reader, "title")
        .and_then(|title| title.text(reader));
    table.finish(reader);
    Some(Stage {
        id: id?,
        title: title?,
    })
}
