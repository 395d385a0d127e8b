//! A form as agencies run it in bank campaigns, in small: graded options, a "no" that is good,
//! several choices that each earn, options that do not apply, questions of one profile, "if other,
//! please specify" and "explain your answer", with points worked by hand.

use std::collections::BTreeMap;

use vitrine_shared::answer::Answer;
use vitrine_shared::checklist::authoring::from_toml;
use vitrine_shared::checklist::{Checklist, Slug};
use vitrine_shared::fixtures::slug;
use vitrine_shared::score::{VisitScore, earned, score};

const FORM: &str = r#"
id = "bank-branch"
version = 1
sector = "bank"
framework = "decision_journey"
languages = ["pt-BR"]
title = "Agência bancária"
briefing = "Peça informações sobre investimentos."
declaration = "Estive na agência."

[[personas]]
id = "p1"
title = "Perfil 1"
brief = "Quer investir."
[[personas]]
id = "p2"
title = "Perfil 2"
brief = "Quer sair das dívidas."

[[touchpoints]]
id = "branch"
title = "Agência"
stage = "active_evaluation"
channel = "in_store"
touch = "high"
pillar = "people"

[[touchpoints.questions]]
id = "profiled"
text = "O gerente avaliou o seu perfil antes de recomendar?"
kind = "single"
options = [
    { id = "full", points = 6, text = "Sim, com questionário completo" },
    { id = "partial", points = 3, text = "Perguntou em conversa" },
    { id = "none", points = 0, text = "Não" },
    { id = "no_advice", not_applicable = true, text = "Não houve recomendação" },
]
[[touchpoints.questions]]
id = "tied_sale"
text = "Condicionaram um serviço à compra de outro?"
kind = "yes_no"
points = { yes = 0, no = 4 }
[[touchpoints.questions]]
id = "tied_sale_what"
text = "Qual?"
kind = "text"
show_if = { question = "tied_sale", is = "yes" }
[[touchpoints.questions]]
id = "informed"
text = "O que foi informado?"
kind = "multiple"
options = [
    { id = "risk", points = 2, text = "Risco" },
    { id = "fees", points = 2, text = "Taxas" },
    { id = "term", points = 1, text = "Prazo" },
    { id = "other", points = 0, text = "Outro" },
    { id = "nothing", points = 0, exclusive = true, text = "Nada" },
]
[[touchpoints.questions]]
id = "informed_other"
text = "Se outro, especifique"
kind = "text"
show_if = { question = "informed", is = "other" }
[[touchpoints.questions]]
id = "a1"
text = "Explicaram a garantia do produto?"
kind = "yes_no"
points = { yes = 3, no = 0 }
show_if = { persona = "p1" }
[[touchpoints.questions]]
id = "b1"
text = "Ofereceram renegociação?"
kind = "single"
options = [
    { id = "better", points = 5, text = "Com juros menores" },
    { id = "same", points = 2, text = "Sem melhorar os juros" },
    { id = "none", points = 0, text = "Não" },
]
show_if = { persona = "p2" }
[[touchpoints.questions]]
id = "minutes"
text = "Quanto durou a conversa?"
kind = "timer"
[[touchpoints.questions]]
id = "role"
text = "Cargo de quem atendeu"
kind = "text"
max_chars = 80
[[touchpoints.questions]]
id = "why"
text = "Explique as suas respostas"
kind = "text"
required = false
"#;

fn form() -> Checklist {
    from_toml(FORM).unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn answers(given: &[(&str, Answer)]) -> BTreeMap<Slug, Answer> {
    given
        .iter()
        .map(|(id, answer)| (slug(id), answer.clone()))
        .collect()
}

fn several(names: &[&str]) -> Answer {
    Answer::Choices(names.iter().map(|name| slug(name)).collect())
}

fn choice(name: &str) -> Answer {
    Answer::Choice(slug(name))
}

/// Points earned and possible, in whole points, over the shown questions that apply.
fn points(form: &Checklist, persona: &str, answers: &BTreeMap<Slug, Answer>) -> (i64, i64) {
    let persona = slug(persona);
    let visible = vitrine_shared::checklist::Visible::new(form, Some(&persona), answers);
    let all = form
        .questions()
        .filter_map(|(_, q)| earned(q, visible.answer(&q.id)?));
    all.fold((0, 0), |(e, p), points| {
        (
            e + points.earned.thousandths() / 1000,
            p + points.possible.thousandths() / 1000,
        )
    })
}

fn visit(form: &Checklist, persona: &str, answers: &BTreeMap<Slug, Answer>) -> VisitScore {
    score(form, Some(&slug(persona)), answers)
}

#[test]
fn points_possible_differ_from_visit_to_visit() {
    let form = form();
    // Profile 1: 3/6 + 4/4 + (2 + 1)/5 + 3/3 = 13 of 18.
    let first = answers(&[
        ("profiled", choice("partial")),
        ("tied_sale", Answer::YesNo(false)),
        ("informed", several(&["risk", "term", "other"])),
        ("informed_other", Answer::Text("Portabilidade".to_owned())),
        ("a1", Answer::YesNo(true)),
        ("minutes", Answer::ElapsedMs(1_500_000)),
    ]);
    assert_eq!(points(&form, "p1", &first), (13, 18));
    assert_eq!(visit(&form, "p1", &first).visit.unwrap().to_string(), "13/18");

    // The same answers without advice: its 6 points are neither earned nor possible: 10 of 12.
    let mut advised = first.clone();
    advised.insert(slug("profiled"), choice("no_advice"));
    assert_eq!(points(&form, "p1", &advised), (10, 12));
    assert_eq!(visit(&form, "p1", &advised).visit.unwrap().to_string(), "5/6");

    // Profile 2 is asked b1 instead of a1, whose answer no longer counts: 3 + 4 + 3 + 2 = 12 of 20.
    let mut second = first;
    second.insert(slug("b1"), choice("same"));
    assert_eq!(points(&form, "p2", &second), (12, 20));
    assert_eq!(visit(&form, "p2", &second).visit.unwrap().to_string(), "3/5");
}

#[test]
fn the_worst_and_the_best_visit_are_nothing_and_full() {
    let form = form();
    let worst = answers(&[
        ("profiled", choice("none")),
        ("tied_sale", Answer::YesNo(true)),
        ("tied_sale_what", Answer::Text("Um seguro".to_owned())),
        ("informed", several(&["nothing"])),
        ("b1", choice("none")),
    ]);
    assert_eq!(visit(&form, "p2", &worst).visit.unwrap().to_string(), "0");
    let best = answers(&[
        ("profiled", choice("full")),
        ("tied_sale", Answer::YesNo(false)),
        ("informed", several(&["risk", "fees", "term"])),
        ("b1", choice("better")),
    ]);
    assert_eq!(points(&form, "p2", &best), (20, 20));
    assert_eq!(visit(&form, "p2", &best).visit.unwrap().to_string(), "1");
}
