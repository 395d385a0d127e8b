//! What every page keeps: its texts exist, its markup obeys the content security policy, its looks
//! change only on purpose.

use std::collections::BTreeSet;

use maud::Markup;
use vitrine_shared::i18n::{Catalog, common};
use vitrine_shared::problem::Code;
use vitrine_shared::text::Lang;
use vitrine_shared::visit::VisitState;

use super::components::form::Typed;
use super::context::{Done, PageContext, Side};
use super::{brand, error, login, samples, staff, visit};
use crate::i18n::catalog;
use crate::reports::comparison::{Choice, Selection, Sort, build};
use crate::reports::wave::Stage;

/// Every page in one language, by name.
fn pages(lang: Lang) -> Vec<(&'static str, Markup)> {
    let agency = |address: &str| samples::context(lang, Side::Agency, address);
    let client = samples::client().id;
    let brand = samples::context(lang, Side::Brand(client), &format!("/brand/{client}"));
    let outside = PageContext {
        viewer: None,
        ..agency("/login")
    };
    let moves = [VisitState::Approved, VisitState::Excluded, VisitState::Rejected];
    let typed = Typed::default();
    vec![
        ("login", login::page(&typed, Some("/waves"), &outside)),
        ("home", staff::home::page(&samples::home(), &agency("/"))),
        (
            "waves",
            staff::waves::page(&[samples::wave_card(3), samples::wave_card(2)], &agency("/waves")),
        ),
        ("waves_empty", staff::waves::page(&[], &agency("/waves"))),
        ("wave", staff::wave::page(&samples::board(), &agency("/waves/x"))),
        (
            "new_wave",
            staff::wave_forms::new_page(&samples::new_wave(), &typed, &agency("/waves/new")),
        ),
        (
            "assign",
            staff::wave_forms::assign_page(&samples::assign(), &typed, &agency("/waves/x/assign")),
        ),
        (
            "places",
            staff::places::page(&samples::places(), &typed, &agency("/places")),
        ),
        (
            "people",
            staff::people::page(&samples::people(), &typed, &agency("/people")),
        ),
        (
            "trainings",
            staff::training::page(&samples::trainings(), &typed, &agency("/training")),
        ),
        (
            "learner",
            staff::learner::page(&samples::learner(), &agency("/people/x/training")),
        ),
        (
            "invitation",
            staff::invitation::page(&samples::invitation(), &agency("/people/x/invitation")),
        ),
        (
            "visit",
            visit::staff_page(
                &samples::visit(VisitState::InReview, &moves),
                &typed,
                &agency("/visits/x"),
            ),
        ),
        (
            "visit_graded",
            visit::staff_page(&samples::graded_visit(), &typed, &agency("/visits/x")),
        ),
        (
            "visit_appealed",
            visit::staff_page(&samples::appealed_visit(), &typed, &agency("/visits/x")),
        ),
        (
            "brand_visit",
            visit::brand_page(&samples::visit(VisitState::Published, &[]), &brand),
        ),
        (
            "comparison",
            brand::comparison::page(&samples::comparison(), &brand),
        ),
        (
            "estimates",
            brand::estimates::page(&samples::comparison(), &brand),
        ),
        ("pair", brand::pair::page(&samples::comparison(), &brand)),
        ("funnel", brand::funnel::page(&samples::comparison(), &brand)),
        ("trend", brand::trend::page(&samples::comparison(), &brand)),
        ("place", brand::place::page(&samples::place(), &brand)),
        (
            "dues",
            staff::payments::dues(&samples::dues(), &agency("/payments")),
        ),
        (
            "paid",
            staff::payments::paid(&samples::paid(), &agency("/payments/paid")),
        ),
        (
            "account",
            staff::payments::account(&samples::account(), &typed, &agency("/payments/evaluators/x")),
        ),
        ("not_found", error::page(Code::NotFound, Some("req-1"), &outside)),
    ]
}

/// One element a line, so that a change is seen where it is made.
fn by_line(page: &Markup) -> String {
    page.0.replace("><", ">\n<")
}

#[test]
fn pages_look_as_they_did() {
    for (name, page) in pages(Lang::PtBr) {
        // Addresses of assets change with their contents, which are not looked at here.
        let html = by_line(&page)
            .replace(super::assets::style(), "/assets/style")
            .replace(super::assets::script(), "/assets/script");
        insta::assert_snapshot!(name, html);
    }
}

#[test]
fn every_language_has_every_text_of_the_site() {
    let sources = |lang| match lang {
        Lang::PtBr => include_str!("../../../assets/i18n/pt-BR/web.ftl"),
        Lang::En => include_str!("../../../assets/i18n/en/web.ftl"),
        Lang::Es => include_str!("../../../assets/i18n/es/web.ftl"),
    };
    let keys = |lang| -> BTreeSet<&str> {
        let is_key = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        sources(lang)
            .lines()
            .filter(is_key)
            .filter_map(|line| Some(line.split_once(" =")?.0))
            .collect()
    };
    for lang in Lang::ALL {
        assert_eq!(
            Catalog::new(lang, &[common(lang), sources(lang)]).defects(),
            [] as [String; 0],
            "{lang}"
        );
        assert_eq!(keys(lang), keys(Lang::PtBr), "{lang}");
    }
}

