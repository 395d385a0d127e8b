//! Reading conditions: `{ question = "greeted", is = "no" }` and what is built of such.

use super::item::Item;
use super::reader::{Reader, Table};
use crate::checklist::{Condition, Slug, Test};

/// The tests of an answer by name.
const TESTS: [&str; 8] = [
    "is",
    "is_not",
    "one_of",
    "at_least",
    "at_most",
    "answered",
    "not_applicable",
    "loses_points",
];

/// Reads a condition. Where it names no question, it is about `own`.
pub(super) fn read(reader: &mut Reader<'_>, item: &Item<'_>, own: Option<&Slug>) -> Option<Condition> {
    let mut table = item.table(reader)?;
    let forms = ["all", "any", "not", "persona"];
    let named: Vec<&str> = forms.into_iter().filter(|form| table.has(form)).collect();
    let condition = match named.as_slice() {
        [] => about_answer(reader, &mut table, own),
        ["all"] => list(reader, &mut table, "all", own).map(Condition::All),
        ["any"] => list(reader, &mut table, "any", own).map(Condition::Any),
        ["not"] => table
            .get(reader, "not")
            .and_then(|item| read(reader, &item, own))
            .map(|condition| Condition::Not(Box::new(condition))),
        ["persona"] => table.get(reader, "persona").map(|item| {
            let names = item.one_or_list(reader);
            Condition::Persona(names.iter().filter_map(|name| name.slug(reader)).collect())
        }),
        several => {
            let message = format!(
                "{} cannot stand side by side: put them into `all` or `any`",
                several.join(" and ")
            );
            reader.find(&item.path, message);
            return None;
        }
    };
    table.finish(reader);
    condition
}

fn list(
    reader: &mut Reader<'_>,
    table: &mut Table<'_>,
    key: &'static str,
    own: Option<&Slug>,
) -> Option<Vec<Condition>> {
    let items = table.get(reader, key)?.list(reader);
    if items.is_empty() {
        reader.find(&format!("{}.{key}", table.path), format!("`{key}` is empty"));
    }
    Some(items.iter().filter_map(|item| read(reader, item, own)).collect())
}

/// A test of one question's answer.
fn about_answer(reader: &mut Reader<'_>, table: &mut Table<'_>, own: Option<&Slug>) -> Option<Condition> {
    let question = match (table.get(reader, "question"), own) {
        (Some(item), _) => item.slug(reader),
        (None, Some(own)) => Some(own.clone()),
        (None, None) => {
            let message =
                "say whose answer it looks at: question = \"…\" (or use `all`, `any`, `not`, `persona`)";
            reader.find(&table.path, message);
            None
        }
    };
    let present: Vec<&str> = TESTS.into_iter().filter(|test| table.has(test)).collect();
    let about = |test| {
        question
            .clone()
            .map(|question| Condition::Answer { question, test })
    };
    let answered = || about(Test::Answered);
    // Read whatever is there, so that each key is known and checked.
    let names = |reader: &mut Reader<'_>, table: &mut Table<'_>, key| {
        let items = table.get(reader, key)?.one_or_list(reader);
        Some(
            items
                .iter()
                .filter_map(|item| item.slug(reader))
                .collect::<Vec<Slug>>(),
        )
    };
    let is = names(reader, table, "is").and_then(|names| about(Test::OneOf(names)));
    let is_not =
        names(reader, table, "is_not").and_then(|names| otherwise(answered()?, about(Test::OneOf(names))?));
    let one_of = names(reader, table, "one_of").and_then(|names| about(Test::OneOf(names)));
    let min = table.get(reader, "at_least").and_then(|item| item.milli(reader));
    let max = table.get(reader, "at_most").and_then(|item| item.milli(reader));
    let said = |reader: &mut Reader<'_>, table: &mut Table<'_>, key| table.get(reader, key)?.boolean(reader);
    let given = said(reader, table, "answered").and_then(|yes| {
        let test = about(Test::Answered)?;
        Some(if yes { test } else { Condition::Not(Box::new(test)) })
    });
    let mut or_otherwise = |reader: &mut Reader<'_>, key, test| {
        let (yes, test) = (said(reader, table, key)?, about(test)?);
        if yes {
            Some(test)
        } else {
            otherwise(answered()?, test)
        }
    };
    let not_applicable = or_otherwise(reader, "not_applicable", Test::NotApplicable);
    let loses_points = or_otherwise(reader, "loses_points", Test::LosesPoints);

    match present.as_slice() {
        ["is"] => is,
        ["is_not"] => is_not,
        ["one_of"] => one_of,
        ["at_least" | "at_most"] | ["at_least", "at_most"] => about(Test::Between { min, max }),
        ["answered"] => given,
        ["not_applicable"] => not_applicable,
        ["loses_points"] => loses_points,
        [] => {
            reader.find(&table.path, format!("no test: one of {}", TESTS.join(", ")));
            None
        }
        several => {
            let message = format!(
                "{} cannot stand side by side: put them into `all` or `any`",
                several.join(" and ")
            );
            reader.find(&table.path, message);
            None
        }
    }
}

/// Answered, but not so.
fn otherwise(answered: Condition, so: Condition) -> Option<Condition> {
    Some(Condition::All(vec![answered, Condition::Not(Box::new(so))]))
}
