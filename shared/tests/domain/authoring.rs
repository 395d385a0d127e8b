//! Findings: every one of them, each with its place and what would be right.

use vitrine_shared::checklist::authoring::from_toml;
use vitrine_shared::problem::Finding;

/// A checklist in one language, with these questions in its one touchpoint.
pub fn with(questions: &str) -> String {
    format!(
        r#"id = "test"
version = 1
sector = "retail"
framework = "aarrr"
languages = ["en"]
title = "A test"
briefing = "Go there."
declaration = "I was there."
[[personas]]
id = "gift"
title = "Gift"
brief = "A present."
[[touchpoints]]
id = "one"
title = "One"
stage = "activation"
channel = "in_store"
touch = "high"
pillar = "people"
{questions}"#
    )
}

/// The line of the first line given to [`with`].
const FIRST: u32 = 20;

fn question(rest: &str) -> String {
    with(&format!(
        "[[touchpoints.questions]]\nid = \"q\"\ntext = \"Q?\"\n{rest}"
    ))
}

pub fn tell(findings: Vec<Finding>) -> Vec<String> {
    let tell = |f: Finding| {
        format!(
            "{}:{} {}: {}",
            f.line.unwrap(),
            f.column.unwrap(),
            f.path,
            f.message
        )
    };
    findings.into_iter().map(tell).collect()
}

fn findings(source: &str) -> Vec<String> {
    from_toml(source).map_or_else(tell, |_| Vec::new())
}

/// Asserts that there is exactly one finding and that it says this.
pub fn one(source: &str, says: &str) {
    let findings = findings(source);
    assert!(
        findings.len() == 1 && findings[0].contains(says),
        "wanted {says:?}, got {findings:#?}\n{source}"
    );
}

#[test]
fn what_is_left_out_has_its_default() {
    let checklist = from_toml(&question("kind = \"text\"")).unwrap();
    let (touchpoint, question) = checklist.questions().next().unwrap();
    assert!(question.required && !question.bonus && !question.may_not_apply);
    assert_eq!(
        (question.weight.thousandths(), touchpoint.weight.thousandths()),
        (1000, 1000)
    );
}

#[test]
fn every_finding_is_told_at_once_with_its_place() {
    let source = r#"id = "Bad Id"
version = 0
sector = "retail"
framework = "decision_jurney"
languages = ["pt-BR", "en", "fr"]
title = "One language only"
briefing = { pt-BR = "Vá.", en = " " }
declaration = { pt-BR = "Estive lá." }
colour = "blue"
[[touchpoints]]
id = "one"
title = { pt-BR = "Um", en = "One" }
stage = "activation"
channel = "instore"
touch = "high"
pillar = "people"
weight = "heavy"
[[touchpoints.questions]]
id = "a"
text = { pt-BR = "A?", en = "A?" }
kind = "yesno"
[[touchpoints.questions]]
id = "a"
txet = { pt-BR = "A?", en = "A?" }
kind = "nps"
show_if = { question = "b", is = "yes" }
"#;
    let expected = [
        "1:1 id: `Bad Id` is not a name: 1 to 64 of a-z, 0-9, _ and -, beginning with a letter",
        "2:1 version: versions count from 1",
        "4:1 framework: no framework `decision_jurney`; there are decision_journey, aarrr, laer, aidae, relationship_funnel",
        "5:29 languages[2]: `fr` is none of pt-BR, en, es",
        "6:1 title: write the text in each language: { pt-BR = \"…\", en = \"…\" }",
        "7:29 briefing.en: the text is empty",
        "8:1 declaration: the text in `en` is missing",
        "9:1 colour: unknown key `colour`; known here: bonus_above_full, briefing, declaration, format, framework, \
         id, languages, personas, sector, title, touchpoints, version",
        "14:1 touchpoints[0].channel: `instore` is none of in_store, phone, web, chat, email, social, app, messaging, \
         delivery; did you mean `in_store`?",
        "17:1 touchpoints[0].weight: expected a decimal number, found a text",
        "21:1 touchpoints[0].questions[0].kind: `yesno` is none of yes_no, single, multiple, scale, nps, csat, ces, \
         thumb, number, text, date, time, timer, barcode, photo, note; did you mean `yes_no`?",
        "22:1 touchpoints[0].questions[1]: `text` is missing",
        "23:1 touchpoints[0].questions[1].id: another question is called `a`",
        "24:1 touchpoints[0].questions[1].txet: unknown key `txet`; did you mean `text`?",
        "26:1 touchpoints[0].questions[1].show_if: no question `b`",
    ];
    let told = findings(source);
    assert_eq!(told, expected, "{told:#?}");
}

#[test]
fn every_syntax_error_is_told_and_what_it_hides_is_not() {
    let source = with("[[touchpoints.questions]]\nid = \ntext = \"A\nkind = \"nps\"\nweight = 1.2345\n");
    let told = findings(&source);
    let begins = |line: u32, says: &str| {
        told.iter()
            .any(|f| f.starts_with(&format!("{}:", FIRST + line)) && f.contains(says))
    };
    assert!(
        begins(1, "not valid TOML") && begins(2, "not valid TOML"),
        "{told:#?}"
    );
    assert!(begins(4, "at most three places"), "{told:#?}");
    assert!(!told.iter().any(|f| f.contains("missing")), "{told:#?}");
}

