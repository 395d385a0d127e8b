//! Training: what an evaluator reads before a checklist, and the quiz that shows it was understood.

use serde::{Deserialize, Serialize};

use super::item::Item;
use super::read::{flag, name, required_items, text};
use super::reader::{Reader, Table};
use super::rules::unique;
use crate::checklist::Slug;
use crate::text::{Lang, Text};

/// The training for one checklist.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Training {
    /// The checklist it prepares for.
    pub checklist: Slug,
    /// The languages every text of it is written in.
    pub languages: Vec<Lang>,
    /// Its name.
    pub title: Text,
    /// The share of quiz questions to get right, in percent.
    pub pass_percent: u32,
    /// What to read, in order.
    pub modules: Vec<Module>,
    /// The quiz.
    pub quiz: Vec<QuizQuestion>,
}

/// A part of the training to be read at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Module {
    /// Its id within the training.
    pub id: Slug,
    /// Its name.
    pub title: Text,
    /// Its text: paragraphs, with `- ` before the points of a list.
    pub body: Text,
}

/// A question of the quiz.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QuizQuestion {
    /// Its id within the training.
    pub id: Slug,
    /// What is asked.
    pub text: Text,
    /// What can be answered; exactly one is right.
    pub options: Vec<Choice>,
    /// Why that one is right, shown afterwards.
    pub explanation: Text,
}

/// An answer of a quiz question.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// Its id within the question.
    pub id: Slug,
    /// What it says.
    pub text: Text,
    /// Whether it is the right one.
    pub right: bool,
}

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
    let training = Training {
        checklist: name(reader, &mut table, "checklist"),
        languages: reader.langs.clone(),
        title: text(reader, &mut table, "title"),
        pass_percent,
        modules: required_items(reader, &mut table, "modules")
            .iter()
            .filter_map(|item| module(reader, item))
            .collect(),
        quiz: required_items(reader, &mut table, "quiz")
            .iter()
            .filter_map(|item| quiz_question(reader, item))
            .collect(),
    };
    unique(
        reader,
        "modules",
        training.modules.iter().map(|module| &module.id),
    );
    unique(reader, "quiz", training.quiz.iter().map(|question| &question.id));
    table.finish(reader);
    Some(training)
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

fn choice(reader: &mut Reader<'_>, item: &Item<'_>) -> Option<Choice> {
    let mut table = item.table(reader)?;
    let choice = Choice {
        id: name(reader, &mut table, "id"),
        text: text(reader, &mut table, "text"),
        right: flag(reader, &mut table, "right"),
    };
    table.finish(reader);
    Some(choice)
}
