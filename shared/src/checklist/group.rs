//! Groups: questions that are asked again for each one met (each queue, each employee).
//!
//! A checklist is authored, published and hashed with each question of a group once. What is run is
//! [`Checklist::unrolled`]: every instance's questions stand there as plain ones, shown while the count
//! reaches them, so that conditions, scoring, photos and reports need to know nothing of groups.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::{Checklist, Condition, Kind, Question, Slug, Test, Touchpoint};
use crate::points::Milli;
use crate::text::{Lang, Text};

/// The most instances of a group.
pub const MAX_INSTANCES: u32 = 10;

/// What the ids of a group's unrolled questions have and authored ids do not.
pub const RESERVED: &str = "__";

/// Questions that are asked again for each one met. They name it ([`Question::group`]) and stand
/// together in its touchpoint.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Group {
    /// Its id, unique within the checklist.
    pub id: Slug,
    /// What one of them is called (`Queue`); its number follows.
    pub title: Text,
    /// What asks how many there were.
    pub text: Text,
    /// At least so many are asked about.
    pub min: u32,
    /// At most so many, [`MAX_INSTANCES`] at most.
    pub max: u32,
    /// When the group is asked at all; always where there is no condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub show_if: Option<Condition>,
}

/// What a question of an unrolled checklist is within its group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It counts the instances.
    Count,
    /// It belongs to this instance, from 1.
    Instance(u32),
}

impl Group {
    /// The question that counts its instances.
    pub fn count_id(&self) -> Slug {
        self.id.with_suffix("__n")
    }

    /// What this instance is called in each language (`Queue 2`).
    pub fn name(&self, instance: u32) -> Text {
        map(&self.title, |title| format!("{title} {instance}"))
    }

    /// The question of this group in an instance: the first keeps the authored id.
    pub fn instance_id(question: &Slug, instance: u32) -> Slug {
        if instance <= 1 {
            question.clone()
        } else {
            question.with_suffix(&format!("{RESERVED}{instance}"))
        }
    }

    /// What a question of this group is, by its id in the unrolled checklist.
    pub fn role(&self, question: &Slug) -> Role {
        if *question == self.count_id() {
            return Role::Count;
        }
        let number = question
            .as_str()
            .rsplit_once(RESERVED)
            .and_then(|(_, n)| n.parse().ok());
        Role::Instance(number.unwrap_or(1))
    }

    fn count(&self) -> Question {
        let limit = |instances: u32| Milli::from_whole(instances.into());
        Question {
            id: self.count_id(),
            text: self.text.clone(),
            guidance: None,
            pictures: Vec::new(),
            kind: Kind::Number {
                min: limit(self.min),
                max: limit(self.max),
                unit: None,
                bands: Vec::new(),
            },
            // Where there is at least one, nothing said means so many as have to be.
            required: self.min == 0,
            weight: Milli::ONE,
            bonus: false,
            may_not_apply: false,
            critical: None,
            group: Some(self.id.clone()),
            show_if: self.show_if.clone(),
            photos: None,
            voice_memos: false,
        }
    }

    /// The question as it is asked for one instance; `members` are the group's authored questions.
    fn instance(&self, question: &Question, instance: u32, members: &BTreeSet<&Slug>) -> Question {
        let mut copy = question.clone();
        let own = |condition: &Condition| renamed(condition, instance, members);
        copy.id = Self::instance_id(&question.id, instance);
        let named = self.name(instance);
        copy.text = prefixed(&named, &question.text);
        let reached = (instance > self.min).then(|| Condition::Answer {
            question: self.count_id(),
            test: Test::Between {
                min: Milli::from_whole(instance.into()),
                max: None,
            },
        });
        let parts = [self.show_if.clone(), reached, question.show_if.as_ref().map(own)];
        copy.show_if = all(parts.into_iter().flatten().collect());
        if let Some(photos) = &mut copy.photos {
            photos.when = photos.when.as_ref().map(own);
        }
        copy
    }
}

