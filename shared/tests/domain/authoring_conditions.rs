//! Conditions as authors write them, and those that could never hold.

use vitrine_shared::checklist::authoring::from_toml;
use vitrine_shared::checklist::{Condition, Test};
use vitrine_shared::fixtures::slug;

use crate::authoring::{one, tell, with};

/// A checklist whose question `q` is shown under this condition, with one question of each sort before it.
fn shown_if(condition: &str) -> String {
    with(&format!(
        r#"[[touchpoints.questions]]
id = "greeted"
text = "Greeted?"
kind = "yes_no"
points = {{ yes = 1, no = 0 }}
[[touchpoints.questions]]
id = "colour"
text = "Colour?"
kind = "single"
options = [{{ id = "red", text = "Red" }}, {{ id = "blue", text = "Blue" }}]
[[touchpoints.questions]]
id = "wait"
text = "How long?"
kind = "timer"
[[touchpoints.questions]]
id = "rating"
text = "How good?"
kind = "csat"
[[touchpoints.questions]]
id = "story"
text = "What?"
kind = "text"
[[touchpoints.questions]]
id = "hint"
text = "Look."
kind = "note"
[[touchpoints.questions]]
id = "q"
text = "Q?"
kind = "nps"
show_if = {condition}
"#
    ))
}

#[test]
fn conditions_are_read_as_they_are_written() {
    let read = |condition: &str| {
        let checklist = from_toml(&shown_if(condition)).map_err(tell).unwrap();
        checklist.question(&slug("q")).unwrap().show_if.clone().unwrap()
    };
    let asks = |question: &str, test: Test| Condition::Answer {
        question: slug(question),
        test,
    };
    let is =
        |question: &str, names: &[&str]| asks(question, Test::OneOf(names.iter().map(|n| slug(n)).collect()));
    let but_not = |question: &str, so: Condition| {
        Condition::All(vec![asks(question, Test::Answered), Condition::Not(Box::new(so))])
    };
    let between = |min: Option<&str>, max: Option<&str>| {
        let milli = |s: &str| s.parse().unwrap();
        Test::Between {
            min: min.map(milli),
            max: max.map(milli),
        }
    };
    let cases = [
        ("{ question = \"greeted\", is = \"no\" }", is("greeted", &["no"])),
        (
            "{ question = \"greeted\", is_not = \"no\" }",
            but_not("greeted", is("greeted", &["no"])),
        ),
        (
            "{ question = \"colour\", one_of = [\"red\", \"blue\"] }",
            is("colour", &["red", "blue"]),
        ),
        (
            "{ question = \"wait\", at_least = 1.5 }",
            asks("wait", between(Some("1.5"), None)),
        ),
        (
            "{ question = \"rating\", at_least = 2, at_most = 3 }",
            asks("rating", between(Some("2"), Some("3"))),
        ),
        (
            "{ question = \"story\", answered = true }",
            asks("story", Test::Answered),
        ),
        (
            "{ question = \"story\", answered = false }",
            Condition::Not(Box::new(asks("story", Test::Answered))),
        ),
        (
            "{ question = \"greeted\", loses_points = true }",
            asks("greeted", Test::LosesPoints),
        ),
        (
            "{ question = \"greeted\", loses_points = false }",
            but_not("greeted", asks("greeted", Test::LosesPoints)),
        ),
        ("{ persona = \"gift\" }", Condition::Persona(vec![slug("gift")])),
        (
            "{ not = { persona = [\"gift\"] } }",
            Condition::Not(Box::new(Condition::Persona(vec![slug("gift")]))),
        ),
        (
            "{ any = [{ persona = \"gift\" }, { all = [{ question = \"colour\", is = \"red\" }] }] }",
            Condition::Any(vec![
                Condition::Persona(vec![slug("gift")]),
                Condition::All(vec![is("colour", &["red"])]),
            ]),
        ),
    ];
    for (written, expected) in cases {
        assert_eq!(read(written), expected, "{written}");
    }
}

#[test]
fn conditions_that_could_never_hold_are_found() {
    let cases = [
        (
            "{ question = \"greetd\", is = \"no\" }",
            "no question `greetd`; did you mean `greeted`?",
        ),
        (
            "{ question = \"greeted\", is = \"maybe\" }",
            "has no answer `maybe` (it has yes, no)",
        ),
        (
            "{ question = \"greeted\", at_least = 1 }",
            "`greeted` is no number: use `is` or `one_of`",
        ),
        (
            "{ question = \"colour\", is = \"reed\" }",
            "has no answer `reed`; did you mean `red`?",
        ),
        (
            "{ question = \"rating\", is = \"five\" }",
            "`rating` is a number: use `at_least`",
        ),
        (
            "{ question = \"rating\", at_least = 6 }",
            "`rating` goes from 1 to 5, so this never holds",
        ),
        (
            "{ question = \"wait\", at_least = 5, at_most = 2 }",
            "`at_least` is above `at_most`",
        ),
        (
            "{ question = \"story\", is = \"good\" }",
            "cannot be named: use `answered`",
        ),
        (
            "{ question = \"story\", loses_points = true }",
            "`story` has no points to lose",
        ),
        (
            "{ question = \"greeted\", not_applicable = true }",
            "`greeted` always applies",
        ),
        (
            "{ question = \"hint\", answered = true }",
            "`hint` takes no answer",
        ),
        (
            "{ persona = \"gfit\" }",
            "no persona `gfit`; did you mean `gift`?",
        ),
        ("{ question = \"greeted\" }", "no test: one of is, is_not"),
        ("{ is = \"no\" }", "say whose answer it looks at"),
        (
            "{ question = \"greeted\", is = \"no\", answered = true }",
            "is and answered cannot stand side by side",
        ),
        ("{ all = [], any = [] }", "all and any cannot stand side by side"),
        ("{ any = [] }", "`any` is empty"),
        (
            "{ question = \"greeted\", iss = \"no\", answered = true }",
            "unknown key `iss`; did you mean `is`?",
        ),
        (
            "{ question = \"q\", at_least = 1 }",
            "`q` → `q` wait for each other",
        ),
        ("\"greeted\"", "expected a table, found a text"),
    ];
    for (condition, says) in cases {
        one(&shown_if(condition), says);
    }
}

#[test]
fn a_ring_of_conditions_is_named_once() {
    let ask = |id: &str, on: &str| {
        format!(
            "[[touchpoints.questions]]\nid = \"{id}\"\ntext = \"T\"\nkind = \"yes_no\"\nshow_if = {{ question = \"{on}\", is = \"yes\" }}\n"
        )
    };
    let source = with(&format!(
        "{}{}{}{}",
        ask("outside", "a"),
        ask("a", "b"),
        ask("b", "c"),
        ask("c", "a")
    ));
    one(
        &source,
        "shown only when it is shown: `a` → `b` → `c` → `a` wait for each other",
    );
}
