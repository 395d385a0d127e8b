//! Groups: asked again for each one met, they score as if each had been written out by hand.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::authoring::from_toml;
use vitrine_shared::checklist::{Checklist, FORMAT, Kind, Role, Slug, Visible};
use vitrine_shared::fixtures::slug;
use vitrine_shared::points::Milli;
use vitrine_shared::score::score;
use vitrine_shared::sheet::Sheet;

use crate::authoring::{one, with};

/// The questions of one queue: how long it took, why if too long, a critical item and a photo rule.
/// `id` makes the ids, `more` is what each has besides, `shown` the condition every one waits for.
fn queue(id: &dyn Fn(&str) -> String, more: &str, shown: Option<&str>) -> String {
    let wait = shown.map_or_else(String::new, |shown| format!("show_if = {shown}\n"));
    let why = format!("{{ question = \"{}\", at_least = 60 }}", id("wait"));
    let why = shown.map_or_else(|| why.clone(), |shown| format!("{{ all = [{shown}, {why}] }}"));
    format!(
        r#"
[[touchpoints.questions]]
id = "{}"
text = "How long?"
kind = "timer"
weight = 1.5
bands = [{{ up_to = 60, points = 3 }}, {{ up_to = 120, points = 1 }}, {{ points = 0 }}]
{more}{wait}
[[touchpoints.questions]]
id = "{}"
text = "Why?"
kind = "text"
{more}show_if = {why}

[[touchpoints.questions]]
id = "{}"
text = "Was anybody let in before you?"
kind = "yes_no"
points = {{ yes = 0, no = 2 }}
critical = {{ caps = "touchpoint", at_percent = 40 }}
photos = {{ when = {{ loses_points = true }} }}
{more}{wait}"#,
        id("wait"),
        id("why"),
        id("jumped"),
    )
}

const BEFORE: &str = "[[touchpoints.questions]]\nid = \"lit\"\ntext = \"Lit?\"\nkind = \"yes_no\"\npoints = { yes = 1, no = 0 }\n";
const AFTER: &str = "\n[[touchpoints.questions]]\nid = \"nps\"\ntext = \"Recommend?\"\nkind = \"nps\"\n";

/// With a group of queues.
fn grouped(min: u32, max: u32) -> String {
    let group = format!(
        "[[touchpoints.groups]]\nid = \"queue\"\ntitle = \"Queue\"\ntext = \"How many queues?\"\nmin = {min}\nmax = {max}\n"
    );
    let questions = queue(&|name| name.to_owned(), "group = \"queue\"\n", None);
    with(&format!("{group}{BEFORE}{questions}{AFTER}"))
}

/// The same, each queue written out.
fn by_hand(min: u32, max: u32) -> String {
    let mut questions = BEFORE.to_owned();
    for number in 1..=max {
        let shown = format!("{{ question = \"count\", at_least = {number} }}");
        let id = |name: &str| format!("{name}_{number}");
        questions.push_str(&queue(&id, "", (number > min).then_some(shown.as_str())));
    }
    let required = min == 0;
    if min < max {
        write!(
            questions,
            "\n[[touchpoints.questions]]\nid = \"count\"\ntext = \"How many queues?\"\nkind = \"number\"\nmin = {min}\nmax = {max}\nrequired = {required}\n"
        )
        .unwrap();
    }
    with(&format!("{questions}{AFTER}"))
}

/// The id of the twin's question.
fn twin(checklist: &Checklist, id: &Slug) -> Slug {
    let question = checklist.question(id).unwrap();
    let Some(group) = checklist.group_of(question) else {
        return id.clone();
    };
    match group.role(id) {
        Role::Count => slug("count"),
        Role::Instance(number) => {
            let authored = id.as_str().split("__").next().unwrap();
            slug(&format!("{authored}_{number}"))
        }
    }
}

fn read(source: &str) -> Checklist {
    from_toml(source)
        .unwrap_or_else(|findings| panic!("{findings:?}\n{source}"))
        .unrolled()
}

fn answer(kind: &Kind, seed: u32) -> Answer {
    match kind {
        Kind::Timer { .. } => Answer::ElapsedMs(i64::from(seed) * 1_000),
        Kind::Text { .. } => Answer::Text("because".to_owned()),
        Kind::Nps => Answer::Rating(i64::from(seed % 11)),
        _ => Answer::YesNo(seed.is_multiple_of(2)),
    }
}

