//! Reading a checklist's training: its modules, its quiz, and how often that may be tried.

use super::item::Item;
use super::read::{flag, name, required_items, text};
use super::reader::{Reader, Table};
use super::rules::unique;
use crate::text::Lang;
use crate::training::{FORMAT, Module, QuizChoice, QuizQuestion, Training};

/// How often a quiz may be tried where its file does not say.
const ATTEMPTS: u32 = 3;

/// The longest wait for new attempts: four weeks.
const MAX_WAIT_HOURS: u32 = 28 * 24;

/// Reads and checks a whole training file.
pub(super) fn read(reader: &mut Reader<'_>, mut table: Table<'_>) -> Option<Training> {
    let languages = required_items(reader, &mut table, "languages");
    reader.langs = languages
        .iter()
        .filter_map(|item| item.word(reader, &Lang::ALL, Lang::tag))
        .collect();
    let pass = table.require(reader, "pass_percent");
    let pass_percent = pass.and_then(|item| item.count(reader)).unwrap_or(100);
    if !(1..=100).contains(&pass_percent) {
        reader.find("pass_percent", "the pass mark is 1 to 100 percent");
    }
    let attempts = optional_count(reader, &mut table, "attempts").unwrap_or(ATTEMPTS);
    if attempts == 0 {
        reader.find("attempts", "the quiz may be tried at least once");
    }
    let wait_hours = optional_count(reader, &mut table, "wait_hours");
    if wait_hours.is_some_and(|hours| !(1..=MAX_WAIT_HOURS).contains(&hours)) {
        let limit = format!(
            "the wait is 1 to {MAX_WAIT_HOURS} hours; without it only a coordinator gives new attempts"
        );
        reader.find("wait_hours", limit);
    }
    let format = optional_count(reader, &mut table, "format").unwrap_or(FORMAT);
    if format != FORMAT {
        reader.find("format", format!("the format of training is {FORMAT}"));
    }
    let version = table.require(reader, "version");
    let training = Training {
        format,
        checklist: name(reader, &mut table, "checklist"),
        version: version.and_then(|item| item.count(reader)).unwrap_or(1),
        languages: reader.langs.clone(),
        title: text(reader, &mut table, "title"),
        pass_percent,
        attempts,
        wait_hours,
        modules: required_items(reader, &mut table, "modules")
            .iter()
            .filter_map(|item| module(reader, item))
            .collect(),
        quiz: required_items(reader, &mut table, "quiz")
            .iter()
            .filter_map(|item| quiz_question(reader, item))
            .collect(),
    };
    if training.version == 0 && !reader.has_finding("version") {
        reader.find("version", "versions of checklists count up from 1");
    }
    if training.quiz.is_empty() && table.has("quiz") && !reader.has_finding("quiz") {
        reader.find("quiz", "the quiz asks at least one question");
    }
    unique(
        reader,
        "modules",
        training.modules.iter().map(|module| &module.id),
    );
    unique(reader, "quiz", training.quiz.iter().map(|question| &question.id));
    table.finish(reader);
    Some(training)
}

fn optional_count(reader: &mut Reader<'_>, table: &mut Table<'_>, key: &'static str) -> Option<u32> {
    table.get(reader, key)?.count(reader)
}

fn module(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Module> {
    let mut table = item.table(reader)?;
    let module = Module {
        id: name(reader, &mut table, "id"),
        title: text(reader, &mut table, "title"),
        body: text(reader, &mut table, "body"),
    };
    table.finish(reader);
    Some(module)
}

fn quiz_question(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<QuizQuestion> {
    let mut table = item.table(reader)?;
    let question = QuizQuestion {
        id: name(reader, &mut table, "id"),
        text: text(reader, &mut table, "text"),
        options: required_items(reader, &mut table, "options")
            .iter()
            .filter_map(|item| choice(reader, item))
            .collect(),
        explanation: text(reader, &mut table, "explanation"),
    };
    table.finish(reader);
    let path = format!("{}.options", item.path);
    unique(reader, &path, question.options.iter().map(|choice| &choice.id));
    if question.options.iter().filter(|choice| choice.right).count() != 1 {
        reader.find(&path, "exactly one option is right: mark it with right = true");
    }
    Some(question)
}

fn choice(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<QuizChoice> {
    let mut table = item.table(reader)?;
    let choice = QuizChoice {
        id: name(reader, &mut table, "id"),
        text: text(reader, &mut table, "text"),
        right: flag(reader, &mut table, "right"),
    };
    table.finish(reader);
    Some(choice)
}