impl Checklist {
    /// The checklist as it is run: every instance of every group with questions of its own, after them
    /// the question that counts the instances, where their number is not fixed. Unrolled again it stays as it is.
    #[must_use]
    pub fn unrolled(mut self) -> Self {
        for touchpoint in &mut self.touchpoints {
            if !touchpoint.groups.is_empty() {
                unroll(touchpoint);
            }
        }
        self
    }

    /// Whether this question counts a group of which there is at least one: it may stay unanswered, and
    /// then means so many as there have to be.
    pub fn goes_without_saying(&self, question: &Question) -> bool {
        self.group_of(question)
            .is_some_and(|group| group.min > 0 && group.role(&question.id) == Role::Count)
    }

    /// The group of a question of this checklist.
    pub fn group_of(&self, question: &Question) -> Option<&Group> {
        let id = question.group.as_ref()?;
        self.touchpoints
            .iter()
            .flat_map(|touchpoint| &touchpoint.groups)
            .find(|group| group.id == *id)
    }
}

fn unroll(touchpoint: &mut Touchpoint) {
    let authored = std::mem::take(&mut touchpoint.questions);
    let members = |group: &Group| -> Vec<&Question> {
        let is_member = |question: &&Question| question.group.as_ref() == Some(&group.id);
        authored.iter().filter(is_member).collect()
    };
    let is_unrolled = |group: &Group| members(group).iter().any(|q| q.id.as_str().contains(RESERVED));
    let mut done: BTreeSet<&Slug> = BTreeSet::new();
    let mut unrolled = Vec::with_capacity(authored.len());
    for question in &authored {
        let group = question
            .group
            .as_ref()
            .and_then(|id| touchpoint.groups.iter().find(|group| group.id == *id));
        let Some(group) = group.filter(|group| !is_unrolled(group)) else {
            unrolled.push(question.clone());
            continue;
        };
        // All instances stand where the first question of their group stood.
        if !done.insert(&group.id) {
            continue;
        }
        let members = members(group);
        let ids: BTreeSet<&Slug> = members.iter().map(|question| &question.id).collect();
        for instance in 1..=group.max.min(MAX_INSTANCES) {
            unrolled.extend(
                members
                    .iter()
                    .map(|question| group.instance(question, instance, &ids)),
            );
        }
        unrolled.extend((group.min < group.max).then(|| group.count()));
    }
    touchpoint.questions = unrolled;
}

/// The condition as it is for one instance: what it asks of the group's questions, it asks of that
/// instance's.
fn renamed(condition: &Condition, instance: u32, members: &BTreeSet<&Slug>) -> Condition {
    let each = |parts: &[Condition]| {
        parts
            .iter()
            .map(|part| renamed(part, instance, members))
            .collect()
    };
    match condition {
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::Not(part) => Condition::Not(Box::new(renamed(part, instance, members))),
        Condition::Persona(_) => condition.clone(),
        Condition::Answer { question, test } => Condition::Answer {
            question: if members.contains(question) {
                Group::instance_id(question, instance)
            } else {
                question.clone()
            },
            test: test.clone(),
        },
    }
}

/// All of these conditions; none where there are none.
fn all(mut parts: Vec<Condition>) -> Option<Condition> {
    match parts.len() {
        0 | 1 => parts.pop(),
        _ => Some(Condition::All(parts)),
    }
}

fn map(text: &Text, change: impl Fn(&str) -> String) -> Text {
    let in_lang = |lang: Lang| text.get(lang).map(|words| (lang, change(words)));
    text.langs().filter_map(in_lang).collect()
}

/// "Queue 2 · How long did you wait?"
fn prefixed(name: &Text, text: &Text) -> Text {
    text.langs()
        .filter_map(|lang| Some((lang, format!("{} · {}", name.in_lang(lang), text.get(lang)?))))
        .collect()
}