#[test]
fn columns_count_characters_and_not_bytes() {
    let source = with("[[touchpoints.questions]]\nid = \"q\"\ntext = \"Q\"\nkind = \"nps\"\n")
        .replace("title = \"A test\"", "title = { pt-BR = \"ação\", en = \"\" }");
    let told = findings(&source);
    assert!(
        told[0].starts_with("6:11 title.pt-BR: `pt-BR` is not among"),
        "{told:#?}"
    );
    assert!(
        told[1].starts_with("6:27 title.en: the text is empty"),
        "{told:#?}"
    );
}

#[test]
fn options_bands_steps_and_limits_make_sense() {
    let option = |id: &str, rest: &str| format!("{{ id = \"{id}\", text = \"T\"{rest} }}");
    let options = |kind: &str, list: &[String]| {
        question(&format!("kind = \"{kind}\"\noptions = [{}]", list.join(", ")))
    };
    let (a, b) = (option("a", ", points = 1"), option("b", ", points = 0"));
    assert!(findings(&options("single", &[a.clone(), b.clone()])).is_empty());
    one(&options("single", &[]), "a choice has 2 to 60 options");
    one(
        &options("single", &[a.clone(), option("a", ", points = 0")]),
        "`a` is there twice",
    );
    one(
        &options("single", &[b.clone(), option("c", ", points = 0")]),
        "no answer earns anything",
    );
    one(
        &options("multiple", &[a.clone(), option("b", "")]),
        "say what this one earns",
    );
    one(
        &options(
            "single",
            &[a.clone(), option("b", ", points = 0, exclusive = true")],
        ),
        "every option excludes",
    );
    let inapplicable = option("n", ", points = 1, not_applicable = true");
    one(&options("single", &[a, b, inapplicable]), "earns no points");

    one(
        &question(
            "kind = \"timer\"\nbands = [{ up_to = 9, points = 1 }, { up_to = 9, points = 1 }, { points = 0 }]",
        ),
        "bands ascend",
    );
    one(
        &question("kind = \"timer\"\nbands = [{ points = 1 }, { points = 0 }]"),
        "only the last band",
    );
    one(
        &question("kind = \"timer\"\nbands = [{ up_to = 9, points = 1 }]"),
        "the last band has no `up_to`",
    );
    one(
        &question("kind = \"number\"\nmin = 5\nmax = 5"),
        "`min` is below `max`",
    );
    one(
        &question("kind = \"scale\"\nmin = 1\nmax = 5\npoints = [0, 1]"),
        "2 points for 5 steps",
    );
    one(
        &question("kind = \"scale\"\nmin = 5\nmax = 1"),
        "`max` is above `min`",
    );
    one(
        &question("kind = \"text\"\nmax_chars = 0"),
        "1 to 10000 characters",
    );
    one(
        &question("kind = \"yes_no\"\npoints = { yes = 1 }"),
        "`no` is missing",
    );
    one(
        &question("kind = \"nps\"\npoints = { yes = 1, no = 0 }"),
        "unknown key `points`",
    );
}

#[test]
fn weights_critical_items_and_photos_make_sense() {
    let scored = "kind = \"yes_no\"\npoints = { yes = 1, no = 0 }\n";
    one(
        &question(&format!("{scored}weight = 0")),
        "a weight is more than 0",
    );
    one(&question("kind = \"nps\"\ncritical = true"), "cannot be critical");
    one(&question("kind = \"nps\"\nbonus = true"), "cannot be a bonus");
    one(
        &question("kind = \"yes_no\"\npoints = { yes = 2, no = 1 }\ncritical = true"),
        "it can never fail",
    );
    one(
        &question(&format!(
            "{scored}critical = {{ caps = \"visit\", at_percent = 100 }}"
        )),
        "below 100 percent",
    );
    one(
        &question(&format!(
            "{scored}critical = {{ caps = \"all\", at_percent = 50 }}"
        )),
        "none of touchpoint, visit",
    );
    one(
        &question(&format!("{scored}photos = {{ min = 4, max = 2 }}")),
        "at least 4 photos, but at most 2",
    );
    one(
        &question(&format!(
            "{scored}photos = {{ min = 0, max = 2, when = {{ loses_points = true }} }}"
        )),
        "the minimum is asked for",
    );
    one(&question("kind = \"photo\""), "a photo question says how many");
    one(
        &question("kind = \"note\"\nmay_not_apply = true"),
        "takes no answer",
    );
    let weightless = with(
        "weight = 0\n[[touchpoints.questions]]\nid = \"q\"\ntext = \"Q\"\nkind = \"yes_no\"\npoints = { yes = 1, no = 0 }",
    );
    one(&weightless, "a visit could never score");
    one(&with("questions = []"), "at least one question");
    one(
        &question("kind = \"nps\"").replace("activation", "activatoin"),
        "did you mean `activation`?",
    );
}