proptest! {
    #[test]
    fn a_group_scores_as_if_written_out(
        min in 0..3u32,
        more in 0..4u32,
        count in proptest::option::of(0..7u32),
        seeds in proptest::collection::vec(proptest::option::weighted(0.8, 0..200u32), 40),
    ) {
        let max = (min + more).max(2);
        let (ours, theirs) = (read(&grouped(min, max)), read(&by_hand(min, max)));
        let mut answers = BTreeMap::new();
        for ((_, question), seed) in ours.questions().zip(seeds) {
            let counts = ours.group_of(question).is_some_and(|group| group.role(&question.id) == Role::Count);
            let given = if counts {
                count.map(|count| Answer::Number(Milli::from_whole(count.clamp(min, max).into()).unwrap()))
            } else {
                seed.map(|seed| answer(&question.kind, seed))
            };
            if let Some(given) = given {
                prop_assert_eq!(given.check(question), Ok(()));
                answers.insert(question.id.clone(), given);
            }
        }
        let twins: BTreeMap<_, _> = answers.iter().map(|(id, answer)| (twin(&ours, id), answer.clone())).collect();
        let (a, b) = (score(&ours, None, &answers), score(&theirs, None, &twins));
        prop_assert_eq!(&a.visit, &b.visit);
        prop_assert_eq!(&a.touchpoints, &b.touchpoints);
        let failed: Vec<_> = a.failed_critical.iter().map(|id| twin(&ours, id)).collect();
        prop_assert_eq!(failed, b.failed_critical);
        // What is shown, and what is missing, is the same too.
        let (seen, twins_seen) = (Visible::new(&ours, None, &answers), Visible::new(&theirs, None, &twins));
        for (_, question) in ours.questions() {
            prop_assert_eq!(seen.shows(&question.id), twins_seen.shows(&twin(&ours, &question.id)), "{}", question.id);
        }
        let lacks = |checklist: &Checklist, answers: &BTreeMap<Slug, Answer>| {
            let sheet = Sheet { answers: answers.clone(), ..Sheet::default() };
            sheet.missing(checklist, None).into_iter().map(|missing| (missing.question.clone(), missing.lack)).collect::<Vec<_>>()
        };
        let ours_lack: Vec<_> = lacks(&ours, &answers).into_iter().map(|(id, lack)| (twin(&ours, &id), lack)).collect();
        prop_assert_eq!(ours_lack, lacks(&theirs, &twins));
    }

    #[test]
    fn what_is_published_is_read_back_unrolled(min in 0..3u32, more in 0..4u32) {
        let authored = from_toml(&grouped(min, (min + more).max(2))).unwrap();
        prop_assert_eq!(authored.format, 2);
        let (bytes, digest) = authored.to_canonical().unwrap();
        let run = Checklist::from_canonical(&bytes, &digest).unwrap();
        prop_assert_eq!(&run, &authored.clone().unrolled());
        prop_assert_eq!(&run.clone().unrolled(), &run);
        // Its bytes have each question once.
        let text = String::from_utf8(bytes).unwrap();
        prop_assert!(!text.contains("__"));
    }
}

#[test]
fn instances_stand_in_order_with_their_names_and_the_count_behind() {
    let checklist = read(&grouped(1, 2));
    let ids: Vec<&str> = checklist
        .questions()
        .map(|(_, question)| question.id.as_str())
        .collect();
    assert_eq!(
        ids,
        [
            "lit",
            "wait",
            "why",
            "jumped",
            "wait__2",
            "why__2",
            "jumped__2",
            "queue__n",
            "nps"
        ]
    );
    let text = |id: &str| {
        let question = checklist.question(&slug(id)).unwrap();
        question
            .text
            .get(vitrine_shared::text::Lang::En)
            .unwrap()
            .to_owned()
    };
    assert_eq!(text("wait"), "Queue 1 · How long?");
    assert_eq!(text("wait__2"), "Queue 2 · How long?");
    assert_eq!(text("queue__n"), "How many queues?");
}

#[test]
fn checklists_without_groups_keep_their_bytes() {
    let plain = with(BEFORE);
    let checklist = from_toml(&plain).unwrap();
    assert_eq!((checklist.format, checklist.needed_format()), (1, 1));
    let text = String::from_utf8(checklist.to_canonical().unwrap().0).unwrap();
    assert!(!text.contains("group"));
    assert_eq!(checklist.clone().unrolled(), checklist);
}

#[test]
fn a_barcode_needs_the_newer_format() {
    let question = "[[touchpoints.questions]]\nid = \"code\"\ntext = \"Code?\"\nkind = \"barcode\"\n";
    let checklist = from_toml(&with(&format!("{question}formats = [\"ean13\", \"qr\"]\n"))).unwrap();
    assert_eq!(checklist.format, FORMAT);
    let (bytes, digest) = checklist.to_canonical().unwrap();
    assert_eq!(Checklist::from_canonical(&bytes, &digest).unwrap(), checklist);
    let old = format!("format = 1\n{}", with(question));
    one(&old, "groups and barcodes need format 2");
    one(
        &with(&format!("{question}formats = [\"ean12\"]\n")),
        "did you mean `ean13`?",
    );
}

#[test]
fn what_makes_no_sense_of_a_group_is_told() {
    let is = |from: &str, to: &str, says: &str| {
        let source = grouped(1, 3);
        assert!(source.contains(from), "{from}");
        one(&source.replacen(from, to, 1), says);
    };
    is("max = 3", "max = 1", "at most 2 to 10 instances");
    is("max = 3", "max = 11", "at most 2 to 10 instances");
    is(
        "min = 1\nmax = 3",
        "min = 4\nmax = 3",
        "at least 4 instances, but at most 3",
    );
    is("id = \"jumped\"", "id = \"jum__ped\"", "`__` is kept");
    is(
        AFTER,
        &format!("{AFTER}show_if = {{ question = \"wait\", answered = true }}\n"),
        "only its own questions look at it",
    );
    is(
        AFTER,
        &format!("{AFTER}show_if = {{ question = \"wait__2\", answered = true }}\n"),
        "no question `wait__2`",
    );
    is(
        "title = \"Queue\"\n",
        "title = \"Queue\"\nshow_if = { question = \"queue__n\", at_least = 1 }\n",
        "wait",
    );
    let stray = BEFORE.replace("lit", "stray");
    let apart = grouped(1, 3).replacen(
        "\n[[touchpoints.questions]]\nid = \"jumped\"",
        &format!("\n{stray}\n[[touchpoints.questions]]\nid = \"jumped\""),
        1,
    );
    one(&apart, "stand together");
    let count = grouped(1, 3).replacen(
        AFTER,
        &format!("{AFTER}show_if = {{ question = \"queue__n\", at_least = 2 }}\n"),
        1,
    );
    assert!(from_toml(&count).is_ok(), "a count may be looked at");
}