#[test]
fn no_text_is_missing_on_any_page() {
    for lang in Lang::ALL {
        for (name, page) in pages(lang) {
            // A text that nobody wrote is shown by its key, an argument that nobody gave in braces.
            for word in page.0.split(['>', '<', '"']) {
                assert!(!is_key(word), "{name} in {lang} shows the key {word}");
                assert!(
                    !word.contains("{ $"),
                    "{name} in {lang} lacks an argument: {word}"
                );
            }
        }
        for stage in Stage::ALL {
            assert!(catalog(lang).has(&format!("stage-{}", stage.name())));
        }
        for done in Done::ALL {
            assert!(catalog(lang).has(&format!("done-{}", done.name())));
        }
    }
}

/// Whether a word looks like the key of a text of pages that is in no catalog.
fn is_key(word: &str) -> bool {
    const STEMS: [&str; 17] = [
        "expense-",
        "expenses-",
        "payment-",
        "payments-",
        "ruling-",
        "column-",
        "refusal-",
        "estimate-",
        "pair-",
        "funnel-",
        "invitation-",
        "signal-",
        "confirm-",
        "move-",
        "event-",
        "how-to-",
        "verdict-",
    ];
    STEMS.iter().any(|stem| word.starts_with(stem))
        && !word.contains(' ')
        && word != "invitation-link"
        && !word.ends_with("-caption")
}

#[test]
fn no_page_has_anything_inline_that_the_policy_would_block() {
    for (name, page) in pages(Lang::PtBr) {
        for forbidden in [" style=\"", "<style", " onclick", " onload", "javascript:"] {
            assert!(!page.0.contains(forbidden), "{name} has {forbidden}");
        }
        let scripts = page.0.matches("<script").count();
        assert_eq!(
            scripts,
            page.0.matches("<script type=\"module\" src=\"/assets/").count(),
            "{name}"
        );
    }
}

#[test]
fn ids_are_unique_and_labels_point_at_fields() {
    for (name, page) in pages(Lang::PtBr) {
        let values = |attribute: &str| -> Vec<&str> {
            let mark = format!(" {attribute}=\"");
            page.0
                .split(&mark)
                .skip(1)
                .filter_map(|rest| rest.split('"').next())
                .collect()
        };
        let ids = values("id");
        let unique: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(ids.len(), unique.len(), "{name} repeats an id: {ids:?}");
        for target in values("for").into_iter().chain(values("aria-labelledby")) {
            assert!(unique.contains(target), "{name}: nothing is called {target}");
        }
    }
}

#[test]
fn a_text_with_markup_in_it_is_shown_as_text() {
    let mut view = samples::home();
    view.clients[0].name = "<script>alert(1)</script>".to_owned();
    let page = staff::home::page(&view, &samples::context(Lang::En, Side::Agency, "/"));
    assert!(!page.0.contains("<script>alert"));
    assert!(page.0.contains("&lt;script&gt;alert"));
}

#[test]
fn the_brand_never_learns_who_visited() {
    let view = samples::visit(VisitState::Published, &[]);
    let evaluator = view.facts.place.evaluator.clone().unwrap().name;
    let client = samples::client().id;
    let brand = samples::context(Lang::PtBr, Side::Brand(client), "/brand/visits/x");
    assert!(!visit::brand_page(&view, &brand).0.contains(&evaluator));
    assert!(
        visit::staff_page(
            &view,
            &Typed::default(),
            &samples::context(Lang::PtBr, Side::Agency, "/visits/x"),
        )
        .0
        .contains(&evaluator)
    );
}

#[test]
fn the_brand_never_learns_what_was_spent() {
    let view = samples::visit(VisitState::Published, &[]);
    let client = samples::client().id;
    let brand = samples::context(Lang::PtBr, Side::Brand(client), "/brand/visits/x");
    let page = visit::brand_page(&view, &brand).0;
    for hidden in ["/receipts/", "id=\"expenses\"", "Camisa de teste"] {
        assert!(!page.contains(hidden), "{hidden}");
    }
}

#[test]
fn a_network_of_two_thousand_is_shown_by_the_hundred() {
    let input = samples::network(2000, 12, 6.0);
    let choice = |page| Choice {
        selection: Selection {
            page,
            sort: Sort::Name,
            ..Selection::default()
        },
        pair: None,
    };
    let first = build(&input, &choice(0), &Default::default()).unwrap();
    let last = build(&input, &choice(19), &Default::default()).unwrap();
    assert_eq!((first.pages(), first.rows.len(), last.rows.len()), (20, 100, 100));
    assert!(first.rows.last().unwrap().name < last.rows[0].name);
}
